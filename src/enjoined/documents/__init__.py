"""Documents: read what arrived, find its numbered conditions and facts, recognise contested ones.

document = read("award.pdf")
found = recognise(document.clauses, default_rules(), document.reader)
"""

from __future__ import annotations

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
