"""Spreadsheets as they come: amounts and days in every hand, titles, two lines of headings, years said or not."""

from __future__ import annotations

import math
from pathlib import Path

import duckdb
import pyarrow
import pyarrow.parquet
import pytest
import xlsxwriter

from enjoined.errors import InputError
from enjoined.model import parse_day
from enjoined.money.awards.passing import passer
from enjoined.money.awards.periods import year_above
from enjoined.money.awards.reading import Reader
from enjoined.money.output import write as write_report
from enjoined.money.portfolio import Asked, portfolio
from enjoined.money.report import Report
from enjoined.registry.open import Registry, open_registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    """The records that ship."""
    return open_registry()


def ask(registry: Registry, file: Path, **more: object) -> Report:
    """The report on a file."""
    return portfolio(registry, Asked(files=(file,), on=parse_day("2025-09-01"), **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("$1,200.00", "1200.00"),
        ("($1,200.50)", "-1200.50"),
        ("1,200.50-", "-1200.50"),
        ("\u22125", "-5.00"),
        ("USD 1,000", "1000.00"),
        ("US$ 7", "7.00"),
        ("1.234.567,89", "1234567.89"),
        ("12,50", "12.50"),
        ("-3,5", "-3.50"),
        ("(-3.50)", "-3.50"),
        ("1,234", "1234.00"),
        ("\u2013", "0.00"),
        ("1,00,000.00", None),
        ("12,3456", None),
        ("1.234", None),
        ("ten", None),
        ("N/A", None),
    ],
)
def test_an_amount_is_read_in_every_hand_or_not_at_all(
    registry: Registry, tmp_path: Path, written: str, read: str | None
) -> None:
    file = tmp_path / "awards.csv"
    file.write_text(f'Grantee,ALN,FY,Amount\nil/chicago,16.738,2017,"{written}"\n', encoding="utf-8")
    report = ask(registry, file)
    assert report.obligated == (read or "0.00")
    assert report.rejected == (read is None)


def test_an_outlay_that_is_not_available_is_not_reported(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "awards.csv"
    rows = "".join(
        f"il/chicago,16.738,2017,10,{outlay}\n" for outlay in ("n/a", "NA", "N.A.", "", "4", "none")
    )
    file.write_text(f"Grantee,ALN,FY,Amount,Outlays\n{rows}", encoding="utf-8")
    report = ask(registry, file)
    assert (report.awards, report.rejected, report.outlayed, report.remaining) == (5, 1, "4.00", "46.00")
    assert any(note.startswith("4 awards without a reported outlay") for note in report.notes)


def test_another_separator_encoding_and_decimal_comma(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "awards.csv"
    rows = (
        "Grantee;ALN;FY;Amount\nDo\u00f1a Ana County, NM;16.738;2017;1.234,50\n\n"
        "City of O\u2019Fallon, MO;16.738;2017;\u20ac5\nCoeur d\u2019Alene, ID;16.738;2017;2,00\n"
    )
    file.write_bytes(rows.encode("cp1252"))
    report = ask(registry, file, by=("recipient",))
    assert {row["recipient"]: row["obligated"] for row in report.by} == {
        "nm/dona-ana-county": "1234.50",
        "id/coeur-dalene": "2.00",
    }
    assert [(r.row, r.value) for r in report.rejects] == [(4, "\u20ac5")], "euros are no dollars"


def test_a_header_may_take_two_lines(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    lines = ("Grants of the city,,,,", "Grantee,Listing,Fiscal,Award,Drawn", ",Number,Year,Amount,to Date")
    file.write_text(
        "\n".join((*lines, "il/chicago,16.738,2017,5,2", "il/chicago,16.738,2017,x,2\n")), encoding="utf-8"
    )
    report = ask(registry, file)
    assert (report.obligated, report.outlayed) == ("5.00", "2.00")
    assert [(r.row, r.column) for r in report.rejects] == [(5, "Award Amount")]


def test_a_day_may_be_the_number_that_a_spreadsheet_keeps(registry: Registry, tmp_path: Path) -> None:
    """43009 is 1 October 2017: the fiscal year is that of the day, where nothing else tells it."""
    file = tmp_path / "awards.csv"
    rows = "il/chicago,16.738,43008,1\nil/chicago,16.738,43009,2\nil/chicago,16.738,10/05/2018,4\n"
    file.write_text(f"Grantee,ALN,Award Date,Amount\n{rows}", encoding="utf-8")
    report = ask(registry, file, by=("fiscal_year",))
    assert {row["fiscal_year"]: row["obligated"] for row in report.by} == {
        2017: "1.00",
        2018: "2.00",
        2019: "4.00",
    }
    assert any("fiscal year of the first action" in note for note in report.notes)


def test_a_number_that_stands_in_several_rows_is_told(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "awards.csv"
    row = "il/chicago,16.738,2017,2017-DJ-BX-0001,5\n"
    file.write_text(f"Grantee,ALN,FY,Award Number,Amount\n{row}{row}", encoding="utf-8")
    report = ask(registry, file)
    assert (report.awards, report.obligated) == (2, "10.00")
    assert any("1 award number of a spreadsheet in more than one row" in note for note in report.notes)


@pytest.mark.parametrize(
    "written",
    [
        "2024/10/01",
        "10/1/24",
        "10/01/2024 12:00:00 AM",
        "1-Oct-24",
        "01-OCT-2024",
        '"Oct 1, 2024"',
        '"October 1, 2024"',
    ],
)
def test_a_day_may_be_written_out_or_with_two_digits_for_the_year(
    registry: Registry, tmp_path: Path, written: str
) -> None:
    file = tmp_path / "awards.csv"
    file.write_text(f"Grantee,ALN,Award Date,Amount\nil/chicago,16.738,{written},1\n", encoding="utf-8")
    assert [row["fiscal_year"] for row in ask(registry, file, by=("fiscal_year",)).by] == [2025]


def test_binary_fractions_of_parquet_are_cents(registry: Registry, tmp_path: Path) -> None:
    """As data frames keep them: what is missing is no number, a year a fraction, a sum a little off."""
    columns = {
        "Grantee": ["il/chicago", "wa/seattle", "ca/oakland"],
        "ALN": [16.738, 16.738, 14.21],
        "FY": [2017.0, math.nan, 2017.0],
        "Amount": [0.1 + 0.2, 1_000_000.0, 0.005],
        "Paid": [math.nan, 0.1, math.nan],
        "Award Date": [45931.0, 45931.5, math.nan],
    }
    file = tmp_path / "awards.parquet"
    pyarrow.parquet.write_table(pyarrow.table(columns), file)
    report = ask(registry, file, by=("recipient", "fiscal_year", "program"))
    assert {
        (r["recipient"], r["fiscal_year"], r["program"], r["obligated"], r["outlayed"]) for r in report.by
    } == {
        ("il/chicago", 2017, "16.738", "0.30", "0.00"),
        ("wa/seattle", None, "16.738", "1000000.00", "0.10"),
    }
    assert [(r.row, r.column, r.value) for r in report.rejects] == [(4, "Amount", "0.005")]


def test_amounts_of_32_bits_have_cents_where_these_are_told_apart(registry: Registry, tmp_path: Path) -> None:
    amounts = pyarrow.array([1234.56, 1_234_567.89, 16_000_000.0], pyarrow.float32())
    columns = {"Grantee": ["il/chicago"] * 3, "ALN": ["16.738"] * 3, "FY": [2017] * 3, "Amount": amounts}
    file = tmp_path / "awards.parquet"
    pyarrow.parquet.write_table(pyarrow.table(columns), file)
    report = ask(registry, file, by=("recipient",))
    assert [row["obligated"] for row in report.by] == ["16001234.56"]
    assert [(r.row, r.value) for r in report.rejects] == [(3, "1234567.875")]


def test_without_a_column_of_what_is_obligated_it_is_said_what_that_means(
    registry: Registry, tmp_path: Path
) -> None:
    file = tmp_path / "awards.csv"
    file.write_text("Grantee,ALN,FY,Spent\nil/chicago,16.738,2017,5\n", encoding="utf-8")
    report = ask(registry, file)
    assert (report.obligated, report.remaining) == ("5.00", "0.00")
    assert any("no column says what is obligated" in note for note in report.files[0].notes)


def test_a_printed_schedule_of_a_city(registry: Registry, tmp_path: Path) -> None:
    """Titles in merged cells, headings of groups, totals between; the year is that of the title."""
    file = tmp_path / "sefa.xlsx"
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet("SEFA")
    sheet.merge_range("A1:C1", "CITY OF CHICAGO, ILLINOIS")
    sheet.merge_range("A2:C2", "For the Year Ended December 31, 2017")
    rows: list[tuple[object, ...]] = [
        ("Federal Grantor/Program Title", "Federal Assistance Listing Number", "Total Federal Expenditures"),
        ("U.S. Department of Justice", None, None),
        ("Edward Byrne Memorial Justice Assistance Grant", 16.738, 1234567.89),
        ("Total U.S. Department of Justice", None, 1234567.89),
    ]
    for n, row in enumerate(rows, start=3):
        sheet.write_row(n, 0, row)
    book.close()
    report = ask(registry, file, holder="il/chicago", by=("program", "fiscal_year"))
    assert [(r["program"], r["fiscal_year"], r["obligated"]) for r in report.by] == [
        ("16.738", 2017, "1234567.89")
    ] * len(report.by)
    assert any("'For the Year Ended December 31, 2017'" in note for note in report.files[0].notes)
    given = ask(registry, file, holder="il/chicago", by=("fiscal_year",), year=2016)
    assert {r["fiscal_year"] for r in given.by} == {2016}
    assert not any("fiscal year" in note for note in given.files[0].notes)
    with pytest.raises(InputError, match="17 is no fiscal year"):
        ask(registry, file, holder="il/chicago", year=17)


def test_headings_of_a_printed_schedule_say_who_passes_money_on(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "sefa.csv"
    file.write_text(
        "Federal Grantor/Pass-Through Grantor/Program Title,ALN,FY,Federal Expenditures\n"
        "U.S. Department of Justice,,,\n"
        "Passed through Illinois Criminal Justice Information Authority:,,,\n"
        "Byrne Justice Assistance Grant,16.738,2017,1\n"
        "Pass-Through from the State of Illinois,,,\n"
        "Byrne Justice Assistance Grant,16.738,2017,2\n"
        "Justice cluster,,,\n"
        "Byrne Justice Assistance Grant,16.738,2017,bad\n"
        "Byrne Justice Assistance Grant,16.738,2017,4\n"
        "Total U.S. Department of Justice,,,7\n"
        "Direct programs,,,\n"
        "Byrne Justice Assistance Grant,16.738,2017,8\n",
        encoding="utf-8",
    )
    report = ask(registry, file, holder="il/chicago", by=("prime", "fiscal_year"))
    assert report.obligated == "8.00"
    assert {row["prime"]: row["obligated"] for row in report.by} == {"il": "6.00", None: "1.00"}
    (prime,) = report.unmatched_primes
    assert prime.name == "Illinois Criminal Justice Information Authority"
    assert [c.id for c in prime.candidates] == ["il"]
    bad = [(r.row, r.reason) for r in report.rejects if r.column == "Federal Expenditures"]
    assert bad == [(8, "not an amount in dollars and whole cents")]


def test_a_department_of_a_state_ends_no_passing_on(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "sefa.csv"
    file.write_text(
        "Federal Grantor/Pass-Through Grantor/Program Title,ALN,FY,Federal Expenditures\n"
        "Passed through State of Illinois:,,,\n"
        "Department of Human Services,,,\n"
        "Crime Victim Assistance,16.575,2017,1\n"
        "Department of Justice,,,\n"
        "Byrne Justice Assistance Grant,16.738,2017,2\n",
        encoding="utf-8",
    )
    report = ask(registry, file, holder="il/chicago", by=("prime", "program"))
    assert {(row["program"], row["prime"]) for row in report.by} == {("16.575", "il")}
    assert report.obligated == "2.00"


def test_the_day_of_an_award_goes_before_the_year_of_the_title(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_text(
        "FY 2025 register,,,\nRecipient,ALN,Award Date,Amount\nil/chicago,16.738,2017-11-01,1\nil/chicago,16.738,,2\n",
        encoding="utf-8",
    )
    report = ask(registry, file, by=("fiscal_year",))
    assert {row["fiscal_year"] for row in report.by} == {2018, 2025}


def test_the_year_of_an_audit_stands_for_that_of_the_awards(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "federal_awards.csv"
    file.write_text(
        "auditee_name,auditee_state,audit_year,federal_agency_prefix,federal_award_extension,amount_expended\n"
        "City of Chicago,IL,2017,16,738,500\n",
        encoding="utf-8",
    )
    report = ask(registry, file, by=("fiscal_year",))
    assert {row["fiscal_year"] for row in report.by} == {2017}


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("For the Fiscal Year Ended June 30, 2024", 2024),
        ("YEAR ENDING 9/30/2023", 2023),
        ("July 1, 2023 through June 30, 2024", 2024),
        ("Grants register, FY25", 2025),
        ("FFY 2022 awards", 2022),
        ("Fiscal Year: 2021", 2021),
        ("Year ended Sept. 30, 2025", 2025),
        ("FY 2025, 16.738", 2025),
        ("Grants of FY 2024-25", None),
        ("Fiscal Year 2024/2025", None),
        ("As of 3 March 2025", None),
        ("Room 2025", None),
    ],
)
def test_a_title_tells_its_year(line: str, year: int | None) -> None:
    found = year_above([["City of Springfield"], ["", line]])
    assert (found and found[0]) == year


def test_a_state_at_the_end_of_a_name_counts_once(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "grants.csv"
    file.write_text(
        "Grantee,State,ALN,FY,Amount\n"
        '"Chicago, IL",IL,16.738,2017,1\n"Cook County, Illinois",IL,16.738,2017,2\n"Evanston, Illinois",,16.738,2017,4\n'
        "Will County Illinois,IL,16.738,2017,8\n"
        '"Chicago, IL",CA,16.738,2017,8\n',
        encoding="utf-8",
    )
    report = ask(registry, file, by=("recipient",))
    found = {"il/chicago", "il/cook-county", "il/evanston", "il/will-county", None}
    assert {row["recipient"] for row in report.by} == found
    assert [(u.name, u.state) for u in report.unmatched] == [("Chicago, IL", "CA")]


def test_a_decision_holds_for_the_name_as_it_was_listed(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "grants.csv"
    names = ('"City Zoo, IL"', '"City Zoo, Illinois"')
    rows = "".join(f"{name},16.738,2017,1\n" for name in names)
    file.write_text(f"Grantee,ALN,FY,Amount\n{rows}", encoding="utf-8")
    listed = ask(registry, file).unmatched
    assert {u.name for u in listed} == {name.strip('"') for name in names}
    decided = tmp_path / "decided.csv"
    for lines in ([f'"{u.name}",{u.state or ""},,il/chicago' for u in listed], ["City Zoo,IL,,il/chicago"]):
        decided.write_text("\n".join(["name,state,uei,recipient", *lines]), encoding="utf-8")
        (matched,) = ask(registry, file, overrides=decided).matched
        assert (matched.method, matched.parties) == ("override", 2)


def test_a_column_of_passers_on_may_say_that_there_is_none(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "schedule.csv"
    file.write_text(
        "Pass-through Grantor,ALN,Expenditures\nDirect,14.218,1\nDirect Award,16.738,2\nN/A,20.205,4\n"
        "Passed through the State of Illinois,20.205,8\n",
        encoding="utf-8",
    )
    report = ask(registry, file, holder="il/chicago", year=2025, by=("prime",))
    assert (report.of, report.obligated) == ("awards", "7.00")
    assert report.subawards is not None
    assert [(row["prime"], row["obligated"]) for row in report.by] == [("il", "8.00")]


@pytest.mark.parametrize(
    ("heading", "text", "passes"),
    [
        ("Pass-Through Entity", "Direct from U.S. Department of Justice", None),
        ("Pass-Through Entity", "DIRECT - HUD", None),
        ("Pass-Through Entity", "US Dept of Education", None),
        ("Pass-Through Entity", "Not passed through", None),
        ("Pass-Through Entity", "No", None),
        ("Pass-Through Entity", "Department of Justice", "Department of Justice"),
        ("Pass-Through Entity", "Directorate of Public Health", "Directorate of Public Health"),
        ("Pass-Through Entity", "Direct Relief", "Direct Relief"),
        ("Pass-Through Entity", "Noble County", "Noble County"),
        ("Federal Grantor/Pass-Through Grantor", "Passed through the State of Ohio", "State of Ohio"),
        ("Federal Agency/Pass-Through Agency", "HHS (Centers for Disease Control)", None),
        ("Federal Agency/Pass-Through Agency", "HHS (through State of Ohio)", "State of Ohio"),
        ("Federal Agency (Pass-Through Agency)", "HHS (State of Ohio)", "State of Ohio"),
    ],
)
def test_who_passes_money_on_by_a_column(heading: str, text: str, passes: str | None) -> None:
    (found,) = duckdb.execute(f"SELECT {passer('$1', heading)}", [text]).fetchone() or (None,)
    assert found == passes


def test_a_passer_on_may_stand_behind_the_federal_agency(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "schedule.csv"
    rows = (
        "City of Spokane,,,,,",
        ",,,Expenditures,,",
        "Federal Agency (Pass-Through Agency),Program,ALN Number,From Pass-Through Awards,From Direct Awards,Total",
        '"JUSTICE PROGRAMS, OFFICE OF (OJP), JUSTICE, DEPARTMENT OF",Byrne,16.738,-,2,2',
        '"TRANSPORTATION, DEPARTMENT OF (via Washington State Department of Commerce)",Roads,20.205,8,-,8',
    )
    file.write_text("\n".join(rows), encoding="utf-8")
    report = ask(registry, file, holder="wa/spokane", year=2025, by=("prime",))
    assert (report.of, report.obligated) == ("awards", "2.00")
    assert [(row["prime"], row["obligated"]) for row in report.by] == [("wa", "8.00")]


def test_projects_of_the_state_are_no_federal_awards(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "schedule.csv"
    file.write_text(
        "Schedule of Expenditures of Federal Awards and State Financial Assistance,,\n"
        "Federal Grantor/Program Title,ALN,Expenditures\nU.S. Department of Justice,,\nByrne,16.738,1\n"
        "STATE FINANCIAL ASSISTANCE,,\nDepartment of Transportation,,\nCounty roads,55.004,2\nBuses,20.205,4\n"
        "Federal awards (continued),,\nDepartment of Transportation,,\nRoads,20.205,8\n",
        encoding="utf-8",
    )
    report = ask(registry, file, holder="fl/orlando", year=2025, by=("program",))
    assert {row["program"]: row["obligated"] for row in report.by} == {"16.738": "1.00", "20.205": "8.00"}
    why = "money of the State by the heading above it, no federal award"
    assert [(reject.row, reject.reason) for reject in report.rejects if reject.reason == why] == [
        (7, why),
        (8, why),
    ]


def test_numbers_of_federal_programs_and_state_projects_may_share_a_column(
    registry: Registry, tmp_path: Path
) -> None:
    file = tmp_path / "schedule.csv"
    rows = [
        "Federal/State Agency/Pass-through Entity/Program,ALN / CSFA No.,Expenditures",
        "U.S. Department of Justice,,",
        "Byrne,16.738,1",
        "Other,16.UNKNOWN,2",
        "Total federal awards,,3",
        "State financial assistance,,",
        "Clinics,64.003,40",
        "Total State financial assistance,,40",
    ]
    file.write_text("\n".join(rows), encoding="utf-8")
    report = ask(registry, file, holder="fl/orlando", year=2025, by=("program",))
    assert {row["program"]: row["obligated"] for row in report.by} == {"16.738": "1.00", "16.UNKNOWN": "2.00"}
    assert any("is $3.00; the rows loaded add up to the same" in note for note in report.files[0].notes)
    heads = ("State of Florida,,", "State agency: Department of Health,,")
    for unparted in (
        ["Grant," + rows[0].split(",", 1)[1], *rows[2:4]],
        *([*rows[:5], h, rows[6]] for h in heads),
    ):
        file.write_text("\n".join(unparted), encoding="utf-8")
        with pytest.raises(InputError, match="own projects stand in the column ALN / CSFA No"):
            ask(registry, file, holder="fl/orlando", year=2025)
    assert (
        ask(registry, file, holder="fl/orlando", year=2025, mapped={"program": "ALN / CSFA No."}).loaded == 3
    )


def test_an_award_as_it_was_and_as_it_is_are_two_amounts(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "awards.csv"
    for two in ("Original Award, Revised Award", "Total Award, Current Award"):
        file.write_text(f'Grantee,ALN,{two}\n"Chicago, IL",16.738,1,2\n', encoding="utf-8")
        with pytest.raises(InputError, match=two):
            ask(registry, file, year=2017)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(registry: Registry, tmp_path: Path, end: str) -> None:
    file = tmp_path / "awards.csv"
    rows = (
        "Our grants",
        "Grantee,ALN,FY,Amount",
        '"Chicago, IL",16.738,2017,"1,000.00"',
        '"Boise, ID",16.738,2017,x',
    )
    file.write_bytes(end.join(rows).encode())
    report = ask(registry, file)
    assert (report.loaded, report.obligated) == (1, "1000.00")
    assert [(reject.row, reject.value) for reject in report.rejects] == [(4, "x")]


@pytest.mark.parametrize("name", ["report.csv", "report.parquet", "report.xlsx"])
def test_a_report_is_no_list_of_awards(registry: Registry, tmp_path: Path, name: str) -> None:
    file = tmp_path / "awards.csv"
    file.write_text('Grantee,ALN,FY,Amount\n"Chicago, IL",16.738,2017,2\n', encoding="utf-8")
    write_report(ask(registry, file, by=("recipient", "program", "status")), tmp_path / name)
    with pytest.raises(InputError, match="this is a report on awards"):
        ask(registry, tmp_path / name)


def test_a_list_of_awards_may_have_some_columns_of_a_report(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "awards.csv"
    row = '"Chicago, IL",16.738,2017,A1,2,1,open'
    file.write_text(f"Grantee,ALN,FY,Awards,Obligated,Remaining,Status\n{row}\n", encoding="utf-8")
    assert ask(registry, file).obligated == "2.00"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Oct 1,2025", "2025-10-01"),
        ("October 1, 25", "2025-10-01"),
        ("1 Oct 25", "2025-10-01"),
        ("10/1/2025, 5:00 PM", "2025-10-01"),
        ("10/1/202", None),
        ("0025-10-01", None),
        ("Oct 2025", None),
        ("1,234", None),
    ],
)
def test_a_day_has_its_century_and_its_day(tmp_path: Path, written: str, day: str | None) -> None:
    file = tmp_path / "awards.csv"
    file.write_text(f'Grantee,ALN,Amount,Award Date\n"Chicago, IL",16.738,1,"{written}"\n', encoding="utf-8")
    with Reader() as reader:
        reader.read([file], mapped={})
        ((found,),) = reader.line.execute("SELECT CAST(acted AS VARCHAR) FROM staged").fetchall()
    assert found == day


def test_an_award_is_accepted_on_a_day_or_some_day_or_declined(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "awards.csv"
    answers = ("Feb 13 2018", "13 February 2018", "yes", "declined", "13/02/2018")
    rows = (f'"Chicago, IL",16.738,2017,1,{answer}' for answer in answers)
    file.write_text("\n".join(["Grantee,ALN,FY,Amount,Accepted", *rows]), encoding="utf-8")
    report = ask(registry, file, year=2017)
    assert [(reject.row, reject.reason) for reject in report.rejects] == [(6, "not a date")]
    assert any(note.startswith("1 award declined") for note in report.notes)
