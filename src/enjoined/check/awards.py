"""A file that holds the papers of several awards, one after the other: which pages are whose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from enjoined.documents import Document, Page
from enjoined.documents.facts.award_number import NUMBER_LABEL, find_award_number
from enjoined.documents.facts.document_facts import LISTING, LISTING_LABEL, NEXT_LABEL, find_facts
from enjoined.documents.facts.votes import labelled
from enjoined.model import parse_day, spoken

__all__ = ["HeldAward", "held_awards"]

_MISREAD = 3
"""So many characters of a number may be damaged by scanning."""


class HeldAward(NamedTuple):
    """The papers of one award: the document with its pages and its facts only, and which pages those are."""

    papers: Document
    pages: frozenset[int]

    @property
    def said(self) -> str:
        """Its number, or program, the page on which it begins, and the money and deadline that this page tells."""
        facts, first = self.papers.facts, min(self.pages)
        named = facts.award_number or facts.program
        told = [named.value if named else "another"]
        if facts.amount and facts.amount.page == first:
            told.append(f"${Decimal(facts.amount.value):,.2f}")
        if facts.deadline and facts.deadline.page == first:
            told.append(f"accept by {spoken(parse_day(facts.deadline.value))}")
        return f"{', '.join(told)}, from page {first}"


class _Face(NamedTuple):
    page: int
    number: str
    listing: str
    scanned: bool


def held_awards(document: Document) -> tuple[HeldAward, ...]:
    """The awards of a document; one, the document itself, unless its pages name several by number and program.

    A page belongs to the award whose number it prints, else to that of the page before it.
    """
    faces = list(_faces(document.pages))
    if len(faces) < 2:
        return (HeldAward(document, frozenset(page.index for page in document.pages)),)
    owner, pages = faces[0], {face: set[int]() for face in faces}
    begins = {face.page: face for face in faces}
    for page in document.pages:
        owner = begins.get(page.index) or _printed(page, faces) or owner
        pages[owner].add(page.index)
    return tuple(HeldAward(_only(document, of), frozenset(of)) for of in pages.values())


def _faces(pages: Sequence[Page]) -> Iterator[_Face]:
    """The pages that name an award none before them has named, by number and program."""
    known: list[_Face] = []
    for page in pages:
        listings = {
            found[1]
            for found in LISTING.finditer(page.text)
            if labelled(page.text, found.start(), LISTING_LABEL, reach=NEXT_LABEL)
        }
        if len(listings) != 1 or not NUMBER_LABEL.search(page.text):
            continue
        number = find_award_number([page])
        if number is None:
            continue
        face = _Face(page.index, number.value, listings.pop(), page.source == "ocr")
        if not any(_same(face, other) for other in known):
            known.append(face)
            yield face


def _same(one: _Face, other: _Face) -> bool:
    """Whether two faces are of one award: a subaward's number and its award's go with one program and year."""
    if one.scanned or other.scanned:
        from rapidfuzz.distance import OSA

        if OSA.distance(one.number, other.number) <= _MISREAD:
            return True
    if one.number == other.number:
        return True
    years = [face.number[:4] for face in (one, other) if face.number[:2] == "20" and face.number[4:5] == "-"]
    return one.listing == other.listing and len(set(years)) < 2


def _printed(page: Page, faces: Sequence[_Face]) -> _Face | None:
    """The award whose number a page prints, if it prints that of one only."""
    found = [face for face in faces if face.number in page.text]
    return found[0] if len(found) == 1 else None


def _only(document: Document, pages: set[int]) -> Document:
    """The document as if it had only these pages."""
    own = tuple(page for page in document.pages if page.index in pages)
    facts = find_facts(
        own, kind=document.facts.kind, kind_confidence=document.facts.kind_confidence, missing=()
    )
    return replace(document, pages=own, facts=facts)
