"""Who decides: the judge and the trial court that a story gives the case."""

from __future__ import annotations

import re
from typing import Final

from enjoined.brief.assertions.base import Found, Holds, World
from enjoined.brief.matching.judges import DISTRICT_JUDGE, judges_in_words, surnames
from enjoined.brief.matching.lexicon import Sort
from enjoined.brief.matching.mentions import Part
from enjoined.brief.matching.reading import seat_of
from enjoined.brief.story.story import Sentence
from enjoined.model import Court, CourtId

__all__ = ["CIRCUIT", "COURT", "JUDGE", "NEXT_COURT", "circuit", "court", "next_court", "trial_judge"]

JUDGE: Final = re.compile(
    rf"{DISTRICT_JUDGE.pattern}"
    r"|\b(?:assigned to|before|heard by|in front of)\s+(?:\w+\s+)?[Jj]udge (?:[A-Z][\w.'-]* ){0,3}?([A-Z][\w'-]+)"
    r"(?= [a-z]|[,.;])"
)


def trial_judge(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the trial judge whom the story names first is that of the record, which it names nowhere."""
    recorded = world.profile.case.judges
    if not recorded or re.search(r"\b[Mm]agistrate\b", match[0]):
        return None
    known = "|".join(map(re.escape, surnames(world.profile.case)))
    if re.search(rf"\b(?:{known})\b", world.reading.story.text):
        return None
    first = next((m for s in world.reading.story.sentences if (m := JUDGE.search(s.text))), None)
    if first is None or (first[1] or first[2]) != (match[1] or match[2]) or _sues_for_another(world, index):
        return None
    name = re.sub(r"^.*?[Jj]udge\s+", "", match[0])
    return f"Judge {name} has the case", Holds.FALLS, f"the record has {judges_in_words(recorded)}", ()


def _sues_for_another(world: World, index: int) -> bool:
    """Whether whoever sues in the sentence is nobody of this case."""
    suing = {m.id for m in world.reading.mentions if m.index == index and m.part is Part.SUES}
    return bool(suing and world.profile.parties) and suing.isdisjoint(world.profile.parties)


COURT: Final = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Ii]ts|their|his|her|city's|county's|state's|states')\s+(?:\w+\s+)?"
    r"(?:(?:law)?suit|complaint|case|ruling|order|decision|challenge|injunction)\b[^.;]{0,80}?\bin\s+(?P<in>[^;]{4,120})"
    r"|\b(?:(?:law)?suit|case|complaint)\b[^;]{0,80}\bfiled\b[^;]{0,24}?\bin\s+(?P<city>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b"
    r"|\bfiled\s+(?:the|a|its|their|this)\s+(?:law)?suit\b[^;]{0,24}?\bin\s+(?P<town>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b"
    r"|\b(?:filed|sued|lodged)\b[^.;]{0,100}?\bin\s+(?P<at>(?:the\s+)?(?:U\.S\.\s+)?(?:federal|[Dd]istrict)[^;]{4,100})",
)
_PLACE: Final = re.compile(
    r"\b(?:federal|[Dd]istrict) [Cc]ourt (?:in|for) ([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=[,.;]|\s+[a-z]|$)"
    r"|\b([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:['\u2019]s)? federal (?:district )?court\b"
)


def court(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the trial court in which the story has the suit is that of the record."""
    law = world.registry.law
    mine = law.courts[world.profile.case.court] if world.profile.case.court else None
    if mine is None or _sues_for_another(world, index):
        return None
    at = match.start(next(g for g in ("in", "at", "city", "town") if match[g]))
    named = {
        c.id: c
        for m in world.reading.mentions
        if m.index == index and m.sort is Sort.COURT and m.start - sentence.start >= at
        if _tries(c := law.courts[CourtId(m.id)])
    }
    place = _PLACE.search(sentence.text, at)
    where_else = match["city"] or match["town"] or (place[1] or place[2] if place else "")
    seats = seat_of(where_else, world.registry) if where_else and not named else frozenset()
    if mine.id in named or (not named and (not seats or not mine.states or mine.id in seats)):
        return None
    where = min(c.short for c in named.values()) if named else f"a federal court in {where_else}"
    return f"the suit is in {where}", Holds.FALLS, f"the record has it in {mine.name} ({mine.short})", ()


def _tries(court: Court) -> bool:
    """Whether a court is one of trial."""
    return bool(court.states) and court.circuit != court.id


_FRESH: Final = 10
_OF_THE_CASE: Final = re.compile(
    r"\b(?:case|ruling|decision|order|injunction|judge)\b|\bappeal(?:s|ed)?\b[^.;]{0,30}\bto\s+the\b"
    r"|\bask(?:s|ed|ing)?\s+the\b"
)
CIRCUIT: Final = re.compile(r"\bcircuit\b|\bcourt of appeals\b", re.IGNORECASE)
NEXT_COURT: Final = re.compile(
    r"\bappeal(?:s|ed)?\b[^.;]{0,40}?\bto\s+the\s+(?:U\.?S\.?\s+|[Nn]ation's\s+)?(?:[Ss]upreme|[Hh]ighest) [Cc]ourt"
)


def next_court(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the case, said to go from its trial court to the Supreme Court, had been through the court of appeals."""
    law, case = world.registry.law, world.profile.case
    mine = law.courts[case.court].circuit if case.court else None
    if mine is None or world.told is None:
        return None
    if any(
        e.court not in (None, case.court) and world.record.known(e, world.told) for e in world.record.events
    ):
        return None
    why = f"appeals of this case go to the {law.courts[mine].short} first, 28 U.S.C. 1291 and 1292"
    return "the next court is the Supreme Court", Holds.FALLS, why, ()


def circuit(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the court of appeals that the story names first is that of the case, which it names nowhere."""
    law = world.registry.law
    mine = law.courts[world.profile.case.court].circuit if world.profile.case.court else None
    above = [
        (m.index, CourtId(m.id))
        for m in world.reading.mentions
        if m.sort is Sort.COURT and law.courts[CourtId(m.id)].circuit == m.id
    ]
    if mine is None or not above or above[0][0] != index or any(c == mine for _, c in above):
        return None
    told = world.told
    # Where that court has just acted in the case, the story is of that; else the sentence must say so.
    fresh = told is not None and any(
        e.court == mine and 0 <= told - e.date.earliest <= _FRESH for e in world.record.events
    )
    named_here = {
        m.id
        for m in world.reading.mentions
        if m.index == index and m.sort is Sort.PARTY and m.part in (Part.SUES, Part.NAMED)
    }
    if named_here and world.profile.parties and named_here.isdisjoint(world.profile.parties):
        return None  # "Only in the 2nd Circuit, in a case of New York": it is the court of that one.
    if _sues_for_another(world, index) or not (fresh or _OF_THE_CASE.search(sentence.text)):
        return None
    named = law.courts[above[0][1]].short
    return (
        f"the {named} has the appeal",
        Holds.FALLS,
        f"appeals of this case go to the {law.courts[mine].short}",
        (),
    )
