"""Suits of one's own beside a status: relief refused, and relief that has not come."""

from __future__ import annotations

from enjoined.law import parse_fact
from tests.law.conftest import SMALL, SOURCE, World, ask, kinds
from tests.law.test_qualifiers import RELIEF


def test_denial_and_pending_suit(world: World) -> None:
    head = "challenges: {instruments: [terms]}\n"
    law = world(
        """
- id: denied
  date: 2017-03-01
  kind: order
  title: Relief is refused.
  denies: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}
- id: dismissed
  date: 2017-09-01
  kind: dismissal
  title: The case is dismissed.
""",
        head=head,
    )
    assert kinds(ask(law, "alpha", "2017-02-01")) == {"suit-pending"}
    assert kinds(ask(law, "alpha", "2017-04-01")) == {"suit-pending", "denied-to-you"}
    assert kinds(ask(law, "alpha", "2017-10-01")) == {"denied-to-you"}
    assert kinds(ask(law, "beta", "2017-04-01")) == set()


def test_a_suit_that_once_brought_relief_is_not_one_without_relief(world: World) -> None:
    ended = """
- id: dissolved
  date: 2017-06-01
  kind: dissolution
  title: The injunction is dissolved.
  effects: [{id: gone, end: [inj]}]
"""
    law = world(RELIEF % "" + ended, head="challenges: {instruments: [terms]}\n")
    assert kinds(ask(law, "alpha", "2017-02-01")) == {"suit-pending"}
    assert kinds(ask(law, "alpha", "2017-07-01")) == set()
    assert kinds(ask(law, "alpha", "2017-07-01", condition="terms/2")) == {"suit-pending"}


def test_a_suit_whose_relief_may_reach_the_condition_is_not_one_without_relief(world: World) -> None:
    may = "\n- id: extended\n  date: 2017-04-01\n  kind: order\n  title: It may also cover the second term.\n"
    may += "  effects: [{id: more, restrain: enjoined, "
    may += "scope: {who: {members_of: {group: org/league}}, conditions: {ids: [terms/2]}}}]\n"
    law = world(RELIEF % "" + may, head="challenges: {instruments: [terms]}\n")
    assert kinds(ask(law, "alpha", "2017-03-01", condition="terms/2")) == {"suit-pending"}
    assert kinds(ask(law, "alpha", "2017-07-01", condition="terms/2")) == set()


def test_a_party_of_any_wave_has_a_suit_pending(world: World) -> None:
    case = f"""
case: beta-v-doj
title: Beta v. Department of Justice
short: Beta
court: ilnd
dockets: ["1:17-cv-2"]
challenges: {{instruments: [terms]}}
parties:
  - {{wave: w1, from: 2017-01-10, names: [il/beta]}}
  - {{wave: w2, from: 2017-03-10, names: [il/alpha]}}
{SOURCE}
events:
  - {{id: filed, date: 2017-01-10, kind: complaint, title: Beta sues., {SOURCE}}}
"""
    law = world(files={"cases/beta-v-doj.yaml": case})
    assert kinds(ask(law, "beta", "2017-02-01")) == {"suit-pending"}
    assert kinds(ask(law, "alpha", "2017-02-01")) == set()
    assert kinds(ask(law, "alpha", "2017-04-01")) == {"suit-pending"}


DENIED = """
- id: denied
  date: 2017-03-01
  kind: order
  title: Relief is refused.
  denies: %s
"""


def test_a_denial_is_told_from_the_day_it_was_public(world: World) -> None:
    law = world(DENIED % "{who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}")
    on = "2017-05-01"
    assert "denied-to-you" in kinds(ask(law, "alpha", on, known_on="2017-03-01"))
    assert "denied-to-you" not in kinds(ask(law, "alpha", on, known_on="2017-02-28"))


def test_what_was_issued_after_a_denial_was_not_denied(world: World) -> None:
    """Model, conditions: a selector without ids or instruments reaches those issued up to the order's day."""
    later = SMALL["instruments/terms.yaml"].replace("instrument: terms", "instrument: more")
    law = world(
        DENIED % "{who: {plaintiffs: [w1]}, conditions: {families: [notice-release]}}",
        files={"instruments/more.yaml": later.replace("date: 2017-01-01", "date: 2018-01-01")},
    )
    assert "denied-to-you" in kinds(ask(law, "alpha", "2018-05-01"))
    assert "denied-to-you" not in kinds(ask(law, "alpha", "2018-05-01", condition="more/1"))


def test_a_stated_fact_settles_one_of_the_open_lists_of_a_denial(world: World) -> None:
    two = (
        "[{who: {recipients: {list: [il/alpha], complete: no}}, conditions: {ids: [terms/1]}},"
        " {who: {recipients: {list: [il/gamma-county], complete: no}}, conditions: {ids: [terms/2]}}]"
    )
    law = world(DENIED % two)
    stated = (parse_fact("listed=alpha-v-doj/denied#2"),)
    for condition, told in (("terms/1", set()), ("terms/2", {"denied-to-you"})):
        assert kinds(ask(law, "beta", "2017-05-01", condition=condition, supplied=stated)) == told
