"""Footnotes, known by where and how they are set: small type at the foot of a page, each behind a raised mark.

Read with the text they would stand in the middle of a sentence that goes on overleaf, and count to the condition above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Final

import msgspec

from enjoined.documents.layout.glyphs import Glyphs, Row
from enjoined.documents.layout.line_numbers import without_line_numbers
from enjoined.documents.layout.reading_order import columns_of, rows_of

__all__ = ["NOTE", "without_notes"]

SMALL: Final = 0.9
"""Notes are set at most at this share of the height of the text."""
RAISED: Final = 0.85
"""The mark before a note is at most at this share of the height of the note."""
HIGHER: Final = 0.12
"""A raised mark in one word with the first of the note makes that word higher by this share of the height."""
BELOW: Final = 2
"""So many lines (a page number, an award number) may stand below the notes."""
INDENT: Final = 40.0
"""Notes begin within so many points of the left edge of their lines."""
NOTE: Final = re.compile(r"(\d{1,3}(?=[A-Z\s]|$)|[*\u2020\u2021]{1,3})")
"""The mark of a note, with which it begins."""
FEW: Final = 4
"""Notes take at most so many rows, or a third of those of the page."""
_CONDITION: Final = re.compile(
    r"\d{1,3}[A-Z]?(?:\.\d{1,2})*[.)](?!\d)|\([A-Za-z\d]{1,4}\)|(?:Article|Condition|Section)\s+[IVX\d]+[.:]",
    re.IGNORECASE,
)
"""So begins a condition, not a note."""


def without_notes(
    words: Sequence[Glyphs],
) -> tuple[Sequence[Glyphs], list[list[Glyphs]], list[Glyphs]]:
    """The words of a page above its footnotes, those of each note, mark and all, and those below the notes.

    All words are above where the page has no notes, or is of several columns. A note carried on from the page
    before has no mark.

    >>> def line(text, y, high): return [Glyphs(w, 72 + 40 * n, y, 100 + 40 * n, y + high, (0, 0, 0, 0))
    ...                                  for n, w in enumerate(text.split())]
    >>> page = [*line("The recipient must keep records1", 100, 12), *line("and give notice", 120, 12)]
    >>> notes = without_notes([*page, *line("1See 2 CFR", 700, 9), *line("Page 3", 740, 12)])[1]
    >>> [[word.text for word in note] for note in notes]
    [['1', 'See', '2', 'CFR']]
    """
    words = without_line_numbers(words)
    rows = rows_of(words)
    usual = median(w.y1 - w.y0 for row in rows[: -(-len(rows) // 2)] for w in row) if rows else 0.0
    last = len(rows)
    while last > max(0, len(rows) - BELOW) and _height(rows[last - 1]) > SMALL * usual:
        last -= 1
    first = last
    while first > 0 and _height(rows[first - 1]) <= SMALL * usual:
        first -= 1
    edge = min((row[0].x0 for row in rows[first:last]), default=0.0)
    begins = [at for at in range(first, last) if _is_marked(rows[at], edge, rows[:at], usual)]
    if not first or not begins or _is_more_than_notes(rows, begins[0], last):
        return words, [], []
    if first < begins[0] and _is_carried(rows[first : begins[0]]):
        begins.insert(0, first)
    notes = [
        _parted([word for row in rows[at:end] for word in row])
        for at, end in zip(begins, [*begins[1:], last], strict=True)
    ]
    above, below = ([w for row in some for w in row] for some in (rows[: begins[0]], rows[last:]))
    return above, notes, below


def _is_more_than_notes(rows: Sequence[Row], first: int, last: int) -> bool:
    """Whether conditions, much of the page or another column stand among the rows that would be notes."""
    return (
        last - first > max(FEW, len(rows) // 3)
        or any(_is_numbered(row) for row in rows[first:last])
        or len(columns_of(list(rows))) > 1
    )


def _is_numbered(row: Row) -> bool:
    return _CONDITION.match(" ".join(word.text for word in row[:2])) is not None


def _is_carried(rows: Sequence[Row]) -> bool:
    """Whether small rows above the first note are the end of one begun on the page before: amid its sentence."""
    return rows[0][0].text[:1].islower() and not any(_is_numbered(row) for row in rows)


def _parted(note: list[Glyphs]) -> list[Glyphs]:
    """The note with its mark as a word of its own."""
    first, *others = note
    mark = NOTE.match(first.text)
    if mark is None or len(mark[0]) == len(first.text):
        return note
    rest = msgspec.structs.replace(first, text=first.text[mark.end() :])
    return [msgspec.structs.replace(first, text=mark[0]), rest, *others]


def _height(row: Row) -> float:
    return median(word.y1 - word.y0 for word in row)


def _is_marked(row: Row, edge: float, above: Sequence[Row], usual: float) -> bool:
    """Whether a row begins with the mark of a note: raised, or one that stands in the text above."""
    mark, height = row[0], _height(row)
    found = NOTE.match(mark.text)
    if found is None or mark.x0 - edge > INDENT or len(row) < 2:
        return False
    if mark.y1 - mark.y0 <= RAISED * height and (mark.y0 + mark.y1) < (row[1].y0 + row[1].y1):
        return True
    glued = found[0] != mark.text
    if glued and row[1].y0 - mark.y0 > HIGHER * height:
        return True
    refers = re.compile(rf"(.*[^\W\d_]|.*[.,;:)\]\"'\u201d\u2019]|){re.escape(found[0])}[\W_]*")
    return (glued or not found[0].isdigit()) and any(
        (called := refers.fullmatch(word.text)) is not None
        and (bool(called[1]) or word.y1 - word.y0 <= RAISED * usual)
        for line in above
        for word in line
    )
