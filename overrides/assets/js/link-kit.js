// For the pages that have this element alone.

import LinkKitElement from "./elements/link-kit.js"

customElements.define("link-kit", LinkKitElement)
