"""Lines of pages: what every later step works on, each with its way back to page and character."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from enjoined.documents.page import Page, Span, Word

__all__ = ["Joined", "Line", "join", "lines_of", "lowered", "squeeze"]


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One printed line: its page, characters ``start`` to ``end`` there, and its text without outer blanks.

    ``left`` is the distance from the left edge in points (None for plain text); ``gap`` says that an empty line
    stands above it.
    """

    page: int
    start: int
    end: int
    text: str
    left: float | None = None
    gap: bool = False


def lines_of(page: Page) -> tuple[Line, ...]:
    """The printed lines of ``page`` that hold anything."""
    lefts = {word.start: word.x0 for word in page.words if not _sideways(word)}
    lines: list[Line] = []
    start, gap = 0, True
    for raw in page.text.split("\n"):
        text = raw.strip()
        if text:
            first = start + len(raw) - len(raw.lstrip())
            lines.append(
                Line(
                    page=page.index,
                    start=first,
                    end=first + len(text),
                    text=text,
                    left=lefts.get(first),
                    gap=gap,
                )
            )
        gap = not text
        start += len(raw) + 1
    return tuple(lines)


def _sideways(word: Word) -> bool:
    """Whether a word stands on end, so that its left edge says nothing about its indent; none shorter than 4 tells."""
    return len(word.text) >= 4 and word.y1 - word.y0 > word.x1 - word.x0


@lru_cache(maxsize=8_192)
def squeeze(text: str) -> str:
    """Letters and digits only, in lower case: the form in which furniture is compared.

    >>> squeeze("U.S. Department of  Justice")
    'usdepartmentofjustice'
    """
    return re.sub(r"[\W_]+", "", text).lower()


def lowered(text: str) -> str:
    """The text in small letters, each at its place; those of old prints and with other dots as the usual ones.

    A pattern in small letters finds in it what it finds in the text where case is ignored, and is faster.

    >>> lowered("FA\u0130N No. 7")
    'fain no. 7'
    """
    return text.replace("\u0130", "i").lower().replace("\u0131", "i").replace("\u017f", "s")


class Joined(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Text joined from several lines, with a way back: piece ``k`` begins at ``starts[k]`` of ``text``."""

    text: str
    starts: tuple[int, ...]
    spans: tuple[Span, ...]

    def back(self, start: int, end: int) -> tuple[Span, ...]:
        """The page spans of characters ``start`` to ``end``: one for each page it touches."""
        found: list[Span] = []
        for piece in range(max(0, bisect_right(self.starts, start) - 1), len(self.starts)):
            at, span = self.starts[piece], self.spans[piece]
            if at >= end:
                break
            low, high = max(start, at), min(end, at + span.end - span.start)
            if low >= high:
                continue
            part = Span(page=span.page, start=span.start + low - at, end=span.start + high - at)
            if found and found[-1].page == part.page:
                found[-1] = Span(page=part.page, start=found[-1].start, end=part.end)
            else:
                found.append(part)
        return tuple(found)


def join(lines: Iterable[Line]) -> Joined:
    """Join lines with line feeds (an empty line where one was seen on the page).

    >>> a = Line(page=1, start=5, end=9, text="must"); b = Line(page=2, start=0, end=4, text="sign")
    >>> join([a, b]).text, join([a, b]).back(2, 9)
    ('must\\nsign', (Span(page=1, start=7, end=9), Span(page=2, start=0, end=4)))
    """
    pieces: list[str] = []
    starts: list[int] = []
    spans: list[Span] = []
    length, page = 0, 0
    for line in lines:
        if pieces:
            separator = "\n\n" if line.gap and line.page == page else "\n"
            pieces.append(separator)
            length += len(separator)
        page = line.page
        starts.append(length)
        spans.append(Span(page=line.page, start=line.start, end=line.end))
        pieces.append(line.text)
        length += len(line.text)
    return Joined(text="".join(pieces), starts=tuple(starts), spans=tuple(spans))
