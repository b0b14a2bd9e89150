"""The linked law: every record by id, with the indexes the engine asks for."""

from __future__ import annotations

import msgspec

from enjoined.model import (
    Act,
    ActId,
    Agency,
    AgencyId,
    Case,
    CaseId,
    Condition,
    ConditionId,
    Court,
    CourtId,
    Coverage,
    Effect,
    EffectId,
    Event,
    EventId,
    Family,
    FamilyId,
    Group,
    Instrument,
    InstrumentId,
    JurisdictionList,
    ListId,
    Policy,
    PolicyId,
    Program,
    ProgramId,
    Recipient,
    RecipientId,
    Wave,
    WaveId,
)

__all__ = ["LawTable"]


class LawTable(msgspec.Struct, frozen=True, kw_only=True):
    """All records of a registry, linked: every id that occurs in a record is a key of the dict of its type.

    ``recipients`` holds only the hand-written ones; the governments of the generated table are in the name index.
    ``modifiers`` lists for each effect the effects that suspend, end or extend it; ``offspring`` the effects of
    later waves. ``hash`` is over the content of the records, ``version`` that of the release.
    """

    version: str
    hash: str
    acts: dict[ActId, Act] = {}
    families: dict[FamilyId, Family] = {}
    agencies: dict[AgencyId, Agency] = {}
    programs: dict[ProgramId, Program] = {}
    courts: dict[CourtId, Court] = {}
    coverage: tuple[Coverage, ...] = ()
    groups: dict[RecipientId, Group] = {}
    recipients: dict[RecipientId, Recipient] = {}
    instruments: dict[InstrumentId, Instrument] = {}
    conditions: dict[ConditionId, Condition] = {}
    policies: dict[PolicyId, Policy] = {}
    lists: dict[ListId, JurisdictionList] = {}
    cases: dict[CaseId, Case] = {}
    waves: dict[WaveId, Wave] = {}
    events: dict[EventId, Event] = {}
    effects: dict[EffectId, Effect] = {}
    modifiers: dict[EffectId, tuple[EffectId, ...]] = {}
    offspring: dict[EffectId, tuple[EffectId, ...]] = {}
