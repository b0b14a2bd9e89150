"""Who fares alike under a condition: recipients that no effect bearing on it tells apart.

Coverage looks at a recipient's name, kind, State, size and recorded edges, and at each only through what some scope
says. Two recipients with the same marks in everything that the effects bearing on a condition look at have the same
status on every day, so a nation is answered by a few of its members. What is a mark follows ``law.covers``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

import msgspec

from enjoined.law.cell import ANY_AWARD, Award, Cell
from enjoined.law.compiled import CompiledLaw
from enjoined.law.compiled.table import Seat
from enjoined.law.status import Status, bearing_on, solve
from enjoined.law.timeline import Timeline
from enjoined.model import (
    LOCAL_KINDS,
    STATE_KINDS,
    Bound,
    Condition,
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

__all__ = [
    "Alike",
    "Crowd",
    "People",
    "band_of",
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


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """One class of recipients under a condition; every member has the status of ``one`` on every day."""

    one: Recipient
    crowds: tuple[Crowd, ...]
    named: tuple[Recipient, ...]


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
    return _grouped(who, marks.of)


def of_one_line(
    worlds: Sequence[CompiledLaw], condition: Condition, who: People, award: Award = ANY_AWARD
) -> tuple[Alike, ...]:
    """The same by compiled laws, which tell fewer apart: who fares alike in each of them, of such awards.

    They know nothing of facts that a user states.
    """
    return _of_lines([(compiled, compiled.seat(condition.id, award)) for compiled in worlds], who)


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


def _of_lines(seats: Iterable[tuple[CompiledLaw, Seat | None]], who: People) -> tuple[Alike, ...]:
    # Whoever is of one class in a grouping has one line under every order that looks at people in that way.
    sights = list(
        dict.fromkeys((compiled, None if seat is None else seat.grouping) for compiled, seat in seats)
    )

    def line_of(recipient: Recipient) -> tuple[object, ...]:
        return tuple(
            recipient.id if grouping is None else grouping.class_of(compiled.roster.person(recipient))
            for compiled, grouping in sights
        )

    return _grouped(who, line_of)


def _grouped(who: People, key: Callable[[Recipient], Hashable]) -> tuple[Alike, ...]:
    """Those of one key together, in the order in which they are met."""
    found: dict[Hashable, tuple[list[Crowd], list[Recipient]]] = {}
    for crowd in who.crowds:
        found.setdefault(key(crowd.one), ([], []))[0].append(crowd)
    for recipient in who.named:
        found.setdefault(key(recipient), ([], []))[1].append(recipient)
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
