"""What a claim counts that does not say so: murders, where it gives bare figures of a city and a year and no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from enjoined.claims.grammar.phrases import figures_only
from enjoined.claims.grammar.tokens import Token

__all__ = ["with_measure"]

_YEARS: Final = frozenset({"year", "years", "last-year", "year-before", "year-after", "this-year"})
_COMPARED_WORDS: Final = (
    "from to went than versus more less equal at-least at-most about or-so percent fraction times "
    "times-word doubled tripled halved highest lowest ordinal ever streak every-year since now"
)
_COMPARED: Final = frozenset(_COMPARED_WORDS.split())
_MOVED: Final = re.compile(
    "up|down|r[io]s[ei]\\w*|f[ae]ll\\w*|increas\\w*|jump\\w*|climb\\w*|dropp?\\w*|declin\\w*|decreas\\w*|cut"
)
_PLAIN_WORDS: Final = (
    "a an and at back but by city finished for had has have i in is it it's its just last next of oh okay "
    "reached recorded registered reported saw seen so still stood tallied that that's the their then "
    "there they they've they'd think this was well went were what with year years logged counted ended"
)
_PLAIN: Final = frozenset(_PLAIN_WORDS.split())
"""Words beside which nothing else is counted."""
_AFTER: Final = (_YEARS | _COMPARED | {"up", "down"}) - {"ordinal", "number"}
_AFTER_WORDS: Final = frozenset(
    {"in", "for", ",", ".", ";", ":", "!", "?", "(", ")", "-", "–", "—", "together", "back"}
)
_MEASURES: Final = frozenset({"murders", "violent_crimes", "population", "people", "capital", "unsupported"})
_BEFORE_RATE: Final = frozenset({"the", "its", "a", "their"})
_SAID_OF_RATES: Final = frozenset(
    {"number", "percent", "fraction", "times", "times-word", "than", "doubled", "tripled", "halved"}
)
_MOST: Final = 3_000
_MURDERS: Final = Token("murders", "murders", "murders", 0, 0)


def with_measure(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with murders after the first figure where each word is one of figures of a city and a year.

    Any other noun or verb could be what is counted or done ("42 snow days", "Houston won 103"): nothing is added.
    """
    plain = figures_only(tokens)
    kinds = {t.kind for t in plain}
    numbers = [n for n, t in enumerate(plain) if t.kind == "number"]
    known = all(_is_known(plain, n) for n in range(len(plain)))
    if known and "city" in kinds and (rate := _bare_rate(plain)) is not None and kinds & _SAID_OF_RATES:
        return [*tokens[:rate], _MURDERS, *tokens[rate:]]
    if not (
        known and numbers and "city" in kinds and kinds & _YEARS and all(_is_bare(plain, n) for n in numbers)
    ):
        return list(tokens)
    return [*tokens[: numbers[0] + 1], _MURDERS, *tokens[numbers[0] + 1 :]]


def _bare_rate(tokens: Sequence[Token]) -> int | None:
    """Where "the rate" stands of which nothing says what it is of, in a sentence that names no measure."""
    if any(t.kind in _MEASURES for t in tokens):
        return None
    rates = [n for n, t in enumerate(tokens) if t.kind == "rate" and t.text in ("rate", "rates")]
    return next(
        (n for n in rates if n and (tokens[n - 1].text in _BEFORE_RATE or tokens[n - 1].kind == "city")), None
    )


def _is_known(tokens: Sequence[Token], n: int) -> bool:
    token, following = tokens[n], tokens[n + 1 : n + 2]
    if token.text == "record":
        return [t.kind for t in following] == ["number"]
    if token.kind in ("up", "down"):
        return _MOVED.fullmatch(token.text) is not None
    named = (
        token.kind in ("city", "state", "number", "gap", "rate", "same-span", "length", "past-years")
        or token.kind in _YEARS | _COMPARED
    )
    return named or not token.text[:1].isalpha() or token.text in _PLAIN


def _is_bare(tokens: Sequence[Token], n: int) -> bool:
    after = tokens[n + 1] if n + 1 < len(tokens) else None
    counted = after is None or after.kind in _AFTER or after.text in _AFTER_WORDS
    figure = tokens[n].text
    return counted and not figure.startswith("$") and "." not in figure and float(tokens[n].value) <= _MOST
