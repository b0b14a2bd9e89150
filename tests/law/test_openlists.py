"""Lists that are not held in full: how many recipients each leaves unclear."""

from __future__ import annotations

from pathlib import Path

from enjoined.law.worlds.openlists import open_lists
from enjoined.model import Kind, Recipient, RecipientId, parse_day
from enjoined.registry.open import load
from tests.registry.worlds import WORLD, write

COUNTIES = [
    Recipient(id=RecipientId(f"il/county-{n}"), kind=Kind.COUNTY, name=f"County {n}", state="il")
    for n in range(5)
]
ELSEWHERE = Recipient(id=RecipientId("wi/county"), kind=Kind.COUNTY, name="County", state="wi")
STAYED = parse_day("2018-07-01")


def test_an_open_wave_leaves_those_unclear_who_may_be_in_it(tmp_path: Path) -> None:
    names = "names: [il/oak], complete: no, missing: 2, within: {states: [il]}"
    case = WORLD["cases/oak.yaml"].replace("names: [il/oak]", names)
    law = load(write(tmp_path, {**WORLD, "cases/oak.yaml": case}))
    (found,) = open_lists(law, [*COUNTIES, ELSEWHERE], STAYED)
    assert (found.id, found.kind, found.missing, found.recipients) == ("oak-v-dep/w1", "plaintiff", 2, 5)
    assert set(found.conditions) == {"ex-2017/56a", "ex-2017/56b"}
    before_the_stay = parse_day("2018-01-01")
    assert open_lists(law, [*COUNTIES, ELSEWHERE], before_the_stay) == ()


def test_a_list_held_in_full_leaves_nobody_unclear(tmp_path: Path) -> None:
    assert open_lists(load(write(tmp_path)), COUNTIES, STAYED) == ()


def test_those_whom_a_record_names_count_like_the_others(tmp_path: Path) -> None:
    """And of what is unclear for several reasons, the dates are no list."""
    names = "names: [il/oak], complete: no, missing: 2, within: {states: [il]}"
    case = WORLD["cases/oak.yaml"].replace("names: [il/oak]", names)
    notice = """\
notice: other
title: Letter
short: Letter
agency: dep
source: [{url: "https://example.org/letter", kind: agency}]
events:
  - id: sent
    date: 2017-08-01
    kind: notice
    title: One county is told that the certificate is not asked of it.
    source: [{url: "https://example.org/letter", kind: agency}]
    effects:
      - {id: n, restrain: not-enforced, scope: {who: {recipients: [il/county-0]}, conditions: {ids: [ex-2017/52]}}}
"""
    law = load(write(tmp_path, {**WORLD, "cases/oak.yaml": case, "notices/other.yaml": notice}))
    in_doubt = parse_day("2018-06-27")
    for day in (STAYED, in_doubt):
        (found,) = open_lists(law, [*COUNTIES, ELSEWHERE], day)
        assert (found.id, found.recipients) == ("oak-v-dep/w1", 5)
