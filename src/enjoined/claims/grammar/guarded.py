"""What in a sentence could change what it says and is not understood: whatever shape it has, it is then not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from enjoined.claims.claim import Unread
from enjoined.claims.grammar.phrases import LARGER, SMALL
from enjoined.claims.grammar.tokens import Token
from enjoined.claims.rewording.elsewhere import counts_its_own
from enjoined.claims.rewording.joints import is_joint
from enjoined.claims.shapes.superlatives import Superlatives

__all__ = ["Guarded", "longer_name"]

_PARTS_BEFORE: Final = re.compile(
    "east|west|(?:north|south)(?:east|west)?|new|upper|lower|greater|metropolitan|suburban|downtown"
)
_PARTS_AFTER: Final = re.compile(
    "county|region|area(?:'s)?|metroplex|suburbs|heights|park|gardens|hills|beach|springs|township|village|falls|lake"
)
"""Words that make a city's name that of another place."""
_OF_THE_CITY: Final = frozenset({"streets", "case", "limits", "borders", "jurisdiction", "first", "last"})
"""After "in Boston's": the whole city all the same."""
_NOT_DONE_BY_CITIES: Final = re.compile(
    "committed|carried|perpetrated|prosecuted|averted|prevented|avoided|stopped|solved|charged"
)
"""What somebody else does with murders, or what is done with those a city had."""
_BESIDE_MURDERS: Final = re.compile(
    "backlogs?|pending|suspects?|convictions?|arrests?|charges|trials?|indictments?"
)
_HAS: Final = frozenset({"had", "has", "saw", "recorded", "reported", "logged"})
_NEAR: Final = 6
"""Up to this place stands the number of what a State had."""
_LEFT: Final = re.compile("un(?:solved|punished|cleared|prosecuted|reported)|cold|attempted|pending")
_PACES: Final = frozenset({"fastest", "quickest", "slowest", "sharpest", "steepest"})
"""Before a movement: it is put first among others."""
_HEAD_WORDS: Final = (
    "number numbers count counts total totals toll tally reports level levels rate figure figures tens "
    "hundreds thousands dozens wave epidemic spate string rash plague scourge problem out ahead short shy "
    "instead because in all most some many any each one none lot half said year years month day history "
    "end kind sort record sum average part"
)
_HEADS: Final = frozenset(_HEAD_WORDS.split())
"""Before "of its murders": words by which these are counted still."""
_COMPOUND_WORDS: Final = (
    "count counts total totals number numbers victims problem epidemic figure figures statistics stats "
    "toll tally record wave crisis spike level levels trend trends data in was has had is of at by for "
    "and or to that with from as than when since last this during on per here there each every also"
)
_COMPOUNDS: Final = frozenset(_COMPOUND_WORDS.split())
"""After "murder" or "homicide": what still speaks of their number."""
_BEFORE_WORDS: Final = "were was been be being are is those got violence killers"
_AFTER_WORDS: Final = "the a an all its that this each every our one total homicides"
_KILLED_BEFORE: Final = frozenset(_BEFORE_WORDS.split())
_KILLED_AFTER: Final = frozenset(_AFTER_WORDS.split())
_FIGURED: Final = ("number", "times", "times-word", "fraction", "percent", "equal", "highest", "lowest")


def longer_name(tokens: Sequence[Token], n: int) -> str | None:
    """The name of another place of which a city's name is only a part: "East St. Louis", "Dallas County"."""
    before = tokens[n - 1] if n else None
    after = tokens[n + 1] if n + 1 < len(tokens) else None
    city = tokens[n].text
    if before is not None and _PARTS_BEFORE.fullmatch(before.text):
        return f"{before.text} {city}"
    if after is not None and after.kind == "other" and _PARTS_AFTER.fullmatch(after.text):
        return f"{city} {after.text}"
    return None


class Guarded(Superlatives):
    """A sentence that can be refused for what stands in it."""

    def _guard(self) -> None:
        for n, token in enumerate(self.tokens):
            if token.kind == "city" and (place := longer_name(self.tokens, n) or self._part_of_city(n)):
                raise Unread(f"it names “{place}”, of which no figures are held")
            if token.text in _PACES and {"up", "down"} & set(self.kinds[n + 1 : n + 2]):
                raise Unread("which change is the largest is not understood")
            moved_most = token.text in ("most", "least") and self.kinds[max(0, n - 2) : n - 1]
            if moved_most in (["up"], ["down"]) and self.tokens[n - 1].text == "the":
                raise Unread("which change is the largest is not understood")
            if token.kind == "population" and self.measure != "population" and self._counts(n):
                raise Unread(f"its number is one of {token.text}, not of {self.measure.replace('_', ' ')}")
            if token.kind == "other" and (limit := self._limits(n)):
                raise Unread(f"it limits the figures to “{limit}”, and no such figures are held")
            following = self.tokens[n + 1 : n + 4]
            of_change = [t.text for t in following[:1]] == ["of"] and any(
                t.kind in ("up", "down") for t in following
            )
            if token.kind in ("fraction", "times-word", "percent") and of_change:
                raise Unread("it speaks of a share of a change")
            if token.kind == "points" and not self.has("rate"):
                raise Unread("points are of rates and shares, not of counts")
            if n == 0 and token.text == "most":
                raise Unread("“most” can mean the greater part, of which no figures are held")
            ends = next(
                (m for m in range(n + 1, len(self.tokens)) if is_joint(self.tokens[m])), len(self.tokens)
            )
            apart = n > 1 and self.tokens[n - 1].text == "," and self.kinds[n - 2] != "year"
            dated = {"number", "than", "surpass", "trail", "combined"} & set(self.kinds[n:ends])
            if token.text == "when" and apart and dated:
                raise Unread("of which year its figures are is not understood")
            since = (
                n > 2 and self.tokens[n - 1].text == "," and self.kinds[n - 3 : n - 1] == ["since", "year"]
            )
            if token.text == "when" and since and {"highest", "lowest"} & set(self.kinds[n:]):
                raise Unread("what it says of the year since which it is so is not understood")
            larger = token.text in LARGER and self.measure != "population" and self.has(*_FIGURED)
            than_city = self.kinds[n + 1 : n + 2] == ["than"] and self._next_is_city(n + 1)
            before = self.tokens[n - 1] if n else token
            beside = before.text in (",", "far", "much", "slightly") or before.kind in ("city", "cities")
            if larger and than_city and beside:
                raise Unread(f"what is {token.text} is not understood")
            if n == 0 and self._state_has():
                raise Unread("figures of cities are held, none of States")
            if token.kind == "other-place":
                raise Unread(f"no figures are held of {token.value}")
            if token.kind == "except-year" and not self.has("every-year", "any-year", "not"):
                raise Unread(f"what it excepts for {token.text} is not understood")
            if token.kind == "ordered" and not self.has("highest", "lowest"):
                raise Unread("what stands in which order is not understood")
            if token.kind in (
                "not-understood",
                "exception",
                "cause",
                "clause",
                "which",
                "decade",
                "size",
                "other-one",
                "only-one",
                "left-out",
            ) or (
                token.kind == "streak"
                and not self.has(
                    "up", "down", "number", "highest", "lowest", "than", "surpass", "trail", "capital"
                )
            ):
                raise Unread(f"“{token.text}” can change what it says, and is not understood")
            if token.kind == "unless-qualified":
                raise Unread(f"it limits the figures to “{token.text}”, and no such figures are held")
            if token.kind in ("per-other", "per-time", "interval"):
                raise Unread(f"what is so “{token.text}” is not understood")
            if token.kind == "national" or (
                token.kind == "nation"
                and not self.has(
                    "highest",
                    "lowest",
                    "capital",
                    "ordinal",
                    "place",
                    "top",
                    "more",
                    "less",
                    "surpass",
                    "big",
                )
            ):
                raise Unread(f"figures of cities are held, none of “{token.text}”")
            near = self.kinds[max(0, n - 3) : n]
            crimes = {"murders", "violent_crimes"} & set(self.kinds[n : n + 4])
            if (
                token.kind == "people"
                and not crimes
                and self.measure != "population"
                and {"times", "times-word"} & set(near)
            ):
                raise Unread("its number is one of people, not of crimes")
            if token.text == "not" and self._next_is_city(n):
                raise Unread("what is denied in it is not understood")
            if token.text in ("only", "alone") and self._next_is_city(n):
                raise Unread("“only” can change what it says, and is not understood")
            if token.text == "cities" and self.is_superlative() and self._so_many(n):
                raise Unread("among how many cities is not understood")
            if token.kind == "number" and n + 1 < len(self.tokens) and self.tokens[n + 1].text == "cities":
                named = len({c for _, c in self.cities})
                if token.value != named:
                    raise Unread("it counts cities, which is not understood")
            if token.kind == "number" and self._part_of_murders(n):
                raise Unread(f"it speaks of {token.text} of the city's murders, and no such figures are held")
            if token.kind == "number" and self._or(n) and "percent" in self.kinds[:n]:
                raise Unread("which figure is meant is not understood")
        if self.as_ == "rate" and self.measure == "population":
            raise Unread("it names no measure of which a rate could be one")
        if not self.cities and not self.of_largest():
            raise Unread("it names no city that figures are held of")

    def _state_has(self) -> bool:
        """Whether a State has the figures: not in "765 murders in Chicago" or "the deadliest big city, Memphis"."""
        if self.kinds[0] != "state" or [t.text in _HAS for t in self.tokens[1:2]] != [True]:
            return False
        counted = any(k == "number" for k in self.kinds[2:_NEAR])
        if counted:
            return counts_its_own(self.tokens[2:])
        cities = [n for n, t in enumerate(self.tokens) if t.text == "city" or t.kind == "big"]
        first = min((n for n, _ in self.cities), default=0)
        return not (
            cities and cities[0] < first and self.tokens[2].text == "the" and "than" not in self.kinds
        )

    def _counts(self, n: int) -> bool:
        """Whether a number stands right before the token ("2.7 million residents")."""
        return n > 0 and self.tokens[n - 1].kind == "number"

    def _part_of_murders(self, n: int) -> bool:
        """Whether so many "of Chicago's murders" are meant, which are not all of them."""
        of_city = (
            self.kinds[n + 1 : n + 4] == ["other", "city", "murders"] and self.tokens[n + 1].text == "of"
        )
        if self.kinds[n + 4 : n + 5] == ["occurred"] and {*self.kinds[n + 5 :]} <= {"other", "year"}:
            # "In 2016, 765 of Chicago's murders were recorded."
            return False
        return of_city and self.tokens[n + 2].end - self.tokens[n + 2].start > len(self.tokens[n + 2].text)

    def _so_many(self, n: int) -> bool:
        """Whether cities are counted in words that do not say which they are ("the ten leading American cities")."""
        near = self.tokens[max(0, n - 4) : n]
        apart = any(t.kind == "number" or t.text in SMALL.keys() - {"a"} for t in near[:-1])
        return apart or self.kinds[n - 1] == "top"

    def _limits(self, n: int) -> str | None:
        """What a word limits murders to: who committed them, what became of them, a county."""
        word = self.tokens[n].text
        before = self.tokens[n - 1].text if n else ""
        near = self.kinds[n + 1 : n + 6]
        done = _NOT_DONE_BY_CITIES.fullmatch(word) and before not in ("was", "were", "been", "are")
        by = word == "by" and before == "committed"
        killed = word == "by" and any(t.text in ("killed", "slain") for t in self.tokens[max(0, n - 5) : n])
        agent = self.kinds[n + 1 : n + 2] == ["other"] and self.tokens[n + 1].text.isalpha()
        beside = _BESIDE_MURDERS.fullmatch(word) and "murders" in self.kinds[max(0, n - 2) : n]
        left = _LEFT.fullmatch(word) and self.has("murders")
        county = word == "county" and n > 0 and self.kinds[n - 1] == "other"
        limited = (done and "murders" in near) or by or (killed and agent) or beside or left or county
        return word if limited else self._of_murders(n)

    def _of_murders(self, n: int) -> str | None:
        """What is not a number of murders: "the cost of its murders", "murder coverage", "crashes killed 40"."""
        tokens, word = self.tokens, self.tokens[n].text
        if not word.isalpha():
            return None
        before, after = tokens[n - 1 : n] if n else [], tokens[n + 1 : n + 2]
        rest = tokens[n + 2 : n + 6]
        crime = next((m for m, t in enumerate(rest) if t.kind in ("murders", "violent_crimes")), None)
        plain = crime is not None and all(t.kind == "city" or t.text in _KILLED_AFTER for t in rest[:crime])
        if [t.text for t in after] == ["of"] and plain and word not in _HEADS:
            return f"{word} of"
        if before and before[0].text in ("murder", "homicide", "killing") and word not in _COMPOUNDS:
            return f"{before[0].text} {word}"
        if after and after[0].text == "killed" and word not in _KILLED_BEFORE:
            numbered = any(t.kind in ("number", "people") for t in rest[:2])
            return f"{word} killed" if numbered else None
        if n > 1 and tokens[n - 2].text == "killed" and before[0].text in ("in", "by", "on", "under"):
            return None if word in _KILLED_AFTER else f"killed {before[0].text} {word}"
        return None

    def _part_of_city(self, n: int) -> str | None:
        """What of a city is meant in "in Boise's schools": a place in it, of which no figures are held."""
        if n == 0 or n + 1 >= len(self.tokens) or self.tokens[n - 1].text not in ("in", "on"):
            return None
        city, place = self.tokens[n : n + 2]
        whose = city.end - city.start > len(city.text) and city.start > 0
        part = place.kind == "other" and place.text.isalpha() and place.text not in _OF_THE_CITY
        return f"{city.text}'s {place.text}" if whose and part else None

    def _or(self, n: int) -> bool:
        """ ", or 287": another way to say a figure."""
        return [t.text for t in self.tokens[max(0, n - 2) : n]] == [",", "or"]
