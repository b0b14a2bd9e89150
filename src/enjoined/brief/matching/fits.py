"""How cases belong to a story, and what can be said of the story as a whole."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from enjoined.brief.matching.lexicon import Profile
from enjoined.model import CaseId, EventId

__all__ = ["CLOSE", "LEAST", "Evidence", "Fit", "Match", "Verdict", "match_of"]

LEAST: Final = 8.0
"""Points from which a story is about a case."""

CLOSE: Final = 1.5
"""A case this near to the best is possible, too."""


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
    """A case with the evidence for it.

    ``event`` is the event that the story seems to report; ``passage`` the sentences, by index, of the paragraphs that
    are about this case by their own evidence; ``captions`` those of the story that are this case's;
    ``headed``: the head of the story names its judge, its caption or whoever leads it.
    """

    case: CaseId
    fit: Fit
    score: float
    reasons: tuple[str, ...]
    event: EventId | None = None
    passage: tuple[int, ...] = ()
    captions: tuple[str, ...] = ()
    headed: bool = True


class Evidence(msgspec.Struct, kw_only=True):
    """What speaks for a case in a story: points with their reasons, and which of the sides of a suit fit.

    ``aside``: its caption is named, but as that of another case. ``captions`` are those that fit, with whether they are
    the very title of the case. ``accused``: whoever the case is against is named, ``official``: as
    the official of its title, other than the President; ``misjudged``: another judge is;
    ``foremost``: its judge is named before all others; ``headed``: the head of the story names who leads the case or
    its judge; ``lone``: no other case of that judge fits; ``counted``: as many sue as the story says; ``topical``: a
    family of its conditions is spoken of; ``granted``: who leads it sues, and its grant is named; ``suing``: one of its
    plaintiffs sues; ``dayed``: a day of the case is named, or fits; ``quiet``: nothing has
    happened in it for long; ``ago``: days from the event that is told to the
    telling; ``decision``: its day, kind and court.
    """

    profile: Profile
    points: float = 0.0
    party: bool = False
    bench: bool = False
    subject: bool = False
    sure: bool = False
    captioned: bool = False
    judged: bool = False
    foremost: bool = False
    counted: bool = False
    lone: bool = False
    headed: bool = True
    seated: bool = False
    accused: bool = False
    official: bool = False
    topical: bool = False
    granted: bool = False
    suing: bool = False
    dayed: bool = False
    misjudged: bool = False
    quiet: bool = False
    aside: bool = False
    ruled_out: bool = False
    reasons: list[tuple[float, str]] = []
    event: EventId | None = None
    ago: int | None = None
    decision: tuple[int, str, str] | None = None
    captions: dict[str, bool] = {}

    def add(self, points: float, reason: str) -> None:
        """Weigh something; what speaks for the case is a reason."""
        self.points += points
        if reason and points > 0:
            self.reasons.append((points, reason))


def match_of(evidence: Evidence, fit: Fit) -> Match:
    """The case as a match: its reasons with the strongest first, each told once."""
    ordered = sorted(evidence.reasons, key=lambda r: -r[0])
    return Match(
        case=evidence.profile.case.id,
        fit=fit,
        score=round(evidence.points, 1),
        reasons=tuple(dict.fromkeys(text for _, text in ordered)),
        event=evidence.event,
        captions=tuple(sorted(evidence.captions)),
        headed=evidence.headed,
    )
