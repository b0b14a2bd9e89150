"""The text of a mail message, in plain words and as a page, whatever its headers are worth."""

from __future__ import annotations

from email.message import Message
from typing import Final, NamedTuple

__all__ = ["NESTED_PARTS", "MailText", "file_name", "header", "text_of"]

NESTED_PARTS: Final = 1_000
"""Further parts of a message are not looked at."""


class MailText(NamedTuple):
    """What a message says, as plain text and as HTML; empty where it has no such form."""

    plain: str
    rich: str


def text_of(message: Message) -> MailText:
    """The first plain text and the first page of a message, not of its attachments nor of a message within it."""
    plain = rich = ""
    for number, part in enumerate(message.walk()):
        inner = part.get_content_type() == "message/rfc822" and part is not message
        if number >= NESTED_PARTS or inner:
            break
        if part.is_multipart() or file_name(part) is not None:
            continue
        if part.get_content_type() == "text/plain":
            plain = plain or _decoded(part)
        elif part.get_content_type() == "text/html":
            rich = rich or _decoded(part)
    return MailText(plain, rich)


def file_name(part: Message) -> str | None:
    """The name of an attached file; ``None`` for the text of a message."""
    try:
        return part.get_filename()
    except (ValueError, TypeError, LookupError, AttributeError):
        return None


def header(message: Message, name: str) -> str:
    """A header in one line of at most 500 characters; empty where it is missing or makes no sense."""
    try:
        return " ".join(str(message.get(name, "")).split())[:500]
    except (ValueError, TypeError, LookupError, AttributeError, IndexError):
        return ""


def _decoded(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")
