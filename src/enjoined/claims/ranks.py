"""Ranks among cities and records over the years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from enjoined.claims.claim import As, Claim, Cutoff, Unread
from enjoined.claims.statistics import CENSUS, Measure, Statistics
from enjoined.claims.verdict import Outcome, apart
from enjoined.claims.worlds import Used, doubt, readings, single
from enjoined.recipients.states import STATES

__all__ = ["FEWEST", "fields", "judge_rank", "judge_record", "largest_cities"]

FEWEST = 20
"""A rank among fewer cities than this says nothing."""
_BIG = (100_000, 250_000, 500_000)
_LARGEST = 50
_NEAR = (-1, 1, -2, 2)


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
            if subject not in cities:
                continue
            own = values[subject]
            better = [c for c in cities if c != subject and _beats(values[c], own, highest=claim.highest)]
            tied = [c for c in cities if c != subject and values[c].number == own.number]
            holds = len(better) < claim.rank and (claim.within or claim.rank <= len(better) + 1 + len(tied))
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
                    found=len(better) + 1,
                )
            )
    return found


def _beats(other: Used, own: Used, *, highest: bool) -> bool:
    return other.number > own.number if highest else other.number < own.number


@lru_cache(maxsize=256)
def _values(data: Statistics, measure: Measure, as_: As, year: int, definition: str) -> dict[str, Used]:
    """Every city's figure of one definition; a city without one that year is taken from the year nearest to it."""
    every = _by_year(data, measure, as_, definition)
    found: dict[str, Used] = {}
    for near in (0, *_NEAR):
        for city, used in every.get(year + near, {}).items():
            found.setdefault(city, used)
    return found


@lru_cache(maxsize=32)
def _by_year(data: Statistics, measure: Measure, as_: As, definition: str) -> dict[int, dict[str, Used]]:
    """For each year every city's figure of one definition."""
    found: dict[int, dict[str, Used]] = {}
    for city in data.cities:
        for year in data.years_of(city):
            if used := single(data, city, year, measure, as_, definition):
                found.setdefault(year, {})[city] = used
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
    """Whether a year stands out among those before it, back to the one named."""
    subject = claim.subjects[0]
    own = readings(data, [(subject, year)], claim.measure, claim.as_)
    if not own:
        return []
    held = [y for y in data.years(subject) if y < year]
    first = claim.since + 1 if claim.since is not None else (min(held) if held else year)
    wanted = range(first, year)
    found: list[Outcome] = []
    for mine in own:
        me = mine.used[0]
        beaten: Used | None = None
        next_best: Used | None = None
        missing: list[int] = []
        for other in wanted:
            theirs = [
                r.used[0]
                for r in readings(data, [(subject, other)], claim.measure, claim.as_)
                if claim.measure == "murders"
                or data.series[r.used[0].series].definition == data.series[me.series].definition
            ]
            if not theirs:
                missing.append(other)
                continue
            worst = (
                min(theirs, key=lambda u: u.number) if claim.highest else max(theirs, key=lambda u: u.number)
            )
            if next_best is None or _beats(worst, next_best, highest=claim.highest):
                next_best = worst
            if _beats(worst, me, highest=claim.highest) and (
                beaten is None or _beats(worst, beaten, highest=claim.highest)
            ):
                beaten = worst
        if beaten is not None:
            outcome = Outcome(
                holds=claim.negated,
                close=apart(beaten.number, me.number),
                used=(me, beaten),
                series=mine.series,
                denominator=mine.denominator,
            )
            found.append(outcome)
            if outcome.close <= max(doubt(data, me), doubt(data, beaten)):
                if (missing and not claim.held) or claim.since is None:
                    raise Unread(
                        "another count of these years could make it so, and figures further back are missing"
                    )
                found.append(replace(outcome, holds=not claim.negated, near=True))
        elif (missing and not claim.held) or not held:
            word = "higher" if claim.highest else "lower"
            closest = (
                f" (the next is {next_best.number:,.10g} in {next_best.year})"
                if next_best is not None
                else ""
            )
            gap = f"of {missing[0]}" if missing else f"from before {first}"
            raise Unread(f"no year held is {word}{closest}, but figures {gap} are missing")
        else:
            found.append(
                Outcome(
                    holds=not claim.negated,
                    close=1.0 if next_best is None else apart(me.number, next_best.number),
                    used=(me,) if next_best is None else (me, next_best),
                    series=mine.series,
                    denominator=mine.denominator,
                )
            )
    return found
