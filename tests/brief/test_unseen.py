"""Stories as strangers write them: round-ups, muddled headlines, mails, sizes told in passing, odd files."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner

from enjoined.brief import brief_of, read_story, story_of
from enjoined.brief.assertions import Holds
from enjoined.brief.matching.fits import Fit, Verdict
from enjoined.brief.notes import Brief
from enjoined.brief.story.read_page import is_page
from enjoined.cli import cli
from enjoined.errors import UnreadableDocument
from enjoined.model import parse_day
from enjoined.registry.open import Registry

BY_JUDGE_ALONE = """Court rulings on grants: a week in review

May 10, 2025

Several rulings this week concerned federal grant conditions.

In Seattle, U.S. District Judge Barbara Rothstein granted a restraining order to King County and others that sued over
conditions on homelessness and transit grants from HUD and the Transportation Department.

In San Francisco, Judge Orrick said the government may not use two executive orders to withhold federal money from
sanctuary cities, repeating that an injunction of April still stands.
"""
OTHER_CASE_IN_HEADLINE = """City of Chicago v. Noem: judge blocks strings on disaster money

SAN FRANCISCO, Nov. 22, 2025 - U.S. District Judge William Orrick granted a preliminary injunction Friday to Santa Clara
County, San Jose, Oakland and other local governments that sued the Department of Homeland Security over immigration and
diversity conditions on emergency management grants.
"""
LIKE_ANOTHER = """Judge in Rhode Island rules in case like City of Chicago v. Noem

PROVIDENCE, Jan. 8, 2026 - A judge on Thursday ruled for a shelter network that sued the Department of Health and Human
Services over grant terms on gender identity. The network, Safe Rooms Together Inc., said the terms would force it to
turn people away. U.S. District Judge Anna Field wrote that the department had no authority.
"""
CONTRAST = """Seattle wins order over diversity certificate

Nov. 3, 2025

U.S. District Judge Barbara Rothstein granted Seattle a preliminary injunction Friday against two executive orders on
diversity programs and gender ideology in federal grants. Seattle sued in July.

An older suit is before Judge Orrick in San Francisco, over executive orders about sanctuary cities and federal money,
and his injunction has covered Seattle since April 24.
"""
UNRECORDED = """Nonprofits sue over grant terms

HARTFORD, Conn., March 3, 2026 - Harbor Light, Inc. and Elm City Homes Inc. sued the U.S. Department of Housing and Urban
Development on Tuesday. Harbor Light, Inc. v. U.S. Department of Housing and Urban Development (D. Conn.) says that a
homelessness grant was cut unlawfully. The complaint was filed in U.S. District Court for the District of Connecticut.
Judge Ann Lake has the case.
"""


def told(text: str, registry: Registry, dated: str | None = None) -> Brief:
    story = story_of(text, dated=parse_day(dated) if dated else None)
    return brief_of(registry, story, on=parse_day("2026-11-25"))


def fits(found: Brief, fit: Fit) -> list[str]:
    return [c.case for c in found.cases if c.fit is fit]


def test_a_round_up_tells_a_case_by_its_judge_alone(registry: Registry) -> None:
    assert fits(told(BY_JUDGE_ALONE, registry), Fit.ABOUT) == ["king-v-turner", "sf-v-trump-2025"]


def test_a_headline_with_another_case_does_not_decide(registry: Registry) -> None:
    found = told(OTHER_CASE_IN_HEADLINE, registry)
    assert fits(found, Fit.ABOUT) == ["santaclara-v-noem"]
    assert "chicago-v-noem" in fits(found, Fit.MENTIONED)


def test_a_case_named_for_comparison_is_not_the_storys(registry: Registry) -> None:
    assert told(LIKE_ANOTHER, registry).verdict is Verdict.NOT_IN_REGISTRY


def test_a_paragraph_on_another_case_is_held_against_that_one(registry: Registry) -> None:
    found = told(CONTRAST, registry)
    assert fits(found, Fit.ABOUT) == ["seattle-v-trump"]
    since = next(a for a in found.assertions if a.kind == "covered-since")
    assert (since.case, since.verdict) == ("sf-v-trump-2025", Holds.HOLDS)
    assert since.asserts.endswith("24 Apr 2025")


def test_without_a_day_suits_of_one_judge_stay_open(registry: Registry) -> None:
    text = "Chicago sues Sessions over police grant strings.\nThe suit was filed Monday in federal court."
    assert {"chicago-v-sessions-2017", "chicago-v-sessions-2018"} <= set(
        fits(told(text, registry), Fit.POSSIBLE)
    )


CHICAGO = """Chicago sued Attorney General Jeff Sessions over immigration conditions on the Byrne JAG grant for fiscal
2017. U.S. District Judge Harry Leinenweber has the case. {}"""
DOT = """States led by California sued the Transportation Department and Secretary Sean Duffy over a clause on immigration
enforcement in grants. U.S. District Judge John McConnell in Rhode Island ruled for California and Vermont. {}"""
TRADES = """Chicago Women in Trades sued President Trump and the Labor Department over executive orders on diversity in
grants. U.S. District Judge Matthew Kennelly granted an injunction. {}"""
FRANCISCO = """San Francisco sued President Donald Trump over his executive order on sanctuary cities and federal funding.
U.S. District Judge William Orrick had blocked it. {}"""


@pytest.mark.parametrize(
    ("story", "said", "dated", "kind", "verdict"),
    [
        (CHICAGO, "For now the order will protect only the city that sued.", "2018-06-27", "whom-it-covers", Holds.HOLDS),
        (CHICAGO, "The order covers every city in the country that applies.", "2018-06-27", "whom-it-covers", Holds.FALLS),
        (DOT, "The order applies only to the states that sued.", "2025-11-06", "whom-it-covers", Holds.FALLS),
        (TRADES, "The decision bars every federal agency from demanding it.", "2025-04-17", "every-agency", Holds.FALLS),
        (FRANCISCO, "The appeals court upheld the ruling.", "2018-08-02", "court-of-appeals", Holds.DEPENDS),
        (FRANCISCO, "The appeals court upheld the ruling in part.", "2018-08-02", "court-of-appeals", Holds.HOLDS),
    ],
)  # fmt: skip
def test_whom_orders_cover_and_what_stood_on_appeal(
    story: str, said: str, dated: str, kind: str, verdict: Holds, registry: Registry
) -> None:
    found = told(story.format(said), registry, dated)
    assert [a.verdict for a in found.assertions if a.kind == kind] == [verdict]


def test_what_is_denied_or_left_open_is_not_asserted(registry: Registry) -> None:
    said = "The government has not appealed the order, and has not said whether it will appeal."
    assert {a.kind for a in told(DOT.format(said), registry, "2025-11-06").assertions} <= {"court-blocked"}


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Boston, a city of 720,000, joined.", "false"),
        ("Boston, a city of 650,000, joined.", "true"),
        ("Providence, R.I., a city of 190,000, joined.", "true"),
        ("More than a quarter of Boston's nearly 650,000 residents ride it.", "true"),
        ("The council visits 720,000 people of Boston.", None),
        (
            "Richmond, Calif., sued. A quarter of Richmond's nearly 110,000 residents were born abroad.",
            "true",
        ),
        ("Boston said that its grant, with 1.2 million dollars, pays for buses.", None),
    ],
)
def test_sizes_of_cities_are_checked_as_round_numbers(
    said: str, verdict: str | None, registry: Registry
) -> None:
    found = told(f"{said} The council met.", registry, "2025-11-22")
    assert [c.report.verdict for c in found.claims] == ([verdict] if verdict else [])


def test_names_of_an_unrecorded_suit_are_whole(registry: Registry) -> None:
    unknown = told(UNRECORDED, registry).not_in_registry
    assert unknown is not None
    assert unknown.plaintiffs == ("Harbor Light, Inc. and Elm City Homes Inc.",)
    assert unknown.defendants == ("U.S. Department of Housing and Urban Development",)
    assert unknown.courts == ("U.S. District Court for the District of Connecticut", "Judge Ann Lake")


def _mail(name: str, data: bytes, kind: tuple[str, str]) -> bytes:
    message = EmailMessage()
    message["Subject"] = "FW: the story"
    message["Date"] = "Tue, 08 Aug 2017 10:00:00 +0000"
    message.set_content("See attached.\n")
    message.add_attachment(data, maintype=kind[0], subtype=kind[1], filename=name)
    return bytes(message)


def test_the_story_attached_to_a_mail_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(_mail("story.txt", OTHER_CASE_IN_HEADLINE.encode(), ("text", "plain")))
    story = read_story(path)
    assert story.title.startswith("City of Chicago v. Noem")
    assert story.told == parse_day("2025-11-22")
    path.write_bytes(_mail("story.pdf", b"%PDF-1.4 broken", ("application", "pdf")))
    story = read_story(path)
    assert any("story.pdf could not be read" in w for w in story.warnings)
    assert story.told == parse_day("2017-08-08")


def test_another_language_is_said_so() -> None:
    text = "La ciudad de Chicago demandó el lunes al fiscal general por las condiciones de una subvención policial."
    assert any("English" in w for w in story_of(text).warnings)
    assert story_of(OTHER_CASE_IN_HEADLINE).warnings == ()


def test_no_sentence_is_endless() -> None:
    text = "Chicago sued " * 2_000
    story = story_of(text)
    assert max(len(s.text) for s in story.sentences) <= 1_500
    assert sum(s.text.count("Chicago") for s in story.sentences) == 2_000


def test_a_memo_is_titled_by_its_subject() -> None:
    memo = "From: Deputy Manager\nTo: Council\nDate: August 14, 2025\nSubject: Tuesday's order\n\nThe order came."
    assert story_of(memo).title == "Tuesday's order"
    lead = "CHICAGO, Aug. 7 (Wire) - The city sued on Monday."
    assert story_of(lead).title == "The city sued on Monday."


@pytest.mark.parametrize("name", ["story-2017", "story-2025"])
@pytest.mark.parametrize("columns", ["80", "100"])
def test_a_brief_is_one_page_of_a_terminal(name: str, columns: str) -> None:
    path = Path(__file__).parents[2] / "examples" / f"{name}.txt"
    arguments = ["brief", str(path), "-r", "Harris County, TX", "--on", "2026-11-25"]
    result = CliRunner().invoke(cli, arguments, env={"COLUMNS": columns})
    assert result.exit_code == 0
    assert len(result.output.splitlines()) <= 45
    assert "What it says of the law" in result.output


DIGEST = """Federal Funds Watch

November 3, 2025

1. Seattle. Judge Barbara Rothstein on Friday barred federal agencies from using the orders on diversity programs and on
gender ideology to cut grants to the City of Seattle. The city had sued in July.

2. Shelter money. Also on Friday, a federal judge in Chicago ordered the Department of Homeland Security not to hold back
Shelter and Services money from Chicago, Denver and Pima County. The three sued in May over the freeze of their funds.

3. Sex education. Last Monday Judge Ann Aiken in Oregon enjoined the Department of Health and Human Services from making
the states that sued, Washington among them, strike gender identity from lessons under PREP grants.
"""
MISJUDGED = """Court: FEMA can't tie disaster aid to immigration

PROVIDENCE, R.I. - Sept. 25, 2025 - States that sued the Federal Emergency Management Agency over immigration rules on
disaster money won this week when U.S. District Judge John McConnell barred the Department of Homeland Security from
imposing the terms on them.

Twenty states, led by Illinois, and the District of Columbia went to court in May.
"""
BY_COURT_AND_DEFENDANT = """Head Start can say 'diversity' again, judge rules

SEATTLE, Jan. 8, 2026 - Head Start programs need not scrub words from grant applications after a federal judge in Seattle
told the administration to stop a ban on diversity and inclusion.

The preliminary injunction was issued Tuesday in a lawsuit of parents and associations of Head Start and early childhood
education. It names Health and Human Services Secretary Robert F. Kennedy Jr.
"""
RELEASE = """FOR IMMEDIATE RELEASE
June 20, 2025
Media contact: press office, 720-555-0142

Attorney General wins court order on transportation dollars

DENVER - A federal court yesterday granted a preliminary injunction to the states that sued.
"""


def test_a_digest_is_known_by_its_make(registry: Registry) -> None:
    found = told(DIGEST, registry)
    assert fits(found, Fit.ABOUT) == ["seattle-v-trump", "chicago-v-dhs-ssp", "wa-v-hhs-prep"]


def test_in_a_digest_the_plaintiff_is_that_of_its_own_item(registry: Registry) -> None:
    found = told(DIGEST.replace("Denver and Pima County. The", "Denver and Seattle. The"), registry)
    assert found.now is not None
    assert {row.name for row in found.now.plaintiff} <= {"Seattle, WA"}


def test_each_case_of_a_digest_says_where_the_reader_stands(registry: Registry) -> None:
    story = story_of(DIGEST)
    mine = brief_of(
        registry, story, on=parse_day("2026-11-25"), recipient=registry.recipient("Harris County, TX")
    )
    by_case = {other.case: {row.name for row in other.mine} for other in mine.also}
    assert by_case == {"chicago-v-dhs-ssp": set(), "wa-v-hhs-prep": {"Harris County, TX"}}


def test_a_wrong_judge_is_no_other_case(registry: Registry) -> None:
    found = told(MISJUDGED, registry)
    assert fits(found, Fit.ABOUT) == ["il-v-fema"]
    (judge,) = [a for a in found.assertions if a.kind == "judge"]
    assert judge.verdict is Holds.FALLS


def test_a_suit_of_associations_is_known_by_court_and_defendant(registry: Registry) -> None:
    assert fits(told(BY_COURT_AND_DEFENDANT, registry), Fit.ABOUT) == ["headstart-v-kennedy"]


def test_a_caption_is_that_of_the_case_so_titled(registry: Registry) -> None:
    found = told(OTHER_CASE_IN_HEADLINE, registry)
    assert "chicago-v-dhs-ssp" not in [c.case for c in found.cases]


def test_the_headline_stands_below_date_and_address() -> None:
    story = story_of(RELEASE)
    assert story.title == "Attorney General wins court order on transportation dollars"
    assert story.told == parse_day("2025-06-20")
    assert story_of("# The **week** in court\n*Nov. 3, 2025*\n\nA judge ruled.").title == "The week in court"


@pytest.mark.parametrize(
    ("text", "plaintiffs", "defendants"),
    [
        (
            "Columbus has joined Kansas City and Nashville in suing the Trump administration over health grants. "
            "The lawsuit was filed in federal court in Washington.",
            ("Columbus", "Kansas City and Nashville"),
            ("Trump administration",),
        ),
        (
            "PORTLAND, Maine - A judge ordered the U.S. Department of Agriculture to restore food money. The lawsuit says "
            "the cut was unlawful. The Attorney General of Maine sued on Monday.",
            ("Attorney General of Maine",),
            ("U.S. Department of Agriculture",),
        ),
        (
            "A judge on Friday halted arrests in a lawsuit that immigrant advocacy groups had filed last week. The complaint "
            "names the Border Patrol as a defendant.",
            ("immigrant advocacy groups",),
            ("Border Patrol",),
        ),
    ],
)
def test_who_sues_whom_in_other_words(
    text: str, plaintiffs: tuple[str, ...], defendants: tuple[str, ...], registry: Registry
) -> None:
    unknown = told(f"A suit\n\nOct. 1, 2025\n\n{text}", registry).not_in_registry
    assert unknown is not None
    assert (unknown.plaintiffs, unknown.defendants) == (plaintiffs, defendants)


def test_a_page_without_a_head_is_a_page() -> None:
    assert is_page("<div class=story><h1>City sues</h1></div>")
    assert not is_page("<city> sues")


def test_a_file_with_a_mark_of_order_alone_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableDocument, match="the file is empty"):
        read_story(path)


def test_one_appeal_in_two_suits_is_about_both(registry: Registry) -> None:
    text = """Court backs California, San Francisco over police grants

San Francisco, July 14, 2020 - The 9th Circuit Court of Appeals ruled Monday that the Justice Department cannot make the
State of California or the city of San Francisco give immigration agents access to jails in return for a Byrne JAG grant of
2017. Attorney General William Barr lost in both suits.
"""
    assert set(fits(told(text, registry), Fit.ABOUT)) == {"sf-v-sessions-2017", "california-v-sessions-2017"}


def test_a_suit_of_the_united_states_is_known_by_the_state(registry: Registry) -> None:
    text = """Driver's license law survives

ALBANY, Dec. 24, 2025 - New York may go on giving driver's licenses regardless of immigration status and need not hand over
its records, after a federal judge on Tuesday dismissed a suit by the Justice Department. U.S. District Judge Mae
D'Agostino wrote that no federal law makes a state do so. Attorney General Pam Bondi had announced the suit in February.
"""
    found = told(text, registry)
    assert fits(found, Fit.ABOUT) == ["us-v-new-york-licenses"]


def test_a_state_attorney_general_is_not_the_department(registry: Registry) -> None:
    text = """A suit over school meals

Oct. 1, 2025

A judge ordered the Agriculture Department to restore food money. The lawsuit says that the cut was unlawful. The
Attorney General of Maine sued on Monday.
"""
    assert told(text, registry).verdict is Verdict.NOT_IN_REGISTRY


def test_a_case_about_no_condition_says_what_last_happened(registry: Registry) -> None:
    text = """Judge tosses suit over sanctuary laws

CHICAGO, July 26, 2025 - A federal judge on Friday dismissed a lawsuit of the Justice Department against Illinois, Chicago and
Cook County over laws that limit help to immigration agents. U.S. District Judge Lindsay Jenkins has the case.
"""
    found = told(text, registry)
    assert found.then is not None
    assert "last on record by then: N.D. Ill. dismissal, 25 Jul 2025" in found.then.note
    assert found.now is not None
    assert "N.D. Ill. case closed, 26 Aug 2025" in found.now.note
