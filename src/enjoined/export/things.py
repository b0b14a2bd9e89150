"""Rows of the exported tables: small tables, recipients, instruments and their conditions."""

from __future__ import annotations

from collections.abc import Iterator

from enjoined.export.cells import Row, moment_cells, own
from enjoined.law.answering.words import name_of
from enjoined.law.coverage.districts import districts_of
from enjoined.model import FIRST_DAY, Recipient, RecipientId, as_date
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

__all__ = ["ThingRows"]


class ThingRows:
    """The rows of the small tables, recipients and instruments, by the name of the table."""

    def __init__(self, registry: Registry) -> None:
        self.law: LawTable = registry.law
        self.registry = registry

    def _meta(self) -> Iterator[Row]:
        law = self.law
        values = {
            "version": law.version,
            "hash": law.hash,
            "built": as_date(law.built),
            "checked": as_date(law.newest_check),
        }
        yield from (
            {"key": key, "value": "" if value is None else str(value)} for key, value in values.items()
        )

    def _acts(self) -> Iterator[Row]:
        yield from map(own, self.law.acts.values())

    def _families(self) -> Iterator[Row]:
        yield from (
            {"id": f.id, "title": f.title, "about": f.about, "said": f.said}
            for f in self.law.families.values()
        )

    def _family_acts(self) -> Iterator[Row]:
        yield from ({"family": f.id, "act": act} for f in self.law.families.values() for act in f.acts)

    def _agencies(self) -> Iterator[Row]:
        yield from map(own, self.law.agencies.values())

    def _programs(self) -> Iterator[Row]:
        for p in self.law.programs.values():
            yield {"id": p.id, "title": p.title, "short": p.short, "agency": p.agency, "said": p.said}

    def _courts(self) -> Iterator[Row]:
        for c in self.law.courts.values():
            yield {"id": c.id, "name": c.name, "short": c.short, "circuit": c.circuit}

    def _court_states(self) -> Iterator[Row]:
        yield from ({"court": c.id, "state": state} for c in self.law.courts.values() for state in c.states)

    def _executive_orders(self) -> Iterator[Row]:
        for o in self.law.orders.values():
            days = {"signed": as_date(o.signed), "until": as_date(o.until)}
            yield {"id": o.id, "title": o.title, "cite": o.cite, "summary": o.summary, "note": o.note, **days}
            for p in o.provisions:
                whole = {"id": f"{o.id}/{p.id}", "part_of": o.id, "title": o.title, **days}
                yield {**whole, "cite": p.cite, "summary": p.summary, "demands": p.demands}

    # --- recipients --------------------------------------------------------------------------------------------

    def _everybody(self) -> Iterator[Recipient]:
        seen: set[RecipientId] = set()
        for recipient in self.registry.everybody():
            seen.add(recipient.id)
            yield recipient
        yield from (r for r in self.law.recipients.values() if r.id not in seen)

    def _recipients(self) -> Iterator[Row]:
        seen: set[RecipientId] = set()
        for r in self._everybody():
            seen.add(r.id)
            yield {
                "id": r.id,
                "kind": r.kind.value,
                "name": r.name,
                "state": r.state,
                "population": r.population,
                "districts": tuple(d.id for d in districts_of(self.law, r)),
                "uei": r.uei,
                "hand_written": r.id in self.law.recipients,
            }
        for group in self.law.groups.values():
            if group.id not in seen:
                yield {
                    "id": group.id,
                    "kind": "association",
                    "name": group.name,
                    "state": "",
                    "uei": "",
                    "hand_written": 1,
                }
                seen.add(group.id)
        for id_ in sorted(
            self._referred() - seen
        ):  # a registry without a table of governments takes ids as written
            yield {
                "id": id_,
                "kind": "",
                "name": name_of(self.law, id_),
                "state": id_[:2],
                "uei": "",
                "hand_written": 0,
            }

    def _referred(self) -> set[RecipientId]:
        """Everybody whom a party list, a group, a list, a relation or a policy names."""
        law = self.law
        return {
            *(name for wave in law.waves.values() for name in (*wave.names, *wave.claims)),
            *(member for group in law.groups.values() for member, _, _ in group.members),
            *(name for each in law.lists.values() for version in each.versions for name in version.names),
            *(edge.to for recipient in law.recipients.values() for edge in recipient.edges),
            *(policy.jurisdiction for policy in law.policies.values()),
        }

    def _recipient_aliases(self) -> Iterator[Row]:
        for r in self.law.recipients.values():
            yield from ({"recipient": r.id, "alias": alias} for alias in dict.fromkeys(r.aliases))

    def _recipient_edges(self) -> Iterator[Row]:
        for r in self.law.recipients.values():
            for number, edge in enumerate(r.edges, 1):
                yield {
                    "recipient": r.id,
                    "number": number,
                    "kind": edge.kind.value,
                    "target": edge.to,
                    "from_day": as_date(edge.start),
                    "until_day": as_date(edge.until),
                    "holds": edge.holds,
                }

    def _groups(self) -> Iterator[Row]:
        for g in self.law.groups.values():
            who = g.eligible
            yield {"id": g.id, "kinds": who.kinds, "states": who.states, "min_population": who.min_population}

    def _group_members(self) -> Iterator[Row]:
        for g in self.law.groups.values():
            for number, (member, start, until) in enumerate(g.members, 1):
                row = {"group_id": g.id, "number": number, "recipient": member}
                yield row | moment_cells("from", start) | moment_cells("until", until)

    # --- instruments -------------------------------------------------------------------------------------------

    def _instruments(self) -> Iterator[Row]:
        for i in self.law.instruments.values():
            yield {
                "id": i.id,
                "title": i.title,
                "short": i.short,
                "agency": i.agency,
                "version": i.version,
                "note": i.note,
            }

    def _instrument_programs(self) -> Iterator[Row]:
        yield from (
            {"instrument": i.id, "program": p} for i in self.law.instruments.values() for p in i.programs
        )

    def _instrument_years(self) -> Iterator[Row]:
        for i in self.law.instruments.values():
            yield from ({"instrument": i.id, "fiscal_year": year} for year in i.fiscal_years)

    def _conditions(self) -> Iterator[Row]:
        for c in self.law.conditions.values():
            yield {
                "id": c.id,
                "instrument": c.instrument,
                "number": c.number,
                "part": c.part,
                "title": c.title,
                "summary": c.summary,
                "family": c.family,
                "kind": c.kind.value,
                "issued": as_date(c.issued) if c.issued != FIRST_DAY else None,
                "binds": c.binds,
                "binds_sub": c.binds_sub,
                "flows_down": c.flows_down,
            }

    def _condition_acts(self) -> Iterator[Row]:
        yield from (
            {"condition": c.id, "act": act} for c in self.law.conditions.values() for act in c.demands
        )

    def _condition_citations(self) -> Iterator[Row]:
        for c in self.law.conditions.values():
            for kind, cited in (
                ("authority", c.authorities),
                ("printed", c.cites),
                ("implements", c.implements),
            ):
                yield from (
                    {"condition": c.id, "kind": kind, "citation": text} for text in dict.fromkeys(cited)
                )

    def _condition_similar(self) -> Iterator[Row]:
        for c in self.law.conditions.values():
            for s in c.similar_to:
                yield {
                    "condition": c.id,
                    "other": s.to,
                    "holds": s.holds,
                    "judged_by": s.by,
                    "judged_on": as_date(s.on),
                    "why": s.why,
                }
