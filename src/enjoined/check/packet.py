"""Documents that came together: terms that name no award belong to the one that a face or letter beside them names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

import msgspec

from enjoined.check.placing import program_of, recipients_meant
from enjoined.documents import Document
from enjoined.law import Award
from enjoined.recipients.normalise import name_key
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

__all__ = ["CameWith", "award_of", "awards_of"]

_NAMING: Final = frozenset({"award", "notice", "terms", "certification", "other"})
"""Kinds of documents that may say which award came with them."""
_OF_AN_AWARD: Final = frozenset({"award", "terms", "certification"})
"""Kinds of documents that belong to an award."""
_DEPARTMENT: Final = re.compile(r"\bdepartment of ((?:the )?\w+)", re.IGNORECASE)
_HEAD: Final = 400
"""The head of a document is so many characters long."""


class CameWith(msgspec.Struct, frozen=True, kw_only=True):
    """The award of a document, where the document that is called ``source`` says what it leaves out (``taken``)."""

    award: Award
    source: str
    taken: tuple[str, ...]

    @property
    def said(self) -> str:
        """One sentence for the reader."""
        *some, last = self.taken
        listed = f"{', '.join(some)} and {last}" if some else last
        return f"it does not say its {listed}: taken from {self.source}, which came with it"


def award_of(law: LawTable, document: Document) -> Award:
    """The award as the document itself names it."""
    facts = document.facts
    return Award(
        program=program_of(law, document),
        fiscal_year=facts.fiscal_year.value if facts.fiscal_year else None,
        number=facts.award_number.value if facts.award_number else None,
    )


class _Paper(NamedTuple):
    """What is asked of a document about its award."""

    document: Document
    award: Award
    recipients: frozenset[str]
    departments: frozenset[str]


class _Place(NamedTuple):
    """What lies right in a folder, archive or message, or is the message itself."""

    papers: list[_Paper]
    unread: set[str]

    def is_one_grants(self, own: _Paper) -> bool:
        """Whether no two of the papers, ``own`` among them, name other recipients, or other departments."""
        papers = (own, *self.papers)
        return all(
            one & other
            for said in ({p.recipients for p in papers}, {p.departments for p in papers})
            for one, other in combinations(filter(None, said), 2)
        )


def awards_of(
    registry: Registry, documents: Sequence[Document | None], names: Sequence[str] = ()
) -> list[CameWith | None]:
    """For each document the award it came with, where it leaves something of it out and nothing speaks against it.

    The documents are those of one file, folder, archive or message; ``names`` are theirs, also of those that could
    not be opened (None). Those are asked first that lie in the same folder, archive or message, then those right in
    what holds it, as long as all there can be read. Where they name several awards or recipients, none is taken.
    """
    if sum(document is not None for document in documents) < 2:
        return [None] * len(documents)
    papers = [None if document is None else _paper(registry, document) for document in documents]
    places: defaultdict[str, _Place] = defaultdict(lambda: _Place([], set()))
    for paper in filter(None, papers):
        for place in _places(paper.document.name):
            if paper.document.facts.kind in _NAMING:
                places[place].papers.append(paper)
            if paper.document.unread:
                places[place].unread.add(paper.document.name)
    for name, document in zip(names, documents, strict=False):
        for place in _places(name) if document is None else ():
            places[place].unread.add(name)
    return [None if paper is None else _came_with(paper, places) for paper in papers]


def _places(name: str) -> tuple[str, str]:
    """What a document lies in, and itself, for a message or a PDF holds what is attached to it."""
    return name.rpartition("/")[0], name


def _paper(registry: Registry, document: Document) -> _Paper:
    named = document.facts.recipient
    head = document.pages[0].text[:_HEAD] if document.pages else ""
    return _Paper(
        document,
        award_of(registry.law, document),
        _parties(registry, named.value) if named else frozenset(),
        frozenset(found[1].lower() for found in _DEPARTMENT.finditer(head)),
    )


def _parties(registry: Registry, name: str) -> frozenset[str]:
    """Whom the name can mean; itself, where it is on no record."""
    return recipients_meant(registry, name) or frozenset({name_key(name)})


def _came_with(paper: _Paper, places: Mapping[str, _Place]) -> CameWith | None:
    own, name = paper.award, paper.document.name
    if not _leaves_out(paper.document) or None not in (own.program, own.fiscal_year, own.number):
        return None
    held = name
    while "/" in held:
        held = held.rpartition("/")[0]
        place = places.get(held)
        if place is None:
            continue
        if not place.is_one_grants(paper):
            return None
        others = [p for p in place.papers if p is not paper]
        beside = [(p.document, p.award) for p in others if p.award.number or p.award.program]
        if beside:
            return _taken(own, [pair for pair in beside if pair[1].number] or beside)
        if place.unread - {name}:
            return None  # it may be the face of another award
    return None


def _leaves_out(document: Document) -> bool:
    """Whether the document has no face of its own: an award that names its recipient, day or sum has one."""
    facts = document.facts
    if facts.kind == "award":
        return facts.recipient is None and facts.award_date is None and facts.amount is None
    return facts.kind in _OF_AN_AWARD


def _taken(own: Award, beside: Sequence[tuple[Document, Award]]) -> CameWith | None:
    """What ``own`` leaves out, from the others; None where they disagree with one another or with it."""
    taken: dict[str, str | int] = {}
    for name in ("program", "fiscal_year", "number"):
        values = {value for _, award in beside if (value := getattr(award, name)) is not None}
        mine = getattr(own, name)
        if len(values) > 1 or (mine is not None and values - {mine}):
            return None
        if mine is None and values:
            taken[name] = values.pop()
    if not taken:
        return None
    source = max(beside, key=lambda pair: sum(getattr(pair[1], name) is not None for name in taken))[0]
    words = {"program": "program", "fiscal_year": "fiscal year", "number": "award number"}
    shown = tuple(f"{words[name]} ({value})" for name, value in taken.items())
    return CameWith(award=msgspec.structs.replace(own, **taken), source=source.name, taken=shown)
