"""Citations in the text of grant documents: statutes, rules, executive orders, public laws, docket numbers.

Award documents write "8 U.S.C. 1373" without a section sign, scans write "8 V.S.C. I373", and lists name a title
once for many sections. Every pattern here runs in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

__all__ = ["Authority", "find_authorities", "same_authority"]

LONGEST_LIST = 30
"""Sections read after one title at most."""


class Authority(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One citation: as printed, in the form "8 USC 1373(a)", and its characters ``start`` to ``end``.

    ``page`` is set where the text is that of a page.
    """

    text: str
    normalized: str
    start: int
    end: int
    page: int | None = None


# What may not stand before a citation is asked after its first character, so that a search can leap to that character.
DIGIT = r"[0-9IlOSB]"
SUBSECTIONS = r"(?:\s?\([0-9A-Za-z]{1,5}\)){0,6}"
SECTION = (
    rf"(?=[0-9IlOSB]{{0,4}}[0-9]){DIGIT}{{1,5}}(?:(?!or|to|and|of|in)[a-z]{{1,2}}(?![a-z]))?"
    rf"(?:-[0-9]{{1,4}}[a-z]?)?{SUBSECTIONS}"
)
SIGN = r"(?:[\u00a7$?]\s?[\u00a7$?]?|[Ss]ections?|[Ss]ecs?\.)?"
USC = re.compile(
    rf"([0-9IlO](?<![\w.].)[0-9IlO]?)\s?[,.]?\s?[UVu]\.?\s?[S5s]\.?\s?[CcG0OQ]\b\.?(?:\s?A\.)?\s{{0,3}}{SIGN}\s{{0,3}}"
)
CHAPTER = re.compile(r"(?:chs?\.|[Cc]hapters?)\s{0,2}([0-9]{1,3}[A-Z]?)")
SECTION_RE = re.compile(SECTION)
NEXT = re.compile(
    r"\s?(?:[,;]\s?)?(?:&|and|or|to|through|\u2013|\u2014|-)?\s{0,3}(?:\u00a7\s?\u00a7?\s?)?(?=[0-9IlOSB])"
)
NEXT_CHAPTER = re.compile(r"(?:,\s?(?:and\s)?|\s?&\s?|\s(?:and|or)\s)(?=[0-9])")
CHAPTER_NUMBER = re.compile(r"[0-9]{1,3}[A-Z]?\b(?!\s?U\.?\s?S)")
LEVEL = re.compile(r"\(([0-9A-Za-z]{1,5})\)")
NEXT_SUB = re.compile(r"\s?(?:,|&|and|or|,\s?and)\s{0,2}((?:\([0-9A-Za-z]{1,5}\)){1,4})")
OF_TITLE = re.compile(
    rf"[Ss]ections?\s{{1,3}}((?:{SECTION})(?:\s?(?:,|and|or|&)\s?(?:{SECTION})){{0,6}})\s{{0,3}},?\s?of\s{{1,3}}[Tt]itle\s{{1,3}}([0-9]{{1,2}})\b"
)
BARE = re.compile(rf"\u00a7\s?\u00a7?\s?({SECTION})")
CFR = re.compile(
    rf"([0-9IlO](?<![\w.].)[0-9IlO]?)\s?C\.?\s?F\.?\s?R\.?\s{{0,3}}(?:[Pp]arts?|[Pp]t\.|{SIGN})?\s{{0,3}}([0-9]{{1,4}}(?:\.[0-9]{{1,4}})?)((?:\([0-9A-Za-z]{{1,5}}\)){{0,6}})"
)
FED_REG = re.compile(
    r"([0-9](?<![\w.].)[0-9]{0,2})\s(?:Fed\.\s?Reg\.|FR|F\.R\.)\s{0,3}([0-9]{1,3},?[0-9]{3})\b"
)
ORDER = re.compile(
    r"E(?<!\w.)(?:[.,]?\s?[O0][.,]|[O0]s?|\.[O0]|xec(?:utive|\.)\s{0,3}[O0]rders?)\s{0,3}(?:\((?:E\.?O\.?|EO)s?\)\s{0,3})?(?:Nos?\.?|Numbers?)?\s{0,3}(?=[0-9IlOoSB]{0,3}[0-9])([0-9IlOoSB]{2},?[0-9IlOoSB]{3})\b"
)
NEXT_ORDER = re.compile(r"\s?(?:,|;|and|or|&|,\s?and)\s{0,3}(?:E\.?O\.?\s{0,2})?([0-9]{2},?[0-9]{3})\b")
PUBLIC_LAW = re.compile(
    r"P(?<!\w.)(?:ub(?:lic|\.)?\s?L(?:aw|\.)|\.\s?L\.)\s{0,3}(?:Nos?\.?\s{0,2})?([0-9]{2,3})[-\u2013]([0-9]{1,4})\b"
)
DOCKET = re.compile(r"([0-9](?<![\w-].)(?::[0-9]{2}|[0-9]))\s?-?\s?(cv|cr|md|mc|CV|CR)\s?-?\s?([0-9]{3,5})\b")
APPEAL = re.compile(r"N(?<!\w.)os?\.\s{0,2}([0-9]{2}-[0-9]{2,5})\b(?!-)")

REGISTER = ("Reg.", "FR", "F.R.")
"""One of these names the Federal Register."""
OF_CFR = re.compile(r"F\.?\s?R")
"""What every citation of the Code of Federal Regulations holds: "C. F. R." is found sooner by it than by its title."""
ANY_DIGIT = re.compile(r"[0-9]")
"""Every citation holds one."""
DIGITS = str.maketrans("IlOoSB", "110058")


def find_authorities(text: str, *, page: int | None = None) -> tuple[Authority, ...]:
    """Every citation in ``text``, in order.

    >>> [a.normalized for a in find_authorities("8 V.S.C. I373(a) and 1644; section 1226 of title 8; E.O. 13,768")]
    ['8 USC 1373(a)', '8 USC 1644', '8 USC 1226', 'EO 13768']
    """
    if ANY_DIGIT.search(text) is None:
        return ()
    found: list[Authority] = []

    def add(normalized: str, start: int, end: int) -> None:
        found.append(Authority(text=text[start:end], normalized=normalized, start=start, end=end, page=page))

    code_ends: list[tuple[int, str]] = []
    for head in USC.finditer(text):
        title = head[1].translate(DIGITS).lstrip("0")
        end = _sections(text, head, title, add)
        if end:
            code_ends.append((end, title))
    for named in OF_TITLE.finditer(text) if "itle" in text else ():
        at = named.start()
        for section in SECTION_RE.finditer(text, named.start(1), named.end(1)):
            add(f"{named[2]} USC {_number(section[0])}", at, section.end())
            at = section.end()
    for bare in BARE.finditer(text):
        near = [title for end, title in code_ends if end < bare.start() < end + 300]
        if near and not any(a.start <= bare.start() < a.end for a in found):
            add(f"{near[-1]} USC {_number(bare[1])}", *bare.span())
    for rule in CFR.finditer(text) if OF_CFR.search(text) else ():
        add(f"{rule[1].translate(DIGITS)} CFR {rule[2]}{rule[3]}", *rule.span())
    for register in FED_REG.finditer(text) if any(name in text for name in REGISTER) else ():
        add(f"{register[1]} FR {register[2].replace(',', '')}", *register.span())
    for order in ORDER.finditer(text):
        add(f"EO {order[1].replace(',', '').translate(DIGITS)}", *order.span())
        at = order.end()
        for _ in range(LONGEST_LIST):
            more = NEXT_ORDER.match(text, at)
            if not more:
                break
            add(f"EO {more[1].replace(',', '')}", more.start(1), more.end())
            at = more.end()
    for law in PUBLIC_LAW.finditer(text):
        add(f"Pub. L. {law[1]}-{law[2]}", *law.span())
    for docket in DOCKET.finditer(text):
        add(f"No. {docket[1]}-{docket[2].lower()}-{docket[3].zfill(5)}", *docket.span())
    taken = {position for a in found for position in (a.start, a.end)}
    for appeal in APPEAL.finditer(text):
        if appeal.end() in taken:
            continue  # "Pub. L. No. 90-351"
        add(f"No. {appeal[1]}", *appeal.span())
    unique = {(a.normalized, a.start): a for a in found}
    return tuple(sorted(unique.values(), key=lambda a: (a.start, a.end)))


def _number(section: str) -> str:
    """The section with scanned letters read as digits; its sub-divisions as printed, without blanks."""
    head, bracket, tail = section.partition("(")
    head = head.rstrip()
    letters = re.search(r"[a-z]{1,3}$", head)
    ending = letters[0] if letters and not set(letters[0]) <= {"l", "o"} else ""
    digits = head[: len(head) - len(ending)].translate(DIGITS)
    return digits + ending + (bracket + tail).replace(" ", "").replace("\n", "")


def _sections(text: str, head: re.Match[str], title: str, add: Callable[[str, int, int], None]) -> int:
    """Read the list of sections after a title; returns where it ends, or 0 when there is none."""
    at, first = head.end(), True
    end = 0
    chapter = CHAPTER.match(text, at)
    if chapter:
        add(f"{title} USC ch. {chapter[1]}", head.start(), chapter.end())
        at = chapter.end()
        for _ in range(LONGEST_LIST):
            more = NEXT_CHAPTER.match(text, at)
            next_chapter = CHAPTER_NUMBER.match(text, more.end()) if more else None
            if not next_chapter:
                break
            add(f"{title} USC ch. {next_chapter[0]}", *next_chapter.span())
            at = next_chapter.end()
        return at
    for _ in range(LONGEST_LIST):
        section = SECTION_RE.match(text, at)
        if not section or (not first and _starts_other_title(text, section)):
            break
        number = _number(section[0])
        if not first and len(number.partition("(")[0]) < 3:
            break
        add(f"{title} USC {number}", head.start() if first else section.start(), section.end())
        end = section.end()
        for _ in range(6):
            sub = NEXT_SUB.match(text, end)
            if not sub:
                break
            number = _sibling(number, sub[1])
            add(f"{title} USC {number}", sub.start(1), sub.end())
            end = sub.end()
        more = NEXT.match(text, end)
        if not more or more.end() == end:
            break
        at, first = more.end(), False
    return end


def _sibling(number: str, levels: str) -> str:
    """The section with its sub-division replaced: "1324a(a)(1)" and "(2)" is 1324a(a)(2).

    >>> _sibling("1324a(a)(1)", "(2)"), _sibling("1226(a)", "(c)")
    ('1324a(a)(2)', '1226(c)')
    """

    def kind(level: str) -> str:
        return "digit" if level.isdigit() else "upper" if level.isupper() else "lower"

    base, bracket, tail = number.partition("(")
    old = LEVEL.findall(bracket + tail)
    wanted = kind(LEVEL.findall(levels)[0])
    for at in range(len(old) - 1, -1, -1):
        if kind(old[at]) == wanted:
            return base + "".join(f"({level})" for level in old[:at]) + levels
    return base + levels


def _starts_other_title(text: str, section: re.Match[str]) -> bool:
    """Whether the number is itself the title of a new citation ("…, 18 U.S.C. 1071"), or a plain number."""
    following = text[section.end() : section.end() + 14]
    return bool(
        re.match(r"\s?[,.]?\s?(?:[UVu]\.?\s?[S5]|C\.?\s?F|Fed|days|percent|hours|\.[0-9])", following)
    )


def same_authority(cited: str, wanted: str) -> bool:
    """Whether a citation is the wanted one, a part of it, or the section the wanted part belongs to.

    >>> same_authority("8 USC 1373(a)", "8 USC 1373"), same_authority("8 USC 1373", "8 USC 137")
    (True, False)
    """
    if cited == wanted:
        return True
    short, long = sorted((cited, wanted), key=len)
    return long.startswith(short + "(")
