"""One page of each kind, by its address on the site: what is looked at, measured and photographed for all."""

from .editions import BEARS, HANDBOOK

KINDS = (
    "",
    "situations/",
    "situations/angry-caller/",
    "decide/",
    "decide/abuse/",
    "scripts/",
    "scripts/apologising/",
    "checklists/",
    "checklists/during-angry-call/",
    "cards/",
    "cards/angry-client/",
    "cards/deck/",
    "guide/",
    "guide/apologising/",
    "guide/tensions/",
    "start/",
    "start/support/",
    "start/link-kit/",
    "practice/",
    "practice/shouting-caller/",
    "about/",
    "about/sources/",
    "about/law/",
    "about/reviews/",
    "404.html",
)

# Those that are no list of others.
SINGLE = tuple(path for path in KINDS if path.count("/") != 1 and path != "404.html")

# The same of each handbook that is walked through.
OF = {
    HANDBOOK: KINDS,
    BEARS: (
        "",
        "situations/",
        "situations/toy-broke/",
        "decide/refund/",
        "scripts/",
        "scripts/opening/",
        "checklists/broken-toy/",
        "cards/",
        "cards/lost-bear/",
        "cards/deck/",
        "guide/tensions/",
        "start/counter/",
        "start/link-kit/",
        "practice/broken-toy-scene/",
        "about/sources/",
        "about/law/",
        "about/reviews/",
        "404.html",
    ),
}
