// For the pages that have this element alone.

import CardDeckElement from "./elements/card-deck.js"

if (!customElements.get("card-deck")) customElements.define("card-deck", CardDeckElement) // a page's scripts run at every visit
