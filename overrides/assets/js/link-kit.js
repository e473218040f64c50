// The one page that needs this element asks for it by itself: no other visit pays for it.

import LinkKitElement from "./elements/link-kit.js"

// The theme runs the scripts of a page again when the reader comes back to it.
if (!customElements.get("link-kit")) customElements.define("link-kit", LinkKitElement)
