// What every page needs, and the custom elements that many have. The build joins this file and all that it imports
// into one script (macros/publish/bundle.py); what few pages need has a script beside this one. Without them every
// page still reads, links and prints.

import { anchored } from "./lib/anchor.js"
import "./lib/copy-link.js"
import "./lib/find.js"
import "./lib/header.js"
import "./lib/offline.js"
import "./lib/palette.js"
import "./lib/paper.js"
import "./lib/search.js"
import { theme } from "./lib/theme.js"
import CheckListElement from "./elements/check-list.js"
import CopyScriptElement from "./elements/copy-script.js"
import DecisionTreeElement from "./elements/decision-tree.js"
import ScriptIndexElement from "./elements/script-index.js"

const ELEMENTS = {
  "check-list": CheckListElement,
  "copy-script": CopyScriptElement,
  "decision-tree": DecisionTreeElement,
  "script-index": ScriptIndexElement,
}
for (const [tag, element] of Object.entries(ELEMENTS)) customElements.define(tag, element)

// The theme's search dialog has a role but no name.
document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search")

// A link to an exact place must land there. The theme swaps the page without a load and may scroll before the
// new page stands; Back and Forward are left alone, for they return to where the reader was.
let returning = false
window.addEventListener("popstate", () => (returning = true))
document.addEventListener("click", () => (returning = false), { capture: true }) // it was Back within a page

function land() {
  const target = !returning && anchored(location.hash)
  returning = false
  if (!target) return
  requestAnimationFrame(() => {
    const { top, bottom } = target.getBoundingClientRect()
    if (bottom < 0 || top > window.innerHeight) target.scrollIntoView()
  })
}

theme.then(() => window.document$.subscribe(land)) // its stream of page changes
