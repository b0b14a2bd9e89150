"""Tie a recognised clause to conditions of the registry.

The caller gives the candidates (this room does not know the registry). Family, level, fiscal year and program must
fit; citations and title decide; the printed number only breaks ties, for numbers differ from award to award.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

import msgspec
from rapidfuzz import fuzz, utils

from enjoined.documents.authorities import same_authority
from enjoined.documents.recognise import Level, Recognition

__all__ = ["Candidate", "Match", "Matched", "match"]

ACCEPT = 0.45
TIE = 0.03
"""Candidates this close are told apart by their number."""
STEM = 6


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
            (*_score(recognition, candidate, fiscal_year, program, shared), candidate)
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
    """The words of four letters or more, by their beginnings ("obligated" and "obligate" are one)."""
    return {word[:STEM] for word in re.findall(r"[a-z]{4,}", text.lower())}


def _words(candidate: Candidate) -> set[str]:
    return _stems(" ".join((candidate.title, *candidate.title_words)))


def _shared_words(candidates: Sequence[Candidate]) -> set[str]:
    """Words that all of several candidates use, and which so tell none of them from the others."""
    if len(candidates) < 2:
        return set()
    return set.intersection(*(_words(candidate) for candidate in candidates))


def _score(
    recognition: Recognition,
    candidate: Candidate,
    year: int | None,
    program: str | None,
    shared_words: set[str],
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
    own = _words(candidate) - shared_words
    if own:
        in_title, in_text = _stems(title), _stems(recognition.clause.text)
        score += 0.06 * len(own & in_title) / len(own) + 0.12 * len(own & in_text) / len(own)
    if likeness >= 60:
        why.append(f"title alike ({likeness:.0f} of 100)")
    return score, tuple(why)
