// The search's worker, in place of the theme's (`search` in overrides/main.html). It speaks the theme's protocol:
// {type: 0, data} sets up and is answered {type: 1}; {type: 2, data: query} is answered {type: 3, data: {items}}.
//
// What the search needs is loaded once: at the first query, or when a page says that it has time (lib/search.js).
// A classic script, because the theme starts it as one.

const SETUP = 0
const READY = 1
const QUERY = 2
const RESULT = 3

const LIBRARIES = ["../../vendor/minisearch-7.2.0.js", "../../vendor/stemmer-2.0.1.js"]
const OURS = ["words.js", "language.js", "danger.js", "engine.js"]
const ROOT = new URL("../../../", self.location.href)
const INDEX = new URL("search/index.json", ROOT)

let engine // a promise of the search, once somebody asks for it
let newest = 0 // number of the last query

function load() {
  engine ??= fetch(INDEX)
    .then((response) => {
      if (!response.ok) throw new Error(`${INDEX}: status ${response.status}`)
      return response.json()
    })
    .then((data) => {
      importScripts(...LIBRARIES, ...OURS)
      return handbookSearch.build(data)
    })
  engine.catch(() => (engine = undefined)) // the next query tries again
  return engine
}

async function answer(query) {
  const number = ++newest
  if (!query.trim()) return { items: [] }
  const search = await load()
  if (number === newest) return search.search(query) // an older query has no one waiting for it
}

addEventListener("message", async ({ data: message }) => {
  if (message.type === SETUP) postMessage({ type: READY })
  if (message.type !== QUERY) return
  try {
    const data = await answer(message.data)
    if (data) postMessage({ type: RESULT, data })
  } catch (error) {
    console.error("The search could not answer", error)
    postMessage({ type: RESULT, data: { items: [] } })
  }
})

try {
  new BroadcastChannel(`handbook-search:${ROOT.pathname}`).onmessage = () => load().catch(() => {}) // a query will tell
} catch {
  // No channel where the browser isolates the page: the first query loads.
}
