"""A stated fact about something that is not on record is refused with the nearest name."""

from __future__ import annotations

import pytest

from enjoined.errors import InputError
from enjoined.law import parse_fact
from enjoined.law.answering.stated import refuse_unknown
from tests.law.conftest import World

RELIEF = """
- id: pi
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined for Alpha.
  effects:
    - {id: pi, restrain: enjoined, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}}
"""


@pytest.mark.parametrize(
    "fact",
    [
        "member_of=league",
        "plaintiff=alpha-v-doj/w1",
        "claims=alpha-v-doj:doj",
        "listed=alpha-v-doj",
        "listed=alpha-v-doj/pi#2",
        "exists=alpha-v-doj/pi",
        "reaches-subrecipients=alpha-v-doj/pi",
        "award=alpha-v-doj/pi",
        "occurred=alpha-v-doj/pi",
        "occurred=alpha-v-doj/pi#until@2017-04-01",
        "reaches-later-wave=alpha-v-doj/pi~alpha-v-doj/pi",
        "reaches-later-condition=alpha-v-doj/pi~terms/1",
        "similar=terms/1~terms/2",
        "part_of=il/any-name",
        "subdivision_of=or",
        "part_of_government=il:local",
        "accepted-before=award@2017-04-01",
    ],
)
def test_a_fact_about_what_is_held_is_taken(world: World, fact: str) -> None:
    refuse_unknown(world(RELIEF), [parse_fact(fact)])


@pytest.mark.parametrize(
    ("fact", "noun"),
    [
        ("member_of=leage", "group 'leage'"),
        ("plaintiff=alpha-v-doj/w2", "wave of plaintiffs 'alpha-v-doj/w2'"),
        ("claims=alpha-v-dog:doj", "case 'alpha-v-dog'"),
        ("claims=alpha-v-doj:dog", "agency 'dog'"),
        ("listed=alpha-v-dog", "list or notice 'alpha-v-dog'"),
        ("exists=alpha-v-doj/po", "effect 'alpha-v-doj/po'"),
        ("reaches-subrecipients=alpha-v-doj/po", "effect 'alpha-v-doj/po'"),
        ("award=alpha-v-doj/po", "effect 'alpha-v-doj/po'"),
        ("occurred=alpha-v-doj/po@2017-04-01", "event 'alpha-v-doj/po'"),
        ("reaches-later-wave=alpha-v-doj/po~alpha-v-doj/pi", "effect 'alpha-v-doj/po'"),
        ("reaches-later-wave=alpha-v-doj/pi~alpha-v-doj/po", "effect 'alpha-v-doj/po'"),
        ("reaches-later-condition=alpha-v-doj/po~terms/1", "effect 'alpha-v-doj/po'"),
        ("reaches-later-condition=alpha-v-doj/pi~terms/9", "condition 'terms/9'"),
        ("similar=terms/9~terms/2", "condition 'terms/9'"),
        ("similar=terms/1~terms/9", "condition 'terms/9'"),
        ("part_of_government=il:hamlet", "kind of government 'hamlet'"),
    ],
)
def test_a_name_that_is_not_on_record_is_refused(world: World, fact: str, noun: str) -> None:
    with pytest.raises(InputError, match=f"there is no {noun}") as refused:
        refuse_unknown(world(RELIEF), [parse_fact(fact)])
    assert str(refused.value.where) == f"--fact '{fact}'"


def test_the_nearest_names_are_offered_or_where_to_find_them(world: World) -> None:
    with pytest.raises(InputError) as refused:
        refuse_unknown(world(RELIEF), [parse_fact("member_of=league"), parse_fact("exists=alpha-v-doj/po")])
    assert refused.value.remedy == "did you mean alpha-v-doj/pi?"
    with pytest.raises(InputError) as refused:
        refuse_unknown(world(RELIEF), [parse_fact("member_of=zzz")])
    assert refused.value.remedy == "enjoined status prints the facts it asks for"
