"""Two registries compared: who is affected, and whether a court ruled or the registry was wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.law import Question, parse_fact
from enjoined.law.worlds.compare import Difference, compare
from enjoined.model import Kind, Recipient, RecipientId, parse_day
from enjoined.registry.open import load
from enjoined.registry.table import LawTable
from enjoined.registry.upkeep.changed import changed
from tests.registry.worlds import WORLD, write

OAK = Recipient(id=RecipientId("il/oak"), kind=Kind.CITY, name="Oak", state="il")
ELM = Recipient(id=RecipientId("il/elm"), kind=Kind.CITY, name="Elm", state="il")
ASH = Recipient(id=RecipientId("wi/ash"), kind=Kind.CITY, name="Ash", state="wi")
AS_OF = parse_day("2018-01-01")

LATER = """\
  - id: lift
    date: {day}
    kind: order
    title: The injunction is dissolved.
    source: [{{url: "https://example.org/lift", kind: order}}]
    effects:
      - {{id: lift, end: [pi]}}
"""


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> LawTable:
    return load(write(tmp_path_factory.mktemp("old"), changed_case()))


def changed_case(more: str = "") -> dict[str, str]:
    """The world with the case cut to its first order, and perhaps another event."""
    case = WORLD["cases/oak.yaml"]
    instrument = WORLD["instruments/ex-2017.yaml"].replace("[states, county]", "[states, local]")
    own = {
        "instruments/ex-2017.yaml": instrument,
        "cases/oak.yaml": case[: case.index("  - id: stay")] + more,
    }
    return {**WORLD, **own}


def differences(old: LawTable, new: LawTable) -> tuple[Difference, ...]:
    return compare(old, new, [OAK, ELM, ASH], AS_OF)


def test_the_same_records_differ_in_nothing(old: LawTable, tmp_path: Path) -> None:
    assert differences(old, load(write(tmp_path, changed_case()))) == ()


def test_an_order_after_the_older_release_is_law(old: LawTable, tmp_path: Path) -> None:
    new = load(write(tmp_path, changed_case(LATER.format(day="2018-06-26"))))
    found = differences(old, new)
    assert {d.kind.value for d in found} == {"law"}
    assert {(d.condition, str(d.before), str(d.after), str(d.since), str(d.until)) for d in found} == {
        (
            "ex-2017/56a",
            "enjoined",
            "binding",
            "2018-06-26",
            "2021-05-01",
        ),  # withdrawn from then on, either way
        ("ex-2017/56b", "enjoined", "binding", "2018-06-26", "None"),
    }
    assert {d.because for d in found} == {("oak-v-dep/lift",)}


def test_an_order_that_was_public_before_is_a_correction(old: LawTable, tmp_path: Path) -> None:
    new = load(write(tmp_path, changed_case(LATER.format(day="2017-12-01"))))
    found = differences(old, new)
    assert {d.kind.value for d in found} == {"correction"}
    assert {str(d.since) for d in found} == {"2017-12-01"}


def test_a_wrong_date_put_right_differs_only_between_the_two(old: LawTable, tmp_path: Path) -> None:
    case = changed_case()["cases/oak.yaml"].replace("date: 2017-09-15", "date: 2017-09-18")
    new = load(write(tmp_path, {**changed_case(), "cases/oak.yaml": case}))
    found = differences(old, new)
    assert {(d.kind.value, str(d.since), str(d.until)) for d in found} == {
        ("correction", "2017-09-15", "2017-09-18")
    }
    assert {(str(d.before), str(d.after)) for d in found} == {("enjoined", "binding")}


def test_what_the_user_states_and_chooses_counts_in_both(old: LawTable, tmp_path: Path) -> None:
    """Members of a league are freed two days earlier than was recorded: to whose answer that matters is stated."""
    for_members = """\
  - id: wider
    date: {day}
    kind: order
    title: Members of the league are protected too, the certificate included.
    source: [{{url: "https://example.org/wider", kind: order}}]
    effects:
      - id: wider
        restrain: enjoined
        scope: {{who: {{members_of: {{group: org/league, as_of: order}}}}, conditions: {{ids: [ex-2017/52]}}}}
"""
    one, two = (
        load(write(tmp_path / day, changed_case(for_members.format(day=f"2017-12-{day}"))))
        for day in ("05", "03")
    )
    asked = Question(recipient=ELM, on=AS_OF, supplied=(parse_fact("member_of=league"),), notes=())
    unasked = compare(one, two, [], AS_OF, one=ELM)
    assert {(str(d.before), str(d.after)) for d in unasked} == {("binding", "unclear")}
    found = compare(one, two, [], AS_OF, one=ELM, asked=asked)
    assert {(str(d.before), str(d.after), str(d.since), str(d.until)) for d in found} == {
        ("binding", "enjoined", "2017-12-03", "2017-12-05")
    }


def test_a_condition_newly_held_was_not_held_before(old: LawTable, tmp_path: Path) -> None:
    instrument = changed_case()["instruments/ex-2017.yaml"]
    more = instrument.replace(
        "events:\n",
        '  - {number: "57", title: T, summary: S., family: certify-law, binds: {recipient: [local]}, source: [{url: "https://example.org/2017", kind: award}]}\nevents:\n',
    )
    new = load(write(tmp_path, {**changed_case(), "instruments/ex-2017.yaml": more}))
    found = differences(old, new)
    assert {d.condition for d in found} == {"ex-2017/57"}
    assert {d.before for d in found} == {None}
    assert {str(d.after) for d in found} == {"not-imposed", "binding"}
    parts = changed(old, new)
    assert [p.id for p in parts.added] == ["ex-2017/57"] and parts.changed == ()
    gone = differences(new, old)
    assert {(d.condition, d.after) for d in gone} == {("ex-2017/57", None)}


def test_a_party_added_changes_the_parties_answer_only(old: LawTable, tmp_path: Path) -> None:
    stay = """\
  - id: stay
    date: 2017-10-01
    kind: stay
    title: Stayed but for the plaintiffs.
    source: [{url: "https://example.org/stay", kind: order}]
    effects:
      - {id: stay, suspend: [pi], scope: {who: {everyone: yes, except: {plaintiffs: [w1]}}}}
"""
    world = changed_case(stay)
    one = load(write(tmp_path / "one", world))
    case = world["cases/oak.yaml"].replace("names: [il/oak]", "names: [il/oak, il/elm]")
    two = load(write(tmp_path / "two", {**world, "cases/oak.yaml": case}))
    found = differences(one, two)
    assert {d.recipient for d in found} == {"il/elm"}
    assert {(str(d.before), str(d.after), str(d.since)) for d in found} == {
        ("binding", "enjoined", "2017-10-01")
    }
    assert {d.because for d in found} == {("oak-v-dep",)}


def test_whom_a_condition_binds_put_right_is_a_correction(old: LawTable, tmp_path: Path) -> None:
    own = {"instruments/ex-2017.yaml": WORLD["instruments/ex-2017.yaml"]}
    found = differences(old, load(write(tmp_path, {**changed_case(), **own})))
    assert {d.kind.value for d in found} == {"correction"}
    assert {d.after and d.after.value for d in found} == {"not-imposed"}
