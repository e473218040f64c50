// <decision-tree data-tree data-title data-start data-prefix>: one step of a printed tree at a time.
//
// 1. Reads the walk from the address, ?TREE.QUESTION=ANSWER&...#STEP (lib/walk.js), and hides all other steps.
//    Without JavaScript, and on paper, all steps stand and the answers are plain links between them.
// 2. Follows the answers, by click or number key, and shows those given, each to be changed.
// 3. At an outcome opens its scripts and its checklist in place, and offers notes to copy.
//
// The address is the only memory, so that Back, reload and a shared link show the same step. The trees of a
// page share it. history.state is the theme's. What was answered in the tree that led here is named from
// session storage, where the address says that it was.

import { announce } from "../lib/announce.js"
import { copy } from "../lib/clipboard.js"
import { button, make } from "../lib/make.js"
import { part } from "../lib/part.js"
import { visit } from "../lib/storage.js"
import { answer, follow, go, read } from "../lib/walk.js"

const PARTS = {
  "copy-script": () => import("./copy-script.js"),
  "check-list": () => import("./check-list.js"),
}
const STALE = "This address does not fit the tree as it is now. Here is the furthest step that it leads to."
const STRAIGHT = "A link led straight here, so no earlier answers are known."

export default class DecisionTreeElement extends HTMLElement {
  #stop = null
  #page = location.pathname
  #leaving = false // the theme is about to replace the page
  #steps = new Map() // step id -> { section, heading, name, links: Map of answer -> link }
  #graph = new Map()
  #walk = null
  #before = [] // the walks through other trees that led here

  connectedCallback() {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    for (const section of this.querySelectorAll(".tree__step")) this.#know(section)
    if (!this.#trail) this.#build()
    this.addEventListener("click", this, { signal })
    this.addEventListener("keydown", this, { signal })
    window.addEventListener("pageshow", this, { signal })
    // Before the theme, which would fetch the page again although it stays.
    window.addEventListener("popstate", this, { signal, capture: true })
    const follower = window.location$?.subscribe((url) => this.#follow(url))
    signal.addEventListener("abort", () => follower?.unsubscribe())
    // The theme exchanges the title after the page.
    this.#arrive()
    queueMicrotask(() => this.#isNamed && this.#entitle())
  }

  disconnectedCallback() {
    this.#stop.abort()
  }

  handleEvent(event) {
    if (event.type === "click") this.#click(event)
    else if (event.type === "keydown") this.#key(event)
    else if (event.type === "pageshow") event.persisted && this.#arrive()
    else if (!this.#leaving && location.pathname === this.#page) {
      const moved = this.#all.filter((tree) => tree.reread())
      if (moved.length) event.stopImmediatePropagation()
    }
  }
