// Light, dark, or what the system has: one button in the header goes from one to the next. What is chosen is kept on
// this device; boot.js has set it before the page was drawn, and says on the root which it is.

import { announce } from "./announce.js"
import { device } from "./storage.js"

const dark = matchMedia("(prefers-color-scheme: dark)")

/** Has the button in the header change the palette. */
export function palette() {
  const button = document.querySelector(".hb-palette")
  if (!button) return
  const root = document.documentElement
  const states = [...button.querySelectorAll("span[data-scheme]")]
  const bars = [...document.querySelectorAll("meta[name=theme-color]")] // of the browser: by day, by night
  const shades = bars.map((bar) => bar.content)

  function paint() {
    const { palette: chosen } = root.dataset
    const scheme = chosen === "system" ? (dark.matches ? "slate" : "default") : chosen
    const night = scheme === "slate"
    document.body.dataset.mdColorScheme = scheme
    root.style.colorScheme = night ? "dark" : "light"
    for (const [at, bar] of bars.entries()) bar.content = shades[chosen === "system" ? at : Number(night)]
  }

  button.addEventListener("click", () => {
    const at = states.findIndex(({ dataset }) => dataset.scheme === root.dataset.palette)
    const next = states[(at + 1) % states.length]
    root.dataset.palette = next.dataset.scheme
    device.set("palette", next.dataset.scheme)
    paint()
    announce(next.title, { shown: false }) // a changed name is not read out by itself
  })
  dark.addEventListener("change", paint)
  paint()
}
