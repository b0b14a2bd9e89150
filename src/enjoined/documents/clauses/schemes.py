"""How conditions are numbered: ``12.``, ``Article XII``, ``C.IX``, ``IV.``, ``3.1.2``, ``A.``, a box, a row.

Each scheme finds the lines that may begin a condition, and tells how much they look like it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from enjoined.documents.clauses.numbers import Candidate
from enjoined.documents.layout.lines import Line

__all__ = [
    "ARTICLE", "DOTTED", "LABELLED", "LETTER", "LETTERS", "NUMBERED", "ROMANS", "ROMAN_NUMBER", "ROW", "SCHEMES",
    "SECTION", "printed_number",
]  # fmt: skip

NUMBERED = re.compile(
    r"^[^\w(\"]{0,3}([0-9IlOoSBZ|]{1,3})\s?([.,])(0(?=\s))?(?:\s{0,6}(?=\D|[0-9][a-z])(\S.*))?$"
)
ROW = re.compile(r"^(?:\|\s{0,3})?([0-9]{1,3})[.)]?(?:\s{3,}|\s?\|\s{0,3}|\t\s{0,3})(\S.*)$")
ARTICLE = re.compile(
    r"^\W{0,3}Article\s{1,3}([IVXLC]{1,8}|[0-9]{1,3})\b(?!\([a-z0-9]{1,4}\)|\.\d)\W{0,5}(.*)$", re.IGNORECASE
)
SECTION = re.compile(
    r"^\W{0,3}(?:Section|Sec\.)\s{1,3}([0-9]{1,3})\b(?!\([a-z0-9]{1,4}\)|\.\d)\W{0,4}(.*)$", re.IGNORECASE
)
LABELLED = re.compile(
    r"^\W{0,3}(?:(?:Term|Condition|Clause|Provision|Item)\s{1,3}|[A-Z]{1,2}[-.]\s?)([IVXLC]{1,8}|[0-9]{1,3})\b(?!\([a-z0-9]{1,4}\)|[.\d]*\d)\W{0,4}(.*)$"
)
"""A word or a letter before the number: "Term 4.", "F-2.", "C.IX"."""
LETTERED = re.compile(r"^\W{0,3}([A-Z]{1,2}[-.]\s?(?:[IVXLC]{1,8}|[0-9]{1,3}))\b")
ROMAN_NUMBER = re.compile(r"^\W{0,3}([IVXLC]{1,8})[.)]\s{1,6}(\S.*)$")
LETTER = re.compile(r"^\W{0,3}([A-Z])[.)]\s{1,6}(\S.*)$")
DOTTED = re.compile(
    r"^\W{0,3}(?:(?:Article|Section|Sec\.|Term|Condition|Clause)\s{1,3})?((?:[A-Z]|[0-9]{1,3})(?:\.[0-9]{1,3})?\.[0-9]{1,2}(?:\([a-z]{1,2}\))?)\.?\s{1,4}(?=[\"\u201c(]?[A-Z])(\S.*)$",
)
"""A number of two or three parts: "20.1", "3.1.2", "\u00a7 4.7", "Section 6.2", "A.1", "20.2(b)"."""
PART = re.compile(r"[A-Za-z]+|[0-9]+")
BOXED = re.compile(r"^\W{0,3}(?:[TIEFL1|\[]{0,3}?)([0-9]{1,3})\W{0,3}$")
TITLED = re.compile(r"[A-Z][^.;:]{2,70}(?<![A-Z])(?<!\sv)\.\s+[A-Z\"\u201c(]")
"""A title and the sentence behind it: "Travel. The recipient must ..."."""
PERSON = re.compile(
    r"[A-Z][\w'\u2019-]+(?:,\s[^,.;:]{1,40},)?\s(?:(?:moved|seconded|said|says|voted|asked|told|wrote)\b|and\s[A-Z]\.\s)"
)
"""Behind a letter that is no number but somebody's first name: "A. Smith, Chair, moved to accept"."""
REFERS = re.compile(
    r"\b(?:and|or|of|the|to|in|by|under|see|with|per|from|for|on|at|that|this)$", re.IGNORECASE
)
"""A line that ends so goes on with "Section 2" of the next one, which then heads nothing."""
LEADERS = re.compile(r"\.{4,}\s*\d*\s*$|(?:\. ){4,}")
DIGITS = str.maketrans("IlOoSBZ|", "11005821")
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _quality(rest: str, line: Line, separator: str) -> float:
    quality = 1.0 if re.match(r"[\"'\u201c(\[]?[A-Z0-9]", rest) else 0.35
    if LEADERS.search(rest):
        quality = 0.1
    if separator == ",":
        quality -= 0.15
    return quality + (0.1 if line.gap else 0.0)


def _numbered(lines: Sequence[Line]) -> list[Candidate]:
    """``NN. Title`` (and as scanned: ``II.``, ``1S.``, ``9,``; also ``15.0 Title``)."""
    found: list[Candidate] = []
    for number, line in enumerate(lines):
        match = NUMBERED.match(line.text[:400])
        if not match:
            continue
        raw, rest = match[1], match[4] or ""
        letters = not any(letter.isdigit() for letter in raw)
        if (letters and (set(raw) - set("IlOS|") or not rest)) or (not rest and line.text[-1] == ","):
            continue
        value = int(raw.translate(DIGITS))
        values = {value} if value else set()
        if letters and set(raw) == {"I"}:
            values.add(len(raw))
        if not values:
            continue
        quality = _quality(rest, line, match[2]) * (0.7 if letters else 1.0) if rest else 0.4
        after = not number or lines[number - 1].text.endswith((".", ";", ":"))
        found.append(
            Candidate(
                line=number,
                values=tuple(sorted(values)),
                quality=quality,
                page=line.page,
                left=line.left,
                apart=after and not letters and TITLED.match(rest) is not None,
            )
        )
    return found


def _row(lines: Sequence[Line]) -> list[Candidate]:
    """A number in its own cell of a table: ``53   Ongoing compliance``, ``| 53 | Ongoing compliance |``."""
    found: list[Candidate] = []
    for number, line in enumerate(lines):
        match = ROW.match(line.text[:400])
        if match and int(match[1]):
            # Rows of a budget have figures in their other cells.
            quality = _quality(match[2], line, ".") * (
                0.3 if re.search(r"\$|\s{3}[\d,.]+$", match[2]) else 1.0
            )
            found.append(Candidate(line=number, values=(int(match[1]),), quality=quality, page=line.page))
    return found


def printed_number(text: str, number: int) -> str:
    """The number of a condition as its first line prints it: of several parts, behind a letter, or in Roman numerals.

    >>> printed_number("C.IX. Cooperation", 9), printed_number("IV. Jails", 4), printed_number("II. Reports", 11)
    ('C.IX', 'IV', '11')
    >>> printed_number("20.2(b) The recipient certifies", 1), printed_number("B.2 Records", 4)
    ('20.2(b)', 'B.2')
    >>> printed_number("E. Records", 5), printed_number("S. Records", 5)
    ('E', '5')
    """
    if parts := DOTTED.match(text):
        return parts[1].removesuffix(".0")
    if lettered := LETTERED.match(text):
        return lettered[1]
    roman = ROMAN_NUMBER.match(text)
    if roman and _roman(roman[1]) == number:
        return roman[1]
    letter = LETTER.match(text)
    return letter[1] if letter and _place(letter[1]) == number else str(number)


def _named(
    pattern: re.Pattern[str], read: Callable[[str], int]
) -> Callable[[Sequence[Line]], list[Candidate]]:
    def find(lines: Sequence[Line]) -> list[Candidate]:
        found: list[Candidate] = []
        for number, line in enumerate(lines):
            match = pattern.match(line.text[:400])
            if not match:
                continue
            value = int(match[1]) if match[1].isdigit() else read(match[1].upper())
            rest = match[2]
            if pattern is LETTER and PERSON.match(rest):
                continue
            quality = 1.0 if not rest or re.match(r"[\"'\u201c(]?[A-Z]", rest) else 0.3
            if LEADERS.search(rest) or (
                rest and not rest.endswith((".", ";")) and _heads_nothing(pattern, lines, number)
            ):
                quality = 0.1
            if number and not line.gap and pattern is not LETTER and REFERS.search(lines[number - 1].text):
                continue
            if value:
                found.append(
                    Candidate(line=number, values=(value,), quality=quality, page=line.page, named=True)
                )
        return found

    return find


def _heads_nothing(pattern: re.Pattern[str], lines: Sequence[Line], at: int) -> bool:
    """Whether another number of the scheme stands in the very next line, as in a list of contents."""
    return at + 1 < len(lines) and pattern.match(lines[at + 1].text[:400]) is not None


def _dotted(lines: Sequence[Line]) -> list[Candidate]:
    """Numbers of several parts, each with its place among them: what is out of order numbers no condition.

    "4.1(b)" is an item of 4.1 where that is printed too.
    """
    seen = {at: found[1] for at, line in enumerate(lines) if (found := DOTTED.match(line.text[:400]))}
    whole = set(seen.values())
    seen = {at: text for at, text in seen.items() if "(" not in text or text.partition("(")[0] not in whole}
    keys = {text: tuple(map(_rank, PART.findall(text))) for text in seen.values()}
    places = {key: place for place, key in enumerate(sorted(set(keys.values())), start=1)}
    return [
        Candidate(
            line=at,
            values=(places[keys[text]],),
            quality=0.1 if LEADERS.search(lines[at].text) else 1.0,
            page=lines[at].page,
        )
        for at, text in seen.items()
    ]


def _rank(part: str) -> tuple[int, int, str]:
    """By what a part of a number is put in order: numbers before letters, "b" before "aa"."""
    return (0, int(part), "") if part.isdigit() else (1, len(part), part)


def _roman(text: str) -> int:
    total = 0
    for letter, following in zip(text, [*text[1:], ""], strict=True):
        value = ROMAN[letter]
        total += -value if following and ROMAN[following] > value else value
    return total


def _place(letter: str) -> int:
    return ord(letter) - ord("A") + 1


def _boxed(lines: Sequence[Line]) -> list[Candidate]:
    """A number alone on its line, in a box whose border scanning may read as letters ("T125" is 25)."""
    found: list[Candidate] = []
    edge = 0
    for number, line in enumerate(lines):
        match = BOXED.match(line.text)
        if not match or number + 1 >= len(lines):
            continue
        values = {int(match[1])}
        if line.text[0] in "TIEFL1|[" and len(match[1]) > 1:
            # What looks like the first digit may be the border of the box.
            values |= {int(match[1][1:]), int(match[1][-2:])}
        values.discard(0)
        first = number == 0 or lines[number - 1].page != line.page
        last = lines[number + 1].page != line.page
        edge += first or last
        if values:
            title = lines[number + 1].text
            quality = 0.9 if re.match(r"[\"'\u201c(\[]?[A-Z]", title) and not last else 0.3
            clean = line.text.strip() == match[1]
            # Of two readings that go on as well the first is taken: as printed, if no border is seen.
            readings = sorted(values, reverse=clean)
            found.append(Candidate(line=number, values=tuple(readings), quality=quality, page=line.page))
    # Numbers at the edge of pages are page numbers.
    return [] if edge > 0.6 * len(found) else found


ROMANS = _named(ROMAN_NUMBER, _roman)
"""The scheme of Roman numerals, which may also number the items of a condition."""
SCHEMES: tuple[Callable[[Sequence[Line]], list[Candidate]], ...] = (
    _named(ARTICLE, _roman), _named(SECTION, _roman), _numbered, _boxed, _row, _named(LABELLED, _roman), _dotted,
    ROMANS,
)  # fmt: skip
"""All of them; of two that explain as many numbers the first is taken."""
LETTERS = _named(LETTER, _place)
"""The scheme of letters, "A. Reports", which number conditions only where no numbers stand among or above them."""
