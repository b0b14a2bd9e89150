"""Cases, notices and the life of instruments: waves of parties, events, and the effects of each event."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, NamedTuple

import msgspec

from enjoined.model import (
    Attaches,
    Awards,
    Case,
    CaseId,
    CaseKind,
    Conditions,
    Construal,
    CourtId,
    Day,
    Effect,
    EffectId,
    Event,
    EventId,
    Expected,
    Grade,
    Guard,
    Holding,
    Moment,
    Product,
    Reach,
    Reading,
    Scope,
    Verb,
    Wave,
    WaveId,
)
from enjoined.registry.reading.form import Choice, Kind, Named, Scalar, form_of, shaped
from enjoined.registry.reading.shape import (
    HERE,
    At,
    Decoder,
    amount,
    day,
    listing,
    may,
    need,
    record,
    table,
    text,
    word,
    yes_no,
)
from enjoined.registry.schema.basics import (
    Dated,
    Through,
    agency,
    bound,
    condition,
    court,
    dated,
    effect,
    event_dates,
    judges,
    moment,
    owned,
    recipient,
    recipients,
    ruled_end,
    sources,
    through,
)
from enjoined.registry.schema.scopes import check_listed, scope, selector

__all__ = ["EVERY_IMPOSITION", "Happening", "Life", "case", "events", "life", "notice"]

EVERY_IMPOSITION: Final = EffectId("impositions")
"""Stands for the targets of an ``end: impositions`` until the whole registry is read."""

Happening = tuple[Event, tuple[Effect, ...]]
"""An event with its effects."""


class Life(NamedTuple):
    """A case, notice or instrument as a chain of events."""

    case: Case
    waves: tuple[Wave, ...]
    happened: tuple[Happening, ...]


# --- waves ----------------------------------------------------------------------------------------------------


def _wave(at: At, id: str, start: Moment, count: int | None = None, **values: Any) -> Wave:
    check_listed(at, count)
    full = WaveId(f"{at.record}/{id}")
    wave = Wave(id=full, start=owned(start, full), **values)
    strangers = sorted(wave.claims.keys() - wave.names) if wave.complete else []
    if strangers:
        at.key("claims").bad(f"{strangers[0]!r} is not a party of this wave", "name it in names")
    return wave


_waves = listing(
    record(
        _wave,
        at=HERE,
        id=need(text, "wave"),
        start=need(moment, "from"),
        names=need(recipients),
        count=may(amount),
        complete=may(yes_no),
        missing=may(amount),
        within=may(bound),
        claims=may(table(recipient, listing(agency, empty=False))),
    )
)


# --- effects --------------------------------------------------------------------------------------------------

_MODIFIERS: Final = frozenset({Verb.SUSPEND, Verb.END, Verb.EXTEND})
_ONLY_OF: Final = {
    "final": frozenset({Verb.END}),
    "children": _MODIFIERS,
    "child_of": frozenset({Verb.RESTRAIN}),
    "while": frozenset({Verb.IMPOSE, Verb.RESTRAIN}),
    "unless": frozenset({Verb.IMPOSE, Verb.RESTRAIN}),
}
"""Keys that make sense with some verbs only."""

_targets = listing(effect, empty=False)


@shaped(Choice((Scalar(Kind.WORD, words=(EVERY_IMPOSITION,)), form_of(_targets))))
def _ended(at: At) -> tuple[EffectId, ...]:
    return (EVERY_IMPOSITION,) if at.word == EVERY_IMPOSITION else _targets(at)


def _only(said: str) -> Decoder[str]:
    """A key that is either left out or says one word."""

    @shaped(Scalar(Kind.WORD, words=(said,)))
    def read(at: At) -> str:
        if text(at) != said:
            at.bad(f"{at.word!r} is not a word for this", f"write {said}, or leave the key out")
        return said

    return read


def _verb(at: At) -> Verb:
    """The one verb of an effect, and no key that cannot be said of it."""
    verbs = [verb for verb in Verb if verb in at.mapping]
    if len(verbs) != 1:
        at.bad(
            f"an effect has exactly one verb, this has {' and '.join(verbs) or 'none'}",
            "split it into one effect for each" if verbs else f"one of {', '.join(Verb)}",
        )
    for key, allowed in _ONLY_OF.items():
        if key in at.mapping and verbs[0] not in allowed:
            at.key(key).bad(f"this cannot be said of {verbs[0]}", f"only of {', '.join(sorted(allowed))}")
    if ("literal" in at.mapping) != ("construed" in at.mapping):
        at.bad("literal and construed go together", "say how the order reads and who construes it otherwise")
    if "whether" in at.mapping and "certainty" not in at.mapping:
        at.key("whether").bad("this is said of an effect that may not exist", "add certainty: possible")
    return verbs[0]


def _effect(
    at: At,
    *,
    id: str,
    impose: Attaches | None = None,
    restrain: Grade | None = None,
    suspend: tuple[EffectId, ...] = (),
    end: tuple[EffectId, ...] = (),
    extend: tuple[EffectId, ...] = (),
    hold: Holding | None = None,
    scope: Scope | None = None,
    start: Dated | None = None,
    until: Dated | None = None,
    through: Through | None = None,
    certainty: str = "",
    readings: tuple[Reading, ...] = (),
    **values: Any,
) -> Effect:
    full = EffectId(f"{at.record}/{id}")
    verb = _verb(at)
    targets = suspend or end or extend
    happened, known = event_dates(at, at.event)
    begins, public = start or (happened, ())
    begins = begins if begins.owner else owned(begins, f"{full}#from")
    ends = _end(at, begins, until, through)
    return Effect(
        id=full,
        event=EventId(at.event),
        case=CaseId(at.record),
        verb=verb,
        scope=_reach(at, verb, scope, targets),
        start=begins,
        known=(known, *public),
        until=ends if ends is None or ends.owner else owned(ends, f"{full}#until"),
        grade=restrain,
        attaches=impose,
        holding=hold,
        targets=targets,
        possible=bool(certainty),
        readings=tuple(
            msgspec.structs.replace(reading, known=owned(reading.known, f"{full}#reading-{number}"))
            for number, reading in enumerate(readings, start=1)
        ),
        **values,
    )


def _end(at: At, begins: Moment, until: Dated | None, through: Through | None) -> Moment | None:
    """The end of an effect's window, half-open; a window without a day in it is a mistake."""
    if until and through:
        at.bad("until and through say the same thing", "keep one of them")
    if through:
        ends = ruled_end(begins) if through.last is None else Moment.on(Day(through.last + 1))
    elif until:
        ends, _ = until
    else:
        return None
    if ends.earliest <= begins.earliest:
        key = at.key("through" if through else "until")
        key.bad("it ends before it has had effect on a day", "until is the first day without effect")
    return ends


def _reach(at: At, verb: Verb, scope: Scope | None, targets: tuple[EffectId, ...]) -> Scope:
    """The scope with what may be left out: the instrument's conditions and awards; no limit for a modifier."""
    if at.own is not None and verb is Verb.IMPOSE:
        own = at.own
        return Scope.of(
            *(
                msgspec.structs.replace(
                    product,
                    conditions=own.conditions if product.conditions == Conditions() else product.conditions,
                    awards=own.awards if product.awards == Awards() else product.awards,
                )
                for product in (scope.products if scope else (Product(),))
            )
        )
    if scope is None and (verb not in _MODIFIERS or targets == (EVERY_IMPOSITION,)):
        at.bad("the key 'scope' is missing", "say whom and which conditions it reaches")
    return scope or Scope.of(Product())


_guard = record(Guard, active=need(effect), condition=may(condition))

_effects = listing(
    record(
        _effect,
        at=HERE,
        id=need(text),
        impose=may(word(Attaches)),
        restrain=may(word(Grade)),
        suspend=may(_targets),
        end=may(_ended),
        extend=may(_targets),
        hold=may(word(Holding)),
        start=may(dated, "from"),
        until=may(dated),
        through=may(through),
        final=may(yes_no),
        children=may(yes_no),
        child_of=may(effect),
        only_while=may(_guard, "while"),
        unless=may(_guard),
        rests_on=may(_targets),
        ends_by=may(_only("written-notice")),
        certainty=may(_only("possible")),
        whether=may(text),
        reach=may(word(Reach)),
        scope=may(scope),
        carve_out=may(text),
        literal=may(scope),
        construed=may(record(Construal, by=need(text), on=need(day), why=need(text))),
        readings=may(listing(record(Reading, known=need(moment), scope=need(scope)), empty=False)),
        note=may(text),
    )
)


# --- events ---------------------------------------------------------------------------------------------------


def _event(
    at: At, *, effects: tuple[Effect, ...] = (), court: CourtId | None = None, **values: Any
) -> Happening:
    date, known = event_dates(at, at.event)
    values |= {"id": EventId(at.event), "case": CaseId(at.record), "date": date, "known": known}
    return Event(court=court, effects=tuple(e.id for e in effects), **values), effects


_event_keys = record(
    _event,
    at=HERE,
    id=need(text),
    date=need(moment),
    known=may(moment),
    kind=need(text),
    court=may(court),
    title=need(text),
    cite=may(text),
    entry=may(text),
    sequence=may(amount),
    unread=may(yes_no),
    note=may(text),
    denies=may(scope),
    sources=need(sources, "source"),
    effects=may(_effects),
)


@shaped(Named("event", lambda: form_of(_event_keys)))
def _one_event(at: At) -> Happening:
    short = at.key("id").word if "id" in at.mapping else ""
    return _event_keys(replace(at, event=f"{at.record}/{short}"))


events = listing(_one_event)
"""The events of a record, each with its effects."""


# --- cases and notices ----------------------------------------------------------------------------------------


def life(
    at: At,
    kind: CaseKind,
    *,
    title: str,
    short: str = "",
    waves: tuple[Wave, ...] = (),
    happened: tuple[Happening, ...] = (),
    **values: Any,
) -> Life:
    """A case with its waves and events, events in order of their days."""
    ordered = sorted(happened, key=lambda pair: (pair[0].date.earliest, pair[0].sequence))
    case = Case(
        id=CaseId(at.record),
        kind=kind,
        title=title,
        short=short or title,
        waves=tuple(w.id for w in waves),
        events=tuple(e.id for e, _ in ordered),
        **values,
    )
    return Life(case, waves, tuple(ordered))


def _case(at: At, id: str, **values: Any) -> Life:
    return life(at, CaseKind.LITIGATION, **values)


def _notice(at: At, id: str, **values: Any) -> Life:
    return life(at, CaseKind.NOTICE, **values)


_TITLES: Final = {"title": need(text), "short": may(text)}
_expected = listing(
    record(Expected, by=need(day), what=need(text), sources=may(sources, "source")), empty=False
)
_STORY: Final = {
    "expected": may(_expected),
    "note": may(text),
    "sources": may(sources, "source"),
    "happened": need(events, "events"),
}

case = record(
    _case,
    at=HERE,
    id=need(text, "case"),
    **_TITLES,
    court=need(court),
    dockets=may(listing(text)),
    courtlistener=may(listing(amount)),
    checked=may(day),
    judges=may(judges, "judge"),
    challenges=may(selector),
    waves=may(_waves, "parties"),
    **_STORY,
)
"""A lawsuit with its appeals."""

notice = record(
    _notice,
    at=HERE,
    id=need(text, "notice"),
    **_TITLES,
    agency=need(agency),
    checked=may(day),
    **_STORY,
)
"""An agency's notices on one matter."""
