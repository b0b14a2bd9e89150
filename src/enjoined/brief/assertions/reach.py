"""Whom orders are said to reach: everybody in the country, or nobody beyond those who sued."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from enjoined.brief.assertions.base import Found, Holds, World, day_of, is_denied, short, undated
from enjoined.brief.story.dates import PERIOD, period_of
from enjoined.brief.story.story import Sentence
from enjoined.law.answering.words import label, when, who_in_words
from enjoined.model import Day, FamilyId, Verb

__all__ = ["NATION", "by_words", "nation"]

NATION: Final = re.compile(
    r"\b(?:nation-?wide|across the (?:country|nation)|(?:for|in) (?:all|every|other"
    r"|any other) (?:cities|city|jurisdictions?|states?"
    r"|recipients?|applicants?|grantees|local governments?)|national injunction|coast to coast"
    r"|(?P<whole>(?:every|all|any) (?:\w+ )?"
    r"(?:cit(?:y|ies)|count(?:y|ies)|states?|schools?|grantees?|recipients?|governments?)"
    r" (?:in|across|around) (?:the (?:country|nation|United States|U\.S)|America))"
    r"|throughout the country)\b",
    re.IGNORECASE,
)
_ORDER: Final = re.compile(
    r"\b(?:block(?:s|ed|ing)?|bar(?:s|red|ring)|halt(?:s|ed)?|fr(?:eezes?|oze|ozen)|stop(?:s|ped)|injunction|enjoin(?:s|ed)?|order|ruling|ruled|stay"
    r"|paus(?:es|ed)|struck)\b",
    re.IGNORECASE,
)


_NONE: Final = "no order of this case was in force that day"


def nation(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether an order in force on the day of the story reached everybody, or nobody beyond the parties."""
    if not _ORDER.search(sentence.text) or re.search(
        r"\b(?:but|and|then|immediately)\b[^.;]{0,30}\b(?:on hold|stay(?:s|ed)|paus(?:es|ed)|suspend(?:s|ed))\b",
        sentence.text[match.end() :],
    ):
        return None
    if re.match(r"[^.;]{0,20}\b(?:mean|matter|signal|could)", sentence.text[match.end() :]):
        # What an order means for others is no claim that it covers them.
        return None
    before = sentence.text[: match.start()]
    if _THEIRS.search(before):
        return None
    if match["whole"] and not _COVERS.search(before):
        return None
    # Who will not lift a nationwide order does not say that it is none.
    denied = is_denied(_FORBIDDEN.sub(" ", before)) and _UNDONE.search(before) is None
    asserts = "the order reaches everybody in the country"
    if re.search(
        r"\b(?:asks?|asked|asking|seeks?|seeking|wants?|could|would|whether)\b[^.;]*$",
        sentence.text[: match.start()],
        re.I,
    ):
        return None
    if world.told is None:
        return undated(asserts)
    if not world.profile.conditions:
        if denied:
            return None
        return by_words(world, asserts, world.told)
    day = _day_of_order(world, index, sentence, match) or world.told
    relief = world.record.in_force(day)
    if denied:
        # What is said not to be nationwide is the newest order.
        newest = world.record.relief_by(day)[-1:]
        relief = [r for r in relief if r.event.id == newest[-1].id] if newest else relief
        wide = [r for r in relief if r.reaches_everyone is not False]
        asserts = "no order reaches everybody in the country"
        if not wide:
            if not relief:
                why = f"{label(world.registry.law, newest[-1])}: {short(newest[-1])}" if newest else _NONE
                return asserts, Holds.HOLDS, why, tuple(e.id for e in newest)
            named = relief[0]
            why = f"{label(world.registry.law, named.event)} covers {named.who}"
            return asserts, Holds.HOLDS, why, (named.event.id,)
        sure = wide[0].reaches_everyone is True
        why = f"{label(world.registry.law, wide[0].event)} {'does' if sure else 'may'}"
        return asserts, Holds.FALLS if sure else Holds.DEPENDS, why, (wide[0].event.id,)
    if not relief:
        first = world.record.first_relief()
        if first is not None and first.date.earliest > world.told:
            return (
                asserts,
                Holds.FALLS,
                f"no order was in force that day; the first is of {when(first.date)}",
                (first.id,),
            )
        return asserts, Holds.FALLS, _NONE, ()
    everyone = [r for r in relief if r.reaches_everyone is True]
    unsure = [r for r in relief if r.reaches_everyone is None]
    events = tuple(dict.fromkeys(r.event.id for r in relief))
    if everyone:
        some = {f for r in everyone for f in r.families}
        own = {c.family for c in world.profile.conditions}
        rest = own - some
        later = world.record.narrowed_after(day)
        then = f"; narrowed later: {when(later.date)}, {short(later)}" if later is not None else ""
        what = _families(world, some)
        why = f"{label(world.registry.law, everyone[0].event)} covers everybody for {what}"
        if rest and len(some) < len(own):
            return asserts, Holds.DEPENDS, f"{why}, but not for {_families(world, rest)}{then}", events
        return asserts, Holds.HOLDS, why + then, events
    if unsure:
        return (
            asserts,
            Holds.DEPENDS,
            f"whether {label(world.registry.law, unsure[0].event)} reaches beyond the plaintiffs is open",
            events,
        )
    return (
        asserts,
        Holds.FALLS,
        f"{label(world.registry.law, relief[0].event)} reaches {relief[0].who}",
        events,
    )


_THEIRS: Final = re.compile(
    r"\b(?:judges|courts|(?:law)?suits|cases|rulings|challenges|lawyers|officials|leaders|mayors|critics|groups)\s+"
    r"(?:from\s+|all\s+)?$",
    re.IGNORECASE,
)
"""Before "across the country": those who are spread over it, and not the order."""
_COVERS: Final = re.compile(
    r"\b(?:order|ruling|injunction|decision|protection|relief|block|freeze|it|which|that)\b[^.;,]{0,40}"
    r"\b(?:cover|protect|reach|shield|extend|appl|bind|benefit|help|free|spare|exempt)\w*(?:\s+to)?\s+$"
    r"|\b(?:order|ruling|injunction|decision)\s+means\s+(?:that\s+)?$"
    r"|\b(?:block|bar|stop|halt|enjoin|suspend|freez|froze)\w*\b[^.;,]{0,40}\bfor\s+$",
    re.IGNORECASE,
)
"""Before those whom an order is said to reach."""
_FORBIDDEN: Final = re.compile(
    r"\b(?:government|administration|agenc(?:y|ies)|department|officials?|secretary|they|[A-Z]{2,5})\s+"
    r"(?:(?:may|must|shall) not|cannot|can['\u2019]t)\b"
    r"|\b(?:told|tells?|order(?:s|ed)|direct(?:s|ed)|command(?:s|ed)|instruct(?:s|ed))\b[^.;]{0,50}\bnot to\b"
)
"""What the government is told not to do: that denies nothing of the order."""
_UNDONE: Final = re.compile(
    r"\b(?:thr(?:ew|ows?|own)\s+out|vacat\w+|overturn\w*|revers(?:e|es|ed|ing)|toss\w*|lift\w*|strip\w*|narrow\w*|limit\w*"
    r")\b[^.;]{0,30}$"
    r"|\b(?:put|puts|placed|places)\s+on\s+(?:hold|ice)\b[^.;]{0,30}$"
    r"|\b(?:stay|suspend|paus)(?:e?s|ed|ing)?\s+(?:the|a|an|that|this|his|her|its)\s+$",
    re.IGNORECASE,
)
"""What was done to an order before it is called nationwide: then it is the one that had been."""


def _day_of_order(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Day | None:
    """The day of the earlier order of which a sentence tells: "had granted a nationwide injunction on Feb. 21"."""
    if world.told is None:
        return None
    given = world.record.relief_by(world.told)
    spans = [s for m in re.finditer(PERIOD, sentence.text, re.I) if (s := period_of(m[0], world.told))]
    if within := [e for e in given if any(s.first <= e.date.earliest <= s.last for s in spans)]:
        return within[-1].date.earliest
    undone = _UNDONE.search(sentence.text[: match.start()])
    if not (undone or re.search(r"\bhad\s+(?:\w+ly\s+)?\w+(?:ed|en|t)\b", sentence.text)):
        return None
    told = day_of(world, index, match.end())
    on_it = [e for e in given if told is not None and e.date.earliest == told.day]
    return (on_it or given)[-1].date.earliest if on_it or given else None


_CUT: Final = ("affirmance", "reversal", "vacatur", "stay", "amended-judgment")


def by_words(world: World, asserts: str, told: Day) -> Found:
    """The reach of orders in a suit about no recorded condition: by whom they name, until another ends them."""
    law, record = world.registry.law, world.record
    effects = [law.effects[i] for e in record.events if record.known(e, told) for i in e.effects]
    ended = {t for e in effects if e.verb in (Verb.SUSPEND, Verb.END) for t in e.targets}
    kept = [e for e in effects if e.verb is Verb.RESTRAIN and e.id not in ended]
    if not kept:
        given = record.relief_by(told)
        told_wide = next((e for e in reversed(given) if re.search(r"\bnation-?wide\b", e.title)), None)
        if told_wide is not None:
            after = [
                e for e in record.after(told_wide.date.earliest) if e.kind in _CUT and record.known(e, told)
            ]
            then = f"; since then {label(law, after[-1])}: {short(after[-1])}" if after else ""
            why = f"{label(law, told_wide)}: {short(told_wide)}{then}"
            return asserts, Holds.DEPENDS if after else Holds.HOLDS, why, (told_wide.id,)
        why = (
            "the record does not say whom its orders reach"
            if given
            else "no order of this case was on record that day"
        )
        return asserts, Holds.UNKNOWN if given else Holds.FALLS, why, tuple(e.id for e in given[-1:])
    wide = [e for e in kept if any(p.who.everyone for p in e.scope.products)]
    event = law.events[(wide or kept)[-1].event]
    who = "; ".join(dict.fromkeys(who_in_words(law, p.who) for p in (wide or kept)[-1].scope.products))
    return asserts, Holds.HOLDS if wide else Holds.FALLS, f"{label(law, event)} reaches {who}", (event.id,)


def _families(world: World, families: Iterable[FamilyId]) -> str:
    law = world.registry.law
    titles = [
        f"{title[:1].lower()}{title[1:]}" for title in (law.families[f].title for f in sorted(families))
    ]
    more = f" and {len(titles) - 3} more" if len(titles) > 3 else ""
    return ", ".join(titles[:3]) + more
