"""A story sent by mail: its subject, its text, the day in its header."""

from __future__ import annotations

import email
import email.policy

from enjoined.brief.read_page import PageText, read_page
from enjoined.errors import UnreadableDocument
from enjoined.model import Day

__all__ = ["read_mail"]

_PARTS = 200


def read_mail(data: bytes, where: str) -> PageText:
    """The message as a page: its subject is the title, its day that of its header; attachments are left alone.

    Raises :class:`~enjoined.errors.UnreadableDocument` for a message without text.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = [p for p, _ in zip(message.walk(), range(_PARTS), strict=False) if not p.is_multipart()]
        texts = {
            kind: next(
                (
                    str(p.get_content())
                    for p in parts
                    if p.get_content_type() == kind and not p.get_filename()
                ),
                "",
            )
            for kind in ("text/plain", "text/html")
        }
        subject = " ".join(str(message.get("Subject") or "").split())
        header = message.get("Date")
        sent = getattr(header, "datetime", None)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        # The standard library's parser raises any of these for what no mail program writes.
        raise UnreadableDocument(
            "the message is damaged", where=where, remedy="save its text instead"
        ) from error
    day = Day(sent.date().toordinal()) if sent is not None else None
    if texts["text/plain"].strip():
        paragraphs: tuple[str, ...] = (texts["text/plain"],)
    else:
        paragraphs = read_page(texts["text/html"]).paragraphs if texts["text/html"].strip() else ()
    if not paragraphs:
        raise UnreadableDocument("the message has no text", where=where, remedy="save the story as text")
    return PageText(
        title=subject, paragraphs=paragraphs, published=day, published_from="the date of the message"
    )
