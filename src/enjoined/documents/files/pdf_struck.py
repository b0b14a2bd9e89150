"""Words of a PDF that are struck out: by a thin line drawn through them, or by a reviewer's mark over them."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from enjoined.documents.layout.glyphs import Glyphs
from enjoined.documents.page import Box

__all__ = ["strokes_of", "without_struck"]

MOST_OBJECTS: Final = 20_000
"""Of a page of more objects only so many are looked at."""
MOST_STROKES: Final = 2_000
"""A page of more thin lines is a drawing: none of them is taken for one that strikes words out."""
THIN: Final = 2.5
"""A line through words is at most so many points high."""
THROUGH: Final = (0.34, 0.68)
"""It runs between these parts of the height of a word from its top; a line under a word runs lower."""
COVERED: Final = 0.7
"""It covers at least this share of the width of a word."""


def strokes_of(page: pypdfium2.PdfPage) -> list[Box]:
    """The thin level lines that are drawn on a page, in its own coordinates: from the bottom left, in points.

    A page shown turned has none. Marks of reviewers count only before the page is flattened.
    """
    if page.get_rotation():
        return []
    found = [box for box in _drawn(page) if 0 <= box[3] - box[1] <= THIN < box[2] - box[0]]
    return [] if len(found) > MOST_STROKES else [*found, *_marked(page)]


def without_struck(words: list[Glyphs], strokes: Sequence[Box], corner: tuple[float, float]) -> list[Glyphs]:
    """The words through which no stroke runs; ``corner`` is the top left one of the page in its own coordinates."""
    left, top = corner
    lines = sorted((top - (y0 + y1) / 2, x0 - left, x1 - left) for x0, y0, x1, y1 in strokes)
    heights = [line[0] for line in lines]
    kept: list[Glyphs] = []
    for word in words:
        if not _is_struck(word, lines, heights):
            kept.append(word)
        elif kept and _follows(kept[-1], word):
            # The hole that the word leaves in its line is no gap between cells.
            kept[-1] = msgspec.structs.replace(kept[-1], x1=word.x1)
    return kept


def _follows(before: Glyphs, word: Glyphs) -> bool:
    """Whether a word stands right behind another, in its line."""
    height = word.y1 - word.y0
    return abs(word.y0 - before.y0) < height / 2 and 0 <= word.x0 - before.x1 < height


def _is_struck(word: Glyphs, lines: Sequence[tuple[float, float, float]], heights: Sequence[float]) -> bool:
    """Whether one of the lines (height, from, to), which are sorted, runs through a level word."""
    high, low = (word.y0 + share * (word.y1 - word.y0) for share in THROUGH)
    near = lines[bisect_left(heights, high) : bisect_right(heights, low)]
    wide = COVERED * (word.x1 - word.x0)
    return word.shown == (word.x0, word.y0, word.x1, word.y1) and any(
        min(end, word.x1) - max(start, word.x0) >= wide for _, start, end in near
    )


def _drawn(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """The bounds of everything drawn as a path."""
    corners = [ctypes.c_float() for _ in range(4)]
    places = [ctypes.byref(corner) for corner in corners]
    for at in range(min(pdfium.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page.raw, at)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(item, *places):
            left, bottom, right, top = (corner.value for corner in corners)
            yield left, bottom, right, top


def _marked(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """The middle lines of what a reviewer's program has marked as struck out."""
    for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, at)
        try:
            if pdfium.FPDFAnnot_GetSubtype(note) != pdfium.FPDF_ANNOT_STRIKEOUT:
                continue
            quad = pdfium.FS_QUADPOINTSF()
            for number in range(pdfium.FPDFAnnot_CountAttachmentPoints(note)):
                if pdfium.FPDFAnnot_GetAttachmentPoints(note, number, quad):
                    across = (quad.x1, quad.x2, quad.x3, quad.x4)
                    middle = (quad.y1 + quad.y2 + quad.y3 + quad.y4) / 4
                    yield min(across), middle, max(across), middle
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
