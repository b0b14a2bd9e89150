"""Which kind of paper a page reads like: an award, terms, a court paper, news, and so on.

Told by words, by those of the first lines, and by a few marks of form, with the linear model of
``records/recognition/shared/genre.json``. The phrases of ``pages.yaml`` decide together with it. Where little else
tells, a page that speaks in the voice of a report is none that binds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from enjoined.documents.recognition.likeness import Weights, damped, decode_weights, stem
from enjoined.documents.recognition.tokens import Words
from enjoined.documents.recognition.voice import READ, Voice, frequencies, read_voice

__all__ = ["BINDING", "Genre", "marks_of", "read_genre"]

BINDING: Final = frozenset({"award", "terms", "certification", "solicitation"})
"""Kinds of paper that bind a recipient."""

_TOP: Final = 250
_MOST: Final = 5.0
"""No kind counts more for or against than this."""
_REPORTS: Final = -2.0
"""From this voice on downward a text reports."""
_TURNS_REPORT: Final = -0.3
"""From these turns of speech on downward a text reports though phrases say that it is of some sort."""
_REPORT_POINTS: Final = 5.0
_TELLING: Final = frozenset({"court", "policy", "bill", "news", "other"})
_FEWEST: Final = 20
"""A page of fewer known words reads like nothing."""
_FORMS: Final = (
    ("label", re.compile(r"(?m)^[^:.\n]{2,40}:\s")),
    ("quotation", re.compile(r"[\"\u201c]")),
    ("question", re.compile(r"\?")),
    ("money", re.compile(r"\$")),
    ("blank to fill", re.compile(r"___")),
    ("numbered", re.compile(r"(?m)^\W{0,3}\d{1,2}[.)]\s")),
    ("salutation", re.compile(r"\bDear\b")),
)


def marks_of(text: str, read: Words) -> frozenset[str]:
    """What the model sees of a page: its words, those of its first lines, and marks of form.

    >>> sorted(marks_of("Dear 4?", Words(["4"], [5], [6])))
    ['f:question', 'f:salutation']
    """
    found: set[str] = set()
    top = bisect_left(read.starts, _TOP)
    words = read.words[: bisect_left(read.starts, READ)]
    for mark, some in (("w", words), ("t", words[:top])):
        found.update(f"{mark}:{stem(word)}" for word in set(some) if not word[0].isdigit())
    found.update(f"f:{name}" for name, form in _FORMS if form.search(text, 0, READ))
    return frozenset(found)


class Genre(msgspec.Struct, frozen=True):
    """The weights, ready to be asked, and the voice that tells reports from papers that bind."""

    weights: Weights
    voice: Voice

    def scores(self, text: str, read: Words) -> dict[str, float]:
        """For each kind how much speaks for it (above zero) or against it; empty for a page of few known words."""
        held = self.weights.features
        seen = [mark for mark in marks_of(text, read) if mark in held]
        if sum(mark.startswith("w:") for mark in seen) < _FEWEST:
            return {}
        sums = [0.0] * len(self.weights.bias)
        for mark in seen:
            for kind, weight in held[mark].items():
                sums[kind] += weight
        scale = damped(len(seen))
        return {
            name: max(-_MOST, min(_MOST, bias + scale * speaks))
            for name, bias, speaks in zip(self.weights.families, self.weights.bias, sums, strict=True)
        }

    def report(
        self, text: str, read: Words, scores: Mapping[str, float], *, known: bool
    ) -> tuple[str, float] | None:
        """The likeliest kind of a text that reports what others said and did, and how much speaks for it; else None.

        A text that is ``known`` for some sort by phrases, which reports share, is also asked for its turns alone.
        """
        if not scores:
            return None
        often = frequencies(text)
        voice = self.voice.binds(often, read.words[: bisect_left(read.starts, READ)])
        turns = self.voice.turned(often) if known else 0.0
        points = max(
            1 - voice / 2 if voice <= _REPORTS else 0.0, 1 - turns if turns <= _TURNS_REPORT else 0.0
        )
        kind = max(sorted(_TELLING), key=lambda kind: scores[kind])
        return (kind, _REPORT_POINTS * points) if points else None


def read_genre(path: Path) -> Genre:
    """The weights of a file, and ``voice.json`` beside it. Raises :class:`RegistryError` if one is none."""
    return Genre(decode_weights(path), read_voice(path.with_name("voice.json")))
