"""Sizes of cities that a story tells in passing: "Boston, a city of 650,000, sued"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from enjoined.brief.matching.lexicon import Sort
from enjoined.brief.matching.mentions import Part
from enjoined.brief.matching.reading import Reading
from enjoined.model import Day
from enjoined.recipients.states import STATES

if TYPE_CHECKING:
    from enjoined.claims import FoundClaim

__all__ = ["sizes_in"]

_SIZE: Final = re.compile(
    r"(?:\b(?:(?:a|the|this)\s+(?:\w+\s+){0,2}?(?P<kind>city|county|town|village|suburb)\s+of"
    r"|(?:population)\s+(?:is|was|of|stands at)?|home\s+to|has|had|with|its)|(?P<whose>(?<=\w)['\u2019]s))\s+"
    r"(?P<said>(?:(?:about|around|roughly|some|nearly|almost|(?:more|fewer|less) than|over|at least"
    r"|just (?:over|under)|approximately|an estimated)\s+)?(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?\s+million))"
    r"(?P<people>\s+(?:people|residents|inhabitants)\b)?(?![\w-]|\s+\w*(?:dollars|grants?|members|households)\b)",
    re.IGNORECASE,
)
_NEAR: Final = 3
"""A place named so many sentences before is still the one spoken of."""


def sizes_in(reading: Reading, found: Sequence[FoundClaim], on: Day) -> Iterator[FoundClaim]:
    """The sizes told, each of the place it belongs to, checked as a claim; those in ``found`` already are left out.

    A place is that named just before ("Boston, a city of 650,000"), or else the one that the sentences so far
    speak of. A size of a place for which no counts are held is left out.
    """
    for index, sentence in enumerate(reading.story.sentences):
        for size in _SIZE.finditer(sentence.text):
            before = sentence.text[: size.start()]
            if not (size["people"] or size["kind"] or re.search(r"\bpopulation\b", size[0], re.IGNORECASE)):
                continue
            at = sentence.start + size.start()
            if any(c.start <= at < c.end for c in found):
                continue
            place = (
                _owner(before) if size["whose"] else _named_before(before) or _spoken_of(reading, index, at)
            )
            if not place:
                continue
            from enjoined.claims import FoundClaim, check_claim

            report = check_claim(
                f"{_with_state(place, reading)} has {_as_round(size['said'])} residents.", on=on
            )
            if report.verdict != "not-checkable":
                end = sentence.start + len(sentence.text)
                yield FoundClaim(text=sentence.text, start=sentence.start, end=end, report=report)


def _with_state(place: str, reading: Reading) -> str:
    """The place with its State, where the story names a party of that name: there may be several such places."""
    bare = re.sub(r"['\u2019]s?$", "", place)
    states = {
        m.id[:2]
        for m in reading.mentions
        if m.sort is Sort.PARTY and "/" in m.id and m.text.startswith(bare) and m.id[:2] in STATES
    }
    return f"{bare}, {STATES[states.pop()].name}" if len(states) == 1 else bare


def _as_round(said: str) -> str:
    """A size told in passing is a round number, whether it says so or not."""
    return said if said[0].isalpha() else f"about {said}"


def _named_before(before: str) -> str:
    """The name that ends where an apposition begins, without a State that follows it."""
    before = re.sub(r",\s+(?:[A-Z]\.){1,2}(?=,\s*$)|,\s+[A-Z][a-z]{1,5}\.(?=,\s*$)", "", before)
    name = re.search(r"((?:[A-Z][\w.'\u2019]+\s+){0,3}[A-Z][\w.'\u2019]+)\s*[,(\u2013\u2014-]+\s*$", before)
    if name is None or any(name[1] == s.name for s in STATES.values()):
        return ""
    return re.sub(r"^(?:The|In|But|And|For)\s+", "", name[1])


def _owner(before: str) -> str:
    """The name whose residents are counted: "Boston" of "Boston's 650,000 residents"."""
    name = re.search(r"\b((?:[A-Z][\w.-]+\s){0,2}[A-Z][\w.-]+)$", before)
    return name[1] if name else ""


def _spoken_of(reading: Reading, index: int, at: int) -> str:
    """The city or county that was named last before a place in the text."""
    near = [
        m
        for m in reading.mentions
        if m.sort is Sort.PARTY and m.part is not Part.INSIDE and "/" in m.id and m.start < at
        if index - m.index <= _NEAR
    ]
    return near[-1].text if near else ""
