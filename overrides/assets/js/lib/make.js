// Building elements without markup strings: what goes in is text, whatever it holds.

/** An element with properties (attributes where the name has a hyphen) and children. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-")) element.setAttribute(name, value)
    else element[name] = value
  }
  element.append(...children)
  return element
}

/** A button that its element knows by `act`. */
export function button(act, label, kind = "") {
  const element = make("button", { type: "button", className: `hb-button ${kind}`.trim(), textContent: label })
  element.dataset.act = act
  return element
}
