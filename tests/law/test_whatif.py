"""Two worlds compared: without an order, with another."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enjoined.errors import InputError
from enjoined.law import Question, answers
from enjoined.law.options import leaning
from enjoined.law.worlds.nation import Nation
from enjoined.law.worlds.whatif import (
    Difference,
    added,
    differences,
    dropped,
    national_differences,
    without,
)
from enjoined.model import CaseId, Day, EffectId, EventId, Recipient, RecipientId, Scope, parse_day
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable
from tests.law.compiled.worlds import FIRST, recipients, worlds
from tests.law.conftest import ENJOINED_AND_STAYED, World

COURSE = (
    ENJOINED_AND_STAYED
    + """
    - id: judgment
      date: 2018-05-01
      kind: judgment
      title: A permanent injunction replaces the preliminary one.
      effects:
        - {id: inj, restrain: enjoined, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}}
        - {id: merger, end: [pi], final: yes}
    - id: denial
      date: 2018-06-01
      kind: order
      title: Relief on the second term is denied.
      denies: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/2]}}
"""
)


SETTLEMENT = """
    - id: settlement
      date: 2018-07-01
      kind: notice
      title: The Department follows the injunction.
      effects: [{id: follows, restrain: not-enforced, scope: {who: {everyone: yes}}, rests_on: [inj]}]
"""


@pytest.fixture
def course(world: World) -> LawTable:
    """The law of the whole course."""
    return world(COURSE)


def question(law: LawTable, who: str, on: str, condition: str | None = None) -> Question:
    return Question(recipient=law.recipients[RecipientId(who)], on=parse_day(on), condition=condition)


def compared(law: LawTable, who: str, on: str, *names: str) -> tuple[Difference, ...]:
    parts = dropped(law, names)
    events = frozenset(e for p in parts for e in (*p.events, *(law.effects[x].event for x in p.effects)))
    return differences(law, without(law, parts), question(law, who, on), events)


def told(found: tuple[Difference, ...]) -> list[tuple[str, str, str, str, str, str]]:
    return [
        (d.condition, d.here.value, d.there.value, str(d.since), str(d.until), d.because or "") for d in found
    ]


def test_without_the_stay_everyone_stays_protected_until_the_merger(course: LawTable) -> None:
    assert told(compared(course, "il/beta", "2018-04-10", "alpha-v-doj/stay")) == [
        ("terms/1", "binding", "enjoined", "2018-04-01", "2018-05-01", "alpha-v-doj/stay")
    ]
    assert compared(course, "il/alpha", "2018-04-10", "alpha-v-doj/stay") == ()


def test_dropping_an_event_drops_all_its_effects(course: LawTable) -> None:
    """Without the judgment the preliminary injunction is never replaced: it goes on for the plaintiff."""
    assert compared(course, "il/alpha", "2018-06-10", "alpha-v-doj/judgment") == ()
    assert told(compared(course, "il/alpha", "2018-06-10", "alpha-v-doj/inj")) == [
        ("terms/1", "enjoined", "binding", "2018-05-01", "None", "alpha-v-doj/judgment")
    ]


def test_only_differences_on_the_day_or_later_are_told(course: LawTable) -> None:
    assert compared(course, "il/beta", "2018-05-01", "alpha-v-doj/stay") == ()
    assert len(compared(course, "il/beta", "2018-03-10", "alpha-v-doj/stay")) == 1
    assert len(compared(course, "il/beta", "2018-04-30", "alpha-v-doj/stay")) == 1


def test_dropping_a_case_takes_its_denials_with_it(course: LawTable) -> None:
    asked = question(course, "il/alpha", "2018-06-10", "terms/2")
    (here,) = answers(course, asked)
    (there,) = answers(without(course, dropped(course, ["alpha-v-doj"])), asked)
    assert "denied-to-you" in {q.kind.value for q in here.qualifiers}
    assert "denied-to-you" not in {q.kind.value for q in there.qualifiers}


def test_dropping_the_imposition_makes_a_condition_not_imposed(course: LawTable) -> None:
    found = compared(course, "il/beta", "2019-01-01", "terms/issued")
    assert {(d.condition, d.here.value, d.there.value) for d in found} == {
        ("terms/1", "binding", "not-imposed"),
        ("terms/2", "binding", "not-imposed"),
    }


def test_a_dropped_order_is_no_ground_that_has_fallen(world: World) -> None:
    law = world(COURSE + SETTLEMENT)
    asked = question(law, "il/alpha", "2018-08-01", "terms/1")
    (there,) = answers(without(law, dropped(law, ["alpha-v-doj/inj"])), asked)
    assert there.status == "not-enforced"
    assert "rests-on-fallen-order" not in {q.kind.value for q in there.qualifiers}


def test_what_was_given_because_of_a_dropped_order_leans_on_it(world: World) -> None:
    law = world(
        COURSE
        + SETTLEMENT
        + """
    - id: letter
      date: 2018-07-02
      kind: notice
      title: An office follows the Department.
      effects: [{id: repeats, restrain: not-enforced, scope: {who: {everyone: yes}}, rests_on: [follows]}]
"""
    )
    leans = {"alpha-v-doj/follows", "alpha-v-doj/repeats"}
    assert leaning(law, frozenset({EffectId("alpha-v-doj/inj")})) == leans
    assert leaning(law, frozenset({EffectId("terms/duty")})) == set()


def test_a_file_of_a_supposed_case_adds_its_events(
    course: LawTable, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("supposed") / "mine.yaml"
    file.write_text(
        "case: beta-v-doj\ntitle: Beta (supposed)\ncourt: ilnd\n"
        "parties: [{wave: w1, from: 2018-01-01, names: [il/beta]}]\n"
        "events:\n  - id: tro\n    date: 2018-06-01\n    kind: order\n    title: Supposed relief.\n"
        "    source: [{url: 'https://example.org/x', kind: filing, basis: inferred, note: supposed}]\n"
        "    effects: [{id: tro, restrain: enjoined, scope: {who: {plaintiffs: [w1]}}, until: 2018-07-01}]\n",
        encoding="utf-8",
    )
    there = Registry(course, [tmp_path]).supposing(file)
    events = added(course, there)
    assert events == {"beta-v-doj/tro"}
    found = differences(course, there, question(course, "il/beta", "2018-06-15", "terms/1"), events)
    assert told(found) == [("terms/1", "binding", "enjoined", "2018-06-01", "2018-07-01", "beta-v-doj/tro")]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("alpha-v-doj/judgement", "alpha-v-doj/judgment"), ("alfa-v-doj", "alpha-v-doj"), ("??", "explain")],
)
def test_an_unknown_name_is_refused_with_the_nearest(world: World, name: str, remedy: str) -> None:
    with pytest.raises(InputError) as refused:
        dropped(world(COURSE), [name])
    assert remedy in str(refused.value)
    assert "--without" in str(refused.value)


def test_a_difference_goes_on_over_days_on_which_nothing_changes(world: World) -> None:
    idle = """
    - id: idle
      date: 2018-03-15
      kind: order
      title: An order that counts only where the term is not imposed.
      effects:
        - id: idle
          restrain: not-enforced
          scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}
          unless: {active: terms/duty}
"""
    law = world(COURSE + idle)
    found = compared(law, "il/alpha", "2018-03-10", "alpha-v-doj/pi")
    assert told(found) == [("terms/1", "enjoined", "binding", "2018-03-01", "2018-05-01", "alpha-v-doj/pi")]
    assert [d.capacity for d in found] == ["direct"]


def test_the_cause_of_a_difference_is_what_changed_a_status_on_its_first_day(world: World) -> None:
    """Two orders begin on one day and the shorter runs out on the next: without the other,
    that end is what makes the term bind."""
    law = world(
        """
    - id: tro
      date: 2018-03-01
      kind: temporary-restraining-order
      title: The term is restrained for a day.
      effects: [{id: tro, restrain: enjoined, until: 2018-03-02, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}}]
    - id: order
      date: 2018-03-01
      kind: order
      title: The term is enjoined, and from the next day on the Department promises not to enforce it.
      effects:
        - {id: order, restrain: enjoined, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}}
        - {id: promise, restrain: not-enforced, from: 2018-03-02, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}}
"""
    )
    assert told(compared(law, "il/alpha", "2018-03-01", "alpha-v-doj/order")) == [
        ("terms/1", "enjoined", "binding", "2018-03-02", "None", "alpha-v-doj/tro")
    ]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(worlds(), recipients(), st.data())
def test_a_nation_of_one_differs_as_the_one_does(law: LawTable, one: Recipient, data: st.DataObject) -> None:
    """The compiled law finds the stretches of the time lines, from the same events."""
    event = data.draw(st.sampled_from(sorted(law.events)))
    there = without(law, dropped(law, [event]))
    asked = Question(recipient=one, on=Day(FIRST))
    alone = differences(law, there, asked, frozenset({event}))
    everybody = national_differences(Nation.of(asked, [one], law, there), frozenset({event}))
    assert sorted(everybody, key=repr) == sorted(alone, key=repr)


def test_in_a_nation_each_difference_names_the_event_that_begins_it(course: LawTable) -> None:
    """Not all that the comparison is about: the judgment begins nothing on the day of the injunction."""
    there = without(course, dropped(course, ["alpha-v-doj"]))
    asked = Question(recipient=course.recipients[RecipientId("il/alpha")], on=parse_day("2018-03-01"))
    crowd = course.recipients.values()
    nation = Nation.of(asked, crowd, course, there)
    found = national_differences(nation, frozenset(course.cases[CaseId("alpha-v-doj")].events))
    assert found
    for d in found:
        assert d.because is not None
        assert d.since is not None
        assert d.since.toordinal() in {
            day for e in course.events[d.because].effects for day in course.effects[e].days
        }


def test_an_event_counts_as_added_if_it_or_one_of_its_effects_is_another(course: LawTable) -> None:
    judgment, pi = EventId("alpha-v-doj/judgment"), EffectId("alpha-v-doj/pi")
    retold = msgspec.structs.replace(course.events[judgment], title="Another judgment.")
    there = msgspec.structs.replace(course, events={**course.events, judgment: retold})
    assert added(course, there) == {judgment}
    widened = msgspec.structs.replace(course.effects[pi], scope=Scope())
    there = msgspec.structs.replace(course, effects={**course.effects, pi: widened})
    assert added(course, there) == {"alpha-v-doj/pi"}
    assert added(course, course) == set()
