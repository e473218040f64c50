// Text above that grows or shrinks must not push away what the reader looks at. Most browsers
// see to it themselves (scroll anchoring); for the others the page is scrolled by the difference.

const ANCHORED = CSS.supports("overflow-anchor", "auto")

/** Runs `change` and leaves `element`, if there is one, where it was in the window. */
export function steady(element, change) {
  if (ANCHORED || !element) return change()
  const before = element.getBoundingClientRect().top
  change()
  window.scrollBy({ top: element.getBoundingClientRect().top - before, behavior: "instant" })
}
