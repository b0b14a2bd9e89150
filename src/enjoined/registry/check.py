"""What `enjoined registry check` says: every mistake at once, what is sound but weak, and how much there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from enjoined.errors import RegistryError
from enjoined.model import CaseKind, Source, SourceKind
from enjoined.registry.link import Linked, link
from enjoined.registry.shelf import Sort
from enjoined.registry.table import LawTable

__all__ = ["Report", "check"]

_PRIMARY: Final = frozenset({SourceKind.ORDER, SourceKind.OPINION, SourceKind.AGENCY})


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Mistakes in order of file and line, notes on weak spots (``file:line: text``), and counts by name.

    ``primary`` is the share (0 to 1) of events whose best source is an order, an opinion or an agency's own page;
    ``None`` if there are no events.
    """

    errors: tuple[RegistryError, ...]
    notes: tuple[str, ...]
    counts: dict[str, int]
    primary: float | None


def check(records: Path, overlays: Sequence[Path] = ()) -> Report:
    """Read a registry and its overlays and report on it; never raises for what a record says.

    With mistakes about, notes and counts speak of the records that could be read.
    """
    linked = link([records, *overlays])
    events = linked.law.events.values()
    primary = sum(_best(event.sources) in _PRIMARY for event in events)
    return Report(
        errors=linked.errors,
        notes=tuple(_notes(linked)),
        counts=_counts(linked.law),
        primary=primary / len(events) if events else None,
    )


def _best(sources: Iterable[Source]) -> SourceKind:
    """The kind an event rests on: the best of its sources that was read, or failing that the best of all."""
    return min(sources, key=lambda s: (s.is_second_hand, s.kind.rank)).kind


def _counts(law: LawTable) -> dict[str, int]:
    kinds = Counter(case.kind for case in law.cases.values())
    return {
        "instruments": len(law.instruments),
        "conditions": len(law.conditions),
        "cases": kinds[CaseKind.LITIGATION],
        "notices": kinds[CaseKind.NOTICE],
        "policies": len(law.policies),
        "groups": len(law.groups),
        "recipients": len(law.recipients),
        "events": len(law.events),
        "unread events": sum(event.unread for event in law.events.values()),
        "effects": len(law.effects),
        "sources": sum(len(sources) for _, _, sources in _sourced(law)),
    }


def _sourced(law: LawTable) -> Iterator[tuple[Sort, str, tuple[Source, ...]]]:
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


def _notes(linked: Linked) -> Iterator[str]:
    law, names = linked.law, linked.names
    if names.places is None:
        yield "recipients/places.csv is missing: ids of governments were taken as written"
    found: list[tuple[Sort, str, str]] = []
    for sort, id_, sources in _sourced(law):
        if not sources and sort is not Sort.RECIPIENT:
            found.append((sort, id_, f"the {sort} {id_} has no source of its own"))
        elif sources and all(source.is_second_hand for source in sources):
            found.append((sort, id_, f"the {sort} {id_} rests on second-hand sources only"))
    for case in law.cases.values():
        if case.checked is None and case.kind is not CaseKind.INSTRUMENT:
            sort = Sort.CASE if case.kind is CaseKind.LITIGATION else Sort.NOTICE
            found.append((sort, case.id, f"nobody has said when {case.id} was last checked"))
        waves = [law.waves[wave] for wave in case.waves]
        times = Counter(name for wave in waves for name in wave.names)
        for name in sorted(name for name, count in times.items() if count > 1):
            named = ", ".join(wave.id.rpartition("/")[2] for wave in waves if name in wave.names)
            found.append((Sort.CASE, case.id, f"{name} is a party in several waves: {named}"))
    placed = [(names.declared[sort][id_], what) for sort, id_, what in found]
    for at, what in sorted(placed, key=lambda note: (note[0].file, note[0].line, note[1])):
        yield f"{at.file}:{at.line}: {what}"
