"""The text of a mail message, in plain words and as a page, whatever its headers are worth."""

from __future__ import annotations

from email.message import Message
from typing import Final, NamedTuple

__all__ = ["NESTED_PARTS", "MailText", "file_name", "header", "text_of"]

NESTED_PARTS: Final = 1_000
"""Further parts of a message are not looked at."""


class MailText(NamedTuple):
    """What a message says, as plain text and as HTML, all parts together; empty where it has no such form."""

    plain: str
    rich: str


def text_of(message: Message) -> MailText:
    """All plain text and all pages of a message, not those of its attachments nor of a message within it."""
    plain: list[str] = []
    rich: list[str] = []
    stack = [message]
    seen = 0
    while stack and seen < NESTED_PARTS:
        part = stack.pop()
        seen += 1
        if part.is_multipart():
            inside = () if part.get_content_type() == "message/rfc822" else part.get_payload()
            stack.extend(inner for inner in reversed(list(inside)) if isinstance(inner, Message))
        elif _is_body(part):
            (plain if part.get_content_subtype() == "plain" else rich).append(_decoded(part))
    return MailText("\n\n".join(filter(str.strip, plain)), "\n".join(filter(str.strip, rich)))


def _is_body(part: Message) -> bool:
    """Whether a part is text that a mail program shows with the message."""
    attached = str(part.get("Content-Disposition", "")).lower().startswith("attachment")
    shown = part.get_content_type() in ("text/plain", "text/html")
    return shown and not attached and file_name(part) is None


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
