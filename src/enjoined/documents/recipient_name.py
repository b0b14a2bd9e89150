"""The recipient's name: box 1 of a face page, "Name and Address of Recipient:", or the address of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enjoined.documents.page import Page

__all__ = ["find_recipient"]

LABEL = re.compile(
    r"(?:1\s?[.,]\s{0,2})?RECIPIENT\s{1,3}NAME\s{1,3}AND\s{1,3}ADDRESS|Name\s{1,3}and\s{1,3}Address\s{1,3}of\s{1,3}Recipient|(?m:^)\s*(?:Recipient|Grantee|Subrecipient|Sponsor|TO)(?:\s{1,2}Name)?\s{0,2}:|GRANTEE\s{1,3}NAME",
    re.IGNORECASE,
)
CELLS = re.compile(r"\s{3,}|\t|\|")
LINES_BELOW = 8
NOISE = re.compile(
    r"including\s+zip|award\s+number|project\s+(?:period|title|number)|budget\s+period|award\s+date|action|supplement|from\b.*\bto\b|vendor|\bUEI\b|\bDUNS\b|\d{4}-[A-Z]{2}|\$|^\(|^\d{1,2}[a-z]?\.\s|department\s+of\s+justice|office\s+of\s+justice|bureau\s+of",
    re.IGNORECASE,
)
BODY = re.compile(
    r"\b(?:city|county|town|township|village|borough|parish|state|commonwealth|university|college|district|department|police|sheriff|"
    r"board|authority|commission|council|agency|office|nation|tribe|tribal|inc|corporation|foundation|association|center|institute|government)\b",
    re.IGNORECASE,
)
OF_PLACE = re.compile(
    r"\b((?:City|County|Town|Township|Village|Borough|State|Commonwealth)\s{1,2}(?:and\s{1,2}County\s{1,2})?of\s{1,2}[A-Z][\w.'-]+(?:\s{1,2}[A-Z][\w.'-]+){0,3})"
)
ADDRESS = re.compile(r"(?m)^[ \t]*([^\n]{4,60}?)[ \t]*\n\s{0,4}\d{1,6}[ \t][^\n]{3,60}$")
LETTER_HEAD = 2_500
STREET = re.compile(
    r"^\d+\s|\b(?:street|avenue|ave|suite|blvd|boulevard|drive|road|room|floor|p\.?o\.? box)\b|\d{5}(?:-\d{4})?\s*$",
    re.IGNORECASE,
)


def find_recipient(page: Page) -> Iterator[tuple[str, float, int, int]]:
    """Candidate names on a page: ``(name, weight, start, end)``."""
    text = page.text
    for label in LABEL.finditer(text):
        found = _below(text, label.end())
        if found is not None:
            name, start, end, sure = found
            yield name, 5.0 if sure else 2.0, start, end
    for address in ADDRESS.finditer(text[:LETTER_HEAD]):
        place = OF_PLACE.fullmatch(address[1])
        if place:
            yield _tidy(place[1]), 1.5, *address.span(1)


def _below(text: str, at: int) -> tuple[str, int, int, bool] | None:
    """The first cell after a label that reads like the name of a body."""
    fallback: tuple[str, int, int, bool] | None = None
    start = at
    for number, line in enumerate(text[at : at + 1_200].split("\n")):
        if number > LINES_BELOW:
            break
        place = start
        for cell in _cells(line):
            raw, offset = cell
            name = raw.strip(" :;,.")
            first = place + offset + raw.find(name) if name else place
            if (
                len(name) >= 3
                and not NOISE.search(name)
                and not STREET.search(name)
                and re.search(r"[A-Za-z]{3}", name)
            ):
                if BODY.search(name):
                    return _tidy(name), first, first + len(name), True
                if fallback is None and name[:1].isupper():
                    fallback = (_tidy(name), first, first + len(name), False)
        start += len(line) + 1
    return fallback


def _cells(line: str) -> Iterator[tuple[str, int]]:
    at = 0
    for gap in CELLS.finditer(line):
        yield line[at : gap.start()], at
        at = gap.end()
    yield line[at:], at


def _tidy(name: str) -> str:
    """One-spaced; capitals throughout become a title ("CITY OF CHICAGO" is "City of Chicago")."""
    name = " ".join(re.split(r"\s*\((?:herein|hereinafter|the \")", name, maxsplit=1)[0].split())
    if name.isupper():
        name = " ".join(w if w in ("of", "and", "the") else w.capitalize() for w in name.lower().split())
    return name
