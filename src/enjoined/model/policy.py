"""Local law: dated provisions that limit acts a condition may demand."""

from __future__ import annotations

import msgspec

from enjoined.model.day import Day
from enjoined.model.ids import ActId, PolicyId, RecipientId
from enjoined.model.source import Source

__all__ = ["Policy", "Provision"]


class Provision(msgspec.Struct, frozen=True, kw_only=True):
    """One provision in force from ``start`` up to ``until``.

    ``limits`` are the acts it forbids or restricts as courts read it, ``agency_limits`` the further acts it limits
    on the federal agency's reading; ``saves`` are acts a savings clause leaves free. Where two versions of one
    provision are in force on a day, the one that ``prevails`` counts; ``gap`` says why none was before this one.
    """

    cite: str
    summary: str
    start: Day
    until: Day | None = None
    limits: tuple[ActId, ...] = ()
    agency_limits: tuple[ActId, ...] = ()
    saves: tuple[ActId, ...] = ()
    saving: str = ""
    prevails: bool = False
    gap: str = ""
    sources: tuple[Source, ...] = ()


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """A statute, ordinance, order or directive of one jurisdiction, perhaps binding its subdivisions too."""

    id: PolicyId
    jurisdiction: RecipientId
    title: str
    provisions: tuple[Provision, ...]
    binds_subdivisions: bool = False
    sources: tuple[Source, ...] = ()
