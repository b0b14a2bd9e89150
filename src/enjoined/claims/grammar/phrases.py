"""What a few words of a sentence say together: bounds of a number, spans of years, a city's place by its people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from enjoined.claims.claim import Relation
from enjoined.claims.grammar.tokens import Token, in_figures

__all__ = [
    "FIGURED",
    "LARGER",
    "MURDERS_AT_MOST",
    "NEARLY_PACED",
    "PACED",
    "PEOPLE",
    "RATE_AT_MOST",
    "SIZE",
    "SMALL",
    "THE_LARGEST",
    "TIMES",
    "TURNED",
    "YEARS_END",
    "by_size",
    "compared",
    "decimals_of",
    "figures_only",
    "hedge",
    "is_start",
    "of_level",
    "span_of",
    "step_of",
    "streak_of",
    "turning",
    "years_before",
]

TIMES = {"twice": 2.0, "double": 2.0, "triple": 3.0, "thrice": 3.0, "quadruple": 4.0, "half": 0.5}
TURNED: Final[dict[Relation, Relation]] = {
    "more": "less",
    "less": "more",
    "at-least": "at-most",
    "at-most": "at-least",
}
"""Less than half is a fall by more than half."""
SMALL = {
    w: n
    for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
} | {
    "a": 1,
    "fifteen": 15,
    "fifty": 50,
    "hundred": 100,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
}
MURDERS_AT_MOST: Final = 10_000
"""A larger number is no city's murders of a year."""
RATE_AT_MOST: Final = 150.0
"""A larger whole number beside "rate" is no rate of murders per 100,000."""
YEARS_END: Final = (12, 20)
"""From this day on a year's figures are spoken of as whole."""
_THAT: Final = frozenset({"that", "those"})
PACED: Final = "at a pace of"
NEARLY_PACED: Final = "nearly at a pace of"
"""Before a number that was worked out from one of a day or a month, which leaves more room."""
PEOPLE: Final = 5_000
"""A smaller number of people is no city's."""
SIZE: Final = re.compile(r"^(?:largest|biggest|most populous) (?:.* )?city$")
"""A city by its people, as one among others."""
THE_LARGEST: Final = re.compile(r"(\w+) (?:largest|biggest|most populous) (?:.* )?cities$")
_NUMBERS = "two three four five six seven eight nine ten eleven twelve"
_PLACES = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_STREAKS = {w: n % 11 + 2 for n, w in enumerate(f"{_NUMBERS} {_PLACES}".split())}
FIGURED: Final = frozenset(
    {"number", "percent", "times", "times-word", "fraction", "points", "doubled", "tripled", "halved"}
)
"""Kinds of words that give an amount."""
LARGER: Final = frozenset({"larger", "bigger", "smaller"})
_COUNTED: Final = frozenset(
    {
        "murders",
        "violent_crimes",
        "population",
        "people",
        "rate",
        "to-date",
        "per-time",
        "interval",
        "per-other",
    }
)
_MULTIPLES: Final = frozenset({"times", "times-word", "doubled", "tripled", "halved"})
_BELOW: Final = re.compile("nearly|almost|just under|short of|close to")
_OVER: Final = re.compile(r"(?:just|barely|slightly|a little) (?:over|more than|above)")
_APART: Final = frozenset({"below", "above", "under"})
_WITHIN: Final = re.compile("at least|at most|at or |no more|not more|no fewer|no less|upward|up to")
"""Bounds that the number itself still meets."""


def hedge(tokens: Sequence[Token], n: int) -> Relation:
    """What the words before a number do to it, and "or more" after it."""
    after = " ".join(t.text for t in tokens[n + 1 : n + 3])
    if after in ("or more", "or higher", "and more", "or over", "and up"):
        return "at-least"
    if any(t.kind == "or-so" for t in tokens[n + 1 : n + 9]):
        return "about"
    if after in ("or fewer", "or less", "or lower"):
        return "at-most"
    for token in reversed(tokens[max(0, n - 2) : n]):
        if token.kind in ("at-least", "at-most"):
            within = _WITHIN.search(token.text) is not None
            return (
                ("at-least" if within else "more")
                if token.kind == "at-least"
                else ("at-most" if within else "less")
            )
        if token.kind == "about":
            if token.text in (PACED, NEARLY_PACED):
                return "paced" if token.text == PACED else "paced-nearly"
            below = tokens[n].kind in _MULTIPLES and _BELOW.match(token.text)
            return "more" if _OVER.match(token.text) else "nearly" if below else "about"
        if token.kind == "surpass":
            return "more"
        if token.kind in ("city", "year", "highest", "lowest") or (
            token.kind == "other" and token.text not in ("a", "the")
        ):
            break  # "Fewer than Chicago's 762": the words compare cities, and the number is what Chicago had.
    return "is"


def of_level(tokens: Sequence[Token], n: int) -> bool:
    """ "Above the level of 2019", "below its 2019 level"."""
    before, after = [t.text for t in tokens[max(0, n - 2) : n]], [t.text for t in tokens[n + 1 : n + 2]]
    return after == ["level"] or before in (["level", "of"], ["level", "in"])


def step_of(text: str) -> int:
    """How many years "three years earlier" is from the year it is said of.

    >>> step_of("a year later"), step_of("three years earlier"), step_of("a decade before")
    (1, 3, 10)
    """
    if "decade" in text:
        return 10
    word = text.removeprefix("the ").split()[0]
    return int(word) if word.isdigit() else in_figures(word) or 1


def is_start(tokens: Sequence[Token], n: int) -> bool:
    """Whether something has moved from the year at a place: "down from 620 in 2023", "compared with 2023"."""
    if n and tokens[n - 1].text in _APART:
        return True
    for token in reversed(tokens[max(0, n - 7) : n]):
        over = token.text == "over" and not tokens[n].text.startswith(("the past", "the last"))
        if token.kind in ("from", "versus", "than") or over or token.text.endswith(" than"):
            return True
        plain = ("number", "murders", "about", "rate", "highest", "lowest")
        if token.kind not in plain and token.text not in ("in", "the", "of", "a", "its", "high", "low"):
            return False
    return False


def streak_of(text: str) -> int:
    """How many years a streak lasts.

    >>> streak_of("for the eighth straight year"), streak_of("3 years in a row")
    (8, 3)
    """
    number = re.search(r"\d+", text)
    return int(number[0]) if number else next((n for word, n in _STREAKS.items() if word in text.split()), 2)


def years_before(text: str) -> int:
    """How many years "any of the preceding five years" are; 0 for "any year".

    >>> years_before("in any of the preceding 25 years"), years_before("any year")
    (25, 0)
    """
    number = re.search(r"\d+", text)
    return int(number[0]) if number else in_figures(text)


def turning(text: str) -> bool:
    """Whether a word says that something rose up to a year and fell from it, or the other way round.

    >>> turning("peaked"), turning("bottomed out"), turning("highest")
    (True, True, False)
    """
    return text.startswith(("peak", "bottom", "hit", "reach"))


def compared(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, where "more than" before anything but a figure compares ("fewer than its total in 1993")."""
    found: list[Token] = []
    for n, token in enumerate(tokens):
        near = {t.kind for t in tokens[n + 1 : n + 4]}
        bare = token.text in ("more than", "fewer than", "less than") and not near & {
            *FIGURED,
            "city",
            "nation",
            "any-year",
        }
        bare = bare or (
            token.text in ("more than", "fewer than", "less than") and _of_a_year(tokens[n + 1 : n + 8])
        )
        side = {"above": "more", "over": "more", "below": "less", "under": "less"}.get(token.text)
        of_year = (
            any(t.kind == "year" and t.text.isdigit() for t in tokens[n + 1 : n + 3]) and not near & FIGURED
        )
        if side and of_year and not (n and tokens[n - 1].kind in FIGURED):
            found += [Token(side, side, side, 0, 0), Token("than", "than", "than", 0, 0)]
        elif bare and any(t.kind == "year" for t in tokens[n + 1 : n + 7]):
            word = "more" if token.text == "more than" else "less"
            found += [Token(word, word, word, 0, 0), Token("than", "than", "than", 0, 0)]
        else:
            found.append(token)
    return found


def _of_a_year(tokens: Sequence[Token]) -> bool:
    """ "... the 235 murders of 2023": a figure that is set against, with its year."""
    named = ("murders", "violent_crimes", "highest", "lowest")
    kinds = [t.kind for t in tokens if t.kind not in named]
    opens = [t.text for t in tokens[:1]] in (["the"], ["its"]) or kinds[:1] == ["cities"]
    further = 1 if any(t.kind in named[2:] for t in tokens) else 0
    return opens and kinds[1:2] == ["number"] and "year" in kinds[2 : 4 + further]


def _multiplied(tokens: list[Token]) -> list[Token]:
    """ "A's rate tripled B's": three times that of B, no movement."""
    kinds = [t.kind for t in tokens]
    return [
        t._replace(kind="times-word", value=t.text.removesuffix("d"))
        if t.kind in ("doubled", "tripled")
        and "city" in kinds[:n]
        and "city" in kinds[n + 1 : n + 4]
        and any(u.text in _THAT or u.text.endswith("of") or u.kind == "city" for u in tokens[n + 1 : n + 2])
        else t
        for n, t in enumerate(tokens)
    ]


_DEADLY: Final = re.compile("deadli|bloodi|violent$|dangerous|murderous|safe(?:st|r)|worst")
"""What is called so is no matter of size: "the deadliest of the ten largest cities"."""


def by_size(tokens: list[Token]) -> list[Token]:
    """The tokens, where a sentence without another measure puts a city among others by its people.

    "The third-largest city", "among the ten largest cities", "larger than Dallas".
    """
    tokens = _multiplied(tokens)
    measures = {t.kind for t in tokens} & {"murders", "violent_crimes", "population", "rate", "capital"}
    if any(t.kind == "size" for t in tokens) and measures <= {"population"}:
        # "Half the size of Dallas": half as many people as Dallas.
        said = [t._replace(kind="other", text="as") if t.kind == "size" else t for t in tokens]
        return said if measures else [*said, Token("population", "population", "population", 0, 0)]
    if measures - {"population"}:
        return tokens
    people = [] if measures else [Token("population", "population", "population", 0, 0)]
    if any(t.kind == "than" and n and tokens[n - 1].text in LARGER for n, t in enumerate(tokens)):
        return [*tokens, *people]
    if any(_DEADLY.match(t.text) for t in tokens):
        return tokens
    found: list[Token] = []
    for token in tokens:
        if token.kind == "big" and SIZE.search(token.text):
            found += [token._replace(kind="highest"), *people]
        elif token.kind == "big" and not measures and (many := THE_LARGEST.search(token.text)):
            found += [token._replace(kind="top", text=f"top {many[1]}"), *people]
        else:
            found.append(token)
    return found


_A_DOZEN: Final = 12
"""A larger number in words that nothing follows is a figure."""


def figures_only(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, where a number in words that counts nothing known is no number."""
    return [_plain(tokens, n) for n in range(len(tokens))]


def _plain(tokens: Sequence[Token], n: int) -> Token:
    """A number in words ("one headline") is a figure only where what it counts follows."""
    token = tokens[n]
    if token.kind != "number" or token.text[0].isdigit() or token.text[0] == "$":
        return token
    if token.text == "one" and n and tokens[n - 1].text in ("only", "the", "no"):
        return token._replace(kind="other")
    compared = any(t.kind == "versus" for t in tokens[max(0, n - 2) : n])
    further = any(t.kind in ("more", "less", "at-least", "at-most") for t in tokens[n + 1 : n + 2])
    by = (
        n > 0
        and tokens[n - 1].text == "by"
        and any(t.kind in ("up", "down") for t in tokens[max(0, n - 3) : n])
    )
    bound = (
        n > 0
        and tokens[n - 1].kind in ("at-least", "at-most")
        and (n + 1 == len(tokens) or tokens[n + 1].text in ".,")
    )
    by = by or (
        n > 0
        and tokens[n - 1].text == "to"
        and any(t.kind in ("went", "from") for t in tokens[max(0, n - 5) : n])
        and any(t.kind == "number" for t in tokens[max(0, n - 4) : n])
    )
    when = [t.kind for t in tokens[n + 1 : n + 3]] == ["other", "year"] and tokens[n + 1].text in (
        "in",
        "for",
    )
    # What it counts stands in the same part.
    stop = next((m for m, t in enumerate(tokens[n + 1 : n + 4]) if t.text in ",.;:!?"), 3)
    near = tokens[n + 1 : n + 1 + stop]
    opens = n == 0 or tokens[n - 1].text in (".", "!", "?")
    again = when and opens and (n + 3 >= len(tokens) or tokens[n + 3].text in ".,;!?")
    again = again or (
        when and any(t.kind == "number" for t in tokens[:n]) and not tokens[n - 1].text.isalpha()
    )
    after = tokens[n + 1] if n + 1 < len(tokens) else None
    ends = after is None or after.text in ",.;:!?)" or after.kind in ("to", "from", "than", "versus", "year")
    alone = (ends or when) and float(token.value) > _A_DOZEN
    counted = compared or further or by or bound or again or alone or any(t.kind in _COUNTED for t in near)
    # In figures it stays a figure wherever else it is put.
    return token._replace(text=f"{token.value:.0f}") if counted else token._replace(kind="other")


def decimals_of(text: str) -> int:
    """How many decimals a number is printed with."""
    found = re.search(r"\.(\d+)", text)
    return len(found[1]) if found else 0


_SPANS: Final = {
    "decade and a half": 15,
    "half a decade": 5,
    "half a century": 50,
    "quarter": 25,
    "decade": 10,
    "dozen": 12,
    "": 1,
}
"""How many years a word for so many of them stands for."""


def span_of(text: str) -> int | None:
    """How many years "in more than two decades" are.

    Nearly so many can be a sixth fewer, about so many a twentieth.

    >>> span_of("in more than two decades"), span_of("in nearly a decade"), span_of("in years")
    (20, 8, None)
    """
    if re.fullmatch("in (?:recent |many |several )?years|in .*(?:memory|times)", text):
        return None
    if "generation" in text or text == "in decades":
        return 25 if "generation" in text else 20
    number = re.search(r"\d+", text)
    words = [w for w in re.findall(r"[a-z]+", text) if w in SMALL]
    count = int(number[0]) if number else SMALL[words[-1]] if words else 1
    each = next(n for word, n in _SPANS.items() if word in text)
    years = each if "half" in text or "quarter" in text else count * each
    return int(years * (0.85 if _BELOW.search(text) else 0.95 if "about" in text else 1))
