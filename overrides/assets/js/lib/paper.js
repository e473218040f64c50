// For paper: links that leave the site show their address (print.css), so those that stay are told apart; what is
// folded away is opened, for paper has no other side to press, reasons aside; and "Print" in the row of the way back
// offers the page in short, where that is enough, and with its reasons. Ctrl+P prints the whole.

import { button, make } from "./make.js"

// By section: what is in the short form, and whether it is one sheet on every page, which a test holds.
const SHORT = {
  situations: "handbook:says.paper.short",
  decide: "handbook:says.paper.map",
  practice: "handbook:says.paper.sheet",
  scripts: "handbook:says.paper.words",
}
const REASONS = 'article details:is([class$="__why"], [class$="__extends"])'
// Pages of one sheet; so is a path, among others in its section.
const SINGLE = ".hb-path--cards, .hb-path--checklists, .hb-path--start"

/** Prepares the page when it is printed, and offers to print it. */
export function paper() {
  const root = document.documentElement
  let opened = []
  window.addEventListener("beforeprint", () => {
    for (const link of document.querySelectorAll('.md-typeset a[href^="http"]')) {
      link.toggleAttribute("data-inside", link.origin === location.origin)
    }
    const folded = [...document.querySelectorAll("article details:not([open])")]
    opened = folded.filter((part) => "reasons" in root.dataset || !part.matches(REASONS))
    for (const part of opened) part.open = true
  })
  window.addEventListener("afterprint", () => {
    for (const part of opened) part.open = false
    opened = []
    delete root.dataset.print
    delete root.dataset.reasons
  })
}

/** Offers to print the page. */
export function offerPaper() {
  const root = document.documentElement
  const row = document.querySelector("nav.hb-path")
  const section = row?.className.split("--")[1]
  const single = row?.matches(SINGLE)
  if (!(section in SHORT) && !(single && document.querySelector(".card, .checklist"))) return
  const short = SHORT[section] && button("short", SHORT[section])
  const whole = button("whole", single ? "handbook:says.paper.page" : "handbook:says.paper.whole")
  const reasons = make("input", { type: "checkbox" })
  const asked = document.querySelector(REASONS) && make("label", {}, reasons, " ", "handbook:says.paper.reasons")
  const menu = make("div", { className: "hb-print__menu" }, short ?? "", whole, asked ?? "")
  const part = make("details", { className: "hb-path hb-print" }, make("summary", { textContent: "handbook:says.paper.print" }), menu)
  part.addEventListener("click", ({ target }) => {
    const act = target.dataset?.act
    if (!act) return
    if (act === "short") root.dataset.print = "short"
    else if (reasons.checked) root.dataset.reasons = ""
    part.open = false
    window.print()
  })
  part.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !part.open) return
    part.open = false
    part.querySelector("summary").focus()
  })
  row.before(part)
}
