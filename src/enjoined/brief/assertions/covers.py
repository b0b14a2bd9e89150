"""Whom an order is said to cover: only those who sued, everybody of a kind, or somebody since a day."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from enjoined.brief.assertions.base import Found, Holds, World, day_of, is_denied, undated
from enjoined.brief.assertions.reach import by_words
from enjoined.brief.matching.lexicon import Sort
from enjoined.brief.matching.mentions import Part
from enjoined.brief.record import Record
from enjoined.brief.story.story import Sentence
from enjoined.law.answering.words import label, name_of, when
from enjoined.model import NO, Day, Event, RecipientId, spoken

__all__ = [
    "COVERS",
    "EVERY_AGENCY",
    "SINCE",
    "covered_from",
    "covers",
    "every_agency",
    "past_day",
    "since",
    "who_is_covered",
]

_ORDER: Final = r"\b(?:orders?|stays?|rulings?|injunctions?|decisions?|judgments?|it)\b"
_KINDS: Final = (
    r"(?:agenc(?:y|ies)|departments?|cit(?:y|ies)|count(?:y|ies)|states?|grantees?|recipients?|shelters?|applicants?"
    r"|governments?|jurisdictions?|non-?profits?|schools?|universit(?:y|ies)|towns?|communit(?:y|ies))"
)
COVERS: Final = re.compile(
    rf"{_ORDER}[^.;:]{{0,40}}?\b(?:appl(?:y|ies)|covers?|protects?|shields?|extends?|reach(?:es)?|works?|holds|counts"
    r"|has (?:force|effect)|is (?:good|valid|in (?:force|effect)))\s+"
    rf"(?:(?P<only>only\b|nobody but|no one but|none but)"
    rf"|(?:to\s+)?(?P<every>every|all|any)\s+(?:\w+\s+){{0,2}}?{_KINDS}\b"
    r"|(?P<alone>[^.;:,]{3,50}\s(?:only|alone)\b))"
    rf"|{_ORDER}[^.;:]{{0,30}}?\bis\s+(?P<limited>limited|confined|restricted)\s+to\b",
    re.IGNORECASE,
)
_THOSE_WHO_SUE: Final = re.compile(
    r"\bplaintiffs?\b|\b(?:that|who|which)\s+(?:\w+\s+)?(?:sued|joined|brought)\b", re.I
)
_OF_OTHERS: Final = re.compile(
    r"\b(?:asks?|asked|asking|whether|if|could|would|should|wants?|seeks?)\b", re.I
)


def covers(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the orders in force that day reach beyond those who sued."""
    before = sentence.text[: match.end()]
    if _OF_OTHERS.search(before):
        return None
    narrow = not match["every"]
    if not world.profile.conditions:
        if narrow or is_denied(before) or world.told is None or not world.record.relief_by(world.told):
            return None
        return by_words(world, "the order covers others than those who sued", world.told)
    after = sentence.text[match.end() :]
    if match["every"] and _THOSE_WHO_SUE.search(f"{match[0]}{after[:40]}"):
        return None
    if is_denied(before):
        if narrow:
            return None
        narrow = True
    asserts = f"the order covers {'only those who sued' if narrow else 'others than those who sued'}"
    if world.told is None:
        return undated(asserts)
    relief = world.record.in_force(world.told)
    if not relief:
        return asserts, Holds.FALLS, "no order of this case was in force that day", ()
    law, events = world.registry.law, tuple(dict.fromkeys(r.event.id for r in relief))
    wide = next((r for r in relief if r.reaches_everyone is True), None)
    if wide is not None:
        verdict = Holds.FALLS if narrow else Holds.HOLDS
        return asserts, verdict, f"{label(law, wide.event)} covers everybody", events
    unsure = next((r for r in relief if r.reaches_everyone is None), None)
    if unsure is not None:
        why = f"whether {label(law, unsure.event)} reaches beyond the plaintiffs is open"
        return asserts, Holds.DEPENDS, why, events
    newest = relief[-1]
    why = f"{label(law, newest.event)} covers {newest.who}"
    return asserts, Holds.HOLDS if narrow else Holds.FALLS, why, events


SINCE: Final = re.compile(
    r"\b(?:covered|protected|shielded)\b[^.;:]{0,40}?\bsince\b"
    r"|\bsince\b[^.;:]{0,80}?\b(?:covered|protected|shielded)\b",
    re.IGNORECASE,
)


def since(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether an order of the case protected somebody from the day told on."""
    if _OF_OTHERS.search(sentence.text[: match.start()]) or is_denied(sentence.text[: match.end()]):
        return None
    who, day = who_is_covered(world, index, sentence), past_day(world, index, match.end())
    return covered_from(world, who, day) if who is not None and day is not None else None


def covered_from(world: World, who: RecipientId, day: Day) -> Found | None:
    """Whether somebody was covered from a day on; where not, which order was the first to do so."""
    law, record, told = world.registry.law, world.record, world.told
    if told is None:
        return None
    asserts = f"{name_of(law, who)} has been covered since {spoken(day)}"
    given = record.relief_by(day)
    joined = [w.start for w in map(law.waves.__getitem__, world.profile.case.waves) if who in w.names]
    late = bool(joined) and all(start.by(day) is NO for start in joined)
    covered = False if late else record.covers(who, day, told)
    if covered is not False and not given:
        return None
    if covered:
        return asserts, Holds.HOLDS, label(law, given[-1]), (given[-1].id,)
    first = next((e for e in record.relief_by(told) if _covers_after(record, e, who, day, told)), None)
    why = f"it joined the suit {when(joined[0])}; " if late else ""
    why += (
        f"the first order that surely covers it is {label(law, first)}"
        if first
        else "no order surely covers it"
    )
    return asserts, Holds.FALLS if covered is False else Holds.DEPENDS, why, (first.id,) if first else ()


def _covers_after(record: Record, event: Event, who: RecipientId, day: Day, told: Day) -> bool:
    start = Day(event.date.latest or event.date.earliest)
    return start > day and record.covers(who, start, told) is True


def past_day(world: World, index: int, at: int) -> Day | None:
    """The day told in a sentence nearest to a place in it; one without a year lies before the day of the story."""
    found = day_of(world, index, at)
    if found is None or found.day is None or world.told is None:
        return None
    if found.day <= world.told:
        return found.day
    day = date.fromordinal(found.day)
    return (
        None
        if found.whole or (day.month, day.day) == (2, 29)
        else Day(day.replace(year=day.year - 1).toordinal())
    )


def every_agency(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the orders in force that day are directed at all agencies, and not at some."""
    if _OF_OTHERS.search(sentence.text[: match.end()]) or not world.profile.conditions or world.told is None:
        return None
    if is_denied(sentence.text[: match.end()]):
        return None
    asserts, law = "the order binds every federal agency", world.registry.law
    relief = world.record.in_force(world.told)
    if not relief:
        return asserts, Holds.FALLS, "no order of this case was in force that day", ()
    newest = relief[-1]
    products = law.effects[newest.effect].scope.products
    asked = [p.conditions for p in products]
    if not any(c.ids or c.instruments or c.agencies for c in asked):
        return asserts, Holds.HOLDS, f"{label(law, newest.event)} names no agency apart", (newest.event.id,)
    agencies = {a for c in asked for a in c.agencies}
    agencies |= {law.instruments[i].agency for c in asked for i in c.instruments}
    agencies |= {law.instruments[law.conditions[i].instrument].agency for c in asked for i in c.ids}
    names = sorted(law.agencies[a].short for a in agencies)
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    why = f"{label(law, newest.event)} is about terms of {', '.join(names[:4])}{more}"
    return asserts, Holds.FALLS, why, (newest.event.id,)


EVERY_AGENCY: Final = re.compile(
    rf"{_ORDER}[^.;:]{{0,40}}?\b(?:bars?|blocks?|stops?|forbids?|prohibits?|binds?)\s+"
    r"(?:every|all|any)\s+(?:\w+\s+){0,2}?(?:agenc(?:y|ies)|departments?)\b",
    re.IGNORECASE,
)
_OURSELVES: Final = re.compile(r"\b(?:we|us|our|[Tt]he (?:city|county|state|City|County|State))\b")


def who_is_covered(world: World, index: int, sentence: Sentence) -> RecipientId | None:
    """Who is covered: the party named in the sentence, or whoever speaks, which is the first government named."""
    parties = [
        m for m in world.reading.mentions if m.sort is Sort.PARTY and m.part not in (Part.INSIDE, Part.SUED)
    ]
    here = [m for m in parties if m.index == index and m.part is not Part.PLACE]
    local = [m for m in (here or (parties if _OURSELVES.search(sentence.text) else [])) if "/" in m.id]
    return RecipientId(local[0].id) if local else None
