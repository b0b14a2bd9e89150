"""Each remark beside a status appears when it should, and not otherwise."""

from __future__ import annotations

from enjoined.law import Acceptance, Award
from enjoined.model import parse_day
from tests.law.conftest import World, ask, kinds

RELIEF = """
- id: judgment
  date: 2017-03-01
  kind: judgment
  title: The condition is enjoined for Alpha.
  effects:
    - {id: inj, restrain: enjoined, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}%s}
"""


def test_a_reversal_waits_for_the_mandate_and_says_so(world: World) -> None:
    law = world(
        RELIEF % ""
        + """
- id: reversed
  date: 2018-03-01
  kind: reversal
  court: ca7
  title: The judgment is reversed.
  effects: [{id: r, end: [inj], from: {mandate: mandate}}]
- id: mandate
  date: {after: 2018-05-01}
  kind: mandate
  court: ca7
  title: The mandate issues.
"""
    )
    before = ask(law, "alpha", "2018-02-01")
    assert "reversed-mandate-not-issued" not in kinds(before)
    pending = ask(law, "alpha", "2018-04-01")
    assert pending.status == "enjoined"
    assert "reversed-mandate-not-issued" in kinds(pending)
    assert any("had not issued as of 1 May 2018" in q.text for q in pending.qualifiers)
    assert ask(law, "alpha", "2018-06-01").status == "unclear"


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


def test_the_award_s_own_state_is_remarked(world: World) -> None:
    law = world()
    on = "2017-04-01"
    signed = Award(certified=parse_day("2017-03-01"), under_protest=True, acceptance=Acceptance.NONE)
    assert kinds(ask(law, "alpha", on, award=signed)) == {
        "certificate-signed",
        "under-protest",
        "not-yet-accepted",
    }
    later = Award(certified=parse_day("2017-05-01"))
    assert kinds(ask(law, "alpha", on, award=later)) == set()


def test_slots_of_a_restraint_become_remarks(world: World) -> None:
    law = world(
        RELIEF
        % (
            ", reach: consequence, carve_out: Not for money already spent.,"
            " literal: {who: {everyone: yes}, awards: {accepted_before: 2017-01-01}},"
            " construed: {by: the agency, on: 2017-04-01, why: its notice}"
        )
    )
    answer = ask(law, "alpha", "2017-05-01")
    assert {"consequence-only", "carve-out", "literal-reach"} <= kinds(answer)


def test_an_order_whose_ground_fell_says_so(world: World) -> None:
    law = world(
        """
- id: ruling
  date: 2017-03-01
  kind: ruling
  title: The term is enjoined for all and for that reason for Beta.
  effects:
    - {id: ground, restrain: enjoined, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}
    - {id: inj, restrain: enjoined, rests_on: [ground], scope: {who: {recipients: [il/beta]}, conditions: {ids: [terms/1]}}}
- id: fallen
  date: 2017-06-01
  kind: dissolution
  title: The ground falls.
  effects: [{id: gone, end: [ground]}]
"""
    )
    before, after = ask(law, "beta", "2017-05-01"), ask(law, "beta", "2017-07-01")
    assert (before.depth, kinds(before)) == (1, set())
    assert (after.status, after.depth) == ("enjoined", 1)
    assert kinds(after) == {"rests-on-fallen-order"}


def test_unread_second_hand_and_stale_records_are_marked(world: World) -> None:
    law = world(
        (RELIEF % "").replace("- id: judgment", "- id: judgment")
        + """
- id: entry
  date: 2017-04-01
  kind: order
  title: An order nobody has read.
  unread: yes
"""
    )
    answer = ask(law, "alpha", "2021-01-01")
    assert {"unread-entry", "last-checked"} <= kinds(answer)
    assert "second-hand-source" not in kinds(answer)
    assert "unread-entry" not in kinds(ask(law, "alpha", "2017-03-15"))
    assert str(answer.checked) == "2020-01-01"


def test_a_day_after_the_day_of_knowledge_assumes_no_change(world: World) -> None:
    law = world(RELIEF % "")
    answer = ask(law, "alpha", "2018-01-01", known_on="2017-02-01")
    assert answer.status == "binding"
    assert kinds(answer) == {"assumes-no-change-after"}
