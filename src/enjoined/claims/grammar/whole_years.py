"""What of a sentence speaks of less than whole years, or of streaks and changes that its words leave open.

Figures are held of whole years. A claim that a reading has made of a part of one, of a change from a year to itself,
or of fewer years than the words count, is a misreading, and is dropped rather than judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from enjoined.claims.claim import Claim
from enjoined.claims.grammar.phrases import YEARS_END, streak_of
from enjoined.claims.grammar.tokens import Token

__all__ = ["of_whole_years"]

_NEAR: Final = 4
"""So many words after a part of a year its year is said."""
_ENDING: Final = 12
"""The month in which the year itself is often counted in."""


def of_whole_years(
    claims: Sequence[Claim], tokens: Sequence[Token], on: date
) -> tuple[list[Claim], list[str]]:
    """The claims that figures of whole years can decide, and why the others cannot be checked."""
    parts = _parts_of_years(tokens, on)
    kept, why = list[Claim](), list[str]()
    for claim in claims:
        if reason := _open(claim, parts, on):
            why.append(reason)
        else:
            kept.append(claim)
    if reason := _streak_open(kept, tokens, on):
        return [c for c in kept if c.kind in ("value", "to-date")], [*why, reason]
    return kept, why


def _parts_of_years(tokens: Sequence[Token], on: date) -> set[int]:
    """The years of which a sentence speaks before they are over, or of the first months alone."""
    found = set[int]()
    # What is said of now is of the newest year known, whatever was said this year.
    at_present = any(token.kind == "now" for token in tokens)
    for n, token in enumerate(tokens):
        if token.kind == "to-date":
            named = (int(t.value) for t in tokens[n + 1 : n + 1 + _NEAR] if t.kind == "year")
            found.add(next(named, on.year))
        elif token.kind == "this-year" and not at_present and (on.month, on.day) < YEARS_END:
            found.add(on.year)
    return found


def _open(claim: Claim, parts: set[int], on: date) -> str:
    """Why a claim is not one of whole years; empty if it is."""
    if claim.kind == "to-date":
        return ""
    if claim.kind == "change" and not claim.now and claim.years[0] == claim.years[-1]:
        return "from which year to which it changed is not understood"
    ends = {on.year} if claim.now else {*claim.years, *claim.years_against}
    if claim.measure != "population" and ends & parts:
        return "it speaks of a part of a year, and figures are held of whole years"
    return ""


def _streak_open(claims: Sequence[Claim], tokens: Sequence[Token], on: date) -> str:
    """Why the years of a streak are not those claimed; empty if they are."""
    streaks = [t for t in tokens if t.kind == "streak"]
    if not streaks:
        return ""
    ends = [c.years[-1] for c in claims if c.years and c.kind != "value"]
    longest = max(streaks, key=lambda t: streak_of(t.text))
    if len(streaks) > 1 and len(set(ends)) < streak_of(longest.text):
        return f"“{longest.text}” can change what it says, and is not understood"
    dated = any(t.kind in ("year", "years", "last-year", "year-closed", "this-year") for t in tokens)
    if on.month == _ENDING and (on.month, on.day) < YEARS_END and not dated:
        return f"whether “{longest.text}” counts the year that is ending is not clear"
    return ""
