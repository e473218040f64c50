// On paper, links that leave the site show their address (print.css). The theme makes every address on the
// page absolute, so what stays here has to be told apart when the page is printed.

window.addEventListener("beforeprint", () => {
  for (const link of document.querySelectorAll('.md-typeset a[href^="http"]')) {
    link.toggleAttribute("data-inside", link.origin === location.origin)
  }
})
