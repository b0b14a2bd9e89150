"""The numbers down the left margin of court papers (1 to 28 on pleading paper): no part of what the lines say.

They are taken away before words are put in order and characters counted, so that a sentence, a date or a citation that
runs over a line end reads on. A list or a table with numbers is told apart by what stands beside them: lines of
running text begin in the middle of a sentence, and blank lines of the paper are numbered too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median
from typing import Final, NamedTuple

from enjoined.documents.layout.glyphs import Glyphs

__all__ = ["without_line_numbers", "without_numbered_lines"]

LEAST: Final = 20
"""Pleading paper has 25 to 32 lines; a short page or a bad scan shows at least so many of their numbers."""
MOST: Final = 40
PRESENT: Final = 0.8
"""Of the numbers up to the highest, at least this share is there."""
RUNNING: Final = 0.15
"""At least this share of the numbers stands beside nothing, or beside a line that goes on in small letters."""
BAND: Final = 16.0
"""The numbers end within so many points of one another, whether set flush left or right."""
OFF: Final = 0.35
"""How far a number may stand from its place, as a share of the distance between lines."""
SKIPPED: Final = 3
"""So many numbers may be lost between two that were read."""
BETWEEN: Final = 3
"""So many lines without a number may stand between two numbers (single-spaced quotations, footnotes)."""

_LINE: Final = re.compile(r"[ \t]*(\d{1,2})(?:[ \t]+(\S.*)?)?$")


def without_line_numbers(words: Sequence[Glyphs]) -> Sequence[Glyphs]:
    """The words of a page without the line numbers in its left margin; all of them where it has none.

    >>> numbers = [Glyphs(str(n), 50, 24 * n, 58, 24 * n + 9, (50, 24 * n, 58, 24 * n + 9)) for n in range(1, 29)]
    >>> text = [Glyphs("and", 90, 24 * n, 120, 24 * n + 9, (90, 24 * n, 120, 24 * n + 9)) for n in range(1, 29)]
    >>> {word.text for word in without_line_numbers(numbers + text)}
    {'and'}
    """
    numbers = [w for w in words if w.text.isdecimal() and len(w.text) < 3 and 0 < int(w.text) <= MOST]
    if len(numbers) < LEAST:
        return words
    edge = min(w.x1 for w in numbers)
    column = sorted((w for w in numbers if w.x1 <= edge + BAND), key=lambda w: w.y0)
    steps = [
        (low.y0 - high.y0) / (int(low.text) - int(high.text))
        for high, low in itertools.pairwise(column)
        if int(low.text) > int(high.text)
    ]
    step = median(steps) if steps else 0.0
    if step <= 0:
        return words
    # All stand on one ladder: what is off it is a page number, or a number of the text.
    foot = median(w.y0 - step * int(w.text) for w in column)
    ladder = [w for w in column if abs(w.y0 - foot - step * int(w.text)) <= OFF * step]
    if not _are_lines([int(w.text) for w in ladder]):
        return words
    taken = set(map(id, ladder))
    others = [w for w in words if id(w) not in taken]
    running = 0
    for number in ladder:
        beside = [w for w in others if abs((w.y0 + w.y1) - (number.y0 + number.y1)) <= OFF * step * 2]
        first = min(beside, key=lambda w: w.x0, default=None)
        running += first is None or (first.x0 > number.x0 and first.text[0].islower())
    return others if running >= RUNNING * len(ladder) else words


def without_numbered_lines(text: str) -> str:
    """The text of a page without the numbers at the starts of its lines; as it is where they are no line numbers.

    >>> page = "\\n".join(f"{n} and the court finds" for n in range(1, 29))
    >>> without_numbered_lines(page).split("\\n")[27]
    'and the court finds'
    """
    lines = text.split("\n")
    seen: list[_Numbered] = []
    between = 0
    changed = False
    for at, line in enumerate(lines):
        found = _LINE.match(line)
        value = int(found[1]) if found else 0
        due = seen[-1].number if seen else 0
        if found and (value == 1 or due < value <= due + SKIPPED):
            if value <= due:
                changed |= _strip(lines, seen)
                seen = []
            seen.append(_Numbered(at, value, found[2] or "", between))
            between = 0
        elif line.strip():
            between += 1
            if between > BETWEEN:
                changed |= _strip(lines, seen)
                seen = []
    changed |= _strip(lines, seen)
    return "\n".join(lines) if changed else text


class _Numbered(NamedTuple):
    """A line that begins with a number: what follows it, and how many others stand between it and the one before."""

    line: int
    number: int
    rest: str
    between: int


def _strip(lines: list[str], seen: Sequence[_Numbered]) -> bool:
    """Take the numbers from these lines, if they number lines of a page."""
    if not _are_lines([numbered.number for numbered in seen]):
        return False
    # A number alone above its own text is that of a condition.
    running = sum(
        here.rest[0].islower() if here.rest else below is None or not below.between
        for here, below in itertools.zip_longest(seen, seen[1:])
    )
    if running < RUNNING * len(seen):
        return False
    for numbered in seen:
        lines[numbered.line] = numbered.rest
    return True


def _are_lines(numbers: Sequence[int]) -> bool:
    """Whether there are enough of the numbers from 1 on, each once."""
    return (
        len(numbers) >= LEAST
        and len(set(numbers)) == len(numbers)
        and min(numbers) <= SKIPPED
        and max(numbers) <= MOST
        and len(numbers) >= PRESENT * max(numbers)
    )
