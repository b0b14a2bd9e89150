"""Points of unsettled law that decide what changed, and what would change in another world."""

from __future__ import annotations

from enjoined.law import Question
from enjoined.law.options import Deciding, parse_options
from enjoined.law.worlds.changes import changes
from enjoined.law.worlds.unsettled import deciding_changes, deciding_differences
from enjoined.law.worlds.whatif import differences, dropped, without
from enjoined.model import RecipientId, parse_day
from enjoined.registry.table import LawTable
from tests.law.conftest import World
from tests.law.test_options import STAYED, UNREAD, VACATUR

FOR_ALL = """
    - id: pi
      date: 2018-02-01
      kind: preliminary-injunction
      title: The term is enjoined for all.
      effects: [{id: pi, restrain: enjoined, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}]
"""
DISSOLVED = """
    - id: over
      date: 2018-06-01
      kind: dissolution
      title: The injunction is dissolved.
      effects: [{id: over, end: [pi]}]
"""
PARTIES = "vacatur-reaches=parties"


def asked(law: LawTable, who: str, on: str, *options: str) -> Question:
    return Question(
        recipient=law.recipients[RecipientId(who)],
        on=parse_day(on),
        condition="terms/1",
        options=parse_options(options),
    )


def in_2018(law: LawTable, who: str, since: str, until: str, *options: str) -> tuple[Deciding, ...]:
    return deciding_changes(law, asked(law, who, until, *options), parse_day(since), parse_day(until))


def test_a_change_that_another_choice_would_not_make_says_so(world: World) -> None:
    law = world(VACATUR)
    (point,) = in_2018(law, "il/beta", "2018-01-15", "2018-12-31")
    assert (point.kind, point.options, point.conditions) == ("unsettled-law", (PARTIES,), ("terms/1",))
    assert point.event == "alpha-v-doj/vacatur"
    assert "taken here as 'everyone'; otherwise with --option vacatur-reaches=parties" in point.text
    assert in_2018(law, "il/alpha", "2018-01-15", "2018-12-31") == ()
    assert in_2018(law, "il/beta", "2018-03-02", "2018-12-31") == ()


def test_the_choice_made_is_set_against_the_others(world: World) -> None:
    law = world(VACATUR)
    (point,) = in_2018(law, "il/beta", "2018-01-15", "2018-12-31", PARTIES)
    assert point.options == ("vacatur-reaches=everyone",)
    assert "taken here as 'parties'" in point.text


def test_both_other_choices_of_one_point_are_named_once(world: World) -> None:
    law = world(UNREAD)
    (point,) = in_2018(law, "il/alpha", "2018-03-10", "2018-12-31")
    assert point.options == ("tro-rollover=expires", "tro-rollover=continues")
    (point,) = in_2018(world(STAYED), "il/alpha", "2018-03-04", "2018-12-31")
    assert point.options == ("administrative-stay=ignored",)


def test_a_change_that_only_another_choice_would_make_is_no_silence(world: World) -> None:
    law = world(FOR_ALL + VACATUR + DISSOLVED)
    question = asked(law, "il/beta", "2018-12-31")
    window = parse_day("2018-05-01"), parse_day("2018-12-31")
    assert changes(law, question, *window) == ()
    (point,) = deciding_changes(law, question, *window)
    assert point.options == (PARTIES,)


def test_what_would_change_without_an_order_may_hang_on_a_point(world: World) -> None:
    law = world(FOR_ALL + VACATUR)
    there = without(law, dropped(law, ["alpha-v-doj/pi"]))
    for who, options in (("il/beta", (PARTIES,)), ("il/alpha", ())):
        question = asked(law, who, "2018-04-01")
        assert differences(law, there, question) == ()
        assert tuple(p.options for p in deciding_differences(law, there, question)) == tuple(
            filter(None, [options])
        )


def test_what_is_left_out_decides_nothing_there_but_a_difference(world: World) -> None:
    law = world(VACATUR)
    there = without(law, dropped(law, ["alpha-v-doj/vacatur"]))
    (point,) = deciding_differences(law, there, asked(law, "il/beta", "2018-04-01"))
    assert point.conditions == ("terms/1",)
    assert deciding_differences(law, there, asked(law, "il/alpha", "2018-04-01")) == ()


def test_protection_that_remains_may_hang_on_a_point_though_nothing_differs(world: World) -> None:
    law = world(VACATUR + FOR_ALL.replace("everyone: yes", "plaintiffs: [w1]"))
    there = without(law, dropped(law, ["alpha-v-doj/pi"]))
    question = asked(law, "il/beta", "2018-04-01")
    assert differences(law, there, question) == ()
    assert [p.options for p in deciding_differences(law, there, question)] == [(PARTIES,)]
