"""A sentence seen by its tokens: its measure, cities, years and numbers, what is compared, what stands in the way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from enjoined.claims.claim import As, Relation, Unread
from enjoined.claims.figures.statistics import Measure
from enjoined.claims.grammar.phrases import (
    PEOPLE,
    THE_LARGEST,
    TIMES,
    YEARS_END,
    by_size,
    compared,
    decimals_of,
    figures_only,
    hedge,
    span_of,
)
from enjoined.claims.grammar.tokens import Token
from enjoined.claims.rewording.joints import FIGURES, bare, parts_of

__all__ = ["Sentence"]

_LIVES: Final = frozenset({"put", "with", "puts", "has", "have", "had", "home", "lost", "gained", "added"})


class Sentence:
    """One sentence on a day."""

    def __init__(self, tokens: Sequence[Token], on: date) -> None:
        self.tokens = by_size(compared(figures_only(tokens)))
        self.on = on
        self.kinds = [t.kind for t in self.tokens]
        self.cities = [(at, str(t.value)) for at, t in enumerate(self.tokens) if t.kind == "city"]
        self.measure = self._measure()
        self.as_: As = self._way()
        self.negated = self._negated()

    def has(self, *kinds: str) -> bool:
        """Whether a token of one of these kinds stands in it."""
        return any(kind in self.kinds for kind in kinds)

    def at(self, *kinds: str) -> int:
        """Where the first token of these kinds stands, or -1."""
        return next((n for n, kind in enumerate(self.kinds) if kind in kinds), -1)

    def unique(self) -> tuple[str, ...]:
        """The ids of the cities named, each once, in their order."""
        return tuple(dict.fromkeys(c for _, c in self.cities))

    def _way(self) -> As:
        """Counts or rates; either where a city is only called deadly or the like."""
        if self.has("rate"):
            return "rate"
        if self.has("capital"):
            return "either"
        counted = self.has("murders", "number")
        if counted or self.measure != "murders" or len(self.years()) > 1 or self._over_time():
            return "count"
        return "either"

    def _over_time(self) -> bool:
        """Whether a year is set against others of the same city."""
        return self.has("since", "ever", "decades", "past-years") or any(
            t.kind in ("highest", "lowest")
            and (re.search(r"record|peak|all-time|-year", t.text) or (after.text == "year" and self.cities))
            for t, after in zip(self.tokens, [*self.tokens[1:], *self.tokens[:1]], strict=True)
        )

    def _measure(self) -> Measure:
        found: list[Measure] = []
        for name in ("murders", "violent_crimes", "population"):
            if name in self.kinds:
                found.append(name)
        if not found and any(
            t.kind == "rate" and re.match(r"murder|homicide|killing", t.text) for t in self.tokens
        ):
            found.append("murders")
        capital = self.has("capital")
        violent = any(re.match(r"(?:most|least|more|less) violent", t.text) for t in self.tokens)
        if not found and capital:
            return "murders"
        if not found and violent:
            return "violent_crimes"
        if self.has("unsupported"):
            what = next(t.text for t in self.tokens if t.kind == "unsupported")
            raise Unread(f"no figures are held on “{what}”; murders, violent crime and population are")
        if not found:
            deadly = any(re.match(r"deadl|blood|murder", t.text) for t in self.tokens)
            if deadly:
                return "murders"
            if self._speaks_of_people() or any(re.match("grow|grew|shr[aiu]nk", t.text) for t in self.tokens):
                return "population"
            raise Unread("it names no measure that figures are held on (murders, violent crime, population)")
        if "murders" in found and "violent_crimes" in found:
            raise Unread("it speaks of murders and of violent crime at once")
        return found[0] if found[0] != "population" or len(found) == 1 else found[1]

    def _speaks_of_people(self) -> bool:
        """ "has more people than", "has 8.5 million people": who lives there, not what they did."""
        n = self.at("people")
        if n < 1 or not any(t.text in _LIVES or t.kind in ("cities", "up", "down") for t in self.tokens[:n]):
            return False
        before, after = self.tokens[n - 1], self.tokens[n + 1] if n + 1 < len(self.tokens) else None
        ends = (
            after is None
            or after.kind in ("than", "year", "now", "since", "from", "between")
            or after.kind == "every-year"
            or after.text in (".", "in", ",")
        )
        big = before.kind == "number" and float(before.value) >= PEOPLE
        times = before.kind == "equal" and (ends or (after is not None and after.text == "as"))
        return times or (ends and (big or before.kind in ("more", "less", "highest", "lowest", "up", "down")))

    def _negated(self) -> bool:
        count = sum(t.kind == "not" for t in self.tokens)
        if count > 1:
            raise Unread("it has more than one negation")
        parts = list[set[str]]()
        for part in parts_of(self.tokens):
            kinds = {t.kind for t in part.tokens}
            listed = part.joint == "and" and bare(part.tokens)[0].kind in ("year", "city", "number")
            parts[-1:] = [parts[-1] | kinds] if listed and parts else [*parts[-1:], kinds]
        figured = [kinds for kinds in parts if kinds & FIGURES]
        if count and len(parts) > 1 and figured and "not" not in figured[-1]:
            raise Unread("what is denied in it is not understood")
        return count == 1

    def years(self, start: int = 0, end: int | None = None) -> list[int]:
        """The years named by the tokens from ``start`` to ``end``."""
        found: list[int] = []
        for token in self.tokens[start:end]:
            if token.kind == "year":
                found.append(int(token.value))
            elif token.kind == "years":
                first, last = str(token.value).split()
                found += [int(first), int(last)]
            elif token.kind == "this-year" and not self.has("now"):
                found.append(self.on.year)
        return found

    @property
    def now(self) -> bool:
        """Whether it names no year, and so means the present."""
        return not self.years()

    @property
    def last_year(self) -> int:
        """The last year that is over, or as good as over, on the day."""
        return self.on.year - ((self.on.month, self.on.day) < YEARS_END)

    def window(self) -> int | None:
        """Of how many years the sentence speaks ("over the past five years")."""
        for token in self.tokens:
            if token.kind in ("past-years", "decades"):
                return span_of(token.text)
        return None

    def of_largest(self) -> bool:
        """Whether it speaks of so many of the largest cities ("the nation's five largest cities")."""
        return any(t.kind == "big" and THE_LARGEST.search(t.text) for t in self.tokens)

    def _than_any(self) -> bool:
        """ "more than any other city"."""
        than = self.at("than")
        return than >= 0 and any(kind in ("nation", "big") for kind in self.kinds[than : than + 4])

    def _than_any_year(self) -> bool:
        """ "fewer than in any year since 2000"."""
        than = next((n for n, t in enumerate(self.tokens) if t.text.endswith("than")), -1)
        between = next(
            (n for n in range(than + 1, len(self.kinds)) if self.kinds[n] not in ("other", "cities")), 0
        )
        return than >= 0 and ("any-year" in self.kinds[than : than + 3] or self.kinds[between] == "any-year")

    def _comparator(self) -> tuple[int, Relation] | None:
        """Where one side ends and the other begins, and which way the comparison goes."""
        unique = {c for _, c in self.cities}
        first = self._versus_first()
        if first is not None:
            return first
        for n, token in enumerate(self.tokens):
            side = {"above": "surpass", "below": "trail"}.get(token.text) if self._next_is_city(n) else None
            if (token.kind in ("surpass", "trail", "equal", "versus") or side) and self._splits(n):
                if token.kind == "versus":
                    continue
                relation: Relation = (
                    "more"
                    if "surpass" in (side, token.kind)
                    else "less"
                    if "trail" in (side, token.kind)
                    else "equal"
                )
                return n, relation
        for n, token in enumerate(self.tokens):
            if token.kind == "than" or (
                token.kind in ("at-least", "at-most")
                and token.text.endswith("than")
                and self._next_is_city(n)
            ):
                before = self.tokens[: n + 1]
                words = [
                    t for t in before if t.kind in ("more", "less") or (t is token and token.kind != "than")
                ]
                if not (words or self.has("times", "times-word")) or not self._splits(n):
                    continue
                less = bool(words) and words[-1].kind in ("less", "at-most")
                return n, "less" if less else "more"
        for n, token in enumerate(self.tokens):
            # "Half of the 1990 total": the year that follows closes the other side.
            near = self.kinds[n + 1 : n + 8]
            # "Half as many five years later" is of that later year, "half the 1990 total" is not.
            own = any(t.text == "as many" for t in self.tokens[n : n + 3]) and all(
                t.text != "as" for t in self.tokens[n:]
            )
            apart = (
                not own
                and bool({"year", "years"} & set(near))
                and "city" not in near
                and bool(self.years(0, n) or self.has("now"))
                and len(unique) == 1
            )
            if token.kind in ("times", "times-word", "fraction") and apart and not self.is_change():
                return n, "equal"
        if self.has("times", "times-word", "equal") and self.cities:
            # "twice as many in A as in B": the last "as" between two cities, or two years, parts the sides.
            between = [n for n, t in enumerate(self.tokens) if t.text == "as" and self._splits(n)]
            if between:
                return between[-1], "equal"
        for n, token in enumerate(self.tokens):
            if token.kind in ("times", "times-word", "percent", "fraction") and len(unique) > 1:
                cut = next((m for m in range(n + 1, len(self.tokens)) if self.tokens[m].kind == "city"), None)
                if cut is not None and any(c < n for c, _ in self.cities):
                    return n, "equal"
        return None

    def _versus_first(self) -> tuple[int, Relation] | None:
        """ "Compared with A, B had more": what is compared with comes first, up to the comma."""
        n = self.at("versus", "versus-first")
        comma = next((m for m, t in enumerate(self.tokens) if t.text == "," and m > n), -1)
        how = next((t.kind for t in self.tokens if t.kind in ("more", "less")), None)
        if n < 0 or comma < 0 or how is None or any(c < n for c, _ in self.cities):
            return None
        if not any(n < c < comma for c, _ in self.cities) or not any(c > comma for c, _ in self.cities):
            return None
        self.kinds[n] = "versus-first"
        return n, "more" if how == "more" else "less"

    def _splits(self, n: int) -> bool:
        return (any(c < n for c, _ in self.cities) and any(c > n for c, _ in self.cities)) or (
            (
                self.kinds[n] == "than"
                or self.tokens[n].text == "as"
                or self.tokens[n].text.startswith(("the same as", "equaled", "equalled", "matched"))
            )
            and any(c < n for c, _ in self.cities)
            and bool(self.years(n))
        )

    def _next_is_city(self, n: int) -> bool:
        return any(t.kind == "city" for t in self.tokens[n + 1 : n + 3])

    def _factor(self, relation: Relation) -> tuple[float | None, Relation, int]:
        for n, token in enumerate(self.tokens):
            how = hedge(self.tokens, n)
            if token.kind == "times":
                return float(token.value), how, decimals_of(token.text)
            if token.kind == "fraction":
                share = float(token.value)
                further = self.kinds[n + 1] if n + 1 < len(self.tokens) else ""
                factor = {"more": 1 + share, "less": 1 - share}.get(further, share)
                return factor, "about" if how == "is" else how, 0
            if token.kind == "times-word" and (any(c > n for c, _ in self.cities) or self.years(n)):
                return TIMES[str(token.value)], "about" if how == "is" else how, 0
            if token.kind == "percent":
                share = float(token.value) / 100
                return (1 - share if relation == "less" else 1 + share), how, decimals_of(token.text) + 2
        return None, "is", 0

    def is_change(self) -> bool:
        """Whether it speaks of a rise or a fall."""
        if self.has("doubled", "tripled", "halved"):
            return True
        if self.has("percent") and self.has("between", "from") and len(self.years()) == 2:
            # "58 percent more between 2015 and 2016"
            together = self.has("combined") and self.has("up", "down")
            return together or (
                self.has("up", "down", "more", "less") and len({c for _, c in self.cities}) == 1
            )
        bare = self.has("murders", "violent_crimes", "rate") and not self.has(
            "number", "more", "less", "highest", "lowest", "than"
        )
        return self.has("up", "down") and (
            bare
            or self.has("percent", "points", "since", "past-years", "from", "streak")
            or len(self.years()) >= 1
        )

    def by_number(self) -> int | None:
        """Where the number of "by 84", "by a margin of more than 50" stands: so many more or fewer."""
        for n, kind in enumerate(self.kinds):
            before = [
                t.text
                for t in self.tokens[max(0, n - 5) : n]
                if t.kind not in ("about", "at-least", "at-most") and t.text not in ("a", "margin", "of")
            ]
            if kind == "number" and before[-1:] == ["by"]:
                return n
        return None

    def way_of(self, n: int) -> As:
        """Whether the number at a place is a count or a rate: "209 murders" beside a rate is a count."""
        if self._counts_crimes(n) and not (self.as_ == "rate" and "." in self.tokens[n].text):
            return "count"
        # "With 171 murders, A had a lower rate than B, with 141": counts both.
        whole = (
            self.kinds[n] == "number"
            and "." not in self.tokens[n].text
            and n
            and self.tokens[n - 1].text == "with"
        )
        return "count" if whole and any(map(self._counts_crimes, range(len(self.tokens)))) else self.as_

    def _counts_crimes(self, n: int) -> bool:
        following = [t.kind for t in self.tokens[n + 1 : n + 3]]
        crimes = following[:1] in (["murders"], ["violent_crimes"]) and "rate" not in following
        return self.kinds[n] == "number" and crimes

    def _number(self, kinds: tuple[str, ...] = ("number",)) -> tuple[Relation, float | None, bool, int]:
        for n, token in enumerate(self.tokens):
            if token.kind in kinds:
                value = token.value
                if token.kind == "fraction":
                    return self._soft(n), float(value) * 100, False, 0
                if token.kind == "times-word":
                    if token.text != "half":
                        continue
                    return self._soft(n), 50.0, False, 0
                return hedge(self.tokens, n), float(value), token.kind == "points", decimals_of(token.text)
        return "is", None, False, 0

    def _soft(self, n: int) -> Relation:
        how = hedge(self.tokens, n)
        return "about" if how == "is" else how
