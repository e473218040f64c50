// <card-deck>: choose cards, see them on sheets, print them at true size, send the choice as a link.
//
// The choice stands in the address, ?cards=ID,ID&paper=a4, in any order: cards always print in the deck's
// own. Every card waits in a <template> as it prints. Without JavaScript the page leads to the full decks.

import { announce } from "../lib/announce.js"
import { copy } from "../lib/clipboard.js"
import { make } from "../lib/make.js"
import { press } from "../lib/press.js"
import { fill, several } from "../lib/words.js"

const PER_SHEET = 4
const PATIENCE = 3000 // milliseconds that the codes on the cards may take to come
const PAPERS = { a4: "handbook:says.deck.a4", letter: "handbook:says.deck.letter" }
// WebKit gives a sheet neither a size nor margins of its own, and does not tell: this name is its alone.
const LOOSE = "webkitConvertPointFromNodeToPage" in window
const LETTER_COUNTRIES = new Set(["US", "CA", "MX", "PH", "CL", "CO", "VE"])

// Points, from what suits short cards down to what no card should need: fonts differ from machine to machine.
const SIZES = Array.from({ length: 21 }, (_, step) => 13.5 - step / 4)

export default class CardDeckElement extends HTMLElement {
  #stop = null
  #resized = null
  #cards = new Map() // id -> the card as it prints
  #fitting = new WeakMap() // card -> the first of SIZES at which it fits on the paper chosen
  #unknown = [] // ids in the address that no card has

  connectedCallback() {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    this.#form.hidden = false
    press(this, signal)
    for (const type of ["change", "submit"]) this.addEventListener(type, this, { signal })
    for (const type of ["popstate", "pageshow"]) window.addEventListener(type, this, { signal })
    document.fonts.addEventListener("loadingdone", this, { signal }) // lines break elsewhere now
    this.#resized = new ResizeObserver(() => this.#scale())
    this.#resized.observe(this)
    this.#read()
  }

  disconnectedCallback() {
    this.#stop.abort()
    this.#resized.disconnect()
    delete document.documentElement.dataset.sheets
  }

  handleEvent(event) {
    if (event.type === "change") this.#change(event.target)
    else if (event.type === "submit") this.#print(event)
    else if (event.type === "popstate" || event.type === "pageshow") this.#read()
    else if (event.type === "loadingdone") this.#refit()
    else if (event.target.closest("[data-act=copy]")) this.#copy(event.target)
  }

  get #form() {
    return this.querySelector("form.deck__form")
  }

  get #sheets() {
    return this.querySelector(".deck__sheets")
  }

  get #boxes() {
    return [...this.querySelectorAll("input[name^=cards-]")]
  }

  get #chosen() {
    return this.#boxes.filter((box) => box.checked).map((box) => box.value)
  }

  get #paper() {
    return this.#form.elements.paper.value
  }

  /** Takes the choice from the address, and says which of its cards the handbook does not have. */
  #read() {
    const asked = new URLSearchParams(location.search)
    const ids = new Set((asked.get("cards") ?? "").split(",").filter(Boolean))
    for (const box of this.#boxes) box.checked = ids.delete(box.value)
    this.#form.elements.paper.value = Object.hasOwn(PAPERS, asked.get("paper")) ? asked.get("paper") : usual()
    this.#unknown = [...ids]
    this.#show()
  }

  #change(box) {
    if (box.dataset.family !== undefined) {
      for (const other of this.#of(box.dataset.family)) other.checked = box.checked
    }
    this.#unknown = []
    this.#write()
    announce(this.#show(), { shown: false })
  }

  /** The boxes of a family, or of all where it is "". */
  #of(family) {
    return this.#boxes.filter((box) => !family || box.name === `cards-${family}`)
  }

  /** The page with the choice. The commas stay commas, so that people can read and mend the link. */
  get #address() {
    const url = new URL(location.href)
    url.hash = ""
    url.search = this.#chosen.length ? `?cards=${this.#chosen.join(",")}&paper=${this.#paper}` : `?paper=${this.#paper}`
    return url.href
  }

  #write() {
    try {
      history.replaceState(history.state, "", this.#address)
    } catch {
      // Some browsers refuse many changes in a row; the next one catches up.
    }
  }

  /** Brings boxes, count and sheets in line with the choice. Returns the count in words. */
  #show() {
    for (const whole of this.querySelectorAll("input[data-family]")) {
      const boxes = this.#of(whole.dataset.family)
      const checked = boxes.filter((box) => box.checked).length
      whole.checked = checked === boxes.length
      whole.indeterminate = checked > 0 && !whole.checked
    }
    this.#lay()
    this.#fit()
    const count = this.#chosen.length
    const cards = several("handbook:says.deck.of_cards", count)
    const sheets = several("handbook:says.deck.of_sheets", Math.ceil(count / PER_SHEET))
    const chosen = fill("handbook:says.deck.chosen", { cards, sheets, paper: PAPERS[this.#paper] })
    const said = count ? chosen : "handbook:says.deck.none"
    this.querySelector(".hb-bar__count").textContent = said
    return said
  }

  /** Says what is not as the reader asked for, where they see it and, once, aloud. */
  #warn(cut) {
    const said = []
    if (this.#unknown.length) said.push(fill("handbook:says.deck.unknown", { cards: list(this.#unknown) }))
    if (cut.length) said.push(fill("handbook:says.deck.cut", { cards: list(cut) }))
    const note = this.querySelector(".deck__note")
    const words = said.join(" ")
    if (words && words !== note.textContent) announce(words, { shown: false })
    note.textContent = words
    note.hidden = !words
  }

  /** Lays the chosen cards out, four to a sheet. What stands where it should is left alone. */
  #lay() {
    const cards = this.#chosen.map((id) => this.#card(id))
    const total = Math.ceil(cards.length / PER_SHEET)
    const frames = this.#sheets.children
    while (frames.length > total) frames[total].remove()
    while (frames.length < total) {
      this.#sheets.append(make("div", { className: "deck__frame" }, make("section", { className: "sheet" })))
    }
    this.querySelectorAll(".sheet").forEach((sheet, index) => {
      sheet.setAttribute("aria-label", fill("handbook:says.deck.sheet", { number: index + 1, total }))
      arrange(sheet, cards.slice(index * PER_SHEET, (index + 1) * PER_SHEET))
    })
    if (this.#sheets.dataset.paper !== this.#paper) this.#fitting = new WeakMap()
    this.#sheets.dataset.paper = this.#paper
    const { dataset } = document.documentElement
    if (total) dataset.sheets = LOOSE ? "loose" : this.#paper
    else delete dataset.sheets
    this.#scale()
  }

  /** A card as it prints: made once, and kept while others come and go. */
  #card(id) {
    if (!this.#cards.has(id)) {
      const { content } = this.querySelector(`template[data-card="${id}"]`)
      this.#cards.set(id, document.importNode(content, true).firstElementChild)
    }
    return this.#cards.get(id)
  }

  /**
   * Sets the largest size of text at which every card fits, one for the deck; says which fit at none.
   * A card is measured once for each paper and typeface, all new ones together: the layout is what takes time.
   */
  #fit() {
    const cards = [...this.#sheets.querySelectorAll(".card")]
    let open = cards.filter((card) => !this.#fitting.has(card)).map((card) => ({ card, low: 0, high: SIZES.length }))
    while (open.length) {
      for (const { card, low, high } of open) setSize(card, SIZES[(low + high) >> 1])
      for (const one of open) {
        const tried = (one.low + one.high) >> 1
        if (overflows(one.card)) one.low = tried + 1
        else one.high = tried
      }
      for (const { card, low } of open.filter(({ low, high }) => low === high)) {
        this.#fitting.set(card, low)
        card.style.removeProperty("--card-size")
      }
      open = open.filter(({ low, high }) => low < high)
    }
    let size = Math.min(SIZES.length - 1, Math.max(0, ...cards.map((card) => this.#fitting.get(card))))
    setSize(this.#sheets, SIZES[size])
    while (size < SIZES.length - 1 && cards.some(overflows)) setSize(this.#sheets, SIZES[++size]) // lines broke worse
    this.#warn(cards.filter(overflows).map((card) => card.querySelector(".card__title").textContent))
  }

  #refit() {
    this.#fitting = new WeakMap()
    this.#fit()
  }

  /** Shows the sheets as wide as there is room; they stay laid out at their true size. */
  #scale() {
    const frame = this.querySelector(".deck__frame")
    if (!frame) return
    this.#sheets.style.setProperty("--sheet-scale", String(frame.clientWidth / frame.querySelector("section").offsetWidth))
  }

  async #print(event) {
    event.preventDefault()
    if (!this.#chosen.length) return announce("handbook:says.deck.choose")
    const codes = [...this.#sheets.querySelectorAll("img")].map((code) => code.decode())
    const enough = new Promise((done) => setTimeout(done, PATIENCE))
    await Promise.race([Promise.allSettled(codes), enough]) // one that does not come leaves its place empty
    window.print()
  }

  #copy(button) {
    copy(this.#address, { what: "handbook:says.deck.the_link", near: button.closest(".hb-bar") })
  }
}

/** Makes `wanted` the children of a sheet. Those that stay are not moved, or they would be laid out anew. */
function arrange(sheet, wanted) {
  for (const card of [...sheet.children]) if (!wanted.includes(card)) card.remove()
  wanted.forEach((card, index) => {
    if (sheet.children[index] !== card) sheet.insertBefore(card, sheet.children[index] ?? null)
  })
}

function setSize(element, points) {
  element.style.setProperty("--card-size", `${points}pt`)
}

/** Whether something of a card is cut off. Both sides are rounded to whole pixels, so one more is none. */
function overflows({ scrollHeight, clientHeight, scrollWidth, clientWidth }) {
  return scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1
}

/** The paper of the reader's country, as far as the browser tells. */
function usual() {
  try {
    return LETTER_COUNTRIES.has(new Intl.Locale(navigator.language).maximize().region) ? "letter" : "a4"
  } catch {
    return "a4"
  }
}

/** The first few names, none too long: an address can hold anything. */
function list(names) {
  const shown = names.slice(0, 5).map((name) => (name.length > 40 ? `${name.slice(0, 40)}…` : name))
  const count = names.length - shown.length
  return count ? fill("handbook:says.deck.more", { names: shown.join(", "), count }) : shown.join(", ")
}
