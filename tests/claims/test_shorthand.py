"""Posts with arrows, signs, tags and short words, and turns of phrase that say what plain words do."""

from __future__ import annotations

import pytest

from enjoined.claims import check_claim
from enjoined.claims.rewording.plainer import plainer
from enjoined.claims.rewording.shorthand import written_out
from enjoined.model import parse_day


@pytest.mark.parametrize(
    ("post", "words"),
    [
        ("#Philly murders ↓ 35% in '24 (406 → 264)", "Philly murders down 35% in 2024 (from 406 to 264)"),
        ("NYC + LA w/ >500 ppl killed", "NYC and LA with more than 500 people killed"),
        ("NYC: 1990 → 2,245. 2017 → 292", "NYC: 1990: 2,245. 2017: 292"),
        ("34ish in 92, ~60 per 100k = 300+", "about 34 in 1992, about 60 per 100k: 300 or more"),
        ("Philly lost 264 people #phillycrime @mayor", "Philly lost 264 people"),
        ("Chicago had 765 murders, 60% more.", "Chicago had 765 murders, 60% more."),
    ],
)
def test_a_post_is_written_out(post: str, words: str) -> None:
    assert written_out(post, lambda name: name in ("philly", "nyc", "la")) == words


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("565 lives were lost to violence", "565 people were killed"),
        ("its third record year in a row", "its record for the third straight year"),
        ("a quarter of a million people", "250,000 people"),
    ],
)
def test_a_turn_of_phrase_is_put_plainly(said: str, plain: str) -> None:
    assert plainer(said) == plain


@pytest.mark.parametrize(
    ("text", "on", "verdict", "reading"),
    [
        ("KC had more murders than STL in 2016, look it up", "2017-10-05", "false", "more murders than St. Louis"),
        ("Chicago 2021 → 2025: homicides down 47%", "2026-05-22", "true", "by 47 percent from 2021 to 2025"),
        ("Detroit murder rate 2012 ≈ 55 per 100k. NYC ≈ 5. 11x", "2013-09-30", "true", "11 times"),
        ("Vegas had 209 murders in 2017, and even more in 2021", "2024-11-05", "false", "more murders in 2021 than in 2017"),
        ("#Bmore: 133 homicides in 2025 vs 348 in 2019. that is 215 fewer", "2026-05-22", "true", "215 fewer"),
        ("Los Angeles had 260 murders in 2014; in 2018 it had fewer.", "2019-10-22", "true", "fewer murders in 2018"),
        ("New Orleans has had the highest murder rate of all large cities every year from 2009 to 2012", "2013-10-03", "false", "big cities in 2012"),
        ("Baltimore dropped below 200 homicides in 2024, something it had last done in 2011", "2025-05-09", "true", "never had fewer than 200 murders in a year from 2012 to 2023"),
        ("Philadelphia never had more murders than in 2021", "2025-05-21", "depends", "highest number of murders of all years"),
        ("Baltimore had more than 1,000 murders in the three years 2015, 2016 and 2017", "2018-03-06", "true", "in all from 2015 to 2017"),
        ("Minneapolis had 94 murders in 2021, with 79 each in the years before and after", "2024-10-17", "true", "79 murders in 2022"),
        ("LA murders in 2013 were less than a quarter of those in 1992 (1,094 → 251)", "2014-12-01", "true", "251 murders in 2013"),
        ("Houston and Dallas accounted for 587 murders in 2023", "2024-10-23", "true", "together had 587"),
        ("Philly. Five sixty-five in twenty twenty-one.", "2024-11-10", "true", "565 murders in 2021"),
        ("Denver had 42 snow days in 2023.", "2024-11-10", "not-checkable", ""),
        ("Denver went from 71 down to 42 in 2025. That's cut in half, guys.", "2026-05-24", "false", "by about 50 percent"),
        ("In Richmond, Virginia, ninety-three murders in 2004. In 2009, forty-two.", "2010-11-14", "true", "42 murders in 2009"),
        ("Murders in Boston went down in 2015, from 53 to 38. Newark went up.", "2016-10-09", "true", "Newark, NJ rose from 2014 to 2015"),
        ("We're gonna get D.C. to zero murders.", "2025-08-17", "not-checkable", ""),
        ("Louisville went from 79 homicides in 2018 to 175 in 2021, so more than double.", "2024-11-10", "true", "more than 100 percent"),
        ("Houston had 678 murders in 1982 and, in 1987, fewer than half as many.", "2015-02-26", "true", "in 1987 as in 1982"),
        ("L.A. had more murders than any other city in 2002; Chicago was second.", "2003-11-02", "true", "second-highest"),
        ("Murders in Milwaukee were up in 2015. So was Boston.", "2016-10-09", "false", "Boston rose from 2014 to 2015"),
        ("Milwaukee went the wrong way: its homicides climbed 8 percent in 2025 while Baltimore's fell.", "2026-05-17", "true", "Milwaukee rose by 8 percent"),
        ("Its murders fell in 2023 while Chicago's rose.", "2024-05-17", "not-checkable", ""),
        ("Between them, the three big cities of Ohio had 300 murders in 2021.", "2024-05-20", "false", "3 largest cities in Ohio together"),
        ("Unlike Raleigh, Durham's neighbor had 30 murders in 2022.", "2024-05-20", "not-checkable", ""),
        ("Portland's murder rate in 2019 was the same as Denver's.", "2024-05-20", "false", "as many murders per 100,000 residents as Denver"),
        ("Dallas had the third-most murders in the state in 2021.", "2024-05-20", "false", "among cities in Texas"),
        ("Chicago's murders fell by 84 in 2013, from an even 500.", "2014-11-23", "true", "500 murders in 2012"),
        ("New York had fewer murders in 2017 than Baltimore, by 50.", "2018-10-21", "true", "50 fewer murders than Baltimore"),
        ("New York had fewer murders in 2017 than Baltimore. It did, by a margin of 60.", "2018-10-21", "false", "60 fewer"),
        ("I have lived in Dallas since 1991, when 500 people were murdered here.", "2015-02-08", "true", "500 murders in 1991"),
        ("Oakland reported 7,984 violent crimes in 2013. San Francisco, with twice the people, reported more.", "2014-11-23", "false", "more violent crimes than Oakland"),
        ("Violent crime in New York has dropped since 1990. It has: from 174,542 offenses to 46,357 in 2009.", "2010-12-05", "true", "174,542 violent crimes in 1990"),
        ("Washington cut violent crime by half between 2015 and 2018.", "2024-11-19", "depends", "fell by about 50 percent"),
        ("Boston was by no means more violent than Chicago in 2016", "2018-10-23", "not-checkable", ""),
    ],
)  # fmt: skip
def test_what_is_written_out_is_read_and_judged(text: str, on: str, verdict: str, reading: str) -> None:
    report = check_claim(text, on=parse_day(on))
    assert report.verdict == verdict, report.reason
    said = [form.reading for form in (report.parsed, *report.also) if form is not None]
    assert not reading or any(reading in form for form in said)
