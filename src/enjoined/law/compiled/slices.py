"""Slices of awards: awards that no scope of the law tells apart, each spelled in one way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from enjoined.law.cell import Acceptance, Award
from enjoined.law.compiled.builder import PRIME
from enjoined.law.compiled.people import asks_of_acceptance, products_of, whos
from enjoined.model import FIRST_DAY, LAST_DAY, Awards, Day
from enjoined.registry.table import LawTable

__all__ = ["NO_DAY", "Bucket", "Slices"]

NO_DAY: Final = FIRST_DAY
"""Stands in tables for an award whose day of acceptance is not given."""


class Bucket(NamedTuple):
    """Awards accepted on a day from ``start`` up to ``until``, or not accepted; ``award`` is one of them."""

    acceptance: Acceptance
    start: Day
    until: Day
    award: Award


class Slices:
    """The days of acceptance and the award numbers that some scope looks at."""

    def __init__(self, law: LawTable) -> None:
        days: set[Day] = set()
        numbers: set[str] = set()
        for selector in _selectors(law):
            limits = (selector.accepted_before, selector.accepted_from, selector.pending_on)
            days.update(day for day in limits if day is not None)
            numbers |= selector.named
        self.days = tuple(sorted(days))
        self.numbers = frozenset(numbers)
        self._day_matters = bool(days) or any(
            asks_of_acceptance(who) for effect in law.effects.values() for who in whos(effect)
        )

    def spelled(self, award: Award) -> Award:
        """The award that stands for all that no scope tells from this one."""
        number = award.number if award.number is None or award.number in self.numbers else _OTHER_NUMBER
        acceptance, accepted = award.acceptance, award.day_accepted
        if not self._day_matters:
            acceptance, accepted = Acceptance.NOT_SAID, None
        elif acceptance is Acceptance.ACCEPTED:
            acceptance = Acceptance.NOT_SAID
        return Award(
            program=award.program,
            fiscal_year=award.fiscal_year,
            number=number,
            acceptance=acceptance,
            accepted=None if accepted is None else self._day(accepted),
            through=None if award.through is None else PRIME,
        )

    def _day(self, accepted: Day) -> Day:
        """The first day that no limit tells from the day of acceptance; an early one stands for all before."""
        n = bisect_left(self.days, accepted)
        if n < len(self.days) and self.days[n] == accepted:
            return accepted
        return Day(self.days[n - 1] + 1) if n else Day(NO_DAY + 1)

    def buckets(self) -> Iterator[Bucket]:
        """All spellings of acceptance, as windows of days; ``NO_DAY`` alone means that no day is given."""
        starts = [Day(NO_DAY + 1)]
        for day in self.days:
            starts += [day, Day(day + 1)]
        windows = [(NO_DAY, Day(NO_DAY + 1))]
        windows += [
            (start, until)
            for start, until in zip(starts, [*starts[1:], Day(LAST_DAY)], strict=True)
            if start < until
        ]
        for acceptance in (Acceptance.NONE, Acceptance.DECLINED):
            award = self.spelled(Award(acceptance=acceptance, number=_OTHER_NUMBER))
            yield Bucket(acceptance, NO_DAY, Day(LAST_DAY), award)
        for acceptance in (Acceptance.NOT_SAID, Acceptance.ACCEPTED):
            for start, until in windows:
                accepted = None if start == NO_DAY else start
                award = self.spelled(Award(acceptance=acceptance, accepted=accepted, number=_OTHER_NUMBER))
                yield Bucket(acceptance, start, until, award)


_OTHER_NUMBER: Final = "-"
"""Stands for every award number that no scope names."""


def _selectors(law: LawTable) -> Iterator[Awards]:
    for effect in law.effects.values():
        for product in products_of(effect):
            yield product.awards
