"""What a story says is held against the case, the court and the order that it speaks of, and against no other."""

from __future__ import annotations

import pytest

from enjoined.brief import brief_of, story_of
from enjoined.brief.assertions import Assertion, Holds
from enjoined.brief.notes import Brief
from enjoined.cli.brief import PAGE, brief_lines
from enjoined.model import parse_day
from enjoined.registry.open import Registry

PHILADELPHIA = """Judge sides with Philadelphia in fight over police grant

U.S. District Judge Michael Baylson ordered the Justice Department not to reject the application of Philadelphia for a
Byrne JAG grant. The city sued Attorney General Jeff Sessions over immigration conditions. {}"""
LOS_ANGELES = """Los Angeles on Wednesday sued Attorney General Jeff Sessions over immigration conditions on the fiscal 2018
Byrne JAG grant. The case was assigned to U.S. District Judge Manuel Real. {}"""
EVANSTON = """Judge Harry Leinenweber ruled for the city of Evanston and the U.S. Conference of Mayors, which sued the
Justice Department over immigration conditions on the Byrne JAG grant. {}"""
PROVIDENCE = """The 1st U.S. Circuit Court of Appeals ruled Tuesday for Providence and Central Falls, which sued over
immigration conditions on Byrne JAG grants. {}"""
NEW_YORK = """The 2nd U.S. Circuit Court of Appeals on Wednesday reversed a ruling of U.S. District Judge Edgardo Ramos for
New York City and seven states, which sued over immigration conditions on Byrne JAG grants. {}"""
KING = """Denver joined King County v. Turner, before Judge Barbara Rothstein, who granted a temporary restraining order
on Wednesday against conditions on HUD and DOT grants.

The case was filed on May 2.

More than $600 million is at stake.

{}"""
ST_PAUL = """U.S. District Judge Amit Mehta ruled Monday for St. Paul and others that sued the Energy Department and its
secretary, Chris Wright, over energy grants. {}"""
CONTINUUM = """Tucson and Nashville have joined Boston, Cambridge, San Francisco and two counties in a suit over the new
Continuum of Care notice of HUD. It is before U.S. District Judge Mary McElroy in Providence. {}"""
CHICAGO = """The 7th U.S. Circuit Court of Appeals ruled Thursday in the case of Chicago against Attorney General Jeff
Sessions over immigration conditions on Byrne JAG grants, before U.S. District Judge Harry Leinenweber. {}"""
DOT = """The Transportation Department has asked to drop its appeal in the suit of California and other states over a
condition on immigration enforcement, in which Chief Judge John McConnell ruled. {}"""
FRESNO = """Fresno won another round in its suit against HUD and Secretary Scott Turner before Judge Richard Seeborg. {}"""

BALTIMORE = """The 4th U.S. Circuit Court of Appeals ruled Friday against Baltimore and others that sued over President
Donald Trump's executive orders on diversity programs in grants, in the case of U.S. District Judge Adam Abelson. {}"""
CHELSEA = """Chelsea and Somerville sued in February over the threat to cut off money of sanctuary cities. The case is City
of Chelsea versus Trump. {}"""
HARVARD = """The Trump administration broke the law when it froze research grants to Harvard University, U.S. District Judge
Allison Burroughs ruled on Wednesday. The university sued on April 21. {}"""
CHICAGO_2026 = """U.S. District Judge Jorge Alonso granted a preliminary injunction in a lawsuit that Chicago and St. Paul
filed on Nov. 12 against the Justice Department over conditions on community policing grants. {}"""
LEINENWEBER = """Judge Harry Leinenweber of Chicago did not buy the legal argument last Friday, when he barred the Justice
Department from tying jail access and release notices to Byrne JAG police grants throughout the country. Chicago sued on
Aug. 7. {}"""

TRANSIT = """A federal judge on Tuesday signed a temporary restraining order for the Chicago Transit Authority, which sued
the U.S. Department of Transportation over grants. Judge Thomas Durkin of Chicago has the case. {}"""
SUBWAY = """Judge Lewis Kaplan of Manhattan permanently barred FEMA on Thursday from withholding Transit Security Grant
Program money from New York, which sued Homeland Security Secretary Kristi Noem. {}"""
EVANSTON_2018 = """Judge Harry Leinenweber on Thursday enjoined the Justice Department from enforcing conditions on Byrne
JAG grants against Evanston and members of the U.S. Conference of Mayors, which sued Jeff Sessions. {}"""
COLORADO = """Senior U.S. District Judge John Kane in Denver ruled Thursday for Colorado, which sued the Justice Department
over conditions of fiscal 2018 on Byrne JAG grants. {}"""
FREEZE = """U.S. District Judge John McConnell granted a preliminary injunction against the funding freeze in the case, which
23 attorneys general brought on Jan. 28 against the Trump administration. {}"""
SEATTLE = """Judge lets Seattle, Portland suit over sanctuary order go forward

U.S. District Judge Richard Jones on Thursday refused to throw out a lawsuit by Seattle and Portland that challenges
President Donald Trump's executive order on sanctuary cities. Seattle filed the suit in March; Portland joined in June. The
cities say that under the order they could lose federal funds. {}"""

HARRIS = """U.S. District Judge Christopher Cooper on Tuesday ordered public-health grants restored to Harris County,
Columbus, Nashville and Kansas City, which sued Health and Human Services Secretary Robert F. Kennedy Jr. after the money
was cut off in March. {}"""
GATEWAY = """U.S. District Judge Jeannette Vargas on Friday issued a temporary restraining order that frees money for the
Hudson tunnel, in a suit of New Jersey and New York against the U.S. Department of Transportation. {}"""
ARTS = """Rhode Island Latino Arts and others sued the National Endowment for the Arts in March over a pledge on gender
ideology in grants. Judge William Smith ruled for them on Friday. {}"""


def told(text: str, registry: Registry, dated: str) -> Brief:
    return brief_of(registry, story_of(text, dated=parse_day(dated)), on=parse_day("2026-11-25"))


def of_kind(found: Brief, kind: str) -> Assertion | None:
    return next((a for a in found.assertions if a.kind == kind), None)


@pytest.mark.parametrize(
    ("story", "said", "dated", "kind", "verdict"),
    [
        (PHILADELPHIA, "", "2017-11-16", "court-blocked", Holds.HOLDS),
        (PHILADELPHIA, "It was the first in the nation to challenge them.", "2017-11-16", "first-to-sue", Holds.FALLS),
        (PHILADELPHIA, "The department can appeal to the 2nd U.S. Circuit Court of Appeals.", "2017-11-16",
         "appeals-court", Holds.FALLS),
        (LOS_ANGELES, "In April a federal judge barred it from favoring some cities in police hiring grants.",
         "2018-08-23", "court-blocked", None),
        (EVANSTON, "The Conference, with more than fourteen hundred cities, sued too.", "2018-08-30", "how-many-sue", None),
        (EVANSTON, "Its 1,400 member cities sued too.", "2018-08-30", "how-many-sue", None),
        (PROVIDENCE, "Only the 2nd Circuit, in a ruling last month, has gone the other way.", "2020-03-26",
         "month-of-ruling", None),
        (NEW_YORK, "The decision took effect at once.", "2020-02-27", "at-once", Holds.FALLS),
        (KING, "The order lasts 14 days.", "2025-05-22", "order-length", Holds.UNKNOWN),
        (KING, "The order lasts 14 days.", "2025-05-08", "order-length", Holds.HOLDS),
        (ST_PAUL, "St. Paul is also a plaintiff in suits over housing grants.", "2026-01-13", "who-sues", None),
        (ST_PAUL, "The city and five organizations sued in November.", "2026-01-13", "how-many-sue", Holds.HOLDS),
        (ST_PAUL, "The government may appeal to the Supreme Court.", "2026-01-13", "next-court", Holds.FALLS),
        (CONTINUUM, "", "2025-12-03", "how-many-sue", None),
        (CONTINUUM, "The suit was filed Monday.", "2025-12-03", "day-of-filing", Holds.HOLDS),
        (CHICAGO, "All three judges agreed.", "2018-04-20", "unanimous", Holds.FALLS),
        (CHICAGO, "The decision was not unanimous.", "2018-04-20", "unanimous", Holds.HOLDS),
        (CHICAGO, "The city filed its case in October 2017.", "2018-04-20", "day-of-filing", Holds.FALLS),
        (DOT, "He had granted a preliminary injunction on June 19.", "2026-01-15", "court-blocked", Holds.HOLDS),
        (FRESNO, "The city went to court on August twentieth, and a week later got a restraining order.", "2025-09-24",
         "day-of-filing", Holds.HOLDS),
        (BALTIMORE, "It threw out a nationwide injunction.", "2026-02-07", "reach", Holds.HOLDS),
        (CHELSEA, "On Thursday the judge denied their request for an injunction.", "2025-10-03", "court-refused", Holds.HOLDS),
        (CHELSEA, "The judge rejected the government's request to dismiss the case.", "2025-10-03", "court-refused", None),
        (HARVARD, "", "2025-09-04", "court-blocked", None),
        (CHICAGO_2026, "", "2026-02-04", "day-of-filing", Holds.HOLDS),
        (LEINENWEBER, "", "2017-09-19", "reach", Holds.DEPENDS),
        (COLORADO, "The department won only in the 2nd Circuit, in a case of New York and other states.", "2020-04-24",
         "appeals-court", None),
        (FREEZE, "", "2025-03-07", "court-blocked", Holds.HOLDS),
        (DOT, "The States had filed suit on May 13, and he had granted a preliminary injunction in June.", "2026-01-15",
         "day-of-filing", Holds.HOLDS),
        (TRANSIT, "", "2026-03-25", "court-blocked", Holds.HOLDS),
        (TRANSIT, "The court will next consider whether to grant a preliminary injunction.", "2026-03-25",
         "court-will-decide", Holds.DEPENDS),
        (SUBWAY, "", "2025-10-17", "sort-of-order", Holds.HOLDS),
        (EVANSTON_2018, "He stayed part of it, because the appeals court had narrowed an injunction that he gave the city of"
         " Chicago.", "2018-08-10", "court-of-appeals", None),
        (BALTIMORE, "The court had stayed it pending appeal in March 2025.", "2026-02-07", "appeal-pending", None),
        (FRESNO, "The injunction replaces a temporary restraining order that he signed on Aug. 27.", "2025-09-24",
         "court-blocked", Holds.HOLDS),
        (FREEZE, "The government has already appealed to the 2nd Circuit.", "2025-03-07", "appeals-court", Holds.FALLS),
        (SEATTLE, "", "2017-10-20", "day-of-filing", Holds.HOLDS),
        (HARRIS, "", "2025-06-18", "day-of-filing", None),
        (GATEWAY, "On Monday she put her own order on hold until Thursday.", "2026-02-10", "order-length", None),
        (GATEWAY, "The government will ask the 3rd U.S. Circuit Court of Appeals to step in.", "2026-02-10", "appeals-court",
         Holds.FALLS),
        (ARTS, "In April Judge William Smith turned down their request for an injunction.", "2025-09-20", "court-refused",
         Holds.HOLDS),
    ],
)  # fmt: skip
def test_an_assertion_is_held_against_what_it_speaks_of(
    registry: Registry, story: str, said: str, dated: str, kind: str, verdict: Holds | None
) -> None:
    found = of_kind(told(story.format(said), registry, dated), kind)
    assert (found.verdict if found else None) == verdict


def test_what_ended_a_matter_is_told_where_nothing_else_came(registry: Registry) -> None:
    found = told(PROVIDENCE.format(""), registry, "2020-03-26")
    assert found.next is not None
    assert found.next.event == "ojp-withdrawal-2021/notice" or "no longer bound" in found.next.title
    assert found.last == ""


def test_where_nothing_came_the_last_event_is_told(registry: Registry) -> None:
    found = told(DOT.format(""), registry, "2026-01-15")
    assert found.next is None
    assert found.last.startswith("nothing later is on record; last on record: 1st Cir. motion, 13 Jan 2026")


def test_a_page_hides_no_status(registry: Registry) -> None:
    """Of many classes of recipients each status is told, with the largest classes first."""
    found = told(KING.format(""), registry, "2025-05-22")
    text = "\n".join(brief_lines(registry.law, found, room=PAGE._replace(groups=1, digest=1)))
    now = text[text.index("Where it stands") :]
    assert found.now is not None
    statuses = {s.words.upper() for g in found.now.others for s in g.statuses.values()}
    assert all(f"· {status}" in now for status in statuses)
    assert "differently" not in now


def test_a_headline_cut_by_a_column_is_one_and_a_masthead_is_none() -> None:
    page = (
        "Thursday, February 27, 2020   THE COURIER   Page A3\nCourt backs rules on police\n\ngrants\n\nBy a reporter\n\n"
        "The court ruled on Wednesday that the department may set such terms.\n"
    )
    story = story_of(page)
    assert story.title == "Court backs rules on police grants"
    assert story.told == parse_day("2020-02-27")


def test_companion_suits_of_one_day_are_both_told(registry: Registry) -> None:
    story = """Attorney General wins permanent injunction against immigration conditions on public safety grants

A federal court has ruled in favor of California in its challenge to immigration conditions that the U.S. Department of
Justice placed on Byrne JAG grants in 2017. The judgment was entered on Friday by U.S. District Judge William Orrick in San
Francisco, who also ruled for the City and County of San Francisco in a companion case. The order bars the department from
requiring notice of release dates, access to jails and certificates on 8 U.S.C. 1373. California sued on August 14, 2017."""
    found = told(story, registry, "2018-10-09")
    assert {c.case for c in found.cases if c.fit == "about"} == {
        "california-v-sessions-2017",
        "sf-v-sessions-2017",
    }


HOME = """CHICAGO, {day} - Mayor Rahm Emanuel's administration sued the Justice Department on Monday. New conditions on
the Byrne JAG grant are unlawful, the suit says. The city hopes a judge will freeze the rules before Sept. 5. San Francisco
plans to sue, too."""
LISTED = """The Justice Department sued Illinois, Cook County and Chicago on Thursday over sanctuary laws. The complaint was
filed Feb. 6, 2025 in federal court in Chicago. It was not clear whether federal grants would be affected."""


def test_the_city_of_the_dateline_sues_and_not_one_that_plans_to(registry: Registry) -> None:
    found = told(HOME.format(day="Aug. 7"), registry, "2017-08-07")
    assert [c.case for c in found.cases if c.fit == "about"] == ["chicago-v-sessions-2017"]
    assert [a.kind for a in found.assertions] == ["day-of-filing"]


def test_a_city_in_a_list_of_those_sued_is_no_plaintiff(registry: Registry) -> None:
    found = brief_of(registry, story_of(LISTED), on=parse_day("2026-11-25"))
    assert [c.case for c in found.cases] == ["us-v-illinois"]


def test_the_month_of_the_suit_tells_which_of_two_it_is(registry: Registry) -> None:
    text = """San Francisco won an order against immigration conditions of the Justice Department on Byrne JAG grants. U.S.
District Judge William Orrick ruled for the city, which sued in August {year}."""
    for year, case in ((2017, "sf-v-sessions-2017"), (2018, "sf-v-sessions-2018")):
        found = told(text.format(year=year), registry, "2019-03-20")
        assert found.cases[0].case == case


SHELTER = """Chicago, Denver and Pima County say that FEMA owes them money for housing migrants in shelters. Their suit, filed in
May, is before a judge in Illinois."""
TRANSIT = """Attorneys for San Diego County want a federal judge in Seattle to rule for good that it need not sign away local
policy for transit and housing dollars. The county joined King County and dozens of other places in the case this summer. A
preliminary injunction has been in force since; the government has appealed to the 9th Circuit."""
FOOD = """California and other states ask court to keep food money

The states returned to federal court in San Francisco on Monday. They say the Agriculture Department has no right to cut
food-stamp money because they will not hand over the names of those who get aid."""


@pytest.mark.parametrize(
    ("text", "dated", "case"),
    [
        (SHELTER, "2025-09-03", "chicago-v-dhs-ssp"),
        (TRANSIT, "2025-12-13", "king-v-turner"),
        (FOOD, "2025-09-15", None),
    ],
)
def test_an_office_of_who_is_sued_and_a_court_far_from_home_tell_the_case(
    registry: Registry, text: str, dated: str, case: str | None
) -> None:
    found = told(text, registry, dated)
    assert [c.case for c in found.cases] == ([case] if case else [])
    assert (found.verdict == "not-in-registry") is (case is None)


RESILIENCE = """State of Washington, others sue over FEMA's program against floods

Twenty states sued in Boston on Wednesday to bring back a program that helped towns get ready for floods and fires, the state's
attorney general said. The complaint names FEMA and its acting head."""
REVERSED = """The Trump administration can withhold law-enforcement grants from New York and six other states, a federal appeals
court in Manhattan said on Feb. 26, 2020. The decision reverses U.S. District Judge Edgardo Ramos, who had sided with the
states in November 2018."""
RESEARCH = """A judge in Boston said Sept. 3, 2025 that the government broke the law when it cut $2.2 billion in research grants.
Judge Allison Burroughs said its reasons were a smokescreen."""
TWO_YEARS = """Chicago sued the Trump administration two years ago today over immigration terms of federal police grants. It won an
injunction in September 2017 and an appeal in April 2018. The appeal is pending before the 7th U.S. Circuit Court of Appeals. A second suit, over the 2018
grant, was filed last October."""


@pytest.mark.parametrize(
    ("text", "dated", "case"),
    [
        (RESILIENCE, "2025-07-16", "wa-v-fema-bric"),
        (REVERSED, None, "ny-v-doj-jag-2018"),
        (RESEARCH, None, "harvard-v-hhs"),
        (TWO_YEARS, "2019-08-07", "chicago-v-sessions-2017"),
    ],
)
def test_parties_and_days_or_a_judge_and_a_day_tell_a_case_in_any_words(
    registry: Registry, text: str, dated: str | None, case: str
) -> None:
    story = story_of(text, dated=parse_day(dated) if dated else None)
    found = brief_of(registry, story, on=parse_day("2026-11-25"))
    assert [c.case for c in found.cases if c.fit == "about"] == [case]


def test_cities_that_figures_compare_have_no_part_in_the_suit(registry: Registry) -> None:
    text = """The city claims in court that the U.S. attorney general cannot make it choose between its police and its immigrants.
In a 46-page complaint, Chicago says that three conditions on Byrne JAG money are unlawful. The filing seeks an injunction.
It saw 762 murders in 2016, more than New York and Los Angeles put together."""
    found = brief_of(registry, story_of(text), on=parse_day("2026-11-25"))
    assert found.verdict == "case"
    assert {c.case for c in found.cases} == {"chicago-v-sessions-2017", "chicago-v-sessions-2018"}


ELSEWHERE = [
    # A day of a case, an office of who is sued there, and a plaintiff that is named: but others sue over something else.
    """DENVER - Taxpayers sued Denver in federal court Friday over what it spent on hotels for migrants in 2023. FEMA paid for
part of it from a grant. The complaint asks a judge to have the money returned.""",
    # Who was sued does not sue.
    """DENVER - The city was sued in federal court Friday by a contractor that ran a migrant shelter. The Department of Homeland
Security had frozen the grant that was to pay for it, the mayor said.""",
    # A court of a State.
    """CHICAGO - The city sued its former landlord in Cook County Superior Court on Friday. The lease was to be paid from a grant
of the Department of Homeland Security.""",
]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_the_day_of_a_case_does_not_make_every_suit_of_that_day_its_own(
    registry: Registry, text: str
) -> None:
    found = told(text, registry, "2025-05-16")
    assert [c.case for c in found.cases if c.fit == "about"] == []


def test_a_line_with_nothing_but_a_date_is_no_headline() -> None:
    assert (
        story_of("October 17, 2025\n\nA judge ruled for the city. It had sued.").title
        == "A judge ruled for the city."
    )


def test_a_vote_on_joining_is_no_day_of_filing(registry: Registry) -> None:
    text = """Springfield councilors will vote Monday on joining a lawsuit led by King County against HUD and the Transportation
Department over grant conditions on immigration enforcement. A judge in Seattle blocked them for the plaintiffs."""
    found = told(text, registry, "2025-07-09")
    assert of_kind(found, "day-of-filing") is None


def test_a_day_that_closes_a_story_is_its_day() -> None:
    story = story_of(
        "City wins order\n\nA judge ruled for the city on Wednesday.\n\nThe city thanked him. Sept. 24, 2025"
    )
    assert story.told == parse_day("2025-09-24")


def test_the_kind_of_a_paper_is_no_headline() -> None:
    story = story_of(
        "OFFICE OF THE ATTORNEY GENERAL - NEWS RELEASE\nOctober 9, 2018\n\nState wins order on police grants\n\nText."
    )
    assert story.title == "State wins order on police grants"


def test_a_practice_upheld_is_no_ruling_upheld(registry: Registry) -> None:
    for what in ("preference for police departments that assist agents", "practice of giving extra points"):
        text = LOS_ANGELES.format(
            f"The 9th Circuit on Friday upheld the Justice Department's {what}. It reversed Judge Real's ruling."
        )
        found = told(text, registry, "2019-07-13")
        assert not [a for a in found.assertions if a.verdict is Holds.FALLS and "upheld" in a.asserts]


def test_an_injunction_that_others_won_is_of_another_case(registry: Registry) -> None:
    text = """Judge William Orrick on Monday dismissed Richmond, California's suit over President Trump's executive order
on sanctuary cities and federal money.

His nationwide injunction against that order, won by San Francisco and Santa Clara County in April, stays in force."""
    found = told(text, registry, "2017-08-22")
    assert not [a for a in found.assertions if a.verdict is Holds.FALLS]
    assert "california-v-sessions-2017" not in {c.case for c in found.cases}


ORRICK = """Judge Orrick again bars Trump from cutting off sanctuary cities

A federal judge in San Francisco on Thursday barred the Trump administration from withholding federal funds from {}
that limit cooperation with immigration agents. U.S. District Judge William Orrick called the executive orders
unconstitutional."""


def test_a_judge_a_topic_and_how_many_sue_make_a_case(registry: Registry) -> None:
    found = brief_of(registry, story_of(ORRICK.format("16 cities and counties")), on=parse_day("2026-11-25"))
    assert [c.case for c in found.cases] == ["sf-v-trump-2025"]


def test_cases_of_the_judge_named_are_told_where_none_is_certain(registry: Registry) -> None:
    found = brief_of(registry, story_of(ORRICK.format("cities and counties")), on=parse_day("2026-11-25"))
    assert {"sf-v-trump-2017", "sf-v-trump-2025"} <= {c.case for c in found.cases}
    assert "date would decide" in found.summary


def test_a_round_up_in_one_paragraph_is_taken_apart_by_its_judges(registry: Registry) -> None:
    text = """Several rulings on police grants

In San Francisco, Judge William Orrick on Friday permanently barred conditions on Byrne JAG grants. In Los Angeles, Judge
Manuel Real last month granted the city an injunction against the same conditions for fiscal 2017."""
    cases = [c.case for c in told(text, registry, "2018-10-09").cases]
    assert cases == ["sf-v-sessions-2017", "california-v-sessions-2017", "la-v-sessions-2017"]
