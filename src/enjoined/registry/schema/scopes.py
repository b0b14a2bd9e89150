"""Scopes: who × conditions × awards × capacity, as they are written."""

from __future__ import annotations

from typing import Any, Final

from enjoined.model import (
    AsOf,
    Awards,
    Capacity,
    Conditions,
    Day,
    Listed,
    Membership,
    Product,
    Scope,
    Who,
)
from enjoined.registry.reading.form import Choice, Kind, Many, Named, Scalar, form_of, shaped
from enjoined.registry.reading.shape import (
    HERE,
    At,
    Decoder,
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
from enjoined.registry.schema.basics import (
    agency,
    bound,
    conditions,
    family,
    group,
    instrument,
    order,
    program,
    recipient,
    recipients,
    wave,
)

__all__ = ["check_listed", "product", "scope", "selector", "who"]


# --- who ------------------------------------------------------------------------------------------------------


def check_listed(at: At, count: int | None = None) -> None:
    """What is missing can only be said of a list that is not complete; names and missing ones make up the count."""
    complete = "complete" not in at.mapping or at.key("complete").word in ("yes", "true")
    if complete and at.mapping.keys() & {"missing", "within"}:
        at.bad("names are missing from a list that is complete", "add complete: no")
    held, missing = at.key("names"), at.key("missing").word if "missing" in at.mapping else ""
    if count is None or not isinstance(held.node.value, list) or not (complete or missing.isdecimal()):
        return
    known = len(held.node.value) + (0 if complete else int(missing))
    if known != count:
        at.key("count").bad(f"{count} are counted, but the names and the missing make {known}", "check both")


def _open_list(at: At, **values: Any) -> Listed:
    check_listed(at)
    return Listed(**values)


_some_recipients = several(recipient)


@shaped(form_of(_some_recipients))
def _names(at: At) -> Listed:
    return Listed(ids=_some_recipients(at))


_listed = either(
    _names,
    record(
        _open_list,
        at=HERE,
        ids=need(recipients, "list"),
        complete=may(yes_no),
        missing=may(amount),
        within=may(bound),
    ),
)


@shaped(Choice((Scalar(Kind.WORD, words=tuple(AsOf)), Scalar(Kind.DAY))))
def _as_of(at: At) -> AsOf | Day:
    return day(at) if at.word[:1].isdigit() else word(AsOf)(at)


_membership = record(Membership, group=need(group), as_of=may(_as_of))


_several_memberships = listing(_membership, empty=False)


@shaped(Choice((form_of(_membership), form_of(_several_memberships))))
def _memberships(at: At) -> tuple[Membership, ...]:
    return _several_memberships(at) if isinstance(at.node.value, list) else (_membership(at),)


def _who(at: At, **values: Any) -> Who:
    if "within_claims" in values and "plaintiffs" not in values:
        at.bad("within_claims speaks of plaintiffs, and none are named", "name their waves in plaintiffs")
    if not values.keys() - {"excluding", "within_claims"}:
        at.bad("this names nobody", "begin with everyone: yes")
    return Who(**values)


_WHO = Named("who", lambda: form_of(_any_who))


@shaped(_WHO)
def who(at: At) -> Who:
    """A union of ways to name recipients; a bare list names them."""
    return _any_who(at)


@shaped(_WHO)
def _excluding(at: At) -> tuple[Who, ...]:
    return (who(at),)


@shaped(form_of(_some_recipients))
def _named(at: At) -> Who:
    return Who(recipients=_names(at))


_any_who: Final[Decoder[Who]] = either(
    _named,
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


@shaped(Named("conditions", lambda: form_of(_selector)))
def selector(at: At) -> Conditions:
    """Conditions that satisfy every part given."""
    return _selector(at)


_selector: Final[Decoder[Conditions]] = record(
    Conditions,
    ids=may(conditions),
    agencies=may(several(agency)),
    instruments=may(several(instrument)),
    families=may(several(family)),
    implements=may(several(order)),
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


_PRODUCT = Named("product", lambda: form_of(product))
_products = listing(product, empty=False)


@shaped(Named("scope", lambda: Choice((_PRODUCT, Many(_PRODUCT, empty=False)))))
def scope(at: At) -> Scope:
    """A product, or a list of products."""
    if isinstance(at.node.value, list):
        return Scope.of(*_products(at))
    return Scope.of(product(at))
