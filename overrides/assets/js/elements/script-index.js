// <script-index>: adds a filter to the printed list of all scripts, by words, moment, channel and tone.
//
// The filter stands in the address, so that a filtered list can be linked and comes back with Back: in its fragment,
// which no browser sends to a host, for people type names. Where it stood in the query, as it did until November 2026,
// it is moved. Without JavaScript the list is whole, grouped by moment.

import { announce } from "../lib/announce.js"
import { CHANNEL_NAMES, TONE_NAMES, choose } from "../lib/choice.js"
import { make } from "../lib/make.js"
import { press } from "../lib/press.js"
import { capital, fill, fold, several } from "../lib/words.js"

// Names in the address. Not "q", which opens the search.
const WORDS = "words"
const NAMES = [WORDS, "moment", "channel", "tone"]

const PAUSE = 600 // milliseconds after the last change before the count is read out

export default class ScriptIndexElement extends HTMLElement {
  #stop = null
  #rows = []
  #timer = null

  connectedCallback() {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    this.#rows = [...this.querySelectorAll("li")].map(row)
    this.#build()
    this.#read()
    press(this, signal)
    for (const type of ["input", "reset", "submit"]) this.addEventListener(type, this, { signal })
    for (const type of ["popstate", "hashchange"]) window.addEventListener(type, this, { signal })
  }

  disconnectedCallback() {
    this.#stop.abort()
    clearTimeout(this.#timer)
  }

  handleEvent(event) {
    if (event.type === "input") this.#filter()
    else if (event.type === "submit") event.preventDefault() // it has filtered already
    else if (event.type === "reset") this.#reset(event)
    else if (event.type === "popstate" || event.type === "hashchange") this.#read()
    else if (event.target.closest("li a")) this.#remember()
  }

  get #form() {
    return this.querySelector(":scope > form")
  }

  /** The filter as { words, moment, channel, tone }, each "" where it is open. */
  get #wanted() {
    return Object.fromEntries(NAMES.map((name) => [name, this.#form.elements[name].value.trim()]))
  }

  #build() {
    if (this.#form) return
    const groups = [...this.querySelectorAll(".script-index__group")]
    const moments = groups.map((group) => [group.dataset.moment, title(group)])
    const named = (key, names) => {
      const found = new Set(this.#rows.flatMap((row) => row.offered.map((pair) => pair[key])))
      return [...found].map((value) => [value, capital(names.get(value) ?? value)])
    }
    const words = { type: "search", name: WORDS, className: "hb-input", autocomplete: "off", spellcheck: false, translate: false, maxLength: 100 }
    this.prepend(
      make(
        "form",
        { className: "hb-form script-index__form", role: "search", "aria-label": "handbook:says.index.filter" },
        make("label", {}, make("span", { textContent: "handbook:says.index.words" }), make("input", words)),
        select("moment", "handbook:says.index.moment", "handbook:says.index.any_moment", moments),
        select("channel", "handbook:says.index.channel", "handbook:says.index.any_channel", named("channel", CHANNEL_NAMES)),
        select("tone", "handbook:says.index.tone", "handbook:says.index.any_tone", named("tone", TONE_NAMES)),
        make(
          "div",
          { className: "hb-bar script-index__bar" },
          make("p", { className: "hb-bar__count" }),
          make("button", { type: "reset", className: "hb-button", textContent: "handbook:says.index.all" }),
        ),
      ),
    )
  }

  /** Takes the filter from the address; what it does not offer is left open. */
  #read() {
    const former = new URLSearchParams(location.search)
    const moved = NAMES.some((name) => former.has(name))
    const asked = moved ? former : new URLSearchParams(isFilter(location.hash) ? location.hash.slice(1) : "")
    for (const name of NAMES) {
      const control = this.#form.elements[name]
      control.value = asked.get(name) ?? ""
      if (control.selectedIndex === -1) control.value = ""
    }
    if (moved) this.#write()
    this.#show()
  }

  #filter() {
    this.#write()
    const words = this.#show()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(announce, PAUSE, words, { shown: false })
  }

  #reset(event) {
    event.preventDefault() // the form's first values are those of the address
    for (const name of NAMES) this.#form.elements[name].value = ""
    this.#form.elements[WORDS].focus()
    this.#filter()
  }

  #write() {
    const url = new URL(location.href)
    for (const name of NAMES) url.searchParams.delete(name)
    const filter = String(new URLSearchParams(Object.entries(this.#wanted).filter(([, value]) => value)))
    if (filter || isFilter(url.hash)) url.hash = filter // any other hash is a place on this page
    try {
      history.replaceState(history.state, "", url)
    } catch {
      // Some browsers refuse many changes in a row; the next one catches up.
    }
  }

  /** Shows the rows that fit and their groups. Returns the count in words. */
  #show() {
    const { words, moment, channel, tone } = this.#wanted
    const wanted = fold(words).split(/\s+/)
    let count = 0
    for (const row of this.#rows) {
      const fits =
        (!moment || row.moment === moment) &&
        row.offered.some((pair) => (!channel || pair.channel === channel) && (!tone || pair.tone === tone)) &&
        wanted.every((word) => row.text.includes(word))
      row.element.hidden = !fits
      count += fits
    }
    for (const group of this.querySelectorAll(".script-index__group")) {
      group.hidden = !group.querySelector("li:not([hidden])")
    }
    const all = this.#rows.length
    const some = count ? fill("handbook:says.index.some", { count, all }) : "handbook:says.index.none"
    const said = count === all ? several("handbook:says.index.count", all) : some
    this.querySelector(".hb-bar__count").textContent = said
    this.querySelector("button[type=reset]").hidden = ![words, moment, channel, tone].some(Boolean)
    return said
  }

  /** A script opened from a filtered list shows the variant that was asked for. */
  #remember() {
    const { channel, tone } = this.#wanted
    if (channel) choose({ channels: [channel] })
    if (tone) choose({ tone })
  }
}

/** Whether a hash is a filter, and not a place: the id of none has this sign. */
const isFilter = (hash) => hash.includes("=")

/** The title of a group, as its heading says it. */
const title = (group) => group.querySelector("h2 a").textContent

/** The id that goes by a name. */
const idOf = (name, names) => [...names].find((pair) => pair[1] === name)?.[0] ?? name

/** What a list item is found by. */
function row(element) {
  const group = element.closest(".script-index__group")
  const told = element.querySelector(".script-index__for").textContent
  const offered = told.split("; ").flatMap((part) => {
    const [channels, tones] = part.split(" · ").map((names) => names.split(", "))
    return channels.flatMap((name) => tones.map((tone) => ({ tone: idOf(tone, TONE_NAMES), channel: idOf(name, CHANNEL_NAMES) })))
  })
  return { element, moment: group.dataset.moment, offered, text: fold(`${title(group)} ${element.textContent}`) }
}

function select(name, label, any, options) {
  const all = [["", any], ...options].map(([value, text]) => make("option", { value, textContent: text }))
  return make("label", {}, make("span", { textContent: label }), make("select", { name, className: "hb-input" }, ...all))
}
