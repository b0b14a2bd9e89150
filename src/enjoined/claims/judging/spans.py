"""Totals over several years, and what was so in every year of a span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from enjoined.claims.claim import EARLY, Claim, Unread
from enjoined.claims.figures.statistics import Statistics
from enjoined.claims.judging.measured import compared
from enjoined.claims.judging.verdict import Outcome, apart, holds_number
from enjoined.claims.judging.worlds import Reading, Used, doubt, readings

__all__ = ["judge_always", "judge_total", "judge_totals", "meant", "of_each"]


def meant(claim: Claim) -> Iterator[Claim]:
    """The claim of each other span that its words ("since 2010", "the early 1990s") can mean."""
    span = claim.over or (claim.years if claim.kind in ("total", "always") else ())
    if claim.since is not None and span[:1] == (claim.since,):
        after = (span[0] + 1, span[1])
        yield replace(claim, **{"over" if claim.over else "years": after})
    for first, last in claim.loose:
        years = tuple(range(first, last + 1)) if claim.kind == "comparison" else (first, last)
        yield replace(claim, **{"over" if claim.over else "years": years})


def of_each(claim: Claim) -> Claim:
    """What a claim of all its years together says of each year; for a comparison, of their averages."""
    if claim.kind == "comparison":
        return replace(claim, mean=True)
    return replace(claim, kind="always", mean=False)


def judge_total(data: Statistics, claim: Claim, on: date) -> list[Outcome]:
    """The total by the lowest figure of each year and by the highest, and of an open span up to each end it can have.

    The year in which an open span is spoken of has begun, so that its total lies between the two ends.
    Raises :class:`Unread` if a year of the span has no figure.
    """
    first, last = claim.years
    assert claim.value is not None, "a claim of a total has one"
    ends = [last] if last else [end for end in _open_ends(data, claim, on) if end >= first]
    if not ends:
        raise Unread(f"no figures from {first} on had been published by the day of the claim")
    found = list[Outcome]()
    for end in ends:
        both = list[Outcome]()
        held = [_of(data, claim, year) for year in range(first, end + 1)]
        for label, pick in (("the lowest of each year", min), ("the highest of each year", max)):
            used = tuple(pick(year, key=lambda r: r.used[0].number).used[0] for year in held)
            total: float = sum(u.value for u in used)
            if claim.mean:
                total /= end - first + 1
            holds = holds_number(
                total, claim.value, claim.relation, claim.decimals, rounds=claim.mean, upto=claim.upto
            )
            both.append(
                Outcome(
                    holds=holds is not claim.negated,
                    close=apart(total, claim.value),
                    found=total,
                    used=used,
                    series=label,
                )
            )
        least, most = both
        found += both
        if not (least.holds or most.holds or claim.negated) and (least.found or 0) < claim.value < (
            most.found or 0
        ):
            # What lies between them is met by some count of each year, which is enough of an average.
            some = replace(least, holds=True, series="counts of several series")
            found = [*found[:-2], some] if claim.mean else [*found, some]
        elif claim.relation == "is" and not (claim.mean or claim.negated or least.holds or most.holds):
            near = min(both, key=lambda o: o.close)
            room = sum(doubt(data, u) * u.value for u in near.used) / (sum(u.value for u in near.used) or 1)
            found += [replace(near, holds=True, near=True)] if near.close <= room else []
    return found


def judge_totals(data: Statistics, claim: Claim, years: Sequence[int]) -> list[Outcome]:
    """The total of one side's cities and years against the other's: its lowest by their highest, and the reverse.

    Raises :class:`Unread` where a year of either has no figure.
    """
    if (len(claim.subjects) > 1 and not claim.summed) or (
        len(claim.against) > 1 and not claim.summed_against
    ):
        raise Unread("which of the cities it adds up is not clear")
    sides = [
        [_ends(data, claim, city, year) for city in cities for year in side]
        for cities, side in ((claim.subjects, years), (claim.against, claim.years_against or years))
    ]
    found = []
    for low, label in ((0, "the lowest of each year"), (1, "the highest of each year")):
        used = [[both[end] for both in side] for side, end in zip(sides, (low, 1 - low), strict=True)]
        one, other = (
            sum(u.value for u in side) / (len(of) if claim.mean else 1)
            for side, of in zip(used, (years, claim.years_against or years), strict=True)
        )
        result = compared(claim, one, other)
        found.append(
            Outcome(
                holds=result is not claim.negated,
                close=apart(one, other),
                found=one - other
                if claim.points
                else one / other
                if claim.value is not None and other
                else other,
                used=tuple(u for side in used for u in side),
                series=label,
            )
        )
    return found


def _ends(data: Statistics, claim: Claim, city: str, year: int) -> tuple[Used, Used]:
    """The lowest figure of a city and year and the highest."""
    held = sorted(
        (r.used[0] for r in _of(data, replace(claim, subjects=(city,)), year)), key=lambda u: u.number
    )
    return held[0], held[-1]


def _open_ends(data: Statistics, claim: Claim, on: date) -> list[int]:
    subject = claim.subjects[0]
    known = [
        year
        for year in data.years(subject)
        if any(data.series[f.series].known_on(year, on) for f in data.figures(subject, year, claim.measure))
    ]
    if not known:
        raise Unread("nothing was published on this city by the day of the claim")
    running = on.year if on.month > EARLY else on.year - 1
    return list(dict.fromkeys((known[-1], max(known[-1], min(running, data.years(subject)[-1])))))


def judge_always(data: Statistics, claim: Claim, on: date) -> list[Outcome]:
    """One outcome for each year that breaks the rule, or else one for all years together.

    ``negated`` says that no year is as described. A year that nothing was published on by the day of the claim decides
    nothing against the years before it: both stand. Raises :class:`Unread` where no year held breaks it, but years of
    the span are missing.
    """
    first, last = claim.years
    newest = last or (on.year if on.month > EARLY else on.year - 1)
    held = [y for y in data.years(claim.subjects[0]) if first <= y <= newest and y not in claim.without]
    breaking: list[Outcome] = []
    bearing: list[Outcome] = []
    for year in held:
        outcomes = [_tested(claim, reading) for reading in _of(data, claim, year)]
        (bearing if all(o.holds for o in outcomes) else breaking).extend(outcomes)
    if breaking:
        # A year that breaks the rule by every series decides alone; one that does so by some makes it depend.
        certain = [
            o for o in breaking if all(not b.holds for b in breaking if b.used[0].year == o.used[0].year)
        ]
        known = last or _open_ends(data, claim, on)[0]
        before = [o for o in bearing if o.used[0].year <= known]
        late = before and all(o.used[0].year > known for o in certain or breaking)
        return [*(certain or breaking), *([min(before, key=lambda o: o.close)] if late else [])]
    if (
        not held
        or not first
        or (missing := sorted(set(range(first, (last or held[-1]) + 1)) - {*held, *claim.without}))
    ):
        what = (
            f"of {missing[0]}" if first and held else f"from before {held[0]}" if held else "of those years"
        )
        raise Unread(f"no year held breaks it, but figures {what} are missing")
    return [min(bearing, key=lambda o: o.close)]


def _tested(claim: Claim, reading: Reading) -> Outcome:
    assert claim.value is not None, "a claim of every year has a number"
    number = reading.used[0].number
    rounds = claim.as_ == "rate" or claim.measure == "population"
    holds = holds_number(number, claim.value, claim.relation, claim.decimals, rounds=rounds, upto=claim.upto)
    return Outcome(
        holds=holds is not claim.negated,
        close=apart(number, claim.value),
        used=reading.used,
        series=reading.series,
        denominator=reading.denominator,
    )


def _of(data: Statistics, claim: Claim, year: int) -> Iterable[Reading]:
    found = readings(data, [(claim.subjects[0], year)], claim.measure, claim.as_)
    if not found:
        what = claim.measure.replace("_", " ")
        raise Unread(f"no figure is held for {what} in {data.cities[claim.subjects[0]].name} in {year}")
    return found
