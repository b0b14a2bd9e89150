"""What the parts of a sentence before one have said, which it can leave out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from enjoined.claims.claim import Unread
from enjoined.claims.grammar.phrases import FIGURED, is_start, of_level, streak_of
from enjoined.claims.grammar.tokens import Token
from enjoined.claims.rewording.clauses import FROM, PEOPLE_LIVING, goes_on
from enjoined.claims.rewording.rivals import MOVES

__all__ = ["CRIMES", "MEASURES", "Heard", "is_reference"]

MEASURES: Final = frozenset({"murders", "violent_crimes", "rate"})
CRIMES: Final = frozenset({"murders", "violent_crimes"})
_PLACED: Final = frozenset({"highest", "lowest", "any-year", "first-time"})
_COMPARES: Final = frozenset({"more", "less", "highest", "lowest"})
_SAFER: Final = re.compile("safe|danger|violent|dead|blood|worse|better|worst")
"""Beside another city: by count or by rate."""
_OF_MURDER: Final = re.compile("murder|homicide|killing")
_PARTS: Final = frozenset({"fraction", "times", "times-word", "percent"})
_OVERALL: Final = frozenset({"total", "overall", "cumulative"})
"""Before a change: over all the years spoken of."""
_EARLIER: Final = re.compile("earlier|before|prior|previous|preceding|after")


class Heard(NamedTuple):
    """Of which cities and measure the parts before have spoken, of which year, and which they named last."""

    cities: tuple[Token, ...]
    measure: tuple[Token, ...]
    year: Token | None
    last: Token | None
    since: tuple[Token, ...] = ()
    run: tuple[Token, ...] = ()
    aside: Token | None = None
    mean: tuple[Token, ...] = ()
    latest: tuple[Token, ...] = ()
    later: tuple[Token, ...] = ()
    start: Token | None = None

    def context(self, joint: str, run: Sequence[Token]) -> list[Token]:
        """What a part can leave out; after "when" it speaks of the year named last.

        Raises :class:`Unread` where it is not clear of which city "which" speaks.
        """
        of_its = any(t.text == "its" for t in run) and bool({t.kind for t in run} & _PARTS)
        if (
            joint == "which"
            and len({t.value for t in (self.cities if of_its else self.run) if t.kind == "city"}) > 1
        ):
            raise Unread("it is not clear of which city “which” speaks")
        if run[0].text == "or":
            raise Unread("which figure is meant is not understood")
        if (
            joint == "when"
            and any(t.kind in ("more", "less") for t in run)
            and all(t.kind != "than" for t in run)
        ):
            raise Unread("with what it compares the year that it names is not understood")
        bare_figure = joint == "," and {t.kind for t in run} <= {"number", "about", *CRIMES}
        of_last = joint == "when" or self._places_last(run)
        of_last = of_last or (bare_figure and any(t.text == "when" for t in self.run))
        year = self.last if of_last else (self.aside if joint == "and" else None) or self.year
        streak = next((t.text for t in run if t.kind == "streak"), None)
        if self.start is not None and streak is not None:
            # "After peaking in 2021, murders fell for three straight years": up to 2024.
            last = float(self.start.value) + streak_of(streak)
            year = self.start._replace(value=last, text=f"{last:.0f}")
        if joint in ("then", "after"):
            year = _next(year, run, 1 if joint == "then" else -1)
        cities = self.cities[-1:] if joint == "where" else self.cities
        if self.latest and [t.kind for t in run[:2]] == ["other", "cities"] and run[0].text in ("a", "the"):
            # "... than Austin, a city with 420,000 more people": of the city named just before.
            cities = (*self.latest, *(c for c in cities if c.value != self.latest[0].value))
        moved = (
            any(t.kind in ("went", "up", "down") for t in run) and sum(t.kind == "number" for t in run) == 2
        )
        kinds = {t.kind for t in run}
        ended = {"from", "to"} <= kinds and sum(t.kind == "number" for t in run) == 2
        moved = moved or ended or bool(kinds & MOVES and kinds & {"percent", "fraction"})
        bare = {t.kind for t in run} & {"up", "down"} and not {t.kind for t in run} & {
            *FIGURED,
            "since",
            "from",
        }
        moved = moved or any(t.text in _OVERALL for t in run)
        moved = moved or bool(bare) or any(t.kind == "every-year" for t in run)
        each = {t.kind for t in (*run, *self.run)} & {"every-year", "population", "people"}
        spanned = (
            not each
            and (len(self.since) > 2 or any(t.kind == "years" for t in self.since))
            and any(t.kind in ("than", "equal") for t in run)
        )
        open_since = run[-1].kind == "since"
        when = self.since if self.since and (moved or spanned) and not open_since else (year,) if year else ()
        between = [t for t in self.run if t.kind == "year"]
        if "same-span" in kinds and not self.since and len(between) > 1:
            when = (FROM, between[0], between[-1])
        over = "years" in kinds or sum(t.kind == "year" for t in run) == 2
        one = sum(t.kind == "number" for t in run) == 1
        spanned = "every-year" in kinds or (over and one and not kinds & {*MEASURES, "up", "down", "than"})
        mean = self.mean if spanned and "number" in kinds else ()
        # What is counted may be said later, but of a figure alone.
        than = next((n for n, t in enumerate(run) if t.kind == "than"), len(run))
        safer = any(_SAFER.search(t.text) for t in run) and any(t.kind == "city" for t in run[than:])
        told = kinds & FIGURED or (kinds & _COMPARES and not safer)
        measure = self.measure or (self.later if told else ())
        when = () if goes_on(run) else when
        return [*cities, *measure, *mean, *when]

    def _places_last(self, run: Sequence[Token]) -> bool:
        """Whether "..., the most in 24 years" is said of the year before, of which the figure just before it is."""
        kinds = {t.kind for t in run}
        figured = [t for t in self.run if t.kind in ("number", "year")]
        return (
            bool(kinds & {"highest", "lowest"})
            and not kinds & {"city", "year", "number"}
            and [t.kind for t in figured[-2:]] == ["number", "year"]
            and _EARLIER.search(figured[-1].text) is not None
            and not is_start(self.run, self.run.index(figured[-1]))
        )

    def after(self, run: Sequence[Token], joint: str, *, figured: bool) -> Heard:
        """What has been heard with one more run of parts."""
        sides = ("than", "versus", "surpass", "trail", "equal")
        bound = next((n for n, t in enumerate(run) if t.kind in sides), len(run))
        named = [(n, t) for n, t in enumerate(run) if t.kind == "city"]
        own = [t for n, t in named if n < bound and (figured or not self.cities or run[0].kind == "city")]
        others = [t for n, t in named if n > bound]
        kept = [c for c in self.cities if c.value not in {t.value for t in (*own, *others)}]
        cities = (*own, *kept, *others) if own else (*kept[:1], *others, *kept[1:])
        own_measure = tuple(t for t in run if t.kind in MEASURES)
        named_crime = any(t.kind in CRIMES or _OF_MURDER.match(t.text) for t in own_measure)
        # "The murder rate, which was 72 per 100,000, fell to 53": still that of murders.
        measure = own_measure if named_crime else self.measure or own_measure
        counts = [
            a
            for n, (a, b) in enumerate(pairwise(run))
            if a.kind in CRIMES and n and run[n - 1].kind == "number" and b.kind != "rate"
        ]
        sized = any(t.kind == "big" for t in run) and not any(t.kind in CRIMES for t in run)
        people = tuple(t for t in run if t.kind == "population")[:1] or ((PEOPLE_LIVING,) if sized else ())
        measure = tuple(counts[:1]) or measure or people
        years = [t for t in run if t.kind == "year"]
        start = years[0] if len(years) == 1 and run[0].text in ("after", "since") else None
        main = [t for n, t in enumerate(run) if t.kind == "year" and not is_reference(run, n)]
        year = main[-1] if main and joint != "when" else self.year
        year = _next(year, run) if joint == "then" and not main else year
        at = next((n for n, t in enumerate(run) if t.kind == "since" and n + 1 < len(run)), None)
        open_: tuple[Token, ...] = (
            ()
            if at is None or main or run[at + 1].kind != "year" or {t.kind for t in run} & _PLACED
            else (run[at], run[at + 1])
        )
        if len(years) == 2 and any(t.kind in ("from", "between") for t in run):
            open_ = (FROM, *years)
        open_ = tuple(t for t in run if t.kind == "years")[-1:] or open_
        open_ = open_ if figured or years else self.since
        aside = self.last if joint == "when" else self.aside if joint == "and" else None
        last = years[-1] if years else self.last
        mean = tuple(t for t in run if t.kind == "average")[:1] or self.mean
        return Heard(
            cities,
            measure,
            year,
            last,
            open_,
            tuple(run) if figured else self.run,
            aside,
            mean,
            tuple(t for _, t in named)[-1:],
            self.later,
            start,
        )


def _next(year: Token | None, run: Sequence[Token], step: int = 1) -> Token | None:
    """The year after ("54 in 2024, then fell to 33", "82 in 2020, then 94"), or before ("after jumping to 39")."""
    kinds = {t.kind for t in run}
    if year is None or not (kinds & {"up", "down"} or kinds <= {"number", "murders", "about", "other"}):
        return year
    after = float(year.value) + step
    return year._replace(value=after, text=f"{after:.0f}")


def is_reference(tokens: Sequence[Token], n: int) -> bool:
    """Whether a year is one that something is set against: "from 2019", "since 2011", "the year before"."""
    return (
        of_level(tokens, n)
        or _EARLIER.search(tokens[n].text) is not None
        or is_start(tokens, n)
        or any(a.kind == "since" and b is tokens[n] for a, b in pairwise(tokens[: n + 1]))
    )
