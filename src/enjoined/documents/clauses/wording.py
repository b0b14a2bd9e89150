"""What differs between two wordings of one clause, word by word, and what only looks different.

Spacing, hyphens, capitals and punctuation are no difference. A word that a scanner damaged counts as the other word
when the two have the same :func:`~enjoined.documents.recognition.tokens.skeleton` and one of
them is no word that is known; two known words ("it", "if") always differ, so that damage never hides a change.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final, Literal

import msgspec
from rapidfuzz.distance import Indel, Levenshtein

from enjoined.documents.recognition.tokens import TOKEN, skeleton

__all__ = ["Piece", "Token", "differences", "is_same", "may_be_misread", "words_of"]

_Run = tuple[bool, int, int, int, int]
_WORD: Final = re.compile(rf"\$?\d+(?:[.,/]\d+)+(?![^\W_])|{TOKEN.pattern}")
_STRAY: Final = 2
_MUCH: Final = 6
"""At most so many words in both are not told apart between runs of at least so many that differ."""
_MISREAD: Final = 0.4
"""A scanner seldom changes more than this share of the letters of a word."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """One word in lower case, and where it is printed."""

    word: str
    start: int
    end: int


class Piece(msgspec.Struct, frozen=True):
    """A run of text as printed: in both wordings (``same``, as the new one prints it), or in one of them only."""

    kind: Literal["same", "dropped", "added"]
    text: str


def words_of(text: str) -> tuple[Token, ...]:
    """The words of a text in lower case, as printed, with their places.

    >>> [t.word for t in words_of("8 U.S.C. 1373(a)")]
    ['8', 'u', 's', 'c', '1373', 'a']
    """
    return tuple(
        Token(found[0].lower().replace("\u2019", "'"), found.start(), found.end())
        for found in TOKEN.finditer(text)
    )


def _figures_whole(text: str) -> tuple[Token, ...]:
    """The words of a text, a figure with its separators ("$4,250,000.00", "14.267", "03/02/2025") being one of them."""
    return tuple(
        Token(
            found[0].lower().replace("\u2019", "'").replace(",", "").removeprefix("$"),
            found.start(),
            found.end(),
        )
        for found in _WORD.finditer(text)
    )


def differences(old: str, new: str, known: Collection[str] = ()) -> tuple[Piece, ...]:
    """The new wording with what was dropped and added, in reading order; ``known`` are words that are no damage.

    >>> [(piece.kind, piece.text) for piece in differences("must not employ aliens", "must employ any aliens")]
    [('same', 'must '), ('dropped', 'not '), ('same', 'employ '), ('added', 'any '), ('same', 'aliens')]
    >>> old, new = "a note says so, and the sky is blue", "he must honor the requests of others at once"
    >>> [piece.kind for piece in differences(old, new)]
    ['dropped', 'added']
    >>> [(piece.kind, piece.text) for piece in differences("$4,100,000.00 in all", "$4,250,000.00 in all")]
    [('dropped', '$4,100,000.00 '), ('added', '$4,250,000.00 '), ('same', 'in all')]
    """
    before, after = _figures_whole(old), _figures_whole(new)
    pieces: list[Piece] = []
    for same, a, b, c, d in _readable(list(_runs(before, after, known))):
        if same:
            pieces.append(Piece("same", _printed(new, after, c, d)))
            continue
        if b > a:
            pieces.append(Piece("dropped", _printed(old, before, a, b)))
        if d > c:
            pieces.append(Piece("added", _printed(new, after, c, d)))
    return tuple(pieces)


def is_same(old: Sequence[Token], new: Sequence[Token], known: Collection[str] = ()) -> bool:
    """Whether two wordings say the same words.

    >>> is_same(words_of("the co-\\noperation of"), words_of("The cooperation, of"))
    True
    """
    return all(same for same, *_ in _runs(old, new, known))


def may_be_misread(
    old: Sequence[Token], new: Sequence[Token], known: Collection[str], words: Collection[str]
) -> bool:
    """Whether all that differs is a few letters in words that are neither ``known`` nor among ``words``.

    For documents that were scanned: such a difference is to be looked up on the page, not to be relied on.

    >>> may_be_misread(words_of("at any tier"), words_of("at anv tier"), {"any", "at"}, {"tier"})
    True
    >>> may_be_misread(words_of("a lawful act"), words_of("a unlawful act"), {"lawful"}, set())
    False
    """
    return all(
        same or all(_misread(one, other, known, words) for one, other in _counterparts(old[a:b], new[c:d]))
        for same, a, b, c, d in _runs(old, new, known)
    )


def _counterparts(old: Sequence[Token], new: Sequence[Token]) -> list[tuple[str, str]]:
    """Words that stand for one another: one by one, or all together where a scanner glued or parted some."""
    one, other = [t.word for t in old], [t.word for t in new]
    return list(zip(one, other, strict=True)) if len(one) == len(other) else [("".join(one), "".join(other))]


def _misread(one: str, other: str, known: Collection[str], words: Collection[str]) -> bool:
    """Whether one word may be the other, damaged; a word with something put before it ("unlawful") is another."""
    if one == other:
        return True
    if all(word in known or word in words or word.isdigit() for word in (one, other)):
        return False
    if one.endswith(other) or other.endswith(one):
        return False
    return Levenshtein.normalized_distance(one, other) <= _MISREAD


def _runs(old: Sequence[Token], new: Sequence[Token], known: Collection[str]) -> Iterator[_Run]:
    """Runs of words ``old[a:b]`` and ``new[c:d]``, equal or not, so that neighbours are of different sort."""
    before, after = [t.word for t in old], [t.word for t in new]
    run: _Run | None = None
    for same, a, b, c, d in _judged(before, after, known):
        if run is not None and run[0] is same:
            run = (same, run[1], b, run[3], d)
            continue
        if run is not None:
            yield run
        run = (same, a, b, c, d)
    if run is not None:
        yield run


def _readable(runs: Sequence[_Run]) -> list[_Run]:
    """The runs, without a word or two that happen to stand in both amid much that differs."""
    joined: list[_Run] = []
    for at, run in enumerate(runs):
        same, a, b, c, d = run
        amid = same and 0 < at < len(runs) - 1 and b - a <= _STRAY
        same = same and not (amid and min(_words_in(runs[at - 1]), _words_in(runs[at + 1])) >= _MUCH)
        if joined and joined[-1][0] is same:
            a, c = joined[-1][1], joined.pop()[3]
        joined.append((same, a, b, c, d))
    return joined


def _words_in(run: _Run) -> int:
    return run[2] - run[1] + run[4] - run[3]


def _judged(old: list[str], new: list[str], known: Collection[str]) -> Iterator[_Run]:
    """The runs of the shortest edit, with runs that differ in looks only called equal."""
    pending: list[int] | None = None
    for step in (*Indel.opcodes(old, new), None):
        if step is not None and step.tag != "equal":
            if pending is None:
                pending = [step.src_start, step.src_end, step.dest_start, step.dest_end]
            pending[1], pending[3] = step.src_end, step.dest_end
            continue
        if pending is not None:
            a, b, c, d = pending
            yield _looks_same(old[a:b], new[c:d], known), a, b, c, d
            pending = None
        if step is not None:
            yield True, step.src_start, step.src_end, step.dest_start, step.dest_end


def _looks_same(old: list[str], new: list[str], known: Collection[str]) -> bool:
    one, other = "".join(old), "".join(new)
    if one == other:
        return True
    damaged = any(word not in known or word.isdigit() for word in (*old, *new))
    return bool(known) and damaged and skeleton(one) == skeleton(other)


def _printed(text: str, words: Sequence[Token], first: int, last: int) -> str:
    """Words ``first`` to ``last`` with the signs and blanks that follow them, white space squeezed."""
    start = 0 if first == 0 else words[first].start
    end = len(text) if last == len(words) else words[last].start
    piece = text[start:end]
    squeezed = " ".join(piece.split())
    return squeezed + (" " if last < len(words) and piece[-1:].isspace() else "")
