"""The joints of a sentence, and its parts between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from enjoined.claims.grammar.tokens import Token

__all__ = ["FIGURES", "STOPS", "Part", "bare", "is_joint", "parts_of"]

FIGURES: Final = frozenset(
    (
        *("number", "percent", "times", "times-word", "fraction", "doubled", "tripled", "halved"),
        *(
            "more",
            "less",
            "at-least",
            "at-most",
            "equal",
            "surpass",
            "trail",
            "up",
            "down",
            "highest",
            "lowest",
        ),
    )
)
"""Kinds of words without which a clause says nothing that figures could bear out."""
STOPS: Final = frozenset({".", ";"})
"""Joints over which nothing is said in one."""
_JOINTS: Final = frozenset({",", ";", ":", ".", "(", ")", "–", "—", "-", "and", "but", "when", "then"})
_JOINT_KINDS: Final = frozenset({"clause", "which"})


class Part(NamedTuple):
    """A piece of a sentence between two joints, with the word before it."""

    joint: str
    tokens: list[Token]


def parts_of(tokens: Sequence[Token]) -> list[Part]:
    """The parts, each with the word that joins it to those before; a stop stays the joint of what follows it."""
    found = [Part("", [])]
    for token in tokens:
        if not is_joint(token):
            found[-1].tokens.append(token)
        elif all(map(is_joint, found[-1].tokens)):
            joint, part = found[-1]
            found[-1] = Part(joint if joint in STOPS else token.text, [*part, token])
        else:
            found.append(Part(token.text, [token]))
    return [part for part in found if not all(map(is_joint, part.tokens))]


def is_joint(token: Token) -> bool:
    """Whether a word joins two parts."""
    return token.text in _JOINTS or token.kind in _JOINT_KINDS


def bare(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without the joints at both ends."""
    start, end = 0, len(tokens)
    while start < end and is_joint(tokens[start]):
        start += 1
    while end > start and is_joint(tokens[end - 1]):
        end -= 1
    return list(tokens[start:end])
