// <clear-device>: a button that removes everything this site keeps on the device, and says what that was.

import { announce } from "../lib/announce.js"
import { button, make } from "../lib/make.js"
import { clearAll } from "../lib/storage.js"
import { forget } from "../lib/offline.js"
import { several } from "../lib/words.js"

export default class ClearDeviceElement extends HTMLElement {
  #told = make("p", { className: "clear-device__told" })

  connectedCallback() {
    const clear = button("clear", "handbook:says.device.clear", "hb-button--main")
    clear.addEventListener("click", () => this.#clear())
    this.replaceChildren(clear, this.#told)
  }

  async #clear() {
    const entries = clearAll()
    const copies = await forget()
    const told = [
      entries ? several("handbook:says.device.cleared", entries) : "",
      copies ? "handbook:says.device.removed" : "",
    ]
    this.#told.textContent = told.filter(Boolean).join(" ") || "handbook:says.device.none"
    announce(this.#told.textContent, { shown: false })
  }
}
