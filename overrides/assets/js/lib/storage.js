// Storage that may be missing, full or forbidden: reads give a default, writes say whether they held.
// Keys are prefixed, so that a neighbour on the same host is left alone.

const PREFIX = "handbook:"

function area(name) {
  try {
    return window[name]
  } catch {
    return null // access itself is forbidden
  }
}

function store(name) {
  const memory = new Map() // what storage refuses lasts at least until the page is left
  return {
    get(key, otherwise = null) {
      try {
        const text = area(name)?.getItem(PREFIX + key) ?? memory.get(key)
        return text == null ? otherwise : JSON.parse(text)
      } catch {
        return otherwise
      }
    },
    set(key, value) {
      const text = JSON.stringify(value)
      memory.set(key, text)
      try {
        area(name).setItem(PREFIX + key, text)
        return true
      } catch {
        return false
      }
    },
    remove(key) {
      memory.delete(key)
      try {
        area(name).removeItem(PREFIX + key)
      } catch {
        // nothing was kept
      }
    },
  }
}

/** Kept on this device until cleared. */
export const device = store("localStorage")

/** Kept for this visit only, in this tab. */
export const visit = store("sessionStorage")

/** Calls `listener(key)` when another tab of this site changes what is kept on the device. */
export function onOtherTab(listener, signal) {
  window.addEventListener(
    "storage",
    (event) => {
      if (event.key?.startsWith(PREFIX)) listener(event.key.slice(PREFIX.length))
    },
    { signal },
  )
}
