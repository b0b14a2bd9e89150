"""Whom a story tells to be sued: governments, whose own suits it is then not about, and those no record knows."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Final

from enjoined.brief.matching.lexicon import Sort
from enjoined.brief.matching.mentions import Mention, Part
from enjoined.brief.story.story import Story

__all__ = ["strangers_in", "sued_in"]


def sued_in(story: Story, mentions: Sequence[Mention], first: int) -> frozenset[str]:
    """The parties of which the head of a story tells that somebody sues them before it tells, if ever, that they sue.

    Its news is that suit, and what else they went to court over is an aside. A suit against them that is told after
    somebody in Washington is named, or further down, is one itself. "Sued the city" speaks of every city that is named
    and sues nobody.
    """
    head = _head(story, {m.index - first for m in mentions if m.sort in _WASHINGTON})
    found: dict[str, bool] = {}
    named = [m for m in mentions if m.sort is Sort.PARTY]
    for mention in named:
        sentence = story.sentences[mention.index - first]
        before = sentence.text[: mention.start - sentence.start]
        if _ENDS_IT.match(sentence.text[mention.end - sentence.start :]):
            found.setdefault(mention.id, mention.index - first in head)
        elif mention.part in (Part.SUES, Part.SUED):
            sued = mention.part is Part.SUED and _SUED.search(before) is not None
            found.setdefault(mention.id, sued and mention.index - first in head)
    kinds = {m[1].lower() for n in head for m in _SUED_KIND.finditer(story.sentences[n].text)}
    others = {m.id for m in named if m.id not in found}
    return frozenset(
        [*(party for party, sued in found.items() if sued), *(p for p in others if _kind_of(p) in kinds)]
    )


def strangers_in(story: Story, mentions: Sequence[Mention], first: int) -> frozenset[str]:
    """The words of the names of those that a party sues at the head of a story, where none of them is known as an
    office in Washington or a government."""
    known = [(m.start, m.end) for m in mentions]
    ends = [m.end for m in mentions if m.sort is Sort.PARTY]
    words: set[str] = set()
    for sentence in (story.sentences[n] for n in _head(story, set())):
        for match in () if sentence.is_title else _SUED_NAME.finditer(sentence.text):
            low, high = sentence.start + match.start("who"), sentence.start + match.end("who")
            if not any(sentence.start < end < low for end in ends):
                continue
            if _OFFICIAL.search(match["who"]) or any(a < high and low < b for a, b in known):
                return frozenset()
            words.update(re.findall(r"[a-z]{4,}", match["who"].lower()))
    return frozenset(words)


def _head(story: Story, until: Set[int]) -> list[int]:
    """The title and the first sentences below it, by index, as far as the first of those given."""
    body = [n for n, s in enumerate(story.sentences) if not s.is_title]
    head = [n for n in range(len(story.sentences)) if n not in body[_HEAD:]]
    return head[: next((k for k, n in enumerate(head, 1) if n in until), len(head))]


_WASHINGTON: Final = frozenset({Sort.AGENCY, Sort.OFFICER, Sort.SIDE})
_HEAD: Final = 2
_SUED_NAME: Final = re.compile(
    r"\bsu(?:es?|ed|ing)\s+(?:the\s+)?(?!\w+day\b)(?P<who>[A-Z][\w'\u2019-]+(?:\s+(?:(?:of|the|and|for)\s+)*[A-Z][\w'\u2019-]*){1,6})"
)
_OFFICIAL: Final = re.compile(
    r"\b(?:Trump|Biden|President|White House|Administration|Department|Secretary|Attorney|Director|Government|Federal"
    r"|United|Agency|Office|National)\b"
)
_ENDS_IT: Final = re.compile(
    r"\s+(?:had\s+|has\s+)?(?:(?:asked|moved|wanted|tried)\b[^.;,]{0,40}?|(?:loses?|lost|fails in)\s+(?:a |an |its )?"
    r"(?:bid|motion|effort|attempt)\s+)to\s+(?:dismiss|toss|throw out)\b(?!\s+(?:its|their)\b|[^.;]{0,20}\bappeal)"
)
"""What whoever is sued asks a court to do with the suit."""
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
