"""Which program and which agencies a document is about, so that its clauses are tied to their instruments only.

The same words stand in the terms of several agencies. A clause of a document that names neither a program nor an
agency is tied to no instrument: a wrong tie would be a wrong answer.
"""

from __future__ import annotations

import re
from typing import Final

from enjoined.documents import Document
from enjoined.documents.layout.lines import squeeze
from enjoined.errors import UnknownRecipient
from enjoined.model import AgencyId, Instrument, ProgramId, RecipientId
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

__all__ = ["agencies_named", "is_subaward", "may_carry", "program_of", "recipients_meant"]

_PAGES = 8
"""Whose award it is stands on the first pages."""
_LONG = 12
"""Names with fewer letters are looked for as they are written, longer ones through spacing and line ends."""
_SUB: Final = r"sub-?\s?(?:recipient|grantee|awardee)"
_LABEL: Final = re.compile(
    rf"\b{_SUB}(?:['\u2019]s)?(?:\s+(?:name|legal name|and address))*\W*$", re.IGNORECASE
)
_ALIAS: Final = re.compile(
    rf"[^\n]{{0,40}}[(\"\u201c]\s*(?:(?:hereinafter|herein|called|referred to as|the)\s+)*"
    rf"[\"\u201c]?{_SUB}(?=[,.]?[\"\u201d)])",
    re.IGNORECASE,
)
_BESIDE: Final = 60
"""What a name is called stands so many characters before or after it."""


def is_subaward(document: Document) -> bool:
    """Whether the document calls its recipient a sub-recipient, in a label before the name or an alias after it."""
    named = document.facts.recipient
    if named is None:
        return False
    text = next(page.text for page in document.pages if page.index == named.page)
    before, after = text[max(0, named.start - _BESIDE) : named.start], text[named.end : named.end + _BESIDE]
    return bool(_LABEL.search(before) or _ALIAS.match(after))


def recipients_meant(registry: Registry, name: str) -> frozenset[RecipientId]:
    """Whom a name printed in a document can mean: one, several that it does not tell apart, or nobody on record."""
    try:
        return frozenset({registry.recipient(name).id})
    except UnknownRecipient as error:
        return frozenset(RecipientId(candidate) for candidate, _ in error.candidates)


def program_of(law: LawTable, document: Document) -> ProgramId | None:
    """The program: the Assistance Listing printed, else the one program that the first pages name."""
    facts = document.facts
    if facts.program is not None:
        return ProgramId(facts.program.value)
    text = _front(document)
    bare = squeeze(text)
    named = {
        program.id
        for program in law.programs.values()
        if any(
            len(squeeze(name)) >= _LONG and squeeze(name) in bare for name in (program.title, *program.said)
        )
    }
    return named.pop() if len(named) == 1 else None


def agencies_named(law: LawTable, document: Document) -> frozenset[AgencyId]:
    """The agencies that the first pages name, with those they belong to."""
    text = _front(document)
    bare = squeeze(text)
    found: set[AgencyId] = set()
    for agency in law.agencies.values():
        short = re.search(rf"(?<!\w){re.escape(agency.short)}(?!\w)", text)
        name = squeeze(agency.name.removeprefix("U.S. "))
        if short or (len(name) >= _LONG and name in bare):
            found.update(law.agency_line(agency.id))
    return frozenset(found)


def may_carry(
    law: LawTable, instrument: Instrument, program: ProgramId | None, agencies: frozenset[AgencyId]
) -> bool:
    """Whether the instrument can stand behind a document of that program, or failing that of one of the agencies."""
    if program is not None:
        return not instrument.programs or program in instrument.programs
    return bool(agencies.intersection(law.agency_line(instrument.agency)))


def _front(document: Document) -> str:
    return "\n".join([document.name, *(page.text for page in document.pages[:_PAGES])])
