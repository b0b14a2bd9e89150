"""Unsettled law: each choice changes what it is about and nothing else, and decides answers aloud."""

from __future__ import annotations

import pytest

from enjoined.errors import InputError
from enjoined.law import Answer, Question, answers, timelines
from enjoined.law.answering.qualifiers import QualifierKind
from enjoined.law.options import Options, alternatives, apply, drop, parse_options
from enjoined.model import EffectId, RecipientId, parse_day
from enjoined.registry.table import LawTable
from tests.law.conftest import World

VACATUR = """
    - id: vacatur
      date: 2018-03-01
      kind: summary-judgment
      title: The term is set aside.
      effects: [{id: vacatur, restrain: vacated, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}]
"""
STAYED = """
    - id: pi
      date: 2018-03-01
      kind: preliminary-injunction
      title: The term is enjoined.
      effects: [{id: pi, restrain: enjoined, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}}]
    - id: pause
      date: 2018-03-05
      kind: administrative-stay
      court: ca7
      title: The injunction is stayed while the motion is read.
      effects: [{id: pause, suspend: [pi], until: 2018-03-20}]
"""
UNREAD = """
    - id: tro
      date: 2018-03-01
      kind: temporary-restraining-order
      title: The term is restrained.
      effects:
        - {id: tro, restrain: enjoined, through: unread, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}}
"""


def one(law: LawTable, who: str, on: str, *options: str) -> Answer:
    question = Question(
        recipient=law.recipients[RecipientId(who)],
        on=parse_day(on),
        condition="terms/1",
        options=parse_options(options),
    )
    (answer,) = answers(law, question)
    return answer


def remarks(answer: Answer) -> list[str]:
    return [q.text for q in answer.qualifiers if q.kind is QualifierKind.UNSETTLED]


def test_a_vacatur_protects_strangers_by_default_and_says_what_decides(world: World) -> None:
    law = world(VACATUR)
    plaintiff, stranger = one(law, "il/alpha", "2018-04-01"), one(law, "il/beta", "2018-04-01")
    assert (plaintiff.status, stranger.status) == ("vacated", "vacated")
    assert remarks(plaintiff) == []
    (text,) = remarks(stranger)
    assert "'everyone'" in text
    assert "binding with --option vacatur-reaches=parties" in text


def test_a_vacatur_for_the_parties_leaves_strangers_bound(world: World) -> None:
    law = world(VACATUR)
    narrow = "vacatur-reaches=parties"
    assert one(law, "il/alpha", "2018-04-01", narrow).status == "vacated"
    stranger = one(law, "il/beta", "2018-04-01", narrow)
    assert stranger.status == "binding"
    (text,) = remarks(stranger)
    assert "vacated with --option vacatur-reaches=everyone" in text
    assert remarks(one(law, "il/beta", "2018-02-01", narrow)) == []


def test_who_joined_after_the_vacatur_is_no_party_to_it(world: World) -> None:
    late = "\n".join(
        (
            "case: beta-v-doj\ntitle: Beta\nshort: Beta\ncourt: ilnd",
            "parties: [{wave: w1, from: 2019-01-01, names: [il/beta]}]",
            "source: [{url: 'https://example.org/o', kind: order}]",
            "events:\n  - {id: v, date: 2018-03-01, kind: judgment, title: Set aside.,",
            "     source: [{url: 'https://example.org/o', kind: order}],",
            "     effects: [{id: v, restrain: vacated, scope: {who: {everyone: yes}}}]}",
        )
    )
    law = world("", files={"cases/beta-v-doj.yaml": late})
    assert one(law, "il/beta", "2020-01-01").status == "vacated"
    assert one(law, "il/beta", "2020-01-01", "vacatur-reaches=parties").status == "binding"


def test_an_administrative_stay_holds_relief_back_unless_ignored(world: World) -> None:
    law = world(STAYED)
    assert one(law, "il/alpha", "2018-03-10").status == "binding"
    assert (
        "enjoined with --option administrative-stay=ignored" in remarks(one(law, "il/alpha", "2018-03-10"))[0]
    )
    ignored = one(law, "il/alpha", "2018-03-10", "administrative-stay=ignored")
    assert ignored.status == "enjoined"
    assert remarks(one(law, "il/alpha", "2018-03-25")) == []


@pytest.mark.parametrize(
    ("option", "status"),
    [("unknown", "unclear"), ("expires", "binding"), ("continues", "enjoined")],
)
def test_after_day_14_an_unread_restraining_order_is_what_the_option_says(
    world: World, option: str, status: str
) -> None:
    law = world(UNREAD)
    choice = f"tro-rollover={option}"
    assert one(law, "il/alpha", "2018-03-15", choice).status == "enjoined"
    assert one(law, "il/alpha", "2018-03-16", choice).status == status
    assert len(remarks(one(law, "il/alpha", "2018-03-16", choice))) == 1


def test_an_end_that_is_only_uncertain_is_no_unread_restraining_order(world: World) -> None:
    law = world(UNREAD.replace("through: unread", "until: {after: 2018-06-01}"))
    assert apply(law, parse_options(["tro-rollover=expires"])) is law


def test_the_defaults_change_nothing(world: World) -> None:
    assert alternatives(world(), Options()) == ()
    law = world(VACATUR)
    assert apply(law, Options()) is law


def test_time_lines_follow_the_options_too(world: World) -> None:
    law = world(VACATUR)
    question = Question(recipient=law.recipients[RecipientId("il/beta")], on=parse_day("2018-04-01"))
    narrow = Question(
        recipient=question.recipient, on=question.on, options=parse_options(["vacatur-reaches=parties"])
    )
    assert {s.solution.status for line in timelines(law, question) for s in line.steps()} >= {"vacated"}
    assert "vacated" not in {s.solution.status for line in timelines(law, narrow) for s in line.steps()}


def test_a_dropped_effect_covers_nobody_and_modifies_nothing(world: World) -> None:
    law = drop(world(STAYED), frozenset({EffectId("alpha-v-doj/pause")}))
    assert one(law, "il/alpha", "2018-03-10").status == "enjoined"
    assert law.modifiers[EffectId("alpha-v-doj/pi")] == ()


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("vacatur-reach=parties", "did you mean vacatur-reaches"),
        ("vacatur-reaches=nobody", "vacatur-reaches=everyone|parties"),
        ("tro-rollover", "tro-rollover=unknown|expires|continues"),
        ("gravity=off", "one of vacatur-reaches, administrative-stay, tro-rollover"),
    ],
)
def test_an_unknown_choice_is_refused_with_what_may_be_written(written: str, remedy: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_options([written])
    assert remedy in str(refused.value)


def test_a_vacatur_that_reaches_strangers_in_one_part_is_wide(world: World) -> None:
    law = world(
        """
    - id: vacatur
      date: 2018-03-01
      kind: summary-judgment
      title: One term is set aside, another for the plaintiff alone.
      effects:
        - id: vacatur
          restrain: vacated
          scope:
            - {who: {plaintiffs: [w1]}, conditions: {ids: [terms/2]}}
            - {who: {everyone: yes}, conditions: {ids: [terms/1]}}
"""
    )
    assert one(law, "il/beta", "2018-04-01").status == "vacated"
    assert one(law, "il/beta", "2018-04-01", "vacatur-reaches=parties").status == "binding"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("vacatur-reaches", "vacatur-reaches needs a value"),
        ("vacatur-reaches=nobody", "'nobody' is no choice for vacatur-reaches"),
    ],
)
def test_a_choice_that_is_none_says_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_options([text])
    assert says in str(refused.value)


def test_another_choice_touches_only_what_it_changes_beside_the_choices_made(world: World) -> None:
    law = world(VACATUR)
    found = alternatives(law, parse_options(["vacatur-reaches=parties"]))
    assert [(a.point, a.value) for a in found] == [("vacatur_reaches", "everyone")]
