"""Where a condition demands what the recipient's own law forbids, computed from acts."""

from __future__ import annotations

import msgspec

from enjoined.law.activity import View
from enjoined.law.cell import Cell
from enjoined.law.coverage.who import persons
from enjoined.model import LOCAL_KINDS, ActId, Day, Policy, PolicyId, Provision
from enjoined.registry.table import LawTable

__all__ = ["Conflict", "conflicts"]


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A provision that limits an act the condition demands; ``reading`` says on whose reading it does."""

    policy: PolicyId
    provision: str
    act: ActId
    reading: str
    source: str
    summary: str


def conflicts(law: LawTable, cell: Cell, day: Day) -> tuple[Conflict, ...]:
    """The conflicts on a day between the cell's condition and the law that binds its recipient.

    A savings clause removes the acts it saves, and nothing else. Of two versions of a provision in force at once
    the one that prevails counts.
    """
    found = []
    for policy in law.policies.values():
        if not _binds(law, policy, cell, day):
            continue
        in_force = [p for p in policy.provisions if p.start <= day and (p.until is None or day < p.until)]
        prevailing = {p.cite for p in in_force if p.prevails}
        for provision in in_force:
            if provision.prevails or provision.cite not in prevailing:
                found += _collisions(policy, provision, cell)
    return tuple(found)


def _binds(law: LawTable, policy: Policy, cell: Cell, day: Day) -> bool:
    """Whether the policy is the law of the recipient, of a person it is a part of, or of the State of either."""
    return any(
        policy.jurisdiction == person.id
        or (policy.binds_subdivisions and policy.jurisdiction == person.state and person.kind in LOCAL_KINDS)
        for person in persons(View(law, cell, day), cell.recipient)
    )


def _collisions(policy: Policy, provision: Provision, cell: Cell) -> list[Conflict]:
    source = provision.sources[0].url if provision.sources else ""
    return [
        Conflict(
            policy=policy.id,
            provision=provision.cite,
            act=act,
            reading="courts" if act in provision.limits else "agency",
            source=source,
            summary=provision.summary,
        )
        for act in cell.condition.demands
        if (act in provision.limits or act in provision.agency_limits) and act not in provision.saves
    ]
