"""The compiled law and the reference evaluator give the same answers."""

from __future__ import annotations

from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enjoined.law import ANY_AWARD, Award, Cell, Status, Timeline, View, bearing_on, solve
from enjoined.law.answering.proof import prove
from enjoined.law.cell import with_wholes
from enjoined.law.compiled import CompiledLaw, compile_law
from enjoined.law.compiled.builder import PRIME
from enjoined.law.facts import parse_fact
from enjoined.model import ConditionId, Day, Recipient, iso, parse_day
from enjoined.registry.table import LawTable
from tests.law.compiled.worlds import (
    CONDITIONS,
    FIRST,
    LAST,
    NAMES,
    awards,
    days,
    maybe_days,
    recipients,
    worlds,
)
from tests.law.conftest import MANY_LIMBS, World
from tests.law.conftest import person as somebody

conditions = st.sampled_from(CONDITIONS)
WORLDS = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def agree(
    law: LawTable, compiled: CompiledLaw, person: Recipient, condition: ConditionId, award: Award, on: Day
) -> None:
    """The same status, restraints and possible statuses on a day."""
    cell = Cell.of(law, person, condition, award=award, known_on=compiled.known_on)
    expected = solve(law, cell, bearing_on(law, cell), on)
    found = compiled.status(person, condition, day=on, award=award)
    assert found.status is expected.status
    if found.proof_id is not None:
        row = compiled.lines.address(found.proof_id).row
        assert (row.possible, row.active) == (expected.possible, expected.active)
        seat = compiled.seat(condition, award)
        if expected.status is Status.UNCLEAR and seat is not None:
            facts = seat.open_facts(seat.grouping.class_of(compiled.roster.person(person)), on)
            assert facts == (expected.open_facts, expected.unsplit)


def test_more_open_facts_than_are_told_apart(world: World) -> None:
    law = world(MANY_LIMBS)
    compiled, condition = compile_law(law), ConditionId("terms/1")
    beta = somebody("beta")
    for day in ("2017-02-28", "2017-03-01", "2017-04-01"):
        agree(law, compiled, beta, condition, ANY_AWARD, parse_day(day))
    assert compiled.status(beta, condition, day=parse_day("2017-04-01")).status is Status.UNCLEAR


@WORLDS
@given(
    worlds(),
    st.lists(recipients(), min_size=2, max_size=4, unique_by=lambda r: r.id),
    conditions,
    awards(),
    maybe_days,
)
def test_every_day_of_a_world(
    law: LawTable, people: list[Recipient], condition: ConditionId, award: Award, known_on: Day | None
) -> None:
    compiled = compile_law(law, known_on=known_on)
    for day in range(FIRST - 2, LAST + 12):
        for person in people:
            agree(law, compiled, person, condition, award, Day(day))


@WORLDS
@given(
    worlds(),
    st.lists(recipients(), min_size=2, max_size=4, unique_by=lambda r: r.id),
    maybe_days,
    st.lists(days, min_size=2, max_size=3),
)
def test_all_conditions_for_any_award(
    law: LawTable, people: list[Recipient], known_on: Day | None, some: list[Day]
) -> None:
    compiled = compile_law(law, known_on=known_on)
    for condition in CONDITIONS:
        for person in people:
            for day in some:
                agree(law, compiled, person, condition, ANY_AWARD, day)


@WORLDS
@given(
    worlds(),
    st.lists(recipients(), min_size=2, max_size=5, unique_by=lambda r: r.id),
    st.lists(
        st.tuples(
            st.sampled_from([*NAMES[:3], "il/other", "tx/school"]),
            st.sampled_from(["", f"@{iso(Day(1010))}..{iso(Day(1020))}"]),
        ),
        min_size=1,
        max_size=2,
    ),
    conditions,
    awards(),
    st.lists(days, min_size=2, max_size=4),
)
def test_whoever_is_stated_to_be_a_part_of_the_same(
    law: LawTable,
    people: list[Recipient],
    wholes: list[tuple[str, str]],
    condition: ConditionId,
    award: Award,
    some: list[Day],
) -> None:
    stated = tuple(parse_fact(f"part_of={whole}{window}") for whole, window in wholes)
    compiled = compile_law(law)
    for person in people:
        for day in some:
            agree(law, compiled, with_wholes(person, stated), condition, award, day)


@WORLDS
@given(worlds(), recipients(), conditions, awards(), days)
def test_since_and_until(
    law: LawTable, person: Recipient, condition: ConditionId, award: Award, day: Day
) -> None:
    compiled = compile_law(law)
    line = Timeline(law, Cell.of(law, person, condition, award=award))
    found = compiled.status(person, condition, day=day, award=award)
    assert (found.since, found.since_latest, found.until, found.until_latest) == line.span(day)


@WORLDS
@given(
    worlds(),
    st.lists(recipients(), min_size=1, max_size=4),
    conditions,
    awards(),
    maybe_days,
    st.lists(days, min_size=1, max_size=6),
)
def test_the_proof_is_that_of_the_recipient(
    law: LawTable,
    people: list[Recipient],
    condition: ConditionId,
    award: Award,
    known_on: Day | None,
    some: list[Day],
) -> None:
    """Branches are shared by all people and days that nothing tells apart, but each proof is that of its own."""
    compiled = compile_law(law, known_on=known_on)
    for person in people:
        for day in some:
            cell = Cell.of(law, person, condition, award=award, known_on=known_on)
            bearing = bearing_on(law, cell)
            found = compiled.answer(person, condition, day=day, award=award)
            assert found.proof == prove(View(law, cell, day), bearing)
            assert found.open_facts == solve(law, cell, bearing, day).open_facts


@WORLDS
@given(
    worlds(),
    st.lists(recipients(), min_size=2, max_size=6, unique_by=lambda r: r.id),
    st.lists(awards(), min_size=1, max_size=3),
    st.lists(days, min_size=1, max_size=2),
)
def test_recipients_of_whom_all_orders_say_the_same_share_every_answer(
    law: LawTable, people: list[Recipient], asked: list[Award], some: list[Day]
) -> None:
    """Of an award direct or passed on, accepted or not, although only the plainest awards were looked at before."""
    compiled = compile_law(law)
    for condition, instrument in ((c.id, law.instruments[c.instrument]) for c in law.conditions.values()):
        for program, year in product(instrument.programs, instrument.fiscal_years):
            for through in (None, PRIME):
                compiled.seat(condition, Award(program=program, fiscal_year=year, through=through))
    alike: dict[object, list[Recipient]] = {}
    for person in people:
        alike.setdefault(compiled.said_of(person), []).append(person)
    for first, *others in alike.values():
        for condition, award, day, other in product(law.conditions, asked, some, others):
            cells = [Cell.of(law, who, condition, award=award) for who in (first, other)]
            found = [solve(law, cell, bearing_on(law, cell), day) for cell in cells]
            assert (found[0].status, found[0].active, found[0].possible) == (
                found[1].status,
                found[1].active,
                found[1].possible,
            )
