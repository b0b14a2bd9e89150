"""Proofs put together from branches: only so many are kept."""

from __future__ import annotations

import pytest

from enjoined.law import Cell, View, bearing_on
from enjoined.law.answering.proof import prove
from enjoined.law.compiled import compile_law
from enjoined.model import Day, parse_day
from tests.conformance.reference import law_of
from tests.conformance.world import FOLDER, load


def test_proofs_stay_right_and_few_where_memory_starts_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enjoined.law.compiled.table.MOST_PROOFS", 6)
    law = law_of(load(FOLDER / "later_conditions.json"))
    compiled = compile_law(law)
    asked = 0
    for day in range(parse_day("2017-02-27"), parse_day("2017-03-04")):
        for condition in law.conditions:
            for person in law.recipients.values():
                cell = Cell.of(law, person, condition)
                found = compiled.answer(person, condition, day=Day(day))
                assert found.proof == prove(View(law, cell, Day(day)), bearing_on(law, cell))
                # One answer adds a tree, and a branch for each effect at most.
                assert 0 < compiled.kept.proofs <= 6 + 1 + len(law.effects)
                asked += 1
    assert asked == 40
