"""Facts of a document: award number, recipient, program, fiscal year, amount, award date, missing pages.

A face page prints values in boxes, and extraction mixes neighbouring boxes; so values are found by their type and by
the label near them, and pages vote. Every fact says where it stands and how sure it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from enjoined.documents.facts.amounts import find_amount
from enjoined.documents.facts.award_number import find_award_number
from enjoined.documents.facts.dates import find_award_date, find_deadline
from enjoined.documents.facts.mended import BODIES, BODY_WORDS, mend, read_otherwise
from enjoined.documents.facts.recipient_name import find_recipient, governments_named
from enjoined.documents.facts.several import faces_of_awards
from enjoined.documents.facts.votes import NEXT_LABEL, Found, Vote, labelled, winner
from enjoined.documents.layout.lines import lowered
from enjoined.documents.page import Page
from enjoined.documents.recognition.rules import Kind
from enjoined.documents.recognition.tokens import Vocabulary

__all__ = ["DocumentFacts", "Found", "find_facts"]


class DocumentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the document says about itself; None where it does not say.

    ``amount`` is a decimal string of dollars, ``award_date`` and ``deadline`` (to accept, or to apply) ISO dates,
    ``awards`` are the numbers of the awards whose faces the file holds, if several: then a fact is one that they share.
    ``program`` an Assistance Listing number, ``uei`` the recipient's twelve-character identifier, ``version`` what the
    terms call their own version.
    """

    kind: Kind
    kind_confidence: float
    award_number: Found[str] | None
    recipient: Found[str] | None
    program: Found[str] | None
    fiscal_year: Found[int] | None
    amount: Found[str] | None
    award_date: Found[str] | None
    deadline: Found[str] | None
    uei: Found[str] | None
    version: Found[str] | None
    missing_pages: tuple[int, ...]
    awards: tuple[str, ...] = ()


LISTING = re.compile(r"([0-9](?<![\d.,$/-].)[0-9]\.[0-9]{3})(?!\d|\.\d)")
LISTING_LABEL = re.compile(
    r"C(?:FD|DF)A|C\.F\.D\.A|Catalog\s+of\s+(?:Federal\s+)?Domestic|\b(?:Cat\.?|Federal\sCatalog)\s(?:No\b|Number)|\bListings?\b|\bALN\b",
    re.I,
)
LISTING_NAMED = re.compile(
    r"([1-9](?<![\d.,$/-].)(?:(?<=1)[0-9]|(?<=2)0|(?<=4)5|(?<=5)9|(?<=6)[46]|(?<=8)[14]|(?<=9)[347])\.[0-9]{3})\s{0,2}[-\u2013:]\s{0,2}(?=[A-Z][a-z])"
)
LISTING_AFTER = re.compile(
    r"\((?:(?<=[A-Za-z]\s.)|(?<=\b20\d\d\s.))((?:1[0-9]|20|45|59|6[46]|8[14]|9[347])\.[0-9]{3})\)(?!\s?\()"
)
"""Right behind the name of a program: "Housing Opportunities (14.241)"."""
LISTING_LAST = re.compile(
    r",(?<=[A-Za-z],)(?<!CFR,)(?<!Code,)(?<!Part,)(?<!Rule,)(?<!Title,)(?<!Chapter,)(?<!Section,)(?<!Article,)\s((?:1[0-9]|20|45|59|6[46]|8[14]|9[347])\.[0-9]{3})(?=\.?\s*$|\.?\s*\n(?!\s*[a-z])|\.\s+[A-Z])"
)
"""The same at the end of a line or a sentence: "National Endowment for the Arts, 45.025."."""
YEAR_AUTHORITY = re.compile(r"F(?<!\w.)Y\s?'?(20\d{2}|\d{2})\s?\(")
YEAR_WORDS = re.compile(
    r"\b(?:[FS]?FY|F\.Y\.|(?:Federal\s+|State\s+)?Fiscal\s+Year(?:\s\([SF]?FY\)|\s+of\s+(?:the\s+)?(?:funds|award))?|Funding\s+Year|Grant\s+Year|Program\s+Year)"
    r"\s{0,3}[:|-]?\s{0,3}(?:FY\s?)?'?(20\d{2}|\d{2})(?!\d)(?!\s?[-\u2013]\s?\d{2,4}\b)",
    re.I,
)
YEAR_FEDERAL = re.compile(
    r"\bFederal\s+(?:Fiscal\s+Year|FY)(?:\s\(F?FY\))?\s{0,3}[:|-]?\s{0,3}(20\d{2})(?!\d)(?!\s?[-\u2013]\s?\d)",
    re.I,
)
YEAR_TITLE = re.compile(
    r"(?m)^\W{0,3}(20\d{2})\s{1,2}(?=(?:[A-Z][\w&-]*\s{1,2}){1,7}(?i:Program|Grant|Award|Terms|Solicitation|Competition)\b)"
)
YEAR_LABEL = re.compile(
    r"(?m)^\W{0,3}(?:Federal\s+)?(?:Fiscal\s+Year|F?FY)\s{0,3}[:|]?[ \t]{0,30}\s{0,4}(20\d{2})\W*$", re.I
)
YEAR_OF_PROGRAM = re.compile(
    r"(?m)\b(?:Program|Project|Grant)(?:\s+(?:Name|Title))?\s{0,3}:\s{0,3}(?:F?FY\s?)?(20\d{2})\s+(?=[A-Z])",
    re.I,
)
YEAR_IDENTIFIED = re.compile(r"E(?<!\w.)[A-Z]{2}-(20\d{2})-[A-Z]{2}-\d{5}\b")
"""A federal award that is passed through has its year in its number."""
YEARS = (
    (YEAR_AUTHORITY, 6.0, ("fy",)),
    (YEAR_LABEL, 4.0, ("year", "fy")),
    (YEAR_FEDERAL, 2.0, ("federal",)),
    (YEAR_TITLE, 1.0, ("program", "grant", "award", "terms", "solicitation", "competition")),
    (YEAR_OF_PROGRAM, 1.0, ("program", "project", "grant")),
    (YEAR_WORDS, 0.5, ("fy", "f.y.", "year")),
    (YEAR_IDENTIFIED, 0.4, ("-20",)),
)
"""Each with its weight, and the words of which one must stand on a page that is searched for it."""
UEI = re.compile(
    r"[Uu](?<!\w.)(?:EI|(?i:nique\s+Entity\s+Id\w*))\b(?:\s?\(UEI\))?\)?(?:\s?[-/+&]\s?[A-Z]{3,5}\b)?(?:\s(?:Number|No\b\.?|#))?"
    r"(?:\s(?i:(?:of|for)\s(?:the\s)?(?:sub-?)?(?:recipient|grantee|awardee))\b)?[^A-Z0-9\n]{0,30}\n?\s{0,3}(?=[A-Z]*\d)([A-HJ-NP-Z0-9]{12})\b"
)
GIVERS = 0.3
"""What an identifier counts that is said to be the giver's: alone it is not told."""
OWN_UEI = re.compile(r"(?:recipient|grantee|awardee)(?:['\u2019]s)?\W{1,3}$", re.I)
GIVERS_UEI = re.compile(r"(?:\bPTE|pass-through(?:\s+entity)?|\bprime|grantor)(?:['\u2019]s)?\W{1,3}$", re.I)
"""Whose identifier it is, as said right before its label."""
BEFORE_LABEL = 100
OWN_LINE = re.compile(r"(?:sub-?\s?)?(?:recipient|grantee|awardee)\b[^\n]*\($", re.I)
GIVERS_LINE = re.compile(r"(?:PTE|pass-through|prime|grantor)\b[^\n]*\($", re.I)
"""The same where the identifier stands in brackets behind a name, as said at the beginning of the line."""
UEI_LABEL = re.compile(r"\b(?:UEI|(?i:unique\s+entity\s+id\w*))(?!\w)")
UEI_BELOW = re.compile(
    r"([A-HJ-NP-Z1-9](?:(?<=[\n\t|:].)|(?<=[\s|:][ \t].))"
    r"(?=[A-Z]*\d[A-Z]*\d)(?=\d*[A-Z]\d*[A-Z])(?!\w*\d{9})[A-HJ-NP-Z0-9]{11})"
    r"(?=[ \t]?/?(?:[ \t]*$|[ \t]{2}|\t|[ \t]?\|))",
    re.M,
)
"""An identifier in a cell that others part from its label: it does not begin with 0 or hold nine figures in a row."""
UEI_BEFORE = re.compile(
    r"([A-HJ-NP-Z0-9](?<!\w.)[A-HJ-NP-Z0-9]{11})\s+is\s+(?:[\w'\u2019]+\s+){0,4}(?:UEI|Unique\s+Entity)\b"
)
VERSION = re.compile(
    r"\b(?:Version|Ver\.|Revision|Rev\.)\s{0,2}\d{1,2}(?:\.\d{1,2})?\b|\b[A-Z]{2,4}\(\d{1,3}\)(?!\w)"
)
HEAD = 1_500
TELLS = frozenset({"court", "news", "bill", "policy"})
"""Papers that tell of awards and are none: dates in them are not those of an award."""
SPANS_YEARS = frozenset({"court", "news", "bill"})
"""Papers that tell of many years and are of none."""
OF_AN_AWARD = (
    "award_number", "recipient", "program", "fiscal_year", "amount", "award_date", "deadline", "uei", "version",
)  # fmt: skip
OF_ONE_BODY = frozenset({"award", "certification"})
CAPITALS, SMALL = str.maketrans("0158", "OISB"), str.maketrans("0158", "oisb")


def find_facts(
    pages: Sequence[Page],
    *,
    kind: Kind,
    kind_confidence: float,
    missing: tuple[int, ...],
    vocabulary: Vocabulary | None = None,
) -> DocumentFacts:
    """The facts that ``pages`` state; with a vocabulary, scanned words of the recipient's name are repaired."""
    facts = _facts(pages, kind=kind, kind_confidence=kind_confidence, missing=missing, vocabulary=vocabulary)
    faces = faces_of_awards(pages) if kind == "award" else ()
    if not faces:
        return facts
    ends = [place for place, _ in faces[1:]] + [len(pages)]
    parts = [
        _facts(
            pages[first:last],
            kind=kind,
            kind_confidence=kind_confidence,
            missing=missing,
            vocabulary=vocabulary,
        )
        for (first, _), last in zip(faces, ends, strict=True)
    ]
    shared = {name: _shared([getattr(part, name) for part in parts]) for name in OF_AN_AWARD}
    return msgspec.structs.replace(facts, awards=tuple(number for _, number in faces), **shared)


def _shared(found: Sequence[Found[Any] | None]) -> Found[Any] | None:
    """The fact that all awards of a file state alike, if they do."""
    first = found[0]
    alike = all(one is not None and first is not None and one.value == first.value for one in found)
    return first if alike else None


def _facts(
    pages: Sequence[Page],
    *,
    kind: Kind,
    kind_confidence: float,
    missing: tuple[int, ...],
    vocabulary: Vocabulary | None,
) -> DocumentFacts:
    seen: dict[str, str] = {}
    known = vocabulary.words if vocabulary is not None else ()
    mended = [mend(page, known, seen) for page in pages]
    otherwise, seen = read_otherwise(seen, known, BODIES), {}
    named = [
        mend(page, known, seen, words=BODIES) if any(word in page.text for word in otherwise) else one
        for page, one in zip(pages, mended, strict=True)
    ]
    places = {one.page.index: one.places for one in mended}
    named_places = {one.page.index: one.places for one in named}
    pages = [one.page for one in mended]
    award = find_award_number(pages)
    awarded = None
    if kind not in TELLS:
        awarded = find_award_date(pages, letter=kind == "award", named=kind == "other")
    facts = DocumentFacts(
        kind=kind,
        kind_confidence=kind_confidence,
        award_number=award,
        recipient=_recipient([one.page for one in named], vocabulary, kind),
        program=winner(_listings(pages), str),
        fiscal_year=_fiscal_year(pages, award) if kind not in SPANS_YEARS else None,
        amount=find_amount(pages),
        award_date=awarded,
        deadline=find_deadline(pages, awarded, told=kind == "policy")
        if kind not in TELLS - {"policy"}
        else None,
        uei=_uei(pages),
        version=_version(pages) if kind in ("terms", "award", "solicitation") else None,
        missing_pages=missing,
    )
    changes = {}
    for name in DocumentFacts.__struct_fields__:
        found = getattr(facts, name)
        if isinstance(found, Found):
            where = named_places[found.page] if name == "recipient" else places[found.page]
            changes[name] = msgspec.structs.replace(
                found, start=where[found.start], end=where[found.end - 1] + 1
            )
    return msgspec.structs.replace(facts, **changes)


def _uei(pages: Sequence[Page]) -> Found[str] | None:
    votes = [
        Vote(found[1], _whose(_before_and_in(page.text, found)), page.index, *found.span(1))
        for page in pages
        for pattern in (UEI, UEI_BEFORE)
        for found in pattern.finditer(page.text)
    ]
    for page in pages if not votes else ():
        for label in UEI_LABEL.finditer(page.text):
            below = [*UEI_BELOW.finditer(page.text, label.end(), label.end() + NEXT_LABEL)]
            whose = _whose(page.text[: label.start()][-BEFORE_LABEL:])
            if len(below) == 1 and whose >= 1:  # of several none can be told
                votes.append(Vote(below[0][1], whose / 2, page.index, *below[0].span(1)))
    return winner(votes, str) if any(vote.weight > GIVERS for vote in votes) else None


def _before_and_in(text: str, found: re.Match[str]) -> str:
    """What stands before the label of an identifier, or behind it ("UEI of the Grantee") if that says whose it is."""
    inside = text[found.start() : found.start(1)].rstrip(" :|\n")
    said = OWN_UEI.search(f"{inside} ") or GIVERS_UEI.search(f"{inside} ")
    return f"{inside} " if said else text[: found.start()][-BEFORE_LABEL:]


def _whose(before_label: str) -> float:
    """What an identifier counts: more where it is said to be the recipient's, less where it is the giver's.

    >>> _whose("Prime recipient: Wexford University ("), _whose("Subrecipient: Hilltop Clinics (")
    (0.3, 2.0)
    """
    if OWN_UEI.search(before_label) or GIVERS_UEI.search(before_label):
        return 2.0 if OWN_UEI.search(before_label) else GIVERS
    line = before_label.rpartition("\n")[2].lstrip()
    return GIVERS if GIVERS_LINE.match(line) else 2.0 if OWN_LINE.match(line) else 1.0


def _version(pages: Sequence[Page]) -> Found[str] | None:
    """What the terms call their version, on their first pages: "Version 3", "MA(33)", "Revision 2"."""
    votes = [
        Vote(" ".join(found[0].split()), 1.0, page.index, *found.span())
        for page in pages[:2]
        for found in VERSION.finditer(page.text[:HEAD])
    ]
    return winner(votes[:3], str)


def _listings(pages: Sequence[Page]) -> list[Vote]:
    votes: list[Vote] = []
    for page in pages:
        for found in LISTING.finditer(page.text):
            if labelled(page.text, found.start(), LISTING_LABEL, reach=NEXT_LABEL):
                votes.append(Vote(found[1], 3.0, page.index, *found.span(1)))
        for pattern in (LISTING_NAMED, LISTING_AFTER, LISTING_LAST):
            for found in pattern.finditer(page.text):
                votes.append(Vote(found[1], 1.0, page.index, *found.span(1)))
    return votes


def _fiscal_year(pages: Sequence[Page], award: Found[str] | None) -> Found[int] | None:
    votes: list[Vote] = []
    for page in pages:
        small = lowered(page.text)
        for pattern, weight, words in YEARS:
            for found in pattern.finditer(page.text) if any(word in small for word in words) else ():
                year = found[1] if len(found[1]) == 4 else f"20{found[1]}"
                votes.append(Vote(year, weight, page.index, *found.span()))
    if award is not None:
        whole = re.match(
            r"(20\d{2})-|E[A-Z]{2}-(20\d{2})-|(20\d{2})[A-Z]{4}\d|\d-\d{2}-\d{4}-\d{3}-(20\d{2})$",
            award.value,
        )
        short = re.match(r"15P?[A-Z]{3,5}-(\d{2})-|[BM]-(\d{2})-|[A-Z]\d{3}[A-Z]([0-3]\d)\d{4}$", award.value)
        year = next((g for g in whole.groups() if g), "") if whole else ""
        if short:
            year = "20" + next(g for g in short.groups() if g)
        if year:
            votes.append(Vote(year, 5.0, award.page, award.start, award.end))
    return winner(votes, int)


def _recipient(pages: Sequence[Page], vocabulary: Vocabulary | None, kind: Kind) -> Found[str] | None:
    """Who is labelled or addressed as the recipient; in papers about one body, else the government named most."""
    for find in (find_recipient, governments_named) if kind in OF_ONE_BODY else (find_recipient,):
        votes = [
            Vote(name if vocabulary is None else _repaired(name, vocabulary), weight, page.index, start, end)
            for page in pages
            for name, weight, start, end in find(page)
        ]
        if votes:
            return winner(votes, str)
    return None


def _repaired(name: str, vocabulary: Vocabulary) -> str:
    """The name with scanned words mended: digits in words, and the words that many bodies have in their names.

    >>> _repaired("0ffice of Homelnnd Secur1ty", Vocabulary(["homeland", "security", "office"]))
    'Office of Homeland Security'
    """

    def mend(found: re.Match[str]) -> str:
        word = found[0]
        if re.search(r"[0158]", word) and sum(c.isdigit() for c in word) * 3 <= len(word):
            plain = word[0].translate(CAPITALS) + word[1:].translate(SMALL)
        else:
            plain = word
        better = vocabulary.repair(plain.lower())
        if better != plain.lower() and better in BODY_WORDS:
            plain = better.upper() if word.isupper() else better.capitalize()
        return plain

    return re.sub(r"[A-Za-z0-9]{4,}", mend, name)
