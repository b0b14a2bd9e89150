"""What courts did or are to do: what was blocked, on which day, for whom, and what became of it above."""

from __future__ import annotations

import re
from typing import Final

from enjoined.brief.assertions.base import Found, Holds, World, day_of, in_words, is_denied, short, undated
from enjoined.brief.story.dates import PERIOD, period_of
from enjoined.brief.story.story import Sentence
from enjoined.law.answering.words import label, when
from enjoined.model import Day

WILL: Final = re.compile(
    r"\b(?:judge|court|panel|justices?)\b[^.;]{0,60}?\b(?:will|would|is (?:expected|set|to)"
    r"|has yet to|must|could|to)\s+"
    r"(?:\w+\s+)?(?:decide|rule|determine|consider|hear)\b[^.;]{0,60}?\b(?:whether|on|if|how|arguments)\b"
    r"|\b(?:asks?|asked|asking|seeks?|sought|seeking|wants?|request(?:s|ed|ing)?)\b[^.;]{0,60}?\b(?:judge|court|injunction"
    r"|restraining order)\b",
    re.IGNORECASE,
)


_ANSWERED: Final = re.compile(
    r"\b(?:grant|den(?:y|ie)|reject|refus|approv|declin|turn\w* down)\w*\s[^.;,]{0,60}$", re.IGNORECASE
)
"""Before a request: then it was answered."""


_TO_BLOCK: Final = re.compile(
    r"\b(?:block|halt|freeze|bar\b|stop|strike|void|declare|injunction|order|throw out|prevent|rule)",
    re.IGNORECASE,
)
"""What a court is asked to do with terms."""


def will(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """A ruling is to come or is asked for: what came of it."""
    asked = not re.match(r"(?:judge|court|panel|justice)", match[0], re.IGNORECASE)
    if not asked and re.search(r"\b(?:order|tell|told|direct|requir)\w*\b", match[0], re.IGNORECASE):
        return None  # What a court has others decide.
    if asked and _ANSWERED.search(sentence.text[: match.start()]):
        return None
    asserts = "the plaintiff asks the court to block the terms" if asked else "the court is still to decide"
    if asked and not _TO_BLOCK.search(sentence.text):
        return None
    if world.told is None:
        return undated(asserts)
    if not asked and re.search(
        r"\b(?:appeals?|circuit|supreme)\b", sentence.text[: match.end()], re.IGNORECASE
    ):
        return _will_above(world, world.told)
    before = world.record.relief_by(world.told)
    if not asked and re.search(r"\bpreliminary injunction\b", sentence.text[match.start() :], re.IGNORECASE):
        # An order for some days leaves that one to be decided.
        before = [e for e in before if e.kind != "temporary-restraining-order"]
        after = [
            e for e in world.record.decisions_after(world.told) if e.kind != "temporary-restraining-order"
        ]
    else:
        after = world.record.decisions_after(world.told)
    if asked:
        filed = world.record.filed
        if filed is None:
            return None
        refused = [e for e in world.record.events if e.kind in REFUSALS and world.record.known(e, world.told)]
        after = [e for e in before if e.date.earliest > filed.date.earliest][-1:] or after or refused[-1:]
        came = f"; the ruling: {label(world.registry.law, after[0])}" if after else "; no ruling is on record"
        return (
            asserts,
            Holds.HOLDS,
            f"the suit was filed {when(filed.date)}{came}",
            (filed.id, *(e.id for e in after[:1])),
        )
    if after:
        late = f", after {label(world.registry.law, before[-1])}" if before else ""
        why = f"it was{late}; it then ruled: {label(world.registry.law, after[0])}"
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
        return (
            asserts,
            Holds.HOLDS,
            f"it was, until {label(law, after[0])}: {short(after[0])}",
            (after[0].id,),
        )
    if decided:
        return asserts, Holds.FALLS, f"it had decided: {label(law, decided[-1])}", (decided[-1].id,)
    last = f"; last on record: {label(law, above[-1])}" if above else ""
    return (
        asserts,
        Holds.DEPENDS,
        f"no decision of a higher court is on record{last}",
        tuple(e.id for e in above[-1:]),
    )


BLOCKED: Final = re.compile(
    r"(?:\b(?:judge|court)\b[^.;]{0,80}?|^(?:he|she|(?P<name>[\w'-]+))\s(?:had\s|has\s|also\s)?)\b(?P<did>block(?:s|ed)|bar(?:s|red)|halt(?:s|ed)|froze|freezes|paused|pauses|enjoin(?:s|ed)"
    r"|issue[sd]|granted"
    r"|(?:signed|entered)(?=\s+(?:an?|the|his|her|its)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:restraining order|injunction|order (?:block|bar|halt|stop)))"
    r"|grants(?=\s+\w)(?!\s+(?:to|for|that|from|by|in|on|of|and|or|with|over|which|under|are|were)\b)"
    r"|str(?:uck|ikes)\s+(?:(?!down)\S+\s+){0,4}?down"
    r"|(?:vacate[sd]|sets? aside)"
    r"(?=\s+(?:(?!(?:order|injunction|ruling|stay|judgment|block|decision)\b)[^\s.;,]+\s+){0,6}?"
    r"(?:conditions?|terms?|requirements?|certificat\w+|rules?|polic(?:y|ies)|directives?|letters?|memos?|guidance|clauses?"
    r"|notices?|freeze|pause|cuts?|cancel\w+|terminations?|denials?|refusals?)\b)"
    r"|temporarily stopped|order(?:s|ed)|ruled|(?<!the )(?<!new )(?<!its )(?<!such )rules"
    r"|stop(?:s|ped)(?!\s+short))\b"
    r"|\b(?:restraining order|injunction),?\s+(?:that|which)\s+(?:he|she|the (?:judge|court)|[A-Z]\w+)\s+(?:had\s+)?"
    r"(?P<gave>signed|issued|granted|entered)\b"
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


_ASKED: Final = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|urg(?:es?|ed|ing)|want(?:s|ed)?)\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)
"""Before "a federal court to strike": it has not done so."""


_UNDONE: Final = re.compile(
    r"\b(?:overturn|revers|vacat|toss|lift|uph|affirm|threw out)\w*\s+(?:an?|the|that|his|her)\s+[^.;,]{0,40}$",
    re.IGNORECASE,
)
"""Before "a ruling of a judge that had stopped it"."""


def blocked(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the trial court had given relief, on the day told if one is."""
    did = (match["did"] or match["gave"] or match["was"]).lower()
    if re.search(
        r"\b(?:appeals?|circuit|whether|should|could|(?-i:may)|might|would|supreme)\b",
        sentence.text[: match.end()],
        re.I,
    ):
        return None
    if is_denied(sentence.text[: match.end()]) or _ASKED.search(sentence.text[: match.start()]):
        return None
    if _UNDONE.search(sentence.text[: match.start()]):
        return None  # What became of the order above is the news, and which order it was is not told.
    relief_word = re.search(
        r"\b(?:injunction|restraining order|block|bar|halt|freez|froze|paus|enjoin|stop|struck|strik"
        r"|order(?:s|ed)\b[^.;]{0,80}\bnot to\b|rule[sd]\s+(?:\w+\s+)?that\s+(?:the\s+)?(?:U\.S\.\s+)?[^.;]{0,40}?"
        r"\b(?:administration|government|department|agency|agencies|office)\b[^.;]{0,60}\b(?:cannot|can't|may not)"
        r"\s+(?:\w+ly\s+)?(?:add|apply|ask|attach|cancel|condition|cut|demand|deny|end|enforce|force|freeze|impose|make"
        r"|hold|keep|pause|put|refuse|require|set|stop|suspend|terminate|tie|use|withhold)\b)",
        sentence.text,
        re.I,
    )
    if (
        did in ("issued", "issues", "granted", "grants", "ordered", "orders", "ruled", "rules", "order")
        and not relief_word
    ) or (did in ("ruled", "rules") and _ITS_DOING.search(sentence.text)):
        # "The government broke the law when it froze the money" is what a court ruled on, and not what it did.
        return None
    tro = re.search(r"\brestraining order\b", match[0] if match["gave"] else sentence.text, re.I) is not None
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
    r"(?:\b(?:judge|court)\b[^.;]{0,80}?|^(?:(?:in|on|last|earlier|but|and)\b[^.;]{0,20}\s)?(?P<it>s?he (?:had|has))\s)"
    r"\b(?:den(?:ied|ies)|refus(?:ed|es)|reject(?:ed|s)|declin(?:ed|es)|turn(?:ed|s) down)\b"
    r"[^.;]{0,60}?\b(?:injunction|restraining order|(?P<less>block|request|motion|bid))\b",
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
    if match["it"] and match["less"]:
        return None  # Who "she" is, only an injunction tells.
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
