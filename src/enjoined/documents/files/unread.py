"""Why a page of a PDF is unread, and whether reading its picture could help."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from enjoined.documents.page import Word

__all__ = [
    "BLANK",
    "NAMELESS",
    "PICTURED",
    "POOR",
    "RUN_TOGETHER",
    "SCAN",
    "SCATTERED",
    "is_poor",
    "run_together",
    "why_no_words",
]

SCAN: Final = "no text on this page: an image (scan)"
BLANK: Final = "no text on this page"
NAMELESS: Final = "the fonts of this page do not say which letters they show"
SCATTERED: Final = "the letters of this page could not be put together into words"
RUN_TOGETHER: Final = "many of its words are written without spaces between them"
POOR: Final = "the text behind this scan is not readable"
PICTURED: Final = frozenset({SCAN, BLANK, NAMELESS, SCATTERED, RUN_TOGETHER, POOR})
"""With these, the page as drawn may still be read."""

FEW_LETTERS: Final = 60
SCATTERED_WORDS: Final = 80
MOST_SCATTERED: Final = 0.5
"""Where more than this share of the words are single letters, the order of the letters was not understood."""
MOST_TOGETHER: Final = 0.15
"""Where more than this share of the letters stand in runs that no word is as long as, the spaces are lost."""
FEW_WORDS: Final = 40
LEAST_WORDLIKE: Final = 0.6
"""Of a page of English about nine words in ten have the shape of a word; of a bad reading, half or fewer."""

_RUN: Final = re.compile(r"[A-Za-z]{26,}")
_COINED: Final = re.compile(r"(?!.*[a-z]{3}(?:of|and|the|for)[A-Z])[A-Za-z][a-z]*(?:[A-Z][a-z]+)+")
"""A name such as programs use ("awardModificationNumber"); "OfficeofHomelandSecurity" is none."""
_ADDRESS: Final = re.compile(r"(?:\w{2,9}://|www\.)\S+")
FEWEST_RUNS: Final = 2
FEWEST_KINDS: Final = 8
"""With fewer different letters a run is no words: a line of "x"."""
_WORDLIKE: Final = re.compile(
    r"(?:[A-Z]?[a-z]*[aeiouy][a-z]*|[A-Z]*[AEIOUY][A-Z]*|[A-Z]{2,5}|[$#]?\d[\d,.:/()-]*[a-z]?|[ivxIVX]+|[A-Za-z])"
    r"(?:['\u2019-][A-Za-z]+)*"
)
_AROUND: Final = "()[]{}\"'\u201c\u201d\u2018\u2019.,;:!?*\u2022\u00a7-\u2013\u2014_/"
_SAME_THRICE: Final = re.compile(r"([a-z])\1\1", re.IGNORECASE)


def why_no_words(words: Sequence[Word]) -> str | None:
    """Why the letters of a page make no words, if they do not."""
    letters = "".join(word.text for word in words)
    if len(letters) < FEW_LETTERS:
        return None
    nameless = sum(0xE000 <= ord(letter) <= 0xF8FF or letter == "\ufffd" for letter in letters)
    if nameless > len(letters) / 2:
        return NAMELESS
    if run_together(" ".join(word.text for word in words)):
        return RUN_TOGETHER
    single = [word for word in words if word.text.isalpha()]
    if len(single) < SCATTERED_WORDS:
        return None
    # In English one word in thirty has one letter.
    return SCATTERED if sum(len(word.text) == 1 for word in single) > MOST_SCATTERED * len(single) else None


def run_together(text: str) -> bool:
    """Whether the words of a text are written without spaces, as some readings of scans are kept.

    >>> words = "Recipients must submit timely, complete and accurate reports to the appropriate officials. "
    >>> run_together(words), run_together(words.replace(" ", ""))
    (False, True)
    """
    text = _ADDRESS.sub(" ", text)
    letters = sum(map(str.isalpha, text))
    runs = [
        run for run in _RUN.findall(text) if len(set(run)) >= FEWEST_KINDS and _COINED.fullmatch(run) is None
    ]
    return (
        letters >= FEW_LETTERS
        and len(set(runs)) >= FEWEST_RUNS
        and sum(map(len, runs)) > MOST_TOGETHER * letters
    )


def is_poor(words: Sequence[Word]) -> bool:
    """Whether the words look like those of a failed reading of a scan.

    >>> good = "The recipient must comply with 8 U.S.C. 1373 and give notice (in writing) of it.".split() * 4
    >>> bad = "Tl1c rccipi%nt rnu$t c0rnp1y vvitl1 8 lJ.S.(. l3?3 ancl g1vc n0t1cc )n wr#t1ng 0f".split() * 4
    >>> def words(texts): return [Word(text=t, x0=0, y0=0, x1=1, y1=1, start=0, end=1) for t in texts]
    >>> is_poor(words(good)), is_poor(words(bad))
    (False, True)
    """
    texts = [text for word in words if (text := word.text.strip(_AROUND))]
    if len(texts) < FEW_WORDS:
        return False
    wordlike = sum(
        "." in text or (_WORDLIKE.fullmatch(text) is not None and not _SAME_THRICE.search(text))
        for text in texts
    )
    return wordlike < LEAST_WORDLIKE * len(texts)
