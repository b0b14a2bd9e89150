"""How many cities of a set are so: "only three cities had more than 500 murders in 2021"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from enjoined.claims.claim import ANY_CITY, Claim, Cutoff, Relation, Unread
from enjoined.claims.phrases import decimals_of, hedge
from enjoined.claims.superlatives import cutoff_of
from enjoined.claims.tokens import Token, in_figures

__all__ = ["Tally", "only_those", "tallied"]

_ONE: Final = Token("city", ANY_CITY, "a city", 0, 0)
_MANY: Final = frozenset({"number", "percent", "fraction", "times-word"})
_BEFORE: Final = frozenset({"only", "just", "exactly", "the", "a"})
_WITHIN: Final = frozenset({"of", "the", "in", "percent", "nation's", "country's", "american", "u.s.", "us"})
_NONE: Final = {"no": 0.0, "none": 0.0}
_BASES: Final = ("value", "change", "comparison")


class Tally(NamedTuple):
    """How many cities of which set, and what is said of each of them (with a city that stands for any)."""

    value: float
    share: bool
    relation: Relation
    decimals: int
    cutoff: Cutoff | None
    rest: list[Token]

    def claim(self, base: Sequence[Claim]) -> Claim:
        """The claim of how many; ``base`` is what is said of each.

        Raises :class:`Unread` where that is no one thing.
        """
        if len(base) != 1 or base[0].kind not in _BASES or base[0].subjects != (ANY_CITY,) or base[0].now:
            raise Unread("what so many cities are said to be is not understood")
        plain = Claim(
            kind="tally", measure=base[0].measure, as_="share" if self.share else "count", subjects=()
        )
        relation = "about" if self.share and self.relation == "is" and not self.decimals else self.relation
        return replace(
            plain,
            of=base[0],
            years=base[0].years,
            value=self.value,
            relation=relation,
            decimals=self.decimals,
            cutoff=self.cutoff,
        )


def tallied(tokens: Sequence[Token]) -> Tally | None:
    """The number of cities that a sentence gives, if it counts them."""
    for n, token in enumerate(tokens):
        value = _value(token)
        if value is None:
            continue
        after = _field(tokens, n + 1)
        ahead = _field_ahead(tokens, n) if after is None else None
        if after is None and ahead is None:
            if token.kind != "no-city" or any(t.kind == "city" for t in tokens):
                continue
            after = n + 1
        start = n
        while start and (
            tokens[start - 1].text in _BEFORE or tokens[start - 1].kind in ("at-least", "at-most", "about")
        ):
            start -= 1
        end = after if after is not None else n + 1
        field = tokens[start:end] if ahead is None else tokens[ahead[0] : ahead[1]]
        before = tokens[:start] if ahead is None else [*tokens[: ahead[0]], *tokens[ahead[1] : start]]
        while end < len(tokens) and tokens[end].kind in ("state", "nation"):
            field, end = [*field, tokens[end]], end + 1
        share = token.kind in ("percent", "fraction", "times-word", "all-of")
        return Tally(
            value=value,
            share=share,
            relation=hedge(tokens, n),
            decimals=decimals_of(token.text) if token.kind == "percent" else int(token.kind == "all-of"),
            cutoff=_set(field),
            rest=[*(t for t in before if t.text != ","), _ONE, *tokens[end:]],
        )
    return None


def only_those(tokens: Sequence[Token]) -> tuple[list[str], Tally] | None:
    """The cities of "only A and B, among the ten largest, had", and what is said of them and of no other of the set."""
    only = next((n for n, t in enumerate(tokens) if t.text == "only"), len(tokens))
    end = only + 1
    while end < len(tokens) and (tokens[end].kind == "city" or tokens[end].text in (",", "and")):
        end += 1
    cities = list(dict.fromkeys(str(t.value) for t in tokens[only:end] if t.kind == "city"))
    ahead, after = tokens[:only], tokens[end:]
    if cities and any(t.text in ("of", "among") for t in after[:1]):
        close = next((n for n, t in enumerate(after) if t.text == ","), 0)
        field, rest = after[:close], after[close + 1 :]
    else:
        field, rest = ahead, after
    cutoff = _set(field) if any(t.text in ("of", "among") for t in field[:1]) else None
    if not cities or cutoff is None or any(t.kind in ("city", "year", "number") for t in field):
        return None
    if any(t.kind in ("than", "highest", "lowest") for t in rest):
        return None
    return cities, Tally(float(len(cities)), False, "is", 0, cutoff, [_ONE, *rest])


def _value(token: Token) -> float | None:
    """How many a word says, a share in percent."""
    if token.kind == "fraction":
        return 100 * float(token.value)
    if token.kind == "times-word":
        return 50.0 if token.text == "half" else None
    if token.kind in ("number", "percent"):
        return float(token.value)
    if token.kind == "all-of":
        return 100.0
    if token.kind == "no-city":
        return 0.0
    if token.kind == "other" and token.text in _NONE:
        return _NONE[token.text]
    return float(in_figures(token.text)) or None if token.kind == "other" else None


def _field(tokens: Sequence[Token], n: int) -> int | None:
    """Where the cities end that are counted, if they begin at a place ("of the ten largest cities")."""
    start = n
    while n < len(tokens) and (tokens[n].text in _WITHIN or tokens[n].kind == "nation") and n < start + 4:
        if tokens[n].kind == "nation" and re.search("cit(?:y|ies)", tokens[n].text):
            return n + 1
        n += 1
    one = tokens[start - 1].text == "one" and start > 1 and tokens[start - 2].text in ("only", "just")
    named = ("cities", "city") if one else ("cities",)
    cities = n < len(tokens) and (tokens[n].kind == "big" or tokens[n].text in named)
    return n + 1 if cities else None


def _field_ahead(tokens: Sequence[Token], n: int) -> tuple[int, int] | None:
    """The cities named first: "of the 20 largest cities, only three had"."""
    first = tokens[0].text if tokens else ""
    end = next((m for m, t in enumerate(tokens[:n]) if t.text == ","), 0)
    named = any(t.kind == "big" for t in tokens[1:end]) and not any(t.kind == "city" for t in tokens[:end])
    said = n and (
        tokens[n - 1].text in _BEFORE
        or tokens[n - 1].kind in ("at-least", "at-most")
        or tokens[n - 1].text == ","
    )
    verb = n + 1 < len(tokens) and tokens[n + 1].text in (
        "had",
        "saw",
        "have",
        "recorded",
        "reported",
        "were",
        "experienced",
    )
    return (0, end) if first in ("of", "among") and named and said and verb else None


def _set(field: Sequence[Token]) -> Cutoff | None:
    """Among which cities it counts; what is counted itself is no cut-off."""
    return cutoff_of([t for t in field if t.kind not in _MANY and t.kind != "other"])
