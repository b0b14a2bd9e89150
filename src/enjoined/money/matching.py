"""Whose awards they are: the parties as files write them, matched to recipients, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from enjoined.errors import UnknownRecipient
from enjoined.model import Kind, RecipientId
from enjoined.recipients import (
    STATES,
    AwardRecipient,
    Match,
    Matcher,
    MatchMethod,
    Overrides,
    read_overrides,
    resolve,
)
from enjoined.recipients.award import business_codes
from enjoined.recipients.award_names import says_state, state_words
from enjoined.recipients.described import parted, written
from enjoined.recipients.normalise import MAX_NAME, fold, readings, slug, spelled
from enjoined.recipients.strangers import Bodies, is_district, kind_of
from enjoined.registry.open import Registry

__all__ = ["Matched", "Party", "explained", "match"]

_ID: Final = re.compile(r"[a-z]{2}|(?:[a-z]{2}|org)/[a-z0-9.-]+")
_STATES: Final = {form: code.upper() for code in STATES for form in state_words(code)}
_AT_HOME: Final = frozenset(
    {
        *("US", "USA", "UNITED STATES"),
        *("PRI", "GUM", "VIR", "ASM", "MNP", "PUERTO RICO", "GUAM"),
    }
)
_UNENDED: Final = frozenset({"of", "the", "and", "&", "for", "in", "state"})
"""Words behind which the name of a State is a part of the name: "State of Illinois", "City of Oregon"."""
_MORE_OFTEN_WORDS: Final = frozenset({"CO", "SD"})
"""Codes of States that are more often a county or a company, and a school district."""
_DOUBTFUL_ENDS: Final = tuple([code] for code in _MORE_OFTEN_WORDS)
_HABIT: Final = 3
_MOST_CANDIDATES: Final = 20
_NEARBY: Final = 0.85
"""Confidence where the State is that of those to whom the money goes."""
_BY_KIND: Final = 0.9
"""Confidence that a body of a kind is on no record, where none is near its name."""
_COUNTIES: Final = frozenset({"county", "parish"})
_CALLED_SO: Final = _COUNTIES | {"borough"}
_FEW: Final = 200
"""Names without a business type up to which it is quicker to look each up in the index."""


class Party(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A recipient as a file writes it; ``who`` is its number in the reader's table.

    ``near`` is the State of all to whom it passes money on, where its own is not given.
    """

    who: int
    name: str | None
    uei: str | None = None
    state: str | None = None
    county: str | None = None
    county_name: str | None = None
    place: str | None = None
    city: str | None = None
    types: str | None = None
    country: str | None = None
    near: str | None = None


class Matched(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The recipient, or none with the reason and who it could be; ``confidence`` from 0 to 1."""

    recipient: RecipientId | None
    method: str = "none"
    confidence: float = 0.0
    candidates: tuple[RecipientId, ...] = ()
    why: str = ""
    text: str = ""
    """The name as it was read, where :func:`explained` can say more."""


def match(registry: Registry, parties: Iterable[Party], overrides: Path | None = None) -> dict[int, Matched]:
    """Every party's match by its number. ``overrides`` is a file of decisions, which go before everything else.

    A decision is on a name as the file of awards writes it, or on what is left of it without the State at its end.
    A body that is on no record is given by its description where its business type says its kind.
    Raises an ``ExceptionGroup`` of every mistake in the file of decisions.
    """
    parties = list(parties)
    decided = Overrides()
    if overrides is not None:
        decided = read_overrides(overrides, lambda id_: _given(registry, id_) is not None)
    found: dict[int, Matched] = {}
    asked: list[tuple[int, AwardRecipient]] = []
    for party in parties:
        if decided and (decision := decided.match(_said(party, party.name or "", party.state or ""))):
            made = _made(decision)
            id_ = made.recipient and _given(registry, made.recipient)
            found[party.who] = msgspec.structs.replace(made, recipient=id_)
        elif party.name is not None and (id_ := _given(registry, party.name)) is not None:
            found[party.who] = Matched(recipient=id_, method="id", confidence=1.0, why="its id is given")
        elif party.name is None and party.uei is None:
            found[party.who] = Matched(recipient=None, why="no name is given")
        elif _abroad(party):
            found[party.who] = Matched(recipient=None, why=f"it is abroad ({party.country})")
        else:
            asked.append((party.who, _written(party)))
    if sum(not item.business_types for _, item in asked) > _FEW:
        registry.names.hold()
    matcher = Matcher(registry.names, registry.law.recipients.values(), decided)
    found |= _found(registry, matcher, asked)
    habit = _is_habit(p.name for p in parties if not p.state and p.name)
    ended = {
        p.who: end
        for p in parties
        if not p.state and _open(found[p.who]) and (end := _ended(p.name or "", _doubtful(p, habit=habit)))
    }
    asked = [(p.who, _said(p, *ended[p.who])) for p in parties if p.who in ended]
    found |= {
        who: match_
        for who, match_ in _found(registry, matcher, asked).items()
        if match_.recipient is not None
    }
    near = {p.who: p for p in parties if p.near and p.name and not p.state and _open(found[p.who])}
    there = [(who, _written(msgspec.structs.replace(p, state=p.near))) for who, p in near.items()]
    for (who, item), match_ in zip(there, _found(registry, matcher, there).values(), strict=True):
        found[who] = _by_nearness(found[who], match_, item)
    return found | _strangers(registry, matcher, parties, found)


def _strangers(
    registry: Registry, matcher: Matcher, parties: Iterable[Party], found: dict[int, Matched]
) -> dict[int, Matched]:
    """The bodies that are nobody on record, each by its kind and State; those near one on record are left open.

    So is who would be a government, or an office of one, if its business type said no other kind.
    """
    bodies = Bodies(registry.law.recipients.values())
    strangers: dict[int, Matched] = {}
    kinds: list[tuple[int, AwardRecipient, Kind]] = []
    for party in parties:
        made = found[party.who]
        if made.recipient is not None or made.candidates or not party.types or _abroad(party):
            continue
        item = _written(party)
        kind = kind_of(business_codes(item.business_types), item.name)
        state = item.state.strip().lower()
        if kind is None or state not in STATES or not slug(item.name) or len(item.name) > MAX_NAME:
            continue
        near = bodies.near(item.name, state) if made.method == MatchMethod.NONE else ()
        if near:
            why = "its name is near theirs"
            strangers[party.who] = msgspec.structs.replace(made, candidates=near[:_MOST_CANDIDATES], why=why)
        else:
            kinds.append((party.who, item, kind))
    bare = matcher.match_many(msgspec.structs.replace(item, business_types=()) for _, item, _ in kinds)
    for (who, item, kind), government in zip(kinds, bare, strict=True):
        state = RecipientId(item.state.strip().lower())
        meant = government.candidates
        if government.recipient is not None:
            meant = (government.recipient,)
        elif (kind is Kind.NONPROFIT and meant == (state,)) or (
            kind is Kind.SPECIAL_DISTRICT and is_district(item.name)
        ):
            meant = ()
        if meant:
            why = "its business type is no government's"
            strangers[who] = msgspec.structs.replace(found[who], candidates=meant[:_MOST_CANDIDATES], why=why)
            continue
        strangers[who] = Matched(
            recipient=written(kind, item.name, state),
            method="kind",
            confidence=_BY_KIND,
            why=f"no record names it: any {kind.value} of its State",
        )
    return strangers


def _abroad(party: Party) -> bool:
    return bool(party.country) and str(party.country).upper() not in _AT_HOME


def _open(matched: Matched) -> bool:
    """Whether nobody was found nor decided on."""
    return matched.recipient is None and matched.method == MatchMethod.NONE


def _found(
    registry: Registry, matcher: Matcher, asked: Sequence[tuple[int, AwardRecipient]]
) -> dict[int, Matched]:
    """The matches of some parties by name, in their order."""
    found: dict[int, Matched] = {}
    spoken: dict[str, Matched] = {}
    for (who, item), match_ in zip(asked, matcher.match_many(item for _, item in asked), strict=True):
        made = _made(match_)
        if match_.method is MatchMethod.NONE and not item.business_types:
            for text in _spoken_forms(item):
                if text not in spoken:
                    spoken[text] = _as_spoken(registry, text, decided_by_state=bool(item.state))
                if spoken[text].recipient is not None:
                    made = spoken[text]
                    break
                made = made if made.candidates or made.text else spoken[text]
        found[who] = made
    return found


def _spoken_forms(item: AwardRecipient) -> Iterable[str]:
    """A name with its State as ``--recipient`` takes it, then without the State that it may end with itself."""
    name = _parted(item.name, item.state)[0]
    yield f"{name}, {item.state}" if item.state else name
    ended = _ended(name) if item.state else None
    if ended is not None and ended[1] == item.state.upper():
        yield f"{ended[0]}, {item.state}"


def _made(match_: Match) -> Matched:
    return Matched(
        recipient=match_.recipient,
        method=match_.method,
        confidence=match_.confidence,
        candidates=match_.candidates[:_MOST_CANDIDATES],
        why=match_.why,
    )


def _by_nearness(alone: Matched, there: Matched, item: AwardRecipient) -> Matched:
    """Who passes money on in a State that only those it goes to tell of.

    That State itself, or an office of it, whose name says which State it is; any other is left to a person.
    """
    state = RecipientId(item.state.lower())
    says = says_state(item.name, state)
    if there.recipient == state and says:
        why = f"{there.why}; its State by that of those it passes money to"
        return msgspec.structs.replace(there, confidence=min(there.confidence, _NEARBY), why=why)
    candidates = (there.recipient,) if there.recipient is not None else there.candidates
    if not candidates and says:
        candidates = (state,)
    if not candidates:
        return alone
    return Matched(recipient=None, candidates=candidates, why="no State is given")


def _as_spoken(registry: Registry, text: str, *, decided_by_state: bool) -> Matched:
    """A name without a business type, read as ``--recipient`` reads it; one without a State is never decided."""
    try:
        resolved = resolve(text, registry.names, suggest=False)
    except UnknownRecipient as error:
        return Matched(recipient=None, why=error.what, text=text)
    if not decided_by_state:
        return Matched(recipient=None, candidates=(resolved.id,), why="no State is given")
    if resolved.kind in _COUNTIES and all(reading.kind not in _CALLED_SO for reading in readings(text)):
        return Matched(recipient=None, candidates=(resolved.id,), why=f"it is not called a {resolved.kind}")
    return Matched(
        recipient=resolved.id, method="name", confidence=0.9, why=f"read as --recipient reads {text}"
    )


def explained(registry: Registry, matched: Matched) -> Matched:
    """The same with who a name that was read as ``--recipient`` reads it could be; it is slow to find out."""
    if not matched.text:
        return matched
    try:
        registry.recipient(matched.text)
    except UnknownRecipient as error:
        ids = tuple(RecipientId(id_) for id_, _ in error.candidates[:_MOST_CANDIDATES])
        return msgspec.structs.replace(matched, candidates=ids, why=error.what)
    return matched


def _written(party: Party) -> AwardRecipient:
    """The party as the matcher takes it; a State at the end of a name is one if the file gives no other."""
    name, state = party.name or "", party.state or ""
    return _said(party, *(_parted(name) if not state else (name, state)))


def _said(party: Party, name: str, state: str) -> AwardRecipient:
    return AwardRecipient(
        name=name,
        state=state,
        uei=party.uei or "",
        place_code=party.place or "",
        county_fips=party.county or "",
        city=party.city or "",
        county_name=party.county_name or "",
        business_types=(party.types,) if party.types else (),
    )


def _parted(name: str, state: str = "") -> tuple[str, str]:
    """A name without the State behind its last comma, and that State: any, or only the one that is given.

    >>> _parted("Chicago, Illinois"), _parted("Chicago, IL", "CA"), _parted("Cook, County of")
    (('Chicago', 'IL'), ('Chicago, IL', 'CA'), ('Cook, County of', ''))
    """
    front, _, end = name.rpartition(",")
    said = _STATES.get(tuple(spelled(fold(end))), "") if front.strip() else ""
    return (front.strip(), said) if said and state.upper() in ("", said) else (name, state)


def _doubtful(party: Party, *, habit: bool) -> frozenset[str]:
    """The codes of States that are more often something else behind the party's name.

    Not where it is the ``habit`` of a file to end names with the State; a city's "CO" is Colorado, no government's "SD"
    a school district.
    """
    types = business_codes((party.types,)) if party.types else frozenset()
    if habit or "C" in types:
        return frozenset()
    return _MORE_OFTEN_WORDS - {"SD"} if types & {"A", "B"} else _MORE_OFTEN_WORDS


def _is_habit(names: Iterable[str]) -> bool:
    """Whether at least three names, and half of all, end with the code of a State, and these are of several States.

    Those are not counted that end with a code that may be something else: school districts of one State beside its
    cities are no cities of South Dakota.
    """
    ends = [(name, _ended(name)) for name in names if name.split()[-1:] not in _DOUBTFUL_ENDS]
    codes = [end[1] for name, end in ends if end and name.endswith(end[1])]
    return len(codes) >= max(_HABIT, len(ends) / 2) and len(set(codes)) > 1


def _ended(name: str, doubtful: frozenset[str] = _MORE_OFTEN_WORDS) -> tuple[str, str] | None:
    """A name without the State at its end, where no comma parts them, and that State; its code in capitals only.

    ``doubtful`` codes are none. It only counts where somebody is called so without it: there is no Fort in Washington.

    >>> _ended("Santa Fe NM"), _ended("Phoenix Arizona"), _ended("Nevada Missouri")
    (('Santa Fe', 'NM'), ('Phoenix', 'AZ'), ('Nevada', 'MO'))
    >>> _ended("West Virginia") is _ended("City of Oregon") is _ended("Lincoln CO") is _ended("Salem SD") is None
    True
    """
    words = name.split()
    if tuple(spelled(fold(name))) in _STATES:
        return None
    for count in range(min(4, len(words) - 1), 0, -1):
        end = " ".join(words[-count:])
        state = _STATES.get(tuple(spelled(fold(end))), "")
        if state and (len(end) > 2 or (end.isupper() and end not in doubtful)):
            return None if words[-count - 1].casefold() in _UNENDED else (" ".join(words[:-count]), state)
    return None


def _given(registry: Registry, text: str) -> RecipientId | None:
    """The id that a text is, or who is so described (``nonprofit: NAME, IL``): held, or else on no record."""
    body = parted(text)
    if body is None and not _ID.fullmatch(text):
        return None
    try:
        known = (
            registry.recipient(text, suggest=False) if body is not None else registry.by_id(RecipientId(text))
        )
    except UnknownRecipient:
        return None
    return registry.told(known)
