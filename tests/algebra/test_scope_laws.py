"""Scopes are unions of products: coverage is a homomorphism into three-valued logic."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from enjoined.law import View
from enjoined.law.coverage.covers import covers
from enjoined.law.coverage.who import covers_who
from enjoined.model import NO, YES, Conditions, Day, Effect, Product, Scope, Truth, Who
from enjoined.registry.table import LawTable
from tests.algebra.strategies import CONDITION, LAST, PEOPLE, cell, whos, worlds

people = st.integers(0, len(PEOPLE) - 1)


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    """Up to three products, each reaching the one condition or none."""
    reaches = st.sampled_from(
        [Conditions(), Conditions(ids=frozenset({CONDITION})), Conditions(ids=frozenset({"x"}))]
    )  # type: ignore[arg-type]
    made = [Product(who=draw(whos()), conditions=draw(reaches)) for _ in range(draw(st.integers(0, 3)))]
    return Scope.of(*made)


def an_order(law: LawTable) -> Effect:
    """Any effect of the case, as the one whose scope is asked about."""
    return next(e for e in law.effects.values() if e.case == "case")


def covered(law: LawTable, person: int, scope: Scope) -> Truth:
    view = View(law, cell(law, person), Day(LAST))
    order = msgspec.structs.replace(an_order(law), scope=scope)
    return covers(view, order, scope)


@given(worlds(), people, scopes(), scopes())
def test_union_covers_what_either_covers(law: LawTable, person: int, a: Scope, b: Scope) -> None:
    assert covered(law, person, a | b) >= max(covered(law, person, a), covered(law, person, b))
    if YES not in (covered(law, person, a), covered(law, person, b)):
        assert covered(law, person, a | b) is (covered(law, person, a) | covered(law, person, b))


@given(worlds(), people, scopes(), scopes(), scopes())
def test_union_is_commutative_associative_and_idempotent(
    law: LawTable, person: int, a: Scope, b: Scope, c: Scope
) -> None:
    assert a | a == Scope.of(*a.products)
    assert covered(law, person, a | b) is covered(law, person, b | a)
    assert (a | b) | c == a | (b | c)


@given(worlds(), people, scopes())
def test_the_empty_scope_covers_nobody_and_adds_nothing(law: LawTable, person: int, a: Scope) -> None:
    assert covered(law, person, Scope()) is NO
    assert a | Scope() == Scope.of(*a.products)


@given(worlds(), people, scopes(), whos())
def test_an_exception_takes_out_exactly_whom_it_names(law: LawTable, person: int, a: Scope, who: Who) -> None:
    view = View(law, cell(law, person), Day(LAST))
    excepted = covers_who(view, an_order(law), who, view.cell.recipient)
    inside = covered(law, person, a.without(who))
    if excepted is YES:
        assert inside is NO
    if excepted is NO:
        assert inside is covered(law, person, a)
    assert inside <= covered(law, person, a)


@given(worlds(), people, whos())
def test_nobody_is_covered_by_an_order_that_excepts_everyone_it_names(
    law: LawTable, person: int, who: Who
) -> None:
    scope = Scope.of(Product(who=who)).without(who)
    assert covered(law, person, scope) is not YES
