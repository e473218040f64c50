"""Questions about any graph: reach and cycles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def reach(leads: Mapping[str, Sequence[str]], start: str) -> set[str]:
    """Every id that one comes to from `start`; `leads` says where each id leads. Unknown ids are left out."""
    seen, todo = set[str](), [start]
    while todo:
        at = todo.pop()
        if at in leads and at not in seen:
            seen.add(at)
            todo.extend(leads[at])
    return seen


def circle(leads: Mapping[str, Sequence[str]]) -> list[str]:
    """The ids of one cycle, in order and closed ("a", "b", "a"), or an empty list."""
    done: set[str] = set()
    for root in leads:
        trail: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = []
        if root not in done:
            stack, trail = [(root, iter(leads[root]))], [root]
        while stack:
            at, rest = stack[-1]
            for target in rest:
                if target in trail:
                    return [*trail[trail.index(target) :], target]
                if target in leads and target not in done:
                    stack.append((target, iter(leads[target])))
                    trail.append(target)
                    break
            else:
                stack.pop()
                trail.pop()
                done.add(at)
    return []
