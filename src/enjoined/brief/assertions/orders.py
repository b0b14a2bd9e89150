"""What sort of order it is: for how long, until the case is decided or for good, and whether it is the last word."""

from __future__ import annotations

import re
from typing import Final

from enjoined.brief.assertions.base import Found, Holds, World, day_of, is_denied, short, undated
from enjoined.brief.assertions.numbers import NUMBER, number_of
from enjoined.brief.story.dates import dates_in
from enjoined.brief.story.story import Sentence
from enjoined.law.answering.words import label
from enjoined.model import Day, Event, Verb, spoken

__all__ = ["ENDS", "LENGTH", "SORT", "ends", "length", "sort_of_order"]

_TRO: Final = "temporary-restraining-order"
_UNITS: Final = {"day": 1, "week": 7, "month": 30}
_TEMPORARY: Final = r"(?:restraining order|TRO|temporar\w+|emergency order|pause|freeze)"
_SPAN: Final = (
    rf"(?P<n2>{NUMBER})\s+(?P<u2>day|week|month)s?\b(?!\s+(?:after|before|ago|later|earlier|since))"
)
LENGTH: Final = re.compile(
    rf"\b(?P<n1>{NUMBER})[\s-](?P<u1>day|week|month)\s+(?:\w+\s+)?(?:restraining order|TRO|order|pause|block|freeze)\b"
    r"|\b(?:order|TRO|injunction|ruling|pause|freeze|block(?:ed|s)?|halt(?:ed|s)?|stopp(?:ed|s)|it|which|that)\b"
    r"[^.;]{0,90}?\b(?:for|lasts?|lasting|after|in)\s+"
    rf"(?:(?:about|just|only|up to|at least|the next|another)\s+)?{_SPAN}"
    r"|\b(?:expir(?:es?|ed|ing)|until|through|r[au]ns? out|lapses?|lasts? (?:until|through)|ends?)\s+(?:on\s+)?"
    r"(?P<until>(?=\w))",
    re.IGNORECASE,
)


def length(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """How long a temporary order is said to last, against the recorded end of such an order."""
    sentences = world.reading.story.sentences
    around = " ".join(s.text for s in sentences[max(0, index - 1) : index + 2])
    before = sentence.text[: match.start()]
    if world.told is None or re.search(
        r"\b(?:asks?|asked|sought|seeks?|wants?|could)\b", before, re.IGNORECASE
    ):
        return None
    if re.search(r"\b(?:on (?:hold|ice|pause)|stay(?:s|ed)?)\s*$", before, re.IGNORECASE):
        return None  # How long the order is held back, and not how long it lasts.
    given = world.record.relief_by(world.told)
    orders = [e for e in given if e.kind == _TRO]
    # "The order" far from its name is the newest of the case.
    if not orders or (given[-1].kind != _TRO and not re.search(_TEMPORARY, around, re.IGNORECASE)):
        return None
    number, unit = match["n1"] or match["n2"], match["u1"] or match["u2"]
    last: Day | None = None
    if number:
        days = number_of(number) * _UNITS[unit.lower()]
        asserts = f"the restraining order lasts {days} days"
    else:
        last = next((w.day for i, w in world.reading.dated if i == index and w.start == match.end()), None)
        if last is None:
            return None
        asserts = f"the restraining order lasts until {spoken(last)}"
    if number:
        days_told = {w.day for i, w in world.reading.dated if abs(i - index) <= 1}
        orders = [e for e in orders if e.date.earliest in days_told] or orders[-1:]
    ends = [(e, _last_day(world, e)) for e in orders]
    known = [(e, day) for e, day in ends if day is not None]
    near = known[-1] if known and known[-1][0] is orders[-1] else None
    for event, day in known:
        told = last if last is not None else Day(event.date.earliest + days)
        if abs(told - day) <= 1:
            return (
                asserts,
                Holds.HOLDS,
                f"{label(world.registry.law, event)} ran through {spoken(day)}",
                (event.id,),
            )
    if near is not None:
        event, day = near
        why = f"{label(world.registry.law, event)} ran through {spoken(day)}"
        return asserts, Holds.FALLS, why, (event.id,)
    event = orders[-1]
    long = (last if last is not None else event.date.earliest + days) - event.date.earliest > _RULE
    why = (
        f"the record does not hold the end of {label(world.registry.law, event)}; "
        f"without notice such an order lasts {_RULE} days unless extended, Fed. R. Civ. P. 65(b)(2)"
    )
    return asserts, Holds.DEPENDS if long else Holds.UNKNOWN, why, (event.id,)


_RULE: Final = 14
"""Days that a restraining order without notice lasts, unless it is extended: Fed. R. Civ. P. 65(b)(2)."""


def _last_day(world: World, event: Event) -> Day | None:
    """The last day of an order, by its effects or by what its record says of it in words."""
    for effect in map(world.registry.law.effects.__getitem__, event.effects):
        if effect.verb is Verb.RESTRAIN and effect.until is not None and effect.until.is_certain:
            return Day(effect.until.earliest - 1)
    days = re.search(rf"\bfor ({NUMBER}) (day|week)s?\b", event.title)
    if days:
        return Day(event.date.earliest + number_of(days[1]) * _UNITS[days[2]])
    until = re.search(r"\b(?:until|through)\s", event.title)
    return next((w.day for w in dates_in(event.title[until.end() :]) if w.whole), None) if until else None


SORT: Final = re.compile(
    r"\b(?P<good>permanent(?:ly)?)\s+(?:\w+\s+){0,2}?"
    r"(?:injunctions?|orders?|ban|bar(?:s|red)?|enjoin\w*|block\w*|halt\w*|prohibit\w*|forb\w+|stop\w*|str(?:uck|ikes?)"
    r"|set(?:s|ting)? aside)\b"
    r"|\b(?:injunction|order|ruling|block|ban)\b[^.;]{0,20}?"
    r"\b(?:is|was|becomes?|became|made)\s+(?:now\s+)?(?P<now>permanent)\b"
    r"|\b(?:grant|issu|enter|w[io]n|sign|secur|obtain|upheld|uphold|affirm|award)\w*\s+(?:\w+\s+){0,4}?"
    r"(?:a|an|the|its|their|that)\s+(?:\w+\s+)?(?P<pi>preliminary injunction)\b",
    re.IGNORECASE,
)
_FOR_GOOD: Final = frozenset(
    {"summary-judgment", "judgment", "final-judgment", "decree", "vacatur", "amended-judgment", "injunction",
     "agreed-order", "order"}
)  # fmt: skip
_OPEN: Final = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|seek(?:s|ing)?|sought|wants?|motions?|request\w*|hearing|whether|if|could|would|(?-i:may)|might"
    r"|will|until|before|toward|hop(?:es?|ed|ing)|consider\w*|pending)\b",
    re.IGNORECASE,
)


def sort_of_order(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the court's order is of the sort the story calls it: for good, or until the case is decided."""
    law, record = world.registry.law, world.record
    before = sentence.text[: match.end()]
    if world.told is None or _OPEN.search(before) or is_denied(before):
        return None
    lasting = not match["pi"]
    asserts = "the order is permanent" if lasting else "the court granted a preliminary injunction"
    given = [
        e
        for e in record.relief_by(world.told)
        if e.court == world.profile.case.court and not record.reversed_by(e, world.told)
    ]
    hits = [e for e in given if (_is_for_good(e) if lasting else e.kind == "preliminary-injunction")]
    day = day_of(world, index, match.end())
    hits = [e for e in hits if day is not None and e.date.earliest == day.day] or hits
    if hits:
        # That a court blocked the terms says the same.
        return (asserts, Holds.HOLDS, label(law, hits[-1]), (hits[-1].id,)) if lasting else None
    if given:
        return asserts, Holds.FALLS, f"on record by that day is {label(law, given[-1])}", (given[-1].id,)
    return None


def _is_for_good(event: Event) -> bool:
    return event.kind in _FOR_GOOD and re.search(r"\brefuses a permanent\b", event.title) is None


ENDS: Final = re.compile(
    r"\b(?:final|last) word\b"
    r"|\bend(?:s|ed|ing)?\s+(?:the|this|a|its|their|his|her|that|all)\s+(?:[\w'\u2019-]+\s){0,4}?"
    r"(?:case|(?:law)?suit|litigation|(?:legal|court) (?:fight|battle)|challenge|dispute|fight|matter|saga)\b"
    r"|\b(?:case|(?:law)?suit|legal fight|matter|story|dispute|litigation|fight)\s+is\s+(?:now\s+)?"
    r"(?:over|closed|settled|finished|at an end)\b"
    r"|\b(?:cannot|can't|can no longer) be appealed\b|\bno (?:further )?appeal is possible\b"
    r"|\b(?:ruling|decision|judgment|order)\s+is\s+(?:now\s+)?final\b"
    r"|\bputs? an end to the (?:case|(?:law)?suit|matter)\b",
    re.IGNORECASE,
)
_LAST: Final = frozenset(
    {
        "dismissal",
        "case-closed",
        "appeal-dismissed",
        "certiorari-dismissed",
        "settlement",
        "certiorari-denied",
    }
)


def ends(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the case was at its end when the story was told."""
    asserts, law = "the case is over", world.registry.law
    before = sentence.text[: match.start()]
    if is_denied(sentence.text[: match.end()]) or re.search(
        r"\b(?:could|would|(?-i:may)|might|will|to|whether|if|until|before|agree\w*|ask\w*)\b[^.;,]*$",
        before,
        re.I,
    ):
        return None
    if world.told is None:
        return undated(asserts)
    after = [e for e in world.record.after(world.told) if not e.unread]
    if after:
        how = "its end came later" if after[0].kind in _LAST else "it went on"
        return asserts, Holds.FALLS, f"{how}: {label(law, after[0])}: {short(after[0])}", (after[0].id,)
    done = [e for e in world.record.events if world.record.known(e, world.told)]
    if done and done[-1].kind in _LAST:
        return asserts, Holds.HOLDS, f"last on record is {label(law, done[-1])}", (done[-1].id,)
    last = f"; last on record is {label(law, done[-1])}" if done else ""
    return asserts, Holds.DEPENDS, f"the record shows no end of the case by that day{last}", ()
