"""What is due: reminders that go away when somebody has looked."""

from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.model import parse_day
from enjoined.registry.open import load
from enjoined.registry.upkeep.due import Reason, due
from tests.registry.worlds import WORLD, write


def reasons(tmp_path: Path, on: str, days: int = 30, **case: str) -> dict[str, list[Reason]]:
    text = WORLD["cases/oak.yaml"]
    for before, after in case.items():
        text = text.replace(before.replace("_", " "), after)
    law = load(write(tmp_path, {**WORLD, "cases/oak.yaml": text}))
    found: dict[str, list[Reason]] = {}
    for entry in due(law, parse_day(on), days):
        found.setdefault(entry.id, []).append(entry.reason)
    return found


def test_a_record_is_due_when_nobody_has_looked_for_long(tmp_path: Path) -> None:
    assert Reason.CHECK not in reasons(tmp_path, "2026-11-30").get("oak-v-dep", [])
    assert reasons(tmp_path, "2026-12-01")["oak-v-dep"] == [Reason.CHECK]
    assert reasons(tmp_path, "2026-12-01", 90).get("oak-v-dep") is None


def test_what_is_due_says_where_to_look_it_up(tmp_path: Path) -> None:
    text = WORLD["cases/oak.yaml"].replace("challenges:", "courtlistener: [123, 45]\nchallenges:")
    law = load(write(tmp_path, {**WORLD, "cases/oak.yaml": text}))
    found = [entry.look_up for entry in due(law, parse_day("2026-12-01"), 30) if entry.record == "oak-v-dep"]
    docket = "https://www.courtlistener.com/docket"
    assert found and set(found) == {(f"{docket}/123/", f"{docket}/45/")}


@pytest.mark.parametrize(("on", "is_due"), [("2019-04-21", False), ("2019-04-22", True)])
def test_a_mandate_is_due_52_days_after_its_ruling(on: str, is_due: bool, tmp_path: Path) -> None:
    assert ("oak-v-dep/mandate" in reasons(tmp_path, on)) is is_due


def test_what_was_expected_is_due_until_somebody_has_looked_after_it(tmp_path: Path) -> None:
    expected = "challenges:"
    more = "expected: [{by: 2026-11-10, what: the hearing on remedies}]\nchallenges:"
    found = reasons(tmp_path, "2026-11-10", **{expected: more})
    assert found["oak-v-dep"] == [Reason.EXPECTED]
    assert "oak-v-dep" not in reasons(tmp_path, "2026-11-09", **{expected: more})
    looked = {expected: more, "checked: 2026-11-01": "checked: 2026-11-11"}
    assert "oak-v-dep" not in reasons(tmp_path, "2026-11-12", **looked)


def test_a_temporary_order_whose_end_was_not_read_is_due_until_another_order_ends_it(tmp_path: Path) -> None:
    tro = "{id: pi, restrain: enjoined, through: unread,"
    found = reasons(tmp_path, "2017-10-10", **{"{id: pi, restrain: enjoined,": tro})
    assert found["oak-v-dep/pi"] == [Reason.ORDER_END]
    assert "oak-v-dep/pi" not in reasons(tmp_path, "2017-09-20", **{"{id: pi, restrain: enjoined,": tro})


def test_an_order_without_an_appeal_is_due_when_the_time_to_appeal_is_over(tmp_path: Path) -> None:
    order = """  - id: judgment
    date: 2026-06-01
    kind: summary-judgment
    title: The condition is enjoined for good.
    source: [{url: "https://example.org/judgment", kind: opinion}]
    effects:
      - {id: judgment, restrain: enjoined, scope: {who: {everyone: yes}, conditions: {ids: [ex-2017/56]}}}
"""
    more = {"  - id: mandate\n": f"{order}  - id: mandate\n", "checked: 2026-11-01": "checked: 2026-06-02"}
    assert "oak-v-dep/judgment" not in reasons(tmp_path, "2026-07-30", **more)
    assert reasons(tmp_path, "2026-07-31", **more)["oak-v-dep/judgment"] == [Reason.APPEAL]
    noticed = {**more, "{after: 2019-04-01}\n    kind: mandate": "2026-06-20\n    kind: notice-of-appeal"}
    assert "oak-v-dep/judgment" not in reasons(tmp_path, "2026-07-31", **noticed)
    looked = {**more, "checked: 2026-11-01": "checked: 2026-08-01"}
    assert "oak-v-dep/judgment" not in reasons(tmp_path, "2026-08-01", **looked)
    tro = {**more, "kind: summary-judgment": "kind: temporary-restraining-order"}
    assert "oak-v-dep/judgment" not in reasons(tmp_path, "2026-07-31", **tro)
