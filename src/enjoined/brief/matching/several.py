"""Stories of several cases: twin suits of one day, and round-ups of rulings."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable
from typing import Final

import msgspec

from enjoined.brief.matching.fits import CLOSE, LEAST, Evidence, Fit, Match, match_of
from enjoined.brief.matching.judges import surnames
from enjoined.brief.matching.mentions import Part
from enjoined.brief.matching.passages import passages
from enjoined.brief.matching.reading import Reading
from enjoined.model import CaseId, RecipientId
from enjoined.recipients.states import STATES

__all__ = [
    "Passage",
    "also_told",
    "mentioned",
    "nearest",
    "told_by_passage",
    "told_together",
    "undated",
    "undecided",
    "with_passages",
]

_SEVERAL: Final = re.compile(
    r"\b(?:two|both|pair of|separate|twin|parallel)\s+(?:\w+\s+){0,2}(?:law)?(?:suits|cases|complaints)\b"
    r"|\bcompanion\s+(?:case|(?:law)?suit)s?\b",
    re.IGNORECASE,
)


def told_together(reading: Reading, chosen: list[Evidence]) -> list[Evidence]:
    """The cases of a story that says it is of two suits, each with an event of that day, or of one appeal in both."""
    told = [e for e in chosen if e.event is not None]
    one = len({e.decision for e in told}) == 1 and _appealed(told[0]) if told else False
    return told if len(told) == 2 and (one or _SEVERAL.search(reading.story.text)) else []


def _appealed(evidence: Evidence) -> bool:
    """Whether the event told is a decision of another court than that of the suit."""
    return evidence.decision is not None and evidence.decision[2] not in ("", evidence.profile.case.court)


_ROUNDUP: Final = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|both|several|pair of|separate)\s+"
    r"(?:(?!executive\b)\w+\s+){0,2}?"
    r"(?:judges|courts|rulings|orders|decisions|injunctions|(?:law)?suits|cases|challenges|fights|battles|disputes)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|several|some) of (?:the (?:law)?suits|the cases)\b"
    r"|\b(?:judges|courts|rulings|(?:law)?suits|cases|challenges)\b[^.;]{0,60}"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|some) of (?:them|those)\b"
    r"|\bseparately\b|\bround-?up\b|\b(?:week|month|day|year) in court\b|\brulings\b",
    re.IGNORECASE,
)
_MOST_PASSAGES: Final = 80
_PASSAGE: Final = 5.5
"""Points from which a paragraph is about a case by its judge or court."""
_BY_PARTY: Final = 7.5
"""Points from which a paragraph is about a case by who sues and what they say, where no other is half as near."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph that tells of one case: the evidence, and the sentences by their index in the story."""

    evidence: Evidence
    sentences: tuple[int, ...]


def tells_of_several(reading: Reading) -> bool:
    """Whether a story says at its beginning that it tells of several rulings or suits."""
    return _ROUNDUP.search(reading.head) is not None


_ITEM: Final = re.compile(r"\W*\d{1,2}[.)]\s|\s*(?:[\u2022#]|[*-]\s|\*\*)")
_FRESH: Final = 10
"""So many days old can be what a weekly tells as news."""


def _is_digest(reading: Reading, passages: list[Passage], found: list[Match]) -> bool:
    """Whether a story is one of several cases by its make: paragraphs with fresh news of different cases each.

    Where the head of the story names no judge and no leader of the case that it is about, if it is about one, they
    need not be fresh.
    """
    sentences = reading.story.sentences
    fresh = {
        p.evidence.profile.case.id: p
        for p in passages
        if (p.evidence.ago or 0) <= _FRESH and p.evidence.event
    }
    items = [c for c, p in fresh.items() if _ITEM.match(sentences[p.sentences[0]].text)]
    cases = {p.evidence.profile.case.id for p in passages} | {m.case for m in found}
    headed = any(m.headed for m in found)
    return len(fresh) > _MANY or len(items) > 1 or (not headed and len(cases) > _MANY)


_MANY: Final = 2


def told_by_passage(reading: Reading, weigh: Callable[[Reading], list[Evidence]]) -> list[Passage]:
    """The paragraphs that tell of a case each, known by its judge, court, caption, number or parties.

    A paragraph need not name who sues: its judge or the place of its court, with something that happened in the case
    at that time, are as good, where no other case comes near.
    """
    found: list[Passage] = []
    several = tells_of_several(reading)
    lately = _FRESH if several else reading.lately
    parts = passages(reading, lately, by_judge=several)
    for first, passage in itertools.islice(parts, _MOST_PASSAGES):
        if not (passage.suit_words or (several and passage.news)):
            continue
        weighed = [e for e in weigh(passage) if not e.ruled_out]
        _judged_alone(weighed)
        near = sorted(weighed, key=lambda e: -e.points)
        fitting = [e for e in near if _is_marked(e)]
        if not near:
            continue
        best = _by_mark(fitting, near[0]) or _by_party(near)
        if (
            best is not None
            and several
            and (best.ago or 0) > lately
            and passage.parties.keys().isdisjoint(best.profile.leads)
            and best.profile.case.id not in passage.sides
        ):
            best = None  # Older news is a case's only if it names who leads it.
        told = [best] if best is not None else _ruled_at_once(fitting) if several else []
        indices = tuple(range(first, first + len(passage.story.sentences)))
        found += [Passage(evidence=each, sentences=indices) for each in told]
    return found


def _judged_alone(weighed: list[Evidence]) -> None:
    """Mark the one case of the judge whom a paragraph names, or the one of them against whoever it names."""
    judged = [e for e in weighed if e.judged]
    for alike in (judged, [e for e in judged if e.accused]):
        if len(alike) == 1 and not alike[0].lone:
            alike[0].lone = True
            alike[0].add(_ALONE, "")


def _ruled_at_once(marked: list[Evidence]) -> list[Evidence]:
    """The cases that fit a paragraph alike, where they were decided as one: on one day, in one court, in one way."""
    close = [e for e in marked if marked[0].points - e.points < CLOSE and e.points >= _PASSAGE]
    decisions = {e.decision for e in close}
    return close if len(close) == 2 and len(decisions) == 1 and None not in decisions else []


_ALONE: Final = 2.0


def _by_mark(marked: list[Evidence], nearest: Evidence) -> Evidence | None:
    """The case that a paragraph marks by its judge, court, caption or number, where it fits best."""
    if not marked:
        return None
    best = marked[0]
    # Judge, party and subject together are worth a point.
    points = best.points + (best.judged and best.party and best.subject)
    alone = len(marked) < 2 or best.points - marked[1].points >= CLOSE / 2
    return best if alone and points >= max(_PASSAGE, nearest.points) else None


def _by_party(near: list[Evidence]) -> Evidence | None:
    """The case that a paragraph is about by who sues and what they say, or by what happened, where none comes near."""
    best = near[0]
    told = best.bench or (best.event is not None and best.subject)
    rest = max((e.points for e in near[1:]), default=0.0)
    fits = best.party and told and best.points >= _BY_PARTY and best.points - rest >= 2 * CLOSE
    return best if fits else None


def _is_marked(evidence: Evidence) -> bool:
    if evidence.sure or evidence.captioned:
        return True
    on_a_day = evidence.event is not None
    return (evidence.judged and (on_a_day or evidence.party or evidence.lone)) or (
        evidence.seated and evidence.subject and on_a_day
    )


def undated(fitting: list[Evidence]) -> list[Evidence]:
    """The cases whose leader sues in a story over their very grant, where only its day could tell them apart."""
    alike = [e for e in fitting if e.granted and not e.misjudged]
    return [e for e in alike if alike[0].points - e.points < CLOSE]


def undecided(weighed: list[Evidence]) -> list[Evidence]:
    """The cases of the judge whom a story names, on its subject, where it does not say who sues: one of them, maybe."""
    near = sorted((e for e in weighed if e.judged and e.subject and not e.ruled_out), key=lambda e: -e.points)
    close = [e for e in near if near[0].points - e.points < CLOSE]
    return close if len(close) > 1 and near[0].points >= _PASSAGE else []


def also_told(
    reading: Reading, told: list[Evidence], fitting: list[Evidence], passages: list[Passage]
) -> list[Evidence]:
    """The cases of a story that tells of several: each with enough evidence, and a mark that the others lack.

    A mark is a judge of its own, a caption or number of its own, or a plaintiff of its own; and either something
    happened in the case as the story was told, or the story says that it tells of several. A judge who is named in
    a paragraph about another case of his is no mark.
    """
    several = tells_of_several(reading)
    by_passage = {p.evidence.profile.case.id: p.evidence for p in passages}
    for evidence in fitting:
        fresh = evidence.event is not None and (evidence.ago or 0) <= _FRESH
        if evidence in told or evidence.points < LEAST or not (several or fresh):
            continue
        profile = evidence.profile
        judges = set(surnames(profile.case))
        elsewhere = profile.case.id not in by_passage and any(
            e.judged and not judges.isdisjoint(surnames(e.profile.case)) for e in by_passage.values()
        )
        judge_is_own = (
            evidence.judged
            and not elsewhere
            and all(judges.isdisjoint(surnames(t.profile.case)) for t in told)
        )
        named = evidence.sure or evidence.captioned
        parts = (Part.SUES,) if evidence.event is None else (Part.SUES, Part.NAMED)
        sues = any(
            any(reading.parties.get(p, Counter())[part] for part in parts)
            and all(p not in t.profile.parties for t in told)
            for p in profile.leads
        )
        if judge_is_own or (several and (named or sues)):
            told = [*told, evidence]
    return told


def mentioned(reading: Reading, named: set[CaseId], fitting: list[Evidence]) -> list[Evidence]:
    """Further cases that a story speaks of in passing: whoever leads them is said to sue, or to have won."""
    found: list[Evidence] = []
    taken = {p for e in fitting if e.profile.case.id in named for p in e.profile.parties}
    # "New York" is the city or the State: where it is the one that a case has, it is not the other.
    spans = {(m.start, m.end) for m in reading.mentions if m.id in taken}
    by_its_own = {
        m.id
        for m in reading.mentions
        if (m.start, m.end) not in spans
        or (m.id not in STATES and reading.story.text.startswith(" City", m.end))
    }
    taken |= {RecipientId(m.id) for m in reading.mentions if (m.start, m.end) in spans} - by_its_own
    for evidence in fitting:
        suing = (evidence.profile.leads & reading.suing) - taken
        unled = not evidence.profile.leads and evidence.profile.case.id in reading.sides
        if evidence.profile.case.id not in named and evidence.points >= LEAST and (suing or unled):
            found.append(evidence)
            taken |= evidence.profile.leads
    return found


def nearest(passing: list[Evidence]) -> list[Evidence]:
    """The cases without those whose every caption fits another one better: that of the same parties years ago."""

    def rank(evidence: Evidence) -> tuple[bool, float]:
        return not evidence.quiet, evidence.points

    most = {c: max(rank(e) for e in passing if c in e.captions) for p in passing for c in p.captions}
    return [e for e in passing if e.sure or not e.captions or any(rank(e) >= most[c] for c in e.captions)]


def with_passages(reading: Reading, found: list[Match], passages: list[Passage]) -> list[Match]:
    """The matches with those of single paragraphs: of a round-up each is told, of another story each is mentioned."""
    spans: dict[CaseId, list[int]] = {}
    for passage in passages:
        spans.setdefault(passage.evidence.profile.case.id, []).extend(passage.sentences)
    evidence = {p.evidence.profile.case.id: p.evidence for p in reversed(passages)}
    certain = [e for e in evidence.values() if e.judged or e.sure]
    several = _is_digest(reading, passages, found) or (
        tells_of_several(reading) and (bool(found) or len(evidence) > 1 or bool(certain))
    )
    matches: list[Match] = []
    for match in found:
        told = match.case in spans and several
        fit = Fit.ABOUT if told else match.fit
        if fit is Fit.POSSIBLE and match.case in spans and found[0].fit is Fit.ABOUT:
            fit = Fit.MENTIONED  # A paragraph of its own, in a story that is about another case.
        matches.append(msgspec.structs.replace(match, fit=fit, passage=tuple(spans.get(match.case, ()))))
    known = {m.case for m in found}
    for case, weight in reversed(evidence.items()):
        if case not in known:
            fit = Fit.ABOUT if several else Fit.MENTIONED
            matches.append(msgspec.structs.replace(match_of(weight, fit), passage=tuple(spans[case])))
    order = (Fit.ABOUT, Fit.POSSIBLE, Fit.MENTIONED)
    first = found[0].case if found else None

    def place(match: Match) -> tuple[int, int]:
        """A round-up is told in its own order."""
        unplaced = -1 if match.case == first else len(reading.story.sentences)
        return order.index(match.fit), min(match.passage, default=unplaced) if several else 0

    return sorted(matches, key=place)
