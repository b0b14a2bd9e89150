"""Offices of which nobody recorded whose they are: what is asked of them, and what stating it settles."""

from __future__ import annotations

import pytest

from enjoined.law import Status
from enjoined.law.answering.answer import Settles
from enjoined.law.facts import governments_meant, parse_fact, part_of_government
from enjoined.model import LOCAL_KINDS, STATE_KINDS, Kind
from tests.law.conftest import World, ask

NAMED = """
- id: pi
  date: 2017-03-01
  kind: preliminary-injunction
  title: The term is enjoined for Alpha.
  effects:
    - {id: pi, restrain: enjoined, scope: {who: {recipients: [il/alpha]}, conditions: {ids: [terms/1]}}}
"""


def test_an_office_is_told_that_it_turns_on_whose_it_is(world: World) -> None:
    answer = ask(world(), "health", "2017-06-01", kind=Kind.AGENCY)
    assert answer.status is Status.UNCLEAR
    asked = answer.unclear_because[0]
    assert (asked.fact, asked.option) == ("part_of_government il:local", "part_of_government=il:local")
    assert (
        asked.in_words == "you are a part of a local government of Illinois, not a legal person of your own"
    )
    assert asked.settles == Settles(Status.BINDING, Status.NOT_IMPOSED)


def test_of_a_condition_on_all_governments_one_thing_is_asked(world: World) -> None:
    answer = ask(world(), "health", "2017-06-01", condition="terms/2", kind=Kind.AGENCY)
    assert [u.in_words for u in answer.unclear_because] == [
        "you are a part of Illinois or of a local government there, not a legal person of your own"
    ]


def test_a_part_of_the_city_named_is_a_part_of_a_local_government(world: World) -> None:
    """Being a part of Alpha settles it, whatever else is open; not being one leaves the other question."""
    answer = ask(world(NAMED), "health", "2017-06-01", kind=Kind.AGENCY)
    assert answer.possible == (Status.BINDING, Status.ENJOINED, Status.NOT_IMPOSED)
    settles = {u.fact: u.settles for u in answer.unclear_because}
    assert settles["part_of il/alpha"] == Settles(Status.ENJOINED, Status.UNCLEAR)
    assert settles["part_of_government il:local"] == Settles(Status.UNCLEAR, Status.NOT_IMPOSED)


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ("part_of=il/alpha", Status.ENJOINED),
        ("part_of=il/beta", Status.BINDING),
        ("part_of=il", Status.NOT_IMPOSED),
        ("not part_of_government=il:local", Status.NOT_IMPOSED),
        ("not part_of=il/alpha", Status.UNCLEAR),
        ("part_of=il/alpha@2017-07-01..2017-08-01", Status.UNCLEAR),
    ],
)
def test_stating_whose_office_it_is_settles_it(world: World, stated: str, status: Status) -> None:
    answer = ask(world(NAMED), "health", "2017-06-01", kind=Kind.AGENCY, supplied=(parse_fact(stated),))
    assert answer.status is status


def test_what_is_stated_of_a_whole_counts_for_its_members(world: World) -> None:
    """The league admits cities: an office of Alpha is in it if Alpha is."""
    law = world(
        NAMED.replace("recipients: [il/alpha]", "members_of: [{group: org/league}]"),
        files={
            "recipients/member.yaml": "- id: il/delta\n  kind: city\n  name: Delta\n  state: il\n"
            "  source: [{url: 'https://example.org/order', kind: order}]\n"
            "  edges: [{member_of: org/league, holds: yes}]\n"
        },
    )
    here = {"on": "2017-06-01", "kind": Kind.AGENCY}
    assert ask(law, "health", **here).status is Status.UNCLEAR  # type: ignore[arg-type]
    stated = (parse_fact("part_of=il/delta"),)
    assert ask(law, "health", **here, supplied=stated).status is Status.ENJOINED  # type: ignore[arg-type]


def test_the_kinds_that_a_fact_means_are_told_by_its_name() -> None:
    few = frozenset({Kind.CITY, Kind.CITY_COUNTY})
    for kinds, name in (
        (LOCAL_KINDS | STATE_KINDS, "il"),
        (LOCAL_KINDS, "il:local"),
        (few, "il:city,city-county"),
    ):
        fact = part_of_government("il", kinds)
        assert fact.about == name
        assert governments_meant(fact.about) == ("il", kinds)


@pytest.mark.parametrize(
    ("whole", "status"),
    [("il/gamma-county", Status.BINDING), ("il/other-county", Status.BINDING), ("il/other", Status.UNCLEAR)],
)
def test_an_office_of_a_county_is_no_member_of_a_league_of_cities(
    world: World, whole: str, status: Status
) -> None:
    """Also where the county or city is not on record but known by its id."""
    law = world(NAMED.replace("recipients: [il/alpha]", "members_of: [{group: org/league}]"))
    stated = (parse_fact(f"part_of={whole}"),)
    assert ask(law, "health", "2017-06-01", kind=Kind.AGENCY, supplied=stated).status is status


def test_a_statement_that_closes_a_circle_is_taken_as_one_person(world: World) -> None:
    """On record the sheriff is an office of the jail; that the jail is one of the sheriff names no government."""
    source = "source: [{url: 'https://example.org/order', kind: order}]"
    office = "{id: il/sheriff, kind: agency, name: Sheriff, state: il, edges: [{part_of: il/jail}]"
    jail = "{id: il/jail, kind: agency, name: Jail, state: il"
    law = world(NAMED, files={"recipients/offices.yaml": f"- {office}, {source}}}\n- {jail}, {source}}}"})
    stated = (parse_fact("part_of=il/sheriff"),)
    assert ask(law, "jail", "2017-06-01").status is Status.UNCLEAR
    assert ask(law, "jail", "2017-06-01", supplied=stated).status is Status.NOT_IMPOSED
