"""What `enjoined registry check` says: every mistake at once, what is sound but weak, and how much there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from enjoined.errors import RegistryError
from enjoined.model import CaseKind, Source, SourceKind
from enjoined.registry.reading.link import Linked, link
from enjoined.registry.reading.shape import At
from enjoined.registry.reading.shelf import Sort, layout
from enjoined.registry.table import LawTable
from enjoined.registry.upkeep.canonical import is_canonical
from enjoined.registry.upkeep.json_schema import file_forms
from enjoined.registry.upkeep.scaffold import unfinished
from enjoined.registry.upkeep.weak import OpenNames, cited, notes, open_names, sourced

__all__ = ["Report", "best", "check", "record_files", "whole_records"]

PRIMARY: Final = frozenset({SourceKind.ORDER, SourceKind.OPINION, SourceKind.AGENCY})
"""What an event should rest on: the order or opinion itself, or the agency's own page."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Mistakes in order of file and line, notes on weak spots (``file:line: text``), and counts by name.

    ``primary`` is the share (0 to 1) of events whose best source is an order, an opinion or an agency's own page;
    ``None`` if there are no events. ``open_names`` are the lists of names that are not held in full,
    ``unfinished`` the places still to be written, ``law`` is what could be read.
    """

    errors: tuple[RegistryError, ...]
    notes: tuple[str, ...]
    counts: dict[str, int]
    primary: float | None
    open_names: tuple[OpenNames, ...]
    unfinished: tuple[str, ...]
    law: LawTable


def check(records: Path, overlays: Sequence[Path] = ()) -> Report:
    """Read a registry and its overlays and report on it; never raises for what a record says.

    With mistakes about, notes and counts speak of the records that could be read.
    """
    roots = [records, *overlays]
    linked = link(roots)
    events = linked.law.events.values()
    primary = sum(best(event.sources) in PRIMARY for event in events)
    return Report(
        errors=(*linked.errors, *_without_source(linked)),
        notes=(*notes(linked), *_unkempt(roots, linked.errors)),
        counts=_counts(linked.law),
        primary=primary / len(events) if events else None,
        open_names=open_names(linked),
        unfinished=tuple(line for places in whole_records(linked) for line in unfinished(places)),
        law=linked.law,
    )


def whole_records(linked: Linked) -> Iterator[Mapping[str, At]]:
    """Where whole records stand, by their ids."""
    yield from (linked.names.declared[where.place.sort] for where in layout().values())


def best(sources: Iterable[Source]) -> SourceKind:
    """The kind an event rests on: the best of its sources that was read, or failing that the best of all."""
    return min(sources, key=lambda s: (s.is_second_hand, s.kind.rank)).kind


def record_files(roots: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Every file of records with the kind of file it is (``case``, ``acts``), registry by registry."""
    for root in roots:
        for name, (where, _) in file_forms().items():
            path = root / where.path
            for file in [path] if path.suffix else sorted(path.glob("*.yaml")):
                if file.is_file() and not file.name.startswith((".", "_")):
                    yield name, file


def _unkempt(roots: Iterable[Path], errors: Iterable[RegistryError]) -> Iterator[str]:
    """Records that are sound and not written canonically."""
    forms = file_forms()
    broken = {error.where.partition(":")[0] for error in errors}
    for name, file in record_files(roots):
        if At.shown(file) in broken:
            continue
        text = file.read_text(encoding="utf-8-sig")
        if not is_canonical(text, forms[name][1]):
            yield f"{At.shown(file)}:1: not written canonically (enjoined registry format mends it)"


def _without_source(linked: Linked) -> Iterator[RegistryError]:
    """Whole records that name no source; only a recipient may leave it to its relations."""
    for sort, id_, sources in sourced(linked.law):
        if not sources and sort is not Sort.RECIPIENT:
            at = linked.names.declared[sort][id_]
            yield RegistryError(
                f"the {sort} {id_} has no source",
                where=f"{at.file}:{at.line}",
                remedy="say in source: where it comes from",
            )


def _counts(law: LawTable) -> dict[str, int]:
    kinds = Counter(case.kind for case in law.cases.values())
    return {
        "instruments": len(law.instruments),
        "conditions": len(law.conditions),
        "cases": kinds[CaseKind.LITIGATION],
        "notices": kinds[CaseKind.NOTICE],
        "policies": len(law.policies),
        "lists": len(law.lists),
        "executive orders": len(law.orders),
        "groups": len(law.groups),
        "recipients": len(law.recipients),
        "events": len(law.events),
        "unread events": sum(event.unread for event in law.events.values()),
        "effects": len(law.effects),
        "sources": sum(len(sources) for _, _, sources in cited(law)),
    }
