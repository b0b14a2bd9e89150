"""From tesseract's table of words to a page in reading order.

Tesseract takes numbers in the margin for a column of their own and reads them first; so the order is found from the
boxes, as for any PDF. Scans lie a little askew: the lines are made level before rows are looked for.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from statistics import median
from typing import Final

import msgspec

from enjoined.documents.layout.glyphs import Glyphs
from enjoined.documents.layout.reading_order import arrange
from enjoined.documents.page import Word

__all__ = ["page_of_words", "sureness"]

WORD_LEVEL: Final = "5"
NOISE: Final = 25.0
"""Marks without letters or digits that tesseract is less sure of than this are specks (0 to 100)."""
LONG_WORD: Final = 4
LONG_LINE: Final = 5
STEEPEST: Final = 0.2
HEIGHT_OF_WORDS: Final = 4.0
"""A line higher than so many times the usual height is a rule or a seal."""


class _Seen(msgspec.Struct, frozen=True):
    text: str
    x0: float
    y0: float
    x1: float
    y1: float


def sureness(table: str) -> float:
    """How sure tesseract is of its words on average (0 to 100); 0 where it saw none, or where most stand on end.

    >>> rows = ("5\\t96\\t60\\t10\\tNotice", "5\\t40\\t20\\t10\\tof", "5\\t3\\t9\\t9\\t~")
    >>> sureness("\\n".join(("level\\tconf\\twidth\\theight\\ttext", *rows)))
    68.0
    """
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [
        row
        for row in rows
        if row.get("level") == WORD_LEVEL and any(c.isalnum() for c in row.get("text") or "")
    ]
    long = [row for row in words if len(row["text"]) >= LONG_WORD]
    if sum(int(row["height"]) > int(row["width"]) for row in long) * 2 > len(long):
        return 0.0  # it reads a page that lies on its side, but then its lines are columns
    return sum(float(row["conf"]) for row in words) / len(words) if words else 0.0


def page_of_words(
    table: str, scale: float, *, turns: int = 0, wide: float = 0.0, high: float = 0.0
) -> tuple[str, tuple[Word, ...]]:
    """The text and the words of a page, from tesseract's TSV; ``scale`` is dots a point.

    A page of ``wide`` by ``high`` dots may have been shown to tesseract after quarter ``turns`` against the clock; the
    boxes of its words are those on the page itself.

    >>> row = "5\\t1\\t1\\t1\\t1\\t1\\t100\\t200\\t50\\t20\\t96\\tNotice"
    >>> names = "level page_num block_num par_num line_num word_num left top width height conf text"
    >>> head = names.replace(" ", "\\t")
    >>> page_of_words(f"{head}\\n{row}", 2.0)
    ('Notice', (Word(text='Notice', x0=50.0, y0=100.0, x1=75.0, y1=110.0, start=0, end=6),))
    """
    lines = _lines(table, scale)
    slope = _slope(lines)
    glyphs: list[Glyphs] = []
    for line in lines:
        level = [(w.y0 - slope * (w.x0 + w.x1) / 2, w.y1 - slope * (w.x0 + w.x1) / 2) for w in line]
        # All words of a line get its height: a full stop alone would seem to stand lower.
        top, bottom = min(y0 for y0, _ in level), max(y1 for _, y1 in level)
        glyphs += [
            Glyphs(w.text, w.x0, top, w.x1, bottom, _on_page(w, turns, wide / scale, high / scale))
            for w in line
        ]
    return arrange(glyphs)


def _on_page(w: _Seen, turns: int, wide: float, high: float) -> tuple[float, float, float, float]:
    """The box of a word on the page as it lies, whatever way it was turned to be read."""
    return (
        (w.x0, w.y0, w.x1, w.y1),
        (wide - w.y1, w.x0, wide - w.y0, w.x1),
        (wide - w.x1, high - w.y1, wide - w.x0, high - w.y0),
        (w.y0, high - w.x1, w.y1, high - w.x0),
    )[turns]


def _lines(table: str, scale: float) -> list[list[_Seen]]:
    lines: dict[tuple[str, str, str], list[_Seen]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != WORD_LEVEL or not text:
            continue
        try:
            sure = float(row["conf"])
            x, y, wide, high = (float(row[name]) / scale for name in ("left", "top", "width", "height"))
        except (KeyError, TypeError, ValueError):
            continue
        if sure < NOISE and not any(c.isalnum() for c in text):
            continue
        place = (row.get("block_num") or "", row.get("par_num") or "", row.get("line_num") or "")
        lines.setdefault(place, []).append(_Seen(text, x, y, x + wide, y + high))
    usual = median(w.y1 - w.y0 for line in lines.values() for w in line) if lines else 0.0
    return [
        [w for w in line if w.y1 - w.y0 <= HEIGHT_OF_WORDS * usual]
        for line in lines.values()
        if any(w.y1 - w.y0 <= HEIGHT_OF_WORDS * usual for w in line)
    ]


def _slope(lines: Sequence[Sequence[_Seen]]) -> float:
    """How much lower the end of a line is than its start, for one point to the right (the median of long lines)."""
    slopes: list[float] = []
    for line in lines:
        if len(line) < LONG_LINE:
            continue
        third = max(1, len(line) // 3)
        first, last = line[:third], line[-third:]
        across = median(w.x0 for w in last) - median(w.x0 for w in first)
        if across > 50:
            slopes.append((median(w.y1 for w in last) - median(w.y1 for w in first)) / across)
    found = median(slopes) if slopes else 0.0
    return found if abs(found) <= STEEPEST else 0.0
