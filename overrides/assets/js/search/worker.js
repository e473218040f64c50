// The search's engine away from the page (lib/engine.js). It is told once which scripts and which index to load, and
// answers {ready} or {failed, message}; then each {number, query} is answered {number, found}.

let engine

async function load({ scripts, index }) {
  try {
    const response = await fetch(index)
    if (!response.ok) throw new Error(`${response.status} ${index}`)
    const data = await response.json()
    importScripts(...scripts)
    engine = handbookSearch.build(data)
    postMessage({ ready: true })
  } catch (error) {
    postMessage({ failed: true, message: String(error) })
  }
}

addEventListener("message", ({ data }) => {
  if (data.scripts) load(data)
  else postMessage({ number: data.number, found: engine.search(data.query) })
})
