"""A scene to practise as Markdown."""

from __future__ import annotations

from ...exports.markdown import blocks, heading, keeper, law, lawful, line, link, rows, sources, strong
from ...library import Library
from ...render.address import address
from .model import Reply, Scene, Turn


def practice(library: Library, id_: str, base: str, level: int = 2) -> str:
    """A scene to practise with, turn by turn, and its role-play sheet."""
    item: Scene = library.scenarios[id_]
    turns = [part for one in item.turns for part in (heading(level, line(one.question)), turn(library, id_, one, base))]
    play, words = item.role_play, library.words.practice
    return blocks(
        f"{strong(words.practise)} {line(item.when)}",
        line(item.scene),
        *turns,
        heading(level, words.takeaway),
        line(item.takeaway),
        heading(level, words.sheet),
        blocks(f"**{line(words.play_client)}:**", rows(map(line, play.client))),
        blocks(f"**{line(words.play_handler)}:**", rows(map(line, play.handler))),
        blocks(f"**{line(words.play_observer)}:**", rows(map(line, play.observer))),
        keeper(library, item),
    )


def turn(library: Library, scene_id: str, turn: Turn, base: str) -> str:
    """What the client says, and what each reply does and leads to."""
    return blocks(
        f"**{line(library.words.practice.client)}:** {line(turn.client)}",
        "\n".join(_reply(library, scene_id, reply, base) for reply in turn.replies),
        law(library, lawful(turn.replies), base),
    )


def _reply(library: Library, scene_id: str, reply: Reply, base: str) -> str:
    says = library.words
    after = f"{says.practice.ends}."
    if reply.next:
        following = next(one for one in library.scenarios[scene_id].turns if one.id == reply.next)
        where = f"{base}{address('scenarios', scene_id, library)}#{reply.next}"
        after = says.practice.next.format(question=link(following.question, where))
    told = [line(reply.feedback), *sources(library, reply, base), after]
    return "\n".join([f"- {says.marks.open}{line(reply.say)}{says.marks.close}", *(f"  - {words}" for words in told)])


MACROS = {"practice": lambda library, _page, base, id_: practice(library, id_, base)}


TEXTS = {
    "scenario": lambda library, id_, _, base: practice(library, id_, base),
    "turn": lambda library, id_, one, base: turn(library, id_, one, base),
}
