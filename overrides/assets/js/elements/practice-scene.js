// <practice-scene data-start>: shows one turn of a scene at a time, over plain links and <details>.
//
// The turn is the address's #anchor, so that Back, Forward, reload and a shared link all give the same turn.
// Without JavaScript all turns stand on the page in order, and replies fold out by themselves.

import { anchored } from "../lib/anchor.js"
import { make } from "../lib/make.js"
import { press } from "../lib/press.js"

export default class PracticeSceneElement extends HTMLElement {
  #stop = null

  connectedCallback() {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    this.#build()
    this.#show({ focus: false })
    window.addEventListener("hashchange", this, { signal })
    window.addEventListener("popstate", this, { signal })
    press(this, signal)
    this.addEventListener("toggle", this, { signal, capture: true }) // toggle does not bubble
  }

  disconnectedCallback() {
    this.#stop.abort()
  }

  handleEvent(event) {
    if (event.type === "toggle") this.#fold(event.target)
    else if (event.type === "click") this.#follow(event)
    else this.#show({ focus: true }) // also after Back to the first turn, which no hash names
  }

  /** Goes to a turn by our own hand, so that the focus goes along. */
  #follow(event) {
    const link = event.target.closest("a")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (!this.#turns.some((turn) => link.hash === `#${turn.id}`)) return
    event.preventDefault()
    history.pushState(null, "", link.hash)
    this.#show({ focus: true })
  }

  get #turns() {
    return [...this.querySelectorAll(".practice__turn")]
  }

  #build() {
    if (this.querySelector(":scope > .hb-bar")) return
    const again = make("a", { className: "hb-button", href: `#${this.dataset.start}`, textContent: "handbook:says.practice.again" })
    this.append(make("div", { className: "hb-bar" }, again))
    for (const turn of this.#turns) turn.querySelector(".practice__question").tabIndex = -1
  }

  /** Shows the turn that the address names, or the first. An unknown anchor is another part of the page: nothing turns. */
  #show({ focus }) {
    const turns = this.#turns
    const target = anchored(location.hash)
    const named = turns.find((turn) => turn === target)
    const shown = location.hash && turns.find((turn) => !turn.hidden && turn.dataset.current != null)
    const current = named || shown || this.#first
    for (const turn of turns) {
      turn.hidden = turn !== current
      if (turn === current) turn.dataset.current = ""
      else delete turn.dataset.current
    }
    this.querySelector(":scope > .hb-bar").hidden = current === this.#first
    if (focus && (named || !location.hash)) {
      for (const reply of current.querySelectorAll("details")) reply.open = false
      current.querySelector(".practice__question").focus()
    }
  }

  get #first() {
    return this.#turns.find((turn) => turn.id === this.dataset.start) ?? this.#turns[0]
  }

  /** One reply open at a time also where the browser does not know <details name>. */
  #fold(opened) {
    if (!opened.open) return
    for (const reply of opened.parentElement.querySelectorAll(":scope > details")) {
      if (reply !== opened) reply.open = false
    }
  }
}
