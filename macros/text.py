"""The texts inside the data: inline Markdown -> safe HTML, fields, words and sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import NamedTuple

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

FIELD = re.compile(r"\[\[([A-Za-z0-9_-]+)\]\]")
_VARIABLE = re.compile(r"\{\{([^{}]*)\}\}")
_CHOICE_MARK = re.compile(r"\{%\s*(?:if\s+(not\s+)?(?!not\s)([\w.]+)|(else)|endif)\s*%\}")
LOOSE_CHOICE = re.compile(r"\{%\s*(if\s+\w|else\b|endif\b)")  # what is left of a choice that is not whole
_WORD = re.compile(r"[^\W_][\w'’.,/@-]*(?<=[\w])|[^\W_]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+|(?<=:)\s+|\n+")

# Emphasis and code only: HTML is shown as text, and links belong to pages, where MkDocs checks them.
_INLINE = MarkdownIt("zero").enable(["emphasis", "backticks", "escape"])


@cache  # the same words stand on many pages, and there are only so many
def inline(text: str) -> Markup:
    """`text` with *emphasis*, **strong** and `code` as HTML; everything else escaped."""
    return Markup(_INLINE.renderInline(" ".join(text.split())))


@cache
def plain(text: str) -> str:
    """`text` without its inline Markdown, as a reader hears it."""
    return Markup(re.sub(r"</?(em|strong|code)>", "", inline(text))).unescape()


def capital(words: str) -> str:
    """Words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


class Quotes(NamedTuple):
    """The quotes of a language: around words that somebody says, and inside those."""

    open: str = "“"
    close: str = "”"
    inner_open: str = "‘"
    inner_close: str = "’"


ENGLISH = Quotes()


def typographic(text: str, marks: Quotes = ENGLISH) -> str:
    """`text` as cards and pictures have it on paper: no inline Markdown, curly quotes and apostrophes."""
    return quoted(plain(text), marks)


def quoted(plain: str, marks: Quotes = ENGLISH) -> str:
    """Plain words with the quotes and apostrophes of print."""
    return "".join(_printed(plain, marks)) if '"' in plain or "'" in plain else plain


def _printed(plain: str, marks: Quotes) -> list[str]:
    """Each character as it is printed: a quote of some languages brings a space with it."""
    found, inside = [], False
    for at, sign in enumerate(plain):
        begins = at == 0 or plain[at - 1].isspace() or plain[at - 1] in "(["
        if sign == '"':
            found.append(marks.open if begins else marks.close)
        elif sign != "'":
            found.append(sign)
        elif begins:
            inside = True
            found.append(marks.inner_open)
        elif inside and not plain[at + 1 : at + 2].isalnum():
            inside = False
            found.append(marks.inner_close)
        else:
            found.append("’")  # an apostrophe
    return found


def typographic_inline(text: str, marks: Quotes = ENGLISH) -> Markup:
    """`text` as HTML with its emphasis, and with the very characters that it has on paper."""
    printed = iter(_printed(plain(text), marks))
    parts = re.split(r"(</?(?:em|strong|code)>)", inline(text))
    return Markup("").join(
        Markup(part) if at % 2 else escape("".join(islice(printed, len(Markup(part).unescape()))))
        for at, part in enumerate(parts)
    )


def heading(text: str) -> str:
    """`text` for a heading in Markdown, which shows what `inline` shows and finds no markup of its own there."""
    return re.sub(r"[\\`*_{}\[\]!#:]", lambda match: f"&#{ord(match[0])};", inline(text))


def filled(text: str, value: Callable[[str], str | None]) -> str:
    """`text` with each {{ name }} replaced by value(name); by itself where that is None."""
    return _VARIABLE.sub(lambda match: match[0] if (found := value(match[1].strip())) is None else found, text)


def as_inline(value: str) -> str:
    """A plain value as a text of the data, where `inline` and `plain` show it to the letter."""
    return re.sub(r"[\\*_`]", r"\\\g<0>", value)


def in_code(text: str, name: str) -> bool:
    """Whether a {{ name }} of `text` stands between backticks, which show a value with its escapes."""
    return "`" in text and bool(re.search(rf"<code>[^<]*{{{{\s*{re.escape(name)}\s*}}}}", inline(text)))


# What Markdown may read as a mark, wherever it stands; and what it may at the beginning of a line.
_MARKS = re.compile(r"[\\`*_{}\[\]<>&|~^#:!\"'$]")
_FIRST = re.compile(r"^(\d*)([-+=.)])")


def literal(value: str, *, entities: bool = False) -> str:
    """A value as Markdown that shows it to the letter, wherever it stands: nothing in it is a mark.

    With `entities`, it may stand in HTML as well.
    """

    def escaped(mark: str) -> str:
        return f"&#{ord(mark)};" if entities else f"\\{mark}"

    return _FIRST.sub(lambda match: match[1] + escaped(match[2]), _MARKS.sub(lambda match: escaped(match[0]), value))


def has_variable(text: str) -> bool:
    """Whether a {{ name }} stands in `text`."""
    return bool(_VARIABLE.search(text))


def paragraphs(body: str) -> list[str]:
    """The paragraphs of a plain body: empty lines part them, single line breaks stay."""
    return [part.strip("\n") for part in re.split(r"\n[ \t]*\n", body.strip()) if part.strip()]


def fields(body: str) -> list[str]:
    """Ids of the [[fields]] of a body in order of first use."""
    return list(dict.fromkeys(FIELD.findall(body)))


def fill(body: str, value: Callable[[str], str]) -> str:
    """`body` with each [[field]] replaced by value(id)."""
    return FIELD.sub(lambda match: value(match[1]), body)


class Choice(NamedTuple):
    """Words that depend on a value which is true or false: {% if name %}one{% else %}other{% endif %}, or if not."""

    name: str
    one: str
    other: str
    start: int
    end: int


def choices(text: str) -> Iterator[Choice]:
    """Each whole choice in `text`. One inside another is none."""
    opened: re.Match[str] | None = None
    turned: re.Match[str] | None = None
    for mark in _CHOICE_MARK.finditer(text):
        if mark[2]:
            opened, turned = mark, None
        elif mark[3]:
            opened, turned = (opened, mark) if turned is None else (None, None)
        elif opened:
            middle = turned or mark
            one, other = text[opened.end() : middle.start()], text[middle.end() : mark.start()] if turned else ""
            one, other = (other, one) if opened[1] else (one, other)
            yield Choice(opened[2], one, other, opened.start(), mark.end())
            opened, turned = None, None


def chosen(text: str, variables: Mapping[str, str], *, same_lines: bool = False) -> str:
    """`text` with each choice decided by the value of the key that it names.

    With `same_lines`, empty lines stand for those that are left out.
    """
    parts, at = [], 0
    for choice in choices(text):
        words = choice.one if variables.get(choice.name) == "True" else choice.other
        left_out = text.count("\n", choice.start, choice.end) - words.count("\n") if same_lines else 0
        parts += [text[at : choice.start], words, "\n" * left_out]
        at = choice.end
    return "".join([*parts, text[at:]])


def words(text: str) -> list[str]:
    """The words of a text; a [[field]] is one word."""
    return _WORD.findall(FIELD.sub("field", text))


def sentences(text: str) -> list[str]:
    """The sentences of a text. A colon followed by space, and a line's end, end one too."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def long_sentences(text: str, most: int) -> list[tuple[int, str]]:
    """(number of words, sentence) of each sentence longer than `most` words."""
    counted = ((len(words(sentence)), sentence) for sentence in sentences(text))
    return [(count, sentence) for count, sentence in counted if count > most]


def banned(text: str, phrases: Iterable[str]) -> list[str]:
    """The phrases that stand in `text` as whole words, whatever their case."""
    low = " ".join(text.lower().split())
    lowered = ((phrase, phrase.lower()) for phrase in phrases)
    # That it stands there at all is asked first, for of nearly all it does not.
    return [phrase for phrase, one in lowered if one in low and re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", low)]


def slug(text: str) -> str:
    """A short name of `text` for an address: letters and digits joined by hyphens, or "x" where none are left."""
    folded = unicodedata.normalize("NFKD", plain(text)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-") or "x"
