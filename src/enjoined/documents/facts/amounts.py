"""The sum of an award: behind a label of the form, or given in a sentence; what others got is none of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from enjoined.documents.facts.votes import NEXT_LABEL, Found, Vote, before, winner
from enjoined.documents.layout.lines import lowered
from enjoined.documents.page import Page

__all__ = ["find_amount"]

MONEY = re.compile(
    r"\$\s{0,4}(\d{1,3}(?:,\s?\d{3}){1,3}|\d{3,10})(\.\d{2})?(?![\d,]*\d|\s(?:[mb]illion|thousand)\b)"
)
BARE_MONEY = re.compile(r"[\s:|]{1,6}(\d{1,3}(?:,\d{3}){1,3})(\.\d{2})?(?![\d,]*\d)")
SUM = re.compile(r"[$\d](?:(?<=\$)|(?<![\d,].)\d{0,2},\d{3})")
OF_A_RULE = re.compile(
    r"\b(?:audit|expend(?:s|ed|ing)?|thresholds?|insurance|insured|liability|per\s+occurrence|aggregate|penalt(?:y|ies))\b",
    re.I,
)
"""In a sentence with a sum that a rule names: from it on an audit is due, or it is insured."""
A_RATE = re.compile(
    r"(?:\s+(?:an?|per|each|every)\s+|\s?/\s?)(?:\w+\s)?(?:day|night|hour|week|mile|meal|person|unit|item|employee|occurrence)\b"
    r"|\s+or\s+(?:more|less|greater|above|over)\b",
    re.I,
)
"""Behind a sum that is paid for each of many things, or from which on a rule holds."""
AFTER_SUM = 40
AFTER_SENTENCE = re.compile(
    r"[.;]\s|\n\s*\n|[ \t]{3}|\t|\||\sfor\s(?:the|an?|its|your)\s|\n(?=[^\n:.]{2,40}:)"
)
FIELD = re.compile(r"[ \t]{3}|\t|\||\n(?=[^\n:.]{2,40}:)")
"""Where a cell or a labelled line of a form begins, of which no rule before it speaks."""
LONGEST_LABEL = 180
SENTENCE_END = re.compile(r"[a-z)]\.\s+[A-Z]")
ANOTHERS = re.compile(
    r"(?:(?<!HUD)(?<!EPA)(?<!FTA)(?<!FAA)(?<!FEMA)(?<!Department)(?<!Government)['\u2019]s?\s"
    r"|\bprime\s|\bpart\s+of\s+(?:a|an|the)\s|\bstate[ \t]|\bcounty[ \t])(?:[\w-]+[ \t]){0,3}$"
    r"(?<!\bis\s)(?<!\bwas\s)(?<!\bbeen\s)(?<!\bwill\s)(?<!\bshall\s)"
    r"|\b(?:previous|prior|before)\s(?:[\w-]+\s){0,2}$|%\s+of\s+(?:[\w-]+\s+){0,3}$",
    re.I,
)
"""What stands before a sum that is not this award's: a pass-through entity also prints what it got itself."""
OF_A_SUBAWARD = re.compile(
    r"(?m)(?:(?:^|[ ]{3}|\t|\|)\W{0,3}|\b\d{1,2}[a-z]?[.)]?\s{1,3})sub-?\s?(?:recipient|grantee|awardee)"
    r"(?:['\u2019]s)?\s{0,2}(?:name\b|:)(?!\s(?:must|shall|is|are)\b)",
    re.I,
)
FEDERAL_TOTAL = re.compile(r"total\s+federal\s+(?:award\s+)?(?:amount|award)", re.I)
"""On the face of a subaward: the sum of the federal award that it is a part of."""
LONGEST_TOTAL = 16
"""So far before a label that begins with "award amount" the words "total federal" may stand."""
TO_THE_PART = re.compile(r"[^$\n]{0,60}\bto\s+(?:the\s+|this\s+)?sub", re.I)
"""Behind a label that says all the same what the subrecipient gets."""
TO_THE_GIVER = re.compile(
    r"\b(?:award|grant|allocation)\s+to\s+(?:(?:the|this)\s+(?:state|commonwealth|department|division|commission|agency)\b(?!\s+(?:of\b|(?:[a-z]+\s+)?(?:univ|college)))|state\b(?=\s*[:|\n]|\s{3}|$))",
    re.I,
)
THIS_ACTION, THIS_ACTION_ALONE = 1.9, 3.0
"""What the sum of one action counts, beside a surer label of a greater sum, of which it is a part, and without one."""
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
            r"(?:amount\s+of\s+(?:this\s+|the\s+)?(?:federal\s+)?(?:award|grant)|(?<![a-z-]\s)federal\s+funds\s{0,3}:"
            r"|(?:maximum|total)\s+(?:federal\s+|funding\s+)?obligation|(?:amount|funds|sum)\s+(?:obligated|approved|granted|allocated)|hereby\s+(?:awards|obligates|grants))",
        ),
        3.0,
    ),
    (re.compile(r"(?:award|grant|funding|application)\b[^.$]{0,160}in\s+the\s+amount\s+of"), 2.0),
    (
        re.compile(
            r"(?:(?<!previous\s)(?<!prior\s)\b(?:award|grant|contract|agreement|moa|funding)\s+amount|total\s+contributions?|how\s+much(?=:)|total\s+for\s+all\s+(?:state\s+)?fiscal\s+years|(?<!matching\s)(?:amount|total|funds)\s+(?:awarded|offered)|obligated\s+amount|award\s+total"
            r"|(?<!non-)(?<!non )(?<!local )\b(?:total\s+)?(?:federal|gov(?:ernmen)?t\.?)\s+(?:share|portion)"
            r"|\bawards?(?:ed)?\b[^.;$]{0,30}(?=\s\$)"
            r"|approved\s+(?:an\s+award\s+of|(?:(?:at|for|in)\s+)?(?=\$))|funded\s+(?:at|for)\s+(?=\$)|in\s+the\s+(?:total\s+)?amount\s+of|approved\s+(?:federal\s+)?(?:funding|budget|amount)"
            r"|(?:been|are|is|was|hereby)\s+awarded|award(?:s|ing)?\s+(?:you\s+|of\s+)?(?=\$)|grant\s+of\s+(?=\$)|totall?ing"
            r"|federal\s+(?:amount|funding(?!\s+(?:identif|id\b|number|source|agency|period))|funds|contribution)|(?<!matching\s)funds\s+awarded|amount\s+of\s+(?:assistance|funding|federal\s+funds)"
            r"|(?:total\s+(?:of|compensation|reimbursement)|costs?|payments?|sum|amount|grant\s+funds)[^.$]{0,40}\b(?:not\s+(?:to\s+)?exceed|up\s+to))",
        ),
        2.0,
    ),
    (re.compile(r"\bthis\s+(?:action|amendment|modification)"), THIS_ACTION),
    (
        re.compile(
            r"(?<!\bstate\s)(?<!\bstatewide\s)(?<!\bnational\s)(?<!\btotal\s)\b(?:allotment|allocation)\s+(?:for\s(?!(?:all|each|every)\b)[^.$]{4,40}\s)?(?:is|will\s+be)(?=\s\$)|\b(?:has|have)\s+(?:obligated|awarded|granted|approved)(?=\s\$)|\bwill\s+receive(?:\s+up\s+to)?(?=\s\$)|\b(?:gives|grants)\s+(?:the\s+)?(?:[\w-]+\s+){1,3}?(?=\$)|(?:to|will|shall)\s+(?:give|grant|pay|provide)\s+(?:you|(?:the\s+)?(?:sub-?)?(?:recipient|grantee|awardee))\s+(?=\$)"
            r"|\b(?:award|grant)\w*\b[^.$]{0,60}\bof(?=\s\$)|\b(?:grants|awards)\s+to\b[^$]{0,80}(?=\s\$)"
            r"|\bgrant\s+agreement\b[^$]{0,140}\bfor(?=\s\$)",
        ),
        1.5,
    ),
    (
        re.compile(
            r"(?m)(?:^\W{0,3}(?:\d{1,2}[a-z]?[.)]\s)?|\s{3}|\t|\|\s?|[.;]\s)(?:(?:total|original)\s)?(?:amount|award|sum|funding|obligated|agreement(?=\s\$))\s{0,3}(?:[:|]|(?=\s\$))",
        ),
        1.5,
    ),
    (
        re.compile(
            r"(?:^|[.;]\s)(?:not\s+to\s+exceed|total:)(?=\s\$)|(?<!\bnot\s)\baccept(?:ing)?(?=\s\$)|\b(?:pays?|funds?)\b[^.$]{0,60}\b(?:up\s+to|no(?:t)?\s+more\s+than|not\s+(?:to\s+)?exceed(?:ing)?)(?=\s\$)|\bapproved\s+your\b[^.$]{0,120}(?=\s\$)",
            re.I,
        ),
        1.0,
    ),
)
SHARE_OF = re.compile(r"(?:%|\bper\s?cent)\s+of\b[^):]*$", re.I)
"""Between a label and a sum: the sum is what a share is taken of."""
RAISED = re.compile(r"\s+to\s+(?=\$)")
GIVEN = re.compile(r"(?:been|are|is|was|hereby|has|have)\s|awards\s(?:you\s|(?:the|this)\s\w+\s)?(?=\$)")
"""Before this verb stands who is given the sum, or who gives it."""
GIVEN_AFTER = re.compile(
    r"(?:\s+in\s+(?:federal|grant|state|program)\s+(?:funds|funding|money|assistance))?(?:\s{1,4}for\s{1,4}(?:[\w'-]+\s{1,4}){1,6}?)?"
    r"\s{1,4}(?:has|have|is|are|was|were)\s+(?:now\s+|hereby\s+)?(?:been\s+)?"
    r"(?:approved|awarded|obligated|set\s+aside|reserved|allocated|granted|made\s+available)\b",
    re.I,
)
"""What follows a sum that is given: "$5,000 has been approved"."""


def find_amount(pages: Sequence[Page]) -> Found[str] | None:
    """What the award gives, as a decimal string of dollars."""
    return winner([*_labelled(pages), *_given(pages)], str)


def _labelled(pages: Sequence[Page]) -> list[Vote]:
    """The sums behind labels."""
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
                    if money is not None and not _of_a_rule(page.text, label.start(), money.end()):
                        value = re.sub(r"[,\s]", "", money[1]) + (money[2] or ".00")
                        votes.append(Vote(value, weight, page.index, *money.span()))
    whole = max((float(vote.value) for vote in votes if vote.weight > THIS_ACTION), default=0.0)
    return [
        msgspec.structs.replace(vote, weight=THIS_ACTION_ALONE)
        if vote.weight == THIS_ACTION and float(vote.value) >= whole
        else vote
        for vote in votes
    ]


def _anothers(text: str, start: int, end: int) -> bool:
    """Whether a label, or what stands before it, says that the sum behind is what the giver got itself.

    >>> _anothers("The award to the State was made in the amount of", 31, 48)
    True
    """
    total = FEDERAL_TOTAL.search(text, max(0, start - LONGEST_TOTAL), end)
    if total and OF_A_SUBAWARD.search(text) and not TO_THE_PART.match(text, end):
        return True
    if ANOTHERS.search(text[max(0, start - 40) : start]) and not GIVEN.match(text, start):
        return True
    lead = text[max(0, start - LONGEST_LABEL) : end]
    sentences = [stop.end() - 1 for stop in SENTENCE_END.finditer(lead)]
    told = [money.end() for money in MONEY.finditer(lead)]  # what is said before a sum is said of that one
    return TO_THE_GIVER.search(lead, max((*sentences, *told), default=0)) is not None


def _of_a_rule(text: str, start: int, end: int) -> bool:
    """Whether the sum that ends at ``end`` is a rate or one that a rule names, and none that is given.

    >>> text = "Who spends an amount of $1,000,000 in a year has an audit. Insurance is kept."
    >>> _of_a_rule(text, 14, 34), _of_a_rule("An amount of $1,000. Insurance is kept.", 3, 19)
    (True, False)
    """
    if A_RATE.match(text, end):
        return True
    begin = max(0, start - LONGEST_LABEL)
    begin = max((stop.end() - 1 for stop in SENTENCE_END.finditer(text, begin, start)), default=begin)
    edges = (edge.end() for edge in FIELD.finditer(text, begin, start + LONGEST_LABEL))
    begin = max((edge for edge in edges if edge <= start), default=begin)
    stop = AFTER_SENTENCE.search(text, end, end + AFTER_SUM)
    return OF_A_RULE.search(text, begin, stop.start() if stop else end + AFTER_SUM) is not None


def _given(pages: Sequence[Page]) -> list[Vote]:
    """Sums that a sentence says are awarded, the sum first."""
    return [
        Vote(re.sub(r"[,\s]", "", money[1]) + (money[2] or ".00"), 1.5, page.index, *money.span())
        for page in pages
        for money in MONEY.finditer(page.text)
        if GIVEN_AFTER.match(page.text, money.end())
    ]


def _money(text: str, start: int) -> re.Match[str] | None:
    """The first sum above zero after a label, before a sentence ends; of a sum that was raised, what it is now."""
    for money in MONEY.finditer(text, start, start + NEXT_LABEL):
        between = text[start : money.start()]
        if SENTENCE_END.search(between) or ";" in between or SHARE_OF.search(between):
            return None
        raised = RAISED.match(text, money.end()) if text[: money.start()].endswith("from ") else None
        if raised is not None:
            return MONEY.match(text, raised.end())
        if float(re.sub(r"[,\s]", "", money[1])) > 0:
            return money
    return None
