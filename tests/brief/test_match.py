"""Which case a story is about; no case is forced on a story."""

from __future__ import annotations

import pytest

from enjoined.brief.lexicon import Lexicon
from enjoined.brief.match import Fit, Match, Verdict, judge
from enjoined.brief.reading import read_for
from enjoined.brief.story import story_of
from enjoined.model import parse_day
from enjoined.registry.open import Registry
from tests.brief.stories import STORIES, Told


def matched(told: Told, lexicon: Lexicon, registry: Registry) -> tuple[Verdict, tuple[Match, ...]]:
    dated = parse_day(told.dated) if told.dated else None
    return judge(read_for(story_of(told.text, dated=dated), lexicon, registry), lexicon, registry.law)


@pytest.mark.parametrize("told", STORIES, ids=[told.name for told in STORIES])
def test_the_case_is_found_or_none(told: Told, lexicon: Lexicon, registry: Registry) -> None:
    verdict, matches = matched(told, lexicon, registry)
    if told.case is None or told.case == "":
        assert matches == ()
        assert verdict is (Verdict.NOTHING if told.case == "" else Verdict.NOT_IN_REGISTRY)
    elif isinstance(told.case, frozenset):
        assert {m.case for m in matches if m.fit is not Fit.MENTIONED} == told.case
    else:
        assert verdict is Verdict.CASE
        assert [m.case for m in matches if m.fit is Fit.ABOUT] == [told.case]
        assert len(matches[0].reasons) >= 3
