"""Stories without a day, of suits that resemble one another, and round-ups whose items name no judge."""

from __future__ import annotations

import pytest

from enjoined.brief import brief_of, story_of
from enjoined.brief.assertions import Holds
from enjoined.brief.matching.fits import Fit, Verdict
from enjoined.brief.notes import Brief
from enjoined.model import parse_day
from enjoined.registry.open import Registry


def told(text: str, registry: Registry, dated: str | None = None) -> Brief:
    story = story_of(text, dated=parse_day(dated) if dated else None)
    return brief_of(registry, story, on=parse_day("2026-11-25"))


def fits(found: Brief, fit: Fit) -> list[str]:
    return [c.case for c in found.cases if c.fit is fit]


UNDATED_BUT_FILED = """Judge stops new strings on homeland security money

U.S. District Judge William Orrick in San Francisco has kept the Department of Homeland Security from tying disaster
grants to help with immigration enforcement. Santa Clara County leads the suit, which San Francisco, Los Angeles and San
Diego brought with it on September 30. FEMA pays the grants.
"""
UNNAMED_STATES = """A judge steps between the states and the highway money

Twenty states that would not promise to help immigration agents will keep their road grants, U.S. District Judge John
McConnell decided. Transportation Secretary Sean Duffy had warned states in a letter on April 24 that federal money could
be lost by whoever does not cooperate with immigration enforcement.
"""
FRIENDS = """Sixteen states back Chicago

July 5, 2018

Attorneys general of sixteen states filed an amicus brief on Wednesday. Chicago is challenging immigration conditions that
the Justice Department put on its grants under the Byrne JAG program. The states say that Congress gave no such power.
"""
RICHMOND = """Judge throws out Richmond's lawsuit over sanctuary order

{}A federal judge has dismissed Richmond's lawsuit against President Donald Trump's executive order on sanctuary cities and
federal funding. Judge William Orrick wrote on Aug. 21 that nothing had threatened the city yet. Similar suits by San
Francisco and Santa Clara County go on before him.
"""


def test_a_day_without_a_year_tells_suits_apart(registry: Registry) -> None:
    found = told(UNDATED_BUT_FILED, registry)
    assert fits(found, Fit.ABOUT) == ["santaclara-v-noem"]
    assert any("30 Sep 2025, a day of the case" in r for r in found.cases[0].reasons)


def test_judge_official_and_number_stand_for_states_without_a_name(registry: Registry) -> None:
    assert fits(told(UNNAMED_STATES, registry), Fit.ABOUT) == ["ca-v-dot"]


def test_a_brief_of_friends_of_the_court_is_about_the_suit(registry: Registry) -> None:
    assert fits(told(FRIENDS, registry), Fit.ABOUT) == ["chicago-v-sessions-2017"]


def test_whose_suit_it_is_goes_before_similar_suits(registry: Registry) -> None:
    found = told(RICHMOND.format("Aug. 28, 2017\n\n"), registry)
    assert fits(found, Fit.ABOUT) == ["richmond-v-trump-2017"]
    assert any(a.kind == "step-taken" and a.verdict is Holds.HOLDS for a in found.assertions)


WEEK = """The week in court: three rulings on strings

Friday, Oct. 3, 2025

Boston. A federal judge here would not freeze the hunt for sanctuary money on Thursday: Chelsea and its neighbor Somerville
had shown no harm that was near, she found.

Manhattan. On Wednesday Judge Lewis Kaplan kept FEMA from moving transit security money away until Oct. 15.

Providence. Judge Mary McElroy did the same for twelve jurisdictions on Tuesday, and stopped the shifting of homeland security
grants that had cost New York most of its money against terror.
"""


def test_an_item_without_a_judge_is_known_by_its_parties_and_its_day(registry: Registry) -> None:
    found = told(WEEK, registry)
    assert fits(found, Fit.ABOUT) == ["chelsea-v-trump", "ny-v-noem-tsgp", "il-v-noem"]
    assert all("last on record" not in other.note for other in found.also if other.next is not None)


JAG = """The appeals court in Chicago took up the case of Chicago against Attorney General Jeff Sessions over immigration
conditions on the Byrne JAG grant. U.S. District Judge Harry Leinenweber had it first. {}"""
FREEZE = """The 1st U.S. Circuit Court of Appeals ruled Monday in the suit of states led by New York over a freeze of federal
grants, which U.S. District Judge John McConnell in Providence had blocked. {}"""
OFFICERS = """Diversity officers lose on appeal over grant certificates. Judge Adam Abelson had barred the certificate for the
National Association of Diversity Officers in Higher Education. {}"""


@pytest.mark.parametrize(
    ("story", "said", "dated", "kind", "verdict"),
    [
        (JAG, "He granted Chicago's request for a nationwide injunction in September.", "2018-06-27",
         "court-will-decide", None),
        (JAG, "He granted Chicago's request for a nationwide injunction in September.", "2018-06-27", "reach",
         Holds.DEPENDS),
        (FREEZE, "The 1st Circuit largely upheld the order.", "2026-03-17", "court-of-appeals", Holds.HOLDS),
        (FREEZE, "The 1st Circuit upheld the order.", "2026-03-17", "court-of-appeals", Holds.DEPENDS),
        (OFFICERS, "The 4th Circuit vacated the injunction.", "2026-02-09", "court-of-appeals", Holds.HOLDS),
        (OFFICERS, "It was stayed by a 4th Circuit panel on March 14, 2025.", "2026-02-09", "court-of-appeals",
         Holds.HOLDS),
        (JAG, "In August the 7th Circuit vacated its order granting rehearing.", "2018-09-01", "court-of-appeals",
         None),
    ],
)  # fmt: skip
def test_what_was_asked_for_granted_and_undone(
    story: str, said: str, dated: str, kind: str, verdict: Holds | None, registry: Registry
) -> None:
    found = told(story.format(said), registry, dated)
    quoted = [a.verdict for a in found.assertions if a.kind == kind and a.quote in said]
    assert quoted == ([verdict] if verdict else [])


UNKNOWN = """Shelter operator takes health department to court

NEW HAVEN, April 2, 2026 - Fairlight Family Services, LLC, and a sister company, Fairlight Realty Co., have sued the U.S.
Department of Health and Human Services and its secretary over a term on gender ideology in a grant. Fairlight Family Services,
LLC v. Kennedy, No. 3:26-cv-00417 (D. Conn.), has gone to Judge Vernon Oliver.
"""


def test_companies_and_a_court_as_lawyers_cite_it(registry: Registry) -> None:
    found = told(UNKNOWN, registry)
    assert found.verdict is Verdict.NOT_IN_REGISTRY
    unknown = found.not_in_registry
    assert unknown is not None
    assert unknown.plaintiffs == ("Fairlight Family Services, LLC", "Fairlight Realty Co.")
    assert "U.S. Department of Health and Human Services" in unknown.defendants
    assert unknown.courts == ("D. Conn.", "Judge Vernon Oliver")


def test_the_masthead_of_an_alert_is_no_headline_and_a_mail_has_its_own_date() -> None:
    alert = story_of(
        "CLIENT ALERT | Contracts & Grants\nFebruary 9, 2026\nAppeals court clears the way for a certificate\n\nText."
    )
    assert alert.title == "Appeals court clears the way for a certificate"
    mail = story_of(
        "Subject: Another order\nDate: Wed, 13 Aug 2025 20:41:00 -0400\n\nUpdate, as of August 12, 2025: it came."
    )
    assert (mail.title, mail.told) == ("Another order", parse_day("2025-08-13"))


YEAR_END = """Round-up: where the strings cases stand

Dec. 29, 2025

Federal judges closed out the year with rulings on federal money and its conditions.

In Oregon, Magistrate Judge Amy Potter threw out a rule that made states vouch for their population before disaster planning
money could flow.

In Providence, Judge Mary McElroy made final her ruling against moving homeland security grants around.

In Albany, Judge Anne Nardacci tossed the Justice Department's case over driver's licenses.

In San Francisco, Judge Rita Lin's November order over the University of California stands.
"""
BULLETIN = """The weekly bulletin for Michigan's cities and villages
Volume 44, Number 12 - March 27, 2026

FEDERAL DESK

Roads. The immigration clause is not back: Judge McConnell's November judgment vacated it, and the FTA has a new agreement.

Homeless services. HUD renewed grants for a year under the statute of February. The suits in Rhode Island are before Judge
McElroy still.

Health. Ann Arbor and Detroit are no plaintiffs in King County v. Turner, so that no injunction of it covers them.

Farms. A new suit of 20 states and D.C., filed Monday in Boston, is over the general terms of USDA since December 31.
"""


def test_a_round_up_knows_cases_by_their_judges(registry: Registry) -> None:
    about = fits(told(YEAR_END, registry), Fit.ABOUT)
    assert about == ["mi-v-noem", "il-v-noem", "us-v-new-york-licenses", "aaup-v-trump-uc"]


def test_a_bulletin_with_a_paragraph_for_each_case_is_of_all_of_them(registry: Registry) -> None:
    found = told(BULLETIN, registry)
    assert found.story.title == "The weekly bulletin for Michigan's cities and villages"
    assert {"ca-v-dot", "king-v-turner", "ma-v-usda"} <= set(fits(found, Fit.ABOUT))
    assert not {a.verdict for a in found.assertions} & {Holds.FALLS}


HEARING = """In a packed courtroom, a debate over grant rules

July 30, 2025

Lawyers of 17 coalitions against domestic violence came to the federal court of Providence on Tuesday to say why the government
should be stopped from putting new requirements on grants. One attorney of the Office on Violence Against Women stood for the
Justice Department. Senior District Judge William E. Smith will rule before Aug. 12.

Judge Melissa DuBose, one floor up, granted a restraining order on Thursday over health and housing grants.
"""


def test_coalitions_are_known_by_their_number_their_judge_and_whom_they_sue(registry: Registry) -> None:
    found = told(HEARING, registry)
    assert fits(found, Fit.ABOUT) == ["ricadv-v-bondi"]
    assert fits(found, Fit.MENTIONED) == ["ricadv-v-kennedy"]
    blocked = [(a.case, a.verdict) for a in found.assertions if a.kind == "court-blocked"]
    assert blocked == [("ricadv-v-kennedy", Holds.HOLDS)]


def test_a_case_in_the_headline_goes_before_one_told_for_comparison(registry: Registry) -> None:
    text = """Judge won't dismiss Seattle, Portland sanctuary cities case

Oct. 19, 2017

A federal judge on Thursday refused to throw out a lawsuit of Seattle and Portland over threats to federal funding for sanctuary
cities. A federal court in California has blocked those threats in a case brought by San Francisco and Santa Clara County.
The Justice Department had asked U.S. District Judge Richard Jones to throw the suit out.
"""
    assert fits(told(text, registry), Fit.ABOUT) == ["seattle-v-trump-2017"]


def test_a_judge_who_stops_short_or_has_others_consider_blocks_and_decides_nothing(
    registry: Registry,
) -> None:
    text = """FEMA flouted order, judge says

PROVIDENCE, R.I. (Oct. 15, 2025) - U.S. District Judge William Smith said that the Federal Emergency Management Agency disobeyed
his order of Sept. 24 on immigration terms in grants for the states that sued. He stopped short of contempt, but gave the agency a
week. The judge ordered the agency to consider whether other awards carry the terms.
"""
    found = told(text, registry)
    assert fits(found, Fit.ABOUT) == ["il-v-fema"]
    assert not {a.kind for a in found.assertions} & {"court-blocked", "court-will-decide"}


ONE_DAY = """Three judges in one day rule against a diversity policy

April 24, 2025

In New Hampshire, U.S. District Judge Landya McCafferty barred the Education Department from using a letter and a certificate
against the National Education Association and its members. She stopped short of a nationwide injunction.

In Maryland, Judge Stephanie Gallagher put the letter on hold in a case of the American Federation of Teachers.

And in Washington, D.C., Judge Dabney Friedrich enjoined the certificate nationwide at the request of the NAACP.
"""


def test_short_of_nationwide_is_not_nationwide(registry: Registry) -> None:
    found = told(ONE_DAY, registry)
    assert fits(found, Fit.ABOUT) == ["nea-v-ed", "aft-v-ed", "naacp-v-ed"]
    reach = {
        a.case: (a.asserts.startswith("no order"), a.verdict) for a in found.assertions if a.kind == "reach"
    }
    assert reach == {"nea-v-ed": (True, Holds.HOLDS), "naacp-v-ed": (False, Holds.HOLDS)}


SPLASH = """Springfield wins $2.1 million grant for splash pads

July 8, 2025

The city has been awarded a block grant for three splash pads, the mayor said Tuesday.

It comes with strings. The city attorney said that a federal judge in Seattle had blocked the diversity language for some cities.

The city lost a lawsuit last month over its old pool.
"""


def test_a_story_that_mentions_suits_in_passing_is_about_none(registry: Registry) -> None:
    assert told(SPLASH, registry).verdict is Verdict.NOTHING


MEMO = """To: Mayor and Council
Date: December 3, 2025
Re: DHS grant terms, do we sign?

On November 21 Judge Orrick enjoined DHS and FEMA from imposing terms on immigration and diversity programs on the twenty-nine
plaintiffs in County of Santa Clara v. Noem. On the same day Judge Shah in Chicago granted a like order to eight local
governments. We are in neither case.
"""


def test_a_sentence_with_another_judge_counts_for_another_case(registry: Registry) -> None:
    counts = [a for a in told(MEMO, registry).assertions if a.kind == "how-many-sue"]
    assert [(a.case, a.verdict) for a in counts] == [("santaclara-v-noem", Holds.HOLDS)]


SONOMA = """County joins suit over federal strings

SANTA ROSA, May 22, 2025 - Supervisors of Sonoma County voted Tuesday to join a lawsuit that King County, Wash., and seven other
local governments filed this month in Seattle over conditions on HUD and transit grants. U.S. District Judge Barbara Rothstein had
blocked the conditions on May 7. An amended complaint filed Wednesday adds 23 plaintiffs. {}
"""


def test_who_joined_is_counted_by_wave_and_an_abbreviated_state_is_nobody(registry: Registry) -> None:
    found = told(SONOMA.format("The order runs until June 4."), registry)
    assert {a.verdict for a in found.assertions if a.kind == "how-many-sue"} == {Holds.HOLDS}
    assert [a.verdict for a in found.assertions if a.kind == "order-length"] == [Holds.UNKNOWN]
    found = told(SONOMA.format("The judge put her own order on ice until Thursday."), registry)
    assert not [a for a in found.assertions if a.kind == "order-length"]


def test_the_fresh_ruling_is_the_news_and_one_of_weeks_ago_a_mention(registry: Registry) -> None:
    text = """Cities win round over strings on police hiring money

CHICAGO, Feb. 4, 2026 - Judge Jorge Alonso told the Justice Department on Tuesday that it may not make Chicago and St. Paul
swear off diversity programs to hire police officers with COPS grants.

The preliminary injunction is the second of its kind: on Jan. 21 Judge James Donato of San Francisco gave one to San Francisco, San
Diego, Santa Clara County and Tucson.

Chicago was the first city to challenge the COPS terms, in November.
"""
    found = told(text, registry)
    assert fits(found, Fit.ABOUT) == ["chicago-v-doj"]
    assert fits(found, Fit.MENTIONED) == ["sf-v-doj"]
    assert [a.verdict for a in found.assertions if a.kind == "first-to-sue"] == [Holds.FALLS]


def test_the_case_whose_judge_is_named_comes_before_one_told_for_comparison(registry: Registry) -> None:
    text = """Children can stay in Head Start

SEATTLE, Sept. 12, 2025 - U.S. District Judge Ricardo Martinez on Thursday barred the Department of Health and Human Services from
applying a new reading of public benefits to Head Start, anywhere in the country. His ruling came a day after Judge McElroy in
Rhode Island issued a narrower injunction for 21 states and the District of Columbia. Head Start associations of Washington,
Illinois, Pennsylvania and Wisconsin sued.
"""
    assert fits(told(text, registry), Fit.ABOUT)[0] == "headstart-v-kennedy"


CREDIT = """Transit money comes back

NEW YORK - Oct. 17, 2025 - The administration must hand over nearly $34 million in transit security money, a federal judge in
Manhattan ruled Thursday. U.S. District Judge Lewis Kaplan made his order permanent. The state sued Sept. 30.
"""
NEWSLETTER = """Weekly newsletter of the association of commissioners
Issue 7 | February 20, 2026

Eleven local governments, led by Fresno, today asked a federal court in San Francisco to strike terms that agencies put on
grants. Their case, City of Fresno v. Noem, has been assigned to Judge Beth Labson Freeman. In an earlier case, Fresno v. Turner,
Judge Richard Seeborg enjoined like terms in September.
"""


def test_a_judge_and_two_days_of_the_case_are_enough(registry: Registry) -> None:
    assert fits(told(CREDIT, registry), Fit.ABOUT) == ["ny-v-noem-tsgp"]


def test_a_court_that_is_asked_has_blocked_nothing(registry: Registry) -> None:
    found = told(NEWSLETTER, registry)
    assert fits(found, Fit.ABOUT) == ["fresno-v-noem"]
    assert not [a for a in found.assertions if a.kind == "court-blocked"]


def test_orders_that_reach_no_condition_on_record_are_told_by_their_words(registry: Registry) -> None:
    text = """Judge extends block on order against care

BALTIMORE (March 5, 2025) - U.S. District Judge Brendan Hurson on Tuesday granted a preliminary injunction to PFLAG, GLMA and
families who sued Feb. 4 over federal grants to hospitals. The injunction applies nationwide.
"""
    found = told(text, registry)
    assert found.then is not None
    assert not found.then.plaintiff
    assert "no condition of an award is recorded" in found.then.note
    assert [a.verdict for a in found.assertions if a.kind == "reach"] == [Holds.HOLDS]


def test_an_order_that_another_won_is_not_the_storys(registry: Registry) -> None:
    text = """State gets police grants after a deal

SPRINGFIELD, Oct. 28, 2019 - Illinois will receive law enforcement grants without immigration strings under an order entered by
agreement last Friday. The state sued Attorney General William Barr in May over the Byrne JAG award of fiscal 2018. The department
was barred by a nationwide injunction won by Chicago from enforcing one of the conditions anyway.
"""
    found = told(text, registry)
    assert fits(found, Fit.ABOUT) == ["illinois-v-barr-2019"]
    assert not [a for a in found.assertions if a.kind == "reach"]


def test_who_will_not_lift_a_nationwide_order_says_that_it_is_one(registry: Registry) -> None:
    text = """Judge won't lift nationwide order

CHICAGO, Oct. 14, 2017 - U.S. District Judge Harry Leinenweber on Friday turned down a request of the Justice Department to limit his
order on police grants to Chicago, which had sued Attorney General Jeff Sessions over immigration conditions.
"""
    reach = [a for a in told(text, registry).assertions if a.kind == "reach"]
    assert all(a.asserts == "the order reaches everybody in the country" for a in reach)
