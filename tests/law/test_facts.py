"""What a stated fact settles, what it contradicts, and that it is read as it is written."""

from __future__ import annotations

import pytest

from enjoined.errors import InputError
from enjoined.law.facts import Fact, FactKind, SuppliedFact, parse_fact, part_of_government
from enjoined.law.status import is_such_a_part
from enjoined.model import LOCAL_KINDS, NO, STATE_KINDS, UNKNOWN, YES, Day, Truth, parse_day
from tests.conformance.reference import law_of
from tests.conformance.world import FOLDER, load

MEMBER = FactKind.MEMBER_OF
ASKED = parse_day("2019-01-01")
"""A day that only facts of the day asked about look at."""


@pytest.mark.parametrize(
    ("stated", "day", "settled"),
    [
        ("member_of=league", "2018-08-09", YES),
        ("not member_of=league", "2018-08-09", NO),
        ("member_of=league@2018-08-09", "2018-08-08", UNKNOWN),
        ("member_of=league@2018-08-09", "2018-08-09", YES),
        ("not member_of=league@2018-08-09", "2018-08-09", NO),
        ("member_of=league@2018-08-09", "2018-08-10", UNKNOWN),
        ("member_of=league@2018-08-09..2018-08-11", "2018-08-11", YES),
        ("member_of=league@2018-08-09..2018-08-11", "2018-08-12", UNKNOWN),
        ("member_of=league@2018-08-09", None, UNKNOWN),
        ("not member_of=league@2018-08-09", None, UNKNOWN),
        ("member_of=other", "2018-08-09", UNKNOWN),
        ("part_of=league", "2018-08-09", UNKNOWN),
    ],
)
def test_a_statement_settles_its_own_fact_on_its_own_days(
    stated: str, day: str | None, settled: Truth
) -> None:
    fact = Fact(MEMBER, "league", parse_day(day) if day else None)
    assert parse_fact(stated).decides(fact, ASKED) is settled


@pytest.mark.parametrize("kind", ["part_of", "part_of_government", "subdivision_of"])
def test_whose_office_somebody_is_is_settled_on_the_days_stated(kind: str) -> None:
    fact, stated = Fact(FactKind(kind), "il"), parse_fact(f"not {kind}=il@2018-08-09..2018-08-11")
    found = [stated.decides(fact, parse_day(f"2018-08-{day:02}")) for day in (8, 9, 11, 12)]
    assert found == [UNKNOWN, NO, NO, UNKNOWN]


def test_a_statement_settles_nothing_about_somebody_else() -> None:
    assert parse_fact("member_of=league").decides(Fact(MEMBER, "league", whose="il/beta"), ASKED) is UNKNOWN


def test_of_two_similar_conditions_whichever_comes_first_is_meant() -> None:
    fact = Fact(FactKind.SIMILAR, "more/1~terms/1")
    assert parse_fact("similar=terms/1~more/1").decides(fact, ASKED) is YES
    assert parse_fact("not similar=more/1~terms/1").contradicts(parse_fact("similar=terms/1~more/1"))
    assert parse_fact("similar=terms/1~more/2").decides(fact, ASKED) is UNKNOWN
    assert (
        parse_fact("reaches-later-wave=a/1~b/1").decides(Fact(FactKind.LATER_WAVE, "b/1~a/1"), ASKED)
        is UNKNOWN
    )


def test_a_notice_named_as_a_whole_stands_for_each_of_its_lists() -> None:
    fact = Fact(FactKind.LISTED, "notice/first")
    assert parse_fact("listed=notice").decides(fact, ASKED) is YES
    assert parse_fact("listed=notice/first").decides(fact, ASKED) is YES
    assert parse_fact("listed=notice/second").decides(fact, ASKED) is UNKNOWN
    assert parse_fact("listed=not").decides(fact, ASKED) is UNKNOWN
    assert parse_fact("member_of=league").decides(Fact(MEMBER, "league/branch"), ASKED) is UNKNOWN


@pytest.mark.parametrize(
    ("one", "other", "contrary"),
    [
        ("member_of=league", "not member_of=league", True),
        ("member_of=league", "member_of=league", False),
        ("member_of=league", "not member_of=other", False),
        ("member_of=league", "not part_of=league", False),
        ("member_of=league@2018-08-09", "not member_of=league", True),
        ("member_of=league@2018-08-09", "not member_of=league@2018-08-10", False),
        ("member_of=league@2018-08-09..2018-08-10", "not member_of=league@2018-08-10..2018-08-12", True),
        ("member_of=league@2018-08-01..2018-08-03", "not member_of=league@2018-08-05..2018-08-07", False),
        ("occurred=e@2018-08-01", "not occurred=e@2018-08-05", True),
        ("occurred=e@2018-08-05", "not occurred=e@2018-08-01", False),
    ],
)
def test_two_statements_contradict_each_other_only_on_a_common_day(
    one: str, other: str, contrary: bool
) -> None:
    assert parse_fact(one).contradicts(parse_fact(other)) is contrary
    assert parse_fact(other).contradicts(parse_fact(one)) is contrary


@pytest.mark.parametrize(
    "text",
    [
        "member_of=league",
        "not member_of=league",
        "member_of=league@2018-08-09",
        "not part_of=il/alpha@2018-08-09..2018-08-10",
        "listed=notice/first@2018-08-09..2018-12-31",
    ],
)
def test_a_statement_is_written_as_it_is_read(text: str) -> None:
    assert str(parse_fact(text)) == text


def test_the_window_is_from_its_first_day_to_its_last() -> None:
    stated = parse_fact("member_of=org/league@2018-08-09..2018-08-11")
    assert (stated.about, stated.start, stated.until) == (
        "league",
        parse_day("2018-08-09"),
        parse_day("2018-08-12"),
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("member_of", "KIND=ID"),
        ("member_of=", "KIND=ID"),
        ("friend_of=league", "no such kind"),
        ("member_of=league@yesterday", "not a day"),
        ("member_of=league@2018-08-09..2018-08-08", "ends before it starts"),
        ("member_of=league@2018-08-09..2018-08-07", "ends before it starts"),
    ],
)
def test_what_is_no_fact_is_refused_with_the_reason(text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        parse_fact(text)


def test_an_open_fact_is_offered_as_the_option_that_settles_it() -> None:
    for day in (None, parse_day("2018-08-09")):
        fact = Fact(MEMBER, "league", day)
        assert fact.option is not None
        assert parse_fact(fact.option).decides(fact, ASKED) is YES
    assert Fact(MEMBER, "league", whose="il/beta").option is None


def test_a_fact_is_told_with_the_name_and_the_day() -> None:
    assert Fact(MEMBER, "league").in_words("League") == "you were a member of the League"
    dated = Fact(MEMBER, "league", parse_day("2018-08-09"))
    assert dated.in_words("League") == "you were a member of the League on 9 Aug 2018"
    assert Fact(FactKind.FISCAL_YEAR, "2017").in_words("2017") == "the award is of fiscal year 2017"


def test_a_statement_open_at_one_end_is_bounded_at_the_other_only() -> None:
    day = parse_day("2018-08-09")
    since = SuppliedFact(kind=MEMBER, about="league", holds=True, start=day)
    before = SuppliedFact(kind=MEMBER, about="league", holds=False, until=day)
    facts = [Fact(MEMBER, "league", Day(day + away)) for away in (-1, 0)]
    assert [since.decides(fact, ASKED) for fact in facts] == [UNKNOWN, YES]
    assert [before.decides(fact, ASKED) for fact in facts] == [NO, UNKNOWN]
    later = parse_fact("not member_of=league@2018-08-10")
    assert since.contradicts(later) and later.contradicts(since)
    assert not since.contradicts(before) and not before.contradicts(since)
    assert str(since) == "member_of=league" and str(before) == "not member_of=league"


def test_what_is_said_of_a_part_of_some_government_is_said_of_any_wider_kind() -> None:
    anything, local = (part_of_government("il", kinds) for kinds in (STATE_KINDS | LOCAL_KINDS, LOCAL_KINDS))
    today = parse_day("2026-03-01")
    assert parse_fact("part_of_government=il:local").decides(anything, today) is YES
    assert parse_fact("part_of_government=il").decides(local, today) is UNKNOWN
    assert parse_fact("not part_of_government=il").decides(local, today) is NO
    assert parse_fact("not part_of_government=il:local").decides(anything, today) is UNKNOWN


def test_a_place_whose_id_names_no_kind_may_be_of_several() -> None:
    law = law_of(load(FOLDER / "later_conditions.json"))
    unsaid = Fact(FactKind.PART_OF, "il/somewhere")
    assert is_such_a_part(law, unsaid, "il:local")
    assert not is_such_a_part(law, unsaid, "il:city,county")
    assert is_such_a_part(law, Fact(FactKind.PART_OF, "il/some-county"), "il:city,county")
    assert is_such_a_part(law, Fact(FactKind.PART_OF, "il/a"), "il:city,county")
    assert not is_such_a_part(law, unsaid, "wi:local")
