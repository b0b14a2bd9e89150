"""Sentences that single a year out: the first, the last or the only one in which something was so."""

from __future__ import annotations

from msgspec.structs import replace

from enjoined.claims.claim import Claim, Unread
from enjoined.claims.grammar.phrases import TIMES, hedge
from enjoined.claims.grammar.tokens import in_figures
from enjoined.claims.shapes.levels import Levels
from enjoined.claims.shapes.spanned import NEVER
from enjoined.claims.shapes.superlatives import Superlatives

__all__ = ["Singled"]


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
        for n, token in enumerate(self.tokens):
            said = token.kind == "times" or token.text in ("once", "twice", "thrice")
            after = [t.kind for t in self.tokens[n + 1 : n + 3]]
            of = [t.text for t in self.tokens[n + 1 : n + 2]] in (["of"], ["in"])
            of = of and after[1:] in (["past-years"], ["duration"])
            if not (said and after[:1] in (["since"], ["past-years"])) and not (
                of and in_figures(token.text)
            ):
                continue
            count = (
                float(TIMES.get(token.text, 0) or in_figures(token.text) or 1)
                if of or token.kind != "times"
                else token.value
            )
            end = n + 3 if of or after[:1] == ["since"] else n + 2
            span = of and after[1:] == ["duration"]
            end += 4 if span else 0
            since = self.years(n, end)
            if span and len(since) != 2:
                raise Unread("in how many years it was so is not understood")
            first = since[0] if since else self.last_year - (self.window() or 0) + 1
            last = since[1] if span else 0
            start = n - 1 if n and self.tokens[n - 1].text in ("only", "just", "in") else n
            start -= start > 0 and self.tokens[start - 1].text == "in"
            rest = type(self)([*self.tokens[:start], *self.tokens[end:]], self.on)
            parted = rest._comparator() is not None and len(rest.unique()) > 1
            named = rest.years()
            if named:
                if len(named) != count:
                    raise Unread("in how many years it was so is not understood")
                rest = type(self)([t for t in rest.tokens if t.kind != "year"], self.on)
            if rest.negated or len(rest.unique()) > 1 + parted:
                raise Unread("in how many years it was so is not understood")
            base = rest._compared_in(first) if parted else None
            if base is None and isinstance(rest, Superlatives) and rest.is_superlative():
                base = replace(rest.superlative(), years=(first,), now=False)
            base = base or rest._bounded_in(first)
            tally = Claim(kind="tally", measure=self.measure, as_="count", subjects=base.subjects, of=base)
            how = hedge(self.tokens, n)
            counted = replace(tally, over=(first, last), years=(first,), value=float(count), relation=how)
            return [*(replace(base, years=(y,), now=False) for y in named), counted]
        return []

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
        return [replace(self._compared_in(span[0]), years=(), over=span, negated=False)]

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
        return [own, *([replace(own, over=(years[0] + 1, 0))] if years[0] < self.last_year else [])]

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
