"""Which lines are headings: of a part, of an exhibit behind the conditions, of what follows."""

from __future__ import annotations

import re

from enjoined.documents.clauses.schemes import DOTTED

__all__ = ["DUTY_FIRST", "LONGEST_HEAD", "heads_a_part", "heads_an_exhibit", "is_a_heading"]

LONGEST_HEAD = 60
PART = re.compile(r"(?:ARTICLE|PART|SECTION|CHAPTER|TITLE|EXHIBIT|APPENDIX|ATTACHMENT)\s+[A-Z0-9]{1,5}\b")
ATTACHED = re.compile(
    r"(?:EXHIBIT|APPENDIX|ATTACHMENT|ANNEX|Exhibit|Appendix|Attachment|Annex)\s[A-Z0-9]{1,5}\b(?!\s[a-z(])"
)
"""The heading of what stands behind the conditions and is numbered anew."""
DUTY_FIRST = re.compile(
    r"^(?:Will|Shall|Must|Agrees|Certifies|Accepts)\b"
    r"|(?<!that )\b(?:must|shall|agrees? to|may not|is required to|will not)\b"
)


def is_a_heading(text: str) -> bool:
    """Whether a line without a full stop or a duty is printed as headings are: in capitals, or each word capitalised.

    >>> is_a_heading("PART B: CIVIL RIGHTS"), is_a_heading("Reporting Requirements"), is_a_heading("Civil rights")
    (True, True, False)
    """
    words = [word for word in text.split() if word[0].isalpha() and (len(word) > 3 or word.isupper())]
    capitals = PART.match(text) is not None or all(word[0].isupper() for word in words)
    return text[-1].isalnum() and len(words) > 1 and capitals and not DUTY_FIRST.search(text.lower())


def heads_a_part(text: str) -> bool:
    """Whether a line is a numbered heading, "2.3 Civil rights"."""
    return DOTTED.match(text) is not None and len(text) <= LONGEST_HEAD and text[-1].isalnum()


def heads_an_exhibit(text: str) -> bool:
    """Whether a line is the heading of what stands behind the conditions and is numbered anew.

    >>> heads_an_exhibit("EXHIBIT B"), heads_an_exhibit("Attachment 2 must be signed")
    (True, False)
    """
    return ATTACHED.match(text) is not None and len(text) <= LONGEST_HEAD and text[-1] not in ".;,"
