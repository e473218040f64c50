// For the pages that have this element alone.

import PracticeSceneElement from "./elements/practice-scene.js"

if (!customElements.get("practice-scene")) customElements.define("practice-scene", PracticeSceneElement) // a page's scripts run at every visit
