// Tells the search's worker to load, before a reader asks for anything: when the page has stood idle for a moment,
// or at once when the search box is entered. The theme owns the worker, so the word goes by a channel.

const PAUSE = 2000 // milliseconds after the page has loaded

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
  setTimeout(() => idle(warm), PAUSE)
}

document.querySelector("[data-md-component=search-query]")?.addEventListener("focus", warm, { once: true })
if (document.readyState === "complete") later()
else window.addEventListener("load", later, { once: true })
