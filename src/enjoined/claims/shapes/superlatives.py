"""Sentences that put a city first, or at some place, among others, or a year among those before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from enjoined.claims.claim import Claim, Cutoff, Unread
from enjoined.claims.grammar.phrases import SMALL, turning, years_before
from enjoined.claims.grammar.sentence import Sentence
from enjoined.claims.grammar.tokens import Token, in_figures
from enjoined.claims.rewording.joints import is_joint

__all__ = ["Superlatives", "cutoff_of", "rises"]

_FOREMOST: Final = 10
"""Among so many a city is one of the first."""
_LONGER: Final = re.compile("more than|over (?!the )")
"""In more than two decades: the year before both is meant too."""
_YEARS: Final = frozenset(
    {"decade", "decades", "years", "century", "centuries", "generation", "memory", "times"}
)
"""Behind a superlative they name years among which it is one: unread, they would be lost."""
_REMAINS: Final = frozenset({"remain", "remains", "remained", "still", "stands"})
_BEING: Final = frozenset({"is", "was", "came", "were", "remains"})
"""Between a superlative and the year that it is told of."""
_PASSED: Final = frozenset({"was", "were"})
_PAST: Final = re.compile(r"\b(?:past|last)\b")
_ANY: Final = frozenset({"no city", "no other city"})


class Superlatives(Sentence):
    """Ranks and records."""

    def is_superlative(self) -> bool:
        """Whether it speaks of a rank or a record."""
        return (
            self.has("highest", "lowest", "capital", "place", "top")
            or (self.has("ordinal") and (self.has("ranked") or self._placed()))
            or self._than_any()
            or self._than_any_year()
            or self._than_none()
        )

    def _than_none(self) -> bool:
        """ "No city had more murders than Chicago"."""
        return self.has("no-city") and self.has("than") and self.has("more", "less")

    def _placed(self) -> bool:
        """ "third in murder rate among the 50 largest cities"."""
        n = self.at("ordinal")
        after = self.tokens[n + 1].text if n + 1 < len(self.tokens) else ""
        return after in ("place", "-place") or (after == "in" and self.has("big", "nation"))

    def superlative(self) -> Claim:
        """The rank or the record. Raises :class:`Unread` where it is not clear among what."""
        if self.has("capital") and (
            self.has("surpass", "trail", "than", "highest", "lowest")
            or "above" in (t.text for t in self.tokens)
        ):
            raise Unread("it says two things, of which one is not understood")
        self._one_place()
        spot = self.at("highest", "lowest", "capital")
        if spot < 0 and (self._than_any() or self._than_any_year() or self._than_none()):
            spot = self.at("more", "less", "at-least", "at-most")
        spot = spot if spot >= 0 else self.at("ordinal", "place", "top")
        highest = self.kinds[spot] not in ("lowest", "less", "at-most")
        if (span := next((t.text for t in self.tokens[spot:] if t.text in _YEARS), None)) is not None:
            raise Unread(f"of which “{span}” it speaks is not understood")
        if self.tokens[spot].text.startswith("never") and any(at > spot for at, _ in self.cities):
            raise Unread("what it says of every year is not understood")
        if self.has("ordered"):
            raise Unread("which of the cities has which place is not understood")
        cities = self.unique()
        once = any(t.text == "once" for t in self.tokens)
        years = [] if once else self.years()
        told = self._told_of(spot)
        since, until = self._since(years, told=told), None
        if since is None and (among := self._among_years(years)) is not None:
            since, until = among
        if len(years) > 1:
            raise Unread("it names several years")
        if until is None and any(t.text in _REMAINS for t in self.tokens) and years[:1] < [self.last_year]:
            # "Remains its worst year since 1990": so far.
            until = self.last_year
        if told and until is None and years[:1] < [self.last_year]:
            until = self.last_year
        own = spot > 0 and self.tokens[spot - 1].text == "its"
        if own and not self.has("state") and any(t.text == "city" for t in self.tokens[spot:]):
            raise Unread("whose city “its” means is not understood")
        record = (until or own or self._over_time() or self._than_any_year()) and not self.has(
            "nation", "big"
        )
        if len(cities) != 1:
            if record:
                raise Unread("it calls something a record of several cities")
            if self.has("top", "place"):
                raise Unread("which of the cities has which place is not understood")
            return self._among(cities, highest=highest)
        rank, within = self._rank(spot)
        place = Claim(
            kind="record" if record else "rank",
            measure=self.measure,
            as_=self.as_,
            subjects=cities,
            years=tuple(years),
            now=not years,
            highest=highest,
            rank=rank,
            within=within,
            relation=("more" if highest else "less") if self._than_any() else "is",
            negated=self.negated,
        )
        if record:
            if within:
                raise Unread("it gives a year a place that is not understood")
            if not (years or self.has("now", "this-year", "number")) and any(
                t.text in _PASSED for t in self.tokens
            ):
                raise Unread("which year it was is not said")
            return replace(place, since=since, until=until)
        cutoff = cutoff_of(self.tokens)
        if within and cutoff is not None and cutoff.largest is not None and cutoff.largest <= rank:
            raise Unread("whether it comes first among so many or is one of them is not understood")
        return replace(place, over=(0, self.last_year) if once else None, once=once, cutoff=cutoff)

    def _one_place(self) -> None:
        """Raises :class:`Unread` for two places: "the highest rate among the ten with the most", "the most and the"."""
        places = [
            n
            for n, t in enumerate(self.tokens)
            if self.kinds[n] in ("highest", "lowest") and not turning(t.text)
        ]
        between = self.tokens[places[0] : places[-1]] if places else []
        if any(is_joint(t) or t.kind == "top" for t in between):
            raise Unread("it says several things of what comes first")

    def steepest(self) -> list[Claim]:
        """ "The largest one-year jump in murders since 1990", "the sharpest fall of any big city"."""
        if not self.has("steepest"):
            return []
        spot = self.at("steepest")
        years = self.years()
        since = self._since(years)
        cities = tuple(dict.fromkeys(c for _, c in self.cities))
        other_way = "down" if rises(self.tokens[spot].text) else "up"
        if len(cities) != 1 or len(years) > 1 or self.has(other_way, "than", "number"):
            raise Unread("which change is the largest is not understood")
        among = self.has("nation", "big", "state")
        share = re.search("percent|proportion", self.tokens[spot].text)
        plain = Claim(
            kind="rank" if among else "record",
            measure=self.measure,
            as_="rate" if self.as_ == "rate" else "change" if share else "count",
            subjects=cities,
            years=tuple(years),
            now=not years,
            moved=True,
            up=rises(self.tokens[spot].text),
            negated=self.negated,
        )
        if not among:
            return [replace(plain, since=since)]
        rank, within = self._rank(spot)
        return [replace(plain, rank=rank, within=within, cutoff=cutoff_of(self.tokens))]

    def tops(self) -> list[Claim]:
        """ "A and B had the two highest rates among the 50 largest cities": each of them is one of the first two.

        "A and B were among the ten deadliest" puts each among the first ten.
        """
        top = next((t.text for t in self.tokens if t.kind == "top"), "")
        spot = self.at("highest", "lowest")
        spot = spot if spot >= 0 or not top else self.at("top")
        cities = list(dict.fromkeys(c for _, c in self.cities))
        listed = self._joint() and not self._over_time()
        field = self.has("nation", "big", "state") or listed
        placed = top or (field and self.tokens[0].text not in ("of", "among", "between"))
        other = self.negated or self.has("than", "ordinal", "place", "combined", "versus")
        after = [at > spot for at, _ in self.cities]
        apart = any(after) and not ((top or listed) and all(after))
        if not placed or other or apart or spot < 0 or len(cities) < 2 or len(self.years()) > 1:
            return []
        self._one_place()
        if any(t.text == "tied" for t in self.tokens):
            raise Unread("which of the cities are said to be alike is not understood")
        if top and " of the " in top and in_figures(top.partition(" of ")[0]) != len(cities):
            raise Unread("how many of them come first is not understood")
        if not top and SMALL.get(self.tokens[spot - 1].text, len(cities)) != len(cities):
            raise Unread("how many of them come first is not understood")
        plain = Claim(kind="rank", measure=self.measure, as_=self.as_, subjects=(), now=not self.years())
        place = replace(
            plain,
            years=tuple(self.years()),
            highest=self.kinds[spot] != "lowest",
            rank=self._rank(spot)[0] if top else len(cities),
            within=True,
            cutoff=cutoff_of(self.tokens),
        )
        if self.has("ordered") or any(t.text == "respectively" for t in self.tokens):
            if top:
                raise Unread("which of the cities has which place is not understood")
            return [replace(place, subjects=(c,), rank=n, within=False) for n, c in enumerate(cities, 1)]
        return [replace(place, subjects=(city,)) for city in cities]

    def _joint(self) -> bool:
        """Whether its cities stand in one list: of "A, B and C had the most", all three are meant."""
        at = [n for n, _ in self.cities]
        between = [self.tokens[n].text for n in range(at[0], at[-1]) if n not in at] if at else []
        return len(set(between) & {"and", "&"}) == 1 and set(between) <= {",", "and", "&"}

    def _told_of(self, spot: int) -> bool:
        """ "Its deadliest year since 2000 is 2016", "in the past ten years it saw the most in 2016": of all up to now.

        "2016 was its deadliest year in decades" is so up to that year only.
        """
        named = [n for n, t in enumerate(self.tokens) if t.kind == "year" and self.kinds[n - 1] != "since"]
        if self.kinds[spot] not in ("highest", "lowest") or len(named) != 1 or named[0] < spot:
            return False
        past = any(t.kind in ("past-years", "decades") and _PAST.search(t.text) for t in self.tokens)
        between = [t.text for t in self.tokens[spot : named[0]]]
        return past or any(text in _BEING for text in between)

    def _since(self, years: list[int], *, told: bool = False) -> int | None:
        """The year before those that it stands out among, which is taken out of ``years``."""
        since: int | None = None
        if self.has("since"):
            later = self.years(self.at("since"))
            if not later:
                raise Unread("it says since when, but not in a year")
            since = later[0]
            if since not in years:
                raise Unread("it is not clear since when it is so")
            years.remove(since)
        window = self.window()
        if window is None and (vague := next((t.text for t in self.tokens if t.kind == "decades"), "")):
            raise Unread(f"how many years “{vague}” means is not said")
        before = next((t.text for t in self.tokens if t.kind == "any-year" and years_before(t.text)), "")
        if before and years:
            # "In any of the preceding five years": since the sixth before.
            return years[0] - years_before(before) - 1
        high = next(
            (re.match(r"(\w+)-year", t.text) for t in self.tokens if t.kind in ("highest", "lowest")), None
        )
        if high is not None:
            window = int(high[1]) if high[1].isdigit() else SMALL[high[1]]
        if (high or self.has("decades", "past-years")) and window is not None:
            beyond = any(_LONGER.search(t.text) for t in self.tokens if t.kind in ("decades", "past-years"))
            last = self.last_year if told else years[0] if years else self.on.year
            since = last - window + (not told) - 2 * beyond
        return since

    def _among_years(self, years: list[int]) -> tuple[int, int] | None:
        """The year before the first and the last of those it stands out among, which are taken out of ``years``."""
        span = next((t for t in self.tokens if t.kind == "years"), None)
        if span is not None:
            first, last = map(int, str(span.value).split())
            if first not in years or last not in years:
                return None
        elif self.has("own-decade") and len(years) == 1:
            first = years[0] // 10 * 10
            return first - 1, first + 9
        elif self.has("between", "from") and self.has("to") and len(years) == 3:
            ends = self.years(self.at("between", "from"))[:2]
            if len(ends) < 2 or not set(ends) <= set(years):
                return None
            first, last = ends
        else:
            return None
        years.remove(first)
        if last in years:
            years.remove(last)
        if not years and span is None:
            return None
        return first - 1, last

    def top_years(self) -> list[Claim]:
        """ "2016 and 2017 were the two worst years of the decade": each is one of the first two."""
        spot = self.at("highest", "lowest")
        years = self.years()
        many = self.tokens[spot - 1].text if spot > 0 else ""
        among = self._over_time() or self.has("own-decade", "years")
        if spot < 0 or len(years) < 2 or SMALL.get(many) != len(years) or not among:
            return []
        cities = tuple(dict.fromkeys(c for _, c in self.cities))
        if len(cities) != 1 or self.negated or self.has("than", "versus"):
            raise Unread("which years stand out is not understood")
        plain = Claim(
            kind="record", measure=self.measure, as_=self.as_, subjects=cities, rank=len(years), within=True
        )
        found = []
        for year in years:
            named = [year]
            since, until = self._since(named), None
            if since is None:
                since, until = self._among_years(named) or (None, None)
            found.append(
                replace(plain, years=(year,), highest=self.kinds[spot] == "highest", since=since, until=until)
            )
        return found

    def _rank(self, spot: int) -> tuple[int, bool]:
        """The place claimed, and whether any place up to it would do ("in the top ten")."""
        for token in self.tokens:
            if token.kind in ("place", "top"):
                word = re.split(r"[ #-]+", token.text.strip())[-1]
                if word == "the":
                    return _FOREMOST, True
                return SMALL.get(word) or int(re.sub(r"\D", "", token.text)), token.kind == "top"
        near = [t for t in self.tokens if t.text.startswith("place ")] or self.tokens[
            max(0, spot - 2) : spot + 2
        ]
        return next((int(t.value) for t in near if t.kind == "ordinal"), 1), False

    def _among(self, cities: tuple[str, ...], *, highest: bool) -> Claim:
        """The highest of the cities named: of "of A, B and C, B had the most", B."""
        if not cities:
            raise Unread("it names no city that comes first")
        subject = cities[0]
        if self.tokens[0].text in ("of", "among", "between"):
            said = [c for _, c in self.cities]
            again = [c for c in cities if said.count(c) > 1]
            if len(again) != 1:
                raise Unread("it is not clear which of them comes first")
            subject = again[0]
        return Claim(
            kind="comparison",
            measure=self.measure,
            as_=self.as_,
            subjects=(subject,),
            against=tuple(c for c in cities if c != subject),
            years=tuple(self.years()[:1]),
            now=self.now,
            relation="more" if highest else "less",
            negated=self.negated,
        )


def rises(text: str) -> bool:
    """Whether "the largest one-year jump" is one upwards."""
    return re.search("jump|increas|rise|rising|spike|surge|gain|growth|climb|up", text) is not None


def _people(text: str) -> int | None:
    """The least number of people in "cities with more than half a million people"; ``None`` where none is named.

    >>> _people("cities of 250,000 or more"), _people("cities with over 1.5 million people"), _people("cities")
    (250000, 1500000, None)
    """
    if "quarter" in text:
        return 250_000
    if "a million" in text or "one million" in text:
        return 500_000 if "half" in text else 1_000_000
    number = re.search(r"(\d[\d,]*(?:\.\d+)?)( million)?", text)
    if number is None:
        return None
    people = float(number[1].replace(",", "")) * (1_000_000 if number[2] else 1)
    return int(people) if people > _FEW else None


_FEW: Final = 1_000
"""A smaller number beside cities counts cities ("the 50 largest")."""


def cutoff_of(tokens: Sequence[Token]) -> Cutoff | None:
    """Among which cities the words put one: big ones, those of a State, those of the nation."""
    state = next((str(t.value) for t in tokens if t.kind == "state"), "")
    for token in tokens:
        if token.kind in ("big", "no-city") and not (token.kind == "no-city" and token.text in _ANY):
            if people := _people(token.text):
                return Cutoff(population=people, state=state)
            number = re.search(r"\d[\d,]*", token.text)
            word = next((w for w in token.text.split() if w in SMALL), None)
            if number is None and word is None:
                return Cutoff(words=token.text, state=state)
            size = int(number[0].replace(",", "")) if number is not None else SMALL[word or ""]
            return (
                Cutoff(largest=size, state=state) if size <= 1_000 else Cutoff(population=size, state=state)
            )
    nation = next((t.text for t in tokens if t.kind == "nation"), "")
    return Cutoff(words=nation, state=state) if nation or state else None
