// On the page of an old address: leads where its refresh leads (macros/publish/redirects.py), which is written once and
// stays right on a disk. The refresh alone would lose the anchor that a reader asked for; one that the target names
// itself is kept.

const told = document.querySelector("meta[http-equiv=refresh]").content
const to = new URL(told.replace(/^.*?url=/, ""), location.href)
to.hash = to.hash || location.hash
location.replace(to)
