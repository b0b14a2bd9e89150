"""Draft events from an agency's notice: what it says, tied to the registry where that is certain, for review.

A draft is never a record: whatever the notice does not say, or the registry does not know, is left out and listed
under ``to_settle``. Nothing is inferred from the law or from other notices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
import yaml

from enjoined.documents import Document, Recognition
from enjoined.documents.facts.dates import GREETING
from enjoined.documents.layout.furniture import COURT_STAMP
from enjoined.documents.layout.lines import squeeze
from enjoined.documents.recognition.notices import Announcement, find_announcements
from enjoined.errors import UnknownRecipient
from enjoined.model import ConditionId, FamilyId, RecipientId
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

__all__ = ["DraftEvent", "draft_events", "drafts_as_yaml"]

NOTICE_KINDS = ("notice",)
_MAY_BE_ONE = frozenset({"court", "news", "policy", "other", "terms"})
"""Kinds for which a letter of an agency may be taken where it tells of an order at length."""
_LETTERHEAD = 8
"""The first lines of a paper, among which an agency that writes it has one to itself."""
_ANOTHER_HEAD = re.compile(
    r"(?:in\s+the\s+)?(?:united\s+states|supreme|superior|circuit)\b[\w\s]{0,20}\bcourt\b"
    r"|(?:the\s)?(?:state|commonwealth|city|county|town)\sof\b|.*\bcounty$",
    re.IGNORECASE,
)
"""The head of a court's paper, or of one of a State or a local government."""
_CELLS = re.compile(r"\s{3,}|\t|\|")
TITLE = 140


class DraftEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One restraint or withdrawal that a notice announces, ready to be reviewed and made a record.

    ``date`` is the day the notice bears, None where it bears none. ``conditions`` are recorded conditions whose
    numbers it names; ``families`` are given where it names none. ``to_settle`` lists what a person has to find out.
    """

    id: str
    kind: str
    title: str
    date: str | None
    grade: str
    recipients: tuple[RecipientId, ...]
    subdivisions_of: tuple[RecipientId, ...]
    members_of: tuple[RecipientId, ...]
    everyone: bool
    conditions: tuple[ConditionId, ...]
    families: tuple[FamilyId, ...]
    programs: tuple[str, ...]
    fiscal_years: tuple[int, ...]
    ends_by: str | None
    page: int
    quote: str
    to_settle: tuple[str, ...]


def draft_events(
    registry: Registry, document: Document, recognised: Sequence[Recognition]
) -> tuple[DraftEvent, ...]:
    """What the document announces, if it is an agency's notice or under an agency's letterhead; empty otherwise."""
    kind = document.facts.kind
    if kind not in NOTICE_KINDS and not (kind in _MAY_BE_ONE and _is_from_an_agency(registry.law, document)):
        return ()
    found = find_announcements(document.pages)
    return tuple(
        _draft(registry, document, announcement, recognised, number)
        for number, announcement in enumerate(found, 1)
    )


def _is_from_an_agency(law: LawTable, document: Document) -> bool:
    """Whether the first line of a page names an agency on record, and none of its head a court or a State.

    Further down an agency may be whom a letter is for, or what a paper is about.
    """
    text = document.pages[0].text if document.pages else ""
    greeting = GREETING.search(text)
    if document.facts.kind == "terms" and greeting is None:
        return False
    lines = [line for line in text[: greeting.start() if greeting else None].split("\n") if line.strip()]
    head = [cell for line in lines[:_LETTERHEAD] for cell in _CELLS.split(line)]
    if COURT_STAMP.search("\n".join(lines)) or any(_ANOTHER_HEAD.match(cell.strip()) for cell in head):
        return False
    names = {squeeze(agency.name).removeprefix("us") for agency in law.agencies.values()}
    first = _CELLS.split(lines[0]) if lines else ()
    return any(squeeze(cell).removeprefix("unitedstates").removeprefix("us") in names for cell in first)


def _draft(
    registry: Registry,
    document: Document,
    said: Announcement,
    recognised: Sequence[Recognition],
    number: int,
) -> DraftEvent:
    law = registry.law
    open_points: list[str] = []
    recipients = tuple(_resolved(registry, said.names, open_points))
    inside = tuple(_resolved(registry, said.inside, []))
    members = tuple(_groups(registry, said.members_of, open_points))
    conditions = _conditions(law, said, document, open_points)
    families = () if conditions else _families(said, recognised)
    if not conditions and not families:
        open_points.append("which conditions are meant: the notice names none that is recorded")
    if not (recipients or members or said.everyone):
        open_points.append("as to whom: the notice names nobody that could be made out")
    if said.date is None:
        open_points.append(
            "since when: the notice bears no date; give the first and the last day it can be from"
        )
    program = document.facts.program.value if document.facts.program else None
    return DraftEvent(
        id=f"draft-{number}",
        kind="rescission" if said.rescinds else "agency-notice",
        title=said.quote if len(said.quote) <= TITLE else said.quote[:TITLE].rsplit(" ", 1)[0] + " \u2026",
        date=said.date,
        grade="withdrawn" if said.rescinds else "not-enforced",
        recipients=recipients,
        subdivisions_of=inside,
        members_of=members,
        everyone=said.everyone,
        conditions=conditions,
        families=families,
        programs=(program,) if program and not conditions else (),
        fiscal_years=said.fiscal_years,
        ends_by="written-notice" if said.written_notice else None,
        page=said.spans[0].page,
        quote=said.quote,
        to_settle=tuple(open_points),
    )


def _resolved(registry: Registry, names: Sequence[str], open_points: list[str]) -> Iterator[RecipientId]:
    for name in names:
        try:
            yield registry.recipient(name).id
        except UnknownRecipient:
            open_points.append(f"who is meant by {name!r}")


def _groups(registry: Registry, names: Sequence[str], open_points: list[str]) -> Iterator[RecipientId]:
    for name in names:
        try:
            found = registry.recipient(name)
        except UnknownRecipient:
            open_points.append(f"which association is meant by {name!r}")
            continue
        if found.id in registry.law.groups:
            open_points.append(f"on which day one had to be a member of {name}")
            yield found.id
        else:
            open_points.append(f"which association is meant by {name!r}")


def _conditions(
    law: LawTable, said: Announcement, document: Document, open_points: list[str]
) -> tuple[ConditionId, ...]:
    """The recorded conditions that bear the numbers, if exactly one instrument of the years has them all."""
    if not said.numbers:
        return ()
    program = document.facts.program.value if document.facts.program else None
    wanted = set(said.numbers)
    fitting: list[tuple[ConditionId, ...]] = []
    for instrument in law.instruments.values():
        if not set(said.fiscal_years) & set(instrument.fiscal_years):
            continue
        if program is not None and instrument.programs and program not in instrument.programs:
            continue
        own = [law.conditions[c] for c in instrument.conditions]
        if wanted <= {condition.number for condition in own}:
            fitting.append(tuple(c.id for c in own if c.number in wanted))
    if len(fitting) == 1:
        return fitting[0]
    what = ", ".join(said.numbers)
    years = " and ".join(f"FY{year}" for year in said.fiscal_years) or "no fiscal year given"
    how = f"{len(fitting)} recorded instruments have" if fitting else "no recorded instrument has"
    open_points.append(f"which instrument conditions {what} belong to ({years}): {how} these numbers")
    return ()


def _families(said: Announcement, recognised: Sequence[Recognition]) -> tuple[FamilyId, ...]:
    """The families that recognition sees within the words of the notice."""
    span = said.spans[0]
    return tuple(
        dict.fromkeys(
            FamilyId(part.family)
            for recognition in recognised
            if recognition.role in ("describes-status", "negates")
            for part in recognition.parts
            if any(s.page == span.page and s.start < span.end and s.end > span.start for s in part.spans)
        )
    )


def drafts_as_yaml(drafts: Sequence[DraftEvent], *, name: str) -> str:
    """The drafts in the form of a notice file, with what is to settle as comments. Empty without drafts."""
    lines = [
        f"# Drafted from {' '.join(name.split())}. Review every line; complete what is to settle; add the source.\n"
    ]
    for draft in drafts:
        lines += [f"# {draft.id}: to settle: {point}\n" for point in draft.to_settle]
    events = [_event(draft) for draft in drafts]
    body = yaml.safe_dump({"events": events}, sort_keys=False, allow_unicode=True, width=100)
    return "".join(lines) + body if drafts else ""


def _event(draft: DraftEvent) -> dict[str, object]:
    who: dict[str, object] = {}
    if draft.everyone:
        who["everyone"] = True
    if draft.recipients:
        who["recipients"] = list(draft.recipients)
    if draft.subdivisions_of:
        who["subdivisions_of"] = list(draft.subdivisions_of)
    if draft.members_of:
        who["members_of"] = [{"group": group} for group in draft.members_of]
    # Without a who an order reaches everybody: of nobody made out it is a list that is not held.
    scope: dict[str, object] = {"who": who or {"recipients": {"list": [], "complete": False}}}
    if draft.conditions:
        scope["conditions"] = {"ids": list(draft.conditions)}
    elif draft.families:
        scope["conditions"] = {"families": list(draft.families)}
    if not draft.conditions and (draft.programs or draft.fiscal_years):
        awards = {"programs": list(draft.programs), "fiscal_years": list(draft.fiscal_years)}
        scope["awards"] = {key: values for key, values in awards.items() if values}
    effect: dict[str, object] = {"id": draft.id}
    if draft.kind == "agency-notice":
        effect["restrain"] = draft.grade
    if draft.ends_by:
        effect["ends_by"] = draft.ends_by
    effect["scope"] = scope
    event: dict[str, object] = {"id": draft.id, "date": draft.date, "kind": draft.kind, "title": draft.title}
    event["note"] = f"Drafted from page {draft.page}; not reviewed."
    if draft.kind == "agency-notice":
        event["effects"] = [effect]
    return {key: value for key, value in event.items() if value is not None}
