// A link to an exact place must land there: elements fold away what stood above it, and a place may be folded away
// itself.

import { anchored } from "./anchor.js"

/** Sees to the place that the address names, now and when it changes. */
export function arrive() {
  const [entry] = performance.getEntriesByType("navigation")
  if (entry?.type !== "back_forward") land() // who returns is where they were
  window.addEventListener("hashchange", unfold)
}

function land() {
  const target = unfold()
  if (!target) return
  requestAnimationFrame(() => {
    const { top, bottom } = target.getBoundingClientRect()
    if (bottom < 0 || top > window.innerHeight) target.scrollIntoView()
  })
}

/** Opens what hides the place. */
function unfold() {
  const target = location.hash.length > 1 && anchored(location.hash)
  for (let part = target && target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true
  return target
}
