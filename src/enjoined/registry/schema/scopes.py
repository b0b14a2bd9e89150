"""Scopes: who × conditions × awards × capacity, as they are written."""

from __future__ import annotations

from typing import Any

from enjoined.model import (
    AsOf,
    Awards,
    Capacity,
    Conditions,
    Day,
    Listed,
    Membership,
    Product,
    RecipientId,
    Scope,
    Who,
)
from enjoined.registry.schema.basics import (
    agency,
    bound,
    conditions,
    family,
    group,
    instrument,
    program,
    recipient,
    wave,
)
from enjoined.registry.shape import (
    HERE,
    At,
    amount,
    day,
    either,
    listing,
    may,
    need,
    record,
    several,
    text,
    word,
    year,
    yes_no,
)

__all__ = ["check_listed", "product", "scope", "selector", "who"]


# --- who ------------------------------------------------------------------------------------------------------


def check_listed(at: At) -> None:
    """What is missing can only be said of a list that is not complete."""
    complete = "complete" not in at.mapping or at.key("complete").word in ("yes", "true")
    if complete and at.mapping.keys() & {"missing", "within"}:
        at.bad("names are missing from a list that is complete", "add complete: no")


def _open_list(at: At, **values: Any) -> Listed:
    check_listed(at)
    return Listed(**values)


def _names(at: At) -> Listed:
    return Listed(ids=several(recipient)(at))


def _ids(at: At) -> frozenset[RecipientId]:
    return frozenset(listing(recipient)(at))


_listed = either(
    _names,
    record(
        _open_list,
        at=HERE,
        ids=need(_ids, "list"),
        complete=may(yes_no),
        missing=may(amount),
        within=may(bound),
    ),
)


def _as_of(at: At) -> AsOf | Day:
    return day(at) if at.word[:1].isdigit() else word(AsOf)(at)


_membership = record(Membership, group=need(group), as_of=may(_as_of))


def _memberships(at: At) -> tuple[Membership, ...]:
    return listing(_membership, empty=False)(at) if isinstance(at.node.value, list) else (_membership(at),)


def _who(at: At, **values: Any) -> Who:
    if "within_claims" in values and "plaintiffs" not in values:
        at.bad("within_claims speaks of plaintiffs, and none are named", "name their waves in plaintiffs")
    if not values.keys() - {"excluding", "within_claims"}:
        at.bad("this names nobody", "begin with everyone: yes")
    return Who(**values)


def who(at: At) -> Who:
    """A union of ways to name recipients; a bare list names them."""
    return _any_who(at)


def _excluding(at: At) -> tuple[Who, ...]:
    return (who(at),)


_any_who = either(
    lambda at: Who(recipients=_names(at)),
    record(
        _who,
        at=HERE,
        everyone=may(yes_no),
        recipients=may(_listed),
        plaintiffs=may(listing(wave, empty=False)),
        within_claims=may(yes_no),
        subdivisions_of=may(who),
        members_of=may(_memberships),
        subrecipients_of=may(who),
        excluding=may(_excluding, "except"),
    ),
)


# --- conditions and awards ------------------------------------------------------------------------------------


def selector(at: At) -> Conditions:
    """Conditions that satisfy every part given."""
    return _selector(at)


_selector = record(
    Conditions,
    ids=may(conditions),
    instruments=may(several(instrument)),
    families=may(several(family)),
    agencies=may(several(agency)),
    implements=may(several(text)),
    similar_to=may(conditions),
    future=may(yes_no),
    excluding=may(selector, "except"),
)

_awards = record(
    Awards,
    programs=may(several(program)),
    agencies=may(several(agency)),
    instruments=may(several(instrument)),
    fiscal_years=may(several(year)),
    accepted_before=may(day),
    accepted_from=may(day),
    pending_on=may(day),
    named=may(several(text)),
)


# --- the product ----------------------------------------------------------------------------------------------

product = record(
    Product,
    who=may(who),
    conditions=may(selector),
    awards=may(_awards),
    capacity=may(word(Capacity), "as"),
    through=may(who),
)


def scope(at: At) -> Scope:
    """A product, or a list of products."""
    if isinstance(at.node.value, list):
        return Scope.of(*listing(product, empty=False)(at))
    return Scope.of(product(at))
