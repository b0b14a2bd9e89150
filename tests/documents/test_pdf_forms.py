"""PDFs with more than pages: fields filled in, remarks written over the page, files attached, forms of another kind."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from enjoined.documents import contents, read
from enjoined.errors import UnreadableDocument
from tests.documents.pdfs import write_pdf

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> "


def form(path: Path, said: str, *, catalog: bytes = b"", annotations: tuple[bytes, ...] = ()) -> Path:
    """A PDF of one page that says ``said``, with these annotations; ``catalog`` is added to its first object."""
    shown = b"BT /F1 11 Tf 72 720 Td (%s) Tj ET" % said.encode()
    numbers = b" ".join(b"%d 0 R" % number for number in range(6, 6 + len(annotations)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [%s] /DR << /Font << /F1 5 0 R >> >> %s >> >>"
        % (numbers, catalog),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE + b"/Annots [%s] >>" % numbers,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        FONT,
        *annotations,
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, item in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    path.write_bytes(bytes(out) + table + end)
    return path


def annotation(kind: str, place: tuple[int, int, int, int], more: str) -> bytes:
    """An annotation that is printed."""
    box = " ".join(map(str, place))
    return f"<< /Type /Annot /Subtype /{kind} /Rect [{box}] /P 3 0 R /F 4 /DA (/F1 11 Tf) {more} >>".encode()


def test_what_is_typed_into_fields_and_over_the_page_is_read_where_it_stands(tmp_path: Path) -> None:
    path = form(
        tmp_path / "form.pdf",
        "Recipient name:",
        annotations=(
            annotation("FreeText", (72, 400, 540, 440), "/Contents (2. The recipient must give notice.)"),
            annotation("Widget", (170, 716, 400, 732), "/FT /Tx /T (name) /V (City of Chicago)"),
            annotation(
                "Widget", (72, 600, 540, 650), "/FT /Tx /Ff 4096 /T (rule) /V (1. It must comply.) /MK << >>"
            ),
        ),
    )
    page = read(path, ocr=False).pages[0]
    assert page.text.split("\n") == [
        "Recipient name: City of Chicago",
        "1. It must comply.",
        "2. The recipient must give notice.",
    ]
    name = next(word for word in page.words if word.text == "Chicago")
    assert 170 < name.x0 < 400 and 55 < name.y0 < 80


def test_a_link_or_a_hidden_remark_adds_nothing(tmp_path: Path) -> None:
    path = form(
        tmp_path / "form.pdf",
        "The terms",
        annotations=(
            annotation("Link", (72, 716, 120, 732), "/A << /S /URI /URI (https://example.gov) >>"),
            annotation("FreeText", (72, 400, 540, 440), "/Contents (secret)").replace(b"/F 4", b"/F 2"),
        ),
    )
    assert read(path, ocr=False).pages[0].text == "The terms"


@pytest.mark.parametrize("more", [b"/XFA 5 0 R", b"/XFA 5 0 R /NeedsRendering true"])
def test_a_form_that_is_only_a_request_to_wait_is_refused_with_the_remedy(
    tmp_path: Path, more: bytes
) -> None:
    waiting = form(tmp_path / "form.pdf", "Please wait... If this message is not replaced", catalog=more)
    with pytest.raises(UnreadableDocument, match="XFA") as refused:
        read(waiting)
    assert "print it to a new PDF" in refused.value.remedy
    both = form(tmp_path / "both.pdf", "1. The recipient must comply.", catalog=more)
    assert read(both).pages[0].text == "1. The recipient must comply."


def test_files_attached_to_a_pdf_are_documents_beside_it(tmp_path: Path) -> None:
    write_pdf(tmp_path / "terms.pdf", [[(72, 100, "1. Notice of release")]])
    document = pypdfium2.PdfDocument(write_pdf(tmp_path / "cover.pdf", [[(72, 100, "See the attached")]]))
    document.new_attachment("../terms.pdf").set_data((tmp_path / "terms.pdf").read_bytes())
    document.new_attachment("figures.xlsx").set_data(b"PK\x03\x04 and so on")
    document.save(str(tmp_path / "portfolio.pdf"))
    with contents(tmp_path / "portfolio.pdf") as found:
        assert [content.name for content in found] == [
            "portfolio.pdf",
            "portfolio.pdf/terms.pdf",
            "portfolio.pdf/figures.xlsx",
        ]
        cover, terms, figures = found
        assert cover.path is not None and read(cover.path).pages[0].text == "See the attached"
        assert terms.path is not None and read(terms.path).pages[0].text == "1. Notice of release"
        assert figures.problem is not None and "not a text document" in figures.problem.what


def test_a_protected_pdf_is_one_document(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [[(72, 100, "1. Notice")]], password="secret")
    with contents(path) as found:
        assert [content.name for content in found] == ["a.pdf"]


def test_a_file_attached_to_a_place_on_a_page_is_a_document_beside_it(tmp_path: Path) -> None:
    terms = b"1. The recipient must comply with 8 U.S.C. 1373."
    path = form(
        tmp_path / "letter.pdf",
        "See the attached",
        annotations=(
            annotation("FileAttachment", (72, 600, 92, 620), "/FS 7 0 R"),
            b"<< /Type /Filespec /F (terms.txt) /UF (terms.txt) /EF << /F 8 0 R >> >>",
            b"<< /Type /EmbeddedFile /Length %d >>\nstream\n%s\nendstream" % (len(terms), terms),
        ),
    )
    with contents(path) as found:
        assert [content.name for content in found] == ["letter.pdf", "letter.pdf/terms.txt"]


def test_the_files_of_a_form_that_cannot_be_shown_are_read(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(
        form(tmp_path / "form.pdf", "Please wait... If this message", catalog=b"/XFA (x)")
    )
    document.new_attachment("terms.txt").set_data(b"1. It must comply.")
    document.save(str(tmp_path / "xfa.pdf"))
    with pytest.raises(UnreadableDocument, match="XFA"):
        read(tmp_path / "xfa.pdf")
    with contents(tmp_path / "xfa.pdf") as found:
        assert [content.name for content in found] == ["xfa.pdf", "xfa.pdf/terms.txt"]
