// What the scripts rest on and TypeScript's own picture of a browser does not know. For `make check` alone.

// What is looked for by a selector is HTML, and of the kind that its last tag says, if it has one.
type Last<S> = S extends `${string} ${infer Rest}` ? Last<Rest> : S extends `${string}>${infer Rest}` ? Last<Rest> : S
type Bare<S> = S extends `${infer T}[${string}` | `${infer T}.${string}` | `${infer T}:${string}` ? Bare<T> : S
type Found<S> = S extends `${string},${string}`
  ? HTMLElement
  : Bare<Last<S>> extends infer T extends keyof HTMLElementTagNameMap
    ? HTMLElementTagNameMap[T]
    : HTMLElement
interface ParentNode {
  querySelector<S extends string>(selectors: S): Found<S> | null
  querySelectorAll<S extends string>(selectors: S): NodeListOf<Found<S>>
}
interface Element {
  closest<S extends string>(selectors: S): Found<S> | null
}
// A form's parts by their names.
interface HTMLFormControlsCollection {
  [name: string]: any
}
// Events of a page come from its elements.
interface EventTarget {
  closest: Element["closest"]
  matches: Element["matches"]
}
interface SVGScriptElement {
  src: string
}
// Not in every browser, and never asked for without a way round.
interface Navigator {
  connection?: { saveData?: boolean; effectiveType?: string }
}
interface PerformanceEntry {
  type?: string
}
// Left by the scripts that a page or a worker loads before.
interface Window {
  handbookIndex: any
  handbookSearch: any
}
declare const handbookWords: any
declare const handbookLanguage: any
declare const handbookDanger: any
declare const handbookClassifier: any
declare const handbookLearnt: any
declare const handbookSearch: any
declare const MiniSearch: any
declare const handbookRules: { stem: (word: string) => string; accents: boolean; apostrophe: string }
declare function importScripts(...addresses: string[]): void
// A service worker's own; the build writes what it keeps.
declare const VERSION: string
declare const SIZE: number
declare const FILES: Record<string, string>
declare const registration: any
declare const clients: any
declare function skipWaiting(): Promise<void>
interface Event {
  waitUntil(work: Promise<unknown>): void
  respondWith(answer: Response | Promise<Response>): void
  readonly request: Request
}
