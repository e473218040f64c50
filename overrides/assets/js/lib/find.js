// A button that opens the theme's search, wherever on a page it stands. When Escape closes the search, the focus
// returns to where it came from; the theme drops it.

const QUERY = "[data-md-component=search-query]"

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-act=find]")) return
  const toggle = document.getElementById("__search")
  if (!toggle) return
  if (!toggle.checked) toggle.click() // the theme listens for its change
  document.querySelector(QUERY)?.focus() // within the press, or phones show no keyboard
})

let opener

document.addEventListener("focusin", ({ target, relatedTarget }) => {
  if (target.matches(QUERY) && relatedTarget && !relatedTarget.closest(".md-search")) opener = relatedTarget
})
document.addEventListener("keydown", ({ key, target }) => {
  if (key !== "Escape" || !target.closest?.(".md-search")) return
  setTimeout(() => {
    const open = document.getElementById("__search")?.checked
    if (!open && document.activeElement === document.body && opener?.isConnected) opener.focus({ preventScroll: true })
  })
})
