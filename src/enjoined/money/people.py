"""The people of a portfolio: everybody in the registry, by what the orders that matter can tell apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import sha256

import duckdb

from enjoined.law.compiled import CompiledLaw
from enjoined.model import Recipient, RecipientId
from enjoined.money.engines.arrow import made
from enjoined.money.questions import fill
from enjoined.recipients.described import is_description, kind_and_state
from enjoined.registry.open import Registry

__all__ = ["People"]


class People:
    """Who there is, and which of them are one person to the laws: recipients that no scope tells apart."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._looked_up: dict[RecipientId, Recipient] = {}
        self._samples: list[Recipient] = []
        self._keys: list[str] = []
        self._laws: Sequence[CompiledLaw] = ()

    @cached_property
    def _known(self) -> Mapping[str, tuple[str, str, int | None]]:
        """Kind, State and population of everybody, by id."""
        sketches = self._registry.names.sketches()
        found = {id_: (kind, state, size) for id_, kind, state, size in sketches}
        recorded = self._registry.law.recipients.values()
        return found | {str(r.id): (r.kind.value, r.state, r.population) for r in recorded}

    @cached_property
    def fingerprint(self) -> str:
        """Tells registries apart that do not have the same recipients."""
        return sha256("\n".join(sorted(self._known)).encode()).hexdigest()

    def state(self, id_: str) -> str | None:
        """The State of somebody in the registry or so described, as files write it."""
        state = kind_and_state(id_)[1] if is_description(id_) else self._known[id_][1]
        return state.upper() or None

    def number(
        self, line: duckdb.DuckDBPyConnection, laws: Sequence[CompiledLaw], described: Iterable[str] = ()
    ) -> None:
        """Make ``persons``: for everybody, and the bodies ``described``, the number of the person they are to the laws.

        Recipients are one person if all orders that the laws were asked for so far say the same of both.
        """
        known = {**self._known, **{text: (*kind_and_state(text), None) for text in described}}
        self._laws = laws
        named = frozenset(self._registry.law.recipients).union(*(law.roster.ids for law in laws))
        sizes = sorted({size for law in laws for size in law.roster.sizes})
        marks: dict[Hashable, int] = {}
        firsts: list[RecipientId] = []
        mine: list[int] = []
        for id_, (kind, state, size) in known.items():
            mark: Hashable = id_
            if id_ not in named:
                band = None if size is None else bisect_right(sizes, size)
                mark = (kind, state, band, id_.startswith("org/"))
            number = marks.setdefault(mark, len(firsts))
            if number == len(firsts):
                firsts.append(RecipientId(id_))
            mine.append(number)
        numbers = self._numbers(self._look_up(firsts), laws)
        types = {"recipient_id": "string", "human": "int32"}
        fill(line, "persons", made(types, [tuple(known), [numbers[n] for n in mine]]))

    def _numbers(self, samples: Iterable[Recipient], laws: Sequence[CompiledLaw]) -> list[int]:
        """The number of the person that each of some recipients is."""
        numbers: dict[tuple[Hashable, ...], int] = {}
        found = []
        for recipient in samples:
            said = tuple([law.said_of(recipient) for law in laws])
            if said not in numbers:
                numbers[said] = len(numbers)
                self._samples.append(recipient)
                self._keys.append(" ".join([str(law.roster.key(recipient)) for law in laws]))
            found.append(numbers[said])
        return found

    def met(self, line: duckdb.DuckDBPyConnection) -> dict[str, Recipient]:
        """One recipient of each person that holds awards under conditions on record, by key; makes ``humans``.

        Looks up those who pass money on (:attr:`primes`), and makes ``throughs``: for each the first alike to all laws.
        """
        passing = [RecipientId(id_) for (id_,) in line.execute(_PRIMES).fetchall()]
        self._look_up(passing)
        fill(line, "throughs", made({"through": "string", "alike": "string"}, self._alike(passing)))
        numbers = [number for (number,) in line.execute(_HUMANS).fetchall()]
        keys = [self._keys[number] for number in numbers]
        fill(line, "humans", made({"human": "int32", "person": "string"}, [numbers, keys]))
        return {self._keys[number]: self._samples[number] for number in numbers}

    def _alike(self, passing: Sequence[RecipientId]) -> tuple[Sequence[str], Sequence[str]]:
        """Those who pass money on, and for each the first who is alike to all laws; nobody known is only itself."""
        firsts: dict[Hashable, RecipientId] = {}
        found = []
        for id_ in passing:
            recipient = self._looked_up.get(id_)
            said: Hashable = id_
            if recipient is not None:
                said = tuple([law.primes.alike(recipient).id for law in self._laws])
            found.append(firsts.setdefault(said, id_))
        return passing, found

    @property
    def primes(self) -> Mapping[RecipientId, Recipient]:
        """Those who pass money on where it matters who that is, and others, by id."""
        return self._looked_up

    def _look_up(self, ids: Iterable[RecipientId]) -> list[Recipient]:
        """The recipients with these ids, those that there are, in order."""
        wanted = list(ids)
        self._looked_up |= self._registry.by_ids(set(wanted) - self._looked_up.keys())
        return [self._looked_up[id_] for id_ in wanted if id_ in self._looked_up]


_PRIMES = "SELECT DISTINCT through FROM fine WHERE through IS NOT NULL ORDER BY 1"
_HUMANS = """
SELECT human FROM fine WHERE human IS NOT NULL
UNION SELECT prime_human FROM fine WHERE prime_human IS NOT NULL ORDER BY 1
"""
