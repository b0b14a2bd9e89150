"""Findings: what the states of all limbs that bear on a condition make of it, and how this goes through time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

import msgspec

from enjoined.law.cell import Cell
from enjoined.law.compiled.courses import Course, State
from enjoined.law.compiled.kleene import Verdicts, verdicts
from enjoined.law.compiled.pieces import Space, worlds
from enjoined.law.facts import Fact, FactKind
from enjoined.law.status import MOST_FACTS_SPLIT, NO_DUTY, OpenFact, Status, by_start, deciding
from enjoined.model import FIRST_DAY, NO, UNKNOWN, YES, Day, EffectId, Grade, Truth
from enjoined.registry.table import LawTable

__all__ = ["Finding", "Findings", "OpenFacts", "Pending", "decide"]

States = tuple[State, ...]
"""Of what bears on a condition, without what is out: impositions first, then restraints, strongest first."""


class Finding(msgspec.Struct, frozen=True, gc=False):
    """A status with the restraints in force, strongest first.

    ``loose`` are the statuses that nothing but an unsure date keeps an unclear status from being.
    """

    status: Status
    possible: frozenset[Status]
    active: tuple[EffectId, ...]
    loose: frozenset[Status] = frozenset()


class Pending(msgspec.Struct, frozen=True):
    """An unclear finding that is ``split`` on its open facts, unless these are too many: then ``unsplit``.

    ``met`` are the facts met; how many facts each stands for is said later.
    """

    split: Finding
    unsplit: Finding
    met: tuple[Fact, ...]


class OpenFacts(NamedTuple):
    """The facts that change an unclear status, with what each would settle; ``unsplit``: too many to be told apart."""

    deciding: tuple[OpenFact, ...]
    unsplit: tuple[Fact, ...] = ()


def decide(found: Iterable[Finding | Pending], weights: Mapping[Fact, int]) -> list[Finding]:
    """The findings where each fact stands for as many as ``weights`` says, or for itself alone."""
    if not weights:
        return [one if isinstance(one, Finding) else one.split for one in found]
    return [
        one
        if isinstance(one, Finding)
        else one.unsplit
        if sum([weights.get(fact, 1) for fact in one.met]) > MOST_FACTS_SPLIT
        else one.split
        for one in found
    ]


class Findings:
    """What states make of a condition together, each combination once."""

    def __init__(self, law: LawTable) -> None:
        self._law = law
        self._known: dict[States, Finding | Pending] = {}
        self._dated: dict[tuple[States, Day], Finding | Pending] = {}
        self._open: dict[tuple[States, Day | None], OpenFacts] = {}

    def through(self, courses: Sequence[Course], cell: Cell) -> tuple[list[Day], list[Finding | Pending]]:
        """The days on which the finding may change, and the findings: before the first of them, then from each on."""
        moves = [
            (day, n, state) for n, course in enumerate(courses) for day, state in course.steps[1:] if day
        ]
        moves.sort(key=itemgetter(0))
        now: list[State | None] = [None] * len(courses)  # before the first day nothing has begun
        days: list[Day] = []
        known = self._known
        last = self.on((), FIRST_DAY, cell)
        found = [last]
        end = len(moves) - 1
        for i, (day, n, state) in enumerate(moves):
            now[n] = state
            if i < end and moves[i + 1][0] == day:
                continue
            states = tuple(filter(None, now))
            next_ = known.get(states) or self.on(states, day, cell)
            if next_ is not last:
                days.append(day)
                found.append(next_)
                last = next_
        return days, found

    def on(self, states: States, day: Day, cell: Cell) -> Finding | Pending:
        """The finding on a day; ``cell`` is of the condition and of such awards."""
        found = self._known.get(states)
        if found is not None:
            return found
        if any(state.dated for state in states):
            found = self._dated.get((states, day))
            if found is None:
                found = self._dated[states, day] = self._new(states, day, cell)
            return found
        found = self._known[states] = self._new(states, day, cell)
        return found

    def _new(self, states: States, day: Day, cell: Cell) -> Finding | Pending:
        """As ``law.status.verdict`` and ``solve`` have it."""
        imposed: Truth = NO
        taken_back: Truth = NO
        in_force: list[State] = []
        open_ = False
        for state in states:
            if state.imposes:
                imposed |= state.active
                taken_back |= state.but_for_ends
            elif state.active is YES:
                in_force.append(state)
            else:
                open_ = open_ or state.active is UNKNOWN
        if imposed is NO and taken_back is not UNKNOWN:
            return _certain(Status.WITHDRAWN if taken_back is YES else Status.NOT_IMPOSED)
        if imposed is not NO and in_force:
            return _restrained(in_force)
        if imposed is YES and not open_:
            return _certain(Status.BINDING)
        return self._unclear(states, day, cell)

    # --- unclear days: every completion of the open facts -----------------------------------------------------------

    def _unclear(self, states: States, day: Day, cell: Cell) -> Finding | Pending:
        facts = tuple(_met(states, day))
        anything = frozenset(Status)
        unsplit = Finding(Status.UNCLEAR, anything, (), _loose(states, day, facts, anything))
        if len(facts) > MOST_FACTS_SPLIT:
            return unsplit
        return Pending(self._split(states, day, cell, facts), unsplit, facts)

    def _split(self, states: States, day: Day, cell: Cell, facts: tuple[Fact, ...]) -> Finding:
        holds, rows = worlds(self._law, facts, cell)
        outcomes = _completed(states, Space(holds, rows, day))
        possible = frozenset(status for status, bits in outcomes.statuses if bits)
        duty = rows
        for status, bits in outcomes.statuses:
            if status in NO_DUTY:
                duty &= ~bits
        restraints = [state for state in states if not state.imposes]
        sure = [
            state
            for state, bits in zip(restraints, outcomes.restraints, strict=True)
            if duty and bits & duty == duty
        ]
        if sure:
            return _restrained(sure)
        if len(possible) == 1:
            return Finding(next(iter(possible)), possible, ())
        return Finding(Status.UNCLEAR, possible, (), _loose(states, day, facts, possible))

    def open_facts(self, states: States, day: Day, cell: Cell) -> OpenFacts:
        """The open facts behind an unclear finding on a day, looked for once for all days in the same states."""
        key = states, day if any(state.dated for state in states) else None
        found = self._open.get(key)
        if found is None:
            found = self._open[key] = self._new_open_facts(states, day, cell)
        return found

    def _new_open_facts(self, states: States, day: Day, cell: Cell) -> OpenFacts:
        met = _met(states, day)
        facts = tuple(met)
        if len(facts) > MOST_FACTS_SPLIT:
            return OpenFacts((), facts)
        holds, full = worlds(self._law, facts, cell)
        found = _completed(states, Space(holds, full, day))
        outcomes = {
            tuple([bool(holds[fact] >> n & 1) for fact in facts]): next(
                status for status, bits in found.statuses if bits >> n & 1
            )
            for n in range(full.bit_length())
        }
        return OpenFacts(tuple(deciding(facts, outcomes, met)))


def _met(states: States, day: Day) -> dict[Fact, EffectId]:
    """The facts that the reference meets, in order, each with the effect that first turned on it."""
    found: dict[Fact, EffectId] = {}

    def add(met: Mapping[Fact, EffectId]) -> None:
        for fact, effect in met.items():
            found.setdefault(fact, effect)

    by_date = sorted(states, key=lambda state: by_start(state.effect))
    impositions = [state for state in by_date if state.imposes]
    imposed: Truth = NO
    for state in impositions:
        imposed |= state.active
        add(state.met(day)[0])
    if imposed is not YES:
        for state in impositions:
            add(state.met(day)[1])
    if imposed is not NO:
        for state in by_date:
            if not state.imposes:
                add(state.met(day)[0])
    return found


def _completed(states: States, space: Space) -> Verdicts:
    """The verdicts in all completions of some facts that can hold together, as :func:`worlds` gives them."""
    impositions = [state.bits(space) for state in states if state.imposes]
    restraints = [(state.effect.grade, state.bits(space).active) for state in states if not state.imposes]
    return verdicts(impositions, restraints, space.full)


def _loose(
    states: States, day: Day, facts: tuple[Fact, ...], possible: frozenset[Status]
) -> frozenset[Status]:
    """The possible statuses that the finding has if all unsure dates had come, or none."""
    dates = [fact for fact in facts if fact.kind is FactKind.OCCURRED]
    if not dates:
        return frozenset()
    # Two worlds: in the second, all unsure dates have come.
    found = _completed(states, Space(dict.fromkeys(dates, 0b10), 0b11, day))
    return possible & frozenset([s for s, bits in found.statuses if bits and s is not Status.UNCLEAR])


def _restrained(states: Sequence[State]) -> Finding:
    """The finding where restraints are in force, strongest first."""
    status = Status((states[0].effect.grade or Grade.NOT_ENFORCED).value)
    return Finding(status, _JUST[status], tuple([state.effect.id for state in states]))


def _certain(status: Status) -> Finding:
    return Finding(status, _JUST[status], ())


_JUST: Final = {status: frozenset({status}) for status in Status}
