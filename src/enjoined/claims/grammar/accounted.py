"""Whether all that a sentence says has a part in what was understood: a clause dropped in silence is a misreading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from enjoined.claims.claim import Claim, Unread
from enjoined.claims.grammar.phrases import (
    FIGURED,
    LARGER,
    MURDERS_AT_MOST,
    PEOPLE,
    RATE_AT_MOST,
    SIZE,
    TIMES,
    step_of,
    streak_of,
    turning,
)
from enjoined.claims.grammar.tokens import Token, in_figures
from enjoined.claims.judging.verdict import apart

__all__ = ["all_accounted", "named_accounted"]

_NEAR = 0.005
_ALIKE = 0.1
_FEW = 2
_AMOUNTS = frozenset({"number", "times", "percent", "fraction", "more", "less", "equal"})
_CRIMES = ("murders", "violent_crimes")
_MOVES = ("doubled", "tripled", "halved")
_COMPARED = ("comparison", "rank", "record", "change", "growth", "always", "tally")
_BOUNDS = ("more", "less", "at-least", "at-most", "equal")
_BY = frozenset({"times", "times-word", "percent", "fraction", "number", "points"})
_SIDES = ("more", "less")
_GROWN = ("lost", "gained", "shed")
_PLACES = ("rank", "record", "comparison", "always")


def all_accounted(tokens: Sequence[Token], claims: Sequence[Claim]) -> None:
    """Raise :class:`Unread` for a city, year, figure, place or measure said that no claim speaks of."""
    claims = [part for claim in claims for part in (claim, claim.of) if part is not None]
    tally = any(claim.kind == "tally" for claim in claims)
    spans = {max(c.years) - min(c.years) for c in claims if len(c.years) > 1}
    years_counted = any(c.kind == "tally" and c.over for c in claims)
    limits = {"only-one"} if years_counted else {"only-one", "all-but"}
    if unread := next((t.text for t in tokens if t.kind in limits), None):
        raise Unread(f"“{unread}” can change what it says, and is not understood")
    named_accounted(tokens, claims)
    cities = {c for claim in claims for c in (*claim.subjects, *claim.against)}
    counts = [c for c in claims if c.measure == "murders" and c.as_ == "count"]
    if any(c.kind == "comparison" and _with_itself(c) for c in claims):
        raise Unread("what it compares is not understood")
    people = [c for c in claims if c.measure == "population" and c.kind == "value"]
    if any((c.value or PEOPLE) < PEOPLE for c in people):
        raise Unread("its number is too small for the people of a city")
    if (
        people
        and any(t.text in _GROWN for t in tokens)
        and not any(c.kind == "change" for c in claims if c.value)
    ):
        raise Unread("by how much the number of people changed is not understood")
    if any((c.value or 0) > MURDERS_AT_MOST for c in counts if c.kind != "total" and c.cutoff is None):
        raise Unread("its number is too large for murders of a city")
    if any(c.points and (c.value or 0) > MURDERS_AT_MOST for c in claims if c.measure == "murders"):
        raise Unread("its number is too large for a change of murders")
    if any(
        c.kind == "change" and c.points and c.as_ == "rate" and (c.value or 0) > RATE_AT_MOST for c in claims
    ):
        raise Unread("its number is too large for the change of a rate")
    if any(
        c.kind == "value" and c.relation == "is" and c.decimals and not (c.mean or c.summed) for c in counts
    ):
        raise Unread("a part of a murder is no count of them")
    values = [v for claim in claims for v in (claim.value, claim.upto) if v is not None]
    ranks = {claim.rank for claim in claims if claim.kind in ("rank", "record")}
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if (
            token.kind == "duration"
            and not years_counted
            and not {n for s in spans for n in (s, s + 1)} & {step_of(token.text)}
        ):
            raise Unread(f"“{token.text}” is not the span of the years named")
        if token.kind == "ordinal" and int(token.value) not in ranks:
            raise Unread(f"“{token.text}” is a place that is not understood")
        if token.kind in ("number", "percent", "times", "times-word", "points", "fraction"):
            if following is not None and following.kind in ("big", "cities"):
                if not (tally and (_taken(token, values) or following.kind == "big")):
                    _counted(token, len(cities))
            elif not _taken(token, values):
                raise Unread("it names more figures than were understood")
    _differences_accounted(tokens, claims)
    _bounds_accounted(tokens, claims)
    _comparatives_accounted(tokens, claims)
    moved = any(c.kind in ("change", "growth") or c.value is not None for c in claims)
    if not moved and any(t.kind in _MOVES for t in tokens):
        raise Unread("what it says of a rise or a fall is not understood")
    kinds = {t.kind for t in tokens}
    _sides_accounted(tokens, {claim.kind for claim in claims})
    if any(t.kind == "big" and SIZE.search(t.text) for t in tokens) and not any(
        c.kind in ("rank", "tally") for c in claims
    ):
        raise Unread("what it says of the size of a city is not understood")
    placed = any(t.kind in ("highest", "lowest") and not turning(t.text) for t in tokens)
    if placed and not any(claim.kind in _PLACES for claim in claims):
        raise Unread("what is first or last in it is not understood")
    if {"highest", "lowest"} <= kinds and len(
        {c.highest for c in claims if c.kind in ("rank", "record")}
    ) < 2:
        raise Unread("what is first and what is last in it is not understood")
    if "steepest" in kinds and not any(claim.moved for claim in claims):
        raise Unread("which change is the largest is not understood")
    if "rate" not in kinds and _numbers_people(tokens) and not any(c.measure == "population" for c in claims):
        raise Unread("what it says of the number of people is not understood")


def _sides_accounted(tokens: Sequence[Token], kinds: set[str]) -> None:
    """Of "any other city" a place must be claimed, of "more than" without a figure a comparison."""
    texts = [t.text for t in tokens]
    other = any(a.startswith("any other") or (a, b) == ("any", "other") for a, b in pairwise(texts))
    if other and not kinds & set(_PLACES):
        raise Unread("what it says of any other city or year is not understood")
    if any(t.kind == "than" for t in tokens) and not kinds & {*_PLACES, "growth", "change"}:
        raise Unread("what it compares is not understood")
    than = next((n for n, t in enumerate(tokens) if t.kind == "than"), len(tokens))
    if any(t.kind == "city" for t in tokens[than : than + 4]) and not kinds & {*_PLACES, "growth"}:
        raise Unread("what it compares is not understood")
    for n, token in enumerate(tokens):
        near = {t.kind for t in tokens[n + 1 : n + 5]}
        if (
            token.kind == "equal"
            and "city" in {t.kind for t in tokens[n + 1 : n + 4]}
            and "comparison" not in kinds
        ):
            raise Unread(f"what “{token.text}” compares is not understood")
        bare = token.kind in ("at-least", "at-most") and token.text.endswith("than") and not near & FIGURED
        if bare and "city" in near and not kinds & {*_PLACES, "growth"}:
            raise Unread(f"what “{token.text}” compares is not understood")


def _consistent(tokens: Sequence[Token], claims: Sequence[Claim]) -> None:
    """A fall from 15 to 24 is a misreading: hardly anybody's own figures go against what is said of them.

    "Up from 111" beside 105 says so plainly, and is false.
    """
    plainly = {
        float(t.value)
        for n, t in enumerate(tokens)
        if t.kind == "number" and any(u.kind == "from" for u in tokens[max(0, n - 4) : n])
    }
    figures = {
        (c.measure, c.as_ == "rate", c.subjects, c.years[-1]): c.value
        for c in claims
        if c.kind == "value" and c.years and c.value is not None and c.relation in ("is", "about")
    }
    for claim in claims:
        moved = claim.kind == "change" and not claim.now
        compared = (
            claim.kind == "comparison" and claim.value is None and claim.relation in _SIDES and claim.years
        )
        if claim.negated or not (moved or compared):
            continue
        then = (
            (claim.subjects, claim.years[0])
            if moved
            else (claim.against, (claim.years_against or claim.years)[-1])
        )
        before, after = (
            figures.get((claim.measure, claim.as_ == "rate", *of))
            for of in (then, (claim.subjects, claim.years[-1]))
        )
        up = claim.up if moved else claim.relation == "more"
        if before is None or after is None or before in plainly:
            continue
        if after < before if up else after > before:
            raise Unread("its figures go against what it says of them, as it is read")


def _agreeing(claims: Sequence[Claim]) -> None:
    """Two figures of one city and year are a misreading, whichever of them is right."""
    said: dict[tuple[object, ...], float] = {}
    for claim in claims:
        if (
            claim.kind == "value"
            and claim.relation in ("is", "about")
            and not claim.over
            and claim.value is not None
        ):
            of = (claim.subjects, claim.measure, claim.as_, claim.years, claim.summed)
            if apart(said.setdefault(of, claim.value), claim.value) > _ALIKE:
                raise Unread("it gives several figures of one city and year")


def _bounds_accounted(tokens: Sequence[Token], claims: Sequence[Claim]) -> None:
    """ "After at least eight years", "than in any other year", "of the decade": what must be claimed."""
    for token, following in pairwise(tokens):
        tally = any(c.kind == "tally" and c.relation == token.kind for c in claims)
        number = following.kind == "other" and in_figures(following.text)
        if token.kind in ("at-least", "at-most") and number and not tally:
            raise Unread(f"what is “{token.text} {following.text}” is not understood")
    kinds = {t.kind for t in tokens}
    every = any(t.kind == "every-year" and re.match("(?:in |during )?(?:each|every)", t.text) for t in tokens)
    spread = len({c.years for c in claims if c.kind in ("change", "comparison", "rank")}) > 1
    spread = spread or len({c.years for c in claims if c.kind == "value"}) > _FEW
    if every and not (
        spread or any(c.kind in ("always", "total", "tally") or c.over or c.mean for c in claims)
    ):
        raise Unread("what it says of every year is not understood")
    told = any(_lasts(claims) + 1 >= streak_of(t.text) for t in tokens if t.kind == "streak")
    if "streak" in kinds and not told and not any(c.kind in ("always", "record") for c in claims):
        raise Unread("what went on for so many years is not understood")
    if "any-year" in kinds and not any(c.kind in ("record", "always") or c.over for c in claims):
        raise Unread("what it says of other years is not understood")
    if "own-decade" in kinds and kinds & {"highest", "lowest"} and not any(c.until for c in claims):
        raise Unread("what it says of the decade is not understood")


def _with_itself(claim: Claim) -> bool:
    """A city set against itself in the same year is a misreading."""
    return claim.subjects == claim.against and claim.years_against in ((), claim.years)


def _lasts(claims: Sequence[Claim]) -> int:
    """For how many years the same is said, at the most: a rise, a fall, a place or a comparison."""
    years: dict[tuple[object, ...], set[tuple[int, ...]]] = {}
    for claim in claims:
        if claim.kind in ("change", "rank", "comparison", "record"):
            years.setdefault((claim.kind, claim.subjects, claim.up), set()).add(claim.years)
    return max(map(len, years.values()), default=0)


def named_accounted(tokens: Sequence[Token], claims: Sequence[Claim]) -> None:
    """Raise :class:`Unread` for a city or a year said of which no claim speaks."""
    cities = {c for claim in claims for c in (*claim.subjects, *claim.against)}
    years = {y for claim in claims for y in (*claim.years, *claim.years_against, claim.since)}
    years |= {y - n for claim in claims if claim.over for y in claim.over for n in (0, 1)}
    years |= {y for claim in claims for y in claim.without}
    years |= {claim.years[1] + 1 for claim in claims if claim.kind == "always"}
    years |= {y for claim in claims if claim.kind == "total" for y in range(claim.years[0], claim.years[-1])}
    years |= {y for claim in claims if claim.until for y in (claim.until, (claim.since or 0) + 1)}
    _agreeing(claims)
    _consistent(tokens, claims)
    for token in tokens:
        if token.kind == "city" and token.value not in cities:
            raise Unread(f"what it says of {token.text.title()} is not understood")
        said = {int(float(y)) for y in str(token.value).split()} if token.kind in ("year", "years") else set()
        if said and not said & years:
            raise Unread(f"what it says of {token.text} is not understood")


def _differences_accounted(tokens: Sequence[Token], claims: Sequence[Claim]) -> None:
    """ "Nearly 240 more than" is a difference, not what somebody had."""
    for token, following in pairwise(tokens):
        more = following.kind in ("more", "less") or following.text in (
            "more than",
            "fewer than",
            "less than",
        )
        if token.kind == "number" and more:
            said = [c for c in claims if c.value == token.value]
            if said and not any(c.points for c in said) and following.text not in ("more or less",):
                raise Unread(f"what “{token.text} {following.text}” compares is not understood")


def _comparatives_accounted(tokens: Sequence[Token], claims: Sequence[Claim]) -> None:
    """Each "more", "fewer" and "larger" must be one of the comparisons that are claimed."""
    said = [t for t in tokens if t.kind in ("more", "less")]
    compared = [c for c in claims if c.kind in _COMPARED or c.relation in _BOUNDS]
    bare = [t for n, t in enumerate(tokens) if t in said and _sets_apart(tokens, n)]
    plain = [c for c in compared if c.kind != "comparison" or c.value is None or c.points]
    if len(said) > len(compared) or len(bare) > len(plain):
        raise Unread(f"what “{said[-1].text}” compares is not understood")


def _sets_apart(tokens: Sequence[Token], n: int) -> bool:
    """Whether "more" or "fewer" compares by itself: no "20 percent more", "fewer people", "larger Seattle"."""
    before, after = tokens[max(0, n - 1) : n], tokens[n + 1 : n + 2]
    sized = tokens[n].text in LARGER or any(t.kind in ("people", "population", "city") for t in after)
    return not sized and all(t.kind not in _BY for t in before)


def _counted(token: Token, cities: int) -> None:
    """ "The three biggest cities": how many cities are named, not a figure of theirs."""
    if token.value != cities:
        raise Unread("it counts cities, which is not understood")


def _numbers_people(tokens: Sequence[Token]) -> bool:
    """Whether it says how many people live somewhere, not only that they do ("put residents at risk")."""
    before = [None, *tokens[:-1]]
    for n, token in enumerate(tokens):
        near = tokens[n + 1 : n + 4]
        people = next((m for m, t in enumerate(near) if t.kind in ("people", "population")), None)
        part = token.kind in ("fraction", "times", "times-word") and people is not None
        if part and all(t.text in ("of", "the", "as", "many", "as many") for t in near[:people]):
            return not any(t.kind in _CRIMES for t in tokens[n + 1 : n + 7])
    return any(
        t.text == "population" or (was is not None and was.kind in _AMOUNTS)
        for t, was in zip(tokens, before, strict=True)
        if t.kind == "population"
    )


def _taken(token: Token, values: list[float]) -> bool:
    """Whether a value is left among the claims that the figure can stand for, which it then uses up."""
    said = TIMES[str(token.value)] if token.kind == "times-word" else float(token.value)
    means = {
        "percent": (said, 1 + said / 100, 1 - said / 100),
        "times": (said, 100 * (said - 1)),
        "fraction": (said, 100 * said, 1 + said, 1 - said, 100 * (1 - said)),
        "times-word": (said, 100 * said, 100 * (said - 1)),
    }.get(token.kind, (said,))
    found = next((v for v in values if any(abs(v - m) <= _NEAR * max(1.0, abs(m)) for m in means)), None)
    if found is not None:
        values.remove(found)
    return found is not None
