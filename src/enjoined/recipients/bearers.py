"""The name index held in memory, for many names at once."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import Final, NamedTuple

from enjoined.model.recipient import LOCAL_KINDS, STATE_KINDS
from enjoined.recipients.award_names import Words, key_of
from enjoined.recipients.award_words import NOISE
from enjoined.recipients.index import Candidate, NameIndex, fitting
from enjoined.recipients.normalise import fold, spelled
from enjoined.recipients.places import AREA, Place

__all__ = ["Bearing", "Names"]

_GOVERNMENTS: Final = LOCAL_KINDS | STATE_KINDS
_BELOW: Final = frozenset({"city", "town", "township", "village", "borough", "plantation", "city-county"})
_SMALL: Final = frozenset({"town", "township", "village", "borough", "plantation"})
_TOWNS_ARE_TOWNSHIPS: Final = frozenset({"mn"})
_TOWNSHIPS_ARE_TOWNS: Final = frozenset({"ct", "ma", "me", "nh", "ny", "ri", "vt", "wi"})
"""Where the Census of Governments counts towns as townships, https://www.census.gov/programs-surveys/gus.html."""

_MUNICIPIOS_ONLY: Final = "pr"
"""Where every local government is a municipio, whatever a file calls it."""

_SHORTEST: Final = 6
"""Letters of a name from which a misspelling is recognised."""
_LONG: Final = 8


class Bearing(NamedTuple):
    """A government under one of its names: the class it bears it as."""

    place: Place
    borne_as: str
    candidate: Candidate

    @property
    def below(self) -> bool:
        """Whether it is a city, town or the like under this name, no county and no State."""
        return self.borne_as in _BELOW

    @property
    def small(self) -> bool:
        """Whether many of its State may be called so, so that the county must tell them apart."""
        return self.place.kind in _SMALL


class Names:
    """Who bears a name, by State and key; keys leave out "and"."""

    def __init__(self, index: NameIndex) -> None:
        self._names: dict[tuple[str, str], list[Bearing]] = {}
        self._recorded: dict[tuple[str, str], Bearing | None] = {}
        self._counties: dict[str, Bearing] = {}
        self._everywhere: dict[str, list[str]] = {}
        for key, state, candidate in index.bearers():
            if candidate.place.kind == AREA:
                continue
            bearing = Bearing(candidate.place, candidate.borne_as, candidate)
            short = _without_and(key, candidate.alias or candidate.place.name)
            if candidate.place.kind not in _GOVERNMENTS:
                self._recorded[state, short] = None if (state, short) in self._recorded else bearing
                continue
            self._names.setdefault((state, short), []).append(bearing)
            if bearing.borne_as == "county":
                for code in candidate.place.geoids:
                    if len(code) == 5:
                        self._counties.setdefault(code, bearing)
        for state, key in self._names:
            self._everywhere.setdefault(key, []).append(state)

    @cached_property
    def _near(self) -> dict[tuple[str, bool], dict[str, list[str]]]:
        """The keys of counties (``True``), and of places below them, by State and first letter, in order."""
        found: dict[tuple[str, bool], dict[str, list[str]]] = {}
        for (state, key), bearings in self._names.items():
            borne = [b.borne_as for b in bearings]
            if "county" in borne:
                found.setdefault((state, True), {}).setdefault(key[0], []).append(key)
            if not _BELOW.isdisjoint(borne):
                found.setdefault((state, False), {}).setdefault(key[0], []).append(key)
        for letters in found.values():
            for keys in letters.values():
                keys.sort()
        return found

    @cached_property
    def _abroad(self) -> set[tuple[str, bool]]:
        """The keys of counties (``True``), and of places below them, in any State."""
        near = self._near.items()
        return {(key, county) for (_, county), letters in near for keys in letters.values() for key in keys}

    def bearing(self, state: str, key: str) -> list[Bearing]:
        """The governments that bear the name in the State; without a State, those of the only one that has any."""
        if state:
            return self._names.get((state, key), [])
        states = self._everywhere.get(key, [])
        return self._names[states[0], key] if len(states) == 1 else []

    def anywhere(self, key: str) -> list[list[Bearing]]:
        """The governments that bear the name in each State that has any."""
        return [self._names[state, key] for state in self._everywhere.get(key, ())]

    def recorded(self, state: str, words: Words) -> Bearing | None:
        """The body that is no government and alone bears the name, "Inc" or not, in the State, or in no State."""
        keys = (key_of(words), key_of(words[:-1])) if words[-1] in NOISE else (key_of(words),)
        places = ((where, key) for key in keys for where in (state, ""))
        return next((found for place in places if (found := self._recorded.get(place))), None)

    def of_kind(self, bearing: list[Bearing], kind: str) -> list[Bearing]:
        """Those of a kind; a township is a town, and the other way round, only where the State's law says so."""
        if kind in _BELOW and bearing and bearing[0].place.state == _MUNICIPIOS_ONLY:
            kind = "municipio"
        if len(bearing) == 1 and bearing[0].borne_as == kind:
            return bearing
        meant = fitting(tuple(b.candidate for b in bearing), kind)
        return [
            b
            for b in bearing
            if b.candidate in meant
            and not (
                kind == "township" and b.borne_as == "town" and b.place.state not in _TOWNSHIPS_ARE_TOWNS
            )
            and not (
                kind == "town" and b.borne_as == "township" and b.place.state not in _TOWNS_ARE_TOWNSHIPS
            )
        ]

    def county(self, code: str) -> Bearing | None:
        """The county, or the city that is one, with this five-digit code."""
        return self._counties.get(code)

    def near(self, state: str, key: str, *, county: bool) -> list[tuple[Bearing, bool]]:
        """Governments whose name is a slip or a cut away from the key; ``True`` where one slip alone explains it.

        None where the name is known in the State as it stands.
        """
        # Nobody slips at the first letter.
        keys = self._near.get((state, county), {}).get(key[:1], [])
        if len(key) < _SHORTEST or not keys or (state, key) in self._names:
            return []
        # The import costs more than what a single question does.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        slips = 2 if len(key) >= _LONG else 1
        found = {
            name: distance
            for name, distance, _ in process.extract(
                key, keys, scorer=OSA.distance, score_cutoff=slips, limit=4
            )
        }
        if not found:
            found = dict.fromkeys(_beginning(keys, key), 0)
        if not found or len(found) > 4:
            return []
        least = min(found.values())
        known_abroad = (key, county) in self._abroad
        nearest: dict[str, tuple[Bearing, bool]] = {}
        for name, distance in found.items():
            if distance > least:
                continue
            close = distance <= 1 and not known_abroad
            for bearing in self._names[state, name]:
                if bearing.borne_as == "county" if county else bearing.below:
                    nearest.setdefault(bearing.place.id, (bearing, close))
        return list(nearest.values())


def _beginning(keys: list[str], start: str) -> list[str]:
    """Those of the sorted keys that begin so, at most five."""
    at = bisect_left(keys, start)
    return [key for key in keys[at : at + 5] if key.startswith(start)]


def _without_and(key: str, name: str) -> str:
    """The key without the words "and" and "the" of the name it was made from."""
    if "and" not in key and "the" not in key:
        return key
    words = tuple(spelled(fold(name)))
    if "and" not in words and "the" not in words:
        return key
    for end in range(len(words), 0, -1):
        if "".join(words[:end]) == key:
            return key_of(words[:end])
    return key
