"""The SQL that turns the columns of one file into the fields of a portfolio, and says of each row why it is bad.

Every value is read as text and tried: nothing is rounded, and what cannot be read makes the row a rejected one, with
the column and the reason.
"""

from __future__ import annotations

from typing import Final

from enjoined.money.layouts import Reading

__all__ = ["PARTY", "STAGED", "fields", "quoted", "reason"]

PARTY: Final = ("name", "uei", "state", "county", "county_name", "place", "city", "types", "country")
"""What a file may say of a party."""

STAGED: Final = (
    "layout VARCHAR, key VARCHAR, txn VARCHAR, number VARCHAR, capacity VARCHAR, modification VARCHAR, "
    "acted DATE, modified DATE, indicator VARCHAR, obligated BIGINT, outlayed BIGINT, whole BIGINT, "
    "program VARCHAR, fiscal_year INTEGER, base_year INTEGER, accounts VARCHAR, acceptance VARCHAR, accepted DATE, "
    + ", ".join(f"{side}{part} VARCHAR" for side in ("", "prime_") for part in PARTY)
)
"""The columns of a staged row: amounts in whole cents, dates as dates, everything else as it was written."""

_LISTING: Final = r"\b([0-9]{2}\.[0-9A-Z]{2,4})\b"
_USASPENDING: Final = ("transactions", "summaries", "subawards")
_NONE: Final = "CAST(NULL AS VARCHAR)"
_LARGEST: Final = 10**13
"""Dollars above which an amount is a mistake: more than the whole budget of the United States."""


def quoted(name: str) -> str:
    """A name of a column in SQL."""
    return '"' + name.replace('"', '""') + '"'


class _Columns:
    """The text of each field's column, trimmed; empty is NULL."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def __getitem__(self, field: str) -> str:
        column = self.reading.columns.get(field)
        return _NONE if column is None else f"nullif(trim(CAST({quoted(column)} AS VARCHAR)), '')"

    def __contains__(self, field: str) -> bool:
        return field in self.reading.columns

    def amount(self, field: str) -> str:
        """The text of an amount; of a spreadsheet without currency signs, with brackets as a minus."""
        text = self[field]
        if self.reading.layout in _USASPENDING or field not in self:
            return text
        bare = f"regexp_replace({text}, '[$,\\s]', '', 'g')"
        return f"regexp_replace({bare}, '^\\((.*)\\)$', '-\\1')"


def _dollars(text: str) -> str:
    return f"TRY_CAST({text} AS DECIMAL(24,4))"


def _cents(text: str) -> str:
    return f"CAST({_dollars(text)} * 100 AS BIGINT)"


def _not_cents(text: str) -> str:
    """Whether a text that is there is no whole number of cents."""
    dollars = _dollars(text)
    return (
        f"{text} IS NOT NULL AND ({dollars} IS NULL OR abs({dollars}) > {_LARGEST} OR "
        f"{dollars} <> CAST({dollars} AS DECIMAL(24,2)) OR "
        f"(length({text}) - strpos({text}, '.') > 4 AND regexp_matches({text}, '\\.[0-9]{{2}}[0-9]*[1-9]')))"
    )


def _day(text: str) -> str:
    return f"coalesce(TRY_CAST(left({text}, 10) AS DATE), CAST(try_strptime({text}, '%m/%d/%Y') AS DATE))"


def _listings(text: str, *, loose: bool) -> str:
    """The Assistance Listings in a text, in order, with a space between."""
    if loose:  # a spreadsheet drops the zeros at the end of a number
        text = (
            f"CASE WHEN regexp_full_match({text}, '[0-9]{{2}}\\.[0-9]{{1,2}}') THEN rpad({text}, 6, '0') "
            f"WHEN regexp_full_match({text}, '[0-9]\\.[0-9]{{1,3}}') THEN NULL ELSE {text} END"
        )
    found = f"regexp_extract_all(upper({text}), '{_LISTING}', 1)"
    many = f"nullif(array_to_string(list_sort(list_distinct({found})), ' '), '')"
    return f"CASE WHEN length({text}) = 6 AND {text} SIMILAR TO '[0-9]{{2}}[.][0-9]{{3}}' THEN {text} ELSE {many} END"


def fields(reading: Reading) -> str:
    """The select list of a file's rows, in the order of ``STAGED``."""
    get, layout = _Columns(reading), reading.layout
    plain = layout in ("plain", "sefa")
    sub = layout == "subawards"
    number = f"coalesce({get['number']}, {get['uri']})"
    # Without an agency the number alone tells awards apart; a key that is nothing would make them all one.
    agency = f"coalesce({get['agency']}, '')" if "agency" in get else "''"
    key = f"{agency} || '|' || {number}" if layout in _USASPENDING else _NONE
    if sub:
        prime = f"coalesce({agency} || '|' || {number}, '')"
        key = f"{prime} || '/' || coalesce({get['modification']}, '')"
        number = f"coalesce({get['number']}, '') || '/' || coalesce({get['modification']}, '')"
    program = _listings(get["program"], loose=plain)
    if layout == "sefa":
        program = (
            f"CASE WHEN regexp_full_match({get['extension']}, '[0-9]{{1,3}}') THEN "
            f"lpad({get['prefix']}, 2, '0') || '.' || lpad({get['extension']}, 3, '0') "
            f"ELSE lpad({get['prefix']}, 2, '0') || '.' || upper({get['extension']}) END"
        )
    capacity = "'sub'" if sub else "'direct'"
    if layout == "sefa" and "direct" in get:
        capacity = f"CASE WHEN upper(left({get['direct']}, 1)) = 'N' THEN 'sub' ELSE 'direct' END"
    elif plain and "prime" in get:
        capacity = f"CASE WHEN {get['prime']} IS NOT NULL THEN 'sub' ELSE 'direct' END"
    obligated, outlayed = get.amount("obligated"), get.amount("outlayed")
    if "obligated" not in get:
        obligated = outlayed
    fiscal_year = (
        f"2000 + TRY_CAST(right(regexp_extract({get['fiscal_year']}, '([0-9]+)$', 1), 2) AS INTEGER)"
    )
    values = {
        "layout": f"'{'plain' if layout == 'sefa' else layout}'",
        "key": key,
        "txn": _transaction(get, layout, key),
        "number": number,
        "capacity": capacity,
        "modification": _NONE if sub else get["modification"],
        "acted": _day(get["date"]) if "date" in get else "CAST(NULL AS DATE)",
        "modified": _day(get["modified"]) if "modified" in get else "CAST(NULL AS DATE)",
        "indicator": f"upper({get['indicator']})",
        "obligated": _cents(obligated),
        "outlayed": _cents(outlayed),
        "whole": _cents(get.amount("whole")),
        "program": program,
        "fiscal_year": fiscal_year if "fiscal_year" in get else "CAST(NULL AS INTEGER)",
        "base_year": f"TRY_CAST({get['base_year']} AS INTEGER)",
        "accounts": get["accounts"],
        "acceptance": _acceptance(get),
        "accepted": _day(get["accepted"]) if "accepted" in get else "CAST(NULL AS DATE)",
    }
    for part in PARTY:
        values[part] = _said(get, "recipient" if part == "name" else part)
    for part in PARTY:
        values[f"prime_{part}"] = _said(get, "prime" if part == "name" else f"prime_{part}")
    return ", ".join(f"{value} AS {name}" for name, value in values.items())


def _said(get: _Columns, field: str) -> str:
    return f"upper({get[field]})" if field.endswith(("uei", "state")) else get[field]


def _transaction(get: _Columns, layout: str, key: str) -> str:
    """What tells one report of a transaction from another: a later one of the same replaces it."""
    if layout == "transactions":
        own = (
            f"{key} || '|' || coalesce({get['program']}, '') || '|' || coalesce({get['modification']}, "
            f"'on ' || coalesce({get['date']}, '') || ' ' || coalesce({get['obligated']}, ''))"
        )
        return f"coalesce({get['transaction']}, {own})"
    if layout == "subawards":
        parts: tuple[str, ...] = ("transaction", "uei", "recipient")
        if "transaction" not in get:
            parts = ("uei", "recipient", "date", "obligated")
        return f"{key} || '|' || " + " || '|' || ".join(f"coalesce({get[p]}, '')" for p in parts)
    return key


def _acceptance(get: _Columns) -> str:
    if "accepted" not in get:
        return "'not-said'"
    text = f"lower({get['accepted']})"
    return (
        f"CASE WHEN {text} IS NULL THEN 'not-said' WHEN {text} IN ('none', 'no', 'not accepted', 'pending') "
        f"THEN 'none' WHEN {text} = 'declined' THEN 'declined' ELSE 'accepted' END"
    )


def reason(reading: Reading) -> str:
    """Why a row is rejected, as ``COLUMN<tab>reason<tab>value``; NULL for a good one."""
    get, layout = _Columns(reading), reading.layout
    rules: list[tuple[str, str, str]] = []
    # A deletion names the transaction that it takes back; its other fields may be empty.
    stands = f"coalesce(upper({get['indicator']}), '') <> 'D' AND " if "indicator" in get else ""
    paid = "obligated" if "obligated" in get else "outlayed"
    rules.append((paid, f"{stands}{get.amount(paid)} IS NULL", "no amount"))
    rules += [
        (field, f"{stands}{_not_cents(get.amount(field))}", "not an amount in dollars and whole cents")
        for field in dict.fromkeys((paid, "outlayed", "whole"))
        if field in get
    ]
    if layout == "transactions":
        number = "number" if "number" in get else "uri"
        rules.append((number, f"coalesce({get['number']}, {get['uri']}) IS NULL", "no award number"))
        rules.append(("date", f"{stands}{_day(get['date'])} IS NULL", "not a date"))
    if "fiscal_year" in get:
        text = get["fiscal_year"]
        rules.append(
            (
                "fiscal_year",
                f"{text} IS NOT NULL AND NOT regexp_full_match({text}, '(?i)(FY|FFY)?[ -]?(20)?[0-9]{{2}}')",
                "not a fiscal year",
            )
        )
    if "accepted" in get:
        rules.append(
            ("accepted", f"{_acceptance(get)} = 'accepted' AND {_day(get['accepted'])} IS NULL", "not a date")
        )
    cases = " ".join(
        f"WHEN {test} THEN '{_label(reading, field)}\t{why}\t' || coalesce({get[field]}, '')"
        for field, test, why in rules
    )
    return f"CASE {cases} END"


def _label(reading: Reading, field: str) -> str:
    return reading.columns.get(field, field).replace("'", "''")
