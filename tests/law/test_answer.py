"""What stands beside a status: since and until, depth, what remains without an order, the next change."""

from __future__ import annotations

from datetime import date

import pytest

from enjoined.law import Status, View, bearing_on
from enjoined.law.answering.answer import Settles
from enjoined.law.answering.proof import prove
from enjoined.law.status import MOST_FACTS_SPLIT
from enjoined.model import parse_day
from tests.conformance.reference import cell_of, law_of
from tests.conformance.world import FOLDER, load
from tests.law.conftest import MANY_LIMBS, World, ask, kinds

INJUNCTION = """
- id: pi
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined for Alpha.
  effects:
    - {id: pi, restrain: enjoined, scope: {who: {plaintiffs: [w1]}, conditions: {ids: [terms/1]}}}
"""


def test_since_until_and_next_change_are_the_edges_of_the_step(world: World) -> None:
    law = world(
        INJUNCTION
        + """
- id: stayed
  date: 2017-05-01
  kind: stay
  title: The injunction is stayed.
  effects: [{id: stay, suspend: [pi]}]
"""
    )
    answer = ask(law, "alpha", "2017-04-01")
    assert (answer.since, answer.until) == (date(2017, 3, 1), date(2017, 5, 1))
    assert answer.next_change is not None
    assert (answer.next_change.date, answer.next_change.to) == (date(2017, 5, 1), "binding")
    assert answer.next_change.what == "The injunction is stayed."
    later = ask(law, "alpha", "2017-06-01")
    assert (later.status, later.since, later.until) == ("binding", date(2017, 5, 1), None)
    assert "stayed-as-to-you" in kinds(later)


def test_an_order_that_runs_out_is_told_as_that(world: World) -> None:
    law = world(INJUNCTION.replace("restrain: enjoined,", "restrain: enjoined, through: 2017-04-30,"))
    change = ask(law, "alpha", "2017-04-01").next_change
    assert change is not None
    assert (change.date, change.to) == (date(2017, 5, 1), "binding")
    assert change.what.endswith("preliminary injunction, 1 Mar 2017: has run out")


def test_an_unsure_start_gives_two_bounds_and_unclear_days_between(world: World) -> None:
    law = world(
        """
- id: letter
  date: {between: [2017-03-01, 2017-03-20]}
  kind: notice
  title: The agency will not enforce the condition.
  effects:
    - {id: n, restrain: not-enforced, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}
"""
    )
    between = ask(law, "beta", "2017-03-10")
    assert between.status == "unclear"
    assert [u.fact for u in between.unclear_because] == ["occurred alpha-v-doj/letter on 2017-03-10"]
    after = ask(law, "beta", "2017-03-20")
    assert (after.status, after.since, after.since_latest) == (
        "not-enforced",
        date(2017, 3, 1),
        date(2017, 3, 20),
    )


def test_depth_counts_cases_that_protect_on_their_own(world: World) -> None:
    law = world(
        INJUNCTION,
        files={
            "notices/letter.yaml": """
notice: letter
title: Letter
short: Letter
agency: doj
source: [{url: 'https://example.org/letter', kind: agency}]
events:
  - id: sent
    date: 2017-03-02
    kind: notice
    title: The agency follows the order.
    source: [{url: 'https://example.org/letter', kind: agency}]
    effects:
      - {id: n, restrain: not-enforced, rests_on: [alpha-v-doj/pi],
         scope: {who: {recipients: [il/alpha]}, conditions: {ids: [terms/1]}}}
      - {id: m, restrain: not-enforced, scope: {who: {recipients: [il/alpha]}, conditions: {ids: [terms/2]}}}
"""
        },
    )
    answer = ask(law, "alpha", "2017-04-01")
    assert [r.effect for r in answer.restraints] == ["alpha-v-doj/pi", "letter/n"]
    assert answer.depth == 1
    assert [r.if_removed for r in answer.restraints] == ["not-enforced", "enjoined"]
    alone = ask(law, "alpha", "2017-04-01", condition="terms/2")
    assert (alone.status, alone.depth, alone.restraints[0].if_removed) == ("not-enforced", 1, "binding")


def test_the_strongest_restraint_gives_the_status(world: World) -> None:
    law = world(
        INJUNCTION
        + """
- id: judgment
  date: 2017-06-01
  kind: judgment
  title: The condition is set aside.
  effects:
    - {id: v, restrain: vacated, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}
"""
    )
    assert ask(law, "alpha", "2017-05-01").status == "enjoined"
    assert ask(law, "alpha", "2017-07-01").status == "vacated"
    assert ask(law, "beta", "2017-07-01").status == "vacated"
    assert ask(law, "beta", "2017-05-01").status == "binding"


def test_the_proof_says_who_is_covered_and_can_be_cited(world: World) -> None:
    law = world(INJUNCTION)
    answer = ask(law, "beta", "2017-04-01")
    assert answer.proof is not None
    (node,) = answer.proof.children
    assert (node.id, node.node, node.verdict) == ("alpha-v-doj/pi", "restrains", "no")
    assert "does not reach you: it covers Alpha, IL" in node.why
    assert answer.proof.verdict == "yes"


def test_a_holding_is_shown_and_changes_nothing(world: World) -> None:
    law = world(
        """
- id: opinion
  date: 2018-01-01
  kind: opinion
  court: ca7
  title: The condition is held unlawful.
  effects:
    - {id: h, hold: unlawful, scope: {conditions: {families: [notice-release]}}}
- id: vacated
  date: 2018-06-01
  kind: order
  court: ca7
  title: The opinion is vacated.
  effects: [{id: gone, end: [h]}]
"""
    )
    held = ask(law, "beta", "2018-02-01")
    assert held.law_of_circuit is not None
    assert (held.status, held.law_of_circuit.circuit, held.law_of_circuit.holds) == (
        "binding",
        "ca7",
        "unlawful",
    )
    open_ = ask(law, "beta", "2018-07-01").law_of_circuit
    assert open_ is not None
    assert open_.holds == "open"
    sharing = ask(law, "beta", "2018-02-01", condition="terms/2").law_of_circuit
    assert sharing is not None
    assert sharing.holds == "open"


def test_each_open_fact_says_what_it_would_settle_alone(world: World) -> None:
    law = world(
        """
- id: pi
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined for those on a list, and perhaps for all.
  effects:
    - {id: all, restrain: enjoined, certainty: possible, whether: it covers all, scope: {conditions: {ids: [terms/1]}}}
    - {id: some, restrain: enjoined, scope: {who: {recipients: {list: [il/alpha], complete: no}}, conditions: {ids: [terms/1]}}}
"""
    )
    answer = ask(law, "beta", "2017-04-01")
    assert answer.possible == ("binding", "enjoined")
    assert [(u.fact, u.settles) for u in answer.unclear_because] == [
        ("exists alpha-v-doj/all", Settles(Status.ENJOINED, Status.UNCLEAR)),
        ("listed alpha-v-doj/some", Settles(Status.ENJOINED, Status.UNCLEAR)),
    ]


def test_what_is_open_about_orders_for_others_is_not_asked(world: World) -> None:
    """However much is open about them: nine orders for alpha that turn on the day its award was accepted."""
    for_alpha = "".join(
        f"""
- id: order-{n}
  date: 2017-03-0{n}
  kind: preliminary-injunction
  title: Awards accepted early are protected.
  effects:
    - id: early-{n}
      restrain: enjoined
      scope: {{who: {{plaintiffs: [w1]}}, conditions: {{ids: [terms/1]}}, awards: {{accepted_before: 2017-03-0{n}}}}}
"""
        for n in range(1, 10)
    )
    for_all = """
- id: pi
  date: 2017-03-10
  kind: preliminary-injunction
  title: The condition is enjoined, perhaps for all.
  effects:
    - {id: all, restrain: enjoined, certainty: possible, whether: it covers all, scope: {conditions: {ids: [terms/1]}}}
"""
    law = world(for_alpha + for_all)
    assert [u.fact for u in ask(law, "beta", "2017-04-01").unclear_because] == ["exists alpha-v-doj/all"]
    alpha = ask(law, "alpha", "2017-04-01")
    assert (alpha.status, len(alpha.unclear_because)) == ("unclear", 10)


def test_each_restraint_has_its_own_since_and_until(world: World) -> None:
    law = world(
        INJUNCTION
        + """
- id: judgment
  date: 2017-06-01
  kind: judgment
  title: The condition is set aside.
  effects:
    - {id: v, restrain: vacated, until: 2017-09-01, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}
- id: dissolved
  date: 2017-12-01
  kind: dissolution
  title: The injunction is dissolved.
  effects: [{id: gone, end: [pi]}]
"""
    )
    found = {r.effect: (r.since, r.until) for r in ask(law, "alpha", "2017-07-01").restraints}
    assert found == {
        "alpha-v-doj/v": (date(2017, 6, 1), date(2017, 9, 1)),
        "alpha-v-doj/pi": (date(2017, 3, 1), date(2017, 12, 1)),
    }
    assert ask(law, "alpha", "2018-01-01").depth == 0


def test_the_reason_quotes_the_reading_that_was_public(world: World) -> None:
    law = world(
        """
- id: pi
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined.
  effects:
    - id: pi
      restrain: enjoined
      scope: {who: {recipients: [il/alpha]}, conditions: {ids: [terms/1]}}
      readings: [{known: 2017-04-01, scope: {who: {recipients: [il/gamma-county]}, conditions: {ids: [terms/1]}}}]
"""
    )
    told = []
    for known_on in ("2017-03-31", "2017-04-01", None):
        proof = ask(law, "beta", "2017-05-01", known_on=known_on).proof
        assert proof is not None
        told.append(proof.children[0].why.partition("it covers ")[2])
    assert told == ["Alpha, IL", "Gamma-County, IL", "Gamma-County, IL"]


def test_an_answer_gives_the_number_as_printed(world: World) -> None:
    assert ask(world(), "beta", "2017-02-01").number == "1"


def test_the_chain_starts_with_the_imposition_that_stands() -> None:
    """Of two, one taken back: the root of the proof is the other, whichever came first."""
    small = load(FOLDER / "withdrawal_of_one_of_two_impositions.json")
    law = law_of(small)
    for asked in small.questions:
        cell, day = cell_of(law, asked), parse_day(asked.on)
        proof = prove(View(law, cell, day), bearing_on(law, cell))
        assert (proof.verdict == "yes") == (asked.status not in ("withdrawn", "not-imposed", "unclear"))


def test_an_extension_not_yet_public_stands_in_no_chain(world: World) -> None:
    law = world(
        """
- id: tro
  date: 2017-03-01
  kind: temporary-restraining-order
  title: The condition is restrained.
  effects:
    - {id: tro, restrain: enjoined, through: 2017-03-15, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}
- id: longer
  date: 2017-03-14
  known: 2017-03-20
  kind: order
  title: The order is extended.
  effects: [{id: longer, extend: [tro], through: 2017-04-15}]
"""
    )
    nodes = []
    for known_on in ("2017-03-16", "2017-03-20"):
        proof = ask(law, "beta", "2017-03-16", known_on=known_on).proof
        assert proof is not None
        nodes.append([child.effect for child in proof.children[0].children])
    assert nodes == [[], ["alpha-v-doj/longer"]]


def test_where_too_many_facts_are_open_nothing_is_said_to_be_possible(world: World) -> None:
    answer = ask(world(MANY_LIMBS), "beta", "2017-04-01")
    assert (answer.status, answer.possible) == ("unclear", ())
    assert len(answer.unclear_because) == MOST_FACTS_SPLIT + 1


NOTICE = """
notice: letter
title: Letter
short: Letter
agency: doj
checked: {checked}
source: [{{url: 'https://example.org/letter', kind: agency}}]
events:
  - id: sent
    date: 2017-03-02
    kind: notice
    title: The agency holds back.
    source: [{{title: A letter of the agency, kind: agency, note: on paper}}]
    effects: [{{id: n, restrain: not-enforced, scope: {{who: {{everyone: yes}}, conditions: {{ids: [terms/1]}}}}}}]
"""


@pytest.mark.parametrize(
    ("checked", "oldest"), [("2019-05-01", date(2019, 5, 1)), ("2021-05-01", date(2020, 1, 1))]
)
def test_of_several_cases_the_one_checked_longest_ago_counts(
    world: World, checked: str, oldest: date
) -> None:
    law = world(INJUNCTION, files={"notices/letter.yaml": NOTICE.format(checked=checked)})
    answer = ask(law, "alpha", "2017-04-01")
    assert [r.effect for r in answer.restraints] == ["alpha-v-doj/pi", "letter/n"]
    assert answer.checked == oldest


def test_a_restraint_names_where_it_can_be_read(world: World) -> None:
    """The address of its best source, or its title where it has none."""
    law = world(INJUNCTION, files={"notices/letter.yaml": NOTICE.format(checked="2020-01-01")})
    order, letter = ask(law, "alpha", "2017-04-01").restraints
    assert (order.source, letter.source) == ("https://example.org/order", "A letter of the agency")
