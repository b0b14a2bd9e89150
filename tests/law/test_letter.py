"""Orders read otherwise than by their letter, entries and sources nobody has read: remarks, not statuses."""

from __future__ import annotations

import pytest

from enjoined.model import Kind
from tests.law.conftest import SMALL, World, ask, kinds

NARROWED = """
- id: judgment
  date: 2017-03-01
  kind: judgment
  title: The term is enjoined.
  effects:
    - {id: inj, restrain: enjoined, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}},
       literal: {who: {everyone: yes, except: {recipients: [il/gamma-county]}}},
       construed: {by: the agency, on: 2017-04-01, why: its notice}}
"""
REVERSED = """
- id: reversed
  date: 2017-06-01
  kind: reversal
  title: The judgment is reversed.
  effects: [{id: gone, end: [inj]}]
"""


def test_an_order_that_reaches_you_by_its_letter_only_is_told(world: World) -> None:
    answer = ask(world(NARROWED), "beta", "2017-05-01")
    assert answer.status == "binding"
    (remark,) = answer.qualifiers
    assert (remark.kind, remark.event) == ("literal-reach", "alpha-v-doj/judgment")
    assert remark.text == (
        "by its letter N.D. Ill. judgment, 1 Mar 2017 reaches you too; "
        "it is applied as construed by the agency (its notice)"
    )


@pytest.mark.parametrize(
    ("name", "kind", "on"),
    [
        ("alpha", Kind.CITY, "2017-05-01"),  # protected by the scope and by the letter
        ("gamma-county", Kind.COUNTY, "2017-05-01"),  # by neither
        ("beta", Kind.CITY, "2017-02-01"),  # not made yet
        ("beta", Kind.CITY, "2017-07-01"),  # reversed
        ("il", Kind.STATE, "2017-05-01"),  # not bound by the term
    ],
)
def test_the_letter_of_an_order_that_makes_no_difference_is_not_told(
    world: World, name: str, kind: Kind, on: str
) -> None:
    answer = ask(world(NARROWED + REVERSED), name, on, kind=kind)
    assert "literal-reach" not in kinds(answer)


def test_an_unread_entry_is_told_to_those_whom_relief_reached_even_when_it_is_gone(world: World) -> None:
    entry = """
- id: entry
  date: 2017-08-01
  kind: order
  title: An order nobody has read.
  unread: yes
"""
    law = world(NARROWED + REVERSED + entry)
    assert "unread-entry" not in kinds(ask(law, "alpha", "2017-07-01"))
    (remark,) = (q for q in ask(law, "alpha", "2017-09-01").qualifiers if q.kind == "unread-entry")
    assert remark.event == "alpha-v-doj/entry"
    assert "unread-entry" not in kinds(ask(law, "beta", "2017-09-01"))


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [("secondary", "secondary", ["terms/issued"]), ("read", "secondary", []), ("secondary", "read", [])],
)
def test_a_duty_that_nobody_has_read_of_is_at_second_hand(
    world: World, first: str, second: str, told: list[str]
) -> None:
    """One imposition that was read is enough."""
    source = "source: [{url: 'https://example.org/order', kind: order}]"
    again = "\n".join(
        (
            "  - id: again",
            "    date: 2017-02-01",
            "    kind: announcement",
            "    title: They are announced again.",
            f"    source: [{{url: 'https://example.org/b', kind: press, basis: {second}}}]",
            "    effects: [{id: again, impose: at-award}]",
        )
    )
    head, tail = SMALL["instruments/terms.yaml"].rsplit(source, 1)
    issued = f"source: [{{url: 'https://example.org/a', kind: press, basis: {first}}}]"
    law = world(files={"instruments/terms.yaml": f"{head}{issued}{tail.rstrip()}\n{again}\n"})
    found = [q.event for q in ask(law, "beta", "2017-04-01").qualifiers if q.kind == "second-hand-source"]
    assert found == told
    assert "second-hand-source" not in kinds(ask(law, "beta", "2016-04-01"))
