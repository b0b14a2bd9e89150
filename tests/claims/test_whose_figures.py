"""Words beside a figure by which it is another's, one of a part, or only supposed."""

from __future__ import annotations

import pytest

from enjoined.claims import check_claim
from enjoined.model import parse_day

ON = parse_day("2025-11-01")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # Only one of some, and only so much of a share.
        ("Of California cities, only Los Angeles had more than 200 murders in 2016.", "not-checkable"),
        ("Twelve of the 50 largest cities had more than 200 murders in 2016.", "false"),
        ("Seven of the 50 largest cities had more than 200 murders in 2016.", "not-checkable"),
        ("Of Texas cities, only Houston had more than 200 murders in 2016.", "true"),
        ("In Texas in 2016, only Houston recorded over 250 murders.", "not-checkable"),
        ("In Illinois, only Chicago had more than 100 murders in 2016.", "not-checkable"),
        ("Only Chicago had more than 10 percent fewer murders in 2017 than in 2016.", "not-checkable"),
        ("In 2016, only Chicago had more than 700 murders.", "true"),
        ("Only Chicago had more than 700 murders in 2016.", "true"),
        ("Only Chicago had at least 5% more murders in 2016 than in 2015.", "not-checkable"),
        ("Only Houston had over 250 murders among Southern cities in 2016.", "not-checkable"),
        # Which of two, and not which of them against a third.
        ("It was Chicago, not New York, that had more murders than Los Angeles in 2016.", "false"),
        ("Chicago, not New York, had more murders in 2016 than in 2015.", "true"),
        ("Chicago, not New York, had more murders in 2016.", "true"),
        ("Chicago, not New York, had more murders of all in 2016.", "not-checkable"),
        ("It was Philadelphia, not Chicago, that had the higher murder rate in 2021.", "true"),
        ("Of New York and Chicago, the former had more murders than Houston and Chicago in 2016.", "false"),
        # First in each year, and not in all of them together.
        ("Since 2010, Chicago has recorded the most murders of any city in the nation.", "not-checkable"),
        ("Chicago has not led the nation since 2010.", "not-checkable"),
        ("New York has not led the nation in murders since 2011.", "true"),
        ("Chicago has had the most murders of any big city since 2010.", "not-checkable"),
        ("Chicago has seen the most murders of any big city since 2010.", "not-checkable"),
        ("Chicago has had more murders than any other city every year since 2012.", "true"),
        ("Chicago has had the most murders of any big city every year since 2012.", "true"),
        ("Chicago has had the most murders of any city in each year since 2012.", "true"),
        ("New York has seen the fewest murders of any big city since 2010.", "not-checkable"),
        ("Chicago has been the deadliest city in the nation since 2012.", "depends"),
        ("New York has not led the nation in murders since 2015.", "false"),
        # Of which of the murders, or of what besides the city, the figures are.
        ("Chicago had 765 murders in 2016, but only on the South Side.", "not-checkable"),
        ("Chicago had 765 murders in 2016, and every one was on the south side.", "not-checkable"),
        ("Chicago had 765 murders in 2016, but only with guns.", "not-checkable"),
        ("Chicago had 765 murders in 2016, and those were only gun cases.", "not-checkable"),
        ("Chicago had 765 murders in 2016, and these were just the teens.", "not-checkable"),
        ("Chicago had 765 murders in 2016, and all were teenagers.", "not-checkable"),
        ("Chicago had 765 murders in 2016, and none were children.", "not-checkable"),
        ("Chicago had 765 murders in 2016, and gang members did every one.", "not-checkable"),
        ("In the city and its suburbs, Chicago had 765 murders in 2016.", "not-checkable"),
        ("Chicago had 765 murders in 2016, and children were afraid.", "true"),
        ("Chicago had 765 murders in 2016, where gun laws are strict.", "true"),
        ("In a city with strict gun laws, Chicago had 765 murders in 2016.", "true"),
        ("Chicago had 765 murders in 2016, and each was a teenager.", "not-checkable"),
        ("In the city and its metro area, Chicago had 765 murders in 2016.", "not-checkable"),
        # An age is no number of murders, and twelve months need be no year.
        ("Chicago had 765 18-year-old murder victims in 2016.", "not-checkable"),
        ("Philadelphia's murders fell to a 50-year-old low in 2024.", "depends"),
        ("Murders in Chicago have fallen for 12 months.", "not-checkable"),
        ("In the 12 months after the riots of 2015, Baltimore had 344 murders.", "not-checkable"),
        ("Chicago had 765 murders in 2016, up from 500 12 months before.", "not-checkable"),
        ("Chicago had 765 murders in 2016, in just 12 months.", "true"),
        ("Chicago had 765 murders of 15-year-olds in 2016.", "not-checkable"),
        ("In just 12 months after June 2016, Chicago had 765 murders.", "not-checkable"),
        # At most so many.
        ("The records show up to 400 murders in Memphis in 2023.", "true"),
        ("The data show up to 900 murders in Chicago in 2016.", "true"),
        ("Chicago had at most 900 murders in 2016.", "true"),
        ("Reports show up to 300 murders in Memphis in 2023.", "false"),
        ("The police never showed up, and Chicago had 765 murders in 2016.", "true"),
        # Either city's figure.
        ("Memphis's murder rate in 2023 was higher than Chicago's, at 54 per 100,000.", "not-checkable"),
        ("Chicago's murder total in 2016 was higher than Houston's, with 765.", "not-checkable"),
        # What is supposed, or said by one who is spoken of.
        ("Imagine if he said Chicago had 765 murders in 2016.", "not-checkable"),
        ("It would be untrue if he said Chicago had 765 murders in 2016.", "not-checkable"),
        ("The columnist who wrote Chicago had 765 murders in 2016 was mistaken.", "not-checkable"),
        ("The mayor could have argued Chicago had 500 murders in 2016.", "not-checkable"),
        ("Would anyone consider that Chicago had 900 murders in 2016?", "not-checkable"),
        ("Would anyone consider that Chicago had 900 murders in 2016.", "not-checkable"),
        ("In an op-ed last week the congressman claimed Chicago had 765 murders in 2016.", "true"),
        ("The mayor said that Chicago had 765 murders in 2016.", "true"),
        ("Suppose he said that Chicago had 765 murders in 2016.", "not-checkable"),
        ("The man who claimed that Chicago had 765 murders in 2016 was wrong.", "not-checkable"),
        ("If anyone knows that Chicago had 765 murders in 2016, speak.", "not-checkable"),
        ("You would be surprised to learn that Chicago had 765 murders in 2016.", "true"),
        ("You might be surprised to learn that Chicago had 765 murders in 2016.", "true"),
        # Per head in another clause.
        (
            "Murders were less common in New York than in Chicago in 2016, though per capita they were close.",
            "not-checkable",
        ),
        ("Murder was rarer in New York than in Chicago in 2018, at 3.5 per 100,000.", "true"),
        # Who tells of a city is no place.
        ("Newsweek reported that Chicago had 765 murders in 2016.", "true"),
        ("Bloomberg reported that Chicago had 765 murders in 2016.", "true"),
        ("Trump had said Chicago had 765 murders in 2016.", "true"),
        ("Emanuel saw murders rise in Chicago in 2016.", "true"),
        ("America saw 765 murders in Chicago in 2016.", "true"),
        ("Englewood had 50 murders in 2016, the most in Chicago.", "not-checkable"),
        ("Englewood recorded about 50 murders in Chicago's bloodiest year, 2016.", "not-checkable"),
        ("Lightfoot saw murders rise in Chicago in 2021.", "true"),
        ("Wikipedia reported Chicago had 765 murders in 2016.", "true"),
        # A State in which a city is.
        ("Missouri has the city with the highest murder rate of big cities in 2017, St. Louis.", "true"),
        ("Tennessee had the deadliest big city in 2023, Memphis.", "true"),
        ("Illinois reported 765 murders in Chicago in 2016.", "true"),
        ("Illinois had 1,054 murders in 2016, Chicago included.", "not-checkable"),
        ("Illinois had more murders in 2016 than Chicago.", "not-checkable"),
        ("Illinois had the most murders in 2016, Chicago included.", "not-checkable"),
        ("Illinois reported 500 murders in Chicago in 2016.", "false"),
        # What is not known, and what is known very well.
        ("I don't know if you heard, but Chicago had 765 murders in 2016.", "true"),
        ("We do not know how to stop it, but Chicago had 765 murders in 2016.", "true"),
        ("I don't know how anyone can deny that Chicago had 765 murders in 2016.", "true"),
        ("I don't know if Chicago had 765 murders in 2016.", "not-checkable"),
        ("Chicago had 765 murders in 2016, but I don't know if it is true.", "not-checkable"),
        ("I don't know how you can say that Chicago had 765 murders in 2016.", "not-checkable"),
        ("We do not know whether Chicago had 765 murders in 2016.", "not-checkable"),
        ("I don't know if you have noticed, but Chicago had 765 murders in 2016.", "true"),
        ("I don't know how anyone can believe that Chicago had 765 murders in 2016.", "not-checkable"),
        # Worst of all, and murders that heat up.
        ("Houston's murder rate was the worst of all in 2016.", "false"),
        ("Houston was in the first place in murders in 2016.", "false"),
        ("Murders in Chicago heated up in 2017.", "false"),
        ("Murders in Chicago stepped up in 2017.", "false"),
        ("Murders in Chicago calmed down in 2016.", "false"),
        ("Murders in Chicago settled down in 2016.", "false"),
        ("In 2016, 765 of Chicago's murders were recorded.", "true"),
        ("Worst of all, Chicago had 765 murders in 2016.", "true"),
        ("Chicago's murder count was the worst of all in 2016.", "true"),
        ("In the first place, Chicago had 765 murders in 2016.", "true"),
        ("Murders in Chicago heated up in 2016.", "true"),
        ("Homicides in Chicago have settled down in 2024.", "true"),
        ("In 2016, 50 of Chicago's murders were recorded on the South Side.", "not-checkable"),
        ("Chicago was in the first place in murders in 2016.", "true"),
        ("Police stepped up patrols, but Chicago had 765 murders in 2016.", "true"),
    ],
)
def test_whose_a_figure_is_and_of_what(text: str, verdict: str) -> None:
    assert check_claim(text, on=ON).verdict == verdict
