"""What a question is about, and what is said where the registry does not hold all that it asks about."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from enjoined.errors import InputError
from enjoined.law import Award, Question, parse_fact
from enjoined.law.answering.question import answers, idle_facts, select
from enjoined.model import FamilyId, ProgramId, RecipientId, parse_day
from enjoined.registry.table import LawTable
from tests.law.conftest import World, person

ALPHA = RecipientId("il/alpha")
JAG = ProgramId("16.738")
NOTICE = FamilyId("notice-release")


def question(law: LawTable, **filters: Any) -> Question:
    return Question(recipient=law.recipients[ALPHA], on=parse_day("2017-06-01"), **filters)


def told(law: LawTable, **filters: Any) -> list[tuple[str | None, str, list[str]]]:
    """Condition, status and the reason, of each answer."""
    found = answers(law, question(law, **filters))
    return [(a.condition, a.status.value, [u.in_words for u in a.unclear_because]) for a in found]


HELD: list[tuple[str | None, str, list[str]]] = [("terms/1", "binding", []), ("terms/2", "binding", [])]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, HELD),
        ({"program": JAG, "fiscal_year": 2017}, HELD),
        ({"program": JAG, "fiscal_year": 2018}, [(None, "unclear", ["nobody read the award"])]),
        (
            {"program": JAG, "fiscal_year": 2019},
            [(None, "unclear", ["no instrument recorded for program 16.738 (JAG), FY2019"])],
        ),
        (
            {"program": ProgramId("16.607")},
            [(None, "unclear", ["no instrument recorded for program 16.607"])],
        ),
        ({"family": NOTICE}, HELD[:1]),
        ({"family": NOTICE, "fiscal_year": 2017}, HELD[:1]),
        ({"family": NOTICE, "fiscal_year": 2018}, [(None, "unclear", ["JAG: nobody read the award"])]),
        ({"program": JAG}, [*HELD, (None, "unclear", ["FY2018: nobody read the award"])]),
        ({"condition": "terms/2", "program": JAG}, HELD[1:]),
    ],
)
def test_outside_what_is_held_no_answer_says_not_imposed(
    world: World, filters: dict[str, Any], expected: list[tuple[str | None, str, list[str]]]
) -> None:
    """Model, coverage record: outside it the answer is unclear, never not-imposed."""
    assert told(world(), **filters) == expected


def test_inside_what_is_held_in_full_an_absent_family_is_not_imposed(world: World) -> None:
    families = (
        "notice-release: {title: Notice, about: Notice of release., acts: [notify]}\n"
        "comply-1373: {title: Sharing, about: Sharing.}\nother: {title: Other, about: Something else.}"
    )
    law = world(files={"families.yaml": families})
    absent = {"family": FamilyId("other"), "program": JAG, "fiscal_year": 2017}
    assert told(law, **absent) == [(None, "not-imposed", [])]


def test_a_condition_that_the_other_filters_leave_out_is_told_what_it_belongs_to(world: World) -> None:
    law = world()
    with pytest.raises(
        InputError, match=r"terms/2 is of terms \(program 16\.738; FY2017\), family comply-1373"
    ):
        select(law, question(law, condition="terms/2", fiscal_year=2018))


def test_money_through_a_prime_gives_its_own_answers_after_the_sub_recipients(world: World) -> None:
    law = world()
    passed = question(law, condition="terms/1", award=Award(through=person("beta")))
    assert [(a.recipient, a.capacity) for a in answers(law, passed)] == [
        ("il/alpha", "sub"),
        ("il/beta", "direct"),
    ]


def test_coverage_of_some_families_speaks_of_a_question_about_all(world: World) -> None:
    coverage = (
        '- {programs: ["16.738"], fiscal_years: [2019], families: [notice-release], complete: no, '
        "why: only the terms on notice were read}"
    )
    law = world(files={"coverage.yaml": coverage})
    asked = {"program": JAG, "fiscal_year": 2019}
    unread = [(None, "unclear", ["only the terms on notice were read"])]
    assert told(law, **asked) == told(law, **asked, family=NOTICE) == unread
    (other,) = told(law, **asked, family=FamilyId("comply-1373"))
    assert other[2] == ["no instrument recorded for program 16.738 (JAG), FY2019"]


def test_what_is_missing_is_told_with_its_awards_where_the_question_names_none(world: World) -> None:
    gap = '- {programs: ["16.738"], fiscal_years: [%d], complete: no, why: %s was not read}\n'
    two = world(files={"coverage.yaml": gap % (2018, "an award") + gap % (2019, "a form")})
    *_, (_, _, because) = told(two, program=JAG)
    assert because == ["FY2018: an award was not read; FY2019: a form was not read"]
    *_, (_, _, because) = told(two, fiscal_year=2019)
    assert because == ["JAG: a form was not read"]
    *_, last = answers(two, question(two, program=JAG))
    assert (last.condition, last.title) == (None, "any other condition")
    many = world(files={"coverage.yaml": "".join(gap % (year, "one") for year in range(2018, 2022))})
    *_, (_, _, because) = told(many, program=JAG)
    assert because == ["FY2018, FY2019, FY2020, FY2021: the conditions held are not complete"]


def test_what_is_stated_of_a_sub_recipient_is_not_said_of_its_prime(world: World) -> None:
    law = world(
        """
- id: pi
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined for members, however they hold the money.
  effects:
    - {id: pi, restrain: enjoined, scope: {as: any, who: {members_of: {group: org/league}}, conditions: {ids: [terms/1]}}}
"""
    )
    stated = (parse_fact("member_of=league"),)
    asked = question(law, condition="terms/1", award=Award(through=person("beta")), supplied=stated)
    sub, prime = answers(law, asked)
    assert (sub.status, prime.status) == ("enjoined", "unclear")
    (fact,) = prime.unclear_because
    assert (fact.option, fact.in_words.endswith("(said of Beta, IL)")) == (None, True)


def test_a_stated_fact_that_changes_no_answer_is_named(world: World) -> None:
    law = world(
        """
- id: pi
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined for members.
  effects: [{id: pi, restrain: enjoined, scope: {who: {members_of: {group: org/league}}, conditions: {ids: [terms/1]}}}]
"""
    )
    useful, beside = parse_fact("member_of=league"), parse_fact("similar=terms/1~terms/2")
    asked = question(law, supplied=(useful, beside))
    assert idle_facts(law, asked, answers(law, asked)) == (beside,)


@pytest.mark.parametrize(
    ("held", "remedy"), [(50, "one of f0, f1, "), (51, "enjoined status prints the families")]
)
def test_what_is_not_held_is_told_with_all_there_is_or_where_it_is_printed(
    world: World, held: int, remedy: str
) -> None:
    """Up to fifty names are told one by one."""
    law = world()
    family = law.families[NOTICE]
    many = {FamilyId(f"f{n}"): family for n in range(held)}
    law = msgspec.structs.replace(law, families=many)
    with pytest.raises(InputError) as refused:
        select(law, question(law, family=FamilyId("xyz")))
    assert str(refused.value.remedy).startswith(remedy)
