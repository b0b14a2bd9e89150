"""A story sent by mail: its subject, its text, the day in its header."""

from __future__ import annotations

import email
import email.policy
from email.message import Message
from typing import Final

import msgspec

from enjoined.brief.story.read_page import PageText, read_page
from enjoined.documents.files.mail import NESTED_PARTS, file_name, header, text_of
from enjoined.errors import UnreadableDocument
from enjoined.model import Day

__all__ = ["Attached", "read_mail"]


class Attached(msgspec.Struct, frozen=True):
    """A file attached to a message."""

    name: str
    data: bytes


_COVERING: Final = 60
"""A message of fewer words only goes with what is attached to it."""
_STORIES: Final = (".txt", ".html", ".htm", ".pdf", ".docx", ".odt")


def read_mail(data: bytes, where: str) -> tuple[PageText, Attached | None]:
    """The message as a page: its subject is the title, its day that of its header; and a story attached to it.

    A file counts as the story where the message itself says next to nothing; else attachments are left alone.

    Raises :class:`~enjoined.errors.UnreadableDocument` for a message without text.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        plain, rich = text_of(message)
        sent = getattr(message.get("Date"), "datetime", None)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        # The standard library's parser raises any of these for what no mail program writes.
        raise UnreadableDocument(
            "the message is damaged", where=where, remedy="save its text instead"
        ) from error
    day = Day(sent.date().toordinal()) if sent is not None else None
    paragraphs = (plain,) if plain.strip() else read_page(rich).paragraphs if rich.strip() else ()
    attached = _attached(message) if len(" ".join(paragraphs).split()) < _COVERING else None
    if not paragraphs and attached is None:
        raise UnreadableDocument("the message has no text", where=where, remedy="save the story as text")
    page = PageText(
        title=header(message, "Subject"),
        paragraphs=paragraphs,
        published=day,
        published_from="the date of the message",
    )
    return page, attached


def _attached(message: Message) -> Attached | None:
    """The first attached file that can be a story."""
    for number, part in enumerate(message.walk()):
        name = file_name(part) or ""
        if number >= NESTED_PARTS:
            break
        if (
            name.lower().endswith(_STORIES)
            and isinstance(data := part.get_payload(decode=True), bytes)
            and data
        ):
            return Attached(name=name, data=data)
    return None
