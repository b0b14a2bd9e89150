"""What a part of a sentence leaves out since the part before it has said it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from enjoined.claims.claim import Claim
from enjoined.claims.grammar.phrases import FIGURED
from enjoined.claims.grammar.tokens import Token
from enjoined.claims.rewording.rivals import AS

__all__ = ["filled", "with_other_side"]

_FILLS: Final = {
    "city": "city",
    "year": "year",
    **dict.fromkeys(("percent", "fraction", "number"), "figure"),
    **dict.fromkeys(("up", "down"), "move"),
}
"""What stands in a part that leaves out the rest, and in whose place."""
_THAN: Final = Token("than", "than", "than", 0, 0)
_HEDGES: Final = frozenset({"about", "at-least", "at-most"})
_FILLERS: Final = frozenset({"by", "in", "'s", "s", "the", "for", "of", "from", "to", ",", "a", "and"})


def filled(run: Sequence[Token], before: Sequence[Token]) -> list[Token] | None:
    """ "Cleveland's by 90 percent" after "Baltimore's murders rose by 63 percent" as the whole of what it leaves out.

    Its figure, city and year stand in the place of those before; ``None`` where that is not all it leaves out.
    """
    kinds = [_FILLS[t.kind] for t in run if t.kind in _FILLS]
    whole = [_FILLS[t.kind] for t in before if t.kind in _FILLS]
    said = any(t.kind not in _FILLS and t.kind not in _HEDGES and t.text not in _FILLERS for t in run)
    named = (
        ("city" in kinds or "year" in kinds)
        and ("figure" in kinds or "move" in kinds)
        and {t.kind for t in before} & {"up", "down"}
    )
    if (
        said
        or not named
        or ("figure" in whole and "figure" not in kinds)
        or len(set(kinds)) != len(kinds)
        or any(whole.count(k) != 1 for k in kinds)
    ):
        return None
    own = {_FILLS[t.kind]: [*_hedges(run, n), t] for n, t in enumerate(run) if t.kind in _FILLS}
    left = [t for n, t in enumerate(before) if not _is_hedge_of(before, n, own)]
    return [t for token in left for t in own.get(_FILLS.get(token.kind, ""), [token])]


def _hedges(tokens: Sequence[Token], n: int) -> list[Token]:
    start = n
    while start and tokens[start - 1].kind in _HEDGES:
        start -= 1
    return list(tokens[start:n])


def _is_hedge_of(tokens: Sequence[Token], n: int, own: Mapping[str, Sequence[Token]]) -> bool:
    """Whether a token bounds a figure that another takes the place of."""
    end = n
    while end < len(tokens) and tokens[end].kind in _HEDGES:
        end += 1
    return n < end < len(tokens) and _FILLS.get(tokens[end].kind) == "figure" and "figure" in own


def with_other_side(run: list[Token], said: Sequence[Claim]) -> list[Token]:
    """ "A fifth as many", "20 percent fewer", "so 3x" with both sides: years or cities of the last two figures.

    "Even more in 2021", "in 2018 it had fewer" is set against the year of the last figure.
    """
    kinds = {t.kind for t in run}
    bare = kinds <= {"times", "about", "at-least", "at-most", "other", "that's"} and "times" in kinds
    part = kinds & {"fraction", "times", "times-word"} and (
        kinds & {"equal"} or any(t.text == "many" for t in run) or bare
    )
    by = any(
        a.kind in ("percent", "fraction", "number") and b.kind in ("more", "less") for a, b in pairwise(run)
    )
    figures = [c for c in said if c.kind == "value" and c.years and len(c.subjects) == 1]
    if kinds & {"city", "than", "versus"} or not figures or ("number" in kinds and not by):
        return run
    own = [t for t in run if t.kind in ("year", "years")]
    if (
        own
        and kinds & {"more", "less"}
        and not (by or part or kinds & {*FIGURED, "highest", "lowest", "since"})
    ):
        then = figures[-1].years[-1]
        return [*run, _THAN, _year(then)] if [own[0].value] != [then] and len(own) == 1 else run
    if len(own) == 1 and part and "equal" in kinds and all(t.text != "as" for t in run):
        # "... and half as many five years later."
        then = figures[-1].years[-1]
        return [*own, *(t for t in run if t is not own[0]), AS, _year(then)] if own[0].value != then else run
    if own or not (part or by) or len(figures) < 2:
        return run
    before, last = figures[-2:]
    if before.measure != last.measure or before.as_ != last.as_:
        return run
    joint = AS if part else _THAN
    if before.subjects == last.subjects and before.years != last.years:
        now, then = max(before.years, last.years)[-1], min(before.years, last.years)[-1]
        return [_year(now), *run, joint, _year(then)]
    if before.years == last.years and before.subjects != last.subjects:
        # "A had 54, B 5: eleven times": A as many as B, which goes without saying.
        first = bare and (before.value or 0) > (last.value or 0)
        one, other = (before, last) if first else (last, before)
        return [*([_city(one)] if bare else []), *run, joint, _city(other)]
    return run


def _year(year: int) -> Token:
    return Token("year", float(year), str(year), 0, 0)


def _city(claim: Claim) -> Token:
    return Token("city", claim.subjects[0], claim.subjects[0], 0, 0)
