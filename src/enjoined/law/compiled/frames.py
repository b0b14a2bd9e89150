"""The days of an order as bits: the stretches between them, and where among these each effect is open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from enjoined.law.compiled.nodes import Node, Spans
from enjoined.law.compiled.pieces import Bits
from enjoined.law.compiled.selectors import Value
from enjoined.model import YES, Day, EffectId

__all__ = ["Frame", "Frames"]


class Opening(NamedTuple):
    """Where among the days of a frame an effect is open and begun, the reference looks at it, anything may change."""

    open: Bits
    begun: Bits
    looked_at: int
    changes: int


class Frame:
    """Days at which anything can change, and the stretches between them: one bit for each, the first before all."""

    def __init__(self, days: Iterable[Day]) -> None:
        self.days = tuple(sorted(days))
        self.full = (1 << (len(self.days) + 1)) - 1
        self._bit = {day: 2 << n for n, day in enumerate(self.days)}
        self._openings: dict[EffectId, Opening] = {}

    def opening(self, node: Node) -> Opening:
        """Where the effect of a node is open."""
        found = self._openings.get(node.effect.id)
        if found is None:
            window = node.window
            steps = (self.bits(spans) for spans in (window.steps, window.begun, window.looked_at))
            opened, begun, looked_at = steps
            found = Opening(opened, begun, looked_at[1], self.changes(node.days))
            self._openings[node.effect.id] = found
        return found

    def day(self, stretch: int) -> Day:
        """The first day of a stretch; a day before the first boundary for the first stretch."""
        if stretch:
            return self.days[stretch - 1]
        return Day(self.days[0] - 1) if self.days else Day(1)

    def changes(self, days: Iterable[Day]) -> int:
        """The stretches that begin on some of its days."""
        found = 0
        for day in days:
            found |= self._bit[day]
        return found

    def bits(self, spans: Spans) -> Bits:
        """A step function as bits; its days are among those of the frame."""
        must = may = 0
        for start, end, truth in spans:
            first = 1 if start is None else self._bit[start]
            last = self.full + 1 if end is None else self._bit[end]
            may |= last - first
            if truth is YES:
                must |= last - first
        return must, may


class Frames:
    """The frame of all days of an order, and those with days of recorded edges besides."""

    def __init__(self, days: frozenset[Day]) -> None:
        self._days = days
        self.usual = Frame(self._days)
        self._others: dict[frozenset[Day], Frame] = {}

    def of(self, values: Iterable[Value]) -> Frame:
        """The frame that has the days of some values too."""
        dated = [value for value in values if len(value) > 1]
        days = frozenset([day for value in dated for day, _ in value if day is not None]) - self._days
        if not days:
            return self.usual
        found = self._others.get(days)
        if found is None:
            found = self._others[days] = Frame(self._days | days)
        return found
