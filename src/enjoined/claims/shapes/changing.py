"""Sentences about a rise or a fall: by how much, of whom, from which year to which, and how often in a row."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from enjoined.claims.claim import Claim, Unread
from enjoined.claims.grammar.phrases import FIGURED, TURNED, decimals_of, hedge, is_start, streak_of
from enjoined.claims.rewording.joints import is_joint
from enjoined.claims.shapes.singled import Singled

__all__ = ["Changing"]

_WINDOWS = ("past-years", "decades")
_MULTIPLIED = {"tripl": 200.0, "quadrupl": 300.0, "quintupl": 400.0}
"""By how many percent a figure has risen."""


_LISTED = frozenset({",", "in", "again", "then", "also", "both", "but", "not"})


_OF_WHAT = frozenset(
    {
        "murders",
        "violent_crimes",
        "rate",
        "population",
        "people",
        "city",
        "cities",
        "about",
        "at-least",
        "at-most",
        "year",
    }
    | {"last-year", "year-before", "year-after", "every-year", "now", "past-years", "same-year"}
)
_OF = frozenset(
    (
        "of",
        "by",
        "in",
        "for",
        "a",
        "an",
        "the",
        "another",
        "some",
        "only",
        "just",
        "its",
        "number",
        "to",
        "over",
        "from",
    )
)
"""What can stand between a movement and the number by which it was."""


class Changing(Singled):
    """Movements from one year to another."""

    def changes(self) -> list[Claim]:
        """The change in each city named, and in each year of a streak."""
        change = self._change()
        if not change.subjects:
            raise Unread("it does not say of which city a change is")
        shares = [n for n, t in enumerate(self.tokens) if t.kind == "percent"]
        cities = [n for n, _ in self.cities]
        named = len(cities) > 1 and (self._alternate(shares, cities) or self._alternate(cities, shares))
        in_order = any(t.text == "respectively" for t in self.tokens) and len(shares) == len(cities) > 1
        if named or in_order:
            of = [{"subjects": (city,)} for _, city in self.cities]
            return [self._by(change, n, **whose) for n, whose in zip(shares, of, strict=True)]
        dated = [n for n, t in enumerate(self.tokens) if t.kind == "year"]
        apart = self._alternate(shares, dated) or self._alternate(dated, shares)
        if len(shares) > 1 and apart and len(change.subjects) == 1:
            years = [int(self.tokens[y].value) for y in dated]
            return [self._by(change, n, years=(y - 1, y)) for n, y in zip(shares, years, strict=True)]
        each = any(t.text == "each" for t in self.tokens)
        bounded = change.relation in ("more", "at-least", "less", "at-most")
        joint = change.value is not None and not each and not bounded
        together = len(change.subjects) > 1 and self.has("combined")
        if together and (change.as_ == "rate" or each or self.has("number", "streak", "every-year")):
            raise Unread("it speaks of a change in several cities at once")
        if together:
            return [replace(change, summed=True)]
        if len(change.subjects) > 1 and joint:
            raise Unread("it speaks of a change in several cities at once")
        if listed := self._years_listed():
            if change.value is not None or change.negated:
                raise Unread("it gives one change for several years")
            plain = replace(change, now=False)
            moves = [replace(plain, subjects=(c,), years=(y - 1, y)) for c in change.subjects for y in listed]
            spanned = self.has("every-year") and len(change.subjects) == 1
            return [*moves, *(self.ends((change.years[0], change.years[1])) if spanned else [])]
        found = [replace(change, subjects=(city,)) for city in change.subjects]
        ends = self.ends((change.years[0], change.years[1])) if len(found) == 1 and not self.negated else []
        streak = next((t.text for t in self.tokens if t.kind == "streak"), None)
        if streak is None:
            return self._before_move(change) + found + ends
        length = streak_of(streak)
        first, last = change.years
        if (first, last) == (-1, 0):
            first, last = self.last_year - 1, self.last_year
        spanned = last - first in (length, length - 1) and first > 0
        each_so = change.value is None or (bounded and not change.points)
        if last <= 0 or not (spanned or first == last - 1) or not each_so or change.negated:
            raise Unread(f"“{streak}” is understood beside one year only")
        streaks = [
            replace(c, years=(y - 1, y), now=False) for c in found for y in range(last - length + 1, last + 1)
        ]
        return streaks + (ends or (self.ends((first, last)) if spanned else []))

    def _before_move(self, change: Claim) -> list[Claim]:
        """The figure of the later year that is said first ("its 37 murders in 2024 were down by one")."""
        moved = self.at("up", "down")
        numbers = [n for n, t in enumerate(self.tokens) if t.kind == "number" and n < moved]
        started = any(t.kind == "from" for n in numbers for t in self.tokens[max(0, n - 3) : n])
        if len(numbers) != 1 or started or len(change.subjects) != 1 or change.negated:
            return []
        return [self._own(numbers[0], change.subjects[0], max(change.years[1], 0))]

    def _by(self, change: Claim, at: int, **of: Any) -> Claim:
        """The change by the figure at a place, of the cities or years given."""
        token = self.tokens[at]
        figure = {"value": float(token.value), "relation": hedge(self.tokens, at)}
        return replace(change, decimals=decimals_of(token.text), **figure, **of)

    def _years_listed(self) -> list[int]:
        """The years of "fell in 2017, 2018 and 2019", each of which is meant by itself."""
        if spanned := self.spanned_years():
            return spanned[1:]
        listed = self.years()
        starts = any(t.kind == "year" and is_start(self.tokens, n) for n, t in enumerate(self.tokens))
        apart = starts or self.has("from", "between", "since", "years", "than", "versus")
        if len(listed) < 2 or apart or self.has("streak"):
            return []
        if not self._in_a_list():
            raise Unread("from which year to which is not understood")
        return listed

    def _in_a_list(self) -> bool:
        """Whether the years stand one after the other: "in 2017, in 2018 and again in 2019"."""
        years = [n for n, k in enumerate(self.kinds) if k == "year"]
        between = range(years[0], years[-1]) if years else range(0)
        return all(self.kinds[n] in ("year", "to") or self.tokens[n].text in _LISTED for n in between)

    def spanned_years(self) -> list[int]:
        """The years of "every year from 2015 to 2019"; none where the span is open."""
        span = self.span() if self.has("every-year") else None
        if span is None or span[1]:
            return list(range(span[0], span[1] + 1)) if span else []
        window = self.window() if self.has("past-years") else None
        first = span[0] if window is None else self.last_year - window + (not self.is_change())
        return list(range(first, self.last_year + 1)) if first < self.last_year else []

    def _is_rate(self, n: int) -> bool:
        """Whether a number is a level: "8.5 per 100,000", unless something rose "by" it."""
        return self.kinds[n + 1 : n + 2] == ["rate"] and all(
            t.text != "by" for t in self.tokens[max(0, n - 2) : n]
        )

    def _is_amount(self, n: int) -> bool:
        """Whether a number says by how much something moved: "a rise in murders of 20", "down 20", "20 fewer".

        "A rise in murders, ending with 765" does not.
        """
        if self.kinds[n + 1 : n + 2] in (["more"], ["less"]) or self.kinds[n + 2 : n + 3] in (
            ["more"],
            ["less"],
        ):
            return True
        moved = max((m for m in range(n) if self.kinds[m] in ("up", "down")), default=n)
        between = range(moved + 1, n)
        return moved < n and all(self.kinds[m] in _OF_WHAT or self.tokens[m].text in _OF for m in between)

    def _apart(self, moved: int, n: int) -> bool:
        """Whether a joint stands between a movement and a number, which is then not the size of it."""
        return moved >= 0 and any(is_joint(t) for t in self.tokens[moved:n])

    def _multiplies(self) -> bool:
        """ "Doubled in two decades": only there does a span without "the past" say from when."""
        return self.has("past-years", *FIGURED)

    def _change(self) -> Claim:
        cities = tuple(dict.fromkeys(c for _, c in self.cities))
        years = self.years()
        listed = not self.has("from", "between", "since", "than", "versus")
        if len(set(years)) > 2 and not listed and not self.has("every-year", "streak"):
            raise Unread("from which year to which is not understood")
        if len(set(years)) > 1:
            first, last = min(years), max(years)
        elif self.has("since"):
            since = self.years(self.at("since"))
            if not since:
                raise Unread("it says since when, but not in a year")
            first, last = since[0], 0
        elif self.has(*_WINDOWS) and self.window() is not None and self._multiplies():
            window, last = self.window() or 0, years[0] if years else 0
            first = last - window if last else -window
        elif years and is_start(self.tokens, self.at("year")):
            first, last = years[0], 0
        elif years:
            first, last = years[0] - 1, years[0]
        else:
            first, last = -1, 0
        if self.has("up", "doubled", "tripled") and self.has("down", "halved"):
            raise Unread("it speaks of a rise and of a fall")
        up = self.has("up", "doubled", "tripled") or (self.has("more") and not self.has("down", "less"))
        relation, value, points, decimals = self._number(
            kinds=("percent", "points", "times", "fraction", "times-word")
        )
        if self.has("doubled"):
            value = 100.0
        elif self.has("tripled"):
            word = self.tokens[self.at("tripled")].text
            value = next(v for stem, v in _MULTIPLIED.items() if word.startswith(stem))
        elif self.has("halved"):
            value = 50.0
        elif self.has("times") and value is not None:
            value = (value - 1) * 100
        first_move = self.at("up", "down")
        plain = [
            t
            for n, t in enumerate(self.tokens)
            if t.kind == "number"
            and n > first_move
            and not self._is_rate(n)
            and not self._apart(first_move, n)
        ]
        by = self.by_number()
        if value is None and (by or (plain and not self.ends((first, max(last, 0))))):
            at = by or next(n for n, t in enumerate(self.tokens) if t is plain[0])
            if not by and not self._is_amount(at):
                raise Unread(f"what its figure of {self.tokens[at].text} is of is not understood")
            relation, value, decimals = (
                hedge(self.tokens, at),
                float(self.tokens[at].value),
                decimals_of(self.tokens[at].text),
            )
            points = True
        if (said := self.at("doubled", "tripled", "halved")) >= 0 and relation == "is":
            relation = hedge(self.tokens, said)
            relation = "about" if relation == "is" else relation
            if self.kinds[said] == "halved":
                # "Less than half" of it is a fall by more than half.
                relation = TURNED.get(relation, relation) if self.tokens[said].text == "half" else relation
        return Claim(
            kind="change",
            measure=self.measure,
            as_="change" if self.as_ == "count" else "rate",
            subjects=cities,
            years=(first, last),
            now=last == 0,
            relation=relation,
            value=value,
            decimals=decimals,
            points=points,
            up=up,
            negated=self.negated,
        )
