"""Each remark beside a status appears when it should, and not otherwise."""

from __future__ import annotations

import pytest

from enjoined.law import Acceptance, Award
from enjoined.law.answering.qualifiers import QualifierKind
from enjoined.law.options import apply, parse_options
from enjoined.model import Kind, parse_day
from tests.law.conftest import SMALL, World, ask, kinds

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


def test_the_award_s_own_state_is_remarked(world: World) -> None:
    law = world()
    on = "2017-04-01"
    signed = Award(certified=parse_day("2017-03-01"), under_protest=True, acceptance=Acceptance.NONE)
    assert kinds(ask(law, "alpha", on, award=signed)) == {
        "certificate-signed",
        "under-protest",
        "not-yet-accepted",
    }
    assert kinds(ask(law, "alpha", "2016-06-01", award=signed)) == set(), "there is no duty yet"
    later = Award(certified=parse_day("2017-05-01"))
    assert kinds(ask(law, "alpha", on, award=later)) == set()


@pytest.mark.parametrize(
    ("attaches", "accepted", "says"),
    [
        ("at-award", "2016-12-31", "only if it carries them"),
        ("unknown", "2016-12-31", "is not known"),
        ("floating", "2016-12-31", ""),
        ("at-award", "2017-01-01", ""),
    ],
)
def test_an_award_older_than_the_terms_is_remarked(
    world: World, attaches: str, accepted: str, says: str
) -> None:
    terms = {name: text.replace("impose: at-award", f"impose: {attaches}") for name, text in SMALL.items()}
    law = world(files=terms)
    award = Award(accepted=parse_day(accepted), acceptance=Acceptance.ACCEPTED)
    answer = ask(law, "alpha", "2017-04-01", award=award)
    told = " ".join(q.text for q in answer.qualifiers if q.kind is QualifierKind.EARLIER)
    assert answer.status == "binding"
    assert says in told and bool(told) is bool(says)


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


def test_a_ground_that_fell_is_told_where_it_is_not_known_to_have_reached_you(world: World) -> None:
    law = world(
        """
- id: ruling
  date: 2017-03-01
  kind: ruling
  title: The term is enjoined for those on a list and for that reason for Beta.
  effects:
    - {id: ground, restrain: enjoined, scope: {who: {recipients: {list: [il/alpha], complete: no}}, conditions: {ids: [terms/1]}}}
    - {id: inj, restrain: enjoined, rests_on: [ground], scope: {who: {recipients: [il/beta]}, conditions: {ids: [terms/1]}}}
- id: fallen
  date: 2017-06-01
  kind: dissolution
  title: The ground falls.
  effects: [{id: gone, end: [ground]}]
"""
    )
    assert kinds(ask(law, "beta", "2017-05-01")) == set()
    assert kinds(ask(law, "beta", "2017-07-01")) == {"rests-on-fallen-order"}


def test_unread_second_hand_and_stale_records_are_marked(world: World) -> None:
    law = world(
        RELIEF % ""
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


@pytest.mark.parametrize(("on", "quiet"), [("2020-02-15", True), ("2020-02-16", False)])
def test_a_check_of_long_ago_is_told_in_a_short_answer_too(world: World, on: str, quiet: bool) -> None:
    answer = ask(world(RELIEF % ""), "alpha", on)
    (last,) = [q for q in answer.qualifiers if q.kind is QualifierKind.LAST_CHECKED]
    assert last.quiet is quiet
    assert ("46 days before this day" in last.text) is not quiet


def test_a_day_after_the_day_of_knowledge_assumes_no_change(world: World) -> None:
    law = world(RELIEF % "")
    answer = ask(law, "alpha", "2018-01-01", known_on="2017-02-01")
    assert answer.status == "binding"
    assert kinds(answer) == {"assumes-no-change-after"}


def test_a_day_after_the_last_check_assumes_no_change_quietly(world: World) -> None:
    law = world(RELIEF % "")
    (assumed,) = [
        q for q in ask(law, "alpha", "2020-01-02").qualifiers if q.kind == "assumes-no-change-after"
    ]
    assert assumed.quiet
    assert "1 Jan 2020" in assumed.text
    assert "assumes-no-change-after" not in kinds(ask(law, "alpha", "2020-01-01"))


STAY = """
- id: stayed
  date: 2017-05-01
  kind: stay
  title: The judgment is stayed.
  effects: [{id: stay, suspend: [inj]}]
"""


def test_a_stay_is_remarked_to_those_whose_relief_it_holds_back(world: World) -> None:
    law = world(RELIEF % "" + STAY)
    alpha, beta = (ask(law, name, "2017-06-01") for name in ("alpha", "beta"))
    assert (alpha.status, kinds(alpha)) == ("binding", {"stayed-as-to-you"})
    assert (beta.status, kinds(beta)) == ("binding", set())
    assert kinds(ask(law, "alpha", "2017-04-01")) == set()


def test_a_stay_of_which_nobody_knows_whether_it_reaches_a_later_wave_is_no_stay_as_to_it(
    world: World,
) -> None:
    later = """
- id: later
  date: 2017-04-01
  kind: judgment
  title: The condition is enjoined for Beta.
  effects:
    - {id: inj2, restrain: enjoined, child_of: inj, scope: {who: {recipients: [il/beta]}, conditions: {ids: [terms/1]}}}
"""
    beta = ask(world(RELIEF % "" + later + STAY), "beta", "2017-06-01")
    assert (beta.status, kinds(beta)) == ("unclear", set())
    (relief,) = (node for node in beta.proof.children if node.effect == "alpha-v-doj/inj2")
    assert [node.why.partition(": ")[2] for node in relief.children] == [
        "turns on whether it reaches the later plaintiffs too"
    ]


def test_of_two_stays_the_one_that_is_lifted_is_not_remarked(world: World) -> None:
    law = world(
        RELIEF % ""
        + STAY
        + """
- id: again
  date: 2017-06-01
  kind: stay
  title: The judgment is stayed again.
  effects: [{id: second, suspend: [inj]}]
- id: lifted
  date: 2017-07-01
  kind: order
  title: The first stay is lifted.
  effects: [{id: lift, end: [stay]}]
"""
    )
    remarks = ask(law, "alpha", "2017-08-01").qualifiers
    assert [(q.kind, q.event) for q in remarks] == [("stayed-as-to-you", "alpha-v-doj/again")]


def test_the_remark_on_the_letter_of_an_order_says_who_construes_it(world: World) -> None:
    slots = ", literal: {awards: {accepted_before: 2017-01-01}}, construed: {by: the agency, on: 2017-04-01, why: its notice}"
    (remark,) = ask(world(RELIEF % slots), "alpha", "2017-05-01").qualifiers
    assert remark.text.endswith("it is applied as construed by the agency (its notice)")


def test_a_notice_nobody_here_has_read_is_marked_as_second_hand(world: World) -> None:
    notice = """
notice: letter
title: Letter
short: Letter
agency: doj
source: [{url: 'https://example.org/letter', kind: agency}]
events:
  - id: sent
    date: 2017-03-02
    kind: notice
    title: The agency holds back.
    source: [{url: 'https://example.org/news', kind: press, basis: secondary}]
    effects: [{id: n, restrain: not-enforced, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}]
"""
    law = world(files={"notices/letter.yaml": notice})
    (remark,) = ask(law, "beta", "2017-04-01").qualifiers
    assert (remark.kind, remark.event) == ("second-hand-source", "letter/sent")


def test_relief_that_was_stayed_and_then_dissolved_is_no_longer_stayed(world: World) -> None:
    law = world(
        """
        - id: pi
          date: 2017-03-01
          kind: preliminary-injunction
          title: The term is enjoined.
          effects: [{id: pi, restrain: enjoined, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}}]
        - id: stay
          date: 2017-04-01
          kind: stay
          court: ca7
          title: The injunction is stayed.
          effects: [{id: stay, suspend: [pi]}]
        - id: dissolved
          date: 2017-05-01
          kind: order
          title: The injunction is dissolved.
          effects: [{id: dissolved, end: [pi]}]
        """
    )
    assert QualifierKind.STAYED.value in kinds(ask(law, "alpha", "2017-04-15"))
    assert QualifierKind.STAYED.value not in kinds(ask(law, "alpha", "2017-05-15"))


REVERSED_FOR_OTHERS = """
- id: reversed
  date: 2018-03-01
  kind: reversal
  court: ca7
  title: The judgment is reversed but for the plaintiff.
  effects: [{id: r, end: [inj], from: {mandate: mandate}, scope: {who: {everyone: yes, except: {plaintiffs: [w1]}}}}]
- id: mandate
  date: {after: 2018-05-01}
  kind: mandate
  court: ca7
  title: The mandate issues.
"""


def test_a_pending_mandate_is_told_to_those_whom_it_will_reach(world: World) -> None:
    law = world((RELIEF % "").replace("plaintiffs: [w1]", "everyone: yes") + REVERSED_FOR_OTHERS)
    assert "reversed-mandate-not-issued" in kinds(ask(law, "beta", "2018-04-01"))
    assert "reversed-mandate-not-issued" not in kinds(ask(law, "alpha", "2018-04-01"))


@pytest.mark.parametrize(("court", "told"), [("ilnd", []), ("ca7", ["31 May 2018"])])
def test_only_a_decision_on_appeal_waits_for_a_mandate(world: World, court: str, told: list[str]) -> None:
    """A court that ends its own relief on a later day names that day."""
    ended = f"""
- id: ended
  date: 2018-03-01
  kind: order
  court: {court}
  title: The relief ends in June.
  effects: [{{id: r, end: [inj], from: 2018-06-01}}]
"""
    answer = ask(world(RELIEF % "" + ended), "alpha", "2018-04-01")
    said = [q.text for q in answer.qualifiers if q.kind is QualifierKind.MANDATE]
    assert [text.rpartition("had not issued as of ")[2] for text in said] == told


def test_a_duty_springs_on_those_alone_whom_it_would_bind(world: World) -> None:
    springing = SMALL["instruments/terms.yaml"].replace(
        "impose: at-award", "impose: at-award, unless: {active: alpha-v-doj/inj}"
    )
    law = world(
        (RELIEF % "").replace("plaintiffs: [w1]", "everyone: yes"),
        files={"instruments/terms.yaml": springing},
    )
    city = ask(law, "beta", "2017-04-01")
    shelter = ask(law, "shelter", "2017-04-01", kind=Kind.NONPROFIT)
    assert city.status == shelter.status == "not-imposed"
    assert (kinds(city), kinds(shelter)) == ({"would-spring"}, set())


def test_an_entry_not_yet_public_is_not_told_as_unread(world: World) -> None:
    law = world(
        RELIEF % ""
        + """
- id: sealed
  date: 2017-05-01
  known: 2017-08-01
  kind: order
  title: A sealed order.
  unread: yes
"""
    )
    assert "unread-entry" in kinds(ask(law, "alpha", "2017-06-01"))
    assert "unread-entry" not in kinds(ask(law, "alpha", "2017-06-01", known_on="2017-06-01"))


def test_relief_that_lasts_only_while_another_order_does_is_not_told_as_stayed_after_it(world: World) -> None:
    law = world(
        (RELIEF % ", until: 2017-07-01").replace("id: inj,", "id: base,").replace("judgment\n", "base\n", 1)
        + RELIEF % ", while: {active: base}"
        + STAY
    )
    assert kinds(ask(law, "alpha", "2017-08-01")) == set()


SET_ASIDE = """
- id: vacatur
  date: 2017-06-01
  kind: summary-judgment
  title: The term is set aside for Alpha.
  effects: [{id: vacatur, restrain: vacated, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}}]
- id: stay
  date: 2017-06-01
  kind: stay
  title: The judgment is stayed.
  effects: [{id: stay, suspend: [vacatur]%s}]
"""


@pytest.mark.parametrize(
    ("who", "day", "scope", "told"),
    [
        ("alpha", "2017-05-01", ", scope: {who: {recipients: [il/beta]}}", True),
        ("alpha", "2017-05-01", "", False),
        ("alpha", "2017-06-01", ", scope: {who: {recipients: [il/beta]}}", False),
        ("beta", "2017-05-01", ", scope: {who: {recipients: [il/beta]}}", False),
    ],
)
def test_a_term_that_is_set_aside_later_is_marked_on_earlier_days(
    world: World, who: str, day: str, scope: str, told: bool
) -> None:
    law = world(SET_ASIDE % scope)
    assert ("later-set-aside" in kinds(ask(law, who, day))) is told
    assert "later-set-aside" not in kinds(ask(law, who, day, known_on=day))


RESTRAINING = """
- id: tro
  date: 2017-03-01
  kind: temporary-restraining-order
  title: The term is enjoined for a time.
  effects: [{id: tro, restrain: enjoined, through: %s, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}}]
"""
EXTENDED = """
- id: second
  date: 2017-03-10
  kind: temporary-restraining-order
  title: The order is extended.
  effects: [{id: second, extend: [tro], through: %s}]
"""
REPLACED = """
- id: pi
  date: 2017-03-14
  kind: preliminary-injunction
  title: An injunction takes the place of the order.
  effects:
    - {id: pi, restrain: enjoined, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}}
    - {id: replaced, end: [tro], final: yes}
"""


@pytest.mark.parametrize(
    ("events", "day", "told"),
    [
        (RESTRAINING % "unread", "2017-03-05", "through 15 Mar 2017"),
        (RESTRAINING % "unread", "2017-03-16", ""),
        (RESTRAINING % "2017-03-12", "2017-03-05", ""),
        (RESTRAINING % "unread" + REPLACED, "2017-03-05", ""),
        (RESTRAINING % "2017-03-12" + EXTENDED % "unread", "2017-03-11", "through 24 Mar 2017"),
        (RESTRAINING % "2017-03-12" + EXTENDED % "unread", "2017-03-05", ""),
        (RESTRAINING % "2017-03-12" + EXTENDED % "2017-03-20", "2017-03-11", ""),
        (RESTRAINING % "unread" + EXTENDED % "2017-03-20", "2017-03-05", ""),
    ],
)
def test_a_restraining_order_whose_end_nobody_read_says_so(
    world: World, events: str, day: str, told: str
) -> None:
    answer = ask(world(events), "alpha", day)
    texts = [q.text for q in answer.qualifiers if q.kind is QualifierKind.UNREAD_END]
    assert len(texts) == bool(told)
    assert all(told in text for text in texts)
    for choice in ("continues", "expires"):
        law = apply(world(events), parse_options([f"tro-rollover={choice}"]))
        chosen = ask(law, "alpha", day)
        assert "unread-end" not in kinds(chosen), "the point is settled by the choice"


def test_an_end_that_nobody_read_is_told_as_of_a_day_before_another_order_came(world: World) -> None:
    answer = ask(world(RESTRAINING % "unread" + REPLACED), "alpha", "2017-03-05", known_on="2017-03-06")
    assert "unread-end" in kinds(answer)
