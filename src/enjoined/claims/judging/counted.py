"""In how many years, or in how many cities of a set, something is so: at the least and at the most."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from msgspec.structs import replace

from enjoined.claims.claim import ANY_CITY, EARLY, Claim, Unread
from enjoined.claims.figures.statistics import Statistics
from enjoined.claims.judging.ranks import fields
from enjoined.claims.judging.reasons import nothing
from enjoined.claims.judging.verdict import Outcome, apart, holds_number, merged

__all__ = ["cities_counted", "years_counted"]

Asker = Callable[[Statistics, Claim, tuple[int, ...], date], list[Outcome]]
"""What gives the outcomes of a claim in the years given."""
_MOST_OF: Final = {"murders": 150.0, "violent_crimes": 6_000.0}
"""How many per 100,000 people no large city exceeds: half as many again as the most held, or nearly so."""
_BESIDE: Final = 3
_TIMES: Final = 3
_AND: Final = 60
"""Of 14,034 counts of murders none goes beyond so many times any other of the years beside and so many more."""


def years_counted(
    data: Statistics, claim: Claim, span: tuple[int, int], on: date, ask: Asker
) -> list[Outcome]:
    """In how many years of a span something is so, at the least and at the most.

    Raises :class:`Unread` where a year of the span has no figures.
    """
    assert claim.of is not None and claim.value is not None, "a tally has both"
    last = span[1] or max(
        y for y in data.years(claim.subjects[0]) if y <= (on.year if on.month > EARLY else on.year - 1)
    )
    verdicts, used = [], []
    for year in range(span[0], last + 1):
        outcomes = ask(data, replace(claim.of, years=(year,), now=False), (year,), on)
        if not outcomes:
            raise Unread(nothing(data, claim, (year,)))
        verdicts.append(merged(outcomes)[0])
        used.append(outcomes[0].used[0])
    least = verdicts.count("true")
    return [
        Outcome(
            holds=holds_number(count, claim.value, claim.relation, 0, rounds=False) is not claim.negated,
            close=apart(count, claim.value),
            used=tuple(used),
            series=f"{count} counted",
            found=count,
        )
        for count in range(least, least + verdicts.count("depends") + 1)
    ]


def cities_counted(data: Statistics, claim: Claim, on: date, ask: Asker) -> list[Outcome]:
    """How many cities are so, at the least and at the most, of each set of cities that can be meant.

    Raises :class:`Unread` where the cities held are not enough to count them, or those without a figure decide.
    """
    of = claim.of
    assert of is not None and claim.value is not None, "a tally has both"
    upward = of.kind == "value" or (of.kind == "comparison" and of.value is None and not of.years_against)
    bounded_below = upward and of.relation in ("more", "at-least") and of.as_ == "count"
    if claim.cutoff is None and not bounded_below:
        raise Unread("it does not say among which cities it counts")
    sets = list(fields(data, claim, of.years[-1], data.cities))
    found: list[Outcome] = []
    missing: list[Outcome] = []
    for label, among in sets[:1] if bounded_below and claim.cutoff is None else sets:
        cities, verdicts = among - set(claim.against), {}
        for city in cities:
            against = tuple(city if c == ANY_CITY else c for c in of.against)
            each = replace(of, subjects=(city,), against=against)
            asked = ask(data, each, of.years, on)
            verdicts[city] = (merged(asked)[0] if asked else "unknown", asked)
        so = [asked[0] for verdict, asked in verdicts.values() if verdict == "true"]
        unheld = sum(
            v == "unknown" and claim.cutoff is not None and _can_be(data, of, c)
            for c, (v, _) in verdicts.items()
        )
        held = len(so) + sum(v == "depends" for v, _ in verdicts.values())
        scale = 100 / len(cities) if claim.as_ == "share" else 1
        for count in range(len(so), held + unheld + 1):
            holds = holds_number(
                count * scale, claim.value, claim.relation, claim.decimals, rounds=claim.as_ == "share"
            )
            used = (
                tuple(o.used[0] for o in so)
                or tuple(o.used[0] for _, a in verdicts.values() for o in a[:1])[:1]
            )
            outcome = Outcome(
                holds=holds is not claim.negated,
                close=apart(count * scale, claim.value),
                used=used,
                series=f"{count} counted",
                cutoff=label,
                found=count * scale,
            )
            (found if count <= held else missing).append(outcome)
    if len({o.holds for o in found}) == 1 and any(o.holds is not found[0].holds for o in missing):
        raise Unread("it turns on cities of which no figures are held")
    return found


def _can_be(data: Statistics, of: Claim, city: str) -> bool:
    """Whether a city without a figure can have had so many, going by its own years beside and by its people."""
    if of.kind != "value" or of.relation not in ("more", "at-least") or of.as_ != "count" or of.value is None:
        return True
    year, most = of.years[-1], _MOST_OF.get(of.measure)
    if most is None:
        return True
    beside = [
        count
        for near in range(year - _BESIDE, year + _BESIDE + 1)
        for figure in data.figures(city, near, of.measure)
        if (count := figure.value(of.measure)) is not None
    ]
    if of.measure == "murders" and beside and of.value > _TIMES * max(beside) + _AND:
        return False
    return of.value * 100_000 <= most * (data.size(city, year) or 0)
