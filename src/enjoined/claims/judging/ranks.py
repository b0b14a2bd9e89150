"""Ranks among cities and records over the years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from enjoined.claims.claim import As, Claim, Cutoff, Unread
from enjoined.claims.figures.statistics import CENSUS, Measure, Statistics
from enjoined.claims.judging.verdict import Outcome, apart
from enjoined.claims.judging.worlds import Used, alone, doubt, readings
from enjoined.recipients.states import STATES

__all__ = [
    "FEWEST",
    "could_be_record",
    "fields",
    "first_held",
    "judge_rank",
    "judge_record",
    "largest_cities",
    "unheard",
]

FEWEST = 20
"""A rank among fewer cities than this says nothing."""
_BIG = (100_000, 250_000, 500_000)
_LARGEST = 50
_NEAR = (-1, 1, -2, 2)
_BEYOND = 1.5
"""By less than this factor 98 of 100 years held go beyond the further of two held at most three years from them."""
_BESIDE = 3


def judge_rank(data: Statistics, claim: Claim, year: int) -> list[Outcome]:
    """One outcome for each definition and each set of cities that the claim can mean."""
    subject = claim.subjects[0]
    found: list[Outcome] = []
    definitions = {data.series[f.series].definition for f in data.figures(subject, year, claim.measure)}
    if claim.measure == "population":
        definitions &= {data.series[CENSUS].definition}
    for definition in sorted(definitions):
        values = _values(data, claim.measure, claim.as_, year, definition)
        if subject not in values or len(values) < FEWEST:
            continue
        for label, cities in fields(data, claim, year, values):
            if not {subject, *claim.among} <= cities:
                continue
            own = values[subject]
            better = [c for c in cities if c != subject and _beats(values[c], own, highest=claim.highest)]
            tied = [c for c in cities if c != subject and values[c].number == own.number]
            # "More than any other" is said of no two that have the same.
            ahead = len(better) + (len(tied) if claim.relation != "is" else 0)
            holds = ahead < claim.rank and (claim.within or claim.rank <= len(better) + 1 + len(tied))
            order = sorted((values[c] for c in cities), key=lambda u: u.number, reverse=claim.highest)
            spots = {claim.rank - 1, claim.rank, claim.rank + 1} | ({1, 2} if claim.rank == 1 else set())
            near = [u for n, u in enumerate(order, 1) if n in spots and u.city != subject]
            gap = min(
                (abs(u.number - own.number) / max(u.number, own.number, 1e-9) for u in near), default=1.0
            )
            found.append(
                Outcome(
                    holds=holds is not claim.negated,
                    close=gap,
                    used=(own, *near),
                    series=definition,
                    cutoff=label,
                    found=len(better) + 1 if ahead == len(better) else None,
                )
            )
    return found


def _beats(other: Used, own: Used, *, highest: bool) -> bool:
    return other.number > own.number if highest else other.number < own.number


@lru_cache(maxsize=256)
def _values(data: Statistics, measure: Measure, as_: As, year: int, definition: str) -> dict[str, Used]:
    """Every city's figure of one definition; a city without one that year is taken from the year nearest to it."""
    every = _by_year(data, measure, as_).get(definition, {})
    found: dict[str, Used] = {}
    for near in (0, *_NEAR):
        for city, used in every.get(year + near, {}).items():
            found.setdefault(city, used)
    return found


@lru_cache(maxsize=32)
def _by_year(data: Statistics, measure: Measure, as_: As) -> dict[str, dict[int, dict[str, Used]]]:
    """For each definition and year every city's figure."""
    found: dict[str, dict[int, dict[str, Used]]] = {}
    for city in data.cities:
        for year in data.years_of(city):
            for definition, used in alone(data, city, year, measure, as_).items():
                found.setdefault(definition, {}).setdefault(year, {})[city] = used
    return found


def fields(
    data: Statistics, claim: Claim, year: int, values: Iterable[str]
) -> Iterable[tuple[str, set[str]]]:
    """The sets of cities that the claim can mean, each with its name; counties are none of them."""
    cut = claim.cutoff or Cutoff()
    where = f" in {STATES[cut.state].name}" if cut.state else ""
    among = {
        city
        for city in values
        if (not city.endswith("-county") or city in claim.subjects)
        and (not cut.state or data.cities[city].state.lower() == cut.state)
    }
    sizes = {city: data.size(city, year) or 0 for city in among}
    by_size = sorted(among, key=lambda c: -sizes[c])

    def of_size(least: int) -> tuple[str, set[str]]:
        return f"cities of {least:,} and more{where}", {c for c in among if sizes[c] >= least}

    def of_largest(most: int) -> tuple[str, set[str]]:
        return f"the {most} largest cities{where}", set(by_size[:most])

    if cut.population is not None:
        return [of_size(cut.population)]
    if cut.largest is not None:
        return [of_largest(cut.largest)]
    if where:
        return [(f"all cities held{where}", among), of_size(_BIG[0])]
    if re.search("big|large|major|populous", cut.words):
        return [*map(of_size, _BIG), of_largest(_LARGEST)]
    if cut.words:
        wide, narrow = (of_size(least) for least in _BIG[:2])
        return [(label, cities | set(claim.subjects)) for label, cities in (wide, narrow)]
    return [("all cities held", among), of_size(_BIG[1]), of_largest(_LARGEST)]


def largest_cities(data: Statistics, year: int, cut: Cutoff) -> list[str]:
    """So many of the largest cities of the nation, or of a State, in a year, the largest first."""
    sizes = {
        c.id: data.size(c.id, year) or 0
        for c in data.cities.values()
        if not c.id.endswith("-county") and (not cut.state or c.state.lower() == cut.state)
    }
    return sorted(sizes, key=lambda c: -sizes[c])[: cut.largest]


def judge_record(data: Statistics, claim: Claim, year: int) -> list[Outcome]:
    """Whether a year stands out, or has its place, among those before it, or among the others of a span.

    Raises :class:`Unread` where no year held decides it, but figures of others are missing.
    """
    subject = claim.subjects[0]
    own = readings(data, [(subject, year)], claim.measure, claim.as_)
    if not own:
        return []
    wanted = _rivals(data, claim, year)
    open_ = claim.held or (claim.since is None and not claim.recorded)
    missing = [] if open_ else [y for y, far in _gaps(data, claim, year) if not far]
    found: list[Outcome] = []
    for mine in own:
        me = mine.used[0]
        others = {other: _extreme(data, claim, other, me.series) for other in wanted}
        best = [used for used in others.values() if used is not None]
        best.sort(key=lambda u: u.number, reverse=claim.highest)
        ahead = [u for u in best if _beats(u, me, highest=claim.highest)]
        if len(ahead) >= claim.rank:
            # Ahead of it by so much as decides its place.
            beaten = ahead[claim.rank - 1]
            outcome = Outcome(
                holds=claim.negated,
                close=apart(beaten.number, me.number),
                used=(me, beaten),
                series=mine.series,
                denominator=mine.denominator,
            )
            found.append(outcome)
            if outcome.close <= max(doubt(data, me), doubt(data, beaten)):
                if missing or claim.since is None or claim.since + 1 < first_held(data, claim):
                    raise Unread(
                        "another count of these years could make it so, and figures further back are missing"
                    )
                found.append(replace(outcome, holds=not claim.negated, near=True))
        elif claim.since is not None and 2 * len(best) < (claim.until or year) - 1 - claim.since:
            raise Unread(f"figures of {claim.since + 1} are missing, and of most years after it")
        elif missing or not best:
            word = "higher" if claim.highest else "lower"
            closest = f" (the next is {best[0].number:,.10g} in {best[0].year})" if best else ""
            gap = f"of {missing[0]}" if missing else f"from before {year}"
            few = "no year held is" if claim.rank == 1 else f"fewer than {claim.rank} years held are"
            raise Unread(f"{few} {word}{closest}, but figures {gap} are missing")
        else:
            tied = sum(u.number == me.number for u in best)
            nearest = min(best, key=lambda u: abs(u.number - me.number))
            found.append(
                Outcome(
                    holds=(claim.within or len(ahead) + tied >= claim.rank - 1) is not claim.negated,
                    close=apart(me.number, nearest.number),
                    used=(me, nearest),
                    series=mine.series,
                    denominator=mine.denominator,
                )
            )
    return found


def could_be_record(data: Statistics, claim: Claim) -> bool:
    """Whether a place among cities that no words name holds as one among the years of the city."""
    if claim.kind != "rank" or claim.cutoff is not None or claim.moved or claim.measure == "population":
        return False
    ways: tuple[As, ...] = ("count", "rate") if claim.as_ == "either" else (claim.as_,)
    alone = [replace(claim, kind="record", held=True, as_=way) for way in ways]
    try:
        return any(o.holds for one in alone for o in judge_record(data, one, claim.years[0]))
    except Unread:
        return False


def first_held(data: Statistics, claim: Claim) -> int:
    """The first year of which a figure of the claim's city and measure is held; 0 if there is none."""
    city = claim.subjects[0]
    return min((y for y in data.years_of(city) if data.figures(city, y, claim.measure)), default=0)


def unheard(data: Statistics, claim: Claim, year: int) -> list[int]:
    """The years among which a record stands that no figure is held of, though those beside them are far from it."""
    return [] if claim.held else [y for y, _ in _gaps(data, claim, year)]


def _rivals(data: Statistics, claim: Claim, year: int) -> list[int]:
    """The years among which another stands out, from the first held on."""
    first = first_held(data, claim)
    first = max(first, claim.since + 1) if claim.since is not None else first
    return [y for y in range(first, (claim.until or year - 1) + 1) if y != year]


def _gaps(data: Statistics, claim: Claim, year: int) -> list[tuple[int, bool]]:
    """The years without a figure among those that one stands out from, and whether none of the usual ones could be it.

    That goes by the years held on both sides of them.
    """
    own = readings(data, [(claim.subjects[0], year)], claim.measure, claim.as_)
    series = own[0].series if own else ""
    found = []
    for other in _rivals(data, claim, year):
        if _extreme(data, claim, other, series) is not None:
            continue
        sides = [
            next(
                (u for n in range(1, _BESIDE + 1) if (u := _extreme(data, claim, other + way * n, series))),
                None,
            )
            for way in (-1, 1)
        ]
        numbers = [u.number for u in sides if u is not None]
        me = own[0].used[0].number if own else 0.0
        far = len(numbers) == len(sides) and (
            max(numbers) * _BEYOND < me if claim.highest else min(numbers) > me * _BEYOND
        )
        found.append((other, far))
    return found


def _extreme(data: Statistics, claim: Claim, year: int, series: str) -> Used | None:
    """The figure of another year that is least ahead, of comparable counts; ``None`` where none is held."""
    theirs = [
        r.used[0]
        for r in readings(data, [(claim.subjects[0], year)], claim.measure, claim.as_)
        if claim.measure == "murders"
        or data.series[r.used[0].series].definition == data.series[series].definition
    ]
    theirs = [u for u in theirs if u.series == series] or theirs
    pick = min if claim.highest else max
    return pick(theirs, key=lambda u: u.number) if theirs else None
