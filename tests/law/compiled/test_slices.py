"""Slices of awards: every day of acceptance is in one window, and stands for the days it is not told from."""

from __future__ import annotations

import pytest

from enjoined.law.cell import Acceptance, Award
from enjoined.law.compiled import compile_law
from enjoined.law.compiled.rows import tables
from enjoined.law.compiled.slices import NO_DAY, Slices
from enjoined.model import LAST_DAY, Day, parse_day
from tests.conformance.reference import law_of
from tests.conformance.world import FOLDER, load


@pytest.mark.parametrize("name", ["narrowed_to_awards_accepted_early", "accepted_between_two_limits"])
def test_every_day_of_acceptance_is_in_one_window(name: str) -> None:
    slices = Slices(law_of(load(FOLDER / f"{name}.json")))
    for acceptance in (Acceptance.ACCEPTED, Acceptance.NOT_SAID):
        none, *windows = [b for b in slices.buckets() if b.acceptance is acceptance]
        assert (none.start, none.until, none.award.accepted) == (NO_DAY, NO_DAY + 1, None)
        assert windows[0].start == none.until
        assert windows[-1].until == LAST_DAY
        assert [w.until for w in windows[:-1]] == [w.start for w in windows[1:]]
        assert all(w.start < w.until for w in windows)
        for window in windows:
            for day in {window.start, Day(window.until - 1)}:
                award = Award(acceptance=acceptance, accepted=day, number="-")
                assert slices.spelled(award) == window.award
    for acceptance in (Acceptance.NONE, Acceptance.DECLINED):
        (whole,) = [b for b in slices.buckets() if b.acceptance is acceptance]
        assert (whole.start, whole.until, whole.award.accepted) == (NO_DAY, LAST_DAY, None)
        beside = Award(acceptance=acceptance, accepted=parse_day("2017-05-01"), number="-")
        assert slices.spelled(beside) == whole.award


def test_days_next_to_a_limit_are_told_apart() -> None:
    slices = Slices(law_of(load(FOLDER / "narrowed_to_awards_accepted_early.json")))
    limit = parse_day("2017-05-01")
    around = [
        slices.spelled(Award(acceptance=Acceptance.ACCEPTED, accepted=Day(limit + n))) for n in (-1, 0, 1, 2)
    ]
    assert around[2] == around[3]
    assert len(set(around)) == 3


def test_for_nobody_there_are_tables_without_classes() -> None:
    compiled = compile_law(law_of(load(FOLDER / "narrowed_to_awards_accepted_early.json")))
    compiled.prepare([])
    found = tables(compiled, [])
    assert len(found["facets"]) > 0
    assert len(found["slices"]) > 0
    assert {len(found[name]) for name in ("rolls", "profiles", "named", "chart", "lines", "proofs")} == {0}
