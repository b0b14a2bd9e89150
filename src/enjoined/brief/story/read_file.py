"""A file with a news story in it: a text, a page, a PDF or a picture of one, a message or what a word processor
wrote (Word, OpenDocument, rich text).
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final, Literal

import msgspec

from enjoined.brief.story.read_page import PageText, is_page, read_page
from enjoined.brief.story.story import Story, story_of
from enjoined.documents.files.kinds import SNIFF, kind_of
from enjoined.documents.files.read_text import BYTE_LIMIT, decode, split_pages
from enjoined.errors import UnreadableDocument
from enjoined.model import Day

__all__ = ["PAGES", "read_story"]

Kind = Literal["pdf", "docx", "odt", "rtf", "image"]
FLOWING: Final[tuple[Kind, ...]] = ("docx", "odt", "rtf")
"""Files of word processors: they have a line for each paragraph."""
PAGES: Final = 40
"""Of a longer file so many pages are read, and the reader is told."""


def read_story(path: str | Path, *, dated: Day | None = None) -> Story:
    """The story in a text, HTML or PDF file, a picture of a page or a message; ``dated`` overrides the date in it.

    Raises :class:`~enjoined.errors.UnreadableDocument` for anything that cannot be read.
    """
    path = Path(path)
    where = path.name
    if not path.exists():
        raise UnreadableDocument("the file cannot be opened", where=where, remedy="check its name")
    if not path.is_file():
        what = "this is a directory" if path.is_dir() else "this is not an ordinary file"
        raise UnreadableDocument(what, where=where, remedy="name a file with the story in it")
    try:
        if path.stat().st_size > BYTE_LIMIT:
            raise UnreadableDocument(
                f"the file is larger than {BYTE_LIMIT // 2**20} MB",
                where=where,
                remedy="give the story alone",
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument("the file cannot be opened", where=where, remedy="check its name") from error
    if not data.strip():
        raise UnreadableDocument("the file is empty", where=where, remedy="check that it was saved")
    kind = kind_of(data[:SNIFF], where)
    if kind == "mail":
        return _of_mail(data, where, dated)
    if kind == "pdf" or kind == "image" or kind in FLOWING:
        return _of_pages(path, kind, where, dated)
    if kind == "archive":
        raise UnreadableDocument(
            "this is an archive; text, HTML, PDF, pictures, Word, OpenDocument and rich texts and e-mails can be read",
            where=where,
            remedy="take the story out of it",
        )
    text = decode(data, where=where)
    if not text.strip("\ufeff \t\r\n"):
        raise UnreadableDocument("the file is empty", where=where, remedy="check that it was saved")
    if is_page(text):
        page = read_page(text)
        if not page.paragraphs and not page.title:
            raise UnreadableDocument(
                "no story could be found on this page", where=where, remedy="save its text instead"
            )
        return _of_page(page, where, dated, "html")
    if "\x00" not in text and len(text) <= 2_000_000:
        return story_of(text, name=where, dated=dated)
    pages = split_pages(text[:2_000_000], where=where)
    return story_of("\n\n".join(page.text for page in pages), name=where, dated=dated)


def _of_pages(path: Path, kind: Kind, where: str, dated: Day | None) -> Story:
    """The story in a file of pages; those that are pictures are read by tesseract, where it is there."""
    # The processes that read such files are needed for them alone.
    from enjoined.documents.files.ocr import read_pictures
    from enjoined.documents.sandbox.parallel import read_pages

    pages = read_pages(path, kind, where)
    warnings = []
    if len(pages) > PAGES:
        warnings.append(f"only the first {PAGES} of {len(pages)} pages were read")
    read = read_pictures(path, kind, pages[:PAGES], where)
    text = "\n\n".join(p.text.replace("\n", "\n\n") if kind in FLOWING else p.text for p in read)
    unread = [page for page in read if not page.read]
    if not text.strip():
        why = next((f": {page.why_unread}" for page in unread if page.why_unread), "")
        raise UnreadableDocument(
            f"no text could be read in this file{why}", where=where, remedy="save the story as text"
        )
    if unread:
        count = "1 page was" if len(unread) == 1 else f"{len(unread)} pages were"
        warnings.append(f"{count} not read: {unread[0].why_unread or 'no text'}")
    if any(page.source == "ocr" for page in read):
        warnings.append("read from a picture of the page, so names and figures can be misread")
    story = story_of(text, name=where, dated=dated, kind=kind)
    return msgspec.structs.replace(story, warnings=(*story.warnings, *warnings))


def _of_mail(data: bytes, where: str, dated: Day | None) -> Story:
    """The story in the text of a message, or in the first file attached where the text only goes with it."""
    from enjoined.brief.story.read_mail import read_mail

    page, attached = read_mail(data, where)
    if attached is None:
        return _of_page(page, where, dated, "mail")
    remark = f"the story was read from the attached file {attached.name}"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, f"attached{Path(attached.name).suffix}")
        copy.write_bytes(attached.data)
        try:
            story = read_story(copy, dated=dated)
        except UnreadableDocument as error:
            alone = _of_page(page, where, dated, "mail")
            remark = f"the attached file {attached.name} could not be read: {error.what}"
            return msgspec.structs.replace(alone, warnings=(*alone.warnings, remark))
    if story.told is None and page.published is not None:
        story = msgspec.structs.replace(story, told=page.published, told_from=page.published_from)
    return msgspec.structs.replace(story, name=where, warnings=(*story.warnings, remark))


def _of_page(page: PageText, where: str, dated: Day | None, kind: str) -> Story:
    return story_of(
        "\n\n".join(page.paragraphs),
        name=where,
        title=page.title,
        dated=dated,
        printed=page.published,
        kind=kind,
        printed_from=page.published_from,
    )
