"""What a story says in passing, and ties to nothing: quotations, suits elsewhere, judges of other cases, aside figures."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from enjoined.brief import Brief, brief_of, read_story, story_of
from enjoined.brief.assertions import Holds
from enjoined.brief.figures import CRIME
from enjoined.brief.matching.fits import Fit, Verdict
from enjoined.claims.figures.plain_yaml import plain
from enjoined.data import data_directory
from enjoined.model import parse_day
from enjoined.registry.open import Registry

ON = parse_day("2026-11-28")


def told(registry: Registry, text: str) -> Brief:
    return brief_of(registry, story_of(text, name="story"), on=ON)


def about(found: Brief) -> list[str]:
    return [case.case for case in found.cases if case.fit is Fit.ABOUT]


def said(found: Brief) -> dict[str, Holds]:
    return {a.asserts: a.verdict for a in found.assertions}


SHIELD = """Judge shields Seattle's grants

SEATTLE, Nov. 1, 2025 - U.S. District Judge Barbara Rothstein granted Seattle a preliminary injunction Friday against two
executive orders on diversity programs and gender ideology in federal grants. The city sued the Trump administration in July.

{}
"""


@pytest.mark.parametrize(
    "aside",
    [
        '"The nationwide injunction that they gave us in spring protects us, whatever comes," said a councilor.',
        "Ann Dole said that judges across the country have struck down such orders.",
        "In a case in Kansas, a judge blocked other terms on Monday.",
        "Tenants sued in Boston on Thursday over a rule about rents.",
    ],
)
def test_what_is_told_in_passing_is_not_held_against_the_case(registry: Registry, aside: str) -> None:
    plain_story, with_it = told(registry, SHIELD.format("")), told(registry, SHIELD.format(aside))
    assert about(with_it) == ["seattle-v-trump"]
    assert said(with_it) == said(plain_story)


def test_the_day_of_an_order_is_not_that_of_the_suit_it_was_made_in(registry: Registry) -> None:
    found = told(
        registry,
        """Court lets certificate on diversity stand for now

RICHMOND, Va. (March 15, 2025) - The 4th Circuit on Friday put on hold a nationwide injunction against executive orders on
diversity, equity and inclusion in federal grants.

U.S. District Judge Adam Abelson had stopped the orders on Feb. 21 in a lawsuit of the National Association of Diversity
Officers in Higher Education and Baltimore.
""",
    )
    assert about(found) == ["nadohe-v-trump"]
    assert Holds.FALLS not in said(found).values()
    assert said(found)["a court blocked the terms on 21 Feb 2025"] is Holds.HOLDS


def test_cities_of_judges_are_no_plaintiffs(registry: Registry) -> None:
    found = told(registry, SHIELD.format("Federal judges in two cities have now ruled against the orders."))
    assert not any(words.endswith("cities sue") for words in said(found))


def test_the_judge_of_another_case_is_no_tie(registry: Registry) -> None:
    found = told(
        registry,
        """Nurses sue over fee on visas

BOSTON, Feb. 3, 2026 - Five nurses, two of them at a hospital of Harvard, sued the Department of Homeland Security on Monday
over a fee on visas.

The suit in U.S. District Court in Massachusetts says that Congress allowed no such fee. Judge Allison Burroughs, who ruled
for Harvard last year in a fight over research grants, has the case.

The nurses ask her to block the fee. Harvard had asked her before to dismiss a case about students.
""",
    )
    assert found.verdict is Verdict.NOT_IN_REGISTRY


def test_suits_that_a_council_could_join_are_not_the_news(registry: Registry) -> None:
    found = told(
        registry,
        """Council takes police grant with its strings

SALEM, Ore. | Dec. 11, 2025

The City Council voted Wednesday to accept a grant of the Justice Department's Office of Community Oriented Policing Services.

The mayor called its terms on diversity programs and on immigration a burden. The money pays for four officers.

San Francisco and Chicago have brought suits over such terms, the city attorney noted, and Salem could sue later.
""",
    )
    assert found.verdict is Verdict.NOTHING


def test_a_judge_of_that_surname_elsewhere_is_no_second_case(registry: Registry) -> None:
    found = told(
        registry,
        """Civil rights groups lose first round

WASHINGTON, May 3, 2025 - U.S. District Judge Timothy J. Kelly on Friday refused to block executive orders on diversity
programs and gender while a suit of the National Urban League and the National Fair Housing Alliance goes on. They sued in
February and get federal grants.
""",
    )
    assert about(found) == ["nul-v-trump"]


def test_parties_of_the_case_bring_no_other_one_to_mind(registry: Registry) -> None:
    found = told(
        registry,
        """Court bars strings on disaster money for 29 governments

San Francisco - November 22, 2025. Late Friday a federal court barred the Department of Homeland Security and FEMA from
putting terms on immigration enforcement and diversity programs into disaster grants of 29 local governments.

Santa Clara County and San Francisco filed the suit on September 30 with San José, Oakland and Los Angeles. Judge William H.
Orrick granted the injunction. Secretary Kristi Noem is sued.
""",
    )
    assert [case.case for case in found.cases] == ["santaclara-v-noem"]
    assert str(found.story.dated) == "2025-11-22"


def test_findings_for_good_are_held_against_judgments(registry: Registry) -> None:
    found = told(
        registry,
        """Arts groups win over federal endowment

PROVIDENCE, September 20, 2025 - Senior U.S. District Judge William Smith found on Friday that the way in which the National
Endowment for the Arts weighs "gender ideology" violates the First Amendment. The case was brought in March by Rhode Island
Latino Arts and others who seek grants. In April he had denied an injunction.
""",
    )
    assert about(found) == ["rila-v-nea"]
    assert said(found)["a court found the terms unlawful on Friday, 19 Sep 2025"] is Holds.HOLDS
    assert said(found)["the suit was filed in March 2025"] is Holds.HOLDS
    assert said(found)["the court refused to block the terms"] is Holds.HOLDS


def test_an_abbreviation_ends_no_assertion(registry: Registry) -> None:
    found = told(
        registry,
        """States win on highway money

PROVIDENCE, Nov. 7, 2025 - On Tuesday Chief Judge John McConnell Jr. ruled that the U.S. Department of Transportation has no
power to make States help with immigration enforcement for their highway grants. California and 19 other states sued in May.
""",
    )
    assert about(found) == ["ca-v-dot"]
    assert any(words.startswith("a court found the terms unlawful") for words in said(found))


def test_a_day_printed_below_the_headline_of_a_page_is_that_of_the_story(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    body = "<p>A federal judge in Washington on Tuesday set aside a policy on grants that teach young people.</p>"
    page.write_text(
        "<html><body><div>March 1, 2020</div><h1>Policy set aside</h1>"
        f"<div>October 8, 2025 &middot; The Wire</div>{body}<div>November 2, 2025</div></body></html>"
    )
    assert read_story(page).told == parse_day("2025-10-08")


@pytest.mark.parametrize(
    "line",
    [
        "Serving the region since July 4, 1976",
        "Grants were due by April 30, 2025",
        "Related: Council votes (June 3, 2024)",
    ],
)
def test_another_day_below_the_headline_of_a_page_is_not_that_of_the_story(tmp_path: Path, line: str) -> None:
    page = tmp_path / "page.html"
    body = "<p>A federal judge in Washington on Tuesday set aside a policy on grants that teach young people.</p>"
    page.write_text(f"<html><body><h1>Policy set aside</h1><div>{line}</div>{body}</body></html>")
    assert read_story(page).told is None


def test_a_page_of_boxes_within_boxes_is_read_once(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        f"<html><body><h1>News</h1>{'<div>' * 2000}{'word ' * 50_000}{'</div>' * 2000}</body></html>"
    )
    started = time.process_time()
    assert read_story(page).told is None
    assert time.process_time() - started < 5


def test_a_claim_quoted_beside_a_denial_is_checked_alone(registry: Registry) -> None:
    found = told(
        registry,
        """Chicago sues over police grants

CHICAGO (Aug. 7, 2017) - Chicago sued Attorney General Jeff Sessions on Monday over conditions on Byrne grants.

He answered that "more people were murdered in Chicago last year than in New York and Los Angeles combined" and said that the
city should not count on federal money.
""",
    )
    assert [(c.text, c.report.verdict) for c in found.claims] == [
        ("more people were murdered in Chicago last year than in New York and Los Angeles combined", "true")
    ]


def test_every_measure_of_crime_makes_the_figures_load() -> None:
    words = plain(data_directory("records") / "statistics" / "words.yaml")
    for kind in ("murders", "violent_crimes", "capital"):
        for phrase in words[kind]:
            assert CRIME.search(phrase), phrase


HIGHWAYS = """States win on highway money

PROVIDENCE, Nov. 7, 2025 - U.S. District Judge John McConnell sided Tuesday with California and 19 other states in a suit over
immigration terms of the U.S. Department of Transportation's highway grants. They sued in May.

{}
"""
COUNTY = """More cities covered in King County's suit on grants

SEATTLE, Aug. 15, 2025 - U.S. District Judge Barbara Rothstein extended her injunction on Tuesday in King County v. Turner, the
suit over immigration and diversity terms of HUD and transit grants.

{}
"""
OFFICERS = """Appeals court rules on diversity orders

RICHMOND, Va., Feb. 10, 2026 - The 4th Circuit ruled Friday on executive orders on diversity in federal grants in the suit of the
National Association of Diversity Officers in Higher Education and Baltimore, which they filed before U.S. District Judge Adam
Abelson.

{}
"""


@pytest.mark.parametrize(
    ("sentence", "finds"),
    [
        ("The judge ruled DOT lacks authority to add such a term.", True),
        ("McConnell concluded that the condition is unlawful, arbitrary and capricious.", True),
        ("The judge ruled that the older safety terms do not violate the law.", False),
        ("The judge found that the states had not shown that the rule on signs violates the law.", False),
        ("The court held a hearing Monday over terms that the states call unconstitutional.", False),
        ("The judge decided the case in a fight over terms on illegal immigration.", False),
        ("The judge found that the city broke the terms and violated state law.", False),
        ("The judge found that the administration violated his earlier order.", False),
        ("Lawyers told the judge that they found that the rule violates grant terms.", False),
        ("He declared the terms an illegal giveaway, the mayor of Fresno said.", False),
        ("He ruled against the department, which held that states violate its terms.", False),
    ],
)
def test_what_is_no_finding_against_the_terms_is_not_taken_for_one(
    registry: Registry, sentence: str, finds: bool
) -> None:
    found = said(told(registry, HIGHWAYS.format(sentence)))
    assert any(words.startswith("a court found the terms unlawful") for words in found) == finds


@pytest.mark.parametrize(
    ("sentence", "asserts"),
    [
        (
            "Trump ordered agencies to cut money, which the judge blocked on May 7.",
            "blocked the terms on 7 May",
        ),
        ("Congress granted it, and on May 7 the judge blocked the terms.", "blocked the terms on 7 May"),
        ("Rothstein blocked the terms on May 7.", "blocked the terms on 7 May"),
        (
            'The "strings" that the city signed before the judge blocked them on May 7 were "illegal" to the county.',
            "blocked the terms on 7 May",
        ),
        ("The judge vacated the immigration condition.", "blocked the terms"),
        ("The judge vacated most of her own earlier injunction.", ""),
        ("The judge vacated the trial date after the injunction.", ""),
        ("The court set aside a block of rooms for the press.", ""),
        ("After HUD ordered cities in April to sign, on May 2 King County sued.", "filed on 2 May"),
        ("The judge ruled for the county on May 7, in a suit brought by the county over HUD grants.", ""),
        ("Chicago sued the Justice Department in November over police grants.", ""),
    ],
)
def test_a_sentence_says_of_the_case_what_it_says_and_no_more(
    registry: Registry, sentence: str, asserts: str
) -> None:
    more = (
        said(told(registry, COUNTY.format(sentence))).keys() - said(told(registry, COUNTY.format(""))).keys()
    )
    assert len(more) == (1 if asserts else 0)
    assert all(asserts in words for words in more)


def test_who_refused_a_request_is_told_only_of_injunctions(registry: Registry) -> None:
    story = HIGHWAYS.replace("DOT", "").format("")
    plain_story = said(told(registry, story))
    for aside in (
        "The chair said that she had rejected a request for money.",
        "He had turned down a bid to join.",
    ):
        assert said(told(registry, story + aside)) == plain_story


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The 4th Circuit tossed the injunction.", Holds.HOLDS),
        ("The 4th Circuit tossed the city's brief.", None),
        ("The 4th Circuit has not upheld the injunction.", None),
    ],
)
def test_what_a_court_of_appeals_did_to_the_ruling(
    registry: Registry, sentence: str, verdict: Holds | None
) -> None:
    found = told(registry, OFFICERS.format(sentence))
    assert [a.verdict for a in found.assertions if a.kind == "court-of-appeals"] == (
        [verdict] if verdict else []
    )


def test_an_appeal_to_come_is_none_that_was_decided_before(registry: Registry) -> None:
    found = said(told(registry, OFFICERS.format("The administration will appeal the next ruling.")))
    assert found["an appeal is to come"] is Holds.UNKNOWN


def test_suits_that_fit_alike_are_told_of_where_a_court_is_the_news(registry: Registry) -> None:
    found = told(
        registry,
        """Chicago fight over jail terms goes to the 7th Circuit

The 7th Circuit took up Chicago's fight with Attorney General Jeff Sessions over immigration terms on Byrne JAG grants.

The panel heard both sides for an hour. The city sued over the notice and access conditions.
""",
    )
    assert {case.fit for case in found.cases} == {Fit.POSSIBLE}
