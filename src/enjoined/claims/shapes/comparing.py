"""Sentences that set one side against another: by which is more, by how many, or by how many times."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from enjoined.claims.claim import Claim, Relation, Unread
from enjoined.claims.grammar.phrases import TIMES, decimals_of, hedge
from enjoined.claims.grammar.sentence import Sentence

__all__ = ["Comparing"]


_SIDES: Final[dict[str, Relation]] = {
    "below": "less",
    "under": "less",
    "above": "more",
    "over": "more",
    "past": "more",
}
"""What a city comes to stand, after a movement, to the one named next."""
_FAR: Final = frozenset({"well", "far", "just", "slightly", "further", "farther", "even"})
"""How far above or below, which is not judged."""
_DONE: Final = frozenset({"had", "has", "have"})


class Comparing(Sentence):
    """Comparisons."""

    def comparison(self) -> Claim:
        """One side against the other, each with its years."""
        found = self._comparator()
        assert found is not None, "only asked for where there is one"
        split, _ = found
        sides = [(0, split), (split, None)]
        left, right = (self._together(*ends) or self.years(*ends) for ends in sides)
        return self.compared(found, left, right)

    def compared(self, found: tuple[int, Relation], years_left: list[int], years_right: list[int]) -> Claim:
        """A comparison parted as found, each side with its years."""
        split, relation = found
        if relation == "equal" and any(t.text == "plus" for t in self.tokens):
            raise Unread("what is added to what it compares with is not understood")
        left, right = self._sides(split)
        if not right and years_right:
            right = left
        if not years_left and years_right and right != left:
            years_left, years_right = years_right, []
        elif years_left == years_right or (years_left and not years_right):
            years_right = []
        several = len(years_left) > 1 or len(years_right) > 1
        if several and not self._are_totals(split, years_left, years_right):
            raise Unread("it compares several years at once")
        if not right:
            raise Unread("what it compares is not understood")
        present = self.has("now") or any(t.text in ("is", "are") for t in self.tokens[:split])
        if not years_left and years_right and not present:
            raise Unread("it is not clear which years are compared")
        together = [at for at, t in enumerate(self.tokens) if t.kind == "combined"]
        summed_right = any(at > split for at in together) and len(right) > 1
        summed_left = len(left) > 1 and (
            any(at < split for at in together) or (bool(together) and not summed_right)
        )
        listed = any(t.text == "or" for t in self.tokens[split:]) and len(right) > 2
        if summed_right and (listed or len(left) > 1) and not summed_left:
            raise Unread("which of the cities it adds up is not clear")
        difference = self.difference()
        factor, how, decimals = difference or self._factor(relation)
        up = relation != "less"
        if factor is None and relation == "equal" and split and self.kinds[split - 1] == "about":
            factor, how = 1.0, "about"
        if difference is not None:
            relation = how
        elif factor is not None:
            if relation == "less" and factor < 1:
                pass
            elif relation == "less":
                raise Unread("“times fewer” has no single meaning")
            relation = how
        return Claim(
            kind="comparison",
            measure=self.measure,
            as_=self.as_,
            subjects=tuple(left),
            against=tuple(right),
            summed=summed_left,
            summed_against=summed_right,
            years=tuple(years_left),
            years_against=tuple(years_right),
            now=not years_left,
            relation=relation,
            value=factor,
            points=difference is not None,
            up=up,
            decimals=decimals,
            mean=several and self.has("average"),
            each=bool(years_left and years_right)
            and len(years_left) != len(years_right)
            and not (self.has("average") or together),
            negated=self.negated,
        )

    def each_of(self, claim: Claim) -> list[Claim]:
        """ "A and B had fewer in 2025 than in 2024": each against itself; "more in the 1990s than C, D": than each."""
        several = len(claim.years) > 1 or len(claim.years_against) > 1
        if claim.subjects == claim.against:
            apart = len(claim.subjects) > 1 and not claim.summed
            return [replace(claim, subjects=(c,), against=(c,)) for c in claim.subjects] if apart else [claim]
        ours = [(c,) for c in claim.subjects] if several and not claim.summed else [claim.subjects]
        theirs = [(c,) for c in claim.against] if several and not claim.summed_against else [claim.against]
        return [replace(claim, subjects=a, against=b) for a in ours for b in theirs]

    def _are_totals(self, split: int, *sides: list[int]) -> bool:
        """Whether the years of each side that has several are meant together."""
        spans = (self._together(0, split), self._together(split, None))
        together = all(len(years) < 2 or years in spans for years in sides)
        return together and self.as_ != "rate" and self.measure != "population"

    def _together(self, start: int, end: int | None) -> list[int]:
        """All years of the one span that the tokens from ``start`` to ``end`` name, or those "combined"; else none."""
        kinds = self.kinds[start:end]
        years = self.years(start, end)
        if "past-years" in kinds and not self.years() and (window := self.window()) is not None:
            return list(range(self.last_year - window + 1, self.last_year + 1))
        ends = [m for m, k in enumerate(kinds) if k in ("year", "years")]
        spanned = "years" in kinds or (
            {"from", "between"} & set(kinds) and "to" in kinds[ends[0] :] if ends else False
        )
        if len(years) == 2 and spanned and years[0] < years[1]:
            return list(range(years[0], years[1] + 1))
        return years if len(set(years)) > 1 and "combined" in kinds[ends[-1] :] else []

    def than_each_year(self) -> list[Claim]:
        """ "Fewer in 2022 than in 2021, 2020 and 2019": than in each of them."""
        than = self.at("than")
        first, others = self.years(0, max(than, 0)), self.years(max(than, 0))
        if len(self.unique()) != 1 or len(first) != 1 or len(others) < 2 or self.negated or self.difference():
            return []
        if self.has(
            "combined", "times", "times-word", "percent", "fraction", "number", "since", "between", "years"
        ):
            return []
        plain = Claim(
            kind="comparison",
            measure=self.measure,
            as_=self.as_,
            subjects=self.unique(),
            against=self.unique(),
            years=tuple(first),
            relation="less" if self.has("less", "at-most") else "more",
        )
        return [replace(plain, years_against=(year,)) for year in others]

    def crossed(self) -> list[Claim]:
        """ "A's rate fell below B's in 2004": lower than B's in that year, and not in the year before."""
        for n in range(1, len(self.tokens) - 2):
            far = self.tokens[n + 1].text in _FAR
            at = n + 1 + far
            side = next((_SIDES[w] for w in self.tokens[at].text.split() if w in _SIDES), None)
            near = next((m for m in range(at + 1, at + 5) if self.kinds[m : m + 1] != ["other"]), n)
            ahead = list(dict.fromkeys(c for m, c in self.cities if m < n))
            if self.kinds[n] not in ("up", "down") or side is None or self.kinds[near : near + 1] != ["city"]:
                continue
            figured = self.has("number", "percent", "times", "times-word", "fraction", "since", "combined")
            years, others = self.years(), tuple(c for c in self.unique() if c not in ahead)
            if len(ahead) != 1 or not others or len(years) != 1 or figured or far or self.negated:
                raise Unread("when one came to stand above the other is not understood")
            then = Claim(
                kind="comparison",
                measure=self.measure,
                as_=self.as_,
                subjects=tuple(ahead),
                against=others,
                years=(years[0],),
                relation=side,
            )
            not_yet = replace(then, years=(years[0] - 1,), negated=True)
            # "Had by 2024 fallen below": then or earlier.
            done = len(others) > 1 or any(t.text in _DONE for t in self.tokens[max(0, n - 3) : n])
            return [then] if done else [not_yet, then]
        return []

    def growth(self) -> Claim | None:
        """ "Murders fell faster in A than in B between 2020 and 2022": the change of one against that of the other."""
        than = self.at("than")
        compared = self.has("faster", "slower", "more", "less")
        if (
            not self.is_moving()
            or than < 0
            or not compared
            or len(self.unique()) < 2
            or not self._splits(than)
        ):
            return None
        years = self.years()
        left, right = self._sides(than)
        figured = self.has("number", "percent", "points", "times", "times-word", "fraction")
        if (
            figured
            or self.negated
            or len(years) not in (1, 2)
            or self.has("since", "combined")
            or len(left) > 1
        ):
            raise Unread("which changes it compares is not understood")
        quicker = self.has("faster", "slower", "by-share")
        return Claim(
            kind="growth",
            measure=self.measure,
            as_="rate" if self.as_ == "rate" else "change" if quicker else "count",
            subjects=tuple(left),
            against=tuple(right),
            years=(min(years) if len(years) > 1 else years[0] - 1, max(years)),
            relation="less" if self.has("slower", "less") else "more",
            up=self.has("up"),
            points=self.has("by-number"),
        )

    def is_moving(self) -> bool:
        """Whether it speaks of one rise or of one fall, not of both."""
        return self.has("up") != self.has("down")

    def ratios(self) -> list[Claim]:
        """ "Three times higher than A and nearly five times higher than B": each with its own."""
        times = [n for n, t in enumerate(self.tokens) if t.kind in ("times", "times-word", "fraction")]
        others = [n for n, _ in self.cities if times and n > times[0]]
        ordered = [n for pair in zip(times, others, strict=False) for n in pair]
        if len(times) < 2 or len(times) != len(others) or ordered != sorted(ordered) or len(self.years()) > 1:
            return []
        before = list(dict.fromkeys(c for n, c in self.cities if n < times[0]))
        if len(before) != 1 or self.negated or self.has("less"):
            return []
        plain = Claim(kind="comparison", measure=self.measure, as_=self.as_, subjects=(before[0],))
        plain = replace(plain, years=tuple(self.years()), now=not self.years())
        found = []
        for n, other in zip(times, others, strict=True):
            token, how = self.tokens[n], hedge(self.tokens, n)
            value = TIMES[str(token.value)] if token.kind == "times-word" else float(token.value)
            relation: Relation = "about" if how == "is" and token.kind != "times" else how
            against = (str(self.tokens[other].value),)
            found.append(
                replace(
                    plain, against=against, value=value, relation=relation, decimals=decimals_of(token.text)
                )
            )
        return found

    def _sides(self, split: int) -> tuple[list[str], list[str]]:
        left = list(dict.fromkeys(c for at, c in self.cities if at < split))
        right = list(dict.fromkeys(c for at, c in self.cities if at > split))
        if self.kinds[split] == "versus-first":
            comma = next(n for n, t in enumerate(self.tokens) if t.text == ",")
            left = list(dict.fromkeys(c for at, c in self.cities if at > comma))
            right = list(dict.fromkeys(c for at, c in self.cities if at < comma))
        return left, right

    def difference(self) -> tuple[float, Relation, int] | None:
        """The number of "57 more than", "400 more murders than"."""
        for n in range(len(self.tokens) - 1):
            if self.kinds[n] == "number" and self.kinds[n + 1] in ("more", "less"):
                token = self.tokens[n]
                if n and self.tokens[n - 1].text == "or":
                    raise Unread("by how many they differ is not understood")
                return float(token.value), hedge(self.tokens, n), decimals_of(token.text)
        by = self.by_number() if self.has("more", "less", "surpass", "trail") else None
        if by is None:
            return None
        return float(self.tokens[by].value), hedge(self.tokens, by), decimals_of(self.tokens[by].text)

    def gap(self) -> list[Claim]:
        """ "The gap between A and B was 20", "within five murders of each other": by how many they differ."""
        if not self.has("gap"):
            return []
        numbers = [n for n, t in enumerate(self.tokens) if t.kind == "number"]
        years = self.years()
        if len(self.unique()) != 2 or self.negated or len(numbers) != max(1, len(years)):
            raise Unread("what lies between them is not understood")
        first, second = self.unique()
        plain = Claim(
            kind="comparison", measure=self.measure, as_=self.as_, subjects=(first,), against=(second,)
        )
        within = self.tokens[self.at("gap")].text == "within"
        found = []
        for n, year in zip(numbers, years or [0], strict=True):
            how: Relation = "at-most" if within else hedge(self.tokens, n)
            token = self.tokens[n]
            claim = replace(plain, years=(year,) if year else (), now=not year, apart=True, points=True)
            found.append(
                replace(claim, value=float(token.value), relation=how, decimals=decimals_of(token.text))
            )
        return found

    def alike(self) -> Claim | None:
        """ "Milwaukee and Minneapolis had about the same number of murders"."""
        same = self.at("equal")
        if same < 0 or len(self.unique()) != 2 or not self.tokens[same].text.startswith("the same"):
            return None
        if any(c > same for c, _ in self.cities) or len(self.years()) > 1 or self._number()[1] is not None:
            return None
        about = self.kinds[same - 1] == "about"
        first, second = self.unique()
        return Claim(
            kind="comparison",
            measure=self.measure,
            as_=self.as_,
            subjects=(first,),
            against=(second,),
            years=tuple(self.years()),
            now=not self.years(),
            relation="about" if about else "equal",
            value=1.0 if about else None,
            negated=self.negated,
        )
