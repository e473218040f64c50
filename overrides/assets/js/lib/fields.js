// What the reader types into the blanks of scripts: one value for each field, the same in every script on
// every page of this visit. It stays in this tab's session storage and never gets into an address.
//
// A field is an element of class "field": data-field is its id, its text "[label]". Values go in as text,
// so nothing typed can become markup.

import { visit } from "./storage.js"

/** Sent to the document after every change. */
export const CHANGED = "fields-changed"

/** The longest value, in characters: a long letter, and no more than a page can show. */
export const MOST = 10_000

const KEY = "fields"
const DAY = /^\d{4}-\d{2}-\d{2}$/
const MONTHS = "January February March April May June July August September October November December".split(" ")

/** The values of this visit by field id. */
export function values() {
  const kept = Object.entries(visit.get(KEY) ?? {})
  return Object.fromEntries(kept.filter(([, value]) => typeof value === "string"))
}

/** Keeps the value of one field; an empty one is forgotten. */
export function set(id, value) {
  const kept = values()
  kept[id] = fit(value)
  if (!kept[id].trim()) delete kept[id]
  if (Object.keys(kept).length) visit.set(KEY, kept)
  else visit.remove(KEY)
  document.dispatchEvent(new CustomEvent(CHANGED))
}

/** Forgets all values. */
export function clear() {
  visit.remove(KEY)
  document.dispatchEvent(new CustomEvent(CHANGED))
}

/** What a field asks for, as the page tells it. */
export function about(field) {
  const { field: id, kind = "text", example = "", default: otherwise = "", choices = "[]" } = field.dataset
  return { id, label: label(field), kind, example, otherwise, choices: JSON.parse(choices) }
}

/** Writes the values into every field below `root`; one without a value shows its [label] again. */
export function fill(root, kept = values()) {
  for (const field of root.querySelectorAll(".field")) {
    const name = label(field)
    const value = readable(kept[field.dataset.field] ?? field.dataset.default ?? "", field.dataset.kind)
    const text = value || `[${name}]`
    if (field.textContent !== text) field.textContent = text
    field.classList.toggle("is-filled", value !== "")
  }
}

/** What the fields below `root` that have no value ask for, each once; `within` narrows to some of its parts. */
export function blanks(root, within = "*") {
  const empty = [...root.querySelectorAll(`:scope ${within} .field:not(.is-filled)`)]
  return [...new Map(empty.map((field) => [field.dataset.field, about(field)])).values()]
}

/** A value as readers see it: a date in words, everything else as it was typed. */
export function readable(value, kind) {
  const text = value.trim()
  if (kind !== "date" || !DAY.test(text)) return text
  const day = new Date(`${text}T00:00:00Z`)
  if (Number.isNaN(day.getTime())) return text
  const { lang } = document.documentElement
  if (lang && lang !== "en") return day.toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" })
  // The pages write 1 December 2026, which is how English reads everywhere but in the United States. By hand: to load
  // a locale takes a phone longer than all else that a script does as the page opens.
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`
}

function label(field) {
  field.dataset.label ??= field.textContent.slice(1, -1)
  return field.dataset.label
}

/** `value` cut to size, never through the middle of a character: half of one would break an address. */
function fit(value) {
  const text = String(value).slice(0, MOST).replace(/[\uD800-\uDBFF]$/, "")
  return text.toWellFormed?.() ?? text
}
