"""Which unsettled points of law decide what changed, or what would change in another world.

A point decides the answer about a condition where another choice on it would make another list of changes, be it that
a change goes, comes or falls on another day.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from enjoined.law.answering.question import Question, cells, select
from enjoined.law.compiled import CompiledLaw, compile_law
from enjoined.law.options import Alternative, Deciding, alternatives, apply, elsewhere, gathered
from enjoined.law.status import Status
from enjoined.law.timeline import Timeline
from enjoined.law.worlds.classes import bears_on, chain
from enjoined.law.worlds.courses import Course, compiled_course, course, turns_of
from enjoined.law.worlds.nation import Nation
from enjoined.law.worlds.whatif import Stretch, stretches
from enjoined.model import LAST_DAY, Condition, ConditionId, Day, EventId, Recipient
from enjoined.registry.table import LawTable
from enjoined.registry.upkeep.changed import changed

__all__ = [
    "deciding_changes",
    "deciding_differences",
    "deciding_national_changes",
    "deciding_national_differences",
]

_Found = Iterator[tuple[Alternative, EventId, ConditionId]]
_Choice = tuple[Alternative | None, ...]
"""One other choice as it is in each world; ``None`` where it changes nothing there."""
_Worlds = Sequence[CompiledLaw]


def deciding_changes(law: LawTable, question: Question, since: Day, until: Day) -> tuple[Deciding, ...]:
    """The points that decide what :func:`~enjoined.law.worlds.changes.changes` finds; ``law`` is as recorded."""
    world, others = apply(law, question.options), alternatives(law, question.options)

    def found() -> _Found:
        for cell in cells(law, question) if others else ():
            recorded = Timeline(law, cell)
            here = [*turns_of(_under(world, recorded), since, until)]
            for other, line, event in elsewhere(recorded, others):
                if [*turns_of(line, since, until)] != here:
                    yield other, event, cell.condition.id

    return gathered(found())


def deciding_differences(here: LawTable, there: LawTable, question: Question) -> tuple[Deciding, ...]:
    """The points that decide where two worlds differ, or a status in the other one on the day of the question.

    Both laws are as recorded; see :func:`~enjoined.law.worlds.whatif.differences`.
    """
    laws = here, there
    worlds = [apply(law, question.options) for law in laws]
    others = [alternatives(law, question.options) for law in laws]

    def found() -> _Found:
        for cell in cells(here, question) if any(others) else ():
            recorded = [Timeline(law, cell) for law in laws]
            chosen = [
                {other.written: (other, line, event) for other, line, event in elsewhere(line, these)}
                for line, these in zip(recorded, others, strict=True)
            ]
            choices = {**chosen[1], **chosen[0]}
            usual = [course(_under(*pair)) for pair in zip(worlds, recorded, strict=True)] if choices else []
            for written, (other, _, event) in choices.items():
                supposed = [
                    course(lines[written][1]) if written in lines else known
                    for lines, known in zip(chosen, usual, strict=True)
                ]
                if _told(supposed, question.on) != _told(usual, question.on):
                    yield other, event, cell.condition.id

    return gathered(found())


def _under(world: LawTable, recorded: Timeline) -> Timeline:
    """The time line of a cell under the options chosen, where these are the default the one as recorded."""
    return recorded if recorded.law is world else Timeline(world, recorded.cell)


def _told(courses: list[Course], on: Day) -> tuple[list[Stretch], Status]:
    """What is told of two courses: where they differ, and what the other one is on the day."""
    here, there = courses
    begun = [day for day in there if day is None or day <= on]
    return list(stretches((here, there), on)), there[begun[-1]]


# --- of everybody -----------------------------------------------------------------------------------------------


def deciding_national_changes(nation: Nation, since: Day, until: Day) -> tuple[Deciding, ...]:
    """The points that decide what :func:`~enjoined.law.worlds.changes.national_changes` finds."""

    def told(worlds: _Worlds, one: Recipient, condition: Condition) -> object:
        return nation.turns(worlds[0], one, condition, since, until)

    return gathered(_of_everybody(nation, select(nation.recorded[0], nation.question), told, until))


def deciding_national_differences(nation: Nation) -> tuple[Deciding, ...]:
    """The points that decide what :func:`~enjoined.law.worlds.whatif.national_differences` finds."""
    here, there = nation.recorded
    apart = changed(here, there)
    conditions = [
        condition
        for condition in select(here, nation.question)
        if bears_on(apart, here, condition.id) or bears_on(apart, there, condition.id)
    ]

    def told(worlds: _Worlds, one: Recipient, condition: Condition) -> object:
        before, after = (compiled_course(world, one, condition.id, nation.award) for world in worlds)
        return list(stretches((before, after), nation.question.on))

    return gathered(_of_everybody(nation, conditions, told))


def _of_everybody(
    nation: Nation,
    conditions: Sequence[Condition],
    told: Callable[[_Worlds, Recipient, Condition], object],
    until: Day = LAST_DAY,
) -> _Found:
    """The choices by which something else is told of somebody under a condition than in the worlds of the nation.

    Nothing is told of the days after ``until``.
    """
    chains = {
        c.id: {
            effect.id
            for law in nation.recorded
            for effect in chain(law, law.conditions[c.id])
            if effect.start.earliest <= until
        }
        for c in conditions
    }
    for choice in _choices(nation):
        touched = frozenset().union(*(other.touched for other in choice if other is not None))
        worlds = [
            usual if other is None else compile_law(other.law, known_on=nation.question.known_on)
            for usual, other in zip(nation.worlds, choice, strict=True)
        ]
        event: EventId | None = None
        # Conditions under which everybody has one line in all worlds are looked at once.
        known: dict[Hashable, Recipient | None] = {}
        for condition in (c for c in conditions if not touched.isdisjoint(chains[c.id])):
            place = _place(nation, worlds, condition)
            if place not in known:
                known[place] = _concerned(nation, worlds, condition, told)
            one = known[place]
            if one is not None:
                event = event or _event(nation, choice, one, condition)
                yield next(filter(None, choice)), event, condition.id


def _choices(nation: Nation) -> Iterator[_Choice]:
    """Every other choice, as it is in each world."""
    by_world = [{other.written: other for other in others} for others in nation.others]
    for written in dict.fromkeys(written for others in by_world for written in others):
        yield tuple([others.get(written) for others in by_world])


def _place(nation: Nation, worlds: _Worlds, condition: Condition) -> Hashable:
    """The same for conditions of which the compiled laws say the same of everybody."""
    seats = tuple([world.seat(condition.id, nation.award) for world in (*nation.worlds, *worlds)])
    return condition.id if nation.question.supplied or None in seats else seats


def _concerned(
    nation: Nation,
    worlds: _Worlds,
    condition: Condition,
    told: Callable[[_Worlds, Recipient, Condition], object],
) -> Recipient | None:
    """Somebody of whom something else is told in these worlds."""
    for alike in nation.alike([*nation.worlds, *worlds], condition):
        if told(worlds, alike.one, condition) != told(nation.worlds, alike.one, condition):
            return alike.one
    return None


def _event(nation: Nation, choice: _Choice, one: Recipient, condition: Condition) -> EventId:
    """The event that a choice is about which decides something about somebody."""
    return next(
        effect.event
        for law, other in zip(nation.recorded, choice, strict=True)
        if other is not None
        for effect in nation.line(law, one, condition).effects
        if effect.id in other.touched
    )
