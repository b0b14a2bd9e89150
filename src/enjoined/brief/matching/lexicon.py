"""What the records call things: parties, agencies, offices, courts, judges, programs and conditions, as one lexicon.

Nothing is named here; every phrase comes from a record.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Final

import msgspec

from enjoined.brief.matching.judges import surnames
from enjoined.documents.recognition.terms import Terms
from enjoined.documents.recognition.tokens import TOKEN
from enjoined.errors import EnjoinedError
from enjoined.law.answering.words import name_of
from enjoined.model import (
    AgencyId,
    Case,
    CaseKind,
    Condition,
    Conditions,
    Effect,
    FamilyId,
    ProgramId,
    RecipientId,
    Verb,
)
from enjoined.recipients.states import STATES
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

__all__ = ["Lexicon", "Profile", "Sort", "agencies_above", "challenged", "lexicon_of", "selects"]


class Sort(StrEnum):
    """What a phrase names."""

    PARTY = "party"
    SIDE = "side"
    AGENCY = "agency"
    OFFICER = "officer"
    COURT = "court"
    JUDGE = "judge"
    PROGRAM = "program"
    FAMILY = "family"


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A lawsuit as a story may speak of it.

    ``leads`` are the parties of its title, ``parties`` all that sue and are recorded; ``against`` are the surnames and
    agencies of its title's other side; ``words`` weigh what its record says that others do not. ``sizes`` are how many
    sued after each wave, of States (``True``) and of all. ``names`` are the words of the names of its parties and
    agencies, by which other suits of theirs go, too.
    """

    case: Case
    leads: frozenset[RecipientId]
    parties: frozenset[RecipientId]
    officers: frozenset[str]
    agencies: frozenset[AgencyId]
    programs: frozenset[ProgramId]
    families: frozenset[FamilyId]
    years: frozenset[int]
    conditions: tuple[Condition, ...]
    sizes: frozenset[tuple[bool, int]] = frozenset()
    words: dict[str, float] = {}
    names: frozenset[str] = frozenset()


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Every phrase with what it names (``sort:id``), and the profile of every lawsuit."""

    terms: Terms
    profiles: tuple[Profile, ...]
    exact: frozenset[str]


_COMMON: Final = frozenset(
    [
        "the", "of", "and", "a", "an", "to", "in", "for", "on", "by", "that", "is", "are", "with", "its",
        "it", "from", "at", "as", "be", "or", "not", "this", "was", "which", "court", "order", "party",
        "state", "city", "county", "united", "states", "department", "federal", "case", "conditions",
        "condition", "award", "awards", "grants", "grant", "terms", "injunction", "preliminary",
        "judgment", "day", "plaintiffs", "plaintiff", "complaint", "sues", "sue", "relief", "been", "since", "between",
        "also", "said", "under", "against", "through", "filed", "suit", "while", "after", "until", "have", "their",
        "they", "into", "over", "other", "more", "than", "later", "january", "february", "march", "april", "june",
        "july", "august", "september", "october", "november", "december",
    ]
)  # fmt: skip


@lru_cache(maxsize=2)
def lexicon_of(registry: Registry) -> Lexicon:
    """The lexicon of a registry, made once for each."""
    law = registry.law
    bare = [_profile(law, case) for case in law.cases.values() if case.kind is CaseKind.LITIGATION]
    profiles = tuple(_weighed(law, bare))
    federal = {name for a in law.agencies.values() for name in (a.name, a.name.removeprefix("U.S. "))}
    federal |= {side for p in profiles for side in _sides(p.case)[1] if _challenger(p.case, federal) != side}
    federal.add("United States")
    groups: dict[str, set[str]] = {}
    exact: set[str] = set()

    def add(sort: Sort, id_: str, *phrases: str) -> None:
        for phrase in phrases:
            if TOKEN.search(phrase):
                groups.setdefault(f"{sort}:{id_}", set()).add(phrase)
                if phrase.isupper() and len(phrase) <= 6:
                    exact.add(f"{sort}:{id_}:{phrase.lower()}")

    for profile in profiles:
        for party in profile.parties:
            add(Sort.PARTY, party, *_party_names(registry, party))
        for name in (*_sides(profile.case)[0], _challenger(profile.case, federal)):
            if name and name not in federal:
                add(Sort.SIDE, profile.case.id, name, *_shortened(name))
        for surname in surnames(profile.case):
            add(Sort.JUDGE, surname, surname)
    for state in ("dc", *STATES):
        if state in STATES and f"{Sort.PARTY}:{state}" not in groups:
            add(Sort.PARTY, state, STATES[state].name, f"State of {STATES[state].name}")
    for agency in law.agencies.values():
        add(Sort.AGENCY, agency.id, agency.name, agency.name.removeprefix("U.S. "), *agency.said)
        if len(agency.short) > 2:
            add(Sort.AGENCY, agency.id, agency.short)
        if agency.head:
            add(Sort.AGENCY, agency.id, f"US {agency.head}", agency.head)
        for surname in agency.officers:
            add(Sort.OFFICER, surname, surname)
    for court in law.courts.values():
        add(Sort.COURT, court.id, *_court_names(court.name, court.short))
    for program in law.programs.values():
        add(Sort.PROGRAM, program.id, program.title, *program.said)
        if program.short.isupper() and len(program.short) > 2:
            add(Sort.PROGRAM, program.id, program.short)
    for family in law.families.values():
        add(Sort.FAMILY, family.id, *family.said)
    return Lexicon(terms=Terms(groups), profiles=profiles, exact=frozenset(exact))


# --- profiles ---------------------------------------------------------------------------------------------------


def challenged(law: LawTable, case: Case) -> tuple[Condition, ...]:
    """The recorded conditions a lawsuit is about: those it challenges, else those its orders name."""
    selectors = [] if case.challenges is None else [case.challenges]
    if not selectors:
        for event in case.events:
            for effect in law.events[event].effects:
                selectors += [p.conditions for p in law.effects[effect].scope.products]
            denied = law.events[event].denies
            selectors += [p.conditions for p in denied.products] if denied is not None else []
    named = [s for s in selectors if s != Conditions()]
    return tuple(c for c in law.conditions.values() if any(selects(law, s, c) for s in named))


def selects(law: LawTable, s: Conditions, c: Condition) -> bool:
    """Whether a selector takes a condition; an agency stands for all that belongs to it."""
    return (
        (not s.ids or c.id in s.ids)
        and (not s.instruments or c.instrument in s.instruments)
        and (not s.families or c.family in s.families)
        and (
            not s.agencies
            or not s.agencies.isdisjoint(agencies_above(law, law.instruments[c.instrument].agency))
        )
        and (not s.implements or c.carries_out(s.implements))
        and (not s.similar_to or any(law.conditions[i].family == c.family for i in s.similar_to))
        and (s.excluding is None or not selects(law, s.excluding, c))
    )


def agencies_above(law: LawTable, agency: AgencyId) -> frozenset[AgencyId]:
    """The agency with all it belongs to."""
    found: set[AgencyId] = set()
    at: AgencyId | None = agency
    while at is not None and at not in found:
        found.add(at)
        at = law.agencies[at].parent
    return frozenset(found)


def _sides(case: Case) -> tuple[list[str], list[str]]:
    """The names on either side of each caption in the title."""
    left: list[str] = []
    right: list[str] = []
    for caption in re.sub(r"\s*\([^)]*\)", "", case.title).split(";"):
        one, _, other = caption.partition(" v. ")
        names = re.split(
            r"(?<!\bCity)\s+and\s+(?=City|State|County|U\.S\. Conference|Town|Village)", one.strip()
        )
        left += [n.strip() for n in names if n.strip()]
        right += [other.strip()] if other.strip() else []
    return left, right


def _challenger(case: Case, federal: set[str]) -> str:
    """The other side of a caption that begins with the government, as captions of a higher court may; else empty."""
    left, right = _sides(case)
    return right[0] if right and left and all(name in federal for name in left) else ""


def _shortened(name: str) -> Iterator[str]:
    """A long name up to its first "and", where that is a name yet, and one without the form of a company."""
    bare = re.sub(r",? (?:Inc|LLC|Corp)\.?$", "", name)
    if bare != name:
        yield bare
    head, _, rest = name.partition(" and ")
    if rest and len(head.split()) >= _WHOLE_NAME:
        yield head


_WHOLE_NAME: Final = 4


def _profile(law: LawTable, case: Case) -> Profile:
    left, right = _sides(case)
    officers: set[str] = set()
    agencies: set[AgencyId] = set()
    names = {name for a in law.agencies.values() for name in (a.name, f"U.S. {a.name}")}
    for side in left if _challenger(case, names) else right:
        for agency in law.agencies.values():
            if side in agency.officers:
                officers.update(agency.officers)
                agencies.add(agency.id)
            elif side in (agency.name, agency.short, f"U.S. {agency.name}"):
                agencies.add(agency.id)
                officers.update(agency.officers)
        if not agencies and " " not in side:
            officers.add(side)
    conditions = challenged(law, case)
    held = [p.conditions for e in _restraints(law, case) for p in e.scope.products]
    reached = not held or any(selects(law, s, c) for s in held for c in conditions)
    instruments = [law.instruments[i] for i in sorted({c.instrument for c in conditions})]
    own = frozenset(agencies)
    above = frozenset().union(*(agencies_above(law, a) for a in [*own, *(i.agency for i in instruments)]))
    parties = frozenset().union(*(law.waves[w].names for w in case.waves))
    leads = frozenset(p for p in parties if any(_leads(law, p, name) for name in left))
    return Profile(
        case=case,
        leads=leads,
        parties=parties,
        officers=frozenset(officers),
        agencies=above,
        programs=frozenset(p for i in instruments for p in i.programs),
        families=frozenset((*case.families, *(c.family for c in conditions))),
        years=frozenset(y for i in instruments for y in i.fiscal_years),
        # Where the orders reach no condition on record, how the conditions stand says nothing of the case.
        conditions=conditions if reached else (),
        sizes=frozenset(_sizes(law, case)),
        names=_words_of([*(name_of(law, p) for p in parties), *(law.agencies[a].name for a in above)]),
    )


def _restraints(law: LawTable, case: Case) -> list[Effect]:
    effects = (law.effects[i] for e in case.events for i in law.events[e].effects)
    return [e for e in effects if e.verb is Verb.RESTRAIN]


def _sizes(law: LawTable, case: Case) -> Iterator[tuple[bool, int]]:
    names: frozenset[RecipientId] = frozenset()
    missing = 0
    for wave in map(law.waves.__getitem__, case.waves):
        names |= wave.names
        missing += wave.missing or 0
        states = sum(n in STATES and n != "dc" for n in names)
        if states:
            # The District of Columbia is counted among the States, or apart from them.
            yield from ((True, states + missing), (True, states + ("dc" in names) + missing))
        yield False, len(names) + missing


def _leads(law: LawTable, party: RecipientId, name: str) -> bool:
    """Whether every word of the party's name stands on the caption's side."""
    said = name_of(law, party).lower().removesuffix(f", {party[:2]}")
    return set(re.findall(r"\w+", said)) <= set(re.findall(r"\w+", name.lower()))


_FEW: Final = 5
"""A word tells cases apart if the records of at most one case in so many have it."""


def _weighed(law: LawTable, profiles: list[Profile]) -> Iterator[Profile]:
    """Profiles with the words of their records, those of few cases weighing most."""
    texts = {p.case.id: _said_of(law, p) for p in profiles}
    spread = Counter(word for words in texts.values() for word in words)
    most = len(profiles) // _FEW
    for profile in profiles:
        weights = {
            w: math.log(len(profiles) / spread[w]) for w in texts[profile.case.id] if spread[w] <= most
        }
        yield msgspec.structs.replace(profile, words=weights)


def _said_of(law: LawTable, profile: Profile) -> frozenset[str]:
    case = profile.case
    parts = [case.title, case.short, case.note, *(law.events[e].title for e in case.events)]
    parts += [c.title for c in profile.conditions]
    return _words_of(parts) - _COMMON


def _words_of(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(w.lower() for text in texts for w in re.findall(r"[^\W\d_]{4,}", text))


# --- names ------------------------------------------------------------------------------------------------------


def _party_names(registry: Registry, party: RecipientId) -> Iterator[str]:
    """What a story may call a party: its name, with the word for its kind, and its recorded aliases."""
    if party in registry.law.groups:
        name = registry.law.groups[party].name
        yield name
        yield name.replace("United States", "U.S.")
        yield name.removeprefix("United States ")
        return
    try:
        recipient = registry.by_id(party)
    except EnjoinedError:
        yield name_of(registry.law, party)
        return
    yield recipient.name
    kind = recipient.kind.value
    if kind in ("city", "state", "town", "village", "county", "city-county"):
        bare = recipient.name.removesuffix(" County")
        yield f"{'county' if kind == 'county' else kind.partition('-')[0]} of {bare}"
    for alias in recipient.aliases:
        if len(alias) > 3:
            yield alias


_ORDINALS: Final = {
    "First": "1st", "Second": "2nd", "Third": "3rd", "Fourth": "4th", "Fifth": "5th", "Sixth": "6th",
    "Seventh": "7th", "Eighth": "8th", "Ninth": "9th", "Tenth": "10th", "Eleventh": "11th",
}  # fmt: skip


def _court_names(name: str, short: str) -> Iterator[str]:
    yield name
    if " " in short:
        yield short
    found = re.search(r"for the ((?:\w+ )?District of .+)$", name)
    # The District of Columbia is a place before it is a court.
    place = found is not None and any(found[1] == state.name for state in STATES.values())
    if found and not place and not name.startswith("U.S. Court of Appeals"):
        yield found[1]
    circuit = re.search(r"for the (.+) Circuit$", name)
    if circuit:
        for word in filter(None, (circuit[1], _ORDINALS.get(circuit[1], ""))):
            yield f"{word} Circuit"
            yield f"{word} US Circuit"
            yield f"{word} U.S. Circuit Court of Appeals"
        if circuit[1].startswith("District"):
            yield "D.C. Circuit"
    if name.startswith("Supreme Court"):
        yield "Supreme Court"
        yield "U.S. Supreme Court"
