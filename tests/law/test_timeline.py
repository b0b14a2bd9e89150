"""A cell through time: where its stretches begin and end, and what is said to begin them."""

from __future__ import annotations

from datetime import date

import pytest

from enjoined.law import Cell, FactKind, SuppliedFact, Timeline, parse_fact
from enjoined.law.compiled import compile_law
from enjoined.model import ConditionId, parse_day
from tests.law.conftest import SMALL, World, ask, person

LETTER = """
- id: letter
  date: {between: [2017-03-01, 2017-03-20]}
  kind: notice
  title: The agency will not enforce the condition.
  effects:
    - {id: n, restrain: not-enforced, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}
"""


def test_a_step_whose_day_is_unsure_is_told_from_its_first_day(world: World) -> None:
    law = world(LETTER)
    before, between = ask(law, "beta", "2017-02-01").next_change, ask(law, "beta", "2017-03-05").next_change
    assert before is not None and between is not None
    assert (before.date, before.to) == (date(2017, 3, 1), "unclear")
    assert (between.date, between.to) == (date(2017, 3, 20), "not-enforced")
    assert before.what == between.what == "The agency will not enforce the condition."


def test_what_surely_happened_on_a_day_is_told_before_what_may_have(world: World) -> None:
    order = """
- id: order
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined for some.
  effects:
    - {id: a, restrain: enjoined, scope: {who: {members_of: {group: org/league}}, conditions: {ids: [terms/1]}}}
"""
    law = world(LETTER + order)
    line = Timeline(law, Cell.of(law, person("beta"), ConditionId("terms/1")))
    assert line.causes(parse_day("2017-03-01")) == ("alpha-v-doj/order", "alpha-v-doj/letter")


def test_only_a_date_that_is_unsure_makes_the_end_of_a_status_unsure(world: World) -> None:
    dated = ask(world(LETTER), "beta", "2017-02-01")
    assert (dated.until, dated.until_latest) == (date(2017, 3, 1), date(2017, 3, 20))
    opened = ask(
        world(
            """
- id: pi
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined for a list of names.
  effects:
    - {id: pi, restrain: enjoined, until: 2017-05-01, scope: {who: {recipients: {list: [il/alpha], complete: no}}, conditions: {ids: [terms/1]}}}
"""
        ),
        "beta",
        "2017-02-01",
    )
    assert (opened.until, opened.until_latest) == (date(2017, 3, 1), None)


def test_what_is_stated_from_a_day_on_begins_a_stretch(world: World) -> None:
    day = parse_day("2017-03-10")
    stated = SuppliedFact(kind=FactKind.OCCURRED, about="alpha-v-doj/letter", holds=True, start=day)
    law = world(LETTER)
    before, after = (ask(law, "beta", on, supplied=(stated,)) for on in ("2017-03-09", "2017-03-12"))
    assert (before.status, before.until) == ("unclear", date(2017, 3, 10))
    assert (after.status, after.since_latest) == ("not-enforced", date(2017, 3, 10))


def test_that_a_page_was_there_on_a_day_does_not_say_that_it_was_there_before(world: World) -> None:
    """Known time is a fact of its own day, though the page that begins an effect is what makes it known."""
    later = SuppliedFact(
        kind=FactKind.OCCURRED, about="alpha-v-doj/letter", holds=True, start=parse_day("2017-03-25")
    )
    answer = ask(world(LETTER), "beta", "2017-03-25", known_on="2017-03-10", supplied=(later,))
    assert answer.status == "unclear"
    assert [u.fact for u in answer.unclear_because] == ["occurred alpha-v-doj/letter on 2017-03-10"]


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2017-03-31", "unclear"),
        ("2017-04-01", "unclear"),
        ("2017-04-19", "unclear"),
        ("2017-04-20", "enjoined"),
        ("2017-06-30", "enjoined"),
        ("2017-07-01", "unclear"),
    ],
)
def test_a_spell_of_membership_is_certain_from_the_last_day_it_may_have_begun(
    world: World, on: str, status: str
) -> None:
    group = (
        "group: org/league\nname: League\nsource: [{url: 'https://example.org/league', kind: party}]\n"
        "members: [{id: il/beta, from: {between: [2017-04-01, 2017-04-20]}, until: 2017-07-01}]\n"
    )
    law = world(
        """
- id: pi
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined for members.
  effects:
    - {id: pi, restrain: enjoined, scope: {who: {members_of: {group: org/league, as_of: query}}, conditions: {ids: [terms/1]}}}
""",
        files={"groups/league.yaml": group},
    )
    line = Timeline(law, Cell.of(law, person("beta"), ConditionId("terms/1")))
    assert line.status(parse_day(on)) == status
    assert line.on(parse_day(on)).status == status
    compiled = compile_law(law).status(person("beta"), ConditionId("terms/1"), day=parse_day(on))
    assert compiled.status == status


def test_when_an_order_of_a_known_day_became_public_is_a_fact_of_the_day_of_knowledge(world: World) -> None:
    law = world(
        """
- id: pi
  date: 2017-03-01
  known: {between: [2017-03-05, 2017-03-20]}
  kind: preliminary-injunction
  title: The condition is enjoined.
  effects:
    - {id: pi, restrain: enjoined, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}
"""
    )
    for on in ("2017-03-07", "2017-03-15"):
        (fact,) = ask(law, "beta", on, known_on="2017-03-10").unclear_because
        assert fact.fact.endswith(" on 2017-03-10")
    assert ask(law, "beta", "2017-03-07").status == "enjoined"


def test_what_was_not_yet_public_is_not_named_as_a_cause(world: World) -> None:
    law = world(
        """
- id: pi
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined.
  effects:
    - {id: pi, restrain: enjoined, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}
- id: private
  date: 2017-03-01
  known: 2017-08-01
  kind: notice
  title: A private letter of the same day.
  effects:
    - {id: n, restrain: not-enforced, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}
"""
    )
    then, now = (ask(law, "beta", "2017-02-01", known_on=day).next_change for day in ("2017-04-01", None))
    assert then is not None and now is not None
    assert then.what == "The condition is enjoined."
    assert now.what == "The condition is enjoined.; A private letter of the same day."


def test_a_spell_of_a_state_that_no_record_describes_begins_and_ends_stretches(world: World) -> None:
    people = [line for line in SMALL["recipients/people.yaml"].splitlines() if "{id: il," not in line]
    group = (
        "group: org/league\nname: League\nsource: [{url: 'https://example.org/league', kind: party}]\n"
        "members: [{id: il, from: 2017-04-01, until: 2017-07-01}]\n"
    )
    law = world(
        """
- id: pi
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined for the subdivisions of members.
  effects:
    - {id: pi, restrain: enjoined, scope: {who: {subdivisions_of: {members_of: {group: org/league, as_of: query}}}, conditions: {ids: [terms/1]}}}
""",
        files={"groups/league.yaml": group, "recipients/people.yaml": "\n".join(people)},
    )
    line = Timeline(law, Cell.of(law, person("beta"), ConditionId("terms/1")))
    compiled = compile_law(law)
    for on, status in (("2017-03-15", "unclear"), ("2017-05-01", "enjoined"), ("2017-08-01", "unclear")):
        day = parse_day(on)
        assert line.status(day) == line.on(day).status == status
        assert compiled.status(person("beta"), ConditionId("terms/1"), day=day).status == status


@pytest.mark.parametrize(
    ("on", "fact", "status"),
    [
        ("2017-03-15", "occurred=alpha-v-doj/letter@2017-03-05", "not-enforced"),
        ("2017-03-02", "not occurred=alpha-v-doj/letter@2017-03-05", "binding"),
        ("2017-03-02", "occurred=alpha-v-doj/letter@2017-03-05", "unclear"),
        ("2017-03-15", "not occurred=alpha-v-doj/letter@2017-03-05", "unclear"),
    ],
)
def test_what_had_happened_by_a_day_had_by_every_later_one(
    world: World, on: str, fact: str, status: str
) -> None:
    assert ask(world(LETTER), "beta", on, supplied=(parse_fact(fact),)).status == status


def test_an_order_of_the_day_that_does_not_reach_the_recipient_is_no_cause(world: World) -> None:
    """Also where it is open which awards it reaches: whom it reaches is not."""
    law = world(
        """
- id: for-alpha
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined for early awards of Alpha.
  effects:
    - {id: a, restrain: enjoined, scope: {who: {recipients: [il/alpha]}, awards: {accepted_before: 2017-02-01}}}
- id: for-all
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined.
  effects:
    - {id: all, restrain: enjoined, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}
"""
    )
    (cause,) = Timeline(law, Cell.of(law, person("beta"), ConditionId("terms/1"))).causes(
        parse_day("2017-03-01")
    )
    assert cause == "alpha-v-doj/for-all"


def test_the_first_stretch_has_no_first_day_and_no_cause(world: World) -> None:
    law = world(LETTER)
    first, imposed, *_ = Timeline(law, Cell.of(law, person("beta"), ConditionId("terms/1"))).steps()
    assert (first.start, first.because) == (None, ())
    assert imposed.because == ("terms/issued",)
