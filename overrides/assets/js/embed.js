// A page with ?embed in its address: one item alone, in a frame on another site (boot.js has marked the root).
//
// 1. Only the item stays on the page: the checklist, tree, card, path or scene, or the script that the hash
//    names. css/embed.css shows nothing else even before this runs.
// 2. Links that leave it open in a new tab, for the frame has no Back. An answer that leads to another tree
//    stays in the frame.
// 3. A line at the end says where it is from.
// 4. The frame tells its host how high it is: { type: "handbook:height", height }, in CSS pixels. A host that
//    listens can fit it; it says nothing else, so any host may hear it.

import { anchored } from "./lib/anchor.js"
import { make } from "./lib/make.js"

const ITEMS = ".checklist, .tree, .card, .practice"

start(document.querySelector(".md-content__inner"))

function start(article) {
  const title = article.querySelector(":scope > h1")
  const heading = [...article.children].find((part) => part.matches("h2[id^=script-]") && location.hash === `#${part.id}`)
  const items = heading ? [heading, heading.nextElementSibling] : article.querySelectorAll(`:scope > :is(${ITEMS})`)
  if (!heading) document.documentElement.dataset.embed = "" // there is no such script: all are shown
  if (items.length) article.replaceChildren(title, ...items)
  article.append(credit())
  for (const link of document.links) lead(link)
  document.addEventListener("click", (event) => lead(event.target.closest?.("a[href]")), { capture: true })
  anchored(location.hash)?.scrollIntoView()
  if (parent !== window) new ResizeObserver(tell).observe(document.documentElement)
}

/** Where the item is from: its page in the handbook, without the frame. */
function credit() {
  const name = document.querySelector('meta[property="og:site_name"]')?.content ?? document.title
  const url = new URL(location.href)
  url.search = ""
  const [before, after] = "handbook:says.embed.credit".split("{handbook}")
  return make("p", { className: "hb-note embed__credit" }, before, out(make("a", { href: url.href, textContent: name })), after)
}

/** Sends a link out of the frame, unless it moves inside it or opens another program. */
function lead(link) {
  if (!link || link.target || link.protocol === "mailto:" || link.matches(".tree__option")) return
  const inside = link.hash && link.pathname === location.pathname && anchored(link.hash)
  if (!inside) out(link)
}

function out(link) {
  return Object.assign(link, { target: "_blank", rel: "noopener" })
}

function tell() {
  const { height } = document.documentElement.getBoundingClientRect()
  parent.postMessage({ type: "handbook:height", height: Math.ceil(height) }, "*")
}
