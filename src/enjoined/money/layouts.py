"""What the columns of a file of awards mean: USAspending's layouts, the single-audit schedule, plain spreadsheets.

A layout maps the fields that a portfolio needs to columns, by name. A header is first compared with USAspending's
layouts, then with the schedule of federal awards of the Federal Audit Clearinghouse, and else read as a plain
spreadsheet whose columns are guessed by what they are called; the guess is shown, and ``--map`` overrules it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from enjoined.errors import InputError
from enjoined.money.headers import Version, nearest

__all__ = ["FIELDS", "Layout", "Reading", "recognise"]


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
    """How one file is read: its layout, the column of each field, and what is to be said about it."""

    layout: str
    title: str
    columns: dict[str, str]
    version: Version | None = None
    notes: tuple[str, ...] = ()
    guessed: bool = False


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
}
SEFA: Final = Layout(
    name="sefa",
    title="schedule of expenditures of federal awards",
    marks=((*_SEFA_LABELS["prefix"],), (*_SEFA_LABELS["outlayed"],)),
    needs=("prefix", "extension", "outlayed"),
    columns=_SEFA_LABELS,
)

_LAYOUTS: Final = (SUBAWARDS, TRANSACTIONS, SUMMARIES, SEFA)

_PLAIN: Final = {
    "recipient": (
        "recipient recipient_name grantee grantee_name subrecipient subrecipient_name sub_recipient organization "
        "organization_name agency_name name entity awardee legal_name legal_business_name"
    ),
    "uei": "uei recipient_uei sam_uei unique_entity_id unique_entity_identifier",
    "state": "state recipient_state state_code recipient_state_code st",
    "program": (
        "program aln cfda cfda_number assistance_listing assistance_listing_number assistance_listing_no "
        "program_number cfda_no aln_number listing"
    ),
    "fiscal_year": "fiscal_year fy federal_fiscal_year award_year grant_year year",
    "obligated": (
        "obligated obligated_amount award_amount amount_awarded amount total_obligated total_obligated_amount "
        "award_total grant_amount subaward_amount federal_amount obligation obligations"
    ),
    "outlayed": (
        "outlayed outlays outlaid total_outlayed_amount expended amount_expended expenditures disbursed drawn paid "
        "spent drawdowns total_expended"
    ),
    "number": (
        "award_number award_id fain award_id_fain grant_number award_no grant_no contract_number federal_award_id "
        "federal_award_number subaward_number agreement_number number"
    ),
    "accepted": "accepted accepted_on date_accepted acceptance_date accepted_date",
    "prime": "prime prime_recipient pass_through pass_through_entity passthrough_entity through prime_awardee",
}
_SYNONYMS: Final = {field: tuple(words.split()) for field, words in _PLAIN.items()}

FIELDS: Final = tuple(_PLAIN)
"""What ``--map`` can name."""

_NEEDED: Final = ("recipient", "program", "obligated")
_MOST_SHOWN: Final = 12


def _plain_name(column: str) -> str:
    """A heading without case and punctuation: "Award Amount ($)" is ``award_amount``."""
    return re.sub(r"[^a-z0-9]+", "_", column.lower()).strip("_")


def recognise(header: Sequence[str], mapped: Mapping[str, str], where: str) -> Reading:
    """How to read a file with this header. ``mapped`` are the user's own choices, field to column.

    Raises ``InputError`` if a needed column is missing, or two could be it; the choices are named.
    """
    lower = {column.strip().lower(): column for column in reversed(header)}
    if not mapped:
        for layout in _LAYOUTS:
            if all(any(mark in lower for mark in marks) for marks in layout.marks):
                return _laid_out(layout, lower, header, where)
    return _guessed(header, mapped, where)


def _laid_out(layout: Layout, lower: Mapping[str, str], header: Sequence[str], where: str) -> Reading:
    found = {
        field: next(lower[name] for name in names if name in lower)
        for field, names in layout.columns.items()
        if any(name in lower for name in names)
    }
    if layout is TRANSACTIONS and not found.keys() & {"number", "uri", "award"}:
        layout = msgspec.structs.replace(layout, needs=(*layout.needs, "number"))
    if absent := [field for field in layout.needs if field not in found]:
        names = ", ".join(" or ".join(layout.columns[field]) for field in absent)
        raise InputError(
            f"the {layout.title} lack {names}",
            where=where,
            remedy="download them again with that column, or name it with --map",
        )
    if layout is SEFA:
        return Reading(layout=layout.name, title=layout.title, columns=found)
    version = nearest(layout.name, (column.strip() for column in header))
    return Reading(
        layout=layout.name, title=layout.title, columns=found, version=version, notes=_about(version)
    )


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


def _guessed(header: Sequence[str], mapped: Mapping[str, str], where: str) -> Reading:
    names = {column: _plain_name(column) for column in header if column.strip()}
    found: dict[str, str] = {}
    for field, column in mapped.items():
        found[field] = _named(header, field, column, where)
    taken = set(found.values())
    for field, synonyms in _SYNONYMS.items():
        if field in found:
            continue
        fitting = [c for c, plain in names.items() if plain in synonyms and c not in taken]
        # A heading that is the field's own name, or the plainest word for it, settles it.
        exact = [c for c in fitting if names[c] == field]
        if len(exact or fitting) > 1:
            choices = " or ".join(f'--map {field}="{column}"' for column in (exact or fitting))
            raise InputError(
                f"more than one column could be the {field.replace('_', ' ')}: {', '.join(exact or fitting)}",
                where=where,
                remedy=f"say which: {choices}",
            )
        if fitting:
            found[field] = (exact or fitting)[0]
            taken.add(found[field])
    if "obligated" not in found and "outlayed" in found:
        return _plain(found, mapped)
    if absent := [field for field in _NEEDED if field not in found]:
        columns = _some([column for column in header if column.strip()])
        choices = " ".join(f'--map {field}="COLUMN"' for field in absent)
        raise InputError(
            f"no column is known to be the {', '.join(absent)} (columns: {columns})",
            where=where,
            remedy=f"say which: {choices}",
        )
    return _plain(found, mapped)


def _plain(found: dict[str, str], mapped: Mapping[str, str]) -> Reading:
    guessed = {field: column for field, column in found.items() if field not in mapped}
    read_as = ", ".join(f"{field} = {column}" for field, column in guessed.items())
    notes = (f"columns guessed: {read_as} (--map FIELD=COLUMN overrules)",) if guessed else ()
    return Reading(layout="plain", title="spreadsheet", columns=found, notes=notes, guessed=bool(guessed))


def _named(header: Sequence[str], field: str, column: str, where: str) -> str:
    if field not in FIELDS:
        raise InputError(f"{field!r} is no field", where="--map", remedy=f"one of {', '.join(FIELDS)}")
    for name in header:
        if name.strip().lower() == column.strip().lower():
            return name
    raise InputError(
        f"there is no column {column!r}", where=where, remedy=f"the columns are {_some(list(header))}"
    )
