"""What the columns of a file of awards mean: USAspending's layouts, the single-audit schedule, plain spreadsheets.

A layout maps the fields that a portfolio needs to columns, by name. A header is first compared with USAspending's
layouts, then with the schedule of federal awards of the Federal Audit Clearinghouse, and else read as a plain
spreadsheet whose columns are guessed by what they are called; the guess is shown, and ``--map`` overrules it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from enjoined.errors import InputError
from enjoined.money.awards.headers import Version, nearest, versions
from enjoined.money.awards.headings import (
    AMOUNTS,
    FIELDS,
    HALVES,
    fitting,
    joined,
    of_groups,
    told_apart,
    whole,
)
from enjoined.money.awards.passing import parted

__all__ = ["USASPENDING", "Layout", "Reading", "header_among", "recognise"]

USASPENDING: Final = ("transactions", "summaries", "subawards")
"""Layouts of USAspending's downloads."""


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of file: for each field the columns that may hold it, the best first.

    ``marks`` are columns that tell the layout from others, ``needs`` the fields without which it cannot be read.
    """

    name: str
    title: str
    marks: tuple[tuple[str, ...], ...]
    needs: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How one file is read: its layout, the column of each field, who holds the awards if no column says so.

    ``period`` is the fiscal year of awards of which neither a column nor their number tells it, ``units`` of how many
    dollars the amounts of a field are, where it is not one.
    """

    layout: str
    title: str
    columns: dict[str, str]
    version: Version | None = None
    notes: tuple[str, ...] = ()
    guessed: bool = False
    holder: str = ""
    period: int | None = None
    units: Mapping[str, int] = {}


def _words(**fields: str) -> dict[str, tuple[str, ...]]:
    return {field: tuple(columns.split()) for field, columns in fields.items()}


_PRIME: Final = _words(
    number="award_id_fain",
    uri="award_id_uri",
    award="assistance_award_unique_key",
    agency="awarding_sub_agency_code awarding_agency_code awarding_sub_agency_name awarding_agency_name",
    modified="last_modified_date",
    accounts="treasury_accounts_funding_this_award",
    recipient="recipient_name recipient_name_raw",
    uei="recipient_uei",
    state="recipient_state_code",
    place="recipient_city_code",
    city="recipient_city_name",
    county_name="recipient_county_name",
    types="business_types_code",
    country="recipient_country_code",
)

TRANSACTIONS: Final = Layout(
    name="transactions",
    title="USAspending assistance transactions",
    marks=(("modification_number",), ("federal_action_obligation",)),
    needs=("obligated", "date", "recipient", "program"),
    columns=_PRIME
    | _words(
        transaction="assistance_transaction_unique_key",
        modification="modification_number",
        date="action_date",
        indicator="correction_delete_indicator_code correction_delete_ind",
        obligated="federal_action_obligation",
        whole="total_obligated_amount",
        outlayed="total_outlayed_amount_for_overall_award",
        program="cfda_number",
        county="prime_award_transaction_recipient_county_fips_code",
    ),
)
SUMMARIES: Final = Layout(
    name="summaries",
    title="USAspending assistance award summaries",
    marks=(("total_obligated_amount", "obligated_amount", "federal_action_obligation"), ("recipient_name",)),
    needs=("obligated", "recipient", "program"),
    columns=_PRIME
    | _words(
        obligated="total_obligated_amount obligated_amount federal_action_obligation",
        outlayed="total_outlayed_amount",
        program="cfda_numbers_and_titles cfda_number",
        base_year="award_base_action_date_fiscal_year",
        date="award_base_action_date period_of_performance_start_date",
        county="prime_award_summary_recipient_county_fips_code",
    ),
)
SUBAWARDS: Final = Layout(
    name="subawards",
    title="USAspending assistance sub-awards",
    marks=(("subaward_amount",), ("subawardee_name",)),
    needs=("obligated", "recipient", "program"),
    columns=_words(
        number="prime_award_fain",
        agency="prime_award_awarding_sub_agency_code prime_award_awarding_agency_code",
        transaction="subaward_sam_report_id subaward_fsrs_report_id",
        modification="subaward_number",
        modified="subaward_sam_report_last_modified_date subaward_fsrs_report_last_modified_date",
        accounts="prime_award_treasury_accounts_funding_this_award",
        obligated="subaward_amount",
        program="prime_award_cfda_numbers_and_titles prime_award_cfda_number",
        base_year="prime_award_base_action_date_fiscal_year",
        date="prime_award_base_action_date subaward_action_date",
        recipient="subawardee_name",
        uei="subawardee_uei",
        state="subawardee_state_code",
        city="subawardee_city_name",
        types="subawardee_business_types",
        country="subawardee_country_code",
        prime="prime_awardee_name",
        prime_uei="prime_awardee_uei",
        prime_state="prime_awardee_state_code",
        prime_county="prime_awardee_county_fips_code",
        prime_county_name="prime_awardee_county_name",
        prime_city="prime_awardee_city_name",
        prime_types="prime_awardee_business_types",
    ),
)

# Names of the Federal Audit Clearinghouse (https://github.com/GSA-TTS/FAC, federal-awards-workbook.jsonnet and
# dissemination/models.py): the printed labels of the workbook, and the fields of its public data.
_SEFA_LABELS: Final = {
    "prefix": ("federal agency prefix", "federal_agency_prefix"),
    "extension": ("aln (cfda) three digit extension", "federal_award_extension", "three_digit_extension"),
    "number": ("additional award identification", "additional_award_identification"),
    "outlayed": ("amount expended", "amount_expended"),
    "direct": ("direct award", "is_direct"),
    "prime": (
        "if no (direct award), name of passthrough entity",
        "passthrough_name",
        "passthrough_entity_name",
    ),
    "recipient": ("auditee name", "auditee_name"),
    "uei": ("auditee uei", "auditee_uei"),
    "state": ("auditee state", "auditee_state"),
    "fiscal_year": ("fiscal year", "federal fiscal year", "award fiscal year"),
    "base_year": ("audit_year", "audit year"),
}
SEFA: Final = Layout(
    name="sefa",
    title="schedule of expenditures of federal awards",
    marks=((*_SEFA_LABELS["prefix"],), (*_SEFA_LABELS["outlayed"],)),
    needs=("prefix", "extension", "outlayed"),
    columns=_SEFA_LABELS,
)

_NOTHING_LEFT: Final = "what was spent counts as obligated and as paid out, and nothing remains"
_SPENT: Final = f"of a schedule, {_NOTHING_LEFT}"
_NO_AUDITEE: Final = "no column says who was audited: --recipient NAME does"
_BY_UEI: Final = "say whose it is in the file that --undecided writes, and give that with --overrides"
_GROUPS: Final = (
    'a line "Passed through NAME" says who passes on the money of the lines below it, up to the next line that names a '
    "federal department or direct awards; a column Pass-through Entity overrules"
)
_START: Final = "period_of_performance_start_date"
_NUMBERLESS: Final = (
    "this first version of the header has no award numbers: transactions of one recipient, agency, program and start "
    "count as one award, so the number of awards is an estimate; no dollar is lost, nor is a correction known"
)
_LAYOUTS: Final = (SUBAWARDS, TRANSACTIONS, SUMMARIES, SEFA)

_NEEDED: Final = {
    "recipient": "recipient",
    "program": "Assistance Listing",
    "obligated": "amount",
}
"""What a spreadsheet must tell, in words."""
_REPORT: Final = {"status", "awards", "obligated", "outlayed", "remaining"}
"""Columns of what ``portfolio -o`` writes."""
_MOST_SHOWN: Final = 12


def header_among(
    rows: Sequence[Sequence[str]], mapped: Mapping[str, str], where: str, holder: str = ""
) -> tuple[list[str], int]:
    """The header of a file and how many rows stand above its last line: of its first rows the first that can be read.

    Two rows may be one together, "Award" over "Amount", where that tells more than one alone. Raises ``InputError`` if
    there is none: what the first that could be one lacks.
    """
    failure: InputError | None = None
    found: tuple[int, list[str], int] | None = None
    plain = [[" ".join(cell.split()) for cell in row] for row in rows]
    for n, (above, row) in enumerate(pairwise([[], *plain])):
        for header in map(told_apart, (row, joined(above, row))):
            if sum(map(bool, header)) < 2:
                continue
            try:
                told = len(recognise(header, mapped, where, holder).columns)
            except InputError as error:
                failure = failure or error
                continue
            if found is None or told > found[0]:
                found = told, header, n
        if found is not None and found[2] < n:
            break
    if found is not None:
        return found[1:]
    raise failure or InputError(
        "no header was found", where=where, remedy="the first row must name the columns"
    )


def recognise(header: Sequence[str], mapped: Mapping[str, str], where: str, holder: str = "") -> Reading:
    """How to read a file with this header. ``mapped`` are the user's own choices, field to column.

    A download of USAspending stays one whatever is chosen, so that its transactions become awards. ``holder`` is the id
    of who holds the awards of a file that does not say so. Raises ``InputError`` if a needed column is missing, or two
    could be it; the choices are named.
    """
    for field in mapped:
        if field not in FIELDS:
            raise InputError(f"{field!r} is no field", where="--map", remedy=f"one of {', '.join(FIELDS)}")
    lower = {column.strip().lower(): column for column in reversed(header)}
    if lower.keys() >= _REPORT and not mapped:
        raise InputError("this is a report on awards", where=where, remedy="give the file of awards itself")
    for layout in _LAYOUTS:
        if all(any(mark in lower for mark in marks) for marks in layout.marks):
            if not mapped or _is_download(layout, header):
                return _held(_laid_out(layout, lower, header, mapped, where, holder), where, holder)
            break
    return _held(_guessed(header, mapped, where, holder), where, holder)


def _is_download(layout: Layout, header: Sequence[str]) -> bool:
    """Whether most of what a version of USAspending's header has is there: a spreadsheet borrows but a few names."""
    if layout is SEFA:
        return False
    version = nearest(layout.name, (column.strip() for column in header))
    return len(version.missing) < len(header) - len(version.unknown)


def _held(reading: Reading, where: str, holder: str) -> Reading:
    """The reading with who holds the awards, where the file does not say so itself."""
    if not holder:
        return reading
    if column := reading.columns.get("recipient") or reading.columns.get("uei"):
        raise InputError(
            f"the file itself says who holds the awards, in the column {column}",
            where=where,
            remedy="leave out --recipient" if "recipient" in reading.columns else _BY_UEI,
        )
    return msgspec.structs.replace(reading, holder=holder)


def _laid_out(
    layout: Layout,
    lower: Mapping[str, str],
    header: Sequence[str],
    mapped: Mapping[str, str],
    where: str,
    holder: str,
) -> Reading:
    found = {
        field: next(lower[name] for name in names if name in lower)
        for field, names in layout.columns.items()
        if any(name in lower for name in names)
    }
    chosen = {field: column.strip().lower() for field, column in mapped.items()}
    # Of several files a choice may be meant for another.
    found |= {field: lower[name] for field, name in chosen.items() if name in lower}
    version = nearest(layout.name, (column.strip() for column in header)) if layout is not SEFA else None
    numberless = layout is TRANSACTIONS and not found.keys() & {"number", "uri", "award"}
    if numberless and version is not None and version.since == min(versions(layout.name)) and _START in lower:
        found["start"] = lower[_START]
    elif numberless:
        layout = msgspec.structs.replace(layout, needs=(*layout.needs, "number"))
    if absent := [field for field in layout.needs if field not in found]:
        names = ", ".join(" or ".join(layout.columns[field]) for field in absent)
        raise InputError(
            f"the {layout.title} lack {names}",
            where=where,
            remedy="download them again with that column, or say which it is: "
            + " ".join(f'--map {field}="COLUMN"' for field in absent),
        )
    if version is None:
        silent = found.keys().isdisjoint(("recipient", "uei")) and not holder
        notes = (_SPENT, _NO_AUDITEE) if silent else (_SPENT,)
    else:
        notes = (*_about(version), *([_NUMBERLESS] if "start" in found else ()))
    return Reading(layout=layout.name, title=layout.title, columns=found, version=version, notes=notes)


def _about(version: Version) -> tuple[str, ...]:
    if version.known:
        return ()
    notes = [f"no known version of the header; nearest: {version.since.isoformat()}"]
    if version.missing:
        notes.append(f"missing: {_some(version.missing)}")
    if version.unknown:
        notes.append(f"not known: {_some(version.unknown)}")
    return ("; ".join(notes),)


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_SHOWN} more" if len(names) > _MOST_SHOWN else ""
    return ", ".join(names[:_MOST_SHOWN]) + more


def _guessed(header: Sequence[str], mapped: Mapping[str, str], where: str, holder: str) -> Reading:
    found: dict[str, str] = {}
    for field, column in mapped.items():
        found[field] = _named(header, column, where)
    taken = set(found.values())
    left = (column for column in header if column.strip() and column not in taken)
    fits = fitting(left, amount=not found.keys().isdisjoint(AMOUNTS))
    for field, columns in whole(fits, found).items():
        if field in found:
            continue
        if len(columns) > 1:
            choices = " or ".join(f'--map {field}="{column}"' for column in columns)
            raise InputError(
                f"more than one column could be the {field.replace('_', ' ')}: {', '.join(columns)}",
                where=where,
                remedy=f"say which: {choices}",
            )
        found[field] = columns[0]
    groups = of_groups(c for c in header if c not in found.values())
    if groups is not None and "prime" not in found:
        found["group"] = groups
    if "group" not in found and "program" not in mapped:
        parted(found.get("program", ""), where, of_state=0)
    absent = [
        field
        for field in _NEEDED
        if field not in found and not (field == "recipient" and (holder or "uei" in found))
    ]
    if "program" in absent and found.keys() >= HALVES:
        absent.remove("program")
    if "outlayed" in found and "obligated" in absent:
        absent.remove("obligated")
    if absent:
        given = _some([column for column in header if column.strip()])
        lacking = " or the ".join(_NEEDED[field] for field in absent)
        choices = " ".join(f'--map {field}="COLUMN"' for field in absent)
        alone = ", or --recipient NAME if one recipient holds them all" if "recipient" in absent else ""
        raise InputError(
            f"no column is known to hold the {lacking} (columns: {given})",
            where=where,
            remedy=f"say which: {choices}{alone}",
        )
    return _plain(found, mapped)


def _plain(found: dict[str, str], mapped: Mapping[str, str]) -> Reading:
    guessed = {f: column for f, column in found.items() if f not in mapped and f != "group"}
    read_as = ", ".join(f"{field} = {column}" for field, column in guessed.items())
    notes = [f"columns guessed: {read_as} (--map FIELD=COLUMN overrules)"] if guessed else []
    if "obligated" not in found:
        notes.append(f"no column says what is obligated: {_NOTHING_LEFT} (--map obligated=COLUMN)")
    if "group" in found:
        notes.append(_GROUPS)
    return Reading(
        layout="plain", title="spreadsheet", columns=found, notes=tuple(notes), guessed=bool(guessed)
    )


def _named(header: Sequence[str], column: str, where: str) -> str:
    for name in header:
        if name.strip().lower() == column.strip().lower():
            return name
    raise InputError(
        f"there is no column {column!r}", where=where, remedy=f"the columns are {_some(list(header))}"
    )
