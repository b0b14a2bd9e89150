"""Damage clean page text the way a document portal's OCR does, with a seeded noise model.

The kinds of damage are those seen in public Laserfiche captures of OJP awards: page furniture that moves and
breaks, glued words, letters and digits confused, one award number read in several ways. The text itself is
that of the example's own sheets.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

SEED = 5720
LINE_END = " <br />"
PAGE_BREAK = "\f"
_END_HYPHEN = "\ufffe"  # pdfium's sign for a hyphen at the end of a printed line, which it joins to the next

_PAGE = re.compile(r"PAGE (\d+) OF (\d+)")
_FURNITURE = re.compile(
    r"U\.S\. Department of Justice|Office of Justice Programs|Bureau of Justice Assistance|AWARD CONTINUATION|SHEET"
    r"|Grant|PAGE \d+ OF \d+|PROJECT NUMBER.*|\d{4}-[A-Z]{2}-[A-Z]{2}-\d{4}.*|AWARD DATE.*|\d\d/\d\d/\d{4}"
    r"|SPECIAL CONDITIONS|OJP FORM.*"
)
_HEADING = re.compile(r"(\d{1,2})\.(?= [A-Z\"])")

# What the viewer prints around the first page, before the text itself; entries are lines.
_VIEWER = (
    "My WebLink/|/Help/|/About/|/Sign Out/Home/Browse/Search/>/Contracts - Agreements/Metadata/Thumbnails/Annotations"
    "/Entry Properties/Metadata/Fields/Template:/Contracts/Total Compensation/$AMOUNT.00"
    "/There are no annotations on this page./PDF/Print/Pages to print/View images/View plain text"
)
# Four orders of the page furniture; "/" stands between lines. The third leaves the page number for the body.
_ORDERS = (
    "U.S. Department of Justice/Office of Justice Programs AWARD CONTINUATION '"
    "/Bureau of Justice Assistance SHEET {page}/Grant/PROJECT NUMBER {number} AWARD DATE {date}/SPECIAL CONDITIONS",
    "U.S. Department of Justice/Office of Justice Programs/Bureau of Justice Assistance/PROJECT NUMBER"
    "/AWARD CONTINUATION/SHEET {page}/Grant/{number}AWARD DATE {date}/SPECIAL CONDITIONS",
    "U.S. Department of Justice/Office of Justice Programs AWARD CONTINUATION/Bureau of Justice Assistance SHEET"
    "/Grant/PROJECT NUMBER AWARD DATE/{number} {date}/SPECIAL CONDITIONS",
    "AWARD CONTINUATION/U.S. Department of Justice/Office of Justice Programs SHEET - {page}"
    "/Bureau of Justice Assistance/Grant/SPECIAL CONDITIONS/PROJECT NUMBER {number}/AWARD DATE {date}",
)

# word: (chance, readings)
_WORDS: dict[str, tuple[float, tuple[str, ...]]] = {
    "the": (0.06, ("die", "thc", "tbe")),
    "to": (0.05, ("m", "w", "t0")),
    "must": (0.10, ("most", "mtoa")),
    "or": (0.04, ("re", "ar")),
    "in": (0.03, ("m", "ln")),
    "any": (0.04, ("arty", "anv")),
    "funds": (0.20, ("fiords", "finds")),
    "funding": (0.20, ("finding",)),
    "State": (0.15, ("Slate", "Stare", "Snare")),
    "facility": (0.15, ("faciliry", "c nnoticnal")),
    "such": (0.10, ("sucb",)),
    "within": (0.20, ("witbin", "wiihin")),
    "(PII)": (0.80, ("(Pll)", "(PIP")),
    "U.S.C.": (0.05, ("V.S.C.", "U.S.C", "U.SC.")),
    "C.F.R.": (0.08, ("C.F.R", "CF.R.")),
    "(1)": (0.25, ("(I)", "(l)")),
    "(2)": (0.06, ("(Z)",)),
    "by": (0.03, ("hy",)),
    "DHS": (0.06, ("DI-IS",)),
}
_LETTERS = tuple(
    pair.split(">") for pair in ["rn>m", "cl>d", "m>rn", "l>1", "e>c", "h>b", "ti>d", "o>0", "I>l"]
)
# The look-alikes of each sign of an award number.
_DIGITS = {"0": "On", "1": "lI", "2": "Z3", "7": "1?", "9": "g4", "D": "O0", "J": "IL", "B": "R8", "X": "%K"}
_DIGITS["-"] = " .~"
_HEADING_DIGITS = {"1": "I", "5": "S", "0": "O", "8": "B"}
_SECTION = "1373"
_SECTION_READINGS = ("I373", "I373", "l373", "137 3")
_FURNITURE_DAMAGE = (
    ("AWARD DATE", "ANVARD DATE"),
    ("CONTINUATION", "CONTUNUATION"),
    ("SPECIAL", "SPECLIL"),
    ("CONDITIONS", "COND[TIONS"),
    ("PROJECT NUMBER", "PROTECT AUb19ER"),
    ("Department of", "Departmentof"),
    ("Justice Programs", "Justiceprograms"),
    ("Office of", "Office oC"),
    ("Justice Assistance", "Jusuce Assistance"),
)
_MARKS = ("t j", "_ I", "'' :'", "a't `.", "r", "I", "~ '")


def damaged_text(sheets: Sequence[str], *, facts: Mapping[str, str]) -> str:
    """All sheets as one portal text: ``<br />`` line ends, viewer words on top, form feeds between.

    ``sheets`` are clean page texts with one printed line a line; ``facts`` gives award number, date, amount.
    Raises ``ValueError`` for a sheet that does not carry its page number.
    """
    noise = random.Random(SEED)
    pages: list[str] = []
    for index, sheet in enumerate(sheets):
        found = _PAGE.search(sheet)
        if found is None:
            raise ValueError(f"sheet {index + 1}: no page number")
        viewer = _VIEWER.replace("AMOUNT", facts["amount"]).split("/")
        head = viewer if index == 0 else ["Laserfiche WebLink"]
        lines = _sheet(sheet, page=found.group(), facts=facts, noise=noise, style=index)
        pages.append("\n".join([*head, *(line + LINE_END for line in lines)]))
    return f"\n{PAGE_BREAK}".join(pages) + "\n"


def _sheet(text: str, *, page: str, facts: Mapping[str, str], noise: random.Random, style: int) -> list[str]:
    """The damaged lines of one sheet: furniture in one of several orders, then the body."""
    rate = noise.choice((0.4, 0.8, 1.2, 2.0))
    clean = [line.strip() for line in text.replace(_END_HYPHEN, "-\n").splitlines()]
    text_lines = [line for line in clean if line and not _FURNITURE.fullmatch(line)]
    body = list(_body(text_lines, noise=noise, rate=rate))
    misread = 0.12 * rate if noise.random() < 0.75 else 0.0
    number = _confuse(facts["award_number"], noise=noise, chance=misread)
    date = facts["award_date"] if noise.random() > 0.2 else facts["award_date"].replace("/", "1", 1)
    lines = [
        _break_furniture(line, noise=noise).format(page=page, number=number, date=date)
        for line in _ORDERS[style % len(_ORDERS)].split("/")
    ]
    if noise.random() < 0.5:
        lines.insert(noise.randrange(len(lines)), noise.choice(_MARKS))
    if not any(page in line for line in lines):  # the reader took the page number for a line of the text
        heads = (i for i, line in enumerate(body) if _HEADING.match(line))
        body.insert(next(heads, 0) + 1, page)
    return [*lines, *body, _break_furniture("OJP FORM 4000/2 (REV. 4-88)", noise=noise)]


def _break_furniture(line: str, *, noise: random.Random) -> str:
    for right, wrong in _FURNITURE_DAMAGE:
        if right in line and noise.random() < 0.18:
            line = line.replace(right, wrong)
    return line


def _confuse(value: str, *, noise: random.Random, chance: float) -> str:
    """Digits and capitals read as their look-alikes."""
    return "".join(noise.choice(_DIGITS[c]) if c in _DIGITS and noise.random() < chance else c for c in value)


def _body(lines: Sequence[str], *, noise: random.Random, rate: float) -> Iterator[str]:
    for line in lines:
        words = [_word(word, noise=noise, rate=rate) for word in line.split()]
        yield _heading(_glue(words, noise=noise, rate=rate), noise=noise)


def _word(word: str, *, noise: random.Random, rate: float) -> str:
    """One word as read: a known whole-word confusion, else perhaps one pair of letters mistaken."""
    bare = word.rstrip(",.;:")
    tail = word[len(bare) :]
    if word.startswith(_SECTION) and noise.random() < 0.3:
        return word.replace(_SECTION, noise.choice(_SECTION_READINGS), 1)
    for key, rest in ((word, ""), (bare, tail)):
        if key in _WORDS:
            chance, readings = _WORDS[key]
            return (noise.choice(readings) if noise.random() < min(0.9, chance * rate) else key) + rest
    compound = "-" in bare and bare.replace("-", "").isalpha() and not bare.startswith("-")
    if compound and noise.random() < 0.25 * rate:
        return word.replace("-", " -", 1)
    if bare.isalpha() and len(bare) > 3 and noise.random() < 0.045 * rate:
        present = [pair for pair in _LETTERS if pair[0] in bare]
        if present:
            right, wrong = noise.choice(present)
            return word.replace(right, wrong, 1)
    return word


def _glue(words: Sequence[str], *, noise: random.Random, rate: float) -> str:
    """Put the words back into a line; some spaces are lost, most often after "of", "or", "if" and "may"."""
    line = ""
    for here, following in zip(words, [*words[1:], ""], strict=True):
        chance = 0.07 if here in ("of", "or", "if", "may", "a") else 0.006
        if here.endswith(","):
            chance = 0.05
        lost = noise.random() < chance * rate or (here == "of" and following.startswith("subrecipient"))
        line += here + ("" if lost else " ")
    return line.strip()


def _heading(line: str, *, noise: random.Random) -> str:
    """Numbers at the start of a line: "11." read as "II.", "9." as "9,"."""
    found = _HEADING.match(line)
    if found is None or noise.random() > 0.15:
        return line
    number = "".join(_HEADING_DIGITS.get(digit, digit) for digit in found.group(1))
    stop = "," if number == found.group(1) else "."
    return number + stop + line[found.end() :]
