/** Letters without case and accents, so that "cafe" finds "Café". */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim()
}

/** The words with a capital at their beginning. */
export function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
