"""A page of a document: its text, and where on the paper every word stands."""

from __future__ import annotations

import itertools
from typing import Literal

import msgspec

__all__ = ["Box", "Page", "Source", "Span", "Word"]

Box = tuple[float, float, float, float]
"""``(x0, y0, x1, y1)`` in PDF points (1/72 inch) from the top left corner of the page as displayed."""

Source = Literal["pdf", "text", "ocr", "docx", "odt", "rtf", "html"]
"""How a page's text was obtained."""


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """One word with its box (points from the top left) and its offsets in :attr:`Page.text`."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    start: int
    end: int


class Span(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Characters ``start`` to ``end`` (exclusive) of the text of page ``page`` (1-based)."""

    page: int
    start: int
    end: int


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page.

    ``index`` counts from 1 in the file; ``label`` is what the page prints about itself ("PAGE 18 OF 21") or else what
    the file calls it for readers ("page iv"); ``width`` and ``height`` are points (0 for plain text); ``read`` is false
    when the page has no text to offer, and ``why_unread`` then says why. ``furniture`` are stretches of the text that
    the file itself marks as header or footer; ``notes`` are its footnotes, each a stretch of the text; ``remarks`` say
    what a reader of the document should know of how the page was read.
    """

    index: int
    text: str
    words: tuple[Word, ...] = ()
    label: str | None = None
    width: float = 0.0
    height: float = 0.0
    source: Source = "text"
    read: bool = True
    why_unread: str | None = None
    furniture: tuple[tuple[int, int], ...] = ()
    notes: tuple[tuple[int, int], ...] = ()
    remarks: tuple[str, ...] = ()

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """One box per printed line that the characters ``start`` to ``end`` touch, in reading order.

        Empty for pages without positions (plain text).

        >>> words = (Word(text="of", x0=1, y0=1, x1=9, y1=8, start=0, end=2),
        ...          Word(text="aliens", x0=12, y0=1, x1=40, y1=9, start=3, end=9))
        >>> Page(index=1, text="of aliens", words=words).boxes(0, 9)
        ((1, 1, 40, 9),)
        """
        boxes: list[Box] = []
        previous_end = -1
        for word in self.words:
            if word.end <= start or word.start >= end:
                continue
            box = (word.x0, word.y0, word.x1, word.y1)
            if boxes and "\n" not in self.text[previous_end : word.start]:
                last = boxes[-1]
                boxes[-1] = (
                    min(last[0], box[0]),
                    min(last[1], box[1]),
                    max(last[2], box[2]),
                    max(last[3], box[3]),
                )
            else:
                boxes.append(box)
            previous_end = word.end
        return tuple(boxes)

    @property
    def turns(self) -> int:
        """The quarter turns against the clock after which the page is upright, told by the way its words run.

        >>> up = (Word(text="of", x0=1, y0=30, x1=9, y1=40, start=0, end=2),
        ...       Word(text="aliens", x0=1, y0=1, x1=9, y1=28, start=3, end=9))
        >>> Page(index=1, text="of aliens", words=up).turns
        3
        """
        across = down = 0.0
        for one, other in itertools.pairwise(self.words):
            if "\n" not in self.text[one.end : other.start]:
                across += other.x0 + other.x1 - one.x0 - one.x1
                down += other.y0 + other.y1 - one.y0 - one.y1
        if abs(down) > abs(across):
            return 1 if down > 0 else 3
        return 0 if across >= 0 else 2

    def upright(self, box: Box, turns: int) -> Box:
        """Where a box of the page stands after so many quarter turns against the clock.

        >>> Page(index=1, text="", width=612, height=792).upright((1, 30, 9, 40), 3)
        (752, 1, 762, 9)
        """
        x0, y0, x1, y1 = box
        wide, high = self.width, self.height
        return (
            box,
            (y0, wide - x1, y1, wide - x0),
            (wide - x1, high - y1, wide - x0, high - y0),
            (high - y1, x0, high - y0, x1),
        )[turns]
