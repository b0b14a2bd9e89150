"""When a story was told, and which days it means."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enjoined.brief.story.dates import dates_in
from enjoined.brief.story.story import story_of
from enjoined.model import Day, iso, parse_day

BODY = "The city of Chicago sued the attorney general. It asked for an injunction."


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("Aug. 7, 2017", "2017-08-07"),
        ("By the city desk | Updated August 7, 2017 at 6:40 PM", "2017-08-07"),
        ("Published: 7 August 2017", "2017-08-07"),
        ("CHICAGO, Aug 7, 2017 (Wire) - The city sued.", "2017-08-07"),
        ("PROVIDENCE, R.I. (Sept. 24, 2025) - A judge ruled.", "2025-09-24"),
        ("2025-11-21", "2025-11-21"),
        ("11/21/2025", "2025-11-21"),
        (
            "The award was made on Oct. 1, 2017, and the city accepted it in a long letter to the department.",
            None,
        ),
        ("CHICAGO - The city sued on Monday.", None),
    ],
)
def test_the_day_is_read_where_stories_print_it(head: str, told: str | None) -> None:
    found = story_of(f"City sues\n\n{head}\n\n{BODY}").told
    assert (None if found is None else iso(found)) == told


def test_a_dateline_without_a_year_takes_the_only_year_the_story_names() -> None:
    story = story_of(
        "City sues\n\nCHICAGO, Aug. 7 (Wire) - The city sued. Applications are due on Sept. 5, 2017."
    )
    assert story.told == parse_day("2017-08-07")
    assert "only year" in story.told_from


def test_two_years_leave_a_dateline_open() -> None:
    text = "CHICAGO, Aug. 7 (Wire) - The city sued. It had a grant of May 1, 2016, and one of May 2, 2017."
    assert story_of(f"City sues\n\n{text}").told is None


def test_the_reader_may_say_the_day() -> None:
    story = story_of(f"Aug. 7, 2017\n\n{BODY}", dated=parse_day("2018-01-02"))
    assert (story.told, story.told_from) == (parse_day("2018-01-02"), "--dated")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Monday", "2017-08-07"),
        ("last Monday", "2017-07-31"),
        ("next Monday", "2017-08-14"),
        ("on Sunday", "2017-08-06"),
        ("yesterday", "2017-08-06"),
        ("on July 25", "2017-07-25"),
        ("on Dec. 30", "2017-12-30"),
    ],
)
def test_days_are_read_from_the_day_of_the_story(text: str, day: str) -> None:
    assert [w.day for w in dates_in(text, parse_day("2017-08-07"))] == [parse_day(day)]


def test_a_weekday_of_an_undated_story_means_no_day() -> None:
    assert [w.day for w in dates_in("It was filed on Monday.")] == [None]


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_every_written_form_of_a_day_is_that_day(value: date) -> None:
    day = Day(value.toordinal())
    for text in (
        f"{value:%B} {value.day}, {value.year}",
        f"{value:%b}. {value.day}, {value.year}",
        f"{value.day} {value:%B} {value.year}",
        value.isoformat(),
        f"{value.month}/{value.day}/{value.year}",
    ):
        assert [w.day for w in dates_in(text)] == [day]


@given(st.integers(700_000, 740_000))
def test_a_bare_weekday_lies_within_the_last_week(told: int) -> None:
    for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        (written,) = dates_in(name, Day(told))
        assert written.day is not None
        assert told - 7 < written.day <= told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("City sues\n\nBellevue, Wash. \u2013 July 11, 2025 \u2013 The city joined a lawsuit.", "2025-07-11"),
        (
            "City sues\n\nOAKLAND, April 25 (Wire) - In 2017's first months the city sued over an order.",
            "2017-04-25",
        ),
        ("Council sues\n\nThe council voted on Tuesday, March 4, 2025, to sue the department.", "2025-03-04"),
        ("FOR IMMEDIATE RELEASE\n\nCity sues\n\nMay 3, 2025\n\nThe city has filed a lawsuit.", "2025-05-03"),
        ("City sues over terms of a grant\nBy staff | Aug. 12, 2025\n\nA judge ruled.", "2025-08-12"),
    ],
)
def test_more_ways_in_which_stories_tell_their_day(text: str, told: str) -> None:
    story = story_of(text)
    assert story.told == parse_day(told)
    assert "RELEASE" not in story.title and "By staff" not in story.title
