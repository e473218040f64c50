// <print-page>: offers the page in short, where that is enough, and whole, with its reasons or without, and says how
// many sheets that takes. It stands in the row of the way back, whose class names the section, with nothing to choose
// until this script comes.

import { make } from "../lib/make.js"
import { addresses, REASONS } from "../lib/paper.js"
import { several } from "../lib/words.js"

// By section: the short form, one sheet on every page where it says so, which a test holds.
const SHORT = {
  situations: "handbook:says.paper.short",
  decide: "handbook:says.paper.map",
  practice: "handbook:says.paper.sheet",
  scripts: "handbook:says.paper.words",
}
// By section, and where the uses of claims are listed: sheets of pictures and free space, and letters on each of the
// others, as measured over all pages.
const SHEETS = {
  situations: [0.75, 1900],
  decide: [1.5, 3100],
  practice: [1, 3350],
  scripts: [0.25, 1600],
  coverage: [0.5, 3500],
}
const OTHERS = [0.5, 1700]
const SMALLER = 0.85 // the size of an address (print.css)
const UNPRINTED = ".fill, .hb-path, .headerlink, button, form, script, svg"
// Pages of one sheet; so is a path, among others in its section.
const SINGLE = ".hb-path--cards, .hb-path--checklists, .hb-path--start"

export default class PrintPageElement extends HTMLElement {
  #section = ""
  #whole = null
  #reasons = null // the box to tick for them; a page of one sheet has none

  connectedCallback() {
    const row = this.#page.querySelector("nav.hb-path")
    // A deck has a form for that, and a frame on another site shows one item alone.
    if (!row || this.closest("[data-embed]") || this.#page.querySelector("card-deck")) return this.remove()
    const part = this.querySelector("details")
    if (part.children.length > 1) return
    this.#section = row.className.split("--")[1]
    const line = (act, textContent) => make("button", { type: "button", "data-act": act, textContent })
    const short = SHORT[this.#section] && line("short", SHORT[this.#section])
    this.#whole = line("whole", "handbook:says.paper.page")
    const menu = make("div", { className: "print-page__menu" }, short ?? "", this.#whole)
    if (!row.matches(SINGLE) || !this.#page.querySelector(".card, .checklist")) {
      this.#reasons = make("input", { type: "checkbox" })
      if (this.#page.querySelector(REASONS)) menu.append(make("label", {}, this.#reasons, " ", "handbook:says.paper.reasons"))
    }
    part.append(menu)
    part.addEventListener("toggle", () => this.#count())
    for (const type of ["change", "click", "keydown"]) this.addEventListener(type, this)
  }

  handleEvent(event) {
    const { type, target } = event
    if (type === "change") this.#count()
    else if (type === "keydown" && event.key === "Escape") this.#close().querySelector("summary").focus()
    else if (type === "click" && target.dataset.act) this.#print(target.dataset.act)
  }

  get #page() {
    return this.parentElement
  }

  #close() {
    const part = this.querySelector("details")
    part.open = false
    return part
  }

  #print(form) {
    const root = document.documentElement
    if (form === "short") root.dataset.print = "short"
    else if (this.#reasons?.checked) root.dataset.reasons = ""
    this.#close()
    window.print()
  }

  #count() {
    if (!this.#reasons) return
    const page = make("div", {}, this.#page.querySelector("article").cloneNode(true))
    const left = this.#reasons.checked ? UNPRINTED : `${UNPRINTED}, ${REASONS}`
    for (const part of page.querySelectorAll(left)) part.remove()
    const kind = page.querySelector(".coverage__table") ? "coverage" : this.#section
    const [free, letters] = SHEETS[kind] ?? OTHERS
    const length = page.textContent.replace(/\s+/g, " ").length + SMALLER * addresses(page)
    const sheets = Math.max(1, Math.round(free + length / letters))
    this.#whole.textContent = several("handbook:says.paper.whole", sheets)
  }
}
