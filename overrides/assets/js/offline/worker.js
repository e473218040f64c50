// The handbook without a network: a service worker that keeps one whole version of it, or none.
//
// Above stand VERSION, the SIZE of all in bytes, and FILES, {path below the scope: start of its SHA-256}; the build writes
// them (macros/publish/offline.py).
// A hash of "" is a file that a host may write anew. A version is installed beside the one in use. It takes over when
// no page uses that one any more, or when a reader asks for it (lib/offline.js).

const SCOPE = new URL(registration.scope).pathname
const PREFIX = `handbook:${SCOPE}:` // other sites may share this host
const CACHE = PREFIX + VERSION
const WHOLE = `${registration.scope}?whole` // stands in a copy when all of it has come
const MARK = "x-handbook-hash"
const AT_ONCE = 4 // requests: a reader's own go first
const HELP = "about/offline/" // tells which files are not kept

const address = (path) => registration.scope + path.split("/").map(encodeURIComponent).join("/")
const has = (path) => Object.hasOwn(FILES, path)

let renewing // a promise that a copy which somebody else has removed comes again

addEventListener("install", (event) => event.waitUntil(install()))
addEventListener("activate", (event) => event.waitUntil(activate()))
addEventListener("message", (event) => {
  if (event.data === "activate") skipWaiting()
  if (event.data === "again") event.waitUntil((renewing ??= install().finally(() => (renewing = undefined))))
})
addEventListener("fetch", (event) => {
  const { request } = event
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return
  const url = new URL(request.url)
  const path = named(url).replace(/(^|\/)index\.html$/, "$1")
  if (has(path)) event.respondWith(kept(path).then((found) => found ?? fetch(request)))
  else if (has(`${path}/`)) event.respondWith(Response.redirect(address(`${path}/`) + url.search))
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => missing(path)))
})

/** What an address names, as the file is called: "größe 1.svg". */
function named(url) {
  const path = url.pathname.slice(SCOPE.length)
  try {
    return decodeURIComponent(path)
  } catch {
    return path // nothing that could be kept
  }
}

async function caching() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX))
  return Promise.all(names.map((name) => caches.open(name)))
}

/**
 * Keeps every file, or throws: then the version in use stays, and a later try goes on from here. Where there is no room
 * for all, nothing is asked for or kept: a part helps nobody.
 */
async function install() {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {}
  if (!(await caches.has(CACHE)) && quota - usage < SIZE) throw new Error("There is no room for a copy")
  const cache = await caches.open(CACHE)
  const all = await caching()
  const left = Object.entries(FILES)
  async function work() {
    for (let next = left.pop(); next; next = left.pop()) {
      const [path, hash] = next
      const file = (hash && (await again(all, path, hash))) || (await fresh(path, hash))
      await cache.put(address(path), file).catch(full)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  if (!(await caches.has(CACHE))) throw new Error("Somebody has removed the copy while it came")
  await cache.put(WHOLE, new Response())
}

/** The room has ended on the way: some browsers do not say before how much there is. */
async function full(error) {
  await caches.delete(CACHE)
  throw error
}

/** A file that an earlier version kept, if it is still the same. */
async function again(all, path, hash) {
  for (const cache of all) {
    const found = await cache.match(address(path))
    if (found?.headers.get(MARK) === hash) return found
  }
  return undefined
}

/** A file from the network; throws for another version's, as may come in the middle of publishing. */
async function fresh(path, hash) {
  const response = await fetch(address(path), { cache: "no-cache", priority: "low" })
  const bytes = await response.arrayBuffer()
  const same = hash ? hash === (await digest(bytes)).slice(0, hash.length) : response.ok
  if (!same) throw new Error(`${path} is not of version ${VERSION}`)
  const headers = new Headers(response.headers)
  headers.set(MARK, hash)
  // The bytes are unpacked now, and the same for whoever asks: with "Vary: *" they could not be kept.
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name)
  return new Response(bytes, { headers })
}

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

async function activate() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE)
  await Promise.all(names.map((name) => caches.delete(name)))
  await clients.claim()
}

/** A file of the copy. Where the browser cannot read it any more, the network serves. */
function kept(path) {
  // Opening it would make one that was removed.
  return caches.match(address(path), { cacheName: CACHE }).catch(() => undefined)
}

/** What a reader without a network sees in place of a page or a file that is not kept. */
async function missing(path) {
  if (/\.\w+$/.test(path) && has(HELP)) return Response.redirect(`${address(HELP)}#not-kept`)
  const page = await kept("404.html")
  return page ? new Response(page.body, { status: 404, headers: page.headers }) : Response.error()
}
