"""Rows of the exported tables: cases, events, effects, policies, lists, coverage, sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from enjoined.export.cells import Row, json_cell, moment_cells
from enjoined.model import Source, as_date
from enjoined.registry.table import LawTable

__all__ = ["StoryRows"]

_YES_NO: Final = {True: "yes", False: "no", None: ""}


class StoryRows:
    """The rows of what happened and of local law, by the name of the table."""

    law: LawTable

    # --- cases -------------------------------------------------------------------------------------------------

    def _cases(self) -> Iterator[Row]:
        for c in self.law.cases.values():
            yield {
                "id": c.id,
                "kind": c.kind.value,
                "title": c.title,
                "short": c.short,
                "court": c.court,
                "judge": "; ".join(c.judges),
                "agency": c.agency,
                "checked": as_date(c.checked),
                "challenges": json_cell(c.challenges) if c.challenges else None,
                "note": c.note,
            }

    def _case_dockets(self) -> Iterator[Row]:
        for c in self.law.cases.values():
            yield from ({"case_id": c.id, "docket": docket} for docket in dict.fromkeys(c.dockets))

    def _case_courtlistener(self) -> Iterator[Row]:
        for c in self.law.cases.values():
            yield from ({"case_id": c.id, "number": number} for number in dict.fromkeys(c.courtlistener))

    def _waves(self) -> Iterator[Row]:
        for w in self.law.waves.values():
            yield {
                "id": w.id,
                "case_id": w.case,
                **moment_cells("from", w.start),
                "complete": w.complete,
                "missing": w.missing,
                "within_kinds": w.within.kinds,
                "within_states": w.within.states,
            }

    def _wave_names(self) -> Iterator[Row]:
        yield from (
            {"wave": w.id, "recipient": name} for w in self.law.waves.values() for name in sorted(w.names)
        )

    def _wave_claims(self) -> Iterator[Row]:
        for w in self.law.waves.values():
            for name, agencies in sorted(w.claims.items()):
                yield from ({"wave": w.id, "recipient": name, "agency": a} for a in dict.fromkeys(agencies))

    def _events(self) -> Iterator[Row]:
        for e in self.law.events.values():
            yield {
                "id": e.id,
                "case_id": e.case,
                **moment_cells("date", e.date),
                **moment_cells("known", e.known),
                "kind": e.kind,
                "title": e.title,
                "court": e.court,
                "cite": e.cite,
                "entry": e.entry,
                "unread": e.unread,
                "sequence": e.sequence,
                "denies": json_cell(e.denies) if e.denies else None,
                "note": e.note,
            }

    def _effects(self) -> Iterator[Row]:
        for e in self.law.effects.values():
            yield {
                "id": e.id,
                "event": e.event,
                "verb": e.verb.value,
                "grade": e.grade and e.grade.value,
                "attaches": e.attaches and e.attaches.value,
                "holding": e.holding and e.holding.value,
                "circuit": e.circuit,
                **moment_cells("from", e.start),
                **moment_cells("until", e.until),
                "final": e.final,
                "children": _YES_NO[e.children],
                "child_of": e.child_of,
                "possible": e.possible,
                "whether": e.whether,
                "carve_out": e.carve_out,
                "reach": e.reach.value,
                "ends_by": e.ends_by,
                "while_effect": e.only_while and e.only_while.active,
                "while_condition": e.only_while and e.only_while.condition,
                "unless_effect": e.unless and e.unless.active,
                "unless_condition": e.unless and e.unless.condition,
                "scope": json_cell(e.scope),
                "readings": json_cell(e.readings) if e.readings else None,
                "literal": json_cell(e.literal) if e.literal else None,
                "construed": json_cell(e.construed) if e.construed else None,
                "note": e.note,
            }

    def _effect_targets(self) -> Iterator[Row]:
        yield from (
            {"effect": e.id, "target": t} for e in self.law.effects.values() for t in dict.fromkeys(e.targets)
        )

    def _effect_rests_on(self) -> Iterator[Row]:
        for e in self.law.effects.values():
            yield from ({"effect": e.id, "ground": ground} for ground in dict.fromkeys(e.rests_on))

    # --- policies, lists, coverage, sources --------------------------------------------------------------------

    def _policies(self) -> Iterator[Row]:
        for p in self.law.policies.values():
            yield {
                "id": p.id,
                "jurisdiction": p.jurisdiction,
                "title": p.title,
                "binds_subdivisions": p.binds_subdivisions,
            }

    def _provisions(self) -> Iterator[Row]:
        for policy in self.law.policies.values():
            for number, p in enumerate(policy.provisions, 1):
                yield {
                    "id": f"{policy.id}#{number}",
                    "policy": policy.id,
                    "cite": p.cite,
                    "summary": p.summary,
                    "from_day": as_date(p.start),
                    "until_day": as_date(p.until),
                    "saving": p.saving,
                    "prevails": p.prevails,
                    "gap": p.gap,
                }

    def _provision_acts(self) -> Iterator[Row]:
        for policy in self.law.policies.values():
            for number, p in enumerate(policy.provisions, 1):
                for how in ("limits", "agency_limits", "saves"):
                    for act in dict.fromkeys(getattr(p, how)):
                        yield {"provision": f"{policy.id}#{number}", "act": act, "how": how}

    def _lists(self) -> Iterator[Row]:
        for x in self.law.lists.values():
            yield {
                "id": x.id,
                "title": x.title,
                "agency": x.agency,
                "checked": as_date(x.checked),
                "note": x.note,
            }

    def _list_versions(self) -> Iterator[Row]:
        for x in self.law.lists.values():
            for v in x.versions:
                yield {
                    "id": f"{x.id}/{v.id}",
                    "list_id": x.id,
                    **moment_cells("from", v.start),
                    **moment_cells("until", v.until),
                    "title": v.title,
                    "complete": v.complete,
                    "missing": v.missing,
                    "note": v.note,
                }

    def _list_names(self) -> Iterator[Row]:
        for x in self.law.lists.values():
            for v in x.versions:
                yield from ({"version": f"{x.id}/{v.id}", "recipient": name} for name in sorted(v.names))

    def _coverage(self) -> Iterator[Row]:
        for number, c in enumerate(self.law.coverage, 1):
            yield {
                "id": number,
                "programs": c.programs,
                "fiscal_years": c.fiscal_years,
                "families": c.families,
                "complete": c.complete,
                "why": c.why,
            }

    def _sources(self) -> Iterator[Row]:
        for number, (sort, record, source) in enumerate(self._cited(), 1):
            yield {
                "id": number,
                "sort": sort,
                "record": record,
                "kind": source.kind.value,
                "basis": source.basis.value,
                "url": source.url,
                "title": source.title,
                "note": source.note,
                "accessed": as_date(source.accessed),
            }

    def _cited(self) -> Iterator[tuple[str, str, Source]]:
        law = self.law
        tables: tuple[tuple[str, Mapping[Any, Any]], ...] = (
            ("program", law.programs),
            ("group", law.groups),
            ("recipient", law.recipients),
            ("instrument", law.instruments),
            ("condition", law.conditions),
            ("case", {c.id: c for c in law.cases.values() if c.kind.value != "instrument"}),
            ("event", law.events),
            ("policy", law.policies),
            ("list", law.lists),
            ("executive order", law.orders),
        )
        for sort, table in tables:
            for id_, value in table.items():
                yield from ((sort, id_, source) for source in value.sources)
        for recipient in law.recipients.values():
            for number, edge in enumerate(recipient.edges, 1):
                yield from (("relation", f"{recipient.id}#{number}", source) for source in edge.sources)
        for policy in law.policies.values():
            for number, provision in enumerate(policy.provisions, 1):
                yield from (("provision", f"{policy.id}#{number}", source) for source in provision.sources)
        for order in law.orders.values():
            for p in order.provisions:
                yield from (("provision", f"{order.id}/{p.id}", source) for source in p.sources)
        for list_ in law.lists.values():
            for version in list_.versions:
                yield from (
                    ("list version", f"{list_.id}/{version.id}", source) for source in version.sources
                )
