"""Figures of several years together, or of each of several years that are listed."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from enjoined.claims.claim import Claim, Unread
from enjoined.claims.grammar.phrases import years_before
from enjoined.claims.grammar.tokens import in_figures
from enjoined.claims.shapes.comparing import Comparing

__all__ = ["STAYED", "Totalled"]

_COUNTED = ("murders", "violent_crimes", "people", "population", "rate")
_OF_YEARS = 3_000
"""No city has had so many murders in one year."""
STAYED = frozenset({"stayed", "remained", "hovered", "kept", "held"})
_PLAIN = frozenset({"is", "more", "less", "at-least", "at-most"})
"""What is said so of several years can be asked of each as of all together."""
_LISTING = frozenset({",", "and", "&", "again", "in", "then"})


class Totalled(Comparing):
    """The spans of which a sentence speaks, with totals, averages and the figure of each year listed."""

    def range(self) -> tuple[float, float] | None:
        """The ends of "between 700 and 800"."""
        for n in range(1, len(self.tokens) - 2):
            first, word, last = self.tokens[n : n + 3]
            if (
                self.kinds[n - 1] == "between"
                and (first.kind, last.kind) == ("number", "number")
                and word.text in ("and", "to")
            ):
                return float(first.value), float(last.value)
            counted = (
                self.kinds[n + 3 : n + 4] and self.kinds[n + 3] in _COUNTED and self.kinds[n - 1] != "from"
            )
            if (
                counted
                and (first.kind, last.kind) == ("number", "number")
                and word.text in ("to", "or", "-", "–")
                and float(first.value) < float(last.value)
            ):
                return float(first.value), float(last.value)
        return None

    def span(self) -> tuple[int, int] | None:
        """The first year and the last of which it speaks; 0 as the last for "until now"."""
        for token in self.tokens:
            if token.kind == "years":
                first, last = map(int, str(token.value).split())
                return first, last
        years = self.years()
        for token, after in pairwise(self.tokens):
            if token.kind == "any-year" and after.kind == "year" and (many := years_before(token.text)):
                # "In each of the five years before 2018."
                return int(after.value) - many, int(after.value) - 1
        if self.has("since") and len(years) == 1 and self.years(self.at("since")) == years:
            return years[0], 0
        listed = any(t.text == "both" for t in self.tokens)
        until = any(t.kind == "to" and t.text != "and" for t in self.tokens)
        joined = self.has("between", "from") or until or self._side_by_side()
        if joined and len(years) == 2 and years[0] < years[1] and not listed:
            return years[0], years[1]
        window = self.window()
        if window is not None and not years and self.has("past-years"):
            return self.on.year - window, 0
        return None

    def _side_by_side(self) -> bool:
        """Whether nothing but "and", "to" or a comma stands between the years named: "2015 and 2016"."""
        years = [n for n, k in enumerate(self.kinds) if k == "year"]
        between = range(years[0] + 1, years[-1]) if years else range(0)
        return any(self.kinds[n] == "to" for n in between) and all(
            self.kinds[n] in ("year", "to") or self.tokens[n].text in (",", "&") for n in between
        )

    def is_since(self, span: tuple[int, int]) -> bool:
        """Whether a span is that of "since 2010", which leaves open whether 2010 itself is meant."""
        plain = any(t.kind == "since" and t.text in ("since", "ever since") for t in self.tokens)
        return not span[1] and plain and self.years(self.at("since"))[:1] == [span[0]]

    def total(self) -> Claim | None:
        """ "Since 2010 Chicago has had more than 4,000 murders"."""
        years, listed = self.years(), self._listed()
        span = self.span() or listed
        numbers = [t for t in self.tokens if t.kind == "number"]
        if span is None or len(self.unique()) != 1 or len(numbers) != (2 if self.range() else 1):
            return None
        if self.as_ == "rate":
            raise Unread("it gives one rate for several years")
        if self.measure == "population":
            raise Unread("people of several years are not added up")
        said = [w for t in self.tokens for w in (t.text.split() if t.kind == "length" else (t.text,))]
        many = any(b == "years" and in_figures(a) == len(years) for a, b in pairwise(said))
        summed = many or self.has("combined") or (self._number()[1] or 0) >= _OF_YEARS
        spanned = self.has("between", "years")
        parted = not spanned and (listed or [t.text for t in self.tokens if t.kind == "to"] == ["and"])
        if self.span() is None and not summed and self._number()[0] not in _PLAIN:
            return None
        bounded = self._number()[0] not in ("is", "about")
        if self.negated or (self._of_decade() and not summed):
            raise Unread("it is not clear whether it speaks of each year or of all together")
        each = bool(parted and not summed and (bounded or (listed and self.span() is None)))
        return replace(self.figure("total", span), each=each)

    def _listed(self) -> tuple[int, int] | None:
        """The first and the last of "2015, 2016 and 2017", years in a row."""
        years = self.years()
        in_turn = len(years) > 1 and years == list(range(years[0], years[0] + len(years)))
        return (years[0], years[-1]) if in_turn and self._side_by_side() else None

    def both_years(self) -> list[Claim]:
        """ "Fewer than 340 murders in both 2013 and 2014", "topped 700 in 2016, 2020 and 2021": so in each."""
        at = next((n for n, t in enumerate(self.tokens) if t.text in ("both", "each")), -1)
        years = self.years(at + 1) if at >= 0 else self.years() if self._of_each() else []
        spanned = any(t.text in ("through", "to", "until", "from", "between") for t in self.tokens[at + 1 :])
        ahead = self.kinds[at + 1 : at + 4] if at >= 0 else []
        if (
            len(years) < 2
            or spanned
            or any(k not in ("year", "to", "other", "duration") for k in ahead)
            or years != self.years()
            or len(self.unique()) != 1
            or self._number()[1] is None
        ):
            return []
        if self.has("up", "down", "than", "highest", "lowest", "percent", "times", "average"):
            return []
        own = replace(self.figure("always", (years[0], years[0])), kind="value")
        return [replace(own, years=(y,), now=False) for y in years]

    def _of_each(self) -> bool:
        """Whether a bound is one of every year listed: what is topped or again so is no total."""
        years = [n for n, k in enumerate(self.kinds) if k == "year"]
        between = [t.text for t in self.tokens[years[0] : years[-1]] if t.kind != "year"] if years else []
        # "Topped 1,000 in 2015 and 2016" can be of both together.
        added = self._listed() and self.as_ != "rate" and self.measure != "population" and not self.negated
        crossed = self.has("trail") or (self.has("surpass") and not added)
        crossed = crossed or bool({"again", *STAYED} & {t.text for t in self.tokens})
        other = self.has("combined", "years", "streak", "every-year", "any-year")
        return crossed and not other and set(between) <= _LISTING

    def _of_decade(self) -> bool:
        return any(t.kind == "years" and t.text.endswith("s") for t in self.tokens)

    def mean(self) -> Claim:
        """ "Averaged more than 500 murders a year from 2005 to 2015"."""
        span, numbers = self.span(), [t for t in self.tokens if t.kind == "number"]
        if span and not span[1]:
            span = (span[0], self.on.year - 1)
        if span is None or len(self.unique()) != 1 or len(numbers) != 1 or self.as_ == "rate":
            raise Unread("what is an average in it is not understood")
        return replace(self.figure("total", span), mean=True)

    def figure(self, kind: str, span: tuple[int, int]) -> Claim:
        """The figure that the sentence gives, of a span of years: a total, or what was so in each of them."""
        relation, value, _, decimals = self._number()
        between = self.range()
        return Claim(
            kind="total" if kind == "total" else "always",
            measure=self.measure,
            as_="rate" if self.as_ == "rate" else "count",
            subjects=self.unique(),
            years=span,
            since=span[0] if self.is_since(span) else None,
            now=not span[1],
            relation="between" if between else relation,
            value=between[0] if between else value,
            upto=between[1] if between else None,
            decimals=decimals,
            negated=self.negated,
        )
