"""Canonical writing: the same meaning, the same comments, and nothing left to change the second time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enjoined.registry.reading.form import Form, Keys, Kind, Many, Scalar, Slot, Table, form_of
from enjoined.registry.reading.shelf import Sort
from enjoined.registry.reading.yaml_reader import Node, read_yaml
from enjoined.registry.schema.records import RECORDS
from enjoined.registry.upkeep.canonical import canonical
from enjoined.registry.upkeep.json_schema import file_forms

RECORDS_FOLDER = Path(__file__).parents[2] / "records"
WORDS = Slot(Scalar(Kind.TEXT))
CASE = form_of(RECORDS[Sort.CASE])


def said(text: str) -> object:
    """What a text says, without lines and without the order of keys."""
    node, mistakes = read_yaml(text.encode(), "x.yaml")
    assert mistakes == []

    def plain(node: Node) -> object:
        if isinstance(node.value, dict):
            return {key: plain(value) for key, value in node.value.items()}
        return [plain(item) for item in node.value] if isinstance(node.value, list) else node.value

    return plain(node) if node else None


def test_every_shipped_record_is_written_canonically() -> None:
    astray = []
    for where, form in file_forms().values():
        path = RECORDS_FOLDER / where.path
        for file in [path] if path.suffix else sorted(path.glob("*.yaml")):
            text = file.read_text(encoding="utf-8")
            if canonical(text, form) != text:
                astray.append(file.name)
    assert astray == [], "run: enjoined registry format"


def test_keys_take_the_order_of_the_format_with_their_comments() -> None:
    text = """\
# The file.
title: A v. B
# which court
court: ilnd
case: a-v-b  # an id
events:
  # the first
  - title: Suit.
    # not the day of service
    date: 2017-08-07
    id:   filed
    kind: complaint
    source: [ {kind: opinion,url: "https://a.example/x"} ]
    note: >-
      Two lines
      folded.

  - {kind: order, id: two, date: 2018-01-01, title: Order., source: [{url: "https://b.example", kind: order}]}
"""
    assert (
        canonical(text, CASE)
        == """\
# The file.
case: a-v-b  # an id
title: A v. B
# which court
court: ilnd
events:
  # the first
  - id: filed
    # not the day of service
    date: 2017-08-07
    kind: complaint
    title: Suit.
    note: >-
      Two lines
      folded.
    source: [{url: "https://a.example/x", kind: opinion}]

  - {id: two, date: 2018-01-01, kind: order, title: Order., source: [{url: "https://b.example", kind: order}]}
"""
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: [1, 2",  # not YAML
        "a: 1\na: 2\n",  # a key twice
        "--- \na: 1\n",
        "a: &x 1\nb: *x\n",
        "a:\tb\n",
        "",
        "just words\n",
    ],
)
def test_what_cannot_be_mended_safely_says_the_same(text: str) -> None:
    written = canonical(text, Keys({"b": WORDS, "a": WORDS}))
    assert re.sub(r"\s+", " ", written.strip()) == re.sub(r"\s+", " ", text.strip())


def test_line_ends_and_blanks_are_mended() -> None:
    assert canonical("\ufeffa: 1  \r\n\r\n\r\n\r\nb: 2", None) == "a: 1\n\nb: 2\n"


# --- any record ---------------------------------------------------------------------------------------------------

KEYS = ("a", "b", "c", "when", "list")
word = st.sampled_from(
    ["x", "no", "1:17", '"q: #"', "'it''s'", "2017-09-15", "a b", "é – ü", "https://a.b/c#d", "~"]
)
remark = st.sampled_from(["", "", "", "  # why", " #x"])
blank = st.sampled_from(["", "", " ", "  "])


@st.composite
def flow(draw: st.DrawFn, depth: int = 2) -> str:
    """A scalar, or a collection on one line."""
    sort = draw(st.integers(0, 2 if depth else 0))
    if sort == 0:
        return draw(word.filter(lambda w: "," not in w))
    gap = draw(blank)
    if sort == 1:
        items = draw(st.lists(flow(depth - 1), max_size=3))
        return f"[{gap}{(',' + gap).join(items)}{gap}]"
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=3))
    return f"{{{gap}{(', ' + gap).join(f'{key}: {draw(flow(depth - 1))}' for key in keys)}{gap}}}"


@st.composite
def block(draw: st.DrawFn, depth: int = 3, indent: int = 0) -> list[str]:
    """The lines of a block mapping or list with comments and blank lines here and there."""
    pad, lines = " " * indent, []
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1, max_size=4))
    as_list = draw(st.booleans()) if depth < 3 else False
    for key in keys:
        lines += draw(
            st.sampled_from([[], [], [""], ["", ""], [f"{pad}# on {key}"], [f"{pad}# one", f"{pad}# two"]])
        )
        head = f"{pad}- " if as_list else f"{pad}{key}:"
        sort = draw(st.integers(0, 3 if depth else 0))
        if sort == 3:
            lines += [
                f"{head} >-" if not as_list else f"{head}>-",
                f"{pad}    folded",
                f"{pad}    text # no remark",
            ]
        elif sort and as_list:
            first, *rest = draw(
                block(depth - 1, indent + 2).filter(lambda found: found[0].strip()[:1] not in ("", "#", "-"))
            )
            lines += [head + first.strip(), *rest]
        elif sort:
            lines += [head + draw(remark), *draw(block(depth - 1, indent + 2))]
        else:
            lines.append(f"{head}{'' if as_list else draw(blank) + ' '}{draw(flow())}{draw(remark)}")
    return lines


def nested(depth: int) -> Form:
    """A form that knows some keys of the random records, at every depth."""
    if not depth:
        return Scalar(Kind.TEXT)
    inner = nested(depth - 1)
    return Keys({"when": Slot(inner), "c": Slot(Many(inner)), "a": Slot(Table(Scalar(Kind.TEXT), inner))})


FORM = nested(3)


REMARKS = ("# why", "#x", "# one", "# two", *(f"# on {key}" for key in KEYS))


def remarks(text: str) -> list[int]:
    """How often each remark stands in the text."""
    return [text.count(remark) for remark in REMARKS]


@given(block())
def test_it_changes_neither_meaning_nor_comments_and_is_done_after_once(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    node, mistakes = read_yaml(text.encode(), "x.yaml")
    written = canonical(text, FORM)
    assert canonical(written, FORM) == written
    if mistakes or node is None:
        return
    assert said(written) == said(text)
    assert remarks(written) == remarks(text)


@given(block())
def test_the_known_keys_come_first_and_in_order(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    node, mistakes = read_yaml(canonical(text, FORM).encode(), "x.yaml")
    if mistakes or node is None or not isinstance(node.value, dict) or "# one" in text or "\n\n" in text:
        return
    keys = [key for key in node.value if key in ("when", "c", "a")]
    assert keys == [key for key in ("when", "c", "a") if key in keys]
