"""Why a verdict is as it is, in words."""

from __future__ import annotations

from collections.abc import Sequence

from enjoined.claims.claim import Claim
from enjoined.claims.figures.statistics import Statistics
from enjoined.claims.judging.verdict import Outcome, Verdict

__all__ = ["nothing", "reason"]


def reason(claim: Claim, verdict: Verdict, flips: tuple[str, ...], outcomes: Sequence[Outcome]) -> str:
    """Why the verdict is as it is, in one sentence: in how many readings it holds, and what the figures come to."""
    main = [o for o in outcomes if not o.secondary and not o.near] or outcomes
    closest = min(o.close for o in main)
    near = _found(claim, main)
    near += f"; the closest is {closest:.1%} apart" if not near and 0.0005 < closest < 0.05 else ""
    if verdict == "depends" and not any(o.holds and not o.near for o in outcomes):
        return f"no count held says exactly so{near}, as near as other counts of the same year often are"
    if verdict == "depends":
        verb = "decide" if len(flips) > 1 else "decides"
        return f"it holds in some readings and not in others: {' and '.join(flips)} {verb}{near}"
    count = len(main)
    readings_ = "the one reading" if count == 1 else f"all {count} readings"
    return f"{'holds' if verdict == 'true' else 'does not hold'} in {readings_} of the figures{near}"


def _found(claim: Claim, outcomes: Sequence[Outcome]) -> str:
    """What the figures come to: the percentage, ratio, share, difference, sum or place, from the least to the most."""
    found = sorted({round(o.found, 1) for o in outcomes if o.found is not None})
    if not found:
        return ""
    low, high = found[0], found[-1]
    match claim.kind:
        case "change" if not claim.points:
            way = "a rise" if low > 0 else "a fall" if high < 0 else "a change"
            sizes = sorted({abs(low), abs(high)}) if low * high > 0 else [low, high]
            return f"; the figures say {way} of {_span(sizes, '.1f')} percent"
        case "share" | "part":
            return f"; the figures say {_span([low, high], '.1f')} percent"
        case "tally" if claim.over is not None:
            return f"; in {_span([low, high], '.0f')} years it is so"
        case "tally":
            unit = " percent" if claim.as_ == "share" else ""
            return f"; of the cities held {_span([low, high], '.0f')}{unit} are so"
        case "rank":
            return f"; its place is {_span([low, high], '.0f')}"
        case "comparison" if claim.value is not None and not claim.points:
            ratios = sorted(o.found for o in outcomes if o.found is not None)
            return f"; the figures say {_span([ratios[0], ratios[-1]], '.2f')} times"
        case "comparison" if claim.value is None:
            return f"; the others come to {_span([low, high], ',.1f')} together"
        case _:
            return f"; the figures say {_span([low, high], ',.0f')}"


def _span(ends: Sequence[float], form: str) -> str:
    low, high = (format(end, form).removesuffix(".0") for end in (ends[0], ends[-1]))
    return low if low == high else f"{low} to {high}"


def nothing(data: Statistics, claim: Claim, years: tuple[int, ...]) -> str:
    """Which figure is missing for a claim in the years given."""
    if claim.kind == "to-date":
        return "it speaks of a part of a year, and figures are held of whole years"
    for city in (*claim.subjects, *claim.against):
        for year in years:
            if not data.figures(city, year, claim.measure):
                what = claim.measure.replace("_", " ")
                return f"no figure is held for {what} in {data.cities[city].name} in {year}"
            if claim.as_ == "rate" and not data.populations(city, year):
                return f"no population is held for {data.cities[city].name} in {year}"
    return "no figures are held that could be set side by side"
