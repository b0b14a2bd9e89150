"""Words of a clause, read through the damage that scanning does to them.

A scanned "tnformatton" is read as "information" when that is the one word of the recognition vocabulary it can
be; glued words ("localgovernment") are parted where both halves are known; a word cut by a line-end hyphen is
joined again. Offsets always point at the text as printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from enjoined.documents.recognition.kept import Kept

__all__ = ["Reader", "Vocabulary", "Words", "skeleton"]

TOKEN = re.compile(r"[^\W_]++(?:['\u2019?][^\W_]++)*+", re.UNICODE)
CUT = re.compile(r"-\s+")
"""What stands in a word that is cut at the end of a line."""
JOINS = "'\u2019?"
"""What may stand inside a word."""
APART = re.compile(f"[^\\w{JOINS}]|_")
"""What stands in no word."""
WESTERN = "cp1252"
BLANKED = bytes(
    byte if letter.isalnum() or letter in JOINS else 0x20
    for byte, letter in enumerate(bytes(range(256)).decode(WESTERN, errors="replace"))
)
"""The same for a text of Western letters and signs: a blank for each of them."""
LETTERS_LOOK_ALIKE = str.maketrans(
    {
        "1": "i",
        "l": "i",
        "|": "i",
        "!": "i",
        "j": "i",
        "t": "i",
        "0": "o",
        "c": "e",
        "b": "h",
        "v": "u",
        "5": "s",
        "f": "i",
    }
)
PAIRS_LOOK_ALIKE = (("rn", "m"), ("nn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"), ("?", "i"))
# What a scanner may print for a letter: tried one at a time in words too short for an edit distance.
READ_AS = {
    "a": "nous", "b": "h", "c": "eod", "d": "c", "e": "co", "f": "tr", "g": "q", "h": "b", "i": "lt",
    "j": "i", "l": "id", "m": "n", "n": "aumr", "o": "ceaq", "q": "g", "r": "tn", "s": "a", "t": "rfi",
    "u": "nva", "v": "u", "0": "o", "1": "li", "5": "s", "8": "b", "6": "o", "9": "g",
}  # fmt: skip
READ_PAIRS = {
    "h": ("li",), "m": ("rn", "in"), "d": ("cl", "ti"), "n": ("ri",), "w": ("vv",), "rn": ("m",), "nn": ("m",),
    "cl": ("d",), "li": ("h",), "ri": ("n",), "ti": ("u",), "in": ("m",),
}  # fmt: skip
SHORTEST_REPAIR = 4
LONGEST_WORD = 40


class Words(msgspec.Struct, frozen=True, gc=False):
    """The words of a text as understood, in lower case, and the characters where each begins and ends in print."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def skeleton(word: str) -> str:
    """The word with letters that scanners confuse made equal.

    >>> skeleton("tnformatton") == skeleton("information")
    True
    """
    for pair, letter in PAIRS_LOOK_ALIKE:
        word = word.replace(pair, letter)
    return word.translate(LETTERS_LOOK_ALIKE)


class Vocabulary:
    """The words recognition knows: those of its rules, of their examples, and common ones."""

    def __init__(self, words: Iterable[str], misread: Mapping[str, Iterable[str]] | None = None) -> None:
        self.words = frozenset(word for word in words if word)
        self._misread = {wrong: word for word, wrongs in (misread or {}).items() for wrong in wrongs}
        self._skeletons: dict[str, str | None] = {}
        for word in sorted(self.words):
            if len(word) >= SHORTEST_REPAIR:
                key = skeleton(word)
                self._skeletons[key] = None if key in self._skeletons else word
        self._long = sorted(word for word in self.words if len(word) >= 7)
        self._repaired = Kept(self._repair)

    def repair(self, word: str) -> str:
        """The known word that ``word`` stands for, or ``word`` itself."""
        if word in self._misread:
            return self._misread[word]
        if word in self.words or len(word) < SHORTEST_REPAIR or len(word) > LONGEST_WORD:
            return word
        if word[-1] == "s" and word[:-1] in self.words:
            return word
        return self._repaired[word]

    def _repair(self, word: str) -> str:
        if sum(letter.isdigit() for letter in word) > len(word) // 2:
            return word
        same = self._skeletons.get(skeleton(word))
        if same is not None:
            return same
        read = {other for other in _readings(word) if other in self.words}
        if len(read) == 1:
            return read.pop()
        if len(word) < 7:
            return word
        allowed = 1 if len(word) < 10 else 2
        found = process.extract(word, self._long, scorer=Levenshtein.distance, score_cutoff=allowed, limit=2)
        if found and (len(found) == 1 or found[0][1] < found[1][1]):
            nearest = found[0][0]
            # A change in the ending only ("required", "requires") is grammar, not damage.
            if nearest[:-3] == word[: len(nearest) - 3] and word[-1].isalpha() and word[-1] != nearest[-1]:
                return word
            return nearest
        return word

    def part(self, word: str) -> tuple[str, ...]:
        """The known words that a glued ``word`` consists of; ``(word,)`` when it is not glued."""
        if word in self.words or len(word) < 6 or len(word) > LONGEST_WORD:
            return (word,)
        for cut in range(2, len(word) - 1):
            left, right = word[:cut], word[cut:]
            if left in self.words and right in self.words and (len(left) > 3 or len(right) > 3):
                return (left, right)
        return (word,)

    def spell_out(self, word: str) -> list[tuple[int, int]]:
        """Known words of four letters or more inside a text that lost its spaces, longest first from the left."""
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(word):
            for length in range(min(18, len(word) - at), 3, -1):
                if word[at : at + length] in self.words:
                    found.append((at, at + length))
                    at += length
                    break
            else:
                at += 1
        return found


def _readings(word: str) -> Iterator[str]:
    """What ``word`` may stand for if scanning damaged it in one place.

    >>> "aliens" in set(_readings("ahens")), "detection" in set(_readings("detecdon"))
    (True, True)
    """
    for at in range(len(word)):
        for meant in READ_AS.get(word[at], ""):
            yield word[:at] + meant + word[at + 1 :]
        for size in (1, 2):
            for pair in READ_PAIRS.get(word[at : at + size], ()) if at + size <= len(word) else ():
                yield word[:at] + pair + word[at + size :]


_Pieces = tuple[tuple[str, int, int], ...]
"""The words that one printed word is understood as, and where they begin and end in it."""


class Reader:
    """Reads the words of a text with one vocabulary; words printed often in a document are never repaired."""

    def __init__(self, vocabulary: Vocabulary, *, frequent: frozenset[str] = frozenset()) -> None:
        self.vocabulary = vocabulary
        self.frequent = frequent
        self._alone = Kept(self._as_one)

    def read(self, text: str) -> Words:
        """The words of ``text`` in order."""
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        odd: set[int] = set()
        at = 0
        for printed in _blanked(text).split(" "):
            if printed:
                word = self._alone[printed]
                if not word:
                    odd.add(len(words))
                words.append(word)
                starts.append(at)
                at += len(printed)
                ends.append(at)
            at += 1
        for cut in CUT.finditer(text) if "-" in text else ():
            place = bisect_left(starts, cut.end())
            if 0 < place < len(words) and cut.span() == (ends[place - 1], starts[place]):
                odd.add(place)
        read = Words(words, starts, ends)
        return self._mended(read, text, sorted(odd)) if odd else read

    def _mended(self, read: Words, text: str, odd: list[int]) -> Words:
        """With glued words parted, and words joined that a hyphen cuts at the end of a line, at the ``odd`` places."""
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        known = self.vocabulary.words
        done, before = 0, ""
        for place in odd:
            if done < place:
                before = _plain(text[read.starts[place - 1] : read.ends[place - 1]])
            words += read.words[done:place]
            starts += read.starts[done:place]
            ends += read.ends[done:place]
            done = place + 1
            for token in TOKEN.finditer(text, read.starts[place], read.ends[place]):
                raw, start = _plain(token[0]), token.start()
                joined = before + raw
                if words and joined in known and raw not in known and CUT.fullmatch(text, ends[-1], start):
                    words[-1], ends[-1], before = joined, token.end(), joined
                    continue
                before = raw
                for word, low, high in self._understand(token[0]):
                    words.append(word)
                    starts.append(start + low)
                    ends.append(start + high)
        return Words(words + read.words[done:], starts + read.starts[done:], ends + read.ends[done:])

    def _as_one(self, printed: str) -> str:
        """What a printed word is understood as; "" where it is not one word."""
        pieces = self._understand(printed) if TOKEN.fullmatch(printed) else ()
        return pieces[0][0] if len(pieces) == 1 and pieces[0][1:] == (0, len(printed)) else ""

    def _understand(self, printed: str) -> _Pieces:
        words = self.vocabulary
        raw, end = _plain(printed), len(printed)
        if raw.endswith("'s"):
            raw = raw[:-2]
        if raw in words.words or raw in self.frequent:
            return ((raw, 0, end),)
        if len(raw) > LONGEST_WORD:
            return tuple((raw[a:b], a, b) for a, b in words.spell_out(raw[:20_000]))
        parts = words.part(raw)
        if len(parts) == 2:
            cut = len(parts[0])
            return (parts[0], 0, cut), (parts[1], cut, end)
        return ((words.repair(raw), 0, end),)


def _blanked(text: str) -> str:
    """The text with a blank for each character that stands in no word."""
    try:
        letters = "ascii" if text.isascii() else WESTERN
        return text.encode(letters).translate(BLANKED).decode(letters)
    except UnicodeEncodeError:
        return APART.sub(" ", text)


def _plain(printed: str) -> str:
    """A word in lower case, with straight apostrophes."""
    return printed.lower().replace("\u2019", "'")
