"""What a sentence says by the way, as claims of their own beside the main one.

"Chicago had 765 murders in 2016, up from 478 a year earlier" says what there were in 2015, and that they rose; "New
York (population 8.5 million) had 335" how many people New York has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from msgspec.structs import replace

from enjoined.claims.aside_patterns import ASIDES
from enjoined.claims.claim import As, Claim, Cutoff, Relation, Unread
from enjoined.claims.clauses import AS, FIGURES, FROM, PEOPLE_LIVING, rival
from enjoined.claims.phrases import PEOPLE, SIZE, TIMES, decimals_of, figures_only, hedge, span_of, streak_of
from enjoined.claims.statistics import Measure
from enjoined.claims.superlatives import cutoff_of, rises
from enjoined.claims.tokens import Token

__all__ = ["Aside", "set_aside"]


class Aside(NamedTuple):
    """What a sentence says by the way of the city and the year of its main statement."""

    name: str
    value: float
    relation: Relation
    decimals: int
    year: int | None
    up: bool
    rank: int
    city: str
    cutoff: Cutoff | None
    together: bool
    base: float | None
    points: bool
    window: int | None
    streak: int
    near: tuple[int, ...]

    def claims(self, main: Claim, before: int | None = None) -> list[Claim]:
        """What is claimed beside the main claim; ``before`` is the year of another figure of the same city, if any.

        Raises :class:`Unread` where it is not clear of which year it speaks.
        """
        if main.kind == "to-date":
            raise Unread("it speaks of a part of a year, and figures are held of whole years")
        match self.name:
            case "from":
                if self.year is None and main.kind == "change" and main.years[0] > 0:
                    return [self._figure(main, main.measure, main.years[:1])]
                change = self._change(main)
                if change.years[0] < 0:
                    raise Unread("it does not say of which year a figure is")
                return [self._figure(main, main.measure, (change.years[0],)), change]
            case "than":
                return [self._change(main)]
            case "by" | "times":
                change = self._change(main)
                if self.year is None and (self.near or before is not None):
                    change = replace(change, years=self._span(change.years[1], before))
                value, relation = self.value, self.relation
                if self.name == "times":
                    below = value < 1
                    change = replace(change, up=not below)
                    value, relation = 100 * abs(value - 1), "about" if relation == "is" else relation
                    relation = _TURNED.get(relation, relation) if below else relation
                moved = replace(
                    change, value=value, relation=relation, decimals=self.decimals, points=self.points
                )
                if self.base is None:
                    return [moved]
                start = self._figure(main, main.measure, change.years[:1])
                return [replace(start, value=self.base, relation="is", decimals=0), moved]
            case "placed":
                place = Claim(
                    kind="rank", measure=main.measure, as_="count", subjects=(self.city,), rank=self.rank
                )
                return [replace(place, years=main.years[-1:], now=main.now, cutoff=Cutoff(words="nation"))]
            case "given" | "base":
                return [self._figure(main, main.measure, (self.year or 0,))]
            case "mean":
                if main.kind != "total":
                    raise Unread("what an average is of is not understood")
                mean = replace(
                    main, mean=True, value=self.value, relation=self.relation, decimals=self.decimals
                )
                return [replace(mean, relation="about" if self.relation == "is" else self.relation)]
            case "tied":
                if not main.years or self.year is None or len(main.subjects) != 1:
                    raise Unread("what it ties with is not understood")
                plain = Claim(kind="comparison", measure=main.measure, as_="count", subjects=main.subjects)
                same = replace(plain, against=main.subjects, years=main.years[-1:], relation="equal")
                record = replace(plain, kind="record", years=main.years[-1:], highest=self.up, held=True)
                return [replace(same, years_against=(self.year,)), record]
            case "fewer":
                people = Claim(
                    kind="comparison", measure="population", as_="count", subjects=main.subjects[:1]
                )
                people = replace(people, against=(self.city,), relation="more" if self.up else "less")
                return [replace(people, years=main.years[-1:], now=main.now)]
            case "peopled":
                its = next((c for c in (*main.subjects, *main.against) if c != self.city), "")
                if not its or not self.city:
                    raise Unread("it is not clear whose people it speaks of")
                people = Claim(kind="comparison", measure="population", as_="count", subjects=(self.city,))
                people = replace(people, against=(its,), relation="more" if self.up else "less")
                return [replace(people, years=main.years[-1:], now=main.now)]
            case "when" | "pace":
                if len(main.subjects) != 1:
                    raise Unread("it does not say of what a figure is")
                figure = self._figure(main, main.measure, (self.year,) if self.year else main.years[-1:])
                return [replace(figure, as_="count")]
            case "rate":
                rate = self._figure(main, main.measure, main.years[-1:])
                whose = (self.city,) if self.city else main.subjects[:1]
                return [replace(rate, subjects=whose, as_="rate")]
            case "streak":
                if not main.years or (self.value and self.relation in ("is", "about")):
                    raise Unread("what lasted so many years is not understood")
                years = (main.years[-1] - self.streak + 1, main.years[-1])
                if not self.value:
                    moved = self._change(main)
                    return [replace(moved, years=(y - 1, y)) for y in range(years[0], years[1] + 1)]
                return [replace(self._figure(main, main.measure, years), kind="always")]
            case "size":
                whose = (self.city,) if self.city else main.subjects[:1]
                plain = Claim(kind="rank", measure="population", as_="count", subjects=whose)
                return [
                    replace(plain, rank=self.rank, cutoff=self.cutoff, years=main.years[:1], now=main.now)
                ]
            case "share":
                if main.cutoff is None or not main.cutoff.largest:
                    raise Unread("it is not clear what the share is of")
                part = 100 * self.value if self.value < 1 else self.value
                relation = "about" if self.relation == "is" and self.value < 1 else self.relation
                share = replace(main, kind="share", as_="share", subjects=(self.city,), against=(self.city,))
                return [replace(share, summed=False, summed_against=True, value=part, relation=relation)]
            case "named":
                record = Claim(kind="record", measure=main.measure, as_="count", subjects=main.subjects[:1])
                return [replace(record, years=(self.year or 0,), highest=self.up)]
            case "previous":
                if not main.years or self.year is None:
                    raise Unread("it does not say which year the record is of")
                record = Claim(kind="record", measure=main.measure, as_="count", subjects=main.subjects[:1])
                return [
                    *([self._figure(main, main.measure, (self.year,))] if self.value else []),
                    self._change(main),
                    *([replace(record, years=main.years[-1:], held=True)] if main.kind != "record" else []),
                ]
            case "rival":
                people = Claim(
                    kind="comparison", measure="population", as_="count", subjects=main.subjects[:1]
                )
                relation = "about" if self.relation == "is" else self.relation
                people = replace(people, against=(self.city,), value=self.value, relation=relation)
                return [replace(people, years=main.years[-1:], now=main.now)]
            case "record" | "unseen":
                year = main.years[-1] if main.years else None
                if year is None:
                    raise Unread("it does not say which year is the first or the last")
                since = self.year if self.window is None else year - self.window + 1
                plain = Claim(kind="record", measure=main.measure, as_="count", subjects=main.subjects[:1])
                as_ = "rate" if main.as_ == "rate" else "count"
                record = replace(plain, as_=as_, years=(year,), highest=self.up, since=since)
                if self.base is None or self.year is None:
                    return [record]
                then = self._figure(main, main.measure, (self.year,))
                return [replace(then, value=self.base, relation="is"), record]
            case "topping":
                if not main.years or len(main.subjects) != 1:
                    raise Unread("what was so for the first time is not understood")
                year = main.years[-1]
                since = self.year if self.year is not None else year - (self.window or 0)
                bound: Relation = "more" if self.up else "less"
                own = replace(self._figure(main, main.measure, (year,)), relation=bound)
                return [
                    own,
                    replace(own, kind="always", years=(since + 1, year - 1), since=since, negated=True),
                ]
            case "steepest":
                moved = self._change(main, main.years[0] if main.kind == "change" else None)
                last = moved.years[1]
                if moved.years[0] not in (last - 1, -1) or len(main.subjects) != 1:
                    raise Unread("which change is the largest is not understood")
                since = self.year if self.window is None else (last or before or 0) - self.window
                record = replace(
                    moved, kind="record", as_="count", years=(last,) if last else (), now=not last
                )
                return [replace(record, moved=True, since=since, up=self.up)]
            case "larger":
                its = next((c for c in (*main.subjects, *main.against) if c != self.city), "")
                if not its or not self.city:
                    raise Unread("it is not clear whose size it speaks of")
                return [
                    Claim(
                        kind="comparison",
                        measure="population",
                        as_="count",
                        subjects=(self.city,),
                        against=(its,),
                        value=self.value,
                        relation="about" if self.relation == "is" else self.relation,
                        years=main.years,
                        now=main.now,
                    )
                ]
            case "people":
                people = self._figure(main, "population", main.years[-1:])
                if self.city:
                    return [replace(people, subjects=(self.city,))]
                if self.together != (len(main.subjects) > 1):
                    raise Unread("it is not clear whose people it counts")
                return [replace(people, subjects=main.subjects, summed=self.together)]
            case _:
                return [replace(self._figure(main, main.measure, main.years[-1:]), subjects=(self.city,))]

    def _span(self, last: int, before: int | None) -> tuple[int, int]:
        """From which year to which a change is that names none: over so many years, or between the figures before it.

        Raises :class:`Unread` where more than two years stand before it.
        """
        end = self.near[-1] if self.near else last
        if self.window is not None:
            return end - self.window, end
        if len(self.near) > 2:
            raise Unread("it is not clear between which years a change is")
        if len(self.near) == 2:
            return min(self.near), max(self.near)
        return (before if before is not None and before < end else end - 1), end

    def _change(self, main: Claim, first: int | None = None) -> Claim:
        """A change up to the year of the main claim, from the year said by the way if no ``first`` is given."""
        last = 0 if main.now or not main.years else main.years[-1]
        said = self.year if first is None else first
        years = (said if said is not None else last - 1, last)
        as_: As = "rate" if main.as_ == "rate" else "change"
        moved = Claim(kind="change", measure=main.measure, as_=as_, subjects=main.subjects, years=years)
        return replace(moved, now=not last, up=self.up)

    def _figure(self, main: Claim, measure: Measure, years: tuple[int, ...]) -> Claim:
        people = measure == "population"
        return Claim(
            kind="value",
            measure=measure,
            as_="count" if people or main.as_ != "rate" else "rate",
            subjects=main.subjects[:1],
            years=years,
            now=not years,
            relation="about" if people and self.relation == "is" else self.relation,
            value=self.value,
            decimals=self.decimals,
        )


def set_aside(tokens: Sequence[Token]) -> tuple[list[Token], list[Aside]]:
    """The main statement, and what is said by the way in it."""
    left, found = figures_only(tokens), list[Aside]()
    for name, pattern in ASIDES.items():
        while (match := _match(pattern, left)) is not None:
            start, end, parts = match
            rest = left[:start] + _kept(name, parts) + left[end:]
            crowd = name == "people" and float(parts["number"].value) < PEOPLE
            if name == "larger" and "its" in parts and parts["its"].text != "its size":
                break
            if crowd or not _says_more(name, rest) or (name == "size" and not SIZE.search(parts["big"].text)):
                break
            found.append(_aside(name, left, start, parts))
            if name == "size" and not {t.kind for t in rest} & _CRIMES:
                rest = [*rest, PEOPLE_LIVING]
            if name == "rival":
                rest = [*rest, *rival(rest, [parts["city"]])]
            left = rest
    return left, found


_TURNED: Final[dict[Relation, Relation]] = {
    "more": "less",
    "less": "more",
    "at-least": "at-most",
    "at-most": "at-least",
}
"""Less than half is a fall by more than half."""
_CRIMES: Final = frozenset({"murders", "violent_crimes", "rate", "capital"})


def _kept(name: str, parts: dict[str, Token]) -> list[Token]:
    """What stays in the sentence of an aside: "twice the 29 it had in 2019" is twice as many as in 2019."""
    match name:
        case "beside" | "placed":
            return [parts["city"]]
        case "when":
            return [parts["year"]]
        case "given":
            return [FROM, parts["start"]]
        case "base" if parts["times"].kind in ("surpass", "trail"):
            way = "more" if parts["times"].kind == "surpass" else "less"
            return [Token(way, way, way, 0, 0), Token("than", "than", "than", 0, 0), parts["year"]]
        case "base":
            return [parts["times"], AS, parts["year"]]
        case _:
            return []


def _says_more(name: str, rest: Sequence[Token]) -> bool:
    """Whether what is left states something of crimes: a figure, where the aside is a change of it."""
    kinds = {t.kind for t in rest}
    people = name == "by" and "population" in kinds
    crime = people or name == "size" or bool(kinds & _CRIMES)
    return (
        crime
        and (name not in ("from", "by", "than", "times", "streak") or "number" in kinds)
        and (name != "given" or bool({"up", "down", "halved", "doubled", "tripled"} & kinds))
        and bool(kinds & FIGURES)
    )


def _match(pattern: str, tokens: Sequence[Token]) -> tuple[int, int, dict[str, Token]] | None:
    """Where the kinds of the tokens, written one after the other, fit a pattern; and the tokens of its groups."""
    written = [f"<={t.text}>" if t.kind == "other" else f"<{t.kind}>" for t in tokens]
    at = {start: n for n, start in enumerate(accumulate(map(len, written), initial=0))}
    found = re.search(pattern, "".join(written))
    if found is None:
        return None
    parts = {
        name.rstrip("2345"): tokens[at[found.start(name)]] for name, text in found.groupdict().items() if text
    }
    return at[found.start()], at[found.end()], parts


def _aside(name: str, tokens: Sequence[Token], start: int, parts: dict[str, Token]) -> Aside:
    number, year, way = parts.get("number"), parts.get("year") or parts.get("start"), parts.get("way")
    part = name == "by" and number is not None and number.kind == "fraction"
    how = hedge(tokens, tokens.index(number, start)) if number else "is"
    return Aside(
        name=name,
        value=(100.0 if part else 1.0) * (TIMES.get(str(number.value)) or float(number.value))
        if number
        else 0.0,
        relation="about" if part and how == "is" else how,
        decimals=decimals_of(number.text) if number else 0,
        year=int(year.value) if year else None,
        up=parts["end"].kind == "highest"
        if "end" in parts
        else all(t.kind != "down" for t in tokens[:start])
        if name == "unseen"
        else rises(parts["move"].text)
        if "move" in parts
        else False
        if "under" in parts
        else way is None or way.kind in ("up", "more", "at-least"),
        streak=streak_of(parts["streak"].text) if "streak" in parts else 0,
        window=span_of(parts["window"].text) if "window" in parts else None,
        rank=int(parts["place"].value) if "place" in parts else 1,
        city=str(parts["city"].value)
        if "city" in parts
        else _city_before(tokens, start)
        if name in ("people", "larger", "rate", "peopled", "size")
        else "",
        cutoff=cutoff_of([t for t in tokens[start:] if t.kind in ("nation", "state")]),
        together="together" in parts,
        base=float(parts["base"].value) if "base" in parts else None,
        points=number is not None and number.kind == "number",
        near=tuple(dict.fromkeys(int(t.value) for t in tokens[:start] if t.kind == "year")),
    )


def _city_before(tokens: Sequence[Token], start: int) -> str:
    """The city that an aside follows at once ("Memphis, with 620,000 people"), if one city alone stands there."""
    near = [t for t in tokens[max(0, start - 1) : start + 1] if t.kind == "city"]
    listed = start > 2 and tokens[start - 2].text in ("and", ",")
    return str(near[-1].value) if near and not listed else ""
