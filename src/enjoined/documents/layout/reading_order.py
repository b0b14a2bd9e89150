"""Reading order from geometry: words become lines, and columns are read one after the other.

The order in which a PDF draws its words says nothing about the order in which people read them (headers may
come first, columns may alternate line by line), so lines and columns are found from the boxes alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from enjoined.documents.layout.glyphs import Glyphs, Row
from enjoined.documents.layout.line_numbers import without_line_numbers
from enjoined.documents.layout.tables import clear_runs, columns_in, count_on, find_table, gutters_of
from enjoined.documents.page import Word

__all__ = ["arrange", "blocks_of", "columns_of", "rows_of"]

WIDE_GAP = 1.6
"""Two words further apart than this many times the text height are in different cells of a form."""
PARAGRAPH_GAP = 1.5
"""Lines further apart than this many times the usual distance are in different paragraphs."""
GUTTER_WIDTH = 9.0
"""A gutter between columns is at least this wide, in points."""
COLUMN_ROWS = 6
"""A column has at least this many lines,"""
FULL_ROWS = 3
"""or so many where the columns are full of words from side to side."""
FULL = 0.75
FULL_WORDS = 5
LAST_COLUMN_ROWS = 2
"""The last column of a text may be this short, beside one of at least twice ``COLUMN_ROWS`` lines."""
SAME_LEFT = 30.0
"""Lines of a short column begin within this many points of one another (a numbered line, and those hung below it)."""
COLUMN_FILL = 0.62
"""Lines of a column of prose fill at least this share of its width (the median line); cells of a form do not."""
MOST_SPLITS = 6
"""How often the rows of one page are split at most."""


def rows_of(words: Sequence[Glyphs]) -> list[Row]:
    """Group words that stand on one line, top to bottom, each row from left to right."""
    rows: list[Row] = []
    tops: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda w: ((w.y0 + w.y1) / 2, w.x0)):
        middle = (word.y0 + word.y1) / 2
        for back in range(1, min(4, len(rows)) + 1):
            top, bottom = tops[-back]
            same = min(bottom, word.y1) - max(top, word.y0) > 0.5 * min(bottom - top, word.y1 - word.y0)
            if same and top - 1 <= middle <= bottom + 1:
                rows[-back].append(word)
                break
        else:
            rows.append([word])
            tops.append((word.y0, word.y1))
    for row in rows:
        row.sort(key=lambda w: w.x0)
    return rows


def columns_of(rows: list[Row], *, splits: int = MOST_SPLITS) -> list[list[Row]]:
    """Split rows into blocks in reading order: full-width rows, then left column, then right column.

    A page of one column comes back as one block. A gutter must be free of words over at least
    ``COLUMN_ROWS`` lines, and the lines beside it must be prose that fills its column: tables and forms
    are read across, row by row.
    """
    if len(rows) < FULL_ROWS or splits == 0:
        return [rows]
    best: tuple[int, int, list[list[Glyphs]]] | None = None
    for gutter in gutters_of(rows, GUTTER_WIDTH, fewest=LAST_COLUMN_ROWS):
        for first, last in clear_runs(rows, gutter, GUTTER_WIDTH, FULL_ROWS):
            if best is None or last - first > best[1] - best[0]:
                columns = _prose_columns(rows[first:last], gutter)
                best = (first, last, columns) if columns else best
    if best is None:
        return [rows]
    first, last, columns = best
    blocks = columns_of(rows[:first], splits=splits - 1) if first else []
    blocks += [rows_of(column) for column in columns[:-1]]
    blocks += columns_of(rows_of(columns[-1]), splits=splits - 1)
    blocks += columns_of(rows[last:], splits=splits - 1) if last < len(rows) else []
    return blocks


def _prose_columns(rows: list[Row], gutter: float) -> list[list[Glyphs]]:
    """The columns of running text that ``rows`` are made of: all of them, or those beside one gutter; else none."""
    words = [word for row in rows for word in row]
    sides = [[w for w in words if w.x1 <= gutter], [w for w in words if w.x0 >= gutter]]
    every = columns_in(words, GUTTER_WIDTH)
    for columns in (every, sides) if len(every) > 2 else (sides,):
        lines = [rows_of(column) for column in columns]
        prose = all(lines) and all(_is_prose(lines[at], lines[:at]) for at in range(len(lines)))
        if prose or count_on(lines):
            return columns
    return []


def blocks_of(rows: list[Row], *, splits: int = MOST_SPLITS) -> list[list[Row]]:
    """Blocks in reading order: a table cell by cell, what stands above and below it likewise, all else by columns."""
    table = find_table(rows, rows_of) if rows and splits else None
    if table is None:
        return columns_of(rows) if rows else []
    above = blocks_of(rows[: table.first], splits=splits - 1)
    return [*above, *table.cells, *blocks_of(rows[table.last :], splits=splits - 1)]


def _is_prose(lines: list[Row], before: list[list[Row]]) -> bool:
    """Whether a column holds several lines of running text; the last one may be short beside a long one."""
    left = min(row[0].x0 for row in lines)
    width = max(row[-1].x1 for row in lines) - left
    height = median(word.y1 - word.y0 for row in lines for word in row)
    filled = median(row[-1].x1 - row[0].x0 for row in lines) / max(width, 1.0)
    many = median(len(row) for row in lines)
    if width < 8 * height or many < 3 or filled < COLUMN_FILL:
        return False
    if len(lines) < COLUMN_ROWS and (len(lines) < FULL_ROWS or filled < FULL or many < FULL_WORDS):
        lefts = [row[0].x0 for row in lines]
        short = len(lines) >= LAST_COLUMN_ROWS and any(len(other) >= 2 * COLUMN_ROWS for other in before)
        if not short or max(lefts) - min(lefts) > SAME_LEFT:
            return False
    inner = [b.x0 - a.x1 for row in lines for a, b in itertools.pairwise(row)]
    return not inner or sum(gap > WIDE_GAP * height for gap in inner) <= 0.5 * len(lines)


def arrange(words: Sequence[Glyphs]) -> tuple[str, tuple[Word, ...]]:
    """The page's text in reading order, and its words with their offsets in that text.

    Words of a line are separated by one space, or by three where the gap is that of a form's cells; lines by
    a line feed; paragraphs by an empty line. Line numbers of pleading paper are left out.
    """
    words = without_line_numbers(words)
    if not words:
        return "", ()
    pieces: list[str] = []
    placed: list[Word] = []
    length = 0

    def put(piece: str) -> None:
        nonlocal length
        pieces.append(piece)
        length += len(piece)

    for block in blocks_of(rows_of(words)):
        tops = [min(w.y0 for w in row) for row in block]
        steps = [b - a for a, b in itertools.pairwise(tops) if b > a]
        usual = median(steps) if steps else 0.0
        if length:
            put("\n\n")
        for number, row in enumerate(block):
            if number:
                put("\n\n" if usual and tops[number] - tops[number - 1] > PARAGRAPH_GAP * usual else "\n")
            for before, word in zip([None, *row], row, strict=False):
                if before is not None:
                    height = max(word.y1 - word.y0, before.y1 - before.y0, 1.0)
                    put("   " if word.cell or word.x0 - before.x1 > WIDE_GAP * height else " ")
                start = length
                put(word.text)
                placed.append(
                    Word(
                        text=word.text,
                        x0=round(word.shown[0], 2),
                        y0=round(word.shown[1], 2),
                        x1=round(word.shown[2], 2),
                        y1=round(word.shown[3], 2),
                        start=start,
                        end=length,
                    )
                )
    return "".join(pieces), tuple(placed)
