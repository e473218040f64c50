// The "#" beside a heading, a step or an item is a plain link to that place. Here it also copies the address.
//
// What it copies is the item's own address on this host, with nothing of this visit in it: no walk through a
// tree, no filter. The address bar moves there too. Where the item is at home on another page, the reader
// keeps the place where they are; with a modifier key the link is one like any other.

import { anchored } from "./anchor.js"
import { copy } from "./clipboard.js"
import { fill } from "./words.js"

const NAME = "handbook:says.links.to" // of a link, for screen readers

/** Has the links of headings and items copy their address. */
export function copyLink() {
  for (const link of document.querySelectorAll("a.headerlink")) name(link)
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a.headerlink")
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      event.stopPropagation() // or a tree around it takes the link for one of its own
      name(link) // it may have come with a part of another page
      copy(own(link.href), { what: fill("handbook:says.copies.link_to", { title: title(link) }), near: link.closest("h2, h3, p") ?? link })
      move(link)
    },
    { capture: true },
  )
}

/** The address of an item as it is handed on. */
function own(href) {
  const url = new URL(href)
  url.search = ""
  if (url.protocol !== "file:") url.pathname = url.pathname.replace(/\/index\.html$/, "/")
  return url.href
}

/** Moves the address bar to the link's place on this page, if it has one. */
function move({ hash, pathname }) {
  const target = pathname === location.pathname && anchored(hash)
  if (!target) return
  if (hash !== location.hash) history.pushState(null, "", location.search + hash)
  const { top, bottom } = target.getBoundingClientRect()
  if (bottom < 0 || top > window.innerHeight) target.scrollIntoView()
}

/** Says what a link links to. Its heading keeps its own words as its name, without those of the link. */
function name(link) {
  const heading = link.closest("h2, h3, h4")
  const words = heading && [...heading.childNodes].filter((node) => node !== link).map(text).join("")
  const label = words?.replace(/\s+/g, " ").trim()
  if (label) heading.setAttribute("aria-label", label)
  if (label && !link.hasAttribute("aria-label")) link.setAttribute("aria-label", fill(NAME, { title: label }))
  link.title = "handbook:says.copies.link"
}

/** What a link links to: what it tells, or what its name says between the words around it. */
function title(link) {
  if (link.dataset.title) return link.dataset.title
  const [before, after] = NAME.split("{title}")
  const label = link.getAttribute("aria-label")
  return label.startsWith(before) && label.endsWith(after) ? label.slice(before.length, label.length - after.length) : label
}

function text(node) {
  return node.textContent
}
