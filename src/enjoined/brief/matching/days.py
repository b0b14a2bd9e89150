"""The days of a case as evidence: what a story reports happened when, and what that makes certain."""

from __future__ import annotations

from datetime import date
from typing import Final

from enjoined.brief.matching.fits import Evidence
from enjoined.brief.matching.lexicon import Profile, Sort
from enjoined.brief.matching.reading import KINDS, Reading
from enjoined.law.answering.words import when
from enjoined.model import Day, Event, Kind, spoken
from enjoined.registry.table import LawTable

__all__ = ["MISJUDGED", "shares_words", "weigh_days"]

MISJUDGED: Final = 3.0
"""Points against a case whose judge is not the one the story names."""
_BEFORE_FILING: Final = 10
_QUIET: Final = 400
"""A case of which nothing happened for so many days is hardly news."""
_VAGUE: Final = 14


def weigh_days(reading: Reading, profile: Profile, law: LawTable, evidence: Evidence) -> None:
    """Weigh the day of the story and the days it names against those of the case; all else is weighed before."""
    told = reading.story.told
    events = [law.events[e] for e in profile.case.events]
    first = min((e.date.earliest for e in events), default=0)
    if told is None and reading.latest is not None and reading.latest < first - _BEFORE_FILING:
        evidence.add(-1.5, "")
    if told is None or not events:
        _weigh_yearly(reading, events, evidence)
        _stands_for_party(reading, evidence)
        return
    _weigh_filing(reading, events, evidence)
    _weigh_months(reading, events, evidence)
    last = max((e.date.earliest for e in events if e.date.earliest <= told), default=first)
    if told - last > _QUIET:
        evidence.quiet = True
        evidence.add(-2.5, "")
    if told < first - _BEFORE_FILING:
        evidence.ruled_out = True
        return
    near = [e for e in events if _distance(e, told) <= reading.lately]
    days = [d for _, w in reading.dated if (d := w.day) is not None and d != told]
    hits = [e for e in events if e.date.is_certain and e.date.earliest in days]
    # A weekly tells what happened on a day that it names.
    fitting = [e for e in near if _reports(reading, e)] or [e for e in hits if _reports(reading, e)]
    if fitting:
        event = min(fitting, key=lambda e: (not e.date.is_certain, _distance(e, told), -len(e.effects)))
        # What happened on a day of some months that nobody knows fits many a day.
        vague = event.date.latest is None or event.date.latest - event.date.earliest > _VAGUE
        worth = 1.5 if vague else 3.5 if event in near else 2.5
        evidence.add(worth, f"the day fits: {_label(event)}, {when(event.date)}")
        evidence.event, evidence.ago = event.id, max(0, told - event.date.earliest)
        evidence.decision = (event.date.earliest, event.kind, event.court or "")
        # Who sues can be nobody's name (the United States, associations): its judge on its day is as good as a party,
        # or the place of its court together with whom it is against.
        nameless = evidence.accused and not _by_governments(law, profile)
        placed = evidence.judged or (nameless and (evidence.seated or not profile.parties))
        shared = shares_words(reading, profile)
        alike = evidence.party or shared or (evidence.seated and not profile.parties)
        if placed and alike:
            evidence.party = True
            # A judge decides other things, too, on that day: it is of this case if it is told in some of its words.
            told_of = evidence.topical or shared or (evidence.suing and evidence.official)
            evidence.subject = evidence.subject or told_of
        if evidence.party and evidence.accused:
            # Whoever sues, whoever is sued and what happened that day all fit: the name of a judge is then wrong, and
            # the terms may be told in words of the story's own.
            evidence.add(2 * MISJUDGED / 3 if evidence.misjudged and profile.case.judges else 0.0, "")
            own = not profile.families and not evidence.misjudged and evidence.suing
            enough = evidence.topical or own or (reading.about_money and reading.about_terms and shared)
            evidence.subject = evidence.subject or enough
    elif near:
        evidence.add(1.2, f"it was told near an event of the case ({when(near[0].date)})")
    since = told - first
    if "filed" in reading.news and "blocked" not in reading.news and "ruled" not in reading.news:
        joined = [e for e in events if e.kind in ("amended-complaint", "motion") and _distance(e, told) <= 14]
        if since > 30 and not joined:
            evidence.add(-1.5, "")
    evidence.dayed = bool(fitting or hits)
    if evidence.judged and len({e.id for e in (*fitting, *hits)}) > 1:
        # Its judge and two of its days are a case's own, whoever sues.
        evidence.party = True
        evidence.subject = evidence.subject or reading.about_money
    if hits:
        evidence.add(1.0, f"it names {spoken(hits[0].date.earliest)}, a day of the case")
    _stands_for_party(reading, evidence)


_MONTHLY: Final = 31


def _weigh_filing(reading: Reading, events: list[Event], evidence: Evidence) -> None:
    """Weigh the month, season or year in which a suit is said to have been filed."""
    filed = next((e.date.earliest for e in events if e.kind == "complaint"), None)
    if filed is None or not reading.filings:
        return
    fitting = next((span for span in reading.filings if span.first <= filed <= span.last), None)
    if fitting is None:
        evidence.add(-0.4, "")
    else:
        close = fitting.last - fitting.first <= _MONTHLY
        evidence.add(1.5 if close else 0.4, f"it was filed {fitting.words}")


def _weigh_months(reading: Reading, events: list[Event], evidence: Evidence) -> None:
    """Weigh the months that are named with their year and are those of events of the case."""
    days = [e.date.earliest for e in events]
    hits = {span.words for span in reading.months if any(span.first <= day <= span.last for day in days)}
    said = f"it names months of the case ({len(hits)})" if len(hits) > 1 else ""
    evidence.add(0.5 * min(len(hits), 3), said)


def _weigh_yearly(reading: Reading, events: list[Event], evidence: Evidence) -> None:
    """Weigh the days that a story without a day of its own names, with their year or without it."""
    days = {w.day if w.whole else w.yearly for _, w in reading.dated} - {None}
    hits = [e for e in events if e.date.is_certain and not days.isdisjoint(_ways_to_name(e.date.earliest))]
    if hits:
        evidence.add(1.0 * min(2, len(hits)), f"it names {spoken(hits[0].date.earliest)}, a day of the case")
    if evidence.judged and any(e.date.earliest in days for e in hits):
        # Its judge and a day of it with its year are a case's own, whoever sues and in whatever words.
        evidence.party = True
        evidence.subject = evidence.subject or reading.about_money


def _ways_to_name(day: Day) -> tuple[Day, tuple[int, int]]:
    found = date.fromordinal(day)
    return day, (found.month, found.day)


def _stands_for_party(reading: Reading, evidence: Evidence) -> None:
    """Take who decides, who is sued and over what, or how many sue, for a party that the story does not name."""
    told = evidence.topical or evidence.counted
    own = evidence.judged and evidence.counted
    stands = evidence.accused and told and (evidence.judged or (evidence.counted and evidence.dayed))
    # Its judge, its topic and how many sue are a case's own where no agency is named that could be of another.
    if stands or (own and evidence.topical and not reading.named[Sort.AGENCY]):
        evidence.party = True
        if own:
            evidence.add(1.5, "")
            evidence.subject = evidence.subject or (reading.about_money and reading.about_terms)


def _label(event: Event) -> str:
    return event.kind.replace("-", " ")


def _distance(event: Event, told: int) -> int:
    """Days from the event to the telling; a story told before it is far away."""
    latest = event.date.earliest if event.date.latest is None else event.date.latest
    if event.date.earliest - 1 <= told <= latest:
        return 0
    return told - latest if told > latest else 999


def _reports(reading: Reading, event: Event) -> bool:
    return any(event.kind in KINDS[news] for news in reading.news)


def _by_governments(law: LawTable, profile: Profile) -> bool:
    """Whether a city, county or State leads the suit, whose name stories give; others they describe."""
    return any(
        not p.startswith("org/") and (p not in law.recipients or law.recipients[p].kind not in _BODIES)
        for p in profile.leads
    )


_BODIES: Final = frozenset(
    {Kind.NONPROFIT, Kind.ASSOCIATION, Kind.AGENCY, Kind.UNIVERSITY, Kind.SPECIAL_DISTRICT}
)
_RARE: Final = 2.0
_SHARED: Final = 3


def shares_words(reading: Reading, profile: Profile) -> bool:
    """Whether story and record have several words in common that few other records have, and not names alone."""
    shared = {w for w in reading.words if profile.words.get(w, 0.0) >= _RARE}
    return len(shared) >= _SHARED and not shared <= profile.names
