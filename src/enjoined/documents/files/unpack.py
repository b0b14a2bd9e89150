"""Take apart what holds further files: a message or a PDF with its attachments, a ZIP archive.

Names inside are only shown, never used as paths: each member is written into the folder given, under a number.
"""

from __future__ import annotations

import email
import email.policy
import errno
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from email.message import Message
from html import escape
from pathlib import Path
from typing import Final

from enjoined.documents.files.mail import NESTED_PARTS, MailText, file_name, header, text_of
from enjoined.documents.files.read_html import html_text
from enjoined.documents.sandbox.jobs import Member, UnpackJob
from enjoined.errors import UnreadableDocument

__all__ = ["shown", "unpack"]

MAIL_BYTES: Final = 256 * 1024 * 1024
"""A larger message is refused."""
DIRECTORY_BYTES: Final = 32 * 1024 * 1024
"""An archive whose list of contents is longer than this is refused."""
MUCH_MORE: Final = 1.5
"""The page of a message that says so many times as much as its plain text is read instead."""
CHUNK: Final = 1 << 20
_NO_ROOM: Final = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
_CLUTTER: Final = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)", re.IGNORECASE)
_ENDINGS: Final = {
    "application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt", "message/rfc822": ".eml",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip


def unpack(job: UnpackJob) -> tuple[Member, ...]:
    """The members of the file, in their order, each written to a file of its own where it can be.

    Raises :class:`UnreadableDocument` for a file that is damaged, or beyond the limits of the job.
    """
    keep = _Keep(Path(job.folder), room=job.room, members=job.members, where=job.name)
    if job.kind == "mail":
        try:
            _message(Path(job.path), keep)
        except UnreadableDocument:
            raise
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            # The standard library's parser raises any of these for headers that no mail program writes.
            raise UnreadableDocument(
                "the message is damaged", where=job.name, remedy="save its attachments"
            ) from error
    elif job.kind == "pdf":
        _attached(Path(job.path), keep)
    else:
        _archive(Path(job.path), keep)
    return tuple(keep.found)


def shown(name: str) -> str:
    """The name of a member as it may be shown: no path above the archive, no control characters, not too long.

    >>> shown("../../etc/passwd"), shown("C:\\\\award\\\\a.pdf"), shown("a\\x1b[2Jb.pdf")
    ('etc/passwd', 'award/a.pdf', 'a?[2Jb.pdf')
    """
    parts = [
        p for p in re.split(r"[/\\]", name) if p not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", p)
    ]
    clean = "".join(c if c.isprintable() else "?" for c in "/".join(parts))
    return clean if len(clean) <= 200 else f"{clean[:120]}\u2026{clean[-60:]}"


class _Keep:
    """Writes members, within the room there is."""

    def __init__(self, folder: Path, *, room: int, members: int, where: str) -> None:
        self.folder, self.room, self.members, self.where = folder, room, members, where
        self.found: list[Member] = []
        self.names: set[str] = set()

    def name(self, name: str) -> str:
        """The name to show, made unlike those before it."""
        wanted = name = shown(name) or "unnamed"
        number = 1
        while name in self.names:
            number += 1
            stem, dot, ending = wanted.rpartition(".")
            name = f"{stem} ({number}).{ending}" if dot else f"{wanted} ({number})"
        self.names.add(name)
        if len(self.found) >= self.members:
            raise UnreadableDocument(
                f"it holds more than {self.members:,} files",
                where=self.where,
                remedy="give the files themselves",
            )
        return name

    def file(self, name: str) -> Path:
        """Where the next member is written."""
        return self.folder / f"{len(self.found):05}{Path(name).suffix[:8] if name.isascii() else ''}"

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked."""
        self.room -= size
        if self.room < 0:
            raise UnreadableDocument(
                "it unpacks to more than can be read", where=self.where, remedy="give the files themselves"
            )

    def unpacked(self, name: str, data: bytes) -> None:
        """A member that is already unpacked."""
        name = self.name(name)
        self.spend(len(data))
        file = self.file(name)
        file.write_bytes(data)
        self.found.append(Member(name=name, file=str(file)))

    def refuse(self, name: str, what: str, remedy: str) -> None:
        """A member that cannot be had."""
        self.found.append(Member(name=self.name(name), what=what, remedy=remedy))


def _archive(path: Path, keep: _Keep) -> None:
    damaged = UnreadableDocument(
        "the archive is damaged or cut short", where=keep.where, remedy="download it again"
    )
    _refuse_long_directory(path, keep.where)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise damaged from error
    with archive:
        for info in archive.infolist():
            if info.is_dir() or _CLUTTER.search(info.filename):
                continue
            if info.flag_bits & 1:
                keep.refuse(
                    info.filename, "it is protected by a password", "unpack it and give the file itself"
                )
                continue
            if (info.external_attr >> 28) == 0xA:
                keep.refuse(info.filename, "it is a link to another file", "give that file itself")
                continue
            name = keep.name(info.filename)
            file = keep.file(name)
            try:
                with archive.open(info) as member, file.open("wb") as out:
                    while chunk := member.read(CHUNK):
                        keep.spend(len(chunk))
                        out.write(chunk)
            except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError) as error:
                if isinstance(error, UnreadableDocument) or getattr(error, "errno", None) in _NO_ROOM:
                    raise
                file.unlink(missing_ok=True)
                keep.found.append(
                    Member(name=name, what="it is damaged inside the archive", remedy="download it again")
                )
                continue
            keep.found.append(Member(name=name, file=str(file)))


def _refuse_long_directory(path: Path, where: str) -> None:
    """The list of contents is read at once, so it must not be longer than is reasonable."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 65_600))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    length = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if (length > DIRECTORY_BYTES and length != 0xFFFFFFFF) or (
        length == 0xFFFFFFFF and size > 4 * MAIL_BYTES
    ):
        raise UnreadableDocument(
            "the archive lists too many files", where=where, remedy="give the files themselves"
        )


def _attached(path: Path, keep: _Keep) -> None:
    """The files that a PDF carries with it: a portfolio is nothing but its files."""
    from enjoined.documents.files.read_pdf import PdfFile

    try:
        pdf = PdfFile(path, keep.where, only_files=True)
    except UnreadableDocument:
        return  # whoever reads the PDF itself is told why not
    try:
        for name, data in pdf.attached():
            if data:
                keep.unpacked(name or "attachment", data)
            else:
                keep.refuse(
                    name or "attachment", "it is damaged inside the PDF", "save it from a viewer of PDFs"
                )
    finally:
        pdf.close()


def _message(path: Path, keep: _Keep) -> None:
    if path.stat().st_size > MAIL_BYTES:
        raise UnreadableDocument(
            f"the message is larger than {MAIL_BYTES // 2**20} MB",
            where=keep.where,
            remedy="save its attachments",
        )
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = _body(message)
    if body is not None:
        keep.unpacked(*body)
    stack: list[Message] = [message]
    parts = 0
    while stack:
        part = stack.pop()
        parts += 1
        if parts > NESTED_PARTS:
            raise UnreadableDocument(
                "the message has too many parts", where=keep.where, remedy="save its attachments"
            )
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            stack.extend(inner for inner in reversed(list(part.get_payload())) if isinstance(inner, Message))
        elif part is not message:
            _attachment(part, keep)


def _attachment(part: Message, keep: _Keep) -> None:
    kind = part.get_content_type()
    if kind == "message/rfc822" and part.is_multipart():
        inner = part.get_payload(0)
        if isinstance(inner, Message):
            keep.unpacked(
                f"{header(inner, 'Subject') or 'message'}.eml", inner.as_bytes(policy=email.policy.compat32)
            )
        return
    name = file_name(part)
    inline = name is None and not str(part.get("Content-Disposition", "")).lower().startswith("attachment")
    if inline and kind.startswith(("text/", "image/")):
        return  # the body, or its other form, or a picture in it
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        return
    if kind.startswith("image/") and part.get("Content-ID"):
        return  # a logo of the body
    keep.unpacked(name or f"attachment{_ENDINGS.get(kind, '')}", data)


def _body(message: Message) -> tuple[str, bytes] | None:
    """The text of a message with its heading, as plain text or as a web page; None if it says nothing.

    All its parts follow one another; of the forms of one part, one is taken.
    """
    # A page that a browser saved has the form of a message, but nobody sent it, and its date is that of saving.
    saved = header(message, "From").strip('"<> ').lower().startswith("saved by ")
    heading = [
        f"{name}: {text}"
        for name in ("From", "To", "Date", "Subject")
        if not saved and (text := header(message, name))
    ]
    texts = [_form_of(text) for text in _texts(message) if text.plain.strip() or text.rich.strip()]
    if not texts:
        return None
    if not any(text.rich for text in texts):
        plain = "\n\n".join(text.plain for text in texts)
        return "message.txt", "\n".join([*heading, "", plain]).encode("utf-8", "replace")
    rich = "\n".join(text.rich or _as_page(text.plain.splitlines()) for text in texts)
    above = _as_page(heading) if heading else ""
    page = f'<html><meta charset="utf-8">{above}{rich}</html>'
    return "message.html", page.encode("utf-8", "replace")


def _texts(message: Message) -> Iterator[MailText]:
    """The text of each part, in order: those that are forms of one another are one part."""
    stack = [message]
    seen = 0
    while stack and seen < NESTED_PARTS:
        part = stack.pop()
        seen += 1
        if part.get_content_maintype() == "multipart" and part.get_content_subtype() != "alternative":
            inside = part.get_payload() if part.is_multipart() else ()
            stack.extend(inner for inner in reversed(list(inside)) if isinstance(inner, Message))
        else:
            yield text_of(part)


def _form_of(text: MailText) -> MailText:
    """The plain text or the page: some plain texts only say that there is a page to be looked at."""
    if not text.plain.strip():
        return MailText("", text.rich)
    try:
        more = len(html_text(text.rich)) > MUCH_MORE * len(text.plain)
    except UnreadableDocument:
        more = False
    return MailText("", text.rich) if more else MailText(text.plain, "")


def _as_page(lines: Sequence[str]) -> str:
    return f"<p>{'<br>'.join(escape(line, quote=False) for line in lines)}</p>"
