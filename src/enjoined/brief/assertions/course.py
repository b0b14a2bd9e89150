"""How orders stand to one another and to a day: at once, first of its kind, already in force, appealed, Nth to join."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from enjoined.brief.assertions.base import Found, Holds, World, is_denied, short, undated
from enjoined.brief.assertions.covers import covered_from, past_day, who_is_covered
from enjoined.brief.matching.lexicon import Sort
from enjoined.brief.matching.mentions import Part
from enjoined.brief.posture import conditions_on
from enjoined.brief.record import Record
from enjoined.brief.story.story import Sentence
from enjoined.law import Cell
from enjoined.law.answering.answer import answer_for
from enjoined.law.answering.words import label, name_of, when
from enjoined.model import YES, Day, Event, Kind, Recipient, RecipientId

AT_ONCE: Final = re.compile(
    r"\b(?:order|ruling|injunction|decision|it)\b[^.;]{0,60}?"
    r"\b(?:(?:goes|went) into effect|t(?:ook|akes) effect|(?:is|was) (?:effective|in force)|applies)\s+"
    r"(?:at once|immediately|right away|the same day)\b|\bwith immediate effect\b",
    re.IGNORECASE,
)


def at_once(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the order reported was in force on the day it was made."""
    asserts, law = "the order took effect at once", world.registry.law
    if is_denied(sentence.text[: match.end()]):
        return None
    if world.told is None:
        return undated(asserts)
    given = world.record.relief_by(world.told)
    if not given:
        return asserts, Holds.FALLS, "no such order of this case is on record by that day", ()
    event = given[-1]
    if not world.profile.conditions:
        return asserts, Holds.UNKNOWN, "the record ties no condition of an award to this case", (event.id,)
    undone = [e for e in _above(world, ("reversal", "vacatur")) if e.date.earliest > event.date.earliest]
    if undone:
        # A decision on appeal takes relief away with its mandate, and not before.
        left = world.record.in_force(world.told)
        why = (
            f"{label(law, left[0].event)} was still in force, for {left[0].who}"
            if left
            else label(law, undone[-1])
        )
        return (
            asserts,
            Holds.FALLS if left else Holds.HOLDS,
            why,
            (undone[-1].id, *(r.event.id for r in left[:1])),
        )
    day = event.date.latest or event.date.earliest
    active = [r for r in world.record.in_force(Day(day)) if r.event.id == event.id]
    if active:
        return (
            asserts,
            Holds.HOLDS,
            f"{label(law, event)} was in force that day, for {active[0].who}",
            (event.id,),
        )
    return asserts, Holds.FALLS, f"nothing of {label(law, event)} was in force that day", (event.id,)


def _above(world: World, kinds: tuple[str, ...]) -> list[Event]:
    """The decisions of those kinds by higher courts, by the day of the story."""
    mine = world.profile.case.court
    return [
        e
        for e in world.record.events
        if e.kind in kinds and e.court != mine and world.record.known(e, world.told)
    ]


FIRST_COURT: Final = re.compile(
    r"\b(?:the\s+)?first\s+(?:federal\s+|appeals\s+|appellate\s+|district\s+|trial\s+)?(?:court|judge)\s+(?:\w+\s+){0,3}?"
    r"(?:to|that(?: has)?|who(?: has)?)\s+(?:\w+\s+)?"
    r"(?:block|bar|halt|strike|struck|enjoin|stop|find|found|rule|side|freeze)",
    re.IGNORECASE,
)


def first_court(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether no court had given relief over the same terms before."""
    asserts, law = "it was the first court to rule so over these terms", world.registry.law
    if is_denied(sentence.text[: match.start()]):
        return None
    if world.told is None:
        return undated(asserts)
    mine = world.record.relief_by(world.told)
    if not mine:
        return asserts, Holds.FALLS, "no such order of this case is on record by that day", ()
    first = mine[0]
    earlier = [e for record in _over_the_same(world) for e in record.relief_by(Day(first.date.earliest - 1))]
    if earlier:
        event = min(earlier, key=lambda e: e.date.earliest)
        why = f"{law.cases[event.case].short} came before: {label(law, event)}"
        return asserts, Holds.FALLS, why, (event.id, first.id)
    return asserts, Holds.HOLDS, f"no earlier order than {label(law, first)} is on record", (first.id,)


BREAKS: Final = re.compile(
    r"\b(?:br(?:eaks?|oke|eaking) (?:with|from)|split(?:s|ting)? (?:with|from)|part(?:s|ed|ing) (?:ways|company) with"
    r"|disagree(?:s|d|ing)? with|contradict(?:s|ed|ing)?|at odds with)\b[^.;]{0,60}?"
    r"\b(?:courts?|circuits?|judges?|rulings?)\b",
    re.IGNORECASE,
)
_AGAINST: Final = frozenset(
    ("reversal", "preliminary-injunction-denied", "injunction-denied", "dismissal", "motion-denied")
)


def breaks(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the newest decision of the case goes against one of another court over the same terms."""
    asserts, law = "the ruling departs from those of other courts", world.registry.law
    if world.told is None:
        return undated(asserts)
    ruled = list(_rulings(world.record, world.told))
    if not ruled:
        return (
            asserts,
            Holds.UNKNOWN,
            "no decision of this case for or against relief is on record by that day",
            (),
        )
    event, way = ruled[-1]
    others = [
        pair for record in _over_the_same(world) for pair in _rulings(record, Day(event.date.earliest - 1))
    ]
    apart = [e for e, theirs in others if theirs is not way]
    if apart:
        other = max(apart, key=lambda e: e.date.earliest)
        why = f"{law.cases[other.case].short} went the other way: {label(law, other)}"
        return asserts, Holds.HOLDS, why, (event.id, other.id)
    alike = f"; {len(others)} on record went the same way" if others else ""
    return (
        asserts,
        Holds.FALLS if others else Holds.DEPENDS,
        f"no decision the other way is on record{alike}",
        (event.id,),
    )


def _rulings(record: Record, day: Day) -> Iterator[tuple[Event, bool]]:
    """The decisions by the day, with whether each is for relief; an affirmance goes the way of what it affirms."""
    way = None
    for event in record.events:
        if not record.known(event, day):
            continue
        if event.kind in _AGAINST:
            way = False
        elif record.gives_relief(event):
            way = True
        elif event.kind != "affirmance" or way is None:
            continue
        yield event, way


def _over_the_same(world: World) -> Iterator[Record]:
    """The records of other suits over terms of this one."""
    mine = {c.id for c in world.profile.conditions}
    for other in world.lexicon.profiles:
        if other.case.id != world.profile.case.id and any(c.id in mine for c in other.conditions):
            yield Record(world.registry, other)


ALREADY: Final = re.compile(
    r"\balready\s+(?:\w+\s+)?(?:protected|covered|shielded)\b[^.;]{0,80}?\b(?:injunction|order|ruling|judge|court)\b"
    r"|\b(?:earlier|previous|existing|prior)\s+(?:\w+\s+)?(?:injunction|order|ruling)\s+already\s+(?:protect|cover|shield)",
    re.IGNORECASE,
)


def already(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether terms were held back for a party that day by an order other than the newest of this case."""
    law = world.registry.law
    if is_denied(sentence.text[: match.end()]):
        return None
    told_of, day = who_is_covered(world, index, sentence), past_day(world, index, match.end())
    if told_of is not None and day is not None:
        return covered_from(world, told_of, day)
    named = [
        m.id
        for m in world.reading.mentions
        if m.index == index and m.sort is Sort.PARTY and m.part in (Part.NAMED, Part.SUES)
    ]
    named = named or ([told_of] if told_of is not None else [])
    people = [p for i in (*named, *sorted(world.profile.leads)) if (p := _person(world, RecipientId(i)))]
    if not people:
        return None
    who = people[0]
    asserts = f"an earlier order already protected {name_of(law, who.id)}"
    if world.told is None:
        return undated(asserts)
    given = world.record.relief_by(world.told)
    newest = given[-1].id if given else None
    for condition in conditions_on(world.profile, world.told):
        if who.kind not in condition.binds:
            continue
        answer = answer_for(law, Cell.of(law, who, condition.id, known_on=world.told), world.told)
        older = [r for r in answer.restraints if r.event != newest]
        if older:
            event = law.events[older[0].event]
            return asserts, Holds.HOLDS, f"{label(law, event)} ({law.cases[event.case].short})", (event.id,)
    return asserts, Holds.FALLS, "no earlier order over these terms was in force for it that day", ()


def _person(world: World, id_: RecipientId) -> Recipient | None:
    if id_ in world.registry.law.groups:
        return None
    try:
        return world.registry.by_id(id_)
    except ValueError:
        return None


PENDING: Final = re.compile(
    r"\bappeals?\b[^.;]{0,30}?\b(?:is|are|was|remains?|still)\s+(?:still\s+)?pending\b|\bpending appeal\b",
    re.IGNORECASE,
)
_UNTIL_THEN: Final = re.compile(
    r"\b(?:stayed|suspended|paused|lifted|held)\s+(?:\S+\s+){0,4}?$", re.IGNORECASE
)
"""Before "pending appeal": how long an order was held back, which says nothing of today."""
_ASKED: Final = (
    "notice-of-appeal",
    "stay-application",
    "argument",
    "certiorari-petition",
    "rehearing-granted",
)
_ANSWERED: Final = (
    "affirmance", "reversal", "vacatur", "appeal-dismissed", "mandate", "certiorari-dismissed", "certiorari-denied",
)  # fmt: skip


def pending(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether an appeal had been taken and not been decided."""
    asserts, law, record = "an appeal is pending", world.registry.law, world.record
    before = sentence.text[: match.start()]
    if re.search(r"\bother\s+$", before, re.IGNORECASE) or _UNTIL_THEN.search(before):
        return None
    if world.told is None:
        return undated(asserts)
    above = [
        e for e in record.events if e.kind in (*_ASKED, *_ANSWERED) and e.court != world.profile.case.court
    ]
    above += [e for e in record.events if e.kind == "notice-of-appeal" and e not in above]
    known = [e for e in sorted(above, key=lambda e: e.date.earliest) if record.known(e, world.told)]
    if known and known[-1].kind in _ASKED:
        return asserts, Holds.HOLDS, f"last on record: {label(law, known[-1])}", (known[-1].id,)
    if known:
        return (
            asserts,
            Holds.FALLS,
            f"it had been decided: {label(law, known[-1])}: {short(known[-1])}",
            (known[-1].id,),
        )
    if any(e.kind in _ANSWERED for e in above):
        later = next(e for e in above if e.kind in _ANSWERED)
        return (
            asserts,
            Holds.DEPENDS,
            f"its beginning is not on record; decided {when(later.date)}",
            (later.id,),
        )
    why = "no appeal is on record by that day, and a docket may hold steps that the record does not"
    return asserts, Holds.UNKNOWN, why, ()


_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        (
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ),
        2,
    )
}
NTH: Final = re.compile(
    rf"\b(?P<n>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})\s+(?P<who>city|county|state|plaintiff|jurisdiction"
    r"|local government|government)\s+(?:\w+\s+){0,2}?(?:to join|to sue|in the (?:law)?suit|in the case)\b",
    re.IGNORECASE,
)
_OF_LEVEL: Final = {
    "city": (Kind.CITY, Kind.CITY_COUNTY, Kind.TOWN, Kind.VILLAGE),
    "county": (Kind.COUNTY, Kind.CITY_COUNTY),
    "state": (Kind.STATE,),
}


def nth(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether so many of a kind had joined by the day, the party named in the sentence among the last of them."""
    said = match["n"].lower()
    number = int(said[:-2]) if said[0].isdigit() else _ORDINALS[said]
    who = match["who"].lower()
    asserts = (
        f"it is plaintiff number {number}" if who not in _OF_LEVEL else f"it is {who} number {number} to sue"
    )
    if world.told is None:
        return undated(asserts)
    law = world.registry.law
    here = {m.id for m in world.reading.mentions if m.index == index and m.sort is Sort.PARTY}
    before, complete = 0, True
    for wave_id in world.profile.case.waves:
        wave = law.waves[wave_id]
        if wave.start.by(world.told) is not YES:
            continue
        fresh = [p for p in wave.names if who not in _OF_LEVEL or _kind(world, p) in _OF_LEVEL[who]]
        complete = complete and wave.complete
        if here & set(fresh):
            through = before + len(fresh)
            why = (
                f"the record has it among numbers {before + 1} to {through}"
                if len(fresh) > 1
                else f"the record has it as number {through}"
            )
            if before < number <= through:
                return asserts, Holds.HOLDS, why, ()
            return asserts, Holds.FALLS if complete else Holds.DEPENDS, why, ()
        before += len(fresh)
    return None


def _kind(world: World, party: RecipientId) -> Kind | None:
    person = _person(world, party)
    return person.kind if person is not None else None


DEADLINE: Final = re.compile(
    r"\b(?:deadline|until|due (?:date|by))\b[^.;]{0,60}?\b(?:to\s+)?(?:accept|sign|agree to)\b", re.IGNORECASE
)


_AWARD: Final = re.compile(r"\b(?:awards?|grants?|agreements?|money|funds|funding|terms)\b", re.IGNORECASE)


def deadline(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """A last day to accept an award: no record holds such days."""
    if not _AWARD.search(sentence.text):
        return None
    return (
        "there is a last day to accept the award",
        Holds.UNKNOWN,
        "the day by which an award must be accepted stands in the award itself; the registry holds none",
        (),
    )
