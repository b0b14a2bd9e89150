"""What a sentence says of other things than figures, in words that figures are spoken of in."""

from __future__ import annotations

import pytest

from enjoined.claims import check_claim
from enjoined.model import parse_day

ON = parse_day("2025-11-01")
CHICAGO = "Chicago had 765 murders in 2016"
MEMPHIS = "Memphis recorded more homicides than Baltimore in 2023"


@pytest.mark.parametrize(
    "before",
    [
        "For the record, ",
        "The record shows that ",
        "First of all, ",
        "At the very least, ",
        "Worse still, ",
        "1. ",
        "With growing concern, ",
        "With fewer police on the street, ",
        "As temperatures dropped, ",
        "Our biggest problem is clear: ",
        "Wake up, people: ",
        "In figures released this fall, ",
        "The board should know that ",
        "Most people do not realize that ",
        "You might be surprised to learn that ",
        "In an op-ed last week the congressman claimed ",
        "In a city with strict gun laws, ",
        "Since you asked, ",
    ],
)
def test_what_opens_a_sentence_and_is_no_figure_changes_nothing(before: str) -> None:
    assert check_claim(f"{before}{CHICAGO}.", on=ON).verdict == "true"
    assert check_claim(f"{before}{MEMPHIS}.", on=ON).verdict == "true"


@pytest.mark.parametrize(
    "after",
    [
        ", for the record",
        ", to say the least",
        ", so far as I know",
        ", and people are fed up",
        ", and the mayor runs on his record",
        ", a stain on the mayor's record",
        ", the mayor's worst nightmare",
        ", and we deserve better",
        ", and prosecutors dropped charges",
        ", in just 12 months",
        ", as summer heat rose",
        ", hardly the hellscape of cable news",
        ", where gun laws are strict",
        ", and children were afraid",
    ],
)
def test_what_closes_a_sentence_and_is_no_figure_changes_nothing(after: str) -> None:
    assert check_claim(f"{CHICAGO}{after}.", on=ON).verdict == "true"


@pytest.mark.parametrize("thing", ["rents kept rising", "trust in police fell", "the economy grew"])
def test_what_else_rose_or_fell_is_not_held(thing: str) -> None:
    report = check_claim(f"{CHICAGO}, and {thing}.", on=ON)
    assert report.verdict == "not-checkable"
    assert report.reason.endswith("what else it says holds")
    assert check_claim(f"Chicago had 400 murders in 2016, and {thing}.", on=ON).verdict == "false"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # What is a figure's own is still read, whatever words it is in.
        ("Chicago had 765 murders in 2016, an astonishing decline.", "false"),
        ("Chicago had 765 murders in 2016, and the bloodshed rose.", "true"),
        ("Chicago had 765 murders in 2016, and the toll fell.", "false"),
        ("We do not know that Chicago had 765 murders in 2016.", "not-checkable"),
        ("With guns, 765 people were killed in Chicago in 2016.", "not-checkable"),
        ("Chicago had 765 murders in 2016, hardly the truth.", "not-checkable"),
        # Another place has them, or somebody else a part of them.
        ("Englewood had 50 murders in 2016, the most in Chicago.", "not-checkable"),
        ("Englewood had 50 of Chicago's murders in 2016.", "not-checkable"),
        ("Illinois had 1,054 murders in 2016, Chicago included.", "not-checkable"),
        ("Chicago had 11 police-involved killings in 2016.", "not-checkable"),
        ("Chicago's goal was fewer than 400 murders in 2016.", "not-checkable"),
        # Which of two, and which of many.
        ("It was Philadelphia, not Chicago, that had the higher murder rate in 2021.", "true"),
        ("Of Chicago and Philadelphia, the former had the higher murder rate in 2021.", "false"),
        ("Only Chicago had more than 700 murders in 2016.", "true"),
        ("El Paso was the safest city of more than half a million people by murder rate in 2016.", "true"),
        # What has gone on since, and what no year since saw.
        ("Chicago has led the nation in murders since 2012.", "true"),
        ("Chicago has had more murders than any other city every year since 2012.", "true"),
        ("Chicago has led the nation in murders since 2010.", "false"),
        ("No year since 2006 had seen as many murders in Los Angeles as 2021.", "true"),
        ("Not in 20 years had Los Angeles had as many murders as in 2021.", "false"),
        ("The combined murder total of New York and Los Angeles in 2016 fell short of Chicago's.", "true"),
        # A place among the largest, by size and by figures.
        ("Houston is the fourth-largest city in the country.", "true"),
        (
            "San Diego's murder rate in 2024 was lower than that of any other of the ten largest cities.",
            "true",
        ),
        ("Chicago had fewer murders in 2024 than any other city among the ten largest.", "false"),
        ("Homicides fell in 2022 in all of the five largest cities.", "false"),
        ("Most of the ten largest cities had fewer murders in 2024 than in 2021.", "true"),
        ("Murders fell the most in Chicago in 2017 of the ten largest cities.", "not-checkable"),
        (
            "Murders fell more in Chicago in 2017 than in any other of the ten largest cities.",
            "not-checkable",
        ),
        # A rate of which nothing says what it is of, and one of something else.
        ("In 2023, Memphis's rate was higher than Chicago's.", "true"),
        ("In Detroit the rate fell from 45 in 2016 to 31 in 2024.", "depends"),
        ("The graduation rate in Chicago in 2016 was 28 percent.", "not-checkable"),
        ("The rate of marriages in Chicago was 5 per 1,000 in 2016.", "not-checkable"),
        # Parts of a whole, and rates as finely as they are printed.
        (
            "Nearly half of the murders of St. Louis and Kansas City together in 2023 were in St. Louis.",
            "true",
        ),
        (
            "Nearly half of the murders of St. Louis and Kansas City together in 2022 were in Kansas City.",
            "true",
        ),
        ("Chicago had 290 murders per million residents in 2016.", "false"),
        ("Chicago nearly reached 800 murders in 2016.", "true"),
        # A figure set against another, with its city or its year.
        ("Memphis saw 333 homicides in 2023, more than the 263 recorded in Baltimore.", "true"),
        ("Memphis saw 340 homicides in 2023, more than the 163 in much-maligned Baltimore.", "false"),
        ("Philadelphia saw 264 homicides in 2024, well below the 406 recorded in 2023.", "true"),
        ("Philadelphia saw 264 homicides in 2024, less than half of its 2021 record of 565.", "true"),
        ("Three years after recording 565 homicides in 2021, Philadelphia recorded 264.", "true"),
        ("Philadelphia had 565 homicides in 2021; the figure had since fallen by half in 2024.", "true"),
        ("Philadelphia had 565 homicides in 2021 and has since risen to 264 in 2024.", "not-checkable"),
        ("Murder was rarer in New York than in Chicago in 2018, at 3.5 per 100,000.", "true"),
    ],
)
def test_what_is_said_beside_figures_is_judged(text: str, verdict: str) -> None:
    assert check_claim(text, on=ON).verdict == verdict
