"""A claim in plain words, so that a reader sees how it was understood before the verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence

from enjoined.claims.claim import ANY_CITY, Claim, Cutoff
from enjoined.claims.figures.statistics import City, Statistics
from enjoined.recipients.states import STATES

__all__ = ["in_words"]

_MEASURES = {"murders": "murders", "violent_crimes": "violent crimes", "population": "residents"}
_RELATIONS = {
    "is": "",
    "about": "about ",
    "nearly": "nearly ",
    "at-least": "at least ",
    "at-most": "at most ",
    "more": "more than ",
    "less": "fewer than ",
    "equal": "as many as ",
    "between": "between ",
    "paced": "about ",
    "paced-nearly": "nearly ",
}


def in_words(data: Statistics, claim: Claim, years: Sequence[int]) -> str:
    """One sentence. ``years`` are those the claim is judged by."""
    what = _MEASURES[claim.measure]
    if claim.as_ == "rate":
        what = f"{what} per 100,000 residents"
    whole = claim.cutoff if claim.kind == "value" else None
    who = f"{_among(whole)} together" if whole else _names(data, claim.subjects or (ANY_CITY,), claim.summed)
    when = _when(claim, years)
    text = _statement(data, claim, who, what, when, years)
    if claim.over is not None and claim.kind != "tally":
        first, last = claim.over
        span = f"from {first} to {last or 'now'}" if first else f"up to {last}" if last else "on record"
        text = text.removesuffix(".").removesuffix(f" {when}").removesuffix(" ")
        text = f"in {'some' if claim.once else 'no'} year {span} {text}."
    denied = claim.negated and claim.kind != "always"
    return f"It is not so that {text}" if denied else f"{text[0].upper()}{text[1:]}"


def _statement(data: Statistics, claim: Claim, who: str, what: str, when: str, years: Sequence[int]) -> str:
    match claim.kind:
        case "value" | "to-date":
            part = "by the day of the claim, of the whole year's" if claim.kind == "to-date" else ""
            return (
                f"{who} had {_RELATIONS[claim.relation]}{_number(claim)} {what} {part} {when}".replace(
                    "  ", " "
                ).strip()
                + "."
            )
        case "total":
            end = f"to {claim.years[1]}" if claim.years[1] else "until now"
            how = "a year, on average," if claim.mean else "in all"
            how = f"{how.removesuffix(',')}, and in every year," if claim.each else how
            return f"{who} had {_RELATIONS[claim.relation]}{_number(claim)} {what} {how} from {claim.years[0]} {end}."
        case "always":
            first, last = claim.years
            back = f"from {first} to {last}" if first and last else f"up to {last}" if last else "on record"
            back = f"since {first}" if first and not last else back
            if claim.negated:
                return (
                    f"{who} never had {_RELATIONS[claim.relation]}{_number(claim)} {what} in a year {back}."
                )
            some = "in every year"
            back += f", except {' and '.join(map(str, claim.without))}" if claim.without else ""
            return f"{who} had {_RELATIONS[claim.relation]}{_number(claim)} {what} {some} {back}."
        case "comparison":
            if claim.apart:
                by = f"{_RELATIONS[claim.relation]}{_number(claim)}"
                return f"{who} and {_names(data, claim.against, False)} differed by {by} {what} {when}."
            if claim.points or claim.years_against:
                return _apart(data, claim, who, what, when, years)
            other = _names(data, claim.against, claim.summed_against)
            if claim.value == 1.0:
                return f"{who} had {_RELATIONS[claim.relation]}as many {what} as {other} {when}."
            if claim.value is not None:
                return f"{who} had {_RELATIONS[claim.relation]}{_times(claim.value)} the {what} of {other} {when}."
            word = {"more": "more", "less": "fewer", "equal": "as many"}[claim.relation]
            than = "as" if claim.relation == "equal" else "than"
            either = ", by number or by rate" if claim.as_ == "either" else ""
            return f"{who} had {word} {what} {than} {other} {when}{either}."
        case "tally" if claim.over is not None and claim.of is not None:
            end = f"to {claim.over[1]}" if claim.over[1] else "until now"
            each = in_words(data, claim.of, ()).removesuffix(".")
            each = each.removesuffix(f" in {claim.of.years[0]}") if claim.of.years else each
            many = f"{_RELATIONS[claim.relation]}{_number(claim)} years"
            return f"from {claim.over[0]} {end}, {many} were such that: {each}."
        case "tally":
            assert claim.of is not None, "a tally has it"
            many = f"{_RELATIONS[claim.relation]}{_number(claim)}{' percent' if claim.as_ == 'share' else ''}"
            each = in_words(data, claim.of, years).removesuffix(".")
            but = f" other than {_names(data, claim.against, False)}" if claim.against else ""
            many, among = "none" if many == "0" else many, f"{_among(claim.cutoff or Cutoff())}{but}"
            if each.startswith("The city "):
                return f"of {among}, {many} {each.removeprefix('The city ')}."
            what, inside, did = each.partition(" in the city ")
            return f"{what} {did} in {many} of {among}." if inside else f"of {among}, {many}: {each}."
        case "part":
            share = f"{_RELATIONS[claim.relation]}{claim.value:.3g} percent".replace("fewer", "less")
            return f"Murders were {share} of the violent crimes of {who} {when}."
        case "share":
            cut = claim.cutoff
            whole = _among(cut) if cut is not None and cut.largest else _names(data, claim.against, True)
            share = f"{_RELATIONS[claim.relation]}{claim.value:.3g} percent".replace("fewer", "less")
            return f"{who} had {share} of the {what} of {whole} {when}."
        case "change":
            way = "rose" if claim.up else "fell"
            by = _by(claim)
            start, until = _change_years(claim, years)
            return f"{what} in {who} {way}{by} from {start} to {until}."
        case "growth":
            way = "rose" if claim.up else "fell"
            more = "less" if claim.relation == "less" else "more"
            how = " by share" if claim.as_ == "change" else ", by share and by number"
            other = _names(data, claim.against, False)
            return f"{what} in {who} {way} {more} than in {other} from {claim.years[0]} to {claim.years[1]}{how}."
        case "rank" | "record" if claim.moved:
            move = f"largest {'rise' if claim.up else 'fall'} in {what}"
            place = f"{_ordinal(claim.rank)}-{move}" if claim.rank > 1 else move
            how = " by share" if claim.as_ == "change" else ""
            back = f" since {claim.since}" if claim.since is not None else " of all years on record"
            among = back if claim.kind == "record" else f" among {_among(claim.cutoff or Cutoff())}"
            return f"{who} had the {place}{how}{among} {when}."
        case "rank":
            end = "highest" if claim.highest else "lowest"
            place = f"{_ordinal(claim.rank)}-{end}" if claim.rank > 1 else end
            place = f"{place} or {'a higher' if claim.highest else 'a lower'}" if claim.within else place
            among = _among(claim.cutoff or Cutoff())
            number = {"count": "number", "either": "number or rate"}.get(claim.as_, "rate")
            if claim.measure == "population":
                size = "largest" if claim.highest else "smallest"
                spot = f"among the {claim.rank} {size}" if claim.within else f"the {place.replace(end, size)}"
                return f"{who} was {spot} by population of {among} {when}."
            alone = "" if claim.relation == "is" else " alone"
            return f"{who}{alone} had the {place} {number} of {what} among {among} {when}."
        case "record":
            end = "highest" if claim.highest else "lowest"
            end = f"{_ordinal(claim.rank)}-{end}" if claim.rank > 1 else end
            end = f"{end} or {'a higher' if claim.highest else 'a lower'}" if claim.within else end
            back = f"since {claim.since}" if claim.since is not None else "of all years on record"
            if claim.until is not None and claim.since is not None:
                back = f"of {claim.since + 1} to {claim.until}"
            number = "number" if claim.as_ == "count" else "rate"
            return f"{who} had its {end} {number} of {what} {back} {when}."


def _among(cut: Cutoff) -> str:
    where = f" in {STATES[cut.state].name}" if cut.state else ""
    if cut.population is not None:
        return f"cities of {cut.population:,} and more{where}"
    if cut.largest is not None:
        return f"the {cut.largest} largest cities{where}"
    big = re.search("big|large|major", cut.words)
    if big or where:
        return f"{'big ' if big else ''}cities{where}"
    return "the nation's cities" if cut.words else "all cities held"


def _apart(data: Statistics, claim: Claim, who: str, what: str, when: str, years: Sequence[int]) -> str:
    """A comparison across years, or by a difference: each side with its year."""
    same = claim.subjects == claim.against
    other = "" if same else _names(data, claim.against, claim.summed_against)
    then = _in_years(claim.years_against)
    against = " ".join(filter(None, (other, then)))
    if not claim.years_against:
        against, when = f"{other} {when}", ""
    if claim.value is not None and not claim.points:
        times = f"{_RELATIONS[claim.relation]}{_times(claim.value)} as many {what}"
        return f"{who} had {times} {when} as {against}.".replace("  ", " ")
    number = f"{_RELATIONS[claim.relation]}{_number(claim)} " if claim.points else ""
    equal = claim.relation == "equal" and not claim.points
    word = (
        "as many"
        if equal
        else "more"
        if (claim.up if claim.points else claim.relation == "more")
        else "fewer"
    )
    mean = " a year, on average," if claim.mean else ""
    return f"{who} had {number}{word} {what}{mean} {when} {'as' if equal else 'than'} {against}.".replace(
        "  ", " "
    )


def _by(claim: Claim) -> str:
    if claim.value is None:
        return ""
    if claim.points:
        return f" by {_RELATIONS[claim.relation]}{claim.value:,.{claim.decimals}f}"
    return f" by {_RELATIONS[claim.relation]}{claim.value:.3g} percent".replace("fewer", "less")


def _change_years(claim: Claim, years: Sequence[int]) -> tuple[int | str, int | str]:
    first, last = claim.years or (-1, 0)
    if first <= 0 and last == 0:
        return (
            f"{'a year' if first == -1 else f'{-first} years'} before",
            f"now ({' and '.join(map(str, years))})",
        )
    return (last + first if first <= 0 else first), (
        f"now ({' and '.join(map(str, years))})" if last == 0 else last
    )


def _names(data: Statistics, cities: Sequence[str], together: bool) -> str:
    names = ["the city" if c == ANY_CITY else _name(data, data.cities[c]) for c in cities]
    text = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{text} together" if together and len(names) > 1 else text


def _name(data: Statistics, city: City) -> str:
    """The name, with the State where other cities bear it too."""
    alike = sum(other.name == city.name for other in data.cities.values())
    return f"{city.name}, {city.state}" if alike > 1 else city.name


def _number(claim: Claim) -> str:
    assert claim.value is not None, "a claim of a value has one"
    decimals = 0 if claim.value == int(claim.value) else claim.decimals or 1
    upto = f" and {claim.upto:,.{decimals}f}" if claim.upto is not None else ""
    return f"{claim.value:,.{decimals}f}{upto}"


def _when(claim: Claim, years: Sequence[int]) -> str:
    if claim.now:
        return f"now ({' and '.join(map(str, years))})" if years else "now"
    return _in_years(years if claim.kind == "comparison" else years[:1])


def _in_years(years: Sequence[int]) -> str:
    """ "in 2016", "from 2010 to 2015 together"."""
    if len(years) < 2:
        return f"in {years[0]}" if years else ""
    if len(years) > 2:
        return f"from {years[0]} to {years[-1]} together"
    return f"in {years[0]} and {years[-1]} together"


def _times(factor: float) -> str:
    """ "half", "twice", "3.5 times"."""
    return {0.5: "half", 2.0: "twice"}.get(factor, f"{factor:.3g} times")


def _ordinal(rank: int) -> str:
    return {2: "second", 3: "third", 4: "fourth", 5: "fifth"}.get(rank, f"{rank}th")
