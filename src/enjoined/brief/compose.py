"""The brief: what a story is about, what has happened since, who is bound today, and whether what it says holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from enjoined.brief.assertions import assertions_in
from enjoined.brief.figures import crime_in, figure_sources
from enjoined.brief.matching.lexicon import Lexicon, Profile, lexicon_of
from enjoined.brief.matching.match import Fit, Match, Verdict, judge
from enjoined.brief.matching.reading import Reading, read_for
from enjoined.brief.notes import Brief, CaseNote, StoryNote, Unrecorded
from enjoined.brief.record import Record
from enjoined.brief.sheet import CaseSheet
from enjoined.brief.sizes import sizes_in
from enjoined.brief.story.read_file import read_story
from enjoined.brief.story.story import Story
from enjoined.errors import InputError
from enjoined.law.answering.words import name_of, when
from enjoined.model import (
    CaseId,
    Day,
    Recipient,
    as_date,
    spoken,
)
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

__all__ = ["brief", "brief_of"]


def brief(
    registry: Registry,
    path: str | Path,
    *,
    on: Day,
    recipient: Recipient | None = None,
    dated: Day | None = None,
    case: str | None = None,
) -> Brief:
    """The brief of the story in a text, HTML or PDF file.

    Raises ``UnreadableDocument`` for a file that cannot be read, ``InputError`` for a case the registry does not hold.
    """
    story = read_story(path, dated=dated)
    return brief_of(registry, story, on=on, recipient=recipient, case=case)


def brief_of(
    registry: Registry,
    story: Story,
    *,
    on: Day,
    recipient: Recipient | None = None,
    case: str | None = None,
) -> Brief:
    """The brief of a story that has been read; ``case`` says which case it is about, whatever the evidence."""
    law = registry.law
    lexicon = lexicon_of(registry)
    reading = read_for(story, lexicon, registry)
    verdict, matches = judge(reading, lexicon, law)
    notes = list(story.warnings)
    if case is not None:
        verdict, matches = Verdict.CASE, _as_told(case, matches, lexicon)
    if story.told is None:
        notes.append(
            "the story's date was not found: say it with --dated, and it will be set against the record"
        )
    elif story.told > on:
        notes.append(f"the story is of {spoken(story.told)}, after the day asked about")
    about = next((m for m in matches if m.fit is Fit.ABOUT), None)
    profile = _profile(lexicon, about.case) if about else None
    others = [m.case for m in matches if m.fit is Fit.ABOUT and m is not about]
    if about and others:
        which = "the other" if len(others) == 1 else "another"
        notes.append(
            f"what follows is of {law.cases[about.case].short}, with the others in short; "
            f"--case {others[0]} shows {which}"
        )
    as_of = story.told if story.told is not None else on
    found = crime_in(story.text, as_of)
    found = tuple(sorted((*found, *sizes_in(reading, found, as_of)), key=lambda claim: claim.start))
    claims = tuple(sorted(found, key=lambda claim: claim.report.verdict == "not-checkable"))
    sheet = CaseSheet(registry, reading, on, {m.case: m.passage for m in matches} if others else {})
    asserted = assertions_in(reading, matches, lexicon, registry) if profile else ()
    then = sheet.posture(profile, story.told, story.told) if profile and story.told else None
    now = sheet.posture(profile, on, None) if profile else None
    if now is not None and then is not None and now.note and now.note == then.note:
        now = msgspec.structs.replace(now, note="as it stood then")
    upcoming = sheet.next_step(profile, now) if profile else None
    timeline = sheet.timeline(profile, upcoming) if profile else ()
    cited = sheet.sources(profile, asserted, upcoming, (then, now)) if profile else ()
    return Brief(
        schema="enjoined.brief/1",
        on=date.fromordinal(on),
        registry={"version": law.version, "hash": law.hash},
        story=StoryNote(
            name=story.name,
            title=story.title,
            kind=story.kind,
            dated=as_date(story.told),
            dated_from=story.told_from,
            words=len(story.text.split()),
        ),
        verdict=verdict,
        summary=_summary(law, verdict, matches, story),
        cases=tuple(_case_note(registry, _profile(lexicon, m.case), m) for m in matches),
        not_in_registry=_unrecorded(reading, lexicon, law) if verdict is Verdict.NOT_IN_REGISTRY else None,
        conditions=sheet.terms(profile) if profile else (),
        then=then,
        now=now,
        next=upcoming,
        last=sheet.last(profile) if profile and story.told is not None and upcoming is None else "",
        recipient=sheet.personal(profile, recipient, story.told) if profile and recipient else None,
        also=tuple(sheet.also(_profile(lexicon, case), recipient) for case in others),
        claims=claims,
        assertions=asserted,
        timeline=timeline,
        picture=sheet.picture(profile) if profile else None,
        sources=(*cited, *figure_sources(claims, len(cited))),
        notes=tuple(notes),
    )


def _unrecorded(reading: Reading, lexicon: Lexicon, law: LawTable) -> Unrecorded:
    """What the story says of a suit that is not held; its patterns are slow to make, and seldom asked for."""
    from enjoined.brief.matching.unrecorded import found_in

    return found_in(reading, lexicon, law)


def _as_told(case: str, matches: tuple[Match, ...], lexicon: Lexicon) -> tuple[Match, ...]:
    known = {p.case.id for p in lexicon.profiles}
    if case not in known:
        raise InputError(f"{case!r} is no case of the registry", where="--case", remedy="see records/cases")
    told = Match(case=CaseId(case), fit=Fit.ABOUT, score=0.0, reasons=("you said so (--case)",))
    rest = [
        msgspec.structs.replace(m, fit=Fit.POSSIBLE if m.fit is Fit.ABOUT else m.fit)
        for m in matches
        if m.case != case
    ]
    return (told, *rest)


def _profile(lexicon: Lexicon, case: CaseId) -> Profile:
    return next(p for p in lexicon.profiles if p.case.id == case)


def _summary(law: LawTable, verdict: Verdict, matches: tuple[Match, ...], story: Story) -> str:
    if verdict is Verdict.NOTHING:
        return "Nothing here that I can tie to a case."
    if verdict is Verdict.NOT_IN_REGISTRY:
        return "About a lawsuit that is not in the registry."
    about = [m for m in matches if m.fit is Fit.ABOUT]
    if about:
        return f"About {' and about '.join(law.cases[m.case].title for m in about)}."
    names = " or ".join(law.cases[m.case].short for m in matches if m.fit is Fit.POSSIBLE)
    how = "; the story's date would decide (--dated)" if story.told is None else "; say which with --case"
    return f"About {names}{how}."


def _case_note(registry: Registry, profile: Profile, match: Match) -> CaseNote:
    case, law = profile.case, registry.law
    filed = Record(registry, profile).filed
    court = law.courts[case.court] if case.court else None
    first = sorted(profile.parties, key=lambda p: (p not in profile.leads, p))
    return CaseNote(
        case=case.id,
        title=case.title,
        court=court.short if court else "",
        dockets=case.dockets,
        judge=case.judges[-1] if case.judges else "",
        judges=case.judges,
        filed=as_date(filed.date.earliest) if filed and filed.date.is_certain else None,
        filed_in_words=when(filed.date) if filed else "",
        plaintiffs=tuple(name_of(law, p) for p in first),
        fit=match.fit,
        score=match.score,
        reasons=match.reasons,
        event=match.event,
        checked=as_date(case.checked),
    )
