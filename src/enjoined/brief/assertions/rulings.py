"""What courts did or are to do: what was blocked, on which day, for whom, and what became of it above."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from enjoined.brief.assertions.base import Found, Holds, World, day_of, in_words, is_denied, short, undated
from enjoined.brief.story.dates import PERIOD, period_of
from enjoined.brief.story.story import Sentence
from enjoined.law.answering.words import label, when, who_in_words
from enjoined.model import Day, FamilyId, Verb

WILL: Final = re.compile(
    r"\b(?:judge|court|panel|justices?)\b[^.;]{0,60}?\b(?:will|would|is (?:expected|set|to)"
    r"|has yet to|must|could|to)\s+"
    r"(?:\w+\s+)?(?:decide|rule|determine|consider|hear)[^.;]{0,60}?\b(?:whether|on|if|how|arguments)\b"
    r"|\b(?:asks?|asked|asking|seeks?|sought|seeking|wants?|request(?:s|ed|ing)?)\b[^.;]{0,60}?\b(?:judge|court|injunction"
    r"|restraining order)\b",
    re.IGNORECASE,
)


def will(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """A ruling is to come or is asked for: what came of it."""
    asked = not re.match(r"(?:judge|court|panel|justice)", match[0], re.IGNORECASE)
    asserts = "the plaintiff asks the court to block the terms" if asked else "the court is still to decide"
    if world.told is None:
        return undated(asserts)
    if not asked and re.search(
        r"\b(?:appeals?|circuit|supreme)\b", sentence.text[: match.end()], re.IGNORECASE
    ):
        return _will_above(world, world.told)
    before = world.record.relief_by(world.told)
    after = world.record.decisions_after(world.told)
    if asked:
        if not re.search(
            r"\b(?:block|halt|freeze|bar|stop|strike|void|declare|injunction|order|throw out|prevent|rule)",
            sentence.text,
            re.I,
        ):
            return None
        filed = world.record.filed
        if filed is None:
            return None
        refused = [e for e in world.record.events if e.kind in REFUSALS and world.record.known(e, world.told)]
        after = after or refused[-1:]
        came = f"; the ruling: {label(world.registry.law, after[0])}" if after else "; no ruling is on record"
        return (
            asserts,
            Holds.HOLDS,
            f"the suit was filed {when(filed.date)}{came}",
            (filed.id, *(e.id for e in after[:1])),
        )
    if after:
        late = f", after {label(world.registry.law, before[-1])}" if before else ""
        why = f"it did{late}: {label(world.registry.law, after[0])}"
        return asserts, Holds.HOLDS, why, (after[0].id,)
    if before:
        why = f"it had already ruled: {label(world.registry.law, before[-1])}"
        return asserts, Holds.FALLS, why, (before[-1].id,)
    return asserts, Holds.DEPENDS, "no later ruling is on record", ()


def _will_above(world: World, told: Day) -> Found:
    """A higher court is still to decide."""
    asserts, law = "a higher court is still to decide", world.registry.law
    above = [e for e in world.record.events if e.court != world.profile.case.court]
    decided = [
        e
        for e in above
        if e.kind in ("affirmance", "reversal", "vacatur", "appeal-dismissed", "certiorari-dismissed")
    ]
    after = [e for e in decided if e.date.earliest > told]
    if after:
        return asserts, Holds.HOLDS, f"it did: {label(law, after[0])}: {short(after[0])}", (after[0].id,)
    if decided:
        return asserts, Holds.FALLS, f"it had decided: {label(law, decided[-1])}", (decided[-1].id,)
    last = f"; last on record: {label(law, above[-1])}" if above else ""
    return (
        asserts,
        Holds.DEPENDS,
        f"no decision of a higher court is on record{last}",
        tuple(e.id for e in above[-1:]),
    )


NATION: Final = re.compile(
    r"\b(?:nation-?wide|across the (?:country|nation)|(?:for|in) (?:all|every|other"
    r"|any other) (?:cities|city|jurisdictions?|states?"
    r"|recipients?|applicants?|grantees|local governments?)|national injunction|coast to coast"
    r"|throughout the country)\b",
    re.IGNORECASE,
)
_ORDER: Final = re.compile(
    r"\b(?:block(?:s|ed|ing)?|bar(?:s|red|ring)|halt(?:s|ed)?|fr(?:eezes?|oze|ozen)|stop(?:s|ped)|injunction|order|ruling|ruled|stay"
    r"|paus(?:es|ed)|struck)\b",
    re.IGNORECASE,
)


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
        if is_denied(sentence.text[: match.start()]):
            return None
        return by_words(world, asserts, world.told)
    relief = world.record.in_force(_day_of_order(world, index, sentence, match) or world.told)
    if is_denied(sentence.text[: match.start()]):
        wide = [r for r in relief if r.reaches_everyone is not False]
        asserts = "no order reaches everybody in the country"
        if not wide:
            if not relief:
                return asserts, Holds.HOLDS, "no order of this case was in force that day", ()
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
        return asserts, Holds.FALLS, "no order of this case was in force that day", ()
    everyone = [r for r in relief if r.reaches_everyone is True]
    unsure = [r for r in relief if r.reaches_everyone is None]
    events = tuple(dict.fromkeys(r.event.id for r in relief))
    if everyone:
        some = {f for r in everyone for f in r.families}
        rest = [f for f in world.profile.families if f not in some]
        later = world.record.narrowed_after(world.told)
        then = f"; narrowed later: {when(later.date)}, {short(later)}" if later is not None else ""
        what = _families(world, some)
        why = f"{label(world.registry.law, everyone[0].event)} covers everybody for {what}"
        if rest and len(some) < len(world.profile.families):
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


_UNDONE: Final = re.compile(
    r"\b(?:thr(?:ew|ows?|own)\s+out|vacat\w+|overturn\w*|revers(?:e|es|ed|ing)|toss\w*|lift\w*|strip\w*|narrow\w*|limit\w*)"
    r"\b[^.;]{0,30}$",
    re.IGNORECASE,
)
"""What was done to an order before it is called nationwide: then it is the one that had been."""


def _day_of_order(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Day | None:
    """The day of the earlier order of which a sentence tells: "had granted a nationwide injunction on Feb. 21"."""
    undone = _UNDONE.search(sentence.text[: match.start()])
    if world.told is None or not (
        undone or re.search(r"\bhad\s+(?:\w+ly\s+)?\w+(?:ed|en|t)\b", sentence.text)
    ):
        return None
    given = world.record.relief_by(world.told)
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
    titles = [law.families[f].title.lower() for f in sorted(families)]
    more = f" and {len(titles) - 3} more" if len(titles) > 3 else ""
    return ", ".join(titles[:3]) + more


BLOCKED: Final = re.compile(
    r"(?:\b(?:judge|court)\b[^.;]{0,80}?|^(?:[Hh]e|[Ss]he)\s(?:had\s|has\s|also\s)?)\b(?P<did>block(?:s|ed)|bar(?:s|red)|halt(?:s|ed)|froze|freezes|paused|pauses|enjoin(?:s|ed)"
    r"|issue[sd]|grant(?:s|ed)|struck down|strikes down|temporarily stopped|order(?:s|ed)|ruled|rules|stopped|stops)\b"
    r"|\b(?P<was>blocked|barred|halted|frozen|struck down|enjoined)\s+(?:\w+\s+)?by (?:a"
    r"|the) (?:federal |U\.S\. )?(?:district )?(?:judge|court)\b",
    re.IGNORECASE,
)


_ITS_DOING: Final = re.compile(
    r"\b(?:when|that|by|for|after)\s+(?:it|they|the\s+\w+|\w+ing)\s+(?:\w+ly\s+)?(?:froze|freez|paus|halt|stopp|block|cut)\w*",
    re.IGNORECASE,
)
_FILING: Final = re.compile(r"\b(?:brought|filed|sued|joined|began|started)\b", re.IGNORECASE)
"""Before a day that is that of the suit: "granted an injunction in the case, which the States brought on Jan. 28"."""
_PERIOD: Final = re.compile(rf"^[^.;,]{{0,40}}?\b(?P<period>{PERIOD})", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\b(?:days?|weeks?|months?|hours)\s+(?:after|since|later)\b", re.IGNORECASE)
"""A ruling told by how long ago it was: the day that the sentence names is another one."""


def blocked(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the trial court had given relief, on the day told if one is."""
    did = (match["did"] or match["was"]).lower()
    if re.search(
        r"\b(?:appeals?|circuit|whether|could|may|might|would|supreme)\b", sentence.text[: match.end()], re.I
    ):
        return None
    if is_denied(sentence.text[: match.end()]):
        return None
    relief_word = re.search(
        r"\b(?:injunction|restraining order|block|bar|halt|freez|froze|paus|enjoin|stop|struck|strik"
        r"|order(?:s|ed)\b[^.;]{0,80}\bnot to\b)",
        sentence.text,
        re.I,
    )
    if (
        did in ("issued", "issues", "granted", "grants", "ordered", "orders", "ruled", "rules", "order")
        and not relief_word
    ) or (did in ("ruled", "rules") and _ITS_DOING.search(sentence.text)):
        # "The government broke the law when it froze the money" is what a court ruled on, and not what it did.
        return None
    tro = re.search(r"\brestraining order\b", sentence.text, re.I) is not None
    asserts = "a court " + ("issued a temporary restraining order" if tro else "blocked the terms")
    if world.told is None:
        relief = world.record.first_relief()
        if relief is None:
            return asserts, Holds.FALLS, "no such order of this case is on record", ()
        return (
            asserts,
            Holds.DEPENDS,
            f"the day of the story is not known; on record: {label(world.registry.law, relief)}",
            (relief.id,),
        )
    given = world.record.relief_by(world.told)
    if tro:
        given = [e for e in given if e.kind == "temporary-restraining-order"]
    day = None if _COUNTED.search(sentence.text[: match.end()]) else day_of(world, index, match.end())
    if day is not None and _FILING.search(sentence.text[match.end() : day.start]):
        day = None
    span = _PERIOD.search(sentence.text[match.end() :]) if day is None else None
    within = period_of(span["period"], world.told) if span else None
    if within is not None:
        given = [e for e in given if within.first <= e.date.earliest <= within.last]
        if not given:
            return None  # It was another of the orders, or of another case.
    if not given:
        first = world.record.first_relief()
        if first is not None:
            return (
                asserts,
                Holds.FALLS,
                f"the first such order on record is later: {label(world.registry.law, first)}",
                (first.id,),
            )
        if not world.record.checked_through(world.told):
            return asserts, Holds.UNKNOWN, "the case was last checked before the story", ()
        return asserts, Holds.FALLS, "no such order of this case is on record by that day", ()
    if day is not None and day.day is not None:
        hits = [e for e in given if e.date.earliest <= day.day <= (e.date.latest or e.date.earliest)]
        asserts += f" on {in_words(day)}"
        if hits:
            return (
                asserts,
                Holds.HOLDS,
                label(world.registry.law, hits[-1]),
                (hits[-1].id,),
            )
        near = min(given, key=lambda e: abs(e.date.earliest - (day.day or 0)))
        if abs(near.date.earliest - day.day) <= 7:
            return asserts, Holds.FALLS, f"the record has it on {when(near.date)}: {short(near)}", (near.id,)
        return None
    event = given[-1]
    return asserts, Holds.HOLDS, label(world.registry.law, event), (event.id,)


REFUSALS: Final = frozenset({"preliminary-injunction-denied", "injunction-denied"})
REFUSED: Final = re.compile(
    r"\b(?:judge|court)\b[^.;]{0,80}?"
    r"\b(?:den(?:ied|ies)|refus(?:ed|es)|reject(?:ed|s)|declin(?:ed|es)|turn(?:ed|s) down)\b"
    r"[^.;]{0,60}?\b(?:injunction|restraining order|block|request|motion|bid)\b",
    re.IGNORECASE,
)
_OF_THE_OTHER_SIDE: Final = re.compile(
    r"\b(?:government|administration|department|Trump)['\u2019]s\b|\b(?:dismiss|stay|lift|toss|delay|reconsider)\w*\b",
    re.IGNORECASE,
)


def refused(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the trial court had refused relief, on the day told if one is; only where the record tells of that."""
    law, record, asserts = world.registry.law, world.record, "the court refused to block the terms"
    said = sentence.text[match.start() : match.end() + 40]
    if world.told is None or _CIRCUIT.search(sentence.text[: match.end()]) or _OF_THE_OTHER_SIDE.search(said):
        return None
    hits = [e for e in record.events if e.kind in REFUSALS and record.known(e, world.told)]
    if not hits:
        return None
    day = day_of(world, index, match.end())
    on_it = [e for e in hits if day is not None and e.date.earliest == day.day]
    event = (on_it or hits)[-1]
    return asserts, Holds.HOLDS, f"{label(law, event)}: {short(event)}", (event.id,)


_CIRCUIT: Final = re.compile(r"\b(?:appeals?|circuit|supreme)\b", re.IGNORECASE)
_BETWEEN: Final = (
    r"(?:,|\b(?:issued|granted|was|were|which|that|came|made|signed|entered|handed down|won|from|of|dated|he|she|it"
    r"|the|city|county)\b|\s){0,8}?"
)
WHEN: Final = re.compile(
    rf"(?<!executive )\b(?P<what>injunction|restraining order|order|ruling|decision)\b{_BETWEEN}\b(?P<period>{PERIOD})",
    re.IGNORECASE,
)


def ruled_within(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the record has a ruling in the month, season or year told."""
    if world.told is None or is_denied(sentence.text[: match.start()]):
        return None
    span = period_of(match["period"], world.told)
    given = world.record.relief_by(world.told)
    if span is None or not given or span.first > world.told:
        return None
    asserts = f"there was a ruling {span.words}"
    for event in world.record.events:
        if event.unread or event.kind in (
            "complaint",
            "amended-complaint",
            "motion",
            "notice-of-appeal",
            "filing",
        ):
            continue
        if event.date.earliest <= span.last and span.first <= (event.date.latest or event.date.earliest):
            return asserts, Holds.HOLDS, label(world.registry.law, event), (event.id,)
    near = min(given, key=lambda e: min(abs(e.date.earliest - span.first), abs(e.date.earliest - span.last)))
    return asserts, Holds.FALLS, f"the nearest on record is {label(world.registry.law, near)}", (near.id,)
