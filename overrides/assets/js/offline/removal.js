// In place of the worker where the site keeps no copy of itself (`extra: offline: false`): it removes the one that an
// earlier edition left on a reader's device, with all that it kept, and itself. Pages that are open stay as they are.

const PREFIX = `handbook:${new URL(registration.scope).pathname}:`

async function remove() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX))
  await Promise.all(names.map((name) => caches.delete(name)))
  await registration.unregister()
}

addEventListener("install", () => skipWaiting())
addEventListener("activate", (event) => event.waitUntil(remove()))
