"""An assertion, its verdict, and what every check looks at."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from enjoined.brief.matching.lexicon import Lexicon, Profile
from enjoined.brief.matching.reading import Reading
from enjoined.brief.record import Record
from enjoined.brief.story.dates import PERIOD, Written, period_of, weekday_name
from enjoined.brief.story.story import LEAD_IN, Sentence
from enjoined.model import CaseId, Day, Event, EventId, spoken
from enjoined.registry.open import Registry

__all__ = [
    "Assertion",
    "Found",
    "Holds",
    "World",
    "day_of",
    "in_words",
    "is_before_the_case",
    "is_denied",
    "short",
    "undated",
]

_PERIOD: Final = re.compile(PERIOD, re.IGNORECASE)


class Holds(StrEnum):
    """What the record makes of an assertion."""

    HOLDS = "holds"
    FALLS = "does not hold"
    DEPENDS = "depends"
    UNKNOWN = "cannot be checked"


class Assertion(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of the story, what it asserts in plain words, and what the record says of it.

    ``start`` and ``end`` are offsets in the story's text; ``events`` those that decide.
    """

    quote: str
    start: int
    end: int
    kind: str
    asserts: str
    verdict: Holds
    why: str
    case: CaseId | None = None
    events: tuple[EventId, ...] = ()


class World(msgspec.Struct, frozen=True, kw_only=True):
    """The story, the case it is about with its record, and the day on which the story was told."""

    reading: Reading
    lexicon: Lexicon
    registry: Registry
    profile: Profile
    record: Record
    told: Day | None


Found = tuple[str, Holds, str, tuple[EventId, ...]]
"""What is asserted, the verdict, why, and the events that decide."""


def undated(asserts: str) -> Found:
    """What is found where only the day of the story could tell, and that is not known."""
    return asserts, Holds.UNKNOWN, "the day of the story is not known", ()


def day_of(world: World, index: int, at: int, within: int = 120) -> Written | None:
    """The date told in the sentence nearest to a place in it; what has happened, so that it lies before the story."""
    sentence = world.reading.story.sentences[index].text
    opening = LEAD_IN.match(sentence)
    first = opening.end() if opening else 0
    dates = [
        _past(w, world.told)
        for i, w in world.reading.dated
        if i == index and w.day is not None and first <= w.start and abs(w.start - at) <= within
        if not _of_saying(sentence, w)
    ]
    return min(dates, key=lambda w: abs(w.start - at), default=None)


_SOON: Final = 31
"""A day without a year may lie so far ahead of the story; one further ahead is that of the year before."""


def _past(written: Written, told: Day | None) -> Written:
    """The date, with the year before where it has none of its own and would lie well after the story."""
    if written.whole or written.day is None or told is None or written.day <= told + _SOON:
        return written
    day = date.fromordinal(written.day)
    if (day.month, day.day) == (2, 29):
        return written
    return msgspec.structs.replace(written, day=Day(day.replace(year=day.year - 1).toordinal()))


def _of_saying(sentence: str, written: Written) -> bool:
    """Whether a day is that on which somebody spoke: "the mayor said today that a court had ruled"."""
    after = re.match(r"\s+(?:said|announced|told)\b", sentence[written.end :])
    return (
        after is not None
        or re.search(r"\b(?:said|announced|told \w+)\s+(?:on )?$", sentence[: written.start]) is not None
    )


def in_words(written: Written) -> str:
    """A day told, as a person reads it, with the weekday where the story gave only that."""
    if written.day is None:
        return written.text
    return (
        spoken(written.day)
        if any(c.isdigit() for c in written.text)
        else f"{weekday_name(written.day)}, {spoken(written.day)}"
    )


def short(event: Event) -> str:
    """The event's title as the rest of a sentence."""
    title = event.title.rstrip(".")
    return title[:1].lower() + title[1:] if re.match(r"(?:The|An?|On|No|Each|Both)\s", title) else title


_BEFORE: Final = 21
"""A story may have the day of filing wrong by some weeks."""


def is_before_the_case(world: World, index: int, sentence: Sentence) -> bool:
    """Whether all that a sentence dates lies before the complaint, so that it tells of another case."""
    filed = world.record.filed
    if filed is None:
        return False
    days = [w.day for i, w in world.reading.dated if i == index and w.day is not None]
    if world.told is not None:
        spans = (period_of(m[0], world.told) for m in _PERIOD.finditer(sentence.text))
        days += [span.last for span in spans if span is not None]
    return bool(days) and max(days) < filed.date.earliest - _BEFORE


def is_denied(before: str) -> bool:
    """Whether the clause that a text ends with denies what follows: "has not been blocked", "no order", "never"."""
    clause = _CLAUSE.split(before)[-1]
    return (
        re.search(
            r"\b(?:no|not|never|nor|without|neither|short of|declin\w+|refus\w+)\b|n['\u2019]t\b",
            clause,
            re.IGNORECASE,
        )
        is not None
    )


_CLAUSE: Final = re.compile(r"[;:]|,\s+(?:when|who|which|but|and|while|after|because|although|though|as)\b")
