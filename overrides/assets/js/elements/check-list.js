// <check-list data-checklist data-formerly data-title data-page>: adds memory, a count, copy and reset to a printed list.
//
// 1. Reads the ticks kept on this device for the checklist's id and sets the boxes, so that every page
//    that shows the checklist shows the same ticks.
// 2. Adds the toolbar. Without JavaScript there is none, and the boxes still tick until the page is left.
// 3. Keeps each change, by item id: rewording a step keeps its tick, a new step starts empty.
//
// Changes are told to the other lists of the page by `check-list-changed` on the document.

import { announce } from "../lib/announce.js"
import { copy } from "../lib/clipboard.js"
import { button, make } from "../lib/make.js"
import { press } from "../lib/press.js"
import { device, onOtherTab } from "../lib/storage.js"
import { fill } from "../lib/words.js"

const CHANGED = "check-list-changed"

export default class CheckListElement extends HTMLElement {
  #stop = null
  #undo = null

  connectedCallback() {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    this.#build()
    this.#inherit()
    const early = this.#ticked // by a reader who was faster than this script
    this.#show()
    if (early.length) this.#tick(early)
    this.addEventListener("change", this, { signal })
    press(this, signal)
    document.addEventListener(CHANGED, this, { signal })
    window.addEventListener("pageshow", this, { signal })
    onOtherTab((key) => key === this.#key && this.#show(), signal)
  }

  disconnectedCallback() {
    this.#stop.abort()
  }

  handleEvent(event) {
    if (event.type === "change" && event.target.matches("input.checklist__box")) this.#keep()
    else if (event.type === "click") this.#press(event.target.closest("button[data-act]")?.dataset.act)
    else if (event.type === "pageshow" || event.detail === this.dataset.checklist) this.#show()
  }

  get #key() {
    return `ticks:${this.dataset.checklist}`
  }

  /** Takes over what is kept under an id that the list had before. */
  #inherit() {
    for (const id of this.dataset.formerly?.split(" ") ?? []) {
      const kept = device.get(`ticks:${id}`)
      if (kept && !device.get(this.#key)) device.set(this.#key, kept)
      device.remove(`ticks:${id}`)
    }
  }

  get #boxes() {
    return [...this.querySelectorAll("input.checklist__box")]
  }

  get #ticked() {
    return this.#boxes.filter((box) => box.checked).map((box) => box.value)
  }

  #tick(ids) {
    for (const box of this.#boxes) if (ids.includes(box.value)) box.checked = true
    this.#keep()
  }

  #build() {
    if (this.querySelector(":scope > .hb-bar")) return
    const count = make("p", { className: "hb-bar__count" })
    const buttons = [button("copy", "handbook:says.checklist.copy_text"), button("reset", "handbook:says.checklist.clear"), button("undo", "handbook:says.checklist.undo")]
    this.querySelector(".checklist__meta").before(make("div", { className: "hb-bar" }, count, ...buttons))
  }

  /** Sets the boxes to what is kept. */
  #show() {
    const kept = device.get(this.#key, [])
    const ticked = new Set(Array.isArray(kept) ? kept : [])
    for (const box of this.#boxes) box.checked = ticked.has(box.value)
    this.#count()
  }

  #count() {
    const boxes = this.#boxes
    const done = boxes.filter((box) => box.checked).length
    this.querySelector(".hb-bar__count").textContent = fill("handbook:says.checklist.done", { done, all: boxes.length })
    this.#button("reset").hidden = done === 0
    this.#button("undo").hidden = done > 0 || !this.#undo
    this.classList.toggle("is-complete", done === boxes.length)
  }

  /** Keeps the boxes as they are and tells the other lists. */
  #keep() {
    const ticked = this.#ticked
    if (ticked.length) device.set(this.#key, ticked)
    else device.remove(this.#key)
    this.#count()
    document.dispatchEvent(new CustomEvent(CHANGED, { detail: this.dataset.checklist }))
  }

  #press(act) {
    if (act === "copy") copy(this.#text(), { what: fill("handbook:says.checklist.the", this.dataset), near: this.#bar })
    if (act === "reset") {
      this.#undo = this.#ticked
      for (const box of this.#boxes) box.checked = false
      this.#keep()
      this.#button("undo").focus()
      announce("handbook:says.checklist.cleared")
    }
    if (act === "undo") {
      const ids = this.#undo
      this.#undo = null
      this.#tick(ids)
      this.#button("reset").focus()
      announce("handbook:says.checklist.undone")
    }
  }

  /**
   * The list as it reads in a ticket: title, a mark and the words of each step, and where it comes from.
   * With data-format="markdown" for a wiki: stages as headings, steps as tasks that link to their pages.
   */
  #text() {
    const page = new URL(this.dataset.page, document.baseURI).href
    if (this.dataset.format === "markdown") return this.#markdown(page)
    return [this.dataset.title, ...this.#boxes.map((box) => `[${mark(box)}] ${words(box)}`), page].join("\n")
  }

  #markdown(page) {
    const parts = [...this.querySelectorAll(".path__stage, .checklist__item")].map((part) => {
      if (part.matches(".path__stage")) return `\n## ${part.firstChild.textContent.trim()} ${part.querySelector(".path__minutes").textContent}\n`
      const box = part.querySelector("input.checklist__box")
      const link = part.querySelector("a.path__link")
      return `- [${mark(box)}] ${words(box)}: [${link.textContent.trim()}](${link.href})`
    })
    return [`# [${this.dataset.title}](${page})`, ...parts].join("\n") + "\n"
  }

  get #bar() {
    return this.querySelector(":scope > .hb-bar")
  }

  #button(act) {
    return this.querySelector(`button[data-act="${act}"]`)
  }
}

function mark(box) {
  return box.checked ? "x" : " "
}

function words(box) {
  return box.closest("label").querySelector(".checklist__text").textContent.trim()
}
