"""A portfolio's report: money by status, each award once, and what is unclear and why."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet
import pytest

from enjoined.model import parse_day
from enjoined.money import whose
from enjoined.money.matching import Party, match
from enjoined.money.portfolio import Asked, portfolio
from enjoined.money.report import Report
from enjoined.registry.open import Registry, open_registry
from tests.money.files import write

JULY_2018 = parse_day("2018-07-01")
NOVEMBER_2017 = parse_day("2017-11-15")


@pytest.fixture(scope="module")
def registry() -> Registry:
    """The records that ship."""
    return open_registry()


def ask(registry: Registry, *files: Path, on: str = "2018-07-01", **more: object) -> Report:
    """The report on some files."""
    return portfolio(registry, Asked(files=files, on=parse_day(on), **more))  # type: ignore[arg-type]


def status_of(report: Report) -> dict[str, tuple[int, str]]:
    """Awards and dollars of the totals by status."""
    return {t.status.value: (t.awards, t.obligated) for t in report.total}


def test_a_city_and_a_county_by_status_and_family(registry: Registry, tmp_path: Path) -> None:
    harris = {"recipient_name": "HARRIS COUNTY", "recipient_state_code": "TX"}
    file = write(
        tmp_path / "awards.csv",
        "transactions",
        [
            {"award_id_fain": "2017-DJ-BX-0990", "federal_action_obligation": "2100000.00"},
            {
                "award_id_fain": "2017-DJ-BX-0990",
                "federal_action_obligation": "-100000.50",
                "modification_number": "1",
                "action_date": "2018-10-05",
                "total_outlayed_amount_for_overall_award": "500000.25",
            },
            {"award_id_fain": "2017-DJ-BX-0001", "federal_action_obligation": "300000", **harris},
        ],
    )
    report = ask(registry, file, by=("status", "family"))
    assert (report.awards, report.obligated, report.outlayed) == (2, "2299999.50", "500000.25")
    assert (report.read, report.loaded, report.rejected) == (3, 3, 0)
    assert status_of(report) == {"binding": (2, "2299999.50")}
    found = {(row["status"], row["family"]): (row["awards"], row["obligated"]) for row in report.by}
    assert found["enjoined", "notice-release"] == (1, "1999999.50")
    assert found["binding", "notice-release"] == (1, "300000.00")
    assert found["binding", "comply-1373"] == (2, "2299999.50")
    assert report.exposure.direct.remaining == "1799999.25"


def test_what_is_not_on_record_is_unclear_and_said_to_be(registry: Registry, tmp_path: Path) -> None:
    file = write(
        tmp_path / "awards.csv",
        "transactions",
        [
            {"award_id_fain": "A1", "recipient_name": "SPRINGFIELD", "recipient_state_code": ""},
            {"award_id_fain": "A2", "cfda_number": "93.778"},
            {"award_id_fain": "A3", "cfda_number": ""},
        ],
    )
    report = ask(registry, file)
    assert status_of(report) == {"unclear": (3, "3000.00")}
    reasons = {u.fact: u.awards for u in report.unclear}
    assert reasons["the recipient could not be matched"] == 1
    assert reasons["no instrument recorded for program 93.778, FY2018"] == 1
    assert reasons["no Assistance Listing is given"] == 1
    (unmatched,) = report.unmatched
    assert unmatched.name == "SPRINGFIELD"
    assert "il/springfield" in {c.id for c in unmatched.candidates}


def test_it_says_by_what_rule_recipients_were_matched(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = {"recipient_name": "ACME HOLDINGS LLC", "recipient_state_code": "IL"}
    file = write(
        tmp_path / "awards.csv",
        "transactions",
        [
            {"award_id_fain": "A1"},
            {"award_id_fain": "A2", "federal_action_obligation": "2.00"},
            {"award_id_fain": "A3", "recipient_name": "il/cook-county"},
            {"award_id_fain": "A4", **other},
            {"award_id_fain": "A5", **other, "recipient_name": "ACME PARTNERS LLC"},
        ],
    )
    kept = tmp_path / "kept.parquet"
    report = ask(registry, file, keep=kept)
    found = {m.method: (m.parties, m.awards, m.obligated) for m in report.matched}
    assert found == {"name": (1, 2, "1002.00"), "id": (1, 1, "1000.00")}
    assert report.unmatched_parties == len(report.unmatched) == 2
    again = ask(registry, kept)
    assert [(m.method, m.parties, m.awards, m.obligated) for m in again.matched] == [
        ("kept", None, 3, "2002.00")
    ]
    assert again.unmatched_parties == 2
    known = [
        recipient is not None for recipient in pyarrow.parquet.read_table(kept)["recipient_id"].to_pylist()
    ]
    assert known == sorted(known, reverse=True), (
        "those whom nobody is matched to lie together, behind the others"
    )
    monkeypatch.setattr("enjoined.money.whose._UNMATCHED", whose._UNMATCHED.replace("1000", "1"))
    few = ask(registry, file)
    assert (len(few.unmatched), few.unmatched_parties, few.matched) == (1, 2, report.matched)


@pytest.mark.parametrize(
    ("name", "state", "types", "meant"),
    [
        ("CHICAGO", "IL", "M", "il/chicago"),
        ("COOK COUNTY", "IL", "H", "il/cook-county"),
        ("CHICAGO POLICE DEPARTMENT", "IL", "D", "il/chicago"),
        ("KING COUNTY HEALTH DEPARTMENT", "WA", "DX", "wa/king-county"),
        ("ILLINOIS DEPARTMENT OF PUBLIC HEALTH", "IL", "H", "il"),
        ("CONNECTICUT LEGAL SERVICES", "CT", "M", ""),
        ("COOK COUNTY SHERIFF", "IL", "D", "il/cook-county"),
        ("PORT OF TACOMA", "WA", "D", ""),
        ("KITSAP TRANSIT", "WA", "D", ""),
        ("CHICAGO PARK DISTRICT", "IL", "D", ""),
        ("HOUSE OF CHICAGO", "IL", "M", ""),
        ("UNIVERSITY OF CHICAGO", "IL", "O", ""),
    ],
)
def test_a_government_of_another_business_type_is_nobody_of_that_kind(
    registry: Registry, name: str, state: str, types: str, meant: str
) -> None:
    (found,) = match(registry, [Party(who=1, name=name, state=state, types=types)]).values()
    assert (found.method, found.candidates) == (("none", (meant,)) if meant else ("kind", ()))


def test_bodies_on_no_record_are_answered_by_kind_and_state(registry: Registry, tmp_path: Path) -> None:
    rows = [
        ("LAKEVIEW FOOD PANTRY, INC.", "OH", "M"),
        ("NORTHERN PLAINS UNIVERSITY", "IL", "H"),
        ("AIDS FOUNDATION OF CHICAGO, INC.", "IL", "M"),
        ("AIDS FOUNDATION OF GREATER CHICAGO", "IL", "M"),
        ("CALIFORNIA PARTNERSHIP TO END DOMESTIC VIOLENSE", "CA", "M"),
        ("PRAIRIE CONCRETE LLC", "IL", "R"),
        ("WINDY CITY HOUSING AUTHORITY", "IL", "AL"),
    ]
    file = write(
        tmp_path / "awards.csv",
        "summaries",
        [
            {
                "award_id_fain": f"B{n}",
                "recipient_name": name,
                "recipient_state_code": state,
                "business_types_code": kind,
                "cfda_numbers_and_titles": "14.267: CONTINUUM OF CARE PROGRAM",
                "award_base_action_date": "2025-02-03",
                "total_obligated_amount": "1000.00",
            }
            for n, (name, state, kind) in enumerate(rows)
        ],
    )
    decisions = tmp_path / "decided.csv"
    decisions.write_text(
        "name,state,uei,recipient\nAIDS FOUNDATION OF GREATER CHICAGO,IL,,none\n"
        'PRAIRIE CONCRETE LLC,IL,,"Nonprofit: Prairie Concrete, Ill."\n',
        encoding="utf-8",
    )
    report = ask(registry, file, on="2025-11-01", by=("recipient",))
    told = {str(row["recipient"]) for row in report.by}
    assert told == {
        "nonprofit: LAKEVIEW FOOD PANTRY, INC., OH",
        "university: NORTHERN PLAINS UNIVERSITY, IL",
        "il/aids-foundation-of-chicago",
        "None",
    }
    assert {m.method: m.parties for m in report.matched} == {"kind": 2, "name": 1}
    near = {str(u.name): [c.id for c in u.candidates] for u in report.unmatched}
    assert near["AIDS FOUNDATION OF GREATER CHICAGO"] == ["il/aids-foundation-of-chicago"]
    assert near["CALIFORNIA PARTNERSHIP TO END DOMESTIC VIOLENSE"] == [
        "ca/california-partnership-to-end-domestic-violence"
    ]
    assert report.unmatched_parties == 4
    assert any(note.startswith("2 recipients on no record") for note in report.notes)
    kept = tmp_path / "kept.parquet"
    decided = ask(registry, file, on="2025-11-01", by=("recipient", "status"), overrides=decisions, keep=kept)
    assert {"nonprofit: AIDS FOUNDATION OF GREATER CHICAGO, IL", "nonprofit: Prairie Concrete, IL"} <= {
        str(row["recipient"]) for row in decided.by
    }
    again = ask(registry, kept, on="2025-11-01", by=("recipient", "status"))
    assert (again.by, again.total, again.notes[:1]) == (decided.by, decided.total, decided.notes[:1])


def test_two_days_compared(registry: Registry, tmp_path: Path) -> None:
    harris = {"recipient_name": "HARRIS COUNTY", "recipient_state_code": "TX"}
    file = write(
        tmp_path / "awards.csv",
        "transactions",
        [{"award_id_fain": "2017-DJ-BX-0990"}, {"award_id_fain": "2017-DJ-BX-0001", **harris}],
    )
    report = ask(registry, file, against=NOVEMBER_2017)
    assert report.changes is not None
    moved = {(c.family, c.before.value, c.after.value, c.awards) for c in report.changes}
    assert moved == {
        ("notice-release", "enjoined", "binding", 1),
        ("admit-agents", "enjoined", "binding", 1),
    }
    assert report.compared is not None and report.compared.after == report.total
    assert sum(t.awards for t in report.compared.before) == sum(t.awards for t in report.total) == 2
    then = ask(registry, file, on="2017-11-15")
    assert report.compared.before == then.total


def test_awards_without_codes_of_agencies_stay_apart(registry: Registry, tmp_path: Path) -> None:
    """A header nobody knows may lack what the key of an award is made of; its number still tells awards apart."""
    file = tmp_path / "awards.csv"
    file.write_text(
        "award_id_fain,modification_number,federal_action_obligation,action_date,recipient_name,recipient_state_code,"
        "cfda_number,awarding_agency_name,business_types_code\n"
        '2017-DJ-BX-9990,0,2100000.00,2017-09-29,"CHICAGO, CITY OF",IL,16.738,Department of Justice,C\n'
        "2017-DJ-BX-9991,0,100000.10,2017-09-29,HARRIS COUNTY,TX,16.738,Department of Justice,B\n"
        "2017-DJ-BX-9991,1,-50000.05,2018-02-01,HARRIS COUNTY,TX,16.738,Department of Justice,B\n"
    )
    report = ask(registry, file)
    assert (report.awards, report.obligated) == (2, "2150000.05")
