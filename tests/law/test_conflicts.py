"""Local law against a condition: whom it binds, from which day to which, and which acts it limits."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from enjoined.law import Cell
from enjoined.law.answering.conflicts import conflicts
from enjoined.model import (
    ActId,
    ConditionId,
    Edge,
    EdgeKind,
    Kind,
    Policy,
    PolicyId,
    Provision,
    Recipient,
    RecipientId,
    Source,
    SourceKind,
    parse_day,
)
from enjoined.registry.table import LawTable

from .conftest import World, person

NOTIFY = ActId("notify")
START, UNTIL = parse_day("2018-01-01"), parse_day("2019-01-01")


def with_policies(law: LawTable, *policies: Policy) -> LawTable:
    """The law table with these policies only."""
    return msgspec.structs.replace(law, policies={policy.id: policy for policy in policies})


def policy(jurisdiction: str = "il/alpha", *, subdivisions: bool = False, **provision: Any) -> Policy:
    """A policy of one provision, which limits giving notice unless said otherwise."""
    one = {"cite": "sec. 1", "summary": "No notice.", "start": START, "limits": (NOTIFY,), **provision}
    return Policy(
        id=PolicyId("policy"),
        jurisdiction=RecipientId(jurisdiction),
        title="A policy",
        provisions=(Provision(**one),),
        binds_subdivisions=subdivisions,
    )


def found(
    law: LawTable, *policies: Policy, on: str = "2018-06-01", name: str = "alpha", condition: str = "terms/1"
) -> list[tuple[str, str, str]]:
    """What collides on a day: provision, act and reading."""
    recipient = law.recipients.get(RecipientId(f"il/{name}"), person(name, Kind.STATE))
    cell = Cell.of(law, recipient, ConditionId(condition))
    day = parse_day(on)
    return [(c.provision, c.act, c.reading) for c in conflicts(with_policies(law, *policies), cell, day)]


@pytest.mark.parametrize(
    ("day", "collides"),
    [("2017-12-31", False), ("2018-01-01", True), ("2018-12-31", True), ("2019-01-01", False)],
)
def test_a_provision_collides_from_its_first_day_up_to_its_end(
    world: World, day: str, collides: bool
) -> None:
    expected = [("sec. 1", "notify", "courts")] if collides else []
    assert found(world(), policy(until=UNTIL), on=day) == expected


def test_a_provision_without_an_end_stays_in_force(world: World) -> None:
    assert found(world(), policy(), on="2026-01-01")


def test_a_city_is_bound_by_its_own_law_and_not_by_its_neighbours(world: World) -> None:
    law = world()
    assert found(law, policy("il/alpha"), name="alpha")
    assert not found(law, policy("il/alpha"), name="beta")
    assert not found(law, policy("il/alpha", subdivisions=True), name="beta")


@pytest.mark.parametrize(("subdivisions", "collides"), [(True, True), (False, False)])
def test_state_law_binds_cities_only_where_it_says_so(
    world: World, subdivisions: bool, collides: bool
) -> None:
    assert bool(found(world(), policy("il", subdivisions=subdivisions))) is collides


def test_the_law_of_another_state_binds_no_city(world: World) -> None:
    assert not found(world(), policy("wi", subdivisions=True))


def test_a_limit_on_the_agencys_reading_only_is_said_to_be_one(world: World) -> None:
    agency = policy(limits=(), agency_limits=(NOTIFY,))
    both = policy(agency_limits=(NOTIFY,))
    assert found(world(), agency) == [("sec. 1", "notify", "agency")]
    assert found(world(), both) == [("sec. 1", "notify", "courts")]


def test_a_savings_clause_frees_the_acts_it_saves(world: World) -> None:
    law = world()
    assert not found(law, policy(saves=(NOTIFY,)))
    assert not found(law, policy(limits=(), agency_limits=(NOTIFY,), saves=(NOTIFY,)))
    assert found(law, policy(saves=(ActId("another"),)))


def test_a_condition_that_demands_no_limited_act_collides_with_nothing(world: World) -> None:
    law = world()
    assert not found(law, policy(), condition="terms/2")
    assert not found(law, policy(limits=(ActId("another"),)))


def test_of_two_versions_in_force_the_prevailing_one_counts(world: World) -> None:
    old = Provision(cite="sec. 1", summary="Old.", start=START, agency_limits=(NOTIFY,))
    new = msgspec.structs.replace(old, summary="New.", limits=(NOTIFY,), prevails=True, start=UNTIL)
    other = msgspec.structs.replace(old, cite="sec. 2")
    both = msgspec.structs.replace(policy(), provisions=(old, new, other))
    law = world()
    assert found(law, both, on="2018-06-01") == [
        ("sec. 1", "notify", "agency"),
        ("sec. 2", "notify", "agency"),
    ]
    assert found(law, both, on="2019-06-01") == [
        ("sec. 1", "notify", "courts"),
        ("sec. 2", "notify", "agency"),
    ]


def test_a_conflict_shows_the_first_source_of_its_provision(world: World) -> None:
    law = world()
    cell = Cell.of(law, law.recipients[RecipientId("il/alpha")], ConditionId("terms/1"))
    sources = tuple(Source(kind=SourceKind.OPINION, url=f"https://example.org/{n}") for n in (1, 2))
    for given, shown in ((sources, "https://example.org/1"), ((), "")):
        [one] = conflicts(with_policies(law, policy(sources=given)), cell, parse_day("2018-06-01"))
        assert (one.source, one.summary, one.policy) == (shown, "No notice.", "policy")


@pytest.mark.parametrize(
    ("edge", "collides"),
    [
        (Edge(kind=EdgeKind.PART_OF, to=RecipientId("il/alpha")), True),
        (Edge(kind=EdgeKind.PART_OF, to=RecipientId("il/alpha"), holds=False), False),
        (Edge(kind=EdgeKind.PART_OF, to=RecipientId("il/alpha"), until=parse_day("2018-06-01")), False),
        (Edge(kind=EdgeKind.PART_OF, to=RecipientId("il/alpha"), until=parse_day("2018-06-02")), True),
        (Edge(kind=EdgeKind.PART_OF, to=RecipientId("il/alpha"), start=parse_day("2018-06-02")), False),
        (Edge(kind=EdgeKind.PART_OF, to=RecipientId("il/alpha"), start=parse_day("2018-06-01")), True),
        (Edge(kind=EdgeKind.SUBDIVISION_OF, to=RecipientId("il/alpha")), False),
    ],
)
def test_an_office_is_bound_by_the_law_of_the_city_it_is_a_part_of(
    world: World, edge: Edge, collides: bool
) -> None:
    law = with_policies(world(), policy("il/alpha"))
    office = msgspec.structs.replace(person("office", Kind.COUNTY), edges=(edge,))
    cell = Cell.of(law, office, ConditionId("terms/1"))
    assert bool(conflicts(law, cell, parse_day("2018-06-01"))) is collides


def test_an_office_of_a_city_is_bound_by_what_binds_the_city(world: World) -> None:
    """Model, part_of: an office of the same legal person is covered as that person is, on the days it is one."""
    office = Recipient(
        id=RecipientId("il/police"),
        kind=Kind.AGENCY,
        name="Police",
        state="il",
        edges=(Edge(kind=EdgeKind.PART_OF, to=RecipientId("il/alpha"), until=parse_day("2018-07-01")),),
    )
    law = world()
    law = msgspec.structs.replace(law, recipients={**law.recipients, office.id: office})
    for own in (policy("il/alpha"), policy("il", subdivisions=True)):
        assert found(law, own, name="police") == [("sec. 1", NOTIFY, "courts")]
        assert found(law, own, name="police", on="2018-07-01") == []
