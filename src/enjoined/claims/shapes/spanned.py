"""Sentences about several years: totals over a span, what was so in every year, and figures each of its own year."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from enjoined.claims.claim import Claim, Relation, Unread
from enjoined.claims.grammar.phrases import decimals_of, hedge, streak_of, years_before
from enjoined.claims.grammar.tokens import in_figures
from enjoined.claims.shapes.comparing import Comparing

__all__ = ["NEVER", "Spanned"]

_VAGUE = re.compile("early|mid|late")
NEVER = re.compile(
    "never|.*of the (?:.* )?years$|.*been (?:a|one|any) (?:single )?year$"
    "|not (?:one|once|a single|in)|in no|at no|.* year (?:with|of)$"
)
_COUNTED = ("murders", "violent_crimes", "people", "population", "rate")
_OF_YEARS = 3_000
"""No city has had so many murders in one year."""
_ROUND = 50
_STAYED = frozenset({"stayed", "remained", "hovered", "kept", "held"})
_PEAKS = ("high", "low", "peak", "record", "total", "its", "of", "an", "all-time")
"""Between "from" and its figure."""
_LEVELS = frozenset({"below", "above", "under", "over", "past"})
"""After a movement: what it came to, not by how much ("fell below 300")."""
_STILL = frozenset({"has", "have", "now"})


class Spanned(Comparing):
    """The shapes of a claim that reach over years."""

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
        span = self.span() or self._listed()
        numbers = [t for t in self.tokens if t.kind == "number"]
        if span is None or len(self.unique()) != 1 or len(numbers) != (2 if self.range() else 1):
            return None
        if self.as_ == "rate":
            raise Unread("it gives one rate for several years")
        if self.measure == "population":
            raise Unread("people of several years are not added up")
        summed = self.span() is None or self.has("combined") or (self._number()[1] or 0) >= _OF_YEARS
        parted = [t.text for t in self.tokens if t.kind == "to"] == ["and"] and not self.has(
            "between", "years"
        )
        bounded = self._number()[0] not in ("is", "about") and not any(t.text == "over" for t in self.tokens)
        if self.negated or (self._of_decade() and not summed) or (parted and bounded and not summed):
            raise Unread("it is not clear whether it speaks of each year or of all together")
        return self.figure("total", span)

    def _listed(self) -> tuple[int, int] | None:
        """The first and the last of "2015, 2016 and 2017 combined", "the three years 2015, 2016 and 2017"."""
        years = self.years()
        many = any(b.text == "years" and in_figures(a.text) == len(years) for a, b in pairwise(self.tokens))
        in_turn = len(years) > 1 and years == list(range(years[0], years[0] + len(years)))
        return (years[0], years[-1]) if in_turn and (many or self.has("combined")) else None

    def both_years(self) -> list[Claim]:
        """ "Fewer than 340 murders in both 2013 and 2014", "in each of 2013, 2014 and 2015": so in each."""
        at = next((n for n, t in enumerate(self.tokens) if t.text in ("both", "each")), -1)
        years = self.years(at + 1) if at >= 0 else []
        spanned = any(t.text in ("through", "to", "until", "from", "between") for t in self.tokens[at + 1 :])
        if (
            len(years) < 2
            or spanned
            or any(k not in ("year", "to", "other", "duration") for k in self.kinds[at + 1 : at + 4])
            or years != self.years()
            or len(self.unique()) != 1
            or self._number()[1] is None
        ):
            return []
        if self.has("up", "down", "than", "highest", "lowest", "percent", "times", "average"):
            return []
        own = replace(self.figure("always", (years[0], years[0])), kind="value")
        return [replace(own, years=(y,), now=False) for y in years]

    def always(self) -> Claim | None:
        """ "Chicago has never had more than 700 murders", "every year since 2010 Chicago had more than 400"."""
        if (streak := self._streak()) is not None:
            return streak
        if vague := next((t.text for t in self.tokens if t.kind == "years" and _VAGUE.search(t.text)), ""):
            raise Unread(f"which years “{vague}” are is not clear")
        never = any(t.kind == "not" and NEVER.match(t.text) for t in self.tokens)
        any_ = self.has("any-year") and not self.has("than", "highest", "lowest", "more", "less")
        # "Has not fallen below 50 in any year", "no more than 198 in any year".
        never = never or (any_ and self.negated)
        texts = [t.text for t in self.tokens]
        # "Went eight years with more than 300": with so many in each.
        each = any(pair == ("years", "with") for pair in pairwise(texts)) and not self.has("combined")
        each = each or (self.range() is not None and bool(_STAYED & set(texts)))
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
        return self.figure("always", span or (0, 0))

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
