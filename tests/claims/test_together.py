"""What is said of several years or cities at once: of each, of all together, or of neither for certain."""

from __future__ import annotations

import pytest

from enjoined.claims import check_claim, find_claims
from enjoined.claims.chart import svg
from enjoined.model import parse_day

ON = parse_day("2026-06-01")

SENTENCES = [
    # A figure of several years holds if it does of each and of all together, and is refused if these differ.
    ("Washington had more than 440 murders in 1991, 1992 and 1993", "true"),
    ("Washington had more than 470 murders in 1991, 1992 and 1993", "not-checkable"),
    ("Boston had fewer than 100 murders in 2014 and 2015", "true"),
    ("Boston had fewer than 60 murders in 2014 and 2015", "not-checkable"),
    ("Boston had fewer than 20 murders in 2014 and 2015", "false"),
    ("Chicago topped 900 murders in 1991, 1992 and 1994", "true"),
    ("Chicago topped 900 murders in 1991, 1993 and 1994", "false"),
    ("Seattle stayed under 30 murders in 2014, 2015 and 2016", "true"),
    ("More than 300 people were murdered in Baltimore in 2015, and again in 2017", "true"),
    ("Baltimore had over 300 murders in 2013 and 2014", "not-checkable"),
    ("Chicago topped 1,000 murders in 2015 and 2016", "not-checkable"),
    ("Chicago topped 600 murders in 2016 and 2017", "true"),
    ("Chicago had more than 1,000 murders over two years, 2015 and 2016", "true"),
    ("Chicago had more than 1,000 murders over three years, 2015 and 2016", "not-checkable"),
    ("Chicago's murder rate topped 15 in 2013, 2014 and 2015", "true"),
    ("Chicago did not top 700 murders in 2017, 2018 and 2019", "true"),
    # Spans of unlike length are set against each other by their totals and by their averages.
    ("Chicago had more murders in the early 1990s than in the 2010s", "not-checkable"),
    ("Chicago averaged more murders in the early 1990s than in the 2010s", "true"),
    ("New York had more murders in 1990 than from 2014 to 2017", "true"),
    ("Chicago had more murders in 1992 than in the 2010s", "not-checkable"),
    ("New York had more murders in 1990 than in 2015, 2016 and 2017 combined", "true"),
    ("Dallas recorded more than 150 murders a year from 2016 to 2018", "true"),
    ("Dallas recorded more than 160 murders a year from 2016 to 2018", "not-checkable"),
    ("In the 2010s Chicago had more murders than New York and Los Angeles", "true"),
    ("In the 2010s Chicago had more murders than New York and Los Angeles combined", "false"),
    ("Chicago and Boston had more murders in the 2010s than Houston", "false"),
    ("Chicago and Boston together had more murders in the 2010s than Houston", "true"),
    # A part of a decade is one of several spans; its halves are one span each.
    ("In the early 1990s Washington averaged more than 430 murders a year", "true"),
    ("In the early 1990s New Orleans averaged more than 340 murders a year", "depends"),
    ("In the early 1990s Detroit had more murders than Houston", "true"),
    ("New York had more than 1,900 murders a year in the early 1990s", "not-checkable"),
    ("In the first half of the 1990s Miami averaged more than 120 murders a year", "true"),
    ("Murders in New York fell in the second half of the 1990s", "true"),
    ("Murders in New York fell 57 percent in the second half of the 1990s", "depends"),
    ("Murders in Boston fell from the early 1990s to 2014", "not-checkable"),
    # Cities in one list are the first so many, not one against the others.
    ("New York, Chicago and Baltimore had the most murders in 2015", "true"),
    ("New York, Chicago and Denver had the most murders in 2015", "false"),
    ("Of New York, Chicago and Baltimore, Chicago had the most murders in 2015", "true"),
    ("St. Louis and Detroit were among the ten cities with the highest murder rates in 2015", "true"),
    ("St. Louis and Boston were in the top ten for murder rate in 2015", "false"),
    ("St. Louis, Baltimore and Detroit had three of the five highest murder rates in 2015", "true"),
    ("St. Louis and Detroit had three of the five highest murder rates in 2015", "not-checkable"),
    ("Among the ten deadliest cities of 2015 was St. Louis by murder rate", "true"),
    ("Milwaukee was second only to Detroit in murders per capita in 2015", "false"),
    ("Detroit was second only to St. Louis in murders per capita in 2014", "true"),
    ("Dallas had a lower murder rate in 2015 than any of the other eight largest cities", "false"),
    ("Philadelphia had a higher murder rate in 2015 than all of the nine other largest cities", "true"),
    # In that order: each of them has its own place.
    ("Chicago, Philadelphia and New York had the most murders in 2021, in that order", "true"),
    ("New York, Philadelphia and Chicago had the most murders in 2021, in that order", "false"),
    ("In order, New York, Philadelphia and Chicago had the most murders in 2021", "false"),
    ("New York, Philadelphia and Chicago had the most murders in 2021, respectively", "false"),
    (
        "Chicago, Philadelphia and New York were in the top five for murders in 2021, in that order",
        "not-checkable",
    ),
    ("Chicago and Houston had 765 and 305 murders in 2016, in that order", "not-checkable"),
    ("Chicago and New York were tied for the most murders in 2016", "not-checkable"),
    # One of the ten that come first in something is not the first of these ten.
    ("Houston had the most murders among the ten cities with the most people in 2016", "not-checkable"),
    (
        "Philadelphia had the highest murder rate among the ten cities with the most people in 2016",
        "not-checkable",
    ),
    (
        "Houston and Chicago had the most murders among the ten cities with the most people in 2016",
        "not-checkable",
    ),
    # No two cities have fewer than any other.
    ("San Jose had fewer murders in 2014 than any other of the ten largest cities", "false"),
    ("San Jose had fewer murders in 2014 than any of the other nine largest cities", "false"),
    ("San Jose had the fewest murders of the ten largest cities in 2014", "true"),
    ("San Jose had fewer murders in 2013 than any other of the ten largest cities", "true"),
    # What moves in cities is no number of cities.
    ("Murders fell 19 percent in the ten largest cities in 2024", "not-checkable"),
    ("Murders rose by a third in big cities in 2020", "not-checkable"),
    ("In 2020 there was a 30 percent rise in murders in the ten largest cities", "not-checkable"),
    # One city beside another: crossed in that year, or never.
    ("The murder rate of Atlanta fell below that of Chicago in 2016", "true"),
    ("The murder rate of Atlanta fell below that of Chicago in 2017", "false"),
    ("Murders in Memphis rose above those in Detroit in 2016", "false"),
    ("Murders in Memphis had by 2024 risen above those in Detroit", "true"),
    ("In 2016 Chicago's murder rate rose further above New York's", "not-checkable"),
    ("Fort Worth has never had as many murders as Dallas", "not-checkable"),
    ("Not since 1996 have more people been murdered in Chicago than in 2016", "true"),
    ("Not since 2019 have more people been murdered in Chicago than in 2017", "not-checkable"),
    ("Boston had more murders in 2015 than Plano or Denver and Seattle combined", "not-checkable"),
    # A share is of the whole that is named.
    (
        "Chicago and New York had more than half of the murders in the five largest cities in 2016",
        "not-checkable",
    ),
    (
        "Chicago and New York accounted for more than 45 percent of the murders in the five largest cities in 2015",
        "true",
    ),
    ("Half of the murders in Dallas, Houston and Austin in 2014 took place in Dallas and Austin", "false"),
    ("A third of all murders in Texas in 2014 took place in Dallas and Houston", "not-checkable"),
    # A record of a year that is not named is none of this year.
    ("It was the deadliest year in Memphis since 1990", "not-checkable"),
    ("Murders in Baltimore are the lowest since 1990", "true"),
    # In more than so many years: the year before them is asked too.
    ("Chicago's murders in 2016 were the most in two decades", "true"),
    ("Chicago's murders in 2016 were the most in more than two decades", "false"),
]


@pytest.mark.parametrize(("text", "verdict"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_what_is_said_of_several_at_once(text: str, verdict: str) -> None:
    assert check_claim(text, on=ON).verdict == verdict


def test_the_cities_named_come_first_and_all_parts_hold_in_the_years_told() -> None:
    report = check_claim("St. Louis and Detroit were in the top ten for murder rate in 2015")
    named = ["mo/st-louis", "mi/detroit"]
    cities = list(dict.fromkeys(figure.city for figure in report.figures))
    assert set(cities[:2]) == set(named)
    alone = [
        set(check_claim(f"{c} was in the top ten for murder rate in 2015").true_in)
        for c in ("St. Louis", "Detroit")
    ]
    assert set(report.true_in) == alone[0] & alone[1]
    assert not check_claim("Chicago had 765 murders in 2016, more than Houston").true_in


def test_a_long_title_is_drawn_on_two_lines_and_no_figures_are_said_to_be_none() -> None:
    picture = svg((), {}, "a claim of many words " * 12)
    assert picture.count('font-weight="700"') == 2
    assert "…" in picture
    assert "no figures" in picture


def test_what_a_speaker_said_in_another_year_is_not_checked_as_of_now() -> None:
    booed = (
        "In 2016 the mayor said “Chicago had more murders last year than New York,” and a crowd of 300 booed."
    )
    assert not find_claims(booed, on=ON)
    dated = "Only a fool would say “Chicago had 300 murders in 2016”, Mr. Jones of Dallas said in 1999."
    assert [(c.text, c.report.verdict) for c in find_claims(dated, on=ON)] == [
        ("Chicago had 300 murders in 2016", "false")
    ]
