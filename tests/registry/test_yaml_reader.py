"""Strict YAML: what it keeps, what it refuses, and that nothing makes it fall over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enjoined.registry.reading.yaml_reader import Node, read_yaml

Plain = str | list["Plain"] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    if isinstance(node.value, dict):
        return {key: plain(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return node.value


def mistakes(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    return [str(error) for error in read_yaml(data, "x.yaml")[1]]


@pytest.mark.parametrize(
    "scalar",
    [
        "no",
        "on",
        "yes",
        "~",
        "null",
        "1:17",
        "1:17-cv-05720",
        "017",
        "0x1F",
        "1e3",
        "2017-09-15",
        "1_000",
        "=",
        ".5",
    ],
)
def test_every_scalar_is_a_string(scalar: str) -> None:
    tree, errors = read_yaml(f"a: {scalar}".encode(), "x.yaml")
    assert tree is not None and plain(tree) == {"a": scalar} and errors == []


def test_keys_are_strings_too() -> None:
    tree, _ = read_yaml(b"on: 2017-08-09\nno: x\n16.738: y\n", "x.yaml")
    assert tree is not None and plain(tree) == {"on": "2017-08-09", "no": "x", "16.738": "y"}


def test_every_node_knows_its_line() -> None:
    tree, _ = read_yaml(b"# remark\na:\n  - b\n  - {c: d,\n     e: f}\n", "x.yaml")
    assert tree is not None and isinstance(tree.value, dict)
    items = tree.value["a"].value
    assert (tree.line, tree.keys["a"]) == (2, 2)
    assert isinstance(items, list) and [item.line for item in items] == [3, 4]
    assert items[1].keys == {"c": 4, "e": 5}


def test_a_key_twice_is_a_mistake() -> None:
    assert mistakes("a: 1\nb: {c: 1, c: 2}\na: 2\n") == [
        "x.yaml:2: the key 'c' is here twice (first on line 2) (keep one of them)",
        "x.yaml:3: the key 'a' is here twice (first on line 1) (keep one of them)",
    ]


def test_aliases_anchors_and_tags_are_refused() -> None:
    found = mistakes("a: &x [1]\nb: *x\nc: !!python/object:os.system x\n")
    assert [error.partition(" (")[0] for error in found] == [
        "x.yaml:1: the anchor &x is not read",
        "x.yaml:2: aliases are not read",
        "x.yaml:3: the tag tag:yaml.org,2002:python/object:os.system is not read",
    ]


def test_a_bomb_of_aliases_stays_small() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    tree, errors = read_yaml("\n".join(lines).encode(), "x.yaml")
    assert tree is not None and len(errors) == 60 + 2 * 59


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: b\n\tc: d\n", "x.yaml:2: a tab stands here (indent with spaces)"),
        ("a:\n  - b\n c: d\n", "x.yaml:3: not YAML: "),
        ("a: [b\nc: d\n", "x.yaml:2: not YAML: "),
        ("a: b\n---\nc: d\n", "x.yaml:2: a second document begins here (one document to a file)"),
        ("a: \x07\n", "x.yaml:1: a character that YAML does not allow"),
        (b"a: b\nc: \xff\n", "x.yaml:2: this is not UTF-8 text (save it as UTF-8)"),
        ("? [a]\n: b\n", "x.yaml:1: a key must be a word"),
        ("[" * 10_000, "x.yaml:1: nested too deeply"),
    ],
)
def test_form_is_checked(text: str | bytes, says: str) -> None:
    assert mistakes(text)[0].startswith(says)


def test_a_huge_file_is_not_read() -> None:
    tree, errors = read_yaml(b"#" * 4_000_001, "x.yaml")
    assert tree is None and "too large" in str(errors[0])


@pytest.mark.parametrize("key", ["? [a]\n", "? {a: b}\n", "''", "?\n"])
def test_what_stands_under_no_word_is_left_out(key: str) -> None:
    tree, errors = read_yaml(f"{key}: [b]\nc: d\n".encode(), "x.yaml")
    assert tree is not None and plain(tree) == {"c": "d"}
    assert [error.what for error in errors] == ["a key must be a word"]


def test_a_byte_order_mark_is_no_text() -> None:
    tree, errors = read_yaml(b"\xef\xbb\xbfa: b", "x.yaml")
    assert tree is not None and plain(tree) == {"a": "b"} and errors == []


def test_an_empty_file_is_nothing() -> None:
    assert read_yaml(b"# only a remark\n", "x.yaml") == (None, [])


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    tree, errors = read_yaml(data, "x.yaml")
    assert tree is None or isinstance(tree, Node)
    assert all(error.where.startswith("x.yaml") for error in errors)


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`?, \n\t0~<", max_size=80))
def test_any_marks_are_read_or_refused(text: str) -> None:
    tree, errors = read_yaml(text.encode(), "x.yaml")
    assert tree is None or isinstance(tree, Node)
    assert all(error.where.startswith("x.yaml") for error in errors)
