// For the handbook as files on a disk (macros/publish/archive.py): the search without a worker and without requests, for a
// browser gives a page from a disk neither. A classic script before the theme's own; it stands in for the one Worker
// that the theme starts, speaks as worker.js does, and loads what the search needs at the first query.

;(() => {
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]
  const ROOT = new URL("../../../", document.currentScript.src)
  const NEEDED = [
    "assets/vendor/minisearch-7.2.0.js",
    "assets/vendor/stemmer-2.0.1.js",
    "assets/js/search/words.js",
    "assets/js/search/language.js",
    "assets/js/search/danger.js",
    "assets/js/search/engine.js",
    "search/index.js",
  ]

  function script(path) {
    return new Promise((done, failed) => {
      const element = Object.assign(document.createElement("script"), { src: new URL(path, ROOT), async: false })
      element.addEventListener("load", done)
      element.addEventListener("error", () => failed(new Error(`${path} does not load`)))
      document.head.append(element)
    })
  }

  let engine // a promise of the search, once somebody asks for it

  function load() {
    engine ??= Promise.all(NEEDED.map(script)).then(() => handbookSearch.build(handbookIndex))
    engine.catch(() => (engine = undefined)) // the next query tries again
    return engine
  }

  window.Worker = class extends EventTarget {
    #newest = 0

    async postMessage({ type, data }) {
      if (type === SETUP) this.#say({ type: READY })
      if (type !== QUERY) return
      const number = ++this.#newest
      let found = { items: [] }
      try {
        if (data.trim()) found = (await load()).search(data)
      } catch (error) {
        console.error("The search could not answer", error)
      }
      if (number === this.#newest) this.#say({ type: RESULT, data: found })
    }

    #say(data) {
      setTimeout(() => this.dispatchEvent(new MessageEvent("message", { data }))) // never before the question is put
    }

    terminate() {}
  }
})()
