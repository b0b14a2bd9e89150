"""Years that a sentence names by another, or by the day on which it was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from enjoined.claims.claim import Claim, Unread
from enjoined.claims.grammar.decades import first_of, last_of, spans_of
from enjoined.claims.grammar.phrases import YEARS_END, is_start, span_of, step_of
from enjoined.claims.grammar.tokens import Token

__all__ = ["loosely", "of_now", "with_years"]

_PART = re.compile("early|mid|late|half")
_OF_SPANS = frozenset({"total", "always", "comparison"})
_ENDING = 12
"""The month in which the year itself is what is spoken of."""


def with_years(tokens: Sequence[Token], on: date) -> list[Token]:
    """The tokens with "last year" as a year, "a year earlier" as that before the year named nearest, and "since the
    1990s" as since the last of them."""
    last = float(on.year - 1)
    closed = float(on.year - ((on.month, on.day) < YEARS_END))
    # The year before "now", of which the year just over is the newest that can be known.
    former = last if on.month == _ENDING or any(t.kind == "this-year" for t in tokens) else last - 1
    said = {"last-year": last, "year-closed": closed}
    dated = [t._replace(kind="year", value=said[t.kind]) if t.kind in said else t for t in tokens]
    if on.month == 1 and not any(t.kind in ("year", "this-year", "year-closed") for t in tokens):
        for n, token in enumerate(tokens):
            if token.kind == "last-year" and is_start(tokens, n):
                # What is compared with "last year" as one ends is of the year that ends.
                raise Unread(f"whether “{token.text}” is the year just over is not clear")
    if any(
        a.text in ("after", "before") and b.text == "a year" and c.text in ("in", "when", "that")
        for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False)
    ):
        raise Unread("which year “a year” is, is not clear")
    found: list[Token] = []
    before_last = False
    for n, token in enumerate(dated):
        if token.kind == "highest" and token.text.startswith("peak") and n and dated[n - 1].kind == "year":
            token = token._replace(kind="other")
        if token.text == "their" and [t.kind for t in dated[n + 1 : n + 3]] == ["year", "highest"]:
            token = token._replace(text="its")
        if token.kind == "decade" and n and dated[n - 1].kind == "since":
            token = token._replace(kind="year", value=float(last_of(token.text)))
        elif token.kind == "decade":
            token = token._replace(kind="years", value=f"{first_of(token.text)} {last_of(token.text)}")
        if token.kind == "century":
            # The years of a century are 2001 and later; "this decade" began with the tens.
            start = on.year // 10 * 10 - 1 if "decade" in token.text else 2000
            found += [] if "turn" in token.text else [token._replace(kind="since", text="since")]
            token = token._replace(kind="year", value=float(start))
        if token.kind == "same-year" and not any(t.kind == "year" for t in found):
            raise Unread(f"it does not say which year “{token.text}” is")
        if token.kind == "years-ago":
            token = token._replace(kind="year", value=float(on.year - (span_of(token.text) or 0)))
        if token.kind in ("year-between", "years-beside"):
            found += _beside([int(t.value) for t in (*found, *dated[n:]) if t.kind == "year"], token)
            continue
        if token.kind in ("year-before", "year-after"):
            after = [b for a, b in pairwise(dated[n:]) if b.kind == "year" and a.kind != "since"]
            before = [b for a, b in pairwise([token, *found]) if b.kind == "year" and a.kind != "since"]
            named = [*reversed(before), *after]
            # "Three years after a record 562 died": before the year that is spoken of.
            reached = token.text.endswith("after") and n + 1 < len(dated) and dated[n + 1].text not in ",.;"
            step = step_of(token.text) * (-1 if token.kind == "year-before" or reached else 1)
            if reached and not named:
                token, before_last = token._replace(kind="year", value=last + step), True
            if not named and abs(step) > 1 and not reached:
                raise Unread(f"it is not clear which year “{token.text}” is")
            if token.kind != "year":
                token = token._replace(kind="year", value=float(named[0].value) + step if named else former)
        if (
            [(t.kind, t.value) for t in found[-2:-1]]
            == [("year", token.value)]
            == [(token.kind, token.value)]
        ):
            # "Last year, 2024": said twice.
            found.pop()
            continue
        found.append(token)
        if token.text == "," and before_last:
            # "Two years after A had 266, its total had fallen": the total of the year just over.
            found.append(Token("year", last, f"{last:.0f}", token.start, token.end))
            before_last = False
    return found


def loosely(claim: Claim, tokens: Sequence[Token]) -> Claim:
    """A claim of "the early 1990s" with the other spans that this can mean.

    Raises :class:`Unread` where it is of no span as a whole.
    """
    part = next((t.text for t in tokens if t.kind == "years" and _PART.search(t.text)), None)
    if part is None:
        return claim
    span = first_of(part), last_of(part)
    if "half" in part:
        # What moved in it did so from its first year or from the year before.
        moved = claim.kind == "change" and claim.years == span
        return replace(claim, loose=((span[0] - 1, span[1]),)) if moved else claim
    spanned = claim.over or (claim.years[:1] + claim.years[-1:] if claim.kind in _OF_SPANS else ())
    if spanned != span:
        raise Unread(f"which years “{part}” are is not clear")
    return replace(claim, loose=spans_of(part))


def of_now(claims: Sequence[Claim], tokens: Sequence[Token], on: date) -> list[Claim]:
    """The claims, where a change "from the year before" or "from a year ago" that names no year is one up to now."""
    said = any(t.kind in ("year-before", "years-ago") for t in tokens)
    if not said or any(t.kind in ("year", "last-year", "year-closed", "this-year") for t in tokens):
        return list(claims)
    before = {(float(year), 0.0) for year in (on.year - 1, on.year - 2)}
    moved = [c.kind == "change" and c.now and tuple(map(float, c.years)) in before for c in claims]
    return [replace(c, years=(-1, 0)) if m else c for c, m in zip(claims, moved, strict=True)]


def _beside(named: Sequence[int], token: Token) -> list[Token]:
    """The year between two that are named, or the two beside one. Raises :class:`Unread` where others are named."""
    years = sorted(set(named))
    if token.kind == "years-beside" and len(years) == 1:
        before, after = (
            token._replace(kind="year", value=float(y), text=f"{y}") for y in (years[0] - 1, years[0] + 1)
        )
        return [before, token._replace(kind="to", value="and", text="and"), after]
    if token.kind == "year-between" and len(years) == 2 and years[1] - years[0] == 2:
        return [token._replace(kind="year", value=float(years[0] + 1), text=f"{years[0] + 1}")]
    raise Unread(f"it is not clear which year “{token.text}” is")
