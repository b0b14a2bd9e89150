"""Sentences that single a year out: the first, the last or the only one in which something was so."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from enjoined.claims.claim import EARLY, Claim, Relation, Unread
from enjoined.claims.grammar.patterned import matched
from enjoined.claims.grammar.phrases import TIMES, hedge
from enjoined.claims.grammar.tokens import Token, in_figures
from enjoined.claims.shapes.levels import Levels
from enjoined.claims.shapes.spanned import NEVER
from enjoined.claims.shapes.superlatives import Superlatives

__all__ = ["Singled"]


_WINDOW: Final = (
    r"(?:<since>(?P<first><year>)|<past-years>"
    r"|(?:<duration>|<=the>|<=years?>)*(?:<from>|<between>|<=in>)?(?P<first2><year>)<to>(?P<last2><year>)"
    r"|(?:<=the>|<=years?>|<from>|<=in>)*(?P<span><years>))"
)
_SMALL: Final = r"(?<!<=the>)(?P<many2><number>|<=(?:one|two|three|four|five|six|seven|eight|nine|ten)>)"
_YEARS_COUNTED: Final = (
    r"(?:(?:<=in>)?(?:<=only>|<=just>|<=exactly>)?(?:<at-least>|<at-most>|<about>)?"
    rf"(?:(?P<many><times>|<=once>|<times-word>)|{_SMALL}(?:<=of>|<=in>|<=out><=of>|<=years?>)+)"
    rf"|(?P<but><all-but>)){_WINDOW}"
)
"""In how many years of which."""


def _how_many(token: Token) -> float:
    if token.kind in ("times", "number"):
        return float(token.value)
    digits = re.sub(r"\D", "", token.text)
    return TIMES.get(token.text, 0) or int(digits or in_figures(token.text) or 1)


class Singled(Levels):
    """What was so in one year, and in none before or after it."""

    def first_time(self) -> list[Claim]:
        """ "New York had fewer than 300 murders in 2017 for the first time since 2000": so then, and not in between."""
        if not self.has("first-time"):
            return []
        since = self.years(self.at("since"))[:1] if self.has("since") else []
        years = [y for y in self.years() if y not in since]
        if self.has("decades", "past-years") and self.window() is not None and years:
            since = [years[0] - (self.window() or 0)]
        if self._comparator() is not None and len(years) == 1 and len(self.unique()) > 1 and not self.negated:
            return self._first_ahead(years[0], since[0] + 1 if since else 0)
        if len(years) != 1 or len(self.unique()) != 1 or self._number()[0] in ("is", "about") or self.negated:
            raise Unread("what was so for the first time is not understood")
        own = self.figure("always", (years[0], years[0]))
        span = (since[0] + 1 if since else 0, years[0] - 1)
        return [
            replace(own, kind="value", years=(years[0],)),
            replace(own, years=span, since=since[0] if since else None, negated=True),
        ]

    def _first_ahead(self, year: int, first: int) -> list[Claim]:
        """ "In 2021, for the first time, A had more than B": then, and in no year before."""
        own = self._compared_in(year)
        return [own, replace(own, over=(first, year - 1))]

    def only_year(self) -> list[Claim]:
        """ "2021 was the only year since 2000 in which A had more than 500": then, and in no other."""
        if not self.has("only-year"):
            return []
        since = self.years(self.at("since"))[:1] if self.has("since") else []
        years = [y for y in self.years() if y not in since]
        if len(years) != 1 or self.negated or self.has("up", "down", "highest", "lowest", "every-year"):
            raise Unread("what was so in one year only is not understood")
        if self._comparator() is not None and len(self.unique()) > 1:
            own = self._compared_in(years[0])
        else:
            own = self._bounded_in(years[0])
        first = since[0] if since else 0
        before = [replace(own, over=(first, years[0] - 1))] if first < years[0] else []
        after = [replace(own, over=(years[0] + 1, 0))] if years[0] < self.last_year else []
        return [own, *before, *after]

    def years_counted(self) -> list[Claim]:
        """ "Only twice since 2000 has A had more than 500", "in three of the past ten years": in so many of them."""
        if (match := matched(_YEARS_COUNTED, self.tokens)) is None:
            return []
        start, end, said = match
        if "many" in said and said["many"].text == "half":
            return []
        first, last = self._window_of(said)
        rest = type(self)([*self.tokens[:start], *self.tokens[end:]], self.on)
        if named := rest.years():
            rest = type(self)([t for t in rest.tokens if t.kind != "year"], self.on)
        if "but" in said:
            how: Relation = "is"
            count = (last or self.last_year) - first + 1 - _how_many(said["but"])
        else:
            count, how = _how_many(said["many"]), hedge(self.tokens, self.tokens.index(said["many"]))
        parted = rest._comparator() is not None and len(rest.unique()) > 1
        if (named and len(named) != count) or rest.negated or len(rest.unique()) > 1 + parted:
            raise Unread("in how many years it was so is not understood")
        base = rest._compared_in(first) if parted else None
        if base is None and isinstance(rest, Superlatives) and rest.is_superlative():
            base = replace(rest.superlative(), years=(first,), now=False)
        base = base or rest._bounded_in(first)
        tally = Claim(kind="tally", measure=self.measure, as_="count", subjects=base.subjects, of=base)
        since = first if self.is_since((first, last)) else None
        counted = replace(
            tally, over=(first, last), years=(first,), value=float(count), relation=how, since=since
        )
        return [*(replace(base, years=(y,), now=False) for y in named), counted]

    def _window_of(self, said: dict[str, Token]) -> tuple[int, int]:
        """The first year and the last of a window; 0 as the last for "until now"."""
        if "span" in said:
            first, last = map(int, str(said["span"].value).split())
            return first, last
        if "first" in said:
            return int(said["first"].value), int(said["last"].value) if "last" in said else 0
        return self.last_year - (self.window() or 0) + 1, 0

    def never_ahead(self) -> list[Claim]:
        """ "In no year from 2010 through 2024 did A have more than B": of no year of the span."""
        never = any(t.kind == "not" and NEVER.match(t.text) for t in self.tokens)
        span = self.span()
        if (
            not never
            or span is None
            or self._comparator() is None
            or len(self.unique()) < 2
            or self.is_change()
        ):
            return []
        since = span[0] if self.is_since(span) else None
        return [replace(self._compared_in(span[0]), years=(), over=span, since=since, negated=False)]

    def since_then(self) -> list[Claim]:
        """ "200 murders in 1986, more than in any year since": so many then, and in no year after it."""
        since = self.at("since")
        if (
            not self.has("any-year")
            or since < 0
            or self.years(since)
            or len(self.years()) != 1
            or self.negated
        ):
            return []
        if len(self.unique()) != 1 or self._number()[1] is None or not self.has("more", "at-least"):
            raise Unread("since when it is so is not understood")
        own = replace(self._bounded_in(self.years()[0]), relation="is")
        return [own, replace(own, relation="at-least", over=(self.years()[0] + 1, 0))]

    def last_time(self) -> list[Claim]:
        """ "The last time A had fewer than 500 was 2019", "A last had 1,000 in 1995": then, and in none since."""
        if not self.has("last-time"):
            return []
        years = self.years()
        if (
            len(years) != 1
            or self.negated
            or self.has("up", "down", "highest", "lowest", "every-year", "since")
        ):
            raise Unread("what was so for the last time is not understood")
        parted = self._comparator() is not None and len(self.unique()) > 1
        own = self._compared_in(years[0]) if parted else self._bounded_in(years[0])
        # It is mostly said when it is so again: of the years before the one that is running or just over.
        last = self.last_year - (self.on.month <= EARLY or self.on.year == self.last_year)
        return [own, *([replace(own, over=(years[0] + 1, last))] if years[0] < last else [])]

    def _compared_in(self, year: int) -> Claim:
        found = self._comparator()
        assert found is not None, "only asked for where there is one"
        return replace(self.compared(found, [year], []), now=False)

    def _bounded_in(self, year: int) -> Claim:
        """A bound kept in one year. Raises :class:`Unread` where no bound of one city is named."""
        relation, value, _, _ = self._number()
        if len(self.unique()) != 1 or value is None or relation == "about":
            raise Unread("what was so in one year only is not understood")
        # "Last had 500 murders in 2003": so many or more.
        own = replace(self.figure("always", (year, year)), kind="value", years=(year,))
        return replace(own, relation="at-least") if relation == "is" else own
