"""Sentences about several years: what was so in every year of a span, and figures each of its own year."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from enjoined.claims.claim import Claim, Relation, Unread
from enjoined.claims.grammar.phrases import decimals_of, hedge, streak_of
from enjoined.claims.shapes.totalled import STAYED, Totalled

__all__ = ["NEVER", "Spanned"]

NEVER = re.compile(
    "never|.*of the (?:.* )?years$|.*been (?:a|one|any) (?:single )?year$"
    "|not (?:one|once|a single|in)|in no|at no|.* year (?:with|of)$"
)
_ROUND = 50
_PEAKS = ("high", "low", "peak", "record", "total", "its", "of", "an", "all-time")
"""Between "from" and its figure."""
_LEVELS = frozenset({"below", "above", "under", "over", "past"})
"""After a movement: what it came to, not by how much ("fell below 300")."""
_YEARLY = frozenset({"a year", "per year", "annually", "yearly"})
"""Of every year, or on average."""
_STILL = frozenset({"has", "have", "now"})


class Spanned(Totalled):
    """The shapes of a claim that reach over years."""

    def always(self) -> Claim | None:
        """ "Chicago has never had more than 700 murders", "every year since 2010 Chicago had more than 400"."""
        if (streak := self._streak()) is not None:
            return streak
        never = any(t.kind == "not" and NEVER.match(t.text) for t in self.tokens)
        any_ = self.has("any-year") and not self.has("than", "highest", "lowest", "more", "less")
        # "Has not fallen below 50 in any year", "no more than 198 in any year".
        never = never or (any_ and self.negated)
        texts = [t.text for t in self.tokens]
        # "Went eight years with more than 300": with so many in each.
        each = any(pair == ("years", "with") for pair in pairwise(texts)) and not self.has("combined")
        each = each or (self.range() is not None and bool(STAYED & set(texts)))
        every = (
            each
            or self.has("every-year")
            or (any_ and not never and self._number()[0] in ("at-most", "less", "more", "at-least"))
        )
        not_since = self.negated and self.has("since") and self.has("number") and not self.has("up", "down")
        until = next(
            (int(b.value) for a, b in pairwise(self.tokens) if a.text == "before" and b.kind == "year"), 0
        )
        one = len(self.unique()) == 1 and len(self.years()) == (2 if until else 1)
        if not_since and one and self._number()[0] != "about":
            # "Has not had 400 murders since 2007": so many, or more, in no year after that.
            bound, last = self._number()[0], (self.years(self.at("since")) or self.years())[0]
            figure = self.figure("always", (last + 1, until - 1 if until else 0))
            return replace(figure, relation="at-least" if bound == "is" else bound, since=last)
        if every and self.has("up", "down") and sum(t.kind == "number" for t in self.tokens) == 2:
            return None
        if not (never or every) or len(self.unique()) != 1 or (number := self._number()[1]) is None:
            return None
        span = self.span()
        if span is None and self.years():
            raise Unread("it speaks of every year and of one")
        if not never and self._number()[0] in ("is", "about") and not self.range():
            raise Unread("that every year had the same figure is not understood")
        if self._number()[0] in ("is", "about") and never:
            if number % _ROUND:
                raise Unread("that a figure was never met exactly says nothing")
            # "Never had 1,000 murders": nor more.
            return replace(self.figure("always", span or (0, 0)), relation="at-least")
        if self.negated and not never:
            raise Unread("what is denied of every year is not understood")
        rule = self.figure("always", span or (0, 0))
        loosely = span and rule.as_ == "count" and any(t.text in _YEARLY for t in self.tokens)
        return replace(rule, kind="total", mean=True, each=True) if loosely and not never else rule

    def excepted(self, rule: Claim) -> list[Claim]:
        """A rule for every year, with the years that it leaves out and of which it does not hold."""
        left_out = tuple(int(t.value) for t in self.tokens if t.kind == "except-year")
        if not left_out:
            return [rule]
        once = replace(rule, kind="value", now=False, since=None, negated=not rule.negated)
        return [replace(rule, without=left_out), *(replace(once, years=(y,)) for y in left_out)]

    def _streak(self) -> Claim | None:
        """ "More than 300 for the eighth straight year": so in each of the eight."""
        said = next((t.text for t in self.tokens if t.kind == "streak"), None)
        if said is None or self.has("up", "down", "highest", "lowest", "capital") or self._than_any():
            return None
        if self._comparator() is not None and len(self.unique()) > 1:
            return None
        years, length = self.years(), streak_of(said)
        spanned = len(years) == 2 and years[1] - years[0] == length - 1
        bound = len(self.unique()) == 1 and self._number()[1] is not None and not self.negated
        if not bound or not (spanned or len(years) < 2):
            raise Unread(f"“{said}” is understood beside one year only, and beside a figure")
        if not years and said.endswith("years") and not _STILL & {t.text for t in self.tokens}:
            raise Unread(f"when “{said}” ended is not understood")
        last = years[-1] if years else self.last_year
        last += length - 1 if any(t.text in ("starting", "beginning") for t in self.tokens) else 0
        return self.figure("always", (last - length + 1, last))

    def pairs(self) -> list[Claim]:
        """ "from 478 in 2015 to 765 in 2016", "Chicago had 765 and New York 340 in 2016": each figure its own."""
        numbers = [n for n, t in enumerate(self.tokens) if t.kind == "number"]
        years = [n for n, t in enumerate(self.tokens) if t.kind == "year"]
        cities = [n for n, _ in self.cities]
        if len(numbers) < 2 or self.negated or self.has("combined", "than", "either"):
            return []
        if any(
            self.tokens[n - 1].text in ("of", "by") and self.kinds[n - 2] in ("up", "down") for n in numbers
        ):
            # "A drop of 15 from the year before": by so many.
            return []
        half = any(t.text == "half" for t in self.tokens)
        if (half or self.has("percent", "fraction", "doubled", "tripled", "halved")) and self.is_change():
            return []
        if self.has("times", "times-word", "percent", "fraction", "doubled", "tripled", "halved", "equal"):
            raise Unread("it names more figures than were understood")
        if len(self.unique()) == 1 and (self._alternate(numbers, years) or self._alternate(years, numbers)):
            return self._moving(years) + [
                self._own(n, self.unique()[0], int(self.tokens[y].value))
                for n, y in zip(numbers, years, strict=True)
            ]
        if len(self.unique()) == 1 and len(numbers) == len(years) == 2 and self.has("versus"):
            # "Closed 2015 with 54, compared with 31 in 2014": each side of it has its own.
            split = self.at("versus")
            if all(len([n for n in of if n < split]) == 1 for of in (numbers, years)):
                return [
                    self._own(n, self.unique()[0], int(self.tokens[y].value))
                    for n, y in zip(numbers, years, strict=True)
                ]
        return self.own_figures() if len(self.unique()) == len(cities) else []

    def own_figures(self) -> list[Claim]:
        """A figure for each city ("New York had 335, compared with 765 in Chicago", "... than New York's 391")."""
        numbers = [n for n, t in enumerate(self.tokens) if t.kind == "number"]
        cities = [n for n, _ in self.cities]
        if (
            any(t.text == "respectively" for t in self.tokens)
            and len(numbers) == len(cities) > 1
            and len(self.years()) < 2
        ):
            year = (self.years() or [0])[0]
            return [
                self._own(n, str(self.tokens[c].value), year) for c, n in zip(cities, numbers, strict=True)
            ]
        if len(numbers) < 2 or len(self.years()) > 1 or self.difference() or self.has("combined"):
            return []
        split = self.at("versus", "than")
        sides = [[n for n in of if (n < split) is left] for left in (True, False) for of in (cities, numbers)]
        parted = split > 0 and len(sides[0]) == len(sides[1]) == 1
        parted = parted and (self._alternate(sides[2], sides[3]) or self._alternate(sides[3], sides[2]))
        each = self._alternate(cities, numbers) or (
            split < 0 and self._comparator() is None and self._alternate(numbers, cities)
        )
        if len(numbers) != len(cities) or not (parted or each):
            return []
        year = (self.years() or [0])[0]
        return [self._own(n, str(self.tokens[c].value), year) for c, n in zip(cities, numbers, strict=True)]

    def count_and_rate(self, of: tuple[str, ...] = (), years: tuple[int, ...] = ()) -> list[Claim]:
        """ "71 homicides in 2012 worked out to roughly 24 for every 100,000", of the one city or of the one given."""
        numbers = [n for n, t in enumerate(self.tokens) if t.kind == "number"]
        ways = sorted(self.kinds[n + 1 : n + 2] for n in numbers)
        whose, when = of or self.unique(), years or tuple(self.years())
        if ways != [["murders"], ["rate"]] or len(whose) != 1 or len(when) > 1 or self.negated:
            return []
        return [self._own(n, whose[0], (when or (0,))[0]) for n in numbers]

    def went(self) -> list[Claim]:
        """ "Went from 53 to 86 in 2021", "from 53 to 86 between 2020 and 2021": each figure of its year."""
        numbers = [n for n, t in enumerate(self.tokens) if t.kind == "number"]
        years = self.years()
        between = self.tokens[numbers[0] : numbers[-1]] if numbers else []
        back = bool(numbers) and self.tokens[numbers[0] - 1].text == "to"
        back = back and any(t.kind == "from" for t in between)
        forth = bool(numbers) and "from" in self.kinds[max(0, numbers[0] - 4) : numbers[0]]
        forth = forth and any(t.kind == "to" and t.text != "and" for t in between)
        moved = self.has("went") or ((back or forth) and not self.negated)
        window = self.window() if self.has("past-years", "decades") and not years else None
        if moved and window and len(self.unique()) == 1 and len(numbers) == 2:
            ends = zip(numbers, (self.last_year - window, 0), strict=True)
            return [self._own(n, self.unique()[0], y) for n, y in ends]
        if not moved or len(self.unique()) != 1 or len(numbers) != 2 or not 1 <= len(years) <= 2:
            return []
        first, last = (min(years), max(years)) if len(years) == 2 else (years[0] - 1, years[0])
        if len(years) == 1 and self.has("since"):
            first, last = years[0], 0
        if self.tokens[numbers[0] - 1].text == "to" and "from" in self.kinds[numbers[0] : numbers[1]]:
            first, last = last, first
        return [self._own(n, self.unique()[0], y) for n, y in zip(numbers, (first, last), strict=True)]

    def _moving(self, years: list[int]) -> list[Claim]:
        """The directions said between figures ("rose from 478 in 2015 to 765 in 2016 before falling to 660")."""
        moves = [n for n, kind in enumerate(self.kinds) if kind in ("up", "down")]
        if not moves:
            return []
        # A step goes the way of the last movement said before its later figure; none said, none claimed.
        steps = []
        for start, end in pairwise(years):
            way = max((m for m in moves if m < end), default=-1)
            turned = any(t.text in ("before", "then") for t in self.tokens[start:end])
            if turned and way < start:
                raise Unread("which way it moved is not understood")
            if way >= 0:
                first, last = sorted((int(self.tokens[start].value), int(self.tokens[end].value)))
                steps.append((first, last, self.kinds[way] == "up"))
        plain = Claim(
            kind="change",
            measure=self.measure,
            as_="rate" if self.as_ == "rate" else "change",
            subjects=self.unique(),
        )
        return [replace(plain, years=(first, last), up=up) for first, last, up in steps]

    def ends(self, years: tuple[int, int]) -> list[Claim]:
        """The figures that a change comes from and comes to ("fell 37 percent to 269"), with their years."""
        found = []
        for n, token in enumerate(self.tokens):
            words = [
                t
                for t in self.tokens[max(0, n - 5) : n]
                if t.kind not in ("about", "at-least", "at-most")
                and t.text not in ("just", "only", "a", "mere", "the", "even", "exactly", *_PEAKS)
            ]
            word = words[-1].text if words else ""
            level = (
                n > 1
                and self.tokens[n - 1].text in _LEVELS
                and self.kinds[n - 2] in ("up", "down", "surpass")
            )
            if token.kind == "number" and (word in ("from", "to", "reaching", "hitting") or level):
                year = years[0] if word == "from" else years[1]
                if year < 0 and not self.has("past-years", "decades"):
                    raise Unread("it does not say of which year a figure is")
                year += self.last_year * (year < 0)
                found.append(self._own(n, self.unique()[0], year))
        return found

    def _alternate(self, firsts: list[int], seconds: list[int]) -> bool:
        """Whether each of the first is followed by one of the second, and by no other of either."""
        ordered = [n for pair in zip(firsts, seconds, strict=False) for n in pair]
        return len(firsts) == len(seconds) and ordered == sorted(ordered)

    def _own(self, at: int, city: str, year: int) -> Claim:
        token = self.tokens[at]
        relation: Relation = hedge(self.tokens, at)
        return Claim(
            kind="value",
            measure=self.measure,
            as_=self.way_of(at),
            subjects=(city,),
            years=(year,) if year else (),
            now=not year,
            relation=relation,
            value=float(token.value),
            decimals=decimals_of(token.text),
        )
