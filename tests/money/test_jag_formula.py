"""The formula of 34 U.S.C. 10156: worked years, and what holds for any inputs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enjoined.errors import InputError
from enjoined.money.jag import Formula, StateInput, allocate
from enjoined.money.jag.cliff import cliff_of, with_average
from enjoined.money.jag.formula import changed, in_cents
from enjoined.money.jag.local import UnitInput
from enjoined.money.jag.whatif import Figures, suppose
from enjoined.money.jag.year import read_year

D = Decimal


def of(state: str, population: int, average: int | Fraction) -> StateInput:
    return StateInput(state=state, population=population, average=Fraction(average))


@pytest.fixture(scope="module")
def fy2016() -> Formula:
    return read_year(2016).formula()


def test_illinois_in_fiscal_year_2016(fy2016: Formula) -> None:
    illinois = fy2016.allocations["IL"]
    assert illinois.amount == D("10453675.30")
    assert (illinois.state_share, illinois.local_pool) == (D("6272205.18"), D("4181470.12"))
    assert round(illinois.initial) == 11_229_384
    assert round(fy2016.remainder, 2) == Fraction("237106912.31")
    assert (fy2016.sharing_population, round(fy2016.sharing_crime, 2)) == (
        321_549_849,
        Fraction("1203634.33"),
    )
    assert sorted(fy2016.minimum_states) == ["AS+MP", "GU", "ND", "SD", "VI", "VT", "WY"]


def test_vermont_in_fiscal_year_2013_to_the_cent() -> None:
    vermont = read_year(2013).formula().allocations["VT"]
    assert vermont.minimum
    assert vermont.local_pool == D("278392.24")


def test_the_cliff_between_south_dakota_and_rhode_island(fy2016: Formula) -> None:
    below, above = fy2016.allocations["SD"], fy2016.allocations["RI"]
    assert (round(below.initial), below.amount) == (674_453, D("687266.41"))
    assert (round(above.initial), round(above.amount)) == (737_408, 1_328_842)
    cliff = cliff_of(fy2016, "RI")
    assert cliff is not None
    assert cliff.near
    own = fy2016.inputs["RI"]
    for crimes, minimum, amount in (
        (cliff.crimes - 1, True, cliff.below),
        (cliff.crimes, False, cliff.above),
    ):
        moved = changed(fy2016.inputs.values(), with_average(own, Fraction(crimes, 3)))
        there = allocate(fy2016.total, moved).allocations["RI"]
        assert (there.minimum, there.amount) == (minimum, amount)
    assert cliff_of(fy2016, "CA") is None


@pytest.mark.parametrize("fiscal_year", [2010, 2012, 2013, 2015, 2016, 2018, 2019, 2020])
def test_the_printed_totals_are_met_or_called_inconsistent(fiscal_year: int) -> None:
    report, _ = read_year(fiscal_year).report()
    totals = [c for s in report.states for c in s.comparisons if c.what == "total"]
    assert totals
    for comparison in totals:
        assert abs(float(comparison.percent)) <= 0.55 or not comparison.consistent
        assert comparison.why


def test_no_state_below_the_minimum_means_no_base() -> None:
    formula = allocate(D("100.00"), [of("IL", 60, 50), of("IN", 40, 50)])
    assert [a.amount for a in formula.allocations.values()] == [D("55.00"), D("45.00")]
    assert formula.minimum_states == ()


@pytest.mark.parametrize(
    ("total", "states"),
    [
        ("0", [of("IL", 1, 1)]),
        ("1.001", [of("IL", 1, 1)]),
        ("NaN", [of("IL", 1, 1)]),
        ("100", []),
        ("100", [of("IL", 0, 0)]),
        ("100", [of("IL", 5, 0)]),
        ("100", [of("IL", -1, 5)]),
        ("100", [of("IL", 10**9, 0), of("IN", 0, 1)]),
        ("100", [of(f"S{n}", 1, 1) for n in range(401)]),
    ],
)
def test_what_cannot_be_divided_is_refused(total: str, states: list[StateInput]) -> None:
    if total == "100" and len(states) == 2:
        assert allocate(D(total), states).allocations["IN"].amount == D("50.00")
        return
    with pytest.raises(InputError):
        allocate(D(total), states)


worlds = st.lists(
    st.tuples(st.integers(1, 40_000_000), st.integers(1, 600_000)), min_size=2, max_size=12
).map(lambda rows: [of(f"S{n:02}", p, Fraction(c, 3)) for n, (p, c) in enumerate(rows)])
totals = st.integers(10_000, 10**11).map(lambda cents: D(cents).scaleb(-2))


@given(totals, worlds)
def test_the_parts_sum_to_the_total_and_nobody_is_below_the_minimum(
    total: Decimal, states: list[StateInput]
) -> None:
    formula = allocate(total, states)
    assert sum(a.amount for a in formula.allocations.values()) == total
    assert sum(a.exact for a in formula.allocations.values()) == Fraction(total)
    for a in formula.allocations.values():
        assert a.state_share + a.local_pool == a.amount
        assert a.exact >= formula.threshold
        assert abs(Fraction(a.amount) - a.exact) < Fraction(1, 100)
        assert a.minimum == (a.initial < formula.threshold)


@given(totals, worlds, st.integers(2, 50))
def test_only_proportions_count(total: Decimal, states: list[StateInput], times: int) -> None:
    plain = allocate(total, states)
    scaled = allocate(total, [of(s.state, s.population * times, s.average * (times + 1)) for s in states])
    richer = allocate(total * times, states)
    for state, a in plain.allocations.items():
        assert scaled.allocations[state].exact == a.exact
        assert richer.allocations[state].exact == a.exact * times


@given(totals, worlds, st.integers(1, 100_000))
def test_more_crime_never_means_less_money_except_at_the_cliff(
    total: Decimal, states: list[StateInput], more: int
) -> None:
    before = allocate(total, states)
    own = states[0]
    after = allocate(total, changed(states, with_average(own, own.average + more)))
    if before.minimum_states == after.minimum_states:
        assert after.allocations[own.state].exact >= before.allocations[own.state].exact


@given(st.lists(st.fractions(0, 1000), min_size=1, max_size=20))
def test_cents_are_dealt_out_whole(amounts: list[Fraction]) -> None:
    named = {str(n): a for n, a in enumerate(amounts)}
    total = D((sum(amounts, Fraction()) * 100).__floor__()).scaleb(-2)
    dealt = in_cents(named, total)
    assert sum(dealt.values()) == total
    assert all(abs(Fraction(dealt[name]) - named[name]) < Fraction(1, 100) for name in named)


@pytest.mark.parametrize(
    ("written", "crime", "population"),
    [
        ("il.violent_crime=+10%", 110, 1000),
        ("IL.violent_crime=-10%", 90, 1000),
        ("il.violent_crime=50%", 50, 1000),
        ("il.violent_crime=120", 120, 1000),
        ("Illinois.violent_crime=+10%", 110, 1000),
        ("il.population=+5", 100, 1005),
        ("il.population = -5", 100, 995),
    ],
)
def test_a_supposition_changes_one_figure(written: str, crime: int, population: int) -> None:
    changed_ = suppose(Figures(states=(of("IL", 1000, 100), of("IN", 1, 1))), [written]).states
    assert (changed_[0].average, changed_[0].population) == (crime, population)
    assert changed_[1] == of("IN", 1, 1)


@pytest.mark.parametrize(
    "written",
    [
        "il.crime=1",
        "zz.population=1",
        "il.population=-2000",
        "il",
        "il.population=1e9",
        "Springfield.violent_crime=+1%",
        "St. Louis.population=5",
        "Silent.violent_crime=5",
        "St. Louis.violent_crime=-50",
    ],
)
def test_a_supposition_that_cannot_be_is_refused(written: str) -> None:
    with pytest.raises(InputError) as caught:
        suppose(TWO_STATES, [written])
    assert caught.value.where == "--what-if"


TWO_STATES = Figures(
    states=(of("IL", 1000, 100), of("MO", 1000, 200)),
    units=tuple(
        UnitInput(state=state, unit=unit, average=None if unit == "Silent" else Fraction(40))
        for state, unit in (
            ("IL", "Springfield"),
            ("MO", "Springfield"),
            ("MO", "St. Louis"),
            ("MO", "Silent"),
        )
    ),
    reporting={"MO": Fraction(150)},
)


@pytest.mark.parametrize("who", ["st. louis", "St. Louis, Mo", "mo/st-louis"])
def test_crimes_of_a_unit_are_crimes_of_its_state(who: str) -> None:
    found = suppose(TWO_STATES, [f"{who}.violent_crime=+25%"])
    assert [u.average for u in found.units] == [40, 40, 50, None]
    assert [s.average for s in found.states] == [100, 210]
    assert found.reporting == {"MO": 160}


def test_a_name_of_a_state_and_of_a_unit_is_asked_back() -> None:
    units = (UnitInput(state="MO", unit="Illinois", average=Fraction(40)),)
    figures = Figures(states=TWO_STATES.states, units=units)
    with pytest.raises(InputError, match="Illinois is a State and a unit of MO") as caught:
        suppose(figures, ["Illinois.violent_crime=+1%"])
    assert "il.violent_crime" in caught.value.remedy
    assert "Illinois, MO.violent_crime" in caught.value.remedy
    assert suppose(figures, ["Illinois, MO.violent_crime=50"]).units[0].average == 50
    assert suppose(figures, ["Illinois.population=5"]).states[0].population == 5
