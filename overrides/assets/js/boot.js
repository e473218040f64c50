// Runs before the page is drawn, so it is short, asks for nothing, and is a script of its own: it sets what would else
// be seen to change. Everything else waits for handbook.js.
//
// 1. Scripts run: what needs them is shown, what stands in for them hidden. Should handbook.js not come, that is taken
//    back.
// 2. Light or dark, as the reader chose (lib/palette.js) or as the system has it: no light page flashes by night.
// 3. ?embed shows one item in a frame on another site. The root is marked, so that css/embed.css hides all else from
//    the first moment; embed.js does the rest, once the page stands.

;(() => {
  const root = document.documentElement
  const { dataset, src: here } = document.currentScript
  const { palettes = "" } = dataset
  const site = new URL("../../", here).pathname

  root.dataset.scripts = ""
  document.addEventListener(
    "error",
    ({ target }) => target.matches?.("script[src$='js/handbook.js']") && delete root.dataset.scripts,
    { capture: true },
  )

  const schemes = palettes.trim().split(/\s+/).filter(Boolean)
  if (schemes.length) {
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default"
    const first = schemes.includes("system") ? "system" : schemes.includes(system) ? system : schemes[0]
    root.dataset.palette = [chosen(), first].find((one) => schemes.includes(one))
    const scheme = root.dataset.palette === "system" ? system : root.dataset.palette
    root.style.colorScheme = scheme === "slate" ? "dark" : "light"
    new MutationObserver((_, painter) => {
      if (!document.body) return
      painter.disconnect()
      document.body.dataset.mdColorScheme = scheme
    }).observe(root, { childList: true })
  }

  /** What the reader chose, or nothing. Until November 2026 it was kept as the theme keeps it. */
  function chosen() {
    try {
      const kept = localStorage.getItem("handbook:palette")
      if (kept) return JSON.parse(kept)
      const { media, scheme } = JSON.parse(localStorage.getItem(`${site}.__palette`)).color
      return media === "(prefers-color-scheme)" ? "system" : scheme
    } catch {
      return undefined // nothing is kept, or it is of nobody's making, or the browser forbids to look
    }
  }

  if (!new URLSearchParams(location.search).has("embed")) return
  root.dataset.embed = location.hash.startsWith("#script-") ? "script" : ""
  document.addEventListener("DOMContentLoaded", () => {
    document.head.append(Object.assign(document.createElement("script"), { src: new URL("embed.js", here).href }))
  })
})()
