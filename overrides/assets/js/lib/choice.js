// The tone and the channel that the reader picked, remembered for this visit and for all scripts;
// and which of a script's variants comes nearest to them.

import { visit } from "./storage.js"
import { byId } from "./words.js"

/** Sent to the document after every change. */
export const CHANGED = "choice-changed"

const KEY = "choice"
const TONES = ["warm", "neutral", "firm"]
// Spoken, then written: the nearer two channels are, the better one's words serve the other.
const CHANNELS = {
  "in-person": 0, meeting: 1, phone: 2, voicemail: 3, chat: 4, text: 4.5, social: 5, email: 8, letter: 9,
}

/** Channels and tones as readers call them, by id. */
export const CHANNEL_NAMES = byId("handbook:says.channels")
export const TONE_NAMES = byId("handbook:says.tones")

/** What is picked so far: { tone, channels }, either may be missing. */
export function choice() {
  const { tone, channels } = visit.get(KEY) ?? {}
  return { tone, channels: Array.isArray(channels) ? channels.filter((one) => typeof one === "string") : [] }
}

/** Remembers a tone, or channels that share their words, or both. */
export function choose(picked) {
  visit.set(KEY, { ...choice(), ...picked })
  document.dispatchEvent(new CustomEvent(CHANGED))
}

/**
 * A script's variants by what the reader can pick: [{ channels, tones: Map(tone -> variant) }].
 * Channels that share all their variants are one choice. A variant is an element with data-tone and
 * data-channels.
 */
export function routes(variants) {
  const byChannel = new Map()
  for (const variant of variants) {
    for (const channel of variant.dataset.channels.split(" ")) {
      const tones = byChannel.get(channel) ?? new Map()
      if (!tones.has(variant.dataset.tone)) tones.set(variant.dataset.tone, variant)
      byChannel.set(channel, tones)
    }
  }
  const found = []
  for (const [channel, tones] of byChannel) {
    const same = found.find((route) => equal([...route.tones.values()], [...tones.values()]))
    if (same) same.channels.push(channel)
    else found.push({ channels: [channel], tones })
  }
  return found
}

/** The route and tone nearest to what was picked; the first where nothing was. */
export function nearest(routes, { tone, channels } = choice()) {
  const route = closest(routes, (route) => distance(route.channels, channels))
  const near = closest([...route.tones.keys()], (other) => Math.abs(TONES.indexOf(other) - TONES.indexOf(tone ?? other)))
  return { route, tone: near, variant: route.tones.get(near) }
}

function distance(some, others) {
  const steps = some.flatMap((one) => others.map((other) => Math.abs(CHANNELS[one] - CHANNELS[other])))
  return Math.min(...steps.filter((step) => !Number.isNaN(step)))
}

function closest(list, far) {
  const distances = list.map(far)
  return list[distances.indexOf(Math.min(...distances))]
}

function equal(some, others) {
  return some.length === others.length && some.every((one, index) => one === others[index])
}
