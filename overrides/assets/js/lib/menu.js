// The menu of small screens: the list of pages that stands beside the text on wide ones, brought into a dialog. The
// browser sees to the rest: what lies behind cannot be reached, Escape closes, and the focus returns to the button.

import { make } from "./make.js"

const WIDE = matchMedia("(min-width: 76.25em)") // as in nav.css

/** Has the button in the header open the menu. */
export function menu() {
  const opener = document.querySelector("button.hb-menu")
  const pages = document.getElementById("hb-nav")
  if (!opener || !pages) return
  const sections = document.getElementById("hb-toc")
  let dialog

  function build() {
    const shut = make("button", { type: "button", className: "hb-shut", textContent: "handbook:says.frame.close" })
    shut.addEventListener("click", () => dialog.close())
    dialog = make("dialog", { className: "hb-drawer", "aria-label": "handbook:says.frame.menu" }, shut)
    dialog.addEventListener("close", restore)
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog || target.closest("a[href*='#']")) dialog.close() // beside it, or to a place on this page
    })
    WIDE.addEventListener("change", () => dialog.close())
    document.body.append(dialog)
  }

  opener.addEventListener("click", () => {
    if (!dialog) build()
    const places = [pages, sections].filter(Boolean).map((part) => ({ part, home: part.parentElement }))
    homes = places
    dialog.append(pages)
    const here = pages.querySelector("[aria-current=page]")
    if (sections && here) here.after(sections)
    opener.setAttribute("aria-expanded", "true")
    dialog.showModal()
    here?.focus() // the list begins where the reader is
  })

  let homes = []
  function restore() {
    for (const { part, home } of homes.reverse()) home.append(part)
    homes = []
    opener.setAttribute("aria-expanded", "false")
  }
}
