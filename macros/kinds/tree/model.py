"""Decision trees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag, model_validator

from ...models import FAULT, Advice, Date, Id, Line, Many, Model, Of, PagePath, Title, fault

Severity = Literal["stay", "stop", "hand-over", "carry-on"]


class Option(Model):
    """One answer to a question."""

    label: Title
    """The answer, as the reader would give it."""
    hint: Line | None = None
    """One short line on how to tell."""
    next: Id | None = None
    """Id of the step this leads to."""
    tree: Annotated[Id, Of("trees")] | None = None
    """Id of another tree that goes on from here."""

    @model_validator(mode="after")
    def _one_target(self) -> Option:
        if (self.next is None) == (self.tree is None):
            raise fault(
                "not exactly one of next and tree", "exactly one of next: (a step here) and tree: (another tree)"
            )
        return self


class Question(Model):
    """A step that asks."""

    id: Id
    """Stable id; the anchor of the step."""
    question: Annotated[Line, StringConstraints(max_length=90)]
    """A question that can be answered from what one can observe."""
    help: Line | None = None
    """How to tell, in one or two sentences."""
    options: Annotated[Many[Option], Field(min_length=2, max_length=6)]
    """Two to six answers, one of them for "I don't know yet"."""


class Outcome(Advice):
    """A step that tells what to do."""

    id: Id
    """Stable id; the anchor of the step."""
    outcome: Title
    """What to do, verb first."""
    severity: Severity
    """stay: do not end the contact. stop: end it. hand-over: give it to somebody. carry-on: you handle it."""
    steps: Annotated[Many[Line], Field(min_length=2, max_length=6)]
    """What to do now, in order."""
    scripts: Many[Annotated[Id, Of("scripts")]] = ()
    """Ids of scripts that say it."""
    checklist: Annotated[Id, Of("checklists")] | None = None
    """Id of the checklist to use."""
    links: Many[PagePath] = ()
    """Further pages, as paths under docs/."""
    record: Line
    """What to write down."""
    next_step: Line
    """The next agreed step and by when."""


def _node_kind(node: Any) -> str | None:
    """Which model a node is, from the one key that names it. The tags are never keys of the data."""
    if isinstance(node, dict):
        return "Question" if "question" in node else "Outcome" if "outcome" in node else None
    return "Question" if isinstance(node, Question) else "Outcome" if isinstance(node, Outcome) else None


Node = Annotated[
    Annotated[Question, Tag("Question")] | Annotated[Outcome, Tag("Outcome")],
    Discriminator(
        _node_kind,
        custom_error_type=FAULT,
        custom_error_message="a step of no kind",
        custom_error_context={"expected": "either the key question or the key outcome"},
    ),
]


class Tree(Model):
    """A decision tree: its words and its edges together."""

    id: Id
    """The same as the file's name; the page is decide/ID/."""
    title: Title
    """Title, the same as its page's."""
    when: Line
    """When to open it, in one line."""
    owner: Id
    """Role that keeps it true."""
    reviewed: Date
    """Day of the last review."""
    start: Id
    """Id of the first step."""
    nodes: Annotated[Many[Node], Field(min_length=3, max_length=40)]
    """The steps: questions and outcomes, at most 40."""

    @property
    def questions(self) -> Iterator[Question]:
        """The steps that ask, in file order."""
        return (node for node in self.nodes if isinstance(node, Question))

    @property
    def outcomes(self) -> Iterator[Outcome]:
        """The steps that tell what to do, in file order."""
        return (node for node in self.nodes if isinstance(node, Outcome))
