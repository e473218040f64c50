// <copy-script data-script data-title>: one variant at a time, with the reader's own words in it, to copy,
// send, read aloud, and to go on from.
//
// 1. Shows the variant nearest to the tone and channel picked in this visit (lib/choice.js). Without
//    JavaScript, and on paper, all variants stand under their labels.
// 2. Fills the fields with what was typed in this visit (lib/fields.js), and offers inputs for them. A value that
//    was typed in another script is marked, to the eye and in words.
// 3. Copies, opens a mail, shows the words in large type, and opens the next script in place.
//
// A choice, or a value that is the same everywhere, changed in one script changes all scripts of the page.

import { announce } from "../lib/announce.js"
import * as choices from "../lib/choice.js"
import { copy } from "../lib/clipboard.js"
import * as fields from "../lib/fields.js"
import { button, make } from "../lib/make.js"
import * as message from "../lib/message.js"
import { press } from "../lib/press.js"
import { anchorScroll } from "../lib/scroll-anchor.js"
import { fragment } from "../lib/fragment.js"
import { capital, fill, several } from "../lib/words.js"

// The copy buttons: which part of the variant each takes, as plain and, for written words, as rich text; what is copied,
// in a sentence, where that is not the whole.
const PARTS = {
  copy: { part: "*", text: message.whole, rich: message.richWhole },
  "copy-subject": { part: ".script__subject", text: message.subject, the: "handbook:says.script.the_subject" },
  "copy-body": { part: ".script__body", text: message.body, rich: message.rich, the: "handbook:says.script.the_body" },
}

// The whole: what its button says, and what is copied.
const WHOLE = {
  script: { label: "handbook:says.script.copy_script", the: "handbook:says.script.the_script" },
  email: { label: "handbook:says.script.copy_email", the: "handbook:says.script.the_email" },
  letter: { label: "handbook:says.script.copy_letter", the: "handbook:says.script.the_letter" },
}

let groups = 0 // radio buttons belong together by a name of their own on the page

export default class CopyScriptElement extends HTMLElement {
  #stop = null
  #routes = []
  #shown = null // { route, tone, variant, written }; written is "email", "letter" or nothing
  #agreed = null // the blanks that the reader copied in spite of
  #following = false

  connectedCallback() {
    this.#stop = new AbortController()
    const { signal } = this.#stop
    anchorScroll(document.querySelector(":target"), () => {
      this.#build()
      this.#show()
    })
    press(this, signal)
    for (const type of ["change", "input", "keydown"]) this.addEventListener(type, this, { signal })
    for (const type of [choices.CHANGED, fields.CHANGED]) document.addEventListener(type, this, { signal })
    window.addEventListener("pageshow", this, { signal })
  }

  disconnectedCallback() {
    this.#stop.abort()
  }

  handleEvent(event) {
    const { target, type } = event
    if (type === "click") this.#click(event)
    else if (type === "keydown") this.#key(event)
    else if (type === "input" && target.matches("[data-for]")) {
      const field = { id: target.dataset.for, shared: "shared" in target.dataset }
      anchorScroll(target, () => fields.set(this.dataset.script, field, target.value))
    } else if (type === "change" && target.matches("input.choice__box")) {
      const { of } = target.dataset
      anchorScroll(target, () => choices.choose({ [of]: of === "tone" ? target.value : target.value.split(" ") }))
    } else if (target === document) this.#show() // another script, or the page is back from the browser's cache
  }

  // Building ----------------------------------------------------------------------------

  #build() {
    if (this.#bar) return
    const variants = this.querySelector(".script__variants")
    this.#routes = choices.routes(variants.children)
    const tones = new Set(this.#routes.flatMap((route) => [...route.tones.keys()]))
    const tone = [...tones].map((tone) => [tone, capital(choices.TONE_NAMES.get(tone) ?? tone)])
    const channels = this.#routes.map(({ channels }) => [channels.join(" "), capital(either(channels.map((id) => choices.CHANNEL_NAMES.get(id) ?? id)))])
    variants.after(
      make("div", { className: "script__choices" }, this.#radios("tone", "handbook:says.script.tone", tone), this.#radios("channels", "handbook:says.script.channel", channels)),
      make(
        "div",
        { className: "hb-bar script__bar" },
        button("copy", WHOLE.script.label, "hb-button--main"),
        button("copy-subject", "handbook:says.script.copy_subject"),
        button("copy-body", "handbook:says.script.copy_body"),
        make("a", { className: "hb-button script__mail", textContent: "handbook:says.script.mail" }),
        button("large", "handbook:says.script.large"),
      ),
    )
    const all = new Map([...this.querySelectorAll(".field")].map((field) => [field.dataset.field, fields.about(field)]))
    if (!all.size) return
    this.#bar.before(make("p", { className: "script__carried" }))
    this.#bar.after(form([...all.values()]))
  }

  /** A group of radio buttons; `options` are [value, label]. Whoever hears it hears of which script it is. */
  #radios(of, legend, options) {
    const name = `${of}-${++groups}`
    const labels = options.map(([value, text]) => {
      const box = make("input", { type: "radio", className: "choice__box", name, value, "data-of": of })
      return make("label", { className: "choice__option" }, box, make("span", { textContent: text }))
    })
    const script = make("span", { className: "hb-unseen", textContent: `: ${this.dataset.title}` })
    return make("fieldset", { className: "choice" }, make("legend", {}, legend, script), ...labels)
  }

  // Showing -----------------------------------------------------------------------------

  /** Brings everything in line with the choice and the values of this visit. */
  #show() {
    const { route, tone, variant } = choices.nearest(this.#routes)
    const written = route.channels.find((channel) => channel === "email" || channel === "letter")
    const kept = fields.values(this.dataset.script)
    this.#shown = { route, tone, variant, written }
    for (const other of variant.parentElement.children) other.classList.toggle("is-off", other !== variant)
    fields.fill(this, kept)
    this.#showChoices()
    this.#showForm(kept)

    this.#button("copy").textContent = WHOLE[written ?? "script"].label
    this.#button("copy-subject").hidden = this.#button("copy-body").hidden = !written
    this.#mail.hidden = written !== "email"
    if (written === "email") this.#mail.href = message.mail(variant).href
    // Both speak of the words of before.
    this.#question?.remove()
    this.querySelector(":scope > .hb-copy-box")?.remove()
  }

  /** Ticks what is shown, and hides what leads nowhere: tones this channel lacks, and a choice of one. */
  #showChoices() {
    const { route, tone } = this.#shown
    for (const box of this.querySelectorAll("input.choice__box")) {
      const ofTone = box.dataset.of === "tone"
      box.checked = box.value === (ofTone ? tone : route.channels.join(" "))
      box.disabled = box.parentElement.hidden = ofTone && !route.tones.has(box.value)
    }
    for (const group of this.querySelectorAll(".choice")) {
      group.hidden = group.querySelectorAll(".choice__box:enabled").length < 2
    }
  }

  #showForm(kept) {
    const form = this.#form
    if (!form) return
    const { variant } = this.#shown
    /** @type {NodeListOf<any>} */
    const inputs = form.querySelectorAll("[data-for]")
    for (const input of inputs) {
      const id = input.dataset.for
      const { value = "", carried = false } = kept.get(id) ?? {}
      if (input.value !== value) input.value = value
      const label = input.closest("label")
      label.hidden = !variant.querySelector(`[data-field="${id}"]`)
      label.classList.toggle("is-carried", carried)
      label.querySelector(".fill__carried").textContent = carried ? "handbook:says.script.carried" : ""
    }
    const left = fields.blanks(variant).length
    const carried = fields.carried(variant)
    form.hidden = !variant.querySelector(".field")
    form.querySelector(".fill__count").textContent = left ? several("handbook:says.script.empty", left) : "handbook:says.script.full"
    this.#carried.textContent = carried.length ? fill("handbook:says.script.carried_all", { fields: labels(carried) }) : ""
    this.#button("clear").hidden = !fields.any()
  }

  // Acting ------------------------------------------------------------------------------

  #click(event) {
    const act = event.target.closest("button[data-act]")?.dataset.act
    const field = event.target.closest(".script__variant .field")
    if (act in PARTS) this.#copy(act)
    else if (act === "anyway") this.#copyAnyway()
    else if (act === "fill") this.#fill()
    else if (act === "clear") this.#clear()
    else if (act === "large") this.#large()
    else if (act === "close") event.target.closest("dialog").close()
    else if (event.target.closest("a.script__mail")) this.#send()
    else if (event.target.closest("a[data-next]")) this.#next(event)
    else if (field && getSelection().isCollapsed) this.#fill(field.dataset.field)
  }

  #key(event) {
    if (event.key === "Escape" && this.#question?.contains(event.target)) this.#drop()
  }

  /** Copies one of PARTS; asks first, once, where blanks are left. */
  async #copy(act) {
    const { variant, written } = this.#shown
    const { part, text, rich, the } = PARTS[act]
    const empty = fields.blanks(variant, part)
    if (empty.length && this.#agreed !== ids(empty)) return this.#ask(act, empty)
    const what = the ?? fill(WHOLE[written ?? "script"].the, this.dataset)
    const html = written && rich?.(variant)
    if (await copy(text(variant), { html, what, near: this.#bar })) this.#mark(act)
  }

  #ask(act, empty) {
    this.#question?.remove()
    const id = `blanks-${++groups}`
    const question = make(
      "div",
      { className: "script__question", role: "group", "aria-labelledby": id },
      make("p", { id, textContent: fill("handbook:says.script.ask", { blanks: still(empty) }) }),
      button("anyway", "handbook:says.script.anyway", "hb-button--main"),
      button("fill", "handbook:says.script.fill"),
    )
    question.dataset.asks = act
    question.dataset.blanks = ids(empty)
    this.#bar.after(question)
    this.#button("anyway").focus()
  }

  #copyAnyway() {
    const { asks, blanks } = this.#question.dataset
    this.#agreed = blanks
    this.#drop()
    this.#copy(asks)
  }

  /** Takes the question back, with the focus where it came from. */
  #drop() {
    const { asks } = this.#question.dataset
    this.#question.remove()
    this.#button(asks).focus()
  }

  /** A mark on the button, for eyes that are on it and not on the message. */
  #mark(act) {
    this.#button(act).classList.add("is-done")
    setTimeout(() => this.#button(act).classList.remove("is-done"), 2000)
  }

  /** Opens the inputs at the field `id`, or at the first blank. */
  #fill(id = fields.blanks(this.#shown.variant)[0].id) {
    this.#question?.remove()
    this.#form.open = true
    this.#form.querySelector(`[data-for="${id}"]`).focus()
  }

  #clear() {
    anchorScroll(this.#form, fields.clear)
    this.#form.querySelector("summary").focus()
    announce("handbook:says.script.cleared")
  }

  /** The link opens the mail; this copies what its address cannot carry, and tells of blanks. */
  async #send() {
    const { variant } = this.#shown
    const { left } = message.mail(variant)
    const empty = fields.blanks(variant)
    if (left) {
      const { text, rich } = PARTS[left === "body" ? "copy-body" : "copy"]
      const copied = await copy(text(variant), { html: rich(variant), what: "handbook:says.script.the_mail", near: this.#bar })
      if (copied) announce("handbook:says.script.pasted")
    } else if (empty.length) announce(still(empty))
  }

  #large() {
    const copies = [...this.#shown.variant.querySelectorAll(".script__subject, .script__body")]
    const dialog = make(
      "dialog",
      { className: "large", "aria-label": fill("handbook:says.script.large_of", this.dataset), closedby: "any" },
      button("close", "handbook:says.frame.close"),
      ...copies.map((part) => part.cloneNode(true)),
    )
    dialog.addEventListener("close", () => dialog.remove(), { once: true })
    this.append(dialog)
    dialog.showModal()
  }

  /** Opens the next script below this one, or goes to it where it is on the page; else the link leads there. */
  async #next(event) {
    if (this.#following || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const link = event.target.closest("a")
    const id = link.dataset.next
    try {
      const fetched = onPage(id) ? null : await fragment(link.href, "copy-script", `[data-script="${id}"]`)
      if (!this.isConnected) return
      if (!onPage(id)) this.#open(fetched, link)
      land(id)
    } catch {
      this.#following = true
      link.click()
      this.#following = false
    }
  }

  #open(section, link) {
    const script = section.querySelector("copy-script")
    const close = button("shut", "handbook:says.frame.close")
    close.addEventListener("click", () => {
      section.remove()
      link.focus()
    })
    const title = make("a", { href: link.href, textContent: script.dataset.title })
    script.prepend(make("div", { className: "script__head" }, make("h3", { className: "script__title" }, title), close))
    section.classList.add("script--next")
    this.closest(".script").after(section)
  }

  // Parts -------------------------------------------------------------------------------

  get #bar() {
    return this.querySelector(":scope > .script__bar")
  }

  get #carried() {
    return this.querySelector(":scope > .script__carried")
  }

  get #form() {
    return this.querySelector(":scope > details.fill")
  }

  get #mail() {
    return this.querySelector("a.script__mail")
  }

  get #question() {
    return this.querySelector(":scope > .script__question")
  }

  #button(act) {
    return this.querySelector(`button[data-act="${act}"]`)
  }
}

// The next script -------------------------------------------------------------------------

function onPage(id) {
  return document.querySelector(`copy-script[data-script="${id}"]`)?.closest(".script")
}

/** Moves eye and focus to a script of this page. */
function land(id) {
  const section = onPage(id)
  const heading = document.getElementById(`script-${id}`) ?? section
  heading.scrollIntoView()
  section.tabIndex = -1
  section.focus({ preventScroll: true })
}

// Building blocks -------------------------------------------------------------------------

/** The inputs for `all` fields of a script, as fields.about() tells of them. */
function form(all) {
  return make(
    "details",
    { className: "fill" },
    make("summary", {}, "handbook:says.script.fill", " ", make("span", { className: "fill__count" })),
    make("div", { className: "fill__inputs" }, ...all.map(labelled)),
    make("div", { className: "fill__foot" }, make("p", { className: "hb-note", textContent: "handbook:says.script.kept" }), button("clear", "handbook:says.script.clear")),
  )
}

function labelled({ id, label, means, kind, shared, example, otherwise, choices }) {
  const [words, value] = otherwise ? ["handbook:says.script.otherwise", otherwise] : ["handbook:says.script.example", example]
  const hint = [means, value && fill(words, { value: fields.readable(value, kind) })].filter(Boolean).join("; ")
  // What is typed is a client's own: no checker of spelling or translator may send it anywhere.
  const alike = {
    className: "hb-input", autocomplete: "off", spellcheck: false, translate: false, "data-for": id,
    ...(shared && { "data-shared": "" }),
  }
  const options = ["", ...choices].map((value) => make("option", { value, textContent: value || "handbook:says.script.choose" }))
  const input =
    kind === "choice" ? make("select", alike, ...options)
    : kind === "date" ? make("input", { ...alike, type: "date" })
    : kind === "long-text" ? make("textarea", { ...alike, rows: 2, dir: "auto", maxLength: fields.MOST })
    : make("input", { ...alike, type: "text", dir: "auto", maxLength: fields.MOST })
  return make(
    "label",
    { className: kind === "long-text" ? "fill__field fill__field--long" : "fill__field" },
    make("span", { className: "fill__label", textContent: label }),
    " ",
    make("span", { className: "fill__hint", textContent: hint }),
    " ",
    make("span", { className: "fill__carried" }),
    input,
  )
}

// Words -----------------------------------------------------------------------------------

function still(empty) {
  return several("handbook:says.script.blanks", empty.length, { fields: labels(empty) })
}

function labels(some) {
  return some.map(({ label }) => label).join(", ")
}

function ids(empty) {
  return empty.map(({ id }) => id).join(" ")
}

function either(words) {
  const some = words.slice(0, -1).join(", ")
  return some ? fill("handbook:says.script.either", { some, last: words.at(-1) }) : words[0]
}
