"""The pages the held-back texts are set on: heads, numbering and furniture of each kind of document."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from tests.corpus.held_back.damage import KEEP, KEPT, wrap

Item = tuple[str, str, str, str]
Spec = dict[str, Any]
_ONES = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]


def keep(value: object) -> str:
    """A value that damage leaves whole."""
    return f"{KEEP}{value}{KEPT}"


def money(facts: Spec) -> str:
    """The amount as forms print it."""
    dollars, cents = facts["amount"].split(".")
    return keep(f"${int(dollars):,}" + (f".{cents}" if cents != "00" else ""))


def day(iso: str, style: str) -> str:
    """A date as 09/30/2025, 9/30/25 or September 30, 2025."""
    date = datetime.date.fromisoformat(iso)
    if style == "slash":
        return keep(date.strftime("%m/%d/%Y"))
    if style == "short":
        return keep(f"{date.month}/{date.day}/{date:%y}")
    return keep(f"{date:%B} {date.day}, {date.year}")


def number(style: str, n: int, title: str, body: str) -> tuple[str, str]:
    """The heading line ('' for none) and the text of item n."""
    roman = "X" * (n // 10) + _ONES[n % 10] if n < 40 else str(n)
    letter = chr(96 + n) if n < 27 else str(n)
    return {
        "dot": (f"{n}. {title}", body),
        "boxed": (f"{n}\n{title}", body),
        "roman": (f"Article {roman} - {title}", body),
        "article": (f"Article {n} {title}", body),
        "paren": ("", f"({letter}) {title}. {body}"),
        "run-in": ("", f"{n}. {title}. {body}"),
        "bullet": ("", f"\u2022 {body}"),
        "section": (f"Section {n}. {title}", body),
        "letter": (f"{letter.upper()}. {title}", body),
        "plain": (title, body),
        "item": ("", f"{n}. {body}"),
        "none": ("", body),
    }[style]


def _furniture(spec: Spec, page: int) -> list[str]:
    facts = spec["facts"]
    rows = [
        "U.S. Department of Justice",
        "Office of Justice Programs",
        "Bureau of Justice Assistance",
        f"AWARD CONTINUATION SHEET PAGE {page} OF {spec['of']}",
        "Grant",
    ]
    return [
        *rows,
        f"PROJECT NUMBER {facts['award_number'] if page != spec['page'] else keep(facts['award_number'])} AWARD DATE {day(facts['award_date'], 'slash')}",
        "SPECIAL CONDITIONS",
    ]


def _gms(spec: Spec) -> list[str]:
    return _furniture(spec, spec["page"])


def _face(spec: Spec) -> list[str]:
    f = spec["facts"]
    return [
        "U.S. Department of Justice",
        "Office of Justice Programs",
        f"{spec['unit']} Grant PAGE 1 OF {spec['of']}",
        "1. RECIPIENT NAME AND ADDRESS (Including Zip Code) 4. AWARD NUMBER: " + keep(f["award_number"]),
        keep(f["recipient"]),
        "5. PROJECT PERIOD: FROM 10/01/"
        + str(f["fiscal_year"] - 1)
        + " TO 09/30/"
        + str(f["fiscal_year"] + 3),
        f"6. AWARD DATE {day(f['award_date'], 'slash')} 7. ACTION Initial",
        "3. PROJECT TITLE " + spec["title"],
        f"10. AMOUNT OF THIS AWARD {money(f)} 11. TOTAL AWARD {money(f)}",
        "12. SPECIAL CONDITIONS: The above grant project is approved subject to the conditions on the attached pages.",
        f"13. STATUTORY AUTHORITY FOR GRANT: This project is supported under FY{f['fiscal_year'] % 100} ({spec['authority']})",
        f"14. CATALOG OF DOMESTIC FEDERAL ASSISTANCE (CFDA Number) {keep(f['program'])} - {spec['program_title']}",
        "SPECIAL CONDITIONS",
    ]


def _justgrants(spec: Spec) -> list[str]:
    f = spec["facts"]
    return [
        "Department of Justice (DOJ)",
        spec["unit"],
        "Washington, D.C. 20531",
        f"Name and Address of Recipient: {keep(f['recipient'].upper())}",
        f"Project Title: FY{f['fiscal_year'] % 100} {spec['title']} Award Number: {keep(f['award_number'])}",
        f"Solicitation Title: FY {f['fiscal_year']} {spec['title']}",
        f"Federal Award Amount: {money(f)} Federal Award Date: {day(f['award_date'], 'short')}",
        "Funding Instrument Type: Grant",
        "Assistance Listing:",
        f"{keep(f['program'])} - {spec['program_title']}",
        *(
            [f"This award must be accepted on or before {day(f['deadline'], 'long')}."]
            if f.get("deadline")
            else []
        ),
        f"Page: {spec['page']} of {spec['of']}",
        "Award Conditions",
    ]


def _fema(spec: Spec) -> list[str]:
    f = spec["facts"]
    rows = [
        "U.S. Department of Homeland Security",
        "Federal Emergency Management Agency",
        f"Recipient: {keep(f['recipient'])}",
        f"Award Number: {keep(f['award_number'])}",
        f"Program: Fiscal Year {f['fiscal_year']} {spec['program_title']} (Assistance Listing {keep(f['program'])})",
        f"Effective date: {day(f['award_date'], 'slash')}",
        f"Your application has been approved in the amount of {money(f)} in Federal funding.",
    ]
    if f.get("deadline"):
        rows.append(f"You have until {day(f['deadline'], 'long')} to accept this award in FEMA GO.")
    return [*rows, "AGREEMENT ARTICLES"]


def _agreement(spec: Spec) -> list[str]:
    f = spec["facts"]
    rows = [
        spec["unit"],
        f"GRANT AGREEMENT - {spec['program_title']}",
        f"Grant Number (FAIN): {keep(f['award_number'])}",
        f"Recipient: {keep(f['recipient'])}",
    ]
    rows.append(f"Assistance Listing Number: {keep(f['program'])} Federal fiscal year {f['fiscal_year']}")
    rows.append(f"Total grant funds obligated by this agreement: {money(f)}")
    rows.append(
        f"This agreement is made on {day(f['award_date'], 'long')} between the agency and the recipient named above."
    )
    if f.get("deadline"):
        rows.append(
            f"The recipient signs and returns it by {day(f['deadline'], 'long')}; unsigned, the offer lapses."
        )
    return rows


def _subaward(spec: Spec) -> list[str]:
    f = spec["facts"]
    rows = [
        "SUBRECIPIENT AGREEMENT",
        f"between {spec['unit']} (the State) and {keep(f['recipient'])} (the Subrecipient)",
    ]
    rows.append(
        f"Federal award identification number: {keep(f['award_number'])} CFDA {keep(f['program'])} FFY {f['fiscal_year']} {spec['program_title']}"
    )
    rows.append(f"Amount of subaward: {money(f)} Date of agreement: {day(f['award_date'], 'slash')}")
    return [*rows, "EXHIBIT B. FEDERAL CONDITIONS"]


def _solicitation(spec: Spec) -> list[str]:
    f = spec["facts"]
    return [
        spec["unit"],
        f"Fiscal Year {f['fiscal_year']} Notice of Funding Opportunity",
        spec["program_title"],
        f"Assistance Listing Number {keep(f['program'])}",
        f"Applications due: {day(f['deadline'], 'long')}, 11:59 p.m. Eastern time",
        spec["title"],
    ]


def _notice_of_award(spec: Spec) -> list[str]:
    f = spec["facts"]
    return [
        spec["unit"],
        "NOTICE OF AWARD",
        f"1. DATE ISSUED {day(f['award_date'], 'slash')} 2. ASSISTANCE LISTING NO. {keep(f['program'])} {spec['program_title']}",
        f"4a. FEDERAL AWARD IDENTIFICATION NUMBER {keep(f['award_number'])} Budget year funded from FY {f['fiscal_year']}",
        f"9a. GRANTEE NAME AND ADDRESS {keep(f['recipient'])}",
        f"12d. AMOUNT OF FINANCIAL ASSISTANCE THIS ACTION {money(f)}",
        "16. TERMS AND CONDITIONS",
    ]


def _plain(spec: Spec) -> list[str]:
    f = spec["facts"]
    rows = [row for row in (spec.get("unit"), spec.get("title")) if row]
    if f.get("fiscal_year"):
        rows.append(f"Applies to awards of fiscal year {f['fiscal_year']}")
    if f.get("recipient"):
        rows.append(f"Jurisdiction or applicant: {keep(f['recipient'])}")
    if f.get("program"):
        rows.append(f"Program: {spec['program_title']} (CFDA {keep(f['program'])})")
    if f.get("deadline"):
        rows.append(f"Return this form no later than {day(f['deadline'], 'slash')}.")
    return rows


_HEADS: dict[str, Callable[[Spec], list[str]]] = {
    "gms": _gms,
    "face": _face,
    "justgrants": _justgrants,
    "fema": _fema,
    "agreement": _agreement,
    "subaward": _subaward,
    "solicitation": _solicitation,
    "noa": _notice_of_award,
    "plain": _plain,
}


def document(spec: Spec, items: list[Item], mark: Any) -> list[str]:
    """The lines of the page or pages, with marks about every labelled clause."""
    width = spec.get("width", 104)
    lines = [line for row in _HEADS[spec["layout"]](spec) for line in wrap(row, width)]
    if spec.get("lead"):
        lines += wrap(spec["lead"], width)
    n = spec.get("start", 1)
    body: list[str] = []
    for family, topic, title, text in items:
        heading, text = number(spec["style"], n, title, text)
        if "[[" in text:
            whole = "\n".join(part for part in (heading, mark.inline(text)) if part)
        else:
            whole = mark("\n".join(part for part in (heading, text) if part), family, "imposes", topic)
        body += [line for row in whole.split("\n") for line in wrap(row, width)]
        n += 1
    if spec.get("break"):
        half = len(body) // 2
        furniture = _furniture(spec, spec["page"] + 1) if spec["layout"] == "gms" else [spec["break"]]
        body[half:half] = furniture
    foot = spec.get("foot")
    return lines + body + (wrap(foot, width) if foot else [])


_CHROME = [
    *("My WebLink", "|", "Help", "|", "About", "|", "Sign Out", "Home", "Browse", "Search", ">", "Contracts"),
    *("Metadata", "Thumbnails", "Annotations", "Entry Properties", "Fields", "Template:", "Contracts"),
    *("There are no annotations on this page.", "PDF", "Print", "View images", "View plain text"),
]


def _hyphenated(lines: list[str]) -> list[str]:
    """Every third line ends in the first part of the next line's first word, where that is long and unmarked."""
    out = list(lines)
    for n in range(0, len(out) - 1, 3):
        word, _, rest = out[n + 1].partition(" ")
        if len(out[n]) > 80 and len(word) >= 8 and word.isascii() and word.isalpha() and rest:
            out[n] += f" {word[:4]}-"
            out[n + 1] = f"{word[4:]} {rest}"
    return out


def captured(lines: list[str], source: str) -> str:
    """The page as one kind of archive hands it on (line-end marks, viewer chrome, one line, no spaces)."""
    if source in ("breaks", "chrome"):
        head = ["Laserfiche WebLink"] if source == "breaks" else _CHROME
        return "\n".join([*head, *(f"{line} <br />" for line in lines)]) + "\n"
    if source == "blank":
        return " <br />\n \n".join(lines) + " <br />\n"
    if source == "flat":
        return " ".join(" ".join(lines).split("\n")) + "\n"
    if source == "spaceless":
        return "".join(lines).replace(" ", "") + "\n"
    return "\n".join(_hyphenated(lines) if source == "hyphen" else lines) + "\n"
