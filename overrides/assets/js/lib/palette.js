// Light, dark, or what the system has: one button in the header goes from one to the next.
//
// The theme's program would do this with radio buttons, keep a choice that nobody made, and at every visit have all of
// the page styled anew four times. What is chosen is kept in its way, for a line of the theme's in the body sets it
// before the page is drawn.

import { make } from "./make.js"

const SYSTEM = "(prefers-color-scheme)"
const KEY = "__palette"
const dark = matchMedia("(prefers-color-scheme: dark)")

const form = document.querySelector("form[data-palette]")
const bars = [...document.querySelectorAll("meta[name=theme-color]")] // of the browser: by day, by night
const shades = bars.map((bar) => bar.content)

if (form) offer([...form.querySelectorAll("input")].map(option))

/** One of the theme's options: its colours, and the label that leads on from it. */
function option({ dataset, nextElementSibling: next }) {
  const { mdColorMedia: media, mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent } = dataset
  return { media, scheme, primary, accent, label: next?.localName === "label" ? next : null }
}

function offer(options) {
  let choice = kept(options.length)
  const index = () => choice ?? Math.max(0, options.findIndex(({ media }) => matchMedia(media).matches))
  const button = make("button", { type: "button", className: "md-header__button md-icon" })

  function show() {
    const chosen = options[index()]
    const follows = chosen.media === SYSTEM
    const now = `(prefers-color-scheme: ${dark.matches ? "dark" : "light"})`
    paint((follows && options.find(({ media }) => media === now)) || chosen, follows)
    button.hidden = !chosen.label
    if (button.hidden) return
    button.replaceChildren(...[...chosen.label.childNodes].map((node) => node.cloneNode(true)))
    button.title = chosen.label.title
    button.setAttribute("aria-label", chosen.label.title)
  }

  button.addEventListener("click", () => {
    choice = (index() + 1) % options.length
    const { label, ...color } = options[choice]
    keep({ index: choice, color })
    show()
  })
  dark.addEventListener("change", show)
  show()
  form.replaceChildren(button)
}

function paint({ scheme, primary, accent }, follows) {
  const night = scheme === "slate"
  Object.assign(document.body.dataset, { mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent })
  document.documentElement.style.colorScheme = night ? "dark" : "light"
  for (const [at, bar] of bars.entries()) bar.content = shades[follows ? at : Number(night)]
}

/** The index of what the reader chose, or null; also where it is of another edition, or nothing can be kept. */
function kept(count) {
  try {
    const index = window.__md_get(KEY)?.index
    return Number.isInteger(index) && index >= 0 && index < count ? index : null
  } catch {
    return null
  }
}

function keep(choice) {
  try {
    window.__md_set(KEY, choice)
  } catch {
    // then it lasts as long as the page
  }
}
