// <decision-tree data-tree data-title data-start data-prefix>: one step of a printed tree at a time.
//
// 1. Reads the walk (lib/walk.js) from the address, ?TREE.QUESTION=ANSWER&...#STEP, and hides the other steps.
//    Without JavaScript, and on paper, all steps stand and the answers are plain links between them.
// 2. Follows the answers, by click or number key, and lists those given, each to be changed.
// 3. At an outcome opens its scripts and its checklist in place, and offers notes to copy.
//
// The address is the only memory, so that Back, a reload and a shared link show the same step; it holds ids
// only, of all trees of the page. A walk that goes on in a tree on another page takes its answers along in the address, and their words in session storage.

import { anchored } from "../lib/anchor.js"
import { announce } from "../lib/announce.js"
import { copy } from "../lib/clipboard.js"
import { button, make } from "../lib/make.js"
import { fragment } from "../lib/fragment.js"
import { press } from "../lib/press.js"
import { ROOT } from "../lib/site.js"
import { visit } from "../lib/storage.js"
import { answer, go, read, told } from "../lib/walk.js"
import { fill } from "../lib/words.js"

const STALE = "handbook:says.tree.stale"

const embedded = document.documentElement.hasAttribute("data-embed") // by boot.js

export default class DecisionTreeElement extends HTMLElement {
  #stop = null
  #page = location.pathname
  #steps = new Map() // id -> { section, heading, name, links }, links a Map of answer -> link
  #graph = new Map()
  #walk = null
  #before = [] // walks through trees on other pages that led here: { query, title, href, lines }
  #parts = new Map() // link -> what it leads to, to stand in place
  #due = null // what a move still has to write down

  connectedCallback() {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    for (const section of this.querySelectorAll(".tree__step")) this.#know(section)
    if (!this.#trail) this.#build()
    press(this, signal)
    document.addEventListener("keydown", this, { signal }) // until a new step is drawn, nothing has the focus
    window.addEventListener("popstate", this, { signal })
    this.#arrive()
  }

  disconnectedCallback() {
    this.#due = null
    this.#stop.abort()
  }

  handleEvent(event) {
    if (event.type === "popstate") this.#due = null // the reader has gone elsewhere
    if (event.type === "click") this.#click(event)
    else if (event.type === "keydown") this.#key(event)
    else this.#reread()
  }

  // The address ---------------------------------------------------------------------------

  #arrive() {
    const { search, hash } = location
    for (const tree of new Set([...new URLSearchParams(search).keys()].map((key) => key.split(".")[0]))) {
      const walk = !this.#all.some((other) => other.dataset.tree === tree) && visit.get(`walk:${tree}`)
      if (told(walk, ROOT.href) && `${search}&`.includes(`${walk.query}&`)) this.#before.push(walk)
    }
    const { here, fits, ...walk } = this.#read()
    this.#show(walk, fits ? "" : STALE)
    this.#bring()
    this.#showMap()
    if (here || (!hash && this.#before.length)) this.#focus()
  }

  #reread() {
    const { here, fits, ...walk } = this.#read()
    if (location.pathname !== this.#page || same(walk, this.#walk)) return
    this.#show(walk, fits ? "" : STALE)
    this.#bring()
    this.#showMap()
    this.#focus()
  }

  /** The walk in the address, the step of this tree that the hash names, and whether all of it fits. */
  #read() {
    const { tree, start } = this.dataset
    const query = new URLSearchParams(location.search)
    const given = [...query].flatMap(([key, value]) => {
      return key.startsWith(`${tree}.`) ? [[key.slice(tree.length + 1), value]] : []
    })
    const target = anchored(location.hash)
    const here = this.contains(target) && target.closest(".tree__step")?.dataset.step
    const wish = here || query.get(tree)
    const walk = read(this.#graph, start, given, this.#graph.has(wish) ? wish : undefined)
    const lost = location.hash && !target && this === this.#all[0]
    return { ...walk, here, fits: walk.fits && !lost }
  }

  /** What the address says of this tree; its step only where that is neither in the hash nor where it ends. */
  entries(inHash) {
    const { tree, start } = this.dataset
    const { at, answers } = this.#walk
    const pairs = [...answers].map(([question, given]) => [`${tree}.${question}`, given])
    return inHash || read(this.#graph, start, [...answers]).at === at ? pairs : [...pairs, [tree, at]]
  }

  /** The address of the step that is shown, with the walks of all trees of the page; in a frame, that of the frame. */
  #href(embed = embedded) {
    const query = new URLSearchParams(this.#before.map((walk) => walk.query).join("&"))
    for (const tree of this.#all) {
      for (const [key, value] of tree.entries(tree === this)) query.set(key, value)
    }
    if (embed) query.set("embed", "")
    return `${this.#page}${String(query) && "?"}${query}#${this.dataset.prefix}${this.#walk.at}`
  }

  // Showing -------------------------------------------------------------------------------

  #know(section) {
    const heading = section.querySelector(".tree__heading")
    const links = [...section.querySelectorAll(".tree__option")]
    const step = (section.dataset.step ??= section.querySelector("a.tree__link").hash.slice(1))
    heading.tabIndex = -1
    for (const link of links) {
      const at = link.getAttribute("href")
      link.dataset.answer = slug(words(link, ".tree__label"))
      if (at.startsWith("#")) link.dataset.next = at.slice(1 + this.dataset.prefix.length)
    }
    this.#graph.set(step, new Map(links.map(({ dataset }) => [dataset.answer, dataset.next])))
    this.#steps.set(step, {
      section,
      heading,
      name: words(heading, ".tree__name"),
      links: new Map(links.map((link) => [link.dataset.answer, link])),
    })
  }

  #build() {
    this.querySelector(".tree__step").before(
      make(
        "div",
        { className: "tree__trail", role: "group", "aria-label": "handbook:says.tree.trail" },
        make("ol", { className: "tree__path" }),
        make("div", { className: "hb-bar" }, button("back", "handbook:says.tree.back"), button("again", "handbook:says.tree.again")),
        make("p", { className: "tree__note" }),
      ),
    )
    // Not told to a screen reader: there the number keys go from heading to heading.
    const keys = "handbook:says.tree.keys"
    this.querySelector(".tree__map").before(make("p", { className: "hb-note tree__keys", textContent: keys, "aria-hidden": "true" }))
    for (const list of this.querySelectorAll(".tree__options")) {
      for (const [index, item] of [...list.children].entries()) {
        item.firstElementChild.prepend(make("span", { className: "tree__key", textContent: index + 1 }), " ")
      }
    }
    for (const facts of this.querySelectorAll(".tree__facts")) {
      const notes = button("notes", "handbook:says.tree.copy_notes", "hb-button--main")
      facts.after(make("div", { className: "hb-bar" }, notes))
    }
  }

  #show(walk, note) {
    this.#walk = walk
    const { section, links } = this.#steps.get(walk.at)
    for (const { section: other } of this.#steps.values()) {
      if (other.hidden === (other === section)) other.hidden = !other.hidden // what stays as it is costs no work
    }
    for (const part of [...this.#parts.values(), ...this.querySelectorAll(".hb-copy-box")]) part.remove()
    for (const [given, link] of links) mark(link, given === walk.answers.get(walk.at) && "true")
    this.querySelector(".tree__keys").hidden = !links.size
    this.#showTrail(note)
    if (note) announce(note)
  }

  /** What the step leads to, brought once the step itself is to be seen. */
  #bring() {
    const { section } = this.#steps.get(this.#walk.at)
    for (const link of section.querySelectorAll(".tree__scripts > ul a")) {
      this.#place(link, "copy-script", `[data-script="${link.hash.slice("#script-".length)}"]`)
    }
    for (const link of section.querySelectorAll(".tree__checklist > p a")) {
      this.#place(link, "check-list", `[data-checklist="${link.pathname.split("/").at(-2)}"]`)
    }
  }

  #showTrail(note) {
    const { from, at, answers } = this.#walk
    const straight = from !== this.dataset.start && "handbook:says.tree.straight"
    const questions = [...answers.keys()]
    const before = this.#before.map(({ title, href, lines }) => {
      return row(title, lines.map((line) => line[1]).join(" › "), make("a", { href }))
    })
    const rows = this.#lines(answers).map(([asked, told], index) => {
      const change = button("change", "")
      change.dataset.step = questions[index]
      return row(asked, told, questions[index] === at ? null : change)
    })
    const [path, , line] = this.#trail.children
    path.replaceChildren(...before, ...rows)
    this.#trail.querySelector("[data-act=back]").hidden = !this.#index
    line.textContent = [straight, note].filter(Boolean).join(" ")
    this.#trail.hidden = !path.children.length && !line.textContent
  }

  #showMap() {
    const { at, answers } = this.#walk
    const steps = [...this.#steps.keys()]
    for (const [index, box] of this.#map.entries()) {
      box.classList.toggle("is-passed", answers.has(steps[index]))
      mark(box, steps[index] === at && "step")
    }
    const given = [...this.#steps].flatMap(([step, { links }]) => {
      return [...links.keys()].map((answer) => answers.get(step) === answer)
    })
    for (const [index, way] of this.querySelectorAll(".map__way").entries()) {
      way.classList.toggle("is-passed", given[index])
    }
  }

  /** Puts what the link leads to below it; where it does not come, the link still leads there. */
  async #place(link, tag, attribute) {
    const { at } = this.#walk
    try {
      if (!this.#parts.has(link)) {
        const found = await fragment(link.href, tag, attribute)
        found.classList.add("tree__part")
        this.#parts.set(link, found)
      }
      if (this.#walk.at === at) link.closest("li, div").append(this.#parts.get(link))
    } catch {
      // nothing to put there
    }
  }

  /** Moves the focus to the step, which reads its heading out, so nothing else announces it; then all the rest. */
  #focus() {
    const give = () => this.#steps.get(this.#walk.at).heading.focus({ preventScroll: true })
    give()
    this.#settle()
    // A browser that is still busy with the address before takes the focus away for it.
    requestAnimationFrame(() => setTimeout(() => document.activeElement === document.body && give()))
  }

  /** Brings title and window to the step. */
  #settle() {
    const { at, answers } = this.#walk
    const { section, name } = this.#steps.get(at)
    const title = document.head.querySelector("title")
    const page = (title.dataset.page ??= title.textContent)
    title.textContent = at === this.dataset.start && !answers.size ? page : `${name} · ${page}`
    section.scrollIntoView({ block: "nearest" })
  }

  // Moving --------------------------------------------------------------------------------

  #click(event) {
    const { target } = event
    const link = target.closest("a, button")
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    if (target.closest(".tree__part")) return
    const { act, next, answer: given } = link.dataset
    const step = link.dataset.step ?? [...this.#steps.keys()][this.#map.indexOf(link)]
    const { start } = this.dataset
    if (act === "notes") copy(this.#notes(), { what: "handbook:says.tree.the_notes", near: link.parentElement })
    else if (act === "again") this.#move({ from: start, at: start, answers: new Map() })
    else if (act === "back") this.#move({ ...this.#walk, at: [...this.#walk.answers.keys()][this.#index - 1] })
    else if (step) this.#move(go(this.#walk, this.#graph, step))
    else if (next) this.#answer(given)
    else return given && this.#leave(link)
    event.preventDefault()
  }

  /** A number key chooses in here, but not where it is typed into something. */
  #key(event) {
    if (!this.contains(event.target) && !(this.#due && event.target === document.body)) return
    const link = /^[1-9]$/.test(event.key) && [...this.#steps.get(this.#walk.at).links.values()][event.key - 1]
    if (!link || event.metaKey || event.ctrlKey || event.altKey) return
    if (event.target.closest("input, select, textarea")) return
    event.preventDefault()
    if (!event.repeat) link.click()
  }

  #answer(given) {
    const { dropped, ...walk } = answer(this.#walk, this.#graph, given)
    const lost = this.#lines(dropped).map((line) => "handbook:says.marks.open" + line.join(" ") + "handbook:says.marks.close")
    const later = [...this.#walk.answers.keys()].slice(this.#index + 1)
    const notes = [
      later.some((question) => walk.answers.has(question)) && "handbook:says.tree.kept",
      lost.length && fill("handbook:says.tree.dropped", { answers: lost.join(", ") }),
    ]
    this.#move(walk, notes.filter(Boolean).join(" "))
  }

  #move(walk, note = "") {
    if (same(walk, this.#walk)) return this.#focus()
    this.#record()
    this.#show(walk, note)
    this.#due = this.#href()
    // The step is to be seen first. Only what has been drawn is there for a screen reader, which would say nothing of a
    // heading that had the focus before.
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.#steps.get(this.#walk.at).heading.focus({ preventScroll: true })
        this.#record()
        this.#bring()
      }),
    )
  }

  /** Writes the last move into the address, the title, the map and the links around, and brings it into view. */
  #record() {
    const due = this.#due
    if (!due) return
    this.#due = null
    try {
      history.pushState(null, "", due)
    } catch {
      // Some browsers refuse many changes in a row, or any in a sandbox; the walk goes on without an address.
    }
    this.#settle()
    this.#showMap()
    this.#tie()
  }

  /** To follow a link to another part of the page must not cost the walk; one to a step means that step. */
  #tie() {
    for (const link of document.links) {
      if (!link.hash || link.pathname !== this.#page || this.contains(link)) continue
      if (!anchored(link.hash)?.closest(".tree__step")) link.search = location.search
    }
  }

  /** An answer leads to a tree on another page: its link takes the walk along. */
  #leave(link) {
    this.#record()
    const { tree, title } = this.dataset
    const { at, answers } = this.#walk
    const given = [...[...answers].slice(0, this.#index), [at, link.dataset.answer]]
    const query = String(new URLSearchParams(given.map(([question, told]) => [`${tree}.${question}`, told])))
    visit.set(`walk:${tree}`, { query, title, href: location.href, lines: this.#lines(given) })
    link.search = [...this.#before.map((walk) => walk.query), query, ...(embedded ? ["embed"] : [])].join("&")
  }

  // Words ---------------------------------------------------------------------------------

  /** Questions and answers in words, as [asked, told]. */
  #lines(answers) {
    return [...answers].map(([question, told]) => {
      const { name, links } = this.#steps.get(question)
      return [name, words(links.get(told), ".tree__label")]
    })
  }

  /** The walk and its outcome as plain text for a ticket. */
  #notes() {
    const { section, name } = this.#steps.get(this.#walk.at)
    const now = new Date()
    const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16).replace("T", " ")
    const asked = ({ title, lines }) => [title, ...lines.flatMap(([asked, told]) => [`- ${asked}`, `  ${told}`]), ""]
    return [
      `${local} (${now.toLocaleDateString(document.documentElement.lang, { dateStyle: "full" })})`,
      ...this.#before.flatMap(asked),
      ...asked({ title: this.dataset.title, lines: this.#lines(this.#walk.answers) }),
      fill("handbook:says.tree.noted_outcome", { severity: words(section, ".tree__severity"), outcome: name }),
      ...[...section.querySelectorAll(".tree__do > li")].map((line, index) => `${index + 1}. ${words(line)}`),
      "",
      fill("handbook:says.tree.noted_record", { what: words(section, ".tree__record") }),
      fill("handbook:says.tree.noted_next", { what: words(section, ".tree__next-step") }),
      new URL(this.#href(false), location.href).href,
    ].join("\n")
  }

  // Parts ---------------------------------------------------------------------------------

  /** @returns {any[]} */
  get #all() {
    return [...document.querySelectorAll(this.localName)]
  }

  get #trail() {
    return this.querySelector(":scope > .tree__trail")
  }

  /** The steps of the map, in the order of the page's own. */
  get #map() {
    return [...this.querySelectorAll(".map__step")]
  }

  /** How many questions lie before the step that is shown. */
  get #index() {
    const { at, answers } = this.#walk
    return answers.has(at) ? [...answers.keys()].indexOf(at) : answers.size
  }
}

/** A question with its answer and the control that changes it; the one that is asked now has none. */
function row(asked, told, change) {
  const part = (className, textContent) => make("span", { className, textContent })
  change?.append("handbook:says.tree.change")
  change?.setAttribute("aria-label", fill("handbook:says.tree.change_of", { question: asked }))
  return make("li", {}, make("div", {}, part("tree__asked", asked), " ", part("tree__told", told)), change ?? "")
}

function mark(link, current) {
  if (current) link.setAttribute("aria-current", current)
  else link.removeAttribute("aria-current")
}

function words(root, selector = "*") {
  const element = root.matches(selector) ? root : root.querySelector(selector)
  return element.textContent.replace(/\s+/g, " ").trim()
}

/** What an answer is called in addresses: its words, as slug() in macros/text.py makes them short. */
function slug(label) {
  const letters = label.normalize("NFKD").replace(/[^ -~]/g, "").toLowerCase()
  return letters.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "x"
}

function same(one, other) {
  return one.from === other.from && one.at === other.at && String([...one.answers]) === String([...other.answers])
}
