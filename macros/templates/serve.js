// What `python -m macros serve` adds to every page: the problems, over the last good page, and a new load when
// something was read again. It is part of no published site.
{
  const own = new URL(document.currentScript.src)
  const shown = document.currentScript.dataset.version
  const box = document.createElement("aside")
  box.setAttribute("aria-label", "Problems")
  box.style.cssText =
    "position:fixed;inset:auto 0 0 0;max-height:50vh;overflow:auto;z-index:999;padding:0.75rem 1rem;" +
    "font:14px/1.5 ui-monospace,monospace;background:#2b0d0d;color:#fff;border-top:3px solid #ff8a80"

  const line = (name, text) => {
    const made = document.createElement(name)
    made.textContent = text
    return made
  }

  const tell = (problems) => {
    box.replaceChildren()
    if (!problems.length) return box.remove()
    box.append(line("strong", `${problems.length} to mend. The page behind is the last that could be shown.`))
    for (const { place, text } of problems) {
      const row = document.createElement("p")
      row.style.margin = "0.5rem 0 0"
      row.append(line("b", place), ` ${text}`)
      box.append(row)
    }
    document.documentElement.append(box)
  }

  const ask = async (seen) => {
    try {
      const answer = await fetch(new URL(`state?seen=${seen}`, own))
      const { version, problems } = await answer.json()
      if (version !== shown) return location.reload()
      tell(problems)
      ask(version)
    } catch {
      setTimeout(() => ask(seen), 1000) // the server was stopped, or is being started again
    }
  }
  addEventListener("load", () => ask(0))
}
