"""What puts duties on awards: programs, instruments, their numbered conditions, families and acts."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from enjoined.model.day import Day
from enjoined.model.ids import (
    ActId,
    AgencyId,
    ConditionId,
    EventId,
    FamilyId,
    InstrumentId,
    OrderId,
    ProgramId,
)
from enjoined.model.recipient import Kind
from enjoined.model.source import Source

__all__ = [
    "Act",
    "Agency",
    "Condition",
    "ConditionKind",
    "Coverage",
    "ExecutiveOrder",
    "Family",
    "Instrument",
    "OrderProvision",
    "Program",
    "Similarity",
]


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """Something a condition demands or a policy limits, so that the two can meet."""

    id: ActId
    title: str
    about: str


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions that ask for the same thing, whatever the year, program or agency; a descriptive name.

    ``said`` are phrases by which a news story speaks of it, in the language of the recognition rules.
    """

    id: FamilyId
    title: str
    about: str
    acts: tuple[ActId, ...] = ()
    said: tuple[str, ...] = ()


class Agency(msgspec.Struct, frozen=True, kw_only=True):
    """A federal agency that makes awards; ``parent`` is the one it belongs to.

    ``said`` are other names that a news story gives it, ``head`` the title of the office that leads it, ``officers``
    the surnames of those sued in that office.
    """

    id: AgencyId
    name: str
    short: str
    parent: AgencyId | None = None
    said: tuple[str, ...] = ()
    head: str = ""
    officers: tuple[str, ...] = ()


class Program(msgspec.Struct, frozen=True, kw_only=True):
    """An Assistance Listing; ``said`` are other names that a news story gives it."""

    id: ProgramId
    title: str
    short: str
    agency: AgencyId
    said: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


class ConditionKind(StrEnum):
    """What a condition is in law."""

    TERM = "term"
    CERTIFICATION = "certification"
    ELIGIBILITY = "eligibility"
    PREFERENCE = "preference"


class Similarity(msgspec.Struct, frozen=True, kw_only=True):
    """A person's judgment whether two conditions are materially similar."""

    to: ConditionId
    holds: bool
    by: str
    on: Day
    why: str


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """A duty in one instrument, one family each; a printed clause that mixes families has lettered parts.

    ``number`` is as printed (``""`` where no number is known), ``part`` the letter. ``binds`` are the kinds bound
    as direct recipients, ``binds_sub`` those bound as sub-recipients. ``issued`` is the first day it was announced.
    """

    id: ConditionId
    instrument: InstrumentId
    number: str
    part: str
    title: str
    summary: str
    family: FamilyId
    kind: ConditionKind
    binds: frozenset[Kind]
    binds_sub: frozenset[Kind]
    issued: Day
    demands: tuple[ActId, ...] = ()
    flows_down: bool = False
    authorities: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()
    similar_to: tuple[Similarity, ...] = ()
    sources: tuple[Source, ...] = ()

    def carries_out(self, orders: frozenset[str]) -> bool:
        """Whether it implements one of them: an executive order as a whole stands for each of its provisions.

        A condition that is recorded with a whole order is not thereby one under each provision.
        """
        return any(name in orders or name.partition("/")[0] in orders for name in self.implements)


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """A dated document that puts conditions on awards of its programs and fiscal years (of appropriation)."""

    id: InstrumentId
    title: str
    short: str
    agency: AgencyId
    programs: tuple[ProgramId, ...]
    fiscal_years: tuple[int, ...]
    conditions: tuple[ConditionId, ...]
    events: tuple[EventId, ...]
    version: str = ""
    note: str = ""
    sources: tuple[Source, ...] = ()


class OrderProvision(msgspec.Struct, frozen=True, kw_only=True):
    """A provision of an executive order: ``id`` is short (``3b4``), ``cite`` as printed (``sec. 3(b)(iv)``)."""

    id: str
    cite: str
    summary: str
    demands: tuple[ActId, ...] = ()
    sources: tuple[Source, ...] = ()


class ExecutiveOrder(msgspec.Struct, frozen=True, kw_only=True):
    """An order of the President to federal agencies: it binds them, never a recipient.

    What a recipient owes it owes by the conditions that carry the order out. ``demands`` of a provision are the acts
    that agencies are told to ask for; ``until`` is the first day without effect, ``None`` while it stands.
    """

    id: OrderId
    number: str
    title: str
    signed: Day
    cite: str
    summary: str
    until: Day | None = None
    provisions: tuple[OrderProvision, ...] = ()
    note: str = ""
    sources: tuple[Source, ...] = ()


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """For which programs and fiscal years the conditions held are complete; ``why`` names what is missing."""

    programs: tuple[ProgramId, ...]
    fiscal_years: tuple[int, ...]
    complete: bool
    why: str = ""
    families: tuple[FamilyId, ...] = ()
