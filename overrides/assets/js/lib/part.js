// A part of another page of this site, to stand on this one.

const PATIENCE = 8000 // milliseconds that a page may take to come

/**
 * The block around the first element on the page at `href` that matches `selector`. Its links lead where
 * they led, and it has no ids, for this page may have the same. Throws where it does not come.
 */
export async function part(href, selector) {
  if (window.origin === "null") throw new Error("A sandboxed frame may fetch nothing")
  const given = new AbortController()
  setTimeout(() => given.abort(), PATIENCE)
  const response = await fetch(href, { signal: given.signal })
  if (!response.ok) throw new Error(`${response.status} ${href}`)
  const page = new DOMParser().parseFromString(await response.text(), "text/html")
  const found = page.querySelector(selector).closest(".hb")
  for (const element of [found, ...found.querySelectorAll("[id]")]) element.removeAttribute("id")
  for (const link of found.querySelectorAll("[href]")) {
    link.setAttribute("href", new URL(link.getAttribute("href"), response.url))
  }
  return document.adoptNode(found)
}
