"""From what a person wrote to one recipient, or to a question that says between whom to choose.

The rules, in order:

1. An id (``il/chicago``) is itself.
2. A name that fits one government of the kind and State written is that government.
3. Within one State a bare name means the city, where one city bears it; towns and the like of that name are
   noted. A bare name never means a county while a place bears it: counties are called counties.
4. A bare name of a State means the State, unless a place with a known population of 100,000 or more bears it.
5. A name without a State means the one government whose known population is at least 100,000 and at least five
   times that of every other bearer whose population is known; the others are noted. A government that is only
   *also* called so (Brooklyn is a part of New York City) never wins this way, but it stands in the way. Towns and
   townships that are parts of a county have no say in rules 4 and 5: their residents are meant by other names too.
6. Anything else is not decided: :class:`UnknownRecipient` lists the candidates, the largest first.

No misspelt name is ever corrected; similar names are only suggested.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

import msgspec

from enjoined.errors import UnknownRecipient
from enjoined.model.ids import RecipientId
from enjoined.recipients.index import Bearers, Candidate, NameIndex
from enjoined.recipients.normalise import MAX_NAME, Reading, readings
from enjoined.recipients.places import AREA, Place
from enjoined.recipients.states import STATES

__all__ = ["Method", "Resolution", "resolve"]

LARGE: Final = 100_000
"""Residents from which a place is meant by its bare name (rules 4 and 5)."""

TIMES_LARGER: Final = 5
"""How many times larger than the next it must be (rule 5)."""

_SHOWN: Final = 5
_LISTED: Final = 50
_SIMILAR: Final = 75.0
"""Least similarity, of 100, of a name that is suggested."""

_SIMILAR_BODIES: Final = 90.0
"""The same for a name with words of bodies in it: these alone make two universities or schools look alike."""

_ID: Final = re.compile(r"[a-z]{2}|[a-z]{2,8}/[a-z0-9]+(?:-[a-z0-9]+)*")


class Method(StrEnum):
    """What decided a resolution."""

    ID = "id"
    EXACT = "exact"
    ALIAS = "alias"
    KIND = "kind"
    STATE = "state"
    SIZE = "size"


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """One recipient: ``note`` says, in one line, what else the text could have meant (``""``: nothing)."""

    id: RecipientId
    name: str
    kind: str
    state: str
    title: str
    method: Method
    note: str = ""


def resolve(text: str, index: NameIndex, *, suggest: bool = True) -> Resolution:
    """The recipient that ``text`` names: an id or a name in any usual form.

    Raises :class:`UnknownRecipient` where nobody bears the name or several do. Without ``suggest`` no similar names
    are looked for, which takes longer than all the rest.
    """
    written = " ".join(text.split())
    if not written or len(written) > MAX_NAME:
        raise UnknownRecipient(
            "no recipient is named"
            if not written
            else f"a name of {len(written)} characters is no recipient",
            remedy="write a name or an id, e.g. il/chicago",
        )
    identifier = written.casefold()
    if _ID.fullmatch(identifier):
        if place := index.by_id(identifier):
            return _resolution(place, Method.ID)
        state, slash, name = identifier.partition("/")
        if slash:
            words = name.replace("-", " ")
            return _named(written, f"{words}, {state}" if state in STATES else words, index, suggest)
    return _named(written, written, index, suggest)


def _named(written: str, text: str, index: NameIndex, suggest: bool) -> Resolution:
    match = index.find(text)
    if not match.candidates:
        raise _unknown(written, _similar(text, index) if suggest else [])
    chosen, others, method = _choose(written, match)
    if chosen.place.kind == AREA:
        raise UnknownRecipient(
            f"{chosen.place.title} has no county government",
            remedy="name the city or town, or the State",
        )
    return _resolution(chosen.place, method, _note(chosen, others, match))


def _choose(written: str, match: Bearers) -> tuple[Candidate, list[Candidate], Method]:
    """The candidate meant, the others that bear the name, and what decided."""
    pool = list(match.candidates)
    reading = match.reading
    meant = _without_lesser(pool, reading)
    by_kind = len(meant) < len(pool) or not match.fits
    if len(meant) > 1 and reading.state is None:
        winner = _state_meant(meant) if reading.kind is None else None
        if winner is None and not any(c.borne_as == "state" for c in meant):
            winner = _largest(meant)
        if winner:
            method = Method.STATE if winner.borne_as == "state" else Method.SIZE
            return winner, [c for c in pool if c is not winner], method
    if len(meant) != 1:
        raise _ambiguous(written, meant)
    chosen = meant[0]
    others = [c for c in pool if c is not chosen]
    if chosen.alias:
        return chosen, others, Method.ALIAS
    if by_kind:
        return chosen, others, Method.KIND
    return chosen, others, Method.STATE if reading.state else Method.EXACT


def _without_lesser(pool: list[Candidate], reading: Reading) -> list[Candidate]:
    """Rule 3, where no kind was written: counties give way to places, places to the State's one city."""
    if reading.kind is not None:
        return pool
    if reading.state:
        # "New York, New York": a State is not in itself
        pool = [c for c in pool if c.borne_as != "state"] or pool
    pool = [c for c in pool if c.borne_as != "county"] or pool
    cities: dict[str, list[Candidate]] = {}
    for candidate in pool:
        if candidate.borne_as == "city":
            cities.setdefault(candidate.place.state, []).append(candidate)
    return [
        c
        for c in pool
        if c.borne_as in ("city", "state") or len(cities.get(c.place.state, ())) != 1 or not c.place.state
    ]


def _state_meant(meant: list[Candidate]) -> Candidate | None:
    """Rule 4: the State, where no large place bears its name."""
    states = [c for c in meant if c.borne_as == "state"]
    large = any(_size(c.place) >= LARGE for c in meant if c.borne_as != "state")
    return states[0] if len(states) == 1 and not large else None


def _largest(meant: list[Candidate]) -> Candidate | None:
    """Rule 5: the one that is far larger than the rest."""
    first, second, *_ = sorted(meant, key=lambda c: -_size(c.place))
    if first.alias or first.place.kind == AREA or _size(first.place) < LARGE:
        return None
    return first if _size(first.place) >= TIMES_LARGER * _size(second.place) else None


def _size(place: Place) -> int:
    """Residents who count in rules 4 and 5: none where unknown, and none of a subdivision of a county."""
    subdivision = bool(place.geoids) and len(place.geoids[0]) == 10
    return 0 if subdivision else place.population or 0


def _resolution(place: Place, method: Method, note: str = "") -> Resolution:
    return Resolution(
        id=place.id,
        name=place.name,
        kind=place.kind,
        state=place.state,
        title=place.title,
        method=method,
        note=note,
    )


def _note(chosen: Candidate, others: list[Candidate], match: Bearers) -> str:
    """Why the text could be read otherwise, in one line."""
    place = chosen.place
    said = []
    if chosen.alias:
        said.append(f"{chosen.alias} is another name for, or a part of, {place.title}")
    if not match.fits:
        said.append(f"there is no {match.reading.kind} of that name; {place.title} is a {place.kind}")
    elif match.reading.kind is None and chosen.borne_as == "county" and place.kind == "county":
        said.append(f"no place bears that name; {place.title} is a county")
    # Who writes a place's name with its State does not mean a county, which is written with that word.
    near = [
        o for o in others if o.borne_as != "county" or chosen.borne_as == "county" or not match.reading.state
    ]
    if near:
        said.append(f"taken as {place.title}; also named so: {_listing(near, 3)}")
    return "; ".join(said)


def _listing(candidates: list[Candidate], shown: int) -> str:
    """The first few, the largest first, and how many more there are."""
    ranked = _ranked(candidates)
    more = f"; and {len(ranked) - shown} more" if len(ranked) > shown else ""
    called = (f"{c.place.id} {c.place.title}" + (f" ({c.alias})" if c.alias else "") for c in ranked[:shown])
    return "; ".join(called) + more


def _ranked(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda c: (-(c.place.population or 0), c.place.id))


def _label(place: Place) -> str:
    """How a candidate is shown, as in: Springfield, Illinois (city)."""
    where = f", {STATES[place.state].name}" if "/" in place.id and place.state in STATES else ""
    return f"{place.name}{where} ({'no county government' if place.kind == AREA else place.kind})"


def _ambiguous(written: str, meant: list[Candidate]) -> UnknownRecipient:
    ranked = _ranked(meant)
    able = [c for c in ranked if c.place.kind != AREA]
    return UnknownRecipient(
        f"{written} names {len(ranked)} governments: {_listing(ranked, _SHOWN)}",
        remedy=f"say which, e.g. --recipient {(able or ranked)[0].place.id}",
        candidates=tuple((c.place.id, _label(c.place)) for c in able[:_LISTED]),
    )


def _is_body(text: str) -> bool:
    """Whether a name has words of an office, or of a body with a personality of its own.

    >>> _is_body("Chicago Police Department"), _is_body("University of Illinois"), _is_body("Cook County")
    (True, True, False)
    """
    from enjoined.recipients.award_words import OWN_PERSON, STATE_ORGANS  # only when something has gone wrong

    return not (OWN_PERSON | STATE_ORGANS).isdisjoint(re.findall(r"[a-z]+", text.casefold()))


_OF_BODIES: Final = (
    "an office that is no legal person of its own is asked about as its government (Chicago, IL), "
    "a body that no record names by its kind (nonprofit: NAME, IL; also university, special-district, agency, "
    "tribe, association)"
)


def _unknown(written: str, similar: list[Place]) -> UnknownRecipient:
    """No such name: similar ones, from the State that was named if one was; of bodies, who is held at all."""
    suggestion = (
        f"; did you mean {'; '.join(f'{place.id} {place.title}' for place in similar[:3])}?"
        if similar
        else ""
    )
    return UnknownRecipient(
        f"no recipient is named {written}{suggestion}",
        remedy=_OF_BODIES
        if _is_body(written)
        else "write a name with its State (King County, WA) or an id (wa/king-county)",
        candidates=tuple((place.id, _label(place)) for place in similar),
    )


def _similar(text: str, index: NameIndex) -> list[Place]:
    from rapidfuzz import (
        fuzz,
        process,
    )  # only when something has gone wrong: the import costs more than a look-up

    least = _SIMILAR_BODIES if _is_body(text) else _SIMILAR
    scores: dict[str, float] = {}
    for key, state in dict.fromkeys((reading.key, reading.state) for reading in readings(text)[:4]):
        keys, ids = index.keys(state)
        for _, score, row in process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=least, limit=20):
            identifier = ids[row]
            scores[identifier] = max(score, scores.get(identifier, 0.0))
    places = [(score, place) for id_, score in scores.items() if (place := index.by_id(id_))]
    places.sort(key=lambda pair: (-pair[0], -(pair[1].population or 0), pair[1].id))
    return [place for _, place in places[:_SHOWN]]
