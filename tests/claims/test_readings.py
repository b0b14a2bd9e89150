"""What sentences of many shapes are read as, and what the figures that ship say of them."""

from __future__ import annotations

import pytest

from enjoined.claims import check_claim
from enjoined.claims.check import city_named
from enjoined.model import parse_day

SHAPES = [
    # Quantified years, exceptions, totals of several years.
    ("In no year since 2001 has Dallas had more murders than Houston", "2025-10-31", "true", "In no year from 2001 to now"),
    ("Only once from 2015 to 2022 did Baltimore record more than 300 homicides", None, "false", "1 years were such"),
    ("All but one of the years between 2016 and 2022 brought Milwaukee more than 95 homicides", None, "depends", "6 years were such"),
    ("Every year since 2016 Chicago has had fewer than 700 murders", "2019-01-01", "depends", "every year since 2016"),
    ("Since 2010, no year in Philadelphia was bloodier than 2021", "2023-02-02", "true", "highest number of murders since 2010 in 2021"),
    ("Every one of the ten largest cities but Chicago had fewer than 500 murders in 2022", None, "false", "other than Chicago, 100 percent"),
    ("Fort Worth is the only one of the five biggest Texas cities where murders rose in 2025", "2026-01-25", "true", "none of the 5 largest cities in Texas other than Fort Worth"),
    ("Los Angeles had three times as many homicides in the 1990s as in the 2010s", None, "true", "from 1990 to 1999 together"),
    ("Chicago had more murders in 2020 than in 2014 and 2015 combined", None, "false", "in 2014 and 2015 together"),
    ("Washington, D.C., had 88 homicides in 2012, fewer than in any of the preceding 25 years", None, "true", "since 1986"),
    ("Atlanta's homicide total was higher in 2022 than at any point since 1996", None, "true", "highest number of murders since 1996"),
    ("Baltimore went eight years with more than 300 murders, from 2015 to 2022", None, "true", "in every year from 2015 to 2022"),
    # What a comparison leaves out, and which year is meant.
    ("Fort Worth, which had fewer people than San Jose in 2022, had more in 2023", None, "true", "more residents than San Jose in 2023"),
    ("Detroit, with 203 homicides in 2024, had fewer than the 235 of 2023", None, "depends", "Detroit had 235 murders in 2023"),
    ("Philadelphia's homicides have fallen by 60 percent since 2021, from 565 to 224", "2026-01-08", "true", "224 murders in 2025"),
    ("Boston, similar in population to Detroit, had 24 homicides in 2024", None, "depends", "about as many residents as Detroit"),
    ("With 121 murders, New Orleans finished 2025 just three below its 2024 mark", "2026-05-05", "true", "3 fewer murders in 2025 than in 2024"),
    ("Killings in Stockton rose to 54 in 2024 from 45, then fell to 33", "2026-02-01", "true", "33 murders in 2025"),
    ("Memphis is one of the deadliest cities in America", "2016-06-01", "depends", "10th-highest or a higher"),
    ("Memphis had more murders in 2021 than Dallas, a much bigger city", None, "true", "Dallas had more residents than Memphis"),
    ("Memphis had more murders in 2021 than Dallas, a smaller city", None, "false", "Dallas had fewer residents than Memphis"),
    # Totals over years.
    ("Since 2010 Chicago has had more than 4,000 murders", "2020-01-01", "true", "in all from 2010 until now"),
    ("Chicago had fewer than 1,000 murders between 2014 and 2017", None, "false", "in all from 2014 to 2017"),
    # What never was so, and what was so every year.
    ("Chicago has never had more than 700 murders in a year", "2018-01-01", "false", "never had more than 700 murders in a year on record"),
    ("Every year since 2010 Chicago has had more than 400 murders", "2019-01-01", "true", "in every year since 2010"),
    ("New York had fewer than 400 murders in each of the past five years", "2018-12-31", "true", "in every year"),
    # Differences.
    ("Chicago had 425 more murders than New York in 2016", None, "true", "425 more murders than New York City in 2016"),
    ("Baltimore had 57 more murders in 2017 than in 2016", None, "false", "57 more murders in 2017 than in 2016"),
    ("Murders in Chicago in 2019 were 36 percent below their 2016 level", None, "true", "fell by 36 percent from 2016 to 2019"),
    # Ranges, several figures, several years.
    ("Chicago had between 700 and 800 murders in 2016", None, "true", "between 700 and 800 murders"),
    ("Chicago had 765 murders in 2016 and 653 in 2017", None, "true", "653 murders in 2017"),
    ("Chicago had 765 murders and New York 350 in 2016", None, "false", "350 murders in 2016"),
    ("New York's murder rate was lower than Chicago's in both 2015 and 2016", None, "true", "than Chicago in 2016"),
    ("Murders in Memphis rose from 333 in 2023 to 250 in 2024", None, "false", "250 murders in 2024"),
    ("Springfield, Mass., had 17 murders in 2025", None, "true", "Springfield, MA had 17"),
    ("St. Louis had two hundred and sixty-three murders in 2020", None, "true", "263 murders"),
    ("More than 3,000 people have been murdered in Chicago since 2020", "2024-02-01", "false", "from 2020 until now"),
    ("More than 1,300 people have been murdered in Memphis since 2020", "2024-02-01", "false", "from 2020 until now"),
    ("More people were killed in Columbus, in 2016, than in Cincinnati", None, "true", "Columbus had more"),
    ("Baltimore had its second-highest number of murders since 2000 in 2015", None, "false", "second-highest number of murders since 2000"),
    ("Las Vegas saw its murder rate fall from 2017 to 2018 even as the city grew", None, "true", "Residents in Las Vegas rose from 2017 to 2018"),
    # Places among others.
    ("Philadelphia had the second-highest murder rate among the six largest cities in 2016", None, "true", "6 largest"),
    ("Chicago ranked third in murder rate among the 50 largest cities in 2016", None, "false", "third-highest rate"),
    ("Chicago didn't even rank in the top five for murder rate in 2015", None, "true", "fifth-highest or a higher rate"),
    ("Detroit had a higher murder rate than any other big city in 2013", None, "true", "the highest rate"),
    ("Chicago was not the deadliest big city in 2016", None, "depends", "highest number or rate"),
    ("D.C. had fewer murders in 2012 than in any other year since 2000", None, "true", "lowest number of murders since 2000"),
    # Rates in other words, shares by where something happened, people.
    ("You were more likely to be murdered in St. Louis than in Chicago in 2016", None, "true", "per 100,000"),
    ("Nearly 70 percent of the murders in New York and Chicago in 2016 happened in Chicago", None, "true", "about 70 percent"),
    ("New York had more people than Houston in 2016", None, "true", "more residents than Houston"),
    # What is said by the way.
    ("Chicago recorded 765 murders in 2016, up from 485 a year earlier", None, "depends", "rose from 2015 to 2016"),
    ("Chicago had 765 murders in 2016, a 59 percent increase over 2015", None, "true", "by 59 percent from 2015 to 2016"),
    ("Chicago had 500 murders in 2016, up 59 percent from a year earlier", None, "false", "by 59 percent from 2015 to 2016"),
    ("Baltimore, with a population of about 600,000, had more murders than New York in 2019", None, "true", "about 600,000 residents"),
    ("In 2016 Chicago had 765 murders, more than New York (340) and Los Angeles (293) combined", None, "true", "293 murders"),
    ("Chicago, the nation's third-largest city, had 765 murders in 2016", None, "true", "third-largest by population"),
    ("New York had 340 murders in 2016, compared with 765 in Chicago", None, "true", "Chicago had 765 murders"),
    ("Philadelphia had 277 murders in 2016, fewer than Chicago's 765", None, "true", "fewer murders than Chicago"),
    ("Philadelphia had 277 murders in 2016, fewer than Chicago's 762", None, "depends", "fewer murders than Chicago"),
    ("Chicago's 765 murders in 2016 were more than New York's 400", None, "false", "more murders than New York City"),
    ("Chicago's rate of 28 murders per 100,000 in 2016 was higher than New York's 4 per 100,000", None, "true", "than New York City"),
    # Clauses.
    ("While Chicago had 765 murders in 2016, New York had only 340", None, "true", "340 murders in 2016"),
    ("Chicago had 765 murders while New York had 340 in 2016", None, "true", "340 murders in 2016"),
    ("Chicago had more murders than New York in 2016 but fewer than Los Angeles", None, "false", "fewer murders than Los Angeles"),
    # Clauses that "which", "though" and a semicolon join, and those that leave out their rival.
    ("Baltimore, which had 211 murders in 2014, saw that number rise to 344 in 2015", None, "true", "344 murders in 2015"),
    ("Though New York has three times as many people as Chicago, Chicago had more murders in 2016", None, "true", "Chicago had more murders than New York City"),
    ("In 1991 Washington, D.C., saw 482 murders; a decade later the number had been cut by more than half", None, "true", "from 1991 to 2001"),
    ("New York, with three times the population of Chicago, had less than half as many murders in 2016", None, "true", "3 times the residents of Chicago"),
    ("Murders rose 59 percent in Chicago and fell 5 percent in Houston in 2016", None, "false", "Houston fell by 5 percent"),
    ("Neither Dallas nor Houston had more than 100 murders in 2020, while Chicago had more than 700", None, "false", "Chicago had more than 700"),
    ("Memphis had 397 homicides in 2023, which is 38 percent more than the 288 of 2022", None, "false", "by 38 percent from 2022 to 2023"),
    ("Chicago had 765 murders in 2016, which is more than New York and Los Angeles combined", None, "true", "New York City and Los Angeles together"),
    # Streaks above a level, averages, decades, levels not seen since.
    ("Baltimore had 333 murders in 2022, its eighth straight year above 300", None, "depends", "more than 300 murders in every year from 2015 to 2022"),
    ("Los Angeles averaged fewer than 300 murders a year from 2013 to 2019", None, "true", "a year, on average, from 2013 to 2019"),
    ("In the 1990s New York never had fewer than 600 murders", None, "true", "never had fewer than 600 murders in a year from 1990 to 1999"),
    ("Houston had 473 murders in 2021, a number it had not reached since 1991", None, "true", "highest number of murders since 1991"),
    ("Los Angeles hasn't had 500 murders in any year since 2004", "2025-09-01", "true", "never had at least 500 murders in a year since 2005"),
    ("St. Louis had 188 murders in 2015, a rate of about 59 per 100,000", None, "true", "about 59 murders per 100,000"),
    # Whose change was larger; who alone is ahead; which group has how many.
    ("Chicago saw a bigger jump in murders in 2016 than Houston did", None, "true", "rose more than in Houston from 2015 to 2016"),
    ("Murders fell faster in New York than in Chicago between 2020 and 2022", None, "false", "by share"),
    ("Of the 20 largest cities, only Philadelphia had a higher murder rate than Chicago in 2021", None, "true", "Philadelphia had the highest rate"),
    ("Philadelphia ranked second in the nation in murders in 2021, behind only Chicago", None, "true", "Chicago had the highest number"),
    ("The five largest U.S. cities together had more than 1,000 murders in 2019", None, "true", "The 5 largest cities together"),
    ("Chicago had 617 murders in 2023, compared with 695 the year before, an 11 percent decline", None, "depends", "by 11 percent from 2022 to 2023"),
    ("Murders in Memphis are down 30 percent compared with 2023", "2025-10-15", "false", "from 2023 to now"),
    ("Chicago had 769 murders in 2020, the most since 2016, when 765 people were killed", None, "depends", "highest number of murders since 2016"),
    # Several cities, several years.
    ("Murders rose in both Chicago and Baltimore in 2015", None, "true", "in Baltimore rose from 2014 to 2015"),
    ("Murders rose in Chicago, Baltimore and New York in 2016", None, "false", "in New York City rose from 2015 to 2016"),
    ("Murders rose 59 percent in Chicago and 10 percent in Baltimore in 2016", None, "false", "in Baltimore rose by 10 percent"),
    ("Neither New York nor Los Angeles had more murders than Chicago in 2016", None, "true", "Los Angeles had more murders than Chicago"),
    ("No city had more murders than Chicago in 2016", None, "true", "highest number of murders"),
    ("Homicides in Chicago were down in 2017, 2018 and 2019", None, "true", "fell from 2018 to 2019"),
    ("Murders in Chicago dropped for the third straight year in 2019", None, "true", "fell from 2018 to 2019"),
    ("Murders in Chicago dropped for the fourth straight year in 2019", None, "false", "fell from 2018 to 2019"),
    ("New York had fewer than 300 murders in 2017 for the first time since 2000", None, "true", "never had fewer than 300 murders in a year from 2001"),
    ("Chicago had more than 700 murders in 2021 for the first time since 2000", None, "false", "never had more than 700 murders in a year from 2001"),
    ("Chicago's murders hit a 20-year high in 2016", None, "true", "highest number of murders since 1997"),
    ("Murders in Chicago were down 36 percent in 2019 from their 2016 peak", None, "true", "fell by 36 percent from 2016 to 2019"),
    ("Chicago had less than half as many murders in 2004 as in 1992", None, "true", "half as many murders in 2004 as in 1992"),
    # Cities by their people, of a State, of the nation.
    ("Chicago is the third-largest city in the country", "2024-08-01", "true", "third-largest by population of the nation's cities"),
    ("Detroit is not among the ten largest cities", "2024-08-01", "true", "among the 10 largest by population"),
    ("San Antonio is larger than Dallas", "2024-08-01", "true", "more residents than Dallas"),
    ("Houston had the highest murder rate in Texas in 2019", None, "false", "cities in Texas"),
    ("St. Louis had the nation's highest murder rate in 2019, followed by Baltimore", None, "true", "second-highest rate"),
    ("St Louis had more than 190 murders in 2019", None, "true", "St. Louis had more than 190"),
    # What a sentence denies of another city, counts beside rates, people beside murders.
    ("Houston, not Chicago, had the most murders of any big city in 2021", None, "false", "It is not so that Chicago"),
    ("Chicago, not Houston, had the most murders of any big city in 2021", None, "true", "It is not so that Houston"),
    ("New Orleans had the nation's highest murder rate in 2007, with 209 murders", None, "true", "highest rate"),
    ("Memphis, with 620,000 people, had fewer murders in 2023 than New York, with over 8 million", None, "true", "more than 8,000,000 residents"),
    ("Washington had 162 homicides in 2015, an increase of 54 percent over 105 in 2014", None, "true", "54 percent from 2014"),
    ("Milwaukee, Cleveland and Baltimore each saw murders rise by more than a tenth in 2015", None, "true", "in Baltimore rose"),
    ("Chicago experienced 58 percent more homicides between 2015 and 2016", None, "depends", "rose by 58 percent"),
    ("The murder rate in Chicago was 24.1 per 100,000 in 2017, compared with 3.4 in New York and 7.0 in Los Angeles", None, "depends", "Los Angeles had 7"),
    ("Among cities with more than a million people, Chicago had the highest murder rate in 2024", None, "true", "of 1,000,000 and more"),
    ("Murders in Philadelphia were down 47 percent in 2024 from their 2020 peak", None, "false", "from 2020 to 2024"),
    # Shares of the largest cities, every year of a span, a city's size beside another's.
    ("Chicago accounted for about 55 percent of the murders in the country's three largest cities in 2016", None, "true", "3 largest"),
    ("Houston accounted for a third of the murders in Texas' four largest cities in 2015", None, "false", "in Texas"),
    ("Two out of three murders in the three largest cities happened in Chicago in 2014", None, "false", "3 largest cities"),
    ("Murders in New York fell every year from 1991 through 1998", None, "true", "fell from 1997 to 1998"),
    ("Homicides in Dallas rose every year from 2014 to 2019", None, "false", "rose from 2018 to 2019"),
    ("Detroit had more murders in 2012 than Los Angeles, a city more than five times its size", None, "true", "5 times the residents"),
    ("Dallas recorded the second-most murders of any Texas city in 2015", None, "true", "cities in Texas"),
    ("Detroit recorded more homicides than Philadelphia in 2012, 386 to 331", None, "true", "more murders than Philadelphia"),
    ("Memphis had 333 murders in 2014, double the 243 in 2013", None, "false", "rose by about 100 percent from 2013 to 2014"),
    ("Portland, Oregon, went from 29 homicides in 2019 to 94 in 2022, more than three times as many", None, "true", "more than 200 percent"),
    ("Tacoma, a city of about 220,000, had 41 homicides in 2022, fewer than in 2021", None, "false", "220,000 residents"),
    ("There were 35 homicides in Anchorage in 2019, seven more than in 2018", None, "true", "rose by 7 from 2018"),
    ("Of Houston, San Antonio, Dallas and Austin, it was Dallas that had the highest murder rate in 2019", None, "true", "Dallas had more"),
    ("Mesa, Arizona's third-largest city, reported more than 30 homicides in 2021", None, "true", "cities in Arizona"),
    # Last times, exceptions, all of a set, the first two, the largest change, several years on one side.
    ("The last time Chicago had fewer than 500 murders was 2019", "2024-11-01", "true", "In no year from 2020"),
    ("Memphis had a higher murder rate in 2023 than any of the 50 largest cities except Baltimore", "2024-11-01", "false", "highest rate"),
    ("Every one of the ten biggest cities had fewer than 800 murders in 2016", None, "true", "100 percent"),
    ("Detroit and Baltimore had the two highest murder rates among the 30 largest cities in 2017", None, "true", "second-highest or a higher"),
    ("Murders in Chicago rose sharply in 2016, the biggest annual increase since 1990", None, "true", "largest rise"),
    ("Dallas suffered more murders in 2015 than in 2013 and 2014 combined", None, "false", "2013 and 2014 together"),
    ("Los Angeles had more than 1,000 murders in each of 1991, 1992 and 1993", None, "true", "in 1993"),
    ("Not in one single year from 2010 through 2024 did Houston have more murders than Chicago", "2025-09-04", "true", "In no year from 2010 to 2024"),
    ("Among the nation's ten largest cities, only Philadelphia and Chicago had a murder rate above 15 per 100,000 in 2016", None, "true", "Of the 10 largest cities other than Philadelphia and Chicago, none"),
    ("More Chicagoans were murdered in 2021 than in any other year this century", "2024-11-01", "true", "since 2000"),
    ("Philadelphia topped 500 murders in back-to-back years, 2021 and 2022", None, "true", "in every year from 2021 to 2022"),
    ("Twenty years ago Chicago had 753 murders; last year it had 617", "2024-11-01", "false", "617"),
    ("Columbus edged out Charlotte in population in 2023", None, "true", "more residents than"),
    # Sentences in a row; what says nothing is left out, and denies nothing.
    ("Look it up. Kansas City's murder rate in 2023 was higher than Chicago's. I did.", "2024-11-20", "true", "more murders per 100,000"),
    ("In 2014 there were 211 murders in Baltimore. In 2015 there were 344. That is a 63 percent increase.", None, "true", "by 63 percent from 2014 to 2015"),
    ("Under that mayor, let's not forget, violent crime in New York City doubled between 2010 and 2015", None, "false", "rose by about 100 percent"),
    ("Because of bail reform, murders in New York City jumped from 319 in 2019 to more than 600 in 2020", None, "false", "more than 600 murders"),
    # A bound is not met by its own number, unless the words say so.
    ("New York had more than 340 murders in 2016", None, "false", "more than 340 murders"),
    ("New York had at least 340 murders in 2016", None, "true", "at least 340 murders"),
    ("Murders more than doubled in Portland, Oregon, between 2019 and 2021", None, "true", "by more than 100 percent"),
    # Provisional counts neither bear out nor refute what is as near to them as official counts are.
    ("Chicago had 617 murders in 2023", None, "depends", "617 murders"),
    ("Chicago had 517 murders in 2023", None, "false", "517 murders"),
]  # fmt: skip


PARTS = [
    # Part by part: each completed from those before it.
    ("St. Louis, where 263 people were murdered in 2020, saw its homicide total ease to 200 the next year, and it stayed there in 2022", None, "true", "as many murders in 2022 as in 2021"),
    ("The number of homicides in Boston, which stood at 34 in 2023, slid to 25 in 2024 and did not change in 2025", None, "true", "25 murders in 2024"),
    ("In 2014, 248 people were murdered in Philadelphia; five years later the figure was 356", None, "depends", "356 murders in 2019"),
    ("From 2014 to 2015 Baltimore's homicides rose by 63 percent, Cleveland's by 90 percent and Nashville's by 76 percent", None, "depends", "Nashville rose by 76 percent"),
    ("Homicides fell by a fifth in Philadelphia in 2023 and by a third in 2024", None, "true", "33.3 percent from 2023 to 2024"),
    ("New Orleans had the highest murder rate and El Paso the lowest among the 50 largest cities in 2011", None, "true", "El Paso had the lowest rate"),
    ("Philly had more murders than New York City in 2021. 562 to 488.", None, "depends", "Philadelphia had more murders than New York City"),
    ("San Antonio is bigger than Dallas but had fewer murders in 2015", None, "true", "San Antonio had fewer murders than Dallas"),
    ("In 1991 Washington had 482 murders. Thirty years later, 226.", None, "depends", "226 murders in 2021"),
    ("Shootings in Philadelphia declined in 2025, while the number of homicides rose from 264 to 290", None, "false", "290 murders in 2025"),
    # Parts of violent crime, ranges, how many years, exceptions, gaps, peaks, what was so before.
    ("Murders made up about 2.2 percent of the violent crimes in Detroit in 2014", None, "true", "2.2 percent of the violent crimes"),
    ("Over the 2010s, Mesa's annual murder tally ranged from a low of 11 to a high of 25", None, "true", "between 11 and 25 murders in every year"),
    ("Only twice since 2000 has Philadelphia recorded more than 500 murders in a year", "2025-11-15", "true", "2 years were such that"),
    ("Except for 2020, St. Louis has stayed at or below 210 homicides every year from 2014 to 2024", None, "true", "except 2020"),
    ("Fort Worth and Denver were within five homicides of one another in 2024", None, "true", "differed by at most 5"),
    ("Murders in Houston peaked at 608 in 1991 and bottomed out at 198 in 2011", None, "depends", "rose from 1990 to 1991"),
    ("Milwaukee, where homicides had declined for two straight years, saw them climb again to 142 in 2025", None, "true", "fell from 2022 to 2023"),
    ("It took Minneapolis just two years to double its murders, from 46 in 2019 to 94 in 2021", None, "depends", "from 2019 to 2021"),
    ("72 murders in 2016 and 75 in 2017 were the two worst years of the decade in Tulsa", None, "true", "of 2010 to 2019"),
    # Several cities by one name or together, and cities by another name.
    ("The Twin Cities had more murders in 2021 than Seattle and Portland combined", None, "true", "Minneapolis and St. Paul together"),
    ("Taken together, Dallas, Houston and Austin saw homicides increase from 2019 to 2021 by more than a third", None, "true", "Dallas, Houston and Austin together rose"),
    ("Texas' capital had fewer people in 2023 than Fort Worth", None, "false", "Austin had fewer residents"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "on", "verdict", "reading"), SHAPES, ids=[s[0] for s in SHAPES])
def test_a_shape_is_read_and_judged(text: str, on: str | None, verdict: str, reading: str) -> None:
    report = check_claim(text, on=parse_day(on) if on else None)
    assert report.parsed is not None, report.reason
    assert reading in report.parsed.reading
    assert report.verdict == verdict


@pytest.mark.parametrize(("text", "on", "verdict", "words"), PARTS, ids=[p[0] for p in PARTS])
def test_every_part_of_a_sentence_is_read(text: str, on: str | None, verdict: str, words: str) -> None:
    report = check_claim(text, on=parse_day(on) if on else None)
    assert report.parsed is not None, report.reason
    assert any(words in form.reading for form in (report.parsed, *report.also))
    assert report.verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "Chicago's murders are 40 percent below its peak",
        "Murders in Chicago are up 10 percent this year over last year",
        "Murders in Chicago have doubled since the mayor took office",
        "Chicago accounted for nearly half of the murders in Illinois",
        "Murders in Texas were up in 2021",
        "Chicago and New York had 765 murders in 2016, followed by Boston",
        "Murders fell more in Chicago than in any other big city in 2017",
        "Baltimore has a higher murder rate than Chicago, and so do Detroit and St. Louis",
        "Of the 20 largest cities, only Philadelphia had a higher murder rate than Chicago in 2021, which was its worst year since 1996",
        "Dallas was the only one in which murders rose in 2023",
        "Philadelphia's Kensington section had more murders than Pittsburgh in 2022",
        "Chicago is on pace for fewer than 550 murders in 2024",
        "About 20 cities had a higher murder rate than Chicago in 2018",
        "Half of the rise in Baltimore's homicides in 2015 came in the Western District",
        "Homicides in Chicago fell to less than half of what it was in 2021",
        "Chicago, with a third of the population, had more murders in 2012 than New York",
        "Chicago, the nation's second-largest city with fewer murders than New York in 2012",
        "Houston attracted more people than Dallas in 2016",
        "Murder is more common in Memphis than in Atlanta",
        # Other places, denials, causes, majorities, forecasts.
        "Portland, Maine, had 94 murders in 2022",
        "Springfield had 17 murders in 2014",
        "Greater Boston had 53 murders in 2014",
        "Miami-Dade had 43 murders in 2014",
        "Baltimore's murder rate in 2014 was no higher than Detroit's",
        "It is a myth that Chicago had more murders than New York in 2014",
        "Murders fell in Chicago in 2014 because of the new mayor",
        "Most murders in Memphis in 2014 were committed at night",
        "Chicago was responsible for nearly half of the rise in murders in big cities in 2014",
        "Murders in Houston will rise in 2014",
    ],
)
def test_what_the_figures_cannot_decide_is_refused_with_its_reason(text: str) -> None:
    report = check_claim(text, on=parse_day("2016-06-01"))
    assert report.verdict == "not-checkable"
    assert report.reason


def test_what_is_false_in_one_part_is_false_whatever_cannot_be_checked_in_another() -> None:
    record = "Philadelphia had {} murders in 2021, an all-time high"
    assert check_claim(record.format(900)).verdict == "false"
    unchecked = check_claim(record.format("more than 500"))
    # Nobody holds figures of all time: what holds in those at hand is open before them.
    assert unchecked.verdict == "depends"


@pytest.mark.parametrize(
    ("text", "verdict", "reading"),
    [
        ("Chicago averaged two murders a day in 2016", "true", "Chicago had about 730.5 murders in 2016."),
        (
            "Every 12 hours someone was murdered in Chicago in 2016",
            "true",
            "Chicago had about 730.5 murders in 2016.",
        ),
        (
            "Chicago averaged three murders a day in 2016",
            "false",
            "Chicago had about 1,095.8 murders in 2016.",
        ),
        (
            "Chicago had 765 murders per million residents in 2016",
            "false",
            "Chicago had 76.5 murders per 100,000 residents in 2016.",
        ),
        (
            "One in 1,700 residents of Baltimore was murdered in 2019",
            "true",
            "Baltimore had about 58.82 murders per 100,000 residents in 2019.",
        ),
    ],
)
def test_paces_and_odds_are_read_as_figures_of_a_year(text: str, verdict: str, reading: str) -> None:
    report = check_claim(text)
    assert report.parsed is not None
    assert (report.verdict, report.parsed.reading) == (verdict, reading)


def test_a_count_of_the_police_makes_a_claim_depend_on_the_definition() -> None:
    police = check_claim("Chicago had 762 murders in 2016")
    assert (police.verdict, police.flips_on) == ("depends", ("definition",))
    # It never refutes what the FBI's figure bears out.
    assert check_claim("Chicago had 765 murders in 2016").verdict == "true"
    assert check_claim("Chicago had 700 murders in 2016").verdict == "false"


def test_crimes_of_an_agency_that_serves_a_larger_area_are_not_divided_by_the_citys_people() -> None:
    report = check_claim("Las Vegas had a murder rate of 10 per 100,000 in 2016")
    assert report.verdict == "true"
    assert all((f.population or 0) > 1_000_000 for f in report.figures)


def test_figures_that_look_wrong_are_named_beside_the_verdict() -> None:
    assert any("part of 2018" in c for c in check_claim("Tampa had 11 murders in 2018").cautions)
    assert check_claim("Chicago had 765 murders in 2016").cautions == ()


def test_a_name_means_one_city_or_none() -> None:
    assert city_named("New York") == city_named("the Big Apple") == "ny/new-york"
    assert city_named("Springfield, Mass.") == "ma/springfield"
    assert city_named("Springfield") is None


@pytest.mark.parametrize(
    ("claim", "on", "verdict", "parts"),
    [
        ("Milwaukee has fewer than 140 murders and did in 2024 too.", "2026-06-01", "false", 2),
        ("Milwaukee's murder rate is below 25 per 100,000, and it was in 2024.", "2026-06-01", "false", 2),
        (
            "Chicago had more murders than New York in 2021, as it did in 2020 and 2022.",
            "2026-06-01",
            "true",
            3,
        ),
        ("Austin had more than twice as many murders in 2021 as it did in 2019.", "2022-05-01", "true", 1),
    ],
)
def test_what_was_so_then_as_well_is_claimed_twice(claim: str, on: str, verdict: str, parts: int) -> None:
    report = check_claim(claim, on=parse_day(on))
    assert report.verdict == verdict
    assert report.parsed is not None
    assert 1 + len(report.also) == parts


def test_a_year_not_yet_counted_on_the_day_of_the_claim_refutes_nothing_alone() -> None:
    report = check_claim(
        "Since 2020, Indianapolis has had at least 150 murders every year.", on=parse_day("2025-06-15")
    )
    assert (report.verdict, report.flips_on) == ("depends", ("period",))
