"""Folders, archives and messages: every document in them, by a name that says where it lies."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from enjoined.documents import contents, read
from enjoined.errors import UnreadableDocument
from tests.documents.pdfs import write_pdf


def packet(folder: Path) -> Path:
    """An archive with a PDF under a hostile name, a text and a picture."""
    pdf = write_pdf(folder / "award.pdf", [[(72, 100, "1. Notice of release")]])
    path = folder / "packet.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(pdf, "../../award.pdf")
        archive.writestr("letters/cover.txt", "1. The recipient must comply.")
        archive.writestr("__MACOSX/._cover.txt", "clutter")
        archive.writestr("seal.gif", b"GIF89a" + bytes(8))
    return path


def test_an_archive_in_a_message_is_opened_and_nothing_is_left_behind(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Award"
    message.set_content("Please see the packet.")
    message.add_attachment(
        packet(tmp_path).read_bytes(), maintype="application", subtype="zip", filename="packet.zip"
    )
    (tmp_path / "mail.eml").write_bytes(message.as_bytes())
    with contents(tmp_path / "mail.eml") as found:
        assert [content.name for content in found] == [
            "mail.eml/message.txt", "mail.eml/packet.zip/award.pdf", "mail.eml/packet.zip/letters/cover.txt", "mail.eml/packet.zip/seal.gif",
        ]  # fmt: skip
        body, pdf, text, picture = found
        assert body.path is not None and "Please see the packet." in read(body.path).pages[0].text
        assert pdf.path is not None and read(pdf.path).pages[0].text == "1. Notice of release"
        assert picture.path is None or picture.problem is None
        assert picture.problem is not None and "image" in picture.problem.what
        places = [content.path for content in found if content.path]
        assert text.path in places
    assert not any(place.exists() for place in places)


def _message(*parts: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Award"
    message.set_content(parts[0])
    for part in parts[1:]:
        message.add_attachment(part, disposition="inline")
    return message


def _said(message: EmailMessage, path: Path) -> str:
    path.write_bytes(message.as_bytes())
    with contents(path) as found:
        assert found[0].path is not None
        return read(found[0].path).pages[0].text


def test_all_texts_of_a_message_are_read(tmp_path: Path) -> None:
    said = _said(
        _message("See below.", "1. The recipient must comply.", "2. It must give notice."), tmp_path / "a.eml"
    )
    assert [line for line in said.split("\n") if line][-3:] == [
        "See below.", "1. The recipient must comply.", "2. It must give notice.",
    ]  # fmt: skip


def test_the_page_of_a_message_is_read_where_its_text_says_less(tmp_path: Path) -> None:
    page = "<ol><li>The recipient must comply with every rule \u2013 always.<li>It must give notice.</ol>"
    for text, shown in (
        ("View this message as HTML.", True),
        ("1. It must comply with every rule.\n2. It must give notice.", False),
    ):
        message = _message(text)
        message.add_alternative(page, subtype="html", cte="quoted-printable")
        assert ("every rule \u2013 always" in _said(message, tmp_path / "a.eml")) is shown


def test_a_page_and_a_plain_text_that_follow_one_another_are_both_read(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Award"
    message.set_content("<p>It must comply with 8 U.S.C. 1373.</p>", subtype="html")
    message.add_attachment("This message is <confidential>. " * 9, disposition="inline")
    said = _said(message, tmp_path / "a.eml")
    assert "1373" in said and said.index("1373") < said.index("<confidential>")


def test_the_plain_text_is_read_where_the_page_is_nested_too_deep(tmp_path: Path) -> None:
    message = _message("The recipient must comply.")
    message.add_alternative("<div>\n" * 20_000, subtype="html")
    assert "must comply" in _said(message, tmp_path / "a.eml")


def test_every_frame_of_a_page_saved_with_its_pictures_is_read(tmp_path: Path) -> None:
    frames = "".join(
        f"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"<html><body><p>{number}. It must comply w=\r\nith rule {number}.</p></body></html>\r\n"
        for number in (1, 2)
    )
    (tmp_path / "a.mhtml").write_text(
        "From: <Saved by a browser>\r\nSubject: Terms\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related; boundary="x"\r\n\r\n{frames}--x\r\nContent-Type: text/css\r\n\r\np {{}}\r\n--x--\r\n'
    )
    with contents(tmp_path / "a.mhtml") as found:
        (page,) = found
        assert page.path is not None
        text = read(page.path).pages[0].text
    assert "1. It must comply with rule 1." in text and "2. It must comply with rule 2." in text
    assert "Saved" not in text


def test_a_folder_is_read_by_name_without_links_and_hidden_files(tmp_path: Path) -> None:
    top = tmp_path / "grant"
    (top / "b").mkdir(parents=True)
    (top / "b" / "terms.txt").write_text("1. Terms")
    (top / "a.txt").write_text("1. Award")
    (top / ".hidden").write_text("x")
    (top / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    with contents(top) as found:
        assert [content.name for content in found] == ["grant/a.txt", "grant/b/terms.txt"]


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="no document"), contents(tmp_path):
        pass


def test_members_are_never_written_outside_the_temporary_folder(tmp_path: Path) -> None:
    with contents(packet(tmp_path)) as found:
        folders = {content.path.parent for content in found if content.path}
    assert len(folders) == 1
    assert not (tmp_path.parent / "award.pdf").exists()
