"""A claim against one reading of the figures: whether it holds, how close it is, and what the figures come to."""

from __future__ import annotations

from typing import NamedTuple

from enjoined.claims.claim import Claim
from enjoined.claims.judging.verdict import apart, bounded, holds_number
from enjoined.claims.judging.worlds import Reading

__all__ = ["Measured", "change", "compared", "comparison", "growth", "part", "share", "to_date", "value"]


_PARTS = (*(1 / n for n in range(2, 11)), 2 / 3, 0.75)
"""Of people, as a part is said in words."""


_NEARLY = 0.9
"""What is nearly double is at least so much of it."""


_ROUNDEST = {100.0: 140.0, 200.0: 270.0, 50.0: 57.0}
"""At most so many percent is what doubled, tripled or halved."""


class Measured(NamedTuple):
    """Whether a claim holds, how far it is off (a share), and the percentage, ratio, difference or sum found."""

    holds: bool
    close: float
    found: float | None = None


def _sides(claim: Claim, reading: Reading) -> tuple[list[float], list[float]]:
    cut = len(claim.subjects)
    left, right = [u.number for u in reading.used[:cut]], [u.number for u in reading.used[cut:]]
    if claim.as_ == "rate":
        # Rates of several places together are one rate of all their people.
        if claim.summed:
            left = [_joint(reading, 0, cut)]
        if claim.summed_against:
            right = [_joint(reading, cut, len(reading.used))]
        return left, right
    return ([sum(left)] if claim.summed else left), ([sum(right)] if claim.summed_against else right)


def _joint(reading: Reading, start: int, end: int) -> float:
    used = reading.used[start:end]
    return sum(u.value for u in used) / sum(u.population or 1 for u in used) * 100_000


def value(claim: Claim, reading: Reading) -> Measured:
    """A count, a rate or a number of people, of one city or of several together."""
    left, _ = _sides(claim, reading)
    assert claim.value is not None, "a claim of a value has one"
    rounds = claim.as_ == "rate" or claim.measure == "population"
    holds = all(
        holds_number(n, claim.value, claim.relation, claim.decimals, rounds=rounds, upto=claim.upto)
        for n in left
    )
    return Measured(holds, apart(left[0], claim.value), left[0] if claim.summed else None)


def to_date(claim: Claim, reading: Reading) -> Measured | None:
    """A part of a year can only be bounded by the whole: it cannot hold more than the year did."""
    whole = reading.used[0].value
    assert claim.value is not None, "a claim to date has a value"
    if claim.relation in ("at-most", "less"):
        return (
            Measured(True, apart(whole, claim.value)) if bounded(whole, claim.value, claim.relation) else None
        )
    least = claim.value * (0.95 if claim.relation == "about" else 1.0)
    return Measured(False, apart(whole, claim.value)) if whole < least else None


def comparison(claim: Claim, reading: Reading) -> Measured:
    """One side against the other: which is more, by how much, or how many times."""
    left, right = _sides(claim, reading)
    results, closest = [], float("inf")
    for one in left:
        for other in right:
            closest = min(closest, apart(one, other))
            results.append(compared(claim, one, other))
    one, other = left[0], right[0]
    found = one - other if claim.points else one / other if claim.value is not None and other else None
    if found is None and claim.summed_against:
        found = other
    return Measured(all(results), closest, found)


def compared(claim: Claim, one: float, other: float) -> bool:
    """Whether one number is to the other as the claim says."""
    if claim.points:
        return _difference(one, other, claim)
    if claim.value is not None:
        return _ratio(one, other, claim)
    if claim.relation == "equal":
        return one == other if claim.as_ == "count" else round(one, 1) == round(other, 1)
    return one < other if claim.relation == "less" else one > other


def _difference(one: float, other: float, claim: Claim) -> bool:
    assert claim.value is not None, "asked only where a difference is claimed"
    more = abs(one - other) if claim.apart else one - other if claim.up else other - one
    rounds = claim.as_ == "rate"
    if claim.measure == "population" and bounded(more, claim.value, claim.relation) is None:
        return more > 0 and abs(more - claim.value) <= max(0.5 * _printed(claim.value), 0.01 * claim.value)
    return (more > 0 or claim.apart) and holds_number(
        more, claim.value, claim.relation, claim.decimals, rounds=rounds
    )


def _printed(people: float) -> float:
    """The last place that a number of people is printed to: a round number says no more."""
    figures = str(int(people))
    return 10.0 ** (len(figures) - len(figures.rstrip("0")))


def _ratio(one: float, other: float, claim: Claim) -> bool:
    assert claim.value is not None, "asked only where a ratio is claimed"
    if not other:
        return False
    ratio = one / other
    percent = claim.decimals >= 2
    if (within := bounded(ratio, claim.value, claim.relation)) is not None:
        return within
    match claim.relation:
        case "nearly":
            return _NEARLY * claim.value <= ratio <= 1.05 * claim.value
        case "about" if claim.measure == "population" and claim.value in _PARTS:
            # "A fifth as many people": no simpler part is nearer.
            return min(_PARTS, key=lambda part: abs(ratio - part)) == claim.value
        case "about" if percent:
            return abs(ratio - claim.value) <= max(0.05 * abs(claim.value - 1), 0.02)
        case "about":
            return 0.95 * claim.value <= ratio <= (1.25 if claim.value > 1 else 1.1) * claim.value
        case _ if percent:
            return abs(ratio - claim.value) <= 0.01
        case _:
            return abs(ratio - claim.value) <= max(0.5 * 10.0**-claim.decimals, 0.05 * claim.value)


def share(claim: Claim, reading: Reading) -> Measured:
    """A part of the whole, in percent."""
    numbers = [u.number for u in reading.used]
    part = 100 * sum(numbers[: len(claim.subjects)]) / sum(numbers)
    assert claim.value is not None, "a claim of a share has one"
    holds = bounded(part, claim.value, claim.relation)
    if holds is None and claim.relation == "nearly":
        holds = _NEARLY * claim.value <= part <= 1.05 * claim.value
    elif holds is None:
        room = 3 if claim.relation == "about" else max(0.5 * 10.0**-claim.decimals, 0.05) + 1e-9
        holds = abs(part - claim.value) <= room
    return Measured(holds, apart(part, claim.value), part)


def part(claim: Claim, reading: Reading) -> Measured:
    """Murders as a percentage of violent crimes: the first figure of that which follows it."""
    murders, crimes = (u.value for u in reading.used[:2])
    percent = 100 * murders / crimes if crimes else 0.0
    assert claim.value is not None, "a claim of a part has one"
    holds = bounded(percent, claim.value, claim.relation)
    if holds is None:
        room = 0.1 * claim.value if claim.relation == "about" else 0.5 * 10.0**-claim.decimals
        holds = abs(percent - claim.value) <= room + 1e-9
    return Measured(holds, apart(percent, claim.value), percent)


def change(claim: Claim, reading: Reading) -> Measured:
    """From one year to another, in percent or by a number, of one city or of several together."""
    cut = len(claim.subjects)
    before, after = (sum(u.number for u in side) for side in (reading.used[:cut], reading.used[cut:]))
    if not before:
        return Measured(False, float("inf"))
    percent = 100 * (after - before) / before
    towards = percent if claim.up else -percent
    if claim.value is None:
        return Measured(towards > 0, abs(percent) / 100, percent)
    size = abs(after - before) if claim.points else towards
    holds = bounded(size, claim.value, claim.relation)
    if holds is None and claim.relation == "nearly":
        ratio, claimed = (1 + towards / 100, 1 + claim.value / 100) if claim.up else (towards, claim.value)
        holds = _NEARLY * claimed <= ratio <= 1.05 * claimed
    elif holds is None and claim.relation != "about":
        printed = _printed(claim.value) if claim.points and claim.measure == "population" else 0.0
        holds = abs(size - claim.value) <= 0.5 * max(10.0**-claim.decimals, printed) + 1e-9
    elif holds is None and claim.value in _ROUNDEST and not claim.decimals:
        holds = 0.9 * claim.value <= size <= _ROUNDEST[claim.value]
    elif holds is None:
        # A part in words ("a third fewer") is rounder than a percentage.
        in_words = any(abs(claim.value - 100 * part) < 0.01 for part in _PARTS if part <= 0.5)
        room = 0.1 if in_words and not claim.decimals else 0.05
        holds = abs(size - claim.value) <= max(room * claim.value, 2)
    return Measured(
        holds and towards > 0, apart(size, claim.value), after - before if claim.points else percent
    )


def growth(claim: Claim, reading: Reading, way: str) -> Measured:
    """The change of one side against those of the others, by share or by number.

    A side that went the other way has not changed as claimed.
    """
    numbers = [u.number for u in reading.used]
    moves = []
    for before, after in zip(numbers[::2], numbers[1::2], strict=True):
        size = (after - before) * (1 if claim.up else -1)
        moves.append(size if way == "number" else size / before if before else float("inf"))
    own, others = moves[0], moves[1:]
    holds = all(own < o if claim.relation == "less" else own > o for o in others) and own > 0
    return Measured(holds, min(apart(own, o) for o in others))
