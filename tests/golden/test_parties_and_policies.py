"""Worked answers on who is a party and which version of local law counts, from the police grants."""

from __future__ import annotations

import pytest

from enjoined.law.answering.sentences import reason
from enjoined.registry.open import Registry
from tests.golden.conftest import Ask
from tests.golden.test_police_grants_2017 import one, verdict


def test_membership_in_the_conference_gives_nothing_in_the_chicago_case(ask: Ask) -> None:
    """The Conference was refused leave to intervene there; its members wait for an order of their own."""
    member = ("member_of=us-conference-of-mayors",)
    answer = one(ask("Rockford, IL", "jag-fy2017/56b", "2018-07-05", facts=member))
    assert answer.status == "binding"
    assert verdict(answer, "chicago-v-sessions-2017/pi") == {"no"}
    assert answer.unclear_because == ()


@pytest.mark.parametrize("state", ["wa", "va", "nj"])
def test_a_party_is_protected_by_its_order_wherever_it_lies(ask: Ask, state: str) -> None:
    """Washington, Virginia and New Jersey lie in other circuits and joined the suit in New York."""
    answer = one(ask(state, "jag-fy2017/55b", "2019-03-01"))
    assert answer.status == "enjoined"
    assert "ny-v-doj-jag-2018/relief" in [r.effect for r in answer.restraints]


def test_a_neighbour_of_a_party_has_no_order(ask: Ask) -> None:
    answer = one(ask("id", "jag-fy2017/55b", "2019-03-01"))
    assert answer.status == "binding"


@pytest.mark.parametrize(
    ("on", "provision"),
    [("2017-11-15", "MCC 2-173-042 (numbering to 2021)"), ("2021-03-01", "MCC 2-173-020(a)(2)")],
)
def test_the_ordinance_in_force_on_the_day_is_the_one_that_collides(
    ask: Ask, on: str, provision: str
) -> None:
    answer = one(ask("Chicago", "jag-fy2017/56a", on))
    assert [c.provision for c in answer.conflicts if c.policy == "chicago-welcoming-city"] == [provision]


def test_the_injunction_against_the_order_of_2017_frees_nobody_of_a_condition_of_2017(ask: Ask) -> None:
    """The Department rests the conditions on other authority than Executive Order 13768; the court changed nothing."""
    answer = one(ask("San Francisco", "jag-fy2017/53", "2018-01-15"))
    assert answer.status == "binding"
    assert answer.restraints == ()


def test_who_signs_a_joint_award_and_who_spends_it_have_answers_of_their_own(ask: Ask) -> None:
    """Orange County signed the award of FY2017; Santa Ana spends a part of it."""
    joint = ("Santa Ana, CA", "jag-fy2017/56b", "2018-12-01")
    city, county = ask(*joint, through="Orange County, CA")
    assert (city.status, city.capacity) == ("unclear", "sub")
    assert {"binding", "enjoined"} <= set(city.possible)
    assert (county.status, county.capacity) == ("enjoined", "direct")
    reached = ("reaches-subrecipients=california-v-sessions-2017/inj",)
    city, _ = ask(*joint, through="Orange County, CA", facts=reached)
    assert city.status == "enjoined"
    city, _ = ask("Santa Ana, CA", "jag-fy2017/52", "2018-12-01", through="Orange County, CA")
    assert city.status == "not-imposed"


@pytest.mark.parametrize(
    ("on", "status"), [("2017-10-01", "binding"), ("2018-05-01", "enjoined"), ("2019-07-20", "unclear")]
)
def test_points_for_cooperation_are_in_use_barred_and_upheld_and_oblige_nobody(
    ask: Ask, registry: Registry, on: str, status: str
) -> None:
    answer = one(ask("Los Angeles, CA", "cops-chp-fy2017/cooperation", on))
    assert answer.status == status
    if status == "binding":
        assert reason(registry.law, answer).startswith(
            "in use: a preference among applicants, which obliges nobody"
        )
