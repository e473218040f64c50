// Copying that may be refused: plain HTTP has no clipboard, and a browser can say no.

import { announce } from "./announce.js"
import { capital, fill } from "./words.js"

/**
 * Copies `text`, and `html` beside it where given. Where the clipboard is missing or refuses, the text
 * is shown selected in a box after `near`, ready for the reader's own copy key. Resolves to whether it copied.
 *
 * @param {string} text
 * @param {{ html?: string, what?: string, near?: Element }} [options]
 */
export async function copy(text, { html, what = "handbook:says.copies.text", near } = {}) {
  try {
    if (html && window.ClipboardItem) {
      const blob = (type, content) => new Blob([content], { type })
      const item = { "text/plain": blob("text/plain", text), "text/html": blob("text/html", html) }
      await navigator.clipboard.write([new ClipboardItem(item)])
    } else {
      await navigator.clipboard.writeText(text)
    }
    near?.parentElement?.querySelector(":scope > .hb-copy-box")?.remove()
    announce(fill("handbook:says.copies.done", { what }))
    return true
  } catch {
    offer(text, near)
    announce(fill("handbook:says.copies.refused", { what: capital(what) }))
    return false
  }
}

function offer(text, near) {
  const parent = near?.parentElement ?? document.body
  const box = parent.querySelector(":scope > .hb-copy-box") ?? document.createElement("textarea")
  box.className = "hb-copy-box"
  box.readOnly = true
  box.rows = Math.min(text.split("\n").length + 1, 12)
  box.setAttribute("aria-label", "handbook:says.copies.box")
  box.value = text
  if (near?.isConnected) near.after(box)
  else parent.append(box)
  box.focus()
  box.select()
}
