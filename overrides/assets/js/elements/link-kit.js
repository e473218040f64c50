// <link-kit data-links data-kinds data-codes>: finds anything in the handbook by its words, and gives every form of its link.
//
// 1. Fetches the list of all links (links.json) when the reader turns to it, and filters it as they type. The
//    list without JavaScript stays below. What kinds there are, what each is called, to which a part belongs and
//    how high a frame suits it is told in `data-kinds`.
// 2. Shows what is picked: link, short link, Markdown, HTML, the code that embeds it, and its QR code, which
//    was made with the site. Each has a button that copies it.

import { announce } from "../lib/announce.js"
import { copy } from "../lib/clipboard.js"
import { button, make } from "../lib/make.js"
import { press } from "../lib/press.js"
import { fill, fold, several } from "../lib/words.js"

const MOST = 20
const PAUSE = 600 // milliseconds after the last change before the count is read out

export default class LinkKitElement extends HTMLElement {
  #stop = null
  #entries = null
  #loading = null // a promise that they come
  #timer = null

  connectedCallback() {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    this.#build()
    this.addEventListener("input", () => this.#search(), { signal })
    this.addEventListener("submit", (event) => event.preventDefault(), { signal }) // it has searched already
    press(this, signal)
    for (const type of ["focusin", "input"]) this.addEventListener(type, () => (this.#loading ??= this.#load(signal)), { signal })
  }

  disconnectedCallback() {
    this.#stop.abort()
    clearTimeout(this.#timer)
  }

  handleEvent(event) {
    const pressed = event.target.closest("button")
    if (pressed?.dataset.act === "copy") this.#copy(pressed)
    else if (pressed?.dataset.number) this.#pick(this.#entries[pressed.dataset.number])
  }

  get #kinds() {
    return JSON.parse(this.dataset.kinds)
  }

  get #list() {
    return new URL(this.dataset.links, document.baseURI)
  }

  #build() {
    if (this.querySelector("form")) return
    const named = Object.entries(this.#kinds).map(([kind, { label }]) => [kind, label])
    const options = [["", "handbook:says.kit.anything"], ...named]
    const kinds = options.map(([value, textContent]) => make("option", { value, textContent }))
    const words = { type: "search", name: "words", className: "hb-input", autocomplete: "off", spellcheck: false, translate: false, maxLength: 100 }
    this.replaceChildren(
      make(
        "form",
        { className: "hb-form kit__form", role: "search", "aria-label": "handbook:says.kit.find" },
        make("label", {}, make("span", { textContent: "handbook:says.kit.words" }), make("input", words)),
        make(
          "label",
          {},
          make("span", { textContent: "handbook:says.kit.kind" }),
          make("select", { name: "kind", className: "hb-input" }, ...kinds),
        ),
      ),
      make("p", { className: "kit__count" }),
      make("ul", { className: "kit__found" }),
      make("div", { className: "kit__picked" }),
    )
  }

  async #load(signal) {
    try {
      const response = await fetch(this.#list, { signal })
      if (!response.ok) throw new Error(`${response.status} ${response.url}`)
      const { links } = await response.json()
      const kinds = this.#kinds
      const titles = new Map(links.map(({ kind, id, title }) => [`${kind} ${id}`, title]))
      const pages = new Map(links.filter(({ anchor }) => !anchor).map(({ address, title }) => [address, title]))
      this.#entries = links.map((link) => {
        const kind = kinds[link.kind]
        const whole = titles.get(`${kind.whole} ${link.id.split("--")[0]}`) ?? pages.get(link.address.split("#")[0])
        const inside = whole === link.title ? "" : (whole ?? "")
        const [address, short] = [link.address, link.short].map((to) => to && new URL(to, response.url).href)
        const words = fold(`${link.title} ${inside} ${kind.label}`)
        const about = inside ? `${kind.label}: ${inside}` : kind.label
        return { ...link, address, short, about, frame: kind.frame, words, name: fold(link.title) }
      })
      this.#search()
    } catch {
      this.#loading = null // the next change tries again
      if (!signal.aborted) this.#say("handbook:says.kit.missing")
    }
  }

  #search() {
    const { words, kind } = this.querySelector("form").elements
    const wanted = fold(words.value).split(/\s+/).filter(Boolean)
    const found = this.querySelector(".kit__found")
    if (!this.#entries || (!wanted.length && !kind.value)) {
      found.replaceChildren()
      return this.#say("")
    }
    const fits = this.#entries
      .map((entry, number) => ({ entry, number, rank: rank(entry, wanted) }))
      .filter(({ entry, rank }) => rank && (!kind.value || entry.kind === kind.value))
      .sort((one, other) => other.rank - one.rank || one.number - other.number)
    found.replaceChildren(...fits.slice(0, MOST).map(({ entry, number }) => row(entry, number)))
    const all = several("handbook:says.kit.found", fits.length)
    const told = fits.length > MOST ? fill("handbook:says.kit.first", { found: all, count: MOST }) : all
    this.#say(fits.length ? told : "handbook:says.kit.nothing")
  }

  #say(words) {
    this.querySelector(".kit__count").textContent = words
    clearTimeout(this.#timer)
    if (words) this.#timer = setTimeout(announce, PAUSE, words, { shown: false })
  }

  #pick(entry) {
    const { title, address, short, about } = entry
    const forms = [
      ["handbook:says.kit.plain_link", address],
      ["handbook:says.kit.short_link", short],
      ["handbook:says.kit.markdown", `[${title.replace(/[\\[\]]/g, "\\$&")}](${address})`],
      ["handbook:says.kit.html", `<a href="${attribute(address)}">${attribute(title)}</a>`],
      ["handbook:says.kit.embed", entry.frame && frame(entry)],
    ]
    const heading = make("h2", { textContent: title, tabIndex: -1 })
    this.querySelector(".kit__picked").replaceChildren(
      heading,
      make("p", { className: "hb-note kit__kind", textContent: about }),
      ...forms.filter(([, text]) => text).map(([form, text]) => this.#form(form, text, title)),
      ...this.#code(short, title),
    )
    clearTimeout(this.#timer)
    heading.focus({ preventScroll: true })
    heading.parentElement.scrollIntoView()
  }

  /** A form of the link; `name`, `copy_it` and `the` are its words. */
  #form({ name, copy_it: label, the }, text, title) {
    const copier = button("copy", label)
    copier.dataset.what = fill(the, { title })
    const box = make("textarea", { className: "hb-input", readOnly: true, rows: text.length > 160 ? 4 : 1, value: text })
    return make("div", { className: "kit__form-of" }, make("label", {}, make("span", { textContent: name }), box), copier)
  }

  /** The QR code of the short link, to see and to save. */
  #code(short, title) {
    const { codes } = this.dataset
    if (!short || !codes) return []
    const name = short.split("/").at(-2)
    const file = (kind) => new URL(`${codes}/${name}.${kind}`, this.#list).href
    const save = (kind) => {
      const label = fill("handbook:says.kit.code", { kind: kind.toUpperCase() })
      return make("a", { className: "hb-button", href: file(kind), download: `${name}.${kind}`, textContent: label })
    }
    const image = make("img", { src: file("svg"), alt: fill("handbook:says.kit.code_of", { title }), width: 160, height: 160 })
    return [make("div", { className: "kit__code" }, image, make("div", { className: "hb-bar" }, save("svg"), save("png")))]
  }

  #copy(pressed) {
    const row = pressed.parentElement
    copy(row.querySelector("textarea").value, { what: pressed.dataset.what, near: pressed })
  }
}

function row({ title, about }, number) {
  const pick = make("button", { type: "button", className: "kit__pick" }, make("span", { textContent: title }))
  pick.dataset.number = number
  pick.append(" ", make("span", { className: "hb-note kit__kind", textContent: about }))
  return make("li", {}, pick)
}

/** How well an entry fits: 0 not at all; more where its own name has the words, and for a whole item. */
function rank({ name, short, words }, wanted) {
  if (!wanted.every((word) => words.includes(word))) return 0
  return 1 + (short ? 2 : 0) + (wanted.every((word) => name.includes(word)) ? 4 : 0) + (name.startsWith(wanted.join(" ")) ? 1 : 0)
}

/** The code that shows an item in a frame on another site. */
function frame({ title, address, frame }) {
  const url = new URL(address)
  url.search = "?embed"
  return (
    `<iframe src="${attribute(url.href)}" title="${attribute(title)}" width="100%" height="${frame}"` +
    ' loading="lazy" allow="clipboard-write" style="border:0"></iframe>'
  )
}

function attribute(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")
}
