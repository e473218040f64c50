// What the reader types into the blanks of scripts. A value that is the same everywhere (data-shared: a name, a
// case number) fills every script on every page of this visit, and is marked where it was not typed; any other
// stays in the script it was typed in, because "the price" here may be "the refund" there. All of it stays in this
// tab's session storage and never gets into an address.
//
// A field is an element of class "field" within <copy-script data-script>: data-field is its id, its text "[label]".
// Values go in as text, so nothing typed can become markup.

import { visit } from "./storage.js"

/** Sent to the document after every change. */
export const CHANGED = "fields-changed"

/** The longest value, in characters: a long letter, and no more than a page can show. */
export const MOST = 10_000

const KEY = "blanks"
const FORMER = "fields" // held one value a field, whatever it meant in each script
const DAY = /^\d{4}-\d{2}-\d{2}$/
const BY_HAND = ["en", "en-GB"] // languages
const MONTHS = "January February March April May June July August September October November December".split(" ")

visit.remove(FORMER)

/**
 * The values of this visit for one script: a Map of field id -> { value, carried }. Carried is a value that was
 * typed in another script.
 */
export function values(script) {
  const found = new Map()
  for (const [id, { value, from }] of read()) {
    if (!id.includes("/")) found.set(id, { value, carried: from !== script })
    else if (id.startsWith(`${script}/`)) found.set(id.slice(script.length + 1), { value, carried: false })
  }
  return found
}

/** Whether anything is kept, in whatever script. */
export function any() {
  return read().size > 0
}

/** Keeps the value of one field of a script; an empty one is forgotten. */
export function set(script, { id, shared }, value) {
  const kept = read()
  const key = shared ? id : `${script}/${id}`
  const text = fit(value)
  if (text.trim()) kept.set(key, { value: text, from: script })
  else kept.delete(key)
  if (kept.size) visit.set(KEY, [...kept])
  else visit.remove(KEY)
  document.dispatchEvent(new CustomEvent(CHANGED))
}

/** Forgets all values. */
export function clear() {
  visit.remove(KEY)
  document.dispatchEvent(new CustomEvent(CHANGED))
}

/** What is kept: a Map of "field" or "script/field" -> { value, from }. A field may be called "constructor". */
function read() {
  const kept = visit.get(KEY)
  /** @param {any[]} pair */
  const sound = ([key, entry]) => typeof key === "string" && typeof entry?.value === "string"
  return new Map(Array.isArray(kept) ? kept.filter((pair) => Array.isArray(pair) && sound(pair)) : [])
}

/** What a field asks for, as the page tells it. */
export function about(field) {
  const { field: id, kind = "text", means = "", example = "", default: otherwise = "", choices = "[]" } = field.dataset
  const shared = "shared" in field.dataset
  return { id, label: label(field), means, kind, shared, example, otherwise, choices: JSON.parse(choices) }
}

/** Writes `kept` values into every field below `root`; one without a value shows its [label] again. */
export function fill(root, kept) {
  for (const field of root.querySelectorAll(".field")) {
    const name = label(field)
    const { value: typed, carried = false } = kept.get(field.dataset.field) ?? {}
    const value = readable(typed ?? field.dataset.default ?? "", field.dataset.kind)
    const text = value || `[${name}]`
    if (field.textContent !== text) field.textContent = text
    field.classList.toggle("is-filled", value !== "")
    field.classList.toggle("is-typed", Boolean(typed)) // and so no default: on paper it means that this tone is wanted
    field.classList.toggle("is-carried", carried)
    field.translate = typed === undefined // a translator would send what was typed to its maker
  }
}

/** What the fields below `root` that have no value ask for, each once; `within` narrows to some of its parts. */
export function blanks(root, within = "*") {
  return each(root, `:scope ${within} .field:not(.is-filled)`)
}

/** What the fields below `root` ask for whose value comes from another script, each once. */
export function carried(root) {
  return each(root, ".field.is-carried")
}

function each(root, selector) {
  return [...new Map([...root.querySelectorAll(selector)].map((field) => [field.dataset.field, about(field)])).values()]
}

/** A value as readers see it: a date in words, everything else as it was typed. */
export function readable(value, kind) {
  const text = value.trim()
  if (kind !== "date" || !DAY.test(text)) return text
  const day = new Date(`${text}T00:00:00Z`)
  if (Number.isNaN(day.getTime())) return text
  const { lang } = document.documentElement
  if (lang && !BY_HAND.includes(lang)) return day.toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" })
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
