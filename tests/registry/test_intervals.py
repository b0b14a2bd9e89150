"""Versions in time: no gap and no overlap without a word on which counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.registry.upkeep.check import check
from tests.registry.worlds import WORLD, write

SOURCE = 'source: [{url: "https://example.org/x", kind: ordinance}]'
POLICY = """\
policy: oak-rule
jurisdiction: il/oak
title: Rule of Oak
provisions:
  - {{cite: 1-2 (to 2015), summary: One., from: 2010-01-01, {first} limits: [notify-release-date], {source}}}
  - {{cite: 1-2, summary: Two., from: 2015-01-01, {second} limits: [{act}], {source}}}
"""
LIST = """\
list: the-list
title: The list
agency: dep
checked: 2026-11-01
{source}
versions:
  - {{id: one, from: 2020-01-01, {until} title: First., names: [il/oak], {source}}}
  - {{id: two, from: {second}, title: Second., names: [], {source}}}
"""


def mistakes(tmp_path: Path, name: str, text: str) -> list[str]:
    return [error.what for error in check(write(tmp_path, {**WORLD, name: text})).errors]


@pytest.mark.parametrize(
    ("first", "second", "act", "wrong"),
    [
        ("until: 2015-01-01,", "", "notify-release-date", ""),
        ("", "", "admit-federal-agents", ""),  # another act: no version of the same limb
        ("", "", "notify-release-date", "already in force on 2015-01-01"),
        ("until: 2015-06-01,", "", "notify-release-date", "already in force"),
        ("", "prevails: yes,", "notify-release-date", ""),
        ("until: 2014-01-01,", "", "notify-release-date", "from 2014-01-01 up to 2015-01-01"),
        ("until: 2014-01-01,", "gap: the ordinance was suspended,", "notify-release-date", ""),
    ],
)
def test_versions_of_a_provision_meet_or_say_why_not(
    first: str, second: str, act: str, wrong: str, tmp_path: Path
) -> None:
    text = POLICY.format(first=first, second=second, act=act, source=SOURCE)
    found = mistakes(tmp_path, "policies/oak-rule.yaml", text)
    assert len(found) == bool(wrong)
    assert all(wrong in what for what in found)


@pytest.mark.parametrize(
    ("until", "second", "wrong"),
    [
        ("", "2021-01-01", ""),
        ("until: 2020-06-01,", "2021-01-01", ""),
        ("until: 2021-06-01,", "2021-01-01", "still stands"),
        ("", "2020-01-01", "same day"),
    ],
)
def test_versions_of_a_list_do_not_overlap(until: str, second: str, wrong: str, tmp_path: Path) -> None:
    found = mistakes(tmp_path, "lists/the-list.yaml", LIST.format(until=until, second=second, source=SOURCE))
    assert len(found) == bool(wrong)
    assert all(wrong in what for what in found)


def test_an_extension_that_leaves_a_gap_is_noted(tmp_path: Path) -> None:
    case = WORLD["cases/oak.yaml"].replace(
        "{id: pi, restrain: enjoined,", "{id: pi, restrain: enjoined, until: 2017-10-01,"
    )
    extension = """\
  - id: longer
    date: 2017-10-05
    kind: order
    title: The order is extended.
    source: [{url: "https://example.org/longer", kind: order}]
    effects:
      - {id: longer, extend: [pi], until: 2017-11-01}
"""
    report = check(write(tmp_path, {**WORLD, "cases/oak.yaml": case + extension}))
    assert report.errors == ()
    assert [note for note in report.notes if "leaves a gap behind oak-v-dep/pi" in note]
