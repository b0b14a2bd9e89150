"""The portfolio answers as the evaluator does, row by row: on the records that ship, and on random ones."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from enjoined.law import Award, Cell, Question, Timeline, answers
from enjoined.law.compiled import compile_law
from enjoined.law.status import bearing_on, solve, worst
from enjoined.model import ConditionId, Day, ProgramId, Recipient, parse_day
from enjoined.money.awards.reading import Reader
from enjoined.money.engines.duckdb_engine import DuckDB
from enjoined.money.portfolio import Asked, portfolio
from enjoined.money.questions import answer
from enjoined.registry.open import Registry, open_registry
from enjoined.registry.table import LawTable
from tests.law.compiled.worlds import days, worlds
from tests.money.portfolios import portfolios


@pytest.fixture(scope="module")
def registry() -> Registry:
    """The records that ship."""
    return open_registry()


STRANGERS = [
    "nonprofit: LAKEVIEW FOOD PANTRY, IL",
    "university: LAKEVIEW COLLEGE, WA",
    "special-district: LAKEVIEW SCHOOL DISTRICT NO. 4, CA",
    "tribe: LAKEVIEW BAND, MN",
]
"""Bodies that no record names, as a portfolio tells of them."""


@pytest.mark.parametrize("on", ["2018-07-01", "2025-09-01", "2026-11-01"])
def test_the_records_that_ship(registry: Registry, tmp_path: Path, on: str) -> None:
    """Every condition of a sample of awards of plaintiffs, States, their neighbours and offices."""
    chance = random.Random(on)
    named = sorted(
        i for e in registry.law.effects.values() for p in e.scope.products for i in p.who.recipients.ids
    )
    named += sorted(name for wave in registry.law.waves.values() for name in wave.names)
    everybody = sorted(r.id for r in registry.everybody())
    people = [i for i in dict.fromkeys(named) if not i.startswith("org/")]
    people = chance.sample(people, 6) + chance.sample(everybody, 3) + chance.sample(STRANGERS, 2)
    places = sorted(
        {(p, y) for i in registry.law.instruments.values() for p in i.programs for y in i.fiscal_years}
    )
    places = [("16.738", 2017), ("93.778", 2020), *chance.sample(places, 3)]
    file = tmp_path / "awards.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["recipient", "program", "fiscal year", "amount"])
        writer.writerows((id_, program, year, "1.00") for id_ in people for program, year in places)
    asked = Asked(
        files=(file,), on=parse_day(on), by=("recipient", "program", "fiscal_year", "condition", "status")
    )
    report = portfolio(registry, asked)
    found = {
        (row["recipient"], row["program"], row["fiscal_year"], row["condition"]): row["status"]
        for row in report.by
    }
    worst_of: defaultdict[str, int] = defaultdict(int)
    expected = {}
    for id_ in people:
        for program, year in places:
            question = Question(
                recipient=registry.by_id(id_), on=parse_day(on), program=ProgramId(program), fiscal_year=year
            )
            told = [a for a in answers(registry.law, question) if a.condition is not None]
            told = told or list(answers(registry.law, question))
            for a in told:
                expected[id_, program, year, a.condition] = a.status.value
            complete = not any(
                program in c.programs and year in c.fiscal_years and not c.complete
                for c in registry.law.coverage
            )
            status = worst(a.status for a in told).value
            worst_of["unclear" if status in ("not-imposed", "withdrawn") and not complete else status] += 1
    assert found == expected
    assert {t.status.value: t.awards for t in report.total} == dict(worst_of)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(worlds(), portfolios, days)
def test_random_records(law: LawTable, holdings: list[tuple[Recipient, Award]], on: Day) -> None:
    """Sub-awards, acceptance and awards that orders name included: none is answered by what others would be."""
    compiled = compile_law(law)
    people = {r.id: r for r, _ in holdings}
    keys = {str(compiled.roster.person(r).key): r for r in reversed(people.values())}
    primes = {str(a.through.id): a.through for _, a in holdings if a.through is not None}
    with Reader() as reader:
        columns = dict.fromkeys(
            ("person", "program", "capacity", "acceptance", "through", "number"), "VARCHAR"
        )
        rows = []
        for n, (recipient, award) in enumerate(holdings):
            number = award.number if award.number in compiled.slices.numbers else None
            through = None if award.through is None else str(award.through.id)
            key = str(compiled.roster.person(people[recipient.id]).key)
            capacity = "direct" if award.through is None else "sub"
            what = (key, str(award.program), capacity, award.acceptance.value, through, number)
            rows.append(
                (*what, n, award.fiscal_year, None if award.accepted is None else int(award.accepted))
            )
        kinds = columns | {"cell": "BIGINT", "fiscal_year": "BIGINT", "accepted_on": "BIGINT"}
        reader.table("cells_", kinds, rows)
        reader.line.execute(
            "CREATE TABLE cells AS SELECT * EXCLUDE (accepted_on), "
            "CAST(DATE '0001-01-01' + CAST(accepted_on - 1 AS INTEGER) AS DATE) AS accepted FROM cells_"
        )
        answer(reader.line, compiled, keys, primes, on, DuckDB(), "answered")
        found = {
            (cell, condition): status
            for cell, condition, status in reader.line.execute(
                "SELECT cell, condition, status FROM answered WHERE condition IS NOT NULL"
            ).fetchall()
        }
    expected = {}
    for n, (recipient, award) in enumerate(holdings):
        for condition in law.conditions:
            cell = Cell.of(
                law, keys[str(compiled.roster.person(people[recipient.id]).key)], condition, award=award
            )
            expected[n, str(condition)] = solve(law, cell, bearing_on(law, cell), on).status.value
    assert found == expected


def test_a_day_and_the_whole_line_say_the_same(registry: Registry) -> None:
    """What is worked out for one day alone is what the step function has there."""
    compiled = compile_law(registry.law)
    day = parse_day("2025-09-01")
    for name in ("Chicago, IL", "wa/king-county", "Harris County, TX"):
        recipient = registry.recipient(name)
        person = compiled.roster.person(recipient)
        for condition in list(registry.law.conditions)[::7]:
            seat = compiled.seat(ConditionId(condition))
            assert seat is not None
            line = Timeline(registry.law, Cell.of(registry.law, recipient, condition))
            assert seat.on(seat.grouping.class_of(person), day).status is line.on(day).status
