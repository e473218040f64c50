// The theme's program starts after ours (early.js), or never, in a frame on another site.

/** Resolves once the theme's streams, `document$` and `location$`, are there to subscribe to. */
export const theme = new Promise((done) => {
  const look = () => window.document$ && done()
  document.addEventListener("load", look, { capture: true }) // of a script, which does not bubble
  look()
})
