// <clear-device>: a button that removes everything this site keeps on the device, and says what that was.

import { announce } from "../lib/announce.js"
import { button, make } from "../lib/make.js"
import { clearAll } from "../lib/storage.js"
import { forget } from "../lib/offline.js"

const LABEL = "Clear this device"

export default class ClearDeviceElement extends HTMLElement {
  #told = make("p", { className: "clear-device__told" })

  connectedCallback() {
    const clear = button("clear", LABEL, "hb-button--main")
    clear.addEventListener("click", () => this.#clear())
    this.replaceChildren(clear, this.#told)
  }

  async #clear() {
    const entries = clearAll()
    const copies = await forget()
    const told = [
      entries ? `Cleared ${entries} ${entries === 1 ? "entry" : "entries"}: ticks, choices or typed words.` : "",
      copies ? "Removed the copy of the handbook." : "",
    ]
    this.#told.textContent = told.filter(Boolean).join(" ") || "Nothing was kept on this device."
    announce(this.#told.textContent, { shown: false })
  }
}
