"""Tables: stretches of a page whose columns are parted by white from top to bottom, and whose rows are by white across.

Read line by line, a table loses its rows where cells run over several lines, where a number stands in the middle of its
cell, or where title and text stand side by side. Here each row is read whole, cell after cell. Columns of a newspaper
are told apart by their rows: their paragraphs do not begin at the same height, and leave no holes beside one another.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from statistics import median

import msgspec

from enjoined.documents.files.numerals import numeral
from enjoined.documents.layout.glyphs import Glyphs, Row

__all__ = ["Table", "clear_runs", "columns_in", "count_on", "find_table", "gutters_of"]

HEADED = re.compile(
    r"(?:(?:Article|ARTICLE|Section|SECTION|Sec\.)\s(\d{1,3}|[IVXL]{1,7})|(\d{1,3})[.)])[.:]?\s(?=\S)"
)
"""How a numbered heading begins."""
FEWEST_HEADS = 2
"""Columns whose headings count on hold at least so many of them."""
ROMAN = {numeral(number, "upperRoman"): number for number in range(1, 90)}
NUMBER = re.compile(r"^\(?(\d{1,3})[.)]?$")
GUTTER = 7.0
"""Columns of a table are at least this far apart, in points."""
GRID = 2.0
"""Gutters are looked for at places so far apart, in points."""
GUTTER_CANDIDATES = 40
"""How many gutters are tried on one page at most."""
MOST_RUNS = 12
"""How many stretches of a page are looked at as tables at most."""
FEWEST_ROWS = 2
ALIGNED = 0.6
"""Cells of a row begin within this share of a line's height of one another."""
TIGHT = 1.6
"""Cells nearer to one another than this many times the height of a line are printed like words."""
CLEAR = 2.0
"""The white between two rows is higher than that between two lines of a cell by at least this, in points."""
HOLE = 1.8
"""A cell that is this many lines shorter than its row leaves a hole."""
FEW_WORDS = 6
"""A cell of so few words says something of the longer cell before it."""
SHARE = 0.75
"""Of the gaps in the first column of a table, at least this share are ends of rows."""

Rows = Callable[[Sequence[Glyphs]], list[Row]]


class Table(msgspec.Struct, frozen=True):
    """Rows ``first`` to ``last`` (exclusive) of the page are a table; ``cells`` are its blocks in reading order."""

    first: int
    last: int
    cells: list[list[Row]]


class _Line(msgspec.Struct, frozen=True):
    """A line of one column."""

    words: Row
    top: float
    bottom: float


class _Gap(msgspec.Struct, frozen=True):
    """White across all columns, from ``top`` to ``bottom``."""

    top: float
    bottom: float

    @property
    def size(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def find_table(rows: list[Row], rows_of: Rows) -> Table | None:
    """The largest table among ``rows`` that cannot be read line by line, if there is one."""
    runs = {
        run for gutter in gutters_of(rows, GUTTER) for run in clear_runs(rows, gutter, GUTTER, FEWEST_ROWS)
    }
    best: tuple[int, Table] | None = None
    refused: list[tuple[int, int, int]] = []
    for first, last in sorted(runs, key=lambda run: (run[0] - run[1], run))[:MOST_RUNS]:
        columns = columns_in([word for row in rows[first:last] for word in row], GUTTER)
        size = (last - first) * (len(columns) - 1)
        part = any(low <= first and last <= high and len(columns) <= count for low, high, count in refused)
        if size <= (best[0] if best else 0):
            continue
        # A part of what is no table may have numbers, but does not become one by chance.
        cells = _cells(columns, rows_of, numbered=part)
        if cells is None:
            refused.append((first, last, len(columns)))
        else:
            best = (size, Table(first, last, cells))
    return best[1] if best else None


def gutters_of(rows: list[Row], width: float, *, fewest: int = FEWEST_ROWS) -> list[float]:
    """The most frequent places of gaps of at least ``width`` within rows, most frequent first."""
    counts: dict[int, int] = {}
    for row in _with_next(rows):
        for a, b in itertools.pairwise(row):
            if b.x0 - a.x1 >= width:
                for step in range(int(a.x1 // GRID) + 1, int(b.x0 // GRID) + 1):
                    counts[step] = counts.get(step, 0) + 1
    level: list[list[int]] = []
    for step in sorted(counts):
        if level and step == level[-1][-1] + 1 and counts[step] == counts[level[-1][-1]]:
            level[-1].append(step)
        elif counts[step] >= fewest:
            level.append([step])
    level.sort(key=lambda steps: -counts[steps[0]])
    return [steps[len(steps) // 2] * GRID for steps in level[:GUTTER_CANDIDATES]]


def _with_next(rows: list[Row]) -> Iterator[Row]:
    """Every row, together with the next one where that stands half a line lower: columns need not keep step."""
    nothing: Row = []
    for row, below in zip(rows, [*rows[1:], nothing], strict=True):
        overlaps = below and min(w.y0 for w in below) < max(w.y1 for w in row) - 1
        yield sorted([*row, *below], key=lambda w: w.x0) if overlaps else row


def clear_runs(rows: list[Row], gutter: float, width: float, fewest: int) -> list[tuple[int, int]]:
    """Longest runs of at least ``fewest`` rows in which no word comes near a gutter of that width."""
    half = (width - GRID) / 2
    clear = [all(word.x1 <= gutter - half or word.x0 >= gutter + half for word in row) for row in rows]
    runs: list[tuple[int, int]] = []
    at = 0
    for free, members in itertools.groupby(clear):
        end = at + sum(1 for _ in members)
        if free and end - at >= fewest:
            runs.append((at, end))
        at = end
    return runs


def columns_in(words: Sequence[Glyphs], width: float) -> list[list[Glyphs]]:
    """The words of each of the columns that all ``words`` leave gutters of at least ``width`` between."""
    columns: list[list[Glyphs]] = []
    right = 0.0
    for word in sorted(words, key=lambda w: w.x0):
        if not columns or word.x0 - right >= width:
            columns.append([])
            right = word.x1
        columns[-1].append(word)
        right = max(right, word.x1)
    return columns


def _cells(parts: Sequence[Sequence[Glyphs]], rows_of: Rows, *, numbered: bool) -> list[list[Row]] | None:
    """The cells of a table in reading order; None where the words are no table, or one that reads line by line."""
    columns = [[_line(row) for row in rows_of(part)] for part in parts]
    steps = [b.top - a.top for column in columns for a, b in itertools.pairwise(column)]
    if not steps or count_on([[line.words for line in column] for column in columns]):
        return None
    usual = median(steps)
    gaps = list(_gaps([word for part in parts for word in part]))
    numbers = _numbers(columns[0])
    cuts = None
    if len(numbers) >= FEWEST_ROWS or (len(numbers) == 1 and len(columns) > 2):
        cuts = _by_numbers(columns, numbers, gaps, usual)
    elif not numbered:
        cuts = _by_alignment(columns, gaps, usual)
    if cuts is None:
        return None
    cells: list[list[Row]] = []
    marks = {id(line.words[0]) for line in numbers}
    for top, bottom in itertools.pairwise([float("-inf"), *cuts, float("inf")]):
        row = [
            [line.words for line in column if top <= (line.top + line.bottom) / 2 < bottom]
            for column in columns
        ]
        cells += _row_of(row, marks)
    return cells


def count_on(columns: Sequence[Sequence[Row]]) -> bool:
    """Whether each column holds several numbered headings, and the next column counts on from the last of them."""
    last = 0
    for column in columns:
        heads = (HEADED.match(" ".join(word.text for word in row[:4])) for row in column)
        found = [head[1] or head[2] for head in heads if head]
        numbers = [int(number) if number.isdigit() else ROMAN.get(number, 0) for number in found]
        if len(numbers) < FEWEST_HEADS or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            return False
        if last and numbers[0] != last + 1:
            return False
        last = numbers[-1]
    return True


def _line(words: Row) -> _Line:
    return _Line(words, min(w.y0 for w in words), max(w.y1 for w in words))


def _gaps(words: Sequence[Glyphs]) -> Iterator[_Gap]:
    """White strips across all columns, from top to bottom."""
    below = float("-inf")
    for word in sorted(words, key=lambda w: w.y0):
        if word.y0 > below > float("-inf"):
            yield _Gap(below, word.y0)
        below = max(below, word.y1)


def _numbers(column: Sequence[_Line]) -> list[_Line]:
    """The lines of a column that are rising numbers and nothing else; none where other lines are more."""
    found: list[_Line] = []
    last: int | None = None
    for line in column:
        match = NUMBER.match(line.words[0].text) if len(line.words) == 1 else None
        if match and (last is None or int(match[1]) == last + 1):
            found.append(line)
            last = int(match[1])
    return found if 2 * len(found) > len(column) else []


def _by_numbers(
    columns: Sequence[Sequence[_Line]], numbers: Sequence[_Line], gaps: Sequence[_Gap], usual: float
) -> list[float] | None:
    """Where the rows of a numbered table end: above each number, or between numbers that stand in the middle."""
    above = [_gap_above(number, gaps) for number in numbers]
    inner = _inner(columns)
    if all(gap is not None and gap.size >= min(inner + CLEAR, usual) for gap in above[1:]):
        beside = [line for number in numbers for line in _beside(columns[2:], number)]
        if 2 * sum(NUMBER.match(line.words[0].text) is not None for line in beside) > len(numbers):
            return None  # columns of a page, each with its own numbers
        if len(columns) < 3 and not _is_tight(columns[1], numbers):
            return None
        return [gap.middle for gap in above if gap is not None]
    cuts: list[float] = []
    lines = [line for column in columns[1:] for line in column]
    for a, b in itertools.pairwise(numbers):
        between = [gap for gap in gaps if a.top < gap.middle < b.bottom]
        widest = max(between, key=lambda gap: gap.size, default=None)
        if widest is None or widest.size < inner + CLEAR:
            return None
        cuts.append(widest.middle)
    for number, (top, bottom) in zip(numbers[1:], itertools.pairwise([*cuts, float("inf")]), strict=True):
        row = [line for line in lines if top < line.top < bottom]
        if not row or abs(_middle(*row) - _middle(number)) > usual:
            return None
    first = [gap for gap in gaps if gap.middle < numbers[0].top and gap.size >= inner + CLEAR]
    return [*(gap.middle for gap in first[-1:]), *cuts]


def _beside(columns: Sequence[Sequence[_Line]], number: _Line) -> list[_Line]:
    """The lines that begin at the height of a number."""
    return [line for column in columns for line in column if _level(line, number.top)]


def _middle(*lines: _Line) -> float:
    return (min(line.top for line in lines) + max(line.bottom for line in lines)) / 2


def _is_tight(column: Sequence[_Line], numbers: Sequence[_Line]) -> bool:
    """Whether numbers stand so near to what follows, or so far off its line, that they would not be read as cells."""
    beside = [line for number in numbers for line in _beside([column], number)]
    if len(beside) < len(numbers):
        return True
    height = median(line.bottom - line.top for line in beside)
    return min(line.words[0].x0 for line in beside) - max(n.words[-1].x1 for n in numbers) <= TIGHT * height


def _by_alignment(
    columns: Sequence[Sequence[_Line]], gaps: Sequence[_Gap], usual: float
) -> list[float] | None:
    """Where the rows of a table without numbers end: white across, below which cells begin at one height."""
    inner = _inner(columns)
    cuts: list[_Gap] = []
    for gap in gaps:
        heads = [line for column in columns if (line := _first_below(column, gap)) is not None]
        if gap.size >= inner + CLEAR and sum(_begins(line, gap) for line in heads) >= 2:
            cuts.append(gap)
    if len(cuts) < FEWEST_ROWS:
        return None
    own = [(a, b) for a, b in itertools.pairwise(columns[0]) if b.top - a.bottom >= inner + CLEAR]
    ends = sum(any(_begins(b, gap) for gap in cuts) for _, b in own)
    holes = sum(
        b.top - a.top >= HOLE * usual and any(_begins(b, gap) for gap in cuts)
        for column in columns
        for a, b in itertools.pairwise(column)
    )
    if not own or ends < SHARE * len(own) or holes < (1 if ends == len(own) else FEWEST_ROWS):
        return None
    return [gap.middle for gap in cuts]


def _inner(columns: Sequence[Sequence[_Line]]) -> float:
    """The usual white between two lines of a cell."""
    return max(0.0, median([b.top - a.bottom for column in columns for a, b in itertools.pairwise(column)]))


def _gap_above(line: _Line, gaps: Sequence[_Gap]) -> _Gap | None:
    return next((gap for gap in gaps if _begins(line, gap)), None)


def _begins(line: _Line, gap: _Gap) -> bool:
    """Whether the line stands right below the gap."""
    return _level(line, gap.bottom)


def _level(line: _Line, top: float) -> bool:
    return abs(line.top - top) <= ALIGNED * (line.bottom - line.top)


def _first_below(column: Sequence[_Line], gap: _Gap) -> _Line | None:
    return next((line for line in column if line.top >= gap.bottom), None)


def _row_of(row: Sequence[list[Row]], marks: set[int]) -> list[list[Row]]:
    """The blocks of one row of a table, given the lines of its cells: all cells in one line where each has one.

    Else each cell is by itself, but for a number (one of the words ``marks``), which stays in the line of the first,
    and for a few words (what a duty rests on, who answers for it), which belong to the cell before.
    """
    cells = [cell for cell in row if cell]
    if not cells:
        return []
    if all(len(cell) == 1 for cell in cells):
        return [[[word for number, cell in enumerate(cells) for word in _apart(cell[0], number)]]]
    for at, (number, first) in enumerate(itertools.pairwise(cells)):
        if len(number) == 1 and id(number[0][0]) in marks:
            cells[at : at + 2] = [[[*number[0], *_apart(first[0], 1)], *first[1:]]]
            break
    blocks = cells[:1]
    for cell in cells[1:]:
        if sum(map(len, cell)) <= FEW_WORDS < sum(map(len, blocks[-1])):
            blocks[-1] = [*blocks[-1], *cell]
        else:
            blocks.append(cell)
    return blocks


def _apart(words: Row, number: int) -> Row:
    """The words of a cell, told apart from the cell before."""
    return [msgspec.structs.replace(words[0], cell=True), *words[1:]] if number else words
