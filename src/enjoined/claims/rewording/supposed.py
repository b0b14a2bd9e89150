"""What a claim counts that does not say so: murders, where it gives bare figures or a record of a city and a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from enjoined.claims.grammar.phrases import figures_only
from enjoined.claims.grammar.tokens import Token

__all__ = ["with_measure"]

_SAID: Final = frozenset(
    {
        "murders",
        "violent_crimes",
        "population",
        "people",
        "capital",
        "unsupported",
        "unless-qualified",
        "size",
        "unchecked",
    }
)
_SAID_BY: Final = re.compile(
    "deadl|blood|violent|murder|dangerous|safe|larg|bigg|small|grow|grew|shr[aiu]nk|big"
)
_YEARS: Final = frozenset({"year", "years", "last-year", "year-before", "year-after", "this-year"})
_AFTER: Final = _YEARS | {
    "to",
    "from",
    "than",
    "versus",
    "more",
    "less",
    "up",
    "down",
    "every-year",
    "highest",
    "lowest",
    "or-so",
}
_AFTER_WORDS: Final = frozenset(
    {"in", "for", ",", ".", ";", ":", "!", "?", "(", ")", "-", "–", "—", "together", "back"}
)
_RECORDS: Final = frozenset({"record", "worst", "total", "count", "tally"})
_MOST: Final = 3_000
_MURDERS: Final = Token("murders", "murders", "murders", 0, 0)


def with_measure(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with murders after the first figure where nothing else is named that is counted.

    A figure that some other word follows ("42 snow days") counts that.
    """
    plain = figures_only(tokens)
    kinds = {t.kind for t in plain}
    numbers = [n for n, t in enumerate(plain) if t.kind == "number"]
    said = kinds & _SAID or any(_SAID_BY.match(t.text) for t in plain)
    if said or "city" not in kinds or not kinds & _YEARS or not all(_is_bare(plain, n) for n in numbers):
        return list(tokens)
    record = next((n for n, t in enumerate(plain) if t.text in _RECORDS), None)
    at = numbers[0] if numbers else record
    return list(tokens) if at is None else [*tokens[: at + 1], _MURDERS, *tokens[at + 1 :]]


def _is_bare(tokens: Sequence[Token], n: int) -> bool:
    after = tokens[n + 1] if n + 1 < len(tokens) else None
    counted = after is None or after.kind in _AFTER or after.text in _AFTER_WORDS
    figure = tokens[n].text
    return counted and not figure.startswith("$") and "." not in figure and float(tokens[n].value) <= _MOST
