// <kept-copy>: whether this device keeps the handbook whole, a part of it that is still coming, or nothing.

import { copied } from "../lib/offline.js"
import { several } from "../lib/words.js"

const LOOK = 2000 // milliseconds between two looks at a copy that is coming

export default class KeptCopyElement extends HTMLElement {
  connectedCallback() {
    this.#look()
  }

  async #look() {
    const found = await copied().catch(() => undefined) // the browser forbids it, and so keeps none
    if (!found || !this.isConnected) return
    const begun = found.files ? several("handbook:says.device.begun", found.files) : "handbook:says.device.not_yet"
    const told = found.whole ? "handbook:says.device.whole" : begun
    if (told !== this.textContent) this.textContent = told
    if (!found.whole) setTimeout(() => this.#look(), LOOK)
  }
}
