"""The parts of a brief as values: what ``brief --format json`` prints."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from enjoined.brief.assertions import Assertion
from enjoined.brief.matching.match import Fit, Verdict
from enjoined.brief.picture import Picture
from enjoined.brief.posture import Group, Standing
from enjoined.model import CaseId, ConditionId, EventId, FamilyId, RecipientId

if TYPE_CHECKING:
    from enjoined.claims import FoundClaim

__all__ = [
    "Also",
    "Brief",
    "CaseNote",
    "CitedSource",
    "NextStep",
    "Personal",
    "Posture",
    "StoryNote",
    "Term",
    "TimelineEntry",
]


class StoryNote(msgspec.Struct, frozen=True, kw_only=True):
    """The story as it was read."""

    name: str
    title: str
    kind: str
    dated: date | None
    dated_from: str
    words: int


class CaseNote(msgspec.Struct, frozen=True, kw_only=True):
    """A case the story may be about, with the reasons; ``fit`` is ``about``, ``possible`` or ``mentioned``.

    ``judges`` had it one after another; ``judge`` is the last of them."""

    case: CaseId
    title: str
    court: str
    dockets: tuple[str, ...]
    judge: str
    judges: tuple[str, ...]
    filed: date | None
    filed_in_words: str
    plaintiffs: tuple[str, ...]
    fit: Fit
    score: float
    reasons: tuple[str, ...]
    event: EventId | None
    checked: date | None


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions of one family in plain words: what they ask, and which recorded conditions they are."""

    family: FamilyId
    title: str
    about: str
    summary: str
    said_in_story: bool
    instruments: tuple[str, ...]
    conditions: tuple[ConditionId, ...]


class Posture(msgspec.Struct, frozen=True, kw_only=True):
    """Where the conditions stand on a day, as known on ``known_on`` (``None``: on all that is recorded).

    ``plaintiff`` is the party that the story is about, ``others`` everybody in classes.
    """

    on: date
    known_on: date | None
    plaintiff: tuple[Standing, ...]
    others: tuple[Group, ...]
    note: str = ""


class TimelineEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One event of the time line: its day in words, the earliest day as a date, what it was, its source."""

    day: date
    in_words: str
    event: EventId | None
    kind: str
    court: str
    title: str
    source: str = ""


class NextStep(msgspec.Struct, frozen=True, kw_only=True):
    """The first event of the case after the story, and the events by which it came to what it is."""

    event: EventId
    date: str
    court: str
    title: str
    came_of: tuple[TimelineEntry, ...] = ()


class Personal(msgspec.Struct, frozen=True, kw_only=True):
    """ "And you?": the same conditions for one recipient, then and now."""

    recipient: RecipientId
    name: str
    is_party: bool
    then: tuple[Standing, ...]
    now: tuple[Standing, ...]


class CitedSource(msgspec.Struct, frozen=True, kw_only=True):
    """A source that the brief rests on, and for what."""

    number: int
    what: str
    url: str
    title: str
    kind: str
    basis: str


class Also(msgspec.Struct, frozen=True, kw_only=True):
    """Another case that the story is about, in short: where its plaintiff stood and stands, and what came next.

    ``mine`` is where the reader's own recipient stands now; ``note`` says what is known where no condition of an award
    is recorded in it.
    """

    case: CaseId
    title: str
    then: tuple[Standing, ...]
    next: NextStep | None
    now: tuple[Standing, ...]
    mine: tuple[Standing, ...] = ()
    note: str = ""


class Unrecorded(msgspec.Struct, frozen=True, kw_only=True):
    """Names as the story prints them; ``claims`` are sentences that say what is asked, ``about`` topics known here."""

    plaintiffs: tuple[str, ...]
    defendants: tuple[str, ...]
    courts: tuple[str, ...]
    claims: tuple[str, ...]
    about: tuple[str, ...]


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """``brief --format json``; ``last`` is what is last on record where nothing is that came after the story."""

    schema: str
    on: date
    registry: dict[str, str]
    story: StoryNote
    verdict: Verdict
    summary: str
    cases: tuple[CaseNote, ...]
    not_in_registry: Unrecorded | None
    conditions: tuple[Term, ...]
    then: Posture | None
    now: Posture | None
    next: NextStep | None
    last: str
    recipient: Personal | None
    also: tuple[Also, ...]
    claims: tuple[FoundClaim, ...]
    assertions: tuple[Assertion, ...]
    timeline: tuple[TimelineEntry, ...]
    picture: Picture | None
    sources: tuple[CitedSource, ...]
    notes: tuple[str, ...]
