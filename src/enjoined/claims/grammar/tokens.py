"""The words of a claim that carry meaning: cities, years, numbers, measures, comparisons; all else is kept as it is.

One scan from left to right, the longest phrase first. What no phrase names becomes an ``other`` token, so that a
reader of the tokens sees everything that was said. The phrases are data: ``records/statistics/words.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from enjoined.claims.figures.plain_yaml import plain
from enjoined.data import data_directory
from enjoined.recipients.states import STATES

__all__ = ["SEVERAL", "WAYS", "Gazetteer", "Token", "in_figures", "tokens_of"]

SEVERAL: Final = "several"
"""Stands for the city of a name that several bear."""


class Token(NamedTuple):
    """A piece of a claim: its ``kind``, what it stands for, and where it is printed."""

    kind: str
    value: str | float
    text: str
    start: int
    end: int


_SHORT: Final = (
    "al:ala. az:ariz. ar:ark. ca:calif. ca:cal. co:colo. ct:conn. de:del. fl:fla. ga:ga. il:ill. in:ind. "
    "ks:kan. ky:ky. la:la. me:me. md:md. ma:mass. mi:mich. mn:minn. ms:miss. mo:mo. mt:mont. ne:neb. "
    "nv:nev. nh:n.h. nj:n.j. nm:n.m. ny:n.y. nc:n.c. nd:n.d. ok:okla. or:ore. pa:pa. ri:r.i. sc:s.c. "
    "sd:s.d. tn:tenn. tx:tex. vt:vt. va:va. wa:wash. wv:w.va. wi:wis. wy:wyo. dc:d.c. dc:dc"
)
WAYS: Final = (
    {short: code for code, _, short in (pair.partition(":") for pair in _SHORT.split())}
    | {state.name.lower(): code for code, state in STATES.items()}
    | {code: code for code in STATES if code not in ("in", "or", "me", "oh", "hi", "ok", "as")}
)
"""How newspapers write the States, lower case, to their two letters; codes that are words besides are left out."""
_UNITS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_PLACES: Final = "first second third fourth fifth sixth seventh eighth ninth tenth"
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS: Final = (
    {word: n for n, word in enumerate(_UNITS.split())}
    | {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
    | {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
)
_IN_WORDS: Final = re.compile(
    rf"(?:(?:half )?an? (?=hundred|thousand|million))?(?:{'|'.join(_WORDS)})"
    rf"(?:[ -](?:and |oh[ -])?(?:{'|'.join(_WORDS)}))*(?![a-z-])"
)


_SOME: Final = rf"(\d{{1,3}}|{'|'.join(_UNITS.split())})"
_OUT_OF: Final = re.compile(
    rf"{_SOME} (?:out of|in|of(?= every)) (?:every )?(\d{{1,3}}|a hundred|{'|'.join(_UNITS.split())})(?![\d,.a-z-])"
)
""" "seven out of ten", "two in three"."""
_TO_ONE: Final = re.compile(
    rf"(\d+(?:\.\d+)?|{'|'.join(_UNITS.split())})(?: to |-to-)(?:1|one)(?![\da-z-]|[.,]\d)"
)
""" "more than 2 to 1"."""


_FACTOR: Final = re.compile(rf"(?:by )?a factor of {_SOME}(?![\da-z-])")


_YEAR_SAID: Final = re.compile(
    rf"(?:(nineteen|twenty)[ -](?:(?:{'|'.join(_TENS.split())})(?:-(?:{'|'.join(_UNITS.split()[1:10])}))?"
    rf"|(?:{'|'.join(_UNITS.split()[10:20])})|oh[ -](?:{'|'.join(_UNITS.split()[1:10])}))"
    rf"|two thousand(?: and)?[ -](?:{'|'.join(_UNITS.split()[1:])}|twenty-(?:{'|'.join(_UNITS.split()[1:10])})))"
    "(?![a-z-]|[ -](?:hundred|thousand|million))"
)
""" "Nineteen ninety", "twenty twenty-one", "two thousand nineteen"."""
_OH_YEAR: Final = re.compile(rf"(?:'0(\d)|oh[ -]({'|'.join(_UNITS.split()[1:10])}))(?![\w-])")
""" "Oh-eight"."""
_AND_A_HALF: Final = re.compile(
    rf"(\d+|{'|'.join(_UNITS.split())}) and a half(\s+(?:times|million|thousand)\b)"
)


def in_figures(words: str) -> int:
    """A number in words.

    >>> in_figures("two hundred and sixty-three"), in_figures("a thousand"), in_figures("twenty-five")
    (263, 1000, 25)
    >>> in_figures("three forty-two"), in_figures("four oh seven")
    (342, 407)
    """
    total = part = 0
    for word in re.findall(r"[a-z]+", words):
        value = _WORDS.get(word, 0)
        if value >= 1_000:
            total, part = total + max(part, 1) * value, 0
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word == "oh" or (10 <= value < 100 and 0 < part < 10):
            # "Three forty-two", "four oh seven".
            part = part * 100 + value
        else:
            part += value
    return (total + part) // 2 if words.startswith("half") else total + part


_ORDINALS: Final = {word: n for n, word in enumerate(_PLACES.split(), 1)} | {
    f"{n}{ending}": n for n in range(1, 41) for ending in ("st", "nd", "rd", "th")
}
_PARTS: Final = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
)
_FRACTIONS: Final = {
    f"{before}{between}{name}": value
    for name, value in (
        *(("half", 0.5), ("quarter", 0.25)),
        *((name, 1 / n) for n, name in enumerate(_PARTS.split(), 3)),
    )
    for before in ("a", "an", "one")
    for between in (" ", "-")
} | {
    f"{many}{between}{part}s": n / of
    for of, part in ((3, "third"), (4, "quarter"), (5, "fifth"), (8, "eighth"), (10, "tenth"))
    for n, many in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine"), 2)
    for between in (" ", "-")
    if n < of
}

_IDLE: Final = frozenset({"furniture"})
"""Kinds of phrases that say nothing, whatever words are in them."""
_NUMBER = r"\$?\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


@cache
def _phrases() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern for all phrases, and the kinds in the order of its groups."""
    words = plain(data_directory("records") / "statistics" / "words.yaml")
    parts = [rf"(?P<k{n}>(?:{'|'.join(phrases)}))" for n, phrases in enumerate(words.values())]
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(parts)})(?![a-z0-9])"), tuple(words)


_YEAR: Final = re.compile(r"(?:19|20)\d\d(?!\d|,\d|\.\d)")
_YEAR_RANGE: Final = re.compile(
    r"((?:19|20)\d\d)(?:\s*[-\u2013\u2014]\s*(?=(?:19|20)\d\d)|[-\u2013\u2014])((?:19|20)?\d\d)(?!\d)"
)
_VALUE: Final = re.compile(
    rf"({_NUMBER})\s*(%|percent\b|per cent\b|-?fold\b|times\b|x\b|-?percentage points?\b|million\b|thousand\b|k\b)?"
)
_WORD: Final = re.compile(r"[a-z]+(?:['\u2019.-][a-z0-9]+)*|\S")


_GOES_ON: Final = re.compile(r"[^\W_]|-[a-z]")
"""A name of a city that goes on is another's: "Miami-Dade"."""
_CITIES_TOO: Final = frozenset({"new york", "washington"})
"""States whose names are those of cities: "Chicago, New York and Los Angeles" is a list."""
_STATE_AFTER: Final = re.compile(
    r",\s*(?P<said>(?:"
    + "|".join(sorted(map(re.escape, WAYS.keys() - _CITIES_TOO), key=len, reverse=True))
    + r")(?![a-z]| city))"
)
_VERBS: Final = "has had have saw sees was is were recorded reported counted logged suffered ended finished"
_GOES_BACK: Final = re.compile(rf",(?= (?:{'|'.join(_VERBS.split())})\b)")
"""A comma after the State of a city, where the sentence goes on."""
_STATE: Final = re.compile(
    rf"(?P<state>{'|'.join(sorted((s.name.lower() for s in STATES.values()), key=len, reverse=True))})(?:'s?)?(?![a-z])"
)
_OF_ITS_STATE: Final = re.compile(r"'s (?:\w+[- ])?(?:largest|biggest|most)")
_CITY_OF_STATE: Final = re.compile(
    rf"(?:of )?(?:any|every|all)(?: other)? {_STATE.pattern} cit(?:y|ies)(?![a-z])"
)
""" "Of any Texas city": no city of that name is meant."""


_ANY_OF_STATE: Final = re.compile(r"(?:no|any|every|each|other|large|big|major|single|another) $")


class Gazetteer:
    """Names of cities, found at a place in a text, the longest first."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.ids = dict(names)
        self._starts: dict[str, list[str]] = {}
        for name in sorted(self.ids, key=len, reverse=True):
            self._starts.setdefault(name[:2], []).append(name)

    def at(self, text: str, place: int) -> str | None:
        """The longest name that begins at a place and ends with its word.

        >>> Gazetteer({"st. louis": "mo/st-louis", "st": "x"}).at("in st. louis, mo", 3)
        'st. louis'
        """
        for name in self._starts.get(text[place : place + 2], ()):
            end = place + len(name)
            if text.startswith(name, place) and not _GOES_ON.match(text, end):
                return name
        return None


def tokens_of(text: str, cities: Gazetteer) -> list[Token]:
    """The tokens of a claim.

    >>> [t.kind for t in tokens_of("Chicago had 765 murders in 2016", Gazetteer({"chicago": "il/chicago"}))]
    ['city', 'other', 'number', 'murders', 'other', 'year']
    """
    low = text.lower().replace("\u2019", "'").replace("\u2018", "'")
    found = _closed([part for token in _scan(low, cities) for part in _each_city(token)], low)
    if len(low) != len(text):
        return found
    named = text[:1].isupper() and any(t.kind == "city" and text[t.start].isupper() for t in found)
    if named:
        # "Which should surprise nobody" beside "Houston": a word, not the town of that name.
        found = [
            t._replace(kind="other") if t.kind == "city" and text[t.start : t.end].islower() else t
            for t in found
        ]
    # A word that names nothing known keeps its capital as its value.
    return [
        t._replace(value=text[t.start : t.end]) if t.kind == "other" and t.text.isalpha() else t
        for t in found
    ]


def _closed(tokens: list[Token], low: str) -> list[Token]:
    """Without the comma that closes the name of a city in its State: "Columbus, Ohio, had"."""
    return [
        t
        for before, t in zip([None, *tokens], tokens, strict=False)
        if not (
            before is not None
            and before.kind == "city"
            and "," in low[before.start : before.end]
            and _GOES_BACK.match(low, t.start)
        )
    ]


def _each_city(token: Token) -> list[Token]:
    """A name of several cities, "the Twin Cities", as these together."""
    ids = str(token.value).split() if token.kind == "city" else []
    if len(ids) < 2:
        return [token]
    joint = token._replace(kind="to", value="and", text="and")
    named = [part for city in ids for part in (joint, token._replace(value=city))]
    return [*named[1:], token._replace(kind="combined", value="combined", text="combined")]


def _scan(low: str, cities: Gazetteer) -> Iterator[Token]:
    at = 0
    while at < len(low):
        if low[at].isspace():
            at += 1
            continue
        token = _next(low, at, cities)
        yield token
        at = token.end


def _next(low: str, at: int, cities: Gazetteer) -> Token:
    if at == 0 or not low[at - 1].isalnum():
        if found := _CITY_OF_STATE.match(low, at):
            return Token("state", WAYS[found["state"]], found[0], at, found.end())
        if (name := cities.at(low, at)) and not (name.endswith(" city") and _ANY_OF_STATE.search(low, 0, at)):
            end = at + len(name)
            where = _STATE_AFTER.match(low, end)
            if _OF_ITS_STATE.match(low, where.end() if where else end):
                # "Mesa, Arizona's third-largest city": the State belongs to what follows.
                bare = name.partition(",")[0]
                if cities.ids.get(bare) == cities.ids[name]:
                    return Token("city", cities.ids[name], bare, at, at + len(bare))
            if where and WAYS[where["said"]] != cities.ids[name].partition("/")[0]:
                return Token(
                    "other-place", low[at : where.end()].title(), low[at : where.end()], at, where.end()
                )
            end = where.end() if where else end
            if cities.ids[name] == SEVERAL:
                return Token(
                    "other-place", f"“{name.title()}” alone: several cities are called so", name, at, end
                )
            end += 2 if low.startswith("'s", end) else int(low.startswith("'", end))
            return Token("city", cities.ids[name], name, at, end)
        if found := _YEAR_RANGE.match(low, at):
            last = found[2] if len(found[2]) == 4 else found[1][:2] + found[2]
            return Token("years", f"{found[1]} {last}", found[0], at, found.end())
        pattern, kinds = _phrases()
        if (found := pattern.match(low, at)) and found.lastgroup is not None:
            kind = kinds[int(found.lastgroup[1:])]
            of = low.rfind(" of ", at, found.end())
            if kind == "unsupported" and of > at and cities.at(low, of + 4):
                # "The murders of Minneapolis" are no murders of some kind.
                return Token("murders", low[at:of], low[at:of], at, of)
            return Token("other" if kind in _IDLE else kind, found[0], found[0], at, found.end())
        if found := _YEAR.match(low, at):
            return Token("year", float(found[0]), found[0], at, found.end())
        if token := _number(low, at):
            return token
        if found := _STATE.match(low, at):
            return Token("state", WAYS[found["state"]], found["state"], at, found.end())
    found = _WORD.match(low, at)
    assert found is not None, "some character stands here"
    return Token("other", found[0], found[0], at, found.end())


def _number(low: str, at: int) -> Token | None:
    for phrase, share in _FRACTIONS.items():
        if low.startswith(phrase, at) and not low[at + len(phrase) : at + len(phrase) + 1].isalpha():
            return Token("fraction", share, phrase, at, at + len(phrase))
    if ratio := _OUT_OF.match(low, at):
        part, whole = (int(n) if n.isdigit() else in_figures(n) for n in ratio.groups())
        if 0 < part < whole:
            return Token("fraction", part / whole, ratio[0], at, ratio.end())
    word = re.compile(r"[a-z0-9-]+").match(low, at)
    if word and word[0] in _ORDINALS:
        return Token("ordinal", float(_ORDINALS[word[0]]), word[0], at, word.end())
    if word and word[0].partition("-")[0] in _ORDINALS and word[0].count("-") == 1:
        first = word[0].partition("-")[0]
        return Token("ordinal", float(_ORDINALS[first]), first, at, at + len(first) + 1)
    if factor := _FACTOR.match(low, at):
        many = float(factor[1]) if factor[1].isdigit() else in_figures(factor[1])
        return Token("times", many, factor[0], at, factor.end())
    if low.startswith("half again", at):
        return Token("times", 1.5, "half again", at, at + len("half again"))
    if halves := _AND_A_HALF.match(low, at):
        many = (int(halves[1]) if halves[1].isdigit() else in_figures(halves[1])) + 0.5
        unit = halves[2].strip()
        scale = {"million": 1_000_000, "thousand": 1_000}.get(unit, 1)
        kind = "times" if unit == "times" else "number"
        return Token(kind, many * scale, halves[0], at, halves.end())
    if odds := _TO_ONE.match(low, at):
        return Token(
            "times", float(odds[1]) if odds[1][0].isdigit() else in_figures(odds[1]), odds[0], at, odds.end()
        )
    if said := _YEAR_SAID.match(low, at):
        century, _, rest = re.sub("[ -]", " ", said[0]).partition(" ")
        year = in_figures(said[0]) if not said[1] else 100 * in_figures(century) + in_figures(rest)
        return Token("year", float(year), f"{year}", at, said.end())
    if short := _OH_YEAR.match(low, at):
        year = 2000 + (int(short[1]) if short[1] else in_figures(short[2]))
        return Token("year", float(year), f"{year}", at, short.end())
    if said := _IN_WORDS.match(low, at):
        times = re.compile(r"\s+times\b").match(low, said.end())
        percent = re.compile(r"\s+(?:percent|per cent)\b").match(low, said.end())
        kind = "times" if times else "percent" if percent else "number"
        end = (times or percent or said).end()
        return Token(kind, float(in_figures(said[0])), low[at:end], at, end)
    if found := _VALUE.match(low, at):
        value = float(found[1].replace(",", "").lstrip("$"))
        unit = (found[2] or "").strip("-")
        kind = {
            "%": "percent",
            "percent": "percent",
            "per cent": "percent",
            "times": "times",
            "fold": "times",
            "x": "times",
        }.get(unit, "number")
        if unit in ("million", "thousand", "k"):
            value = round(value * (1_000_000 if unit == "million" else 1_000), 3)
        if unit.startswith("percentage"):
            kind = "points"
        return Token(kind, value, found[0].strip(), at, at + len(found[0].rstrip()))
    return None
