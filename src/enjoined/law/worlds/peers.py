"""Classes of recipients in words: "local governments in California other than San Francisco, CA"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from enjoined.law.answering.words import name_of
from enjoined.law.worlds.classes import Crowd, People, band_of
from enjoined.model import LOCAL_KINDS, STATE_KINDS, Kind, Recipient, RecipientId
from enjoined.recipients.states import STATES
from enjoined.registry.table import LawTable

__all__ = ["Described", "Peers", "described", "told"]

_Sized = tuple[Kind, int]
"""A kind and a band of sizes."""

_NAMES_SHOWN = 3
_STATES_SPELT = 3

_PLURAL = {
    Kind.STATE: "States",
    Kind.DISTRICT: "D.C.",
    Kind.TERRITORY: "territories",
    Kind.COUNTY: "counties",
    Kind.CITY: "cities",
    Kind.CITY_COUNTY: "city-counties",
    Kind.TOWN: "towns",
    Kind.TOWNSHIP: "townships",
    Kind.VILLAGE: "villages",
    Kind.BOROUGH: "boroughs",
    Kind.PLANTATION: "plantations",
}


class Peers(msgspec.Struct, frozen=True, kw_only=True):
    """A class of recipients: how many, and who they are in words."""

    count: int
    who: str


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """A class in words. ``joined`` are the named ones counted in it; ``only`` is its one member if it has just one."""

    count: int
    words: str
    joined: tuple[RecipientId, ...] = ()
    only: Recipient | None = None


def told(
    law: LawTable, who: People, crowds: Iterable[Crowd], named: Sequence[Recipient]
) -> Iterator[Peers | RecipientId]:
    """Those who fare alike as classes and as names: a name stands alone where no unnamed peer shares its lot."""
    alone = {r.id for r in named}
    for found in described(law, who, crowds, named):
        alone -= set(found.joined)
        if found.only is not None:
            alone.add(found.only.id)
        else:
            yield Peers(count=found.count, who=found.words)
    yield from sorted(alone)


def described(
    law: LawTable, who: People, crowds: Iterable[Crowd], named: Iterable[Recipient]
) -> Iterator[Described]:
    """The crowds as few classes that words can tell, each with those of the named who are of its kinds and States.

    States and local governments are told apart; among States those named are peers of all the others.
    """
    crowds, sharing = list(crowds), {r.id: r for r in named}
    for level in (STATE_KINDS, LOCAL_KINDS):
        mine = [c for c in crowds if c.kind in level]
        if mine:
            counted = [] if level is LOCAL_KINDS else [_alone(who, r) for r in who.named if r.kind in level]
            shared = [c for c in counted if c.one.id in sharing]
            alike = [c for c in who.crowds if c.kind in level]
            yield from _at_level(law, who, [*mine, *shared], [*alike, *counted], set(sharing))


def _alone(who: People, recipient: Recipient) -> Crowd:
    """One named recipient as a crowd of its own."""
    kind, state, band = recipient.kind, recipient.state, band_of(recipient, who.sizes)
    return Crowd(kind=kind, state=state, band=band, count=0, one=recipient)


def _at_level(
    law: LawTable, who: People, crowds: list[Crowd], everyone: list[Crowd], sharing: set[RecipientId]
) -> Iterator[Described]:
    everywhere, here = _by_state(everyone), _by_state(crowds)
    members = {(c.state, c.kind, c.band): c for c in crowds}
    for states, sized in _products(here, everywhere):
        inside = [
            members[s, kind, band] for s in states for kind, band in sized if (s, kind, band) in members
        ]
        kinds = {kind for kind, _ in sized}
        peers = [r for r in who.named if r.state in states and r.kind in kinds]
        joined = tuple(r.id for r in peers if r.id in sharing)
        count = sum(c.count for c in inside) + len(joined)
        if count == 1:
            yield Described(count=1, words="", only=inside[0].one)
            continue
        words = _words(who, everywhere, states, sized)
        others = [r.id for r in peers if r.id not in sharing]
        yield Described(count=count, words=words + _but(law, others), joined=joined)


def _by_state(crowds: Iterable[Crowd]) -> dict[str, set[_Sized]]:
    found: dict[str, set[_Sized]] = {}
    for crowd in crowds:
        found.setdefault(crowd.state, set()).add((crowd.kind, crowd.band))
    return found


def _products(
    here: dict[str, set[_Sized]], everywhere: dict[str, set[_Sized]]
) -> Iterator[tuple[frozenset[str], frozenset[_Sized]]]:
    """The pairs as few products of States with kinds: a State fits where it has all of the kinds that it knows."""
    left = dict(sorted(here.items()))
    while left:
        for sized in (frozenset().union(*left.values()), frozenset(next(iter(left.values())))):
            states = frozenset(s for s, has in left.items() if has == everywhere[s] & sized)
            if states:
                break
        yield states, frozenset(s for state in states for s in left[state])
        left = {s: has for s, has in left.items() if s not in states}


def _words(
    who: People, everywhere: dict[str, set[_Sized]], states: frozenset[str], sized: frozenset[_Sized]
) -> str:
    kinds = frozenset(kind for kind, _ in sized)
    present = frozenset(kind for s in states for kind, _ in everywhere[s])
    sizes = frozenset(band for _, band in sized)
    possible = frozenset(band for s in states for kind, band in everywhere[s] if kind in kinds)
    if kinds == present and kinds <= LOCAL_KINDS:
        noun, of_kind = "local governments", frozenset(everywhere)
    else:
        noun = _kinds(kinds)
        of_kind = frozenset(s for s, has in everywhere.items() if any(kind in kinds for kind, _ in has))
    return noun + _where(states, of_kind) + _of_size(who, sizes, possible)


def _kinds(kinds: frozenset[Kind]) -> str:
    order = [Kind.STATE, Kind.DISTRICT, Kind.TERRITORY, *sorted(LOCAL_KINDS)]
    return _listed([_PLURAL[k] for k in order if k in kinds])


def _where(states: frozenset[str], of_kind: frozenset[str]) -> str:
    without = of_kind - states
    if not without:
        return ""
    if len(without) < len(states):
        return f" outside {_listed([s.upper() for s in sorted(without)])}"
    if len(states) <= _STATES_SPELT:
        return f" in {_listed([STATES[s].name if s in STATES else s.upper() for s in sorted(states)])}"
    return f" in {_listed([s.upper() for s in sorted(states)])}"


def _of_size(who: People, bands: frozenset[int], possible: frozenset[int]) -> str:
    if bands == possible:
        return ""
    low, high = min(bands), max(bands)
    if high == len(who.sizes):
        return f" of {who.sizes[low - 1]:,} people or more (or of unknown size)"
    if low == 0:
        return f" of fewer than {who.sizes[high]:,} people"
    return f" of {who.sizes[low - 1]:,} to {who.sizes[high] - 1:,} people"


def _but(law: LawTable, others: list[RecipientId]) -> str:
    if not others:
        return ""
    if len(others) > _NAMES_SHOWN:
        return f", other than {len(others)} that the records name"
    return f", other than {_listed([name_of(law, r) for r in sorted(others)])}"


def _listed(parts: list[str]) -> str:
    """The parts as a person lists them.

    >>> _listed(["AZ", "CA", "NV"])
    'AZ, CA and NV'
    """
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
