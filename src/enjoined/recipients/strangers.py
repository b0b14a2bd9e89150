"""Bodies in a file of awards that no record names: what kind their business types say they are, and who is near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from enjoined.model import Kind, Recipient, RecipientId
from enjoined.recipients.award_names import key_of
from enjoined.recipients.award_words import NOISE
from enjoined.recipients.described import BODIES
from enjoined.recipients.normalise import fold, spelled

__all__ = ["Bodies", "is_district", "kind_of"]

_KINDS: Final = {
    "D": Kind.SPECIAL_DISTRICT,
    "G": Kind.SPECIAL_DISTRICT,
    "H": Kind.UNIVERSITY,
    "I": Kind.TRIBE,
    "L": Kind.SPECIAL_DISTRICT,
    "M": Kind.NONPROFIT,
    "N": Kind.NONPROFIT,
    "O": Kind.UNIVERSITY,
}
"""The kind of a body by its business type; a university may be a nonprofit, too."""
_BESIDE: Final = frozenset("STUVX")
"""Types that say more of a body whose kind another tells."""
_TRIBAL: Final = frozenset({"band", "indian", "nation", "native", "pueblo", "rancheria", "tribal", "tribe"})
"""Words of a housing authority that is a tribe's."""
_DISTRICTS: Final = frozenset({"district", "education", "port", "transit"})
_SMALL: Final = NOISE | _TRIBAL | {"a", "and", "at", "for", "in", "of", "on", "the", "to"}
"""Words that names have or have not."""
_SLIPS: Final = 2
_SHORTEST: Final = 8
"""Letters from which a name with a slip or two is still the same."""
_FEWEST: Final = 2
"""Words that two names share at least where one has more, unless it is the whole name of a body of the State."""
_MOST: Final = 0.7
"""Part of the words of two names that are shared, from which one may be the other."""


def is_district(name: str) -> bool:
    """Whether a name says that it is a district of its own, such as a port, and no office of the place it is called by.

    >>> is_district("Port of Lakeview"), is_district("Lakeview Transit"), is_district("Lakeview Police Department")
    (True, True, False)
    """
    return not _DISTRICTS.isdisjoint(spelled(fold(name)))


def kind_of(types: frozenset[str], name: str) -> Kind | None:
    """The kind that business types say; ``None`` where they say none, several, or one that is no body's.

    >>> kind_of(frozenset("MX"), "Lakeview Food Pantry"), kind_of(frozenset("MO"), "Lakeview College")
    (<Kind.NONPROFIT: 'nonprofit'>, <Kind.UNIVERSITY: 'university'>)
    >>> kind_of(frozenset("AH"), "Lakeview State"), kind_of(frozenset("L"), "Lakeview Tribal Housing Authority")
    (None, None)
    """
    told = types - _BESIDE
    kinds = {_KINDS.get(code) for code in told}
    if kinds == {Kind.UNIVERSITY, Kind.NONPROFIT}:
        return Kind.UNIVERSITY
    if "L" in told and not _TRIBAL.isdisjoint(spelled(fold(name))):
        return None
    return kinds.pop() if len(kinds) == 1 else None


class Bodies:
    """The bodies on record that are no governments: who of them a name may mean that is not quite theirs."""

    def __init__(self, recipients: Iterable[Recipient]) -> None:
        self._held: list[_Held] = []
        self._by_letter: dict[tuple[str, str], list[int]] = {}
        self._by_word: dict[str, dict[str, dict[int, int]]] = {}
        self._by_initials: dict[str, dict[int, int]] = {}
        self._reached: dict[str, dict[int, int]] = {}
        for recipient in recipients:
            if recipient.kind not in BODIES:
                continue
            for name in (recipient.name, *recipient.aliases):
                words = _words(name)
                key = key_of(words)
                at = len(self._held)
                self._held.append(_Held(recipient.id, recipient.state, words, key))
                self._by_letter.setdefault((recipient.state, key[:1]), []).append(at)
                for n, word in enumerate(words):
                    self._by_word.setdefault(word[0], {}).setdefault(word, {})[at] = 1 << n
                for initials, mask in _initials(words):
                    self._by_initials.setdefault(initials, {})[at] = mask

    def near(self, name: str, state: str) -> tuple[RecipientId, ...]:
        """Those whose name is a slip away, or shares its words with this name: all of one's, or most of both's.

        A word is shared in an abbreviation too, and several in their initials ("Natl", "RI Coalition"). Those of
        another State only where all words are the same.
        """
        words = _words(name)
        key = key_of(words)
        found: dict[RecipientId, None] = {}
        theirs: dict[int, int] = {}
        mine: dict[int, int] = {}
        for word in words:
            for at, reached in self._reach(word).items():
                theirs[at] = theirs.get(at, 0) | reached
                mine[at] = mine.get(at, 0) + 1
        for at, reached in theirs.items():
            held = self._held[at]
            shared = reached.bit_count()
            all_mine, all_theirs = mine[at] == len(words), shared == len(held.words)
            most = shared * 2 / (shared + len(words) - mine[at] + len(held.words)) >= _MOST
            if held.state in ("", state):
                enough = shared >= _FEWEST and (all_mine or all_theirs or most)
                if enough or (all_theirs and (all_mine or held.state)):
                    found[held.id] = None
            elif frozenset(held.words) == frozenset(words):
                found[held.id] = None
        for at in (*self._by_letter.get((state, key[:1]), ()), *self._by_letter.get(("", key[:1]), ())):
            other = self._held[at].key
            if len(key) >= _SHORTEST and abs(len(other) - len(key)) <= _SLIPS and _slips(key, other):
                found[self._held[at].id] = None
        return tuple(sorted(found))

    def _reach(self, word: str) -> dict[int, int]:
        """Which names have a word, or what it may be short for, by number; and which of their words it is, as bits."""
        found = self._reached.get(word)
        if found is None:
            found = self._reached[word] = dict(self._by_initials.get(word, {}))
            written: dict[int, int] = {}
            for whole, names in self._by_word.get(word[0], {}).items():
                if _is_short(word, whole):
                    written.update((at, written.get(at, 0) | bit) for at, bit in names.items())
            found.update(written)
        return found


class _Held(NamedTuple):
    id: RecipientId
    state: str
    words: tuple[str, ...]
    key: str


def _initials(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The initials of every two or more words beside each other, and which words these are, as bits."""
    for begin in range(len(words)):
        for end in range(begin + 2, len(words) + 1):
            yield "".join(word[0] for word in words[begin:end]), (1 << end) - (1 << begin)


def _is_short(word: str, whole: str) -> bool:
    """Whether a word is another, or short for it: its beginning, or some of its letters with the first and the last.

    >>> _is_short("assn", "association"), _is_short("corp", "corporation"), _is_short("care", "coalition")
    (True, True, False)
    """
    if word == whole or word[0] != whole[0]:
        return word == whole
    letters = iter(whole)
    return whole.startswith(word) or (word[-1] == whole[-1] and all(letter in letters for letter in word))


def _slips(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=_SLIPS) <= _SLIPS


def _words(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in spelled(fold(name)) if word not in _SMALL))
