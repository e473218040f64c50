"""What a call of phrase() puts on a page."""

RULES = ()
ANCHORS = {"phrase": lambda _library, _page, call: [f"phrase-{call.args[0]}"]}
