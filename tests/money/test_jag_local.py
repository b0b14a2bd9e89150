"""Within a State: shares, the small, the capped, the annexed, and who must apply together."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enjoined.errors import InputError
from enjoined.money.jag import LocalAllocation, UnitInput, allocate_local
from enjoined.money.jag.penalties import penalties
from enjoined.money.jag.whatif import bearing

D = Decimal
POOL = D("1000000.00")


def unit(name: str, average: int | None, **more: object) -> UnitInput:
    crimes = None if average is None else Fraction(average)
    return UnitInput(state="IL", unit=name, average=crimes, **more)  # type: ignore[arg-type]


def local(*units: UnitInput, reporting: int | None = 1000, estimate: int = 2000) -> LocalAllocation:
    total = None if reporting is None else Fraction(reporting)
    return allocate_local("IL", POOL, units, total, Fraction(estimate))


def amounts(found: LocalAllocation) -> dict[str, tuple[Decimal, Decimal]]:
    return {u.unit: (u.allocation, u.direct) for u in found.units}


def test_shares_of_all_reporting_units_and_the_estimate_as_an_approximation() -> None:
    exact = local(unit("Chicago", 500), unit("Cook", 100))
    assert amounts(exact) == {"Chicago": (D(500000), D(500000)), "Cook": (D(100000), D(100000))}
    assert (exact.others, exact.approximation) == (D(400000), False)
    rough = local(unit("Chicago", 500), reporting=None)
    assert (rough.units[0].allocation, rough.approximation) == (D(250000), True)


def test_oakland_from_the_printed_total_of_reporting_units() -> None:
    oakland = UnitInput(state="CA", unit="Oakland", average=Fraction("6570.67"), years_reported=3)
    found = allocate_local("CA", D("12332832"), [oakland], Fraction(161997), Fraction(164552))
    assert abs(found.units[0].allocation - 500_217) < 20


def test_less_than_ten_thousand_goes_to_the_state() -> None:
    found = local(unit("Small", 9), unit("Just enough", 10))
    assert amounts(found)["Small"] == (D(9000), D(0))
    assert amounts(found)["Just enough"] == (D(10000), D(10000))
    assert found.to_state == D(9000)


def test_three_years_of_data_are_needed() -> None:
    found = local(
        unit("New", 100, years_reported=2), unit("Silent", None), unit("Old", 100, years_reported=3)
    )
    assert [u.allocation for u in found.units] == [D(0), D(0), D(100000)]
    assert "three years" in found.units[0].why[0]


def test_a_unit_gets_no_more_than_it_spends_and_the_excess_goes_to_the_others() -> None:
    found = local(unit("Rich", 500), unit("Thrifty", 500, spending=D(200000)))
    assert amounts(found) == {"Rich": (D(800000), D(800000)), "Thrifty": (D(200000), D(200000))}
    chain = local(unit("A", 400, spending=D(100000)), unit("B", 300, spending=D(400000)), unit("C", 300))
    assert [u.allocation for u in chain.units] == [D(100000), D(400000), D(500000)]
    alone = local(unit("Only", 1000, spending=D(300000)))
    assert alone.unallocated == D(700000)


def test_an_annexed_unit_gives_its_money_to_the_one_that_annexed_it() -> None:
    found = local(
        unit("Swallowed", 100, annexed_to="Town"), unit("Town", 300, annexed_to="City"), unit("City", 100)
    )
    assert [u.allocation for u in found.units] == [D(0), D(0), D(500000)]
    with pytest.raises(InputError, match="annex one another"):
        local(unit("A", 1, annexed_to="B"), unit("B", 1, annexed_to="A"))
    with pytest.raises(InputError, match="has no line"):
        local(unit("A", 1, annexed_to="Nowhere"))


def test_disparate_groups_by_either_limit() -> None:
    county = unit("County", 100)
    one = local(county, unit("City", 151, certified_to="County"))
    assert [(d.certified, d.constituents, d.joint) for d in one.disparities] == [
        ("County", ("City",), D(251000))
    ]
    assert local(county, unit("City", 150, certified_to="County")).disparities == ()
    parts = [unit(f"Town {n}", 101, certified_to="County") for n in range(4)]
    assert local(county, *parts).disparities[0].constituents == ("Town 0", "Town 1", "Town 2", "Town 3")
    assert local(county, *(unit(f"Town {n}", 100, certified_to="County") for n in range(4))).disparities == ()


def test_units_cannot_report_more_than_all_units_together() -> None:
    with pytest.raises(InputError, match="reporting-total"):
        local(unit("Chicago", 1001))


def test_reductions_are_taken_from_the_same_base() -> None:
    found = penalties(D("2878576.74"), sorna=True, prea=True)
    assert [(p.law, p.amount) for p in found] == [("SORNA", D("287857.67")), ("PREA", D("143928.84"))]
    assert penalties(D(100), sorna=False, prea=False) == ()


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.none() | st.integers(0, 400_000), st.integers(0, 5)), max_size=8
    ),
    st.integers(1, 10**9),
)
def test_the_pool_is_always_accounted_for(rows: list[tuple[int, int | None, int]], cents: int) -> None:
    pool = D(cents).scaleb(-2)
    units = [
        unit(f"U{n}", crimes, spending=None if cap is None else D(cap), years_reported=years)
        for n, (crimes, cap, years) in enumerate(rows)
    ]
    found = allocate_local("IL", pool, units, Fraction(5000), Fraction(9000))
    direct = sum((u.direct for u in found.units), D(0))
    assert direct + found.to_state + found.others + found.unallocated == pool
    for u, given_ in zip(found.units, units, strict=True):
        assert given_.spending is None or u.allocation <= given_.spending + D("0.01")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("New York City", ["New York"]),
        ("city of kansas city, KS", ["Kansas City"]),
        ("Kansas City", ["Kansas City"] * 2),
        ("Cook County", []),
        ("Union City, NJ", []),
        ("City of Union", []),
        ("Union", ["Union"]),
    ],
)
def test_a_city_may_be_called_one(written: str, meant: list[str]) -> None:
    places = (("NY", "New York"), ("MO", "Kansas City"), ("KS", "Kansas City"), ("MO", "Kansas"))
    units = [UnitInput(state=state, unit=unit, average=None, kind="city") for state, unit in places]
    units += [UnitInput(state="NJ", unit="Union", average=None, kind="township")]
    assert [unit.unit for unit in bearing(units, written)] == meant
