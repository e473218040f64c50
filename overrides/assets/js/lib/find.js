// A button that opens the theme's search, wherever on a page it stands: the theme's own is a label in the header,
// which no key reaches.

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-act=find]")) return
  const toggle = document.getElementById("__search")
  if (!toggle) return
  if (!toggle.checked) toggle.click() // the theme listens for its change
  document.querySelector("[data-md-component=search-query]")?.focus() // within the press, or phones show no keyboard
})
