"""What each form of an aside claims beside the main statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from enjoined.claims.claim import Claim, Cutoff, Relation, Unread
from enjoined.claims.grammar.aside import Aside
from enjoined.claims.grammar.phrases import RATE_AT_MOST, TURNED

__all__ = ["said_by_the_way"]


def said_by_the_way(aside: Aside, main: Claim, before: int | None = None) -> list[Claim]:
    """What is claimed beside the main claim; ``before`` is the year of another figure of the same city, if any.

    Raises :class:`Unread` where it is not clear of which year it speaks.
    """
    if main.kind == "to-date":
        raise Unread("it speaks of a part of a year, and figures are held of whole years")
    return _CLAIMS[aside.name](aside, main, before)


def _from(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    if aside.year is None and main.kind == "change" and main.years[0] > 0:
        return [aside.figure(main, main.measure, main.years[:1])]
    change = aside.change(main)
    if change.years[0] < 0:
        raise Unread("it does not say of which year a figure is")
    return [aside.figure(main, main.measure, (change.years[0],)), change]


def _than(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    return [aside.change(main)]


def _by(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    change = aside.change(main)
    if aside.year is None and (aside.near or before is not None):
        change = replace(change, years=aside.span(change.years[1], before))
    value, relation = aside.value, aside.relation
    if aside.name == "times":
        below = value < 1
        change = replace(change, up=not below)
        value, relation = 100 * abs(value - 1), "about" if relation == "is" else relation
        relation = TURNED.get(relation, relation) if below else relation
    moved = replace(change, value=value, relation=relation, decimals=aside.decimals, points=aside.points)
    if aside.base is None:
        return [moved]
    start = aside.figure(main, main.measure, change.years[:1])
    return [replace(start, value=aside.base, relation="is", decimals=0), moved]


def _placed(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    as_ = main.as_ if main.as_ in ("rate", "either") else "count"
    place = Claim(kind="rank", measure=main.measure, as_=as_, subjects=(aside.city,), rank=aside.rank)
    return [replace(place, years=main.years[-1:], now=main.now, cutoff=Cutoff(words="nation"))]


def _or(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    if main.kind == "value" and before is not None:
        main = aside.change(main, before)
    if main.kind != "change":
        raise Unread("what a percentage is of is not understood")
    part = 100.0 * aside.value if aside.value < 1 else aside.value
    soft = "about" if aside.value < 1 and aside.relation == "is" else aside.relation
    return [replace(main, value=part, relation=soft, decimals=aside.decimals, points=False)]


def _dated(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    figure = aside.figure(main, main.measure, (aside.year or 0,))
    counted = main.measure == "murders" and aside.value > RATE_AT_MOST and not aside.decimals
    whose = (aside.city,) if aside.city else main.subjects[:1]
    return [replace(figure, subjects=whose, as_="count" if counted else figure.as_)]


def _given(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    return [aside.figure(main, main.measure, (aside.year or 0,))]


def _leader(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    if not aside.value:
        ahead = Claim(kind="comparison", measure=main.measure, as_="count", subjects=main.subjects[:1])
        ahead = replace(
            ahead, against=main.subjects[:1], years=main.years[-1:], years_against=(aside.year or 0,)
        )
        return [replace(ahead, relation="less" if main.highest else "more")]
    return [replace(aside.figure(main, main.measure, (aside.year or 0,)), relation="is")]


def _base(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    return [replace(aside.figure(main, main.measure, (aside.year or 0,)), relation="is")]


def _lately(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    if main.kind != "value" or main.relation in ("is", "about") or aside.year is None or not main.years:
        raise Unread("what was so before is not understood")
    between = (aside.year + 1, main.years[-1] - 1)
    return [
        replace(main, years=(aside.year,)),
        replace(main, kind="always", years=between, since=aside.year, negated=True),
    ]


def _ends(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    years = sorted({*main.years, *main.years_against})
    if len(years) != 2 or years[0] <= 0 or aside.base is None:
        raise Unread("of which years its figures are is not understood")
    first, last = (aside.figure(main, main.measure, (year,)) for year in years)
    return [replace(first, value=aside.base, relation="is"), last]


def _mean(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    if main.kind != "total":
        raise Unread("what an average is of is not understood")
    mean = replace(main, mean=True, value=aside.value, relation=aside.relation, decimals=aside.decimals)
    return [replace(mean, relation="about" if aside.relation == "is" else aside.relation)]


def _tied(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    if not main.years or aside.year is None or len(main.subjects) != 1:
        raise Unread("what it ties with is not understood")
    plain = Claim(kind="comparison", measure=main.measure, as_="count", subjects=main.subjects)
    same = replace(plain, against=main.subjects, years=main.years[-1:], relation="equal")
    record = replace(plain, kind="record", years=main.years[-1:], highest=aside.up, held=True)
    return [replace(same, years_against=(aside.year,)), record]


def _fewer(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    people = Claim(kind="comparison", measure="population", as_="count", subjects=main.subjects[:1])
    people = replace(people, against=(aside.city,), relation="more" if aside.up else "less")
    return [replace(people, years=main.years[-1:], now=main.now)]


def _peopled(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    its = next((c for c in (*main.subjects, *main.against) if c != aside.city), "")
    if not its or not aside.city:
        raise Unread("it is not clear whose people it speaks of")
    people = Claim(kind="comparison", measure="population", as_="count", subjects=(aside.city,))
    people = replace(people, against=(its,), relation="more" if aside.up else "less")
    return [replace(people, years=main.years[-1:], now=main.now)]


def _when(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    if len(main.subjects) != 1:
        raise Unread("it does not say of what a figure is")
    figure = aside.figure(main, main.measure, (aside.year,) if aside.year else main.years[-1:])
    return [replace(figure, as_="count")]


def _rate(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    rate = aside.figure(main, main.measure, main.years[-1:])
    whose = (aside.city,) if aside.city else main.subjects[:1]
    return [replace(rate, subjects=whose, as_="rate")]


def _streak(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    if not main.years or (aside.value and aside.relation in ("is", "about")):
        raise Unread("what lasted so many years is not understood")
    years = (main.years[-1] - aside.streak + 1, main.years[-1])
    if not aside.value:
        moved = aside.change(main)
        return [replace(moved, years=(y - 1, y)) for y in range(years[0], years[1] + 1)]
    return [replace(aside.figure(main, main.measure, years), kind="always")]


def _size(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    whose = (aside.city,) if aside.city else main.subjects[:1]
    plain = Claim(kind="rank", measure="population", as_="count", subjects=whose)
    place = replace(plain, rank=aside.rank, cutoff=aside.cutoff, years=main.years[:1], now=main.now)
    return [place, *([replace(place, subjects=(aside.ahead,), rank=aside.rank - 1)] if aside.ahead else [])]


def _share(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    if main.cutoff is None or not main.cutoff.largest:
        raise Unread("it is not clear what the share is of")
    part = 100 * aside.value if aside.value < 1 else aside.value
    relation = "about" if aside.relation == "is" and aside.value < 1 else aside.relation
    share = replace(main, kind="share", as_="share", subjects=(aside.city,), against=(aside.city,))
    return [replace(share, summed=False, summed_against=True, value=part, relation=relation)]


def _named(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    record = Claim(kind="record", measure=main.measure, as_="count", subjects=main.subjects[:1])
    return [replace(record, years=(aside.year or 0,), highest=aside.up)]


def _earlier(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    if len(main.years) == 0 or main.kind == "tally":
        raise Unread("before which year it rose or fell is not understood")
    last = main.years[-1]
    moved = replace(aside.change(main), value=None)
    return [replace(moved, years=(y - 1, y), now=False) for y in range(last - aside.streak, last)]


def _peak(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    record = Claim(kind="record", measure=main.measure, as_="count", subjects=main.subjects[:1])
    return [replace(record, years=(aside.year or 0,), held=True)]


def _summit(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    """A peak stands out from the years beside it: "down from the peak of 376 in 2006"."""
    year = aside.year or 0
    moved = Claim(kind="change", measure=main.measure, as_="change", subjects=main.subjects[:1])
    return [replace(moved, years=(year - 1, year)), replace(moved, years=(year, year + 1), up=False)]


def _previous(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    if not main.years or aside.year is None:
        raise Unread("it does not say which year the record is of")
    record = Claim(kind="record", measure=main.measure, as_="count", subjects=main.subjects[:1])
    return [
        *([aside.figure(main, main.measure, (aside.year,))] if aside.value else []),
        aside.change(main),
        *([replace(record, years=main.years[-1:], held=True)] if main.kind != "record" else []),
    ]


def _short(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    if not main.years or aside.year is None or len(main.subjects) != 1:
        raise Unread("which record it is compared with is not understood")
    record = Claim(kind="record", measure=main.measure, as_="count", subjects=main.subjects[:1], held=True)
    record = replace(record, years=(aside.year,))
    then = replace(aside.figure(main, main.measure, (aside.year,)), value=aside.base, relation="is")
    figures = [then] if aside.base is not None else []
    if aside.name == "second":
        return [*figures, record, replace(record, years=main.years[-1:], rank=2)]
    moved = replace(aside.change(main), value=aside.value, relation=aside.relation, points=True)
    return [*figures, record, moved]


def _rival(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    people = Claim(kind="comparison", measure="population", as_="count", subjects=main.subjects[:1])
    relation = "about" if aside.relation == "is" else aside.relation
    people = replace(people, against=(aside.city,), value=aside.value, relation=relation)
    return [replace(people, years=main.years[-1:], now=main.now)]


def _record(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    if main.years and aside.near and main.years[-1] not in aside.near:
        # "88 in 2012, its lowest total in decades, before climbing to 103 in 2013".
        main = replace(main, years=aside.near[-1:], now=False)
    year = main.years[-1] if main.years else None
    if year is None:
        raise Unread("it does not say which year is the first or the last")
    if not year and (aside.base is not None or aside.window is not None):
        raise Unread("it does not say which year is the first or the last")
    if not year:
        record = Claim(kind="record", measure=main.measure, as_="count", subjects=main.subjects[:1])
        return [replace(record, now=True, highest=aside.up, since=aside.year)]
    since = aside.year if aside.window is None else year - aside.window + 1
    plain = Claim(kind="record", measure=main.measure, as_="count", subjects=main.subjects[:1])
    as_ = "rate" if main.as_ == "rate" else "count"
    record = replace(plain, as_=as_, years=(year,), highest=aside.up, since=since)
    if aside.base is None or aside.year is None:
        return [record]
    then = aside.figure(main, main.measure, (aside.year,))
    return [replace(then, value=aside.base, relation="is"), record]


def _topping(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    if not main.years or len(main.subjects) != 1:
        raise Unread("what was so for the first time is not understood")
    year = main.years[-1]
    since = aside.year if aside.year is not None else year - (aside.window or 0)
    bound: Relation = "more" if aside.up else "less"
    own = replace(aside.figure(main, main.measure, (year,)), relation=bound)
    return [
        own,
        replace(own, kind="always", years=(since + 1, year - 1), since=since, negated=True),
    ]


def _steepest(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    moved = aside.change(main, main.years[0] if main.kind == "change" else None)
    last = moved.years[1]
    if moved.years[0] not in (last - 1, -1) or len(main.subjects) != 1:
        raise Unread("which change is the largest is not understood")
    since = aside.year if aside.window is None else (last or before or 0) - aside.window
    record = replace(moved, kind="record", as_="count", years=(last,) if last else (), now=not last)
    return [replace(record, moved=True, since=since, up=aside.up)]


def _larger(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    its = next((c for c in (*main.subjects, *main.against) if c != aside.city), "")
    if not its or not aside.city:
        raise Unread("it is not clear whose size it speaks of")
    relation: Relation = "about" if aside.relation == "is" else aside.relation
    if aside.name == "bigger":
        relation = "more" if aside.up else "less"
    return [
        Claim(
            kind="comparison",
            measure="population",
            as_="count",
            subjects=(aside.city,),
            against=(its,),
            value=aside.value or None,
            relation=relation,
            years=main.years,
            now=main.now,
        )
    ]


def _people(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    people = aside.figure(main, "population", main.years[-1:])
    if aside.city:
        return [replace(people, subjects=(aside.city,))]
    if aside.together != (len(main.subjects) > 1):
        raise Unread("it is not clear whose people it counts")
    return [replace(people, subjects=main.subjects, summed=aside.together)]


def _beside(aside: Aside, main: Claim, before: int | None) -> list[Claim]:
    return [replace(aside.figure(main, main.measure, main.years[-1:]), subjects=(aside.city,))]


_CLAIMS: Final[dict[str, Callable[[Aside, Claim, int | None], list[Claim]]]] = {
    "from": _from,
    "than": _than,
    "by": _by,
    "times": _by,
    "placed": _placed,
    "or": _or,
    "dated": _dated,
    "given": _given,
    "leader": _leader,
    "base": _base,
    "ends": _ends,
    "lately": _lately,
    "mean": _mean,
    "tied": _tied,
    "fewer": _fewer,
    "peopled": _peopled,
    "when": _when,
    "pace": _when,
    "rate": _rate,
    "streak": _streak,
    "size": _size,
    "share": _share,
    "named": _named,
    "earlier": _earlier,
    "peak": _peak,
    "high": _peak,
    "summit": _summit,
    "previous": _previous,
    "short": _short,
    "second": _short,
    "rival": _rival,
    "record": _record,
    "unseen": _record,
    "topping": _topping,
    "steepest": _steepest,
    "larger": _larger,
    "bigger": _larger,
    "people": _people,
    "beside": _beside,
}
"""By the names of the forms in :mod:`enjoined.claims.grammar.aside_patterns`."""
