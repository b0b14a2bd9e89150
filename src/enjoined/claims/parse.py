"""From words to a checkable claim, or to the reason why there is none.

The cities, years, numbers and measures of a sentence are found first (:mod:`enjoined.claims.tokens`); then the shape is
decided, the most exact one first: a rank or a record, a change over time, a share, a comparison, a value. Something in
the sentence that could change what it says and is not understood makes it unreadable: a misread claim is worse than an
unchecked one.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from msgspec.structs import replace

from enjoined.claims.asides import set_aside
from enjoined.claims.changing import Changing
from enjoined.claims.claim import Claim, Unread
from enjoined.claims.clauses import clauses, without_which
from enjoined.claims.dating import with_years
from enjoined.claims.listed import contrasted, for_each_city, for_each_measure
from enjoined.claims.phrases import streak_of
from enjoined.claims.ranked import ranked
from enjoined.claims.sentence import YEARS_END
from enjoined.claims.superlatives import Superlatives, cutoff_of
from enjoined.claims.tallied import only_those, tallied
from enjoined.claims.tokens import Token

__all__ = ["parse"]

_NO_PACE = (
    "up",
    "down",
    "doubled",
    "tripled",
    "halved",
    "percent",
    "times",
    "than",
    "highest",
    "lowest",
    "more",
    "less",
)
"""Beside a pace they make it a change or a comparison of paces."""
_RATE_AT_MOST = 150.0
"""A larger whole number beside "rate" is no rate of murders per 100,000."""


def parse(tokens: Sequence[Token], on: date) -> list[Claim]:
    """The claims that one sentence makes, all of which must hold. Raises :class:`Unread` with the reason."""
    dated = with_years(tokens, on)
    if (plain := without_which(dated)) is not None:
        # "..., which was 38 percent more than in 2022" is mostly said by the way.
        with suppress(Unread):
            return _parsed(plain, on)
    return _parsed(dated, on)


def _parsed(tokens: Sequence[Token], on: date) -> list[Claim]:
    found: list[Claim] = []
    for clause in clauses(tokens):
        for sentence in for_each_measure(clause):
            found += _contrasted(sentence, on, found)
    return list(dict.fromkeys(found))


def _contrasted(tokens: Sequence[Token], on: date, said: Sequence[Claim]) -> list[Claim]:
    """What a clause claims of each of its cities, and what it denies of another."""
    plain, other = contrasted(tokens)
    sentences, denied = for_each_city(plain)
    found = [
        replace(claim, negated=True) if denied else claim
        for sentence in sentences
        for claim in _clause(sentence, on, said)
    ]
    if other is None:
        return found
    if (
        len({(c.kind, c.subjects, c.negated) for c in found}) != 1
        or len(found[0].subjects) != 1
        or found[0].negated
    ):
        raise Unread("what is denied in it is not understood")
    return [*found, *(replace(claim, subjects=(other,), negated=True) for claim in found)]


def _clause(tokens: Sequence[Token], on: date, said: Sequence[Claim]) -> list[Claim]:
    """What one clause claims, with what it says by the way, and of those that follow in a ranking.

    ``said`` are the figures of clauses before it, from one of which "a decline of 80 percent" may be.
    """
    if (alone := only_those(tokens)) is not None:
        cities, of_set = alone
        base = _clause(of_set.rest, on, ())
        return [*(replace(claim, subjects=(city,)) for city in cities for claim in base), of_set.claim(base)]
    if (tally := tallied(tokens)) is not None:
        return [tally.claim(_clause(tally.rest, on, ()))]
    rest, asides = set_aside(tokens)
    ranking = ranked(rest)
    claims = _Sentence(ranking.rest, on).claims()
    if not claims:
        raise Unread("what it says is not understood")
    values = [c for c in claims if c.kind == "value"]
    of_one = len({c.subjects for c in values}) == 1
    main = max(values, key=lambda c: c.years[-1:]) if of_one else (values or claims[:1])[-1]
    if any(aside.name == "previous" for aside in asides):
        claims = [replace(c, held=True) if c.kind == "record" else c for c in claims]
    claims += ranking.claims(main if main.kind == "rank" else claims[-1])
    figures = [*values, *(c for c in said if c.kind == "value" and c.measure == main.measure)]
    years = sorted({c.years[-1] for c in figures if c.years and c.subjects == main.subjects})
    before = years[-2] if len(years) > 1 else None
    claims += [beside for aside in asides for beside in aside.claims(main, before)]
    if any(t.text.endswith("s") for t in tokens if t.kind == "year") and all(c.since is None for c in claims):
        raise Unread("a decade is understood only where something is the first or the last since then")
    return claims


class _Sentence(Superlatives, Changing):
    """The shapes that a claim can have."""

    def claims(self) -> list[Claim]:
        self._guard()
        elsewhere = {t.value for t in self.tokens if t.kind == "state"} - {
            c.partition("/")[0] for _, c in self.cities
        }
        if elsewhere and not (self.is_superlative() or self.of_largest()):
            raise Unread("figures of cities are held, none of States")
        if self.has("to-date"):
            return [self._to_date()]
        if only := self.only_year():
            return only
        if first := self.first_time() or self.since_then() or self.last_time():
            return first
        if steepest := self.steepest():
            return steepest
        if self._is_share():
            return [self._share()]
        if self._is_running():
            return [self._to_date()]
        if both := self.both_years():
            return both
        if growth := self.growth():
            return [growth]
        if never := self.never_ahead():
            return never
        compares = self._comparator() is not None
        if compares and any(t.text == "once" for t in self.tokens):
            raise Unread("when it was once so is not understood")
        if level := self.below_level():
            return level
        if self.has("paced") and self.has(*_NO_PACE):
            raise Unread("what it says of a day, a week or a month is not understood")
        if self.has("average", "paced") and (self.span() or not self.has("paced")):
            return [self.mean()]
        if (always := self.always()) is not None:
            return [always]
        if self.has("every-year") and not ((compares or self.is_change()) and self.spanned_years()):
            raise Unread("“every year” can change what it says, and is not understood here")
        others = self._than_any() or self._than_any_year()
        if tops := self.tops():
            return tops
        if self.is_superlative() and not (compares and self.has("than") and not others):
            return self._in_a_row(self.superlative())
        if self.is_change() and not (
            compares and len({c for _, c in self.cities}) > 1 and self.has("than", "surpass", "trail")
        ):
            return self.pairs() or self.changes()
        if compares:
            if ratios := self.ratios():
                return ratios
            own = self.own_figures()
            return (
                self.than_each_year()
                or self._in_each_year()
                or ([*own, self.comparison()] if own else self._with_value(self.comparison()))
            )
        if same := self.alike():
            return [same]
        if pairs := self.went() or self.pairs():
            return pairs
        return self.count_and_rate() or [self.total() or self._value()]

    def _in_a_row(self, claim: Claim) -> list[Claim]:
        """A place held for so many years in a row, or once, with the figure that the same sentence gives."""
        streak = next((t.text for t in self.tokens if t.kind == "streak"), None)
        if streak is None:
            return self._with_value(claim)
        if claim.kind != "rank" or claim.negated or self.has("number"):
            raise Unread(f"“{streak}” can change what it says, and is not understood")
        last = claim.years[0] if claim.years else self.last_year
        return [replace(claim, years=(y,), now=False) for y in range(last - streak_of(streak) + 1, last + 1)]

    def _with_value(self, claim: Claim) -> list[Claim]:
        """The claim, and the count or rate, or both, that the same sentence gives."""
        if len(claim.subjects) == 1 and (
            figures := self.count_and_rate(of=claim.subjects, years=claim.years)
        ):
            return [*figures, claim]
        value = self._value_beside(claim)
        return [value, claim] if value is not None else [claim]

    def _in_each_year(self) -> list[Claim]:
        """ "in both 2015 and 2016": one comparison a year."""
        spanned = self.spanned_years()
        years = spanned or self.years()
        if self.has("combined") and len(self.unique()) == 1:
            return []
        if not spanned:
            listed = self.has("either") or len(years) > 2 or any(t.text == "again" for t in self.tokens)
            if len(years) < 2 or not listed or self.has("from", "between", "since", "years") or self.negated:
                return []
            first = next(n for n, t in enumerate(self.tokens) if t.kind == "year")
            if any(c > first for c, _ in self.cities) and any(t.kind == "than" for t in self.tokens[first:]):
                return []
        found = self._comparator()
        assert found is not None, "only asked for where there is one"
        one = replace(self.compared(found, years[:1], []), now=False)
        return [replace(one, years=(year,)) for year in years]

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
        unique = list(dict.fromkeys(c for _, c in self.cities))
        of = (after if self.has("occurred") else before or after)[:1]
        if not of:
            raise Unread("it names no city whose share it gives")
        subject = of[0]
        rest = [c for c in unique if c != subject]
        whole = (subject, *rest)
        return Claim(
            kind="share",
            measure=self.measure,
            as_="share",
            subjects=(subject,),
            against=whole,
            summed_against=True,
            cutoff=cutoff_of(self.tokens) if len(unique) == 1 else None,
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
        nearest = next((c for n, c in reversed(self.cities) if n < at), other.subjects[0])
        return Claim(
            kind="value",
            measure=self.measure,
            as_=self.way_of(at),
            subjects=(nearest,) if nearest in other.against else other.subjects,
            years=other.years,
            now=other.now,
            relation=relation,
            value=value,
            decimals=decimals,
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
        if as_ == "rate" and value > _RATE_AT_MOST and not decimals and self.measure == "murders":
            raise Unread("its number is too large for a rate per 100,000")
        summed = whole is not None or (len(cities) > 1 and self.has("combined"))
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
