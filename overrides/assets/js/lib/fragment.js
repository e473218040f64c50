// A fragment of another page of this site, to stand on this one.

import { make } from "./make.js"
import { ROOT } from "./site.js"

const PATIENCE = 8000 // milliseconds that a page may take to come

/**
 * The block around the first element on the page at `href` that is a `tag` with `attribute`. Its links lead where
 * they led, and it has no ids, for this page may have the same. Throws where it does not come.
 */
export async function fragment(href, tag, attribute) {
  if (window.origin === "null") throw new Error("A sandboxed frame may fetch nothing")
  bring(tag)
  const given = new AbortController()
  setTimeout(() => given.abort(), PATIENCE)
  const response = await fetch(href, { signal: given.signal })
  if (!response.ok) throw new Error(`${response.status} ${href}`)
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  const found = page.querySelector(tag + attribute).closest(".hb")
  for (const element of [found, ...found.querySelectorAll("[id]")]) element.removeAttribute("id")
  for (const link of found.querySelectorAll("[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href"), response.url))
  }
  return document.adoptNode(found)
}

/** The script of an element that this page did not ask for. */
function bring(tag) {
  const src = new URL(`assets/js/${tag}.js`, ROOT).href
  if (customElements.get(tag) || [...document.scripts].some((script) => script.src === src)) return
  document.head.append(make("script", { src }))
}
