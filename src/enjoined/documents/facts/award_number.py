"""Award numbers, in the forms that agencies use, read through scanning: pages vote."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from enjoined.documents.facts.votes import Found, Vote, labelled, winner
from enjoined.documents.layout.lines import lowered
from enjoined.documents.page import Page

__all__ = ["find_award_number"]

# What may not stand before a number is asked after its first character, so that a search can leap to that character.
GMS_NUMBER = re.compile(r"([12](?<![\w-].)(?:(?<=1)9|(?<=2)0)\d{2})-([A-Z]{2})-([A-Z]{2})-(\d{4})(?!\d)")
SHORTEST = 7
YEAR_FIRST = re.compile(r"20[0-3]\d-\d{3,5}")
GMS_DAMAGED = re.compile(
    r"([123Z](?<![\w-].)[0OonQ][0-9IlOoS]{2})[-.\s\u2013]{0,2}([A-Z0-9]{2})[-.\s\u2013]{0,2}([A-Z0-9]{2})[-.:\s\u2013]{0,2}([0-9OIlSB]{4})(?![\w-])"
)
OTHER_NUMBERS = (
    re.compile(r"(1(?<![\w-].)5[A-Z0158]{4,6}-\d{2}-[A-Z]{2}-\d{5}-[A-Z0158]{4})(?![\w-])"),
    re.compile(r"(E(?<![\w-].)[A-Z]{2}-20\d{2}-[A-Z]{2}-\d{5}(?:-S\d{2})?)(?![\w-])"),
    re.compile(r"(\d(?<![\w-].)\d[A-Z]\d?\s?-\s?\d{2}[A-Z]\d{5}\s?-\s?\d)(?![\w-])"),
    re.compile(r"([BMESH](?<![\w-].)-\d{2}-[A-Z]{2}-\d{2}-\d{4})(?![\w-])"),
    re.compile(r"(2(?<![\w-].)0\d{2}[A-Z]{4}\d{4})(?![\w-])"),
    re.compile(r"([A-Z](?<![\w-].)[A-Z]\d{4}[A-Z]\d[A-Z]\d{6})(?![\w-])"),
    re.compile(r"([A-Z](?<![\w-].)\d{3}[A-Z][0-3]\d{5})(?:\s?-\s?\d{2}[A-Z]?)?(?![\w-])"),
    re.compile(r"(3(?<![\w-].)\s?-\s?\d{2}-\s?\d{4}-\s?\d{2,3}(?:-\s?20\d{2})?)(?![\w-])"),
)
OFFICE_PARTS = re.compile(r"15[A-Z0158]{4,6}-\d{2}-[A-Z]{2}-\d{5}-[A-Z0158]{4}")
"""A number whose first and last parts are letters, which a scan may print as figures."""
OFFICE_DAMAGED = re.compile(
    r"[1Il{|\[](?<![\w-].)[5S]([A-Z0-9]{4,6})-([0-9OIlSB]{2})-([A-Z0-9]{2})-([0-9OIlSB]{5})-([A-Z0-9]{4})(?![\w-])"
)
OFFICES = frozenset({"PBJA", "PBJS", "PNIJ", "PJDP", "POVC", "PSMA", "JCOPS", "JOVW"})
"""The offices of the Department of Justice as its numbers name them: a damaged number of none of these is no number."""
NUMBER_LABEL = re.compile(
    r"(?:PROJECT|INSTRUMENT|SUB-?AWARD|AWARD|GRANT|AGREEMENT|CONTRACT(?:\s+ROUTING)?|PARTICIPANT|FAIN|FEDERAL AWARD)"
    r"\s{0,3}"
    r"(?:IDENTIFICATION\s|IDENTIFYING\s|AGREEMENT\s|ID\.?\s)?(?:NUMBER|NO\b\.?|ID\b|#)",
    re.I,
)
PRIME = re.compile(r"\b(?:prime|parent|pass-through)\s(?:[\w-]+\s){0,3}\W{0,4}$", re.I)
"""Before a number: that of the award of which this one is part."""
OF_PRIME = 0.3
"""What such a number counts."""
# A number of no known form counts only right behind its label.
NUMBER_AFTER = re.compile(
    r"(?:project|instrument|sub-?award|award|grant|agreement|contract(?:\s+routing)?|participant|fain|federal award)"
    r"\s{0,3}(?:identification\s|identifying\s|agreement\s|id\.?\s)?(?:number|no\b\.?|id\b|#)"
    r"(?:\s?\(fain\))?[ \t]{0,20}[:|]?(?:[\s:|#.]{0,8}|[ \t]{9,40})"
    r"(?=[a-z0-9-]{0,30}\d[a-z0-9*-]{0,30}\d)([a-z0-9][a-z0-9*-]{6,29})(?![\w/-]|[.,]\w|:\s?\d)"
    r"|\bfain\)?[\s:|#]{1,30}"
    r"(?=[a-z0-9-]{0,30}\d)([a-z0-9][a-z0-9-]{6,29})(?![\w/-]|[.,]\w)"
)
BARE_AFTER = re.compile(
    r"\b(?i:sub-?\s?award|sub-?\s?grant|grant|award|agreement)(?:\s{1,2}|\s?:\s{0,3})(?i:(?:agreement|contract)\s{1,2})?(?i:number\s|no\.?\s|\#\s?)?"
    r"(?=[A-Z0-9-]{0,30}\d[A-Z0-9-]{0,30}\d)(?=[A-Z0-9-]*[A-Z]|\d{6,8}-\d{2})(?!FY\d)([A-Z0-9]{1,20}(?:-[A-Z0-9]{1,12}){0,4})(?![\w/-])(?!\.\d)",
)
"""A number right behind the word, without "number": "sub-award HSGP-25-114"; capitals, or a long number of parts."""
BELOW = re.compile(
    r"(?m)^\W{0,3}(?:\d{1,2}[a-z]?[.)]\s{1,3})?(?:federal\s|grant\s|sub-?)?(?:award|grant|agreement|instrument)\s(?:identification\s|identifying\s|id\.?\s)?(?:number|no\b\.?)(?:\s?\(fain\))?:?"
    r"(?:\s{3,}|\s?\|\s?)[^\n]{2,160}\n\s{0,3}(?=[a-z0-9-]{0,30}\d[a-z0-9-]{0,30}\d)(?=[a-z0-9]*[a-z-])([a-z0-9][a-z0-9-]{6,29})(?=\s{3,}|\s?\||\s*\n)"
)
"""A number in the first cell below its label, beside which other labels stand."""
ACTION = re.compile(r"(?:-\d{2}){1,2}$")
"""Of an award's number, what counts its actions."""
LETTER_TO_DIGIT = str.maketrans("IlOoSBZnQ", "110058200")
DIGIT_TO_LETTER = str.maketrans("01586", "OISBG")


def find_award_number(pages: Sequence[Page]) -> Found[str] | None:
    """The number of the award that the pages print most and best."""
    votes: list[Vote] = []
    for page in pages:
        taken: set[int] = set()
        clean: set[int] = set()
        for found in GMS_NUMBER.finditer(page.text):
            weight = _weight(page.text, found.start())
            taken.add(found.start())
            votes.append(Vote(found[0], weight, page.index, *found.span()))
        for pattern in OTHER_NUMBERS:
            for found in pattern.finditer(page.text):
                weight = _weight(page.text, found.start())
                value = re.sub(r"\s", "", found[1])
                if OFFICE_PARTS.fullmatch(value):
                    first, *middle, last = value.split("-")
                    value = "-".join(
                        (
                            first[:2] + first[2:].translate(DIGIT_TO_LETTER),
                            *middle,
                            last.translate(DIGIT_TO_LETTER),
                        )
                    )
                clean.add(found.start(1))
                votes.append(Vote(value, weight, page.index, *found.span(1)))
        for found in OFFICE_DAMAGED.finditer(page.text):
            if found.start() in clean:
                continue
            taken |= {found.start(), found.start() + 1}
            if meant := _of_an_office(found):
                votes.append(Vote(meant, 1.0, page.index, *found.span()))
        for found in GMS_DAMAGED.finditer(page.text):
            meant = _undamaged(found)
            if meant and found.start() not in taken:
                weight = 1.0 if labelled(page.text, found.start(), NUMBER_LABEL, reach=90) else 0.3
                taken.add(found.start())
                votes.append(Vote(meant, weight, page.index, *found.span()))
        for found in NUMBER_AFTER.finditer(lowered(page.text)):
            group = 1 if found[1] else 2
            plain = re.fullmatch(r"[\d-]{8,10}", found[group]) and not YEAR_FIRST.fullmatch(found[group])
            if found.start(group) not in taken and not plain:
                votes.append(Vote(found[group].upper(), 1.2, page.index, *found.span(group)))
        for found in BELOW.finditer(lowered(page.text)) if not votes else ():
            votes.append(Vote(found[1].upper(), 0.8, page.index, *found.span(1)))
        for found in BARE_AFTER.finditer(page.text) if not votes else ():
            # Behind a colon only where a line or a cell begins: "Subaward: UEW-55120-3".
            heads = not found.start() or page.text.endswith(("\n", "  ", "\t", "|"), 0, found.start())
            if len(found[1]) >= SHORTEST and (heads or ":" not in found[0]):
                votes.append(Vote(found[1], 0.6, page.index, *found.span(1)))
    return winner(_without_actions(votes), str)


def _weight(text: str, at: int) -> float:
    """What a number of a known form counts: more behind a label, least where it is that of the prime award."""
    if PRIME.search(text, max(0, at - 50), at):
        return OF_PRIME
    return 3.0 if labelled(text, at, NUMBER_LABEL, reach=90) else 1.0


def _without_actions(votes: list[Vote]) -> list[Vote]:
    """The votes, with a number that goes on with the number of an action ("...0007-06-00") counted for its award."""
    numbers = {vote.value for vote in votes}
    return [
        msgspec.structs.replace(vote, value=plain)
        if (plain := ACTION.sub("", vote.value)) in numbers
        else vote
        for vote in votes
    ]


def _of_an_office(found: re.Match[str]) -> str | None:
    """The number meant by a scanned "1SPBJA-25-GG-O4411-JAGX"; None where a letter of it cannot be known."""
    office, kind, last = found[1].translate(DIGIT_TO_LETTER), found[3], found[5].translate(DIGIT_TO_LETTER)
    if office not in OFFICES or not kind.isalpha():
        return None
    year, serial = (found[place].translate(LETTER_TO_DIGIT) for place in (2, 4))
    return f"15{office}-{year}-{kind}-{serial}-{last}"


def _undamaged(found: re.Match[str]) -> str | None:
    """The number meant by a scanned one, e.g. "2n17-OI-BX0990"; None when it cannot be one."""
    year = "20" + found[1][2:].translate(LETTER_TO_DIGIT)
    program, kind = (found[place].translate(DIGIT_TO_LETTER) for place in (2, 3))
    serial = found[4].translate(LETTER_TO_DIGIT)
    program = {"DI": "DJ", "OI": "DJ", "OJ": "DJ", "D1": "DJ"}.get(program, program)
    if not (year.isdigit() and serial.isdigit() and program.isalpha() and kind.isalpha()):
        return None
    if found[0].count("-") == 2 and kind[1] != "X":
        return None  # a number of another form, whose middle part has four letters
    if not 2000 <= int(year) <= 2035 or not re.search(r"[A-Z]", found[2] + found[3]):
        return None
    return f"{year}-{program}-{kind}-{serial}"
