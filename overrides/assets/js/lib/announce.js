// One live region for the whole site: short messages are seen at the foot of the window and read out once.

let region
let timer

function ensure() {
  region = document.querySelector(".hb-status") // another script of the page may have made it
  if (!region) {
    region = document.createElement("div")
    region.className = "hb-status"
    region.setAttribute("role", "status")
    document.body.append(region)
  }
  return region
}

/**
 * Shows and announces `message`; the region is there before the text is, or readers stay silent.
 * Without `shown` it is announced alone, for what the page shows in another place.
 */
export function announce(message, { shown = true } = {}) {
  const target = ensure()
  target.classList.toggle("hb-status--unseen", !shown)
  target.textContent = ""
  clearTimeout(timer)
  timer = setTimeout(() => {
    target.textContent = message
    timer = setTimeout(() => (target.textContent = ""), 6000)
  }, 50)
}
