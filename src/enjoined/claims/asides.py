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

from enjoined.claims.claim import As, Claim, Cutoff, Relation, Unread
from enjoined.claims.clauses import FIGURES, PEOPLE_LIVING, rival
from enjoined.claims.phrases import PEOPLE, SIZE, TIMES, decimals_of, figures_only, hedge, span_of, streak_of
from enjoined.claims.statistics import Measure
from enjoined.claims.superlatives import cutoff_of
from enjoined.claims.tokens import Token

__all__ = ["Aside", "set_aside"]

_HEDGE: Final = r"(?:<about>|<at-least>|<at-most>|<=an?>|<=the>)*"
_OPEN: Final = r"(?:<=,>|<=\(>|<=[–—-]>|<=;>)"
_YEAR: Final = "<year>"
_END: Final = r"(?:<=,>|<=\)>|(?=<=\.>|$))"
_ASIDES: Final = {
    "when": rf"(?P<year>{_YEAR})(?:(?:<=,>|<=\(>)?<=when>(?:<=[a-z]+>|<cities>|<city>){{0,5}}"
    rf"{_HEDGE}(?P<number><number>)(?:<people>|<murders>|<violent_crimes>|<=were>|<=was>)*"
    rf"|<=\(>(?:<=with>)?{_HEDGE}(?P<number2><number>)(?:<people>|<murders>|<violent_crimes>)*(?=<=\)>))"
    r"(?:<=,>|<=\)>|(?=<=\.>|$))",
    "pace": rf"(?:{_OPEN}|(?:<=works?>|<=worked>|<=comes>|<=came>|<=amounts>|<=amounted>)(?:<=out>)?<to>)"
    r"(?:<either>|<=that>|<=is>|<=was>|<average>|<=an?>|<=at>|<which>|<=which>|<about>|<=on>|<=rate>|<rate>|<=of>)*"
    rf"{_HEDGE}(?P<number><number>)(?:<murders>|<people>|<average>|<about>|<=on>|<=was>|<cities>|<=the>|<=in>)*<paced>"
    rf"(?:<=on>|<average>|<=,>)*{_END}",
    "from": rf"(?:{_OPEN}|<=were>|<=was>)(?P<way><up>|<down>)<from>{_HEDGE}(?P<number><number>)(?:<murders>|<rate>)*"
    rf"(?:(?:<=in>|<from>)?(?P<year>{_YEAR}))?(?:<=\)>)?",
    "by": rf"(?:{_OPEN}|<=were>|<=was>){_HEDGE}(?:(?P<way><up>|<down>)(?:<=of>|<=by>)?{_HEDGE}"
    r"(?P<number><percent>|<fraction>)"
    rf"|(?P<number2><percent>)(?P<way2><up>|<down>|<more>|<less>|<at-most>|<at-least>)"
    rf"|(?P<number3><number>)(?P<way3><more>|<less>|<at-most>|<at-least>))"
    rf"(?:(?:<from>|<at-least>|<versus>|<than>|<=on>|<=in>)*(?:<=the>)?(?:(?P<base><number>)(?:<murders>)?"
    rf"(?:<=in>|<=of>|<from>)*)?(?P<year>{_YEAR}))?(?:<=\)>)?",
    "than": rf"{_OPEN}(?:<=well>|<=far>|<=just>|<=slightly>|<=sharply>)*(?P<way><more>|<less>|<at-most>|<at-least>)"
    rf"(?:<than>|<=in>)*(?P<year>{_YEAR})",
    "mean": rf"{_OPEN}(?:<either>|<=an?>|<about>)*<average>(?:<=of>)?{_HEDGE}(?P<number><number>)"
    rf"(?:<murders>)?<every-year>{_END}",
    "tied": rf"(?:{_OPEN})?(?:<equal>|<=ties>|<=tied>|<=tying>|<=matching>)"
    r"(?:<=the>|<=its>|<cities>|<city>|<=previous>|<=old>)*"
    rf"(?P<end><highest>|<lowest>)(?:<=of>)?(?P<base><number>)?(?:<murders>|<=,>|<=set>|<=reached>|<=in>|<from>|<=for>)*"
    rf"(?P<year>{_YEAR}){_END}",
    "peopled": rf"{_OPEN}<=an?><cities>(?:<=with>|<=of>|<=that>|<=ha[ds]>)+(?:<=far>|<=many>|<=slightly>)*"
    rf"(?P<way><more>|<less>)(?:<people>|<population>){_END}",
    "times": rf"{_OPEN}{_HEDGE}(?P<number><times>|<times-word>)(?:<equal>|<=as>|<=many>|<=the>|<=what>|<=it>"
    r"|<=had>|<=was>|<=number>|<=total>|<=of>|<=in>)*"
    rf"(?:(?P<base><number>)?(?:<murders>|<=[a-z]+>){{0,4}}(?P<year>{_YEAR}))?{_END}",
    "record": rf"(?:{_OPEN}|<=and>(?:<=is>|<=are>|<=was>|<=were>))(?:<to>|<=at>)?"
    r"(?:<=the>|<=its>|<=their>|<=a>)*(?:(?P<end><highest>|<lowest>)"
    rf"(?:<=number>|<=total>|<=level>|<=figure>|<=tally>|<=count>|<=annual>|<=yearly>|<murders>|<=for>|<=any>|<=year>"
    r"|<any-year>|<=one>|<=single>|<=of>)*"
    r"|(?P<way><more>|<less>|<at-most>|<at-least>)<than>?(?:<=in>)?<any-year>(?:<=on>|<=ever>)*)"
    rf"(?:<since>(?P<year><year>)(?:<='><=s>(?P<base><number>)"
    r"|<=,><=when>(?:<=there>|<=it>|<=the>|<cities>|<=had>|<=were>|<=saw>)*(?P<base2><number>)(?:<people>|<murders>|<=were>|<=was>)*)?"
    rf"|(?P<window><decades>|<past-years>)|<ever>)(?:<=,>|<=\)>|<=[–—-]>)?",
    "named": r"(?P<end><highest>)(?:<=of>)?(?=<number>(?:<murders>)?<=in>(?P<year><year>).*<year>)",
    "unseen": rf"{_OPEN}(?:<=the>|<=an?>)*(?:<=number>|<=total>|<=level>|<=figure>|<=toll>|<=tally>)"
    r"(?:<=that>|<=it>|<=the>|<cities>|<city>"
    rf"|<=ha[ds]>)*<not>(?:<=[a-z]+>)?(?:<=there>)?<since>(?P<year>{_YEAR}){_END}",
    "previous": rf"(?:{_OPEN}(?:<=and>)?)?(?:<surpass>|<=break(?:ing|s)>|<=broke>|<=beat(?:ing|s)?>|<=bested>"
    r"|<=shatter(?:ing|ed)>|<=besting>)(?:<=the>|<=its>|<=an?>|<cities>"
    rf"|<=previous>|<=prior>|<=old>|<=former>|<=all-time>)*(?:<highest>|<=high>|<=mark>)(?:<=of>)?(?P<number><number>)?"
    r"(?:<murders>|<=,>|<=set>|<=reached>|<=in>|<from>|<since>)*"
    rf"(?P<year>{_YEAR}){_END}",
    "rival": rf"(?:(?:{_OPEN})?<=with>|{_OPEN}(?:<=an?>)?<cities>(?:<=with>)?){_HEDGE}"
    r"(?P<number><times>|<times-word>|<fraction>)(?:<equal>|<=as>|<=many>|<=the>)*"
    r"(?:(?:<people>|<population>|<size>)(?:<=of>|<=as>|<=in>)*(?P<city><city>)"
    r"|(?:<=of>)?(?P<city2><city>)(?:<people>|<population>|<size>))(?:<=,>|(?=<=\.>|$))",
    "rate": rf"(?:{_OPEN}(?:<either>|<=at>|<=for>|<=that>|<=is>|<=was>)*|<either>|<=at>)(?:<=an?>)?(?:<rate><=of>)?"
    rf"{_HEDGE}(?P<number><number>)(?:<=murders>|<murders>|<=victims>)?<rate>(?:<=[a-z]+>|<city>|<population>|<people>){{0,3}}{_END}",
    "streak": rf"{_OPEN}(?P<streak><streak>)(?:<=with>|<=of>|<=an?>)*(?:(?P<way><up>|<down>)"
    rf"|{_HEDGE}(?P<number><number>)(?:<murders>)?){_END}",
    "people": rf"{_OPEN}?(?:<=home><to>{_HEDGE}(?P<number4><number>)(?:<people>|<population>)"
    rf"|(?:<=with>)?(?:<=an?>)?(?P<together><combined>)?"
    rf"(?:<population>(?:<=of>)?{_HEDGE}(?P<number><number>)"
    rf"|<cities><=of>{_HEDGE}(?P<number2><number>)(?:<people>|<population>)?"
    rf"|(?<=<=with>){_HEDGE}(?P<number3><number>)(?:<people>|<population>|(?!<violent_crimes>|<murders>|<rate>))))(?:<=,>|<=\)>)?",
    "share": rf"{_OPEN}{_HEDGE}(?P<number><fraction>|<percent>)(?:<=of>)?<=them>"
    rf"(?:<occurred>|<=in>)*(?P<city><city>){_END}",
    "beside": rf"(?P<city><city>)<=\(>{_HEDGE}(?P<number><number>)(?:<murders>|<rate>)*<=\)>",
    "larger": rf"{_OPEN}(?:<=an?>)?<cities>{_HEDGE}"
    r"(?:<=with>)?(?:<at-least>|<about>)*(?P<number><times>|<times-word>|<fraction>)"
    r"(?:(?P<its><size>)|(?:<equal>|<=as>|<=many>|<=the>)*(?:<people>|<population>)(?:<=,>|(?=<=\.>|$)))",
    "size": rf"(?:{_OPEN}|<to><=become>|<=becoming>|<=and>(?:<=is>|<=became>|<now>)+)"
    r"(?:<=the>|<nation>|<state>)*(?P<place><ordinal>)?(?P<big><big>)"
    rf"(?:<nation>|<state>)*{_END}",
}
"""What is said by the way, as kinds of tokens: "up from 478 in 2015", "a 60 percent rise", "population 600,000"."""


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

    def claims(self, main: Claim, before: int | None = None) -> list[Claim]:
        """What is claimed beside the main claim; ``before`` is the year of another figure of the same city, if any.

        Raises :class:`Unread` where it is not clear of which year it speaks.
        """
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
                if self.year is None and before is not None:
                    change = replace(change, years=(before, change.years[1]))
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
                plain = Claim(kind="rank", measure="population", as_="count", subjects=main.subjects[:1])
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

    def _change(self, main: Claim) -> Claim:
        """A change up to the year of the main claim."""
        last = 0 if main.now or not main.years else main.years[-1]
        years = (self.year if self.year is not None else last - 1, last)
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
    for name, pattern in _ASIDES.items():
        while (match := _match(pattern, left)) is not None:
            start, end, parts = match
            rest = left[:start] + [parts[kept] for kept in _KEPT.get(name, ())] + left[end:]
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
_KEPT: Final = {"beside": ("city",), "when": ("year",)}
"""What stays in the sentence of an aside that is taken out of it."""
_CRIMES: Final = frozenset({"murders", "violent_crimes", "rate", "capital"})


def _says_more(name: str, rest: Sequence[Token]) -> bool:
    """Whether what is left states something of crimes: a figure, where the aside is a change of it."""
    kinds = {t.kind for t in rest}
    people = name == "by" and "population" in kinds
    crime = people or name == "size" or bool(kinds & _CRIMES)
    return (
        crime
        and (name not in ("from", "by", "than", "times", "streak") or "number" in kinds)
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
        name.rstrip("234"): tokens[at[found.start(name)]] for name, text in found.groupdict().items() if text
    }
    return at[found.start()], at[found.end()], parts


def _aside(name: str, tokens: Sequence[Token], start: int, parts: dict[str, Token]) -> Aside:
    number, year, way = parts.get("number"), parts.get("year"), parts.get("way")
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
        else way is None or way.kind in ("up", "more", "at-least"),
        streak=streak_of(parts["streak"].text) if "streak" in parts else 0,
        window=span_of(parts["window"].text) if "window" in parts else None,
        rank=int(parts["place"].value) if "place" in parts else 1,
        city=str(parts["city"].value)
        if "city" in parts
        else _city_before(tokens, start)
        if name in ("people", "larger", "rate", "peopled")
        else "",
        cutoff=cutoff_of([t for t in tokens[start:] if t.kind in ("nation", "state")]),
        together="together" in parts,
        base=float(parts["base"].value) if "base" in parts else None,
        points=number is not None and number.kind == "number",
    )


def _city_before(tokens: Sequence[Token], start: int) -> str:
    """The city that an aside follows at once ("Memphis, with 620,000 people"), if one city alone stands there."""
    near = [t for t in tokens[max(0, start - 1) : start + 1] if t.kind == "city"]
    listed = start > 2 and tokens[start - 2].text in ("and", ",")
    return str(near[-1].value) if near and not listed else ""
