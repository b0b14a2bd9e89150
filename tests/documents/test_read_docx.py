"""Word documents: what their reader sees, with the numbers the word processor only shows."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK

from enjoined.documents import read
from enjoined.documents.files.numerals import numeral
from tests.documents.words import level, numbering, paragraph, run, write_docx

CHANGE = 'w:id="1" w:author="a" w:date="2025-01-01T00:00:00Z"'


def lines(path: Path) -> list[str]:
    return [line for page in read(path).pages for line in page.text.split("\n") if line]


def test_numbers_of_levels_are_written_out_and_restart_below_a_new_item(tmp_path: Path) -> None:
    definition = numbering(
        level(0, "Article %1.", "upperRoman"),
        level(1, "%1.%2", extra="<w:isLgl/>"),
        level(2, "(%3)", "lowerLetter"),
    )
    body = "".join(
        paragraph(text, number=1, level=at)
        for text, at in [
            ("Scope", 0),
            ("Purpose", 1),
            ("first", 2),
            ("second", 2),
            ("Terms", 1),
            ("third", 2),
            ("Duties", 0),
            ("Notice", 1),
        ]
    )
    assert lines(write_docx(tmp_path / "a.docx", body, numbering=definition)) == [
        "Article I. Scope", "1.1 Purpose", "(a) first", "(b) second", "1.2 Terms", "(a) third", "Article II. Duties", "2.1 Notice",
    ]  # fmt: skip


def test_a_list_goes_on_after_other_text_and_a_restarted_one_begins_anew(tmp_path: Path) -> None:
    lists = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="50"/></w:lvlOverride></w:num>'
    )
    definition = numbering(level(0, "%1."), lists=lists)
    body = (
        paragraph("one", number=1)
        + paragraph("plain")
        + paragraph("two", number=2)
        + paragraph("fifty", number=3)
        + paragraph("more", number=3)
    )
    assert lines(write_docx(tmp_path / "a.docx", body, numbering=definition)) == [
        "1. one",
        "plain",
        "2. two",
        "50. fifty",
        "51. more",
    ]


def test_numbers_that_come_from_the_style_and_from_the_style_it_is_based_on(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Head"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Head"/><w:pPr/></w:style>'
    )
    definition = numbering(
        level(0, "Section %1.", extra='<w:pStyle w:val="Head"/>'),
        level(1, "(%2)", extra='<w:pStyle w:val="Sub"/>'),
    )
    body = (
        paragraph("Notice", style="Head")
        + paragraph("give it", style="Sub")
        + paragraph("Off", style="Head", number=0)
    )
    path = write_docx(tmp_path / "a.docx", body, numbering=definition, styles=styles)
    assert lines(path) == ["Section 1. Notice", "(1) give it", "Off"]


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    body = (
        f"<w:p>{run('must ')}<w:del {CHANGE}><w:r><w:delText>never </w:delText></w:r></w:del><w:ins {CHANGE}>{run('always ')}</w:ins>{run('comply')}</w:p>"
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del {CHANGE}/></w:rPr></w:pPr><w:del {CHANGE}><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>'
    ) + paragraph("kept", number=1)
    assert lines(write_docx(tmp_path / "a.docx", body, numbering=numbering(level(0, "%1.")))) == [
        "must always comply",
        "1. kept",
    ]


def test_hidden_text_is_left_out_and_text_boxes_and_notes_are_read(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('In the box')}</w:txbxContent></w:pict></w:r>"
    body = (
        f'<w:p>{run("Seen")}{run(" unseen", properties="<w:vanish/>")}<w:r><w:footnoteReference w:id="2"/></w:r>{box}</w:p>'
        + paragraph("After")
    )
    notes = f'<w:footnote w:id="0" w:type="separator">{paragraph("-")}</w:footnote><w:footnote w:id="2">{paragraph("See 8 U.S.C. 1373.")}</w:footnote>'
    path = write_docx(tmp_path / "a.docx", body, footnotes=notes)
    assert lines(path) == ["Seen [1]", "In the box", "After", "[1] See 8 U.S.C. 1373."]


def test_a_header_gives_facts_and_no_clause(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Project number 2017-DJ-BX-9990"
    for title in ("Requirements of the award", "Notice of release"):
        document.add_paragraph(title, style="List Number")
        document.add_paragraph("The recipient must comply.")
    document.save(str(tmp_path / "a.docx"))
    found = read(tmp_path / "a.docx")
    assert found.facts.award_number is not None
    assert found.facts.award_number.value == "2017-DJ-BX-9990"
    assert [(c.number, c.title) for c in found.clauses] == [
        ("1", "Requirements of the award"),
        ("2", "Notice of release"),
    ]


def test_pages_break_where_the_document_breaks_them(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("first").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("second")
    document.add_paragraph("third").paragraph_format.page_break_before = True
    document.save(str(tmp_path / "a.docx"))
    pages = read(tmp_path / "a.docx").pages
    assert [(page.text, page.source) for page in pages] == [
        ("first", "docx"),
        ("second", "docx"),
        ("third", "docx"),
    ]


def test_rows_of_a_table_are_lines_and_long_cells_go_on_below(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "53", "Ongoing compliance"
    table.cell(1, 0).text, table.cell(1, 1).text = "54", "Access\nThe recipient must give access."
    document.save(str(tmp_path / "a.docx"))
    assert lines(tmp_path / "a.docx") == [
        "53   Ongoing compliance",
        "54   Access",
        "The recipient must give access.",
    ]


def test_a_cell_of_several_lines_has_nothing_beside_its_last_line(tmp_path: Path) -> None:
    document = docx.Document()
    row = document.add_table(1, 2).rows[0]
    row.cells[0].paragraphs[0].add_run("Contractor").add_break()
    row.cells[0].paragraphs[0].add_run("Ash County")
    row.cells[1].text = "Contract No."
    document.save(str(tmp_path / "a.docx"))
    assert lines(tmp_path / "a.docx") == ["Contractor", "Ash County", "Contract No."]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [(3, "lowerRoman", "iii"), (28, "upperLetter", "BB"), (9, "decimalZero", "09"), (12, "ordinal", "12th"), (21, "ordinalText", "Twenty-first"), (30, "ordinalText", "Thirtieth"), (4, "cardinalText", "Four"), (0, "upperRoman", "0"), (7, "chicago", "7")],
)  # fmt: skip
def test_forms_of_numbers(number: int, form: str, written: str) -> None:
    assert numeral(number, form) == written


def test_lines_of_a_copy_that_became_paragraphs_are_lines_again(tmp_path: Path) -> None:
    copied = [
        "7. Records", "The recipient keeps the ledger of what it spends for as", "long as the auditor may ask for it, and then for two",
        "more years. It shows the ledger within ten days of", "a request, in the form that the request names, and at", "no cost to the office.",
    ]  # fmt: skip
    document = read(write_docx(tmp_path / "a.docx", "".join(map(paragraph, copied))))
    assert "\n\n" not in document.pages[0].text.replace("7. Records\n\n", "")
    kept = [
        "7. Records",
        "The recipient keeps the ledger.",
        "It shows the ledger within ten days.",
        "at no cost",
    ]
    document = read(write_docx(tmp_path / "b.docx", "".join(map(paragraph, kept))))
    assert document.pages[0].text.count("\n\n") == 3
