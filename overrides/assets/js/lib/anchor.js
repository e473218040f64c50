/** The element of this page that a hash, "#id", names, or null. An address can hold anything. */
export function anchored(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)))
  } catch {
    return null
  }
}
