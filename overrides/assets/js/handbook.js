// The custom elements of all pages, and what every page needs. The build joins this file and all that it imports
// into one script (macros/publish/bundle.py). Without it every page still reads, links and prints.

import "./lib/embed.js"
import "./lib/copy-link.js"
import "./lib/find.js"
import "./lib/header.js"
import "./lib/offline.js"
import "./lib/paper.js"
import "./lib/search.js"
import CardDeckElement from "./elements/card-deck.js"
import CheckListElement from "./elements/check-list.js"
import ClearDeviceElement from "./elements/clear-device.js"
import CopyScriptElement from "./elements/copy-script.js"
import DecisionTreeElement from "./elements/decision-tree.js"
import PracticeSceneElement from "./elements/practice-scene.js"
import ScriptIndexElement from "./elements/script-index.js"

const ELEMENTS = {
  "card-deck": CardDeckElement,
  "check-list": CheckListElement,
  "clear-device": ClearDeviceElement,
  "copy-script": CopyScriptElement,
  "decision-tree": DecisionTreeElement,
  "practice-scene": PracticeSceneElement,
  "script-index": ScriptIndexElement,
}
for (const [tag, element] of Object.entries(ELEMENTS)) customElements.define(tag, element)

// The theme's search dialog has a role but no name.
document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search")

// From here on the theme tells the browser the colour of its header, in the palette that the reader chose.
for (const meta of document.querySelectorAll("meta[name=theme-color][media]")) meta.remove()

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

window.document$?.subscribe(land) // the theme's stream of page changes
