"""Documents that came together: terms that name no award belong to the one that a face or letter beside them names."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import combinations
from typing import Final

import msgspec

from enjoined.check.placing import program_of
from enjoined.documents import Document
from enjoined.law import Award
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


def awards_of(
    law: LawTable, documents: Sequence[Document | None], names: Sequence[str] = ()
) -> list[CameWith | None]:
    """For each document the award it came with, where it leaves something of it out and nothing speaks against it.

    The documents are those of one file, folder, archive or message; ``names`` are theirs, also of those that could
    not be opened (None). Those are asked first that lie in the same folder, archive or message, then those right in
    what holds it, as long as all there can be read. Where they name several awards or recipients, none is taken.
    """
    if sum(document is not None for document in documents) < 2:
        return [None] * len(documents)
    named = [(d, award_of(law, d)) for d in documents if d is not None]
    unread = {d.name for d, _ in named if d.unread}
    unread |= {name for name, d in zip(names, documents, strict=False) if d is None}
    return [None if document is None else _came_with(law, document, named, unread) for document in documents]


def _came_with(
    law: LawTable, document: Document, named: Sequence[tuple[Document, Award]], unread: Set[str]
) -> CameWith | None:
    own = award_of(law, document)
    if not _leaves_out(document) or None not in (own.program, own.fiscal_year, own.number):
        return None
    place = document.name
    while "/" in place:
        place = place.rpartition("/")[0]
        around = [
            (other, award)
            for other, award in named
            if other is not document
            and other.facts.kind in _NAMING
            and (other.name == place or other.name.rpartition("/")[0] == place)
        ]
        if not _is_one_grant([document, *(other for other, _ in around)]):
            return None
        beside = [(other, award) for other, award in around if award.number or award.program]
        if beside:
            return _taken(own, [pair for pair in beside if pair[1].number] or beside)
        if any(name == place or name.rpartition("/")[0] == place for name in unread - {document.name}):
            return None  # it may be the face of another award
    return None


def _leaves_out(document: Document) -> bool:
    """Whether the document has no face of its own: an award that names its recipient, day or sum has one."""
    facts = document.facts
    if facts.kind == "award":
        return facts.recipient is None and facts.award_date is None and facts.amount is None
    return facts.kind in _OF_AN_AWARD


def _is_one_grant(documents: Sequence[Document]) -> bool:
    """Whether no two of the documents name different recipients, or different departments at their heads."""
    recipients = [_words(d.facts.recipient.value) for d in documents if d.facts.recipient]
    heads = [
        {found[1].lower() for found in _DEPARTMENT.finditer(d.pages[0].text[:_HEAD])}
        for d in documents
        if d.pages
    ]
    return all(a <= b or b <= a for a, b in combinations(recipients, 2)) and all(
        a & b for a, b in combinations(filter(None, heads), 2)
    )


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.lower())) - {"of", "the", "and"}


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
