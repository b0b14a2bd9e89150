"""From the recipients of a spending file to those of the registry, in bulk.

The rules, in order:

1. A decision of a person (:mod:`enjoined.recipients.overrides`).
2. The UEI of a recipient of the registry.
3. The name and State, where the name is that of a government, of its governing body, or one recorded by hand. A kind
   that is not written (a bare "Fresno") is taken from the business types; without them nobody is chosen.
4. Where several bear the name, the county code of the address, if it fits exactly one. The place of an address
   is never an identity of its own: a university in Chicago is not the city.
5. An office that its name calls one ("Chicago Police Department") is the government it belongs to, less surely.
   Officers who are persons of their own in some States, such as sheriffs, are left to a person.
6. A misspelt or cut-off name, where one government alone is near it and the codes of the address agree.

Anything else is nobody; ``candidates`` lists who may be meant. Authorities, districts, schools, universities, tribes,
nonprofits and companies are nobody unless the registry records them by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from enjoined.model.ids import RecipientId
from enjoined.model.recipient import Recipient
from enjoined.recipients.award import AwardRecipient, Match, MatchMethod, business_codes, county_code
from enjoined.recipients.award_names import (
    Phrase,
    Words,
    has_form,
    key_of,
    meanings,
    offices,
    phrases,
    state_words,
)
from enjoined.recipients.award_words import INDEPENDENT, OFFICES, ORGANS, OWN_PERSON, STATE_ORGANS
from enjoined.recipients.bearers import Bearing, Names
from enjoined.recipients.index import NameIndex
from enjoined.recipients.overrides import Overrides
from enjoined.recipients.states import STATES

__all__ = ["Matcher"]

_GOVERNMENT_TYPES: Final = frozenset("ABCF")
_OTHER_TYPES: Final = frozenset("GHIJKLMNOPQRSTUVW")
_PRIVATE_OR_PERSON: Final = frozenset("IJKMNOPQRW")
_COUNTY: Final = re.compile(r"\bCO\b\.?", re.IGNORECASE)
_NOT_LAST: Final = re.compile(_COUNTY.pattern + r"(?=.*\w)", re.IGNORECASE)
"""What may be "Company", too: a county only of whom the business type calls one; last of all it is Colorado there."""
_DIGITS: Final = {"B": 5, "C": 7}
"""Digits of the Census's codes of a county and of a place, by business type."""
_GOVERNOR: Final = frozenset({"governor", "governors"})
_STATE_OFFICES: Final = OFFICES | STATE_ORGANS
_NOBODY: Final = Match(
    recipient=None, method=MatchMethod.NONE, confidence=0.0, why="the name is that of no government on record"
)

SURE, NAMED, ELSEWHERE, BY_TYPE, BY_CODE, OFFICE, NEAR = 0.99, 0.97, 0.92, 0.95, 0.95, 0.85, 0.9
"""Confidence: codes agree; no codes; an address in another county; the kind by the business type; the county code
decides; an office; a misspelt name."""


class Matcher:
    """Matches recipients of awards; built once from the name index, the hand-written records and the decisions."""

    def __init__(
        self, names: NameIndex, recipients: Iterable[Recipient] = (), overrides: Overrides | None = None
    ) -> None:
        self._overrides = overrides or Overrides()
        self._by_uei = {r.uei.upper(): r.id for r in recipients if r.uei}
        self._names = Names(names)
        self._types: dict[tuple[str, ...], frozenset[str]] = {}

    def match(self, item: AwardRecipient) -> Match:
        """Who this is, by what, how surely and why; never an error, whatever the cells hold."""
        return self._told(item) or self._asked(item).answer()

    def _told(self, item: AwardRecipient) -> Match | None:
        """By a decision, or by the UEI."""
        decided = self._overrides.match(item)
        if decided is not None:
            return decided
        uei = item.uei.upper()
        known = self._by_uei.get(uei) if uei else None
        if known is not None:
            return Match(recipient=known, method=MatchMethod.UEI, confidence=1.0, why=f"UEI {uei}")
        return None

    def _asked(self, item: AwardRecipient) -> _Question:
        types = self._types.get(item.business_types)
        if types is None:
            types = self._types[item.business_types] = business_codes(item.business_types)
        return _Question(self._names, item, types)

    def match_many(self, items: Iterable[AwardRecipient]) -> list[Match]:
        """One match for each item, in order; items of which all that a name is matched by is the same are one."""
        known: dict[tuple[object, ...], Match] = {}
        found = []
        for item in items:
            match = self._told(item)
            if match is None:
                question = self._asked(item)
                match = known.get(key := question.key())
                if match is None:
                    match = known[key] = question.answer()
            found.append(match)
        return found


class _Question:
    """One recipient of an award, and how its name is answered."""

    __slots__ = ("county", "digits", "governmental", "names", "other", "phrases", "place", "state", "types")

    def __init__(self, names: Names, item: AwardRecipient, types: frozenset[str]) -> None:
        self.names = names
        self.types = types
        self.governmental = not types.isdisjoint(_GOVERNMENT_TYPES)
        self.other = not types.isdisjoint(_OTHER_TYPES)
        self.digits = {_DIGITS[code] for code in types if code in _DIGITS}
        self.state = item.state.strip().lower()
        self.county = county_code(item.county_fips, self.state)
        self.place = item.place_code.strip()
        if self.state not in STATES:
            self.state = next((s.code for s in STATES.values() if s.fips == self.county[:2]), "")
        county = _NOT_LAST if self.state == "co" else _COUNTY
        self.phrases = phrases(county.sub("county", item.name) if "B" in types else item.name, self.state)

    def key(self) -> tuple[object, ...]:
        """All that the answer depends on."""
        return self.phrases, self.state, self.county, self.place, self.types

    def answer(self) -> Match:
        """The match by name, or nobody."""
        if not self.phrases:
            return _NOBODY
        other = self.other and not self.governmental
        found = self._recorded()
        if not found and (not other or any(has_form(phrase.words) for phrase in self.phrases)):
            found = self._government()
        if found or other:
            return found or _NOBODY
        return self._any_office() or self._unnamed() or self._misspelt() or self._perhaps() or _NOBODY

    # --- who bears the name -----------------------------------------------------------------------------------

    def _recorded(self) -> Match | None:
        """A body that is no government, recorded by hand under this very name."""
        for phrase in self.phrases:
            found = self.names.recorded(self.state, phrase.words)
            if found:
                return _match(found.place.id, MatchMethod.NAME, NAMED, f"the name of {found.place.title}")
        return None

    def _government(self) -> Match | None:
        for phrase in self.phrases:
            if found := self._named(phrase.words):
                return found
        return None

    def _named(self, words: Words, office: str = "") -> Match | None:
        """The government that the words name; ``office`` are the words of its office, if it is one."""
        for kind, key, said in meanings(words):
            bearing = self.names.bearing(self.state, key)
            if not bearing:
                if not self.state and (meant := self._anywhere(key, kind)):
                    if kind == "state" and len({b.place.id for b in meant}) == 1:
                        return self._decided(meant, kind, said, office)  # "State of Illinois" says its State
                    return self._open(meant, "no State is given, and governments of several are called so")
                continue
            meant = self._of_kind(bearing, kind)
            if meant:
                return self._decided(meant, kind, said, office)
            below = [b for b in bearing if b.below]
            if kind and kind not in ("county", "parish", "state") and below:
                return self._other_kind(below, kind, office)
        return None

    def _anywhere(self, key: str, kind: str) -> list[Bearing]:
        """Those of any State, the most people first."""
        found = [b for bearing in self.names.anywhere(key) for b in self._of_kind(bearing, kind)]
        return sorted(found, key=lambda b: -(b.place.population or 0))

    def _of_kind(self, bearing: list[Bearing], kind: str) -> list[Bearing]:
        if kind:
            return self.names.of_kind(bearing, kind)
        if "A" in self.types or "F" in self.types:
            found = [b for b in bearing if b.borne_as == "state"]
            if found or not self.types & {"B", "C"}:
                return found
        if self.types.isdisjoint("BC"):
            return bearing
        found = [
            b
            for b in bearing
            if ("B" in self.types and b.borne_as == "county") or ("C" in self.types and b.below)
        ]
        # A city that is no part of a county is one for the Census, the District of Columbia a city.
        return found or [b for b in bearing if any(len(code) in self.digits for code in b.place.geoids)]

    def _decided(self, meant: list[Bearing], kind: str, said: bool, office: str) -> Match | None:
        governmental = self.governmental
        if not governmental and self.types and office:
            return None
        if not governmental and self.other:
            return self._open(meant, "its business type is no government's") if said else None
        by_type = not kind and governmental
        if not kind and not governmental and not said and "police" not in office:
            return self._open(meant, "neither the name nor a business type says what kind it is")
        one, by_code = self._one(meant)
        if one is None:
            return self._open(meant, f"{len(meant)} governments of the State are called so")
        agrees = self._agrees(one)
        if agrees is False and one.small and not by_code:
            return self._open([one], "its address is in another county")
        title = one.place.title
        if office:
            return _match(one.place.id, MatchMethod.NAME, OFFICE, f"an office of {title}: {office}")
        if by_code:
            return _match(
                one.place.id, MatchMethod.GEOID, BY_CODE, f"{title}: the only one in county {self.county}"
            )
        if by_type:
            return _match(one.place.id, MatchMethod.NAME, BY_TYPE, f"{title} by name and business type")
        sure = ELSEWHERE if agrees is False else SURE if agrees else NAMED
        where = ", with an address in another county" if agrees is False else ""
        return _match(one.place.id, MatchMethod.NAME, sure, f"the name and State of {title}{where}")

    def _other_kind(self, below: list[Bearing], kind: str, office: str) -> Match | None:
        """A village called a city, or the like: only where it is the one, and the address agrees.

        A town or township that is not on record may be one all the same, beside the city of its name.
        """
        one, _ = self._one(below)
        sure = one is not None and kind not in ("town", "township") and self._agrees(one) is True
        if one is None or not sure or self.types & _PRIVATE_OR_PERSON or office:
            return self._open(below, f"no {kind} of the State is called so")
        why = f"{one.place.title} is a {one.place.kind}, and no {kind} of the State is called so"
        return _match(one.place.id, MatchMethod.NAME, NEAR, why)

    def _one(self, meant: list[Bearing]) -> tuple[Bearing | None, bool]:
        """The only one meant, or the only one of the address's county; and whether the county decided."""
        if len(meant) == 1 or len({b.place.id for b in meant}) == 1:
            return meant[0], False
        if not self.county:
            return None, False
        there = [b for b in meant if self.county in b.place.counties]
        return (there[0], True) if len({b.place.id for b in there}) == 1 and there[0].small else (None, False)

    def _agrees(self, one: Bearing) -> bool | None:
        if not self.county or not one.place.counties:
            return None
        return self.county in one.place.counties

    # --- offices ----------------------------------------------------------------------------------------------

    def _any_office(self) -> Match | None:
        """An office of a government; what decides goes before what leaves open."""
        local = self._office()
        if local is not None and local.recipient is not None:
            return local
        of_state = self._state_office(beside=local is not None)
        return of_state if of_state is not None and of_state.recipient is not None else local or of_state

    def _office(self) -> Match | None:
        for phrase in self.phrases:
            for government, office in offices(phrase.words):
                if (found := self._named(government, " ".join(office))) is None:
                    continue
                local = found.recipient is not None and "/" in found.recipient
                if found.recipient is not None and local and not INDEPENDENT.isdisjoint(office):
                    why = "such an office is a person of its own in some States"
                    return _open((found.recipient,), why)
                return found
        return None

    def _state_office(self, *, beside: bool) -> Match | None:
        """An office of the State: "Illinois Department of Public Health", "Office of the Governor".

        ``beside`` others that bear the State's name it must call itself what only a State's office does, and no city
        of the State may be called so ("New York Department of Health").
        """
        if self.state not in STATES or self.types & (_OTHER_TYPES - {"S", "T", "V"}):
            return None
        for phrase in self.phrases:
            rest = self._after_state(phrase)
            if not rest:
                continue
            ours = bool(self.types & {"A", "F"})
            organ = not STATE_ORGANS.isdisjoint(rest)
            if not OWN_PERSON.isdisjoint(rest):
                why = "it may be a person of its own"
                return _open((RecipientId(self.state),), why) if ours else None
            called = "department" in rest
            if beside or not called:
                governors = "office" in rest and not _GOVERNOR.isdisjoint(rest)
                called = (rest[:2] == ("department", "of") or governors) and not self._city_of_that_name()
            if (ours and organ) or (called and not self.types & {"B", "C"}):
                why = f"an office of the State: {' '.join(rest)}"
                return _match(self.state, MatchMethod.NAME, OFFICE + 0.05 * ours, why)
            if organ or ours:
                return _open((RecipientId(self.state),), "it may be an office of the State")
        return None

    def _city_of_that_name(self) -> bool:
        keys = (key_of(form) for form in state_words(self.state))
        return any(b.below and not b.small for key in keys for b in self.names.bearing(self.state, key))

    def _after_state(self, phrase: Phrase) -> Words:
        """The words beside the State's name, where the name begins or ends with it."""
        words = phrase.words
        for lead in (("state", "of"), ("commonwealth", "of"), ("government", "of"), ("the", "state", "of")):
            if words[: len(lead)] == lead:
                words = words[len(lead) :]
        for form in state_words(self.state):
            if len(form) == 1 and len(form[0]) == 2:
                continue
            if words[: len(form)] == form:
                rest = words[len(form) :]
                return rest[1:] if rest[:1] == ("state",) and len(rest) > 1 else rest
        return words if phrase.stated and _STATE_OFFICES.issuperset(words) else ()

    def _unnamed(self) -> Match | None:
        """A name without a name, such as "County Commissioners": the business type and the codes say whose it is."""
        if self.types != {"A"} and self.types != {"B"}:
            return None
        words = self.phrases[0].words
        nameless = not meanings(words) or (OFFICES.issuperset(words) and not ORGANS.isdisjoint(words))
        if not nameless or not INDEPENDENT.isdisjoint(words):
            return None
        if self.types == {"A"} and self.state in STATES and not ORGANS.isdisjoint(words):
            why = "an office without a name, by business type and State"
            return _match(self.state, MatchMethod.GEOID, OFFICE, why)
        if self.types == {"B"} and (county := self.names.county(self.county)):
            return _match(
                county.place.id,
                MatchMethod.GEOID,
                OFFICE,
                f"{county.place.title}: business type and county code",
            )
        return None

    # --- near misses ------------------------------------------------------------------------------------------

    def _misspelt(self) -> Match | None:
        """A misspelt or cut-off name of one government that the codes of the address confirm."""
        if self.other:
            return None
        perhaps: Match | None = None
        for phrase in self.phrases:
            if not OWN_PERSON.isdisjoint(phrase.words):
                return None
            for kind, key, said in meanings(phrase.words):
                county = kind in ("county", "parish") or (not kind and self.types == {"B"})
                if not (kind and said) and self.types not in ({"B"}, {"C"}):
                    continue
                near = self.names.near(self.state, key, county=county)
                if not near:
                    continue
                sure = [b for b, close in near if self._confirmed(b, close, said)]
                if len(near) == 1 and sure:
                    why = f"near the name of {sure[0].place.title}"
                    return _match(sure[0].place.id, MatchMethod.NAME_FUZZY, NEAR, why)
                perhaps = perhaps or self._open([b for b, _ in near], "the name is near theirs")
        return perhaps

    def _confirmed(self, bearing: Bearing, close: bool, said: bool) -> bool:
        agrees = self._agrees(bearing)
        if agrees is None:
            return close and said and not self.place
        return agrees and (said or close)

    def _perhaps(self) -> Match | None:
        """A public body that begins with a government's name, or ends with its State's: not chosen, but listed."""
        if not self.governmental or self.other:
            return None
        if "A" in self.types and any(phrase.stated for phrase in self.phrases):
            return _open((RecipientId(self.state),), "it may be an office of the State")
        words = self.phrases[0].words
        for at in range(min(len(words) - 1, 6), 0, -1):
            for kind, key, said in meanings(words[:at]):
                bearing = self.names.bearing(self.state, key)
                meant = self._of_kind(bearing, kind) if bearing else bearing
                if meant and (said or kind or self.types & {"B", "C"}):
                    return self._open(meant, "it may be a part of it or a person of its own")
        return None

    def _open(self, meant: Iterable[Bearing], why: str) -> Match:
        return _open((b.place.id for b in meant), why)


def _match(recipient: str, method: MatchMethod, confidence: float, why: str) -> Match:
    return Match(recipient=RecipientId(recipient), method=method, confidence=confidence, why=why)


def _open(ids: Iterable[RecipientId], why: str) -> Match:
    candidates = tuple(dict.fromkeys(ids))[:20]
    return Match(recipient=None, method=MatchMethod.NONE, confidence=0.0, candidates=candidates, why=why)
