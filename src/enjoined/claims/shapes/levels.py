"""Sentences about a level: one compared with, a peak, what did not move, and between which ends something ranged."""

from __future__ import annotations

import re

from msgspec.structs import replace

from enjoined.claims.claim import As, Claim, Unread
from enjoined.claims.grammar.phrases import turning
from enjoined.claims.shapes.spanned import Spanned

__all__ = ["Levels"]

_LEVEL = re.compile("level|peak|high|average|total")
"""After a year: its figure, as what is compared with ("their 2021 peak")."""


class Levels(Spanned):
    """The shapes of a claim that set years against a level."""

    def unchanged(self) -> list[Claim]:
        """ "Did not change in 2025": as many as in the year before, or as in the year named beside it."""
        if not self.has("unchanged"):
            return []
        years = sorted(set(self.years()))
        numbers = [n for n, t in enumerate(self.tokens) if t.kind == "number"]
        if (
            len(self.unique()) != 1
            or not 1 <= len(years) <= 2
            or len(numbers) > 1
            or self.negated
            or self.has("up", "down")
        ):
            raise Unread("what did not change is not understood")
        plain = Claim(kind="comparison", measure=self.measure, as_="count", subjects=self.unique())
        at = self.at("unchanged")
        about = (
            self.kinds[at - 1] == "about"
            or re.search("flat|steady|level|barely|hardly|scarcely", self.tokens[at].text) is not None
        )
        same = replace(
            plain, against=self.unique(), relation="equal", as_="rate" if self.as_ == "rate" else "count"
        )
        before = years[0] if len(years) > 1 else years[-1] - 1
        figures = [self._own(n, self.unique()[0], years[-1]) for n in numbers]
        same = replace(same, years=(years[-1],), years_against=(before,))
        return [*figures, replace(same, relation="about", value=1.0) if about else same]

    def peaked(self) -> list[Claim]:
        """ "Peaked at 70 in 2022", "bottomed out at 198 in 2011": so many then, and not in the years beside it."""
        at = next(
            (
                n
                for n, t in enumerate(self.tokens)
                if turning(t.text) and t.kind in ("highest", "lowest") and t.text != "peak"
            ),
            -1,
        )
        numbers = [n for n, t in enumerate(self.tokens) if t.kind == "number"]
        if at < 0:
            return []
        if (
            self.has("years")
            and len(self.years()) == 2
            and len(self.unique()) == 1
            and not (numbers or self.negated)
        ):
            # "Peaked in the early 1990s": in some year of these it was the highest of all.
            first, last = self.years()
            top = replace(
                self.figure("always", (first, last)), kind="record", highest=self.kinds[at] == "highest"
            )
            return [replace(top, years=(), until=self.last_year, over=(first, last), once=True)]
        if (
            len(self.unique()) != 1
            or len(self.years()) != 1
            or len(numbers) > 1
            or self.negated
            or self.has("than")
        ):
            raise Unread("what its peak is of is not understood")
        year = self.years()[0]
        figures = [self._own(n, self.unique()[0], year) for n in numbers]
        highest = self.kinds[at] == "highest"
        # Without a span, a peak can be meant of all years or of those around it.
        turns = self._peak(year, top=highest)
        if self.has("since", "decades", "past-years", "own-decade"):
            return [*figures, *turns]
        as_: As = "rate" if self.as_ == "rate" else "count"
        foremost = replace(turns[0], kind="record", as_=as_, years=(year,), highest=highest, up=True)
        return [*figures, *turns, replace(foremost, until=self.last_year, held=True, turned=True)]

    def _peak(self, year: int, *, top: bool = True) -> list[Claim]:
        """A peak stands out from the years beside it."""
        plain = Claim(kind="change", measure=self.measure, as_="change", subjects=self.unique())
        plain = replace(plain, as_="rate" if self.as_ == "rate" else "change")
        return [
            replace(plain, years=(year - 1, year), up=top),
            replace(plain, years=(year, year + 1), up=not top),
        ]

    def ranged(self) -> list[Claim]:
        """ "Ranged from a low of 11 to a high of 25" over a span: never outside of these ends, and once at each."""
        if not self.has("ranged"):
            return []
        numbers = [n for n, t in enumerate(self.tokens) if t.kind == "number"]
        if len(self.unique()) != 1 or len(numbers) != 2 or self.negated:
            raise Unread("between which ends it ranged is not understood")
        years = [n for n, t in enumerate(self.tokens) if t.kind == "year"]
        own = self._alternate(numbers, years) and len(years) == 2
        span = None if own else self.span()
        if not own and span is None:
            raise Unread("in which years it ranged so is not understood")
        first, last = sorted(float(self.tokens[n].value) for n in numbers)
        ends = [
            self._own(n, self.unique()[0], int(self.tokens[years[m]].value) if own else 0)
            for m, n in enumerate(numbers)
        ]
        if span is None:
            return ends
        always = replace(self.figure("always", span), relation="between", value=first, upto=last)
        return [always, *(replace(end, over=span, once=True) for end in ends)]

    def below_level(self) -> list[Claim]:
        """ "In 2019 they were 36 percent below their 2016 level", "down 30 percent from their 2021 peak"."""
        for n in range(len(self.tokens) - 1):
            side = self.tokens[n + 1]
            level = next((m for m in range(n, len(self.tokens)) if _LEVEL.match(self.tokens[m].text)), None)
            apart = (
                re.match("(?:well |far )?(?:below|above|under|over)(?: that of| those of)?$", side.text)
                is not None
            )
            if self.kinds[n] != "percent" or not (apart or (level and "from" in self.kinds[n:level])):
                continue
            of = (level or 0) - 1
            year = (self.years(of, of + 1) or self.years(of + 2, of + 4)) if level else self.years(n)
            others = [y for y in self.years() if y not in year]
            if level and (not year or "average" in self.tokens[level].text or len(self.unique()) != 1):
                raise Unread("the level it compares with is not one year's")
            if len(year) != 1 or len(others) > 1 or len(self.unique()) != 1:
                return []
            relation, value, _, decimals = self._number(kinds=("percent",))
            fall = Claim(
                kind="change",
                measure=self.measure,
                as_="rate" if self.as_ == "rate" else "change",
                subjects=self.unique(),
                years=(year[0], others[0] if others else 0),
                now=not others,
                relation=relation,
                value=value,
                decimals=decimals,
                up=re.search("above|over", side.text) is not None or self.has("up"),
                negated=self.negated,
            )
            if not level or not self.tokens[level].text.startswith("peak"):
                figures = [n for n, t in enumerate(self.tokens) if t.kind == "number"]
                of_last = len(figures) == 1 and not level
                return [
                    *(
                        [self._own(figures[0], self.unique()[0], others[0] if others else 0)]
                        if of_last
                        else []
                    ),
                    fall,
                ]
            return [*self._peak(year[0]), fall]
        return []
