"""Proofs put together from branches: only so many are kept, and none is that of another day."""

from __future__ import annotations

import msgspec
import pytest

from enjoined.law import Cell, View, bearing_on
from enjoined.law.answering.proof import prove
from enjoined.law.compiled import compile_law
from enjoined.model import ConditionId, Day, EffectId, parse_day
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


def test_a_proof_asks_of_its_own_day_whether_a_page_was_public() -> None:
    law = law_of(load(FOLDER / "page_of_unsure_publication.json"))
    page = law.effects[EffectId("notice/page")]
    known = (
        msgspec.structs.replace(page.known[0], owner=page.start.owner),
    )  # then it is one fact with the start
    effects = {**law.effects, page.id: msgspec.structs.replace(page, known=known)}
    law = msgspec.structs.replace(law, effects=effects)
    known_on = parse_day("2017-03-03")
    compiled = compile_law(law, known_on=known_on)
    (person,) = law.recipients.values()
    condition = ConditionId("terms/1")
    told = set()
    for day in range(parse_day("2017-03-01"), parse_day("2017-03-06")):
        cell = Cell.of(law, person, condition, known_on=known_on)
        found = compiled.answer(person, condition, day=Day(day))
        assert found.proof == prove(View(law, cell, Day(day)), bearing_on(law, cell))
        told.add(str(found.proof))
    assert len(told) == 3
