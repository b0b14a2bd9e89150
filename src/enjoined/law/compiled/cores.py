"""Cores of orders: of all that bears on people, what may reach some of them or asks something about them.

Most effects of an order certainly reach nobody of a class. Without these, classes of many orders are alike, and
each core is worked out once for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

from enjoined.law.compiled.frames import Frames
from enjoined.law.compiled.lines import Line
from enjoined.law.compiled.nodes import Excerpt
from enjoined.law.compiled.people import Person
from enjoined.law.compiled.selectors import Value
from enjoined.law.compiled.shapes import Shape, shape
from enjoined.law.compiled.timelines import (
    OpenFacts,
    Pending,
    Settled,
    Stretch,
    decide,
    open_facts_on,
    stretch_on,
    stretches,
)
from enjoined.law.facts import Fact
from enjoined.model import Day
from enjoined.registry.table import LawTable

__all__ = ["Core"]

NewLine = Callable[[list[Stretch]], Line]
_Worked = tuple[Stretch | Pending, tuple[Fact, ...]]


class Core:
    """An order without the nodes that certainly reach nobody of some class, and the lines worked out for it."""

    __slots__ = (
        "_by_content",
        "_excerpt",
        "_frames",
        "_law",
        "_lines",
        "_on",
        "_open",
        "_settled",
        "_shapes",
    )

    def __init__(self, law: LawTable, excerpt: Excerpt, frames: Frames, settled: Settled) -> None:
        self._excerpt = excerpt
        self._law = law
        self._frames = frames
        self._settled = settled
        self._shapes: dict[Hashable, tuple[list[Stretch | Pending], tuple[Fact, ...]]] = {}
        self._on: dict[tuple[Hashable, Day], _Worked] = {}
        self._open: dict[tuple[tuple[int, ...], Day], OpenFacts] = {}
        self._lines: dict[tuple[int, ...], Line] = {}
        self._by_content: dict[tuple[Stretch, ...], Line] = {}

    def line(self, values: Sequence[Value], numbers: Mapping[int, int], person: Person, new: NewLine) -> Line:
        """The line of the people of whom the variables say ``numbers`` (places in ``values``), as of ``person``.

        ``new`` makes a line of its stretches if there is none like it.
        """
        mine = tuple([numbers[n] for n in self._excerpt.variables])
        line = self._lines.get(mine)
        if line is None:
            line = self._lines[mine] = self._new_line(self._form(values, mine), person, new)
        return line

    def _new_line(self, form: Shape, person: Person, new: NewLine) -> Line:
        known = self._shapes.get(form.key)
        if known is None:
            frame = self._frames.of(form.values.values())
            rows = stretches(self._law, self._excerpt, frame, form.values, person, self._settled)
            known = self._shapes[form.key] = rows, form.facts
        rows, facts = known
        content = decide(rows, dict(zip(facts, form.weights, strict=True)))
        if not facts:
            return new(content)
        key = tuple(content)
        found = self._by_content.get(key)
        if found is None:
            found = self._by_content[key] = new(content)
        return found

    def on(self, values: Sequence[Value], numbers: Mapping[int, int], person: Person, day: Day) -> Stretch:
        """The status of those people on one day, without the rest of their line."""
        form = self._form(values, tuple([numbers[n] for n in self._excerpt.variables]))
        known = self._on.get((form.key, day))
        if known is None:
            frame = self._frames.of(form.values.values())
            law, excerpt, settled = self._law, self._excerpt, self._settled
            found = stretch_on(law, excerpt, frame, form.values, person, settled, day)
            known = self._on[form.key, day] = found, form.facts
        row, facts = known
        return decide([row], dict(zip(facts, form.weights, strict=True)))[0]

    def open_facts(
        self, values: Sequence[Value], numbers: Mapping[int, int], person: Person, day: Day
    ) -> OpenFacts:
        """The open facts behind the unclear status of those people on a day, under their own names."""
        excerpt = self._excerpt
        mine = tuple([numbers[n] for n in excerpt.variables])
        found = self._open.get((mine, day))
        if found is None:
            asked = {n: values[numbers[n]] for n in excerpt.variables}
            frame = self._frames.of(asked.values())
            found = self._open[mine, day] = open_facts_on(self._law, excerpt, frame, asked, person, day)
        return found

    def _form(self, values: Sequence[Value], numbers: tuple[int, ...]) -> Shape:
        mine = dict(zip(self._excerpt.variables, numbers, strict=True))
        return shape(self._law, {n: values[number] for n, number in mine.items()}, mine)
