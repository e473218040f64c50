// For the pages that have this element alone.

import LinkKitElement from "./elements/link-kit.js"

if (!customElements.get("link-kit")) customElements.define("link-kit", LinkKitElement) // a page's scripts run at every visit
