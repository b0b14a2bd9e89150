"""The registry in numbers: how much it holds, and on what it rests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

import msgspec

from enjoined.model import Basis, CaseKind, Event, SourceKind, as_date
from enjoined.registry.table import LawTable
from enjoined.registry.upkeep.check import PRIMARY, best
from enjoined.registry.upkeep.weak import cited

__all__ = ["Stats", "page", "stats"]


class Stats(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of a registry.

    ``holdings`` by what is counted; ``sources`` by kind and by basis; ``events_rest_on`` counts events by the kind of
    their best source. ``primary`` is the share (0 to 1) of events on an order, an opinion or an agency's page,
    ``primary_changing`` the same of the events that change something, ``read`` the share of events whose operative
    words were read. ``without_source`` counts records that name none.
    """

    version: str
    hash: str
    checked: date | None
    holdings: dict[str, int]
    sources_by_kind: dict[str, int]
    sources_by_basis: dict[str, int]
    events_rest_on: dict[str, int]
    events_by_year: dict[int, int]
    conditions_by_agency: dict[str, int]
    conditions_by_family: dict[str, int]
    primary: float
    primary_changing: float
    read: float
    without_source: int


def stats(law: LawTable) -> Stats:
    """The numbers of a law table."""
    kinds = Counter(case.kind for case in law.cases.values())
    events = list(law.events.values())
    every = [source for _, _, found in cited(law) for source in found]
    rest = Counter(best(event.sources).value for event in events)
    changing = [event for event in events if event.effects]
    read = sum(any(s.basis is Basis.READ for s in event.sources) for event in events)
    waves = frozenset(name for wave in law.waves.values() for name in wave.names)
    listed = frozenset(name for x in law.lists.values() for v in x.versions for name in v.names)
    return Stats(
        version=law.version,
        hash=law.hash,
        checked=as_date(law.newest_check),
        holdings={
            "lawsuits": kinds[CaseKind.LITIGATION],
            "agency notices": kinds[CaseKind.NOTICE],
            "instruments": len(law.instruments),
            "conditions": len(law.conditions),
            "families of conditions": len({c.family for c in law.conditions.values()}),
            "Assistance Listings": len({p for i in law.instruments.values() for p in i.programs}),
            "events": len(events),
            "events that change something": len(changing),
            "docket entries nobody has read": sum(event.unread for event in events),
            "effects": len(law.effects),
            "parties named": len(waves),
            "recipients on agencies' lists": len(listed),
            "waves of parties": len(law.waves),
            "waves with names missing": sum(not wave.complete for wave in law.waves.values()),
            "local policies": len(law.policies),
            "provisions of local policies": sum(len(p.provisions) for p in law.policies.values()),
            "lists of jurisdictions": len(law.lists),
            "executive orders": len(law.orders),
            "sources": len(every),
            "different addresses": len({s.url for s in every if s.url}),
        },
        sources_by_kind=_ranked(Counter(s.kind for s in every), SourceKind),
        sources_by_basis=_ranked(Counter(s.basis for s in every), Basis),
        events_rest_on={k.value: rest[k.value] for k in SourceKind if rest[k.value]},
        events_by_year=dict(sorted(Counter(date.fromordinal(e.date.earliest).year for e in events).items())),
        conditions_by_agency=_most(
            law.agencies[law.instruments[c.instrument].agency].short for c in law.conditions.values()
        ),
        conditions_by_family=_most(law.families[c.family].title for c in law.conditions.values()),
        primary=_primary(events),
        primary_changing=_primary(changing),
        read=read / len(events) if events else 0.0,
        without_source=sum(not found for _, id_, found in cited(law) if not _leaves_it(law, id_)),
    )


def _primary(events: Sequence[Event]) -> float:
    return sum(best(event.sources) in PRIMARY for event in events) / len(events) if events else 0.0


def _leaves_it(law: LawTable, id_: str) -> bool:
    """A recipient may leave its source to its relations, which cannot be without one; a case to its events."""
    return id_ in law.recipients or id_ in law.cases


_Word = TypeVar("_Word", SourceKind, Basis)


def _ranked(counted: Counter[_Word], order: Iterable[_Word]) -> dict[str, int]:
    return {word.value: counted[word] for word in order if counted[word]}


def _most(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


# --- the page ------------------------------------------------------------------------------------------------------


def page(found: Stats) -> str:
    """The numbers as a page of Markdown."""
    lines = [
        "# The registry in numbers",
        "",
        "Counted from `records/` by `scripts/update_docs.py`; `enjoined registry stats` counts any registry.",
        "",
        f"* {found.primary:.0%} of the events rest on an order, an opinion or an agency's own page; the others on "
        "press, parties or trackers, and say so.",
        f"* Of the events that change an answer, {found.primary_changing:.0%} do.",
        f"* Of {found.read:.0%} of the events the operative words were read.",
        f"* Records without a source: {found.without_source}.",
        "",
    ]
    for title, head, rows in (
        ("What is held", ("", "Number"), found.holdings),
        ("What events rest on", ("Best source", "Events"), found.events_rest_on),
        ("Sources by kind, best first", ("Kind", "Sources"), found.sources_by_kind),
        ("How far they were read", ("Basis", "Sources"), found.sources_by_basis),
        ("Conditions by agency", ("Agency", "Conditions"), found.conditions_by_agency),
        ("Conditions by family", ("Family", "Conditions"), found.conditions_by_family),
        ("Events by year", ("Year", "Events"), found.events_by_year),
    ):
        lines += [f"## {title}", "", f"| {head[0]} | {head[1]} |", "|---|---:|"]
        lines += [f"| {name} | {number:,} |" for name, number in rows.items()]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
