"""What words of a sentence stand for: the name of a person, "the state's", "the latter", "that mark", a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from enjoined.claims.grammar.tokens import Token
from enjoined.claims.rewording.joints import FIGURES

__all__ = ["excepted", "labelled", "of_own_state", "other_one", "since_when", "that_many", "without_names"]

_BOUNDS: Final = frozenset({"at-least", "at-most"})
_CRIMES: Final = frozenset({"murders", "violent_crimes"})
_MARKS: Final = frozenset({"mark", "number", "figure", "level", "total", "threshold", "many", "count"})
_BUT: Final = frozenset(
    {"but", "except", "except for", "besides", "save", "save for", "apart from", "aside from", "but for"}
)
"""Before the cities of which something is not so."""
_EVERY: Final = frozenset({"every", "all", "each", "any", "no"})
_STOP: Final = Token("other", ".", ".", 0, 0)
_IN: Final = Token("other", "in", "in", 0, 0)
_TITLES: Final = re.compile(
    "chief|mayor|superintendent|commissioner|sheriff|sen|senator|rep|gov|governor|captain|capt|lt|lieutenant|sgt|councilman"
    "|councilwoman|spokesman|spokeswoman|spokesperson|coroner|prosecutor|attorney|president|criminologist|professor|judge"
)
"""Before the name of a person."""
_NEIGHBORS: Final = frozenset({"neighbor", "neighbour", "rival", "twin", "counterpart"})
_OPENERS: Final = frozenset(
    {"police", "officials", "then", "however", "meanwhile", "elsewhere", "even", "today", "still", "also"}
)
_NO_NAMES: Final = frozenset({"in", "of", "for", "says", "said", "that", "the", "and", "from", "to", "at"})


def without_names(tokens: Sequence[Token]) -> list[Token]:
    """ "Chief Michel Moore" names a person, no city; "Kensington, in Philadelphia, had" a part of one."""
    found: list[Token] = []
    for token, after in zip(tokens, [*tokens[1:], *tokens[-1:]], strict=True):
        first = found[0] if len(found) == 3 else token
        beside = [t.kind for t in found[-3:-1]] == ["city", "other"] and found[-2].text == ","
        if token.text in _NEIGHBORS and beside and found[-1].kind == "city":
            # "Raleigh, Durham's neighbor, had"; "unlike Raleigh, Durham's neighbor had" is of neither.
            if after.text in (",", "."):
                found = found[:-2]
                continue
            token = token._replace(kind="not-understood")
        if [t.text for t in (*found[1:3], after)] == [",", "in", ","] and _is_name(first):
            token = token._replace(kind="other-place", value=f"{first.text.title()}, in {token.text.title()}")
        titled = any(_TITLES.fullmatch(t.text) for t in found[-2:]) and all(
            t.kind == "other" and t.text.isalpha() and t.text not in _NO_NAMES for t in found[-1:]
        )
        if token.kind == "city" and titled:
            token = token._replace(kind="other")
        found.append(token)
    return found


def _is_name(token: Token) -> bool:
    capital = token.kind == "other" and str(token.value)[:1].isupper()
    return (
        capital
        and token.text not in _NO_NAMES
        and token.text not in _OPENERS
        and not token.text.endswith("ly")
    )


def of_own_state(tokens: Sequence[Token]) -> list[Token]:
    """ "The state's second-largest city": of the State of the city named before it, or else after it."""
    cities = [(n, str(t.value)) for n, t in enumerate(tokens) if t.kind == "city"]
    found = []
    for n, token in enumerate(tokens):
        if token.kind == "own-state" and cities:
            near = next((c for m, c in reversed(cities) if m < n), cities[0][1])
            token = token._replace(kind="state", value=near.partition("/")[0])
        found.append(token)
    return found


def other_one(tokens: Sequence[Token]) -> list[Token]:
    """ "The latter", "its neighbor", "a tenth of its murders": the second of two cities named."""
    found: list[Token] = []
    for token, after in zip(tokens, [*tokens[1:], *tokens[-1:]], strict=True):
        cities = list({t.value: t for t in found if t.kind == "city"}.values())
        its = token.text == "its" and after.kind in _CRIMES and [t.text for t in found[-1:]] == ["of"]
        part = its and found[-2].kind in ("fraction", "times", "times-word", "percent")
        if (token.kind == "other-one" or part) and len(cities) == 2:
            token = cities[token.text != "the former"]._replace(start=token.start, end=token.end)
        found.append(token)
    return found


def labelled(tokens: Sequence[Token]) -> list[Token]:
    """ "1993: 1,946 murders", "2019 - 96 murders" without what stands between label and figure."""
    return [
        token
        for n, token in enumerate(tokens)
        if not (
            token.text in (":", "-", "–", "—")
            and 0 < n < len(tokens) - 1
            and tokens[n - 1].kind in ("year", "city", "combined")
            and tokens[n + 1].kind in ("number", *_BOUNDS, "about")
            and not (
                tokens[n + 2 : n + 3]
                and tokens[n + 2].text == ","
                and tokens[n + 3 : n + 4]
                and tokens[n + 3].kind == "number"
            )
            and (token.text == ":" or (tokens[n - 1].kind == "year" and _starts(tokens, n - 1)))
        )
    ]


def _starts(tokens: Sequence[Token], n: int) -> bool:
    return n == 0 or tokens[n - 1].text in (":", ".", "!", "?", ";", ",")


def since_when(tokens: Sequence[Token]) -> list[Token]:
    """ "I have lived in A since 1991, when 500 people were murdered": so many in that year, not since."""
    for n in range(len(tokens) - 3):
        kinds, texts = [t.kind for t in tokens[n : n + 2]], [t.text for t in tokens[n + 2 : n + 4]]
        moved = {t.kind for t in tokens[:n]}
        if (
            [*kinds, *texts] == ["since", "year", ",", "when"]
            and moved & {"up", "down"}
            and "number" not in moved
        ):
            # "A slide since 1990, when it had 2,245": since then, and so many in that year.
            return [*tokens[: n + 2], _STOP, _IN, tokens[n + 1], *tokens[n + 4 :]]
        if (
            kinds == ["since", "year"]
            and texts == [",", "when"]
            and not any(t.kind in FIGURES for t in tokens[:n])
        ):
            told = [*tokens[:n], tokens[n]._replace(kind="other", text="in"), tokens[n + 1]]
            comma = next((m for m in range(n + 4, len(tokens)) if tokens[m].text == ","), None)
            rest = tokens[comma + 1 :] if comma is not None else []
            if n == 0 and comma is not None and any(t.kind in ("up", "down") for t in rest):
                # "Since 1991, when 500 were killed, murders have dropped": since then.
                return [*told, *tokens[n + 4 : comma], _STOP, *tokens[:2], tokens[comma], *rest]
            return [*told, *tokens[n + 4 :]]
    return list(tokens)


def that_many(tokens: Sequence[Token]) -> list[Token]:
    """ "Has not fallen below that mark": below the number said before."""
    found: list[Token] = []
    for token in tokens:
        number = _marked(found) if token.text in ("mark", "threshold", "level") else None
        number = number or next((t for t in reversed(found) if t.kind == "number"), None)
        that = found[-1] if found else token
        bound = len(found) > 1 and found[-2].kind in (*_BOUNDS, "surpass", "trail", "not", "ever")
        if number is not None and bound and that.text == "that" and token.text in _MARKS:
            found[-1] = number._replace(start=token.start, end=token.end)
            continue
        found.append(token)
    return found


def _marked(tokens: Sequence[Token]) -> Token | None:
    """The number of "passed 50", "below 200": a mark."""
    marks = [
        b for a, b in pairwise(tokens) if b.kind == "number" and a.kind in (*_BOUNDS, "surpass", "trail")
    ]
    return marks[-1] if marks else None


def _of_all(tokens: Sequence[Token]) -> bool:
    """Whether it speaks of every city of a set or of none."""
    return any(
        t.kind in ("all-of", "no-city")
        or (t.kind == "big" and u.text in _EVERY)
        or re.match("(?:every|all|any|no) big", t.text)
        for u, t in pairwise([*tokens[:1], *tokens])
    )


def excepted(tokens: Sequence[Token]) -> list[Token]:
    """ "With the exception of 2020, ..." as the years that a rule leaves out, "every big city but A" as the cities."""
    found: list[Token] = []
    for n, token in enumerate(tokens):
        if token.text in _BUT and _of_all(tokens) and [t.kind for t in tokens[n + 1 : n + 2]] == ["city"]:
            token = token._replace(kind="left-out")
        if token.kind == "year" and found and found[-1].kind == "exception":
            token = Token("except-year", token.value, token.text, token.start, token.end)
            found.pop()
        elif token.text == "," and len(found) == 1 and found[0].kind == "except-year":
            continue
        found.append(token)
    return found
