// For the pages that have this element alone.

import ClearDeviceElement from "./elements/clear-device.js"

if (!customElements.get("clear-device")) customElements.define("clear-device", ClearDeviceElement) // a page's scripts run at every visit
