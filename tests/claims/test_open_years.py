"""Sentences that leave a year, a base or a field open: rather not checked than misread."""

from __future__ import annotations

import pytest

from enjoined.claims import ClaimReport, check_claim
from enjoined.model import parse_day


def said(text: str, on: str) -> ClaimReport:
    return check_claim(text, on=parse_day(on))


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Homicides in Denver were up 5 percent over last year.", "2014-01-04"),
        ("Milwaukee has seen 170 homicides this year, a 3 percent rise over the 179 of 2020.", "2021-11-24"),
        ("Milwaukee has 118 homicides.", "2022-08-09"),
        ("Columbus sets a murder record for the second year in a row.", "2017-12-11"),
        (
            "Philadelphia had the highest murder rate of the ten leading American cities in 2014.",
            "2015-03-07",
        ),
        ("Cincinnati has the fastest falling murder rate of any big city.", "2023-03-10"),
        ("The mayor of Memphis took office in 2009 after a year in which it saw 138 murders.", "2015-06-09"),
        ("Tulsa police recorded the highest number of violent crimes in 1992.", "2016-10-01"),
        (
            "Boston's murders in 2013 were below 1993, when the city had 100,000 fewer residents.",
            "2014-07-09",
        ),
    ],
)
def test_what_is_left_open_is_not_judged(text: str, on: str) -> None:
    assert said(text, on).verdict == "not-checkable"


def test_a_number_behind_a_joint_is_a_figure_and_no_size_of_a_change() -> None:
    report = said("In 2016, Chicago saw a jump in murders, ending with 765 in all.", "2018-01-01")
    assert report.parsed is not None
    assert all(p.value != 765 for p in (report.parsed, *report.also) if p.kind == "change")


def test_what_has_risen_does_so_until_now() -> None:
    report = said(
        "Though killings have risen in Chicago, New York had 515 homicides last year.", "2012-11-24"
    )
    assert report.parsed is not None
    moved = next(p for p in (*report.also, report.parsed) if p.kind == "change")
    assert (moved.now, report.verdict) == (True, "depends")


def test_fewer_than_a_record_is_fewer_than_its_year_had() -> None:
    report = said("Boston's 53 murders in 2014 were fewer than the record 143 reached in 1990.", "2015-09-15")
    assert report.verdict == "true"


def test_the_place_of_another_goes_by_rates_where_the_first_does() -> None:
    text = (
        "With 64 killings per 100,000 people in 2008, New Orleans had the highest murder rate, "
        "well ahead of second-place St. Louis, which had 47 murders per 100,000 people."
    )
    assert said(text, "2009-06-02").verdict == "true"


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("In Kansas City, murders are up 20 percent compared to 2019.", "2020-12-28"),
        ("Nashville's murders jumped 83 percent in 2015.", "2016-11-02"),
        ("From 2006 to 2023, Buffalo saw 948 homicides.", "2024-05-01"),
    ],
)
def test_what_another_count_could_make_so_depends(text: str, on: str) -> None:
    assert said(text, on).verdict == "depends"
