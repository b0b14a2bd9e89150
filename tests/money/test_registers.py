"""A government's own register of grants: headings in its own words, totals, cover sheets, no column of recipients."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from enjoined.cli.portfolio_text import report_lines
from enjoined.errors import InputError
from enjoined.model import parse_day
from enjoined.money.awards.headings import fitting
from enjoined.money.book import Book
from enjoined.money.portfolio import Asked, portfolio
from enjoined.money.report import Report
from enjoined.registry.open import Registry, open_registry
from tests.money.files import write

REGISTER = """City grants office,,,,,
,,,,,
ALN #,St.,Award Amt ($),Drawn to Date,FFY,Grant #
16.738,IL,"$125,000.00","$40,000.00",2018,2018-DJ-BX-0001
97.067,IL,"1,000.50",(200.00),FY18,EMW-2018-SS-00011
,,,,,
Total,,"$126,000.50","39,800",,
"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    """The records that ship."""
    return open_registry()


def ask(registry: Registry, *files: Path, **more: object) -> Report:
    """The report on some files."""
    return portfolio(registry, Asked(files=files, on=parse_day("2018-07-01"), **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Sub-Recipient Name", "recipient"),
        ("CFDA/ALN", "program"),
        ("Assistance Listing No.", "program"),
        ("Federal Award ID (FAIN)", "number"),
        ("Total Federal Award Amount", "obligated"),
        ("Amount Expended (to date)", "outlayed"),
        ("Expenditures to Date", "outlayed"),
        ("Fed. FY", None),
        ("Federal FY", "fiscal_year"),
        ("Pass-Through Entity", "prime"),
        ("Match Amount", None),
        ("Grantor", None),
        ("Revised Budget", "obligated"),
        ("Actual", "outlayed"),
        ("Total Award", "obligated"),
        ("Total Budget", "obligated"),
        ("Date Awarded", "date"),
        ("Award Dt", "date"),
        ("Federal Award ID #", "number"),
        ("Member", "recipient"),
        ("City", None),
        ("State/Province", "state"),
        ("Award $", "obligated"),
        ("Total Award Amt ($)", "obligated"),
        ("$ Awarded", "obligated"),
        ("Drawn $", "outlayed"),
    ],
)
def test_headings_are_read_in_many_words(heading: str, field: str | None) -> None:
    assert list(fitting([heading])) == ([field] if field else [])


def test_a_budget_is_what_is_obligated_only_where_no_award_amount_is_given() -> None:
    assert fitting(["Budget", "Award Amount", "Actual"]) == {
        "obligated": ["Award Amount"],
        "outlayed": ["Actual"],
    }
    assert fitting(["Total Award", "Spent"]) == {"obligated": ["Total Award"], "outlayed": ["Spent"]}


def test_a_total_is_no_award(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_text(REGISTER, encoding="utf-8")
    report = ask(registry, file, holder="il/chicago")
    assert (report.awards, report.obligated, report.outlayed) == (2, "126000.50", "39800.00")
    assert [(r.row, r.reason.partition(":")[0]) for r in report.rejects] == [
        (6, "the row is empty"),
        (7, "neither a recipient nor a program"),
    ]
    (matched,) = report.matched
    assert (matched.method, matched.awards) == ("id", 2)


def test_a_total_in_the_place_of_the_recipient_is_no_award(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "awards.csv"
    rows = "Totality Township,IL,16.738,2018,5\nSub-total,,,,5\nGrand Total:,,,,5\n"
    file.write_text(f"Grantee,State,ALN,Fiscal Year,Amount\n{rows}", encoding="utf-8")
    report = ask(registry, file)
    assert (report.awards, report.obligated, report.rejected) == (1, "5.00", 2)


def test_who_holds_the_awards_must_be_said_once(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_text(REGISTER, encoding="utf-8")
    with pytest.raises(InputError, match="hold the recipient"):
        ask(registry, file)
    file.write_text(REGISTER.replace("St.", "Grantee"), encoding="utf-8")
    with pytest.raises(InputError, match="itself says who"):
        ask(registry, file, holder="il/chicago")


def test_the_sheet_with_a_header_is_read(registry: Registry, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, rows in (
        ("Cover", [["Grants of the city"], ["as of June"], ["by department"]]),
        ("Grants", [["Grantee", "State", "ALN", "FY", "Amount"], ["City of Chicago", "IL", 16.738, 2018, 7]]),
    ):
        sheet = book.add_worksheet(name)
        for y, row in enumerate(rows):
            sheet.write_row(y, 0, row)
    book.close()
    report = ask(registry, path)
    assert (report.awards, report.files[0].file) == (1, f"{path}!Grants")


def test_what_the_one_sheet_with_columns_lacks_is_said(registry: Registry, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Cover").write_column(0, 0, ["Grants of the city", "as of June"])
    grants = book.add_worksheet("Grants")
    grants.write_row(0, 0, ["ALN", "FY", "Amount"])
    grants.write_row(1, 0, [16.738, 2018, 7])
    book.close()
    with pytest.raises(InputError, match="hold the recipient") as raised:
        ask(registry, path)
    assert raised.value.where == f"{path}!Grants"


@pytest.mark.parametrize("dash", ["-", "$ -", "\u2013"])
def test_a_dash_is_nothing_in_an_account(registry: Registry, tmp_path: Path, dash: str) -> None:
    file = tmp_path / "register.csv"
    file.write_text(REGISTER.replace('"$40,000.00"', dash), encoding="utf-8")
    report = ask(registry, file, holder="il/chicago")
    assert (report.awards, report.outlayed) == (2, "-200.00")


def test_a_schedule_without_fiscal_years_is_said_to_lack_them(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "sefa.csv"
    head = "Federal Agency Prefix,ALN (CFDA) Three Digit Extension,Amount Expended"
    file.write_text(f"{head}\n16,738,5\n", encoding="utf-8")
    report = ask(registry, file, holder="il/chicago")
    assert any("fiscal year" in note for note in report.files[0].notes)
    file.write_text(f"{head},Fiscal Year\n16,738,5,2017\n", encoding="utf-8")
    report = ask(registry, file, holder="il/chicago")
    assert not any("fiscal year" in note for note in report.files[0].notes)
    assert [t.status.value for t in report.total] == ["binding"]


def test_lines_may_end_in_different_ways(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "joined.csv"
    file.write_bytes(
        b"Grantee,State,ALN,FY,Amount\r\nCity of Chicago,IL,16.738,2018,7\r\nCity of Evanston,IL,16.738,2018,x\n"
        b"City of Aurora,IL,16.738,2018,8\n"
    )
    report = ask(registry, file)
    assert (report.read, report.awards, [r.row for r in report.rejects]) == (3, 2, [3])


def test_a_name_without_a_state_is_listed_with_those_it_could_be(registry: Registry, tmp_path: Path) -> None:
    row = {"recipient_name": "SPRINGFIELD", "recipient_state_code": "", "business_types_code": "C"}
    report = ask(registry, write(tmp_path / "awards.csv", "transactions", [{"award_id_fain": "A"} | row]))
    (party,) = report.unmatched
    assert "no State" in party.why
    assert "il/springfield" in {candidate.id for candidate in party.candidates}


def _recipients(registry: Registry, file: Path, rows: str) -> list[str | None]:
    """Who the rows of a spreadsheet belong to, in their order."""
    file.write_text(rows, encoding="utf-8")
    with Book(registry) as book:
        book.read([file], mapped={})
        book.collapse()
        book.match()
        return [
            id_ for (id_,) in book.line.execute("SELECT recipient_id FROM held ORDER BY obligated").fetchall()
        ]


def test_a_code_that_may_be_a_county_or_a_school_district_is_a_state_where_the_file_ends_names_so(
    registry: Registry, tmp_path: Path
) -> None:
    file, header = tmp_path / "grants.csv", "Grantee,ALN,FY,Amount\n"
    names = ["Sioux Falls SD", "Denver CO", "Lincoln County", "Santa Fe NM", "Boise ID"]
    found = ["sd/sioux-falls", "co/denver", None, "nm/santa-fe", "id/boise"]
    rows = [f"{name},16.738,2017,{n}\n" for n, name in enumerate(names)]
    assert _recipients(registry, file, header + "".join(rows)) == [None, None, None, *found[3:]], (
        "only two do"
    )
    more = [*rows, "Portland ME,16.738,2017,9\n"]
    assert _recipients(registry, file, header + "".join(more)) == [*found, "me/portland"]
    of_one = [row.replace("Santa Fe NM", "Nampa ID") for row in [*rows, "Meridian ID,16.738,2017,9\n"]]
    assert _recipients(registry, file, header + "".join(of_one))[:3] == [None, None, None]


def test_a_bare_name_is_no_county_unless_the_heading_says_so(registry: Registry, tmp_path: Path) -> None:
    file, head = tmp_path / "grants.csv", "{},State,ALN,FY,Amount\n"
    rows = "Canyon,ID,16.738,2017,1\nAda County,ID,16.738,2017,2\nDenali Borough,AK,16.738,2017,3\n"
    called = ["id/ada-county", "ak/denali-borough"]
    assert _recipients(registry, file, head.format("Grantee") + rows) == [None, *called]
    assert _recipients(registry, file, head.format("Member County") + rows) == ["id/canyon-county", *called]


@pytest.mark.parametrize(
    ("name", "recipient"),
    [
        ("Santa Fe NM", "nm/santa-fe"),
        ("City of Phoenix Arizona", "az/phoenix"),
        ("Cook County Illinois", "il/cook-county"),
        ("Nevada Missouri", "mo/nevada"),
        ("WEST ALLIS WIS.", "wi/west-allis"),
        ("State of Illinois", "il"),
        ("Douglas CO", None),
        ("Salem SD", None),
        ("Port Washington", None),
        ("Legal Services Alabama", None),
        ("Virginia", None),
    ],
)
def test_a_state_at_the_end_of_a_name_needs_no_comma(
    registry: Registry, tmp_path: Path, name: str, recipient: str | None
) -> None:
    file = tmp_path / "grants.csv"
    file.write_text(f"Recipient,ALN,FY,Amount\n{name},16.738,2025,1\n", encoding="utf-8")
    assert [row["recipient"] for row in ask(registry, file, by=("recipient",)).by] == [recipient]


def test_a_sub_award_is_of_the_year_of_its_award(registry: Registry, tmp_path: Path) -> None:
    row = {"subaward_number": "7", "prime_award_base_action_date_fiscal_year": "2021"}
    report = ask(registry, write(tmp_path / "subawards.csv", "subawards", [row]), by=("fiscal_year",))
    assert [entry["fiscal_year"] for entry in report.by] == [2018]
    assert not any("first action" in note for note in report.notes)
    row |= {"prime_award_fain": "ABC"}
    report = ask(registry, write(tmp_path / "subawards.csv", "subawards", [row]))
    assert any(note.startswith("1 sub-award with the fiscal year of the first") for note in report.notes)


def test_money_that_comes_through_a_state_says_what_it_waits_for(registry: Registry, tmp_path: Path) -> None:
    """Beside prime awards too; a year is asked for only where the award's own number does not tell it."""
    file = tmp_path / "register.csv"
    file.write_text(
        "ALN,Pass-through,Award no.,Award amount,Spent to date\n"
        "14.267,,IL0123L5T002407,1000,0\n16.575,State of Illinois,V-1,500,0\n",
        encoding="utf-8",
    )
    report = ask(registry, file, holder="il/chicago", by=("fiscal_year",))
    assert [row["fiscal_year"] for row in report.by] == [2024]
    assert report.subawards is not None
    assert [(u.fact, u.obligated) for u in report.subawards.unclear] == [
        ("no fiscal year is given", "500.00")
    ]
    assert "no fiscal year is given" not in [u.fact for u in report.unclear]
    assert any("1 sub-award without a fiscal year" in note for note in report.notes)


def test_a_download_stays_one_whatever_is_mapped(registry: Registry, tmp_path: Path) -> None:
    rows = [
        {"award_id_fain": "A", "modification_number": str(n), "federal_action_obligation": "10.00"}
        for n in (1, 2)
    ]
    file = write(tmp_path / "a.csv", "transactions", rows)
    later = tmp_path / "later.csv"
    later.write_text(file.read_text(encoding="utf-8").replace("cfda_number", "listing"), encoding="utf-8")
    with pytest.raises(InputError, match="lack cfda_number") as error:
        ask(registry, later)
    assert '--map program="COLUMN"' in error.value.remedy
    own = tmp_path / "own.csv"
    own.write_text("Grantee,listing,FY,Amount\nil/chicago,16.738,2017,1\n", encoding="utf-8")
    for files, awards, obligated in (([later], 1, "20.00"), ([file, own], 2, "21.00")):
        report = ask(registry, *files, mapped={"program": "listing"})
        assert (report.awards, report.obligated) == (awards, obligated), "one award of two transactions"
        assert {row["program"] for row in report.by} == {"16.738"}
    for mapped in ({"program": "listings"}, {"programme": "listing"}):
        with pytest.raises(InputError, match=r"no file has a column|is no field"):
            ask(registry, later if "programme" in mapped else file, mapped=mapped)


def test_rows_that_are_no_awards_are_counted_not_listed(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "grants.csv"
    rows = (",,,", ",,,", "il/chicago,16.738,2017,1", "il/chicago,16.738,2017,x", "Total,,,1")
    file.write_text("\n".join(("Recipient,ALN,FY,Amount", *rows)), encoding="utf-8")
    report = ask(registry, file)
    assert (report.read, report.loaded, report.rejected, report.no_awards) == (5, 1, 4, 3)
    text = " ".join(" ".join(report_lines(report)).split())
    rejected = "rejected: grants.csv:5: Amount: x: not an amount in dollars and whole cents"
    counted = "3 rows are empty, headings, totals or remarks"
    assert f"{rejected} · {counted} · --rejects FILE.csv writes all rows that were rejected: 4" in text


@pytest.mark.parametrize(
    ("header", "field", "column"),
    [
        ("Member,Grantee Name", "recipient", "Grantee Name"),
        ("Subrecipient,City or County", "recipient", "Subrecipient"),
        ("FAIN,Grant Agreement Number", "number", "FAIN"),
        ("State Code,State or Territory", "state", "State Code"),
        ("Federal Award ($),Amount", "obligated", "Amount"),
        ("Award $,Budget $", "obligated", "Award $"),
        ("Budget ($),Total ($)", "obligated", "Budget ($)"),
    ],
)
def test_a_vaguer_heading_counts_where_no_plainer_one_does(header: str, field: str, column: str) -> None:
    assert fitting(header.split(","))[field] == [column]


def test_an_award_in_dollars_is_an_amount_beside_what_is_drawn(registry: Registry, tmp_path: Path) -> None:
    """What is drawn stands for what is obligated only where no column says the latter."""
    file = tmp_path / "members.csv"
    file.write_text(
        "Member,State,ALN,Award No.,FFY,Award $,Drawn\nChicago,IL,16.738,N1,2025,900,300\n", encoding="utf-8"
    )
    report = ask(registry, file)
    assert (report.obligated, report.outlayed) == ("900.00", "300.00")


def test_columns_of_one_name_can_be_told_apart(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "grants.csv"
    file.write_text("Recipient,ALN,Amount,Amount,FY\nil/chicago,16.738,1,2,2017\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        ask(registry, file)
    assert '--map obligated="Amount" or --map obligated="Amount (4)"' in error.value.remedy
    assert ask(registry, file, mapped={"obligated": "Amount (4)"}).obligated == "2.00"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_either_order_of_bytes_is_read(registry: Registry, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "grants.csv"
    text = "Recipient,ALN,FY,Amount\r\n\u0022Do\u00f1a Ana County, NM\u0022,16.738,2017,3\r\n"
    file.write_bytes(("\ufeff" + text).encode(encoding))
    report = ask(registry, file, by=("recipient",))
    assert (report.obligated, report.by[0]["recipient"]) == ("3.00", "nm/dona-ana-county")


@pytest.mark.parametrize("bad", [b"\xd8\x00\x00A", b"\x00"], ids=["surrogate", "odd"])
def test_bytes_that_are_no_character_make_no_error(registry: Registry, tmp_path: Path, bad: bytes) -> None:
    file = tmp_path / "grants.csv"
    text = "\ufeffRecipient,ALN,FY,Amount\nil/chicago,16.738,2017,3\n"
    file.write_bytes(text.encode("utf-16-be") + bad)
    assert ask(registry, file).obligated == "3.00"


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "grants.csv"
    row = "il/chicago,16.738,2017,1\n"
    file.write_text(f'Recipient,ALN,FY,Amount\n{row}"{row}{row}{row}', encoding="utf-8")
    with pytest.raises(InputError, match="never closed") as error:
        ask(registry, file)
    assert error.value.where.endswith("grants.csv:3")
    (tmp_path / "more.csv").write_text(f"Recipient,ALN,FY,Amount\n{row}", encoding="utf-8")
    with pytest.raises(
        InputError, match="never closed"
    ):  # half of its rows would count, and be said not to be read
        ask(registry, tmp_path)
    file.write_text(f'Recipient,ALN,FY,Amount\n{row}"two\nlines" of,16.738,2017,1\n{row}', encoding="utf-8")
    report = ask(registry, file)
    assert (report.loaded, report.rejected, report.no_awards) == (2, 1, 0)


_SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "reaches to column XFD and row 1,048,576"),
        (
            f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 60_000_000}</t></is></c></row>',
            "200 times its size",
        ),
    ],
    ids=["far", "long"],
)
def test_a_workbook_that_says_little_at_length_is_refused(
    registry: Registry, tmp_path: Path, cells: str, what: str
) -> None:
    """The reader of workbooks would keep every cell between the first and the last, or end the program."""
    file = tmp_path / "grants.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", f"{_SHEET}{cells}</sheetData></worksheet>")
    with pytest.raises(InputError, match=what):
        ask(registry, file)
