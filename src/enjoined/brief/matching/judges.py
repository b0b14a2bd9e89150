"""The trial judges of a case, as stories name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from enjoined.model import Case

__all__ = ["DISTRICT_JUDGE", "judges_in_words", "judges_named", "surnames", "trial_judges"]

_SUFFIXES: Final = frozenset({"Jr", "Sr", "II", "III"})
_SURNAME: Final = (
    r"((?!(?:Jr|Sr|III?)\b)[A-Z](?:['\u2019][A-Z])?[\w-]+)"
    r"(?=(?:,? (?:Jr\.|Sr\.|III?))?(?: [a-z]|[,.;\u2019']))"
)
DISTRICT_JUDGE: Final = re.compile(
    rf"\b(?:U\.?S\.?|[Ff]ederal|[Dd]istrict) (?:[Dd]istrict )?[Jj]udge (?:[A-Z][\w.'-]* ){{0,3}}?{_SURNAME}"
)
"""A judge of a trial court by name."""
_JUDGE: Final = re.compile(rf"\bJudge (?:[A-Z][\w.'-]* ){{0,2}}?{_SURNAME}")


def trial_judges(text: str) -> set[str]:
    """The surnames of those whom a text names by the title of a judge.

    >>> sorted(trial_judges("Chief Judge John Lake Jr. ruled, and U.S. District Judge Ann B. Poe's order stands."))
    ['Lake', 'Poe']
    """
    return {*DISTRICT_JUDGE.findall(text), *_JUDGE.findall(text)}


def surnames(case: Case) -> tuple[str, ...]:
    """The surnames of those who had the case, in order: "Rossie D. Alston Jr." is "Alston"."""
    return _surnames(case.judges)


@lru_cache(maxsize=1024)
def _surnames(judges: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        [part.rstrip(",") for part in name.split() if part.rstrip(".") not in _SUFFIXES][-1]
        for name in judges
    )


def judges_in_words(names: Sequence[str]) -> str:
    """Who has the case, and who had it before.

    >>> judges_in_words(("Kelly", "Beryl A. Howell"))
    'Judge Beryl A. Howell (before: Judge Kelly)'
    """
    *before, now = names
    earlier = ", ".join(f"Judge {name}" for name in before)
    return f"Judge {now}" + (f" (before: {earlier})" if earlier else "")


def judges_named(text: str) -> frozenset[str]:
    """The words by which a text names judges: up to four after the title, or those shortly before "a federal judge".

    >>> sorted(judges_named("Judge Jane A. Roe ruled. Poe, a federal judge in Ohio, agreed; Judge Moe's order stands."))
    ['A', 'Jane', 'Moe', 'Poe', 'Roe']
    """
    after = (word for m in _TITLED.finditer(text) for word in _WORD.findall(m[1]))
    before = (
        word for m in _CALLED.finditer(text) for word in _WORD.findall(_shortly_before(text, m.start()))
    )
    return frozenset((*before, *after))


def _shortly_before(text: str, at: int) -> str:
    """What stands before the comma or the verb before a place, in its sentence and from the beginning of a word on."""
    start = max(0, at - _NEAR)
    while start and text[start - 1].isalnum():
        start -= 1
    parts = _APART.split(text[start:at].rpartition(".")[2])
    return " ".join(parts[:-1])


_CAPITAL: Final = r"[A-Z](?:['\u2019][A-Z])?\w*"
_WORD: Final = re.compile(_CAPITAL)
_TITLED: Final = re.compile(rf"\b(?:[Jj](?:udge|\.)|judge,)\s+((?:[A-Z][\w.'\u2019]*\s+){{0,3}}{_CAPITAL})")
_CALLED: Final = re.compile(r"\bjudge\b(?!,?\s+[A-Z])")
_APART: Final = re.compile(r"[,(\u2013\u2014]|\s-\s|\b(?:is|was)\b")
_NEAR: Final = 40
"""So many characters before "a federal judge" whoever is called so is named."""
