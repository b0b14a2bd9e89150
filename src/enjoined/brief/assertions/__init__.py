"""Legal assertions of a story that the registry can check: who was first, what was blocked, for whom, when, by whom.

Each is read from one sentence by a pattern, shown back in plain words, and judged against the recorded events of the
case as they stood on the day of the story. What the record does not settle is said so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from enjoined.brief.assertions.base import Assertion, Found, Holds, World
from enjoined.brief.assertions.parties import COUNT, FILED, FIRST, STEP, count, filed, first, step
from enjoined.brief.assertions.rulings import (
    APPEAL,
    BLOCKED,
    EXPECTED,
    NATION,
    WILL,
    appeal,
    blocked,
    expected,
    nation,
    will,
)
from enjoined.brief.lexicon import Lexicon, Profile
from enjoined.brief.match import Fit, Match
from enjoined.brief.reading import Reading, state_of
from enjoined.brief.record import Record
from enjoined.brief.story import Sentence
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
    profile = next(p for p in lexicon.profiles if p.case.id == about[0].case)
    world = World(
        reading=reading,
        lexicon=lexicon,
        registry=registry,
        profile=profile,
        record=Record(registry, profile),
        told=reading.story.told,
    )
    found: list[Assertion] = []
    seen: set[tuple[str, str]] = set()
    for index, sentence in enumerate(reading.story.sentences):
        if _is_quote(sentence.text) or _is_about_another(sentence.text, reading, matches, profile, registry):
            continue
        for kind, pattern, check in _KINDS:
            match = pattern.search(sentence.text)
            said = check(world, index, sentence, match) if match else None
            if said is None or (kind, said[0]) in seen:
                continue
            seen.add((kind, said[0]))
            # "Blocked on Friday" says all that "blocked" says.
            found = [f for f in found if not (f.kind == kind and said[0].startswith(f.asserts))]
            if any(f.kind == kind and f.asserts.startswith(said[0]) for f in found):
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


_ANOTHER: Final = re.compile(
    r"\b(?:different|another|separate|unrelated|similar|parallel)\s+(?:\w+\s+)?(?:(?:law)?suits?|cases?|rulings?|judges?|courts?|orders?)\b",
    re.IGNORECASE,
)


def _is_about_another(
    text: str, reading: Reading, matches: tuple[Match, ...], about: Profile, registry: Registry
) -> bool:
    """Whether the sentence speaks of another case: by its words, or by a caption that is not this one's."""
    if _ANOTHER.search(text) or _of_another_court(text, about, registry):
        return True
    captions = [c for c in reading.captions if c.left in text and c.right in text]
    return any(m.fit is Fit.MENTIONED for m in matches) and bool(captions)


def _of_another_court(text: str, about: Profile, registry: Registry) -> bool:
    """Whether a judge who sits elsewhere is spoken of: "a judge in Chicago" in a story from Philadelphia."""
    seat = re.search(r"\b(?:judge|court) in ([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b", text)
    court = registry.law.courts[about.case.court] if about.case.court else None
    if seat is None or court is None or not court.states:
        return False
    state = state_of(seat[1], registry)
    return state is not None and state not in court.states


def _is_quote(text: str) -> bool:
    """Whether the sentence is speech from end to end: then a person asserts it, and not the story."""
    return text[:1] in '"\u201c' and re.search(r"[\"\u201d]\s*$", text) is not None


_Check = Callable[[World, int, Sentence, re.Match[str]], "Found | None"]

_KINDS: Final[tuple[tuple[str, re.Pattern[str], _Check], ...]] = (
    ("first-to-sue", FIRST, first),
    ("day-of-filing", FILED, filed),
    ("how-many-sue", COUNT, count),
    ("court-will-decide", WILL, will),
    ("appeal-expected", EXPECTED, expected),
    ("court-blocked", BLOCKED, blocked),
    ("reach", NATION, nation),
    ("court-of-appeals", APPEAL, appeal),
    ("step-taken", STEP, step),
)
