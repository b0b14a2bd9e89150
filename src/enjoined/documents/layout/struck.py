"""Words that a line is drawn through: they are struck out, and no longer part of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from enjoined.documents.layout.glyphs import Glyphs
from enjoined.documents.page import Box

__all__ = ["without_struck"]

LOWEST: Final = 0.34
HIGHEST: Final = 0.68
"""A line through a word runs between these shares of its height, from the bottom: one below them lies under it."""
COVERED: Final = 0.6
"""It covers at least this share of the width of a word,"""
FILLED: Final = 0.7
"""and at least this share of it is in words: a line of ruled paper, or of a table, goes on beyond them."""


def without_struck(words: Sequence[Glyphs], strokes: Sequence[Box]) -> list[Glyphs]:
    """The words that no line is drawn through; words and lines are given in points from the top left.

    >>> word = Glyphs("gone", 10, 100, 34, 112, (10, 100, 34, 112))
    >>> without_struck([word], [(10, 106, 34, 107)]), without_struck([word], [(10, 111, 34, 112)]) == [word]
    ([], True)
    """
    level = [stroke for stroke in strokes if stroke[2] - stroke[0] > stroke[3] - stroke[1]]
    if not level:
        return list(words)
    order = sorted(range(len(words)), key=lambda at: _middle(words[at]))
    middles = [_middle(words[at]) for at in order]
    reach = max(word.y1 - word.y0 for word in words) / 2 if words else 0.0
    covered = dict[int, float]()
    for stroke in level:
        low, high = bisect_left(middles, stroke[1] - reach), bisect_right(middles, stroke[3] + reach)
        found = [at for at in order[low:high] if _crosses(stroke, words[at])]
        if not found:
            continue
        run = max(words[at].x1 for at in found) - min(words[at].x0 for at in found)
        if run >= FILLED * (stroke[2] - stroke[0]):
            for at in found:
                covered[at] = covered.get(at, 0.0) + _shared(stroke, words[at])
    return [
        word for at, word in enumerate(words) if covered.get(at, 0.0) < COVERED * max(word.x1 - word.x0, 1.0)
    ]


def _crosses(stroke: Box, word: Glyphs) -> bool:
    share = (word.y1 - (stroke[1] + stroke[3]) / 2) / max(word.y1 - word.y0, 1.0)
    return LOWEST <= share <= HIGHEST and _shared(stroke, word) > 0


def _middle(word: Glyphs) -> float:
    return (word.y0 + word.y1) / 2


def _shared(stroke: Box, word: Glyphs) -> float:
    return min(stroke[2], word.x1) - max(stroke[0], word.x0)
