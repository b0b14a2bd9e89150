"""The document itself: its facts, its citations, and where its face and the question disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from enjoined.check.placing import recipients_meant
from enjoined.check.report import CitedAuthority, DocumentSummary, FactFound
from enjoined.documents import Document, Found, Matched, Recognition
from enjoined.law.answering.words import name_of
from enjoined.model import ConditionId, Day, Recipient, parse_day, spoken
from enjoined.recipients.normalise import name_key
from enjoined.registry.open import Registry

__all__ = ["summary"]

_LEGIBLE = 80.0
"""Of a hundred letters of a name so many are read as they are."""


def summary(
    registry: Registry,
    document: Document,
    found: Sequence[tuple[Recognition, Matched]],
    recipient: Recipient | None,
    on: Day,
    papers: Sequence[Document] = (),
) -> DocumentSummary:
    """What the document says of itself, and where it, or one of the ``papers`` in it, disagrees with the question."""
    facts = document.facts
    instruments = Counter(
        registry.law.conditions[ConditionId(m.condition)].instrument
        for _, matched in found
        for m in matched.matches
    )
    printed = [c.number for c in document.clauses if c.number and c.sort in ("award", "terms")]
    numbers = [int(number) for number in printed if number.isdecimal()]
    first_seen = {a.normalized: a for a in reversed(document.authorities)}
    return DocumentSummary(
        name=document.name,
        kind=facts.kind,
        pages=len(document.pages),
        text_from=document.text_from,
        award_number=facts.award_number.value if facts.award_number else None,
        recipient=facts.recipient.value if facts.recipient else None,
        program=facts.program.value if facts.program else None,
        fiscal_year=facts.fiscal_year.value if facts.fiscal_year else None,
        amount=facts.amount.value if facts.amount else None,
        award_date=facts.award_date.value if facts.award_date else None,
        deadline=facts.deadline.value if facts.deadline else None,
        uei=facts.uei.value if facts.uei else None,
        version=facts.version.value if facts.version else None,
        missing_pages=facts.missing_pages,
        instrument=instruments.most_common(1)[0][0] if instruments else None,
        conditions=sum(not number.startswith("note") for number in printed),
        numbers_not_seen=tuple(
            sorted(set(range(min(numbers, default=0), max(numbers, default=0))) - set(numbers))
        ),
        authorities=tuple(
            CitedAuthority(text=a.text, normalized=a.normalized, page=a.page or 1)
            for a in reversed(first_seen.values())
        ),
        warnings=(
            *document.warnings,
            *dict.fromkeys(
                warning
                for one in papers or (document,)
                for warning in _warnings(registry, one, recipient, on)
            ),
        ),
        facts=_facts(document),
    )


_FACTS = (
    "award_number",
    "recipient",
    "uei",
    "program",
    "fiscal_year",
    "amount",
    "award_date",
    "deadline",
    "version",
)


def _facts(document: Document) -> tuple[FactFound, ...]:
    """Each fact that the document states, with its place."""
    found: list[FactFound] = []
    for name in _FACTS:
        fact: Found[str] | Found[int] | None = getattr(document.facts, name)
        if fact is not None:
            found.append(
                FactFound(
                    name=name,
                    value=fact.value,
                    page=fact.page,
                    start=fact.start,
                    end=fact.end,
                    confidence=fact.confidence,
                )
            )
    return tuple(found)


def _names(printed: str, name: str) -> bool:
    """Whether a printed name holds the name of a recipient, its State aside, but for a few letters that scanning
    damaged.
    """
    from rapidfuzz.fuzz import partial_ratio

    own = name_key(name.split(",")[0])
    return partial_ratio(own, name_key(printed)) >= _LEGIBLE


def _warnings(registry: Registry, document: Document, recipient: Recipient | None, on: Day) -> list[str]:
    """Where the question and the document's own face disagree."""
    facts, found = document.facts, []
    if recipient is not None and facts.recipient is not None:
        mine = name_of(registry.law, recipient.id)
        named = recipients_meant(registry, facts.recipient.value)
        if recipient.id not in named and (len(named) == 1 or not _names(facts.recipient.value, mine)):
            found.append(f"--recipient {mine}, but the document names {facts.recipient.value}")
    if facts.award_date is not None and parse_day(facts.award_date.value) > on:
        found.append(
            f"the award is dated {spoken(parse_day(facts.award_date.value))}, after the day asked about"
        )
    return found
