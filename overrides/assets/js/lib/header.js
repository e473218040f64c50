// The theme's menu and search are labels of boxes that no key reaches. Here buttons stand in for them, which press
// the boxes. Where the theme hides a label, on wide screens, its button is hidden too: by the attribute "for".

import { make } from "./make.js"

const NAMES = { __drawer: "Menu", __search: "Search" }

for (const label of document.querySelectorAll("label.md-header__button[for]")) {
  const toggle = document.getElementById(label.htmlFor)
  if (!(label.htmlFor in NAMES) || !toggle) continue
  const button = make("button", { type: "button", className: label.className, "aria-label": NAMES[label.htmlFor] })
  button.setAttribute("for", label.htmlFor)
  button.append(...label.childNodes)
  label.replaceWith(button)
  const tell = () => button.setAttribute("aria-expanded", toggle.checked)
  tell()
  toggle.addEventListener("change", tell)
  button.addEventListener("click", () => toggle.click())
  button.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") event.stopPropagation() // the theme's own keys
  })
}

// Escape closes the menu, and the focus returns to its button.
document.addEventListener("keydown", (event) => {
  const drawer = document.getElementById("__drawer")
  if (event.key !== "Escape" || !drawer?.checked) return
  drawer.click()
  document.querySelector(".md-header__button[for=__drawer]")?.focus()
})
