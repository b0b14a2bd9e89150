"""The largest rise or fall: of a city among those of the years before, or in one year among other cities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from enjoined.claims.claim import Claim, Unread
from enjoined.claims.figures.statistics import Statistics
from enjoined.claims.judging.ranks import FEWEST, fields
from enjoined.claims.judging.verdict import Outcome, apart
from enjoined.claims.judging.worlds import Reading, readings

__all__ = ["judge_steepest"]

_WAYS = ("share", "number")


def judge_steepest(data: Statistics, claim: Claim, year: int) -> list[Outcome]:
    """One outcome for each way of measuring a change: as a share, and by number unless the claim says percent.

    Raises :class:`Unread` where no change held is larger, but figures of other years are missing.
    """
    ways = _WAYS[:1] if claim.as_ == "change" or claim.as_ == "rate" else _WAYS
    judged = _among_years if claim.kind == "record" else _among_cities
    return [replace(outcome, way=way) for way in ways for outcome in judged(data, claim, year, way)]


def _among_years(data: Statistics, claim: Claim, year: int, way: str) -> Iterator[Outcome]:
    subject = claim.subjects[0]
    held = [y for y in data.years(subject) if y < year]
    first = claim.since + 1 if claim.since is not None else (min(held) + 1 if held else year)
    others = {y: _moves(data, claim, subject, y, way) for y in range(first, year)}
    missing = [y for y, moves in others.items() if not moves]
    for own, size in _moves(data, claim, subject, year, way):
        # A year counts by its smallest change: what only one series says refutes nothing.
        least = [min(moves, key=lambda m: m[1]) for moves in others.values() if moves]
        larger = max(least, key=lambda m: m[1], default=None)
        beaten = size <= 0 or (larger is not None and larger[1] > size)
        if not beaten and (missing or claim.since is None or not others):
            raise Unread(
                f"no larger change is held, but figures of {missing[0] if missing else 'earlier years'} are missing"
            )
        used = (*own.used, *(larger[0].used if larger else ()))
        close = apart(size, larger[1]) if larger else 1.0
        yield Outcome(
            holds=beaten is claim.negated,
            close=close,
            used=used,
            series=own.series,
            denominator=own.denominator,
        )


def _among_cities(data: Statistics, claim: Claim, year: int, way: str) -> Iterator[Outcome]:
    subject = claim.subjects[0]
    sizes = {city: _moves(data, claim, city, year, way) for city in data.cities}
    sizes = {city: moves for city, moves in sizes.items() if moves}
    if subject not in sizes or len(sizes) < FEWEST:
        return
    for label, cities in fields(data, claim, year, sizes):
        if subject not in cities or len(cities) == 1:
            continue
        for own, size in sizes[subject]:
            rest = {c: min(sizes[c], key=lambda m: m[1]) for c in cities if c != subject}
            ahead = [c for c, (_, theirs) in rest.items() if theirs > size]
            holds = size > 0 and (len(ahead) < claim.rank if claim.within else len(ahead) + 1 == claim.rank)
            nearest = min(rest.values(), key=lambda m: abs(m[1] - size))
            yield Outcome(
                holds=holds is not claim.negated,
                close=apart(size, nearest[1]),
                used=(*own.used, *nearest[0].used),
                series=own.series,
                denominator=own.denominator,
                cutoff=label,
                found=len(ahead) + 1,
            )


def _moves(data: Statistics, claim: Claim, city: str, year: int, way: str) -> Sequence[tuple[Reading, float]]:
    """The change into a year in each reading, towards the way claimed: in percent or by number."""
    found = []
    for reading in readings(data, [(city, year - 1), (city, year)], claim.measure, claim.as_):
        before, after = (u.number for u in reading.used)
        if reading.mixed or (way == "share" and not before):
            continue
        size = after - before if way == "number" else 100 * (after - before) / before
        found.append((reading, size if claim.up else -size))
    return found
