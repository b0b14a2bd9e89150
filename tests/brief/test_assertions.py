"""Legal assertions of stories, set against the record."""

from __future__ import annotations

import pytest

from enjoined.brief import brief_of, story_of
from enjoined.brief.assertions import Assertion, Holds
from enjoined.model import parse_day
from enjoined.registry.open import Registry

HEAD = "The city of Chicago sued Attorney General Jeff Sessions over immigration conditions on the Byrne JAG grant. "
ON = parse_day("2026-11-25")


def asserted(
    registry: Registry, said: str, dated: str, case: str = "chicago-v-sessions-2017"
) -> dict[str, Assertion]:
    story = story_of(f"A city and its grant\n\n{HEAD}\n\n{said}", dated=parse_day(dated))
    return {a.kind: a for a in brief_of(registry, story, on=ON, case=case).assertions}


@pytest.mark.parametrize(
    ("said", "dated", "kind", "verdict", "why"),
    [
        ("It is the first city to challenge the new conditions.", "2017-08-07", "first-to-sue", Holds.HOLDS, "San Francisco"),
        ("It is the first city to sue over sanctuary policy.", "2017-08-07", "first-to-sue", Holds.DEPENDS, "31 Jan 2017"),
        ("The lawsuit was filed Monday.", "2017-08-07", "day-of-filing", Holds.HOLDS, "7 Aug 2017"),
        ("The lawsuit was filed Friday.", "2017-08-12", "day-of-filing", Holds.FALLS, "7 Aug 2017"),
        ("A judge will decide whether to freeze the conditions.", "2017-08-08", "court-will-decide", Holds.HOLDS, "15 Sep 2017"),
        ("A judge blocked the conditions on Friday.", "2017-09-16", "court-blocked", Holds.HOLDS, "15 Sep 2017"),
        ("A judge blocked the conditions on Thursday.", "2017-09-16", "court-blocked", Holds.FALLS, "15 Sep 2017"),
        ("A judge strikes the rule down.", "2017-09-16", "court-blocked", Holds.HOLDS, "15 Sep 2017"),
        ("On Friday a judge entered an injunction.", "2017-09-16", "court-blocked", Holds.HOLDS, "15 Sep 2017"),
        ("A judge ruled Friday that the department may not ask for notice.", "2017-09-16", "court-blocked", Holds.HOLDS, "15 Sep"),
        ("An appeals court lifted the injunction outside Chicago.", "2018-06-27", "court-of-appeals", Holds.HOLDS, "26 Jun 2018"),
        ("An appeals court lifted the hold on the judge's order.", "2018-07-30", "court-of-appeals", Holds.FALLS, "26 Jun 2018"),
        ("An appeals court lifted the stay order.", "2018-07-30", "court-of-appeals", Holds.FALLS, "26 Jun 2018"),
        ("An appeals court lifts the nationwide injunction.", "2017-10-20", "court-of-appeals", Holds.FALLS, "later"),
        ("A judge has blocked the conditions.", "2017-08-20", "court-blocked", Holds.FALLS, "15 Sep 2017"),
        ("The judge issued a nationwide injunction.", "2017-10-01", "reach", Holds.DEPENDS, "26 Jun 2018"),
        ("The order blocked the rules for all cities.", "2018-07-01", "reach", Holds.FALLS, "only Chicago, IL"),
        ("The conditions have not been blocked nationwide.", "2017-08-20", "reach", Holds.HOLDS, "no order"),
        ("An appeals court upheld the injunction.", "2018-04-20", "court-of-appeals", Holds.HOLDS, "888 F.3d 272"),
        ("An appeals court upheld the injunction.", "2017-10-20", "court-of-appeals", Holds.FALLS, "later"),
        ("An appeals court limited the injunction to Chicago.", "2018-06-27", "court-of-appeals", Holds.HOLDS, "26 Jun 2018"),
        ("The injunction took effect immediately.", "2017-09-16", "at-once", Holds.HOLDS, "15 Sep 2017"),
        ("The injunction took effect immediately.", "2017-09-01", "at-once", Holds.FALLS, "no such order"),
        ("It was the first court to block the terms.", "2017-09-16", "first-court", Holds.HOLDS, "15 Sep 2017"),
        ("The ruling breaks with those of other courts.", "2018-04-20", "other-courts", Holds.HOLDS, "California"),
        ("Chicago was already protected by an earlier order.", "2017-09-16", "already-protected", Holds.FALLS, "no earlier"),
        ("An appeal is still pending.", "2018-07-01", "appeal-pending", Holds.HOLDS, "stay application"),
        ("The city has a deadline of Friday to accept the award.", "2018-07-01", "deadline", Holds.UNKNOWN, "the award itself"),
    ],
)  # fmt: skip
def test_the_record_decides(
    registry: Registry, said: str, dated: str, kind: str, verdict: Holds, why: str
) -> None:
    found = asserted(registry, said, dated)[kind]
    assert (found.verdict, why in found.why) == (verdict, True), found.why


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("A coalition of 20 states sued in May.", Holds.HOLDS),
        ("A coalition of 12 states sued in May.", Holds.FALLS),
    ],
)
def test_states_are_counted(registry: Registry, said: str, verdict: Holds) -> None:
    found = asserted(registry, said, "2025-09-25", "il-v-fema")
    assert found["how-many-sue"].verdict is verdict


def test_waves_of_plaintiffs_are_counted_by_the_day(registry: Registry) -> None:
    early = asserted(registry, "Eight local governments sued.", "2025-05-08", "king-v-turner")
    assert early["how-many-sue"].verdict is Holds.HOLDS


@pytest.mark.parametrize(
    "said",
    [
        "\u201cA judge blocked the conditions on Friday.\u201d",
        "In a separate case, a judge blocked the conditions on Friday.",
        "The judge could block the conditions for all cities.",
        "A judge has not blocked the conditions.",
        "The court is near the lake.",
        "The judge ruled that the government cannot be sued for damages.",
        "The judge ruled that the department may not have to pay the city's fees.",
    ],
)
def test_what_is_not_asserted_of_the_case_gets_no_verdict(registry: Registry, said: str) -> None:
    kinds = asserted(registry, said, "2017-08-20")
    assert not {"court-blocked", "reach"} & set(kinds)


def test_an_undated_story_gets_no_verdict_that_needs_its_day(registry: Registry) -> None:
    text = f"A city and its grant\n\n{HEAD}\n\nThe judge issued a nationwide injunction."
    found = brief_of(registry, story_of(text), on=ON, case="chicago-v-sessions-2017")
    assert {a.kind: a.verdict for a in found.assertions}["reach"] is Holds.UNKNOWN
    assert found.then is None
    assert any("--dated" in note for note in found.notes)


def test_the_quotation_is_the_sentence_of_the_story(registry: Registry) -> None:
    story = story_of(
        f"A city and its grant\n\n{HEAD}\n\nThe lawsuit was filed Monday.", dated=parse_day("2017-08-07")
    )
    for found in brief_of(registry, story, on=ON, case="chicago-v-sessions-2017").assertions:
        assert story.text[found.start : found.end] == found.quote


@pytest.mark.parametrize(
    "said",
    [
        "A judge in Seattle had blocked another agency's terms across the country.",
        "The appeals court was the first to uphold the conditions.",
        "The judge issued a nationwide injunction but put it on hold.",
    ],
)
def test_what_speaks_of_another_order_or_of_the_terms_gets_no_verdict(registry: Registry, said: str) -> None:
    assert not asserted(registry, said, "2018-10-01").keys() & {"reach", "court-of-appeals"}


def test_the_day_on_which_somebody_spoke_is_not_that_of_the_ruling(registry: Registry) -> None:
    found = asserted(
        registry, "The mayor said Saturday that a judge has blocked the conditions.", "2017-09-16"
    )
    assert found["court-blocked"].verdict is Holds.HOLDS


def test_the_reach_of_an_order_about_an_executive_order_is_read_from_whom_it_names(
    registry: Registry,
) -> None:
    found = asserted(registry, "The judge issued a nationwide injunction.", "2017-05-01", "sf-v-trump-2017")
    assert found["reach"].verdict is not Holds.UNKNOWN
    assert "N.D. Cal." in found["reach"].why


def test_a_second_appeals_court_breaks_with_three_before_it(registry: Registry) -> None:
    said = "The ruling breaks with those of other appeals courts. It was the first court to rule so."
    found = asserted(registry, said, "2020-02-28", "ny-v-doj-jag-2018")
    assert found["other-courts"].verdict is Holds.HOLDS
    assert found["first-court"].verdict is Holds.FALLS


def test_the_place_among_those_who_joined(registry: Registry) -> None:
    found = asserted(registry, "Chicago is the 60th city to join the suit.", "2025-11-01", "chicago-v-noem")
    assert found["nth-plaintiff"].verdict is Holds.FALLS


@pytest.mark.parametrize(
    "said",
    [
        "CHICAGO - The Justice Department sued Chicago in March over other laws.",
        "A group of shopkeepers sued the city last week over a tax.",
    ],
)
def test_a_suit_against_those_who_sue_has_its_own_day(registry: Registry, said: str) -> None:
    assert "day-of-filing" not in asserted(registry, said, "2017-09-20")
