"""What claims must not leave out of the whole sentence that they were read from, and what they must not take in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from enjoined.claims.claim import Claim, Unread
from enjoined.claims.grammar.tokens import Token

__all__ = ["counts_else", "is_of_either", "left_out"]

_COUNTED: Final = frozenset(
    {"murders", "violent_crimes", "rate", "people", "population", "cities", "city", "big", "big-cities"}
)
_NO_NOUNS_WORDS: Final = (
    "offenses offences incidents reports victims cases years was has is its this across deaths souls bodies lives "
    "funerals neighbors neighbours families less versus thus as others times points months days decades us"
)
_NO_NOUNS: Final = frozenset(_NO_NOUNS_WORDS.split())
"""Words in "s" after a number that are no other things which it counts."""
_FUNCTION_WORDS: Final = (
    "in of by it set recorded the again year shy that was had seen is were for to from on at and or but with a an than"
    " over after before between during through when while who which as because there here last this each every per so"
)
_ENDS: Final = frozenset(_FUNCTION_WORDS.split())
_LEAST: Final = 10
"""Smaller numbers are often of anything: "two things"."""


def counts_else(tokens: Sequence[Token]) -> str | None:
    """The number and the noun of "427 restaurant closings", if there is one that counts neither crimes nor people."""
    for n, token in enumerate(tokens):
        if token.kind != "number" or float(token.value) < _LEAST:
            continue
        run = list[Token]()
        for after in tokens[n + 1 : n + 5]:
            if after.kind != "other" or not after.text.isalpha() or after.text in _ENDS:
                break
            run.append(after)
        following = tokens[n + 1 + len(run)].kind if n + 1 + len(run) < len(tokens) else ""
        nouns = [t.text for t in run if t.text.endswith("s") and t.text not in _NO_NOUNS]
        if nouns and following not in _COUNTED:
            return f"{token.text} {' '.join(t.text for t in run)}"
    return None


def is_of_either(tokens: Sequence[Token]) -> bool:
    """Whether a figure may be that of either city, as in "higher than Chicago's, at 54"."""
    return any(map(_either_has, tokens, tokens[1:], tokens[2:], tokens[3:], tokens[4:]))


def _either_has(than: Token, city: Token, *after: Token) -> bool:
    """Whether the figure here is either city's, as in "higher than Chicago's, at 54"."""
    whose = city.kind == "city" and city.end - city.start > len(city.text)
    at = [t.text for t in after[:2]] in ([",", "at"], [",", "with"]) and after[2].kind == "number"
    return than.kind == "than" and whose and at


def left_out(claims: list[Claim], tokens: Sequence[Token]) -> list[Claim]:
    """The claims. Raises :class:`Unread` where one takes in a year, or a contrast a city, that the words leave out."""
    claims = [c for c in claims if not (c.turned and _within_a_move(c, claims))]
    if any(t.kind == "to-date" for t in tokens) and all(c.kind != "to-date" for c in claims):
        raise Unread("what it says of a part of a year is not understood")
    without = {int(t.value) for t in tokens if t.kind == "except-year"}
    if without and not any(c.without for c in claims) and any(without & {*c.years} for c in claims):
        raise Unread("what it says of the year that it leaves out is not understood")
    contrast = next((n for n, t in enumerate(tokens) if t.text == "unlike"), 0)
    other = next((str(t.value) for t in tokens[contrast:] if t.kind == "city"), "")
    led = contrast == 0 and bool(tokens) and tokens[0].text == "unlike"
    moves = {c.up is not c.negated for c in claims if c.kind == "change" and other in c.subjects}
    alike = bool(
        moves & {c.up is not c.negated for c in claims if c.kind == "change" and other not in c.subjects}
    )
    if any(t.kind in ("up", "down") for t in tokens[:contrast]) or (led and alike):
        raise Unread("what it says of the city that is unlike is not understood")
    led = bool(tokens) and tokens[0].text == "before" and any(t.kind == "year" for t in tokens[1:2])
    if led and any(c.kind == "record" for c in claims):
        raise Unread("a record of the years before one is not understood")
    return claims


def _within_a_move(peak: Claim, claims: Sequence[Claim]) -> bool:
    """ "On the rise since 2019, peaked in 2022": a peak of the years that the sentence speaks of."""
    year = peak.years[0]
    moves = [c for c in claims if c.kind == "change" and not c.now and c.subjects == peak.subjects]
    return any(year in c.years and c.years not in ((year - 1, year), (year, year + 1)) for c in moves)
