"""What the engine says in words: who is covered, why an effect does not count, what would settle an open answer."""

from __future__ import annotations

import msgspec
import pytest

from enjoined.law import Answer
from enjoined.law.answering.freshness import FRESH_FOR, stale
from enjoined.law.answering.sentences import Remark, period, reason, remarks, subject, window
from enjoined.law.answering.words import fact_in_words, name_of, order_in_words, who_in_words
from enjoined.law.facts import Fact, FactKind
from enjoined.model import (
    AsOf,
    ConditionId,
    Day,
    Kind,
    Listed,
    Membership,
    OrderId,
    Recipient,
    RecipientId,
    WaveId,
    Who,
    parse_day,
)
from enjoined.registry.open import open_registry
from tests.law.conftest import World, ask

ALPHA = RecipientId("il/alpha")
LIMITED = """
- id: pi
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined.
  effects:
    - {id: pi, restrain: enjoined, scope: {who: {everyone: yes}, conditions: {%s}}%s}
"""


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (Who(everyone=True), "everyone"),
        (Who(), "nobody"),
        (Who(recipients=Listed(ids=frozenset({ALPHA}))), "Alpha, IL"),
        (
            Who(recipients=Listed(ids=frozenset({ALPHA}), complete=False)),
            "Alpha, IL; others whose names are not on record",
        ),
        (Who(plaintiffs=(WaveId("alpha-v-doj/w1"),)), "Alpha, IL"),
        (
            Who(
                recipients=Listed(ids=frozenset(RecipientId(f"wa/{c}") for c in ("a", "b", "c-d", "e", "f")))
            ),
            "A, WA, B, WA, C D, WA and 2 more",
        ),
        (
            Who(subdivisions_of=Who(recipients=Listed(ids=frozenset({RecipientId("il")})))),
            "political subdivisions of Illinois",
        ),
        (
            Who(members_of=(Membership(group=RecipientId("org/league"), as_of=parse_day("2018-08-09")),)),
            "members of the League as of 9 Aug 2018",
        ),
        (
            Who(members_of=(Membership(group=RecipientId("org/league"), as_of=AsOf.ORDER),)),
            "members of the League",
        ),
        (
            Who(everyone=True, excluding=(Who(recipients=Listed(ids=frozenset({ALPHA}))),)),
            "everyone except Alpha, IL",
        ),
    ],
)
def test_whom_an_order_names(world: World, who: Who, words: str) -> None:
    assert who_in_words(world(LIMITED % ("ids: [terms/1]", "")), who) == words


def test_names_are_those_of_the_law_at_hand(world: World) -> None:
    """What was put into words for one law is not taken for another in which somebody has a new name."""
    law = world(LIMITED % ("ids: [terms/1]", ""))
    who = Who(recipients=Listed(ids=frozenset({ALPHA})))
    assert who_in_words(law, who) == "Alpha, IL"
    renamed = Recipient(id=ALPHA, kind=Kind.CITY, name="New Alpha", state="il")
    other = msgspec.structs.replace(law, recipients={**law.recipients, ALPHA: renamed})
    assert who_in_words(other, who) == "New Alpha, IL"


def test_a_recipient_is_called_by_its_name_or_by_what_its_id_says(world: World) -> None:
    law = world()
    called = [name_of(law, RecipientId(r)) for r in ("il/alpha", "il", "org/league", "wa", "wa/walla-walla")]
    assert called == ["Alpha, IL", "Illinois", "League", "Washington", "Walla Walla, WA"]


def test_the_end_of_an_effect_is_not_its_beginning(world: World) -> None:
    law = world(LIMITED % ("ids: [terms/1]", ""))
    day = parse_day("2017-04-01")
    told = [
        fact_in_words(law, Fact(FactKind.OCCURRED, about, day))
        for about in ("alpha-v-doj/pi#until", "alpha-v-doj/pi#from", "alpha-v-doj/pi")
    ]
    order = "N.D. Ill. preliminary injunction, 1 Mar 2017"
    assert told[0].endswith(f": the end of {order}")
    assert told[1].endswith(f": {order}")
    assert told[2].endswith(": The condition is enjoined")


def test_records_are_stale_after_their_last_check(world: World) -> None:
    last = parse_day("2020-01-01")
    assert stale(world(), Day(last + 1000)) == "", "nothing says when it was checked"
    law = world(LIMITED % ("ids: [terms/1]", ""))
    assert stale(law, last) == stale(law, Day(last + FRESH_FOR)) == ""
    assert stale(law, Day(last + FRESH_FOR + 1)) == (
        "the records are stale: last checked on 1 Jan 2020, 46 days before this day"
    )


@pytest.mark.parametrize(
    ("limits", "more", "on", "why"),
    [
        ("ids: [terms/1]", ", until: 2017-04-01", "2017-05-01", "ran out: no effect from 1 Apr 2017 on"),
        ("ids: [terms/1]", ", unless: {active: terms/duty}", "2017-05-01", "is not met"),
        ("agencies: [hud]", "", "2017-05-01", "does not speak of this condition"),
        ("ids: [terms/1]", "", "2017-05-01", "enjoined by N.D. Ill. preliminary injunction, 1 Mar 2017"),
    ],
)
def test_why_an_order_counts_or_not(world: World, limits: str, more: str, on: str, why: str) -> None:
    files = {
        "agencies.yaml": "doj: {name: Department of Justice, short: DOJ}\nhud: {name: Housing, short: HUD}"
    }
    proof = ask(world(LIMITED % (limits, more), files=files), "beta", on).proof
    assert proof is not None
    assert proof.verdict == "yes"
    (node,) = proof.children
    assert node.why.endswith(why)


def test_an_order_for_other_awards_or_another_kind_says_so(world: World) -> None:
    law = world(
        """
- id: pi
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined for awards of another year.
  effects:
    - {id: pi, restrain: enjoined, scope: {conditions: {ids: [terms/1]}, awards: {fiscal_years: [2016]}}}
"""
    )
    proof = ask(law, "beta", "2017-05-01").proof
    assert proof is not None
    assert proof.children[0].why.endswith("does not reach this award")
    bound = ask(law, "league", "2017-05-01", kind=Kind.ASSOCIATION).proof
    assert bound is not None
    assert bound.verdict == "no"
    assert bound.why.endswith("you are an association")
    tribe = ask(law, "tribe", "2017-05-01", kind=Kind.TRIBE).proof
    assert tribe is not None
    assert tribe.why.endswith("you are a tribe")


def test_a_proof_leaves_out_what_comes_later_and_what_was_not_known(world: World) -> None:
    law = world(LIMITED % ("ids: [terms/1]", ""))
    assert _children(ask(law, "beta", "2017-02-28")) == []
    assert _children(ask(law, "beta", "2017-03-01")) == ["alpha-v-doj/pi"]
    assert _children(ask(law, "beta", "2017-03-01", known_on="2017-02-28")) == []
    unknown = ask(law, "beta", "2017-03-01", known_on="2016-12-30").proof
    assert unknown is not None
    assert unknown.why.endswith("not public by 30 Dec 2016")


@pytest.mark.parametrize(
    ("on", "whole", "guard", "seen"),
    [
        ("2017-04-01", "yes", "yes", "enjoined by N.D. Ill. judgment, 1 Mar 2017"),
        (
            "2017-06-01",
            "no",
            "no",
            "N.D. Ill. judgment, 1 Mar 2017: stayed as to you by N.D. Ill. stay, 1 May 2017",
        ),
    ],
)
def test_a_guard_is_proved_for_the_condition_it_looks_at(
    world: World, on: str, whole: str, guard: str, seen: str
) -> None:
    law = world(
        """
- id: j
  date: 2017-03-01
  kind: judgment
  title: The second condition is enjoined.
  effects:
    - {id: j, restrain: enjoined, scope: {who: {everyone: yes}, conditions: {ids: [terms/2]}}}
- id: promise
  date: 2017-03-02
  kind: stipulation
  title: While it is, the agency does not enforce the first.
  effects:
    - {id: p, restrain: not-enforced, while: {active: j, condition: terms/2}, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}
- {id: stay, date: 2017-05-01, kind: stay, title: The judgment is stayed., source: [{title: s, kind: order}], effects: [{id: s, suspend: [j]}]}
"""
    )
    proof = ask(law, "beta", on).proof
    assert proof is not None
    (promise,) = (node for node in proof.children if node.effect == "alpha-v-doj/p")
    (looked_at,) = promise.children
    assert (promise.verdict, looked_at.verdict, looked_at.id) == (whole, guard, "alpha-v-doj/p>alpha-v-doj/j")
    assert looked_at.why == f"only while this is in force on terms/2: {seen}"


def _children(answer: Answer) -> list[str]:
    assert answer.proof is not None
    return [str(node.effect) for node in answer.proof.children]


OPEN = """
- id: pi
  date: 2017-03-01
  kind: preliminary-injunction
  title: The condition is enjoined for those on a list, and perhaps for all.
  effects:
    - {id: some, restrain: enjoined, scope: {who: {recipients: {list: [il/alpha], complete: no}}, conditions: {ids: [terms/1]}}%s}
"""


def test_an_open_answer_says_what_each_fact_would_settle(world: World) -> None:
    law = world(OPEN % "")
    answer = ask(law, "beta", "2017-04-01")
    assert reason(law, answer) == "binding or enjoined"
    lead, fact, settles = list(remarks(law, answer))
    assert lead == Remark(kind="lead", text="it turns on whether")
    assert fact.kind == "fact" and fact.text.startswith("you are on a list that nobody has on record")
    assert settles.text == "if so: enjoined; if not: binding; --fact 'listed=alpha-v-doj/some'"
    two = ask(world(OPEN % ", certainty: possible, whether: it is an order at all"), "beta", "2017-04-01")
    told = [r.text for r in remarks(law, two) if r.kind == "settles"]
    assert len(told) == 2
    assert all(text.startswith("if not: binding; --fact") for text in told)


def test_an_answer_says_what_it_is_about_and_how_long_it_holds(world: World) -> None:
    law = world(LIMITED % ("ids: [terms/1]", ", until: 2017-04-01"))
    answer = ask(law, "beta", "2017-03-10")
    assert subject(law, answer) == "Notice"
    assert period(answer) == "since 1 Mar 2017"
    assert window(answer) == " (through 31 Mar 2017)"
    assert window(answer, since=True) == " (since 1 Mar 2017, through 31 Mar 2017)"
    assert reason(law, answer) == "N.D. Ill. preliminary injunction, 1 Mar 2017"
    before, after = ask(law, "beta", "2016-01-01"), ask(law, "beta", "2018-01-01")
    assert (period(before), window(before)) == ("", " (through 31 Dec 2016)")
    assert (period(after), window(after)) == ("since 1 Apr 2017", "")
    assert reason(law, after) == "nothing on record restrains it for you"


def test_a_status_that_may_outlast_its_last_sure_day_says_so(world: World) -> None:
    law = world(LIMITED % ("ids: [terms/1]", ", until: {between: [2017-04-01, 2017-05-01]}"))
    answer = ask(law, "beta", "2017-03-10")
    assert answer.until_latest is not None
    assert window(answer) == " (through 31 Mar 2017 or later)"


def test_a_status_that_turns_unclear_does_not_seem_to_end(world: World) -> None:
    possible = """
- id: maybe
  date: 2017-04-01
  kind: order
  title: An order that may exist.
  effects: [{id: maybe, restrain: enjoined, certainty: possible, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}]
"""
    answer = ask(world(possible), "beta", "2017-03-10")
    assert (answer.until_latest, answer.then) == (None, "unclear")
    assert window(answer) == " (through 31 Mar 2017, then unclear)"


def test_what_was_taken_back_says_by_what(world: World) -> None:
    law = world(
        """
- id: rescission
  date: 2017-03-01
  kind: rescission
  title: The condition is withdrawn.
  effects: [{id: gone, end: [terms/duty]}]
"""
    )
    assert reason(law, ask(law, "beta", "2017-04-01")) == "taken back: N.D. Ill. rescission, 1 Mar 2017"


def test_what_an_effect_turns_on_is_said_in_its_chain(world: World) -> None:
    (node,) = [
        child
        for child in getattr(ask(world(OPEN % ""), "beta", "2017-04-01").proof, "children", ())
        if child.effect == "alpha-v-doj/some"
    ]
    assert "turns on whether you are on a list that nobody has on record" in node.why


def test_an_answer_is_about_its_own_title_or_about_its_family(world: World) -> None:
    law = world()
    answer = ask(law, "beta", "2017-02-01")
    whole = law.conditions[ConditionId("terms/1")]
    assert subject(law, answer) == whole.title
    part = msgspec.structs.replace(whole, part="a")
    assert subject(msgspec.structs.replace(law, conditions={whole.id: part}), answer) == "Notice"
    assert subject(law, msgspec.structs.replace(answer, condition=None)) == "Notice"


def test_what_comes_next_is_told_where_something_does(world: World) -> None:
    law = world(LIMITED % ("ids: [terms/1]", ", until: 2017-04-01"))
    told = [r.text for r in remarks(law, ask(law, "beta", "2017-03-10"), full=True)]
    assert any(text.startswith("next known change: binding from 1 Apr 2017") for text in told)
    after = [r.text for r in remarks(law, ask(law, "beta", "2017-05-10"), full=True)]
    assert not any("next known change" in text for text in after)


def test_an_executive_order_is_called_by_its_section_and_day() -> None:
    law = open_registry().law
    implemented = sorted({i for c in law.conditions.values() for i in c.implements if "/" in i})
    for name in implemented:
        whole, _, part = name.partition("/")
        order = law.orders[OrderId(whole)]
        (cite,) = [p.cite for p in order.provisions if p.id == part]
        said = order_in_words(law, name)
        assert said.startswith(f"Executive Order {order.number}, {cite} ({order.cite}, signed ")
    assert order_in_words(law, "eo-1/2") == "eo-1/2"


def test_facts_name_conditions_programs_and_starts_as_a_person_does(world: World) -> None:
    law = world(LIMITED % ("ids: [terms/1]", ", from: {between: [2017-04-01, 2017-05-01]}"))
    similar = fact_in_words(law, Fact(FactKind.SIMILAR, "terms/1~terms/2"))
    short = law.instruments[law.conditions[ConditionId("terms/1")].instrument].short
    assert f": terms/1 ({short}) and terms/2 ({short})" in similar
    program = next(iter(law.programs.values()))
    assert fact_in_words(law, Fact(FactKind.PROGRAM, program.id)).endswith(f"{program.id} ({program.short})")
    part = fact_in_words(law, Fact(FactKind.SUBDIVISION_OF, "il/alpha"))
    assert name_of(law, RecipientId("il/alpha")) in part
    (open_,) = ask(law, "alpha", "2017-04-15").unclear_because
    assert open_.in_words.startswith("this had taken effect by 15 Apr 2017: ")
