// For paper: links that leave the site show their address (print.css), so those that stay are told apart; and what is
// folded away is opened, for paper has no other side to press: reasons alone where they were asked for (<print-page>).

/** The reasons of a page, which stay folded on paper. */
export const REASONS = 'article details:is([class$="__why"], [class$="__extends"])'

/**
 * How many letters the addresses of links take that are printed after their words.
 * @param {Element} page
 */
export function addresses(page) {
  const links = [...page.querySelectorAll('a[href^="http"]:not(.card__address)')]
  const outside = links.filter((link) => new URL(link.getAttribute("href")).origin !== location.origin)
  return outside.reduce((sum, link) => sum + ` (${link.getAttribute("href")})`.length, 0)
}

/** Prepares the page when it is printed. */
export function paper() {
  const root = document.documentElement
  let opened = []
  window.addEventListener("beforeprint", () => {
    for (const link of document.querySelectorAll('.md-typeset a[href^="http"]')) {
      link.toggleAttribute("data-inside", link.origin === location.origin)
    }
    const folded = [...document.querySelectorAll("article details:not([open])")]
    opened = folded.filter((part) => "reasons" in root.dataset || !part.matches(REASONS))
    for (const part of opened) part.open = true
  })
  window.addEventListener("afterprint", () => {
    for (const part of opened) part.open = false
    opened = []
    delete root.dataset.print
    delete root.dataset.reasons
  })
}
