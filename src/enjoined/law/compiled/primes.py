"""Those who pass money on, as scopes see them: most of them are told apart by nothing."""

from __future__ import annotations

from functools import cached_property

from enjoined.law.cell import Award
from enjoined.law.compiled.builder import Builder
from enjoined.law.compiled.people import Roster, mentioned, parts_of, products_of, whos_of_primes
from enjoined.law.compiled.selectors import Variable
from enjoined.model import Recipient, RecipientId, Who

__all__ = ["Primes"]


class Primes:
    """Prime recipients by what every scope that looks at primes says of them."""

    def __init__(self, builder: Builder, roster: Roster) -> None:
        self._builder = builder
        self._roster = roster
        self._first: dict[tuple[int, ...], Recipient] = {}
        self._known: dict[RecipientId, tuple[Recipient, Recipient]] = {}

    def alike(self, prime: Recipient) -> Recipient:
        """The first prime recipient met that no scope tells from this one."""
        if self._of_agencies:
            return prime  # what is said of it hangs on the agency too
        asked, found = self._known.get(prime.id, (None, prime))
        if asked is not prime:
            person = self._roster.person(prime)
            said = tuple([variable.value(person) for variable in self._variables.values()])
            found = self._first.setdefault(said, prime)
            self._known[prime.id] = prime, found
        return found

    @cached_property
    def _of_agencies(self) -> bool:
        return any(part.within_claims for who in self._variables for part in parts_of(who))

    @cached_property
    def _variables(self) -> dict[Who, Variable]:
        """What each way of naming primes says of them."""
        law, values = self._builder.law, self._builder.values
        cell = self._builder.cell(next(iter(law.conditions)), Award())
        found: dict[Who, Variable] = {}
        for effect in law.effects.values():
            for who in (who for product in products_of(effect) for who in whos_of_primes(product)):
                names = frozenset(mentioned(law, who))
                found.setdefault(who, Variable(law, values, effect, who, cell, names))
        return found
