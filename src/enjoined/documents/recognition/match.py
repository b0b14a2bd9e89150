"""Tie a recognised clause to conditions of the registry.

The caller gives the candidates (this room does not know the registry). Family, level, fiscal year and program must
fit; citations, and the words of the title that tell one condition from its neighbours, decide. Numbers differ from
award to award, so the printed number adds little by itself; where the other clauses of the document bear the numbers
of the same instrument, it adds more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import msgspec
from rapidfuzz import fuzz, utils

from enjoined.documents.recognition.authorities import same_authority
from enjoined.documents.recognition.recognise import Level, Recognition

__all__ = ["Candidate", "Match", "Matched", "match", "match_all"]

ACCEPT = 0.45
TIE = 0.03
"""Candidates this close are told apart by their number."""
STEM = 6
NUMBER = 0.02
"""Added for the same number when fiscal year and program are the instrument's."""
NUMBER_IN_SEQUENCE = 0.12
"""Added instead when other clauses of the document bear the numbers of the instrument."""
SEQUENCE = 2
"""So many other clauses must agree on their numbers."""
# Words that say the same in award documents; without this "contingent" and "continuing" have one stem.
SAME_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("=lasting", ("continuing", "continued", "continuous", "ongoing", "throughout")),
    ("=depending", ("contingent", "conditional", "conditioned", "depend", "dependent")),
    ("=spending", ("spend", "spent", "obligat", "expend")),
    ("=costs", ("cost", "unallowable", "disallow", "reimburs")),
    ("=telling", ("told", "tell", "notif")),
    ("=exchange", ("exchang", "communicat", "sending", "receiving", "sharing")),
)


class Candidate(Protocol):
    """A condition of the registry, as far as matching needs it."""

    @property
    def id(self) -> str:
        """The condition, e.g. ``jag-fy2017/56b``."""

    @property
    def number(self) -> str:
        """The number as printed, without the letter of the part."""

    @property
    def title(self) -> str:
        """The title in the registry's words."""

    @property
    def title_words(self) -> Sequence[str]:
        """Other words by which the title is known."""

    @property
    def family(self) -> str:
        """The family of the part."""

    @property
    def fiscal_years(self) -> Sequence[int]:
        """Fiscal years of the instrument; empty when any."""

    @property
    def programs(self) -> Sequence[str]:
        """Assistance Listings; empty when any."""

    @property
    def level(self) -> Level:
        """Whom it binds."""

    @property
    def citations(self) -> Sequence[str]:
        """Statutes it cites, as "8 USC 1373"."""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """One condition that a clause is, for one of its families."""

    condition: str
    family: str
    confidence: float
    why: tuple[str, ...]


class Matched(msgspec.Struct, frozen=True, kw_only=True):
    """The conditions found for a clause. ``novel``: it imposes a contested duty that no candidate is."""

    matches: tuple[Match, ...]
    novel: bool


def match(
    recognition: Recognition,
    candidates: Sequence[Candidate],
    *,
    fiscal_year: int | None = None,
    program: str | None = None,
) -> Matched:
    """The best condition for each family of ``recognition``, if one is good enough.

    ``fiscal_year`` and ``program`` are the document's; candidates of another year or program are left out.
    """
    return _match(recognition, candidates, fiscal_year, program, frozenset())


def match_all(
    recognitions: Sequence[Recognition],
    candidates: Sequence[Candidate],
    *,
    fiscal_year: int | None = None,
    program: str | None = None,
) -> tuple[Matched, ...]:
    """What :func:`match` says of each clause of one document, where the clauses' numbers vouch for one another.

    Clauses are first matched one by one. Where several of them bear the very numbers of one instrument, and hardly
    any bears another, a number of that instrument weighs more for the others too.
    """
    alone = [match(r, candidates, fiscal_year=fiscal_year, program=program) for r in recognitions]
    agree: dict[str, set[str]] = {}
    differ: dict[str, set[str]] = {}
    numbers = {candidate.id: candidate.number for candidate in candidates}
    for recognition, matched in zip(recognitions, alone, strict=True):
        printed = recognition.clause.number
        if printed is None or recognition.role == "mentions":
            continue
        for found in matched.matches:
            side = agree if numbers[found.condition] == printed else differ
            side.setdefault(_instrument(found.condition), set()).add(printed)
    result: list[Matched] = []
    for recognition, matched in zip(recognitions, alone, strict=True):
        own = {recognition.clause.number}
        vouched = frozenset(
            instrument
            for instrument, seen in agree.items()
            if len(seen - own) >= SEQUENCE and len(differ.get(instrument, set()) - own) * 2 <= len(seen - own)
        )
        result.append(_match(recognition, candidates, fiscal_year, program, vouched) if vouched else matched)
    return tuple(result)


def _instrument(condition: str) -> str:
    return condition.partition("/")[0]


def _match(
    recognition: Recognition,
    candidates: Sequence[Candidate],
    fiscal_year: int | None,
    program: str | None,
    vouched: frozenset[str],
) -> Matched:
    matches: list[Match] = []
    novel = False
    for part in recognition.parts:
        fitting = [
            candidate
            for candidate in candidates
            if candidate.family == part.family and _possible(recognition, candidate, fiscal_year, program)
        ]
        shared = _shared_words(fitting)
        scored = [
            (*_score(recognition, candidate, fiscal_year, program, shared, vouched), candidate)
            for candidate in fitting
        ]
        scored.sort(key=lambda entry: -entry[0])
        if not scored or scored[0][0] < ACCEPT:
            novel = novel or recognition.role == "imposes"
            continue
        top = scored[0]
        tied = [entry for entry in scored if top[0] - entry[0] <= TIE]
        same_number = [entry for entry in tied if entry[2].number == recognition.clause.number]
        score, why, candidate = (same_number or tied)[0]
        reasons = list(why)
        if len(tied) > 1:
            reasons.append("number breaks the tie" if same_number else f"{len(tied)} conditions fit as well")
            score *= 1.0 if same_number else 0.7
        matches.append(
            Match(
                condition=candidate.id,
                family=part.family,
                confidence=round(min(0.99, score) * (0.5 + 0.5 * part.confidence), 2),
                why=tuple(reasons),
            )
        )
    return Matched(matches=tuple(matches), novel=novel and not matches)


def _possible(recognition: Recognition, candidate: Candidate, year: int | None, program: str | None) -> bool:
    if year is not None and candidate.fiscal_years and year not in candidate.fiscal_years:
        return False
    if program is not None and candidate.programs and program not in candidate.programs:
        return False
    levels = {recognition.level, candidate.level}
    return levels != {"state", "local"}


def _stems(text: str) -> set[str]:
    """The words of four letters or more, by their beginnings ("restrict" and "restriction" are one).

    >>> sorted(_stems("Funds contingent on ongoing compliance"))
    ['=depending', '=lasting', 'compli', 'funds']
    """
    return {_stem(word) for word in re.findall(r"[a-z]{4,}", text.lower())}


@lru_cache(maxsize=4_096)
def _stem(word: str) -> str:
    for name, beginnings in SAME_WORDS:
        if word.startswith(beginnings):
            return name
    return word[:STEM]


def _words(candidate: Candidate) -> set[str]:
    return _stems(" ".join((candidate.title, *candidate.title_words)))


class _Shared(msgspec.Struct, frozen=True):
    """Words that all of several candidates use, in title or summary, and which so tell none from the others."""

    title: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def _shared_words(candidates: Sequence[Candidate]) -> _Shared:
    if len(candidates) < 2:
        return _Shared()
    return _Shared(
        title=frozenset(set.intersection(*(_stems(candidate.title) for candidate in candidates))),
        words=frozenset(set.intersection(*(_words(candidate) for candidate in candidates))),
    )


def _score(
    recognition: Recognition,
    candidate: Candidate,
    year: int | None,
    program: str | None,
    shared_words: _Shared,
    vouched: frozenset[str],
) -> tuple[float, tuple[str, ...]]:
    score, why = 0.35, [f"family {candidate.family}"]
    if year is not None and year in candidate.fiscal_years:
        score += 0.15
        why.append(f"fiscal year {year}")
    if program is not None and program in candidate.programs:
        score += 0.05
        why.append(f"program {program}")
    if candidate.level != "any" and candidate.level == recognition.level:
        score += 0.1
        why.append(f"{candidate.level} level")
    shared = [w for w in candidate.citations if any(same_authority(c, w) for c in recognition.citations)]
    if candidate.citations:
        score += 0.1 * len(shared) / len(candidate.citations)
        why += [f"cites {citation}" for citation in shared]
    title = recognition.clause.title or recognition.clause.text[:200]
    likeness = max(
        (
            0.5 * fuzz.token_set_ratio(title, known, processor=utils.default_process)
            + 0.5 * fuzz.token_sort_ratio(title, known, processor=utils.default_process)
            for known in (candidate.title, *candidate.title_words)
            if known
        ),
        default=0.0,
    )
    score += 0.12 * likeness / 100
    in_title, in_text = _stems(title), _stems(recognition.clause.text)
    own_title, own = _stems(candidate.title) - shared_words.title, _words(candidate) - shared_words.words
    if own_title:
        score += 0.08 * len(own_title & in_title) / len(own_title)
    if own:
        score += 0.06 * len(own & in_title) / len(own) + 0.12 * len(own & in_text) / len(own)
    if candidate.number and candidate.number == recognition.clause.number:
        fits = year is not None and year in candidate.fiscal_years
        fits = fits and program is not None and program in candidate.programs
        if fits and _instrument(candidate.id) in vouched:
            score += NUMBER_IN_SEQUENCE
            why.append("its number stands among others of the same instrument")
        elif fits:
            score += NUMBER
    if likeness >= 60:
        why.append(f"title alike ({likeness:.0f} of 100)")
    return score, tuple(why)
