"""Whether somebody whom a story names as a plaintiff is one."""

from __future__ import annotations

import re
from typing import Final

from enjoined.brief.assertions.base import Found, Holds, World, is_denied, undated
from enjoined.brief.matching.mentions import Part
from enjoined.brief.story.story import Sentence
from enjoined.errors import EnjoinedError
from enjoined.law.answering.words import name_of, when
from enjoined.model import NO, YES, RecipientId

__all__ = ["AMONG", "among"]

_NAME: Final = (
    r"(?P<{0}>(?:(?:St|Ft|Mt)\.\s)?[A-Z][\w'\u2019-]*(?:\s(?:County|City|of|[A-Z][\w'\u2019-]*)){{0,3}})"
)
_PLURAL: Final = (
    r"(?:plaintiffs|(?:\w+\s)?(?:cities|counties|states|governments|jurisdictions|communities|places)"
    r"(?:\s(?:and\s\w+\s)?(?:that|who|which)\s(?:have\s|had\s)?(?:sued|joined|brought|filed|went to court))"
    r"|(?:cities|counties|states|governments|jurisdictions)\s(?:suing|in the (?:law)?suit|in the case))"
)
AMONG: Final = re.compile(
    rf"\b{_NAME.format('a')},?\s(?:(?:is|was|are|were)\s)?(?:also\s)?(?:one of|among)\s(?:the|those|its)\s"
    rf"(?:\w+\s){{0,2}}?{_PLURAL}"
    rf"|\b{_NAME.format('b')}(?:\s(?:is|was)|,)\s(?:also\s)?a\splaintiff\b(?!\sin\s(?:\w+\s){{0,2}}(?:(?:law)?suits|cases)\b)"
)


def among(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the government named had joined the suit by the day of the story."""
    name = match["a"] or match["b"]
    if is_denied(sentence.text[: match.end()]):
        return None
    who = _who(world, index, sentence, name)
    if who is None:
        return None
    law, waves = world.registry.law, [world.registry.law.waves[w] for w in world.profile.case.waves]
    asserts = f"{name_of(law, who) if who in law.recipients else name} is a plaintiff"
    if world.told is None:
        return undated(asserts)
    joined = [w.start for w in waves if who in w.names]
    if any(start.by(world.told) is YES for start in joined):
        return asserts, Holds.HOLDS, f"it joined {when(joined[0])}", ()
    if joined:
        sure = all(start.by(world.told) is NO for start in joined)
        return asserts, Holds.FALLS if sure else Holds.DEPENDS, f"it joined {when(joined[0])}", ()
    if not waves:
        return None
    open_ones = [w for w in waves if not w.complete and w.start.by(world.told) is not NO]
    if open_ones:
        known = sum(len(w.names) for w in waves)
        return asserts, Holds.DEPENDS, f"it is none of the {known} plaintiffs on record, and not all are", ()
    return asserts, Holds.FALLS, "it is none of the plaintiffs on record", ()


def _who(world: World, index: int, sentence: Sentence, name: str) -> RecipientId | None:
    """The government of that name, preferring one that the lexicon found there; ``None`` for none, or several."""
    here = [
        m
        for m in world.reading.mentions
        if m.index == index and m.part is not Part.INSIDE and m.text in name and m.sort == "party"
    ]
    mine = [m.id for m in here if m.id in world.profile.parties]
    if mine:
        return RecipientId(mine[0])
    try:
        return world.registry.recipient(name).id
    except EnjoinedError:
        return None
