"""The status of a cell on a day, and how open facts are settled by cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import product
from typing import Final

import msgspec

from enjoined.law.activity import Settled, View
from enjoined.law.cell import Cell
from enjoined.law.coverage.who import known_recipient, possible_kinds
from enjoined.law.facts import LASTING, Fact, FactKind, governments_meant
from enjoined.model import (
    NO,
    UNKNOWN,
    YES,
    Condition,
    Day,
    Effect,
    EffectId,
    Grade,
    RecipientId,
    Truth,
    Verb,
)
from enjoined.registry.table import LawTable

__all__ = [
    "BOUND_TOGETHER",
    "MOST_FACTS_SPLIT",
    "Bearing",
    "OpenFact",
    "Solution",
    "Status",
    "bearing_of",
    "bearing_on",
    "by_strength",
    "completions",
    "deciding",
    "is_such_a_part",
    "solve",
    "standing",
    "verdict",
    "with_dates",
]

MOST_FACTS_SPLIT: Final = 8
"""An answer that turns on more open facts than this is left as Kleene logic has it: unclear, which is safe."""


class Status(StrEnum):
    """What a condition is to a recipient on a day."""

    BINDING = "binding"
    ENJOINED = "enjoined"
    VACATED = "vacated"
    NOT_ENFORCED = "not-enforced"
    WITHDRAWN = "withdrawn"
    NOT_IMPOSED = "not-imposed"
    UNCLEAR = "unclear"

    @property
    def meaning(self) -> str:
        """One sentence that says what the status means in law."""
        return _MEANING[self]

    @property
    def words(self) -> str:
        """The status as it stands in a sentence.

        >>> Status.NOT_ENFORCED.words
        'not enforced'
        """
        return self.value.replace("-", " ")

    @property
    def sign(self) -> str:
        """One character: filled where the duty binds, open where it is held back. Colour is never the only signal."""
        return _SIGN[self]

    @property
    def is_restrained(self) -> bool:
        """Whether the duty exists but something keeps it from being enforced."""
        return self in _OF_GRADE.values()


_MEANING: Final = {
    Status.BINDING: "The condition binds you if you have accepted the award or accept it.",
    Status.ENJOINED: "A court order in force keeps the agency from enforcing the condition against you.",
    Status.VACATED: "A court has set the condition aside.",
    Status.NOT_ENFORCED: "No court order protects you, but the agency has said that it will not enforce the condition.",
    Status.WITHDRAWN: "The agency imposed the condition and has taken it back.",
    Status.NOT_IMPOSED: "The condition was not put on such an award of such a recipient.",
    Status.UNCLEAR: "What is on record does not settle it; the facts that would are named.",
}
_SIGN: Final = {
    Status.BINDING: "●",
    Status.ENJOINED: "○",
    Status.VACATED: "○",
    Status.NOT_ENFORCED: "◐",
    Status.WITHDRAWN: "–",
    Status.NOT_IMPOSED: "·",
    Status.UNCLEAR: "?",
}
_OF_GRADE: Final = {
    Grade.VACATED: Status.VACATED,
    Grade.ENJOINED: Status.ENJOINED,
    Grade.NOT_ENFORCED: Status.NOT_ENFORCED,
}


NO_DUTY: Final = frozenset({Status.NOT_IMPOSED, Status.WITHDRAWN})
"""Statuses under which there is nothing to comply with."""

_LEAST_PROTECTION_FIRST: Final = (
    Status.BINDING,
    Status.UNCLEAR,
    Status.NOT_ENFORCED,
    Status.ENJOINED,
    Status.VACATED,
    Status.WITHDRAWN,
    Status.NOT_IMPOSED,
)


def worst(statuses: Iterable[Status]) -> Status:
    """The status that protects the recipient least: the one to show where several conditions share a line.

    >>> worst([Status.ENJOINED, Status.BINDING])
    <Status.BINDING: 'binding'>
    """
    return min(statuses, key=_LEAST_PROTECTION_FIRST.index)


class Bearing(msgspec.Struct, frozen=True, kw_only=True):
    """The effects that can bear on a condition at all: its impositions and its restraints, in order of start."""

    impositions: tuple[Effect, ...]
    restraints: tuple[Effect, ...]

    def only(self, effects: Iterable[EffectId]) -> Bearing:
        """The same without all other effects: those that certainly never reach a cell cost nothing any more."""
        kept = frozenset(effects)
        return Bearing(
            impositions=tuple(e for e in self.impositions if e.id in kept),
            restraints=tuple(e for e in self.restraints if e.id in kept),
        )


class OpenFact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that changes the status: what it would be with the fact and without, and the effect that turns on it."""

    fact: Fact
    yes: Status
    no: Status
    effect: EffectId


class Solution(msgspec.Struct, frozen=True, kw_only=True):
    """The status of a cell on a day.

    ``active`` are the restraints certainly in force, strongest first. ``possible`` are the statuses that some
    completion of the open facts gives (one, unless the status is unclear); any, where facts are left ``unsplit``.
    """

    status: Status
    active: tuple[EffectId, ...]
    possible: frozenset[Status]
    open_facts: tuple[OpenFact, ...] = ()
    unsplit: tuple[Fact, ...] = ()

    @property
    def outcomes(self) -> tuple[Status, ...]:
        """The possible statuses in order; none where too many facts are open to say."""
        return () if self.unsplit else tuple(s for s in Status if s in self.possible)


def bearing_on(law: LawTable, cell: Cell) -> Bearing:
    """The impositions and the restraints whose text may reach the cell's condition."""
    return bearing_of(law.effects.values(), cell.condition)


def bearing_of(effects: Iterable[Effect], condition: Condition) -> Bearing:
    """The impositions and the restraints among some effects whose text may reach a condition."""
    found: dict[Verb, list[Effect]] = {Verb.IMPOSE: [], Verb.RESTRAIN: []}
    for effect in effects:
        if effect.verb in found and _may_reach(effect, condition):
            found[effect.verb].append(effect)
    impositions, restraints = (tuple(sorted(effects, key=by_start)) for effects in found.values())
    return Bearing(impositions=impositions, restraints=restraints)


def _may_reach(effect: Effect, condition: Condition) -> bool:
    """Whether the ids, instruments and families named leave the condition in; nothing else is looked at."""
    return any(
        (not p.conditions.ids or condition.id in p.conditions.ids)
        and (not p.conditions.instruments or condition.instrument in p.conditions.instruments)
        and (not p.conditions.families or condition.family in p.conditions.families)
        for scope in effect.scopes
        for p in scope.products
    )


def by_start(effect: Effect) -> tuple[int, str]:
    """A key that sorts effects: earliest start first, then id."""
    return effect.start.earliest, effect.id


def solve(
    law: LawTable,
    cell: Cell,
    bearing: Bearing,
    day: Day,
    *,
    settled: Settled | None = None,
    dropped: frozenset[EffectId] = frozenset(),
) -> Solution:
    """The status on the day; before it is called unclear, every completion of the open facts is looked at."""
    settled = {} if settled is None else settled
    view = View(law, cell, day, settled=settled, dropped=dropped)
    status, active = verdict(view, bearing)
    if status is not Status.UNCLEAR:
        return Solution(status=status, active=active, possible=frozenset({status}))
    bearing = standing(view, bearing)
    view = View(law, cell, day, settled=settled, dropped=dropped)
    verdict(view, bearing)
    met = view.met
    facts = tuple(met)
    if len(facts) > MOST_FACTS_SPLIT:
        return Solution(status=status, active=active, possible=frozenset(Status), unsplit=facts)
    outcomes: dict[tuple[bool, ...], Status] = {}
    always: set[EffectId] | None = None
    for values in completions(law, facts, cell):
        assumed = dict(zip(facts, values, strict=True))
        world = View(law, cell, day, settled=settled, assumed=assumed, dropped=dropped)
        outcomes[values], in_force = verdict(world, bearing)
        if outcomes[values] not in NO_DUTY:
            always = set(in_force) if always is None else always.intersection(in_force)
    possible = frozenset(outcomes.values())
    if always:
        # Unknown piece by piece, but in force whichever way the facts fall: as certain as any.
        sure = sorted((law.effects[e] for e in always), key=by_strength)
        status = _of(sure[0])
        return Solution(status=status, active=tuple(e.id for e in sure), possible=frozenset({status}))
    if len(possible) == 1:
        return Solution(status=next(iter(possible)), active=active, possible=possible)
    return Solution(
        status=Status.UNCLEAR,
        active=active,
        possible=possible,
        open_facts=tuple(deciding(facts, outcomes, met)),
    )


def with_dates(law: LawTable, cell: Cell, bearing: Bearing, day: Day, *, past: bool) -> Status:
    """The status if every event of unsure date had happened by the day (``past``), or had not; the rest stays open."""
    view = View(law, cell, day)
    verdict(view, bearing)
    dates = {fact: past for fact in view.met if fact.kind is FactKind.OCCURRED}
    return verdict(View(law, cell, day, assumed=dates), bearing)[0]


def standing(view: View, bearing: Bearing) -> Bearing:
    """Without the restraints that are certainly not in force: so it is whichever way the facts met on them fall."""
    restraints = tuple([e for e in bearing.restraints if view.active(e.id) is not NO])
    return Bearing(impositions=bearing.impositions, restraints=restraints)


def verdict(view: View, bearing: Bearing) -> tuple[Status, tuple[EffectId, ...]]:
    """The status by precedence, and the restraints certainly in force."""
    imposed: Truth = NO
    for imposition in bearing.impositions:
        imposed |= view.active(imposition.id)
    if imposed is not YES:
        taken_back: Truth = NO
        for imposition in bearing.impositions:
            taken_back |= view.active_but_for_ends(imposition.id)
        if imposed is NO:
            return _WITHOUT_DUTY[taken_back], ()
    values = [(effect, view.active(effect.id)) for effect in bearing.restraints]
    active = sorted((e for e, value in values if value is YES), key=by_strength)
    ids = tuple(e.id for e in active)
    if active:
        return _of(active[0]), ids
    if imposed is UNKNOWN or any(value is UNKNOWN for _, value in values):
        return Status.UNCLEAR, ids
    return Status.BINDING, ids


_WITHOUT_DUTY: Final = {NO: Status.NOT_IMPOSED, UNKNOWN: Status.UNCLEAR, YES: Status.WITHDRAWN}
_STRENGTH: Final = tuple(Grade)


def _grade(restraint: Effect) -> Grade:
    """The grade that the registry makes sure every restraint has."""
    return restraint.grade or Grade.NOT_ENFORCED


def _of(restraint: Effect) -> Status:
    return _OF_GRADE[_grade(restraint)]


def by_strength(effect: Effect) -> tuple[int, int, str]:
    """A key that sorts restraints: strongest grade first, then earliest start, then id."""
    return _STRENGTH.index(_grade(effect)), *by_start(effect)


BOUND_TOGETHER: Final = frozenset(
    {FactKind.PROGRAM, FactKind.FISCAL_YEAR, FactKind.PENDING_ON, FactKind.PART_OF_GOVERNMENT}
)
"""What bears on facts of other kinds or other names; of all other kinds only the days of one matter bear on another."""


def completions(law: LawTable, facts: tuple[Fact, ...], cell: Cell) -> Iterator[tuple[bool, ...]]:
    """All values of the facts that can hold together.

    What had happened, or was accepted, by one day had by every later one; an award pending on a day was not
    accepted before; an award has one program and one fiscal year; a part of Chicago is a part of a local government.
    """
    follows = [(i, j) for i, a in enumerate(facts) for j, b in enumerate(facts) if _implies(law, a, b)]
    excludes = [(i, j) for i, a in enumerate(facts) for j, b in enumerate(facts) if _excludes(a, b)]
    one_of = [
        [i for i, fact in enumerate(facts) if fact.kind is kind]
        for kind, values in ((FactKind.PROGRAM, cell.programs), (FactKind.FISCAL_YEAR, cell.fiscal_years))
        if sum(fact.kind is kind for fact in facts) == len(values) > 0
    ]
    for values in product((True, False), repeat=len(facts)):
        if (
            not any(values[i] and not values[j] for i, j in follows)
            and not any(values[i] and values[j] for i, j in excludes)
            and all(any(values[i] for i in group) for group in one_of)
        ):
            yield values


def _implies(law: LawTable, a: Fact, b: Fact) -> bool:
    if b.kind is FactKind.PART_OF_GOVERNMENT:
        return a != b and a.whose == b.whose and is_such_a_part(law, a, b.about)
    same = a.kind is b.kind and a.about == b.about and a.kind in LASTING
    return same and a.day is not None and b.day is not None and a.day < b.day


def is_such_a_part(law: LawTable, fact: Fact, about: str) -> bool:
    """Whether who has the fact is certainly a part of some government that ``about`` means."""
    state, kinds = governments_meant(about)
    if fact.kind is FactKind.PART_OF:
        whole = RecipientId(fact.about)
        return known_recipient(law, whole).state == state and possible_kinds(law, whole) <= kinds
    if fact.kind is FactKind.PART_OF_GOVERNMENT:
        return governments_meant(fact.about)[0] == state and governments_meant(fact.about)[1] <= kinds
    return False


def _excludes(a: Fact, b: Fact) -> bool:
    if a.kind is FactKind.PENDING_ON and b.kind is FactKind.ACCEPTED_BEFORE:
        return a.day is not None and b.day is not None and b.day <= a.day
    return a.kind is b.kind and a.kind in (FactKind.PROGRAM, FactKind.FISCAL_YEAR) and a.about < b.about


def deciding(
    facts: tuple[Fact, ...], outcomes: Mapping[tuple[bool, ...], Status], met: Mapping[Fact, EffectId]
) -> Iterator[OpenFact]:
    """The facts that change the status in some completion, with what each value alone would settle."""
    for i, fact in enumerate(facts):
        changes = any(
            outcomes[values]
            is not outcomes.get((*values[:i], not values[i], *values[i + 1 :]), outcomes[values])
            for values in outcomes
        )
        if changes:
            yield OpenFact(
                fact=fact,
                yes=_only({s for values, s in outcomes.items() if values[i]}),
                no=_only({s for values, s in outcomes.items() if not values[i]}),
                effect=met[fact],
            )


def _only(statuses: set[Status]) -> Status:
    return next(iter(statuses)) if len(statuses) == 1 else Status.UNCLEAR
