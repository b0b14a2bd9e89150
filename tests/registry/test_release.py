"""A release is what it was published as, or it is refused and nothing changes."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from enjoined.errors import InputError
from enjoined.registry.open import open_registry
from enjoined.registry.releases.installed import RELEASE_FILE, active_records, installed, releases_folder
from enjoined.registry.releases.release import install, manifest_of, previous, remove, unpacked, write_release
from tests.registry.worlds import WORLD, write

LATE = date(2099, 1, 1)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENJOINED_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ENJOINED_CACHE", str(cache))


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return write(tmp_path / "records")


def test_the_same_records_and_day_give_the_same_file(records: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    manifest = write_release(records, one, built=LATE)
    (records / "cases" / "oak.yaml").write_bytes(
        (records / "cases" / "oak.yaml").read_bytes().replace(b"\n", b"\r\n")
    )
    write_release(records, two, built=LATE)
    assert one.read_bytes() == two.read_bytes()
    assert manifest_of(one) == manifest
    assert (manifest.version, manifest.checked) == ("2099.01.01", date(2026, 11, 1))


def test_an_installed_release_answers_until_it_is_removed(records: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    write_release(records, first, built=LATE)
    (records / "cases" / "oak.yaml").unlink()
    write_release(records, second, built=date(2099, 2, 1))
    install(first)
    law = open_registry().law
    assert (law.version, "oak-v-dep" in law.cases) == ("2099.01.01", True)
    assert previous() is None
    install(second)
    law = open_registry().law
    assert (law.version, "oak-v-dep" in law.cases) == ("2099.02.01", False)
    before = previous()
    assert before is not None and "2099.01.01" in before.name
    pinned = open_registry(base=first).law
    assert (pinned.version, "oak-v-dep" in pinned.cases) == ("2099.01.01", True)
    with pytest.raises(InputError, match=r"older than 2099\.02\.01"):
        install(first)
    assert open_registry().law.version == "2099.02.01"
    assert remove() == "2099.02.01"
    assert installed() is None
    assert "chicago-v-sessions-2017" in open_registry().law.cases


def test_a_release_older_than_the_programs_own_records_is_refused(records: Path, tmp_path: Path) -> None:
    write_release(records, tmp_path / "old.zip", built=date(2020, 1, 1))
    with pytest.raises(InputError, match="older than the program's own"):
        install(tmp_path / "old.zip")
    assert installed() is None


def test_a_newer_program_brings_its_own_newer_records(records: Path, tmp_path: Path) -> None:
    write_release(records, tmp_path / "r.zip", built=LATE)
    install(tmp_path / "r.zip")
    current = releases_folder() / "current.json"
    said = json.loads(current.read_text())
    current.write_text(json.dumps(said | {"engine": "0.0.1"}))
    assert active_records() != records and active_records().name == said["folder"]
    current.write_text(json.dumps(said | {"engine": "0.0.1", "built": "2020-01-01"}))
    assert active_records().name == "records"


# --- hostile and damaged files ----------------------------------------------------------------------------------------

Spoil = Callable[[list[tuple[str, bytes]]], list[tuple[str, bytes]]]


def _manifest(change: dict[str, object]) -> Spoil:
    def spoil(entries: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
        (name, data), *rest = entries
        return [(name, json.dumps(json.loads(data) | change).encode()), *rest]

    return spoil


SPOILT: dict[str, Spoil] = {
    "a record changed": lambda e: [e[0], *((n, d.replace(b"Oak", b"Elm")) for n, d in e[1:])],
    "a record left out": lambda e: e[:-1],
    "a record added": lambda e: [*e, ("records/cases/more.yaml", b"case: more\n")],
    "a path that climbs": lambda e: [*e[:-1], ("records/../../evil.yaml", e[-1][1])],
    "an absolute path": lambda e: [*e[:-1], ("/evil.yaml", e[-1][1])],
    "a backslash": lambda e: [*e[:-1], ("records\\evil.yaml", e[-1][1])],
    "a program": lambda e: [*e[:-1], ("records/evil.py", e[-1][1])],
    "a hidden file": lambda e: [*e[:-1], ("records/.evil.yaml", e[-1][1])],
    "no manifest": lambda e: e[1:],
    "a manifest that is none": lambda e: [(e[0][0], b"[1, 2]"), *e[1:]],
    "another format": _manifest({"format": "enjoined.registry-release/9"}),
    "a version that is none": _manifest({"version": "../../x"}),
    "another hash": _manifest({"hash": "0" * 32}),
    "a bomb": lambda e: [*e[:-1], ("records/bomb.csv", b"0" * 60_000_000)],
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_spoilt_release_is_refused_and_nothing_changes(what: str, records: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    write_release(records, path, built=LATE)
    with zipfile.ZipFile(path) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in SPOILT[what](entries):
            archive.writestr(name, data)
    with pytest.raises(InputError) as caught:
        install(path)
    assert caught.value.where == str(path) and caught.value.remedy
    with pytest.raises(InputError):
        unpacked(path)
    assert installed() is None
    assert list(_files(tmp_path / "data")) == []
    assert not list(tmp_path.rglob("evil*"))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else iter(())


@pytest.mark.parametrize("size", [0, 10, 500])
def test_a_file_that_is_cut_off_is_refused(size: int, records: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    write_release(records, path, built=LATE)
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(InputError, match="no release"):
        install(path)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.zip"):
        with pytest.raises(InputError):
            install(path)


def test_a_mistake_in_a_record_is_not_published(records: Path, tmp_path: Path) -> None:
    (records / "cases" / "oak.yaml").write_text(WORLD["cases/oak.yaml"].replace("kind: stay", "knd: stay"))
    with pytest.raises(ExceptionGroup):
        write_release(records, tmp_path / "r.zip", built=LATE)
    assert not (tmp_path / "r.zip").exists()


def test_a_release_says_which_it_is_beside_its_records(records: Path, tmp_path: Path) -> None:
    write_release(records, tmp_path / "r.zip", built=LATE, version="7.1")
    folder = unpacked(tmp_path / "r.zip")
    assert json.loads((folder / RELEASE_FILE).read_bytes())["version"] == "7.1"
    assert unpacked(tmp_path / "r.zip") == folder
    with pytest.raises(InputError, match="no version"):
        write_release(records, tmp_path / "x.zip", built=LATE, version="new")
