"""Which case a story is about; no case is forced on a story."""

from __future__ import annotations

import pytest

from enjoined.brief import brief_of
from enjoined.brief.matching.lexicon import Lexicon
from enjoined.brief.matching.match import Fit, Match, Verdict, judge
from enjoined.brief.matching.reading import read_for
from enjoined.brief.story.story import story_of
from enjoined.model import parse_day
from enjoined.registry.open import Registry
from tests.brief.stories import STORIES, Told


def matched(told: Told, lexicon: Lexicon, registry: Registry) -> tuple[Verdict, tuple[Match, ...]]:
    dated = parse_day(told.dated) if told.dated else None
    return judge(read_for(story_of(told.text, dated=dated), lexicon, registry), lexicon, registry.law)


@pytest.mark.parametrize("told", STORIES, ids=[told.name for told in STORIES])
def test_the_case_is_found_or_none(told: Told, lexicon: Lexicon, registry: Registry) -> None:
    verdict, matches = matched(told, lexicon, registry)
    if told.case is None or told.case == "":
        assert matches == ()
        assert verdict is (Verdict.NOTHING if told.case == "" else Verdict.NOT_IN_REGISTRY)
    elif isinstance(told.case, frozenset):
        assert {m.case for m in matches if m.fit is not Fit.MENTIONED} == told.case
    else:
        assert verdict is Verdict.CASE
        assert [m.case for m in matches if m.fit is Fit.ABOUT] == [told.case]
        assert len(matches[0].reasons) >= 3


ANOTHER_JUDGE = """Judge in Portland bars troops

PORTLAND, Ore. (Wire) - Oct. 5, 2025 - A federal judge on Sunday barred the Trump administration from sending troops,
ruling for the State of Oregon, which sued last week. U.S. District Judge Karin Immergut granted a restraining order.
Homeland Security Secretary Kristi Noem said agents need protection. Illinois filed a suit of its own on Monday.
"""
FEDERAL_PLAINTIFF = """Justice Department sues Illinois over sanctuary laws

CHICAGO, Feb. 6, 2025 (Wire) - The Justice Department on Thursday sued Illinois, Chicago and Cook County, saying that
their laws hinder immigration agents. The suit was assigned to U.S. District Judge Lindsay Jenkins. It asks the court to
strike down the TRUST Act.
"""
TWO_SUITS = """Twenty states sue over immigration strings on disaster money

PROVIDENCE, R.I., May 13, 2025 - Twenty states sued the Trump administration on Tuesday over conditions that require
help with immigration enforcement to receive grants. They filed two lawsuits in federal court in Rhode Island, one
against the Department of Homeland Security and FEMA, the other against the Department of Transportation, said the
attorneys general of Illinois and California.
"""


def test_a_case_of_another_judge_is_not_forced_on_a_story(lexicon: Lexicon, registry: Registry) -> None:
    assert matched(Told("", ANOTHER_JUDGE, None), lexicon, registry)[1] == ()


def test_a_suit_of_the_united_states_is_known_by_its_judge_and_day(
    lexicon: Lexicon, registry: Registry
) -> None:
    (match,) = matched(Told("", FEDERAL_PLAINTIFF, None), lexicon, registry)[1]
    assert (match.case, match.fit) == ("us-v-illinois", Fit.ABOUT)


def test_a_story_of_two_suits_is_about_both(lexicon: Lexicon, registry: Registry) -> None:
    matches = matched(Told("", TWO_SUITS, None), lexicon, registry)[1]
    assert {m.case for m in matches if m.fit is Fit.ABOUT} == {"il-v-fema", "ca-v-dot"}


ROUND_UP = """Grant rulings from two coasts

Nov. 22, 2025

Two federal judges on Friday blocked Homeland Security Secretary Kristi Noem from adding terms to emergency grants.

U.S. District Judge Manish Shah ruled for Chicago, Boston and six other plaintiffs over terms on diversity programs. Eight
local governments sued in Chicago.

U.S. District Judge William Orrick granted Santa Clara County's motion over terms on immigration enforcement.
"""
JUSTICES = """Justices let health agency end research grants

The Supreme Court let the National Institutes of Health stop paying for research grants while the American Public
Health Association and a group of states go on with their lawsuit. A judge had ordered the money restored.
"""
BY_JUDGE = """Temporary order for Fresno

FRESNO, Calif. - Aug. 28, 2025. A judge said Wednesday that Fresno need not sign new terms for road and housing money
yet. U.S. District Judge Richard Seeborg granted a restraining order to the city, which sued the Department of Housing
and Urban Development last week.
"""
PASSING = """Chicago lands a housing grant

CHICAGO - March 3, 2026. Chicago will spend a federal housing grant on two shelters, aldermen said. King County and San
Francisco won similar grants this year. Conditions of the award ask for a yearly report.
"""


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        (ROUND_UP, {"chicago-v-noem", "santaclara-v-noem"}),
        (JUSTICES, {"apha-v-nih"}),
        (BY_JUDGE, {"fresno-v-turner"}),
        (PASSING, set()),
    ],
)
def test_every_case_with_enough_evidence_is_found_and_no_other(
    text: str, cases: set[str], lexicon: Lexicon, registry: Registry
) -> None:
    verdict, matches = matched(Told("", text, None), lexicon, registry)
    assert {m.case for m in matches if m.fit is Fit.ABOUT} == cases
    assert verdict is (Verdict.CASE if cases else Verdict.NOTHING)


RELEASED = """Transit agency gets reprieve in fight over $2 billion

March 25, 2026

U.S. District Judge Thomas Durkin on Tuesday ordered the Transportation Department to release money for transit in Chicago
for now. The agency sued four days earlier, saying that Washington held some $2 billion while it looked into whether
contracts were handed out on the basis of race. Durkin said that new rules may not be laid on grants already awarded.
"""
ADVISED = """Labor Department may not demand the certificate

April 17, 2025

Judge Matthew Kennelly enjoined the Department of Labor on April 15 in Chicago Women in Trades v. Trump, No. 1:25-cv-02005.
The certificate on diversity programs comes from an executive order. In City and County of San Francisco v. Trump the orders
are about other terms.
"""


def test_money_ordered_released_is_news_of_an_order(lexicon: Lexicon, registry: Registry) -> None:
    verdict, matches = judge(read_for(story_of(RELEASED), lexicon, registry), lexicon, registry.law)
    assert (verdict, [m.case for m in matches]) == (Verdict.CASE, ["cta-v-dot"])


def test_what_is_last_on_record_is_told_and_a_caption_is_that_of_its_years(registry: Registry) -> None:
    found = brief_of(registry, story_of(ADVISED), on=parse_day("2026-11-27"))
    assert found.next is not None
    assert found.next.came_of[-1].event == "cwit-v-trump/argument"
    assert [c.case for c in found.cases if c.fit is Fit.MENTIONED] == ["sf-v-trump-2025"]
    assert found.cases[1].reasons[0].endswith("(City and County of San Francisco v. Trump)")
