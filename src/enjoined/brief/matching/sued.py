"""Governments that somebody sues in a story, which then is not about a suit of theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from enjoined.brief.matching.lexicon import Sort
from enjoined.brief.matching.mentions import Mention, Part
from enjoined.brief.story.story import Story

__all__ = ["sued_in"]


def sued_in(story: Story, mentions: Sequence[Mention], first: int) -> frozenset[str]:
    """The parties of which a story tells that somebody sues them before it tells, if ever, that they sue.

    Its news is that suit, and what else they went to court over is an aside. "Sued the city" speaks of every
    city that is named and sues nobody.
    """
    found: dict[str, bool] = {}
    for mention in mentions:
        if mention.sort is Sort.PARTY and mention.part in (Part.SUES, Part.SUED):
            sentence = story.sentences[mention.index - first]
            struck = _SUED.search(sentence.text[: mention.start - sentence.start]) is not None
            found.setdefault(mention.id, mention.part is Part.SUED and struck)
    kinds = {m[1].lower() for m in _SUED_KIND.finditer(story.text)}
    others = {m.id for m in mentions if m.sort is Sort.PARTY and m.id not in found}
    return frozenset(
        [*(party for party, sued in found.items() if sued), *(p for p in others if _kind_of(p) in kinds)]
    )


_SUED: Final = re.compile(
    r"\bsu(?:es?|ed|ing)\s+(?:the\s+)?(?:(?:city|county|state|town|village)(?:\s+and\s+county)?\s+of\s+)?$",
    re.IGNORECASE,
)
_SUED_KIND: Final = re.compile(r"\bsu(?:es?|ed|ing) the (city|county|state)\b(?! of\b)", re.IGNORECASE)


def _kind_of(party: str) -> str:
    """What a story calls a government that it has named, by its id.

    >>> _kind_of("wa/king-county"), _kind_of("wa/seattle"), _kind_of("wa")
    ('county', 'city', 'state')
    """
    return "state" if "/" not in party else "county" if party.endswith("-county") else "city"
