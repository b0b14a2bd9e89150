"""Courts of a State, county judges and former judges in stories whose case is in a federal court."""

from __future__ import annotations

import pytest

from enjoined.brief import brief_of, story_of
from enjoined.brief.assertions import Holds
from enjoined.brief.matching.match import Fit
from enjoined.model import parse_day
from enjoined.registry.open import Registry

ON = parse_day("2026-11-27")


@pytest.mark.parametrize(
    ("text", "case"),
    [
        (
            "County wins over health money\n\nJune 18, 2025\n\nHarris County Judge Lina Hidalgo said that the ruling of "
            "Judge Christopher Cooper of the U.S. District Court in Washington gave back public health grants to Harris "
            "County, Columbus, Nashville and Kansas City, which sued the Department of Health and Human Services.",
            "harris-v-kennedy",
        ),
        (
            "Clinic keeps its money\n\nJune 18, 2025\n\nColumbus will use the money for its clinic in the Municipal Court "
            "building. Christopher Cooper, a judge in Washington, ordered the Department of Health and Human Services on "
            "Tuesday to restore public health grants in a suit of Columbus, Nashville, Kansas City and Harris County.",
            "harris-v-kennedy",
        ),
        (
            "Federal bench blocks FEMA terms\n\nNov. 22, 2025\n\nWilliam Orrick of San Francisco, a federal judge since "
            "2013, blocked FEMA on Friday from tying emergency grants to immigration help. More than two dozen local "
            "governments had sued.",
            "santaclara-v-noem",
        ),
        (
            "FEMA terms blocked\n\nNov. 22, 2025\n\nWilliam Orrick of San Francisco (a federal judge) blocked FEMA on Friday from "
            "tying emergency grants to immigration help. More than two dozen local governments had sued.",
            "santaclara-v-noem",
        ),
    ],
)  # fmt: skip
def test_the_judge_of_the_case_outweighs_a_court_of_a_state(registry: Registry, text: str, case: str) -> None:
    found = brief_of(registry, story_of(text), on=ON)
    assert [c.case for c in found.cases if c.fit is Fit.ABOUT] == [case]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("More than 29 local governments sued.", Holds.FALLS),
        ("More than 20 local governments sued.", Holds.HOLDS),
        ("At least 22 cities sued.", Holds.FALLS),
        ("At least 15 cities sued.", Holds.HOLDS),
        ("It is a suit of 25 plaintiffs.", Holds.FALLS),
    ],
)
def test_the_least_number_is_of_those_it_counts(registry: Registry, said: str, verdict: Holds) -> None:
    story = story_of(
        f"FEMA terms blocked\n\nSanta Clara County sued FEMA.\n\n{said}", dated=parse_day("2025-11-22")
    )
    found = brief_of(registry, story, on=ON, case="santaclara-v-noem").assertions
    assert {a.kind: a.verdict for a in found}["how-many-sue"] is verdict


@pytest.mark.parametrize(
    ("said", "asserts"),
    [
        (
            "The judge decided not to make the injunction nationwide.",
            "no order reaches everybody in the country",
        ),
        ("The order does not suspend the terms nationwide.", "no order reaches everybody in the country"),
        (
            "The order told FEMA not to apply the terms nationwide.",
            "the order reaches everybody in the country",
        ),
        ("The order covers every city in the country.", "the order reaches everybody in the country"),
        ("The order stops terms that FEMA had sent to every city in the country.", None),
        ("Mayors of every city in the country had waited for the order.", None),
    ],
)
def test_whom_an_order_is_said_to_reach(registry: Registry, said: str, asserts: str | None) -> None:
    story = story_of(
        f"FEMA terms blocked\n\nSanta Clara County sued FEMA.\n\n{said}", dated=parse_day("2025-11-22")
    )
    found = brief_of(registry, story, on=ON, case="santaclara-v-noem").assertions
    assert {a.kind: a.asserts for a in found}.get("reach") == asserts


def test_a_sentence_of_two_cases_is_held_against_neither(registry: Registry) -> None:
    text = (
        "Two judges block FEMA terms on one day\n\nNov. 24, 2025\n\nIn Chicago, U.S. District Judge Manish Shah enjoined on "
        "Friday terms that FEMA attached to grants in a suit of nine local governments led by Chicago; in San Francisco, "
        "Judge William Orrick enjoined on Friday FEMA's terms for 29 local governments led by Santa Clara County."
    )
    found = brief_of(registry, story_of(text), on=ON)
    assert {c.case for c in found.cases} == {"santaclara-v-noem", "chicago-v-noem"}
    assert not found.assertions


def test_the_city_of_a_state_that_sues_too_is_its_own(registry: Registry) -> None:
    text = (
        "Judge orders FEMA to pay New York\n\nOctober 17, 2025\n\nJudge Lewis A. Kaplan of the U.S. District Court for the "
        "Southern District of New York on Thursday ordered FEMA to award New York $33 million for transit security, refused "
        "over the city's policies on immigration. New York filed its lawsuit on September 30. New York City sued the Trump "
        "administration in February over $80 million of shelter money that FEMA took from its bank account."
    )
    found = brief_of(registry, story_of(text), on=ON)
    assert {c.case: c.fit for c in found.cases} == {
        "ny-v-noem-tsgp": Fit.ABOUT,
        "nyc-v-trump-ssp": Fit.MENTIONED,
    }
