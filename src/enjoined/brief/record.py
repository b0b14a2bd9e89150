"""What the record of one case says up to a day: relief given and in force, decisions, who had joined."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

import msgspec

from enjoined.brief.matching.lexicon import Profile
from enjoined.law import ANY_AWARD, Award, Cell, View
from enjoined.law.answering.words import name_of, who_in_words
from enjoined.model import (
    NO,
    YES,
    ConditionId,
    Day,
    Effect,
    EffectId,
    Event,
    FamilyId,
    Kind,
    Recipient,
    RecipientId,
    Verb,
)
from enjoined.recipients.states import STATES, TERRITORIES
from enjoined.registry.open import Registry

__all__ = ["Counts", "Record", "Relief"]

_RELIEF: Final = frozenset({Verb.RESTRAIN})
_ORDERS: Final = frozenset(
    {"preliminary-injunction", "temporary-restraining-order", "injunction", "stay-of-agency-action"}
)
_JUDGMENTS: Final = frozenset({"summary-judgment", "judgment", "final-judgment"})
_FOR_THE_PLAINTIFFS: Final = re.compile(
    r"\b(?:sets? (?:\S+ )?(?:\S+ )?aside|enjoins?|forbids?|vacates|blocked"
    r"|rul(?:ing|es?) for(?! the (?:government|United States)))\b"
)
"""What the title of a judgment says that gives relief in a case of which no term of an award is recorded."""
_DECISIONS: Final = frozenset(
    {
        "preliminary-injunction", "preliminary-injunction-denied", "temporary-restraining-order", "summary-judgment",
        "judgment", "final-judgment", "injunction", "injunction-denied", "decree", "stay-of-agency-action", "vacatur",
        "affirmance", "reversal", "dismissal", "agreed-order",
        "opinion", "stay", "stay-lifted", "order", "motion-denied",
    }
)  # fmt: skip
"""Events by which a court decides something."""


class Relief(msgspec.Struct, frozen=True, kw_only=True):
    """One restraint of the case in force on a day.

    ``reaches_everyone`` is ``None`` where that is open; ``who`` are those named, in words.
    """

    event: Event
    effect: EffectId
    families: tuple[FamilyId, ...]
    reaches_everyone: bool | None
    who: str


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many plaintiffs are on record: by name, how many more are known to exist, after each wave and in each."""

    names: frozenset[RecipientId]
    district: int
    complete: bool
    missing: int | None
    sizes: tuple[int, ...]
    joined: tuple[int, ...] = ()

    @property
    def known(self) -> int:
        """How many are known by name."""
        return len(self.names)


class Record:
    """The events of one case, oldest first, and questions about them."""

    def __init__(self, registry: Registry, profile: Profile) -> None:
        self.registry = registry
        self.law = registry.law
        self.profile = profile
        self.events: tuple[Event, ...] = tuple(self.law.events[e] for e in profile.case.events)

    @cached_property
    def filed(self) -> Event | None:
        """The complaint, where its day is on record."""
        return next((e for e in self.events if e.kind == "complaint"), None)

    def known(self, event: Event, day: Day | None) -> bool:
        """Whether the event had certainly happened by the day; every event counts where no day is given."""
        return day is None or event.date.by(day) is YES

    def checked_through(self, day: Day | None) -> bool:
        """Whether the case was looked at on or after the day."""
        checked = self.profile.case.checked
        return day is None or checked is None or checked >= day

    def gives_relief(self, event: Event) -> bool:
        """Whether an event of the record restrains anything, for certain or possibly."""
        return (
            any(self.law.effects[e].verb in _RELIEF for e in event.effects)
            or event.kind in _ORDERS
            or (event.kind in _JUDGMENTS and _FOR_THE_PLAINTIFFS.search(event.title) is not None)
        )

    def relief_by(self, day: Day) -> list[Event]:
        """The events that gave relief by the day, oldest first."""
        return [e for e in self.events if self.gives_relief(e) and self.known(e, day)]

    def reversed_by(self, event: Event, day: Day) -> bool:
        """Whether a decision known by the day takes back all that an event restrains."""
        restraints = [e for e in event.effects if self.law.effects[e].verb is Verb.RESTRAIN]
        return bool(restraints) and all(
            any(self._takes_back(self.law.effects[m], day) for m in self.law.modifiers.get(e, ()))
            for e in restraints
        )

    def _takes_back(self, modifier: Effect, day: Day) -> bool:
        ends = modifier.verb is Verb.END and not modifier.final
        return ends and self.known(self.law.events[modifier.event], day)

    def first_relief(self) -> Event | None:
        """The first event that gave relief."""
        return next((e for e in self.events if self.gives_relief(e)), None)

    def decisions_after(self, day: Day) -> list[Event]:
        """What courts decided after the day."""
        return [e for e in self.events if e.kind in _DECISIONS and e.date.earliest > day]

    def after(self, day: Day) -> list[Event]:
        """All that happened after the day."""
        return [e for e in self.events if e.date.earliest > day]

    def narrowed_after(self, day: Day) -> Event | None:
        """The first later event that suspends or ends relief of this case."""
        for event in self.after(day):
            for effect in map(self.law.effects.__getitem__, event.effects):
                if effect.verb in (Verb.SUSPEND, Verb.END) and not effect.final:
                    return event
        return None

    def in_force(self, day: Day) -> list[Relief]:
        """The restraints of the case in force on the day for somebody, as they were known then."""
        found = []
        for event in self.events:
            if not self.known(event, day):
                continue
            for effect in map(self.law.effects.__getitem__, event.effects):
                if effect.verb is Verb.RESTRAIN and (relief := self._relief(event, effect, day)):
                    found.append(relief)
        return found

    def covers(self, who: RecipientId, day: Day, known_on: Day) -> bool | None:
        """Whether a restraint of the case is active for somebody on a day, as known later; ``None``: open."""
        found: set[bool | None] = set()
        for event in self.events:
            if not self.known(event, day):
                continue
            for effect in map(self.law.effects.__getitem__, event.effects):
                if effect.verb is Verb.RESTRAIN:
                    named = (c for c in self.profile.conditions if self._names(effect, c.id))
                    found |= {self._active(effect, c.id, who, day, known_on) for c in named}
        return True if True in found else None if None in found else False

    def _relief(self, event: Event, effect: Effect, day: Day) -> Relief | None:
        conditions = [c for c in self.profile.conditions if self._names(effect, c.id)]
        if not conditions:
            return None
        outside: set[bool | None] = set()
        families: list[FamilyId] = []
        inside = False
        protected: set[RecipientId] = set()
        for condition in conditions:
            kind = (
                Kind.CITY
                if Kind.CITY in condition.binds
                else Kind.STATE
                if Kind.STATE in condition.binds
                else None
            )
            if kind is None:
                continue
            values = {p: self._active(effect, condition.id, p, day) for p in self._people(kind)}
            stranger = values.pop(_STRANGER)
            outside.add(stranger)
            protected |= {p for p, value in values.items() if value}
            if stranger or any(values.values()):
                inside = True
                if condition.family not in families:
                    families.append(condition.family)
        wide = None in outside and any(p.who.everyone for p in effect.scope.products)
        if not inside and not wide and True not in outside:
            return None
        reach = True if True in outside else None if None in outside else False
        who = self._whom(effect, reach, protected)
        return Relief(
            event=event, effect=effect.id, families=tuple(families), reaches_everyone=reach, who=who
        )

    def _whom(self, effect: Effect, reach: bool | None, protected: set[RecipientId]) -> str:
        """Whom the effect names; where it names everybody and is held back for others, whom it still protects."""
        if reach is False and any(p.who.everyone for p in effect.scope.products):
            names = ", ".join(sorted(name_of(self.law, p) for p in protected))
            return f"only {names} that day" if names else "nobody that day"
        return "; ".join(dict.fromkeys(who_in_words(self.law, p.who) for p in effect.scope.products))

    def _names(self, effect: Effect, condition: ConditionId) -> bool:
        wanted = self.law.conditions[condition]
        return any(
            (not p.conditions.ids or wanted.id in p.conditions.ids)
            and (not p.conditions.instruments or wanted.instrument in p.conditions.instruments)
            and (not p.conditions.families or wanted.family in p.conditions.families)
            for p in effect.scope.products
        )

    def _people(self, kind: Kind) -> list[RecipientId]:
        mine = sorted(self.profile.leads or self.profile.parties)[:3]
        return [_STRANGER, *mine]

    def _active(
        self, effect: Effect, condition: ConditionId, who: RecipientId, day: Day, known_on: Day | None = None
    ) -> bool | None:
        """Whether the effect is active for a party, or for a government in a State that no party is of."""
        wanted = self.law.conditions[condition]
        if who == _STRANGER:
            taken = {p.partition("/")[0] for p in self.profile.parties}
            state = next((s for s in reversed(STATES) if s not in taken and s not in TERRITORIES), "us")
            kind = Kind.CITY if Kind.CITY in wanted.binds else Kind.STATE
            id_ = RecipientId(f"{state}/anywhere" if kind is Kind.CITY else state)
            person = Recipient(id=id_, kind=kind, name="anybody", state=state, population=1_000)
        else:
            try:
                person = self.registry.by_id(who)
            except ValueError:
                return False
        named = {program for product in effect.scope.products for program in product.awards.programs}
        programs = sorted(named & set(self.law.instruments[wanted.instrument].programs))
        award = (
            Award(program=programs[0]) if programs else ANY_AWARD
        )  # an order is asked about its own programs
        view = View(
            self.law, Cell.of(self.law, person, wanted.id, award=award, known_on=known_on or day), day
        )
        found = view.active(effect.id)
        return True if found is YES else False if found is NO else None

    def parties_by(self, day: Day, *, states: bool) -> Counts:
        """How many had joined by the day; ``states`` counts States, D.C. apart, else everybody who sues."""
        names: set[RecipientId] = set()
        sizes: list[int] = []
        joined: list[int] = []
        complete, missing = True, 0
        for wave_id in self.profile.case.waves:
            wave = self.law.waves[wave_id]
            if wave.start.by(day) is not YES:
                continue
            fresh = [n for n in wave.names - names if not states or ("/" not in n and n != "dc")]
            joined.append(len(fresh) + (0 if states else wave.missing or 0))
            names |= wave.names
            complete = complete and wave.complete
            missing = missing + (wave.missing or 0)
            sizes.append(sum("/" not in n and n != "dc" for n in names) if states else len(names) + missing)
        kept = {n for n in names if "/" not in n and n != "dc"} if states else names
        return Counts(
            names=frozenset(kept),
            district=int("dc" in names) if states else 0,
            complete=complete,
            missing=missing or None,
            sizes=tuple(sizes),
            joined=tuple(joined),
        )

    def joining_by(self, day: Day) -> bool:
        """Whether parties joined on a day that is not known and may be this side of it."""
        waves = (self.law.waves[w] for w in self.profile.case.waves)
        return any(w.start.by(day) is not YES and w.start.by(day) is not NO for w in waves)


_STRANGER: Final = RecipientId("us/anybody")
