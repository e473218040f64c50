// The theme's menu and search are labels of boxes that no key reaches. Here they are told, reached and pressed as
// buttons. Where the theme hides a label, on wide screens, it is not reached either.

const NAMES = { __drawer: "Menu", __search: "Search" }

for (const label of document.querySelectorAll("label.md-header__button[for]")) {
  const toggle = document.getElementById(label.htmlFor)
  if (!(label.htmlFor in NAMES) || !toggle) continue
  label.tabIndex = 0
  label.setAttribute("role", "button")
  label.setAttribute("aria-label", NAMES[label.htmlFor])
  const tell = () => label.setAttribute("aria-expanded", toggle.checked)
  tell()
  toggle.addEventListener("change", tell)
  label.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return
    event.preventDefault()
    event.stopPropagation() // the theme's own keys
    label.click()
  })
}

// Escape closes the menu, and the focus returns to its button.
document.addEventListener("keydown", (event) => {
  const drawer = document.getElementById("__drawer")
  if (event.key !== "Escape" || !drawer?.checked) return
  drawer.click()
  document.querySelector("label.md-header__button[for=__drawer]")?.focus()
})
