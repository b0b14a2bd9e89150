"""Who fares alike under a condition: recipients that no effect bearing on it tells apart.

Coverage looks at a recipient's name, kind, State, size and recorded edges, and at each only through what some scope
says. Two recipients with the same marks in everything that the effects bearing on a condition look at have the same
status on every day, so a nation is answered by a few of its members. What is a mark follows ``law.covers``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

import msgspec

from enjoined.law.cell import ANY_AWARD, Award, Cell
from enjoined.law.compiled import CompiledLaw
from enjoined.law.compiled.groupings import Grouping
from enjoined.law.compiled.table import Seat
from enjoined.law.status import Status, bearing_on, solve
from enjoined.law.timeline import Timeline
from enjoined.model import (
    LOCAL_KINDS,
    STATE_KINDS,
    Bound,
    Condition,
    ConditionId,
    Day,
    Effect,
    EffectId,
    Group,
    Kind,
    Recipient,
    RecipientId,
    Wave,
    Who,
)
from enjoined.registry.table import LawTable
from enjoined.registry.upkeep.changed import Changed

__all__ = [
    "Alike",
    "Columns",
    "Crowd",
    "People",
    "band_of",
    "bears_on",
    "chain",
    "classes",
    "days_of",
    "of_all_lines",
    "of_one_line",
    "on_day",
    "people",
]


class Crowd(msgspec.Struct, frozen=True, kw_only=True):
    """Recipients of one kind, State and size that no order or notice names; ``one`` stands for all of them.

    ``band`` counts the sizes at which some group admits members that the recipient reaches; an unknown size counts
    as reaching all, because it rules nobody out.
    """

    kind: Kind
    state: str
    band: int
    count: int
    one: Recipient


class People(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody who can be asked about: crowds of the unnamed, and those whom some record names one by one.

    ``sizes`` are the populations (persons), ascending, at which some group admits members.
    """

    crowds: tuple[Crowd, ...]
    named: tuple[Recipient, ...]
    sizes: tuple[int, ...]

    def __iter__(self) -> Iterator[Recipient]:
        """One of each crowd, then the named."""
        yield from (crowd.one for crowd in self.crowds)
        yield from self.named


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """One class of recipients under a condition; every member has the status of ``one`` on every day."""

    one: Recipient
    crowds: tuple[Crowd, ...]
    named: tuple[Recipient, ...]


Columns = dict[Grouping, list[Hashable]]
"""The class of everybody in each grouping, in the order of the people."""


def people(law: LawTable, everybody: Iterable[Recipient], *others: LawTable) -> People:
    """Everybody, sorted into crowds and those whom a scope, a list of parties or members, or a record names.

    With ``others`` the crowds are alike under each of those laws too.
    """
    groups = [group for each in (law, *others) for group in each.groups.values()]
    sizes = sorted({g.eligible.min_population for g in groups if g.eligible.min_population})
    known = frozenset().union(*map(_named, (law, *others)))
    named: list[Recipient] = []
    crowds: dict[tuple[Kind, str, int], list[Recipient]] = {}
    for recipient in everybody:
        if recipient.id in known or recipient.kind not in _GOVERNMENTS:
            named.append(recipient)
            continue
        band = band_of(recipient, sizes)
        crowds.setdefault((recipient.kind, recipient.state, band), []).append(recipient)
    return People(
        crowds=tuple(
            Crowd(kind=kind, state=state, band=band, count=len(members), one=members[0])
            for (kind, state, band), members in sorted(crowds.items())
        ),
        named=tuple(named),
        sizes=tuple(sizes),
    )


def band_of(recipient: Recipient, sizes: Sequence[int]) -> int:
    """How many of the sizes (ascending) the recipient reaches."""
    return len(sizes) if recipient.population is None else sum(recipient.population >= s for s in sizes)


_GOVERNMENTS = LOCAL_KINDS | STATE_KINDS


def _named(law: LawTable) -> frozenset[RecipientId]:
    marks = _Marks(law, law.effects.values())
    edged = {r.id for r in law.recipients.values() if r.edges}
    return frozenset(edged.union(*marks.names, *(wave.names for wave in law.waves.values())))


def classes(law: LawTable, condition: Condition, who: People) -> tuple[Alike, ...]:
    """The classes into which people fall under a condition, for awards that they hold themselves."""
    marks = _Marks(law, chain(law, condition))
    marks.kinds.append(condition.binds)
    return _grouped(who, map(marks.of, who))


def of_one_line(
    worlds: Sequence[CompiledLaw],
    condition: Condition,
    who: People,
    award: Award = ANY_AWARD,
    known: Columns | None = None,
) -> tuple[Alike, ...]:
    """The same by compiled laws, which tell fewer apart: who fares alike in each of them, of such awards.

    They know nothing of facts that a user states. ``known`` keeps their classes of these people for further questions.
    """
    return _of_lines([(compiled, compiled.seat(condition.id, award)) for compiled in worlds], who, known)


def of_all_lines(compiled: CompiledLaw, conditions: Iterable[Condition], who: People) -> tuple[Alike, ...]:
    """Who fares alike under each of several conditions in one compiled law, whatever the award."""
    return _of_lines([(compiled, compiled.seat(condition.id)) for condition in conditions], who)


def on_day(
    compiled: CompiledLaw, recipient: Recipient, condition: Condition, day: Day
) -> tuple[Status, tuple[EffectId, ...]]:
    """The status on one day, whatever the award, and the restraints in force then; nothing else is worked out."""
    seat = compiled.seat(condition.id)
    if seat is None:
        cell = Cell.of(compiled.law, recipient, condition.id, known_on=compiled.known_on)
        solution = solve(compiled.law, cell, bearing_on(compiled.law, cell), day)
        return solution.status, solution.active
    row = seat.on(seat.grouping.class_of(compiled.roster.person(recipient)), day)
    return row.status, row.active


def days_of(compiled: CompiledLaw, recipient: Recipient, condition: Condition) -> Sequence[Day]:
    """The days, ascending, from which on the status may be another, whatever the award."""
    seat = compiled.seat(condition.id)
    if seat is None:
        cell = Cell.of(compiled.law, recipient, condition.id, known_on=compiled.known_on)
        return Timeline(compiled.law, cell).boundaries
    return seat.line_of(compiled.roster.person(recipient)).days


def _of_lines(
    seats: Iterable[tuple[CompiledLaw, Seat | None]], who: People, known: Columns | None = None
) -> tuple[Alike, ...]:
    # Whoever is of one class in a grouping has one line under every order that looks at people in that way.
    sights = {None if seat is None else seat.grouping: compiled for compiled, seat in seats}
    known = {} if known is None else known
    columns: list[list[Hashable]] = []
    for grouping, compiled in sights.items():
        if grouping is None:
            columns.append([recipient.id for recipient in who])
        elif grouping in known:
            columns.append(known[grouping])
        else:
            known[grouping] = [_class(compiled, grouping, recipient) for recipient in who]
            columns.append(known[grouping])
    return _grouped(who, (tuple([column[n] for column in columns]) for n, _ in enumerate(who)))


def _class(compiled: CompiledLaw, grouping: Grouping, recipient: Recipient) -> Hashable:
    """The class of a recipient; one that the compiled law does not answer for is its own."""
    person = compiled.person(recipient)
    return recipient.id if person is None else grouping.class_of(person)


def _grouped(who: People, keys: Iterable[Hashable]) -> tuple[Alike, ...]:
    """Those of one key together, in the order in which they are met."""
    found: dict[Hashable, tuple[list[Crowd], list[Recipient]]] = {}
    of = iter(keys)
    for crowd, key in zip(who.crowds, of, strict=False):
        found.setdefault(key, ([], []))[0].append(crowd)
    for recipient, key in zip(who.named, of, strict=True):
        found.setdefault(key, ([], []))[1].append(recipient)
    return tuple(
        Alike(one=crowds[0].one if crowds else named[0], crowds=tuple(crowds), named=tuple(named))
        for crowds, named in found.values()
    )


def chain(law: LawTable, condition: Condition) -> Iterator[Effect]:
    """Every effect that can bear on the condition, with all that modifies, guards or precedes it."""
    anybody = Recipient(id=RecipientId("us/anybody"), kind=Kind.CITY, name="anybody")
    bearing = bearing_on(law, Cell.of(law, anybody, condition.id))
    seen: set[EffectId] = set()
    queue = [e.id for e in (*bearing.impositions, *bearing.restraints)]
    while queue:
        id_ = queue.pop()
        if id_ in seen:
            continue
        seen.add(id_)
        effect = law.effects[id_]
        yield effect
        queue += law.modifiers.get(id_, ())
        queue += [guard.active for guard in effect.guards]
        queue += [effect.child_of] if effect.child_of is not None else []


def bears_on(differing: Changed, law: LawTable, condition: ConditionId) -> bool:
    """Whether anything that differs between two laws, of which this is one, can bear on the condition."""
    held = law.conditions.get(condition)
    if held is None or condition in differing or held.instrument in differing or differing.people:
        return True
    return any(e.id in differing or e.case in differing.parties for e in chain(law, held))


class _Marks:
    """What the scopes of some effects look at in a recipient."""

    def __init__(self, law: LawTable, effects: Iterable[Effect]) -> None:
        self.names: list[frozenset[RecipientId]] = []
        self.bounds: list[Bound] = []
        self.kinds: list[frozenset[Kind]] = [LOCAL_KINDS, STATE_KINDS]
        self.groups: dict[RecipientId, Group] = {}
        self.waves: dict[str, Wave] = {}
        self._law = law
        for effect in effects:
            for guard in effect.guards:
                if guard.condition is not None:
                    self.kinds.append(law.conditions[guard.condition].binds)
            for product in (p for scope in effect.scopes for p in scope.products):
                for who in product.who.parts():
                    self._look(who)
        self.names = list(dict.fromkeys(filter(None, self.names)))

    def _look(self, who: Who) -> None:
        self.names.append(who.recipients.ids)
        if not who.recipients.complete:
            self.bounds.append(who.recipients.within)
        for wave_id in who.plaintiffs:
            wave = self._law.waves[wave_id]
            self.waves[wave_id] = wave
            self.bounds.append(wave.within)
            # Being named in one wave of a case settles that nobody missing from another is meant.
            self.names += [self._law.waves[w].names for w in self._law.cases[wave.case].waves]
        for membership in who.members_of:
            group = self.groups[membership.group] = self._law.groups[membership.group]
            self.names.append(frozenset(member for member, _, _ in group.members))

    def of(self, recipient: Recipient) -> tuple[object, ...]:
        """The recipient's marks; whoever has the same is covered alike by each of the effects."""
        me, kind, state = recipient.id, recipient.kind, recipient.state
        marks: list[object] = [bool(state), me == state]
        marks += [kind in kinds for kinds in self.kinds]
        marks += [bool(g.eligible.states and state not in g.eligible.states) for g in self.groups.values()]
        marks.append(self._by_name(RecipientId(state)))  # an order for a State may reach what is part of it
        marks += [bool(b.kinds and kind not in b.kinds) for b in self.bounds]
        marks += [bool(b.states and state not in b.states) for b in self.bounds]
        marks += [group.eligible.rules_out(recipient) for group in self.groups.values()]
        if kind not in _GOVERNMENTS or recipient.edges:
            return (*marks, me)
        return (*marks, self._by_name(me))

    def _by_name(self, id_: RecipientId) -> tuple[object, ...]:
        """Where the id is named, with the claims and the spells of membership recorded for it; empty if nowhere."""
        named = tuple(id_ in names for names in self.names)
        if not any(named):
            return ()
        claims = tuple(wave.claims.get(id_) for wave in self.waves.values())
        spells = tuple(tuple(m[1:] for m in g.members if m[0] == id_) for g in self.groups.values())
        return (named, claims, spells)
