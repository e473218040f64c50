// Runs before the page is drawn, so it is short, asks for nothing, and is a script of its own.
//
// 1. Where the browser forbids storage (a sandboxed frame, cookies switched off), the theme would stop at its
//    first line. It gets a storage that lasts as long as the page.
// 2. The theme's program is the longest of all scripts, and a page reads without it. It stands in a template
//    (main.html) and starts once the page has been drawn. What it sets on the root and the body is set here before,
//    so that nothing moves, no light page flashes by night, and not all of the page is styled anew.
// 3. ?embed shows one item in a frame on another site. The root is marked, so that css/embed.css hides all
//    else from the first moment; the theme's program, which only serves what is hidden, does not start.
//    embed.js does the rest, once the page stands.

;(() => {
  const root = document.documentElement
  const { dataset: given, src: here } = document.currentScript

  root.dataset.scripts = "" // (scripting: enabled) for browsers that do not know it

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

  // The palette begins as the system has it; one that the reader chose is set by a line of the theme's in the body.
  const painter = new MutationObserver(() => {
    if (!document.body) return
    painter.disconnect()
    const dark = matchMedia("(prefers-color-scheme: dark)").matches
    document.body.dataset.mdColorScheme = dark ? "slate" : "default"
    root.style.colorScheme = dark ? "dark" : "light"
  })
  if ("palette" in given) painter.observe(root, { childList: true })

  const embedded = new URLSearchParams(location.search).has("embed")
  if (embedded) {
    root.dataset.embed = location.hash.startsWith("#script-") ? "script" : ""
  } else {
    root.classList.replace("no-js", "js")
    root.classList.add("js-focus-visible")
    // The theme writes out the addresses of styles, and each is then taken anew: once the page has loaded, from the
    // network, and meanwhile the page stands without. Now it is at once and from memory. All stand before this script.
    for (const style of document.querySelectorAll("link[rel=stylesheet]")) style.setAttribute("href", style.href)
  }
  document.addEventListener("DOMContentLoaded", () => {
    const program = document.getElementById("__program")
    if (embedded) {
      program.remove()
      document.head.append(Object.assign(document.createElement("script"), { src: new URL("embed.js", here).href }))
    } else {
      drawn().then(() => start(program))
    }
  })

  /** Resolves once the page is on the screen, or after half a second: a tab in the background draws nothing. */
  function drawn() {
    return new Promise((done) => {
      requestAnimationFrame(() => setTimeout(done))
      setTimeout(done, 500)
    })
  }

  /** Starts the scripts of a template, in their order. It goes when all have run, or did not load. */
  function start(template) {
    const scripts = [...template.content.querySelectorAll("script")].map(fresh)
    let left = scripts.length
    const done = () => {
      if (--left) return
      window.document$?.next(document) // the theme would begin with DOMContentLoaded, which has been
      template.remove()
    }
    for (const script of scripts) {
      script.addEventListener("load", () => setTimeout(done)) // a moment for the reader between two long tasks
      script.addEventListener("error", () => {
        if (!window.document$) root.classList.replace("js", "no-js") // what does nothing without the theme is hidden
        done()
      })
    }
    document.body.append(...scripts)
  }

  /** The same script anew: one that stood in a template never runs. */
  function fresh(script) {
    const copy = document.createElement("script")
    copy.async = false
    for (const { name, value } of script.attributes) copy.setAttribute(name, value)
    return copy
  }
})()
