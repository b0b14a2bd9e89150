"""Stories of several cases: twin suits of one day, and round-ups of rulings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from enjoined.brief.fits import CLOSE, LEAST, Evidence
from enjoined.brief.mentions import Part
from enjoined.brief.reading import Reading, passages

__all__ = ["also_told", "told_by_passage", "told_together"]

_SEVERAL: Final = re.compile(
    r"\b(?:two|both|pair of|separate|twin|parallel)\s+(?:\w+\s+){0,2}(?:law)?(?:suits|cases|complaints)\b",
    re.IGNORECASE,
)


def told_together(reading: Reading, chosen: list[Evidence]) -> list[Evidence]:
    """The cases of a story that says it is of two suits, each with an event of that very day."""
    told = [e for e in chosen if e.event is not None]
    return told if len(told) == 2 and _SEVERAL.search(reading.story.text) else []


_ROUNDUP: Final = re.compile(
    r"\b(?:two|three|four|five|both|several|pair of|separate)\s+(?:\w+\s+){0,2}?"
    r"(?:judges|courts|rulings|orders|decisions|injunctions|(?:law)?suits|cases|challenges|fights|battles|disputes)\b"
    r"|\bseparately\b|\bround-?up\b|\b(?:week|month|day|year) in court\b|\brulings\b",
    re.IGNORECASE,
)


_PASSAGE: Final = 6.0
"""Points from which a paragraph of a round-up is about a case."""


def tells_of_several(reading: Reading) -> bool:
    """Whether a story says of itself that it tells of several rulings or suits."""
    return _ROUNDUP.search(reading.story.text) is not None


def told_by_passage(reading: Reading, weigh: Callable[[Reading], list[Evidence]]) -> list[Evidence]:
    """The cases that single paragraphs of a round-up tell, each by its judge, court, caption or number.

    A paragraph need not name who sues: its judge or the place of its court, with something that happened in the case
    at that time, are as good, where no other case comes near.
    """
    if not tells_of_several(reading):
        return []
    found: list[Evidence] = []
    for passage in passages(reading):
        if not passage.suit_words:
            continue
        fitting = sorted(
            (e for e in weigh(passage) if not e.ruled_out and _is_marked(e)), key=lambda e: -e.points
        )
        if not fitting or fitting[0].points < _PASSAGE:
            continue
        if len(fitting) > 1 and fitting[0].points - fitting[1].points < CLOSE / 2:
            continue
        if all(fitting[0].profile.case.id != e.profile.case.id for e in found):
            found.append(fitting[0])
    return found


def _is_marked(evidence: Evidence) -> bool:
    if evidence.sure or evidence.captioned:
        return True
    on_a_day = evidence.event is not None
    return (evidence.judged or (evidence.seated and evidence.subject)) and (
        on_a_day or (evidence.judged and evidence.party and evidence.subject)
    )


def also_told(reading: Reading, told: list[Evidence], fitting: list[Evidence]) -> list[Evidence]:
    """The cases of a story that tells of several: each with enough evidence, and a mark that the others lack.

    A mark is a judge of its own, a caption or number of its own, or a plaintiff of its own; and either something
    happened in the case as the story was told, or the story says that it tells of several.
    """
    several = tells_of_several(reading)
    for evidence in fitting:
        if evidence in told or evidence.points < LEAST or not (several or evidence.event is not None):
            continue
        profile = evidence.profile
        judge_is_own = evidence.judged and all(profile.case.judge != t.profile.case.judge for t in told)
        named = evidence.sure or evidence.captioned
        parts = (Part.SUES,) if evidence.event is None else (Part.SUES, Part.NAMED)
        sues = any(
            any(reading.parties.get(p, Counter())[part] for part in parts)
            and all(p not in t.profile.parties for t in told)
            for p in profile.leads
        )
        if judge_is_own or (several and (named or sues)):
            told = [*told, evidence]
    return told
