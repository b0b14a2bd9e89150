"""Worked answers for the police grants of fiscal years 2016 to 2020, each with the link of the chain that decides."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from enjoined.law import Answer
from enjoined.law.answering.proof import Proof
from tests.golden.conftest import Ask

NOTICE, ACCESS = "jag-fy2017/56b", "jag-fy2017/56a"
OF_1373 = ("jag-fy2017/52", "jag-fy2017/53", "jag-fy2017/54")
TEXAS_COUNTY, CALIFORNIA_CITY = "Travis County, TX", "Fresno, CA"
NEW_YORK_COUNTY, COLORADO_COUNTY = "Westchester County, NY", "Boulder County, CO"


def nodes(proof: Proof | None) -> Iterator[Proof]:
    """Every node of a proof."""
    if proof is not None:
        yield proof
        for child in proof.children:
            yield from nodes(child)


def verdict(answer: Answer, effect: str) -> set[str]:
    """What the proof says of an effect, wherever it stands."""
    return {n.verdict for n in nodes(answer.proof) if n.effect == effect}


def qualifier_kinds(answer: Answer) -> set[str]:
    return {q.kind.value for q in answer.qualifiers}


def one(found: tuple[Answer, ...]) -> Answer:
    (answer,) = found
    return answer


@pytest.mark.parametrize("condition", [NOTICE, ACCESS])
@pytest.mark.parametrize("recipient", ["Chicago", TEXAS_COUNTY])
def test_the_nationwide_injunction_of_2017_covers_plaintiff_and_stranger(
    ask: Ask, recipient: str, condition: str
) -> None:
    answer = one(ask(recipient, condition, "2017-11-15"))
    assert answer.status == "enjoined"
    assert answer.depth == 1
    (restraint,) = answer.restraints
    assert restraint.effect == "chicago-v-sessions-2017/pi"
    assert restraint.citation == "264 F. Supp. 3d 933"
    assert str(answer.since) == "2017-09-15"
    assert restraint.if_removed == "binding"


@pytest.mark.parametrize("condition", [NOTICE, ACCESS])
def test_the_stay_of_june_2018_leaves_chicago_alone_protected(ask: Ask, condition: str) -> None:
    chicago = one(ask("Chicago", condition, "2018-06-27"))
    county = one(ask(TEXAS_COUNTY, condition, "2018-06-27"))
    assert chicago.status == "enjoined"
    assert county.status == "binding"
    assert str(county.since) == "2018-06-26"
    assert "stayed-as-to-you" in qualifier_kinds(county)
    assert "stayed-as-to-you" not in qualifier_kinds(chicago)
    assert verdict(county, "chicago-v-sessions-2017/stay") == {"yes"}


def test_the_old_injunction_does_not_spring_back_when_its_stay_falls(ask: Ask) -> None:
    county = one(ask(TEXAS_COUNTY, NOTICE, "2018-08-15"))
    assert county.status == "binding"
    assert verdict(county, "chicago-v-sessions-2017/pi") == {"no"}
    assert verdict(county, "chicago-v-sessions-2017/stay") <= {"no"}


@pytest.mark.parametrize("condition", OF_1373)
def test_chicago_is_free_of_1373_only_from_the_judgment(ask: Ask, condition: str) -> None:
    before = one(ask("Chicago", condition, "2018-07-26"))
    after = one(ask("Chicago", condition, "2018-07-28"))
    assert before.status == "binding"
    assert "denied-to-you" in qualifier_kinds(before) or condition == "jag-fy2017/52"
    assert after.status == "enjoined"
    assert str(after.since) == "2018-07-27"


@pytest.mark.parametrize("condition", [NOTICE, "jag-fy2017/53"])
def test_evanston_at_once_other_members_when_the_stay_is_lifted(ask: Ask, condition: str) -> None:
    member = ("member_of=us-conference-of-mayors",)
    evanston = one(ask("Evanston, IL", condition, "2018-08-09"))
    assert evanston.status == "enjoined"
    assert str(evanston.since) == "2018-08-09"
    early = one(ask("Rockford, IL", condition, "2018-08-20", facts=member, accepted="none"))
    late = one(ask("Rockford, IL", condition, "2018-08-29", facts=member, accepted="none"))
    assert early.status == "binding"
    assert "stayed-as-to-you" in qualifier_kinds(early)
    assert late.status == "enjoined"
    assert str(late.since) == "2018-08-29"
    assert "not-yet-accepted" in qualifier_kinds(late)


def test_membership_that_nobody_recorded_is_named_and_can_be_settled(ask: Ask) -> None:
    fact = "member_of=us-conference-of-mayors"
    open_ = one(ask("Rockford, IL", NOTICE, "2018-08-30", accepted="none"))
    assert open_.status == "unclear"
    assert [u.fact for u in open_.unclear_because] == ["member_of us-conference-of-mayors on 2018-08-09"]
    (because,) = open_.unclear_because
    assert (because.settles.yes, because.settles.no) == ("enjoined", "binding")
    yes = one(ask("Rockford, IL", NOTICE, "2018-08-30", accepted="none", facts=(fact,)))
    no = one(ask("Rockford, IL", NOTICE, "2018-08-30", accepted="none", facts=(f"not {fact}",)))
    that_day = one(ask("Rockford, IL", NOTICE, "2018-08-30", accepted="none", facts=(f"{fact}@2018-08-09",)))
    assert (yes.status, no.status, that_day.status) == ("enjoined", "binding", "enjoined")


@pytest.mark.parametrize("county", [TEXAS_COUNTY, "Cook County, IL"])
def test_a_county_can_never_be_a_member_of_the_conference(ask: Ask, county: str) -> None:
    answer = one(ask(county, NOTICE, "2018-08-30", accepted="none"))
    assert answer.status == "binding"
    assert not answer.unclear_because


def test_relief_for_all_applicants_with_a_stay_nobody_saw_lifted_is_unclear(ask: Ask) -> None:
    answer = one(ask(TEXAS_COUNTY, NOTICE, "2020-06-01"))
    assert answer.status == "unclear"
    assert {s.value for s in answer.possible} >= {"enjoined", "binding"}
    assert any("chicago-v-sessions-2017" in u.fact for u in answer.unclear_because)


def test_new_york_county_rests_on_the_notice_alone_and_the_state_on_a_reversed_order(ask: Ask) -> None:
    county = one(ask(NEW_YORK_COUNTY, NOTICE, "2020-11-06"))
    assert county.status == "not-enforced"
    assert county.depth == 1
    assert verdict(county, "ny-v-doj-jag-2018/relief") == {"no"}
    state = one(ask("State of New York", "jag-fy2017/55b", "2020-11-06"))
    assert state.status == "enjoined"
    assert "reversed-mandate-not-issued" in qualifier_kinds(state)


@pytest.mark.parametrize("condition", [NOTICE, ACCESS, *OF_1373])
def test_a_city_in_california_is_covered_because_the_order_names_subdivisions(
    ask: Ask, condition: str
) -> None:
    answer = one(ask(CALIFORNIA_CITY, condition, "2018-10-06"))
    assert answer.status == "enjoined"
    assert str(answer.since) == "2018-10-05"


def test_a_county_in_colorado_is_not_covered_by_colorados_order(ask: Ask) -> None:
    county = one(ask(COLORADO_COUNTY, "jag-fy2018/46", "2020-04-24"))
    state = one(ask("State of Colorado", "jag-fy2018/46", "2020-04-24"))
    assert verdict(county, "colorado-v-doj-2019/relief") == {"no"}
    assert state.status == "enjoined"
    assert all(not r.case.startswith("colorado") for r in county.restraints)


def test_a_program_the_registry_does_not_hold_is_unclear(ask: Ask) -> None:
    answer = one(ask("Chicago", None, "2018-07-01", program="93.778", fiscal_year=2018))
    assert answer.status == "unclear"
    assert "no instrument recorded" in answer.unclear_because[0].fact


def test_a_condition_for_states_is_not_imposed_on_a_city(ask: Ask) -> None:
    for answer in ask("Chicago", "jag-fy2017/55", "2018-07-01"):
        assert answer.status == "not-imposed"
    assert {a.condition for a in ask("Chicago", "jag-fy2017/55", "2018-07-01")} == {
        "jag-fy2017/55a",
        "jag-fy2017/55b",
    }


@pytest.mark.parametrize("fiscal_year", [2017, 2018, 2019, 2020])
@pytest.mark.parametrize("recipient", ["Chicago", TEXAS_COUNTY, "State of New York"])
def test_after_the_withdrawal_of_2021_everybody_is_free(ask: Ask, recipient: str, fiscal_year: int) -> None:
    found = ask(recipient, None, "2021-05-15", program="16.738", fiscal_year=fiscal_year)
    held = [a for a in found if a.condition is not None]
    assert held
    assert {a.status.value for a in held} <= {"withdrawn", "not-imposed"}
    assert any(a.status == "withdrawn" for a in held)


def test_the_withdrawal_keeps_the_earlier_orders_in_the_chain(ask: Ask) -> None:
    answer = one(ask("Chicago", NOTICE, "2021-05-15"))
    assert answer.status == "withdrawn"
    assert verdict(answer, "chicago-v-sessions-2017/inj") == {"yes"}


def test_an_order_that_was_not_yet_given_does_not_exist(ask: Ask) -> None:
    answer = one(ask("Chicago", "jag-fy2017/53", "2018-08-15", known_on="2018-07-01"))
    assert answer.status == "binding"
    assert all(n.effect != "chicago-v-sessions-2017/inj" for n in nodes(answer.proof))
    assert "assumes-no-change-after" in qualifier_kinds(answer)
    notice = one(ask("Chicago", NOTICE, "2018-08-15", known_on="2018-07-01"))
    assert [r.effect for r in notice.restraints] == ["chicago-v-sessions-2017/pi"]


@pytest.mark.parametrize("condition", [NOTICE, ACCESS, *OF_1373])
def test_a_deadline_extended_for_everybody_is_no_relief(ask: Ask, condition: str) -> None:
    """The deadline to accept moved on 10 and 31 August 2018: a stranger to all suits was bound before and after."""
    days = ("2018-08-09", "2018-08-11", "2018-08-30", "2018-10-06")
    assert {one(ask(TEXAS_COUNTY, condition, day)).status for day in days} == {"binding"}


@pytest.mark.parametrize("number", ["41", "42", "43", "45", "46", "47"])
def test_philadelphias_terms_of_2018_rest_on_a_notice_and_no_order(ask: Ask, number: str) -> None:
    answer = one(ask("Philadelphia, PA", f"jag-fy2018/{number}", "2020-06-01"))
    assert answer.status == "not-enforced"
    assert {r.case for r in answer.restraints} == {"bja-jag-special-notices"}


def test_philadelphias_term_on_disclosure_is_in_no_notice(ask: Ask) -> None:
    answer = one(ask("Philadelphia, PA", "jag-fy2018/44", "2020-06-01"))
    assert answer.status == "unclear"
    assert "not-enforced" not in {s.value for s in answer.possible}


@pytest.mark.parametrize("condition", [NOTICE, ACCESS, *OF_1373])
def test_a_city_in_california_has_the_judgment_and_the_notice(ask: Ask, condition: str) -> None:
    answer = one(ask("Santa Ana, CA", condition, "2020-06-01"))
    assert answer.status == "enjoined"
    assert {r.case for r in answer.restraints} >= {"bja-jag-special-notices", "california-v-sessions-2017"}


def test_what_a_city_knew_in_november_2018_leaves_the_order_of_2019_out(ask: Ask) -> None:
    order = "california-v-sessions-2018"
    then = one(ask("Santa Ana, CA", "jag-fy2018/46", "2019-05-01", known_on="2018-11-20"))
    now = one(ask("Santa Ana, CA", "jag-fy2018/46", "2019-05-01"))
    assert all(order not in u.fact for u in then.unclear_because)
    assert any(order in u.fact for u in now.unclear_because)
    state = one(ask("State of California", "jag-fy2018/46", "2019-05-01"))
    assert {r.case for r in state.restraints} == {order}


@pytest.mark.parametrize(("day", "status"), [("2020-12-01", "binding"), ("2021-12-01", "unclear")])
def test_a_hiring_award_of_2020_binds_until_what_became_of_it_is_open(
    ask: Ask, day: str, status: str
) -> None:
    assert one(ask("Santa Ana, CA", "cops-chp-fy2020/1373", day)).status == status
