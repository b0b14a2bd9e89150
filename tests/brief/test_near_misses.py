"""Stories near a recorded case, which are about something else; and several cases told in one breath."""

from __future__ import annotations

import pytest

from enjoined.brief import brief_of, story_of
from enjoined.brief.assertions import Holds
from enjoined.brief.matching.judges import judges_named
from enjoined.brief.matching.match import Fit, Verdict
from enjoined.brief.notes import Brief
from enjoined.model import parse_day
from enjoined.registry.open import Registry
from tests.brief.stories import STORIES


def told(text: str, registry: Registry) -> Brief:
    return brief_of(registry, story_of(text), on=parse_day("2026-11-27"))


def about(found: Brief) -> list[str]:
    return [c.case for c in found.cases if c.fit is Fit.ABOUT]


BRIDGE = """Seattle wins ruling in suit over bridge contract

Nov. 1, 2025

U.S. District Judge Barbara Rothstein ruled Friday for the city of Seattle in its suit against a builder over cracks in a
bridge that was paid for in part by a grant from the Federal Highway Administration. The builder had argued that federal
grant rules, not the contract, set the standard for concrete.
"""
BOAT = """Judge McConnell rules for fishermen

Nov. 4, 2025

Chief U.S. District Judge John McConnell ruled Tuesday that the U.S. Department of Transportation must pay two fishermen
whose boat was damaged off Point Judith. They had paid for repairs with a federal grant. McConnell wrote that the
department's rules do not require a second notice. The State of Rhode Island is not a party to the suit.
"""
SHELTER = """King County judge tosses challenge to shelter plan

SEATTLE, Aug. 13, 2025 - A King County Superior Court judge on Tuesday dismissed a lawsuit by property owners against a
homeless shelter that the county builds with federal Continuum of Care money. The owners said that King County had taken
the grant from the U.S. Department of Housing and Urban Development under conditions that it never told the public about.
"""
COUNCIL = """Boston council sues mayor over housing money

June 4, 2025

Three members of the Boston City Council filed suit in Suffolk Superior Court on Tuesday to make the mayor spend Continuum
of Care money from the U.S. Department of Housing and Urban Development. The agency attached new conditions on diversity
and immigration, and a federal judge in Seattle blocked them on Tuesday for Boston and others.
"""


@pytest.mark.parametrize("text", [BRIDGE, BOAT, SHELTER, COUNCIL])
def test_judge_day_and_grant_alone_are_no_case(registry: Registry, text: str) -> None:
    found = told(text, registry)
    assert (found.verdict, found.cases) == (Verdict.NOT_IN_REGISTRY, ())


def test_a_county_of_the_same_name_is_no_judge(registry: Registry) -> None:
    text = (
        f"{SHELTER}\nKing County's federal suit against HUD, King County v. Turner, is before another judge."
    )
    assert "wa-v-trump" not in [c.case for c in told(text, registry).cases]


IN_ONE_BREATH = """Three courts in one day rule against the Education Department

April 25, 2025

Judges ruled on Thursday against demands of the U.S. Department of Education about diversity programs. In Concord, Judge
Landya McCafferty granted an injunction to the National Education Association; in Baltimore, Judge Stephanie Gallagher sided
with the American Federation of Teachers; and in Washington, Judge Dabney Friedrich barred the certificate at the request
of the NAACP.
"""
A_YEAR = """Grant conditions: a year in court

December 30, 2025

Transportation. Chief Judge John McConnell of Rhode Island vacated the immigration condition of the Department of
Transportation on Nov. 4, in a suit led by California.

Emergency management. Judge William Orrick enjoined terms of FEMA for 29 local governments led by Santa Clara County on
Nov. 21.

Schools. The American Federation of Teachers won vacatur of the Education Department's letter and certificate on diversity
programs in Maryland on Aug. 14.
"""


def test_each_judge_of_one_sentence_tells_of_a_case(registry: Registry) -> None:
    assert about(told(IN_ONE_BREATH, registry)) == ["nea-v-ed", "aft-v-ed", "naacp-v-ed"]


def test_an_association_leads_its_item_of_a_round_up(registry: Registry) -> None:
    assert about(told(A_YEAR, registry)) == ["ca-v-dot", "santaclara-v-noem", "aft-v-ed"]


TRANSIT = """Governor announces victory for transit security money

October 16, 2025

A federal court today ordered FEMA to award New York more than $33 million for the safety of the transit authority's riders.
The decision by Judge Lewis A. Kaplan of the U.S. District Court for the Southern District of New York sets aside FEMA's
refusal of the grant over New York City's policies on immigration. New York filed its lawsuit on September 30.
"""


def test_the_state_of_new_york_is_not_also_its_city(registry: Registry) -> None:
    assert [c.case for c in told(TRANSIT, registry).cases] == ["ny-v-noem-tsgp"]


LESSONS = """Judge keeps sex-education money flowing

Oct. 28, 2025

U.S. District Judge Ann Aiken in Eugene granted an injunction on Monday in a suit of Washington, Oregon and {} states against
the U.S. Department of Health and Human Services over a ban on content about gender in PREP grants.
"""


@pytest.mark.parametrize(
    ("number", "verdict"),
    [
        ("more than a dozen other", Holds.HOLDS),
        ("more than 30 other", Holds.FALLS),
        ("14 other", Holds.HOLDS),
    ],
)
def test_the_least_of_how_many_sue_holds_for_more(registry: Registry, number: str, verdict: Holds) -> None:
    found = told(LESSONS.format(number), registry)
    assert [a.verdict for a in found.assertions if a.kind == "how-many-sue"] == [verdict]


HEALTH = """Columbus gets health money back

June 18, 2025

U.S. District Judge Christopher Cooper in Washington ordered the Department of Health and Human Services on Tuesday to restore
public health grants in a suit of {}. A union sues with them.
"""


def test_governments_are_counted_among_those_who_sue(registry: Registry) -> None:
    found = told(HEALTH.format("Columbus and three other local governments"), registry)
    assert [a.verdict for a in found.assertions if a.kind == "how-many-sue"] == [Holds.HOLDS]


PRESCHOOL = """Judge halts Head Start policy

Sept. 12, 2025

The Trump administration may not turn children away from Head Start for their immigration status, in an order that reaches
the program across the country. U.S. District Judge Ricardo Martinez in Seattle ruled Thursday against the Department of
Health and Human Services in a suit of Head Start associations over what counts as a federal public benefit.
"""
POLICE = """L.A. wins nationwide order against police grant rules, city attorney says

Feb. 16, 2019

U.S. District Judge Manuel Real issued the injunction Friday in a case that Los Angeles filed in August against the Justice
Department over immigration conditions on the fiscal 2018 Byrne JAG grant. In October the city asked the judge to make the
order cover the entire program.
"""
CITIES = """Judge sides with Providence and Central Falls

June 11, 2019

U.S. District Judge John McConnell ruled Monday for Providence and Central Falls in their suit over the Justice Department's
conditions on fiscal 2017 Byrne JAG grants, certificates of compliance with 8 U.S.C. 1373 among them. The order means that
every city in the country is free of the conditions, an advocate said.
"""


@pytest.mark.parametrize(
    ("text", "verdict"), [(PRESCHOOL, Holds.HOLDS), (POLICE, Holds.DEPENDS), (CITIES, Holds.FALLS)]
)
def test_what_an_order_reaches(registry: Registry, text: str, verdict: Holds) -> None:
    reach = [a for a in told(text, registry).assertions if a.kind == "reach"]
    assert [(a.asserts, a.verdict) for a in reach] == [
        ("the order reaches everybody in the country", verdict)
    ]


def test_a_request_of_old_has_been_answered(registry: Registry) -> None:
    (asked,) = [a for a in told(POLICE, registry).assertions if a.kind == "court-will-decide"]
    assert asked.events[-1] == "la-v-sessions-2018/injunction"


@pytest.mark.parametrize(
    ("told_of", "plaintiffs", "defendants"),
    [
        ("California and nine other states sued the Interior Department on Monday over oil leases.",
         ("California and nine other states",), ("Interior Department",)),
        ("A judge threw out a suit by two former deputies against the sheriff over a vaccination order.",
         ("two former deputies",), ("sheriff",)),
        ("Merchants on Boylston Street sued the city last week over bike lanes.",
         ("Merchants on Boylston Street",), ("city",)),
        ("The man's parents sued in 2022. A judge let stand a verdict against Santa Clara County.",
         ("man's parents",), ("Santa Clara County",)),
        ("A judge granted an order sought by Illinois and the city of Chicago, which sued on Monday.",
         ("Illinois and the city of Chicago",), ()),
        ("Attorney General Ann Roe on Wednesday led a coalition of 12 states in suing the Weather Service over a rule.",
         ("Attorney General Ann Roe",), ("Weather Service",)),
        ("A judge sided with residents who sued the state as well as its contractor.", (), ("state as well as its contractor",)),
    ],
)  # fmt: skip
def test_who_sues_whom_in_a_suit_that_is_not_held(
    registry: Registry, told_of: str, plaintiffs: tuple[str, ...], defendants: tuple[str, ...]
) -> None:
    found = told(f"A suit goes on\n\nMarch 2, 2026\n\n{told_of} The lawsuit is in court.", registry)
    assert found.not_in_registry is not None
    assert (found.not_in_registry.plaintiffs, found.not_in_registry.defendants) == (plaintiffs, defendants)


def test_who_quotes_another_suit_tells_of_none(registry: Registry) -> None:
    text = """Council puts off vote on federal grant terms

Sept. 4, 2025

Councilors on Wednesday put off a vote on federal homeland security money. "San Francisco sued over conditions like these,
and a judge ruled for it," the city's lawyer said. The council next meets on Sept. 17.
"""
    assert told(text, registry).verdict is Verdict.NOTHING


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chief U.S. District Judge John J. McConnell Jr. ruled", {"John", "J", "McConnell", "Jr"}),
        ("Judge Mae D'Agostino's order, and Roe, a federal judge in Ohio", {"Mae", "D'Agostino", "Roe"}),
        ("a King County Superior Court judge said", set()),
        ("the judge, William Orrick, agreed", {"William", "Orrick"}),
    ],
)
def test_judges_as_stories_name_them(text: str, names: set[str]) -> None:
    assert judges_named(text) == names


NURSES = """Nurses sue King County over unpaid overtime

SEATTLE, June 4, 2025 - Forty nurses of King County filed a lawsuit in federal court in Seattle on Tuesday over meal breaks
that they worked through. Many are paid from a Continuum of Care grant of the U.S. Department of Housing and Urban
Development. The case was assigned to U.S. District Judge Barbara Rothstein. The county won an order on the same day in
another matter, a suit against the Trump administration over terms of federal grants.
"""
FIREFIGHTERS = """Orrick rules for San Jose firefighters in overtime dispute

SAN JOSE, Nov. 22, 2025 - U.S. District Judge William Orrick ruled Friday that San Jose miscounted the overtime of about 90
firefighters. Their union sued the city in 2023. Part of the pay came from a Staffing for Adequate Fire and Emergency
Response grant, a program of the Federal Emergency Management Agency, whose terms the city had cited.
"""
TROOPS = """Illinois, Chicago sue to keep National Guard off city streets

CHICAGO, Oct. 6, 2025 - The state of Illinois and the city of Chicago filed a federal lawsuit on Monday to stop President
Donald Trump from sending troops. The suit, in the Northern District of Illinois, names Homeland Security Secretary Kristi
Noem. It says that the president wants to punish Chicago for its sanctuary policies, for which he has also threatened to cut
off federal grants. U.S. District Judge April Perry declined to block the deployment at once. Chicago has been fighting over
conditions on security grants since the spring.
"""
PUMPS = """Chicago, Cook County sue over cut to flood pumps

CHICAGO, Nov. 24, 2025 - Chicago and a water district sued the Army Corps of Engineers on Monday over $60 million for pumps.
The complaint in the Northern District of Illinois says that the Corps attached a condition to the grant that Congress never
wrote. The case went to U.S. District Judge Manish Shah. A lawyer for the city pointed to the injunction that it won on
Friday over homeland security grants.
"""


@pytest.mark.parametrize("text", [NURSES, FIREFIGHTERS, TROOPS, PUMPS])
def test_a_suit_against_the_city_or_over_something_else_is_no_case(registry: Registry, text: str) -> None:
    found = told(text, registry)
    assert (found.verdict, found.cases) == (Verdict.NOT_IN_REGISTRY, ())


def test_whoever_is_sued_in_the_news_does_not_sue_in_it(registry: Registry) -> None:
    found = told(NURSES, registry).not_in_registry
    assert found is not None
    assert (found.plaintiffs, found.defendants) == (("Forty nurses of King County",), ("King County",))


def test_a_ruling_against_those_who_sued_is_no_suit_against_them(registry: Registry) -> None:
    text = (
        "Appeals court lets diversity orders stand\n\nFeb. 7, 2026\n\nThe 4th U.S. Circuit Court of Appeals ruled Friday "
        "against Baltimore and others that sued over President Donald Trump's executive orders on diversity programs in grants."
    )
    assert about(told(text, registry)) == ["nadohe-v-trump"]


@pytest.mark.parametrize("name", ["Santa Clara County", "King County, first order", "a note of three lines"])
@pytest.mark.parametrize(
    "aside",
    [
        "In February the Justice Department sued {} over its policies.",
        "Last year a union sued the county and another sued the city over unpaid overtime.",
        "A landlord sued {} over rent rules in a separate case.",
        "The president has sued Acme News over an interview.",
    ],
)
def test_an_aside_on_a_suit_against_the_city_takes_no_story_from_its_case(
    registry: Registry, name: str, aside: str
) -> None:
    story = next(s for s in STORIES if s.name == name)
    city = {"a note of three lines": "Fresno"}.get(name, name.partition(",")[0])
    found = brief_of(
        registry,
        story_of(
            f"{story.text}\n\n{aside.format(city)}", dated=parse_day(story.dated) if story.dated else None
        ),
        on=parse_day("2026-11-27"),
    )
    assert about(found) == [story.case]
