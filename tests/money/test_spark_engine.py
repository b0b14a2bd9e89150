"""Spark gives what DuckDB gives, row for row; what is lacking is said."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enjoined.cli import cli
from enjoined.errors import InputError
from enjoined.law import Award
from enjoined.law.compiled import compile_law
from enjoined.law.compiled.rows import tables
from enjoined.model import Day, Recipient
from enjoined.money.engines.arrow import as_arrow
from enjoined.money.engines.duckdb_engine import DuckDB
from enjoined.money.engines.spark_engine import Spark
from enjoined.registry.table import LawTable
from tests.house.tree import ROOT
from tests.law.compiled.worlds import days, worlds
from tests.money.portfolios import people_of, portfolios, table_of

EXAMPLE = str(ROOT / "examples" / "portfolio.csv")
# Each world costs Spark seconds, mostly in planning.
FEW = settings(
    max_examples=4,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)


@pytest.mark.needs("java")
@FEW
@given(worlds(), portfolios, st.lists(days, min_size=1, max_size=3, unique=True))
def test_spark_and_duckdb_agree_row_for_row(
    spark: Spark, law: LawTable, holdings: list[tuple[Recipient, Award]], some: list[Day]
) -> None:
    compiled = compile_law(law)
    rows = tables(compiled, people_of(holdings))
    awards = as_arrow(table_of(compiled, holdings))
    on = [date.fromordinal(day) for day in some]
    here, there = (engine.statuses(rows, awards, on).to_pylist() for engine in (DuckDB(), spark))
    assert sorted(map(repr, here)) == sorted(map(repr, there))
    assert len(here) == len(holdings) * len(law.conditions) * len(on)


@pytest.mark.needs("java")
def test_a_portfolio_is_the_same_on_spark(
    spark: Spark, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    strangers = tmp_path / "strangers.csv"
    strangers.write_text('Recipient,ALN,FY,Amount\n"nonprofit: Lakeview Pantry, IL",14.267,2025,5\n')

    def run(*more: str) -> object:
        result = CliRunner().invoke(
            cli,
            ["portfolio", EXAMPLE, str(strangers), "--on", "2026-11-25", "--json", *more],
            catch_exceptions=False,
        )
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    # The session of the tests stays open; the command would start and stop one of its own.
    monkeypatch.setattr("enjoined.money.engines.spark_engine._started", lambda master: spark._session)
    monkeypatch.setattr(Spark, "__exit__", lambda *error: None)
    assert run("--engine", "spark") == run()


def test_without_pyspark_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(InputError, match="not installed") as caught:
        Spark()
    assert "enjoined[spark]" in str(caught.value.remedy)


def test_without_java_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InputError, match="needs Java"):
        Spark()


def test_a_master_without_spark_is_refused() -> None:
    result = CliRunner().invoke(cli, ["portfolio", EXAMPLE, "--master", "local[2]"])
    assert isinstance(result.exception, InputError)
    assert "only Spark has a master" in str(result.exception)
