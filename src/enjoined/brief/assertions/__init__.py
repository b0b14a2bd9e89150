"""Legal assertions of a story that the registry can check: who was first, what was blocked, for whom, when, by whom.

Each is read from one sentence by a pattern, shown back in plain words, and judged against the recorded events of the
case as they stood on the day of the story. What the record does not settle is said so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from enjoined.brief.assertions.appeals import APPEAL, EXPECTED, UNANIMOUS, appeal, expected, unanimous
from enjoined.brief.assertions.base import Assertion, Found, Holds, World, is_before_the_case
from enjoined.brief.assertions.bench import (
    CIRCUIT,
    COURT,
    JUDGE,
    NEXT_COURT,
    circuit,
    court,
    next_court,
    trial_judge,
)
from enjoined.brief.assertions.course import (
    ALREADY,
    AT_ONCE,
    BREAKS,
    DEADLINE,
    FIRST_COURT,
    NTH,
    PENDING,
    already,
    at_once,
    breaks,
    deadline,
    first_court,
    nth,
    pending,
)
from enjoined.brief.assertions.covers import COVERS, EVERY_AGENCY, SINCE, covers, every_agency, since
from enjoined.brief.assertions.findings import FOUND, found_unlawful
from enjoined.brief.assertions.orders import ENDS, LENGTH, SORT, ends, length, sort_of_order
from enjoined.brief.assertions.parties import COUNT, FILED, FIRST, STEP, count, filed, first, step
from enjoined.brief.assertions.plaintiffs import AMONG, among
from enjoined.brief.assertions.reach import NATION, nation
from enjoined.brief.assertions.rulings import (
    BLOCKED,
    REFUSED,
    WHEN,
    WILL,
    blocked,
    refused,
    ruled_within,
    will,
)
from enjoined.brief.matching.judges import surnames, trial_judges
from enjoined.brief.matching.lexicon import Lexicon, Profile, Sort
from enjoined.brief.matching.match import Fit, Match
from enjoined.brief.matching.mentions import Part
from enjoined.brief.matching.reading import Reading, seat_of
from enjoined.brief.record import Record
from enjoined.brief.story.story import Sentence
from enjoined.model import CourtId
from enjoined.registry.open import Registry

__all__ = ["Assertion", "Holds", "assertions_in"]

_MOST: Final = 12


def assertions_in(
    reading: Reading, matches: tuple[Match, ...], lexicon: Lexicon, registry: Registry
) -> tuple[Assertion, ...]:
    """The assertions of the story about the case it is about, in order; none where no case is certain."""
    about = [m for m in matches if m.fit is Fit.ABOUT]
    if not about:
        return ()
    # A paragraph that is about another case by its own evidence is held against that one.
    told = [*about, *(m for m in matches if m.fit is not Fit.ABOUT and m.passage)]
    by_case = {p.case.id: p for p in lexicon.profiles}
    worlds = [
        World(
            reading=reading,
            lexicon=lexicon,
            registry=registry,
            profile=profile,
            record=Record(registry, profile),
            told=reading.story.told,
        )
        for profile in (by_case[m.case] for m in told)
    ]
    shared = Counter(index for match in told for index in match.passage)
    owners = {i: world for world, match in zip(worlds, told, strict=True) for i in match.passage}
    worlds = worlds[: len(about)]
    world = worlds[0]
    found: list[Assertion] = []
    seen: set[tuple[str, str]] = set()
    for index, sentence in enumerate(reading.story.sentences):
        if shared[index] > 1:
            continue  # It tells of several cases at once: which of them it means is not known.
        if len(worlds) > 1:
            spoken_of = [w for w in worlds if _is_of(w, index, sentence, worlds)]
            world = spoken_of[0] if len(spoken_of) == 1 else world
        world = owners.get(index, world if len(worlds) > 1 else worlds[0])
        profile = world.profile
        if _is_quote(sentence.text) or _is_about_another(sentence, index, reading, matches, profile):
            continue
        elsewhere = _of_another_court(sentence.text, profile, registry) or _of_another_circuit(
            reading, index, profile, registry
        )
        before = is_before_the_case(world, index, sentence)
        speech = [m.span() for m in _QUOTED.finditer(sentence.text) if len(m[0]) > _TURN]
        judges = surnames(profile.case)
        for kind, pattern, check in _KINDS:
            if (elsewhere and check not in _OF_COURTS) or (before and check not in _OF_BEGINNINGS):
                continue
            match, spoken = _first(pattern, sentence, speech, judges), sentence
            if match is None and "." in sentence.text[:-1]:
                spoken = msgspec.structs.replace(sentence, text=_ABBREVIATED.sub(_DOT, sentence.text))
                match = _first(pattern, spoken, speech, judges)
            said = check(world, index, spoken, match) if match else None
            if said is None or (profile.case.id, said[0]) in seen:
                continue
            seen.add((profile.case.id, said[0]))
            # "Blocked on Friday" says all that "blocked" says.
            mine = (kind, profile.case.id)
            found = [f for f in found if not ((f.kind, f.case) == mine and said[0].startswith(f.asserts))]
            if any((f.kind, f.case) == mine and f.asserts.startswith(said[0]) for f in found):
                continue
            found.append(
                Assertion(
                    quote=sentence.text,
                    start=sentence.start,
                    end=sentence.start + len(sentence.text),
                    kind=kind,
                    asserts=said[0],
                    verdict=said[1],
                    why=said[2],
                    case=profile.case.id,
                    events=said[3],
                )
            )
    return tuple(found[:_MOST])


def _is_of(world: World, index: int, sentence: Sentence, worlds: list[World]) -> bool:
    """Whether a sentence of a story of several cases names what is this case's alone: its judge, or who sues."""
    others = [w.profile for w in worlds if w is not world]
    elsewhere = {name for o in others for name in surnames(o.case)}
    own = [name for name in surnames(world.profile.case) if name not in elsewhere]
    if any(re.search(rf"\b{re.escape(name)}\b", sentence.text) for name in own):
        return True
    here = {m.id for m in world.reading.mentions if m.index == index and m.part in (Part.SUES, Part.NAMED)}
    return any(p in here and all(p not in o.parties for o in others) for p in world.profile.leads)


_ANOTHER: Final = re.compile(
    r"\b(?:different|another|separate|unrelated|similar|parallel)\s+(?:\w+\s+)?(?:(?:law)?suits?|cases?|rulings?|judges?|courts?|orders?)\b",
    re.IGNORECASE,
)


_OWN_CASE: Final = re.compile(r"['\u2019]s (?:own |separate )?(?:case|(?:law)?suit)\b")


_WON_BY: Final = re.compile(
    r"\b(?:injunction|order|ruling|judgment|relief)(?:\s+(?:against|on|over|for|from)\s[^.;,]{1,60})?,?\s+"
    r"(?:(?:that|which)\s+(?:was|were|had been)\s+)?(?:won|obtained|secured|gained)\s+by\s+(?:the\s+)?$"
    r"|\b(?:injunction|order|ruling)\s+(?:that\s+)?(?:he|she|it|the (?:judge|court))\s+(?:had\s+)?"
    r"(?:gave|granted|given|issued (?:to|for))\s+(?:the\s+)?(?:(?:city|county|state) of\s+)?$",
    re.IGNORECASE,
)


def _is_about_another(
    sentence: Sentence, index: int, reading: Reading, matches: tuple[Match, ...], about: Profile
) -> bool:
    """Whether the sentence speaks of another case: by its words, by whose it is, or by a caption not this one's."""
    text = sentence.text
    if _ANOTHER.search(text):
        return True
    owned = {at for m in _OWN_CASE.finditer(text) for at in (m.start(), m.start() + 2)}
    whose = {m.id for m in reading.mentions if m.index == index and m.end - sentence.start in owned}
    if whose and whose.isdisjoint({*about.parties, about.case.id}):
        return True
    winners = {
        m.id
        for m in reading.mentions
        if m.index == index and m.sort is Sort.PARTY and _WON_BY.search(text[: m.start - sentence.start])
    }
    if winners and about.parties and winners.isdisjoint(about.parties):
        return True
    named = trial_judges(text)
    own_judges = surnames(about.case)
    several = sum(m.fit is Fit.ABOUT for m in matches) > 1
    own_named = any(re.search(rf"\b{re.escape(name)}\b", reading.story.text) for name in own_judges)
    if named and named.isdisjoint(own_judges) and (several or own_named):
        return True  # A sentence is of the case whose judge it names, where the story names that of this one, too.
    own = {caption for m in matches if m.case == about.case.id for caption in m.captions}
    captions = [
        c
        for c in reading.captions
        if c.left in text and c.right in text and f"{c.left} v. {c.right}" not in own
    ]
    return any(m.fit is Fit.MENTIONED for m in matches) and bool(captions)


def _of_another_court(text: str, about: Profile, registry: Registry) -> bool:
    """Whether a judge who sits elsewhere, or a suit brought there, is spoken of: "sued in Boston"."""
    seat = re.search(
        r"\b(?:judge|court|case|(?:law)?suit|sued|sue) in ([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b"
        r"|\b[Ii]n ([A-Z][a-z]+(?: [A-Z][a-z]+)?), an?(?:other)? (?:\w+ )?(?:judge|court)\b",
        text,
    )
    court = registry.law.courts[about.case.court] if about.case.court else None
    if seat is None or court is None or not court.states:
        return False
    seats = seat_of(seat[1] or seat[2], registry)
    return bool(seats) and court.id not in seats


def _of_another_circuit(reading: Reading, index: int, about: Profile, registry: Registry) -> bool:
    """Whether the only courts of appeals that a sentence names are not that of the case."""
    law = registry.law
    mine = law.courts[about.case.court].circuit if about.case.court else None
    named = {m.id for m in reading.mentions if m.index == index and m.sort is Sort.COURT}
    above = {c for c in named if law.courts[CourtId(c)].circuit == c}
    return mine is not None and bool(above) and mine not in above


def _is_quote(text: str) -> bool:
    """Whether the sentence is speech from end to end: then a person asserts it, and not the story."""
    return text[:1] in '"\u201c' and re.search(r"[\"\u201d]\s*$", text) is not None


_QUOTED: Final = re.compile(r"[\"\u201c][^\"\u201c\u201d]*[\"\u201d]")
_TURN: Final = 30
"""Words of a speaker within a sentence are no shorter; those that are, are a turn of phrase of the story's own."""


_ABBREVIATED: Final = re.compile(r"\.(?=.)")
_DOT: Final = "\u2024"
"""Within a sentence a point ends an abbreviation ("John Lake Jr. ruled"); so written, it is none to a pattern."""


def _first(
    pattern: re.Pattern[str], sentence: Sentence, speech: Sequence[tuple[int, int]], judges: Sequence[str]
) -> re.Match[str] | None:
    """The first place where a sentence asserts something in words of its own, of a judge of the case where by name."""
    match = pattern.search(sentence.text)
    while match is not None:
        name = match["name"] if "name" in pattern.groupindex else None
        quoted = any(a < match.start() and match.end() < b for a, b in speech)
        if not quoted and (name is None or name in judges):
            return match
        match = pattern.search(sentence.text, match.start() + 1)
    return None


_Check = Callable[[World, int, Sentence, re.Match[str]], "Found | None"]

_OF_COURTS: Final = frozenset((court, circuit, breaks))
"""What asks which court it is."""
_OF_BEGINNINGS: Final = frozenset((first, filed, trial_judge, court, circuit, since))
"""What may be told with a day before the case without being of another one."""
_KINDS: Final[tuple[tuple[str, re.Pattern[str], _Check], ...]] = (
    ("first-to-sue", FIRST, first),
    ("day-of-filing", FILED, filed),
    ("how-many-sue", COUNT, count),
    ("court-will-decide", WILL, will),
    ("appeal-expected", EXPECTED, expected),
    ("court-blocked", BLOCKED, blocked),
    ("court-found", FOUND, found_unlawful),
    ("court-refused", REFUSED, refused),
    ("reach", NATION, nation),
    ("whom-it-covers", COVERS, covers),
    ("covered-since", SINCE, since),
    ("every-agency", EVERY_AGENCY, every_agency),
    ("court-of-appeals", APPEAL, appeal),
    ("step-taken", STEP, step),
    ("at-once", AT_ONCE, at_once),
    ("first-court", FIRST_COURT, first_court),
    ("other-courts", BREAKS, breaks),
    ("already-protected", ALREADY, already),
    ("appeal-pending", PENDING, pending),
    ("nth-plaintiff", NTH, nth),
    ("deadline", DEADLINE, deadline),
    ("judge", JUDGE, trial_judge),
    ("court", COURT, court),
    ("appeals-court", CIRCUIT, circuit),
    ("month-of-ruling", WHEN, ruled_within),
    ("who-sues", AMONG, among),
    ("order-length", LENGTH, length),
    ("sort-of-order", SORT, sort_of_order),
    ("end-of-case", ENDS, ends),
    ("unanimous", UNANIMOUS, unanimous),
    ("next-court", NEXT_COURT, next_court),
)
