"""Bare figures beside a comparison, given to what it compares: "more than Boston, 386 to 331", "333 vs. 292"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from enjoined.claims.grammar.phrases import streak_of
from enjoined.claims.grammar.tokens import Token

__all__ = ["in_turn", "scored"]

_VERSUS: Final = frozenset({"to", "-", "–", "—", "and", ",", "against", "versus", "vs", "vs.", "compared"})
_OPENS: Final = frozenset({",", ".", "!", "?", ":", ";", "-", "–", "—", "("})
_THEY: Final = frozenset({"it", "they", "that"})
_WERE: Final = frozenset({"was", "were"})
_CLOSES: Final = frozenset({",", ".", "!", "?", ";", "-", "–", "—", ")"})
_COUNTED: Final = frozenset({"murders", "violent_crimes", "people", "population", "rate"})
_YEARS: Final = frozenset({"year", "last-year", "year-before", "year-after"})
_STOP: Final = Token("other", ".", ".", 0, 0)
_COMPARES: Final = frozenset({"more", "less", "at-least", "at-most", "surpass", "trail", "equal"})


def scored(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, where figures set against each other stand each with its city or its year, in their order."""
    for n, token in enumerate(tokens):
        first = n + 1 + (tokens[n + 1 : n + 2] != [] and tokens[n + 1].kind == "about")
        margin = token.text == "of" and n > 0 and tokens[n - 1].text in ("margin", "score", "count")
        opens = margin or token.text in _OPENS or (n and token.text in _WERE and tokens[n - 1].text in _THEY)
        if not opens or first >= len(tokens) or tokens[first].kind != "number":
            continue
        end, numbers = _run(tokens, first)
        dated = [t.kind for t in tokens[end : end + 2]] == ["other", "year"] and tokens[end].text == "in"
        when = list(tokens[end + 1 : end + 2]) if dated else []
        end += 2 * dated
        closes = end == len(tokens) or tokens[end].text in _CLOSES
        start = max((m for m in range(n) if tokens[m].text in ".!?"), default=-1) + 1
        before = list(tokens[start:n])
        if not any(t.kind in _COMPARES for t in before):
            # "Which had more, A or B? A did, 565 to 400."
            before = list(tokens[:n])
        if len(numbers) < 2 or not closes or not any(t.kind in _COMPARES for t in before):
            continue
        each = _sides([*before, *when], len(numbers))
        if each:
            kinds = {
                t.kind: t
                for t in reversed([*before, *tokens[first:end]])
                if t.kind in ("murders", "violent_crimes", "rate")
            }
            said = [
                t for side, no in zip(each, numbers, strict=True) for t in (*side, no, *kinds.values(), _STOP)
            ]
            return [*tokens[:start], *said, *tokens[start:n], *scored(tokens[end:])]
    return list(tokens)


def _run(tokens: Sequence[Token], start: int) -> tuple[int, list[Token]]:
    """Where figures end that are set against each other from a place on, and the figures."""
    numbers, end = [tokens[start]], start + 1
    while end < len(tokens) - 1:
        step = end
        while step < len(tokens) and tokens[step].kind in _COUNTED:
            step += 1
        while step < len(tokens) and (tokens[step].text in _VERSUS or tokens[step].kind == "versus"):
            step += 1
        while step < len(tokens) and tokens[step].kind == "about":
            step += 1
        if step == end or step == len(tokens) or tokens[step].kind != "number":
            break
        numbers.append(tokens[step])
        end = step + 1
    while end < len(tokens) and tokens[end].kind in _COUNTED:
        end += 1
    return end, numbers


def _sides(before: Sequence[Token], many: int) -> list[list[Token]]:
    """What the figures are of: so many cities, each with its year if it has one, or so many years of one city."""
    cities = list({t.value: t for t in before if t.kind == "city"}.values())
    years = [t for t in before if t.kind in _YEARS]
    if len(cities) == many:
        ordered = [t for t in before if t in cities or t in years]
        each = len(years) == many and all(t in years for t in ordered[1::2])
        own = years if each else years[-1:] * many
        return [[city, *own[n : n + 1]] for n, city in enumerate(cities)]
    return [[*cities, year] for year in years] if len(cities) < 2 and len(years) == many else []


def in_turn(tokens: Sequence[Token], on: date) -> list[Token]:
    """ "Fallen every year since 2022: 168, 132, 122, 94" with the year of each figure, if as many are meant."""
    colon = next((n for n, t in enumerate(tokens) if t.text == ":" and n), len(tokens))
    figures = list(tokens[colon + 1 :])
    numbers = [t for t in figures if t.kind == "number"]
    if len(numbers) < 3 or any(
        t.kind != "number" and t.text not in (",", "and", ".", "!", "then") for t in figures
    ):
        return list(tokens)
    years = _years(tokens[:colon], len(numbers), on.year - 1)
    if len(years) != len(numbers):
        return list(tokens)
    found = list(tokens[: colon + 1])
    for token in figures:
        found.append(token)
        if token.kind == "number":
            year = float(years.pop(0))
            found.append(Token("year", year, f"{year:.0f}", token.start, token.end))
    return found


def _years(before: Sequence[Token], many: int, last: int) -> list[int]:
    """The years of a streak, of the figures it moved between, or since the year named."""
    named = [int(t.value) for t in before if t.kind == "year"]
    streak = next((t.text for t in before if t.kind == "streak"), None)
    if any(t.kind == "since" for t in before) and len(named) == 1:
        return list(range(named[0], last + 1))
    if len(named) == 2:
        return list(range(named[0], named[1] + 1))
    if streak is not None and many in (streak_of(streak), streak_of(streak) + 1) and len(named) < 2:
        end = named[0] if named else last
        return list(range(end - many + 1, end + 1))
    return []
