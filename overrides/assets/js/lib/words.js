// Words: how they are compared, and how those of the frame are put together. `handbook:says.GROUP.KEY` in a script stands
// for the words of docs/_data/interface.yml; they are filled in when the site is published (macros/publish/wording.py).

/** Letters without case and accents, so that "cafe" finds "Café". */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim()
}

/** The words with a capital at their beginning. */
export function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Words with something in each of their {blanks}. */
export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name])
}

/** The words for a number, in the form that goes with it; `forms` has "one", "other" and what else the language has. */
export function several(forms, count, values = {}) {
  const { lang } = document.documentElement
  // By hand in English: to load a locale takes a phone longer than all else that a script does as the page opens.
  const form = /^en\b/.test(lang) ? (count === 1 ? "one" : "other") : new Intl.PluralRules(lang).select(count)
  return fill(forms[form] ?? forms.other, { count, ...values })
}

/** Names by id, of a group whose keys have low lines where ids have hyphens. */
export function byId(names) {
  return new Map(Object.entries(names).map(([key, name]) => [key.replaceAll("_", "-"), name]))
}
