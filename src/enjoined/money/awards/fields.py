"""The SQL that turns the columns of one file into the fields of a portfolio, and says of each row why it is bad.

Every value is read as text and tried: nothing is rounded, and what cannot be read makes the row a rejected one, with
the column and the reason. It goes in layers, so that nothing is worked out twice: the texts, trimmed; what they are as
amounts and days; the fields. Only of a bad row it is worked out why it is bad.

To trim takes long. Of downloads only the numbers of awards are always trimmed; amounts and days are read as they stand
and trimmed where that fails, what a file says of a party is trimmed where awards are made, of fewer rows.
"""

from __future__ import annotations

from typing import Final

from enjoined.money.awards.headings import HALVES, of_counties
from enjoined.money.awards.identity import key_of, number_of, report_of, reported
from enjoined.money.awards.layouts import USASPENDING, Reading
from enjoined.money.awards.passing import above, of_state, passer
from enjoined.money.awards.values import as_day

__all__ = ["EMPTY", "NO_AWARD", "NO_AWARDS", "OF_STATE", "PARTY", "STAGED", "quoted", "staging", "trimmed"]

PARTY: Final = ("name", "uei", "state", "county", "county_name", "place", "city", "types", "country")
"""What a file may say of a party."""

STAGED: Final = (
    "layout ENUM ('transactions', 'summaries', 'subawards', 'plain'), key UBIGINT, txn UBIGINT, number VARCHAR, "
    "capacity ENUM ('direct', 'sub'), modification BIGINT, acted DATE, modified DATE, indicator VARCHAR, "
    "obligated BIGINT, outlayed BIGINT, whole BIGINT, program VARCHAR, fiscal_year INTEGER, base_year INTEGER, "
    "accounts VARCHAR, acceptance ENUM ('not-said', 'none', 'declined', 'accepted'), accepted DATE, "
    + ", ".join(f"{part} VARCHAR" for part in PARTY)
    + ", prime VARCHAR[]"
)
"""The columns of a staged row: amounts in whole cents, dates as dates, everything else as it was written.

What is said of a party, and of Treasury accounts, may have spaces at its ends still.

``prime`` holds the same parts of who passes the money on, in the order of ``PARTY``; most files name nobody who does.

What tells awards (``key``) and reports of transactions (``txn``) apart is a hash of it: of a hundred million rows two
have the same by chance once in some four thousand files, and to keep and compare the texts takes far longer.
"""

_LISTING: Final = r"\b([0-9]{2}\.(?:[0-9A-Z]{2,4}|UNKNOWN))\b"
_EXTENSION: Final = "^[.]?([0-9A-Za-z]{1,3})([.]0)?([^0-9A-Za-z./].*)?$"
"""The second half of one, perhaps with its title: no whole one, and neither "N/A" nor "Unknown"."""
NO_AWARD: Final = "neither a recipient nor a program: a heading, total or remark"
EMPTY: Final = "the row is empty"
OF_STATE: Final = "money of the State by the heading above it, no federal award"
NO_AWARDS: Final = (NO_AWARD, EMPTY)
"""Why rows are left out that were not meant for awards."""
_NONE: Final = "CAST(NULL AS VARCHAR)"
_NO_DAY: Final = "CAST(NULL AS DATE)"
_NO_NUMBER: Final = "CAST(NULL AS INTEGER)"
_LARGEST: Final = 10**13
"""Dollars above which an amount is a mistake: more than the whole budget of the United States."""
_LAST_MODIFICATION: Final = 999_999
_FINER: Final = r"\.[0-9]{2}[0-9]*[1-9]|[eE]-"
"""Digits that an amount of four decimals does not hold."""
_THOUSANDS: Final = r"-?[0-9]{1,3}(,[0-9]{3})+([.][0-9]*)?"
_DECIMAL_COMMA: Final = r"-?([0-9]{1,3}([.][0-9]{3})+|[0-9]+),[0-9]{1,2}"
_NOT_SAID: Final = "(?i)n[.]?/?a[.]?"
_YEAR: Final = "(?i)(FY|FFY)?[ \u2019''-]*(20)?[0-9]{2}([.]0)?"
_TWO_YEARS: Final = "(?i)(S?FY|FFY)? *20[0-9]{2} *[-/\u2013] *(20)?[0-9]{2}"
_TOTAL: Final = r"(?i)\W*((grand|sub)[ -]?)?totals?\b.*|.*\b(sub)?totals?\W*"
"""A row that adds up others, by what stands in the place of a recipient: "Total" first, or last as spreadsheets add."""
_SURE_TOTAL: Final = (
    r"(?i)\W*(grand|sub)[ -]?totals?\b.*|\W*totals?\W*|\W*totals? (for|of|all|awards?|grants?|[0-9])\b.*"
    r"|.*\b(sub)?totals?\W*"
)
"""The same where the row has a program or a number too: "Total Action for Progress" is no total then."""
_AMOUNTS: Final = ("obligated", "outlayed", "whole")
_DAYS: Final = ("date", "modified", "accepted")


def staging(reading: Reading, scan: str) -> str:
    """A query for the rows of a scan: the columns of ``STAGED``, and ``why``.

    ``why`` says why a row is rejected, as ``COLUMN<tab>reason<tab>value``; it is NULL for a good one.
    """
    columns = _Columns(reading)
    texts = f"SELECT {columns.texts()} FROM (SELECT {columns.raw()} FROM {scan})"
    if "group" in columns:
        lines = f"SELECT *, row_number() OVER () AS line FROM ({texts})"
        heading = f"{_program(columns)} IS NULL AND {columns.amount(columns.paid)} IS NULL"
        passing, state = (told(columns["group"], heading) for told in (above, of_state))
        texts = f"SELECT *, {passing} AS prime_text, {state} AS of_state FROM ({lines})"
    return f"""
        SELECT {_fields(columns)}, {_reason(columns)} AS why
        FROM (SELECT *, {columns.parsed()} FROM ({texts})) {"ORDER BY line" if "group" in columns else ""}
    """


def quoted(name: str) -> str:
    """A name of a column in SQL."""
    return '"' + name.replace('"', '""') + '"'


def trimmed(column: str) -> str:
    """A text without spaces at its ends; to trim takes far longer than to see that there is nothing to trim.

    What is less than "!" begins with a space, or is empty.
    """
    unsure = f"{column} < '!' OR suffix({column}, ' ') OR strlen({column}) <> length({column})"
    return f"CASE WHEN {unsure} THEN nullif(trim({column}), '') ELSE {column} END"


class _Columns:
    """What each field is in the layers: its text, trimmed, empty as NULL; its amount in dollars; its day."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.paid = "obligated" if "obligated" in self else "outlayed"

    def __contains__(self, field: str) -> bool:
        return field in self.reading.columns or (field == "prime" and "group" in self.reading.columns)

    def __getitem__(self, field: str) -> str:
        if field not in self:
            return _NONE
        return f"{field}_text" if self._is_layered(field) else trimmed(f"{field}_raw")

    def standing(self, field: str) -> str:
        """The text as it stands in a download; of others trimmed."""
        return f"{field}_raw" if field in self and self.reading.layout in USASPENDING else self[field]

    def _is_layered(self, field: str) -> bool:
        """Whether the text of a field has a layer of its own, as one that is looked at several times should."""
        return field == "number" or self.reading.layout not in USASPENDING

    def amount(self, field: str) -> str:
        """The text of an amount, as it is read."""
        if self.reading.layout in USASPENDING:
            return self[field]
        return f"{field}_bare" if field in self else _NONE

    def dollars(self, field: str) -> str:
        return f"{field}_dollars" if field in self else "CAST(NULL AS DECIMAL(18,4))"

    def day(self, field: str) -> str:
        return f"{field}_day" if field in self else _NO_DAY

    def raw(self) -> str:
        """The lowest layer: what stands in the file."""
        columns = self.reading.columns.items()
        return ", ".join(f"CAST({quoted(column)} AS VARCHAR) AS {field}_raw" for field, column in columns)

    def texts(self) -> str:
        """The second layer: trimmed."""
        found = ["*"]
        for field in filter(self._is_layered, self.reading.columns):
            text = trimmed(f"{field}_raw")
            if field == "prime":
                text = passer(text, self.reading.columns[field])
            found.append(f"{text} AS {field}_text")
            if field in _AMOUNTS:
                found.append(f"{self._bare(text)} AS {field}_bare")
        return ", ".join(found)

    def _bare(self, text: str) -> str:
        """An amount of a spreadsheet as a number: without currency, brackets or a minus behind it before it, a dash 0.

        "N/A" is none. A comma groups thousands, or is a decimal point before the one or two digits that end "1.234,50".
        """
        bare = f"regexp_replace({text}, '(?i)us[$]|usd|[$\\s\u00a0]', '', 'g')"
        signed = f"regexp_replace(replace({bare}, '\u2212', '-'), '^\\((.*)\\)$|^(.+)-$', '-\\1\\2')"
        number = f"regexp_replace(regexp_replace({signed}, '^--', '-'), '^[-\u2013\u2014]$', '0')"
        return (
            f"CASE WHEN regexp_full_match({number}, '{_NOT_SAID}') THEN NULL "
            f"WHEN NOT contains({number}, ',') THEN {number} "
            f"WHEN regexp_full_match({number}, '{_THOUSANDS}') THEN replace({number}, ',', '') "
            f"WHEN regexp_full_match({number}, '{_DECIMAL_COMMA}') "
            f"THEN replace(replace({number}, '.', ''), ',', '.') ELSE {number} END"
        )

    def _number(self, field: str) -> str:
        """An amount in dollars; of one in thousands or millions so many more decimals are read."""
        if self.reading.layout in USASPENDING:
            tried = (f"TRY_CAST({text} AS DECIMAL(18,4))" for text in (self.standing(field), self[field]))
            return f"coalesce({', '.join(tried)})"
        unit = self.reading.units.get(field, 1)
        number = f"TRY_CAST({field}_bare AS DECIMAL(18,{3 + len(str(unit))}))"
        return number if unit == 1 else f"{number} * {unit}"

    def parsed(self) -> str:
        """The third layer: amounts and days, and what tells awards and reports apart."""
        found = [f"{self._number(field)} AS {field}_dollars" for field in _AMOUNTS if field in self]
        found += [f"{self._date(field)} AS {field}_day" for field in _DAYS if field in self]
        return ", ".join([*found, f"{key_of(self)} AS award_key", f"{reported(self)} AS report"])

    def _date(self, field: str) -> str:
        """A day; one of ten characters is read as it stands, and trimmed only where that is none."""
        if self.reading.layout not in USASPENDING:
            return as_day(self[field], download=False)
        text = self.standing(field)
        here = f"CASE WHEN strlen({text}) = 10 THEN TRY_CAST({text} AS DATE) END"
        return f"coalesce({here}, {as_day(self[field], download=True)})"

    def not_cents(self, field: str) -> str:
        """Whether an amount that is there is no whole number of cents; spaces behind it say nothing."""
        dollars = self.dollars(field)
        text = self.standing(field) if self.reading.layout in USASPENDING else self.amount(field)
        finer = _FINER if field not in self.reading.units else "[eE]-"
        return (
            f"(({dollars} IS NULL AND {self.amount(field)} IS NOT NULL) OR abs({dollars}) > {_LARGEST} OR "
            f"{dollars} <> CAST({dollars} AS DECIMAL(18,2)) OR "
            f"(length({text}) - strpos({text}, '.') > 3 AND regexp_matches({text}, '{finer}')))"
        )

    def cents(self, field: str) -> str:
        dollars = self.dollars(field)
        return f"CASE WHEN abs({dollars}) <= {_LARGEST} THEN CAST(CAST({dollars} AS DECIMAL(18,2)) * 100 AS BIGINT) END"


def _listings(text: str, whole: str = "", *, loose: bool = False) -> str:
    """The Assistance Listings in a text, in order, with a space between; ``whole`` is it as it stands."""
    if loose:  # a spreadsheet drops the zeros at the end of a number, a person the point
        text = (
            f"CASE WHEN regexp_full_match({text}, '[0-9]{{2}}[.][0-9]{{1,2}}') THEN rpad({text}, 6, '0') "
            f"WHEN regexp_full_match({text}, '[0-9]{{2}}[- ]?[0-9]{{3}}') "
            f"THEN left({text}, 2) || '.' || right({text}, 3) "
            f"WHEN regexp_full_match({text}, '[0-9][.][0-9]{{1,3}}') THEN NULL ELSE {text} END"
        )
    found = f"regexp_extract_all(upper({text}), '{_LISTING}', 1)"
    whole = whole or text
    many = f"nullif(array_to_string(list_sort(list_distinct({found})), ' '), '')"
    return (
        f"CASE WHEN length({whole}) = 6 AND {whole} SIMILAR TO '[0-9]{{2}}[.][0-9]{{3}}' THEN {whole} "
        f"ELSE {many} END"
    )


def _fields(get: _Columns) -> str:
    """The select list of a file's rows, in the order of ``STAGED``."""
    layout = get.reading.layout
    fiscal_year = (
        f"2000 + TRY_CAST(right(regexp_extract({get['fiscal_year']}, '([0-9]+)([.]0)?$', 1), 2) AS INTEGER)"
    )
    values = {
        "layout": f"'{'plain' if layout == 'sefa' else layout}'",
        "key": "award_key",
        "txn": report_of(get),
        "number": _number(get),
        "capacity": _capacity(get),
        "modification": _modification(get),
        "acted": get.day("date"),
        "modified": get.day("modified"),
        "indicator": f"upper({get['indicator']})",
        "obligated": get.cents(get.paid),
        "outlayed": get.cents("outlayed"),
        "whole": get.cents("whole"),
        "program": _program(get),
        "fiscal_year": fiscal_year if "fiscal_year" in get else _NO_NUMBER,
        "base_year": f"coalesce(TRY_CAST({get['base_year']} AS INTEGER), "
        f"CASE WHEN {get.day('date')} IS NULL THEN {get.reading.period or 'NULL'} END)",
        "accounts": get.standing("accounts"),
        "acceptance": _acceptance(get),
        "accepted": get.day("accepted"),
    }
    for part in PARTY:
        values[part] = get.standing("recipient" if part == "name" else part)
    if get.reading.layout == "plain" and of_counties(get.reading.columns.get("recipient", "")):
        values["types"] = "'B'"  # as USAspending writes a county's
    if get.reading.holder:
        values["name"] = f"'{get.reading.holder}'"
    primes = [_said(get, "prime" if part == "name" else f"prime_{part}") for part in PARTY]
    values["prime"] = f"[{', '.join(primes)}]" if "prime" in get or "prime_uei" in get else "NULL"
    return ", ".join(f"{value} AS {name}" for name, value in values.items())


def _said(get: _Columns, field: str) -> str:
    return f"upper({get[field]})" if field.endswith(("uei", "state")) else get[field]


def _number(get: _Columns) -> str:
    if get.reading.layout == "subawards":
        return f"coalesce({get['number']}, '') || '/' || coalesce({get['modification']}, '')"
    return number_of(get)


def _modification(get: _Columns) -> str:
    """What a modification counts as in the order of them: its digits."""
    if get.reading.layout == "subawards" or "modification" not in get:
        return _NO_NUMBER
    digits = f"regexp_replace({get.standing('modification')}, '[^0-9]', '', 'g')"
    return f"least(coalesce(TRY_CAST({digits} AS BIGINT), 0), {_LAST_MODIFICATION})"


def _capacity(get: _Columns) -> str:
    layout = get.reading.layout
    if layout == "subawards":
        return "'sub'"
    if layout == "sefa" and "direct" in get:
        return f"CASE WHEN upper(left({get['direct']}, 1)) = 'N' THEN 'sub' ELSE 'direct' END"
    if layout in ("plain", "sefa") and "prime" in get:
        return f"CASE WHEN {get['prime']} IS NOT NULL THEN 'sub' ELSE 'direct' END"
    return "'direct'"


def _program(get: _Columns) -> str:
    if not get.reading.columns.keys() >= HALVES:
        if get.reading.layout in USASPENDING:
            return _listings(get["program"], get.standing("program"))
        return _listings(get["program"], loose=get.reading.layout == "plain")
    prefix = f"lpad(nullif(regexp_extract({get['prefix']}, '^[0-9]{{1,2}}\\b'), ''), 2, '0')"
    extension = f"nullif(regexp_extract({get['extension']}, '{_EXTENSION}', 1), '')"
    return (
        f"CASE WHEN regexp_full_match({extension}, '[0-9]{{1,3}}') THEN {prefix} || '.' || lpad({extension}, 3, '0') "
        f"ELSE {prefix} || '.' || upper({extension}) END"
    )


def _acceptance(get: _Columns) -> str:
    if "accepted" not in get:
        return "'not-said'"
    text = f"lower({get['accepted']})"
    return (
        f"CASE WHEN {text} IS NULL OR {text} IN ('yes', 'y', 'accepted') THEN 'not-said' "
        f"WHEN {text} IN ('none', 'no', 'not accepted', 'pending') THEN 'none' "
        f"WHEN {text} = 'declined' THEN 'declined' ELSE 'accepted' END"
    )


def _reason(get: _Columns) -> str:
    """Why a row is rejected; NULL for a good one."""
    rules: list[tuple[str, str, str]] = []
    # A deletion names the transaction that it takes back; its other fields may be empty.
    stands = f" AND coalesce(upper({get['indicator']}), '') <> 'D'" if "indicator" in get else ""
    if get.reading.layout not in USASPENDING:
        empty = " AND ".join(f"{get[field]} IS NULL" for field in get.reading.columns)
        rules.append(("row", empty, EMPTY))
        nobody = f"({get['recipient']} IS NULL OR regexp_full_match({get['recipient']}, '{_TOTAL}'))"
        award = f"{get['number']} IS NULL AND {get['uei']} IS NULL AND {_program(get)} IS NULL"
        shown = next((field for field in ("recipient", "group") if field in get), "program")
        rules.append((shown, f"{nobody} AND {award}", NO_AWARD))
        totals = (("recipient", _SURE_TOTAL), ("program", _TOTAL), ("group", _TOTAL))
        rules += [
            (field, f"regexp_full_match({get[field]}, '{words}')", NO_AWARD)
            for field, words in totals
            if field in get
        ]
    if "group" in get:
        rules.append(("group", "of_state", OF_STATE))
    unpaid = f"{get.dollars(get.paid)} IS NULL AND {get.amount(get.paid)} IS NULL{stands}"
    rules.append((get.paid, unpaid, "no amount"))
    rules += [
        (field, f"{get.not_cents(field)}{stands}", "not an amount in dollars and whole cents")
        for field in dict.fromkeys((get.paid, "outlayed", "whole"))
        if field in get
    ]
    if get.reading.layout == "transactions":
        number = "number" if "number" in get else "uri"
        rules.append((number, "award_key IS NULL", "no award number"))
        rules.append(("date", f"{get.day('date')} IS NULL{stands}", "not a date"))
    if "fiscal_year" in get:
        text = get["fiscal_year"]
        rules += [
            (
                "fiscal_year",
                f"regexp_full_match({text}, '{_TWO_YEARS}')",
                "two years, not the federal fiscal year",
            ),
            (
                "fiscal_year",
                f"{text} IS NOT NULL AND NOT regexp_full_match({text}, '{_YEAR}')",
                "not a fiscal year",
            ),
        ]
    if "accepted" in get:
        rules.append(
            ("accepted", f"{_acceptance(get)} = 'accepted' AND {get.day('accepted')} IS NULL", "not a date")
        )
    cases = " ".join(
        f"WHEN {test} THEN '{_label(get.reading, field)}\t{why}\t' || coalesce({get[field]}, '')"
        for field, test, why in rules
    )
    return f"CASE {cases} END"


def _label(reading: Reading, field: str) -> str:
    return reading.columns.get(field, field).replace("'", "''")
