"""Whether the figures bear a claim out: in every reading, in none, or in some.

*true*: in every reading. *false*: in none. *depends*: in some; what makes the difference is named. *not-checkable*:
no figures that could decide. A claim about "now" is judged by the newest year that was published on its day, and then
by the years that were running or just over, which the speaker could not yet look up; if these differ it depends on the
period. Where none had been published, it is judged in hindsight alone, and the reason says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache, partial

import msgspec

from enjoined.claims.claim import EARLY, Claim, Unheld, Unread
from enjoined.claims.figures.statistics import CENSUS, Statistics
from enjoined.claims.judging import measured
from enjoined.claims.judging.counted import cities_counted, years_counted
from enjoined.claims.judging.measured import Measured
from enjoined.claims.judging.moves import judge_steepest
from enjoined.claims.judging.present import ending, may_be_running, published, years_now
from enjoined.claims.judging.ranks import (
    could_be_record,
    first_held,
    judge_rank,
    judge_record,
    largest_cities,
    unheard,
)
from enjoined.claims.judging.reasons import nothing, reason
from enjoined.claims.judging.spans import judge_always, judge_total, judge_totals, meant, of_each
from enjoined.claims.judging.verdict import Outcome, Verdict, merged
from enjoined.claims.judging.worlds import Reading, doubt, murders_and_crimes, readings

__all__ = ["Hindsight", "Judged", "judge"]

_POINTS = {"": 3.0, "homicides": 6.0, "police": 10.0, "running": 10.0}
"""At most so many percentage points can another count of the same years move a change, by the counter named."""
_PART = 0.2
"""By at most this share can another count move a change by number."""
_LONG = 15
"""So many years held before it make a record "on record"."""
STALE = 3
"""Figures older than so many years say nothing of "now"."""


class Hindsight(msgspec.Struct, frozen=True, kw_only=True):
    """What a year says of a claim about "now": ``known`` if it had been published on the day of the claim."""

    year: int
    verdict: Verdict
    known: bool


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict with what it rests on; ``years`` are those it was judged by."""

    verdict: Verdict
    outcomes: tuple[Outcome, ...]
    flips_on: tuple[str, ...]
    reason: str
    years: tuple[int, ...]
    true_in: tuple[int, ...] = ()
    hindsight: tuple[Hindsight, ...] = ()


def judge(data: Statistics, claim: Claim, on: date) -> Judged:
    """The verdict on one claim.

    Raises :class:`Unread` if no figures are held that could decide, :class:`Unheld` if all that are held bear it out.
    """
    if not claim.subjects and claim.kind == "comparison" and claim.cutoff is None:
        raise Unread("it is not understood which city it speaks of")
    if not claim.subjects and claim.cutoff is not None and claim.kind != "tally":
        if claim.now:
            raise Unread("it does not say of which year the figure is")
        largest = largest_cities(data, claim.years[0], claim.cutoff)
        claim = msgspec.structs.replace(claim, subjects=tuple(largest))
    if claim.measure == "population" and not claim.now:
        claim = msgspec.structs.replace(claim, years=tuple(_counted(data, claim, y) for y in claim.years))
    if not claim.now or claim.over or claim.kind in ("total", "always"):
        outcomes = _outcomes(data, claim, claim.years, on)
        if not outcomes:
            raise Unread(nothing(data, claim, claim.years))
        verdict, flips = merged(outcomes)
        for other in meant(claim):
            others = _outcomes(data, other, other.years, on)
            if merged(others)[0] != verdict:
                outcomes, verdict, flips = [*outcomes, *others], "depends", ("period",)
                break
        for one in (claim, *meant(claim)) if claim.each else ():
            if merged(_outcomes(data, of_each(one), one.years, on))[0] != verdict:
                raise Unread("it is not clear whether it speaks of each year or of all together")
        if verdict == "depends" and claim.kind == "total" and len({len(o.used) for o in outcomes}) > 1:
            flips = ("period",)
        why = reason(claim, verdict, flips, outcomes)
        if verdict == "false" and could_be_record(data, claim):
            raise Unread("whether it comes first among cities or among years is not said")
        if verdict == "true" and claim.kind == "record" and not (claim.moved or claim.held or claim.over):
            verdict, flips, why = _among_held(data, claim, claim.years[0], why)
        if verdict == "false" and claim.turned:
            verdict, flips = "depends", ("period",)
            why = "it stands out from the years beside it, but not from all that are held"
        return Judged(
            verdict=verdict,
            outcomes=tuple(outcomes),
            flips_on=flips,
            reason=why,
            years=claim.years,
            true_in=_true_in(data, msgspec.structs.replace(claim, years=(), now=False), on),
        )
    return _judge_now(data, claim, on)


def _among_held(data: Statistics, claim: Claim, year: int, why: str) -> tuple[Verdict, tuple[str, ...], str]:
    """What a record comes to that no year held breaks: one of all years depends on those before the first held.

    One "on record" holds for the years held, if these are many. Raises :class:`Unheld` for one since a year before.
    """
    first = first_held(data, claim)
    held = f"no year held, from {first} on, stands before it"
    if claim.since is not None and claim.since + 1 < first:
        raise Unheld(f"{held}, but figures of {claim.since + 1} are missing")
    if claim.since is None and not (claim.recorded and year - first >= _LONG):
        return "depends", ("period",), f"{held}; years before are not held"
    why = held if claim.since is None else why
    if gaps := unheard(data, claim, year):
        many = ", ".join(map(str, gaps))
        why += f"; no figures are held of {many}, but the years beside are far from it"
    return "true", (), why


def _counted(data: Statistics, claim: Claim, year: int) -> int:
    """The year itself, or the newest before it by which people were counted where that is not long ago."""
    cities = (*claim.subjects, *claim.against)
    recent = range(year, year - STALE, -1)
    held = (y for y in recent if all(any(s == CENSUS for _, s in data.populations(c, y)) for c in cities))
    return next(held, year)


def _judge_now(data: Statistics, claim: Claim, on: date) -> Judged:
    """By the newest year published on the day, and by those running then."""
    cities = (*claim.subjects, *claim.against)
    recent = range(on.year, on.year - STALE - 1, -1)
    known = next((y for y in recent if all(published(data, claim, c, y, on) for c in cities)), None)
    if known is None and claim.kind == "change":
        raise Unread(
            f"nothing on these cities in {recent[-1]} or later was published by the day of the claim"
        )
    start = on.year - 1 if known is None else known
    moved = claim.kind == "change" and claim.years in ((), (-1, 0), (on.year - 1, 0))
    if moved and (last := ending(on)) and _outcomes(data, claim, years_now(claim, last), on):
        counter = "running" if last == on.year else "police"
        start, claim = last, msgspec.structs.replace(claim, counter=counter)
    judged: list[Hindsight] = []
    outcomes: list[Outcome] = []
    for year in range(start, (on.year if on.month > EARLY else max(start, on.year - 1)) + 1):
        years = years_now(claim, year)
        if claim.measure == "population" and claim.kind == "rank":
            # By the newest count of all cities.
            years = tuple(_counted(data, claim, y) for y in years)
        # No year has changed against itself, or against one after it.
        found = [] if claim.kind == "change" and years[0] >= years[1] else _outcomes(data, claim, years, on)
        if found:
            judged.append(Hindsight(year=year, verdict=merged(found)[0], known=year == known))
            outcomes += found
    if not judged:
        raise Unread(nothing(data, claim, years_now(claim, start)))
    verdict, flips = merged(outcomes)
    if len({h.verdict for h in judged}) > 1:
        flips = tuple(dict.fromkeys((*flips, "period")))
    if verdict == "false" and may_be_running(claim, outcomes, on):
        raise Unread(
            "its figure can be one of the part of the year that was over, and none are held of those"
        )
    why = reason(claim, verdict, flips, outcomes)
    if known is None:
        why += "; by figures published after the day of the claim, on which there were none yet"
    return Judged(
        verdict=verdict,
        outcomes=tuple(outcomes),
        flips_on=flips if verdict == "depends" else (),
        reason=why,
        years=tuple(h.year for h in judged),
        true_in=_true_in(data, msgspec.structs.replace(claim, years=(), now=False), on),
        hindsight=tuple(judged),
    )


# --- one set of years -----------------------------------------------------------------------------------------------


def _outcomes(data: Statistics, claim: Claim, years: tuple[int, ...], on: date) -> list[Outcome]:
    if claim.over is not None and claim.kind == "tally":
        return years_counted(data, claim, claim.over, on, _outcomes)
    if claim.over is not None:
        return _over(data, claim, claim.over, on)
    if claim.as_ == "either":
        return [
            msgspec.structs.replace(outcome, way=way)
            for way in ("count", "rate")
            for outcome in _outcomes(data, msgspec.structs.replace(claim, as_=way), years, on)
        ]
    year = years[0] if years else on.year
    if claim.moved:
        return judge_steepest(data, claim, year)
    match claim.kind:
        case "value" | "to-date":
            wanted = [(city, year) for city in claim.subjects]
            test = measured.to_date if claim.kind == "to-date" else measured.value
            return _tested(data, claim, wanted, lambda r: test(claim, r))
        case "comparison" if len(years) > 1 or len(claim.years_against) > 1:
            return judge_totals(data, claim, years)
        case "comparison":
            others = claim.years_against or (year,)
            wanted = [(c, year) for c in claim.subjects] + [(c, y) for c in claim.against for y in others]
            return _tested(data, claim, wanted, lambda r: measured.comparison(claim, r))
        case "share":
            whole = _whole(data, claim, year)
            return _tested(data, claim, [(c, year) for c in whole], lambda r: measured.share(claim, r))
        case "change":
            wanted = [(city, y) for y in years for city in claim.subjects]
            return _tested(data, claim, wanted, lambda r: measured.change(claim, r))
        case "growth":
            pairs = [(c, y) for c in (*claim.subjects, *claim.against) for y in years]
            ways = (
                ("share",) if claim.as_ == "change" else ("number",) if claim.points else ("share", "number")
            )
            return [
                msgspec.structs.replace(outcome, way=way)
                for way in ways
                for outcome in _tested(data, claim, pairs, partial(measured.growth, claim, way=way))
            ]
        case "rank":
            return judge_rank(data, claim, year)
        case "record":
            return judge_record(data, claim, year)
        case "total":
            return judge_total(data, claim, on)
        case "always":
            return judge_always(data, claim, on)
        case "tally":
            return cities_counted(data, claim, on, _outcomes)
        case "part":
            return _part(data, claim, year)


def _over(data: Statistics, claim: Claim, span: tuple[int, int], on: date) -> list[Outcome]:
    """The outcomes that decide whether a claim holds in no year of a span, or ``once`` in some.

    Raises :class:`Unread` where no year held decides, but years of the span are missing.
    """
    first, last = span[0], span[1] or (on.year if on.month > EARLY else on.year - 1)
    plain = msgspec.structs.replace(claim, over=None, once=False)
    asked = {
        year: _outcomes(data, plain, (year,), on)
        for year in data.years(claim.subjects[0])
        if first <= year <= last
    }
    years = {year: (merged(found)[0], found) for year, found in asked.items() if found}
    for decided in ("true", "depends"):
        if bearing := [found for verdict, found in years.values() if verdict == decided]:
            return [msgspec.structs.replace(o, holds=o.holds is claim.once) for o in bearing[-1]]
    ends = (
        range(first, last + 1)
        if first and span[1]
        else range(min(years, default=0), max(years, default=0) + 1)
    )
    if not years or not set(ends) <= years.keys() or not first:
        raise Unread("no year held decides it, and figures of other years are missing")
    least = min((o for _, found in years.values() for o in found), key=lambda o: o.close)
    return [msgspec.structs.replace(least, holds=not claim.once)]


def _part(data: Statistics, claim: Claim, year: int) -> list[Outcome]:
    """Murders as a percentage of the violent crimes that the same series counts."""
    found = []
    for reading in murders_and_crimes(data, claim.subjects[0], year):
        result = measured.part(claim, reading)
        holds = result.holds is not claim.negated
        found.append(
            Outcome(
                holds=holds, close=result.close, found=result.found, used=reading.used, series=reading.series
            )
        )
    return found


def _whole(data: Statistics, claim: Claim, year: int) -> tuple[str, ...]:
    """The cities that a share is of, those that have it first: those named, or so many of the largest (of a State)."""
    if claim.cutoff is None or claim.cutoff.largest is None:
        return claim.against
    largest = largest_cities(data, year, claim.cutoff)
    if other := next((c for c in claim.subjects if c not in largest), None):
        raise Unread(
            f"{data.cities[other].name} is not among the {claim.cutoff.largest} largest cities of {year}"
        )
    return (*claim.subjects, *(c for c in largest if c not in claim.subjects))


def _tested(
    data: Statistics,
    claim: Claim,
    wanted: Sequence[tuple[str, int]],
    test: Callable[[Reading], Measured | None],
) -> list[Outcome]:
    found = []
    for reading in readings(data, wanted, claim.measure, claim.as_, secondary=True):
        result = test(reading)
        if result is None:
            continue
        outcome = Outcome(
            holds=result.holds is not claim.negated,
            close=result.close,
            found=result.found,
            used=reading.used,
            series=reading.series,
            denominator=reading.denominator,
            mixed=reading.mixed,
            secondary=reading.secondary,
        )
        found.append(outcome)
        if _within_doubt(data, claim, outcome):
            found.append(msgspec.structs.replace(outcome, holds=True, near=True))
    if _lies_between(claim, found):
        found.append(msgspec.structs.replace(found[0], holds=True, near=True))
    if not found and claim.kind in ("change", "comparison"):
        # Crimes that are not counted alike bear nothing out and refute nothing.
        for reading in readings(data, wanted, claim.measure, claim.as_, across=True):
            if (result := test(reading)) is not None:
                plain = Outcome(
                    holds=True,
                    close=result.close,
                    found=result.found,
                    used=reading.used,
                    series=reading.series,
                )
                unlike = msgspec.structs.replace(plain, mixed=True, way="counted alike")
                found += [unlike, msgspec.structs.replace(unlike, holds=False, way="counted otherwise")]
    # That a part of a year is larger than the whole must follow from the main series.
    return [] if claim.kind == "to-date" and all(o.secondary for o in found) else found


def _lies_between(claim: Claim, outcomes: Sequence[Outcome]) -> bool:
    """Whether a count or a change that none held says exactly lies between two of them."""
    exact = claim.kind in ("value", "change") and claim.relation == "is"
    if not exact or claim.negated or claim.value is None:
        return False
    if claim.kind == "change":
        way = 1 if claim.up else -1
        counts = [way * o.found for o in outcomes if o.found is not None]
    else:
        counts = [o.used[0].number for o in outcomes if len(o.used) == 1]
    return bool(counts) and not any(o.holds for o in outcomes) and min(counts) < claim.value < max(counts)


def _within_doubt(data: Statistics, claim: Claim, outcome: Outcome) -> bool:
    """Whether a figure that does not hold is as near to the counts held as other counts of the same mostly are."""
    soft = claim.relation == "about" and (claim.kind == "value" or claim.points or claim.counter == "running")
    if outcome.holds or claim.negated or not (soft or claim.relation == "is"):
        return False
    rooms = [doubt(data, used, claim.counter) for used in outcome.used]
    if claim.value is None or not all(rooms):
        return False
    if claim.kind == "change":
        found = (outcome.found or 0.0) * (1 if claim.up else -1)
        most = _PART * claim.value if claim.points else _POINTS[claim.counter]
        scale = [u.number for u in outcome.used] if claim.points else [100.0] * len(rooms)
        room = min(sum(r * n for r, n in zip(rooms, scale, strict=True)), most)
        return found > 0 and abs(found - claim.value) <= room
    return claim.kind == "value" and outcome.close <= min(rooms)


@lru_cache(maxsize=64)
def _true_in(data: Statistics, claim: Claim, on: date) -> tuple[int, ...]:
    """The years in which a claim, of whatever one year, holds in every reading."""
    if claim.kind not in ("comparison", "share", "rank") or claim.years_against or claim.over:
        return ()
    years: Iterable[int] = data.years(claim.subjects[0])
    found = []
    for year in years:
        outcomes = _outcomes(data, claim, (year,), on)
        if outcomes and all(o.holds for o in outcomes):
            found.append(year)
    return tuple(found)
