"""Documents: read what arrived, find its numbered conditions and facts, recognise contested ones.

document = read("award.pdf")
found = recognise(document.clauses, default_rules(), document.reader)

What is named here is imported when it is first asked for: a brief of a story reads words with the modules of this room
and needs neither the readers of files nor the rules of recognition.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from enjoined.documents.authorities import Authority, find_authorities, same_authority
    from enjoined.documents.contents import Content, contents
    from enjoined.documents.document import Document, Unread, from_pages
    from enjoined.documents.facts import DocumentFacts
    from enjoined.documents.match import Candidate, Match, Matched, match, match_all
    from enjoined.documents.outline import Clause
    from enjoined.documents.page import Box, Page, Source, Span, Word
    from enjoined.documents.reading import read
    from enjoined.documents.recognise import FamilyPart, Level, Recognition, recognise
    from enjoined.documents.rules import Role, Rules, default_rules, load_rules
    from enjoined.documents.votes import Found

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
    "Authority": "authorities",
    "Box": "page",
    "Candidate": "match",
    "Clause": "outline",
    "Content": "contents",
    "Document": "document",
    "DocumentFacts": "facts",
    "FamilyPart": "recognise",
    "Found": "votes",
    "Level": "recognise",
    "Match": "match",
    "Matched": "match",
    "Page": "page",
    "Recognition": "recognise",
    "Role": "rules",
    "Rules": "rules",
    "Source": "page",
    "Span": "page",
    "Unread": "document",
    "Word": "page",
    "contents": "contents",
    "default_rules": "rules",
    "find_authorities": "authorities",
    "from_pages": "document",
    "load_rules": "rules",
    "match": "match",
    "match_all": "match",
    "read": "reading",
    "recognise": "recognise",
    "same_authority": "authorities",
}


class _Room(ModuleType):
    """The package itself: it finds its public names when they are asked for."""

    def __getattr__(self, name: str) -> Any:
        """A name of the module that holds it. Raises ``AttributeError`` if there is none."""
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        self.__dict__[name] = found
        return found

    def __setattr__(self, name: str, value: object) -> None:
        """Importing a module sets it here; where it offers what it is called (``match``), that is the public name."""
        if name in _HOME and isinstance(value, ModuleType):
            value = getattr(value, name)
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Room
