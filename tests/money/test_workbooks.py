"""What grants managers' workbooks hold beside awards: groups of headings, merged cells, thousands, totals, notes."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from enjoined.errors import InputError
from enjoined.money.awards.reading import Reader, Reject
from enjoined.money.awards.sources import _merged

_HEADER = ("Grantee", "ALN", "Fiscal Year", "Award Amount")
_AWARD = ("il/chicago", "16.738", 2024, 100)


def workbook(
    path: Path,
    sheets: dict[str, Sequence[Sequence[object]]],
    *,
    merged: Sequence[tuple[int, int, int, int, object]] = (),
    hidden: Sequence[str] = (),
) -> Path:
    """A workbook; ``merged`` are first row and column, last row and column, and text of cells of its sheets."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
        for area in merged:
            sheet.merge_range(*area)
        if name in hidden:
            sheet.hide()
    book.close()
    return path


def read(
    file: Path, **how: str
) -> tuple[list[tuple[str, str, int, int | None]], list[Reject], dict[str, str]]:
    """The rows loaded (name, program, cents obligated and paid out), the rejected ones, and the columns read."""
    with Reader() as reader:
        reader.read([file], mapped={}, **how)
        rows = reader.line.execute(
            "SELECT name, program, obligated, outlayed FROM staged WHERE why IS NULL ORDER BY rowid"
        ).fetchall()
        return rows, reader.first_rejects(50), reader.files[0].columns


def notes(file: Path) -> tuple[str, ...]:
    """What is said of the reading of a file."""
    with Reader() as reader:
        reader.read([file], mapped={})
        return reader.files[0].notes


@pytest.mark.parametrize("merge", [True, False])
def test_a_heading_over_several_columns_is_joined_where_that_makes_a_known_name(
    tmp_path: Path, merge: bool
) -> None:
    rows = [
        ("Grants register FY 2024",),
        ("Grantee", None, "Federal award", None, None, None, "Match", None),
        ("Name", "State", "ALN", "Number", "Date", "Amount", "Source", "Amount"),
        ("Chicago", "IL", 16.738, "15PBJA-1", 45231, 500000, "General fund", 1000),
        ("Total", None, None, None, None, 500000, None, 1000),
    ]
    merged = [(1, 0, 1, 1, "Grantee"), (1, 2, 1, 5, "Federal award"), (1, 6, 1, 7, "Match")]
    found, rejects, columns = read(
        workbook(tmp_path / "register.xlsx", {"Grants": rows}, merged=merged if merge else ())
    )
    assert found == [("Chicago", "16.738", 50000000, None)]
    assert [(r.row, r.value) for r in rejects] == [(5, "Total")]
    assert (columns["recipient"], columns["obligated"]) == ("Grantee Name", "Federal award Amount")
    assert (columns["date"], columns["state"]) == ("Federal award Date", "State")


def test_the_total_under_a_heading_of_expenditures_is_what_was_spent(tmp_path: Path) -> None:
    rows = [
        ("", "", "", "Expenditures", "", "", ""),
        ("Federal Agency", "Federal Program", "ALN", "From Pass-Through", "From Direct", "Total", "Note"),
        ("Department of Justice", "JAG Program", "16.738", 50, None, 50, 1),
    ]
    file = workbook(tmp_path / "sefa.xlsx", {"SEFA": rows})
    found, _, columns = read(file, holder="wa/king-county")
    assert found == [("wa/king-county", "16.738", 5000, 5000)]
    assert columns["outlayed"] == "Expenditures Total"


def test_lines_within_headings_do_not_hide_the_rows(tmp_path: Path) -> None:
    """Spreadsheets end rows with a carriage return and a line feed, and lines within a cell with the latter alone."""
    header = ("Recipient\nName", "ALN", "Award\nAmount ($)")
    found, _, columns = read(workbook(tmp_path / "a.xlsx", {"Grants": [header, ("il/chicago", "16.738", 5)]}))
    assert found == [("il/chicago", "16.738", 500, None)]
    assert columns["obligated"] == "Award Amount ($)"
    file = tmp_path / "a.csv"
    file.write_bytes(
        b'"Recipient\nName",ALN,"Award\nAmount"\r\n"il/\nchicago",16.738,5\r\nil/peoria,16.738,x\r\n'
    )
    found, rejects, _ = read(file)
    assert (found, [(r.row, r.value) for r in rejects]) == (
        [("il/\nchicago", "16.738", 500, None)],
        [(3, "x")],
    )


def test_a_recipient_in_merged_cells_holds_all_the_rows(tmp_path: Path) -> None:
    rows = [_HEADER, _AWARD, ("", "14.267", 2024, 200), ("wa/king-county", "16.738", 2024, 400)]
    file = workbook(tmp_path / "a.xlsx", {"Grants": rows}, merged=[(1, 0, 2, 0, "il/chicago")])
    assert [(name, cents) for name, _, cents, _ in read(file)[0]] == [
        ("il/chicago", 10000),
        ("il/chicago", 20000),
        ("wa/king-county", 40000),
    ]


@pytest.mark.parametrize(
    ("title", "heading", "written", "cents"),
    [
        ("(in thousands of dollars)", "Award Amount", "1,234.5678", 123456780),
        ("Dollars in Thousands", "Award Amount", "(2)", -200000),
        ("", "Award Amount ($000)", "7", 700000),
        ("($ in millions)", "Award Amount", "1.5", 150000000),
        ("", "Award Amount ($000,000)", "12.5", 1250000000),
        ("", "Award Amount ($K)", "7", 700000),
        ("", "Award Amount (in $1,000s)", "7", 700000),
        ("", "Award Amount ($1000s)", "7", 700000),
        ("", "Award Amount (000)", "7", 700000),
        ("", "Award Amount (in thousand dollars)", "7", 700000),
        ("(in thousands)", "Award Amount ($)", "7", 700),
        ("(in thousands)", "Award Amount (whole dollars)", "7", 700),
        ("Amounts are in dollars, not in thousands", "Award Amount", "7", 700),
        ("Population in thousands; awards in whole dollars", "Award Amount", "7", 700),
        ("(in thousands)", "Award Amount", "1,500,000.25", 150000025),
        ("Awards of $500,000 or more", "Award Amount ($)", "7", 700),
    ],
)
def test_amounts_in_thousands_are_read_as_such_and_it_is_said(
    tmp_path: Path, title: str, heading: str, written: str, cents: int
) -> None:
    rows = [(title,), (*_HEADER[:3], heading), (*_AWARD[:3], written)]
    file = workbook(tmp_path / "a.xlsx", {"Grants": rows})
    assert [row[2] for row in read(file)[0]] == [cents]
    said = [note for note in notes(file) if note.startswith("amounts are taken as")]
    assert len(said) == (cents not in (700, 150000025))
    in_dollars = any(note.startswith("amounts ") and "read in dollars" in note for note in notes(file))
    assert in_dollars == (not said and not title.startswith("Awards of"))


def test_a_unit_below_the_rows_is_not_taken_but_it_is_said(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", {"Grants": [_HEADER, _AWARD, ("Dollars in thousands",)]})
    assert [row[2] for row in read(file)[0]] == [10000]
    assert any("a row says 'Dollars in thousands'" in note for note in notes(file))


def test_an_amount_finer_than_a_cent_is_rejected_in_thousands_too(tmp_path: Path) -> None:
    rows = [(*_HEADER[:3], "Award Amount ($000)"), (*_AWARD[:3], "1.234567"), (*_AWARD[:3], "99999999999999")]
    found, rejects, _ = read(workbook(tmp_path / "a.xlsx", {"Grants": rows}))
    assert not found
    assert {r.reason for r in rejects} == {"not an amount in dollars and whole cents"}


@pytest.mark.parametrize(
    ("written", "program"),
    [
        (16738, "16.738"),
        ("16-738", "16.738"),
        ("16 738", "16.738"),
        (14.2, "14.200"),
        ("16.738 JAG", "16.738"),
        (6738, None),
        ("N/A", None),
    ],
)
def test_an_assistance_listing_without_its_point(
    tmp_path: Path, written: object, program: str | None
) -> None:
    rows = [_HEADER, ("il/chicago", written, 2024, 1)]
    assert [row[1] for row in read(workbook(tmp_path / "a.xlsx", {"Grants": rows}))[0]] == [program]


def test_the_column_of_listings_goes_before_one_of_names_of_programs(tmp_path: Path) -> None:
    rows = [
        ("Grantee", "Program", "ALN", "FY", "Awarded", "Expended", "Balance"),
        ("il/chicago", "Justice Assistance", "16.738", 2024, 100, 50, 50),
        ("il/chicago Total", "", "", "", 100, 50, 50),
    ]
    found, rejects, _ = read(workbook(tmp_path / "a.xlsx", {"Grants": rows}))
    assert found == [("il/chicago", "16.738", 10000, 5000)]
    assert [(r.row, r.value) for r in rejects] == [(3, "il/chicago Total")]


def test_headings_totals_and_notes_of_a_schedule_are_shown_where_they_are_left_out(tmp_path: Path) -> None:
    rows = [
        (
            "Federal Grantor/Pass-Through Grantor/Program or Cluster Title",
            "ALN",
            "Total Federal Expenditures",
        ),
        ("CDBG - Entitlement Grants Cluster", "", ""),
        ("  Community Development Block Grants", 14.218, "$ 1,234,567"),
        ("  Total CDBG - Entitlement Grants Cluster", "", "1,234,567"),
        ("See accompanying notes to the schedule.", "", ""),
    ]
    file = workbook(tmp_path / "a.xlsx", {"SEFA": rows})
    found, rejects, _ = read(file, holder="il/springfield")
    assert [row[2] for row in found] == [123456700]
    assert [(r.row, r.value) for r in rejects] == [
        (2, "CDBG - Entitlement Grants Cluster"),
        (4, "Total CDBG - Entitlement Grants Cluster"),
        (5, "See accompanying notes to the schedule."),
    ]


def test_two_years_are_not_the_federal_one(tmp_path: Path) -> None:
    written = ("2023-24", "FY 2023/2024", "FY \u201924", "2024")
    rows = [_HEADER, *(("il/chicago", "16.738", year, 1) for year in written)]
    found, rejects, _ = read(workbook(tmp_path / "a.xlsx", {"Grants": rows}))
    assert len(found) == 2
    assert [(r.row, r.reason) for r in rejects] == [
        (n, "two years, not the federal fiscal year") for n in (2, 3)
    ]


def test_a_hidden_sheet_is_not_read_unless_it_is_named(tmp_path: Path) -> None:
    sheets = {"Now": [_HEADER, _AWARD], "Old": [_HEADER, (*_AWARD[:3], 7)]}
    file = workbook(tmp_path / "a.xlsx", sheets, hidden=["Old"])
    assert [row[2] for row in read(file)[0]] == [10000]
    assert [row[2] for row in read(file, sheet="Old")[0]] == [700]
    assert "hidden sheets were not read: Old (--sheet NAME reads one)" in notes(file)
    cover = {"Cover": [("Awards of the city",), ("see the data",)], "Data": [_HEADER, _AWARD]}
    only = workbook(tmp_path / "c.xlsx", cover, hidden=["Data"])
    assert [row[2] for row in read(only)[0]] == [10000]
    assert any(note.startswith("the sheet Data is hidden") for note in notes(only))
    both = workbook(tmp_path / "b.xlsx", sheets)
    with pytest.raises(InputError, match="2 sheets"):
        read(both)


@pytest.mark.parametrize(
    ("total", "said"),
    [
        ("$300.00", "the total at the end (Grand Total) is $300.00; the rows loaded add up to the same"),
        (
            "400",
            "the total at the end (Grand Total) is $400.00; the rows loaded add up to $300.00: look at what",
        ),
    ],
)
def test_a_total_at_the_end_is_set_against_what_was_loaded(tmp_path: Path, total: str, said: str) -> None:
    rows = [
        _HEADER,
        _AWARD,
        ("il/chicago Total", "", "", 100),
        ("il/peoria", "16.738", 2024, "x"),
        ("wa/king-county", "16.738", 2024, 200),
        ("wa/king-county Total", "", "", 200),
        ("Grand Total", "", "", total),
    ]
    file = workbook(tmp_path / "a.xlsx", {"Grants": rows})
    assert any(note.startswith(said) for note in notes(file))
    assert [r.row for r in read(file)[1]] == [4, 3, 6, 7]
    without = workbook(tmp_path / "b.xlsx", {"Grants": [rows[0], rows[2], rows[1], ("Note", "", "", "")]})
    assert not any("total" in note for note in notes(without))


@pytest.mark.parametrize("heading", ["Award", "Subaward"])
def test_a_bare_award_beside_an_amount_is_no_amount(tmp_path: Path, heading: str) -> None:
    rows = [("Grantee", heading, "ALN", "Expended"), ("il/chicago", 20231044, "16.738", 1500)]
    assert read(workbook(tmp_path / "a.xlsx", {"Grants": rows}))[0] == [
        ("il/chicago", "16.738", 150000, 150000)
    ]
    alone = [(*_HEADER[:3], heading), _AWARD]
    assert [row[2] for row in read(workbook(tmp_path / "b.xlsx", {"Grants": alone}))[0]] == [10000]


def test_merged_cells_tell_of_each_row_but_an_amount_of_one(tmp_path: Path) -> None:
    rows = [
        _HEADER,
        ("il/chicago", None, None, None),
        ("il/peoria", None, None, None),
        ("Total", None, None, 600000),
    ]
    merged = [(1, 1, 3, 1, 16.738), (1, 2, 3, 2, 2024), (1, 3, 2, 3, "$600,000")]
    file = workbook(tmp_path / "a.xlsx", {"Grants": rows}, merged=merged)
    found, rejects, _ = read(file)
    assert found == [("il/chicago", "16.738", 60000000, None)]
    assert [(r.row, r.reason) for r in rejects if r.reason == "no amount"] == [(3, "no amount")]
    assert [(r.row, r.value) for r in rejects if r.reason != "no amount"] == [(4, "Total")]


def test_merged_cells_over_each_other_fill_none_twice(tmp_path: Path) -> None:
    class Sheet:
        merged_cell_ranges = (((1, 0), (9**9, 0)), ((1, 0), (9**9, 0)), ((2, 0), (3, 0)), ((1, 8), (2, 8)))

    assert _merged(Sheet(), [["a"], ["b"], [""]]) == [(1, 2, 0)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("recipient", "listing"),
    [("Subtotal", "16.738"), ("il/chicago Total", "16.738"), ("Total for 2024", "16.738"), ("x", "Total")],
)
def test_a_total_is_none_of_the_awards_though_it_has_a_program(
    tmp_path: Path, recipient: str, listing: str
) -> None:
    rows = [
        _HEADER,
        (recipient, listing, 2024, 300),
        ("Total Action for Progress", "16.738", 2024, 5),
    ]
    found, rejects, _ = read(workbook(tmp_path / "a.xlsx", {"Grants": rows}))
    assert [row[2] for row in found] == [500]
    assert [r.row for r in rejects] == [2]


@pytest.mark.parametrize(
    "halves", [("Agency Prefix", "ALN Extension"), ("ALN Prefix", "ALN 3-Digit Extension")]
)
def test_an_assistance_listing_may_stand_in_two_columns(tmp_path: Path, halves: tuple[str, str]) -> None:
    header = ("Grantee", *halves, "Program", "Award Amount")
    rows = [
        header,
        ("il/chicago", 16, 738, "JAG", 5),
        ("il/peoria", "10", "U01", "No ALN 10.555", 7),
        ("il/joliet", 16, "738 (JAG)", "", 8),
        *(("il/elgin", 16, text, "", 9) for text in ("16.738", "N/A", "Unknown", 73.8)),
    ]
    found, rejects, columns = read(workbook(tmp_path / "a.xlsx", {"Grants": rows}))
    assert found[:3] == [
        ("il/chicago", "16.738", 500, None),
        ("il/peoria", "10.U01", 700, None),
        ("il/joliet", "16.738", 800, None),
    ]
    assert {row[1] for row in found[3:]} == {None}, "no half of one"
    assert not rejects
    assert "program" not in columns
    beside = [
        ("Grantee", "ALN", "Agency Prefix", *halves, "Amount"),
        ("il/chicago", "16.738", "DOJ", "", "", 5),
    ]
    found, _, columns = read(workbook(tmp_path / "beside.xlsx", {"Grants": beside}))
    assert [row[1] for row in found] == ["16.738"]
    assert columns["program"] == "ALN"
    half = workbook(
        tmp_path / "half.xlsx", {"Grants": [(*halves[:1], "Grantee", "Amount"), (16, "il/chicago", 5)]}
    )
    with pytest.raises(InputError, match="no column is known to hold the Assistance Listing"):
        read(half)


def test_a_sheet_that_reaches_too_far_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(file))
    sheet, notes = book.add_worksheet("R & D"), book.add_worksheet("Stray > far")
    for n, row in enumerate([_HEADER, _AWARD]):
        sheet.write_row(n, 0, row)
    notes.write(1_048_575, 16_383, "x")
    book.close()
    for chosen in (None, "R & D"):
        with Reader() as reader:
            reader.read([file], mapped={}, sheet=chosen)
            assert reader.files[0].loaded == 1
            assert any(
                "Stray > far was not read: it reaches to column XFD" in note for note in reader.files[0].notes
            )
    with pytest.raises(InputError, match="Stray > far reaches to column XFD and row 1,048,576"):
        read(file, sheet="Stray > far")
    book = xlsxwriter.Workbook(str(file))
    awards, notes = book.add_worksheet("Awards"), book.add_worksheet("About")
    for n, row in enumerate([_HEADER, _AWARD]):
        awards.write_row(n, 0, row)
        notes.write(n, 0, "Grants of this year")
    awards.write(1_048_575, 16_383, "x")
    book.close()
    with pytest.raises(InputError, match="Awards reaches to column XFD"):
        read(file)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'name="Far"', b'name="&odd;"'),
        (b'<sheet name="Far"', b"<sheet " + b"a" * 200_000 + b' name="Far"'),
        (b"<sheets>", b"<sheet " * 200_000 + b"<sheets>"),
    ],
    ids=["name", "long", "many"],
)
def test_no_name_hides_a_sheet_that_reaches_too_far(tmp_path: Path, old: bytes, new: bytes) -> None:
    """Of a workbook made to fill the memory, or to keep the reader of its names busy."""
    plain = workbook(tmp_path / "a.xlsx", {"Grants": [_HEADER, _AWARD], "Far": [_HEADER, _AWARD]})
    with zipfile.ZipFile(plain) as book, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as other:
        for part in book.infolist():
            far = b'"XFD1048576"' if part.filename.endswith("sheet2.xml") else b'"D2"'
            other.writestr(part.filename, book.read(part).replace(b'"D2"', far).replace(old, new))
    with pytest.raises(InputError, match=r"too far to be read|cannot be read"):
        read(tmp_path / "b.xlsx")


def test_formulas_that_nobody_worked_out_are_told(tmp_path: Path) -> None:
    file = tmp_path / "made.xlsx"
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet("Grants")
    sheet.write_row(0, 0, (*_HEADER, "Drawn"))
    for row in (1, 2):
        sheet.write_row(row, 0, _AWARD)
        sheet.write_formula(row, 4, "=D2/4", None, 25)
    sheet.write_formula(3, 4, '=IF(D2>0,"","none")', None, "empty")
    book.close()
    assert not any("formulas" in note for note in notes(file))
    bare = tmp_path / "bare.xlsx"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for value in (b"<v>25</v>", b"<v>empty</v>"):
                part = part.replace(value, b"<v></v>")
            new.writestr(name, part)
    assert [note for note in notes(bare) if "formulas" in note] == [
        "formulas of the sheet Grants have no value in the file and read as empty: 2 "
        "(save it in a spreadsheet program first)"
    ]
