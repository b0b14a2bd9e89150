"""Scopes: who × conditions × awards × capacity.

A scope is a union of products; an absent part sets no limit. Membership is three-valued and is decided in
``law.covers``; here stands only what an order says.

>>> nationwide = Scope.of(Product(who=Who(everyone=True)))
>>> len((nationwide | nationwide).products)
1
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from enjoined.model.day import Day
from enjoined.model.ids import (
    AgencyId,
    ConditionId,
    FamilyId,
    InstrumentId,
    ProgramId,
    RecipientId,
    WaveId,
)
from enjoined.model.recipient import Kind

__all__ = [
    "AsOf",
    "Awards",
    "Bound",
    "Capacity",
    "Conditions",
    "Listed",
    "Membership",
    "Product",
    "Scope",
    "Who",
]


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """Within which kinds and States the missing names of an incomplete list lie; empty parts set no limit."""

    kinds: frozenset[Kind] = frozenset()
    states: frozenset[str] = frozenset()

    def leaves_out(self, kind: str, state: str) -> bool:
        """Whether nobody of this kind in this State can be among the missing."""
        return bool((self.kinds and kind not in self.kinds) or (self.states and state not in self.states))


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """Names in a list; if not ``complete``, ``missing`` more (``None``: nobody knows how many) within a bound."""

    ids: frozenset[RecipientId] = frozenset()
    complete: bool = True
    missing: int | None = None
    within: Bound = Bound()


class AsOf(StrEnum):
    """The day on which membership counts, where an order does not print one."""

    ORDER = "order"
    OFFER = "offer"
    ACCEPTANCE = "acceptance"
    QUERY = "query"


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """Members of a group as of the order's day, the query's day, … or a printed day."""

    group: RecipientId
    as_of: AsOf | Day = AsOf.ORDER


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """A union of ways to name recipients, minus each of ``excluding``. Nothing is inherited downward unless said."""

    everyone: bool = False
    recipients: Listed = Listed()
    plaintiffs: tuple[WaveId, ...] = ()
    within_claims: bool = False
    subdivisions_of: Who | None = None
    members_of: tuple[Membership, ...] = ()
    subrecipients_of: Who | None = None
    excluding: tuple[Who, ...] = ()

    def parts(self) -> Iterator[Who]:
        """This one and every one within it, the exceptions too."""
        yield self
        for inner in (self.subdivisions_of, self.subrecipients_of, *self.excluding):
            if inner is not None:
                yield from inner.parts()


class Conditions(msgspec.Struct, frozen=True, kw_only=True):
    """Conditions that satisfy every non-empty part; ``future`` says whether later conditions are reached.

    With neither ``ids`` nor ``instruments``, conditions issued after the order's day are reached as ``future``
    says, and if it does not say, nobody knows.
    """

    ids: frozenset[ConditionId] = frozenset()
    instruments: frozenset[InstrumentId] = frozenset()
    families: frozenset[FamilyId] = frozenset()
    agencies: frozenset[AgencyId] = frozenset()
    implements: frozenset[str] = frozenset()
    similar_to: frozenset[ConditionId] = frozenset()
    future: bool | None = None
    excluding: Conditions | None = None


class Awards(msgspec.Struct, frozen=True, kw_only=True):
    """Awards that satisfy every part given. Fiscal years are those of appropriation."""

    programs: frozenset[ProgramId] = frozenset()
    agencies: frozenset[AgencyId] = frozenset()
    instruments: frozenset[InstrumentId] = frozenset()
    fiscal_years: frozenset[int] = frozenset()
    accepted_before: Day | None = None
    accepted_from: Day | None = None
    pending_on: Day | None = None
    named: frozenset[str] = frozenset()


class Capacity(StrEnum):
    """In which capacity a recipient holds the money."""

    DIRECT = "direct"
    SUB = "sub"
    ANY = "any"


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """One product: every part must hold. ``capacity`` is ``None`` where the order does not say."""

    who: Who = Who(everyone=True)
    conditions: Conditions = Conditions()
    awards: Awards = Awards()
    capacity: Capacity | None = None
    through: Who | None = None


class Scope(msgspec.Struct, frozen=True):
    """A union of products; the empty scope covers nothing."""

    products: tuple[Product, ...] = ()

    @staticmethod
    def of(*products: Product) -> Scope:
        """The union of products, each once, in the order given."""
        return Scope(tuple(dict.fromkeys(products)))

    def __or__(self, other: Scope) -> Scope:
        """What either scope covers."""
        return Scope.of(*self.products, *other.products)

    def without(self, who: Who) -> Scope:
        """The same scope without the recipients named."""
        return Scope(
            tuple(
                msgspec.structs.replace(
                    p,
                    who=msgspec.structs.replace(p.who, excluding=(*p.who.excluding, who)),
                )
                for p in self.products
            )
        )
