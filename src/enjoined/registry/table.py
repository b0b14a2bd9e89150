"""The linked law: every record by id, with the indexes the engine asks for."""

from __future__ import annotations

from functools import cached_property

import msgspec

from enjoined.model import (
    NO,
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
    Day,
    District,
    Effect,
    EffectId,
    Event,
    EventId,
    ExecutiveOrder,
    Family,
    FamilyId,
    Group,
    Instrument,
    InstrumentId,
    JurisdictionList,
    ListId,
    OrderId,
    Policy,
    PolicyId,
    Program,
    ProgramId,
    Recipient,
    RecipientId,
    Verb,
    Wave,
    WaveId,
    Who,
)

__all__ = ["LawTable"]


class LawTable(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All records of a registry, linked: every id that occurs in a record is a key of the dict of its type.

    ``recipients`` holds only the hand-written ones; the governments of the generated table are in the name index.
    ``modifiers`` lists for each effect the effects that suspend, end or extend it. ``hash`` is over the content of the
    records, ``version`` that of the release, ``built`` its day (``None``: the records are no release).
    """

    version: str
    hash: str
    built: Day | None = None
    acts: dict[ActId, Act] = {}
    families: dict[FamilyId, Family] = {}
    agencies: dict[AgencyId, Agency] = {}
    programs: dict[ProgramId, Program] = {}
    courts: dict[CourtId, Court] = {}
    districts: dict[CourtId, District] = {}
    coverage: tuple[Coverage, ...] = ()
    groups: dict[RecipientId, Group] = {}
    recipients: dict[RecipientId, Recipient] = {}
    instruments: dict[InstrumentId, Instrument] = {}
    conditions: dict[ConditionId, Condition] = {}
    policies: dict[PolicyId, Policy] = {}
    lists: dict[ListId, JurisdictionList] = {}
    orders: dict[OrderId, ExecutiveOrder] = {}
    cases: dict[CaseId, Case] = {}
    waves: dict[WaveId, Wave] = {}
    events: dict[EventId, Event] = {}
    effects: dict[EffectId, Effect] = {}
    modifiers: dict[EffectId, tuple[EffectId, ...]] = {}

    @cached_property
    def phrases(self) -> dict[Who, str]:
        """Whom scopes of this table mean, in words, as far as anybody has asked: long lists are put in order once."""
        return {}

    def agency_line(self, agency: AgencyId) -> tuple[AgencyId, ...]:
        """An agency of the table and all that it belongs to, from itself upward."""
        line = [agency]
        while (parent := self.agencies[line[-1]].parent) is not None:
            line.append(parent)
        return tuple(line)

    def begun_by(self, day: Day) -> LawTable:
        """The table without effects that have certainly not begun by the end of a day: they change no answer before.

        Those stay at which others look whether they have begun or not: guards, earlier waves and extensions.
        """
        looked_at = {guard.active for effect in self.effects.values() for guard in effect.guards}
        looked_at |= {effect.child_of for effect in self.effects.values() if effect.child_of is not None}
        effects = {
            id_: effect
            for id_, effect in self.effects.items()
            if effect.start.by(day) is not NO or effect.verb is Verb.EXTEND or id_ in looked_at
        }
        modifiers = {
            id_: tuple([m for m in modifying if m in effects])
            for id_, modifying in self.modifiers.items()
            if id_ in effects
        }
        return msgspec.structs.replace(self, effects=effects, modifiers=modifiers)

    @cached_property
    def newest_check(self) -> Day | None:
        """The latest day on which somebody looked for news of any case, notice or list."""
        days = [thing.checked for table in (self.cases, self.lists) for thing in table.values()]
        return max((day for day in days if day is not None), default=None)

    @cached_property
    def as_of(self) -> Day | None:
        """The day the registry speaks from: that of the release or, if later, of the newest check."""
        return max((day for day in (self.built, self.newest_check) if day is not None), default=None)
