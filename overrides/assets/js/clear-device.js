// For the pages that have this element alone.

import ClearDeviceElement from "./elements/clear-device.js"

customElements.define("clear-device", ClearDeviceElement)
