// Runs before the page is drawn, so it is short, asks for nothing, and is a script of its own.
//
// 1. Where the browser forbids storage (a sandboxed frame, cookies switched off), the theme would stop at its
//    first line. It gets a storage that lasts as long as the page.
// 2. ?embed shows one item in a frame on another site. The root is marked, so that css/embed.css hides all
//    else from the first moment; the theme's own program, which only serves what is hidden, does not start;
//    and the palette follows the system, which the theme would have seen to. embed.js does the rest, once the page stands.

;(() => {
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      void window[name].length
    } catch {
      const kept = new Map()
      const value = {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, text) => void kept.set(key, String(text)),
        removeItem: (key) => void kept.delete(key),
      }
      try {
        Object.defineProperty(window, name, { value, configurable: true })
      } catch {
        // then there is none
      }
    }
  }

  if (!new URLSearchParams(location.search).has("embed")) return
  document.documentElement.dataset.embed = location.hash.startsWith("#script-") ? "script" : ""
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const paint = () => {
    const palette = { mdColorScheme: dark.matches ? "slate" : "default", mdColorPrimary: "custom", mdColorAccent: "custom" }
    if (document.body) Object.assign(document.body.dataset, palette)
  }
  const watch = new MutationObserver(() => {
    paint()
    document.querySelector('body > script[src*="/javascripts/bundle."]')?.remove() // before the browser runs it
  })
  watch.observe(document.documentElement, { childList: true, subtree: true })
  const src = new URL("embed.js", document.currentScript.src).href
  document.addEventListener("DOMContentLoaded", () => {
    watch.disconnect()
    document.head.append(Object.assign(document.createElement("script"), { src }))
  })
  dark.addEventListener("change", paint)
})()
