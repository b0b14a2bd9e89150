"""Unsettled law as named options with a documented default (docs/unsettled-law.md).

Where courts disagree, the engine does not choose in silence: each point has a name, a default and its alternatives.
A choice is a pure transformation of the law table before anything is asked of it, so the evaluator knows nothing
of options; an answer that another choice would change says so.

>>> Options().vacatur_reaches.value, parse_options(["vacatur-reaches=parties"]).vacatur_reaches.value
('everyone', 'parties')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from enum import StrEnum
from typing import Final

import msgspec

from enjoined.errors import InputError
from enjoined.law.answering.qualifiers import Qualifier, QualifierKind, has_unread_end
from enjoined.law.cell import Cell
from enjoined.law.status import Status, solve
from enjoined.law.timeline import Timeline
from enjoined.model import (
    CaseKind,
    ConditionId,
    Day,
    Effect,
    EffectId,
    EventId,
    Grade,
    Membership,
    Moment,
    Product,
    Scope,
    Verb,
    Who,
)
from enjoined.registry.table import LawTable

__all__ = [
    "AdministrativeStay",
    "Alternative",
    "Deciding",
    "Options",
    "TroRollover",
    "VacaturReaches",
    "alternatives",
    "apply",
    "drop",
    "elsewhere",
    "gathered",
    "leaning",
    "parse_options",
    "unsettled",
]


class VacaturReaches(StrEnum):
    """Whom the setting aside of an agency's term protects."""

    EVERYONE = "everyone"
    PARTIES = "parties"


class AdministrativeStay(StrEnum):
    """Whether a stay that only keeps things as they are while a court reads the motion holds relief back."""

    COUNTS = "counts"
    IGNORED = "ignored"


class TroRollover(StrEnum):
    """What becomes of a temporary restraining order after day 14 if nobody has read how it ended."""

    UNKNOWN = "unknown"
    EXPIRES = "expires"
    CONTINUES = "continues"


class Options(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """One choice for each unsettled point; the defaults are those of docs/unsettled-law.md."""

    vacatur_reaches: VacaturReaches = VacaturReaches.EVERYONE
    administrative_stay: AdministrativeStay = AdministrativeStay.COUNTS
    tro_rollover: TroRollover = TroRollover.UNKNOWN

    @property
    def chosen(self) -> list[str]:
        """The choices that are not the default, as ``--option`` takes them.

        >>> parse_options(["tro-rollover=expires", "vacatur-reaches=everyone"]).chosen
        ['tro-rollover=expires']
        """
        return [
            f"{point.encode_name}={getattr(self, point.name).value}"
            for point in msgspec.structs.fields(self)
            if getattr(self, point.name) is not point.default
        ]


_ASKS: Final = {
    "vacatur_reaches": "whether setting a term aside protects those who are not parties",
    "administrative_stay": "whether an administrative stay holds relief back",
    "tro_rollover": "whether a restraining order whose end nobody has read outlives its 14 days",
}
_POINTS: Final = {field.encode_name: field for field in msgspec.structs.fields(Options)}


def parse_options(written: Iterable[str]) -> Options:
    """The options written as ``NAME=VALUE``; of two for one point the last counts.

    Raises ``InputError`` for an unknown point or value, naming what may be written.
    """
    chosen: dict[str, StrEnum] = {}
    for text in written:
        where = f"--option {text!r}"
        name, equals, value = (part.strip() for part in text.partition("="))
        if name not in _POINTS:
            near = get_close_matches(name, _POINTS, n=1)
            remedy = f"did you mean {near[0]}?" if near else f"one of {', '.join(_POINTS)}"
            raise InputError(f"there is no unsettled point {name!r}", where=where, remedy=remedy)
        values = [v.value for v in _POINTS[name].type]
        if not equals or value not in values:
            what = f"{value!r} is no choice for {name}" if equals else f"{name} needs a value"
            raise InputError(what, where=where, remedy=f"write {name}={'|'.join(values)}")
        chosen[_POINTS[name].name] = _POINTS[name].type(value)
    return msgspec.structs.replace(Options(), **chosen)


def apply(law: LawTable, options: Options) -> LawTable:
    """The law as it stands under the options; the table itself where they change nothing in it."""
    ignored = frozenset(
        e.id
        for e in law.effects.values()
        if options.administrative_stay is AdministrativeStay.IGNORED and _is_administrative_stay(law, e)
    )
    changed = {
        e.id: new
        for e in law.effects.values()
        if e.id not in ignored and (new := _under(law, e, options)) is not e
    }
    if changed:
        law = msgspec.structs.replace(law, effects=law.effects | changed)
    return drop(law, ignored)


def leaning(law: LawTable, effects: frozenset[EffectId]) -> frozenset[EffectId]:
    """The other effects that were given because of one of these, or of one that leans on them so itself."""
    leans: frozenset[EffectId] = frozenset()
    while more := frozenset(
        id_
        for id_, effect in law.effects.items()
        if id_ not in effects | leans and not (effects | leans).isdisjoint(effect.rests_on)
    ):
        leans |= more
    return leans


def drop(law: LawTable, effects: frozenset[EffectId]) -> LawTable:
    """The law in which some effects never had effect; the table itself for none.

    They stay in the table, covering nobody, so that guards and later waves that name them keep their meaning.
    """
    if not effects:
        return law
    kept = {}
    for id_, effect in law.effects.items():
        if id_ in effects:
            effect = msgspec.structs.replace(effect, scope=Scope(), readings=(), literal=None)
        elif not effects.isdisjoint(effect.rests_on):
            grounds = tuple(g for g in effect.rests_on if g not in effects)
            effect = msgspec.structs.replace(effect, rests_on=grounds)
        kept[id_] = effect
    modifiers = {t: tuple(m for m in found if m not in effects) for t, found in law.modifiers.items()}
    return msgspec.structs.replace(law, effects=kept, modifiers=modifiers)


def _under(law: LawTable, effect: Effect, options: Options) -> Effect:
    """One effect under the options: the same value where they do not touch it."""
    if options.vacatur_reaches is VacaturReaches.PARTIES and _is_wide_vacatur(law, effect):
        parties = _parties(law, effect)
        return msgspec.structs.replace(
            effect,
            scope=_narrowed(effect.scope, parties),
            readings=tuple(
                msgspec.structs.replace(r, scope=_narrowed(r.scope, parties)) for r in effect.readings
            ),
        )
    if options.tro_rollover is not TroRollover.UNKNOWN and has_unread_end(law, effect):
        assert effect.until is not None
        ends = Moment.on(effect.until.earliest, effect.until.owner)
        expires = options.tro_rollover is TroRollover.EXPIRES
        return msgspec.structs.replace(effect, until=ends if expires else None)
    return effect


# --- which effects a point touches ------------------------------------------------------------------------------


def _is_wide_vacatur(law: LawTable, effect: Effect) -> bool:
    """A court's setting aside of a term for everyone."""
    return (
        effect.verb is Verb.RESTRAIN
        and effect.grade is Grade.VACATED
        and law.cases[effect.case].kind is CaseKind.LITIGATION
        and any(product.who.everyone for scope in effect.scopes for product in scope.products)
    )


def _is_administrative_stay(law: LawTable, effect: Effect) -> bool:
    return effect.verb is Verb.SUSPEND and law.events[effect.event].kind == _ADMINISTRATIVE_STAY


_ADMINISTRATIVE_STAY: Final = "administrative-stay"
"""The kind of event that docs/unsettled-law.md asks for where a court stays an order only to have time to read."""


def _parties(law: LawTable, effect: Effect) -> Who:
    """The plaintiffs by the day of the decision; the members of an association that sues for them are its parties."""
    decided = law.events[effect.event].date.earliest
    waves = tuple(w for w in law.cases[effect.case].waves if law.waves[w].start.earliest <= decided)
    groups = sorted({n for w in waves for n in law.waves[w].names if n in law.groups})
    return Who(plaintiffs=waves, members_of=tuple(Membership(group=g) for g in groups))


def _narrowed(scope: Scope, parties: Who) -> Scope:
    """The scope with the parties in the place of everyone; who is excepted stays so."""
    return Scope.of(*(_narrow(product, parties) for product in scope.products))


def _narrow(product: Product, parties: Who) -> Product:
    if not product.who.everyone:
        return product
    who = msgspec.structs.replace(parties, excluding=product.who.excluding)
    return msgspec.structs.replace(product, who=who)


# --- whether a point decides an answer --------------------------------------------------------------------------


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """The law under another choice for one point; ``touched`` are the effects that the choice changes."""

    point: str
    chosen: str
    value: str
    law: LawTable
    touched: frozenset[EffectId]

    @property
    def written(self) -> str:
        """The choice as ``--option`` takes it."""
        return f"{self.point.replace('_', '-')}={self.value}"


def alternatives(law: LawTable, options: Options) -> tuple[Alternative, ...]:
    """Every other choice for one point that changes an effect of ``law``, the table as recorded."""
    here = apply(law, options)
    found = []
    for field in _POINTS.values():
        chosen = getattr(options, field.name)
        for value in field.type:
            if value is chosen:
                continue
            there = apply(law, msgspec.structs.replace(options, **{field.name: value}))
            touched = frozenset(e for e in law.effects if here.effects[e] != there.effects[e])
            if touched:
                found.append(
                    Alternative(
                        point=field.name, chosen=chosen.value, value=value.value, law=there, touched=touched
                    )
                )
    return tuple(found)


def elsewhere(
    recorded: Timeline, others: Iterable[Alternative]
) -> Iterator[tuple[Alternative, Timeline, EventId]]:
    """The other choices that bear on a cell, each with its time line there and the event that the choice is about.

    ``recorded`` is the time line of the cell under the law as recorded.
    """
    for other in others:
        event = next((e.event for e in recorded.effects if e.id in other.touched), None)
        if event is not None:
            yield other, Timeline(other.law, recorded.cell), event


def unsettled(
    law: LawTable, others: tuple[Alternative, ...], cell: Cell, day: Day, status: Status
) -> tuple[Qualifier, ...]:
    """One remark for each unsettled point that decides the status; ``law`` is the table as recorded."""
    if not others:
        return ()
    found: dict[str, tuple[Alternative, EventId, list[str]]] = {}
    for other, line, event in elsewhere(Timeline(law, cell), others):
        there = solve(other.law, cell, line.bearing, day).status
        if there is not status:
            _, _, told = found.setdefault(other.point, (other, event, []))
            told.append(f"{there.value} with --option {other.written}")
    return tuple(
        Qualifier(kind=QualifierKind.UNSETTLED, event=event, text=_remark(other, ", ".join(told)))
        for other, event, told in found.values()
    )


class Deciding(Qualifier, frozen=True, kw_only=True):
    """An unsettled point that decides part of an answer: of the ``conditions``, what other ``options`` would change."""

    options: tuple[str, ...]
    conditions: tuple[ConditionId, ...]


def gathered(found: Iterable[tuple[Alternative, EventId, ConditionId]]) -> tuple[Deciding, ...]:
    """One remark for each point of which some other choice makes another answer about some conditions."""
    points: dict[str, tuple[Alternative, EventId, dict[str, None], dict[ConditionId, None]]] = {}
    for other, event, condition in found:
        _, _, options, conditions = points.setdefault(other.point, (other, event, {}, {}))
        options[other.written] = None
        conditions[condition] = None
    return tuple(
        Deciding(
            kind=QualifierKind.UNSETTLED,
            event=event,
            text=_remark(other, f"otherwise with --option {' or --option '.join(options)}"),
            options=tuple(options),
            conditions=tuple(conditions),
        )
        for other, event, options, conditions in points.values()
    )


def _remark(other: Alternative, else_: str) -> str:
    asks = _ASKS[other.point]
    return f"decided by an unsettled point, {asks}: taken here as {other.chosen!r}; {else_}"
