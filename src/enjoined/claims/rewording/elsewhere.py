"""Another place that is named beside a city, and of which the figures of the city say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from enjoined.claims.grammar.tokens import WAYS, Token

__all__ = ["elsewhere"]

_BESIDE: Final = frozenset({"near", "outside", "including", "surrounding", "bordering", "around", "beyond"})
_HOME: Final = (["home", "to"], ["home", "of"])
_CALL_WORDS: Final = "look folks well yes no so now here today also and or but like especially namely still"
_CALLS: Final = frozenset(_CALL_WORDS.split())
"""Words before a comma that name no place."""


def elsewhere(tokens: Sequence[Token]) -> str | None:
    """The place meant in "Brooklyn, New York, had", "Gary, near Chicago," or "Illinois, home to Chicago,", if any."""
    for n, token in enumerate(tokens):
        if token.kind != "city":
            continue
        words = [t.text for t in tokens[max(0, n - 2) : n]]
        comma = n - 1 if words[-1:] == [","] and token.text in WAYS else None
        if words[-1:] and words[-1] in _BESIDE:
            comma = n - 2
        elif words in _HOME:
            comma = n - 3
        if comma is None or comma < 1 or tokens[comma].text != ",":
            continue
        place = tokens[comma - 1]
        if place.kind in ("other", "state") and place.text.isalpha() and place.text not in _CALLS:
            return place.text
    return None
