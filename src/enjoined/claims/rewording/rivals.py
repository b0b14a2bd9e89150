"""The other city, or the people of one, that a clause sets something against without naming them again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from enjoined.claims.grammar.phrases import PEOPLE
from enjoined.claims.grammar.tokens import Token

__all__ = ["AS", "MOVES", "counts_people", "peopled", "rival"]

MOVES: Final = frozenset({"up", "down", "doubled", "tripled", "halved"})
AS: Final = Token("other", "as", "as", 0, 0)
_OF: Final = Token("other", "of", "of", 0, 0)
_THAN: Final = Token("than", "than", "than", 0, 0)
_LOST: Final = frozenset({"lost", "lose", "losing", "gained", "gain", "added", "shed"})
_SAID: Final = frozenset(
    ("number", "percent", "times", "times-word", "than", "fraction", "since", "nation", "big")
)


def peopled(clause: list[Token], other: Sequence[Token]) -> list[Token]:
    """ "With a third of the population": of that of the one other city."""
    named = {t.value for t in clause if t.kind == "city"}
    others = list(dict.fromkeys(t for t in other if t.kind == "city" and t.value not in named))
    at = next((n for n, t in enumerate(clause) if t.kind in ("population", "people", "size")), 0)
    near = clause[max(0, at - 5) : at]
    alone = not named and len(others) > 1
    if alone:
        named, others = {others[0].value}, others[1:]
    with_ = any(t.text in ("with", "has", "had") for t in near)
    part = any(t.kind in ("fraction", "times", "times-word") for t in near)
    part = part and (with_ or clause[at].text == "its size" or clause[at].text[:3] == "as ")
    if not part or len(named) != 1 or len({t.value for t in others}) != 1:
        return clause
    return [*clause[: at + 1], _OF, others[0], *clause[at + 1 :]]


def rival(clause: Sequence[Token], other: Sequence[Token]) -> list[Token]:
    """The city that is not said again: "although A has more people than B, B had more murders" (than A)."""
    kinds = {t.kind for t in clause}
    plain = "equal" in kinds or not kinds & {"number", "percent", "share", *MOVES}
    times = (bool({"times", "times-word"} & kinds) and plain) or {"fraction", "equal"} <= kinds
    named = {t.value for t in clause if t.kind == "city"}
    apart = bool({"more", "less"} & kinds) and not kinds & _SAID
    apart = apart or (
        bool({"more", "less"} & kinds and {"people", "population"} & kinds) and "than" not in kinds
    )
    if not named and (times or apart or any(t.text in ("it", "its") for t in clause[:1])):
        # "... even though it is far smaller", "... but five times as many": the main clause's city, against the other.
        named = {t.value for t in [t for t in other if t.kind == "city"][:1]}
    rivals = list(dict.fromkeys(t for t in other if t.kind == "city" and t.value not in named))
    if len(named) != 1 or len({t.value for t in rivals}) != 1:
        return []
    if times:
        return [AS, *rivals]
    if "equal" in kinds and not kinds & {"number", "than", "versus", *MOVES}:
        return [AS, *rivals]
    return [_THAN, *rivals] if apart else []


def counts_people(clause: Sequence[Token]) -> bool:
    """ "Has 2.7 million people", "lost people": a figure of its own measure."""
    if any(a.text in _LOST and b.kind == "people" for a, b in pairwise(clause)):
        return not any(t.kind in ("murders", "violent_crimes") for t in clause)
    return any(
        t.kind == "people"
        and n
        and (
            clause[n - 1].kind in ("equal", "more", "less")
            or (clause[n - 1].kind == "number" and float(clause[n - 1].value) >= PEOPLE)
        )
        for n, t in enumerate(clause)
    )
