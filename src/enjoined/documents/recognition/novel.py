"""A second look at clauses that no family claims: does one impose something contested-looking all the same?

Two signs: a subject on which grant conditions have been fought over, or a recent executive order, in a sentence with a
duty (``contested subjects`` in ``records/recognition/shared/words.yaml``); and words much like those of a recorded
condition. Likeness is the cosine of weighted word stems: it supports a finding, it never makes one by itself.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from enjoined.documents.clauses.outline import Clause
from enjoined.documents.clauses.sentences import sentences
from enjoined.documents.page import Span
from enjoined.documents.recognition.authorities import find_authorities
from enjoined.documents.recognition.rules import PageSort, Rules
from enjoined.documents.recognition.tokens import Reader

__all__ = ["ContestedLooking", "Likeness", "Paraphrases", "contested_looking"]

FIRST_RECENT_ORDER = 14147
"""Executive orders from this number on were signed from 20 January 2025 on (90 Fed. Reg. 8235 is no. 14147)."""
BINDING = frozenset({"award", "terms", "certification", "other"})
LEAST = 0.18
STEM = 6


class ContestedLooking(msgspec.Struct, frozen=True, kw_only=True):
    """A clause that may be contested though no rule knows it, why it looks so, and the sentence that does."""

    clause: Clause
    why: tuple[str, ...]
    key: tuple[Span, ...]


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """The recorded condition whose words are most alike: its family, title, and the likeness from 0 to 1."""

    family: str
    title: str
    score: float


def contested_looking(
    clauses: Iterable[Clause], rules: Rules, reader: Reader, *, claimed: frozenset[int]
) -> tuple[ContestedLooking, ...]:
    """The clauses outside ``claimed`` (their places in ``clauses``) that impose something contested-looking."""
    sorts: dict[str, PageSort] = {sort.name: sort for sort in rules.sorts}
    found: list[ContestedLooking] = []
    for number, clause in enumerate(clauses):
        sort = sorts.get(clause.page_sort)
        kind = sort.kind if sort is not None else "other"
        if number in claimed or kind not in BINDING or (sort is not None and sort.role != "imposes"):
            continue
        if kind == "other" and not clause.number:
            continue
        looking = _looking(clause, rules, reader)
        if looking is not None:
            found.append(looking)
    return tuple(found)


def _looking(clause: Clause, rules: Rules, reader: Reader) -> ContestedLooking | None:
    recent = {
        authority.start: authority.normalized
        for authority in find_authorities(clause.text)
        if authority.normalized.startswith("EO ") and int(authority.normalized[3:]) >= FIRST_RECENT_ORDER
    }
    for start, end in sentences(clause.text):
        text = clause.text[start:end]
        read = reader.read(text)
        hits = rules.terms.find(read.words)
        if "duty" not in hits or "no duty" in hits or "status words" in hits or "reference" in hits:
            continue
        if any(name.startswith("unless/") for name in hits):
            continue
        orders = [order for at, order in recent.items() if start <= at < end]
        if "contested subjects" in hits or orders:
            words = [
                text[read.starts[first] : read.ends[last - 1]]
                for first, last in hits.get("contested subjects", ())
            ]
            why = [
                *(f"cites {order}" for order in dict.fromkeys(orders)),
                *(f"speaks of {' '.join(word.split())}" for word in dict.fromkeys(words[:2])),
            ]
            return ContestedLooking(clause=clause, why=tuple(why), key=clause.back(start, end))
    return None


class Paraphrases:
    """The registry's own words for its conditions, ready to be compared with a clause."""

    def __init__(self, conditions: Sequence[tuple[str, str, str]]) -> None:
        """``conditions`` are (family, title, summary)."""
        self._known = [(family, title, _stems(f"{title} {summary}")) for family, title, summary in conditions]
        seen: Counter[str] = Counter(stem for *_, stems in self._known for stem in set(stems))
        total = len(self._known) or 1
        self._weight = {stem: math.log(1 + total / count) for stem, count in seen.items()}
        self._norm = [self._length(stems) for *_, stems in self._known]

    def like(self, text: str) -> Likeness | None:
        """The condition most alike, if any is alike enough to be worth saying."""
        own = {stem: count for stem, count in _stems(text).items() if stem in self._weight}
        length = self._length(own)
        best: Likeness | None = None
        for (family, title, stems), norm in zip(self._known, self._norm, strict=True):
            if not norm or not length:
                continue
            shared = sum(
                min(2, count) * own[s] * self._weight[s] ** 2 for s, count in stems.items() if s in own
            )
            score = shared / (norm * length)
            if score >= LEAST and (best is None or score > best.score):
                best = Likeness(family=family, title=title, score=round(min(score, 1.0), 2))
        return best

    def _length(self, stems: dict[str, int]) -> float:
        return math.sqrt(sum((count * self._weight[stem]) ** 2 for stem, count in stems.items()))


def _stems(text: str) -> dict[str, int]:
    """Word beginnings of four letters or more, each counted at most twice."""
    counts = Counter(word[:STEM] for word in re.findall(r"[a-z]{4,}", text.lower()) if word not in COMMON)
    return {stem: min(2, count) for stem, count in counts.items()}


COMMON = frozenset(
    {
        "that",
        "this",
        "with",
        "from",
        "shall",
        "must",
        "recipient",
        "award",
        "which",
        "their",
        "under",
        "have",
        "such",
        "other",
    }
)
