"""Dates of a document: the day of the award, and the day by which something must be accepted or sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from enjoined.documents.facts.votes import Found, Vote, before, winner
from enjoined.documents.layout.lines import lowered
from enjoined.documents.page import Page

__all__ = ["GREETING", "find_award_date", "find_deadline", "first_date"]

D = "[0-9OoIlS]"
"""A digit, or a letter that scanning prints for one."""
DIGITS = str.maketrans("OoIlS", "00115")
DATE = re.compile(
    rf"(?<![\w/.-])({D}{{1,2}})(?:\s?/\s?({D}{{1,2}})\s?/\s?({D}{{4}}|{D}{{2}})|(?P<by>[.-])({D}{{1,2}})(?P=by)(20\d{{2}}))(?![\w/-])"
)
ISO_DATE = re.compile(r"(?<![\d-])(20\d{2})([/-])(\d{2})\2(\d{2})(?![\d-])")
MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|0ct|5ep|Ocr|Ncv|Dcc|Fcb)[a-z0-9]{0,7}\.?"
DATE_WORDS = re.compile(
    rf"\b{MONTH}\s{{0,2}}(?P<day>{D}{{1,2}})(?:st|nd|rd|th)?,?\s{{0,2}}(?P<year>2{D}{{3}})", re.I
)
DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:(?:st|nd|rd|th)\s+day\s+of)?\s{{1,2}}{MONTH},?\s{{1,2}}(?P<year>\d{{4}})", re.I
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SCANNED_MONTHS = {"0ct": "oct", "5ep": "sep", "ocr": "oct", "ncv": "nov", "dcc": "dec", "fcb": "feb"}
AWARD_LABELS: tuple[tuple[re.Pattern[str], float], ...] = (
    (
        re.compile(
            r"(?:[av]ward|anvard|awar.|aw.rd)\s{0,3}da[tr][ef]|(?:award\s+)?offer\s+date"
            r"|date\s+of\s+(?:offer|(?:the\s)?(?:sub-?)?(?:award|grant)|issuance|obligation)|sub-?award\s+date|award(?:ed)?\s+on\b|issued?\s+date|(?:date\s+issued|obligation\s+date)"
            r"|date\s+of\s+(?:(?:this\s|the\s)?(?:federal\s)?(?:offer|(?:sub-?)?award|grant|agreement|action)|issuance|issue|obligation|execution)"
            r"|(?:award(?:ed|\s+made|\s+obligated)?|\b(?:award|grant|agreement)\s+(?:is|was)\s+(?:obligated|executed|issued|made))\s+on\b|\bthis\s+(?:notice|letter|award)\s+is\s+dated\b|award\s+(?:is\s+|was\s+)?(?:dated|issued|issue\s+date)|issued?\s+(?:date|on)\b|(?:date\s+(?:issued|awarded|approved|executed)|obligation\s+date)"
            r"|(?:sub-?award|grant|subgrant|agreement|action|approval|execution|signature|amendment|modification)\s+date\b(?!\s+(?:created|received|submitted|updated|prepared|printed))|\b(?:agreement|grant|subgrant|subaward),?\s+(?:is\s+)?dated\b|executed\s+on\b|(?:made|entered\s+into)\s+(?:on|as\s+of|(?:on\s+)?this)\b",
        ),
        2.0,
    ),
    (
        re.compile(
            r"effective\s+date|(?:(?m:^)\W{0,3}|(?<=\s{2})|(?<=\.\s))(?:executed|issued|signed|awarded|obligated|approved|dated)(?:\s+on)?(?=\W{1,4}(?:[\d_]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|this)\w*\b)|\s*[:|\n]|\s{3})"
            r"|(?:(?m:^)\W{0,3}|(?<=\s{2}))date\s{0,2}(?::|$|\s(?=\d))|\bdate\s+(?:approved|awarded|executed|signed|of\s+(?:this\s+)?action)"
            r"|\b(?:award|grant)\s+(?:issued|made|executed|signed)|(?:agreement|award|grant)\s+(?:is\s+)?(?:executed|dated|signed|entered\s+into|made)"
            r"(?:\s+(?:on|as\s+of|this))?\b",
        ),
        0.8,
    ),
)
ACCEPTED = re.compile(
    r"\b(?:award|grant|funds|money|it)\s+(?:must|has\s+to|have\s+to|needs\s+to|is\s+to|should)\s+be\s+(?:accepted|signed)\s+(?:by|before|no\s+later\s+than|on\s+or\s+before)\b"
    r"|\bdeadline\s+(?:to|for)\s+accept\w*|\bacceptance\s+(?:deadline|is\s+due)\b"
)
WITHIN = r"(?:[^.;\n]|\n(?=[ \t]{0,3}[a-z])){0,90}?"
DEADLINE_LABELS: tuple[tuple[re.Pattern[str], float], ...] = (
    (
        re.compile(
            r"\b(?:accept(?:ed|ance|s|ing)?|sign(?:ed|s)?|countersign\w*|execut(?:ed|e)|return(?:ed)?|declin(?:e|ed|ing))\b"
            rf"{WITHIN}\b(?:by|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before|before|until|deadline|due)\b",
        ),
        4.0,
    ),
    (
        re.compile(
            r"\b(?:acceptance|response|return)\s+(?:deadline|due(?:\s+date)?)\b|\bdeadline\s+(?:to|for)\s+(?:accept|sign|return)\w*|\b(?:accept|acceptance|sign|return|countersign)(?:\s+\w+){0,3}\s+(?:by|due|before|not\s+after)\b",
        ),
        4.0,
    ),
    (
        re.compile(
            r"\bapplications?\s+(?:(?:are|is|must\s+be)\s+)?(?:due|deadline|submitted|received|closing)(?:\s+date)?\b"
            r"|\bapplication\s+(?:due\s+date|deadline)\b|\bclosing\s+date\b|\bsubmission\s+(?:deadline|due\s+date)\b|\bdue\s+date\s+for\s+(?:applications|proposals)\b"
            r"|\b(?:bids?|proposals?|applications?|submissions?)\b[^;\n]{0,60}\b(?:received|accepted|submitted)\s+(?:until|by|before|no\s+later\s+than)\b"
            r"|\b(?:proposals?|submissions?|responses)\s+(?:(?:are|is|must\s+be)\s+)?(?:due|deadline|received)(?:\s+date)?\b|\b(?:apply|submit)\s+by\b|\bapplications\s+(?:close|will\s+be\s+accepted|accepted)\b|\bclose\s+date\b",
        ),
        3.0,
    ),
    (
        re.compile(
            r"\b(?:has|have)\s+until\b(?=[^.;\n]{5,40}\bto\s+(?:accept|sign|execut|return|respond|submit))",
        ),
        3.0,
    ),
    (
        re.compile(
            r"(?m)^\W{0,3}(?:[\w.]+\s){0,2}(?:deadline|due(?:\s+date)?)\b|[.;]\s(?:due|deadline)(?=:)"
        ),
        2.0,
    ),
)
LINE_DATE = re.compile(rf"(?m)^[^\n\d]{{0,30}}(?={MONTH}\s{{0,2}}{D}{{1,2}},?\s{{0,2}}2{D}{{3}}\s*$)", re.I)
"""A line of a letter that holds its date and little else."""
DONE_ON = re.compile(
    r"(?:\bon|(?:[,;:\n_]|\s{2})\s*dated?|\b(?!(?:the|this|due|acceptance|closing|following)\b)[a-z]{2,}\sdated?)\W*$",
    re.I,
)
TIME_OF_DAY = re.compile(r"\b(?:[ap]\.?m\b|noon|midnight|close|end|business|cob\b|day)", re.I)
"""Behind "executed by": a body, and the day on which it did so; and what stands before a day that is still to come."""
OTHER_DATE = re.compile(
    r"\b(?:end|start|begin\w*|expir\w+|termination|completion|due|meeting|closing|birth)\W{0,4}$", re.I
)
"""What stands before "date" where that is no date of an award."""
PERIOD = re.compile(r"\bperiod[^.;\d]{0,45}$", re.I)
PRIMES = re.compile(r"\b(?:prime|parent|prior|previous)\s(?:\w+\s)?$", re.I)
"""What stands before "award date" where that is the date of another award."""
UP_TO = re.compile(
    r"(?:\s+of\s+(?:the\s+)?award)?\s{0,3}(?:[-\u2013\u2014]|through|thru|to|until)\s{0,3}", re.I
)
"""A period that runs from the date of the award: "Effective date of award - 28 February 2029"."""
ON_OR = re.compile(r"\s+or\s+(?:after|before)\b", re.I)
BARE_DUE = 40
"""Behind a full stop "Due:" is due what the words before it name."""
NOT_THIS = re.compile(r"\breport|\brecords?\b|letter\s+of\s+intent|question", re.I)
DAYS_TO_ACCEPT = re.compile(
    r"\b(?:accept|acceptance|sign|execut|return)\w*\b[^.]{0,140}?\bwithin\s+(?:[a-z-]{3,12}\s+\()?(\d{1,3})\)?\s+(?:calendar\s+)?days\s+"
    r"(?:of|after|from|following)\s+(?:the\s+)?(?:its\s+date|award\s+date|date\s+of\s+(?:the\s+|this\s+)?(?:award|letter|notice)|federal\s+award\s+date)",
    re.I,
)
BY_DATE = re.compile(r"\b(?:by|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before|before|until)\s+", re.I)
ACT_AFTER = re.compile(r"[^.;]{0,90}?\b(?:accept|sign|countersign|execut|return|apply)\w{0,4}\b", re.I)
LETTER_DATE = re.compile(
    r"(?m)^[ \t]*(?:(?:Date|Dated)\s{0,2}[:|]?\s{0,3})?[A-Za-z0-9/, .-]{6,22}[ \t]*$(?<=\d)"
)
APPLICATION = re.compile(
    r"^\W*Application[ ]for[ ]Federal[ ](?:Domestic[ ])?Assistance(?:\W{1,3}SF\W?424\w?)?[ \t]*(?:$|[ ]{3}|\t|\|)",
    re.IGNORECASE | re.MULTILINE,
)
"""The heading of an application, alone in its line or cell, whose dates are none of an award."""
LETTER_HEAD = 900
GREETING = re.compile(r"(?m)^\W{0,3}Dear\b")
"""How a letter begins."""
CELL = re.compile(r" {3,}|\t|\|")
DATE_HEAD = re.compile(r"\b(?:date|period|start|end)\b", re.I)
AFTER_LABEL = 60
COLUMN = 180
LONGEST_LABEL = 180
YEAR = re.compile(rf"[2/.-](?:(?<=2){D}{{3}}|(?<=[/.-])\s?{D}{{2}}(?!\w))")
"""The year of a date, whatever its form."""
DATED = re.compile(
    rf"[/.\-JjFfMmAaSsOoNnDd05](?:(?<=[/.-])\s?{D}{{1,2}}\s?[/.-]\s?{D}{{2}}|(?i:(?:an|eb|[ac]r|ay|pr|u[lng]|ep|ct|ov|ec|cv|cc|cb)"
    rf"[a-z0-9]{{0,7}}\.?(?:\s{{0,2}}{D}{{1,2}}(?:st|nd|rd|th)?,?\s{{0,2}}2{D}{{3}}|,?\s{{1,2}}\d{{4}})))"
)
"""What may be a date: where nothing is found, no date is."""


def find_award_date(pages: Sequence[Page], *, letter: bool = False, named: bool = False) -> Found[str] | None:
    """The day of the award, as an ISO date; ``letter`` takes the day of an award letter where it names no other.

    ``named`` takes a day only where its label speaks of an award: "Date:" may be that of a message.
    """
    pages = [page for page in pages if not APPLICATION.search(page.text, 0, LETTER_HEAD)]
    votes = list(_after(pages, AWARD_LABELS[:1] if named else AWARD_LABELS, 40))
    for page in pages[:1] if not votes else ():
        if not GREETING.search(page.text):
            continue
        head = LETTER_DATE.search(page.text, 0, LETTER_HEAD) if letter else None
        found = _date(page.text, *head.span()) if head else None
        line = LINE_DATE.search(page.text)
        found = found or (_date(page.text, line.end(), line.end() + 40) if line else None)
        if found is not None:
            votes.append(Vote(found[0], 0.5, page.index, *found[1:]))
    return winner(votes, str)


def find_deadline(
    pages: Sequence[Page], awarded: Found[str] | None, *, told: bool = False
) -> Found[str] | None:
    """The day by which the award must be accepted, or the application sent, as an ISO date.

    In a paper that only ``told`` of an award, such as a council's, a day counts where it says "accept".

    A count of days from the award is turned into a day where the award is dated; the confidence is then lower.
    """
    votes = list(_after(pages, ((ACCEPTED, 4.0),) if told else DEADLINE_LABELS, AFTER_LABEL))
    if told:
        return winner(votes, str)
    for page in pages if not votes else ():
        for lead in BY_DATE.finditer(page.text) if DATED.search(page.text) else ():
            found = _date(page.text, lead.end(), lead.end() + 24)
            act = ACT_AFTER.match(page.text, found[2]) if found is not None else None
            if found is not None and act is not None and not NOT_THIS.search(act[0]):
                votes.append(Vote(found[0], 2.0, page.index, *found[1:]))
    for page in pages if awarded is not None and not votes else ():
        for count in DAYS_TO_ACCEPT.finditer(page.text):
            assert awarded is not None
            day = date.fromisoformat(awarded.value) + timedelta(days=int(count[1]))
            votes.append(Vote(day.isoformat(), 1.0, page.index, *count.span()))
    return winner(votes, str)


def _after(
    pages: Sequence[Page], labels: Sequence[tuple[re.Pattern[str], float]], reach: int
) -> Iterator[Vote]:
    """A vote for the first date behind each label."""
    for page in pages:
        # Labels are looked for only where a date may follow.
        parts = [
            (low, high)
            for low, high in before(YEAR, page.text, COLUMN + LONGEST_LABEL)
            if DATED.search(page.text, low, high + COLUMN)
        ]
        small = lowered(page.text) if parts else ""
        for pattern, weight in labels:
            for low, high in parts:
                for label in pattern.finditer(small, low, high):
                    found = _date(page.text, label.end(), _reach(page.text, label.end(), reach))
                    lead = BARE_DUE if label[0][0] in ".;" else 0
                    if found is None or NOT_THIS.search(page.text, max(0, label.start() - lead), found[1]):
                        continue
                    if labels is not DEADLINE_LABELS and _of_another(page.text, label, found[1]):
                        continue
                    if not _done(label[0], page.text[label.end() : found[1]]):
                        iso, start, end = found
                        yield Vote(iso, weight, page.index, start, end)


def _of_another(text: str, label: re.Match[str], at: int) -> bool:
    """Whether the date at ``at`` is the beginning or the end of a period, or one from which on a rule holds."""
    lead = text[max(0, label.start() - 60) : label.start()]
    # Only a bare label goes on with the line before.
    if OTHER_DATE.search(lead if label[0].strip(" :") == "date" else lead.rpartition("\n")[2]) or ON_OR.match(
        text, label.end()
    ):
        return True
    if PRIMES.search(lead):
        return True
    return PERIOD.search(lead) is not None and UP_TO.fullmatch(text, label.end(), at) is not None


def _done(label: str, between: str) -> bool:
    """Whether a label and the words up to the date tell what somebody did that day.

    >>> _done("executed by", " the County on "), _done("accepted by", " 5 p.m. on ")
    (True, False)
    """
    return label.endswith("by") and DONE_ON.search(between) is not None and not TIME_OF_DAY.search(between)


def _reach(text: str, at: int, reach: int) -> int:
    """How far a label's value is looked for; a label that ends its line may head a column of the next two lines."""
    line = text.find("\n", at)
    if line < 0 or (text[at:line].strip(" :|") and not _heads_the_only_date(text, at, line)):
        return at + reach
    second = text.find("\n", line + 1)
    third = text.find("\n", second + 1) if second >= 0 else -1
    return max(at + reach, min(third if third >= 0 else len(text), at + COLUMN))


def _heads_the_only_date(text: str, at: int, line: int) -> bool:
    """Whether a label that ends at ``at`` is the one label of a date in its row, and the row below may hold its date.

    Where cells of that row are empty, those that are not stand more to the left.
    """
    start = text.rfind("\n", 0, at) + 1
    below = text[line + 1 : text.find("\n", line + 1) % (len(text) + 1)]
    place = len(CELL.findall(text, start, at))
    dated = [number for number, cell in enumerate(CELL.split(below)) if DATED.search(cell)]
    others = [cell for number, cell in enumerate(CELL.split(text[start:line])) if number != place]
    alone = len(others) > 0 and not any(DATE_HEAD.search(cell) for cell in others)
    return alone and len(dated) == 1 and dated[0] <= place and not DATED.search(text, at, line)


def first_date(text: str, start: int, end: int) -> str | None:
    """The first date in ``text[start:end]``, in ISO form.

    >>> first_date("Posted June 28, 2018", 0, 20)
    '2018-06-28'
    """
    found = _date(text, start, end)
    return found[0] if found else None


def _date(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The first date in ``text[start:end]``: ISO, and where it stands."""
    found: list[tuple[int, int, str | None]] = []
    for date_ in DATE.finditer(text, start, end):
        places = (1, 5, 6) if date_["by"] else (1, 2, 3)
        month, day, year = (int(date_[place].translate(DIGITS)) for place in places)
        found.append((*date_.span(), _iso(year, month, day)))
    for date_ in ISO_DATE.finditer(text, start, end):
        found.append((*date_.span(), _iso(int(date_[1]), int(date_[3]), int(date_[4]))))
    for pattern, place in ((DATE_WORDS, 1), (DAY_FIRST, 2)):
        for date_ in pattern.finditer(text, start, end):
            name = date_[place].lower()
            number = MONTHS.index(SCANNED_MONTHS.get(name, name)) + 1
            year, day = (int(date_[part].translate(DIGITS)) for part in ("year", "day"))
            found.append((*date_.span(), _iso(year, number, day)))
    for first, last, iso in sorted(found, key=lambda entry: entry[0]):
        if iso is not None:
            return iso, first, last
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return None
