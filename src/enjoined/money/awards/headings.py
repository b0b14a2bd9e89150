"""What the headings of a plain spreadsheet may mean: each person calls the same columns something else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

__all__ = [
    "AMOUNTS",
    "FIELDS",
    "HALVES",
    "fitting",
    "joined",
    "of_counties",
    "of_groups",
    "of_states",
    "told_apart",
    "whole",
]

_CALLED: Final = {
    "recipient": (
        "recipient, recipient name, recipient organization, grantee, grantee name, subrecipient, subrecipient name, "
        "sub recipient, sub recipient name, subgrantee, subgrantee name, organization, organization name, agency name, "
        "name, entity, entity name, awardee, awardee name, legal name, legal business name, applicant, applicant name, "
        "jurisdiction, local government, municipality"
    ),
    "uei": "uei, uei number, recipient uei, sam uei, unique entity id, unique entity identifier",
    "state": "state, recipient state, state code, recipient state code, state abbreviation, st",
    "program": (
        "aln, aln number, al number, cfda, cfda number, aln cfda, cfda aln, aln cfda number, "
        "cfda aln number, assistance listing, assistance listing number, listing, listing number, "
        "aln and title, aln title, aln number and title, aln number title, cfda and title, cfda number and title, "
        "cfda number title, assistance listing number and title, assistance listing number title"
    ),
    "prefix": (
        "agency prefix, federal agency prefix, aln prefix, cfda prefix, aln agency prefix, cfda agency prefix, "
        "aln federal agency prefix, assistance listing prefix, assistance listing agency prefix"
    ),
    "extension": (
        "aln extension, cfda extension, aln three digit extension, aln cfda three digit extension, "
        "cfda three digit extension, three digit extension, federal award extension, aln suffix, "
        "assistance listing extension, assistance listing three digit extension"
    ),
    "fiscal_year": (
        "fiscal year, federal fiscal year, award fiscal year, grant fiscal year, fiscal year awarded, "
        "fiscal year of award, award year, grant year, year"
    ),
    "obligated": (
        "obligated, obligated amount, amount obligated, obligation, obligations, award amount, amount awarded, "
        "amount of award, award total, total award, grant award, grant amount, grant total, amount, subaward amount, "
        "award value, funding amount, amount of grant, allocation, allocated amount, original award, "
        "original award amount, amended award, amended award amount, revised award, revised award amount, "
        "current award, current award amount, federal award amount"
    ),
    "outlayed": (
        "outlayed, outlays, outlaid, outlayed amount, expended, amount expended, expenditure, expenditures, disbursed, "
        "disbursements, amount disbursed, drawn, drawn down, amount drawn, amount drawn down, drawdown, drawdowns, "
        "paid, amount paid, payments, spent, amount spent, reimbursed, amount reimbursed, actual expenditures, "
        "federal expenditures, expenditure amount, expenditures amount, expended amount, amount of expenditures"
    ),
    "number": (
        "award number, award id, fain, award id fain, grant number, grant id, contract number, subaward number, "
        "agreement number, number, award identification number"
    ),
    "date": (
        "award date, date awarded, date of award, awarded on, action date, obligation date, date obligated, grant date"
    ),
    "accepted": "accepted, accepted on, date accepted, acceptance date, accepted date, date of acceptance",
    "prime": (
        "prime, prime recipient, prime awardee, pass through, pass through entity, pass through agency, "
        "pass through grantor, passthrough, passthrough entity, passthrough agency, passthrough grantor, "
        "passthrough name, pass through name, through"
    ),
}
_FOR_WANT_OF_BETTER: Final = {
    "recipient": "member, member name, member government, member city, member county, city or county",
    "state": "state province, state territory, state or territory",
    "number": (
        "award id number, federal award id number, grant award number, fain number, grant agreement number, "
        "federal grant agreement number"
    ),
    "program": "program, program number",
    "obligated": (
        "awarded, total awarded, total grant, funds awarded, budget, total budget, budgeted, "
        "budget amount, award budget, grant budget, revised budget, amended budget, federal share"
    ),
    "outlayed": "actual, actuals",
}
"""What columns are called that mean a field only where no other column does."""
_WITHOUT_AMOUNTS: Final = {"obligated": "award, subaward"}
"""What columns are called that hold an amount only where no other does: beside one it is the number of an award."""
_WRITTEN_OUT: Final = {
    "#": "number",
    "no": "number",
    "nr": "number",
    "num": "number",
    "nbr": "number",
    "amt": "amount",
    "dt": "date",
    "fy": "fiscal year",
    "ffy": "federal fiscal year",
    "yr": "year",
    "exp": "expenditures",
    "org": "organization",
    "oblig": "obligated",
    "abbr": "abbreviation",
    "passthru": "passthrough",
    "thru": "through",
    "3": "three",
}
_SAYING_LITTLE: Final = re.compile(r"^(?:total|federal|cumulative) | (?:total|to date|as of date)$")
_WORD: Final = re.compile(r"[a-z0-9]+|#")
_BRACKETS: Final = re.compile(r"\(([^)]*)\)?")

_OF_STATES: Final = re.compile(r" ?\b(?:state )?csfa\b(?: number)?")
"""Florida's catalog of State projects, whose numbers look like Assistance Listings."""
_OF_GROUPS: Final = re.compile(r"\b(?:grantor|pass ?through)\b.*\bprograms?\b")
_COUNTIES: Final = frozenset({"county", "counties", "parish", "parishes"})
_ALL_OF_THEM: Final = _COUNTIES | {"member", "name", "government", "recipient", "subrecipient", "grantee"}

AMOUNTS: Final = ("obligated", "outlayed")
"""The fields of a plain spreadsheet that are amounts."""

HALVES: Final = frozenset({"prefix", "extension"})
"""The fields that are an Assistance Listing together: of the agency and of the program."""

FIELDS: Final = tuple(_CALLED)
"""What a plain spreadsheet may tell of an award."""


def _spelt(heading: str) -> str:
    """A heading without case and punctuation, abbreviations written out.

    >>> _spelt("Award Amt. ($)"), _spelt("Grant #"), _spelt("FFY")
    ('award amount', 'grant number', 'federal fiscal year')
    """
    return " ".join(_WRITTEN_OUT.get(word, word) for word in _WORD.findall(heading.lower()))


def _by_name(called: Mapping[str, str]) -> dict[str, str]:
    return {_spelt(name): field for field, names in called.items() for name in names.split(",")}


_FIELD_OF: Final = _by_name(_CALLED)
_PERHAPS: Final = _by_name(_FOR_WANT_OF_BETTER)
_ALONE: Final = _by_name(_WITHOUT_AMOUNTS)
_PERHAPS_PLAIN: Final = 4
_LEAST_PLAIN: Final = 5


def _forms(heading: str) -> Iterator[str]:
    """What a heading says: all of it, without what stands in brackets, and that alone."""
    heading = heading.replace("_", " ")
    yield _spelt(heading)
    if of_states(heading):
        yield _OF_STATES.sub("", _spelt(heading)).strip()
    if "(" in heading:
        yield _spelt(_BRACKETS.sub(" ", heading))
        yield from (_spelt(inside) for inside in _BRACKETS.findall(heading))


def _meaning(heading: str) -> tuple[int, str] | None:
    """The field that a heading names, and how plainly it does: the least is the plainest. "$" may say "amount"."""
    forms = [form for form in _forms(heading) if form]
    for form in forms:
        if form in _FIELD_OF:
            return (0 if form == _FIELD_OF[form].replace("_", " ") else 1), _FIELD_OF[form]
    for form in forms:
        while (shorter := _SAYING_LITTLE.sub("", form)) != form:
            form = shorter
            if form in _FIELD_OF:
                return 2, _FIELD_OF[form]
    if (amount := _FIELD_OF.get(_spelt(heading.replace("$", " amount ")))) is not None:
        return 3, amount
    perhaps = [(_PERHAPS_PLAIN, _PERHAPS[form]) for form in forms if form in _PERHAPS]
    return next(iter([*perhaps, *((_LEAST_PLAIN, _ALONE[form]) for form in forms if form in _ALONE)]), None)


def fitting(header: Iterable[str], *, amount: bool = False) -> dict[str, list[str]]:
    """For each field the columns that could be it; only the plainest, where one says it more plainly than another.

    ``amount`` says that some other column is known to hold an amount.

    >>> fitting(["Grantee", "ALN #", "Award Amt", "Total Amount", "Drawn to Date"])
    {'recipient': ['Grantee'], 'program': ['ALN #'], 'obligated': ['Award Amt'], 'outlayed': ['Drawn to Date']}
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for column in header:
        meaning = _meaning(column)
        if meaning is not None:
            found.setdefault(meaning[1], []).append((meaning[0], column))
    amount = amount or any(n < _LEAST_PLAIN for field in AMOUNTS for n, _ in found.get(field, ()))
    if amount and min(found.get("obligated", [(0, "")]))[0] == _LEAST_PLAIN:
        del found["obligated"]
    return {
        field: [column for plain, column in columns if plain == min(columns)[0]]
        for field, columns in found.items()
    }


def whole(fits: Mapping[str, list[str]], mapped: Collection[str]) -> dict[str, list[str]]:
    """What fits, without the halves of an Assistance Listing where one is absent or a column plainly holds the whole.

    Else without the column that may hold the whole; those that are ``mapped`` are no question.

    >>> whole({"prefix": ["Agency Prefix"], "extension": ["ALN Extension"], "program": ["Program"]}, ())
    {'prefix': ['Agency Prefix'], 'extension': ['ALN Extension']}
    >>> whole({"prefix": ["ALN Prefix"], "extension": ["ALN Extension"], "program": ["ALN"]}, ())
    {'program': ['ALN']}
    """
    meant = [meaning for column in fits.get("program", ()) if (meaning := _meaning(column))]
    plain = "program" in mapped or any(n < _PERHAPS_PLAIN for n, _ in meant)
    in_two = fits.keys() | set(mapped) >= HALVES and not (plain and HALVES.isdisjoint(mapped))
    useless = {"program"} if in_two else HALVES
    return {field: columns for field, columns in fits.items() if field not in useless}


def joined(above: Sequence[str], row: Sequence[str]) -> list[str]:
    """The headings of a header of two lines, each of its own two cells or of what makes a known name of them.

    A heading in the line above may stand over several columns, with blanks after it. An amount below such a heading is
    never taken without it: not every "Amount" is the award.

    >>> joined(["Grantee", "Federal award", "", "", "Match"], ["Name", "ALN", "Date", "Amount", "Amount"])
    ['Grantee Name', 'ALN', 'Federal award Date', 'Federal award Amount', 'Match Amount']
    """
    found, group = [], ""
    for own, below in zip_longest(map(str.strip, above), map(str.strip, row), fillvalue=""):
        group = own or group
        meaning = _meaning(below)
        amount = meaning is not None and meaning[1] in AMOUNTS
        grouped = f"{group} {below}".strip() if below else own
        alone = grouped if amount else below or own
        known = (name for name in (grouped, alone) if _meaning(name))
        found.append(next(known, grouped if amount else f"{own} {below}".strip()))
    return found


def told_apart(header: Sequence[str]) -> list[str]:
    """The names of the columns; of two alike the later gets its number, so that each can be named and read.

    >>> told_apart(["Grantee", "Amount", "", "AMOUNT", ""])
    ['Grantee', 'Amount', '', 'AMOUNT (4)', '']
    """
    seen: set[str] = set()
    found = []
    for n, name in enumerate(header, 1):
        found.append(f"{name} ({n})" if name and name.lower() in seen else name)
        seen.add(name.lower())
    return found


def of_counties(heading: str) -> bool:
    """Whether a column that names recipients says by its heading that all of them are counties.

    >>> of_counties("Member County"), of_counties("City or County"), of_counties("County/Tribe")
    (True, False, False)
    """
    words = set(_spelt(heading).split())
    return not words.isdisjoint(_COUNTIES) and words <= _ALL_OF_THEM


def of_states(heading: str) -> bool:
    """Whether a column of Assistance Listings says that numbers of a State's own projects stand among them.

    >>> of_states("ALN / CSFA No."), of_states("CSFA No."), of_states("ALN")
    (True, False, False)
    """
    spelt = _spelt(heading)
    left = _OF_STATES.sub("", spelt)
    return left != spelt and not {"aln", "cfda", "listing"}.isdisjoint(left.split())


def of_groups(header: Iterable[str]) -> str | None:
    """The column in which a printed schedule has its programs, under headings of agencies and of who passes money on.

    >>> of_groups(["Federal Grantor/Pass-Through Grantor/Program Title", "ALN", "Federal Expenditures"])
    'Federal Grantor/Pass-Through Grantor/Program Title'
    """
    return next((column for column in header if _OF_GROUPS.search(_spelt(column))), None)
