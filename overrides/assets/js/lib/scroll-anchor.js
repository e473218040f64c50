// Text above that grows or shrinks must not push away what the reader looks at. Browsers that see to it
// themselves (scroll anchoring) hold on to what stands first in the window, which may be what changes; so theirs
// rests while the page is scrolled by the difference.

/** Runs `change` and leaves `element`, if there is one, where it was in the window. */
export function anchorScroll(element, change) {
  if (!element) return change()
  const { style } = document.documentElement
  const before = element.getBoundingClientRect().top
  style.setProperty("overflow-anchor", "none")
  change()
  window.scrollBy({ top: element.getBoundingClientRect().top - before, behavior: "instant" })
  style.removeProperty("overflow-anchor")
}
