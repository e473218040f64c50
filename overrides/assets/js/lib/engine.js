// The search's engine (search/): it and its index are fetched at the first question, or when the page has long been at
// rest. It works in a worker, so that the page answers keys meanwhile; where a browser gives none, as to a page from a
// disk, in the page. There the index is a script too, for a disk answers no request (macros/publish/archive.py).

import { ROOT } from "./site.js"

const SCRIPTS = [
  "assets/vendor/minisearch-7.2.0.js",
  "search/stem.js",
  "assets/js/search/words.js",
  "assets/js/search/language.js",
  "assets/js/search/danger.js",
  "search/learnt.js",
  "assets/js/search/classifier.js",
  "assets/js/search/engine.js",
]
const INDEX = "search/index.json"
const DISKS = "search/index.js"

let begun // a promise of a function: query -> what is found, or a promise of it

/** Has everything ready for the first question. Throws where it does not come; the next call tries again. */
export function load() {
  begun ??= begin()
  begun.catch(() => (begun = undefined))
  return begun
}

/** What the engine finds: see search/engine.js. */
export async function find(query) {
  const ask = await load()
  return ask(query)
}

async function begin() {
  if (location.protocol === "file:") return inPage([...SCRIPTS, DISKS])
  let worker
  try {
    worker = new Worker(address("assets/js/search/worker.js"))
  } catch {
    return inPage(SCRIPTS) // a frame without rights
  }
  return inWorker(worker)
}

function inWorker(worker) {
  const waiting = new Map() // number of a question -> the functions of its promise
  let last = 0
  const ask = (query) => {
    return new Promise((done, failed) => {
      waiting.set(++last, { done, failed })
      worker.postMessage({ number: last, query })
    })
  }
  return new Promise((done, failed) => {
    const end = ({ message }) => {
      worker.terminate()
      begun = undefined
      const error = new Error(message || "The search's worker does not load")
      for (const question of waiting.values()) question.failed(error)
      failed(error)
    }
    worker.addEventListener("error", end)
    worker.addEventListener("message", ({ data }) => {
      if (data.failed) end(data)
      else if (data.ready) done(ask)
      else {
        waiting.get(data.number).done(data.found)
        waiting.delete(data.number)
      }
    })
    worker.postMessage({ scripts: SCRIPTS.map(address), index: address(INDEX) })
  })
}

async function inPage(scripts) {
  await Promise.all(scripts.map(script))
  const response = window.handbookIndex ? null : await fetch(address(INDEX))
  if (response && !response.ok) throw new Error(`${response.status} ${response.url}`)
  const { search } = window.handbookSearch.build(window.handbookIndex ?? (await response.json()))
  return search
}

function script(path) {
  return new Promise((done, failed) => {
    const element = Object.assign(document.createElement("script"), { src: address(path), async: false })
    element.addEventListener("load", done)
    element.addEventListener("error", () => failed(new Error(`${path} does not load`)))
    document.head.append(element)
  })
}

function address(path) {
  return new URL(path, ROOT).href
}
