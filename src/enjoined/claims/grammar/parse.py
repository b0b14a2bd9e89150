"""From words to a checkable claim, or to the reason why there is none.

The cities, years, numbers and measures of a sentence are found first (:mod:`.tokens`); then the shape is
decided, the most exact one first: a rank or a record, a change over time, a share, a comparison, a value. Something in
the sentence that could change what it says and is not understood makes it unreadable: a misread claim is worse than an
unchecked one.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from enjoined.claims.claim import Claim, Unread
from enjoined.claims.grammar.accounted import all_accounted
from enjoined.claims.grammar.aside_claims import said_by_the_way
from enjoined.claims.grammar.asides import set_aside
from enjoined.claims.grammar.dating import loosely, of_now, with_years
from enjoined.claims.grammar.guarded import Guarded, longer_name
from enjoined.claims.grammar.left_out import counts_else, is_of_either, left_out
from enjoined.claims.grammar.parts import by_parts
from enjoined.claims.grammar.phrases import streak_of
from enjoined.claims.grammar.tokens import Token
from enjoined.claims.rewording.clauses import clauses, without_which
from enjoined.claims.rewording.joints import FIGURES
from enjoined.claims.rewording.listed import also_then, contrasted, for_each_city, for_each_measure, gapped
from enjoined.claims.rewording.scores import in_turn
from enjoined.claims.rewording.unsaid import sentences_of
from enjoined.claims.shapes.changing import Changing
from enjoined.claims.shapes.ranked import ranked
from enjoined.claims.shapes.superlatives import Superlatives
from enjoined.claims.shapes.tallied import part_of_crimes, presupposed, tallied
from enjoined.claims.shapes.valued import Valued

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

_LASTS = frozenset({"has", "have"})
_HELD = frozenset({"led", "been", "remained", "stayed", "ranked"})
"""Words of a place that is held year by year, and is not that of a total."""
_STOPS = (".", ";", "?", "!", ":")
_LAST = Token("other", 0.0, ".", 0, 0)


def parse(tokens: Sequence[Token], on: date) -> list[Claim]:
    """The claims that one sentence makes, all of which must hold. Raises :class:`Unread` with the reason."""
    dated = in_turn(with_years(tokens, on), on)
    if any(
        a.text.split()[-1:] == ["than"] and b.text in _STOPS and b.kind == "other"
        for a, b in pairwise([*dated, _LAST])
    ):
        raise Unread("it compares with nothing")
    first = next((t for t in dated if t.kind == "city" or t.kind in FIGURES), None)
    if dated and dated[0].text in ("its", "it") and first is not None and first.kind != "city":
        raise Unread(f"it does not say which city “{dated[0].text}” is")
    if is_of_either(dated):
        raise Unread("of which city its figure is, is not understood")
    if what := counts_else(dated):
        raise Unread(f"what “{what}” counts is not understood")
    places = (longer_name(dated, n) for n, t in enumerate(dated) if t.kind == "city")
    if place := next(filter(None, places), None):
        raise Unread(f"it names “{place}”, of which no figures are held")
    why, beside = Unread("what it says is not understood"), tuple[Claim, ...]()
    several = len(sentences_of(dated)) > 1 or any(t.text == ";" for t in dated)
    for reading in (_by_parts, _whole) if several else (_whole, _by_parts):
        try:
            return left_out(of_now(reading(dated, on), tokens, on), dated)
        except Unread as reason:
            why = reason if reading is _whole else why
            beside = beside or reason.beside
    # What part of a year is meant can be said of all parts.
    part_of_year = any(t.kind == "to-date" for t in dated)
    raise Unread(str(why), () if part_of_year else beside or presupposed(dated))


def _by_parts(tokens: Sequence[Token], on: date) -> list[Claim]:
    def read(part: Sequence[Token], said: Sequence[Claim]) -> list[Claim]:
        each = [sentence for whole in gapped(part) for sentence in for_each_measure(whole)]
        return [claim for sentence in each for claim in _contrasted(sentence, on, said)]

    return by_parts(tokens, read)


def _whole(tokens: Sequence[Token], on: date) -> list[Claim]:
    if (plain := without_which(tokens)) is not None:
        # "..., which was 38 percent more than in 2022" is mostly said by the way.
        with suppress(Unread):
            return _accounted(plain, on)
    return _accounted(tokens, on)


def _accounted(tokens: Sequence[Token], on: date) -> list[Claim]:
    claims = _parsed(tokens, on)
    all_accounted(tokens, claims)
    return claims


def _parsed(tokens: Sequence[Token], on: date) -> list[Claim]:
    found: list[Claim] = []
    for whole in (each for said in also_then(tokens) for each in gapped(said)):
        for clause in clauses(whole):
            for sentence in for_each_measure(clause):
                found += _contrasted(sentence, on, found)
    return _reached(tokens, list(dict.fromkeys(found)))


def _reached(tokens: Sequence[Token], claims: list[Claim]) -> list[Claim]:
    """ "... of 473 in 2021, had by 2024 come down by a third": from the one figure before it, not from 2023."""
    by = {int(b.value) for a, b in pairwise(tokens) if a.text == "by" and b.kind == "year"}
    figures = {(c.subjects, c.years[0]) for c in claims if c.kind == "value" and len(c.years) == 1}
    found = []
    for claim in claims:
        if claim.kind == "change" and claim.years[1] in by and claim.years[0] == claim.years[1] - 1:
            before = [y for subjects, y in figures if subjects == claim.subjects and y < claim.years[1]]
            claim = replace(claim, years=(before[0], claim.years[1])) if len(before) == 1 else claim
        found.append(claim)
    return found


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
    if (part := part_of_crimes(tokens)) is not None:
        return part
    if (tally := tallied(tokens)) is not None:
        return tally.claims(_clause(tally.rest, on, ()))
    rest, asides = (list(tokens), []) if any(t.kind == "gap" for t in tokens) else set_aside(tokens)
    ranking = ranked(rest)
    claims = [loosely(c, ranking.rest) for c in _Sentence(ranking.rest, on).claims()]
    if not claims:
        raise Unread("what it says is not understood")
    values = [c for c in claims if c.kind == "value"]
    of_one = len({c.subjects for c in values}) == 1
    main = max(values, key=lambda c: c.years[-1:]) if of_one else (values or claims[:1])[-1]
    if any(aside.name == "previous" for aside in asides):
        claims = [replace(c, held=True) if c.kind == "record" else c for c in claims]
    claims = ranking.claims(claims, main if main.kind == "rank" else claims[-1])
    figures = [*values, *(c for c in said if c.kind == "value" and c.measure == main.measure)]
    years = sorted({c.years[-1] for c in figures if c.years and c.subjects == main.subjects})
    before = years[-2] if len(years) > 1 else None
    claims += [beside for aside in asides for beside in said_by_the_way(aside, main, before)]
    if any(t.text.endswith("0s") for t in tokens if t.kind == "year") and all(
        c.since is None for c in claims
    ):
        raise Unread("a decade is understood only where something is the first or the last since then")
    return claims


class _Sentence(Guarded, Valued, Superlatives, Changing):
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
        since = self.at("since")
        after = [t.kind for t in self.tokens[since + 1 : since + 6]]
        if (
            since >= 0
            and after
            and after[0] in ("other", "city")
            and self.tokens[since + 1].text != ","
            and "year" not in after
        ):
            raise Unread("it says since when, but not in a year")
        if gap := self.gap():
            return gap
        if counted := self.years_counted():
            return counted
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
        if crossed := self.crossed():
            return crossed
        if growth := self.growth():
            return [growth]
        if never := self.never_ahead():
            return never
        if level := self.unchanged() or self.ranged() or self.peaked():
            return level
        compares = self._comparator() is not None
        if compares and any(t.text == "once" for t in self.tokens):
            raise Unread("when it was once so is not understood")
        if level := self.below_level():
            return level
        if self.has("paced") and self.has(*_NO_PACE):
            raise Unread("what it says of a day, a week or a month is not understood")
        means = compares and self.has("average") and self.has("than", "equal")
        if not means and self.has("average", "paced") and (self.span() or not self.has("paced")):
            return [self.mean()]
        if (always := self.always()) is not None:
            return self.excepted(always)
        if places := self._placed_each_year():
            return places
        if (
            self.has("every-year")
            and not means
            and not ((compares or self.is_change()) and self.spanned_years())
        ):
            raise Unread("“every year” can change what it says, and is not understood here")
        others = self._than_any() or self._than_any_year()
        if tops := self.tops() or self._top_years():
            return tops
        if self.is_superlative() and not (compares and self.has("than") and not others):
            return self._in_a_row(self.superlative())
        if self.is_change() and not (
            compares and len({c for _, c in self.cities}) > 1 and self.has("than", "surpass", "trail")
        ):
            return (self.pairs() if self._told_apart() else []) or self.changes()
        if compares:
            if ratios := self.ratios():
                return ratios
            own = self.own_figures()
            return (
                self.than_each_year()
                or self._in_each_year()
                or (
                    [*own, *self.each_of(self.comparison())]
                    if own
                    else self._each_with_value(self.comparison())
                )
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
        if claim.kind not in ("rank", "record") or claim.negated:
            raise Unread(f"“{streak}” can change what it says, and is not understood")
        last = claim.years[0] if claim.years else self.last_year
        years = range(last - streak_of(streak) + 1, last + 1)
        each = [replace(claim, years=(y,), now=False) for y in years]
        return [*each[:-1], *self._with_value(each[-1])]

    def _streak_years(self) -> list[int]:
        """The years of "for the fourth year in a row A has had more than B": up to the one named, or that just over."""
        streak = next((t.text for t in self.tokens if t.kind == "streak"), None)
        if streak is None or self.negated or len(self.years()) > 1 or self.has("since", "from"):
            return []
        last = next(iter(self.years()), self.last_year)
        return list(range(last - streak_of(streak) + 1, last + 1))

    def _placed_each_year(self) -> list[Claim]:
        """ "The highest rate of all large cities in every year from 2009 to 2012": the place in each of them."""
        lasting = self._has_been_since()
        if (
            not self.is_superlative()
            or not (lasting or self.has("every-year", "streak"))
            or (self.has("than") and not self._than_any())
            or self.has("up", "down")
        ):
            return []
        streak = next((t.text for t in self.tokens if t.kind == "streak"), None)
        span = self.span()
        years = self.spanned_years() if streak is None else list(range(span[0], span[1] + 1)) if span else []
        years = years or list(range(lasting, self.last_year + 1)) if lasting else years
        if len(years) < 2 or (streak is not None and len(years) != streak_of(streak)):
            return []
        dates = ("every-year", "streak", "year", "years", "past-years", "from", "between", "since")
        ends = [n for n, k in enumerate(self.kinds) if k == "year"]
        rest = [
            t
            for n, t in enumerate(self.tokens)
            if t.kind not in dates and not (t.kind == "to" and ends and ends[0] < n < ends[-1])
        ]
        base = type(self)(rest, self.on).superlative()
        if lasting and base.negated:
            # "New York has not led since 2011": it led then, and in none of the years after it.
            return [replace(base, years=(y,), now=False, negated=y > lasting) for y in years]
        if base.kind not in ("rank", "record") or base.negated:
            raise Unread("what comes first in each of these years is not understood")
        return [replace(base, years=(y,), now=False) for y in years]

    def _has_been_since(self) -> int:
        """The year of "has led the nation since 2012", in each of which it did; 0 where another is named."""
        years, said = self.years(), {t.text for t in self.tokens}
        lasts = bool(said & _LASTS) and self.has("since") and years == self.years(self.at("since"))
        if not lasts or len(years) != 1:
            return 0
        if self.has("nation", "big") and not said & _HELD and not self.has("every-year", "streak", "than"):
            raise Unread(f"whether it is so of all since {years[0]} or of each year is not said")
        return years[0] if self.has("nation", "big") or "led" in said else 0

    def _top_years(self) -> list[Claim]:
        """The years that stand out, with their figures: "72 in 2016 and 75 in 2017 were the two worst years"."""
        places = self.top_years()
        numbers = [n for n, t in enumerate(self.tokens) if t.kind == "number"] if places else []
        years = [n for n, t in enumerate(self.tokens) if t.kind == "year"]
        if not numbers or not self._alternate(numbers, years):
            return places
        own = [
            self._own(n, self.unique()[0], int(self.tokens[y].value))
            for n, y in zip(numbers, years, strict=True)
        ]
        return [*own, *places]

    def _told_apart(self) -> bool:
        """Whether figures tell each step of a movement: those of a streak, if there are as many."""
        streak = next((t.text for t in self.tokens if t.kind == "streak"), None)
        return streak is None or self.kinds.count("number") in (streak_of(streak), streak_of(streak) + 1)

    def _each_with_value(self, claim: Claim) -> list[Claim]:
        each = self.each_of(claim)
        return each if len(each) > 1 else self._with_value(claim)

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
        spanned = self.spanned_years() or self._streak_years()
        years = spanned or self.years()
        if self.has("combined") and len(self.unique()) == 1:
            return []
        if not spanned:
            said = {t.text for t in self.tokens}
            listed = bool(said & {"both", "each", "either", "again"}) or len(years) > 2
            if len(years) < 2 or not listed or self.has("from", "between", "since", "years") or self.negated:
                return []
            first = next(n for n, t in enumerate(self.tokens) if t.kind == "year")
            if any(c > first for c, _ in self.cities) and any(t.kind == "than" for t in self.tokens[first:]):
                return []
        found = self._comparator()
        assert found is not None, "only asked for where there is one"
        one = replace(self.compared(found, years[:1], []), now=False)
        return [replace(one, years=(year,)) for year in years]
