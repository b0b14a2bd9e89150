"""Step functions: the status of a class of people under an order, from ever to as far as is known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

import msgspec

from enjoined.law.activity import View
from enjoined.law.cell import Cell
from enjoined.law.compiled.frames import Frame
from enjoined.law.compiled.kleene import Verdicts, verdicts
from enjoined.law.compiled.nodes import Excerpt, bits_of_texts, spans
from enjoined.law.compiled.people import Person
from enjoined.law.compiled.pieces import Bits, Piece, Space, worlds
from enjoined.law.compiled.selectors import Value
from enjoined.law.facts import Fact, FactKind
from enjoined.law.status import MOST_FACTS_SPLIT, NO_DUTY, OpenFact, Status, deciding, standing, verdict
from enjoined.model import NO, UNKNOWN, YES, ConditionId, Day, Effect, EffectId, Truth
from enjoined.registry.table import LawTable

__all__ = [
    "OpenFacts",
    "Pending",
    "Settled",
    "Stretch",
    "decide",
    "open_facts_on",
    "stretch_on",
    "stretches",
]


class Stretch(msgspec.Struct, frozen=True, gc=False):
    """Days with one status and one set of restraints in force, strongest first.

    ``loose`` are the statuses that nothing but an unsure date keeps an unclear stretch from having.
    """

    start: Day | None
    status: Status
    possible: frozenset[Status]
    active: tuple[EffectId, ...]
    loose: frozenset[Status] = frozenset()


class _Quick(View):
    """The reference view of an order's sample cell, with coverage taken from the pieces worked out already."""

    __slots__ = ("_excerpt", "_values")

    _excerpt: Excerpt
    _values: Mapping[int, Value]

    def known_coverage(self, excerpt: Excerpt, values: Mapping[int, Value]) -> _Quick:
        self._excerpt = excerpt
        self._values = values
        return self

    def covered(self, effect: Effect) -> Truth:
        node = self._excerpt.by_effect.get((effect.id, self.cell.condition.id))
        if node is None:
            return NO
        found = NO
        for text in node.texts:
            later = NO
            for part in text.parts:
                later |= self._part(part.before, part.who, part.after, effect)
                if later is YES:
                    break
            if later is UNKNOWN or later is not found:
                public = self._told(text.public, effect)
                found = later if public is YES else found if public is NO else UNKNOWN
        if node.binds is not None and found is not NO:
            found &= self._told(piece_on(self._values[node.binds], self.day), effect)
        return found

    def under(self, condition: ConditionId) -> View:
        """The view under another condition, with what was worked out for people of the same values."""
        cell = self.cell.under(self.law, condition)
        sibling = _Quick(self.law, cell, self.day, met=self.met)
        return sibling.known_coverage(self._excerpt, self._values)

    def _part(self, before: tuple[Piece, ...], who: int | None, after: Piece, effect: Effect) -> Truth:
        found = YES
        for piece in before:
            found &= self._told(piece, effect)
            if found is NO:
                return NO
        if who is not None:
            found &= self._told(piece_on(self._values[who], self.day), effect)
        return found if found is NO else found & self._told(after, effect)

    def _told(self, piece: Piece, effect: Effect) -> Truth:
        """The value of a piece, after asking every fact that the reference asks on the way to it."""
        if piece.asked:
            space = Space({}, 1, self.day)
            for fact in piece.asked:
                self.ask(space.at(fact), effect)
        return piece.truth


def piece_on(value: Value, day: Day) -> Piece:
    """The piece of a value that counts on a day."""
    if len(value) == 1:
        return value[0][1]
    return next(piece for start, piece in reversed(value) if start is None or start <= day)


class Pending(msgspec.Struct, frozen=True):
    """Unclear days that are ``split`` on their open facts, unless these are too many: then ``unsplit``.

    ``met`` are the facts met; how many facts each stands for is said later.
    """

    split: Stretch
    unsplit: Stretch
    met: tuple[Fact, ...]


Settled = dict[Hashable, Stretch | Pending]
"""Unclear days worked out already, by all that is looked at on them: other orders have the same."""


def stretches(
    law: LawTable,
    excerpt: Excerpt,
    frame: Frame,
    values: Mapping[int, Value],
    person: Person,
    settled: Settled,
) -> list[Stretch | Pending]:
    """The whole step function of the people who share the values, one of whom is ``person``."""
    return _Solver(law, excerpt, frame, values, person, settled).solve()


def stretch_on(
    law: LawTable,
    excerpt: Excerpt,
    frame: Frame,
    values: Mapping[int, Value],
    person: Person,
    settled: Settled,
    day: Day,
) -> Stretch | Pending:
    """The stretch of that step function which the day is in: the others are not worked out."""
    return _Solver(law, excerpt, frame, values, person, settled, day).solve()[0]


class OpenFacts(NamedTuple):
    """The facts that change an unclear status, with what each would settle; ``unsplit``: too many to be told apart."""

    deciding: tuple[OpenFact, ...]
    unsplit: tuple[Fact, ...] = ()


def open_facts_on(
    law: LawTable, excerpt: Excerpt, frame: Frame, values: Mapping[int, Value], person: Person, day: Day
) -> OpenFacts:
    """The open facts behind an unclear day of the people who share the values, one of whom is ``person``."""
    return _Solver(law, excerpt, frame, values, person, {}, day).open_facts(day)


def decide(rows: list[Stretch | Pending], weights: Mapping[Fact, int]) -> list[Stretch]:
    """The step function where each fact stands for as many as ``weights`` says, or for itself alone."""
    found = []
    for row in rows:
        if isinstance(row, Pending):
            many = sum(weights.get(fact, 1) for fact in row.met) > MOST_FACTS_SPLIT
            found.append(row.unsplit if many else row.split)
        else:
            found.append(row)
    return found


class _Solver:
    def __init__(
        self,
        law: LawTable,
        excerpt: Excerpt,
        frame: Frame,
        values: Mapping[int, Value],
        person: Person,
        settled: Settled,
        only: Day | None = None,
    ) -> None:
        self.law = law
        self.only = only
        self.frame = frame
        self.excerpt = excerpt
        self.values = values
        self._settled_before = settled
        self._person = person
        self._openings = [frame.opening(node) for node in excerpt.nodes]
        # Where an effect would be open without an end of its own counts only where something extends it.
        self._begun = [
            opening.begun if links.extends else _NOWHERE
            for opening, links in zip(self._openings, excerpt.links, strict=True)
        ]

    @cached_property
    def cell(self) -> Cell:
        return msgspec.structs.replace(self.excerpt.order.cell, recipient=self._person.recipient)

    def solve(self) -> list[Stretch | Pending]:
        frame, excerpt = self.frame, self.excerpt
        space = Space({}, frame.full, Day(0))
        people = {n: self._bits(value) for n, value in self.values.items()}
        covers = [bits_of_texts(node, people, space) for node in excerpt.nodes]
        windows = [opening.open for opening in self._openings]
        found = verdicts(excerpt, windows, self._begun, covers, space)
        nodes = excerpt.order.nodes
        restraints = [
            (nodes[n].effect.id, bits)
            for n, bits in zip(excerpt.restraints, found.restraints, strict=True)
            if bits
        ]
        steps: list[Stretch | Pending] = []
        chosen = self._changes(found)
        if self.only is not None:
            chosen = iter([bisect_right(frame.days, self.only)])
        for stretch in chosen:
            bit = 1 << stretch
            active = tuple([e for e, bits in restraints if bits & bit])
            start = frame.days[stretch - 1] if stretch else None
            for status, bits in found.statuses:
                if bits & bit:
                    sure = status is not Status.UNCLEAR
                    row = Stretch(start, status, _JUST[status], active) if sure else None
                    steps.append(row or self._unclear(stretch, start, active))
                    break
        return steps

    def _changes(self, found: Verdicts) -> Iterator[int]:
        """The stretches that may differ from the one before, and every unclear one."""
        moves = 1
        for _, bits in found.statuses:
            moves |= bits ^ (bits << 1)
        for bits in found.restraints:
            moves |= bits ^ (bits << 1)
        unclear = found.statuses[-1][1]
        if unclear:
            own = 0
            for opening in self._openings:
                own |= opening.changes
            for value in self.values.values():
                if len(value) > 1:
                    own |= self.frame.changes([day for day, _ in value if day is not None])
            moves |= unclear & own
        moves &= self.frame.full
        while moves:
            low = moves & -moves
            yield low.bit_length() - 1
            moves ^= low

    def _bits(self, value: Value) -> Bits:
        if len(value) == 1:
            truth, full = value[0][1].truth, self.frame.full
            return (full if truth is YES else 0), (0 if truth is NO else full)
        starts, pieces = zip(*value, strict=True)
        return self.frame.bits(spans(starts, [piece.truth for piece in pieces]))

    def _unclear(self, stretch: int, start: Day | None, active: tuple[EffectId, ...]) -> Stretch | Pending:
        """The stretch settled, or as an earlier one on which everything that is looked at was the same."""
        key = self._alike(stretch)
        known = None if key is None else self._settled_before.get(key)
        if known is None:
            known = self._settled(stretch, start, active)
            if key is not None:
                self._settled_before[key] = known
            return known
        if isinstance(known, Pending):
            split, unsplit = (msgspec.structs.replace(s, start=start) for s in (known.split, known.unsplit))
            return Pending(split, unsplit, known.met)
        return msgspec.structs.replace(known, start=start)

    def _alike(self, stretch: int) -> Hashable:
        """What days share that are alike, here or in other orders; ``None`` if facts of the very day are asked."""
        excerpt = self.excerpt
        if excerpt.asks_of_today:
            return None
        day, bit = self.frame.day(stretch), 1 << stretch
        live = [n for n, opening in enumerate(self._openings) if opening.looked_at & bit]
        nodes = [excerpt.nodes[n] for n in live]
        if any(node.window.is_open(day) for node in nodes):
            return None
        windows = [(bool(self._openings[n].open[0] & bit), bool(self._begun[n][0] & bit)) for n in live]
        variables = set().union(*[node.variables for node in nodes])
        values = [piece_on(self.values[n], day).key for n in sorted(variables)]
        key = excerpt.order.key(tuple([excerpt.live[n] for n in live]))
        return key, tuple(windows), tuple(values), self.only is None

    # --- unclear stretches: every completion of the open facts ---------------------------------------------------

    def _settled(self, stretch: int, start: Day | None, active: tuple[EffectId, ...]) -> Stretch | Pending:
        day = self.frame.day(stretch)
        facts = tuple(self._met(day))
        anything = frozenset(Status)
        unsplit = Stretch(start, Status.UNCLEAR, anything, active, self._loose(day, facts, anything))
        if len(facts) > MOST_FACTS_SPLIT:
            return unsplit
        return Pending(self._split(day, start, active, facts), unsplit, facts)

    def _split(
        self, day: Day, start: Day | None, active: tuple[EffectId, ...], facts: tuple[Fact, ...]
    ) -> Stretch:
        holds, rows = worlds(self.law, facts, self.cell)
        outcomes = self._completed(day, holds, rows)
        possible = frozenset(status for status, bits in outcomes.statuses if bits)
        duty = rows
        for status, bits in outcomes.statuses:
            if status in NO_DUTY:
                duty &= ~bits
        nodes = self.excerpt.order.nodes
        sure = [
            n
            for n, bits in zip(self.excerpt.restraints, outcomes.restraints, strict=True)
            if duty and bits & duty == duty
        ]
        if sure:
            grade = nodes[sure[0]].effect.grade
            status = next(s for s, bits in outcomes.statuses if s.value == (grade.value if grade else ""))
            ids = tuple(nodes[n].effect.id for n in sure)
            return Stretch(start, status, _JUST[status], ids)
        if len(possible) == 1:
            return Stretch(start, next(iter(possible)), possible, active)
        return Stretch(start, Status.UNCLEAR, possible, active, self._loose(day, facts, possible))

    def open_facts(self, day: Day) -> OpenFacts:
        met = self._met(day)
        facts = tuple(met)
        if len(facts) > MOST_FACTS_SPLIT:
            return OpenFacts((), facts)
        holds, full = worlds(self.law, facts, self.cell)
        found = self._completed(day, holds, full)
        outcomes = {
            tuple([bool(holds[fact] >> n & 1) for fact in facts]): next(
                status for status, bits in found.statuses if bits >> n & 1
            )
            for n in range(full.bit_length())
        }
        return OpenFacts(tuple(deciding(facts, outcomes, met)))

    def _met(self, day: Day) -> Mapping[Fact, EffectId]:
        """The facts met on what may be in force, as ``law.status.solve`` looks at it."""
        view = self._view(day)
        verdict(view, self.excerpt.bearing)
        bearing = standing(view, self.excerpt.bearing)
        view = self._view(day)
        verdict(view, bearing)
        return view.met

    def _view(self, day: Day) -> _Quick:
        return _Quick(self.law, self.cell, day).known_coverage(self.excerpt, self.values)

    def _completed(self, day: Day, holds: Mapping[Fact, int], full: int) -> Verdicts:
        """The verdicts in all completions of some facts that can hold together, as :func:`worlds` gives them."""
        space = Space(holds, full, day)
        excerpt = self.excerpt
        people = {n: piece_on(value, day).bits(space) for n, value in self.values.items()}
        covers = [bits_of_texts(node, people, space) for node in excerpt.nodes]
        windows = [node.window.piece(day).bits(space) for node in excerpt.nodes]
        begun = [
            node.window.piece(day, ends=False).bits(space) if links.extends else _NOWHERE
            for node, links in zip(excerpt.nodes, excerpt.links, strict=True)
        ]
        return verdicts(excerpt, windows, begun, covers, space)

    def _loose(self, day: Day, facts: tuple[Fact, ...], possible: frozenset[Status]) -> frozenset[Status]:
        """The possible statuses that the stretch has if all unsure dates had come, or none (not asked of one day)."""
        if self.only is not None:
            return frozenset()
        dates = [fact for fact in facts if fact.kind is FactKind.OCCURRED]
        if not dates:
            return frozenset()
        # Two worlds: in the second, all unsure dates have come.
        found = self._completed(day, dict.fromkeys(dates, 0b10), 0b11)
        return possible & frozenset([s for s, bits in found.statuses if bits and s is not Status.UNCLEAR])


_NOWHERE: Final = (0, 0)
_JUST: Final = {status: frozenset({status}) for status in Status}
