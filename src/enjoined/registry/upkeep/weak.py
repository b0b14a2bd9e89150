"""What is sound but weak in a registry: second-hand facts, lists with names missing, windows that look odd."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from enjoined.model import Bound, CaseKind, Effect, Grade, Source, Verb, iso
from enjoined.registry.reading.link import Linked
from enjoined.registry.reading.shelf import Sort
from enjoined.registry.table import LawTable

__all__ = ["OpenNames", "cited", "notes", "open_names", "sourced"]

_Note = tuple[Sort, str, str]
"""What a note is about, and what it says."""


class OpenNames(msgspec.Struct, frozen=True, kw_only=True):
    """A list of names that is not held in full: a wave, an effect's addressees, a version of a list, a group.

    ``missing`` counts the names not held, if known; ``could_be`` the governments that may be among them.
    """

    id: str
    what: str
    held: int
    missing: int | None
    could_be: int


def sourced(law: LawTable) -> Iterator[tuple[Sort, str, tuple[Source, ...]]]:
    """Everything that rests on sources, with them."""
    for sort, table in (
        (Sort.PROGRAM, law.programs),
        (Sort.GROUP, law.groups),
        (Sort.RECIPIENT, law.recipients),
        (Sort.INSTRUMENT, law.instruments),
        (Sort.CONDITION, law.conditions),
        (Sort.EVENT, law.events),
    ):
        for id_, value in table.items():
            yield sort, id_, value.sources
    for policy in law.policies.values():
        yield Sort.POLICY, policy.id, (*policy.sources, *(s for p in policy.provisions for s in p.sources))
    for order in law.orders.values():
        yield Sort.ORDER, order.id, (*order.sources, *(s for p in order.provisions for s in p.sources))
    for list_ in law.lists.values():
        yield Sort.LIST, list_.id, (*list_.sources, *(s for v in list_.versions for s in v.sources))


def cited(law: LawTable) -> Iterator[tuple[Sort, str, tuple[Source, ...]]]:
    """Everything that rests on sources; a case or notice, too, which may leave them to its events."""
    yield from sourced(law)
    for case in law.cases.values():
        if case.kind is not CaseKind.INSTRUMENT:
            yield Sort.CASE, case.id, case.sources


def notes(linked: Linked) -> Iterator[str]:
    """Notes in order of file and line, as ``file:line: text``."""
    law, names = linked.law, linked.names
    if names.places is None:
        yield "recipients/places.csv is missing: ids of governments were taken as written"
    found = [*_second_hand(law), *_unchecked(law), *_twice(law), *_odd_windows(law)]
    placed = [(names.declared[sort][id_], what) for sort, id_, what in found]
    for at, what in sorted(placed, key=lambda note: (note[0].file, note[0].line, note[1])):
        yield f"{at.file}:{at.line}: {what}"


def _second_hand(law: LawTable) -> Iterator[_Note]:
    for sort, id_, sources in sourced(law):
        if sources and all(source.is_second_hand for source in sources):
            yield sort, id_, f"the {sort} {id_} rests on second-hand sources only"


def _unchecked(law: LawTable) -> Iterator[_Note]:
    for case in law.cases.values():
        if case.checked is None and case.kind is not CaseKind.INSTRUMENT:
            sort = Sort.CASE if case.kind is CaseKind.LITIGATION else Sort.NOTICE
            yield sort, case.id, f"nobody has said when {case.id} was last checked"
    for list_ in law.lists.values():
        if list_.checked is None:
            yield Sort.LIST, list_.id, f"nobody has said when {list_.id} was last checked"


def _twice(law: LawTable) -> Iterator[_Note]:
    for case in law.cases.values():
        waves = [law.waves[wave] for wave in case.waves]
        times = Counter(name for wave in waves for name in wave.names)
        for name in sorted(name for name, count in times.items() if count > 1):
            named = ", ".join(wave.id.rpartition("/")[2] for wave in waves if name in wave.names)
            yield Sort.CASE, case.id, f"{name} is a party in several waves: {named}"


def _odd_windows(law: LawTable) -> Iterator[_Note]:
    """Windows that a court or agency would hardly give: they are possible, and more often a slip."""
    for effect in law.effects.values():
        kind = law.events[effect.event].kind
        if kind in _SHORT_LIVED and effect.grade is Grade.ENJOINED and effect.until is None:
            yield (
                Sort.EFFECT,
                effect.id,
                f"{effect.id} is a temporary order without an end (through: or until:)",
            )
        if effect.verb is not Verb.EXTEND:
            continue
        for target in (law.effects[t] for t in effect.targets if t in law.effects):
            if _apart(target, effect):
                ends = "" if target.until is None else f", which ends on {iso(target.until.earliest)}"
                yield Sort.EFFECT, effect.id, f"{effect.id} leaves a gap behind {target.id}{ends}"


_SHORT_LIVED = frozenset({"tro", "temporary-restraining-order", "administrative-stay"})


def _apart(target: Effect, extension: Effect) -> bool:
    """Whether the extension begins after its target has certainly ended, so that the days between stay bare."""
    until = target.until
    return until is not None and until.latest is not None and extension.start.earliest > until.latest


# --- names not held ------------------------------------------------------------------------------------------------


def open_names(linked: Linked) -> tuple[OpenNames, ...]:
    """Every list of names that is not held in full, those first that most governments may be on."""
    law = linked.law
    found = []
    for wave in law.waves.values():
        if not wave.complete:
            case = law.cases.get(wave.case)
            others = frozenset[str]().union(*(law.waves[w].names for w in case.waves)) if case else wave.names
            found.append(
                _open(linked, wave.id, "parties", len(wave.names), wave.missing, wave.within, others)
            )
    for effect in law.effects.values():
        every = (who.recipients for s in effect.scopes for p in s.products for who in p.who.parts())
        for listed in every:
            if not listed.complete:
                names = frozenset[str](listed.ids)
                found.append(
                    _open(linked, effect.id, "addressees", len(names), listed.missing, listed.within, names)
                )
    for list_ in law.lists.values():
        for version in list_.versions:
            if not version.complete:
                names = frozenset[str](version.names)
                id_ = f"{list_.id}/{version.id}"
                found.append(_open(linked, id_, "listed", len(names), version.missing, version.within, names))
    return tuple(sorted(found, key=lambda o: (-o.could_be, o.id)))


def _open(
    linked: Linked, id_: str, what: str, held: int, missing: int | None, within: Bound, others: frozenset[str]
) -> OpenNames:
    places = (linked.names.places or {}).values()
    could_be = sum(
        place.id not in others and not within.leaves_out(place.kind, place.state) for place in places
    )
    return OpenNames(id=id_, what=what, held=held, missing=missing, could_be=could_be)
