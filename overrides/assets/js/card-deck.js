// For the pages that have this element alone.

import CardDeckElement from "./elements/card-deck.js"

customElements.define("card-deck", CardDeckElement)
