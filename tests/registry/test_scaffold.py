"""A new record is sound at once, says what is left to write, and overwrites nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from enjoined.errors import InputError
from enjoined.registry.releases.release import write_release
from enjoined.registry.upkeep.canonical import canonical, is_canonical
from enjoined.registry.upkeep.check import check, record_files
from enjoined.registry.upkeep.json_schema import file_forms
from enjoined.registry.upkeep.scaffold import WHOLE, add_part, new_record
from tests.registry.worlds import write

SAID = {
    "date": "2026-11-25",
    "court": "ilnd",
    "agency": "dep",
    "kind": "order",
    "family": "admit-agents",
    "program": "99.001",
    "fiscal-year": "2026",
    "jurisdiction": "il/oak",
}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_new_record_is_sound_and_says_what_is_left(kind: str, tmp_path: Path) -> None:
    path = new_record(write(tmp_path), kind, f"new-{kind}", SAID)
    report = check(tmp_path)
    assert report.errors == ()
    assert report.unfinished and all(path.name in line for line in report.unfinished)
    form = file_forms()[kind][1]
    assert is_canonical(path.read_text(), form)


@pytest.mark.parametrize(("kind", "id_"), [("event", "oak-v-dep/second-stay"), ("condition", "ex-2017/77")])
def test_a_new_part_leaves_the_rest_of_the_file_alone(kind: str, id_: str, tmp_path: Path) -> None:
    write(tmp_path)
    before = {path: path.read_text() for _, path in record_files([tmp_path])}
    path = add_part(tmp_path, kind, id_, SAID)
    assert check(tmp_path).errors == ()
    lines = path.read_text().splitlines()
    assert [line for line in before[path].splitlines() if line not in lines] == []
    assert all(other.read_text() == text for other, text in before.items() if other != path)
    with pytest.raises(InputError, match="there already"):
        add_part(tmp_path, kind, id_, SAID)


@pytest.mark.parametrize(
    ("kind", "fill"),
    [
        ("preliminary-injunction", {"INSTRUMENT": "ex-2017", "FAMILY": "admit-agents"}),
        (
            "temporary-restraining-order",
            {"INSTRUMENT": "ex-2017", "FAMILY": "admit-agents", "DAY": "2026-12-09"},
        ),
        ("stay", {"EFFECT": "pi"}),
        ("motion", {}),
        ("stay-denied", {}),
        ("stay-lifted", {}),
    ],
)
def test_the_pattern_of_an_effect_is_sound_once_filled_in(
    kind: str, fill: dict[str, str], tmp_path: Path
) -> None:
    path = add_part(write(tmp_path), "event", "oak-v-dep/late", {**SAID, "kind": kind})
    form = file_forms()["case"][1]
    assert is_canonical(path.read_text(), form)
    text = path.read_text().replace("    # effects:", "    effects:").replace("    #   - {", "      - {")
    assert ("effects:" in text.partition("id: late")[2]) is bool(fill)
    for word, value in fill.items():
        text = text.replace(word, value)
    path.write_text(canonical(text, form))
    assert check(tmp_path).errors == ()


def test_nothing_is_overwritten_and_nothing_written_outside(tmp_path: Path) -> None:
    write(tmp_path)
    with pytest.raises(InputError, match="there already"):
        new_record(tmp_path, "case", "oak", SAID)
    for bad in ("../escape", "a b", ""):
        with pytest.raises(InputError):
            new_record(tmp_path, "case", bad, SAID)
        with pytest.raises(InputError):
            add_part(tmp_path, "event", f"{bad}/x", SAID)
    with pytest.raises(InputError, match="--court"):
        new_record(tmp_path, "case", "x", {"date": "2026-11-25"})


def test_what_is_unfinished_is_not_published(tmp_path: Path) -> None:
    new_record(write(tmp_path / "records"), "case", "new-case", SAID)
    with pytest.raises(ExceptionGroup) as caught:
        write_release(tmp_path / "records", tmp_path / "r.zip", built=date(2026, 11, 25))
    assert any("still to be written" in str(error) for error in caught.value.exceptions)
    assert not (tmp_path / "r.zip").exists()
