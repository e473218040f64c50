// Marks the section that is read in the list of sections beside the text.

/** Follows the reader through the page. */
export function here() {
  const links = new Map()
  for (const link of document.querySelectorAll(".hb-toc a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (heading) links.set(heading, link)
  }
  if (!links.size || !window.IntersectionObserver) return
  const above = new Set() // headings at or above the upper part of the window
  let marked

  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) above.add(target)
        else above.delete(target)
      }
      const last = [...links.keys()].filter((heading) => above.has(heading)).at(-1)
      const link = links.get(last)
      if (link === marked) return
      marked?.removeAttribute("aria-current")
      link?.setAttribute("aria-current", "location")
      marked = link
    },
    { rootMargin: "100000px 0px -75% 0px" }, // everything above, and the first quarter of the window
  )
  for (const heading of links.keys()) watch.observe(heading)
}
