"""The exported tables hold what the registry holds, refer to what is there, and are written whole or not at all."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from enjoined.errors import InputError
from enjoined.export.dataset import dataset
from enjoined.export.dictionary import DICTIONARY
from enjoined.export.write import FORMATS, write_dataset
from enjoined.law.compiled.rows import Tables
from enjoined.registry.open import Registry, open_registry
from enjoined.registry.upkeep.check import check
from tests.registry.worlds import WORLD, write

ABOUT = {"version": "1", "hash": "abc"}


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    return open_registry(records=write(tmp_path_factory.mktemp("records")))


@pytest.fixture(scope="module")
def tables(registry: Registry) -> Tables:
    return dataset(registry)


@pytest.fixture(scope="module")
def shipped() -> tuple[Registry, Tables]:
    registry = open_registry()
    return registry, dataset(registry)


def test_the_counts_are_those_of_the_check(shipped: tuple[Registry, Tables]) -> None:
    registry, tables = shipped
    counts = check(registry.records).counts
    for name in ("instruments", "conditions", "policies", "lists", "groups", "events", "effects"):
        assert len(tables[name].rows) == counts[name], name
    orders = [row for row in tables["executive_orders"].rows if row[1] is None]
    assert len(orders) == counts["executive orders"]
    kinds = [row[1] for row in tables["cases"].rows]
    assert (kinds.count("litigation"), kinds.count("notice")) == (counts["cases"], counts["notices"])
    law = registry.law
    assert len(tables["wave_names"].rows) == sum(len(wave.names) for wave in law.waves.values())
    every = [s for e in law.events.values() for s in e.sources]
    assert sum(row[1] == "event" for row in tables["sources"].rows) == len(every)


def test_sqlite_keeps_keys_and_references_and_describes_itself(
    shipped: tuple[Registry, Tables], tmp_path: Path
) -> None:
    _, tables = shipped
    write_dataset(tables, tmp_path / "out", ["sqlite"], ABOUT)
    with closing(sqlite3.connect(tmp_path / "out" / "registry.sqlite")) as line:
        assert line.execute("PRAGMA foreign_key_check").fetchall() == []
        assert line.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for name, table in tables.items():
            assert line.execute(f"SELECT count(*) FROM {name}").fetchone() == (len(table.rows),)
        described = set(line.execute('SELECT "table", "column" FROM data_dictionary WHERE "column" <> \'\''))
        columns = {(name, c.name) for name, table in DICTIONARY.items() for c in table.columns}
        assert described == columns
        case = "SELECT c.title FROM events e JOIN cases c ON c.id = e.case_id WHERE e.id = 'chicago-v-sessions-2017/pi'"
        assert line.execute(case).fetchone() == ("City of Chicago v. Sessions",)
    told = json.loads((tmp_path / "out" / "metadata.json").read_text(encoding="utf-8"))
    assert told["license"] == "CC0-1.0" and ABOUT["version"] in told["description"]
    described = {(n, c) for n, t in told["databases"]["registry"]["tables"].items() for c in t["columns"]}
    assert described == columns


def test_every_format_holds_the_same_rows(tables: Tables, tmp_path: Path) -> None:
    written = write_dataset(tables, tmp_path / "out", FORMATS, ABOUT)
    assert "data-dictionary.md" in written
    out = tmp_path / "out"
    package = json.loads((out / "datapackage" / "datapackage.json").read_text())
    assert [r["name"] for r in package["resources"]] == list(tables)
    for resource in package["resources"]:
        table = tables[resource["name"]]
        with (out / "datapackage" / resource["path"]).open(newline="", encoding="utf-8") as file:
            head, *rows = csv.reader(file)
        assert (
            head
            == [field["name"] for field in resource["schema"]["fields"]]
            == [c.name for c in table.columns]
        )
        assert len(rows) == len(table.rows)
        assert all(field["description"] for field in resource["schema"]["fields"])
        lines = (out / "jsonl" / f"{resource['name']}.jsonl").read_text(encoding="utf-8").splitlines()
        assert [list(json.loads(line).values()) for line in lines] == [
            [v.isoformat() if hasattr(v, "isoformat") else v for v in row] for row in table.rows
        ]
        import pyarrow.parquet

        assert pyarrow.parquet.read_table(out / "parquet" / f"{resource['name']}.parquet").num_rows == len(
            rows
        )


def test_no_cell_holds_an_empty_text(tables: Tables) -> None:
    assert [(name, row) for name, table in tables.items() for row in table.rows if "" in row] == []


def test_scopes_say_only_what_they_limit(tables: Tables) -> None:
    names = [c.name for c in tables["effects"].columns]
    scopes = {row[0]: json.loads(str(row[names.index("scope")])) for row in tables["effects"].rows}
    assert scopes["oak-v-dep/pi"] == {
        "products": [{"conditions": {"ids": ["ex-2017/56a", "ex-2017/56b"]}, "who": {"everyone": True}}]
    }


def test_an_export_is_replaced_as_a_whole_and_nothing_else_is(tables: Tables, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_dataset(tables, out, ["jsonl"], ABOUT)
    write_dataset(tables, out, ["sqlite"], ABOUT)
    assert sorted(path.name for path in out.iterdir()) == [
        "data-dictionary.md",
        "metadata.json",
        "registry.sqlite",
    ]
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match="something else"):
        write_dataset(tables, mine, ["sqlite"], ABOUT)
    assert [path.name for path in mine.iterdir()] == ["thesis.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "out"]


def test_a_failure_leaves_the_old_export_alone(
    tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_dataset(tables, out, ["jsonl"], ABOUT)
    before = sorted(path.name for path in (out / "jsonl").iterdir())

    def full(tables: Tables, folder: Path, about: Mapping[str, str]) -> None:
        (folder / "half").write_text("half")
        raise OSError("no space left on device")

    monkeypatch.setitem(FORMATS, "sqlite", full)
    with pytest.raises(OSError, match="no space"):
        write_dataset(tables, out, ["sqlite"], ABOUT)
    assert sorted(path.name for path in (out / "jsonl").iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_decides_whether_an_effect_counts_is_exported(tmp_path: Path) -> None:
    """A guard, a text that became public later, the letter of an order, a denial: without them a table misleads."""
    slots = (
        "{id: pi, restrain: enjoined, while: {active: base, condition: ex-2017/52}, "
        "literal: {as: any}, construed: {by: the agency, on: 2017-10-01, why: its notice}, "
        "readings: [{known: 2017-09-20, scope: {who: [il/oak]}}],"
    )
    base = "- {id: base, restrain: enjoined, scope: {conditions: {ids: [ex-2017/52]}}}\n      "
    case = WORLD["cases/oak.yaml"].replace("- {id: pi, restrain: enjoined,", base + "- " + slots)
    case = case.replace("    kind: stay\n", "    kind: stay\n    denies: {who: [il/oak]}\n")
    records = write(tmp_path, {**WORLD, "cases/oak.yaml": case})
    found = dataset(open_registry(records=records))

    def row(table: str, id_: str) -> dict[str, object]:
        names = [column.name for column in DICTIONARY[table].columns]
        return next(dict(zip(names, r, strict=True)) for r in found[table].rows if r[0] == id_)

    effect = row("effects", "oak-v-dep/pi")
    assert (effect["while_effect"], effect["while_condition"]) == ("oak-v-dep/base", "ex-2017/52")
    assert effect["unless_effect"] is None
    (reading,) = json.loads(str(effect["readings"]))
    assert (reading["known"]["earliest"], reading["known"]["latest"]) == ("2017-09-20", "2017-09-20")
    assert json.loads(str(effect["literal"])) == {
        "products": [{"capacity": "any", "who": {"everyone": True}}]
    }
    assert json.loads(str(effect["construed"])) == {
        "by": "the agency",
        "on": "2017-10-01",
        "why": "its notice",
    }
    denies = json.loads(str(row("events", "oak-v-dep/stay")["denies"]))
    assert denies["products"][0]["who"]["recipients"]["ids"] == ["il/oak"]
    assert json.loads(str(row("cases", "oak-v-dep")["challenges"]))["families"] == ["notice-release"]
