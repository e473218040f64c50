// For the pages that have this element alone.

import PracticeSceneElement from "./elements/practice-scene.js"

customElements.define("practice-scene", PracticeSceneElement)
