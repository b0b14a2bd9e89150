"""The months and years that a story tells of a suit: when it was filed, and what happened when."""

from __future__ import annotations

import re
from typing import Final

from enjoined.brief.assertions.numbers import NUMBER, number_of
from enjoined.brief.story.dates import PERIOD, Period, period_of
from enjoined.brief.story.story import Story
from enjoined.model import Day

__all__ = ["filings", "months", "of_this_suit"]

_SECOND: Final = re.compile(r"\b(?:[Aa] second|[Aa]nother|[Aa] separate) (?:law)?suit\b")
_FILED: Final = re.compile(
    rf"\b(?:sued|filed)\b[^.;,]{{0,80}}?\b(?:(?P<period>{PERIOD})"
    rf"|(?P<ago>{NUMBER}|an?) (?P<years>year|month)s? ago(?P<today> today)?)",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(PERIOD, re.IGNORECASE)


def of_this_suit(story: Story) -> str:
    """The text without the sentences that begin to speak of a second suit."""
    return " ".join(s.text for s in story.sentences if not _SECOND.search(s.text))


def filings(story: Story) -> tuple[Period, ...]:
    """The months, seasons or years in which the suit is said to have been filed; none without the story's day."""
    if story.told is None:
        return ()
    spans = (_span(m, story.told) for m in _FILED.finditer(of_this_suit(story)))
    return tuple(span for span in spans if span is not None)


def months(story: Story) -> tuple[Period, ...]:
    """The months that are named with their year; none without the story's day."""
    if story.told is None:
        return ()
    named = (m[0] for m in _MONTH.finditer(story.text) if m["month"] and m["year"])
    spans = (period_of(text, story.told) for text in named)
    return tuple(span for span in spans if span is not None)


def _span(match: re.Match[str], told: Day) -> Period | None:
    """The days that are meant: of "two years ago today" that day, else with a third of the time to spare."""
    if match["period"]:
        return period_of(match["period"], told)
    long = (365 if match["years"].lower() == "year" else 30) * (number_of(match["ago"]) or 1)
    spare = 3 if match["today"] else max(15, long // 3)
    words = f"{match['ago']} {match['years']}s ago"
    return Period(first=Day(told - long - spare), last=Day(told - long + spare), words=words)
