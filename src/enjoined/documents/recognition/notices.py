"""Agency notices that conditions are not enforced: which numbers, for which years, as to whom, since when.

What a notice says is taken down as printed; nothing is inferred. Tying names to recipients and numbers to recorded
conditions needs the registry and is done elsewhere.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import msgspec

from enjoined.documents.facts.dates import first_date
from enjoined.documents.page import Page, Span
from enjoined.recipients.states import STATES

__all__ = ["Announcement", "find_announcements", "numbers_in"]


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """One statement that conditions are not enforced.

    ``numbers`` are condition numbers as printed, ranges written out; ``names`` the jurisdictions named; ``with_inside``
    says that governments inside a named State are meant too; ``members_of`` names associations whose members are meant;
    ``written_notice`` that the agency promises notice before it changes its mind; ``date`` is the day the notice bears.
    """

    spans: tuple[Span, ...]
    quote: str
    numbers: tuple[str, ...]
    fiscal_years: tuple[int, ...]
    names: tuple[str, ...]
    inside: tuple[str, ...]
    members_of: tuple[str, ...]
    everyone: bool
    rescinds: bool
    written_notice: bool
    date: str | None


HEAD = re.compile(
    r"(?m)^[^\S\n]*(?=Special\s+Notice\b|NOTICE\s+(?:AS\s+TO|REGARDING|CONCERNING)\b)", re.IGNORECASE
)
NOT_ENFORCED = re.compile(
    r"\b(?:will\s+not|not|neither|nor\s+will|no\s+longer|cease\w*\s+to)\b[^.;]{0,60}?\b(?:us(?:e|ing)\s+(?:or|nor)\s+enforc\w+"
    r"|enforc\w+|be\s+enforced|be\s+applied|appl(?:y|ied)|impos(?:e|ed|ing)|require\s+compliance)\b",
    re.IGNORECASE,
)
RESCINDED = re.compile(
    r"\b(?:rescind(?:s|ed)?|withdraw(?:s|n)?|withdrew|took\s+back|taken\s+back)\b", re.IGNORECASE
)
NUMBERS = re.compile(
    r"\bconditions?\s+(?:numbers?\s+|nos?\.?\s+|numbered\s+)?"
    r"(\d{1,3}[a-z]?(?:\s{0,2}(?:-|\u2013|\u2014|through|thru|to|and|or|,|&|,\s?and)\s{0,2}\d{1,3}[a-z]?){0,20})",
    re.IGNORECASE,
)
RANGE = re.compile(
    r"(\d{1,3})\s*(?:-|\u2013|\u2014|through|thru|to)\s*(\d{1,3})|(\d{1,3}[a-z]?)", re.IGNORECASE
)
LONGEST_RANGE = 60
YEAR = re.compile(
    r"\b(?:FYs?|fiscal\s+years?)\s{0,2}'?(20\d{2}|\d{2})(?:\s?(?:,|and|-|\u2013|through|to)\s?(?:FY\s?)?(20\d{2}))?",
    re.IGNORECASE,
)
WORD = r"[A-Z][\w.'\u2019-]*"
STATE = f"(?:[A-Z]{{2}}|{'|'.join(state.name for state in STATES.values())})"
PLACE = re.compile(
    r"\b(?:(?:States?|Commonwealth|City[ ]and[ ]County|City|County|Town|Village|Township|Borough)[ ]of[ ]"
    rf"{WORD}(?:[ ]{WORD}){{0,2}}|(?:{WORD}[ ]){{1,3}}County\b)(?:,\s{STATE}\b)?"
)
INSIDE = re.compile(
    r"\b(?:(?:its|their|such)\s+(?:political\s+)?subdivisions"
    r"|(?:political\s+)?subdivisions\s+of\s+(?:the\s+foregoing|each|any\s+of\s+them|(?:these|those|such|that|the)\s+States?)"
    r"|jurisdictions?\s+(?:in|within)\s+(?:it|them|(?:the|that|those|these|such)\s+States?)"
    r"|local\s+governments?\s+(?:in|within)|units\s+of\s+local\s+government\s+in)\b",
    re.IGNORECASE,
)
BETWEEN = r"(?:[^.;\n]|(?<=\band)\n|(?<=\bor)\n){0,40}?"
"""What may stand between a State and the places inside it."""
MEMBERS = re.compile(
    rf"\b[Mm]embers?[ ](?:(?:jurisdictions|cities)[ ])?of[ ](?:the[ ])?({WORD}(?:[ ](?:of[ ])?{WORD}){{1,5}})"
)
EVERYONE = re.compile(
    r"\b(?:all|every|any)\s+(?:award\s+|grant\s+)?(?:recipients?|grantees?|awards?|awardees?)\b",
    re.IGNORECASE,
)
PROMISE = re.compile(r"\bwritten\s+notice\b|\bnotify\b[^.]{0,80}\bwriting\b", re.IGNORECASE)
DATED = re.compile(r"\b(?:posted|dated|date|updated|issued|effective)\b\W{0,3}", re.IGNORECASE)
TOP = 600
QUOTE = 700
LAST_WORDS = re.compile(
    r"\s+(?:And|The|In|On|As|For|Or|Shall|Will|This|Until|Should|Special|Notice|Award|FY)$"
)


def find_announcements(pages: Sequence[Page]) -> tuple[Announcement, ...]:
    """The statements of non-enforcement on ``pages``; none where no page makes one."""
    date = _date(pages)
    found: list[Announcement] = []
    for page in pages:
        above = ""
        for start, end in _blocks(page.text):
            text = page.text[start:end]
            said = NOT_ENFORCED.search(text)
            taken = RESCINDED.search(text) if said is None else None
            if said is None and taken is None:
                above = text
                continue
            found.append(
                _announcement(text, above, Span(page=page.index, start=start, end=end), date, said is None)
            )
    return tuple(
        one for one in found if one.numbers or one.names or one.members_of or one.everyone or one.rescinds
    )


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The notices on a page: each begins with its heading; without headings the page is one."""
    edges = [0, *(found.start() for found in HEAD.finditer(text) if found.start()), len(text)]
    for start, end in itertools.pairwise(edges):
        if text[start:end].strip():
            yield start, end


def _announcement(text: str, above: str, span: Span, date: str | None, rescinds: bool) -> Announcement:
    years = _years(text) or _years(above[-300:])
    members = tuple(dict.fromkeys(" ".join(found[1].split()) for found in MEMBERS.finditer(text)))
    names = tuple(
        dict.fromkeys(
            name
            for found in PLACE.finditer(text)
            if (name := _name(found[0])) and not any(name in m for m in members)
        )
    )
    lists = list(NUMBERS.finditer(text))
    many = [found for found in lists if found[0][:10].lower().endswith("s")]
    numbers = dict.fromkeys(number for found in many or lists for number in numbers_in(found[1]))
    quote = " ".join(text.split())
    return Announcement(
        spans=(span,),
        quote=quote if len(quote) <= QUOTE else quote[:QUOTE].rsplit(" ", 1)[0] + " \u2026",
        numbers=tuple(numbers),
        fiscal_years=years,
        names=names,
        inside=tuple(
            name for name in names if re.search(re.escape(name) + BETWEEN + INSIDE.pattern, text, re.I)
        ),
        members_of=members,
        everyone=not names and not members and EVERYONE.search(text) is not None,
        rescinds=rescinds,
        written_notice=PROMISE.search(text) is not None,
        date=date,
    )


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of a list with ranges.

    >>> numbers_in("41-43 and 45 through 47")
    ('41', '42', '43', '45', '46', '47')
    """
    found: list[str] = []
    for part in RANGE.finditer(text):
        if part[3]:
            found.append(part[3])
            continue
        low, high = int(part[1]), int(part[2])
        if low < high <= low + LONGEST_RANGE:
            found += [str(number) for number in range(low, high + 1)]
        else:
            found += [part[1], part[2]]
    return tuple(found)


def _years(text: str) -> tuple[int, ...]:
    years: dict[int, None] = {}
    for found in YEAR.finditer(text):
        for part in (found[1], found[2]):
            if part:
                years[int(part) if len(part) == 4 else 2000 + int(part)] = None
    return tuple(years)


def _name(raw: str) -> str:
    name = " ".join(raw.replace("\n", " ").split()).rstrip(".,;:")
    while (shorter := LAST_WORDS.sub("", name).rstrip(".,;:")) != name:
        name = shorter
    return name if len(name.split()) > 1 else ""


def _date(pages: Sequence[Page]) -> str | None:
    """The day the notice bears: the first date near its top, or one behind "posted" or "dated"."""
    for page in pages[:1]:
        marked = [first_date(page.text, at.end(), at.end() + 30) for at in DATED.finditer(page.text)]
        for day in (*marked, first_date(page.text, 0, TOP)):
            if day is not None:
                return day
    return None
