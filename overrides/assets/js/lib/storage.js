// Storage that may be missing, full or forbidden: reads give a default, writes say whether they held.
// Keys are prefixed, so that a neighbour on the same host is left alone.

import { ROOT } from "./site.js"

const PREFIX = "handbook:"
const FORMER = `${ROOT.pathname}.__` // begins what the theme's program kept until November 2026

/** @param {"localStorage" | "sessionStorage"} name */
function area(name) {
  try {
    return window[name]
  } catch {
    return null // access itself is forbidden
  }
}

const stores = []

function store(name) {
  const memory = new Map() // what storage refuses lasts at least until the page is left
  const made = {
    get(key, otherwise = null) {
      try {
        const text = memory.get(key) ?? area(name)?.getItem(PREFIX + key)
        return text == null ? otherwise : JSON.parse(text)
      } catch {
        return otherwise
      }
    },
    set(key, value) {
      const text = JSON.stringify(value)
      try {
        area(name).setItem(PREFIX + key, text)
        memory.delete(key)
        return true
      } catch {
        memory.set(key, text)
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
    /** Removes every entry of this site and returns their number. */
    clear() {
      const held = area(name)
      const ours = (key) => key.startsWith(PREFIX) || key.startsWith(FORMER)
      const keys = new Set([...[...memory.keys()].map((key) => PREFIX + key), ...Object.keys(held ?? {}).filter(ours)])
      memory.clear()
      for (const key of keys) held?.removeItem(key)
      return keys.size
    },
  }
  stores.push(made)
  return made
}

/** Removes all that this site keeps, on the device and for this visit, and returns the number of entries. */
export function clearAll() {
  return stores.reduce((total, one) => total + one.clear(), 0)
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
