"""The parts of a brief about one case: its terms, where they stood and stand, what came next, its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from enjoined.brief.assertions import Assertion
from enjoined.brief.assertions.base import short
from enjoined.brief.matching.lexicon import Profile, Sort
from enjoined.brief.matching.mentions import Part
from enjoined.brief.matching.reading import Reading
from enjoined.brief.notes import Also, CitedSource, NextStep, Personal, Posture, Term, TimelineEntry
from enjoined.brief.picture import Picture, picture_of
from enjoined.brief.posture import conditions_on, groups_on, standing
from enjoined.brief.record import Record
from enjoined.law.answering.words import best_source, label, name_of, when
from enjoined.law.compiled import CompiledLaw, compile_law
from enjoined.model import (
    CaseId,
    ConditionId,
    Day,
    Event,
    EventId,
    FamilyId,
    Kind,
    Recipient,
    Verb,
    as_date,
    spoken,
)
from enjoined.registry.open import Registry

__all__ = ["CaseSheet"]

_TIMELINE: Final = 14
_CAME_OF: Final = 4
"""At most so many later events are told."""
_LAST_WORDS: Final = frozenset(
    {"affirmance", "reversal", "vacatur", "dismissal", "settlement", "appeal-dismissed"}
)
_QUIET: Final = frozenset({"docket-entry", "filing", "agency-notice"})


class CaseSheet:
    """The parts of one brief."""

    def __init__(
        self, registry: Registry, reading: Reading, on: Day, passages: Mapping[CaseId, tuple[int, ...]] = {}
    ) -> None:
        """``passages`` are the sentences, by index, that tell of one case alone."""
        self._passages = passages
        self._registry = registry
        self._law = registry.law
        self._reading = reading
        self._on = on
        self._laws: dict[Day | None, CompiledLaw] = {}

    def _compiled(self, known_on: Day | None) -> CompiledLaw:
        """The law as known on a day, in which what several parts of the brief ask is worked out once."""
        if known_on not in self._laws:
            self._laws[known_on] = compile_law(self._law, known_on=known_on)
        return self._laws[known_on]

    def focus(self, profile: Profile) -> Recipient | None:
        """The party that the story is about: the plaintiff it names most, else the first of the caption."""
        said = self._parties(profile)
        order = sorted(
            (p for p in profile.parties if p not in self._law.groups),
            key=lambda p: (-_said(said.get(p)), p not in profile.leads, p),
        )
        for party in order:
            try:
                return self._registry.by_id(party)
            except ValueError:
                continue
        return None

    def _parties(self, profile: Profile) -> Mapping[str, Counter[Part]]:
        """How often each party is named in which part, in what is told of the case alone if anything is."""
        passage = self._passages.get(profile.case.id, ())
        if not passage:
            return self._reading.parties
        found: dict[str, Counter[Part]] = {}
        for mention in self._reading.mentions:
            if mention.index in passage and mention.sort is Sort.PARTY:
                found.setdefault(mention.id, Counter())[mention.part] += 1
            elif mention.index in passage and mention.sort is Sort.SIDE and mention.id == profile.case.id:
                for lead in profile.leads:
                    found.setdefault(lead, Counter())[Part.SUES] += 1
        return found

    def terms(self, profile: Profile) -> tuple[Term, ...]:
        """The conditions in plain words, one entry per family: those the story speaks of, then those held back."""
        said = self._reading.named
        families = {f for counts in said.values() for f in counts}
        focus = self.focus(profile)
        grouped: dict[FamilyId, list[ConditionId]] = {}
        for condition in profile.conditions:
            grouped.setdefault(condition.family, []).append(condition.id)
        found = []
        for family, ids in grouped.items():
            mine = [
                c
                for c in map(self._law.conditions.__getitem__, ids)
                if focus is None or focus.kind in c.binds
            ] or [self._law.conditions[ids[0]]]
            instruments = dict.fromkeys(
                self._law.instruments[self._law.conditions[i].instrument].short for i in ids
            )
            found.append(
                Term(
                    family=family,
                    title=self._law.families[family].title,
                    about=self._law.families[family].about,
                    summary=mine[0].summary,
                    said_in_story=family in families,
                    instruments=tuple(instruments),
                    conditions=tuple(ids),
                )
            )
        day = self._on if self._reading.story.told is None else self._reading.story.told
        held = {f for relief in Record(self._registry, profile).in_force(day) for f in relief.families}
        return tuple(sorted(found, key=lambda t: (not t.said_in_story, t.family not in held)))

    def posture(self, profile: Profile, day: Day, known_on: Day | None) -> Posture:
        """Where the conditions stand on a day."""
        conditions = conditions_on(profile, day)
        focus = self.focus(profile)
        note = ""
        if not conditions:
            last = self._last(profile, day)
            note = f"no condition of an award is recorded for this case{last and f'; last on record by then: {last}'}"
        return Posture(
            on=date.fromordinal(day),
            known_on=as_date(known_on),
            plaintiff=(
                standing(self._law, conditions, focus, day, known_on, profile.case.id) if focus else ()
            ),
            others=(
                groups_on(self._registry, self._compiled(known_on), profile, conditions, day)
                if conditions
                else ()
            ),
            note=note,
        )

    def also(self, profile: Profile, recipient: Recipient | None = None) -> Also:
        """A further case of the story, in short; with where the reader's own recipient stands now."""
        told = self._reading.story.told
        conditions, focus = conditions_on(profile, self._on), self.focus(profile)
        before = conditions_on(profile, told) if told is not None else ()
        law, case = self._law, profile.case
        now = standing(law, conditions, focus, self._on, None, case.id) if focus else ()
        upcoming = self.next_step(profile, None)
        last = "" if upcoming is not None else self._last(profile, self._on)
        what = (
            "its plaintiffs are not bound themselves"
            if conditions
            else "no condition of an award is recorded in it"
        )
        return Also(
            case=case.id,
            title=case.title,
            then=standing(law, before, focus, told, told, case.id) if focus and told is not None else (),
            next=upcoming,
            now=now,
            mine=(
                standing(law, conditions, recipient, self._on, None, case.id)
                if recipient is not None and now
                else ()
            ),
            note="" if now else f"{what}{last and f'; last on record: {last}'}",
        )

    def _last(self, profile: Profile, day: Day) -> str:
        """The last event of a case that was certain by a day and says something, with what it was; empty for none."""
        record = Record(self._registry, profile)
        known = [e for e in record.events if record.known(e, day) and _is_told(e)]
        return f"{label(self._law, known[-1])}: {short(known[-1])}" if known else ""

    def personal(self, profile: Profile, recipient: Recipient, told: Day | None) -> Personal:
        """The same for the reader's own recipient."""
        law, conditions = self._law, conditions_on(profile, self._on)
        before = conditions_on(profile, told) if told is not None else ()
        return Personal(
            recipient=recipient.id,
            name=name_of(law, recipient.id) if recipient.id in law.recipients else _title(recipient),
            is_party=recipient.id in profile.parties,
            then=standing(law, before, recipient, told, told, profile.case.id) if told is not None else (),
            now=standing(law, conditions, recipient, self._on, None, profile.case.id),
        )

    def entry(self, event: Event) -> TimelineEntry:
        """An event of the record as an entry of the time line."""
        case = self._law.cases[event.case]
        body = self._law.courts[event.court].short if event.court else ""
        if not body and case.agency is not None:
            body = self._law.agencies[case.agency].short
        source = best_source(event)
        return TimelineEntry(
            day=date.fromordinal(event.date.earliest),
            in_words=when(event.date),
            event=event.id,
            kind=event.kind,
            court=body,
            title=event.title,
            source=source.url if source else "",
        )

    def next_step(self, profile: Profile, now: Posture | None) -> NextStep | None:
        """The first event after the story, and how it went on from there: decisions, what is last on record, and what
        ended the matter."""
        told = self._reading.story.told
        if told is None:
            return None
        record = Record(self._registry, profile)
        after = [e for e in record.after(told) if e.date.earliest <= self._on and _is_told(e)]
        plain = [e for e in after if e.kind not in _QUIET] or after
        ended = self._ended_by(now, profile)
        if not plain and ended is not None and ended.date.earliest > told:
            plain = [ended]
        if not plain:
            return None
        first, *rest = plain
        weighty = [e for e in rest if self._decides(e) or e is rest[-1]]
        most = _CAME_OF - (ended is not None)
        chosen = weighty if len(weighty) <= most else [weighty[0], *weighty[1 - most :]]
        if ended is first or (ended is not None and ended.date.earliest < first.date.earliest):
            ended = None
        came = [self.entry(e) for e in chosen] + ([self.entry(ended)] if ended else [])
        entry = self.entry(first)
        return NextStep(
            event=first.id,
            date=entry.in_words,
            court=entry.court,
            title=entry.title,
            came_of=tuple(came),
        )

    def last(self, profile: Profile) -> str:
        """What is last on record of a case of which nothing is that came after the story."""
        last = self._last(profile, self._on)
        return f"nothing later is on record{last and f'; last on record: {last}'}"

    def _decides(self, event: Event) -> bool:
        """Whether an event gave relief, held it back, or was the last word on it."""
        verbs = {self._law.effects[e].verb for e in event.effects}
        return bool(verbs & {Verb.RESTRAIN, Verb.SUSPEND}) or event.kind in _LAST_WORDS

    def _ended_by(self, now: Posture | None, profile: Profile) -> Event | None:
        """The event of another record that decides where the plaintiff stands now."""
        for row in now.plaintiff if now else ():
            if row.event is not None and self._law.events[row.event].case != profile.case.id:
                return self._law.events[row.event]
        return None

    def timeline(self, profile: Profile, upcoming: NextStep | None) -> tuple[TimelineEntry, ...]:
        """The events of the case that changed something, the story among them."""
        told = self._reading.story.told
        record = Record(self._registry, profile)
        events = [e for e in record.events if e.date.earliest <= self._on]
        keep = {e.event for e in upcoming.came_of} | {upcoming.event} if upcoming else set()
        weighty = [
            e
            for e in events
            if e.effects or e.id in keep or e.kind in ("complaint", "affirmance", "reversal", "dismissal")
        ]
        extra = [self._law.events[e] for e in keep if e and self._law.events[e].case != profile.case.id]
        entries = [self.entry(e) for e in (*weighty, *extra)]
        if told is not None:
            entries.append(
                TimelineEntry(
                    day=date.fromordinal(told),
                    in_words=spoken(told),
                    event=None,
                    kind="story",
                    court="",
                    title="this story",
                )
            )
        entries.sort(key=lambda e: (e.day, e.kind == "story"))
        if len(entries) > _TIMELINE:
            must = {e.event for e in entries[:2]} | keep | {None}
            spare = [e for e in entries if e.event not in must]
            kept = must | {e.event for e in spare[-max(0, _TIMELINE - len(must)) :]}
            entries = [e for e in entries if e.event in kept]
        return tuple(entries)

    def picture(self, profile: Profile) -> Picture | None:
        """The time line as bands of status, for the plaintiff and for governments outside the suit."""
        focus = self.focus(profile)
        if focus is None or not profile.conditions:
            return None
        told = self._reading.story.told
        return picture_of(self._compiled(None), profile, focus, told=told, on=self._on)

    def sources(
        self,
        profile: Profile,
        asserted: Iterable[Assertion],
        upcoming: NextStep | None,
        postures: Iterable[Posture | None],
    ) -> tuple[CitedSource, ...]:
        """The best source of every event that the brief rests on, in the order in which it needs them."""
        wanted: list[EventId] = []
        filed = Record(self._registry, profile).filed
        wanted += [filed.id] if filed else []
        for posture in postures:
            wanted += [row.event for row in posture.plaintiff if row.event is not None] if posture else []
        wanted += [upcoming.event, *(e.event for e in upcoming.came_of if e.event)] if upcoming else []
        wanted += [e for a in asserted for e in a.events]
        found: list[CitedSource] = []
        for id_ in dict.fromkeys(wanted):
            event = self._law.events[id_]
            source = best_source(event)
            if source is not None:
                found.append(
                    CitedSource(
                        number=len(found) + 1,
                        what=label(self._law, event),
                        url=source.url,
                        title=source.title,
                        kind=source.kind.value,
                        basis=source.basis.value,
                    )
                )
        return tuple(found)


def _is_told(event: Event) -> bool:
    """Whether it is known what an entry was; that a case is closed is told even where nobody has read how."""
    return not event.unread or event.kind == "case-closed"


def _said(parts: Counter[Part] | None) -> int:
    """How often a party is named as one, and not as a place."""
    return sum(n for part, n in (parts or {}).items() if part not in (Part.PLACE, Part.INSIDE))


def _title(recipient: Recipient) -> str:
    if recipient.kind in (Kind.STATE, Kind.DISTRICT, Kind.TERRITORY) or not recipient.state:
        return recipient.name
    return f"{recipient.name}, {recipient.state.upper()}"
