// Loads the element classes that a page uses, on the first page and after every instant navigation.
// Without this file every page still reads, links and prints.

import "./lib/copy-link.js"
import "./lib/paper.js"
import "./lib/search.js"

const ELEMENTS = {
  "card-deck": () => import("./elements/card-deck.js"),
  "check-list": () => import("./elements/check-list.js"),
  "copy-script": () => import("./elements/copy-script.js"),
  "decision-tree": () => import("./elements/decision-tree.js"),
  "practice-scene": () => import("./elements/practice-scene.js"),
  "script-index": () => import("./elements/script-index.js"),
}

async function define() {
  const wanted = Object.keys(ELEMENTS).filter((tag) => !customElements.get(tag) && document.querySelector(tag))
  for (const tag of wanted) {
    try {
      const { default: element } = await ELEMENTS[tag]()
      if (!customElements.get(tag)) customElements.define(tag, element)
    } catch (error) {
      console.error(`${tag} could not start; the page works without it`, error)
    }
  }
}

// The theme's search dialog has a role but no name.
document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search")

// A link to an exact place must land there. The theme swaps the page without a load and may scroll before the
// new page stands; Back and Forward are left alone, for they return to where the reader was.
let returning = false
window.addEventListener("popstate", () => (returning = true))

function land() {
  const target = !returning && document.getElementById(decodeHash())
  returning = false
  if (!target) return
  requestAnimationFrame(() => {
    const { top, bottom } = target.getBoundingClientRect()
    if (bottom < 0 || top > window.innerHeight) target.scrollIntoView()
  })
}

function decodeHash() {
  try {
    return decodeURIComponent(location.hash.slice(1))
  } catch {
    return "" // not an address of ours
  }
}

// The theme's stream of page changes; where the theme has none, the first page is the only one.
if (window.document$) {
  window.document$.subscribe(define)
  window.document$.subscribe(land)
} else define()
