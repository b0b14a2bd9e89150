"""Numbers as stories write them: figures, or words up to a hundred."""

from __future__ import annotations

from typing import Final

__all__ = ["NUMBER", "number_of"]

_ONES: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS: Final = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS: Final = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "dozen": 12,
}
NUMBER: Final = (
    rf"(?:(?<![\d.,$])\d{{1,3}}(?![.,]?\d)|(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES)})|two dozen|(?:a )?dozen"
    rf"|{'|'.join((*_TEENS, *_TENS, *_ONES))})(?!\s+(?:hundred|thousand|million|billion)\b)"
)
"""A pattern of a number in figures or in words; no part of a larger one is taken for it."""


def number_of(said: str) -> int:
    """The number that a text means which ``NUMBER`` matches.

    >>> [number_of(s) for s in ("41", "fourteen", "Twenty-two", "two dozen", "a dozen", "ninety")]
    [41, 14, 22, 24, 12, 90]
    """
    text = said.lower()
    if text.isdigit():
        return int(text)
    if text == "two dozen":
        return 24
    return sum(_WORDS.get(part, 0) for part in text.replace("-", " ").split())
