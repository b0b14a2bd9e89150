"""Facts of several lists: how many they are decides whether an answer is split on them, as in the reference."""

from __future__ import annotations

import json

import pytest

from enjoined.law import bearing_on, solve
from enjoined.law.compiled import compile_law
from enjoined.model import parse_day
from tests.conformance.reference import cell_of, law_of
from tests.conformance.world import parse


@pytest.mark.parametrize(("shared", "split"), [(5, True), (6, True), (7, False)])
def test_a_fact_of_two_lists_counts_once(shared: int, split: bool) -> None:
    """An office may be part of any city named: those in both lists are one fact each, and each list has one more."""
    both = [f"il/c{n}" for n in range(shared)]
    orders = [("one/pi", [*both, "il/x"]), ("two/pi", [*both, "il/y"])]
    world = parse(
        json.dumps(
            {
                "recipients": [{"id": "il/office", "kind": "agency"}],
                "events": [
                    {"id": "terms/issued", "date": "2017-01-01"},
                    *({"id": id_, "date": "2017-03-01"} for id_, _ in orders),
                ],
                "effects": [
                    {"id": "terms/duty", "event": "terms/issued", "verb": "impose"},
                    *(
                        {
                            "id": id_,
                            "event": id_,
                            "verb": "restrain",
                            "grade": "enjoined",
                            "scope": [{"who": {"recipients": {"list": names}}}],
                        }
                        for id_, names in orders
                    ),
                ],
                "questions": [{"recipient": "il/office", "on": "2017-04-01", "status": "unclear"}],
            }
        ).encode()
    )
    law, (asked,) = law_of(world), world.questions
    cell, day = cell_of(law, asked), parse_day(asked.on)
    found = compile_law(law).answer(cell.recipient, cell.condition.id, day=day)
    expected = solve(law, cell, bearing_on(law, cell), day)
    assert found.possible == expected.possible
    assert (len(found.possible) == 2) == split
