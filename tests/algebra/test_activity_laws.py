"""Laws of activity and status, on random worlds of stays, stays of stays, open lists and unsure dates."""

from __future__ import annotations

from itertools import pairwise

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from enjoined.law import Status, Timeline, View, bearing_on, solve
from enjoined.law.status import MOST_FACTS_SPLIT
from enjoined.model import NO, UNKNOWN, YES, Day, DaySet, Truth, Verb
from enjoined.registry.table import LawTable
from tests.algebra.strategies import FIRST, LAST, PEOPLE, cell, days, worlds

people = st.integers(0, len(PEOPLE) - 1)


@given(worlds(uncertain=False), people, days)
def test_a_sharp_world_has_only_certain_answers(law: LawTable, person: int, day: Day) -> None:
    here = cell(law, person)
    assert solve(law, here, bearing_on(law, here), day).status is not Status.UNCLEAR


@given(worlds(uncertain=False), people)
def test_activity_is_window_less_what_modifies_it_as_sets_of_days(law: LawTable, person: int) -> None:
    """The same algebra written with sets of days gives the same days."""
    here = cell(law, person)

    def active_days(effect_id: str) -> DaySet:
        effect = law.effects[effect_id]  # type: ignore[index]
        view = View(law, here, Day(LAST))
        if view.covered(effect) is NO:
            return DaySet()
        end = effect.until.earliest if effect.until else LAST + 1
        found = DaySet.span(effect.start.earliest, end)
        for modifier in law.modifiers.get(effect.id, ()):
            found = found - active_days(modifier)
        return found

    for effect_id in law.effects:
        expected = active_days(effect_id)
        for day in range(FIRST, LAST + 1, 3):
            assert (View(law, here, Day(day)).active(effect_id) is YES) == (day in expected)


@given(worlds(), people, days)
def test_the_order_of_records_changes_nothing(law: LawTable, person: int, day: Day) -> None:
    reversed_law = msgspec.structs.replace(
        law,
        effects=dict(reversed(law.effects.items())),
        modifiers={k: tuple(reversed(v)) for k, v in reversed(law.modifiers.items())},
    )
    here = cell(law, person)
    one = solve(law, here, bearing_on(law, here), day)
    other = solve(reversed_law, here, bearing_on(reversed_law, here), day)
    assert (one.status, one.possible, set(one.active)) == (other.status, other.possible, set(other.active))


@given(worlds(), people, days)
def test_splitting_on_facts_never_contradicts_a_certain_value(law: LawTable, person: int, day: Day) -> None:
    here = cell(law, person)
    view = View(law, here, day)
    values = {e: view.active(e) for e in law.effects}
    facts = list(view.met)[:6]
    for fact in facts:
        for value in (True, False):
            world = View(law, here, day, assumed={fact: value})
            for effect_id, before in values.items():
                if before is not UNKNOWN:
                    assert world.active(effect_id) is before


@given(worlds(), people, days)
def test_with_every_fact_settled_nothing_is_unknown(law: LawTable, person: int, day: Day) -> None:
    here = cell(law, person)
    assumed: dict[object, bool] = {}
    for _ in range(20):
        view = View(law, here, day, assumed=assumed)  # type: ignore[arg-type]
        values = [view.active(e) for e in law.effects]
        if not view.met:
            break
        assumed.update(dict.fromkeys(view.met, True))
    assert UNKNOWN not in values


@given(worlds(), people, days)
def test_an_unclear_status_names_a_fact_that_changes_it(law: LawTable, person: int, day: Day) -> None:
    here = cell(law, person)
    found = solve(law, here, bearing_on(law, here), day)
    if found.status is Status.UNCLEAR and not found.unsplit:
        assert len(found.possible) > 1
        assert found.open_facts
        assert len(found.open_facts) <= MOST_FACTS_SPLIT


@given(worlds(), people, days, days)
def test_knowledge_after_the_day_of_knowledge_is_not_used(
    law: LawTable, person: int, day: Day, known_on: Day
) -> None:
    """Effects that were certainly not public by K can be struck from the world without changing the answer."""
    here = cell(law, person, known_on)
    later = frozenset(e.id for e in law.effects.values() if any(m.by(known_on) is NO for m in e.known))
    bearing = bearing_on(law, here)
    assert solve(law, here, bearing, day).status is solve(law, here, bearing, day, dropped=later).status


@given(worlds(), people, days)
def test_knowing_everything_is_the_same_as_knowing_it_late(law: LawTable, person: int, day: Day) -> None:
    sharp = all(m.latest is not None for e in law.effects.values() for m in e.known)
    now, late = cell(law, person), cell(law, person, Day(LAST + 100))
    bearing = bearing_on(law, now)
    if sharp:
        assert solve(law, now, bearing, day).status is solve(law, late, bearing, day).status


@given(worlds(), people)
def test_an_end_without_a_modifier_of_its_own_is_for_good(law: LawTable, person: int) -> None:
    """A restraint that nothing else touches never comes back once an unmodified, unbounded end has begun."""
    here = cell(law, person)
    for effect in law.effects.values():
        if effect.verb is Verb.END and effect.until is None and not law.modifiers.get(effect.id):
            target = effect.targets[0]
            ended: Truth = NO
            for day in range(FIRST, LAST + 1):
                view = View(law, here, Day(day))
                ended |= view.active(effect.id)
                if ended is YES:
                    assert view.active(target) is NO


@settings(max_examples=60)
@given(worlds(), people)
def test_the_time_line_agrees_with_every_day(law: LawTable, person: int) -> None:
    here = cell(law, person)
    line = Timeline(law, here)
    bearing = bearing_on(law, here)
    steps = list(line.steps())
    assert all(a.until == b.start for a, b in pairwise(steps))
    told = [(s.solution.status, s.solution.active, s.solution.possible) for s in steps]
    assert all(a != b for a, b in pairwise(told)), "stretches alike are one step"
    for day in range(FIRST - 2, LAST + 2):
        expected = solve(law, here, bearing, Day(day))
        assert line.on(Day(day)).status is expected.status
        inside = [
            s for s in steps if (s.start is None or s.start <= day) and (s.until is None or day < s.until)
        ]
        assert [s.solution.status for s in inside] == [expected.status]
        since, since_latest, until, until_latest = line.span(Day(day))
        certain = since if since_latest is None else since_latest
        assert certain is None or certain <= day
        assert until is None or until > day
        assert until_latest is None or (until is not None and until_latest > until)


@given(worlds(), people, days)
def test_asking_twice_gives_the_same(law: LawTable, person: int, day: Day) -> None:
    line = Timeline(law, cell(law, person))
    assert line.on(day) == line.on(day)
    view = View(law, cell(law, person), day)
    assert [view.active(e) for e in law.effects] == [view.active(e) for e in law.effects]


@given(worlds(), people, days)
def test_dropping_a_stay_never_weakens_protection_in_a_world_of_one_layer(
    law: LawTable, person: int, day: Day
) -> None:
    here = cell(law, person)
    view = View(law, here, day)
    for effect in law.effects.values():
        if effect.verb is Verb.SUSPEND and law.effects[effect.targets[0]].verb is Verb.RESTRAIN:
            without = View(law, here, day, dropped=frozenset({effect.id}))
            assert without.active(effect.targets[0]) >= view.active(effect.targets[0])
