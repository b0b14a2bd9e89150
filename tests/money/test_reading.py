"""Files of awards: every version of every header, bad rows with their places, corrections, spreadsheets, archives."""

from __future__ import annotations

import csv
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from enjoined.errors import InputError
from enjoined.model import parse_day
from enjoined.money.awards.collapse import collapse
from enjoined.money.awards.headers import nearest, versions
from enjoined.money.awards.reading import Reader
from enjoined.money.portfolio import Asked, portfolio
from enjoined.money.report import Report
from enjoined.registry.open import Registry, open_registry
from tests.money.files import NEWEST, write


@pytest.fixture(scope="module")
def registry() -> Registry:
    """The records that ship."""
    return open_registry()


def ask(registry: Registry, *files: Path, **more: object) -> Report:
    """The report on some files."""
    return portfolio(registry, Asked(files=files, on=parse_day("2018-07-01"), **more))  # type: ignore[arg-type]


def rejected(path: Path, file: Path, **mapped: str) -> list[tuple[int, str, str]]:
    """Row, column and reason of every rejected row, as the file of rejects has them."""
    with Reader() as reader:
        reader.read([file], mapped=mapped)
        (read,) = reader.files
        assert read.read == read.loaded + read.rejected
        reader.write_rejects(path)
    with path.open(newline="", encoding="utf-8") as rows:
        return [(int(row["row"]), row["column"], row["reason"]) for row in csv.DictReader(rows)]


def test_who_breaks_off_is_told_no_error() -> None:
    """DuckDB makes an error of its own of a query that the user broke off."""
    with pytest.raises(KeyboardInterrupt), Reader():
        raise RuntimeError("Query interrupted")


@pytest.mark.parametrize("layout", ["transactions", "summaries"])
def test_every_version_of_a_header_is_read(registry: Registry, tmp_path: Path, layout: str) -> None:
    money = {
        "federal_action_obligation": "1000.00",
        "obligated_amount": "1000.00",
        "total_obligated_amount": "1000.00",
        "cfda_number": "16.738",
        "award_id_fain": "2017-DJ-BX-0990",
        "period_of_performance_start_date": "2017-10-05",
        "total_outlayed_amount": "",
    }
    files = []
    for version in versions(layout):
        files.append(write(tmp_path / f"{version}.csv", layout, [money], version=version))
    with Reader() as reader:
        reader.read(files, mapped={})
        assert [f.layout for f in reader.files] == [layout] * len(files)
        assert [f.version for f in reader.files] == [f.stem for f in files]
        assert [(f.loaded, f.rejected) for f in reader.files] == [(1, 0)] * len(files)
        notes = [note for f in reader.files for note in f.notes]
        rows = reader.line.execute("SELECT DISTINCT obligated, program, name FROM staged").fetchall()
    assert rows == [(100000, "16.738", "CHICAGO, CITY OF")]
    assert ["no award numbers" in note for note in notes] == [True] * (layout == "transactions")


def test_transactions_without_award_numbers_lose_no_dollar(registry: Registry, tmp_path: Path) -> None:
    """The first header has no award numbers; two awards may be as alike as it tells."""

    def row(start: str, amount: str, recipient: str = "CHICAGO, CITY OF") -> dict[str, str]:
        return {
            "recipient_name": recipient,
            "period_of_performance_start_date": start,
            "federal_action_obligation": amount,
        }

    rows = [row("2016-10-01", "5.00"), row("2016-10-01", "-2.00"), row("2016-10-01", "5.00")]
    rows += [row("2017-10-01", "1.00"), row("2016-10-01", "7.00", "AURORA, CITY OF")]
    oldest = min(versions("transactions"))
    report = ask(registry, write(tmp_path / "awards.csv", "transactions", rows, version=oldest))
    assert (report.awards, report.obligated, report.read, report.loaded) == (3, "16.00", 5, 5)
    chosen = versions("transactions")[NEWEST["transactions"]]
    file = tmp_path / "chosen.csv"
    header = [c for c in chosen if "award_id" not in c and "award_unique_key" not in c]
    file.write_text(f"{','.join(header)}\n", encoding="utf-8")
    with pytest.raises(InputError, match="award_id_fain"):
        ask(registry, file)


def test_an_unknown_header_is_reported_with_what_differs() -> None:
    header = (versions("transactions")[NEWEST["transactions"]] - {"recipient_uei"}) | {"brand_new"}
    found = nearest("transactions", header)
    assert (found.known, found.missing, found.unknown) == (False, ("recipient_uei",), ("brand_new",))


def test_bad_rows_are_rejected_with_their_places(tmp_path: Path) -> None:
    file = tmp_path / "grants.csv"
    file.write_text(
        "Recipient,State,ALN,Award Amount,Fiscal Year\n"
        "Chicago,IL,16.738,100.00,2017\n"
        "\n"
        '"Two\nlines",IL,16.738,ten,2017\n'
        "Short,IL\n"
        "Long,IL,16.738,1,2017,more\n"
        "Fraction,IL,16.738,1.005,2017\n"
        "No year,IL,16.738,5,soon\n"
        'Brackets,IL,16.738,"($1,234.50)",FY17\n',
        encoding="utf-8",
    )
    assert rejected(tmp_path / "rejects.csv", file) == [
        (4, "Award Amount", "not an amount in dollars and whole cents"),
        (5, "ALN", "missing columns"),
        (6, "", "too many columns"),
        (7, "Award Amount", "not an amount in dollars and whole cents"),
        (8, "Fiscal Year", "not a fiscal year"),
    ]
    with Reader() as reader:
        reader.read([file], mapped={})
        rows = reader.line.execute(
            "SELECT name, obligated, fiscal_year FROM staged WHERE why IS NULL"
        ).fetchall()
    assert rows == [("Chicago", 10000, 2017), ("Brackets", -123450, 2017)]


def test_an_amount_beyond_every_bound_rejects_its_row_alone(tmp_path: Path) -> None:
    amounts = [
        "99999999999999999",
        "100000000000000000000000.00",
        "1e-30",
        "10000000000000.01",
        "10000000000000.00",
        "-9999999999999.99",
        "1e3",
    ]
    rows = [{"award_id_fain": f"A{n}", "federal_action_obligation": a} for n, a in enumerate(amounts)]
    file = write(tmp_path / "awards.csv", "transactions", rows)
    found = rejected(tmp_path / "rejects.csv", file)
    assert [row for row, _, _ in found] == [2, 3, 4, 5]
    assert {why for _, _, why in found} == {"not an amount in dollars and whole cents"}
    with Reader() as reader:
        reader.read([file], mapped={})
        kept = reader.line.execute(
            "SELECT obligated FROM staged WHERE why IS NULL ORDER BY number"
        ).fetchall()
    assert kept == [(1_000_000_000_000_000,), (-999_999_999_999_999,), (100_000,)]


def test_a_row_without_an_award_number_is_told_by_its_keys(registry: Registry, tmp_path: Path) -> None:
    award = {"assistance_award_unique_key": "ASST_AGG_1550"}
    rows = [
        {**award, "assistance_transaction_unique_key": "T1", "federal_action_obligation": "5.00"},
        {**award, "assistance_transaction_unique_key": "T2", "federal_action_obligation": "2.00"},
        {"assistance_transaction_unique_key": "T3", "federal_action_obligation": "1.00"},
        {"assistance_transaction_unique_key": "T4", "federal_action_obligation": "1.00"},
        {"federal_action_obligation": "100.00"},
    ]
    file = write(tmp_path / "awards.csv", "transactions", rows)
    assert rejected(tmp_path / "rejects.csv", file) == [(6, "award_id_fain", "no award number")]
    report = ask(registry, file)
    assert (report.awards, report.obligated, report.read, report.loaded) == (3, "9.00", 5, 4)
    summary = {"assistance_award_unique_key": "ASST_AGG_1550", "total_obligated_amount": "8.00"}
    whole = write(tmp_path / "whole.csv", "summaries", [summary])
    assert ask(registry, file, whole).obligated == "10.00"


@pytest.mark.parametrize("blank", ["", "\n"])
def test_bad_rows_of_a_long_file_have_their_places(tmp_path: Path, blank: str) -> None:
    """Longer than what one thread reads at a time, with and without a blank row at its beginning."""
    bad = (5, 123_000, 249_000, 300_000)
    file = tmp_path / "grants.csv"
    lines = [f"il/chicago,16.738,2017,{'ten' if n in bad else n}\n" for n in range(3, 300_003)]
    lines[70_000] = "il/chicago,16.738\n"
    file.write_text(f"Recipient,ALN,FY,Amount\n{lines[0]}{blank}{''.join(lines[1:])}", encoding="utf-8")
    found = rejected(tmp_path / "rejects.csv", file)
    rows = sorted([*(n - 1 for n in bad), 70_002])
    assert [row for row, _, _ in found] == [row + bool(blank) for row in rows]


@pytest.mark.parametrize("older", ["2017-10-18", "2018-04-11", "2018-06-20"])
def test_a_transaction_in_downloads_of_several_years_counts_once(
    registry: Registry, tmp_path: Path, older: str
) -> None:
    """Headers before 2019 have no key of a transaction."""

    def file(version: date, name: str, amount: str, modified: str) -> Path:
        rows = [
            {
                "award_id_fain": "2017-DJ-BX-0990",
                "modification_number": modification,
                "federal_action_obligation": amount,
                "last_modified_date": modified,
                "assistance_transaction_unique_key": f"1550_2017-DJ-BX-0990_-NONE-_16.738_{modification}",
            }
            for modification in ("0", "1")
        ]
        return write(tmp_path / name, "transactions", rows, version=version)

    old = file(date.fromisoformat(older), "old.csv", "100.00", "2018-01-05")
    new = file(NEWEST["transactions"], "new.csv", "150.00", "2019-09-05")
    for files in ((old, new), (new, old)):
        assert ask(registry, *files).obligated == "300.00"


def test_corrections_replace_and_deletions_take_back(registry: Registry, tmp_path: Path) -> None:
    def row(key: str, amount: str, **more: str) -> dict[str, str]:
        return {
            "award_id_fain": "2017-DJ-BX-0990",
            "assistance_transaction_unique_key": key,
            "modification_number": key,
            "federal_action_obligation": amount,
            **more,
        }

    file = write(
        tmp_path / "awards.csv",
        "transactions",
        [
            row("1", "100.00", last_modified_date="2018-01-01"),
            row("1", "150.00", last_modified_date="2018-02-01", correction_delete_indicator_code="C"),
            row("2", "7.00", last_modified_date="2018-01-01"),
            row("2", "", last_modified_date="2018-03-01", correction_delete_indicator_code="D"),
            row(
                "3",
                "1.00",
                recipient_name="HARRIS COUNTY",
                recipient_state_code="TX",
                action_date="2018-03-01",
            ),
        ],
    )
    report = ask(registry, file, by=("recipient",))
    assert (report.awards, report.obligated, report.read, report.loaded) == (1, "151.00", 5, 5)
    assert {row["recipient"] for row in report.by} == {"tx/harris-county"}
    again = write(tmp_path / "same.csv", "transactions", [row("3", "1.00", recipient_name="HARRIS COUNTY")])
    assert ask(registry, file, again).obligated == "151.00"


def test_a_deletion_may_tell_the_key_of_a_transaction_alone(registry: Registry, tmp_path: Path) -> None:
    key = "1550_2017-DJ-BX-0990_-NONE-_16.738_"
    rows = [
        {
            "award_id_fain": "2017-DJ-BX-0990",
            "assistance_transaction_unique_key": f"{key}{modification}",
            "modification_number": modification,
            "federal_action_obligation": amount,
        }
        for modification, amount in (("0", "100.00"), ("1", "7.00"))
    ]
    gone = {"assistance_transaction_unique_key": f"{key}0", "correction_delete_indicator_code": "D"}
    gone["last_modified_date"] = "2019-03-05"
    deletions = write(tmp_path / "gone.csv", "transactions", [gone], defaults={})
    for n, version in enumerate((date(2018, 4, 11), NEWEST["transactions"])):
        file = write(tmp_path / f"awards{n}.csv", "transactions", rows, version=version)
        report = ask(registry, file, deletions)
        assert (report.awards, report.obligated) == (1, "7.00")


def test_transactions_of_two_offices_of_an_agency_are_two(registry: Registry, tmp_path: Path) -> None:
    rows = [
        {"award_id_fain": "ABC-1", "awarding_sub_agency_code": office, "federal_action_obligation": "5.00"}
        for office in ("1550", "1560")
    ]
    old = write(tmp_path / "old.csv", "transactions", rows, version=date(2018, 4, 11))
    assert ask(registry, old).obligated == "10.00"


def test_a_summary_counts_before_its_transactions(registry: Registry, tmp_path: Path) -> None:
    number = {"award_id_fain": "2017-DJ-BX-0990"}
    parts = write(tmp_path / "parts.csv", "transactions", [{**number, "federal_action_obligation": "5.00"}])
    whole = write(
        tmp_path / "whole.csv",
        "summaries",
        [{**number, "total_obligated_amount": "9.00", "total_outlayed_amount": "2.50"}],
    )
    report = ask(registry, parts, whole)
    assert (report.awards, report.obligated, report.remaining) == (1, "9.00", "6.50")
    assert any("summary counts" in note for note in report.notes)


def test_subawards_bind_on_two_sides(registry: Registry, tmp_path: Path) -> None:
    sub = {"prime_award_fain": "2018-MU-BX-0001", "subaward_number": "S1", "subaward_amount": "100.00"}
    file = write(tmp_path / "sub.csv", "subawards", [sub, {**sub, "subaward_number": "S2"}])
    report = ask(registry, file)
    assert (report.of, report.awards, report.obligated) == ("subawards", 2, "200.00")
    prime = write(tmp_path / "prime.csv", "summaries", [{"award_id_fain": "2018-MU-BX-0001"}])
    both = ask(registry, file, prime)
    assert (both.of, both.awards, both.obligated) == ("awards", 1, "1000.00")
    assert both.subawards is not None
    assert (both.subawards.awards, both.subawards.obligated) == (2, "200.00")


def test_a_spreadsheet_is_guessed_and_says_how(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "grants.csv"
    file.write_text(
        "City grants 2017\n\nGrantee;ALN;FY;Award Amount ($)\nil/chicago;16.738;2017;$1,000.10\n",
        encoding="cp1252",
    )
    report = ask(registry, file)
    assert report.obligated == "1000.10"
    assert "recipient = Grantee" in report.files[0].notes[0]
    assert report.unmatched == ()


def test_two_columns_that_could_be_it_are_named(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "grants.csv"
    file.write_text(
        "Grantee,ALN,FY,Award Amount,Grant Amount\nil/chicago,16.738,2017,1,2\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match="Award Amount, Grant Amount") as error:
        ask(registry, file)
    assert '--map obligated="Award Amount"' in error.value.remedy
    assert ask(registry, file, mapped={"obligated": "Grant Amount"}).obligated == "2.00"
    with pytest.raises(InputError, match="no column 'Dollars'"):
        ask(registry, file, mapped={"obligated": "Dollars"})


def test_a_workbook_keeps_cents_and_listings(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "grants.xlsx"
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet("Grants")
    rows = [("Recipient", "ALN", "Fiscal Year", "Amount"), ("il/chicago", 16.738, 2017, 0.1 + 0.2)]
    rows += [("il/chicago", 10.55, 2026, 1e6)]
    for n, row in enumerate(rows):
        sheet.write_row(n, 0, row)
    book.close()
    report = ask(registry, file, by=("program",))
    assert {row["program"]: row["obligated"] for row in report.by} == {
        "16.738": "0.30",
        "10.550": "1000000.00",
    }


def test_a_single_audit_schedule(registry: Registry, tmp_path: Path) -> None:
    file = tmp_path / "sefa.csv"
    file.write_text(
        "report_id,auditee_uei,auditee_name,auditee_state,federal_agency_prefix,federal_award_extension,"
        "amount_expended,is_direct,passthrough_name\n"
        "r1,,City of Chicago,IL,16,738,500,Y,\n"
        "r1,,City of Chicago,IL,93,778,700,N,State of Illinois\n",
        encoding="utf-8",
    )
    report = ask(registry, file, by=("program",))
    assert report.files[0].layout == "sefa"
    assert (report.obligated, report.remaining) == ("500.00", "0.00")
    assert report.subawards is not None and report.subawards.obligated == "700.00"
    assert [u.fact for u in report.unclear] == ["no fiscal year is given"]


def test_whose_a_schedule_is_that_has_a_uei_alone_is_decided_in_a_file(
    registry: Registry, tmp_path: Path
) -> None:
    file, decisions = tmp_path / "federal_awards.csv", tmp_path / "decisions.csv"
    file.write_text(
        "report_id,auditee_uei,federal_agency_prefix,federal_award_extension,amount_expended\n"
        "r1,ABC123456789,16,738,500\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        ask(registry, file, holder="il/chicago")
    assert "--undecided" in caught.value.remedy
    decisions.write_text("name,state,uei,recipient\n,,ABC123456789,il/chicago\n", encoding="utf-8")
    report = ask(registry, file, overrides=decisions, by=("recipient",))
    assert [row["recipient"] for row in report.by] == ["il/chicago"]
    assert not any("--recipient" in note for note in report.files[0].notes)


def test_what_tells_of_no_awards_in_an_archive_is_passed_over_with_a_note(
    registry: Registry, tmp_path: Path
) -> None:
    awards = write(tmp_path / "awards.csv", "transactions", [{"award_id_fain": "A"}])
    packed = tmp_path / "download.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(awards, "FY2025/awards.csv")
        archive.writestr("README.txt", "Thank you for using this service.\n")
        archive.writestr("__MACOSX/._awards.csv", "junk")
    report = ask(registry, packed)
    assert (report.read, report.loaded, [f.notes for f in report.files if f.layout == "none"]) == (
        1,
        1,
        [("not read: no header was found",)],
    )
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("README.txt", "Thank you for using this service.\n")
    with pytest.raises(InputError, match="no header was found"):
        ask(registry, packed)


def test_archives_are_read_within_bounds(registry: Registry, tmp_path: Path) -> None:
    file = write(tmp_path / "awards.csv", "transactions", [{"award_id_fain": "A"}])
    good = tmp_path / "good.zip"
    with zipfile.ZipFile(good, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(file, "../../outside.csv")
        archive.writestr("readme.md", "nothing")
    report = ask(registry, good)
    assert report.obligated == "1000.00"
    assert not (tmp_path.parent / "outside.csv").exists()
    bomb = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("awards.csv", "w") as member,
    ):
        for _ in range(60):
            member.write(b"0" * 1_000_000)
    with pytest.raises(InputError, match="200 times"):
        ask(registry, bomb)
    broken = tmp_path / "broken.zip"
    broken.write_bytes(good.read_bytes()[:-40])
    with pytest.raises(InputError):
        ask(registry, broken)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\0\1\2\3", b"one line\n", b"a,b\n1,2\n"])
def test_what_is_no_table_of_awards_is_refused(registry: Registry, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(content)
    with pytest.raises(InputError) as error:
        ask(registry, file)
    assert error.value.where and error.value.remedy
    parquet = tmp_path / "file.parquet"
    parquet.write_bytes(content)
    with pytest.raises(InputError):
        ask(registry, parquet)


def test_a_folder_is_all_its_tables(registry: Registry, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"{name}.csv", "transactions", [{"award_id_fain": name}])
    assert ask(registry, tmp_path).awards == 2
    with pytest.raises(InputError, match="twice"):
        ask(registry, tmp_path / "a.csv", tmp_path / "a.csv")


def test_texts_are_read_without_the_spaces_around_them(tmp_path: Path) -> None:
    written = [
        "",
        " ",
        "  \u00a0",
        " CHICAGO",
        "CHICAGO ",
        "\u00a0CHICAGO",
        "CHICAGO\u2003",
        "\tCHICAGO",
        "CHIC AGO",
    ]
    rows = [{"award_id_fain": str(n), "recipient_city_name": text} for n, text in enumerate(written)]
    with Reader() as reader:
        reader.read([write(tmp_path / "a.csv", "transactions", rows)], mapped={})
        collapse(reader.line)
        found = reader.line.execute(
            "SELECT p.city FROM awards a JOIN parties p USING (who) ORDER BY CAST(a.number AS INTEGER)"
        ).fetchall()
    assert [city for (city,) in found] == [None, None, None, *["CHICAGO"] * 4, "\tCHICAGO", "CHIC AGO"]


@pytest.mark.parametrize(
    ("amount", "day", "found"),
    [
        (" 12.50", " 2019-01-15", (1250, date(2019, 1, 15))),
        ("\u00a012.50 ", "\u00a02019-01-15", (1250, date(2019, 1, 15))),
        ("1e3", "2019-01-15 00:00:00", (100000, date(2019, 1, 15))),
        ("12.50", " 1/15/2019", (1250, date(2019, 1, 15))),
        ("12.50", " 2019-1-5 ", (1250, date(2019, 1, 5))),
    ],
)
def test_amounts_and_days_are_read_without_the_spaces_around_them(
    tmp_path: Path, amount: str, day: str, found: tuple[int, date]
) -> None:
    row = {"award_id_fain": "A1", "federal_action_obligation": amount, "action_date": day}
    with Reader() as reader:
        reader.read([write(tmp_path / "a.csv", "transactions", [row])], mapped={})
        assert reader.line.execute("SELECT obligated, acted FROM staged").fetchall() == [found]
        assert reader.first_rejects() == []


@pytest.mark.parametrize("last", ["P09999", "00999999", "P123456789012", "A01 9999"])
def test_of_modifications_of_one_day_the_highest_number_says_the_rest(tmp_path: Path, last: str) -> None:
    rows = [
        {"award_id_fain": "A1", "modification_number": number, "recipient_name": name}
        for number, name in (("P00012", "FIRST"), (last, "LAST"), ("0", "SECOND"), ("", "THIRD"))
    ]
    with Reader() as reader:
        reader.read([write(tmp_path / "a.csv", "transactions", rows)], mapped={})
        collapse(reader.line)
        assert reader.line.execute("SELECT name FROM awards").fetchall() == [("LAST",)]


@pytest.mark.parametrize(
    ("accounts", "year"),
    [
        ("", (2018, "day")),
        ("015-X-0404-000", (2018, "day")),
        ("015-2016/2017-0404-000", (2016, "account")),
        ("015-2016/2017-0404-000;015-X-0404-000", (2016, "account")),
        ("015-2016/2017-0404-000;015-2015/2016-0404-000", (2018, "day")),
    ],
)
def test_a_treasury_account_with_one_period_says_the_year(
    tmp_path: Path, accounts: str, year: tuple[int, str]
) -> None:
    rows = [{"award_id_fain": "A1", "treasury_accounts_funding_this_award": accounts}]
    with Reader() as reader:
        reader.read([write(tmp_path / "a.csv", "transactions", rows)], mapped={})
        collapse(reader.line)
        assert reader.line.execute("SELECT fiscal_year, year_from FROM awards").fetchall() == [year]
