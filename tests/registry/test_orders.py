"""Executive orders: what conditions and scopes name of them is verified, and no order binds anybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.law.answering.words import order_in_words
from enjoined.model import OrderId, iso
from enjoined.registry.open import load, open_registry
from enjoined.registry.table import LawTable
from tests.registry.test_mistakes import mistakes
from tests.registry.worlds import WORLD, load_world, write

INSTRUMENT = "instruments/ex-2017.yaml"
ORDERS = """\
eo-1:
  number: "1"
  title: An order
  signed: 2017-01-25
  cite: 82 Fed. Reg. 1
  summary: Agencies are to ask for something.
  until: 2021-01-20
  provisions:
    - {id: 9a, cite: sec. 9(a), summary: Ask for it., demands: [notify-release-date]}
  source: [{url: "https://example.org/eo", kind: agency}]
"""


def world(implements: str, orders: str = ORDERS) -> dict[str, str]:
    """The world with an order and a condition that carries out ``implements``."""
    text = WORLD[INSTRUMENT].replace(
        "    kind: certification\n", f"    kind: certification\n    implements: [{implements}]\n"
    )
    return {**WORLD, INSTRUMENT: text, "executive-orders.yaml": orders}


@pytest.mark.parametrize(
    ("implements", "says"),
    [
        ("eo-1", "Executive Order 1 (82 Fed. Reg. 1, signed 25 Jan 2017, revoked 20 Jan 2021)"),
        ("eo-1/9a", "Executive Order 1, sec. 9(a) (82 Fed. Reg. 1, signed 25 Jan 2017, revoked 20 Jan 2021)"),
    ],
)
def test_a_condition_names_an_order_or_a_provision_of_it(implements: str, says: str) -> None:
    law = load_world(world(implements))
    assert law.conditions["ex-2017/52"].implements == (implements,)  # type: ignore[index]
    assert order_in_words(law, implements) == says


@pytest.mark.parametrize("implements", ["eo-2", "eo-1/9b", "eo-1/"])
def test_what_is_not_on_record_is_a_mistake(implements: str, tmp_path: Path) -> None:
    (error,) = mistakes(write(tmp_path, world(implements)))
    assert f"there is no executive order {implements!r}" in error
    assert f"{INSTRUMENT}:" in error


def test_a_scope_names_only_what_is_on_record(tmp_path: Path) -> None:
    case = WORLD["cases/oak.yaml"].replace(
        "conditions: {ids: [ex-2017/56]}", "conditions: {implements: [eo-9]}"
    )
    (error, *_) = mistakes(write(tmp_path, {**world("eo-1"), "cases/oak.yaml": case}))
    assert "there is no executive order 'eo-9' (did you mean 'eo-1'?)" in error


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("until: 2021-01-20", "until: 2017-01-25", "it ends before it was signed"),
        ("demands: [notify-release-date]", "demands: [dance]", "there is no act 'dance'"),
        ('  source: [{url: "https://example.org/eo", kind: agency}]\n', "", "the key 'source' is missing"),
        ("cite: 82 Fed. Reg. 1\n", "cite:\n", "nothing is written here"),
    ],
)
def test_mistakes_of_an_order(old: str, new: str, says: str, tmp_path: Path) -> None:
    (error,) = mistakes(write(tmp_path, world("eo-1", ORDERS.replace(old, new))))
    assert says in error
    assert "executive-orders.yaml:" in error


def test_a_condition_carries_out_no_order_signed_after_it(tmp_path: Path) -> None:
    later = ORDERS.replace("2017-01-25", "2017-07-26")
    (error,) = mistakes(write(tmp_path, world("eo-1/9a", later)))
    assert "implements: the condition was issued before 'eo-1/9a' was signed" in error


def test_an_order_is_no_condition_and_widens_nothing(tmp_path: Path) -> None:
    without = load_world({})
    law = load(write(tmp_path, {**WORLD, "executive-orders.yaml": ORDERS}))
    for name in ("instruments", "conditions", "effects", "coverage"):
        assert getattr(law, name) == getattr(without, name), name


@pytest.fixture(scope="module")
def shipped() -> LawTable:
    return open_registry().law


@pytest.mark.parametrize(
    ("order", "signed", "cite"),
    [
        ("eo-13768", "2017-01-25", "82 Fed. Reg. 8799"),
        ("eo-14151", "2025-01-20", "90 Fed. Reg. 8339"),
        ("eo-14159", "2025-01-20", "90 Fed. Reg. 8443"),
        ("eo-14168", "2025-01-20", "90 Fed. Reg. 8615"),
        ("eo-14173", "2025-01-21", "90 Fed. Reg. 8633"),
        ("eo-14182", "2025-01-24", "90 Fed. Reg. 8751"),
        ("eo-14218", "2025-02-19", "90 Fed. Reg. 10581"),
        ("eo-14287", "2025-04-28", "90 Fed. Reg. 18761"),
        ("eo-14332", "2025-08-07", "90 Fed. Reg. 38929"),
    ],
)
def test_the_orders_shipped(shipped: LawTable, order: str, signed: str, cite: str) -> None:
    found = shipped.orders[OrderId(order)]
    assert (iso(found.signed), found.cite, f"eo-{found.number}") == (signed, cite, order)
