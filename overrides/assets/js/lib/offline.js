// Keeps a copy of the handbook on this device, for a time without a network, and tells of a newer one.
//
// The page names the worker only where the site was published with one. It starts when the reader has long had the
// page, and never reloads by itself: somebody may be reading aloud from it.

import { announce } from "./announce.js"
import { button, make } from "./make.js"
import { visit } from "./storage.js"

const PAUSE = 4000 // milliseconds after the page has loaded
const PATIENCE = 3000 // that a newer version may take to take over
const SETTLE = 200 // after it has: a page asked for while the old worker stops may break off
const HOUR = 3600_000
const TOLD = "told-of-version"

const named = document.querySelector("meta[name='handbook:worker']")?.content
const worker = named && new URL(named, location.href)

let forgotten = false // the reader has just had the copy removed

async function start() {
  const workers = navigator.serviceWorker
  const registration = !forgotten && (await workers.register(worker))
  if (!registration) return
  // Another site on this host may have removed what it does not know; and then the network may have gone.
  if (registration.active && !(await whole())) registration.active.postMessage("again")
  const ready = () => registration.waiting && workers.controller && tell(registration)
  const follow = () => registration.installing?.addEventListener("statechange", ready)
  registration.addEventListener("updatefound", follow)
  follow() // the browser may have found it by itself
  ready()
  let asked = Date.now()
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < HOUR) return
    asked = Date.now()
    registration.update().catch(() => {}) // no network: another time
  })
}

/** Says once a visit that a newer version waits, with a button that takes it. */
function tell(registration) {
  if (visit.get(TOLD)) return
  visit.set(TOLD, true)
  const message = "handbook:says.device.newer"
  const bar = make("div", { className: "hb-news md-typeset" }, make("p", { textContent: message }))
  const take = button("reload", "handbook:says.device.reload", "hb-button--main")
  const later = button("later", "handbook:says.device.later")
  bar.append(take, later)
  let before // what had the focus
  bar.addEventListener("focusin", ({ relatedTarget }) => {
    if (!bar.contains(relatedTarget)) before = relatedTarget
  })
  later.addEventListener("click", () => {
    bar.remove()
    delete document.documentElement.dataset.news
    const next = before?.isConnected ? before : document.querySelector("h1")
    if (next !== before) next.tabIndex = -1
    next.focus({ preventScroll: true })
  })
  take.addEventListener("click", () => {
    const reload = () => location.reload()
    if (!registration.waiting) return reload() // another tab took it
    const settled = () => {
      const { active } = registration
      if (active.state === "activated") return setTimeout(reload, SETTLE)
      active.addEventListener("statechange", settled, { once: true })
    }
    navigator.serviceWorker.addEventListener("controllerchange", settled, { once: true })
    registration.waiting.postMessage("activate")
    // A browser may put it off while a page still loads. Once it is taking over, the old copy goes: not in between.
    setTimeout(() => registration.waiting && reload(), PATIENCE)
  })
  document.body.append(bar)
  // Not by :has() on the page's root: with that, every change anywhere has all of the page styled anew.
  document.documentElement.dataset.news = ""
  announce(message, { shown: false })
}

/** Whether all of a copy has come. */
async function whole() {
  return Boolean(await caches.match(`${new URL(".", worker)}?whole`))
}

/** The names of the copies of this site: there may be one in use, and one that comes. */
async function ours() {
  return (await caches.keys()).filter((name) => name.startsWith(`handbook:${new URL(".", worker).pathname}:`))
}

/**
 * What this device keeps: whether a copy answers, which is whole, and the files of one that has begun. Nothing where none
 * can be kept.
 */
export async function copied() {
  if (!worker || !navigator.serviceWorker || !window.caches) return undefined
  const registration = await navigator.serviceWorker.getRegistration(new URL(".", worker))
  if (registration?.active && (await whole())) return { whole: true, files: 0 }
  const names = await ours()
  const files = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length))
  return { whole: false, files: files.reduce((sum, count) => sum + count, 0) }
}

/** Removes the copy and its worker; resolves to whether there was one. The next visit makes another. */
export async function forget() {
  forgotten = true
  if (!worker || !navigator.serviceWorker || !window.caches) return false
  try {
    const scope = new URL(".", worker)
    const registration = await navigator.serviceWorker.getRegistration(scope)
    const own = registration?.scope === scope.href && (await registration.unregister())
    const names = await ours()
    await Promise.all(names.map((name) => caches.delete(name)))
    return own || names.length > 0
  } catch {
    return false // the browser forbids it, and so keeps none
  }
}

/** Not inside another site's page, nor for a reader who saves data; the browser may forbid it too. */
function wanted() {
  try {
    return worker && window.parent === window && navigator.serviceWorker && !navigator.connection?.saveData
  } catch {
    return false
  }
}

function later() {
  /** @type {(then: () => unknown, limit: object) => unknown} */
  const idle = window.requestIdleCallback ?? ((then) => then())
  const begin = () => start().catch(() => {}) // without a copy, the network serves as ever
  setTimeout(() => idle(begin, { timeout: PAUSE }), PAUSE)
}

/** Begins once the page has loaded. */
export function offline() {
  if (!wanted()) return
  if (document.readyState === "complete") later()
  else window.addEventListener("load", later, { once: true })
}
