"""A file that holds the papers of several awards, one after the other: which pages are whose."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from enjoined.documents import Document
from enjoined.documents.facts.document_facts import find_facts
from enjoined.documents.facts.several import faces_of_awards
from enjoined.model import parse_day, spoken

__all__ = ["HeldAward", "held_awards"]


class HeldAward(NamedTuple):
    """The papers of one award: the document with its pages and its facts only, and which pages those are."""

    papers: Document
    pages: frozenset[int]

    @property
    def said(self) -> str:
        """Its number, the page on which it begins, and the money and deadline that this page tells."""
        facts, first = self.papers.facts, min(self.pages)
        told = [facts.award_number.value if facts.award_number else "another"]
        if facts.amount and facts.amount.page == first:
            told.append(f"${Decimal(facts.amount.value):,.2f}")
        if facts.deadline and facts.deadline.page == first:
            told.append(f"accept by {spoken(parse_day(facts.deadline.value))}")
        return f"{', '.join(told)}, from page {first}"


def held_awards(document: Document) -> tuple[HeldAward, ...]:
    """The awards of a document; one, the document itself, unless it holds the faces of several.

    A page belongs to the award whose number it prints, else to that of the page before it.
    """
    if not document.facts.awards:
        return (HeldAward(document, frozenset(page.index for page in document.pages)),)
    faces = dict(faces_of_awards(document.pages))
    pages: dict[str, set[int]] = {number: set() for number in faces.values()}
    owner = next(iter(pages))
    for place, page in enumerate(document.pages):
        printed = [number for number in pages if number in page.text]
        owner = faces.get(place) or (printed[0] if len(printed) == 1 else owner)
        pages[owner].add(page.index)
    return tuple(HeldAward(_only(document, own), frozenset(own)) for own in pages.values())


def _only(document: Document, indices: set[int]) -> Document:
    """The document as if it had only these pages."""
    pages, told = tuple(page for page in document.pages if page.index in indices), document.facts
    facts = find_facts(
        pages, kind=told.kind, kind_confidence=told.kind_confidence, missing=told.missing_pages
    )
    return replace(document, pages=pages, facts=facts)
