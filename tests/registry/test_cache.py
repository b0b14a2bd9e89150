"""Opening a registry: quick when warm, right when the cache is damaged, shared, old or not to be had."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from enjoined.errors import RegistryError, UnknownRecipient
from enjoined.model import Kind, RecipientId
from enjoined.registry import open
from enjoined.registry.files import content_hash, write_whole
from enjoined.registry.open import load, open_registry
from enjoined.registry.releases import cache, compile
from enjoined.registry.releases.cache import cache_folder, encode_law, read_law
from tests.registry.worlds import WORLD, write

PLACES = """\
id,kind,name,state,geoids,counties,population,population_year,aliases
il,state,Illinois,il,17,,12812508,2020,
il/oak,city,Oak,il,1754820,17031,52000,2020,
il/elm,city,Elm,il,1754821,17031,30500,2020,
"""


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENJOINED_CACHE", str(tmp_path / "cache"))
    root = write(tmp_path / "records")
    (root / "recipients" / "places.csv").write_text(PLACES)
    return root


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The content hashes that were compiled."""
    found: list[str] = []
    true = compile.compile_law

    def counted(roots: list[Path], content: str = "") -> object:
        found.append(content)
        return true(roots, content)

    monkeypatch.setattr(compile, "compile_law", counted)
    return found


def kept(sort: str) -> list[Path]:
    return sorted(cache_folder().glob(f"{sort}-*"))


def test_the_second_opening_compiles_nothing(records: Path, compilations: list[str]) -> None:
    first = open_registry(records=records)
    second = open_registry(records=records)
    assert first.law == second.law == load(records)
    assert first.law.hash == compilations[0] == content_hash([records])
    assert len(compilations) == 2  # the second is the load above


def test_a_changed_record_is_seen(records: Path) -> None:
    before = open_registry(records=records).law
    write(records, cases_oak=("short: Oak", "short: Oak Park"))
    after = open_registry(records=records).law
    assert [law.cases["oak-v-dep"].short for law in (before, after)] == ["Oak", "Oak Park"]  # type: ignore[index]
    assert before.hash != after.hash


def test_files_written_again_with_the_same_text_are_not_compiled_again(
    records: Path, compilations: list[str]
) -> None:
    open_registry(records=records)
    for path in records.rglob("*.yaml"):
        os.utime(path, ns=(1, 1))
    open_registry(records=records)
    assert len(compilations) == 1
    assert len(kept("law")) == 1 and len(kept("key")) == 2


def test_the_hash_is_the_same_wherever_records_lie_and_however_lines_end(
    records: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "elsewhere"
    for path in records.rglob("*.*"):
        target = moved / path.relative_to(records)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert content_hash([moved]) == content_hash([records])


@pytest.mark.parametrize("damage", [b"", b"x" * 40, b"\0" * 5000])
@pytest.mark.parametrize("sort", ["law", "key"])
def test_a_damaged_cache_is_built_again(records: Path, sort: str, damage: bytes) -> None:
    whole = open_registry(records=records).law
    (file,) = kept(sort)
    sound = file.read_bytes()
    file.write_bytes(damage)
    assert open_registry(records=records).law == whole
    assert file.read_bytes() == sound


def test_one_wrong_byte_is_noticed(records: Path) -> None:
    open_registry(records=records)
    (file,) = kept("law")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert read_law(file) is None


def test_a_table_of_another_shape_is_not_taken(records: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write_whole(other, cache.blake2b(b"\x81\xa1a\x01", digest_size=16).digest() + b"\x81\xa1a\x01")
    assert read_law(other) is None


def test_without_a_cache_folder_everything_still_works(
    records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("ENJOINED_CACHE", str(tmp_path / "file" / "cache"))
    registry = open_registry(records=records)
    assert registry.law == load(records)
    assert registry.recipient("Elm, IL").id == "il/elm"
    assert (tmp_path / "file").read_text() == "in the way"


def test_many_openings_at_once_agree(records: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        laws = list(pool.map(lambda _: open_registry(records=records).law, range(16)))
    assert all(law == laws[0] for law in laws)
    assert len(kept("law")) == 1
    assert not list(cache_folder().glob("*.tmp"))


def test_old_files_are_tidied_away(records: Path) -> None:
    for number in range(20):
        write(records, cases_oak=("short: Oak", f"short: Oak {number}"))
        open_registry(records=records)
    assert len(kept("law")) == len(kept("key")) == 12


def test_overlays_have_a_cache_of_their_own(records: Path, tmp_path: Path, compilations: list[str]) -> None:
    acts = {"acts.yaml": "admit-federal-agents: {title: Changed, about: x}\n"}
    overlay = write(tmp_path / "overlay", acts)
    plain = open_registry(records=records).law
    for _ in range(2):
        over = open_registry([overlay], records=records).law
        assert over.acts["admit-federal-agents"].title == "Changed"  # type: ignore[index]
        assert over.hash != plain.hash
    assert len(compilations) == 2


def test_mistakes_are_raised_and_never_cached(records: Path) -> None:
    write(records, cases_oak=("court: ilnd", "court: ilxx"))
    for _ in range(2):
        with pytest.raises(ExceptionGroup, match="1 mistake in the records") as caught:
            open_registry(records=records)
        assert isinstance(caught.value.exceptions[0], RegistryError)
    assert not kept("law")


def test_a_missing_folder_is_an_error_with_its_name(records: Path, tmp_path: Path) -> None:
    with pytest.raises(ExceptionGroup) as caught:
        open_registry([tmp_path / "nowhere"], records=records)
    assert "nowhere: the records cannot be read" in str(caught.value.exceptions[0])


# --- what a wheel ships ---------------------------------------------------------------------------------------


def test_compiled_records_need_neither_yaml_nor_cache(
    records: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    law = compile.build(records, records / "_compiled")
    compilations.clear()
    monkeypatch.setattr(open, "cached", None)
    registry = open_registry(records=records)
    assert registry.law == law
    assert registry.recipient("City of Elm, IL").id == "il/elm"
    assert compilations == [] and not cache_folder().exists()


def test_damaged_compiled_records_are_compiled_again(records: Path) -> None:
    law = compile.build(records, records / "_compiled")
    for name in ("law.msgpack", "names.sqlite"):
        (records / "_compiled" / name).write_bytes(b"damaged")
    registry = open_registry(records=records)
    assert registry.law == law
    assert registry.recipient("il/elm").name == "Elm"


def test_compiling_is_repeatable(records: Path, tmp_path: Path) -> None:
    compile.build(records, tmp_path / "a")
    compile.build(records, tmp_path / "b")
    first, second = ((tmp_path / x / "law.msgpack").read_bytes() for x in "ab")
    assert first == second == encode_law(load(records))


def test_the_compile_command(records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compile.main([str(records), str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["law.msgpack", "names.sqlite"]
    write(records, cases_oak=("court: ilnd", "cuort: ilnd"))
    assert compile.main([str(records), str(tmp_path / "bad")]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[2] for line in said] == [
        "the key 'court' is missing (what is always needed here: case, court, events, title)",
        "cuort: unknown key (did you mean 'court'?)",
    ]
    assert not (tmp_path / "bad").exists()
    assert compile.main([]) == 2


def test_nothing_half_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "file"
    write_whole(target, b"old")

    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="disk full"):
        write_whole(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert target.read_bytes() == b"old"


# --- recipients -----------------------------------------------------------------------------------------------


def test_recipients_by_id_name_and_alias(records: Path) -> None:
    registry = open_registry(records=records)
    assert (
        registry.recipient("Oaktown, IL") == registry.recipient("il/oak") == registry.law.recipients["il/oak"]
    )  # type: ignore[index]
    elm = registry.by_id(RecipientId("il/elm"))
    assert (elm.kind, elm.name, elm.state, elm.population) == (Kind.CITY, "Elm", "il", 30500)


def test_an_unknown_recipient_names_where_it_was_given(records: Path) -> None:
    registry = open_registry(records=records)
    with pytest.raises(UnknownRecipient) as caught:
        registry.recipient("Nowhere, IL", where="--recipient")
    assert str(caught.value).startswith("--recipient: ")
    with pytest.raises(UnknownRecipient):
        registry.by_id(RecipientId("il/nowhere"))


WARM = """\
import json, sys
from enjoined.registry.open import open_registry
law = open_registry(records=sys.argv[1]).law
print(json.dumps([len(law.events), sorted({name.partition(".")[0] for name in sys.modules})]))
"""


@pytest.mark.slow
def test_a_warm_opening_imports_no_reader(records: Path) -> None:
    open_registry(records=records)
    source = Path(open.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", WARM, str(records)],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=True,
    )
    events, modules = json.loads(done.stdout)
    assert events == sum(text.count("    date: ") for text in WORLD.values())
    assert not {"yaml", "pydantic", "holidays", "csv", "sqlite3", "difflib", "rapidfuzz"} & set(modules)
