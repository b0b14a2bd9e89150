"""Conditions set as a table: a narrow column of numbers, and one or more columns of text.

Read line by line, such a table loses its rows where the number stands in the middle of its cell, or where title and
text stand side by side. Here each row is read whole: number, then cell after cell.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from statistics import median

import msgspec

from enjoined.documents.layout.glyphs import Glyphs, Row

__all__ = ["Table", "find_table"]

NUMBER = re.compile(r"^\(?(\d{1,3})[.)]?$")
WIDE_GAP = 1.6
"""A number's cell is further than this many times the text height from the next."""
SAME_COLUMN = 20.0
"""Middles of the numbers of one column differ by at most this, in points."""
ROW_GAP = 1.1
"""Between two rows of a table there is at least this many times the usual distance of lines."""
END_GAP = 1.8
"""A gap this many times the usual distance ends the last row."""
GUTTER = 9.0
"""Columns are at least this far apart, in points."""


class Table(msgspec.Struct, frozen=True):
    """Rows ``first`` to ``last`` (exclusive) of the page are a table; ``cells`` are its blocks in reading order."""

    first: int
    last: int
    cells: list[list[Row]]


def find_table(rows: list[Row], rows_of: Callable[[Sequence[Glyphs]], list[Row]]) -> Table | None:
    """The table of conditions among ``rows``, if there is one that cannot be read line by line."""
    numbers = _numbers(rows)
    if len(numbers) < 2:
        return None
    edge = max(rows[at][0].x1 for at in numbers) + 2
    first, last = numbers[0], numbers[-1]
    inner = [at for at in range(first, last + 1) if at not in numbers]
    if any(rows[at][0].x0 < edge for at in inner):
        return None
    middles = [_middle(row) for row in rows]
    # Numbers centred between two lines of their cell are rows of their own, and no lines.
    lines = [at for at in range(len(rows)) if at not in numbers or len(rows[at]) > 1]
    above = {b: middles[b] - middles[a] for a, b in itertools.pairwise(lines)}
    inside = [above[at] for at in lines if first < at <= last and at in above]
    usual = median(inside) if inside else 0.0
    if usual <= 0:
        return None
    top_aligned = all(above.get(at, 0.0) >= ROW_GAP * usual for at in numbers[1:])
    edges: list[int] = []
    for a, b in itertools.pairwise(numbers):
        between = [at for at in lines if a < at <= b and at in above]
        if not between:
            return None
        cut = b if top_aligned else max(between, key=above.__getitem__)
        if above[cut] < ROW_GAP * usual:
            return None
        edges.append(cut)
    limit = float("inf")
    if not top_aligned:
        half = usual / 2
        first = _up(
            rows, middles, first, 2 * middles[first] - middles[edges[0]] + above[edges[0]] - half, edge
        )
        limit = 2 * middles[last] - middles[edges[-1]] + half
    end = _down(rows, middles, last, limit, edge, END_GAP * usual)
    marks = {id(rows[at][0]) for at in numbers}
    columns = _columns([w for row in rows[first:end] for w in row if id(w) not in marks])
    if top_aligned and len(columns) < 2:
        return None
    cells: list[list[Row]] = []
    for number, (a, b) in zip(numbers, itertools.pairwise([first, *edges, end]), strict=True):
        band = [w for row in rows[a:b] for w in row if id(w) not in marks]
        parts = [rows_of([w for w in band if low <= w.x0 < high]) for low, high in columns]
        if any(NUMBER.match(part[0][0].text) and part[0][0].text[-1] in ".)" for part in parts[1:] if part):
            return None  # columns of a page, each with its own numbers
        if parts and parts[0]:
            parts[0][0].insert(0, rows[number][0])
        else:
            parts.insert(0, [[rows[number][0]]])
        cells += [part for part in parts if part]
    return Table(first, end, cells)


def _middle(row: Row) -> float:
    return (row[0].y0 + row[0].y1) / 2


def _numbers(rows: list[Row]) -> list[int]:
    """The longest run of rows that begin with following numbers in cells of their own, one below the other."""
    best: list[int] = []
    run: list[int] = []
    last = 0
    for at, row in enumerate(rows):
        match = NUMBER.match(row[0].text)
        height = row[0].y1 - row[0].y0
        if not match or (len(row) > 1 and row[1].x0 - row[0].x1 <= WIDE_GAP * height):
            continue
        value = int(match[1])
        middle = (row[0].x0 + row[0].x1) / 2
        above = rows[run[-1]][0] if run else None
        below = above is not None and abs((above.x0 + above.x1) / 2 - middle) <= SAME_COLUMN
        if not (below and value == last + 1):
            run = []
        run.append(at)
        last = value
        if len(run) > len(best):
            best = list(run)
    return best


def _up(rows: list[Row], middles: list[float], at: int, limit: float, edge: float) -> int:
    while at and middles[at - 1] >= limit and rows[at - 1][0].x0 >= edge:
        at -= 1
    return at


def _down(rows: list[Row], middles: list[float], at: int, limit: float, edge: float, gap: float) -> int:
    """The row after the last one of the table."""
    at += 1
    while (
        at < len(rows)
        and middles[at] <= limit
        and middles[at] - middles[at - 1] < gap
        and rows[at][0].x0 >= edge
    ):
        at += 1
    return at


def _columns(words: Sequence[Glyphs]) -> list[tuple[float, float]]:
    """Left edges (and the next column's) of the columns that all ``words`` leave gutters between."""
    spans: list[list[float]] = []
    for word in sorted(words, key=lambda w: w.x0):
        if spans and word.x0 - spans[-1][1] < GUTTER:
            spans[-1][1] = max(spans[-1][1], word.x1)
        else:
            spans.append([word.x0, word.x1])
    lefts = [span[0] for span in spans]
    return list(zip(lefts, [*lefts[1:], float("inf")], strict=True))
