"""From files to the linked law: every record is read, then what only the whole registry can say is filled in.

That is: which impositions an ``end: impositions`` ends, when each condition was first announced, who modifies whom,
and which circuit's law a holding is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from enjoined.errors import RegistryError
from enjoined.model import (
    NO,
    UNKNOWN,
    YES,
    AgencyId,
    Case,
    Condition,
    ConditionId,
    Conditions,
    CourtId,
    District,
    EdgeKind,
    Effect,
    EffectId,
    Event,
    Group,
    Moment,
    OrderId,
    Recipient,
    RecipientId,
    Scope,
    Truth,
    Verb,
)
from enjoined.registry.reading.districts import read_districts
from enjoined.registry.reading.graph import check_graph
from enjoined.registry.reading.names import Names, names_of
from enjoined.registry.reading.shape import Bad
from enjoined.registry.reading.shelf import Shelf, Sort, read_shelf
from enjoined.registry.schema.history import EVERY_IMPOSITION
from enjoined.registry.schema.records import RECORDS
from enjoined.registry.table import LawTable

__all__ = ["Linked", "link"]

V = TypeVar("V")
K = TypeVar("K", bound=str)


@dataclass(frozen=True, slots=True)
class Linked:
    """The law as far as it could be read, every mistake in order of file and line, and where each id stands."""

    law: LawTable
    errors: tuple[RegistryError, ...]
    names: Names


def link(roots: Sequence[Path], files: Sequence[Path] = (), *, older: bool = False) -> Linked:
    """Read a registry and its overlays, and ``files`` (single cases or notices) over them.

    The law is sound only if there are no mistakes; version and hash are unset. ``older`` records may lack a later
    sort of records (executive orders) as a whole although they refer to it.
    """
    shelf = read_shelf(roots, files)
    names = names_of(shelf, older=older)
    law = _Law(shelf, names).table()
    check_graph(law, names)
    return Linked(law, tuple(sorted(shelf.errors, key=_place)), names)


_WHERE: Final = re.compile(r"(?P<file>.*?):(?P<line>\d+)(:|$)")


def _place(error: RegistryError) -> tuple[str, int, str]:
    found = _WHERE.match(error.where)
    return (found["file"], int(found["line"]), str(error)) if found else (error.where, 0, str(error))


class _Law:
    """What was read, on its way to becoming one table; records with mistakes are left out."""

    def __init__(self, shelf: Shelf, names: Names) -> None:
        self.shelf = shelf
        self.names = names
        self.sound = False
        self.acts = _keyed(self._read(Sort.ACT), lambda x: x.id)
        self.families = _keyed(self._read(Sort.FAMILY), lambda x: x.id)
        self.agencies = _keyed(self._read(Sort.AGENCY), lambda x: x.id)
        self.programs = _keyed(self._read(Sort.PROGRAM), lambda x: x.id)
        self.courts = _keyed(self._read(Sort.COURT), lambda x: x.id)
        self.districts = _keyed(self._districts(), lambda x: x.id)
        self.coverage = tuple(self._read(Sort.COVERAGE))
        self.recipients = _keyed(self._read(Sort.RECIPIENT), lambda x: x.id)
        self.groups = _keyed(self._read(Sort.GROUP), lambda x: x.id)
        self.policies = _keyed(self._read(Sort.POLICY), lambda x: x.id)
        self.lists = _keyed(self._read(Sort.LIST), lambda x: x.id)
        self.orders = _keyed(self._read(Sort.ORDER), lambda x: x.id)
        issued = self._read(Sort.INSTRUMENT)
        lives = [
            *self._read(Sort.CASE),
            *self._read(Sort.NOTICE),
            *(life for _, _, life in issued),
        ]
        happened = [pair for life in lives for pair in life.happened]
        self.instruments = _keyed((instrument for instrument, _, _ in issued), lambda x: x.id)
        self.conditions = _keyed((c for _, conditions, _ in issued for c in conditions), lambda x: x.id)
        self.cases = _keyed((life.case for life in lives), lambda x: x.id)
        self.waves = _keyed((wave for life in lives for wave in life.waves), lambda x: x.id)
        self.events = _keyed((event for event, _ in happened), lambda x: x.id)
        self.effects = _keyed((effect for _, effects in happened for effect in effects), lambda x: x.id)

    def _read(self, sort: Sort) -> list[Any]:
        found = []
        for entry in self.shelf.of(sort):
            try:
                found.append(RECORDS[sort](replace(entry.at, names=self.names)))
            except Bad:
                continue
        return found

    def _districts(self) -> list[District]:
        """The table of districts, an overlay's lines after those of the base."""
        try:
            return [district for path in self.shelf.districts for district in read_districts(path)]
        except RegistryError as error:
            self.shelf.errors.append(error)
            return []

    def table(self) -> LawTable:
        self.sound = not self.shelf.errors
        self.conditions = {c.id: self._issued(c) for c in self.conditions.values()}
        self.events = {e.id: self._seated(e) for e in self.events.values()}
        self.effects = {e.id: self._completed(e) for e in self.effects.values()}
        self.cases = {c.id: self._described(c) for c in self.cases.values()}
        return LawTable(
            version="",
            hash="",
            acts=self.acts,
            families=self.families,
            agencies=self.agencies,
            programs=self.programs,
            courts=self.courts,
            districts=self.districts,
            coverage=self.coverage,
            groups=_with_members(self.groups, self.recipients),
            recipients=self.recipients,
            instruments=self.instruments,
            conditions=self.conditions,
            policies=self.policies,
            lists=self.lists,
            orders=self.orders,
            cases=self.cases,
            waves=self.waves,
            events=self.events,
            effects=self.effects,
            modifiers=self._modifiers(),
        )

    # --- what only the whole can say --------------------------------------------------------------------------

    def _issued(self, condition: Condition) -> Condition:
        """The condition with the first day on which an imposition reached it; one that none reaches is a mistake."""
        days = [e.start.earliest for e in self._impositions() if self._may_cover(e.scope, condition)]
        if not days and self.sound:  # with mistakes about, the imposition may be among what could not be read
            at = self.names.declared[Sort.CONDITION][condition.id]
            at.note(
                "no effect imposes this condition", "name it in the scope of the instrument's impose effect"
            )
        issued = min(days, default=condition.issued)
        for name in condition.implements if days else ():
            order = self.orders.get(OrderId(name.partition("/")[0]))
            if order is not None and issued < order.signed:
                at = self.names.declared[Sort.CONDITION][condition.id]
                at.key("implements").note(
                    f"the condition was issued before {name!r} was signed", "check the days"
                )
        return msgspec.structs.replace(condition, issued=issued)

    def _seated(self, event: Event) -> Event:
        """The event with the court of its case, unless another gave the decision."""
        case = self.cases.get(event.case)
        court = event.court or (case.court if case else None)
        return msgspec.structs.replace(event, court=court)

    def _completed(self, effect: Effect) -> Effect:
        """The effect with the impositions it ends, or with the circuit whose law it states."""
        if EVERY_IMPOSITION in effect.targets:
            return msgspec.structs.replace(effect, targets=self._ended_by(effect))
        if effect.verb is Verb.HOLD and effect.event in self.events:
            court = self.courts.get(self.events[effect.event].court or CourtId(""))
            return msgspec.structs.replace(effect, circuit=court.circuit if court else None)
        return effect

    def _ended_by(self, effect: Effect) -> tuple[EffectId, ...]:
        """Impositions that began by the event's day and may share a condition with the scope."""
        date = self.events[effect.event].date
        last = date.earliest if date.latest is None else date.latest
        reached = [c for c in self.conditions.values() if self._may_cover(effect.scope, c)]
        targets = tuple(
            e.id
            for e in self._impositions()
            if e.start.earliest <= last and any(self._may_cover(e.scope, c) for c in reached)
        )
        if not targets and self.sound:
            at = self.names.declared[Sort.EFFECT][effect.id]
            at.key("end").note("no imposition up to that day is reached", "check the conditions of the scope")
        return targets

    def _described(self, case: Case) -> Case:
        """The case with the families its challenges and the scopes of its own effects name."""
        selectors = [] if case.challenges is None else [case.challenges]
        for event_id in case.events:
            for effect in map(self.effects.__getitem__, self.events[event_id].effects):
                selectors += [product.conditions for product in effect.scope.products]
        named = [s for s in selectors if s != Conditions()]
        found = {
            c.family for c in self.conditions.values() if any(self._selects(s, c) is not NO for s in named)
        }
        families = found.union(*(s.families for s in named))
        return msgspec.structs.replace(case, families=tuple(sorted(families)))

    def _impositions(self) -> list[Effect]:
        return [e for e in self.effects.values() if e.verb is Verb.IMPOSE]

    def _modifiers(self) -> dict[EffectId, tuple[EffectId, ...]]:
        """For each effect those that act on it, in order of their start."""
        found: defaultdict[EffectId, list[EffectId]] = defaultdict(list)
        for effect in sorted(self.effects.values(), key=lambda e: (e.start.earliest, e.id)):
            for target in effect.targets:
                found[target].append(effect.id)
        return {target: tuple(found[target]) for target in sorted(found)}

    # --- which conditions a scope can reach -------------------------------------------------------------------

    def _may_cover(self, scope: Scope, condition: Condition) -> bool:
        return any(self._selects(product.conditions, condition) is not NO for product in scope.products)

    def _selects(self, s: Conditions, c: Condition) -> Truth:
        """Whether the selector reaches the condition; the day of issue is left out of account."""
        found = Truth.of(
            (not s.ids or c.id in s.ids)
            and (not s.instruments or c.instrument in s.instruments)
            and (not s.families or c.family in s.families)
            and (not s.agencies or not s.agencies.isdisjoint(self._agencies_of(c)))
            and (not s.implements or c.carries_out(s.implements))
        )
        if s.similar_to:
            found &= max(self._resembles(c, other) for other in s.similar_to)
        if s.excluding is not None:
            found &= ~self._selects(s.excluding, c)
        return found

    def _agencies_of(self, condition: Condition) -> set[AgencyId]:
        """The agency of the condition's instrument and those it belongs to."""
        found: set[AgencyId] = set()
        instrument = self.instruments.get(condition.instrument)
        agency = instrument.agency if instrument else None
        while agency is not None and agency not in found and agency in self.agencies:
            found.add(agency)
            agency = self.agencies[agency].parent
        return found

    def _resembles(self, condition: Condition, other: ConditionId) -> Truth:
        """Similarity as somebody judged it; else unknown within a family, and no outside it."""
        if condition.id == other:
            return YES
        twin = self.conditions.get(other, condition)
        judged = [
            s.holds
            for one, two in ((condition, other), (twin, condition.id))
            for s in one.similar_to
            if s.to == two
        ]
        return Truth.of(judged[0]) if judged else UNKNOWN if twin.family == condition.family else NO


def _keyed(values: Iterable[V], id_of: Callable[[V], K]) -> dict[K, V]:
    """The values by id, in order of their ids, so that a table read from a cache equals one just linked."""
    return {id_of(value): value for value in sorted(values, key=id_of)}


def _with_members(
    groups: Mapping[RecipientId, Group], recipients: Mapping[RecipientId, Recipient]
) -> dict[RecipientId, Group]:
    """The groups with the members that stand with the recipients; an edge that does not hold names no member."""
    found = dict(groups)
    for recipient in recipients.values():
        for edge in recipient.edges:
            if edge.kind is EdgeKind.MEMBER_OF and edge.holds and edge.to in found:
                start, until = (None if day is None else Moment.on(day) for day in (edge.start, edge.until))
                group = found[edge.to]
                members = (*group.members, (recipient.id, start, until))
                found[edge.to] = msgspec.structs.replace(group, members=members)
    return found
