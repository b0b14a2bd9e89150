"""The index file: built whole, read back, refused when it is damaged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from enjoined.errors import RegistryError
from enjoined.model.ids import RecipientId
from enjoined.recipients import Named, NameIndex, Place, resolve

CHICAGO = Named(
    place=Place(
        id=RecipientId("il/chicago"),
        kind="city",
        name="Chicago",
        state="il",
        geoids=("1714000",),
        counties=("17031", "17043"),
        population=2_746_388,
    )
)
MAYORS = Named(
    place=Place(
        id=RecipientId("org/us-conference-of-mayors"), kind="association", name="U.S. Conference of Mayors"
    ),
    aliases=("USCM", "United States Conference of Mayors"),
)


def built(path: Path, *extra: Named) -> NameIndex:
    NameIndex.build(path, [CHICAGO], extra)
    return NameIndex.open(path)


def test_a_place_comes_back_as_it_went_in(tmp_path: Path) -> None:
    with built(tmp_path / "n.db") as index:
        assert index.by_id("il/chicago") == CHICAGO.place
        assert index.by_id("il/nowhere") is None


@pytest.mark.parametrize(
    "name", ["org/us-conference-of-mayors", "USCM", "US Conference of Mayors", "U.S. conference of mayors"]
)
def test_hand_written_records_are_found_by_id_name_and_alias(tmp_path: Path, name: str) -> None:
    with built(tmp_path / "n.db", MAYORS) as index:
        assert resolve(name, index).id == "org/us-conference-of-mayors"


def test_a_record_adds_aliases_to_the_line_of_the_table(tmp_path: Path) -> None:
    record = Named(
        place=Place(id=RecipientId("il/chicago"), kind="city", name="Chicago"), aliases=("Second City, IL",)
    )
    with built(tmp_path / "n.db", record) as index:
        assert index.by_id("il/chicago") == CHICAGO.place
        assert resolve("Second City, IL", index).id == "il/chicago"
        assert resolve("Chicago, IL", index).id == "il/chicago"


def test_building_again_replaces_the_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "n.db"
    built(path).close()
    built(path, MAYORS).close()
    assert [found.name for found in path.parent.iterdir()] == ["n.db"]
    with NameIndex.open(path) as index:
        assert index.by_id("org/us-conference-of-mayors") is not None


def test_a_table_that_fails_leaves_the_old_index(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    built(path).close()
    (tmp_path / "bad.csv").write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(RegistryError):
        NameIndex.build(path, tmp_path / "bad.csv")
    with NameIndex.open(path) as index:
        assert index.by_id("il/chicago") is not None
    assert sorted(found.name for found in tmp_path.iterdir()) == ["bad.csv", "n.db"]


def test_a_missing_damaged_or_foreign_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    with pytest.raises(RegistryError, match="no name index"):
        NameIndex.open(path)
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(RegistryError, match="cannot be read"):
        NameIndex.open(path)
    path.unlink()
    sqlite3.connect(path).executescript("CREATE TABLE t (x); PRAGMA user_version = 99")
    with pytest.raises(RegistryError, match="another version"):
        NameIndex.open(path)


def test_a_cut_file_is_an_error_and_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    built(path).close()
    path.write_bytes(path.read_bytes()[:4096])
    with pytest.raises(RegistryError, match="built again"), NameIndex.open(path) as index:
        index.by_id("il/chicago")


def test_find_says_when_the_kind_does_not_fit(index: NameIndex) -> None:
    match = index.find("Village of Chicago, IL")
    assert not match.fits
    assert [candidate.place.id for candidate in match.candidates] == ["il/chicago"]
    assert index.find("Chicago Heights of Nowhere").candidates == ()
