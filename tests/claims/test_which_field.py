"""Among what something is the highest: the years of the city, or the cities that the words name."""

from __future__ import annotations

from datetime import date

import pytest

from enjoined.claims import check_claim


def _read(claim: str, year: int | None = None) -> tuple[str, str]:
    """The verdict and the reading of a claim made on 4 January of a year."""
    report = check_claim(claim, on=date(year, 1, 4).toordinal() if year else None)
    return report.verdict, report.parsed.reading if report.parsed else report.reason


@pytest.mark.parametrize(
    ("span", "since"),
    [
        ("in well over a decade", 2015),
        ("in close to a decade", 2017),
        ("in half a decade", 2020),
        ("in a decade and a half", 2010),
        ("in more than a dozen years", 2013),
    ],
)
def test_a_span_of_years_makes_a_record(span: str, since: int) -> None:
    said = f"Philadelphia had 264 murders last year, its lowest {span}."
    report = check_claim(said, on=date(2025, 1, 4).toordinal())
    readings = [p.reading for p in (report.parsed, *report.also) if p]
    assert f"Philadelphia had its lowest number of murders since {since} in 2024." in readings


@pytest.mark.parametrize(
    "span", ["in the better part of a decade", "in recent memory", "in modern times", ""]
)
def test_no_rank_among_cities_stands_for_a_span_that_is_not_read(span: str) -> None:
    verdict, _ = _read(f"Philadelphia had 264 murders last year, its lowest {span}.".replace(" .", "."), 2025)
    assert verdict == "not-checkable"


@pytest.mark.parametrize("word", ["deadliest", "bloodiest", "third-deadliest"])
def test_the_deadliest_of_the_largest_is_no_matter_of_size(word: str) -> None:
    verdict, reading = _read(f"Boston was the {word} of the 25 largest cities in 2016")
    assert verdict == "false"
    assert "population" not in reading


@pytest.mark.parametrize("word", ["safest", "most violent", "most dangerous"])
def test_what_names_no_measure_is_no_matter_of_size_either(word: str) -> None:
    assert _read(f"Boston was the {word} of the 25 largest cities in 2015")[0] == "not-checkable"


def test_in_the_ten_highest_is_a_place() -> None:
    verdict, reading = _read("Oakland was in the ten highest in murder rate in 2012")
    assert verdict == "true"
    assert "10th-highest or a higher rate" in reading


def test_provisional_counts_of_a_disputed_year_decide_nothing_alone() -> None:
    assert _read("Seattle went from 28 murders in 2019 to 53 in 2020, nearly doubling.")[0] == "depends"
    assert _read("Murders in Phoenix fell 30 percent from 2017 to 2018.")[0] == "false"


@pytest.mark.parametrize("span", ["in recent memory", "in living memory", "in modern times", "in years"])
@pytest.mark.parametrize(
    "said",
    ["Baltimore's murder count in 2024 was the lowest", "Baltimore had 201 murders in 2024, its lowest"],
)
def test_years_that_are_not_numbered_are_no_record_of_all_years(said: str, span: str) -> None:
    assert _read(f"{said} {span}.", 2025) == ("not-checkable", f"how many years “{span}” means is not said")


def test_what_follows_a_span_of_years_is_read_too() -> None:
    report = check_claim("Chicago had the most murders in two decades and more than New York in 2016.")
    assert report.verdict == "true"
    assert [p.reading for p in (report.parsed, *report.also) if p] == [
        "Chicago had more murders than New York City in 2016.",
        "Chicago had its highest number of murders since 1997 in 2016.",
    ]


@pytest.mark.parametrize(
    "claim",
    [
        "Texas had more than 1,400 murders, and its deadliest city in 2016 was Houston.",
        "Missouri said St. Louis was its deadliest city in 2016.",
        "Chicago is among the three largest cities and among the ten deadliest.",
    ],
)
def test_a_place_among_others_than_are_meant_is_not_judged(claim: str) -> None:
    assert _read(claim, 2017)[0] == "not-checkable"


def test_larger_than_the_deadliest_is_a_matter_of_size() -> None:
    verdict, reading = _read("Phoenix is larger than the deadliest city, St. Louis.", 2017)
    assert verdict == "true"
    assert reading.startswith("Phoenix had more residents than St. Louis")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Chicago had 22 times the murders of Minneapolis in 2016", "true"),
        ("Chicago had twice the killings of Minneapolis in 2016", "false"),
        ("Chicago had twice the murders of teenagers in 2016", "not-checkable"),
    ],
)
def test_murders_of_a_city_are_no_murders_of_a_kind(claim: str, verdict: str) -> None:
    assert _read(claim)[0] == verdict
