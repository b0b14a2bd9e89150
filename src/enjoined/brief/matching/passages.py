"""A story taken apart: its paragraphs, and within them the clauses of one judge each, read as stories of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from enjoined.brief.matching.judges import trial_judges
from enjoined.brief.matching.mentions import Part
from enjoined.brief.matching.reading import Reading, reading_of
from enjoined.brief.story.story import Sentence, Story

__all__ = ["passages"]


def passages(reading: Reading, lately: int, *, by_judge: bool = False) -> Iterator[tuple[int, Reading]]:
    """Each paragraph of a story read as a story of its own, told on the same day; first its first sentence's index.

    ``by_judge``: a paragraph of several judges is taken apart where the next of them is named, within a sentence, too.
    """
    story = reading.story
    for first, sentences in _paragraphs(story, by_judge):
        low, high = sentences[0].start, sentences[-1].start + len(sentences[-1].text)
        part = msgspec.structs.replace(story, title="", text=story.text[low:high], sentences=tuple(sentences))
        mentions = tuple(m for m in reading.mentions if low <= m.start < high)
        seats = tuple((at, court) for at, court in reading.seated if low <= at < high)
        if by_judge and _THE_PLACE.search(part.text):
            mentions = tuple(
                msgspec.structs.replace(m, part=Part.NAMED) if m.part is Part.PLACE else m for m in mentions
            )
        back = _MONTHS_BACK if by_judge and _MONTH_PAST.search(part.text) else lately
        yield first, msgspec.structs.replace(reading_of(part, mentions, seats, first), lately=back)


_MONTHS_BACK: Final = 62
_MONTH_PAST: Final = re.compile(
    r"\blast month\b|\bin (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"(?!,? \d)"
)
"""A round-up says of older news which month it is of."""
_THE_PLACE: Final = re.compile(
    r"\b(?:for|to|by|grant(?:s|ed)|gave|gives|handed) the (?:city|county|state)\b", re.IGNORECASE
)
"""Of a round-up: the place where its judge sits is who won, or lost."""
_JUDGE_RULES: Final = re.compile(
    r"(?<=[;,] )(?:(?:and|while|but) )?(?:in [A-Z][\w.]*(?:,? [A-Z][\w.]*){0,2},? )?"
    r"(?:(?:an?|the|U\.?S\.?|[Ff]ederal|[Cc]hief|[Ss]enior|[Dd]istrict) ){0,4}(?=[Jj]udge [A-Z])"
)


def _paragraphs(story: Story, by_judge: bool) -> Iterator[tuple[int, list[Sentence]]]:
    """The paragraphs, each with the index of its first sentence."""
    piece: list[Sentence] = []
    first = end = 0
    judges: set[str] = set()
    for index, sentence in enumerate(story.sentences):
        for clause in _clauses(sentence) if by_judge else (sentence,):
            named = trial_judges(clause.text)
            ends = piece and "\n" in story.text[end : clause.start]
            if ends or (by_judge and judges and named and named.isdisjoint(judges)):
                yield first, piece
                piece, judges = [], set()
            first = first if piece else index
            piece.append(clause)
            judges |= named
            end = clause.start + len(clause.text)
    if piece:
        yield first, piece


def _clauses(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence, parted before each clause that another judge is the subject of."""
    text, low = sentence.text, 0
    for cut in _JUDGE_RULES.finditer(text):
        before, after = trial_judges(text[low : cut.start()]), trial_judges(text[cut.start() :])
        if before and after and not after <= before:
            yield msgspec.structs.replace(sentence, text=text[low : cut.start()], start=sentence.start + low)
            low = cut.start()
    yield msgspec.structs.replace(sentence, text=text[low:], start=sentence.start + low)
