"""Texts made to be hard on the reader: they are answered, within bounds."""

from __future__ import annotations

import os
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enjoined.documents import contents, default_rules, from_pages, read, recognise
from enjoined.documents.files.read_text import split_pages
from enjoined.documents.sandbox import jobs, limited
from enjoined.errors import UnreadableDocument
from tests.documents.odts import p, write_odt
from tests.documents.pdfs import write_pdf
from tests.documents.words import write_docx


@pytest.mark.parametrize(
    "text",
    [
        "1. " * 40_000,
        "\n".join(f"{n}. Must comply" for n in range(1, 6_000)),
        "a" * 100_000,
        "alien" * 20_000,
        "(a) " * 20_000,
        "PAGE 1 OF 9 " * 5_000,
        "notice " * 20_000,
        "8 U.S.C. 1373 must comply. " * 3_000,
        "$" * 50_000 + "1" * 50_000,
        "\x00\x01\u202e\ufffe" * 500,
        "Case: 1:17-cv-1 Document " * 4_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_texts_are_answered(text: str) -> None:
    document = from_pages(split_pages(text), name="hostile")
    found = recognise(document.clauses, default_rules(), document.reader)
    assert len(found) <= len(document.clauses) * 4
    assert len(document.quote(document.clauses[0].spans)) <= 610


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["1. Title\n", "PAGE 3 OF 9\n", "must comply with 8 U.S.C. 1373 ", "\f", "\n\n", "A. item; (b) more.\n", "Grant\n", "aliens in jails ", "<br />\n", "§", "II. Next\n"]
        ),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_every_clause_can_be_found_again_on_its_pages(text: str) -> None:
    document = from_pages(split_pages(text), name="mixed")
    for clause in document.clauses:
        pieces = [document.pages[s.page - 1].text[s.start : s.end] for s in clause.spans]
        assert "".join("".join(pieces).split())
        assert set(clause.text.split()) <= set(" ".join(pieces).split())
    for recognition in recognise(document.clauses, default_rules(), document.reader):
        assert recognition.parts
        assert 0 < recognition.confidence <= 1


def test_a_pipe_or_a_device_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "award.pdf"
    os.mkfifo(pipe)
    for endless in (pipe, Path("/dev/zero")):
        with pytest.raises(UnreadableDocument, match="ordinary file"):
            read(endless)


def refused(path: Path) -> str:
    """Why the file, or everything in it, is refused."""
    with pytest.raises(UnreadableDocument) as caught, contents(path) as found:
        for content in found:
            if content.problem or content.path is None:
                raise content.problem or AssertionError
            read(content.path, ocr=False)
    return caught.value.what


def test_a_word_document_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", "<!--" + " " * (70 << 20) + "-->")
    assert path.stat().st_size < 1 << 20
    assert "unpacks to more than" in refused(path)


def test_entities_and_deep_nesting_in_a_word_document_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "laughs.docx", "w") as file:
        file.writestr(
            "word/document.xml", '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
        )
    assert "entities" in refused(tmp_path / "laughs.docx")
    assert "damaged" in refused(write_docx(tmp_path / "deep.docx", "<w:p>" * 100_000))


def test_an_opendocument_text_that_unpacks_without_end_or_nests_too_deep_is_refused(tmp_path: Path) -> None:
    for name, body, why in (
        ("bomb.odt", " " * (70 << 20), "unpacks to more than"),
        ("deep.odt", "<text:section>" * 50_000, "damaged"),
    ):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("content.xml", f"<a>{body}</a>")
        assert why in refused(tmp_path / name)


def test_an_opendocument_text_whose_parts_have_two_names_is_refused(tmp_path: Path) -> None:
    path = write_odt(tmp_path / "a.odt", p("\u00e9"))
    data = bytearray(path.read_bytes())
    at = data.index(b"content.xml") - 30
    data[at + 7] |= 8  # its name is said to be UTF-8
    data[at + 30] = 0x97
    path.write_bytes(data)
    assert "damaged" in refused(path)


def test_a_rich_text_of_endless_groups_notes_and_cells_is_answered(tmp_path: Path) -> None:
    for piece, why in (
        ("{" * 3_000_000, "groups in one another"),
        (r"{\*\footnote" * 1_001, "groups in one"),
    ):
        (tmp_path / "deep.rtf").write_text("{\\rtf1" + piece)
        assert why in refused(tmp_path / "deep.rtf")
    many = r"{\*\footnote n}" * 20_000 + r"\intbl a\cell" * 20_000
    (tmp_path / "many.rtf").write_text("{\\rtf1" + many)
    assert "[20000] n" in "".join(page.text for page in read(tmp_path / "many.rtf").pages)


def test_an_archive_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["enjoined.documents.files.contents"], "ROOM", 1 << 20)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", "0" * (8 << 20))
    assert "unpacks to more than" in refused(tmp_path / "bomb.zip")


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    path = tmp_path / "0.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.txt", "1. Award")
    for number in range(1, 9):
        outer = tmp_path / f"{number}.zip"
        with zipfile.ZipFile(outer, "w") as file:
            file.write(path, path.name)
        path = outer
    assert "too deep" in refused(path)


def test_a_web_page_nested_without_end_is_read(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<html>" + "<div>" * 4_000 + "1. Award" + "<script>steal()</script>")
    assert read(path).pages[0].text == "1. Award"


def raw_pdf(path: Path, pages: int, stream: bytes, *, packed: bool = False) -> Path:
    """A PDF of so many pages that all show one stream, with nothing checked."""
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    how = b" /Filter /FlateDecode" if packed else b""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>".encode(),
        b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(stream), how, stream),
        *[page] * pages,
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(out)
    return path


def test_a_pdf_of_ten_thousand_pages_is_refused_by_its_count(tmp_path: Path) -> None:
    assert "10,000 pages" in refused(raw_pdf(tmp_path / "many.pdf", 10_000, b"q Q"))


@pytest.mark.slow
def test_a_pdf_that_unpacks_to_a_gigabyte_ends_its_reader_and_nothing_else(tmp_path: Path) -> None:
    packer = zlib.compressobj(9)
    blanks = b" " * (1 << 20)
    packed = b"".join(packer.compress(blanks) for _ in range(1_200)) + packer.flush()
    assert len(packed) < 2_000_000
    path = raw_pdf(tmp_path / "bomb.pdf", 1, packed, packed=True)
    with pytest.raises(UnreadableDocument, match=r"made to break readers|longer than"):
        limited.ask(jobs.PagesJob(path=str(path), kind="pdf", name="bomb.pdf"), jobs.PagesRead)
    assert read(write_pdf(tmp_path / "a.pdf", [[(72, 100, "1. Award")]])).pages[0].text == "1. Award"


def test_a_text_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.write(b"1. Award\n")
        file.truncate(200 << 20)
    assert "larger than" in refused(path)


def test_a_reader_that_ends_or_never_ends_takes_nothing_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_pdf(tmp_path / "a.pdf", [[(72, 100, "1. Award")]])
    job = jobs.PagesJob(path=str(path), kind="pdf", name="a.pdf", seconds=0)
    limited.close_all()
    with pytest.raises(UnreadableDocument, match="longer than 0 seconds"):
        limited.ask(job, jobs.PagesRead)
    monkeypatch.setattr(limited, "_BOOT", "import os; os.kill(os.getpid(), 11)")
    with pytest.raises(UnreadableDocument, match="reader broke"):
        limited.ask(jobs.PagesJob(path=str(path), kind="pdf", name="a.pdf"), jobs.PagesRead)
    monkeypatch.undo()
    assert read(path).pages[0].text == "1. Award"
