"""Sentences that were once read otherwise than they say."""

from __future__ import annotations

import pytest

from enjoined.claims import check_claim
from enjoined.model import parse_day


@pytest.mark.parametrize(
    "text",
    [
        "Suicides in Chicago fell from 587 in 2024 to 427 in 2025",
        "The Houston Astros won 103 in 2018",
        "Houston heat hit a record in 2023",
        "Noncitizens committed 271 murders in Houston in 2025",
        "Chicago prosecuted 427 murders in 2025",
        "New York's Bronx had 305 murders in 2025",
        "Carjackings in Chicago: 2024: 587, 2025: 427",
        "Brooklyn, New York, had 305 murders in 2025",
        "Murders in Illinois outside Chicago were 427 in 2025",
        "Gary, near Chicago, had 427 murders in 2025",
        "Illinois, home to Chicago, had 427 murders in 2025",
        "Wayne County, including Detroit, had 161 murders in 2025",
        "Covid took 300 lives in Chicago in 2025",
    ],
)
def test_what_counts_something_else_than_the_murders_of_a_city_is_unread(text: str) -> None:
    assert check_claim(text, on=parse_day("2026-06-01")).verdict == "not-checkable"


def test_a_short_year_is_a_year() -> None:
    assert check_claim("In oh-eight Chicago had 510 murders.", on=parse_day("2026-06-01")).verdict == "true"


AMENDED = [
    # A year named by no other, and "now", are of the day.
    ("Murders in Philadelphia are down 15 percent from the year before", "2026-06-01", "true"),
    ("Chicago now has 427 murders, down from 587 the year before", "2026-06-01", "true"),
    ("New York is safer: 305 murders, 72 fewer than the year before", "2026-06-01", "true"),
    ("Washington now has 274 murders, up 35 percent", "2026-06-01", "false"),
    ("Washington has 274 murders, more than Baltimore", "2026-06-01", "false"),
    ("Murders in Washington are at 274, the highest since 1997", "2026-06-01", "false"),
    # A year said to be the worst is so up to now, a year that was the worst up to itself.
    ("In the past 10 years, Houston's highest number of murders was in 2020", "2026-06-01", "false"),
    ("Philadelphia's deadliest year on record is 1990", "2026-06-01", "false"),
    ("2016 was Chicago's deadliest year in decades", "2026-06-01", "true"),
    # Tags within a sentence are its words.
    ("Memphis had 188 murders in 2025, more than #Chicago", "2026-06-01", "false"),
    ("Chicago had 427 #shootings in 2025", "2026-06-01", "not-checkable"),
    ("Chicago had 427 murders in 2025 #Chicago #crime", "2026-06-01", "true"),
    ("Chicago had 427 murders in 2025, fewer than.", "2026-06-01", "not-checkable"),
    # A count of police that is held, and police who are named but counted nothing.
    ("Chicago had 650 murders in 2016, police said", "2017-01-05", "false"),
    ("Contrary to police figures, Chicago had 490 murders in 2025", "2026-06-01", "false"),
    # Whose figure it is, and what a year or a city that is left out does.
    ("Memphis now has more murders than Baltimore, with 188", "2026-06-01", "true"),
    ("Murders in Houston are down 43% from their 2021 peak, to 271", "2026-06-01", "true"),
    ("Murders rose in Milwaukee in 2025, unlike in Chicago.", "2026-06-01", "not-checkable"),
    (
        "Boston had fewer murders than Baltimore every year since 2019 except 2025.",
        "2026-06-01",
        "not-checkable",
    ),
]


@pytest.mark.parametrize(("text", "on", "verdict"), AMENDED)
def test_years_tags_and_counters_are_not_mistaken(text: str, on: str, verdict: str) -> None:
    report = check_claim(text, on=parse_day(on))
    assert report.verdict == verdict, report.reason
