/**
 * Has `element` handle each press on something in it. The document listens: where an element does so itself, Firefox
 * tells screen readers that all its words can be pressed, and they say so at every heading.
 */
export function press(element, signal) {
  const hear = (event) => event.composedPath().includes(element) && element.handleEvent(event)
  document.addEventListener("click", hear, { signal })
}
