"""Turns of phrase that are taken for other words only where they stand for these."""

from __future__ import annotations

import pytest

from enjoined.claims import check_claim
from enjoined.model import parse_day

ON = parse_day("2025-11-01")
CHICAGO = "Chicago had 765 murders in 2016"
HOUSTON = "Houston had 305 murders in 2016"

SENTENCES = [
    # A year, a rate or a count of murders is not a number of residents.
    ("By number of murders New York was the deadliest city of 2010", "true"),
    ("Chicago was the deadliest city of 2010 by number of murders", "false"),
    ("St. Louis was the deadliest city of 2017 by murder rate", "true"),
    ("Chicago was the deadliest city of 2016 with 765 murders", "true"),
    ("Chicago was the deadliest city with 900 murders in 2016", "false"),
    ("Chicago was the deadliest big city with 500 murders in 2016", "false"),
    ("Chicago was the deadliest city of a million people in 2016", "true"),
    # "Hardly" denies a superlative.
    (f"{CHICAGO}, hardly the most of any city", "not-checkable"),
    ("St. Louis was hardly the deadliest big city by murder rate in 2017", "not-checkable"),
    ("Chicago, hardly the safest city in America, had 765 murders in 2016", "not-checkable"),
    (f"{CHICAGO}, hardly the picture of safety", "true"),
    # What is the most or the worst is so of the figures, whatever it is called, unless it is something felt.
    (f"{HOUSTON}, the most anywhere", "false"),
    (f"{HOUSTON}, the worst showing", "false"),
    (f"{HOUSTON}, the worst performance, by far, of any big city", "false"),
    ("Dallas had 173 murders in 2016; it was the worst offender", "false"),
    ("Dallas, the deadliest metropolis, had 173 murders in 2016", "false"),
    ("Memphis had 333 murders in 2023; that was the lowest anywhere", "false"),
    (f"{CHICAGO}, the highest point of the century", "true"),
    (f"{CHICAGO} and our worst fears came true", "true"),
    # A figure of two cities together is not that of the first.
    (f"{CHICAGO}, more than the 633 in New York and Los Angeles combined", "true"),
    (f"{CHICAGO}, more than the 633 in New York and Los Angeles put together", "true"),
    (
        "Houston had 348 murders in 2023, more than the 341 recorded in St. Louis and Kansas City combined",
        "true",
    ),
    ("Houston had 348 murders in 2023, more than the 160 in St. Louis", "true"),
    # "Since" is since the last year named.
    (f"{CHICAGO} and 804 in 2021, and the number has since fallen by 27 percent in 2024", "true"),
    ("Chicago had 804 murders in 2021, and the number has since fallen to 587 in 2024", "true"),
    # A season is a part of a year.
    ("Chicago had 765 murders in the fall of 2016", "not-checkable"),
    ("Memphis recorded 333 homicides in the fall of 2023", "not-checkable"),
    ("Chicago had 765 murders in the summer of 2016", "not-checkable"),
    ("Last fall, the mayor of Chicago said that the city had 765 murders in 2016", "true"),
    # "Second" is a place.
    ("The worst: Chicago, with 765 murders in 2016; second, Houston, with 305", "false"),
    (f"{CHICAGO}. Third, Houston, with 305", "not-checkable"),
    # A record of murders is no record of a mayor.
    ("Chicago's 653 murders in 2017 were the most on the record", "false"),
    ("Chicago had 653 murders in 2017, her record", "false"),
    ("Chicago's 653 murders in 2017 were the mayor's record", "false"),
    ("Memphis's 2023 murder total was the highest on the record", "depends"),
    (f"The mayor's record is poor: {CHICAGO}", "true"),
    # For the most part is not always.
    ("Chicago's murders fell, for the most part, each year from 2016 to 2024", "not-checkable"),
    ("For the most part, murders in Chicago rose each year 2016–2019", "not-checkable"),
    # "Only" is said among those that are named.
    ("Of Texas cities, only Houston had more than 200 murders in 2016", "true"),
    ("In Texas in 2016, only Houston recorded over 250 murders", "not-checkable"),
    ("In 2016, in Illinois, only Chicago had more than 100 murders", "not-checkable"),
    ("Only Houston had more than 250 murders in Texas in 2016", "not-checkable"),
    ("Only Chicago had more than 10 percent fewer murders in 2017 than in 2016", "not-checkable"),
    ("In 2016, only Chicago had more than 600 murders", "true"),
    # A city that is set against another is not compared with it where a third, or a year, is.
    ("It was Chicago, not New York, that had more murders than Los Angeles in 2016", "false"),
    ("Chicago, not New York, had more murders in 2016 than in 2015", "true"),
    ("Chicago, not New York, had more murders in 2016", "true"),
    # The most since a year can be that of a total.
    ("Since 2010, Chicago has recorded the most murders of any city in the nation", "not-checkable"),
    ("Chicago has had the most murders of any big city since 2010", "not-checkable"),
    ("Chicago has led the nation in murders since 2012", "true"),
]


@pytest.mark.parametrize(("text", "verdict"), SENTENCES)
def test_a_turn_of_phrase_is_read_no_further_than_it_goes(text: str, verdict: str) -> None:
    report = check_claim(text, on=ON)
    assert report.verdict == verdict, report.reason
