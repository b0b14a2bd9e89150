"""Points of unsettled law that decide what changed, and what would change in another world."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enjoined.law import Question
from enjoined.law.options import Deciding, Options, parse_options
from enjoined.law.worlds.changes import changes, national_changes
from enjoined.law.worlds.nation import Nation
from enjoined.law.worlds.unsettled import (
    deciding_changes,
    deciding_differences,
    deciding_national_changes,
    deciding_national_differences,
)
from enjoined.law.worlds.whatif import differences, dropped, national_differences, without
from enjoined.model import Day, Grade, Moment, Product, Recipient, RecipientId, Scope, Verb, Who, parse_day
from enjoined.registry.table import LawTable
from tests.law.compiled.worlds import FIRST, recipients, worlds
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


# --- of everybody -----------------------------------------------------------------------------------------------

POINTS = (PARTIES, "administrative-stay=ignored", "tro-rollover=expires", "tro-rollover=continues")


@st.composite
def unsettled_worlds(draw: st.DrawFn) -> LawTable:
    """A law with orders that set terms aside for everyone, stays that may be administrative, and unread ends."""
    law = draw(worlds())
    effects = {}
    for id_, effect in law.effects.items():
        turned = draw(st.integers(0, 3)) if effect.verb is Verb.RESTRAIN else 0
        if turned == 1:
            wide = Scope.of(Product(who=Who(everyone=True)))
            effect = msgspec.structs.replace(effect, grade=Grade.VACATED, scope=wide, readings=())
        elif turned == 2:
            unread = Moment(earliest=Day(effect.start.earliest + 15), latest=None, owner=f"{id_}#until")
            effect = msgspec.structs.replace(effect, until=unread, possible=False)
        effects[id_] = effect
    stays = draw(st.sets(st.sampled_from(sorted(law.events))))
    events = {
        id_: msgspec.structs.replace(e, kind="administrative-stay" if id_ in stays else "tro")
        for id_, e in law.events.items()
    }
    return msgspec.structs.replace(law, effects=effects, events=events)


def hanging(points: Iterable[Deciding]) -> set[tuple[str, str, str]]:
    """Each other choice with each condition that it decides, and the point."""
    return {(p.text.split(":")[0], o, c) for p in points for o in p.options for c in p.conditions}


SEVERAL = st.lists(recipients(), min_size=1, max_size=5, unique_by=lambda r: r.id)
CHOSEN = st.lists(st.sampled_from(POINTS), max_size=1).map(parse_options)
SLOWLY = settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@SLOWLY
@given(unsettled_worlds(), SEVERAL, CHOSEN, st.integers(FIRST, FIRST + 9), st.integers(5, 40))
def test_what_decides_for_everybody_decides_for_somebody(
    law: LawTable, some: list[Recipient], options: Options, since: int, length: int
) -> None:
    window = Day(since), Day(since + length)
    asked = [Question(recipient=one, on=window[1], options=options) for one in some]
    found = deciding_national_changes(Nation.of(asked[0], some, law), *window)
    alone = [deciding_changes(law, one, *window) for one in asked]
    assert hanging(found) == set().union(*map(hanging, alone))
    assert {p.event for p in found} <= {p.event for points in alone for p in points}


@SLOWLY
@given(unsettled_worlds(), SEVERAL, CHOSEN, st.data())
def test_what_everybody_would_change_hangs_on_the_points_by_which_it_becomes_another(
    law: LawTable, some: list[Recipient], options: Options, data: st.DataObject
) -> None:
    there = without(law, dropped(law, [data.draw(st.sampled_from(["case", *sorted(law.effects)]))]))
    asked = Question(recipient=some[0], on=Day(FIRST), options=options)
    nation = Nation.of(asked, some, law, there)

    def told(options: Options) -> set[tuple[object, ...]]:
        otherwise = msgspec.structs.replace(asked, options=options)
        found = (
            d
            for one in some
            for d in differences(law, there, msgspec.structs.replace(otherwise, recipient=one))
        )
        return {(d.condition, d.recipient, d.since, d.until, d.here, d.there) for d in found}

    usual = told(options)
    expected = {
        (written, str(condition))
        for written in (
            *POINTS,
            "vacatur-reaches=everyone",
            "administrative-stay=counts",
            "tro-rollover=unknown",
        )
        for condition in {d[0] for d in usual ^ told(parse_options([*options.chosen, written]))}
    }
    assert {(o, c) for _, o, c in hanging(deciding_national_differences(nation))} == expected


def test_a_point_of_everybody_is_told_once_with_its_conditions(world: World) -> None:
    law = world(FOR_ALL + VACATUR + DISSOLVED)
    beta = asked(law, "il/beta", "2018-12-31")
    window = parse_day("2018-05-01"), beta.on
    everybody = law.recipients.values()
    assert national_changes(Nation.of(beta, everybody, law), *window) == ()
    (point,) = deciding_national_changes(Nation.of(beta, everybody, law), *window)
    assert (point.event, point.options, point.conditions) == ("alpha-v-doj/vacatur", (PARTIES,), ("terms/1",))
    alpha = [law.recipients[RecipientId("il/alpha")]]
    assert deciding_national_changes(Nation.of(beta, alpha, law), *window) == ()
    assert (
        deciding_national_changes(
            Nation.of(beta, everybody, law), parse_day("2018-01-01"), parse_day("2018-02-28")
        )
        == ()
    )
    nation = Nation.of(beta, everybody, law, without(law, dropped(law, ["alpha-v-doj/pi"])))
    assert national_differences(nation) == ()
