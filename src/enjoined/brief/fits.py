"""How cases belong to a story, and what can be said of the story as a whole."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from enjoined.model import CaseId, EventId

__all__ = ["Fit", "Match", "Verdict"]


class Fit(StrEnum):
    """How a case belongs to a story."""

    ABOUT = "about"
    POSSIBLE = "possible"
    MENTIONED = "mentioned"


class Verdict(StrEnum):
    """What can be said of a story as a whole."""

    CASE = "case"
    NOT_IN_REGISTRY = "not-in-registry"
    NOTHING = "nothing"


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A case with the evidence for it; ``event`` is the event that the story seems to report."""

    case: CaseId
    fit: Fit
    score: float
    reasons: tuple[str, ...]
    event: EventId | None = None
