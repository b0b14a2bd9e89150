"""Documents that came together: terms that name no award belong to the one that a face or letter beside them names."""

from __future__ import annotations

from collections.abc import Sequence
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


def awards_of(law: LawTable, documents: Sequence[Document | None]) -> list[CameWith | None]:
    """For each document the award it came with, where it leaves something of it out and nothing speaks against it.

    Those are asked first that lie in the same folder, archive or message, then those around it. Where they name
    several awards, none is taken.
    """
    if sum(document is not None for document in documents) < 2:
        return [None] * len(documents)
    named = [(d, award_of(law, d)) for d in documents if d is not None]
    return [None if document is None else _came_with(law, document, named) for document in documents]


def _came_with(law: LawTable, document: Document, named: Sequence[tuple[Document, Award]]) -> CameWith | None:
    own = award_of(law, document)
    if document.facts.kind not in _OF_AN_AWARD or None not in (own.program, own.fiscal_year, own.number):
        return None
    place = document.name
    while "/" in place:
        place = place.rpartition("/")[0]
        beside = [
            (other, award)
            for other, award in named
            if other is not document
            and other.facts.kind in _NAMING
            and (other.name == place or other.name.startswith(f"{place}/"))
            and (award.number or award.program)
        ]
        numbered = [(other, award) for other, award in beside if award.number]
        if beside:
            return _taken(own, numbered or beside)
    return None


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
