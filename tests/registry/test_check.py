"""The report on a registry: mistakes, weak spots, and how much there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.registry.upkeep.check import check
from tests.registry.worlds import WORLD, write

PLACES = (
    "id,kind,name,state,geoids,counties,population,population_year,aliases\nil/oak,city,Oak,il,1,2,3,2020,\n"
)


def test_a_sound_registry(tmp_path: Path) -> None:
    report = check(write(tmp_path))
    assert report.errors == ()
    assert report.counts == {
        "instruments": 1,
        "conditions": 3,
        "cases": 1,
        "notices": 1,
        "policies": 1,
        "lists": 0,
        "executive orders": 0,
        "groups": 1,
        "recipients": 1,
        "events": 6,
        "unread events": 0,
        "effects": 6,
        "sources": 13,
    }
    assert report.primary == pytest.approx(5 / 6)


def test_what_is_sound_but_weak_is_noted(tmp_path: Path) -> None:
    case = WORLD["cases/oak.yaml"].replace("checked: 2026-11-01\n", "")
    case = case.replace(
        "names: [il/oak]}", "names: [il/oak]}\n  - {wave: w2, from: 2018-01-01, names: [il/elm, il/oak]}"
    )
    write(tmp_path, {**WORLD, "cases/oak.yaml": case})
    report = check(tmp_path)
    assert report.errors == ()
    assert [note.removeprefix(f"{tmp_path}/") for note in report.notes] == [
        "recipients/places.csv is missing: ids of governments were taken as written",
        "cases/oak.yaml:1: il/oak is a party in several waves: w1, w2",
        "cases/oak.yaml:1: nobody has said when oak-v-dep was last checked",
        "notices/withdrawn.yaml:6: the event withdrawn/letter rests on second-hand sources only",
    ]


def test_a_table_of_governments_needs_no_note(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "recipients" / "places.csv").write_text(PLACES)
    notes = check(tmp_path).notes
    assert not [note for note in notes if "places.csv" in note]


def test_a_table_that_cannot_be_read_is_a_mistake(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "recipients" / "places.csv").write_text("id;kind\n")
    assert any("places.csv:1" in error.where for error in check(tmp_path).errors)


def test_mistakes_are_returned_with_what_could_be_read(tmp_path: Path) -> None:
    overlay = write(tmp_path / "over", {"acts.yaml": "wrong: {title: x}\n"})
    report = check(write(tmp_path / "base", cases_oak=("kind: opinion", "kind: opnion")), [overlay])
    assert [error.where.removeprefix(f"{tmp_path}/").partition(": ")[0] for error in report.errors] == [
        "base/cases/oak.yaml:15",
        "over/acts.yaml:1",
    ]
    assert report.counts["notices"] == 1 and report.counts["cases"] == 0


def test_an_empty_registry(tmp_path: Path) -> None:
    report = check(tmp_path)
    assert (report.errors, report.primary) == ((), None)
    assert set(report.counts.values()) == {0}
