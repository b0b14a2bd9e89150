"""Which clause of one version of a document is which of another, and what became of it.

Clauses with the same words are paired first, in their order; the rest by likeness of wording, strongest pairs first.
Likeness is measured in words: the share that a shortest edit leaves alone. A title, a number or a place in common
only decides between pairs that are alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from math import log, sqrt
from typing import Final

import msgspec
from rapidfuzz.distance import Indel

from enjoined.documents.clauses.outline import Clause
from enjoined.documents.clauses.wording import Token, is_same, may_be_misread, words_of
from enjoined.documents.files.numerals import numeral
from enjoined.documents.recognition.tokens import skeleton

__all__ = ["Aligned", "Change", "align", "body_of"]

_ALIKE: Final = 0.5
"""Pairs that share less of their wording are two clauses."""
_ALIKE_BY_NAME: Final = 0.2
"""The same for pairs with one title: a clause that was rewritten under its heading."""
_NEAREST: Final = 6
"""So many candidates for each clause are looked at closely."""
_COMMON: Final = 0.3
"""A word in more than this share of the clauses tells them apart too little to be looked up."""
_FEW: Final = 40
_CONTAINED: Final = 0.85
_ENOUGH_WORDS: Final = 8
_NUMBER: Final = 16
"""A number without a heading is printed within so many characters."""
_SCHEMES: Final = frozenset({"article", "section", "sec"})


class Change(StrEnum):
    """What became of a clause."""

    SAME = "same"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    REWORDED = "reworded"
    ADDED = "added"
    DROPPED = "dropped"


class Aligned(msgspec.Struct, frozen=True, kw_only=True):
    """One clause in both versions, or in one of them (the other is ``None``); indices count from 0.

    ``change`` is the weightiest: a reworded clause may be ``moved`` and ``renumbered`` too. ``likeness`` is the share
    of words in common, 0 to 1. ``within`` is the clause of the other version that holds nearly all words of an added
    or dropped one: it was split off or taken in, not invented or given up. ``misread``: a scanner may have made all
    of the difference.
    """

    old: int | None
    new: int | None
    change: Change
    moved: bool = False
    renumbered: bool = False
    likeness: float = 0.0
    within: int | None = None
    misread: bool = False


class _Worded(msgspec.Struct, frozen=True, kw_only=True):
    words: tuple[Token, ...]
    keys: tuple[str, ...]
    title: str


def align(
    old: Sequence[Clause], new: Sequence[Clause], known: frozenset[str] = frozenset()
) -> tuple[Aligned, ...]:
    """Every clause of both versions, in the order of the new one; a dropped clause stands where it stood.

    ``known`` are words that no scanner made, such as the vocabulary of the recognition rules.
    """
    before, after = [_worded(clause) for clause in old], [_worded(clause) for clause in new]
    words = _also(before) & _also(after)
    pairs = dict(_identical(before, after))
    pairs |= _alike(before, after, pairs, old, new)
    moved = _out_of_order(pairs)
    found = [
        _paired(old[a], new[b], before[a], after[b], a, b, moved=a in moved, known=known, words=words)
        for a, b in pairs.items()
    ]
    taken = set(pairs.values())
    found += [
        Aligned(old=None, new=b, change=Change.ADDED, within=_within(after[b], before))
        for b in range(len(new))
        if b not in taken
    ]
    found += [
        Aligned(old=a, new=None, change=Change.DROPPED, within=_within(before[a], after))
        for a in range(len(old))
        if a not in pairs
    ]
    return tuple(_in_order(found, pairs))


def body_of(clause: Clause) -> str:
    """The text of a clause without its printed number; the title stays."""
    if not clause.number:
        return clause.text
    words = words_of(clause.text[: clause.heading or _NUMBER])
    number = {skeleton(t.word) for t in words_of(clause.number)}
    named = len(words) > 1 and words[0].word in _SCHEMES
    start = 2 if named and words[1].word == _roman(clause.number) else 0
    start = start or int(named and skeleton(words[1].word) in number)
    while start < len(words) and skeleton(words[start].word) in number:
        start += 1
    if start == len(words):
        return clause.text[words[-1].end :] if words else clause.text
    return clause.text[words[start].start :]


def _roman(number: str) -> str | None:
    """A number as an article prints it, in lower case."""
    return numeral(int(number), "lowerRoman") if re.fullmatch(r"[0-9]{1,3}", number) else None


def _worded(clause: Clause) -> _Worded:
    words = words_of(body_of(clause))
    title = " ".join(t.word for t in words_of(clause.title or ""))
    return _Worded(words=words, keys=tuple(t.word for t in words), title=title)


def _also(clauses: Sequence[_Worded]) -> frozenset[str]:
    """All words of a version."""
    return frozenset(key for clause in clauses for key in clause.keys)


def _identical(before: Sequence[_Worded], after: Sequence[_Worded]) -> Iterator[tuple[int, int]]:
    """Pairs with exactly the same words; where several have them, in their order."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, clause in enumerate(after):
        places[clause.keys].append(at)
    for at, clause in enumerate(before):
        if places[clause.keys]:
            yield at, places[clause.keys].pop(0)


def _alike(
    before: Sequence[_Worded],
    after: Sequence[_Worded],
    paired: dict[int, int],
    old: Sequence[Clause],
    new: Sequence[Clause],
) -> dict[int, int]:
    """The other pairs, the most alike first."""
    taken = set(paired.values())
    ours = [a for a in range(len(before)) if a not in paired]
    theirs = [b for b in range(len(after)) if b not in taken]
    scored: list[tuple[float, int, int, int]] = []
    for a, b in _candidates(before, after, ours, theirs):
        likeness = Indel.normalized_similarity(before[a].keys, after[b].keys)
        named = bool(before[a].title) and before[a].title == after[b].title
        if likeness < (_ALIKE_BY_NAME if named else _ALIKE):
            continue
        numbered = old[a].number is not None and old[a].number == new[b].number
        scored.append((likeness + 0.1 * named + 0.03 * numbered, -abs(a - b), a, b))
    found: dict[int, int] = {}
    for _, _, a, b in sorted(scored, reverse=True):
        if a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return found


def _candidates(
    before: Sequence[_Worded], after: Sequence[_Worded], ours: Sequence[int], theirs: Sequence[int]
) -> Iterable[tuple[int, int]]:
    """Pairs worth a close look: for each clause those that share most of its telling words, or its title."""
    counts = Counter(
        word
        for side, among in ((before, ours), (after, theirs))
        for at in among
        for word in set(side[at].keys)
    )
    total = len(ours) + len(theirs)
    most = max(_FEW, _COMMON * total)
    weight = {word: log(1 + total / count) for word, count in counts.items() if count <= most}
    holders: defaultdict[str, list[int]] = defaultdict(list)
    titles: defaultdict[str, list[int]] = defaultdict(list)
    size: dict[int, float] = {}
    for b in theirs:
        own = set(after[b].keys) & weight.keys()
        size[b] = sqrt(sum(weight[w] ** 2 for w in own)) or 1.0
        for word in own:
            holders[word].append(b)
        if after[b].title:
            titles[after[b].title].append(b)
    pairs: dict[tuple[int, int], None] = {}
    for a in ours:
        shared: defaultdict[int, float] = defaultdict(float)
        for word in set(before[a].keys) & weight.keys():
            for b in holders[word]:
                shared[b] += weight[word] ** 2
        nearest = sorted(shared, key=lambda b: (-shared[b] / size[b], b))[:_NEAREST]
        pairs |= dict.fromkeys((a, b) for b in (*nearest, *titles.get(before[a].title, ())[:_NEAREST]))
    return pairs


def _out_of_order(pairs: dict[int, int]) -> frozenset[int]:
    """The old places of pairs outside the longest run of pairs that kept their order."""
    ordered = sorted(pairs.items())
    tails: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for at, (_, b) in enumerate(ordered):
        place = bisect_left(tails, b)
        back.append(last[place - 1] if place else -1)
        if place == len(tails):
            tails.append(b)
            last.append(at)
        else:
            tails[place], last[place] = b, at
    kept: set[int] = set()
    at = last[-1] if last else -1
    while at >= 0:
        kept.add(ordered[at][0])
        at = back[at]
    return frozenset(a for a, _ in ordered if a not in kept)


def _paired(
    old: Clause,
    new: Clause,
    before: _Worded,
    after: _Worded,
    a: int,
    b: int,
    *,
    moved: bool,
    known: frozenset[str],
    words: frozenset[str],
) -> Aligned:
    renumbered = old.number != new.number
    misread = False
    if before.keys != after.keys and not is_same(before.words, after.words, known):
        change = Change.REWORDED
        misread = may_be_misread(before.words, after.words, known, words)
    elif moved:
        change = Change.MOVED
    else:
        change = Change.RENUMBERED if renumbered else Change.SAME
    likeness = round(Indel.normalized_similarity(before.keys, after.keys), 3)
    return Aligned(
        old=a, new=b, change=change, moved=moved, renumbered=renumbered, likeness=likeness, misread=misread
    )


def _within(clause: _Worded, others: Sequence[_Worded]) -> int | None:
    """The clause of the other version that holds nearly all words of this one in their order, if one does."""
    title = tuple(clause.title.split())
    # A part that was split off may have got a title of its own.
    keys = clause.keys[len(title) :] if title and clause.keys[: len(title)] == title else clause.keys
    if len(keys) < _ENOUGH_WORDS:
        return None
    own = Counter(keys)
    best: tuple[float, int] | None = None
    for at, other in enumerate(others):
        if sum((own & Counter(other.keys)).values()) < _CONTAINED * len(keys):
            continue
        kept = (len(keys) + len(other.keys) - Indel.distance(keys, other.keys)) / 2
        share = kept / len(keys)
        if share >= _CONTAINED and (best is None or share > best[0]):
            best = share, at
    return best[1] if best else None


def _in_order(found: Sequence[Aligned], pairs: dict[int, int]) -> list[Aligned]:
    """In the order of the new version; a dropped clause follows the one that it followed."""

    def place(one: Aligned) -> tuple[float, int, int]:
        if one.new is not None:
            return one.new, 0, 0
        assert one.old is not None, "a clause stands in one version at least"
        before = next((pairs[a] for a in range(one.old - 1, -1, -1) if a in pairs), -1)
        return before, 1, one.old

    return sorted(found, key=place)
