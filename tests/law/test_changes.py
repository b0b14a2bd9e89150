"""Who became bound or free: the turns of one recipient, and a nation told by classes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enjoined.law import Question, Status, Timeline
from enjoined.law.cell import Cell
from enjoined.law.compiled import compile_law
from enjoined.law.facts import SuppliedFact, parse_fact
from enjoined.law.worlds import nation as drawing
from enjoined.law.worlds import peers
from enjoined.law.worlds.changes import Change, Turn, changes, national_changes, turn_of
from enjoined.law.worlds.classes import classes, of_one_line, people
from enjoined.law.worlds.courses import becomings
from enjoined.law.worlds.nation import Nation
from enjoined.model import ConditionId, Day, EdgeKind, Kind, Recipient, RecipientId, iso, parse_day
from enjoined.registry.open import Registry, open_registry
from enjoined.registry.table import LawTable
from tests.law.compiled.worlds import FIRST, LAST, recipients, worlds
from tests.law.conftest import ENJOINED_AND_STAYED, World

SINCE, UNTIL = parse_day("2017-01-01"), parse_day("2019-12-31")
COURSE = (
    ENJOINED_AND_STAYED
    + """
    - id: league
      date: 2018-05-01
      kind: preliminary-injunction
      title: The term is enjoined for the cities of Wisconsin and members of the League.
      effects:
        - id: members
          restrain: enjoined
          scope: {who: {members_of: {group: org/league}}, conditions: {ids: [terms/1]}}
        - id: wisconsin
          restrain: enjoined
          scope: {who: {subdivisions_of: [wi]}, conditions: {ids: [terms/1]}}
"""
)
LEAGUE = (
    "group: org/league\nname: League\neligible: {kinds: [city], min_population: 30000}\n"
    "source: [{url: 'https://example.org/league', kind: party}]"
)


def place(id_: str, kind: Kind = Kind.CITY, population: int | None = None) -> Recipient:
    state = id_.partition("/")[0]
    return Recipient(id=RecipientId(id_), kind=kind, name=id_, state=state, population=population)


def nation(law: LawTable) -> list[Recipient]:
    return [
        *law.recipients.values(),
        *(place(f"il/big-{n}", population=40_000) for n in range(3)),
        *(place(f"il/small-{n}", population=900) for n in range(5)),
        *(place(f"in/town-{n}", Kind.TOWN) for n in range(4)),
        *(place(f"wi/city-{n}") for n in range(2)),
        place("wi/county", Kind.COUNTY),
        place("in", Kind.STATE),
        place("wi", Kind.STATE),
    ]


def question(law: LawTable, who: Recipient | None = None, condition: str = "terms/1") -> Question:
    return Question(recipient=who or place("il/any"), on=UNTIL, condition=condition)


def of_all(
    law: LawTable, asked: Question, everybody: Iterable[Recipient], since: Day, until: Day
) -> tuple[Change, ...]:
    return national_changes(Nation.of(asked, everybody, law), since, until)


def told(found: Iterable[Change]) -> list[tuple[str, str, str, str]]:
    return [
        (
            str(c.day),
            c.recipient or (f"{c.peers.count} {c.peers.who}" if c.peers else ""),
            f"{c.before.value}>{c.after.value}",
            c.because or "",
        )
        for c in found
    ]


def test_one_recipient_turns_with_the_events_that_turned_it(world: World) -> None:
    law = world(COURSE)
    beta = law.recipients[RecipientId("il/beta")]
    assert told(changes(law, question(law, beta), SINCE, UNTIL)) == [
        ("2017-01-01", "il/beta", "not-imposed>binding", "terms/issued"),
        ("2018-03-01", "il/beta", "binding>enjoined", "alpha-v-doj/pi"),
        ("2018-04-01", "il/beta", "enjoined>binding", "alpha-v-doj/stay"),
        ("2018-05-01", "il/beta", "binding>unclear", "alpha-v-doj/league"),
    ]


def test_the_window_includes_its_first_and_its_last_day(world: World) -> None:
    law = world(COURSE)
    asked = question(law, law.recipients[RecipientId("il/beta")])
    day = parse_day("2018-03-01")
    assert len(changes(law, asked, day, day)) == 1
    assert changes(law, asked, Day(day + 1), Day(day + 1)) == ()
    assert changes(law, asked, Day(day - 9), Day(day - 1)) == ()


def test_a_nation_is_told_by_classes_and_only_who_fares_apart_by_name(world: World) -> None:
    law = world(COURSE, files={"groups/league.yaml": LEAGUE})
    found = told(of_all(law, question(law), nation(law), parse_day("2018-01-01"), UNTIL))
    assert found == [
        ("2018-03-01", "18 local governments", "binding>enjoined", "alpha-v-doj/pi"),
        (
            "2018-04-01",
            "17 local governments, other than Alpha, IL",
            "enjoined>binding",
            "alpha-v-doj/stay",
        ),
        (
            "2018-05-01",
            "4 cities in Illinois of 30,000 people or more (or of unknown size), other than Alpha, IL",
            "binding>unclear",
            "alpha-v-doj/league",
        ),
        ("2018-05-01", "3 local governments in Wisconsin", "binding>enjoined", "alpha-v-doj/league"),
    ]


def test_states_and_local_governments_are_told_apart(world: World) -> None:
    law = world(COURSE)
    found = told(of_all(law, question(law, condition="terms/2"), nation(law), SINCE, UNTIL))
    assert [who for _, who, _, _ in found] == ["3 States", "18 local governments"]


def test_a_class_of_one_is_called_by_its_name(world: World) -> None:
    law = world(COURSE)
    crowd = [*law.recipients.values(), place("wi/lone")]
    found = told(of_all(law, question(law), crowd, parse_day("2018-05-01"), UNTIL))
    assert ("2018-05-01", "wi/lone", "binding>enjoined", "alpha-v-doj/league") in found


def test_of_two_events_on_one_day_the_deciding_one_is_named(world: World) -> None:
    law = world(
        COURSE.replace("2018-04-01", "2018-03-01")
        + """
    - id: clerk
      date: 2018-03-01
      kind: order
      title: A part is lifted that nobody had.
      effects: [{id: nothing, end: [stay], scope: {who: {recipients: [il/alpha]}}}]
"""
    )
    alpha = law.recipients[RecipientId("il/alpha")]
    found = [c for c in changes(law, question(law, alpha), SINCE, UNTIL) if c.after is Status.ENJOINED]
    assert [c.events for c in found] == [("alpha-v-doj/pi",)]


def test_changes_of_one_day_stand_by_their_events(world: World) -> None:
    one, other = (
        f"""
    - id: {name}
      date: 2018-03-01
      kind: preliminary-injunction
      title: A term is enjoined.
      effects: [{{id: {name}, restrain: enjoined, scope: {{who: {{everyone: yes}}, conditions: {{ids: [{condition}]}}}}}}]
"""
        for name, condition in (("later", "terms/1"), ("earlier", "terms/2"))
    )
    law = world(one + other)
    asked = Question(recipient=law.recipients[RecipientId("il/alpha")], on=UNTIL)
    window = parse_day("2018-03-01"), UNTIL
    by_event = ["alpha-v-doj/earlier", "alpha-v-doj/later"]
    assert [c.because for c in changes(law, asked, *window)] == by_event
    found = of_all(law, asked, nation(law), *window)
    assert list(dict.fromkeys(c.because for c in found)) == by_event


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        (Status.NOT_IMPOSED, Status.BINDING, Turn.BOUND),
        (Status.BINDING, Status.WITHDRAWN, Turn.FREE),
        (Status.UNCLEAR, Status.ENJOINED, Turn.FREE),
        (Status.VACATED, Status.UNCLEAR, Turn.UNCLEAR),
        (Status.NOT_ENFORCED, Status.ENJOINED, Turn.STILL_FREE),
    ],
)
def test_what_a_change_means(before: Status, after: Status, turn: Turn) -> None:
    assert turn_of(before, after) is turn


@pytest.fixture(scope="module")
def shipped() -> Registry:
    return open_registry()


def test_everyone_of_a_class_fares_like_the_one_that_stands_for_it(shipped: Registry) -> None:
    """The shortcut against the long way: all whom the records name, and one unnamed place in 400."""
    law = shipped.law
    everybody = list(shipped.everybody())
    named = {r.id for r in people(law, everybody).named}
    sample = [r for n, r in enumerate(everybody) if r.id in named or n % 400 == 7]
    who = people(law, sample)
    for condition in sorted(law.conditions.values(), key=lambda c: c.id)[::4]:
        for alike in classes(law, condition, who):
            members = [*alike.named, *(c.one for c in alike.crowds)]
            courses = {
                tuple(
                    (c.day, c.before, c.after, c.events)
                    for c in changes(law, question(law, member, condition.id), SINCE, UNTIL)
                )
                for member in members
            }
            assert len(courses) == 1, (condition.id, [m.id for m in members])


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(worlds(), st.lists(recipients(), min_size=2, max_size=6, unique_by=lambda r: r.id))
def test_all_of_one_line_change_alike_by_the_same_events(law: LawTable, some: list[Recipient]) -> None:
    """The compiled law tells apart whom the time lines do, and knows the days on which they turn."""
    compiled, since, until = compile_law(law), Day(FIRST + 1), Day(LAST)
    for condition in law.conditions.values():
        for alike in of_one_line([compiled], condition, people(law, some)):
            turns = becomings(compiled, alike.one, condition.id, since, until)
            members = [*alike.named, *(c.one for c in alike.crowds)]
            courses = [changes(law, question(law, member, condition.id), since, until) for member in members]
            told = [tuple((c.day.toordinal(), c.before, c.after) for c in course) for course in courses]
            assert told == [turns] * len(members)
            assert len({tuple(c.events for c in course) for course in courses}) == 1


_STATED = st.builds(
    lambda no, what, day: parse_fact(f"{no}{what}{day}"),
    st.sampled_from(["", "not "]),
    st.sampled_from(
        [
            "member_of=league",
            "member_of=large",
            "subdivision_of=il",
            "part_of=il/alpha",
            "part_of_government=il:local",
            "plaintiff=case/w1",
            "claims=case:ojp",
            *(f"listed=case/x{n}" for n in range(3)),
            "occurred=case/e0",
            "exists=case/x1",
            "similar=terms/2~terms/1",
        ]
    ),
    st.sampled_from(["", "", f"@{iso(Day(1010))}"]),
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(worlds(), st.lists(recipients(), min_size=2, max_size=6, unique_by=lambda r: r.id), _STATED)
def test_all_of_a_class_change_alike_whatever_is_stated(
    law: LawTable, some: list[Recipient], fact: SuppliedFact
) -> None:
    since, until = Day(FIRST + 1), Day(LAST)
    for condition in law.conditions.values():
        asked = msgspec.structs.replace(question(law, condition=condition.id), supplied=(fact,))
        crowd = Nation.of(asked, some, law)
        for alike in of_one_line(crowd.worlds, condition, crowd.who):
            turns = crowd.turns(crowd.worlds[0], alike.one, condition, since, until)
            courses = [
                changes(law, msgspec.structs.replace(asked, recipient=member), since, until)
                for member in (*alike.named, *(c.one for c in alike.crowds))
            ]
            for course in courses:
                assert [(c.day.toordinal(), c.before, c.after) for c in course] == list(turns)
                assert [c.events for c in course] == [c.events for c in courses[0]]


def test_a_nation_with_a_stated_fact_asks_only_whom_it_bears_on(world: World, monkeypatch: Any) -> None:
    """All others are answered by the compiled law: no time line is drawn of a class for which nothing changes."""
    law = world(COURSE, files={"groups/league.yaml": LEAGUE})
    drawn: list[str] = []

    def noting(law: LawTable, cell: Cell) -> Timeline:
        drawn.append(cell.recipient.id)
        return Timeline(law, cell)

    monkeypatch.setattr(drawing, "Timeline", noting)
    asked = msgspec.structs.replace(question(law), supplied=(parse_fact("member_of=league"),))
    window = parse_day("2018-05-01"), UNTIL
    found = told(of_all(law, asked, nation(law), *window))
    cities = "4 cities in Illinois of 30,000 people or more (or of unknown size), other than Alpha, IL"
    assert {(who, turn) for _, who, turn, _ in found} == {
        (cities, "binding>enjoined"),
        ("3 local governments in Wisconsin", "binding>enjoined"),
    }
    assert not any(place.startswith(("il/small", "in")) for place in drawn)


def test_every_government_is_counted_once(shipped: Registry) -> None:
    """On the day a condition is imposed on all, the classes and names add up to all whom it binds.

    An office is bound as the government is of which it is a part.
    """
    law = shipped.law
    everybody = list(shipped.everybody())
    condition = law.conditions[ConditionId("jag-fy2017/53")]
    found = of_all(law, question(law, condition=condition.id), everybody, Day(1), UNTIL)
    first = [c for c in found if c.before is Status.NOT_IMPOSED]
    total = sum(c.peers.count if c.peers else 1 for c in first)
    kinds = {r.id: r.kind for r in everybody}
    wholes = {
        r.id: [kinds[e.to] for e in r.edges if e.kind is EdgeKind.PART_OF and e.holds] for r in everybody
    }
    assert total == sum(not condition.binds.isdisjoint([r.kind, *wholes[r.id]]) for r in everybody)


def test_classes_tell_apart_what_an_order_for_a_state_says_of_its_parts(world: World) -> None:
    """Two States in one association, one of them only later: their cities do not fare alike."""
    states = LEAGUE.replace("kinds: [city], min_population: 30000", "kinds: [state]").replace(
        "source:", "members: [{id: in, from: 2000-01-01}, {id: wi, from: 2030-01-01}]\nsource:"
    )
    order = """
    - id: order
      date: 2018-03-01
      kind: injunction
      title: The term is enjoined for what belongs to member States.
      effects:
        - {id: order, restrain: enjoined, scope: {who: {subdivisions_of: {members_of: {group: org/league}}}}}
"""
    law = world(order, files={"groups/league.yaml": states})
    found = told(of_all(law, question(law), nation(law), parse_day("2018-03-01"), UNTIL))
    assert [(who, turn) for _, who, turn, _ in found] == [
        ("14 local governments outside IN", "binding>unclear"),
        ("4 local governments in Indiana", "binding>enjoined"),
    ]


def test_what_changed_before_the_window_is_no_change_in_it(world: World) -> None:
    """A later day on which something happens, but not to the status, tells of nothing."""
    law = world(COURSE)
    asked = question(law, law.recipients[RecipientId("il/alpha")])
    assert changes(law, asked, parse_day("2018-03-02"), parse_day("2018-06-01")) == ()


def test_an_event_that_made_no_difference_is_not_named(world: World) -> None:
    letter = """
    - id: letter
      date: 2018-03-01
      kind: agency-letter
      title: The Department does not enforce the term.
      effects: [{id: letter, restrain: not-enforced, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}}]
"""
    law = world(COURSE + letter)
    alpha = law.recipients[RecipientId("il/alpha")]
    found = [c for c in changes(law, question(law, alpha), SINCE, UNTIL) if c.after is Status.ENJOINED]
    assert [c.events for c in found] == [("alpha-v-doj/pi",)]


def test_whom_a_guard_names_is_told_apart(world: World) -> None:
    """An order for everyone that lasts while another one, on another term, is in force for the same recipient."""
    guarded = """
    - id: other
      date: 2018-02-01
      kind: preliminary-injunction
      title: The second term is enjoined for the plaintiff.
      effects: [{id: other, restrain: enjoined, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/2]}}}]
    - id: order
      date: 2018-03-01
      kind: order
      title: The first term is enjoined for whoever is free of the second.
      effects:
        - id: order
          restrain: enjoined
          scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}
          while: {active: other, condition: terms/2}
"""
    law = world(guarded)
    found = told(of_all(law, question(law), nation(law), parse_day("2018-03-01"), UNTIL))
    assert found == [("2018-03-01", "il/alpha", "binding>enjoined", "alpha-v-doj/order")]


def test_classes_are_told_by_size_where_orders_name_groups_of_two_sizes(world: World) -> None:
    groups = """
    - id: small
      date: 2018-03-01
      kind: order
      title: The term is enjoined for members of the League.
      effects: [{id: small, restrain: enjoined, scope: {who: {members_of: {group: org/league}}}}]
    - id: large
      date: 2018-03-02
      kind: order
      title: The term is enjoined for members of the Union.
      effects: [{id: large, restrain: enjoined, scope: {who: {members_of: {group: org/union}}}}]
    - id: end
      date: 2018-04-01
      kind: order
      title: The first order is dissolved.
      effects: [{id: end, end: [small]}]
    - id: rest
      date: 2018-05-01
      kind: order
      title: The term is enjoined for all who are not in the Union.
      effects: [{id: rest, restrain: enjoined, scope: {who: {everyone: yes, except: {members_of: {group: org/union}}}}}]
"""
    union = LEAGUE.replace("org/league", "org/union").replace("League", "Union").replace("30000", "100000")
    law = world(groups, files={"groups/league.yaml": LEAGUE, "groups/union.yaml": union})
    crowd = [place(f"wi/{n}", population=n) for n in (900, 901, 40_000, 40_001, 400_000, 400_001)]
    found = told(of_all(law, question(law), crowd, parse_day("2018-02-01"), UNTIL))
    assert [(day, who, turn) for day, who, turn, _ in found] == [
        (
            "2018-03-01",
            "4 local governments of 30,000 people or more (or of unknown size)",
            "binding>unclear",
        ),
        ("2018-04-01", "2 local governments of 30,000 to 99,999 people", "unclear>binding"),
        ("2018-05-01", "4 local governments of fewer than 100,000 people", "binding>enjoined"),
    ]


def test_up_to_three_states_are_spelt_out() -> None:
    everywhere = frozenset({"il", "in", "ia", "mi", "mn", "oh", "wi", "mo"})
    assert peers._where(frozenset({"il", "in", "wi"}), everywhere) == " in Illinois, Indiana and Wisconsin"
    assert peers._where(frozenset({"il", "in", "wi", "ia"}), everywhere) == " in IA, IL, IN and WI"
