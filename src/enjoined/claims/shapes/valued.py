"""Sentences that give a figure: of a year, of a part of one, or as a share of a whole."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from enjoined.claims.claim import Claim, Unread
from enjoined.claims.grammar.phrases import RATE_AT_MOST, YEARS_END
from enjoined.claims.shapes.spanned import Spanned
from enjoined.claims.shapes.superlatives import cutoff_of

__all__ = ["Valued"]

_BESIDE: Final = frozenset({"'s", "(", "with", "at", "total", "of", "the", "and", "its", ","})
"""Between a city and a figure that is its own."""


class Valued(Spanned):
    """Values and shares."""

    def _is_running(self) -> bool:
        """Whether it speaks of this year before that is over: a figure of a part of a year, whatever the words."""
        return self.has("this-year") and not self.has("now") and (self.on.month, self.on.day) < YEARS_END

    def _to_date(self) -> Claim:
        relation, value, _, decimals = self._number()
        year = (self.years() or [self.on.year])[0]
        if value is None or self.as_ == "rate" or len({c for _, c in self.cities}) != 1:
            raise Unread("it speaks of a part of a year, and figures are held of whole years")
        return Claim(
            kind="to-date",
            measure=self.measure,
            as_="count",
            subjects=(self.cities[0][1],),
            years=(year,),
            relation=relation,
            value=value,
            decimals=decimals,
            negated=self.negated,
        )

    def _is_share(self) -> bool:
        several = len({c for _, c in self.cities}) >= 2 or self.of_largest()
        if self.has("share") and self.has("up", "down"):
            raise Unread("it speaks of a share of a change")
        if self.has("share") and self.has("number") and not self.has("percent", "fraction", "times-word"):
            if self.has("combined") or (
                self.kinds.count("number") == 1 and "of" not in self.tokens[self.at("share")].text
            ):
                return False
            raise Unread("what it counts together is not understood")
        if self.has("share"):
            return several and self.has("percent", "fraction", "times-word", "number")
        return several and self.has("occurred") and self.has("percent", "fraction", "times-word")

    def _share(self) -> Claim:
        relation, value, _, decimals = self._number(kinds=("percent", "fraction", "times-word"))
        if value is None:
            raise Unread("it names no share")
        split = self.at("occurred") if self.has("occurred") else self.at("share")
        after = [c for at, c in self.cities if at > split]
        before = [c for at, c in self.cities if at < split]
        own = tuple(dict.fromkeys(after if self.has("occurred") else before or after))
        rest = [c for c in self.unique() if c not in own]
        field = cutoff_of(self.tokens) if not (before and after) else None
        if not own:
            raise Unread("it names no city whose share it gives")
        wide = self.has("state", "nation") and not (field and field.largest)
        if not (field or rest) or (wide and (self.has("occurred") or not (before and after))):
            raise Unread("of what whole it is a share is not understood")
        return Claim(
            kind="share",
            measure=self.measure,
            as_="share",
            subjects=own,
            summed=len(own) > 1,
            against=(*own, *rest),
            summed_against=True,
            cutoff=field,
            years=tuple(self.years()[:1]),
            now=self.now,
            relation=relation,
            value=value,
            decimals=decimals,
            negated=self.negated,
        )

    def _value_beside(self, other: Claim) -> Claim | None:
        """A count or rate that the same sentence gives for the subject of its comparison."""
        numbers = [t for t in self.tokens if t.kind == "number"]
        if len(numbers) != 1 or len(other.subjects) != 1 or other.points:
            return None
        relation, value, _, decimals = self._number()
        at = self.tokens.index(numbers[0])
        beside = next((n for n, _ in reversed(self.cities) if n < at), at)
        own = all(
            t.kind in ("about", "at-least", "at-most", "rate") or t.text in _BESIDE
            for t in self.tokens[beside + 1 : at]
        )
        nearest = str(self.tokens[beside].value) if own else other.subjects[0]
        if [t.text for t in self.tokens[beside + 1 : beside + 3]] == [",", "with"]:
            # "A has more murders than B, with 188": of A, of whom all of it is said.
            nearest = other.subjects[0]
        several = len(other.years) > 1
        return Claim(
            kind="total" if several else "value",
            measure=self.measure,
            as_=self.way_of(at),
            # "A is bigger than B, with 900,000 people": of A, of whose people it speaks.
            subjects=(nearest,) if nearest in other.against and not self._with_people() else other.subjects,
            years=(other.years[0], other.years[-1]) if several else other.years,
            now=other.now,
            relation=relation,
            value=value,
            decimals=decimals,
        )

    def _with_people(self) -> bool:
        return self.measure == "population" and any(
            (a.text, b.text) == (",", "with") for a, b in pairwise(self.tokens)
        )

    def _value(self) -> Claim:
        relation, value, _, decimals = self._number()
        between = self.range()
        numbers = [t for t in self.tokens if t.kind == "number"]
        if value is None:
            figured = self.has(
                "number", "percent", "times", "fraction", "more", "less", "than", "equal", "surpass"
            )
            raise Unread(
                "what it compares is not understood"
                if figured
                else "it names no figure and no comparison that can be checked"
            )
        if len(numbers) > (2 if between else 1):
            raise Unread("it names several figures")
        cities = tuple(dict.fromkeys(c for _, c in self.cities))
        whole = cutoff_of(self.tokens) if not cities else None
        years = self.years()
        if len(years) > 1:
            raise Unread("it gives one figure for several years")
        as_ = self.way_of(self.at("number"))
        if as_ == "rate" and value > RATE_AT_MOST and not decimals and self.measure == "murders":
            raise Unread("its number is too large for a rate per 100,000")
        summed = whole is not None or (len(cities) > 1 and self.has("combined", "share"))
        if len(cities) > 1 and not summed:
            raise Unread("it gives one figure for several cities without saying that they are added up")
        return Claim(
            kind="value",
            measure=self.measure,
            as_=as_,
            subjects=cities,
            summed=summed,
            cutoff=whole,
            years=tuple(years),
            now=not years,
            relation="between" if between else relation,
            value=between[0] if between else value,
            upto=between[1] if between else None,
            decimals=decimals,
            negated=self.negated,
        )
