"""The recipient's name: box 1 of a face page, "Recipient:", a cell of a table, or the address of a letter.

Extraction mixes the boxes of a form, so what stands next to the label is often the value of another box. A piece of
text counts as the name only when it reads like the name of a body; where none does, there is no recipient.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from enjoined.documents.facts.body_names import HELD, NAME_OF, STREET, WORD, Name, name_in
from enjoined.documents.facts.recipient_labels import MEMO, MEMO_HEAD, UNDER, WHO, recipient_labels
from enjoined.documents.page import Page

__all__ = ["find_recipient", "governments_named"]

CELLS = re.compile(r"\s{3,}|\t|\|")
LINES_BELOW = 8
REACH = 1_200
GOVERNMENT = re.compile(
    rf"(?!The\s){WORD}(?:[ \t]{WORD}){{0,3}}?[ \t](?:County|Parish|Borough|Township|(?:Unified[ \t])?School\sDistrict"
    r"|(?:Housing|Transit|Port|Airport)[ \t]Authority|Police[ \t]Department|Sheriff['\u2019]s[ \t](?:Office|Department)"
    r"|Nation|Tribe|Pueblo)\b(?![ \t]+[a-z]?[A-Z][a-z])"
)
GIVES = re.compile(r"\b(?:vs?\.|against|like|such\s+as|cf\.)\s+(?:the\s+)?$", re.IGNORECASE)
NAMED = 0.4
"""What the mere naming of a government counts."""
NAME_AT_ALL = re.compile(
    rf"{WORD}(?:\s(?:(?:of|and|for|the|&)\s(?:the\s)?)?{WORD}|\s\d{{1,3}}\b){{1,8}}(?:,\sInc\.)?"
)
"""Words in capitals that may be the name of a body."""
CITY_LINE = re.compile(r",\s+[A-Z]{2}\s+\d{5}(?:-\d{4})?$")
LINES_ABOVE = 4
UNIT = re.compile(
    rf"(?:Office|Department|Dept\.?|Division|Bureau|Unit|Branch)\s(?:of|for)\b|(?:\w+\s)?{HELD}['\u2019]s?\sOffice(?:,|$)"
)
"""An office or a part of a government, which says not of which."""
NARROW = 30
"""A line of at least this many characters may be a full line of a narrow column."""
ENDING = re.compile(
    r"(?:(?:Homeland|Safety|Human|Social|Public|Emergency|Criminal|Justice|Health|School|Community)\s)?"
    r"(?:Security|Services|Affairs|Management|Authority|Commission|Department|District|Agency|Administration|Safety|Office|Council|Board|Programs?|Development|Assistance|County|Division)",
)
COLUMN = 60
"""Lines of a narrow column are no longer than this."""
GOES_ON = re.compile(r"(?:\b(?:of|and|the|for)|[,&])$", re.IGNORECASE)
GETS = re.compile(rf"\b(?:{WHO})", re.IGNORECASE)
PRIME = re.compile(r"\bprime\s", re.IGNORECASE)
"""Of a label: who passes the money through, where somebody is named who gets it."""
LETTER_HEAD = 2_500
SALUTATION = re.compile(r"(?m)^\s{0,8}Dear\b")
ADDRESS = re.compile(
    r"(?m)^[ \t]*([^\n]{4,60}?)[ \t]*\n(?:[ \t]*(?i:attn|attention|c/o)\b[^\n]{2,50}\n)?\s{0,4}"
    r"(?:\d{1,6}[ \t]{0,2}(?=[A-Z0-9])|(?:P\.?\s?O\.?\s?)?Box\s)[^\n]{2,60}$"
)
GREETED = re.compile(
    r"(?m)^[ \t]{0,8}(?:To\s+the|Dear\s+(?:[A-Z]\w+\s+){0,2}"
    r"(?:Mayor|Governor|Sheriff|Chief|Director|President|Chancellor|Chair\w*|Administrator|Manager|Superintendent|Secretary|Commissioner|Treasurer|Officer)\s+(?:of|at|for)(?:\s+the)?)\s+"
    r"(?P<name>(?!Honorable\b|(?!City\b|Town\b|Village\b)\w+\s+of\s+the\s)[A-Z][^\n:,]{3,80}?)[ \t]?[,:][ \t]*$"
)
"""A letter to a body, or to who leads it: "To the Pine Library," "Dear Director of the Pine Library:"."""
NAMED_SO = re.compile(
    r"\((?i:(?:hereinafter\s+|herein\s+)?(?:called\s+|referred\s+to\s+as\s+)?(?:the\s+)?[\"\u201c']?"
    rf"(?:sub-?\s?)?(?:{WHO}|cooperator|sponsor)\b)"
)
CALLED = re.compile(
    r"\b(?:and|between|by|to|with)\s+(?:the\s+)?(?P<name>(?!Department\b|Office\b|Federal\b|United\b|Urban\s+Development\b|Human\s+Services\b)[A-Z](?:(?!\sand\s+the\s)(?:[^()\n;:]|\n(?=\S))){2,80}?),?\s*"
    + NAMED_SO.pattern,
    re.IGNORECASE,
)
"""A party to an agreement, as it is named from then on: "and Pine County (the Recipient)"."""
BETWEEN = re.compile(
    r"(?m)(?:[Aa](?<!\w.)(?i:greement\s+(?:is\s+made\s+)?(?:by\s+and\s+)?between)|^(?i:by\s+and\s+between))\s+(?i:(?:the\s+)?[^.;\n]{5,90}?\band\s+(?:the\s+)?"
    r"(?P<name>[A-Z][^().;:\n]{3,80}))"
)
SENTENCES = (
    re.compile(r"[ao](?<!\w.)(?:(?<=a)warded|(?<=o)bligated)\s+\$[\d,.]{3,18}\s+to\s+(?:the\s+)?"),
    re.compile(r"in\s+the\s+amount\s+of\s+\$[\d,.]{3,18}(?:\s+\([^)]{0,160}\))?\s+(?:for|to)\s+(?:the\s+)?"),
    re.compile(r"[afg](?<!\w.)(?:(?<=a)ward(?:ed)?|(?<=g)rant(?:ed)?|(?<=f)unds)\s+to\s+(?:the\s+)?"),
    re.compile(r"[AG](?:(?<=A)ward|(?<=G)rant)\s+(?:[Nn]o\.\s+)?[A-Z0-9][\w-]*\d[\w-]*\s+to\s+(?:the\s+)?"),
    re.compile(
        r"(?:^|[.;]\s+|\n)(?=(?:The\s+)?[A-Z][^.\n]{3,60}\s(?:is|was|has\s+been)\s+(?:hereby\s+)?(?:awarded|granted|offered|selected)\b)(?:The\s+)?(?:entity\s+)?"
    ),
    re.compile(
        r"o(?<!\w.)n\s+(?:the\s+)?behalf\s+of\s+(?:the\s+)?(?!Attorney|Director|Secretary|Department)"
    ),
    re.compile(
        r"[aco](?<!\w.)(?:(?<=o)fficer|(?<=a)ttorney|(?<=c)ounsel)\s+(?:of|for|to)\s+(?:the\s+)?(?!Department)"
    ),
    re.compile(r"y(?<!\w.)our\s+(?:organization|agency|jurisdiction),\s+(?:the\s+)?"),
    re.compile(r"a(?<!\w.)pplication\s+(?:of|submitted\s+by|from)\s+(?:the\s+)?"),
)


def find_recipient(page: Page) -> Iterator[tuple[str, float, int, int]]:
    """Candidate names on a page: ``(name, weight, start, end)``."""
    text = page.text
    named = [
        (label[0], found)
        for label in recipient_labels(text)
        if (found := _above(text, label) or _after(text, label)) is not None
    ]
    # Of several sub-recipients none is whom the paper is for: it lists them.
    under = len({found.value for label, found in named if found.sure and UNDER.search(label)}) == 1
    for label, found in named:
        weight = 5.0 if found.sure else 2.0
        # Beside the sub-recipient, the grantee is who passes the money through.
        through = PRIME.search(label) or (under and not UNDER.search(label) and GETS.search(label))
        yield found.value, weight / 5 if through else weight, found.start, found.end
    head = text[:LETTER_HEAD]
    letter = SALUTATION.search(head) is not None
    for address in ADDRESS.finditer(head):
        name = _addressee(head, address)
        if name is not None and (NAME_OF.fullmatch(name.value) or (letter and name.sure)):
            yield name.value, 1.5, name.start, name.end
    for greeted in GREETED.finditer(head):
        name = name_in(greeted["name"], greeted.start("name"))
        if name is not None and name.sure:
            yield name.value, 1.0, name.start, name.end
    parties = ((CALLED, 3.0), (BETWEEN, 1.2)) if NAMED_SO.search(head) else ((BETWEEN, 1.2),)
    for pattern, weight in parties:
        for party in pattern.finditer(head):
            name = _second(party) or name_in(party["name"], party.start("name"))
            if name is not None and (name.sure or pattern is CALLED):
                yield name.value, weight, name.start, name.end
    for opening in SENTENCES:
        for lead in opening.finditer(head):
            place = NAME_OF.match(text, lead.end()) or NAME_AT_ALL.match(text, lead.end())
            if place:
                name = name_in(re.sub(r"(?<!\b[Ii]nc)\.$", "", place[0]), place.start())
                if name is not None and name.sure:
                    yield name.value, 1.0, name.start, name.end


def _addressee(text: str, address: re.Match[str]) -> Name | None:
    """Whose the office is to which a letter is addressed; who stands above the street, where no office does."""
    first = name_in(address[1], address.start(1))
    if first is None or not UNIT.match(first.value):
        return first
    if government := NAME_OF.search(address[1]) or GOVERNMENT.search(address[1]):
        return name_in(government[0], address.start(1) + government.start())
    end = address.start()
    for _ in range(LINES_ABOVE):
        start = text.rfind("\n", 0, max(end - 1, 0)) + 1
        name = name_in(text[start : max(end - 1, 0)].strip(), start)
        if name is not None and name.sure and not UNIT.match(name.value):
            return name
        if name is None and not text[start:end].strip():
            break
        end = start
    return first if first.value.startswith("Department") else None


def _second(party: re.Match[str]) -> Name | None:
    """The second of two parties between whom an agreement is, where both are bodies."""
    joint = re.search(r"\s+and\s+", party["name"]) if party[0].lower().startswith("between") else None
    if joint is None:
        return None
    first = name_in(party["name"][: joint.start()], party.start("name"))
    return (
        name_in(party["name"][joint.end() :], party.start("name") + joint.end())
        if first and first.sure
        else None
    )


def governments_named(page: Page) -> Iterator[tuple[str, float, int, int]]:
    """Governments that a page names anywhere, for a paper that labels no recipient: ``(name, weight, start, end)``."""
    for pattern in (NAME_OF, GOVERNMENT):
        for place in pattern.finditer(page.text):
            if GIVES.search(page.text, max(0, place.start() - 24), place.start()):
                continue
            name = name_in(place[0], place.start())
            if name is not None and name.sure:
                yield name.value, NAMED, name.start, name.end


def _above(text: str, label: re.Match[str]) -> Name | None:
    """The name in a box beside whose middle its label stands, so that an address is all that follows the label."""
    line = text[label.end() : text.find("\n", label.end()) % (len(text) + 1)]
    beside = next((raw.strip() for raw, _ in _cells(line) if raw.strip()), "")
    if "\n" in label[0].rstrip() or not (STREET.search(beside) or CITY_LINE.search(beside)):
        return None
    end = text.rfind("\n", 0, label.start() + 1)
    for _ in range(LINES_ABOVE):
        start = text.rfind("\n", 0, max(end, 0)) + 1
        if not text[start : max(end, 0)].strip():
            break
        for raw, offset in _cells(text[start:end]):
            name = name_in(raw, start + offset)
            if name is not None and name.sure:
                return name
        end = start - 1
    return None


def _after(text: str, label: re.Match[str]) -> Name | None:
    """The first piece after a label that reads like the name of a body; else one that could be a name."""
    end = label["end"]
    word = label[0].strip(" \n\t|:-\u2013\u2014").lower()
    # "to" and "sponsor" begin many sentences, and any label may be the first word of one.
    marked = bool(end.strip())
    leads = not marked and word in ("to", "sponsor", "contractor", "participant")
    if leads and (end or word != "contractor"):
        return None
    if not marked and len(end) < 2 and word in ("tribe", "tribal government"):
        return None
    if word == "to" and MEMO.search(text, max(0, label.start() - MEMO_HEAD), label.end() + MEMO_HEAD):
        return None
    running = not marked and end in (" ", "\u00a0")
    column = _column(text, label)
    fallback: Name | None = None
    start = label.end()
    pieces = 0
    lines = text[start : start + REACH].split("\n")[: 2 if leads else LINES_BELOW + 1]
    for number, line in enumerate(lines):
        cells = [cell for cell in _cells(line) if cell[0].strip()]
        if number == 1 and column and column[1] == len(cells):
            cells = cells[column[0] :]  # what stands below the labels before it is theirs
        for raw, offset in cells:
            name = name_in(raw, start + offset)
            if name is None:
                pieces += bool(raw.strip())
                if running:
                    return None
                continue
            if number + 1 < len(lines) and (
                GOES_ON.search(name.value)
                or _wraps(start + len(line) - text.rfind("\n", 0, start) - 1, lines, number)
            ):
                name = _joined(text, name, start + len(line) + 1, lines[number + 1])
            if name.sure:
                return None if running and not NAME_OF.fullmatch(name.value) else name
            if fallback is None and pieces < 2:
                fallback = name
            pieces += 1
            if running:
                return None
        start += len(line) + 1
    return None if running or leads else fallback


def _column(text: str, label: re.Match[str]) -> tuple[int, int] | None:
    """The place of a label in a row of labels, and how many these are; None where something stands behind it."""
    begin = text.rfind("\n", 0, label.start() + (text[label.start()] != "\n")) + 1
    end = text.find("\n", label.end("end"))
    if end < 0 or text[label.end() : end].strip() or "\n" in text[label.start() : label.end()].strip():
        return None
    count = sum(bool(raw.strip()) for raw, _ in _cells(text[begin:end]))
    return (count - 1, count) if count > 1 else None


def _wraps(length: int, lines: list[str], number: int) -> bool:
    """Whether the name fills its line of ``length``, and the next one holds only a word or two that may end it."""
    rest, line = lines[number + 1].strip(), lines[number].rstrip()
    full = len(line) >= NARROW or len(line.split()) > 4
    if full and 0 < len(rest.split()) <= 2 and ENDING.fullmatch(rest):
        return True
    widest = max(length, *(len(other.rstrip()) for other in lines))
    no_room = widest <= COLUMN and length + 1 + len(rest.partition(" ")[0]) > widest
    return no_room and re.fullmatch(r"[A-Z][a-z]+(?:\s[A-Z][a-z]+)?", rest) is not None


def _joined(text: str, name: Name, start: int, line: str) -> Name:
    """A name that goes on in the next line ("Board of Supervisors of / Coconino County")."""
    raw, offset = next(_cells(line))
    rest = name_in(raw, start + offset)
    if rest is None:
        return name
    return Name(f"{name.value} {rest.value}", name.start, rest.end, True)


def _cells(line: str) -> Iterator[tuple[str, int]]:
    at = 0
    for gap in CELLS.finditer(line):
        yield line[at : gap.start()], at
        at = gap.end()
    yield line[at:], at
