"""Whose awards they are: the parties as files write them, matched to recipients, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from enjoined.errors import UnknownRecipient
from enjoined.model import Recipient, RecipientId
from enjoined.registry.open import Registry

__all__ = ["Matched", "Party", "match"]

_STATES_ALONE: Final = frozenset({"US", "USA", "UNITED STATES", ""})


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A recipient as a file writes it; ``who`` is its number in the reader's table."""

    who: int
    name: str | None
    uei: str | None = None
    state: str | None = None
    county: str | None = None
    city: str | None = None
    types: str | None = None
    country: str | None = None


class Matched(msgspec.Struct, frozen=True, kw_only=True):
    """The recipient, or none with the reason and who it could be; ``confidence`` from 0 to 1."""

    recipient: Recipient | None
    method: str = ""
    confidence: float = 0.0
    candidates: tuple[tuple[RecipientId, str], ...] = ()
    why: str = ""


def match(
    registry: Registry, parties: Iterable[Party], overrides: Mapping[str, str] | Path | None = None
) -> dict[int, Matched]:
    """Every party's match by its number."""
    found: dict[int, Matched] = {}
    known: dict[tuple[str | None, str | None], Matched] = {}
    for party in parties:
        key = (party.name, party.state)
        if key not in known:
            known[key] = _one(registry, party)
        found[party.who] = known[key]
    return found


def _one(registry: Registry, party: Party) -> Matched:
    if party.name is None:
        return Matched(recipient=None, why="no name is given")
    state = party.state if party.state and party.state not in _STATES_ALONE else ""
    text = party.name
    if state and not text.upper().endswith(f", {state}") and "/" not in text:
        text = f"{text}, {state}"
    try:
        return Matched(recipient=registry.recipient(text), method="name", confidence=0.9)
    except UnknownRecipient as error:
        candidates = tuple((RecipientId(id_), name) for id_, name in error.candidates)
        return Matched(recipient=None, candidates=candidates, why=error.what)
