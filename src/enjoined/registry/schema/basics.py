"""What many records share: sources, dates, kinds of recipients and references."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final, NamedTuple

import msgspec

from enjoined.model import (
    LOCAL_KINDS,
    STATE_KINDS,
    ActId,
    AgencyId,
    Basis,
    Bound,
    ConditionId,
    CourtId,
    Day,
    EffectId,
    EventId,
    FamilyId,
    InstrumentId,
    Kind,
    Moment,
    OrderId,
    ProgramId,
    RecipientId,
    Source,
    SourceKind,
    WaveId,
)
from enjoined.registry.reading.form import Choice, Keys, Many, Scalar, Slot, form_of, named, shaped
from enjoined.registry.reading.form import Kind as FormKind
from enjoined.registry.reading.names import ref, refs
from enjoined.registry.reading.shape import (
    HERE,
    At,
    Bad,
    Decoder,
    day,
    either,
    flat,
    listing,
    may,
    need,
    record,
    several,
    text,
    word,
    year,
)
from enjoined.registry.reading.shelf import Sort

__all__ = [
    "Dated",
    "Through",
    "act",
    "agency",
    "bound",
    "condition",
    "conditions",
    "court",
    "dated",
    "effect",
    "event_dates",
    "family",
    "fiscal_years",
    "group",
    "instrument",
    "judges",
    "kinds",
    "moment",
    "order",
    "owned",
    "place_words",
    "program",
    "programs",
    "recipient",
    "recipients",
    "ruled_end",
    "sources",
    "state",
    "through",
    "wave",
]

act = ref(Sort.ACT, ActId)
agency = ref(Sort.AGENCY, AgencyId)
condition = ref(Sort.CONDITION, ConditionId)
conditions = flat(refs(Sort.CONDITION, ConditionId))
court = ref(Sort.COURT, CourtId)
effect = ref(Sort.EFFECT, EffectId)
event = ref(Sort.EVENT, EventId)
family = ref(Sort.FAMILY, FamilyId)
group = ref(Sort.GROUP, RecipientId)
instrument = ref(Sort.INSTRUMENT, InstrumentId)
order = ref(Sort.ORDER, OrderId)
program = ref(Sort.PROGRAM, ProgramId)
recipient = ref(Sort.RECIPIENT, RecipientId)
wave = ref(Sort.WAVE, WaveId)

programs: Final[Decoder[tuple[ProgramId, ...]]] = listing(program, empty=False)
fiscal_years: Final = listing(year, empty=False)
_recipients = listing(recipient)


@shaped(form_of(_recipients))
def recipients(at: At) -> frozenset[RecipientId]:
    """A set of recipients, which may be empty."""
    return frozenset(_recipients(at))


# --- sources --------------------------------------------------------------------------------------------------


def _source(at: At, **values: Any) -> Source:
    source = Source(**values)
    if source.basis is Basis.INFERRED and not source.note:
        at.bad("what was inferred needs a note", "say in note: how it follows from what was read")
    if not source.url:
        if not source.title:
            at.bad(
                "a source needs a url, or a title if it is on no web page",
                "say what it is and where it is kept",
            )
    elif not source.url.startswith(("https://", "http://")) or any(c.isspace() for c in source.url):
        at.bad(f"{source.url!r} is not a web address", "write it with https://, or give a title instead")
    return source


_one_source = record(
    _source,
    at=HERE,
    url=may(text),
    kind=need(word(SourceKind)),
    basis=may(word(Basis)),
    title=may(text),
    note=may(text),
    accessed=may(day),
)
named("source", _one_source)

sources = listing(_one_source, empty=False)
"""A non-empty list of sources."""


# --- kinds of recipients --------------------------------------------------------------------------------------

_SEVERAL: Final = {"states": STATE_KINDS, "local": LOCAL_KINDS}
_NONPROFITS: Final = frozenset({Kind.NONPROFIT, Kind.ASSOCIATION, Kind.UNIVERSITY})
_kind = word(Kind)


@shaped(Scalar(FormKind.WORD, words=(*_SEVERAL, *Kind)))
def _kinds(at: At) -> tuple[Kind, ...]:
    return tuple(_SEVERAL.get(at.word, ())) or (_kind(at),)


kinds = flat(_kinds)
"""A set of kinds; ``states`` and ``local`` stand for several."""


@shaped(Scalar(FormKind.TEXT, pattern="^[a-z]{2}$"))
def state(at: At) -> str:
    """A State by its two letters."""
    said = text(at)
    if len(said) != 2 or not (said.isascii() and said.islower()):
        at.bad(f"{said!r} is not a State", "write its two letters in lower case")
    return str(recipient(at))


place_words = several(state)
"""A set of States by their two letters."""


def _bound(kinds: frozenset[Kind] = frozenset(), states: frozenset[str] = frozenset()) -> Bound:
    alone = kinds & _NONPROFITS == {Kind.NONPROFIT}
    return Bound(kinds=kinds | _NONPROFITS if alone else kinds, states=states)


bound = record(_bound, kinds=may(kinds), states=may(place_words))
"""Among whom missing names are.

Nonprofits may be associations and, in a file of awards, private universities, unless one of these is told beside them.
"""


# --- dates ----------------------------------------------------------------------------------------------------


_DAY: Final = Scalar(FormKind.DAY)


@shaped(Many(_DAY, empty=False))
def _between(at: At) -> Moment:
    first, *others = listing(day)(at) or (None,)
    if first is None or len(others) != 1:
        at.bad("two days are wanted", "write {between: [2018-10-01, 2020-04-17]}")
    if others[0] < first:
        at.bad("the second day is before the first", "put the earlier day first")
    return Moment(earliest=first, latest=others[0])


@shaped(_DAY)
def _after(at: At) -> Moment:
    return Moment(earliest=Day(day(at) + 1), latest=None)


@shaped(_DAY)
def _day(at: At) -> Moment:
    if at.word in ("unknown", "?", "none", "null", "~"):
        at.bad(
            "an unknown day still has a lower bound",
            "write {after: 2021-03-19}, the last day it had not happened",
        )
    return Moment.on(day(at))


def _one(at: At, **given: Moment) -> Moment:
    if len(given) != 1:
        at.bad("a date says one thing", "write either between or after")
    return next(iter(given.values()))


_in_order = listing(text, empty=False)


@shaped(Choice((form_of(text), form_of(_in_order))))
def judges(at: At) -> tuple[str, ...]:
    """One judge, or all who had a case one after another."""
    return _in_order(at) if isinstance(at.node.value, list) else (text(at),)


moment = either(_day, record(_one, at=HERE, between=may(_between), after=may(_after)))
"""A day, ``{between: [a, b]}`` or ``{after: a}``; its owner is for the caller to say."""

named("date", moment)


def owned(found: Moment, owner: str) -> Moment:
    """The moment named after the event or effect whose date it is."""
    return msgspec.structs.replace(found, owner=owner)


def event_dates(at: At, id_: str) -> tuple[Moment, Moment]:
    """When a declared event happened and when it became public; what is wrong there is reported there."""
    declared = at.names.declared[Sort.EVENT].get(id_) if at.names else None
    if declared is None or "date" not in declared.mapping:
        raise Bad
    declared = declared.muted()
    happened = owned(moment(declared.key("date")), id_)
    if "known" not in declared.mapping:
        return happened, happened
    return happened, owned(moment(declared.key("known")), f"{id_}#known")


Dated = tuple[Moment, tuple[Moment, ...]]
"""A date and when what it depends on became public."""


class Through(NamedTuple):
    """The last day in force, ``None`` where nobody has read it."""

    last: Day | None


@shaped(Choice((_DAY, Scalar(FormKind.WORD, words=("unread",)))))
def through(at: At) -> Through:
    """A last day in force, or ``unread``."""
    return Through(None if at.word == "unread" else day(at))


@shaped(
    Choice((form_of(moment), Keys({"mandate": Slot(Scalar(FormKind.ID, sort=Sort.EVENT), required=True)})))
)
def dated(at: At) -> Dated:
    """A date that may be another event's (``{mandate: EVENT}``); then also when that event became public."""
    if "mandate" not in at.mapping:
        return moment(at), ()
    happened, known = record(lambda of: event_dates(at, of), of=need(event, "mandate"))(at)
    return happened, (known,)


_TRO_DAYS: Final = 14


def ruled_end(start: Moment) -> Moment:
    """When a temporary restraining order whose end nobody has read may have ended.

    Without notice of extension it lasts 14 days, Fed. R. Civ. P. 65(b)(2), counted from the day after its entry;
    a last day on a Saturday, Sunday or legal holiday runs to the next other day, Fed. R. Civ. P. 6(a)(1). It is in
    force through that day; nobody has said for how long after it.

    >>> from enjoined.model import iso, parse_day
    >>> iso(ruled_end(Moment.on(parse_day("2025-02-03"))).earliest)  # the 14th day is Washington's Birthday
    '2025-02-19'
    """
    import holidays

    last = date.fromordinal(start.earliest + _TRO_DAYS)
    legal = holidays.country_holidays("US", years=(last.year, last.year + 1))
    while last.weekday() >= 5 or last in legal:
        last += timedelta(days=1)
    return Moment(earliest=Day(last.toordinal() + 1), latest=None)
