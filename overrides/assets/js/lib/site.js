/** Where this site begins: on a host, in a folder of one, or on a disk. */
export const ROOT = new URL("../../", document.currentScript.src)
