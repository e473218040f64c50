// The search: a dialog with one field, and below it what was found, page by page, as links.
//
// Links, not options of a combobox: what is chosen goes into no field, but leads somewhere; a link can be opened in a
// new tab, and keeps the heading and the line of text that an option would flatten into one name. From the field the
// arrows lead into the list and back, Enter goes to the first result, and a letter typed on a result goes on in the
// field. A status tells how many there are. The browser keeps the rest of the page out of reach while the dialog is
// open, closes it on Escape, and gives the focus back.

import { find, load } from "./engine.js"
import { make } from "./make.js"
import { ROOT } from "./site.js"
import { several } from "./words.js"

const PAUSE = 2000 // milliseconds after the page has loaded
const SPOKEN = 400 // after the last key, before the number is told

let dialog
let field
let ghost // the rest of what is typed, as it may go on
let status
let beside // the pages that protect, where danger may be meant and is not what was found first
let list
let asked = "" // what the list answers, or will
let answered = Promise.resolve()
let found = false // whether the list has what was asked for
let whole = "" // what the query may become
let telling

/** Has buttons, keys and an address with ?q= open the search, and loads it once the page is at rest. */
export function search() {
  document.addEventListener("click", ({ target }) => target.closest?.("[data-act=find]") && open())
  document.addEventListener("keydown", (event) => {
    if (!wanted(event)) return
    event.preventDefault()
    open()
  })
  const url = new URL(location.href)
  const query = url.searchParams.get("q")
  if (query) {
    url.searchParams.delete("q") // an address is kept in many places, and words searched for in none
    history.replaceState(history.state, "", url)
    open(query)
  }
  if (navigator.connection?.saveData || window.origin === "null") return // a disk; a frame without rights
  /** @type {(then: () => unknown, limit: object) => unknown} */
  const idle = window.requestIdleCallback ?? ((then) => then())
  const later = () => setTimeout(() => idle(warm, { timeout: PAUSE }), PAUSE) // some browsers are never idle
  if (document.readyState === "complete") later()
  else window.addEventListener("load", later, { once: true })
}

function warm() {
  load().catch(() => {}) // a question will tell
}

/** Ctrl+K anywhere; "/" where nothing is typed into, and no other dialog is open. */
function wanted({ key, ctrlKey, metaKey, altKey, shiftKey, target }) {
  if (document.querySelector("dialog[open]")) return false
  if (key.toLowerCase() === "k") return (ctrlKey || metaKey) && !altKey && !shiftKey
  return key === "/" && !ctrlKey && !metaKey && !altKey && !target.closest?.("input, select, textarea, [contenteditable]")
}

function open(query = "") {
  if (!dialog) build()
  warm()
  dialog.showModal()
  if (query) field.value = query
  field.focus() // within the press, or phones show no keyboard
  field.select()
  if (field.value !== asked) ask()
}

function build() {
  ghost = make("span", { className: "hb-search__ghost", "aria-hidden": "true" })
  field = make("input", {
    type: "text", className: "hb-search__field", name: "words", autocomplete: "off", spellcheck: false, translate: false,
    enterKeyHint: "go", placeholder: "handbook:says.search.ask", "aria-label": "handbook:says.search.ask",
    autocapitalize: "off", "aria-controls": "hb-found", "aria-describedby": "hb-search-says",
  })
  status = make("p", { className: "hb-note hb-search__status", role: "status", id: "hb-search-says", textContent: "handbook:says.search.hint" })
  beside = make("p", { className: "hb-search__beside", hidden: true })
  list = make("ol", { className: "hb-search__found", id: "hb-found" })
  const shut = make("button", { type: "button", className: "hb-shut", textContent: "handbook:says.frame.close" })
  const line = make("div", { className: "hb-search__line" }, ghost, field, shut)
  const form = make("form", { className: "hb-search__form", role: "search" }, line)
  dialog = make("dialog", { className: "hb-search", "aria-label": "handbook:says.search.name" }, form, status, beside, list)

  form.addEventListener("submit", (event) => {
    event.preventDefault()
    // What is only offered is for the reader to choose.
    answered.then(() => (found ? list.querySelector("a")?.click() : list.querySelector("a")?.focus()))
  })
  field.addEventListener("input", ask)
  shut.addEventListener("click", () => dialog.close())
  dialog.addEventListener("keydown", move)
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a")
    const here = link && link.pathname === location.pathname && link.search === location.search
    if (event.target === dialog || (here && !event.ctrlKey && !event.metaKey && !event.shiftKey)) dialog.close()
  })
  document.body.append(dialog)
}

/** The arrows go from the field through the results and back; any letter goes on in the field. */
function move(event) {
  const { key, target } = event
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const stops = [field, ...list.querySelectorAll("a")]
  const at = stops.indexOf(target)
  const step = { ArrowDown: 1, ArrowUp: -1 }[key]
  const onward = document.body.dir === "rtl" ? "ArrowLeft" : "ArrowRight"
  if (step && at >= 0) {
    event.preventDefault()
    stops[at + step]?.focus()
  } else if (key === onward && target === field && whole && field.selectionStart === field.value.length) {
    event.preventDefault()
    field.value += whole.slice(field.value.length)
    ask()
  } else if (at > 0 && key.length === 1 && key !== " ") {
    field.focus() // before the letter arrives
  }
}

function ask() {
  asked = field.value
  whole = ""
  found = false
  ghost.textContent = ""
  clearTimeout(telling)
  telling = setTimeout(() => (status.textContent = "handbook:says.search.searching"), SPOKEN) // an answer comes before, as a rule
  answered = asked.trim() ? answer(asked) : Promise.resolve(show([], "handbook:says.search.hint"))
}

async function answer(query) {
  let given
  try {
    given = await find(query)
  } catch (error) {
    if (query !== asked) return
    console.error("The search could not load", error)
    show(sections(), "handbook:says.search.failed")
    dialog.dataset.failed = ""
    asked = null // the same words ask again
    return
  }
  if (query !== asked) return // another question has been put since
  const { items, nothing, unsure } = given
  found = items.length > 0 && !nothing && !unsure
  whole = given.whole.startsWith(query.toLowerCase()) ? given.whole : ""
  ghost.textContent = whole && query + whole.slice(query.length)
  const rows = items.map(row)
  show(rows, [protects(rows[0]), summary(given)].filter(Boolean).join(" "), given.beside)
}

/** The page that protects, told before any number: who hears the results has not seen which comes first. */
function protects(first) {
  if (!first?.matches(".hb-result--safety")) return ""
  return ["handbook:says.search.safety", ": ", first.querySelector(".hb-result__title").textContent, "."].join("")
}

/** What the status says of what is given. */
function summary({ items, nothing, foreign, unsure }) {
  if (foreign) return "handbook:says.search.foreign"
  if (nothing) return "handbook:says.search.nothing"
  if (unsure) return "handbook:says.search.unsure"
  return items.length ? several("handbook:says.search.found", items.length) : ""
}

function show(rows, said, protecting = []) {
  const on = dialog.querySelector("a:focus")?.href
  beside.hidden = !protecting.length
  beside.replaceChildren("handbook:says.search.beside", ...protecting.flatMap(({ location: at, title }) => {
    return [" ", make("a", { href: new URL(at, ROOT).href, innerHTML: title })]
  }))
  list.replaceChildren(...rows)
  // Who went into the list before this answer came stays on the same page, or goes back to the words.
  if (on) ([...dialog.querySelectorAll("a")].find(({ href }) => href === on) ?? field).focus()
  list.scrollTop = 0
  dialog.dataset.answers = asked
  delete dialog.dataset.failed
  clearTimeout(telling)
  telling = setTimeout(() => {
    status.textContent = said
    // Seen beside its links, and heard here: they come next.
    if (protecting.length) status.append(" ", make("span", { className: "hb-heard", textContent: "handbook:says.search.beside" }))
  }, asked.trim() ? SPOKEN : 0)
}

/** A page with its sections. What is shown of both is HTML of the engine's own making. */
function row(entries) {
  const links = entries.map(({ location: at, kind, title, text, guards }) => {
    const link = make("a", { href: new URL(at, ROOT).href, className: at.includes("#") ? "hb-result__part" : "hb-result__page" })
    link.append(make("span", { className: "hb-result__title", innerHTML: title }))
    if (text) link.append(" ", make("span", { className: "hb-note hb-result__text", innerHTML: text }))
    if (kind) link.prepend(make("span", { className: "hb-found__kind", textContent: kind }), " ")
    if (guards) link.prepend(make("span", { className: "hb-found__kind hb-found__kind--safety", textContent: "handbook:says.search.safety" }), " ")
    return link
  })
  const guards = entries.some((entry) => entry.guards)
  return make("li", { className: guards ? "hb-result hb-result--safety" : "hb-result" }, ...links)
}

/** The sections of the handbook, as the list beside the text has them. */
function sections() {
  return [...document.querySelectorAll("#hb-nav > ul > li > a")].map(({ href, textContent }) => {
    const title = make("span", { className: "hb-result__title", textContent: textContent.trim() })
    return make("li", { className: "hb-result" }, make("a", { className: "hb-result__page", href }, title))
  })
}
