from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from enjoined.documents import default_rules, from_pages, load_rules, recognise
from enjoined.documents.files.read_text import split_pages
from enjoined.documents.recognition.rules import Example, rules_directory

EXAMPLES = [(rule.family, example) for rule in default_rules().families for example in rule.examples]


@pytest.mark.parametrize(("family", "example"), EXAMPLES, ids=[f"{f}-{e.text[:40]}" for f, e in EXAMPLES])
def test_every_example_of_a_rule_comes_out_as_it_says(family: str, example: Example) -> None:
    document = from_pages(split_pages(example.text), name="example")
    roles = {
        part.family: part.role
        for recognition in recognise(document.clauses, default_rules(), document.reader)
        for part in recognition.parts
    }
    assert roles.get(family, "none") == example.role


def test_every_family_has_an_example_of_what_it_is_and_of_what_it_is_not() -> None:
    for rule in default_rules().families:
        roles = {example.role for example in rule.examples}
        assert {"imposes", "none"} <= roles, rule.family


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(rules_directory(), tmp_path / "recognition"))


def _messages(directory: Path) -> list[str]:
    with pytest.raises(ExceptionGroup) as caught:
        load_rules(directory)
    return [str(error) for error in caught.value.exceptions]


def test_an_unknown_key_is_named_with_its_file(copy: Path) -> None:
    path = copy / "boycott.yaml"
    path.write_text(path.read_text() + "colour: red\n")
    assert any("boycott.yaml" in m and "colour" in m for m in _messages(copy))


def test_all_mistakes_are_told_at_once(copy: Path) -> None:
    for name, old, new in (
        ("boycott", "weight: 5", "weight: heavy"),
        ("comply-1373", "restrict, exchange", "restrikt, exchange"),
    ):
        path = copy / f"{name}.yaml"
        path.write_text(path.read_text().replace(old, new))
    messages = _messages(copy)
    assert any("boycott.yaml: acts[0].weight" in m for m in messages)
    assert any("comply-1373.yaml: acts[0].all" in m and "restrikt" in m for m in messages)


def test_text_that_is_not_yaml_is_named(copy: Path) -> None:
    (copy / "boycott.yaml").write_text("family: [boycott")
    assert any("boycott.yaml: this is not YAML" in m for m in _messages(copy))


def test_a_missing_shared_file_is_named(copy: Path) -> None:
    (copy / "shared" / "words.yaml").unlink()
    assert _messages(copy) == ["words.yaml: the file cannot be read"]


def test_a_family_in_a_file_of_another_name_is_a_mistake(copy: Path) -> None:
    (copy / "boycott.yaml").rename(copy / "boycotts.yaml")
    assert any("boycotts.yaml: family" in m for m in _messages(copy))
