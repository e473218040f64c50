// What every page needs, and the custom elements that many have. The build joins this file and all that it imports
// into one script (macros/publish/bundle.py); what few pages need has a script beside this one. Without them every
// page still reads, links and prints.
//
// Each part starts on its own, so that a fault costs one tool and never the others: a part does nothing until it is
// called here.

import { arrive } from "./lib/arrive.js"
import { copyLink } from "./lib/copy-link.js"
import { here } from "./lib/here.js"
import { menu } from "./lib/menu.js"
import { offline } from "./lib/offline.js"
import { palette } from "./lib/palette.js"
import { paper } from "./lib/paper.js"
import { prefetch } from "./lib/prefetch.js"
import { search } from "./lib/search.js"
import CopyScriptElement from "./elements/copy-script.js"
import PrintPageElement from "./elements/print-page.js"

const ELEMENTS = {
  "copy-script": CopyScriptElement,
  "print-page": PrintPageElement,
}

for (const [tag, element] of Object.entries(ELEMENTS)) begin(() => customElements.define(tag, element))
for (const part of [arrive, copyLink, paper]) begin(part)
// In a frame on another site one item is seen alone (boot.js).
if (!document.documentElement.hasAttribute("data-embed")) {
  for (const part of [search, menu, palette, here, prefetch, offline]) begin(part)
}

function begin(part) {
  try {
    part()
  } catch (error) {
    console.error("A part of the page does not work", error)
  }
}
