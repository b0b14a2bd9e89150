"""The compiled law as an analyst takes it along: what SQLite and DuckDB find in the files is what the law says."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from enjoined.export.takeaway import law_of_everybody, write_law
from enjoined.law import Award
from enjoined.law.cell import Acceptance
from enjoined.law.compiled import compile_law
from enjoined.model import ConditionId, Day, ProgramId, parse_day
from enjoined.registry.open import Registry, open_registry

WHO = ("il", "il/chicago", "tx/harris-county", "ca/los-angeles", "wa/seattle", "or/portland")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


@pytest.fixture(scope="module")
def folder(registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("compiled")
    write_law(law_of_everybody(registry), made)
    return made


def blocks(folder: Path, language: str) -> list[str]:
    """The examples of the page in a language."""
    return re.findall(rf"```{language}\n(.*?)```", (folder / "README.md").read_text(encoding="utf-8"), re.S)


def test_the_view_of_sqlite_says_what_the_law_says(registry: Registry, folder: Path) -> None:
    compiled = compile_law(registry.law)
    asked = 0
    with closing(sqlite3.connect(folder / "law.sqlite")) as line:
        for id_ in WHO:
            recipient = registry.recipient(id_)
            rows = line.execute(
                "SELECT condition, program, fiscal_year, from_day, until_day, status FROM statuses"
                " WHERE recipient_id = ? AND capacity = 'direct' AND acceptance = 'none'",
                (id_,),
            ).fetchall()
            for condition, program, year, start, until, status in rows:
                award = Award(program=ProgramId(program), fiscal_year=year, acceptance=Acceptance.NONE)
                last = Day(date.fromisoformat(until).toordinal() - 1)
                for day in (Day(date.fromisoformat(start).toordinal()), last):
                    found = compiled.status(recipient, ConditionId(condition), day=day, award=award)
                    assert str(found.status) == status, (id_, condition, start)
                asked += 1
    assert asked > 1_000


def test_what_is_not_compiled_is_said_on_every_day(folder: Path) -> None:
    """A question with a day, as the page has it, must not leave out what is to be asked one by one."""
    with closing(sqlite3.connect(folder / "law.sqlite")) as line:
        line.execute("UPDATE slices SET order_set = -1, roll = -1")
        found = line.execute(
            "SELECT DISTINCT status, from_day, until_day FROM statuses WHERE recipient_id = 'il/chicago'"
            " AND program = '16.738' AND from_day <= '2018-07-01' AND until_day > '2018-07-01'"
        ).fetchall()
        line.rollback()
    assert found == [("not-compiled", "0001-01-01", "9999-12-31")]


def test_the_example_for_sqlite_runs(folder: Path) -> None:
    (query,) = blocks(folder, "sql")
    with closing(sqlite3.connect(folder / "law.sqlite")) as line:
        found = {row[0]: row[1] for row in line.execute(query)}
    assert found["jag-fy2017/53"] == "binding"
    assert found["jag-fy2017/56b"] == "enjoined"


def test_the_example_for_duckdb_runs_with_the_very_text_of_status_sql(
    registry: Registry, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    awards = [f"{n},{who},16.738,2017,1000.50,0" for n, who in enumerate(WHO)]
    header = "award_id,recipient_id,program,fiscal_year,obligated,outlayed"
    (folder / "awards.csv").write_text("\n".join([header, *awards]), encoding="utf-8")
    monkeypatch.chdir(folder)
    prepare, ask = blocks(folder, "duckdb")
    line = duckdb.connect()
    line.execute(prepare)
    line.execute((folder / "status.sql").read_text(encoding="utf-8"))
    found = line.execute(ask).fetchall()
    compiled = compile_law(registry.law)
    award = Award(program=ProgramId("16.738"), fiscal_year=2017)
    for award_id, condition, status, _ in found:
        who = registry.recipient(WHO[int(award_id)])
        said = compiled.status(who, ConditionId(condition), day=parse_day("2018-07-01"), award=award)
        assert status == str(said.status)
    assert {row[0] for row in found} == {str(n) for n in range(len(WHO))}
    (money,) = line.execute("SELECT DISTINCT sum(obligated) FROM totals GROUP BY condition").fetchall()
    assert money == (100_050 * len(WHO),)
