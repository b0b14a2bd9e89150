"""The text of a page as its facts are read: labels and figures mended, and rows of a table put as "label: value".

A scan prints "Arnount of this Avvard" and "$37S,OOO.00"; a form prints a row of labels and the row of their values
below. Only words that label facts, or that end names of bodies, are mended; every character knows where it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import accumulate

import msgspec

from enjoined.documents.page import Page
from enjoined.documents.recognition.tokens import Vocabulary

__all__ = ["BODIES", "BODY_WORDS", "MendedPage", "mend", "read_otherwise"]

BODY_WORDS = frozenset({
    "agency", "authority", "board", "center", "city", "college", "commission", "community", "council", "county",
    "department", "development", "district", "education", "emergency", "health", "homeland", "housing", "justice",
    "management", "nation", "national", "native", "office", "police", "public", "safety", "school", "security",
    "service", "services", "sheriff", "state", "town", "transportation", "university", "village", "tribal", "human",
    "township", "borough", "parish", "attorney", "general", "commonwealth", "coalition", "network", "municipal",
})  # fmt: skip
FACT_WORDS = frozenset({
    "recipient", "subrecipient", "grantee", "subgrantee", "awardee", "applicant", "sponsor", "legal", "award",
    "awarded", "subaward", "grant", "number", "agreement", "amount", "total", "federal", "funds", "funding",
    "obligated", "obligation", "action", "share", "fiscal", "year", "date", "dated", "issued", "issuance", "effective",
    "offer", "deadline", "accept", "accepted", "acceptance", "signed", "return", "returned", "before", "later",
    "closing", "application", "applications", "submitted", "received", "assistance", "listing", "catalog", "domestic",
    "approved",
    "january", "february", "march", "april", "august", "september", "october", "november", "december",
})  # fmt: skip
HEAD_WORDS = FACT_WORDS | {
    "uei", "fain", "cfda", "aln", "ein", "duns", "id", "no", "no.", "period", "performance", "project", "instrument",
}  # fmt: skip
"""Words of which one stands in every label of a row; the short ones among them are never mended."""
BODIES = Vocabulary(BODY_WORDS)
"""For names, in which "Shore" and "Dale" are no damaged "share" and "date"."""
LABELS = Vocabulary(BODY_WORDS | FACT_WORDS)
PIECE = re.compile(
    r"((?<![\w-])\$?\s?[0-9OoIlSB](?:[0-9OoIlSB]|[,./](?=[0-9OoIlSB]))*(?![\w-])|[^\W_]+|[ \t]?\.{4,}[ \t]?)",
    re.UNICODE,
)
FIGURES = str.maketrans("OoIlSB", "001158")
LETTERS = str.maketrans("0158", "oisb")
GLUED = re.compile(r"(?<=[A-Za-z])(?=[A-Z][a-z]{3,}$)")
CELLS = re.compile(r"[\s|](?:(?<=\|)\s?|(?<!\|)(?:\s{2,}|(?<=\t)|\|\s?))")
"""Three blanks, a tabulator, or a bar with a blank on either side; so put that a search can leap."""
BOX = re.compile(r"^\d{1,2}[a-z]?[.)]\s+(?=[A-Z])")
LABELLED = re.compile(r"[A-Za-z]:(?:\s|$)")
FEWEST_DIGITS = re.compile(r"\d.*\d", re.DOTALL)


class MendedPage(msgspec.Struct, frozen=True):
    """The page with its text mended; ``places[i]`` is where character ``i`` is printed on the page itself."""

    page: Page
    places: Sequence[int]


def mend(
    page: Page,
    known: Collection[str] = (),
    seen: dict[str, str] | None = None,
    *,
    words: Vocabulary = LABELS,
) -> MendedPage:
    """``page`` with the text its facts are read from; words that are ``known`` are never mended.

    ``seen`` keeps what words became, for the next page of the same document; ``words`` are what they may become.

    >>> from enjoined.documents.page import Page
    >>> mend(Page(index=1, text="Arnount of this AwardDate  FY 2O25")).page.text
    'Amount of this Award Date  FY 2025'
    """
    text = page.text
    pieces = _mended(text, known, {} if seen is None else seen, words)
    if not pieces and CELLS.search(text) is None:
        return MendedPage(page, range(len(text) + 1))
    out: list[str] = []
    places: list[int] = []

    def put(piece: str, at: int, length: int) -> None:
        out.append(piece)
        if len(piece) <= length:
            places.extend(range(at, at + len(piece)))
        else:
            places.extend(at + min(step, length - 1) for step in range(len(piece)))

    at = 0
    for start, end, piece in pieces:
        put(text[at:start], at, start - at)
        put(piece, start, end - start)
        at = end
    put(text[at:], at, len(text) - at)
    new, where = _paired("".join(out), places)
    return MendedPage(msgspec.structs.replace(page, text=new), (*where, len(text)))


def read_otherwise(seen: dict[str, str], known: Collection[str], words: Vocabulary) -> list[str]:
    """The words that may become something else where ``words`` are what they may become.

    >>> read_otherwise({"Shore": "Share", "Clty": "City"}, (), BODIES)
    ['Shore']
    """
    return [word for word, better in seen.items() if better != _read(word, known, words)]


def _mended(
    text: str, known: Collection[str], seen: dict[str, str], labels: Vocabulary
) -> list[tuple[int, int, str]]:
    """The pieces of the text to be replaced, and by what."""
    parts = PIECE.split(text)  # what stands between pieces, a piece, what stands between, ...
    words = parts[1::2]
    for word in set(words) - seen.keys():
        seen[word] = _read(word, known, labels)
    better = list(map(seen.__getitem__, words))
    if better == words:
        return []
    edges = list(accumulate(map(len, parts)))
    return [
        (start, end, mended)
        for start, end, word, mended in zip(edges[::2], edges[1::2], words, better, strict=False)
        if mended != word
        # What stands at a hyphen is part of a number that has letters in it.
        and ("...." in word or "-" not in (text[start - 1 : start], text[end : end + 1]))
    ]


def _read(word: str, known: Collection[str], labels: Vocabulary) -> str:
    if "...." in word:
        return ": "  # the dots that lead from a label to its value
    if word.isalpha() or not any(map(str.isdigit, word)):
        return _word(word, known, labels)
    return _figures(word, labels)


def _figures(word: str, labels: Vocabulary) -> str:
    """Figures with letters that a scan prints for them; a word with figures for letters, if it is a label."""
    plain = word.lstrip("$ ")
    digits = sum(letter.isdigit() for letter in plain)
    if not plain.strip("0123456789OoIlSB,./") and (word[0] == "$" or digits * 2 >= len(plain)):
        return word.translate(FIGURES)
    letters = word.lower().translate(LETTERS)
    if digits * 3 <= len(word) and letters.isalpha() and labels.repair(letters) in labels.words:
        return _as(word, labels.repair(letters))
    return word


def _word(word: str, known: Collection[str], labels: Vocabulary) -> str:
    lower = word.lower()
    if lower in labels.words:
        return word
    parts = GLUED.split(word)
    if len(parts) == 2 and parts[1].lower() in labels.words:
        return " ".join(parts)
    if lower in known or (lower.endswith("s") and lower[:-1] in known):
        return word
    glued = labels.part(lower)
    if len(glued) == 2:
        return f"{_as(word, glued[0])} {_as(word if word.isupper() else '', glued[1])}"
    better = labels.repair(lower)
    return _as(word, better) if better in labels.words else word


def _as(printed: str, word: str) -> str:
    """``word`` in capitals as the printed one has them."""
    if len(printed) > 1 and printed.isupper():
        return word.upper()
    return word.capitalize() if printed[:1].isupper() or printed[:1].isdigit() else word


def _paired(text: str, places: list[int]) -> tuple[str, list[int]]:
    """The text with each row of labels and the row of values below it put as one label and value a line.

    >>> text = "Award date     Amount\\n08/01/2025     $1,150"
    >>> _paired(text, list(range(len(text))))[0]
    'Award date: 08/01/2025\\nAmount: $1,150'
    """
    if CELLS.search(text) is None:
        return text, places
    lines: list[tuple[str, int]] = []
    at = 0
    for line in text.split("\n"):
        lines.append((line, at))
        at += len(line) + 1
    out: list[str] = []
    where: list[int] = []
    number = 0

    def put(piece: str, start: int) -> None:
        out.append(piece)
        if start + len(piece) <= len(places):
            where.extend(places[start : start + len(piece)])
        else:
            where.extend(places[min(start + step, len(places) - 1)] for step in range(len(piece)))

    while number < len(lines):
        line, start = lines[number]
        labels = _row(line)
        values = _row(lines[number + 1][0]) if number + 1 < len(lines) else []
        if out:
            put("\n", start - 1)
        third = _row(lines[number + 2][0]) if number + 2 < len(lines) else []
        if not _are_labels(labels, values, alone=len(third) != len(values)):
            put(line, start)
            number += 1
            continue
        below = lines[number + 1][1]
        for place, ((label, left), (value, right)) in enumerate(zip(labels, values, strict=True)):
            put(("\n" if place else "") + label.rstrip(": ") + ": ", start + left)
            put(value, below + right)
        number += 2
    return "".join(out), where


def _row(line: str) -> list[tuple[str, int]]:
    """The cells of a line that hold anything, and where they begin; none where it has but one."""
    if CELLS.search(line) is None:
        return []
    cells: list[tuple[str, int]] = []
    at = 0
    for gap in (*CELLS.finditer(line), None):
        end = gap.start() if gap else len(line)
        raw = line[at:end]
        if raw.strip():
            cells.append((raw.strip(), at + len(raw) - len(raw.lstrip())))
        at = gap.end() if gap else end
    return cells


def _are_labels(labels: list[tuple[str, int]], values: list[tuple[str, int]], *, alone: bool) -> bool:
    """Whether the first row only labels, and the second holds as many values, at least half of them figures.

    In a row of values that stands ``alone`` one label in four may be of any words, or every second one where all
    values are figures.
    """
    if len(labels) < 2 or len(labels) != len(values):
        return False
    if all(label.endswith(":") != bool(place % 2) for place, (label, _) in enumerate(labels)):
        return False  # labels with their values behind them
    labels = [(BOX.sub("", label).rstrip(": "), at) for label, at in labels]
    if any(re.search(r"\d{2}|[:$]", label) or len(label) > 45 for label, _ in labels):
        return False
    if any(BOX.match(value) or LABELLED.search(value) for value, _ in values):
        return False  # the labels of the boxes below
    known = sum(
        any(word.strip(".,()#") in HEAD_WORDS for word in label.lower().split()) for label, _ in labels
    )
    figures = sum(bool(FEWEST_DIGITS.search(value)) for value, _ in values)
    if alone and figures == len(values):
        return known * 2 >= len(labels)
    enough = len(labels) - len(labels) // 4 * alone
    return known >= enough and figures * 2 >= len(values)
