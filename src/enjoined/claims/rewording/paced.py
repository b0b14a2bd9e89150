"""Paces and odds as figures of a year: "two murders a day", "one in 1,700 residents", "18 for every 1,000"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from enjoined.claims.grammar.phrases import NEARLY_PACED, PACED, SMALL
from enjoined.claims.grammar.tokens import Token, in_figures
from enjoined.claims.rewording.inverted import VICTIMS

__all__ = ["odds", "per_100k", "yearly"]

_IN_A_YEAR: Final = {"hour": 8_766.0, "day": 365.25, "week": 52.18, "month": 12.0}
_DAILY: Final = {"daily": "day", "weekly": "week", "monthly": "month"}
_PACES: Final = frozenset({"per-time", "interval"})
_BETWEEN: Final = frozenset(
    {
        "murders",
        "violent_crimes",
        "people",
        "about",
        "average",
        "either",
        "other",
        "population",
        "city",
        "now",
    }
)
"""What may stand between a number and its "a day"."""
_BOUNDS: Final = frozenset({"at-least", "at-most"})
_OF_RATES: Final = 100_000
_MURDERS: Final = Token("murders", "murders", "murders", 0, 0)
_PER_100K: Final = Token("rate", "per 100,000", "per 100,000", 0, 0)


def odds(tokens: Sequence[Token]) -> list[Token]:
    """ "One in 1,700 residents" as a rate per 100,000."""
    found: list[Token] = []
    for token in tokens:
        if token.kind != "one-in":
            found.append(token)
            continue
        many = float(re.findall(r"\d[\d,]*", token.text)[-1].replace(",", ""))
        found += _softened(found, "about")
        said = re.search("murder|homicide|killing|slaying", token.text) is not None
        found += [_figure(token, round(100_000 / many, 2)), *([_MURDERS] if said else []), _PER_100K]
    return found


def per_100k(tokens: Sequence[Token]) -> list[Token]:
    """ "18 for every 1,000" as a rate per 100,000."""
    found: list[Token] = []
    for token in tokens:
        if token.kind != "per-other":
            found.append(token)
            continue
        at = next(
            (n for n in range(len(found) - 1, max(-1, len(found) - 5), -1) if found[n].kind == "number"), None
        )
        if at is None:
            return list(tokens)
        of = _people_of(token.text)
        figure = _figure(found[at], round(float(found[at].value) * 100_000 / of, 3))
        # "42 per million" is printed as finely as 4.2 per 100,000.
        soft = _softened(found[:at], "about") if of < _OF_RATES else []
        found = [*found[:at], *soft, figure, *found[at + 1 :], _PER_100K]
    return found


def _people_of(text: str) -> int:
    """Of how many people "per 10,000 residents" speaks."""
    number = re.search(r"\d[\d,]*", text)
    many = int(number[0].replace(",", "")) if number else 1
    return many * (1_000_000 if "million" in text else 1_000 if "thousand" in text else 1)


def yearly(tokens: Sequence[Token]) -> list[Token]:
    """ "Two murders a day", "a murder every 12 hours" as the number of a year."""
    found: list[Token] = []
    for token in tokens:
        if token.kind not in _PACES:
            found.append(token)
            continue
        at = len(found) - 1
        while (
            at >= 0
            and found[at].kind in _BETWEEN
            and found[at].text not in (",", ".", ";")
            and len(found) - at < 8
        ):
            at -= 1
        counted = at >= 0 and found[at].kind == "number"
        many = float(found[at].value) if counted else 1.0
        figure = _figure(token, round(many * _times_a_year(token.text), 1))
        paced = Token("paced", "", "", 0, 0)
        if counted:
            found = [*found[:at], *_softened(found[:at], PACED), figure, *found[at + 1 :], paced]
        else:
            if token.kind == "per-time" and (
                token.text in _DAILY or not {t.kind for t in found[-5:]} & VICTIMS
            ):
                return list(tokens)
            bound = next((t for t in reversed(found[-4:]) if t.kind in (*_BOUNDS, "about")), None)
            found += [
                *(_softened([bound], PACED) or [bound] if bound else _softened([], PACED)),
                figure,
                paced,
            ]
    return found


def _times_a_year(text: str) -> float:
    """How often a year "a day", "every other week" or "every 36 hours" comes.

    >>> _times_a_year("a day"), _times_a_year("every 12 hours"), _times_a_year("every other month")
    (365.25, 730.5, 6.0)
    """
    unit = next(u for u in _IN_A_YEAR if u in " ".join(_DAILY.get(w, w) for w in text.split()))
    half = 0.5 if "and a half" in text else 0.0
    words = text.replace("and a half", "")
    number = re.search(r"\d+(?:\.\d+)?", words)
    step = float(number[0]) if number else 2 if "other" in words else in_figures(words) or _small(words)
    return _IN_A_YEAR[unit] / (step + half)


def _small(words: str) -> int:
    return next((SMALL[w] for w in words.split() if w in SMALL), 1)


def _softened(before: Sequence[Token], word: str) -> list[Token]:
    """A word that a converted figure is near to, unless a bound stands before it; "nearly a murder a day" is below."""
    near = list(before[-2:])
    if any(t.kind in _BOUNDS for t in near):
        return []
    below = any(re.match("nearly|almost|just under|close to", t.text) for t in near)
    return [Token("about", word, NEARLY_PACED if below and word == PACED else word, 0, 0)]


def _figure(of: Token, value: float) -> Token:
    return of._replace(kind="number", value=value, text=f"{value}")
