"""The conformance worlds, asked of the tables of the compiled law: in DuckDB's SQL and in Spark's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import msgspec
import pytest

from enjoined.law.compiled import compile_law
from enjoined.law.compiled.rows import Table, Tables
from enjoined.model import ConditionId, parse_day
from enjoined.money.engines.arrow import as_arrow
from enjoined.money.engines.duckdb_engine import DuckDB
from enjoined.money.engines.spark_engine import Spark
from enjoined.money.questions import Engine
from tests.conformance import world as w
from tests.conformance.portfolio import Question, restated, side_by_side
from tests.conformance.reference import law_of

WORLDS = sorted(w.FOLDER.glob("*.json"))
ANSWERED = 0.75
"""At least this share of all questions is answered by the tables themselves, not by the reference evaluator."""


@cache
def everything() -> tuple[Tables, Table, list[Question]]:
    return side_by_side(map(w.load, WORLDS))


@pytest.fixture(params=["duckdb", pytest.param("spark", marks=pytest.mark.needs("java"))])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "duckdb":
        yield DuckDB()
    else:
        yield request.getfixturevalue("spark")


def test_one_text_of_sql_gives_the_answers_of_the_model(engine: Engine) -> None:
    law, awards, asked = everything()
    every = sum(len(w.load(path).questions) for path in WORLDS)
    days: set[date] = {day for _, _, day, _ in asked}
    rows = engine.statuses(law, as_arrow(awards), days).to_pylist()
    found = {(r["award_id"], r["condition"], r["day"]): r["status"] for r in rows}
    answers = {q[:3]: found[q[:3]] for q in asked}
    wrong = [(q, answers[q[:3]]) for q in asked if answers[q[:3]] not in (q[3], "not-compiled")]
    assert not wrong
    assert sum(status != "not-compiled" for status in answers.values()) >= ANSWERED * every


@pytest.mark.needs("java")
def test_proofs_are_worked_out_on_the_executors(spark: Spark) -> None:
    world = w.load(w.FOLDER / "children_not_said.json")
    law = law_of(world)
    compiled = compile_law(law)
    for asked in world.questions:
        cell = restated(law, asked)
        assert cell is not None
        compiled.status(
            cell.recipient, ConditionId(asked.condition), day=parse_day(asked.on), award=cell.award
        )
    numbers = list(range(compiled.lines.proofs))
    assert numbers
    found = spark.explanations(compiled, numbers).to_pylist()
    assert {r["proof_id"]: r["proof"] for r in found} == {
        n: msgspec.json.encode(compiled.proof(n)).decode() for n in numbers
    }
