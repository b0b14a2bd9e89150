"""Files of awards in USAspending's form, written by tests: the true headers, rows of our own."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from enjoined.money.awards.headers import versions

NEWEST = {layout: max(versions(layout)) for layout in ("transactions", "summaries", "subawards")}

TRANSACTION = {
    "modification_number": "0",
    "action_date": "2017-10-05",
    "awarding_agency_code": "015",
    "awarding_sub_agency_code": "1550",
    "recipient_name": "CHICAGO, CITY OF",
    "recipient_state_code": "IL",
    "cfda_number": "16.738",
    "federal_action_obligation": "1000.00",
}
SUMMARY = {
    "awarding_agency_code": "015",
    "awarding_sub_agency_code": "1550",
    "recipient_name": "CHICAGO, CITY OF",
    "recipient_state_code": "IL",
    "cfda_numbers_and_titles": "16.738: EDWARD BYRNE MEMORIAL JUSTICE ASSISTANCE GRANT PROGRAM",
    "total_obligated_amount": "1000.00",
    "award_base_action_date": "2017-10-05",
}
SUBAWARD = {
    "prime_award_fain": "2018-MU-BX-0001",
    "prime_award_awarding_sub_agency_code": "1550",
    "prime_award_cfda_numbers_and_titles": "16.738: EDWARD BYRNE MEMORIAL JUSTICE ASSISTANCE GRANT PROGRAM",
    "prime_awardee_name": "ILLINOIS, STATE OF",
    "prime_awardee_state_code": "IL",
    "subawardee_name": "CHICAGO, CITY OF",
    "subawardee_state_code": "IL",
    "subaward_amount": "100.00",
}


def write(
    path: Path,
    layout: str,
    rows: Iterable[Mapping[str, str]],
    *,
    version: date | None = None,
    defaults: Mapping[str, str] | None = None,
) -> Path:
    """A CSV file of a layout in one version of its header; columns that the version lacks are left out."""
    header = sorted(versions(layout)[version or NEWEST[layout]])
    usual = {"transactions": TRANSACTION, "summaries": SUMMARY, "subawards": SUBAWARD}[layout]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, header, extrasaction="ignore")
        writer.writeheader()
        for row in rows:
            writer.writerow({**(usual if defaults is None else defaults), **row})
    return path
