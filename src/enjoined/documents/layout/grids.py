"""Tables by the lines drawn around their cells.

What is ruled needs no white between its columns, and its rows end where a line does. A cell reaches from the nearest
line to its left and the nearest one above it to the next: cells that run over several columns or rows are whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from math import inf
from typing import Final

from enjoined.documents.layout.glyphs import Glyphs, Row
from enjoined.documents.layout.tables import Rows, Table, row_of
from enjoined.documents.page import Box

__all__ = ["find_grid"]

NEAR: Final = 2.5
"""Lines nearer to one another than this, in points, meet."""
MOST_LINES: Final = 1_000
"""A page with more lines than this is a drawing."""
FEWEST: Final = 2
"""A table has at least so many columns, and so many rows."""
NUMBER: Final = re.compile(r"^\W?(?:[A-Za-z]{0,3}[-.]?\d{1,3}(?:\.\d{1,2})?)\W?$")
"""What stands alone in the first cell of a row and numbers it."""


def find_grid(rows: list[Row], strokes: Sequence[Box], rows_of: Rows) -> Table | None:
    """The largest ruled table among ``rows`` that cannot be read line by line, if there is one."""
    best: Table | None = None
    for lines in _together(strokes):
        table = _table(rows, lines, rows_of)
        if table is not None and (best is None or table.last - table.first > best.last - best.first):
            best = table
    return best


def _together(strokes: Sequence[Box]) -> list[list[Box]]:
    """Lines that meet, directly or by others."""
    if len(strokes) > MOST_LINES:
        return []
    groups: list[tuple[Box, list[Box]]] = []
    for stroke in sorted(strokes, key=lambda s: s[1]):
        around, members = stroke, [stroke]
        apart: list[tuple[Box, list[Box]]] = []
        for other, found in groups:
            if _meet(other, stroke) and any(_meet(line, stroke) for line in found):
                around, members = _union(around, other), [*found, *members]
            else:
                apart.append((other, found))
        groups = [*apart, (around, members)]
    return [members for _, members in groups if len(members) > 2 * FEWEST]


def _table(rows: list[Row], lines: Sequence[Box], rows_of: Rows) -> Table | None:
    level = [line for line in lines if line[2] - line[0] > line[3] - line[1]]
    upright = [line for line in lines if line[2] - line[0] <= line[3] - line[1]]
    under, beside = _apart([line[1] for line in level]), _apart([line[0] for line in upright])
    if min(len(under), len(beside)) <= FEWEST:
        return None
    left, top = beside[0], under[0]
    right, bottom = max(line[2] for line in lines), max(line[3] for line in lines)
    inside = [
        [left <= (w.x0 + w.x1) / 2 <= right and top <= (w.y0 + w.y1) / 2 <= bottom for w in row]
        for row in rows
    ]
    found = [at for at, row in enumerate(inside) if any(row)]
    if not found or not all(all(inside[at]) for at in range(found[0], found[-1] + 1)):
        return None
    first, last = found[0], found[-1] + 1
    cells: dict[tuple[int, int], list[Glyphs]] = {}
    for word in (word for row in rows[first:last] for word in row):
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        above = [s[1] for s in level if s[0] - NEAR <= x <= s[2] + NEAR and s[1] < y]
        before = [s[0] for s in upright if s[1] - NEAR <= y <= s[3] + NEAR and s[0] < x]
        at = bisect_right(under, max(above, default=-inf)), bisect_right(beside, max(before, default=-inf))
        cells.setdefault(at, []).append(word)
    tops: dict[int, list[list[Row]]] = {}
    for (row_at, _), words in sorted(cells.items()):
        tops.setdefault(row_at, []).append(rows_of(words))
    if all(len(cell) == 1 for row in tops.values() for cell in row):
        return None  # it reads line by line
    firsts = [cell[0] for row in tops.values() for cell in row]
    marks = {id(words[0]) for words in firsts if len(words) == 1 and NUMBER.match(words[0].text)}
    return Table(first, last, [block for row in tops.values() for block in row_of(row, marks)])


def _apart(values: Sequence[float]) -> list[float]:
    """The values, each but those near to the one before it."""
    ordered = sorted(values)
    return [value for at, value in enumerate(ordered) if not at or value - ordered[at - 1] > NEAR]


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] - NEAR <= other[2]
        and other[0] - NEAR <= one[2]
        and one[1] - NEAR <= other[3]
        and other[1] - NEAR <= one[3]
    )


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
