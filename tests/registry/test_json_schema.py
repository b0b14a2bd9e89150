"""The exported schema and the checker agree: every shipped record passes both, every spoilt one fails in both."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from enjoined.registry.reading.form import Choice, Form, Keys, Many, Named, Table
from enjoined.registry.reading.link import link
from enjoined.registry.reading.names import names_of
from enjoined.registry.reading.shelf import read_shelf
from enjoined.registry.schema.records import RECORDS
from enjoined.registry.upkeep.about import ABOUT, OF_RECORDS
from enjoined.registry.upkeep.json_schema import file_forms, schemas
from tests.registry.worlds import WORLD, write

FOLDER = Path(__file__).parents[2] / "records"
SCHEMAS = schemas(names_of(read_shelf([FOLDER])))


class EditorLoader(yaml.SafeLoader):
    """YAML as an editor reads it: the core schema of YAML 1.2, in which ``no`` is a word and a day is a text."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(true|false)$", "tf"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(~|null|)$", ["~", "n", ""]),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def valid(schema: dict[str, Any], text: str) -> bool:
    return bool(jsonschema.Draft202012Validator(schema).is_valid(yaml.load(text, EditorLoader)))


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_shipped_record_satisfies_the_schema(kind: str) -> None:
    schema = SCHEMAS[kind]
    jsonschema.Draft202012Validator.check_schema(schema)
    path = FOLDER / file_forms()[kind][0].path
    files = [path] if path.suffix else sorted(path.glob("*.yaml"))
    assert files
    assert [file.name for file in files if not valid(schema, file.read_text(encoding="utf-8"))] == []


SPOILT = {
    "an unknown key": ("cases/oak.yaml", "court: ", "curt: "),
    "a key left out": ("cases/oak.yaml", "title: City of Oak v. Department of Examples\n", ""),
    "a word that is none": ("cases/oak.yaml", "kind: opinion", "kind: opnion"),
    "a day that is none": ("cases/oak.yaml", "date: 2017-09-15", "date: 15 Sep 2017"),
    "a list where a text belongs": ("cases/oak.yaml", "title: City of Oak", "title: [Oak]  #"),
    "a text where a list belongs": ("cases/oak.yaml", "names: [il/oak]", "names: il/oak"),
    "an event without a source": ("cases/oak.yaml", "source: [", "sauce: ["),
    "an empty scope": ("cases/oak.yaml", "who: {everyone: yes}", "who: {}"),
    "neither yes nor no": ("cases/oak.yaml", "everyone: yes", "everyone: maybe"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_the_schema_refuses_the_checker_refuses_too(what: str, tmp_path: Path) -> None:
    name, before, after = SPOILT[what]
    text = WORLD[name]
    assert before in text, "the world of the tests has changed"
    write(tmp_path, {**WORLD, name: text.replace(before, after, 1)})
    own = schemas(names_of(read_shelf([tmp_path])))["case"]
    assert valid(own, text)
    assert not valid(own, (tmp_path / name).read_text())
    assert link([tmp_path]).errors


def test_a_clause_with_parts_may_leave_to_them_what_they_say() -> None:
    clause = "instrument: a\ntitle: t\nagency: doj\nprograms: ['16.738']\nfiscal_years: [2017]\nevents: []\nconditions:\n"
    part = "{part: a, family: admit-agents, summary: s, binds: {recipient: [local]}}"
    source = "source: [{kind: order, url: 'https://a.example'}]"
    assert valid(SCHEMAS["instrument"], f"{clause}  - {{number: 5, title: t, parts: [{part}], {source}}}\n")
    assert not valid(SCHEMAS["instrument"], f"{clause}  - {{number: 5, title: t, {source}}}\n")


def keys_of(form: Form, seen: set[str]) -> set[str]:
    """Every key that can stand anywhere in a form."""
    match form:
        case Named():
            if form.name in seen:
                return set()
            seen.add(form.name)
            return keys_of(form.form(), seen)
        case Many():
            return keys_of(form.item, seen)
        case Table():
            return keys_of(form.value, seen)
        case Choice():
            return set().union(*(keys_of(option, seen) for option in form.among))
        case Keys():
            return set(form.slots).union(*(keys_of(slot.form, seen) for slot in form.slots.values()))
    return set()


def test_every_key_and_every_sort_of_record_says_what_it_is() -> None:
    keys: set[str] = set()
    for _, form in file_forms().values():
        keys |= keys_of(form, set())
    assert keys - ABOUT.keys() == set()
    assert ABOUT.keys() - keys == set(), "remarks on keys that nothing has"
    assert set(OF_RECORDS) == set(RECORDS)
