"""``enjoined portfolio`` and the money in ``status``, as a user meets them."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet
import pytest
import python_calamine
from click.testing import CliRunner

from enjoined.cli import cli
from enjoined.errors import InputError
from tests.house.tree import ROOT

EXAMPLE = str(ROOT / "examples" / "portfolio.csv")
DAY = ("--on", "2025-11-01")


def run(*arguments: str) -> str:
    """What a command prints."""
    result = CliRunner().invoke(
        cli, arguments, catch_exceptions=False, env={"NO_COLOR": "1", "COLUMNS": "80"}
    )
    assert result.exit_code == 0, result.output
    return result.output


def test_the_example_as_text_and_json() -> None:
    text = run("portfolio", EXAMPLE, *DAY)
    assert max(map(len, text.splitlines())) <= 80
    assert "16 rows read = 15 loaded + 1 rejected" in text
    assert "SPRINGFIELD" in text
    found = json.loads(run("portfolio", EXAMPLE, *DAY, "--by", "status,state", "--json"))
    assert found["schema"] == "enjoined.portfolio/1"
    assert (found["on"], found["awards"], found["rejected"]) == ("2025-11-01", 14, 1)
    assert sum(t["awards"] for t in found["total"]) == 14
    assert sum(Decimal(t["obligated"]) for t in found["total"]) == Decimal(found["obligated"])
    assert {*found["by"][0]} == {"status", "state", "awards", "obligated", "outlayed", "remaining"}


def test_every_form_of_output(tmp_path: Path) -> None:
    for ending in ("json", "csv", "parquet", "xlsx"):
        run(
            "portfolio",
            EXAMPLE,
            *DAY,
            "-o",
            str(tmp_path / f"out.{ending}"),
            "--keep",
            str(tmp_path / "kept.parquet"),
        )
    whole = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["obligated"] for row in rows] == [row["obligated"] for row in whole["by"]]
    table = pyarrow.parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [f"{row['obligated']:.2f}" for row in table] == [row["obligated"] for row in whole["by"]]
    book = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "out.xlsx"))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    for name in ("Programs", "Recipients", "States"):
        total = next(row for row in sheets[name] if row[0] == "total")
        assert Decimal(str(total[-1])) == Decimal(whole["obligated"])
    again = json.loads(run("portfolio", str(tmp_path / "kept.parquet"), *DAY, "--json"))
    assert again["total"] == whole["total"]
    assert again["by"] == whole["by"]


def test_who_is_told_by_an_id_is_named_beside_it(tmp_path: Path) -> None:
    for ending in ("csv", "parquet", "xlsx"):
        run("portfolio", EXAMPLE, *DAY, "--by", "recipient", "-o", str(tmp_path / f"out.{ending}"))
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as file:
        named = {row["recipient"]: row["recipient_name"] for row in csv.DictReader(file)}
    assert (named["il/chicago"], named[""]) == ("Chicago, Illinois", "")
    table = pyarrow.parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert {row["recipient"]: row["recipient_name"] for row in table} == {
        k or None: v or None for k, v in named.items()
    }
    sheet = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "out.xlsx")).get_sheet_by_name(
        "Recipients"
    )
    header, *rows = sheet.to_python()
    assert header[:2] == ["recipient", "id"]
    assert {row[1]: row[0] for row in rows if row[1]} == {k: v for k, v in named.items() if k}
    assert {row[0] for row in rows if not row[1]} == {"(not matched)", "total"}


def test_standard_input_is_named_and_not_the_file_it_is_kept_in() -> None:
    for text, code in (("Recipient,ALN,FY,Amount\nil/chicago,16.738,2017,ten\n", 0), ("a,b\n1,2\n", 2)):
        result = CliRunner().invoke(cli, ["portfolio", "-", *DAY], input=text)
        error = result.exception
        assert (result.exit_code == 0) is (code == 0)
        said = result.output if code == 0 else str(error)
        assert "stdin:" in said
        assert "/stdin" not in said
    found = json.loads(
        CliRunner()
        .invoke(cli, ["portfolio", "-", *DAY, "--json"], input="Recipient,ALN,FY,Amount\nil,16.738,2017,1\n")
        .output
    )
    assert found["files"][0]["file"] == "stdin"


def test_decisions_on_names_are_remembered(tmp_path: Path) -> None:
    decisions = tmp_path / "decided.csv"
    run("portfolio", EXAMPLE, *DAY, "--undecided", str(decisions))
    with decisions.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["name"], row["recipient"]) for row in rows] == [("SPRINGFIELD", "")]
    with decisions.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerow({**rows[0], "recipient": "ma/springfield"})
    found = json.loads(
        run("portfolio", EXAMPLE, *DAY, "--overrides", str(decisions), "--by", "recipient", "--json")
    )
    assert found["unmatched"] == []
    assert "ma/springfield" in {row["recipient"] for row in found["by"]}


def test_without_an_order_more_is_bound() -> None:
    found = json.loads(
        run("portfolio", EXAMPLE, "--on", "2017-12-01", "--without", "chicago-v-sessions-2017/pi", "--json")
    )
    assert {(c["from"], c["to"]) for c in found["changes"]} == {("enjoined", "binding")}
    assert found["supposed"] == ["without chicago-v-sessions-2017/pi"]


def test_two_days_and_two_worlds_stand_beside_each_other_in_every_form(tmp_path: Path) -> None:
    book = tmp_path / "report.xlsx"
    asked = ("portfolio", EXAMPLE, "--on", "2025-11-01", "--against", "2025-06-01")
    text = run(*asked, "--without", "chicago-v-sessions-2017/pi", "-o", str(book))
    assert "What differs from 1 Jun 2025 to 1 Nov 2025 without chicago-v-sessions-2017/pi" in text
    assert max(len(line) for line in text.splitlines() if not line.startswith("written:")) <= 80
    found = json.loads(run(*asked, "--json"))
    then = json.loads(run("portfolio", EXAMPLE, "--on", "2025-06-01", "--json"))
    assert found["compared"] == {"before": then["total"], "after": found["total"]}
    sheet = python_calamine.CalamineWorkbook.from_path(str(book)).get_sheet_by_name("Before and after")
    header, *rows = sheet.to_python()
    assert header == ["status", "awards before", "obligated before", "awards after", "obligated after"]
    before = {t["status"]: (t["awards"], Decimal(t["obligated"])) for t in then["total"]}
    assert {row[0]: (row[1], Decimal(str(row[2]))) for row in rows if row[0] in before} == before


def test_mistakes_are_said_before_the_work_begins(tmp_path: Path) -> None:
    for arguments, words in (
        ((EXAMPLE, "-o", "report.pdf"), "no output of the form"),
        ((EXAMPLE, "-o", str(tmp_path / "none" / "a.csv")), "no folder"),
        ((EXAMPLE, "-o", EXAMPLE), "already"),
        ((EXAMPLE, "--overrides", "a.csv", "--undecided", "./a.csv"), "already"),
        ((EXAMPLE, "--rejects", "a.csv", "--undecided", "a.csv"), "already"),
        ((EXAMPLE, "--memory", "1XB"), "no size"),
        ((EXAMPLE, "--by", "colour"), "no breakdown"),
        ((EXAMPLE, "--by", ","), "no breakdown"),
        ((EXAMPLE, "--map", "obligated"), "maps nothing"),
        ((str(tmp_path / "missing.csv"),), "does not exist"),
    ):
        with pytest.raises(InputError, match=words):
            CliRunner().invoke(cli, ["portfolio", *arguments], catch_exceptions=False)


def test_the_money_stands_beside_the_status() -> None:
    asked = (
        "status",
        "-r",
        "il/chicago",
        "--program",
        "16.738",
        "--fiscal-year",
        "2017",
        "--on",
        "2018-11-01",
    )
    found = json.loads(run(*asked, "--portfolio", EXAMPLE, "--json"))
    stakes = {(a["stake"]["obligated"], a["stake"]["remaining"]) for a in found["answers"]}
    assert stakes == {("2100000.00", "650000.00")}
    assert "at stake" in run(*asked, "--portfolio", EXAMPLE)
    assert all(a["stake"] is None for a in json.loads(run(*asked, "--json"))["answers"])


def test_the_stake_of_a_body_on_no_record(tmp_path: Path) -> None:
    pantry = "nonprofit: Lakeview Food Pantry, IL"
    file = tmp_path / "own.csv"
    file.write_text("Award,ALN,FY,Award Amount\nA-1,14.267,2025,100\nA-2,14.267,2025,50\n", encoding="utf-8")
    by = json.loads(run("portfolio", str(file), "-r", pantry, *DAY, "--by", "recipient", "--json"))["by"]
    assert [(row["recipient"], row["obligated"]) for row in by] == [(pantry, "150.00")]
    file.write_text(f'Recipient,ALN,FY,Award Amount\n"{pantry}",14.267,2025,150\n', encoding="utf-8")
    for name in (pantry, "nonprofit: LAKEVIEW FOOD PANTRY, INC., IL"):
        asked = ("-r", name, "--program", "14.267", "--fiscal-year", "2025", *DAY)
        assert "$150.00 obligated" in run("status", *asked, "--portfolio", str(file))


def test_money_that_was_taken_back_is_a_negative_stake(tmp_path: Path) -> None:
    file = tmp_path / "back.csv"
    file.write_text('Recipient,ALN,FY,Award Amount\n"Chicago, IL",16.738,2017,(1234.50)\n', encoding="utf-8")
    asked = ("-r", "il/chicago", "--program", "16.738", "--fiscal-year", "2017", "--on", "2018-11-01")
    said = " ".join(run("status", *asked, "--portfolio", str(file)).split())
    assert "-$1,234.50 obligated, $0.00 of it not paid out" in said


def test_a_breakdown_cuts_nothing_off(tmp_path: Path) -> None:
    pantry = "nonprofit: Lakeview Community Food Pantry and Kitchen, IL"
    file = tmp_path / "own.csv"
    file.write_text(f'Recipient,ALN,FY,Award Amount\n"{pantry}",14.267,2025,150\n', encoding="utf-8")
    by = ("--by", "status,recipient,program,condition")
    text = run("portfolio", str(file), *DAY, *by)
    assert max(map(len, text.splitlines())) <= 80
    found = json.loads(run("portfolio", str(file), *DAY, *by, "--json"))["by"]
    assert all(str(row["condition"]) in text for row in found[:4])
    assert pantry in " ".join(text.split())
