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
