// For paper: links that leave the site show their address (print.css), so those that stay are told apart; and what is
// folded away is opened, for paper has no other side to press.

/** Prepares the page when it is printed. */
export function paper() {
  let opened = []
  window.addEventListener("beforeprint", () => {
    for (const link of document.querySelectorAll('.md-typeset a[href^="http"]')) {
      link.toggleAttribute("data-inside", link.origin === location.origin)
    }
    opened = [...document.querySelectorAll("article details:not([open])")]
    for (const part of opened) part.open = true
  })
  window.addEventListener("afterprint", () => {
    for (const part of opened) part.open = false
    opened = []
  })
}
