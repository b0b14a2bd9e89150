"""What trial courts found for good: that the terms are unlawful, and not only that they probably are."""

from __future__ import annotations

import re
from typing import Final

from enjoined.brief.assertions.base import Found, Holds, World, day_of, in_words, is_denied, short
from enjoined.brief.matching.judges import surnames
from enjoined.brief.story.story import Sentence
from enjoined.law.answering.words import label, when

__all__ = ["FOUND", "found_unlawful"]

FOUND: Final = re.compile(
    r"(?:\b(?:judge|court)\b[^.;]{0,80}?|^(?:he|she|(?P<name>[\w'-]+))\s(?:had\s|has\s|also\s)?)"
    r"\b(?P<did>rul(?:es|ed)|h[eo]lds?|f(?:ound|inds)|decided|declare[sd]|conclude[sd])\b(?P<what>[^.;]{0,140}?"
    r"\b(?:violat(?:es?|ed)|unlawful(?:ly)?|illegal(?:ly)?|unconstitutional(?:ly)?|arbitrary|exceed(?:s|ed)"
    r"|br(?:oke|eaks) the law|(?:no|lack(?:s|ed)?(?: the)?) (?:power|authority))\b)",
    re.IGNORECASE,
)
_ABOVE: Final = re.compile(r"\b(?:appeals?|circuit|supreme|panel)\b", re.IGNORECASE)
_PERHAPS: Final = re.compile(
    r"\b(?:likel\w+|probabl\w+|may|might|could|would|whether|if|appear\w*|seem\w*|chance|succeed)\b",
    re.IGNORECASE,
)
"""What is found of a motion for relief until the case is decided."""
_FOR_GOOD: Final = frozenset({"summary-judgment", "judgment", "final-judgment", "opinion"})
_NEAR: Final = 7
"""So many days beside that of the record, a ruling is the same with its day told wrong."""


def found_unlawful(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the record has a judgment for those who sue, on the day told if one is; only where it has any."""
    if match["name"] and match["name"] not in surnames(world.profile.case):
        return None
    before = sentence.text[: match.start("did")]
    if world.told is None or is_denied(before) or _ABOVE.search(before) or _PERHAPS.search(match[0]):
        return None
    judged = [e for e in world.record.relief_by(world.told) if e.kind in _FOR_GOOD]
    if not judged:
        return None
    asserts = "a court found the terms unlawful"
    day = day_of(world, index, match.start("did"), within=40)
    if day is None or day.day is None:
        return asserts, Holds.HOLDS, label(world.registry.law, judged[-1]), (judged[-1].id,)
    asserts += f" on {in_words(day)}"
    near = min(judged, key=lambda e: abs(e.date.earliest - (day.day or 0)))
    if near.date.earliest <= day.day <= (near.date.latest or near.date.earliest):
        return asserts, Holds.HOLDS, label(world.registry.law, near), (near.id,)
    if abs(near.date.earliest - day.day) > _NEAR:
        return None
    return asserts, Holds.FALLS, f"the record has it on {when(near.date)}: {short(near)}", (near.id,)
