"""The SQL gives what the compiled law gives, award by award and in sum."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import msgspec
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enjoined.export import write_parquet
from enjoined.law import Award, Status
from enjoined.law.compiled import CompiledLaw, compile_law
from enjoined.law.compiled.builder import PRIME as SOMEBODY
from enjoined.law.compiled.rows import Table, tables
from enjoined.model import Day, Recipient
from enjoined.money.engines.arrow import as_arrow
from enjoined.money.engines.duckdb_engine import AwardStatus, Portfolio, Total
from enjoined.money.engines.statements import selections, statements
from enjoined.registry.table import LawTable
from tests.law.compiled.worlds import days, maybe_days, worlds
from tests.money.portfolios import people_of, portfolios, table_of

Holdings = list[tuple[Recipient, Award]]
asked = st.lists(days, min_size=1, max_size=3, unique=True)
FEW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def expected(compiled: CompiledLaw, holdings: Holdings, some: list[Day]) -> dict[tuple[str, str, date], str]:
    """The statuses that the compiled law gives; ``not-compiled`` where it asks the reference evaluator.

    The tables do not say who passes money on.
    """
    people = {person.id: person for person in people_of(holdings)}
    found = {}
    for n, (recipient, award) in enumerate(holdings):
        award = msgspec.structs.replace(award, through=award.through and SOMEBODY)
        for condition in compiled.law.conditions:
            for day in some:
                status = compiled.status(people[recipient.id], condition, day=day, award=award)
                name = status.status.value if status.proof_id is not None else "not-compiled"
                found[f"{n:02}", str(condition), date.fromordinal(day)] = name
    return found


@FEW
@given(worlds(), portfolios, maybe_days, asked)
def test_every_award_condition_and_day_and_their_sums(
    law: LawTable, holdings: Holdings, known_on: Day | None, some: list[Day]
) -> None:
    compiled = compile_law(law, known_on=known_on)
    awards = table_of(compiled, holdings)
    with Portfolio(tables(compiled, people_of(holdings)), awards) as portfolio:
        asked_about = [date.fromordinal(day) for day in some]
        found, totals = portfolio.statuses(asked_about), portfolio.totals(asked_about)
        counts = portfolio.counts(asked_about)
        # How awards are spread over the lines of the law is kept from one question to the next.
        assert portfolio.totals(asked_about[:1]) == [t for t in totals if t.day == asked_about[0]]
    with Portfolio(tables(compiled, people_of(holdings)), awards, few=0) as portfolio:
        assert portfolio.totals(asked_about) == totals
    assert {(c.day, c.status): c.pairs for c in counts} == Counter((r.day, r.status) for r in found)
    assert {(r.award_id, r.condition, r.day): r.status for r in found} == expected(compiled, holdings, some)
    assert len(found) == len(holdings) * len(law.conditions) * len(some)
    for row in found:
        if row.proof_id is not None:
            assert compiled.lines.address(row.proof_id).row.status.value == row.status
            assert row.start is not None and row.until is not None and row.start <= row.day < row.until
    assert {
        (t.day, t.condition, t.program, t.fiscal_year, t.status, what): getattr(t, what)
        for t in totals
        for what in ("awards", "obligated", "outlayed")
    } == sums(awards, found)


def sums(awards: Table, statuses: list[AwardStatus]) -> dict[tuple[object, ...], int]:
    """The awards and money of statuses by day, condition, program, year and status."""
    money = {row[0]: row for row in awards.rows}
    found: Counter[tuple[object, ...]] = Counter()
    for row in statuses:
        _, _, _, program, year, *_, obligated, outlayed = money[row.award_id]
        place = (row.day, row.condition, program, year, row.status)
        for what, amount in (("awards", 1), ("obligated", obligated), ("outlayed", outlayed)):
            found[*place, what] += int(str(amount))
    return dict(found)


def test_parquet_files_give_the_same_as_memory(tmp_path: Path, small: tuple[CompiledLaw, Holdings]) -> None:
    compiled, holdings = small
    rows = tables(compiled, people_of(holdings))
    awards = table_of(compiled, holdings)
    write_parquet(rows, tmp_path / "law")
    pyarrow.parquet.write_table(as_arrow(awards), tmp_path / "it's awards.parquet")
    day = [date.fromordinal(1015)]
    with (
        Portfolio(rows, awards) as one,
        Portfolio(tmp_path / "law", tmp_path / "it's awards.parquet") as other,
    ):
        other.limit(threads=1, memory="500MB")
        assert one.statuses(day) == other.statuses(day)
        assert one.totals(day) == other.totals(day)


def test_a_portfolio_asked_of_no_day_has_no_rows(small: tuple[CompiledLaw, Holdings]) -> None:
    compiled, holdings = small
    with Portfolio(tables(compiled, people_of(holdings)), table_of(compiled, holdings)) as portfolio:
        assert portfolio.statuses([]) == []
        assert portfolio.totals([]) == []
        assert portfolio.counts([]) == []


def test_the_statements_are_portable() -> None:
    """Nothing that one of DuckDB and Spark lacks: lambdas, ASOF joins, lists, QUALIFY with aliases."""
    text = " ".join(statements()).upper()
    assert len(statements()) == len(selections()) == 14
    assert all(word not in text for word in ("->", "LAMBDA", "ASOF", "LIST_", "ARRAY", "QUALIFY", "::"))


def test_an_award_of_nobody_named_has_the_status_of_its_profile(small: tuple[CompiledLaw, Holdings]) -> None:
    compiled, holdings = small
    day = Day(1015)
    with Portfolio(tables(compiled, people_of(holdings)), table_of(compiled, holdings)) as portfolio:
        found = portfolio.statuses([date.fromordinal(day)])
        totals = portfolio.totals([date.fromordinal(day)])
    binding = [
        row.award_id for row in found if row.condition == "terms/1" and row.status == Status.BINDING.value
    ]
    enjoined = [
        row.award_id for row in found if row.condition == "terms/1" and row.status == Status.ENJOINED.value
    ]
    assert (binding, enjoined) == (["01"], ["00"])
    assert isinstance(found[0], AwardStatus) and isinstance(totals[0], Total)
    assert {(t.status, t.awards, t.obligated, t.outlayed) for t in totals if t.condition == "terms/1"} == {
        ("enjoined", 1, 1, 1),
        ("binding", 1, 3, 5),
    }


@pytest.fixture
def small() -> tuple[CompiledLaw, Holdings]:
    """One order for Alpha, an award of Alpha and one of somebody nobody names."""
    from tests.money.small import HOLDINGS, LAW

    return compile_law(LAW), HOLDINGS
