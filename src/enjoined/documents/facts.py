"""Facts of a document: award number, recipient, program, fiscal year, amount, award date, missing pages.

A face page prints values in boxes, and extraction mixes neighbouring boxes; so values are found by their type and by
the label near them, and pages vote. Every fact says where it stands and how sure it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Generic, TypeVar

import msgspec

from enjoined.documents.page import Page
from enjoined.documents.recipient_name import find_recipient
from enjoined.documents.rules import Kind

__all__ = ["DocumentFacts", "Found", "find_facts"]

T = TypeVar("T")


class Found(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A value, the characters of the page it was read from, and a confidence from 0 to 1."""

    value: T
    page: int
    start: int
    end: int
    confidence: float


class DocumentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the document says about itself; None where it does not say.

    ``amount`` is a decimal string of dollars, ``award_date`` an ISO date, ``program`` an Assistance Listing number.
    """

    kind: Kind
    kind_confidence: float
    award_number: Found[str] | None
    recipient: Found[str] | None
    program: Found[str] | None
    fiscal_year: Found[int] | None
    amount: Found[str] | None
    award_date: Found[str] | None
    missing_pages: tuple[int, ...]


class _Vote(msgspec.Struct, frozen=True):
    value: str
    weight: float
    page: int
    start: int
    end: int


GMS_NUMBER = re.compile(r"(?<![\w-])((?:19|20)\d{2})-([A-Z]{2})-([A-Z]{2})-(\d{4})(?!\d)")
GMS_DAMAGED = re.compile(
    r"(?<![\w-])([123Z][0OonQ][0-9IlOoS]{2})[-.\s\u2013]{0,2}([A-Z0-9]{2})[-.\s\u2013]{0,2}([A-Z0-9]{2})[-.\s\u2013]{0,2}([0-9OIlSB]{4})(?![\w-])"
)
OTHER_NUMBERS = (
    re.compile(r"(?<![\w-])(15P?[A-Z]{3,5}-\d{2}-[A-Z]{2}-\d{5}-[A-Z]{4})(?![\w-])"),
    re.compile(r"(?<![\w-])(E[A-Z]{2}-20\d{2}-[A-Z]{2}-\d{5}(?:-S\d{2})?)(?![\w-])"),
    re.compile(r"(?<![\w-])(\d{2}[A-Z]\d?\s?-\s?\d{2}[A-Z]\d{5}\s?-\s?\d)(?![\w-])"),
    re.compile(r"(?<![\w-])([BMESH]-\d{2}-[A-Z]{2}-\d{2}-\d{4})(?![\w-])"),
    re.compile(r"(?<![\w-])(20\d{2}[A-Z]{4}\d{4})(?![\w-])"),
    re.compile(r"(?<![\w-])([A-Z]{2}\d{4}[A-Z]\d[A-Z]\d{6})(?![\w-])"),
    re.compile(r"(?<![\w-])(3-\d{2}-\d{4}-\d{2,3}(?:-20\d{2})?)(?![\w-])"),
)
NUMBER_LABEL = re.compile(
    r"(?:PROJECT|AWARD|GRANT|AGREEMENT|FAIN|FEDERAL AWARD)\s{0,3}(?:IDENTIFICATION\s)?(?:NUMBER|NO\.?|ID)",
    re.I,
)
# A number of no known form counts only right behind its label.
NUMBER_AFTER = re.compile(
    NUMBER_LABEL.pattern
    + r"(?:\s?\(FAIN\))?[\s:|#.]{0,8}(?=[A-Z0-9-]{0,30}\d[A-Z0-9-]{0,30}\d)([A-Z0-9][A-Z0-9-]{6,29})(?![\w,./-])"
    r"|\bFAIN[\s:|#]{1,6}"
    r"(?=[A-Z0-9-]{0,30}\d)([A-Z0-9][A-Z0-9-]{6,29})(?![\w,./-])",
    re.I,
)
LISTING = re.compile(r"(?<![\d.,$/-])([0-9]{2}\.[0-9]{3})(?![\d.])")
LISTING_LABEL = re.compile(r"CFDA|C\.F\.D\.A|Catalog\s+of\s+Domestic|Assistance\s+Listing|\bALN\b", re.I)
LISTING_NAMED = re.compile(
    r"(?<![\d.,$/-])((?:1[0-9]|20|45|59|6[46]|8[14]|9[347])\.[0-9]{3})\s{0,2}[-\u2013:]\s{0,2}(?=[A-Z][a-z])"
)
YEAR_AUTHORITY = re.compile(r"\bFY\s?'?(20\d{2}|\d{2})\s?\(")
YEAR_WORDS = re.compile(r"\b(?:FY|Fiscal\s+Year|Federal\s+Fiscal\s+Year)\s{0,2}'?(20\d{2}|\d{2})(?!\d)")
YEAR_LABEL = re.compile(r"(?m)^\W{0,3}(?:Federal\s+)?Fiscal\s+Year\s{0,3}[:|]?\s{0,4}(20\d{2})\s*$", re.I)
MONEY = re.compile(r"\$\s{0,4}(\d{1,3}(?:,\s?\d{3}){1,3}|\d{3,10})(\.\d{2})?(?![\d,]*\d)")
BARE_MONEY = re.compile(r"[\s:|]{1,6}(\d{1,3}(?:,\d{3}){1,3})(\.\d{2})?(?![\d,]*\d)")
SENTENCE_END = re.compile(r"[a-z)]\.\s+[A-Z]")
DATE = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])")
ISO_DATE = re.compile(r"(?<![\d-])(20\d{2})-(\d{2})-(\d{2})(?![\d-])")
DATE_LABELS: tuple[tuple[re.Pattern[str], float], ...] = (
    (
        re.compile(
            r"(?:[AV]WARD|ANVARD|AWAR.)\s{1,3}DATE|Date\s+of\s+(?:Offer|(?:the\s)?Award|Issuance)|Award(?:ed)?\s+on\b|Issued?\s+date",
            re.I,
        ),
        2.0,
    ),
    (re.compile(r"Effective\s+date", re.I), 0.8),
)
MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
DATE_WORDS = re.compile(rf"\b{MONTH}\s{{1,2}}(?P<day>\d{{1,2}}),?\s{{1,2}}(?P<year>\d{{4}})", re.I)
DAY_FIRST = re.compile(rf"\b(?P<day>\d{{1,2}})\s{{1,2}}{MONTH}\s{{1,2}}(?P<year>\d{{4}})", re.I)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
AMOUNT_LABELS: tuple[tuple[re.Pattern[str], float], ...] = (
    (
        re.compile(
            r"TOTAL\s+(?:FEDERAL\s+)?AWARD|Federal\s+Award\s+Amount|(?:Total\s+)?Federal\s+Funds\s+(?:Awarded|Obligated)",
            re.I,
        ),
        4.0,
    ),
    (re.compile(r"AMOUNT\s+OF\s+(?:THIS\s+)?(?:FEDERAL\s+)?AWARD|This\s+Action", re.I), 3.0),
    (re.compile(r"(?:award|grant|funding|application)\b[^.$]{0,160}in\s+the\s+amount\s+of", re.I), 2.0),
    (
        re.compile(
            r"approved\s+an\s+award\s+of|in\s+the\s+amount\s+of|(?<!previous\s)\b(?:award|grant)\s+amount",
            re.I,
        ),
        2.0,
    ),
)
LETTER_TO_DIGIT = str.maketrans("IlOoSBZnQ", "110058200")
DIGIT_TO_LETTER = str.maketrans("01586", "OISBG")
NEXT_LABEL = 220
"""A value is looked for within this many characters after its label."""


def find_facts(
    pages: Sequence[Page], *, kind: Kind, kind_confidence: float, missing: tuple[int, ...]
) -> DocumentFacts:
    """The facts that ``pages`` state."""
    award = _award_number(pages)
    year = _fiscal_year(pages, award)
    return DocumentFacts(
        kind=kind,
        kind_confidence=kind_confidence,
        award_number=award,
        recipient=_recipient(pages),
        program=_winner(_listings(pages), str),
        fiscal_year=year,
        amount=_winner(_amounts(pages), str),
        award_date=_winner(_dates(pages), str),
        missing_pages=missing,
    )


def _winner(votes: Iterable[_Vote], convert: Callable[[str], T]) -> Found[T] | None:
    """The value with most votes; its place is that of its weightiest vote."""
    sums: dict[str, float] = {}
    best: dict[str, _Vote] = {}
    for vote in votes:
        sums[vote.value] = sums.get(vote.value, 0.0) + vote.weight
        if vote.value not in best or best[vote.value].weight < vote.weight:
            best[vote.value] = vote
    if not sums:
        return None
    value = max(sums, key=lambda name: (sums[name], best[name].weight))
    share = sums[value] / sum(sums.values())
    vote = best[value]
    confidence = round(min(0.99, (0.45 + 0.5 * share) * min(1.0, 0.6 + sums[value] / 10)), 2)
    return Found(value=convert(value), page=vote.page, start=vote.start, end=vote.end, confidence=confidence)


def _labelled(text: str, at: int, label: re.Pattern[str], *, reach: int = 60) -> bool:
    return label.search(text, max(0, at - reach), at) is not None


def _award_number(pages: Sequence[Page]) -> Found[str] | None:
    votes: list[_Vote] = []
    for page in pages:
        taken: set[int] = set()
        for found in GMS_NUMBER.finditer(page.text):
            weight = 3.0 if _labelled(page.text, found.start(), NUMBER_LABEL, reach=90) else 1.0
            taken.add(found.start())
            votes.append(_Vote(found[0], weight, page.index, *found.span()))
        for pattern in OTHER_NUMBERS:
            for found in pattern.finditer(page.text):
                weight = 3.0 if _labelled(page.text, found.start(), NUMBER_LABEL, reach=90) else 1.0
                votes.append(_Vote(re.sub(r"\s", "", found[1]), weight, page.index, *found.span(1)))
        for found in GMS_DAMAGED.finditer(page.text):
            value = _undamaged(found)
            if value and found.start() not in taken:
                weight = 1.0 if _labelled(page.text, found.start(), NUMBER_LABEL, reach=90) else 0.3
                taken.add(found.start())
                votes.append(_Vote(value, weight, page.index, *found.span()))
        for found in NUMBER_AFTER.finditer(page.text):
            group = 1 if found[1] else 2
            if found.start(group) not in taken and not re.fullmatch(r"[\d-]{8,10}", found[group]):
                votes.append(_Vote(found[group].upper(), 1.2, page.index, *found.span(group)))
    return _winner(votes, str)


def _undamaged(found: re.Match[str]) -> str | None:
    """The number meant by a scanned one, e.g. "2n17-OI-BX0990"; None when it cannot be one."""
    year = "20" + found[1][2:].translate(LETTER_TO_DIGIT)
    program, kind = (found[place].translate(DIGIT_TO_LETTER) for place in (2, 3))
    serial = found[4].translate(LETTER_TO_DIGIT)
    program = {"DI": "DJ", "OI": "DJ", "OJ": "DJ", "D1": "DJ"}.get(program, program)
    if not (year.isdigit() and serial.isdigit() and program.isalpha() and kind.isalpha()):
        return None
    if not 2000 <= int(year) <= 2035 or not re.search(r"[A-Z]", found[2] + found[3]):
        return None
    return f"{year}-{program}-{kind}-{serial}"


def _listings(pages: Sequence[Page]) -> list[_Vote]:
    votes: list[_Vote] = []
    for page in pages:
        for found in LISTING.finditer(page.text):
            if _labelled(page.text, found.start(), LISTING_LABEL, reach=NEXT_LABEL):
                votes.append(_Vote(found[1], 3.0, page.index, *found.span(1)))
        for found in LISTING_NAMED.finditer(page.text):
            votes.append(_Vote(found[1], 1.0, page.index, *found.span(1)))
    return votes


def _fiscal_year(pages: Sequence[Page], award: Found[str] | None) -> Found[int] | None:
    votes: list[_Vote] = []
    for page in pages:
        for pattern, weight in ((YEAR_AUTHORITY, 6.0), (YEAR_LABEL, 4.0), (YEAR_WORDS, 0.5)):
            for found in pattern.finditer(page.text):
                year = found[1] if len(found[1]) == 4 else f"20{found[1]}"
                votes.append(_Vote(year, weight, page.index, *found.span()))
    if award is not None:
        whole = re.match(r"(20\d{2})-|E[A-Z]{2}-(20\d{2})-", award.value)
        short = re.match(r"15P?[A-Z]{3,5}-(\d{2})-|[BM]-(\d{2})-", award.value)
        year = next((g for g in whole.groups() if g), "") if whole else ""
        if short:
            year = "20" + next(g for g in short.groups() if g)
        if year:
            votes.append(_Vote(year, 5.0, award.page, award.start, award.end))
    return _winner(votes, int)


def _amounts(pages: Sequence[Page]) -> list[_Vote]:
    votes: list[_Vote] = []
    for page in pages:
        for pattern, weight in AMOUNT_LABELS:
            for label in pattern.finditer(page.text):
                money = BARE_MONEY.match(page.text, label.end()) or _money(page.text, label.end())
                if money is not None:
                    value = re.sub(r"[,\s]", "", money[1]) + (money[2] or ".00")
                    votes.append(_Vote(value, weight, page.index, *money.span()))
    return votes


def _money(text: str, start: int) -> re.Match[str] | None:
    """The first sum above zero after a label, before a sentence ends."""
    for money in MONEY.finditer(text, start, start + NEXT_LABEL):
        if SENTENCE_END.search(text, start, money.start()):
            return None
        if float(re.sub(r"[,\s]", "", money[1])) > 0:
            return money
    return None


def _dates(pages: Sequence[Page]) -> list[_Vote]:
    votes: list[_Vote] = []
    for page in pages:
        for pattern, weight in DATE_LABELS:
            for label in pattern.finditer(page.text):
                found = _date(page.text, label.end(), label.end() + 40)
                if found is not None:
                    iso, start, end = found
                    votes.append(_Vote(iso, weight, page.index, start, end))
    return votes


def _date(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The first date in ``text[start:end]``: ISO, and where it stands."""
    found: list[tuple[int, int, str | None]] = []
    for date_ in DATE.finditer(text, start, end):
        found.append((*date_.span(), _iso(int(date_[3]), int(date_[1]), int(date_[2]))))
    for date_ in ISO_DATE.finditer(text, start, end):
        found.append((*date_.span(), _iso(int(date_[1]), int(date_[2]), int(date_[3]))))
    for pattern, month in ((DATE_WORDS, 1), (DAY_FIRST, 2)):
        for date_ in pattern.finditer(text, start, end):
            number = MONTHS.index(date_[month].lower()) + 1
            found.append((*date_.span(), _iso(int(date_["year"]), number, int(date_["day"]))))
    for first, last, iso in sorted(found, key=lambda entry: entry[0]):
        if iso is not None:
            return iso, first, last
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return None


def _recipient(pages: Sequence[Page]) -> Found[str] | None:
    votes = [
        _Vote(name, weight, page.index, start, end)
        for page in pages
        for name, weight, start, end in find_recipient(page)
    ]
    return _winner(votes, str)
