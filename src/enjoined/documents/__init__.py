"""Documents: read what arrived, find its numbered conditions and facts, recognise contested ones.

document = read("award.pdf")
found = recognise(document.clauses, default_rules(), document.reader)

Where is …? Readers of files: ``files``, run by ``sandbox``. Words to lines: ``layout``. Lines to numbered clauses, and
two versions aligned: ``clauses``. What the document says of itself: ``facts``. Contested duties: ``recognition``.

What is named here is imported when it is first asked for: a brief of a story reads words with the modules of this room
and needs neither the readers of files nor the rules of recognition.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from enjoined.documents.clauses.outline import Clause
    from enjoined.documents.document import Document, Unread, from_pages
    from enjoined.documents.facts.document_facts import DocumentFacts
    from enjoined.documents.facts.votes import Found
    from enjoined.documents.files.contents import Content, contents
    from enjoined.documents.page import Box, Page, Source, Span, Word
    from enjoined.documents.reading import read
    from enjoined.documents.recognition.authorities import Authority, find_authorities, same_authority
    from enjoined.documents.recognition.match import Candidate, Match, Matched, match, match_all
    from enjoined.documents.recognition.recognise import FamilyPart, Level, Recognition, recognise
    from enjoined.documents.recognition.rules import Role, Rules, default_rules, load_rules

__all__ = [
    "Authority",
    "Box",
    "Candidate",
    "Clause",
    "Content",
    "Document",
    "DocumentFacts",
    "FamilyPart",
    "Found",
    "Level",
    "Match",
    "Matched",
    "Page",
    "Recognition",
    "Role",
    "Rules",
    "Source",
    "Span",
    "Unread",
    "Word",
    "contents",
    "default_rules",
    "find_authorities",
    "from_pages",
    "load_rules",
    "match",
    "match_all",
    "read",
    "recognise",
    "same_authority",
]

_HOME: Final = {
    "Authority": "recognition.authorities",
    "Box": "page",
    "Candidate": "recognition.match",
    "Clause": "clauses.outline",
    "Content": "files.contents",
    "Document": "document",
    "DocumentFacts": "facts.document_facts",
    "FamilyPart": "recognition.recognise",
    "Found": "facts.votes",
    "Level": "recognition.recognise",
    "Match": "recognition.match",
    "Matched": "recognition.match",
    "Page": "page",
    "Recognition": "recognition.recognise",
    "Role": "recognition.rules",
    "Rules": "recognition.rules",
    "Source": "page",
    "Span": "page",
    "Unread": "document",
    "Word": "page",
    "contents": "files.contents",
    "default_rules": "recognition.rules",
    "find_authorities": "recognition.authorities",
    "from_pages": "document",
    "load_rules": "recognition.rules",
    "match": "recognition.match",
    "match_all": "recognition.match",
    "read": "reading",
    "recognise": "recognition.recognise",
    "same_authority": "recognition.authorities",
}


def __getattr__(name: str) -> Any:
    """A name of the module that holds it. Raises ``AttributeError`` if there is none."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    return found
