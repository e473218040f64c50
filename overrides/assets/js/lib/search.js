// Tells the search's worker to load, before a reader asks for anything: when the page has stood idle for a moment,
// or at once when the search box is entered. The theme owns the worker, so the word goes by a channel. And says so
// where nothing was found.

const PAUSE = 2000 // milliseconds after the page has loaded
const NOTHING = "Nothing found" // how the titles of such offers begin (macros/exports/search.py)

function warm() {
  try {
    const channel = new BroadcastChannel(`handbook-search:${window.__md_scope.pathname}`)
    channel.postMessage("load")
    channel.close()
  } catch {
    // No channel where the browser isolates the page: the first query loads.
  }
}

function later() {
  if (navigator.connection?.saveData) return
  const idle = window.requestIdleCallback ?? ((then) => then())
  setTimeout(() => idle(warm, { timeout: PAUSE }), PAUSE) // some browsers are never idle
}

// Where nothing is found, pages are offered instead; the theme counts them as matches.
const results = document.querySelector("[data-md-component=search-result]")
const count = results?.querySelector(".md-search-result__meta")
if (count) {
  new MutationObserver(() => {
    const offered = results.querySelector("h1, h2")?.textContent.startsWith(NOTHING)
    if (offered && count.textContent !== NOTHING) count.textContent = NOTHING
  }).observe(results, { childList: true, subtree: true, characterData: true })
}

document.querySelector("[data-md-component=search-query]")?.addEventListener("focus", warm, { once: true })
if (document.readyState === "complete") later()
else window.addEventListener("load", later, { once: true })
