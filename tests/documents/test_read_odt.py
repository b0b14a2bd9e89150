"""OpenDocument texts: what their reader sees, with the numbers the word processor only shows."""

from __future__ import annotations

from pathlib import Path

from enjoined.documents import read
from tests.documents.odts import p, write_odt

LEVELS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" '
    'style:num-prefix="Article " style:num-suffix="."/><text:list-level-style-number text:level="2" '
    'style:num-format="1" style:num-suffix="." text:display-levels="1"/>'
    '<text:list-level-style-number text:level="3" style:num-format="a" style:num-list-format="(%3%)"/>'
    "</text:list-style>"
)


def lines(path: Path) -> list[str]:
    return [line for page in read(path).pages for line in page.text.split("\n") if line]


def items(*inside: str, more: str = "") -> str:
    return f"<text:list {more}>{''.join(f'<text:list-item>{text}</text:list-item>' for text in inside)}</text:list>"


def test_numbers_of_levels_are_written_out_and_a_list_goes_on(tmp_path: Path) -> None:
    deep = items(p("first"), p("second"))
    body = items(
        p("Scope") + items(p("Purpose") + deep, p("Terms") + items(p("third"))),
        p("Duties"),
        more='text:style-name="L"',
    )
    after = items(p("Notice"), more='text:style-name="L" text:continue-numbering="true"')
    anew = items(p("Annex"), more='text:style-name="L"')
    assert lines(write_odt(tmp_path / "a.odt", body + p("plain") + after + anew, styles=LEVELS)) == [
        "Article I. Scope", "1. Purpose", "(a) first", "(b) second", "2. Terms", "(a) third", "Article II. Duties",
        "plain", "Article III. Notice", "Article I. Annex",
    ]  # fmt: skip


def test_changes_are_read_as_accepted_and_what_is_struck_out_or_hidden_is_left_out(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="T" style:parent-style-name="S"/>'
    )
    body = (
        f"<text:tracked-changes><text:changed-region>{p('never')}</text:changed-region></text:tracked-changes>"
        + p("must <text:change/>give<text:change-start/> notice<text:change-end/>")
        + p(
            'kept <text:span text:style-name="T">not kept </text:span><text:span text:style-name="H">x</text:span>'
        )
    )
    document = read(write_odt(tmp_path / "a.odt", body, styles=styles))
    assert document.pages[0].text == "must give notice\n\nkept"
    assert [warning.split(" which")[0] for warning in document.warnings] == [
        "it has tracked changes,",
        "words that are struck out in it are left out",
    ]


def test_notes_frames_tables_and_pages(tmp_path: Path) -> None:
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('See 8 U.S.C. 1373.')}</text:note-body></text:note>"
    frame = f"<draw:frame><draw:text-box>{p('In the box')}</draw:text-box></draw:frame>"
    cells = (
        f"<table:table-cell>{p('53')}</table:table-cell><table:table-cell>{p('Access')}</table:table-cell>"
    )
    table = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    styles = '<style:style style:name="B"><style:paragraph-properties fo:break-before="page"/></style:style>'
    margins = f"<style:header>{p('Award 7')}</style:header>"
    path = write_odt(
        tmp_path / "a.odt", p(f"Seen{note}{frame}") + table + p("Next", "B"), styles=styles, margins=margins
    )
    first, second = read(path).pages
    assert first.text.split("\n\n") == [
        "Award 7",
        "Seen [1]",
        "In the box\n53   Access",
        "[1] See 8 U.S.C. 1373.",
    ]
    assert [first.text[a:b] for a, b in (*first.furniture, *first.notes)] == [
        "Award 7",
        "[1] See 8 U.S.C. 1373.",
    ]
    assert second.text == "Next"
    assert second.source == "odt"
