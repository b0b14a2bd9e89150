"""Words by which a text takes back, denies or only asks what it says, wherever they stand."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["disowned"]

_MERELY: Final = r"(?: (?:just|simply|flatly|plainly|completely|totally|utterly|all|not even|a|an|pure))*"
_BE: Final = rf"(?:is|was|are|were|'s|\u2019s){_MERELY}"
_UNTRUE: Final = (
    r"(?:lies?|wrong|false|untrue|nonsense|bogus|baloney|hoax|fabricated|made[- ]up|fake|fiction)\b"
)
_DISOWNED: Final = tuple(
    re.compile(words, re.I)
    for words in (
        rf"(?:[\"\u201d][,.]?|\bwhich|, (?:but|and) (?:that|this|it)|\band they) ?{_BE} {_UNTRUE}",
        r"\b(?:retracted|recanted|withdrawn|discredited|disproved|disproven|made (?:it|that|this|them) up)\b",
        r"\b(?:nobody|no one|who) knows how many\b|\b(?:unclear|unknown|not known) (?:how many|whether|if)\b",
        r"\bno (?:evidence|proof|sign|indication|reason to (?:think|believe))\b",
        r"\b(?:nobody|no one|who) (?:can|could) say\b|\b(?:nobody|no one) knows (?:whether|if)\b",
        r"\b(?:we|I) (?:do not|don't|cannot|can't) know (?:that|whether|if|how)\b"
        r"(?! (?:you(?: have|'ve)? (?:heard|noticed|saw|seen|know|knew|remember)|to"
        r"|any(?:one|body) (?:can|could) (?:deny|dispute|ignore|miss))\b)",
        r"\b(?:under|over|mis)count(?:s|ed|ing)?\b",
        r"\b(?:when|if|once) (?:you|we|one|they) (?:leave|take|strip) out\b|\bleaving out\b",
        r"\b(?:half|third|quarter|percent|most|many|some|all|none|\d+) of (?:which|whom)\b(?! (?:is|was) )",
        r"^(?:did|does|do|is|are|was|were|has|have|had|can|could|would|will|should|who|what|when|where)\b"
        r"[^.!?]*\?\W*$",
    )
)


def disowned(text: str) -> str:
    """The words by which a text takes back or only asks what it says; empty where there are none.

    >>> disowned("He said it had 500, but that was a lie."), disowned("It had 500.")
    (', but that was a lie', '')
    """
    found = next(filter(None, (words.search(text) for words in _DISOWNED)), None)
    return "" if found is None else found[0]
