// The page under the pointer or the finger is on its way before it is asked for. Not for a reader who saves data, nor
// where a copy on this device answers anyway. An address that says more than its page, as a walk through a tree does,
// is left alone.

const HOVER = 65 // milliseconds that a pointer rests on a link before somebody means it

/** Fetches pages ahead. */
export function prefetch() {
  if (!location.protocol.startsWith("http") || window.origin === "null") return // a disk; a frame without rights
  if (navigator.connection?.saveData || navigator.serviceWorker?.controller) return
  const asked = new Set([location.pathname])
  let resting

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    clearTimeout(resting)
    const link = pointerType !== "touch" && target.closest?.("a[href]")
    if (link) resting = setTimeout(() => ahead(link), HOVER)
  })
  for (const type of ["touchstart", "focusin"]) {
    document.addEventListener(type, ({ target }) => ahead(target.closest?.("a[href]")), { passive: true })
  }

  function ahead(link) {
    if (!link || link.origin !== location.origin || link.search || link.download || link.target) return
    const { pathname } = link
    if (asked.has(pathname) || !/(\/|\.html)$/.test(pathname)) return
    asked.add(pathname)
    const hint = document.createElement("link")
    if (hint.relList?.supports?.("prefetch")) {
      hint.rel = "prefetch"
      hint.href = link.origin + pathname
      document.head.append(hint)
    } else {
      fetch(pathname, { priority: "low" }).catch(() => {}) // then it is fetched when it is asked for
    }
  }
}
