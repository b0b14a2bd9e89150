"""Facts of a document: award number, recipient, program, fiscal year, amount, award date, missing pages.

A face page prints values in boxes, and extraction mixes neighbouring boxes; so values are found by their type and by
the label near them, and pages vote. Every fact says where it stands and how sure it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from enjoined.documents.facts.award_number import find_award_number
from enjoined.documents.facts.dates import find_award_date, find_deadline
from enjoined.documents.facts.mended import BODIES, BODY_WORDS, mend
from enjoined.documents.facts.recipient_name import find_recipient, governments_named
from enjoined.documents.facts.votes import Found, Vote, before, labelled, winner
from enjoined.documents.layout.lines import lowered
from enjoined.documents.page import Page
from enjoined.documents.recognition.rules import Kind
from enjoined.documents.recognition.tokens import Vocabulary

__all__ = ["DocumentFacts", "Found", "find_facts"]


class DocumentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the document says about itself; None where it does not say.

    ``amount`` is a decimal string of dollars, ``award_date`` and ``deadline`` (to accept, or to apply) ISO dates,
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


LISTING = re.compile(r"([0-9](?<![\d.,$/-].)[0-9]\.[0-9]{3})(?!\d|\.\d)")
LISTING_LABEL = re.compile(
    r"C(?:FD|DF)A|C\.F\.D\.A|Catalog\s+of\s+(?:Federal\s+)?Domestic|\bListings?\b|\bALN\b",
    re.I,
)
LISTING_NAMED = re.compile(
    r"([1-9](?<![\d.,$/-].)(?:(?<=1)[0-9]|(?<=2)0|(?<=4)5|(?<=5)9|(?<=6)[46]|(?<=8)[14]|(?<=9)[347])\.[0-9]{3})\s{0,2}[-\u2013:]\s{0,2}(?=[A-Z][a-z])"
)
LISTING_AFTER = re.compile(
    r"\((?:(?<=[A-Za-z]\s.)|(?<=\b20\d\d\s.))((?:1[0-9]|20|45|59|6[46]|8[14]|9[347])\.[0-9]{3})\)(?!\s?\()"
)
"""Right behind the name of a program: "Housing Opportunities (14.241)"."""
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
MONEY = re.compile(r"\$\s{0,4}(\d{1,3}(?:,\s?\d{3}){1,3}|\d{3,10})(\.\d{2})?(?![\d,]*\d)")
BARE_MONEY = re.compile(r"[\s:|]{1,6}(\d{1,3}(?:,\d{3}){1,3})(\.\d{2})?(?![\d,]*\d)")
SUM = re.compile(r"[$\d](?:(?<=\$)|(?<![\d,].)\d{0,2},\d{3})")
LONGEST_LABEL = 180
SENTENCE_END = re.compile(r"[a-z)]\.\s+[A-Z]")
ANOTHERS = re.compile(
    r"(?:(?<!HUD)(?<!EPA)(?<!FTA)(?<!FAA)(?<!FEMA)(?<!Department)(?<!Government)['\u2019]s?\s"
    r"|\bprime\s|\bpart\s+of\s+(?:a|an|the)\s|\bstate[ \t]|\bcounty[ \t])(?:[\w-]+[ \t]){0,3}$"
    r"(?<!\bis\s)(?<!\bwas\s)(?<!\bbeen\s)"
    r"|\b(?:previous|prior|before)\s(?:[\w-]+\s){0,2}$|%\s+of\s+(?:[\w-]+\s+){0,3}$",
    re.I,
)
"""What stands before a sum that is not this award's: a pass-through entity also prints what it got itself."""
TO_THE_GIVER = re.compile(
    r"\b(?:award|grant|allocation)\s+to\s+(?:the|this)\s+(?:state|commonwealth|department|division|commission|agency)\b(?!\s+of\b)",
    re.I,
)
AMOUNT_LABELS: tuple[tuple[re.Pattern[str], float], ...] = (
    (
        re.compile(
            r"(?:total\s+(?:amount\s+of\s+)?(?:the\s+)?(?:federal\s+)?(?:sub-?)?(?:award(?:ed)?|grant)\b(?!\s+(?:period|project|budget)|\s?/)|federal\s+award\s+amount"
            r"|(?:total\s+|amount\s+of\s+)*federal\s+funds\s+(?:awarded|obligated|approved)(?!\s+(?:by|in|with|under)\s+this\s+action)"
            r"|total\s+(?:grant|subgrant|agreement|fta|epa|hud)\s+(?:award|amount)|total\s+federal\s+(?:obligation|funding|funds|assistance)"
            r"|this\s+obligation|federal\s+assistance\s+(?:obligated|awarded|approved)|total\s+federal\s+amount"
            r"|(?<!\w)(?:this\s+)?(?:sub-?award|subgrant)\s{0,2}:|\b(?:sub-?award|subgrant)\s+(?:award\s+)?amount|amount\s+of\s+(?:the\s+|this\s+)?(?:sub-?award|subgrant)"
            r"|(?:revised|new|amended|cumulative|current)\s+(?:total|(?:award|grant|agreement)\s+(?:amount|total)))",
        ),
        4.0,
    ),
    (
        re.compile(
            r"(?:amount\s+of\s+(?:this\s+|the\s+)?(?:federal\s+)?(?:award|grant)|this\s+(?:action|amendment)|(?<![a-z-]\s)federal\s+funds\s{0,3}:"
            r"|(?:maximum|total)\s+(?:federal\s+|funding\s+)?obligation|(?:amount|funds|sum)\s+(?:obligated|approved|granted|allocated)|hereby\s+(?:awards|obligates|grants))",
        ),
        3.0,
    ),
    (re.compile(r"(?:award|grant|funding|application)\b[^.$]{0,160}in\s+the\s+amount\s+of"), 2.0),
    (
        re.compile(
            r"(?:(?<!previous\s)(?<!prior\s)\b(?:award|grant|contract|agreement|moa|funding)\s+amount|total\s+contributions?|how\s+much(?=:)|total\s+for\s+all\s+(?:state\s+)?fiscal\s+years|(?<!matching\s)(?:amount|total|funds)\s+(?:awarded|offered)|obligated\s+amount|award\s+total"
            r"|(?<!non-)(?<!non )(?<!local )\b(?:total\s+)?(?:federal|gov(?:ernmen)?t\.?)\s+share"
            r"|\bawards?(?:ed)?\b[^.$]{0,30}(?=\s\$)"
            r"|approved\s+(?:an\s+award\s+of|(?:(?:at|for|in)\s+)?(?=\$))|funded\s+(?:at|for)\s+(?=\$)|in\s+the\s+(?:total\s+)?amount\s+of|approved\s+(?:federal\s+)?(?:funding|budget|amount)"
            r"|(?:been|are|is|was|hereby)\s+awarded|award(?:s|ing)?\s+(?:you\s+|of\s+)?(?=\$)|grant\s+of\s+(?=\$)|totall?ing"
            r"|federal\s+(?:amount|funding|funds|contribution)|(?<!matching\s)funds\s+awarded|amount\s+of\s+(?:assistance|funding|federal\s+funds)"
            r"|(?:total\s+(?:of|compensation|reimbursement)|costs?|payments?|sum|amount|grant\s+funds)[^.$]{0,40}\b(?:not\s+(?:to\s+)?exceed|up\s+to))",
        ),
        2.0,
    ),
    (
        re.compile(
            r"\b(?:award|grant)\w*\b[^.$]{0,60}\bof(?=\s\$)|\b(?:grants|awards)\s+to\b[^$]{0,80}(?=\s\$)"
            r"|\bgrant\s+agreement\b[^$]{0,140}\bfor(?=\s\$)",
        ),
        1.5,
    ),
    (
        re.compile(
            r"(?m)(?:^\W{0,3}(?:\d{1,2}[a-z]?[.)]\s)?|\s{3}|\t|\|\s?|[.;]\s)(?:(?:total|original)\s)?(?:amount|award|sum|funding|agreement(?=\s\$))\s{0,3}(?:[:|]|(?=\s\$))",
        ),
        1.5,
    ),
    (
        re.compile(
            r"\b(?:pays?|funds?)\b[^.$]{0,60}\bup\s+to(?=\s\$)|\bapproved\s+your\b[^.$]{0,120}(?=\s\$)", re.I
        ),
        1.0,
    ),
)
GIVEN_AFTER = re.compile(
    r"(?:\s+in\s+(?:federal|grant|state|program)\s+(?:funds|funding|money|assistance))?(?:\s{1,4}for\s{1,4}(?:[\w'-]+\s{1,4}){1,6}?)?"
    r"\s{1,4}(?:has|have|is|are|was|were)\s+(?:now\s+|hereby\s+)?(?:been\s+)?"
    r"(?:approved|awarded|obligated|set\s+aside|reserved|allocated|granted|made\s+available)\b",
    re.I,
)
"""What follows a sum that is given: "$5,000 has been approved"."""
UEI = re.compile(
    r"[Uu](?<!\w.)(?:EI|(?i:nique\s+Entity\s+Id\w*))\b(?:\s?\(UEI\))?\)?(?:\s?[-/+&]\s?[A-Z]{3,5}\b)?(?:\s(?:Number|No\b\.?|#))?[^A-Z0-9\n]{0,30}\n?\s{0,3}(?=[A-Z]*\d)([A-HJ-NP-Z0-9]{12})\b"
)
OWN_UEI = re.compile(r"(?:recipient|grantee|awardee)(?:['\u2019]s)?\W{1,3}$", re.I)
GIVERS_UEI = re.compile(r"(?:\bPTE|pass-through(?:\s+entity)?|\bprime|grantor)(?:['\u2019]s)?\W{1,3}$", re.I)
"""Whose identifier it is, as said right before its label."""
UEI_LABEL = re.compile(r"\b(?:UEI|(?i:unique\s+entity\s+id\w*))(?!\w)")
UEI_BELOW = re.compile(
    r"(?<![\w-])(?=[A-Z]*\d[A-Z]*\d)(?=\d*[A-Z]\d*[A-Z])(?!\w*\d{9})([A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11})(?![\w-])"
)
"""An identifier that other cells part from its label: none begins with 0, and none holds nine figures in a row."""
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
OF_ONE_BODY = frozenset({"award", "certification"})
CAPITALS, SMALL = str.maketrans("0158", "OISB"), str.maketrans("0158", "oisb")
NEXT_LABEL = 220
"""A value is looked for within this many characters after its label."""


def find_facts(
    pages: Sequence[Page],
    *,
    kind: Kind,
    kind_confidence: float,
    missing: tuple[int, ...],
    vocabulary: Vocabulary | None = None,
) -> DocumentFacts:
    """The facts that ``pages`` state; with a vocabulary, scanned words of the recipient's name are repaired."""
    seen: dict[str, str] = {}
    known = vocabulary.words if vocabulary is not None else ()
    mended = [mend(page, known, seen) for page in pages]
    seen = {}
    named = [mend(page, known, seen, words=BODIES) for page in pages]
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
        amount=winner([*_amounts(pages), *_given(pages)], str),
        award_date=awarded,
        deadline=find_deadline(pages, awarded) if kind not in TELLS else None,
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
        Vote(found[1], _whose(page.text[: found.start()][-40:]), page.index, *found.span(1))
        for page in pages
        for pattern in (UEI, UEI_BEFORE)
        for found in pattern.finditer(page.text)
    ]
    for page in pages if not votes else ():
        for label in UEI_LABEL.finditer(page.text):
            below = UEI_BELOW.search(page.text, label.end(), label.end() + NEXT_LABEL)
            if below is not None:
                whose = _whose(page.text[: label.start()][-40:])
                votes.append(Vote(below[1], whose / 2, page.index, *below.span(1)))
    return winner(votes, str)


def _whose(before_label: str) -> float:
    """What an identifier counts: more where it is said to be the recipient's, less where it is the giver's."""
    return 2.0 if OWN_UEI.search(before_label) else 0.3 if GIVERS_UEI.search(before_label) else 1.0


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
        for pattern in (LISTING_NAMED, LISTING_AFTER):
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


def _amounts(pages: Sequence[Page]) -> list[Vote]:
    votes: list[Vote] = []
    for page in pages:
        # Labels are looked for only where a sum follows.
        parts = before(SUM, page.text, NEXT_LABEL + LONGEST_LABEL)
        small = lowered(page.text) if parts else ""
        for pattern, weight in AMOUNT_LABELS:
            for low, high in parts:
                for label in pattern.finditer(small, low, high + 1):
                    if _anothers(page.text, label.start(), label.end()):
                        continue
                    money = BARE_MONEY.match(page.text, label.end()) or _money(page.text, label.end())
                    if money is not None:
                        value = re.sub(r"[,\s]", "", money[1]) + (money[2] or ".00")
                        votes.append(Vote(value, weight, page.index, *money.span()))
    return votes


def _anothers(text: str, start: int, end: int) -> bool:
    """Whether a label, or what stands before it, says that the sum behind is what the giver got itself.

    >>> _anothers("The award to the State was made in the amount of", 31, 48)
    True
    """
    if ANOTHERS.search(text[max(0, start - 40) : start]):
        return True
    lead = text[max(0, start - LONGEST_LABEL) : end]
    sentences = [stop.end() for stop in SENTENCE_END.finditer(lead)]
    return TO_THE_GIVER.search(lead, sentences[-1] - 1 if sentences else 0) is not None


def _given(pages: Sequence[Page]) -> list[Vote]:
    """Sums that a sentence says are awarded, the sum first."""
    return [
        Vote(re.sub(r"[,\s]", "", money[1]) + (money[2] or ".00"), 1.5, page.index, *money.span())
        for page in pages
        for money in MONEY.finditer(page.text)
        if GIVEN_AFTER.match(page.text, money.end())
    ]


def _money(text: str, start: int) -> re.Match[str] | None:
    """The first sum above zero after a label, before a sentence ends."""
    for money in MONEY.finditer(text, start, start + NEXT_LABEL):
        if SENTENCE_END.search(text, start, money.start()):
            return None
        if float(re.sub(r"[,\s]", "", money[1])) > 0:
            return money
    return None


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
