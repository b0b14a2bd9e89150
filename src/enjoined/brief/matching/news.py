"""Whether the news of a story is a lawsuit, or one is an aside of it."""

from __future__ import annotations

import re
from typing import Final

from enjoined.brief.matching.reading import Reading

__all__ = ["is_suit", "tells_of_court"]

_MANY_WORDS: Final = 4
_SPEECH: Final = re.compile(r"\u201c[^\u201d]*\u201d|\"[^\"]*\"")
_COURT: Final = re.compile(r"\b(?:court|judges?|circuit|panel|plaintiffs?)\b", re.IGNORECASE)
_SUIT_NEWS: Final = re.compile(
    r"\bsu(?:e[sd]?|ing)\b|\blawsuit|\bsuit\b|\binjunction\b|\brestraining order\b|\bruled\b"
    r"|\bcomplaint\b|\bvs?\.\s|\bask(?:s|ed)? (?:a |the )?(?:federal )?(?:court|judge)\b"
    r"|\b(?:judge|court)\b[^.]{0,40}\b(?:block|bar|halt|strike|dismiss|reject|order|refus|grant|side|uph|toss)",
    re.IGNORECASE,
)


def is_suit(reading: Reading) -> bool:
    """Whether the story itself, and not an aside, is about a lawsuit: by its first words, or by going on about it."""
    return _SUIT_NEWS.search(_opening(reading)) is not None


def tells_of_court(reading: Reading) -> bool:
    """Whether the story opens with a lawsuit, or with a court and what it has before it."""
    return is_suit(reading) or _COURT.search(_opening(reading)) is not None


def _opening(reading: Reading) -> str:
    """The first sentences of a story, without what is quoted in them."""
    first = 3 if reading.suit_words < _MANY_WORDS else 5
    return _SPEECH.sub(" ", " ".join(s.text for s in reading.story.sentences[:first]))
