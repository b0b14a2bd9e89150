"""What happened: cases and notices, their dated events, and the effects that are the nodes of the algebra."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from enjoined.model.day import Day, Moment
from enjoined.model.ids import (
    AgencyId,
    CaseId,
    ConditionId,
    CourtId,
    EffectId,
    EventId,
    FamilyId,
    RecipientId,
    WaveId,
)
from enjoined.model.scope import Bound, Conditions, Scope
from enjoined.model.source import Source

__all__ = [
    "Attaches",
    "Case",
    "CaseKind",
    "Construal",
    "Court",
    "District",
    "Effect",
    "Event",
    "Expected",
    "Grade",
    "Guard",
    "Holding",
    "Reach",
    "Reading",
    "Verb",
    "Wave",
]


class Court(msgspec.Struct, frozen=True, kw_only=True):
    """A court; ``circuit`` is its court of appeals (itself for one), ``states`` the States it sits over."""

    id: CourtId
    name: str
    short: str
    circuit: CourtId | None = None
    states: tuple[str, ...] = ()


class District(msgspec.Struct, frozen=True, kw_only=True):
    """A federal judicial district: the id of its court, its name and the section of title 28 that lays it out.

    ``counties`` are Census codes: of five digits for counties, of two for a State that is one district.
    """

    id: CourtId
    name: str
    section: str
    counties: tuple[str, ...]


class Wave(msgspec.Struct, frozen=True, kw_only=True):
    """Parties who came into a case together; ``claims`` says which agencies a party sues, where known."""

    id: WaveId
    start: Moment
    names: frozenset[RecipientId]
    complete: bool = True
    missing: int | None = None
    within: Bound = Bound()
    claims: dict[RecipientId, tuple[AgencyId, ...]] = {}

    @property
    def case(self) -> CaseId:
        """The case they came into."""
        return CaseId(self.id.partition("/")[0])


class Verb(StrEnum):
    """What an effect does; one verb each."""

    IMPOSE = "impose"
    RESTRAIN = "restrain"
    SUSPEND = "suspend"
    END = "end"
    EXTEND = "extend"
    HOLD = "hold"


class Grade(StrEnum):
    """How a restraint holds the duty back, strongest first."""

    VACATED = "vacated"
    ENJOINED = "enjoined"
    NOT_ENFORCED = "not-enforced"


class Attaches(StrEnum):
    """When an imposed duty attaches to an award."""

    AT_AWARD = "at-award"
    FLOATING = "floating"
    UNKNOWN = "unknown"


class Holding(StrEnum):
    """What a court held of a family of conditions."""

    LAWFUL = "lawful"
    UNLAWFUL = "unlawful"


class Reach(StrEnum):
    """Whether relief touches the duty or only a consequence of not meeting it."""

    DUTY = "duty"
    CONSEQUENCE = "consequence"


class Guard(msgspec.Struct, frozen=True, kw_only=True):
    """Another effect, tested for the same recipient and award but for ``condition`` (``None``: the same one)."""

    active: EffectId
    condition: ConditionId | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The text of one effect as it became public in steps."""

    known: Moment
    scope: Scope


class Construal(msgspec.Struct, frozen=True, kw_only=True):
    """Who reads an order differently from its letter, since when and why."""

    by: str
    on: Day
    why: str


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """One limb of a decision, notice or instrument: one verb, a scope, a window.

    ``until`` is ``None`` for an effect that ends only by another. ``known`` are the moments by which it was public.
    ``children`` says whether a modifier of a parent wave reaches the later waves (``None``: not said).
    ``possible`` marks an effect that may or may not exist; ``whether`` says in words what is then open.
    """

    id: EffectId
    event: EventId
    case: CaseId
    verb: Verb
    scope: Scope
    start: Moment
    known: tuple[Moment, ...]
    until: Moment | None = None
    grade: Grade | None = None
    attaches: Attaches | None = None
    holding: Holding | None = None
    circuit: CourtId | None = None
    targets: tuple[EffectId, ...] = ()
    final: bool = False
    children: bool | None = None
    child_of: EffectId | None = None
    only_while: Guard | None = None
    unless: Guard | None = None
    rests_on: tuple[EffectId, ...] = ()
    literal: Scope | None = None
    construed: Construal | None = None
    carve_out: str = ""
    reach: Reach = Reach.DUTY
    ends_by: str = ""
    possible: bool = False
    whether: str = ""
    readings: tuple[Reading, ...] = ()
    note: str = ""

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The scope in every text that it has had."""
        return (self.scope, *(reading.scope for reading in self.readings))

    @property
    def guards(self) -> tuple[Guard, ...]:
        """What it lasts ``while``, and what it does not last ``unless``, if said."""
        return tuple(guard for guard in (self.only_while, self.unless) if guard is not None)

    @property
    def days(self) -> frozenset[Day]:
        """The days on which it may begin or end: the edges of its own window."""
        moments = [moment for moment in (self.start, self.until) if moment is not None]
        return frozenset(day for m in moments for day in (m.earliest, m.latest) if day is not None)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One decision, notice or act, with its date and sources.

    Events without effects are of record only. ``denies`` says to whom relief was refused, for which conditions.
    ``unread`` marks an entry nobody has read. ``sequence`` orders the display of one day.
    """

    id: EventId
    case: CaseId
    date: Moment
    known: Moment
    kind: str
    title: str
    court: CourtId | None = None
    cite: str = ""
    entry: str = ""
    effects: tuple[EffectId, ...] = ()
    denies: Scope | None = None
    unread: bool = False
    sequence: int = 0
    note: str = ""
    sources: tuple[Source, ...] = ()


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was to happen by a day: a hearing, a deadline, the end of an abeyance."""

    by: Day
    what: str
    sources: tuple[Source, ...] = ()


class CaseKind(StrEnum):
    """Which sort of record holds the events."""

    LITIGATION = "litigation"
    NOTICE = "notice"
    INSTRUMENT = "instrument"


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A lawsuit with its appeals, an agency's notices on one matter, or the life of one instrument.

    ``judges`` are the names of the trial judges in the order in which they had the case (empty: not recorded),
    ``courtlistener`` the numbers by which CourtListener keeps its dockets.
    """

    id: CaseId
    kind: CaseKind
    title: str
    short: str
    court: CourtId | None = None
    agency: AgencyId | None = None
    dockets: tuple[str, ...] = ()
    courtlistener: tuple[int, ...] = ()
    judges: tuple[str, ...] = ()
    checked: Day | None = None
    waves: tuple[WaveId, ...] = ()
    challenges: Conditions | None = None
    families: tuple[FamilyId, ...] = ()
    events: tuple[EventId, ...] = ()
    expected: tuple[Expected, ...] = ()
    note: str = ""
    sources: tuple[Source, ...] = ()
