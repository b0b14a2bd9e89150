"""How many cities of a set are so: "only three cities had more than 500 murders in 2021"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec.structs import replace

from enjoined.claims.claim import ANY_CITY, Claim, Cutoff, Relation, Unread
from enjoined.claims.figures.statistics import Measure
from enjoined.claims.grammar.phrases import decimals_of, hedge
from enjoined.claims.grammar.tokens import Token, in_figures
from enjoined.claims.shapes.superlatives import cutoff_of

__all__ = ["Tally", "part_of_crimes", "presupposed", "tallied"]

_ONE: Final = Token("city", ANY_CITY, "a city", 0, 0)
_MANY: Final = frozenset({"number", "percent", "fraction", "times-word"})
_BEFORE: Final = frozenset({"only", "just", "exactly", "the", "a"})
_WITHIN: Final = frozenset({"of", "the", "in", "percent", "nation's", "country's", "american", "u.s.", "us"})
_EVERY: Final = frozenset({"every", "each", "all"})
_PLACED: Final = frozenset({"in", "across", "among", "within", "throughout"})
_MOVES: Final = frozenset({"up", "down"})
_ALL: Final = 100.0
_AMONG: Final = frozenset({"of", "among", "of all"})
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
    without: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def claims(self, base: Sequence[Claim]) -> list[Claim]:
        """The claim of how many, and what it says of the cities left out; ``base`` is what is said of each.

        Raises :class:`Unread` where that is no one thing.
        """
        if len(base) != 1 or base[0].kind not in _BASES or base[0].subjects != (ANY_CITY,) or base[0].now:
            raise Unread("what so many cities are said to be is not understood")
        if self.named:
            return [replace(base[0], subjects=(c,), negated=c not in self.without) for c in self.named]
        plain = Claim(
            kind="tally", measure=base[0].measure, as_="share" if self.share else "count", subjects=()
        )
        relation = "about" if self.share and self.relation == "is" and not self.decimals else self.relation
        tally = replace(
            plain,
            of=base[0],
            years=base[0].years,
            value=self.value,
            relation=relation,
            decimals=self.decimals,
            cutoff=self.cutoff,
            against=self.without,
        )
        if not self.without:
            return [tally]
        if self.value not in (0.0, _ALL):
            raise Unread("which cities it leaves out is not understood")
        # Of "every city but A" it is denied of A, of "no city but A" it is said.
        denied = base[0].negated is (self.value == 0.0)
        own = [tuple(c if a == ANY_CITY else a for a in base[0].against) for c in self.without]
        return [
            *(
                replace(base[0], subjects=(c,), against=against, negated=denied)
                for c, against in zip(self.without, own, strict=True)
            ),
            tally,
        ]


def tallied(tokens: Sequence[Token]) -> Tally | None:
    """The number of cities that a sentence gives, if it counts them, and those it leaves out."""
    if (alone := _only_those(tokens)) is not None:
        return alone
    none = any(t.kind in ("no-city", "left-out") for t in tokens)
    if none and any(a.kind == "than" and b.kind == "city" for a, b in pairwise(tokens)):
        # "No city but A had more than B" is a place among cities.
        return None
    tokens, without = _left_out(tokens)
    for n, token in enumerate(tokens):
        value = _value(token)
        led = (
            token.text in _EVERY and n > 0 and tokens[n - 1].kind in ("highest", "lowest", "surpass", "trail")
        )
        if value is None or led or _moved(tokens, n):
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
        if [t.kind for t in tokens[end : end + 2]] == ["other", "state"] and tokens[end].text in ("in", "of"):
            field, end = [*field, tokens[end + 1]], end + 2
        share = token.kind in ("percent", "fraction", "times-word", "all-of") or token.text in _EVERY
        return Tally(
            value=value,
            share=share,
            relation=hedge(tokens, n),
            decimals=decimals_of(token.text) if token.kind == "percent" else int(share and value == _ALL),
            cutoff=_set(field),
            rest=[*(t for t in before if t.text != ","), _ONE, *tokens[end:]],
            without=without,
        )
    if without:
        raise Unread("which cities it leaves out is not understood")
    return None


def _left_out(tokens: Sequence[Token]) -> tuple[list[Token], tuple[str, ...]]:
    """The tokens without "but A and B" after "every big city" or "no other city", and those cities."""
    left = list(tokens)
    for n, token in enumerate(left):
        if token.kind != "left-out":
            continue
        end = n + 1
        while end < len(left) and (left[end].kind == "city" or left[end].text in (",", "and", "&")):
            end += 1
        end -= left[end - 1].kind != "city"
        start = n - (n > 0 and left[n - 1].text == ",")
        end += start == 0 and left[end : end + 1] != [] and left[end].text == ","
        cities = tuple(dict.fromkeys(str(t.value) for t in left[n:end] if t.kind == "city"))
        return [*left[:start], *left[end:]], cities
    return left, ()


def _only_those(tokens: Sequence[Token]) -> Tally | None:
    """What "only A and B, among the ten largest, had" says of them, and of no other of the set."""
    only = next((n for n, t in enumerate(tokens) if t.text == "only"), len(tokens))
    end = only + 1
    while end < len(tokens) and (tokens[end].kind == "city" or tokens[end].text in (",", "and")):
        end += 1
    cities = list(dict.fromkeys(str(t.value) for t in tokens[only:end] if t.kind == "city"))
    ahead, after = tokens[:only], tokens[end:]
    if cities and any(t.text in _AMONG for t in after[:1]):
        close = next((n for n, t in enumerate(after) if t.text == ","), 0)
        field, rest = after[:close], after[close + 1 :]
    else:
        field, rest = ahead, after
    among = any(t.text in _AMONG for t in field[:1])
    named = tuple(dict.fromkeys(str(t.value) for t in field if t.kind == "city")) if among else ()
    cutoff = _set(field) if among and not named else None
    if (
        not cities
        or not (cutoff or set(cities) < set(named))
        or any(t.kind in ("year", "number") for t in field)
    ):
        return None
    than = next((n for n, t in enumerate(rest) if t.kind == "than"), len(rest))
    if any(t.kind in ("highest", "lowest") for t in rest) or any(t.kind == "city" for t in rest[than:]):
        return None
    return Tally(0.0, False, "is", 0, cutoff, [_ONE, *rest], tuple(cities), named)


def _moved(tokens: Sequence[Token], n: int) -> bool:
    """Whether an amount is that of a movement in cities: "fell 15 percent in big cities", "an 8 percent rise in"."""
    after = tokens[n + 1 : n + 2]
    if any(t.kind in _MOVES for t in after):
        return tokens[n].kind != "number"
    return any(t.text in _PLACED for t in after) and any(t.kind in _MOVES for t in tokens[:n])


def _value(token: Token) -> float | None:
    """How many a word says, a share in percent."""
    if token.kind == "fraction":
        return 100 * float(token.value)
    if token.kind == "times-word":
        return 50.0 if token.text == "half" else None
    if token.kind in ("number", "percent"):
        return float(token.value)
    if token.kind == "all-of" or token.text in _EVERY:
        return _ALL
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


def presupposed(tokens: Sequence[Token]) -> tuple[Claim, ...]:
    """The figure that is taken for granted where something else is said of a part of it ("of the 128 murders in A")."""
    cities = {str(t.value) for t in tokens if t.kind == "city"}
    years = [int(t.value) for t in tokens if t.kind == "year"]
    for n in range(len(tokens) - 3):
        of, the, number, what = tokens[n : n + 4]
        given = of.text == "of" and the.text == "the" and number.kind == "number"
        counted = what.kind == "murders" or (
            what.kind == "people" and any(t.kind == "murders" for t in tokens[n + 4 : n + 6])
        )
        if given and counted and len(cities) == len(years) == 1:
            plain = Claim(
                kind="value", measure="murders", as_="count", subjects=tuple(cities), years=(years[0],)
            )
            return (replace(plain, value=float(number.value)),)
    return ()


def part_of_crimes(tokens: Sequence[Token]) -> list[Claim] | None:
    """ "Murders made up less than 2 percent of the 6,430 violent crimes in A": what part, and how many these were.

    Raises :class:`Unread` where murders and violent crimes stand together otherwise than as part and whole.
    """
    kinds = [t.kind for t in tokens]
    part = next((n for n, k in enumerate(kinds) if k in ("percent", "fraction")), None)
    if part is None or not {"murders", "violent_crimes"} <= set(kinds) or kinds.count("violent_crimes") != 1:
        return None
    of = kinds.index("violent_crimes")
    shared = any(k in ("share", "occurred") for k in kinds) or any(
        t.text in ("of", "was", "were") for t in tokens[part:]
    )
    cities = {str(t.value) for t in tokens if t.kind == "city"}
    years = [int(t.value) for t in tokens if t.kind == "year"]
    moves = {"up", "down", "than", "highest", "lowest", "more", "less", "not"} & set(kinds)
    if not shared or len(cities) != 1 or len(years) != 1 or moves or part > of + 6:
        raise Unread("it speaks of murders and of violent crime at once")
    token, how = tokens[part], hedge(tokens, part)
    plain = Claim(kind="part", measure="murders", as_="share", subjects=tuple(cities), years=(years[0],))
    value = float(token.value) * (100 if token.kind == "fraction" else 1)
    about = "about" if how == "is" and token.kind == "fraction" else how
    found = [replace(plain, value=value, relation=about, decimals=decimals_of(token.text))]
    for n, number in enumerate(tokens):
        if number.kind == "number":
            near = next((k for k in kinds[n + 1 : n + 4] if k in ("murders", "violent_crimes")), None)
            measure: Measure = "violent_crimes" if near == "violent_crimes" else "murders"
            count = Claim(
                kind="value", measure=measure, as_="count", subjects=tuple(cities), years=(years[0],)
            )
            found.append(replace(count, value=float(number.value), relation=hedge(tokens, n)))
    return found
