"""A story sent by mail: its subject, its text, the day in its header."""

from __future__ import annotations

import email
import email.policy

from enjoined.brief.read_page import PageText, read_page
from enjoined.documents.mail import header, text_of
from enjoined.errors import UnreadableDocument
from enjoined.model import Day

__all__ = ["read_mail"]


def read_mail(data: bytes, where: str) -> PageText:
    """The message as a page: its subject is the title, its day that of its header; attachments are left alone.

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
    if not paragraphs:
        raise UnreadableDocument("the message has no text", where=where, remedy="save the story as text")
    return PageText(
        title=header(message, "Subject"),
        paragraphs=paragraphs,
        published=day,
        published_from="the date of the message",
    )
