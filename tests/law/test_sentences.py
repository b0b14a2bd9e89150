"""What is told beside an answer: open facts by name, what remains without an order, the law of the circuit."""

from __future__ import annotations

import msgspec

from enjoined.law import Award, Status, answers
from enjoined.law.answering.question import Question, unrecorded
from enjoined.law.answering.sentences import reason, remarks, title_of
from enjoined.model import LOCAL_KINDS, ConditionId, Kind, RecipientId, parse_day
from enjoined.registry.open import open_registry
from tests.law.conftest import World, ask, person
from tests.law.test_words import LIMITED, OPEN


def test_an_open_wave_and_an_order_that_may_exist_are_told_by_case_and_title(world: World) -> None:
    events = OPEN.replace("recipients: {list: [il/alpha], complete: no}", "plaintiffs: [w1]")
    law = world(events % ", certainty: possible")
    law = msgspec.structs.replace(
        law,
        waves={w: msgspec.structs.replace(v, complete=False) for w, v in law.waves.items()},
    )
    told = [u.in_words for u in ask(law, "beta", "2017-04-01").unclear_because]
    assert told == [
        "you are among the plaintiffs of Alpha who came on 10 Jan 2017 (not all names are on record)",
        "The condition is enjoined for those on a list, and perhaps for all "
        "(N.D. Ill. preliminary injunction, 1 Mar 2017)",
    ]
    whether = ask(world(OPEN % ", certainty: possible, whether: it is an order"), "beta", "2017-04-01")
    words = [u.in_words for u in whether.unclear_because]
    assert "it is an order (N.D. Ill. preliminary injunction, 1 Mar 2017)" in words


def test_a_condition_that_binds_nobody_directly_says_so(world: World) -> None:
    law = world()
    notice = law.conditions[ConditionId("terms/1")]
    for direct, sub, award, why in (
        (LOCAL_KINDS, LOCAL_KINDS, Award(), "it binds local governments only; you are a tribe"),
        (
            frozenset(),
            LOCAL_KINDS,
            Award(),
            "it binds nobody that takes an award itself",
        ),
        (
            LOCAL_KINDS,
            frozenset(),
            Award(through=person("beta")),
            "it does not bind sub-recipients",
        ),
        (
            LOCAL_KINDS,
            LOCAL_KINDS,
            Award(through=person("beta")),
            "as sub-recipients it binds local governments only; you are a tribe",
        ),
    ):
        bound = msgspec.structs.replace(notice, binds=direct, binds_sub=sub)
        other = msgspec.structs.replace(law, conditions={**law.conditions, notice.id: bound})
        proof = ask(other, "tribe", "2017-05-01", kind=Kind.TRIBE, award=award).proof
        assert proof is not None and proof.why.endswith(why)


def test_a_recipient_is_told_with_its_state(world: World) -> None:
    state, league = (world().recipients[RecipientId(r)] for r in ("il", "org/league"))
    assert [title_of(r) for r in (person("Beta"), state, league)] == ["Beta, IL", "Illinois", "League"]


def test_where_nothing_is_held_the_reason_is_what_is_missing_or_that_nothing_is_imposed(world: World) -> None:
    law = world()
    asked = Question(recipient=person("beta"), on=parse_day("2017-05-01"))
    assert reason(law, unrecorded(asked, "nobody read it")) == "nobody read it"
    assert reason(law, unrecorded(asked, "")) == "no such condition is imposed"


def test_what_remains_without_each_of_two_orders_is_told(world: World) -> None:
    """Of the second order it is said that nothing else protects but what was given because of it."""
    both = (
        LIMITED % ("ids: [terms/1]", "")
        + """
- id: letter
  date: 2017-03-05
  kind: notice
  title: The agency follows the order.
  effects: [{id: follows, restrain: not-enforced, rests_on: [pi], scope: {conditions: {ids: [terms/1]}}}]
"""
    )
    law = world(both)
    told = [r.text for r in remarks(law, ask(law, "beta", "2017-05-01"), full=True)]
    order = "without N.D. Ill. preliminary injunction, 1 Mar 2017: not enforced"
    assert f"{order}, only by what was given because of it" in told
    assert any(text.startswith("without ") and text.endswith(": enjoined") for text in told)
    third = """
- id: other
  date: 2017-03-06
  kind: notice
  title: The agency holds back on its own.
  effects: [{id: own, restrain: not-enforced, scope: {conditions: {ids: [terms/1]}}}]
"""
    law = world(both + third)
    told = [r.text for r in remarks(law, ask(law, "beta", "2017-05-01"), full=True)]
    assert order in told


def test_the_law_of_the_circuit_is_told_beside_the_answer(world: World) -> None:
    law = world(
        """
- id: opinion
  date: 2017-03-01
  kind: opinion
  court: ca7
  title: Such conditions are unlawful.
  effects: [{id: held, hold: unlawful, scope: {conditions: {families: [notice-release]}}}]
"""
    )
    told = [r.text for r in remarks(law, ask(law, "beta", "2017-05-01"), full=True)]
    assert "law of the 7th Cir.: such conditions are unlawful (7th Cir. opinion, 1 Mar 2017)" in told
    assert not any("law of" in r.text for r in remarks(law, ask(law, "beta", "2017-02-01"), full=True))


def test_of_two_stays_the_chain_names_the_one_that_reaches_you(world: World) -> None:
    law = world(
        LIMITED % ("ids: [terms/1]", "")
        + """
- id: first
  date: 2017-04-01
  kind: stay
  title: The order is stayed for Alpha.
  effects: [{id: first, suspend: [pi], scope: {who: {recipients: [il/alpha]}}}]
- id: second
  date: 2017-04-10
  kind: stay
  title: The order is stayed for all.
  effects: [{id: second, suspend: [pi]}]
"""
    )
    proof = ask(law, "beta", "2017-05-01").proof
    assert proof is not None
    assert proof.children[0].why.endswith("stayed as to you by N.D. Ill. stay, 10 Apr 2017")


def test_every_status_has_a_meaning_of_its_own() -> None:
    meanings = {status: status.meaning for status in Status}
    assert meanings[Status.BINDING] == "The condition binds you if you have accepted the award or accept it."
    assert len(set(meanings.values())) == len(Status)


def test_two_orders_that_are_called_alike_are_told_apart_by_their_cases() -> None:
    registry = open_registry()
    law, city = registry.law, registry.recipient("ca/san-francisco")
    question = Question(recipient=city, on=parse_day("2021-01-10"), condition="jag-fy2017/53")
    (answer,) = answers(law, question)
    told = [r.text for r in remarks(law, answer, full=True) if r.text.startswith("without ")]
    assert len(told) == len(set(told)) == len(answer.restraints)
    named = [text for text in told if "349 F. Supp. 3d 924) in " in text]
    assert len(named) == 2
