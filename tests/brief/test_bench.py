"""Judges and courts of a story: several judges of one case, several districts of one State."""

from __future__ import annotations

import msgspec
import pytest

from enjoined.brief import brief_of, story_of
from enjoined.brief.assertions import Holds
from enjoined.brief.matching.judges import judges_in_words, surnames
from enjoined.brief.matching.lexicon import Lexicon
from enjoined.brief.matching.match import judge
from enjoined.brief.matching.reading import read_for, seat_of
from enjoined.model import parse_day
from enjoined.registry.open import Registry

CHILD_CARE = """Judge orders money for five states kept flowing

NEW YORK, Jan. 9, 2026 - New York, California, Colorado, Illinois and Minnesota sued the Administration for Children and
Families over frozen child care and family assistance money, and U.S. District Judge {} granted a temporary restraining
order on Friday.
"""
DONATO = """San Francisco, Santa Clara County, San Diego and Tucson sued the Justice Department over terms on diversity
programs and executive orders in COPS community policing awards. The suit was filed in federal court in {}."""


@pytest.mark.parametrize("name", ["Arun Subramanian", "Vernon Broderick"])
def test_each_judge_who_had_a_case_is_a_judge_of_it(name: str, lexicon: Lexicon, registry: Registry) -> None:
    story = story_of(CHILD_CARE.format(name), dated=parse_day("2026-01-09"))
    _, (first, *_) = judge(read_for(story, lexicon, registry), lexicon, registry.law)
    assert first.case == "ny-v-acf"
    assert any(name.split()[-1] in reason for reason in first.reasons)
    found = brief_of(registry, story, on=parse_day("2026-11-26"))
    assert [a for a in found.assertions if a.kind == "judge"] == []
    assert (found.cases[0].judge, found.cases[0].judges[0]) == ("Vernon Broderick", "Subramanian")


def test_a_judge_who_never_had_it_is_told_who_did(registry: Registry) -> None:
    story = story_of(CHILD_CARE.format("Jesse Furman"), dated=parse_day("2026-01-09"))
    (said,) = (
        a for a in brief_of(registry, story, on=parse_day("2026-11-26")).assertions if a.kind == "judge"
    )
    assert said.verdict is Holds.FALLS
    assert said.why == "the record has Judge Vernon Broderick (before: Judge Subramanian)"


@pytest.mark.parametrize(
    ("place", "courts"),
    [
        ("San Francisco", {"cand"}),
        ("Los Angeles", {"cacd"}),
        ("California", {"cacd", "caed", "cand", "casd"}),
        ("Seattle", {"wawd"}),
        ("Washington", {"dcd", "waed", "wawd"}),
        ("Nowhere at All", set()),
    ],
)
def test_a_place_is_the_seat_of_the_courts_of_its_district(
    place: str, courts: set[str], registry: Registry
) -> None:
    assert seat_of(place, registry) == courts


@pytest.mark.parametrize(
    ("place", "falls"), [("San Francisco", False), ("California", False), ("Los Angeles", True)]
)
def test_two_districts_of_one_state_are_told_apart(place: str, falls: bool, registry: Registry) -> None:
    story = story_of(DONATO.format(place), dated=parse_day("2026-01-23"))
    found = brief_of(registry, story, on=parse_day("2026-11-26"))
    assert [a.verdict for a in found.assertions if a.kind == "court"] == [Holds.FALLS] * falls


def test_surnames_are_without_what_follows_them(registry: Registry) -> None:
    case = next(c for c in registry.law.cases.values() if c.judges)
    named = msgspec.structs.replace(case, judges=("Rossie D. Alston Jr.", "John J. McConnell, Jr.", "Kane"))
    assert surnames(named) == ("Alston", "McConnell", "Kane")
    assert judges_in_words(("Kane",)) == "Judge Kane"
