"""What courts of appeals did, in whole or in part, and appeals that are to come."""

from __future__ import annotations

import re
from typing import Final

from enjoined.brief.assertions.base import Found, Holds, World, day_of, is_denied, short
from enjoined.brief.story.story import Sentence
from enjoined.law.answering.words import label
from enjoined.model import Event, Verb

__all__ = ["APPEAL", "EXPECTED", "UNANIMOUS", "appeal", "expected", "unanimous"]

EXPECTED: Final = re.compile(
    r"\b(?:expected|plans?|planned|vow(?:s|ed)|will|likely|intends?|promis(?:es|ed))\s+(?:to\s+)?appeal\b",
    re.IGNORECASE,
)


_LATE: Final = 7
"""So many days after an appeal a story may still say that it is to come."""


def expected(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """An appeal is to come: whether it did."""
    if is_denied(sentence.text[: match.end()]) or re.search(
        r"\b(?:whether|if|would|could|can)\b", sentence.text[: match.end()], re.I
    ):
        return None
    asserts = "an appeal is to come"
    notices = [e for e in world.record.events if e.kind in ("notice-of-appeal", "stay-application")]
    # What a higher court did shows that there was one, where nobody has read the notice.
    above = [e for e in world.record.events if e.court not in (None, world.profile.case.court)]
    told = world.told
    came = [e for e in notices if told is None or (e.date.latest or e.date.earliest) >= told - _LATE] or [
        e for e in above if told is None or (e.date.latest or e.date.earliest) > told
    ]
    if came:
        return asserts, Holds.HOLDS, f"it came: {label(world.registry.law, came[0])}", (came[0].id,)
    if earlier := [*notices, *above]:
        last = label(world.registry.law, earlier[-1])
        return asserts, Holds.UNKNOWN, f"no appeal is on record since; last: {last}", (earlier[-1].id,)
    return (
        asserts,
        Holds.UNKNOWN,
        "no appeal is on record, and a docket may hold steps that the record does not",
        (),
    )


APPEAL: Final = re.compile(
    r"\b(?:appeals? (?:court|panel|judges)|court of appeals|(?:the|divided|unanimous|three-judge) panel"
    r"|(?:\w+\s+)?(?:U\.?S\.? )?circuit(?: court)?(?: of appeals)?)\b[^.;]{0,80}?"
    r"\b(?P<did>upheld|uphold(?:s|ing)?|affirm(?:s|ed|ing)?|agree(?:s|d)|side[sd]|revers(?:es|ed|ing)"
    r"|overturn(?:s|ed|ing)?|struck down|vacat(?:es|ed|ing)|set aside"
    r"|threw out|throws out|toss(?:es|ed)(?: out)?|wip(?:es|ed) out"
    r"|reject(?:s|ed)|stay(?:s|ed)|narrow(?:s|ed)|limit(?:s|ed)|lift(?:s|ed))\b"
    r"|\b(?P<done>upheld|affirmed|reversed|overturned|vacated) (?:by|on appeal)\b"
    r"|\b(?P<held>stayed|narrowed|limited) by (?:an?|the) [^.;,]{0,30}\b(?:circuit|appeals?)\b"
    r"|^(?:it|they|the (?:judges|court))\s+(?:\w+ly\s|also\s)?(?P<it>upheld|affirmed|reversed|overturned|vacated)\b",
    re.IGNORECASE,
)
_ABOVE: Final = re.compile(r"\bcircuit\b|\bappeals?\b|\bpanel\b", re.IGNORECASE)
"""Words of a sentence about a court of appeals, to which the next may refer."""
_DID: Final[dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]] = {
    "up": ("the court of appeals upheld the ruling", ("affirmance",), ("reversal", "vacatur")),
    "down": ("the court of appeals overturned the ruling", ("reversal", "vacatur"), ("affirmance",)),
    "narrow": (
        "the court of appeals limited the order",
        ("stay", "reversal", "vacatur"),
        ("affirmance", "stay-denied", "stay-lifted"),
    ),
    "end": (
        "the court of appeals lifted the order",
        ("stay", "reversal", "vacatur"),
        ("affirmance", "stay-denied"),
    ),
    "lift": ("the court of appeals lifted the stay", ("stay-lifted",), ("stay",)),
}


_ENDINGS: Final = frozenset({"affirmance", "reversal", "vacatur"})
_IN_PART: Final = re.compile(
    r"\bin part\b|\bpart of\b|\b(?:affirms|upholds)\b.*\b(?:vacates|reverses)\b", re.IGNORECASE
)


_PARTLY: Final = re.compile(
    r"\bin part\b|\b(?:part|large|most)(?:ly|ially)\b|\b(?:most|part|much) of\b|\bfor the most part\b",
    re.IGNORECASE,
)


def _is_mixed(world: World, event: Event) -> bool:
    """Whether a decision on appeal left some of the ruling below standing and ended the rest.

    So it is where the record says so, or where an affirmance ends relief that was given before.
    """
    effects = world.registry.law.effects
    ended = (
        effects[t].verb for e in event.effects if effects[e].verb is Verb.END for t in effects[e].targets
    )
    return (event.kind == "affirmance" and Verb.RESTRAIN in ended) or _IN_PART.search(event.title) is not None


_UNDOING: Final = ("rever", "overturn", "threw", "throws", "toss", "wip")
_OF_ANYTHING: Final = ("uph", "affirm", "threw", "throws", "toss", "wip")
"""What is done to a claim, a brief or a rule as well as to the ruling below."""
_OF_ITS_OWN: Final = re.compile(
    r"\s+(?:its|their)\s+(?:own\s+)?(?:\w+\s+)?(?:orders?|opinions?|decisions?|rulings?)\b|[^.;,]{0,30}\brehearing\b",
    re.IGNORECASE,
)
"""A court that takes back what it said itself overturns no ruling below."""
_A_RULING: Final = re.compile(
    r"\W*(?:$|[.;,]|(?:it|them|that|this|him|her)\b)|[^.;,]{0,60}?\b(?:rul(?:ing|ed)|decision|order|judg|injunction|block|ban\b|dismiss|opinion|finding|win\b|victory"
    r"|court|[A-Z]\w+['\u2019]s (?:view|conclusion)|in part\b|most\b|relief)",
    re.IGNORECASE,
)
"""What follows "upheld" where a ruling was, or nothing is said."""
_BOUNDS: Final = re.compile(
    r"\s+(?!a nation-?wide (?:injunction|order|block|ban)\b)(?:the|that|a|its)\s+"
    r"(?:(?P<stay>stay\b)|[^.;,]{0,30}\b(?:nation-?wide|reach|scope|part|portion|breadth)\b)",
    re.IGNORECASE,
)


_AN_ORDER: Final = re.compile(
    r"\s+(?:(?:an?|the|that|this)\s+)?(?:(?!stay\b)[\w-]+\s+){0,2}?(?:injunction|order|ban|block|freeze|hold)\b"
    r"(?!\s+(?:on|of)\s+(?:\S+\s+){0,3}?(?:injunction|order|ruling|decision|judgment)\b)",
    re.IGNORECASE,
)
"""After "lifted": an order that holds terms back, and not what holds back an order ("a hold on the ruling")."""


def appeal(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """What a court of appeals is said to have done, by the day of the story."""
    group = next(g for g in ("did", "done", "held", "it") if match[g])
    did = match[group].lower()
    before = " ".join(s.text for s in world.reading.story.sentences[max(0, index - 3) : index])
    if group == "it" and not _ABOVE.search(before):
        return None
    if re.search(
        r"\b(?:whether|if|could|(?-i:may)|might|would|will|asked|asks)\b[^.;]*$",
        sentence.text[: match.start(group)],
        re.I,
    ):
        return None
    what = re.match(
        r"[^.;]{0,40}?\b(condition|requirement|term|polic|grant|administration|ruling|decision|order|judg|injunction)",
        sentence.text[match.end() :],
        re.I,
    )
    if what and what[1].lower() in ("condition", "requirement", "term", "polic", "grant", "administration"):
        # The terms were upheld, which is not what became of the ruling below.
        return None
    rest = sentence.text[match.end() :]
    if group != "done" and did.startswith(_OF_ANYTHING) and not _A_RULING.match(rest):
        return None  # A practice, a preference or a rule of an agency is upheld where the ruling below falls.
    if _OF_ITS_OWN.match(rest) or is_denied(sentence.text[: match.start(group)]):
        return None
    if did.startswith((*_UNDOING, "vacat", "set aside")) and (bound := _BOUNDS.match(rest)):
        key = "lift" if bound["stay"] else "narrow"
    elif did.startswith((*_UNDOING, "struck", "vacat", "set aside")):
        key = "down"
    elif did.startswith(("stay", "narrow", "limit")):
        key = "narrow"
    elif did.startswith("lift"):
        key = "end" if _AN_ORDER.match(rest) else "lift"
    elif did.startswith(("agree", "side", "reject")):
        return None
    else:
        key = "up"
    asserts, good, bad = _DID[key]
    events = [
        e
        for e in world.record.events
        if e.court != world.profile.case.court and world.record.known(e, world.told)
    ]
    hits = [e for e in events if e.kind in good]
    day = day_of(world, index, match.start())
    hits = [e for e in hits if day is not None and e.date.earliest == day.day] or hits
    misses = [e for e in events if e.kind in bad]
    mixed = [e for e in events if e.kind in _ENDINGS and _is_mixed(world, e)]
    if mixed and mixed[-1] in (hits or misses or mixed)[-1:]:
        event = mixed[-1]
        said_so = _PARTLY.search(sentence.text) is not None
        asserts += " in part" if said_so else ""
        verdict = Holds.HOLDS if said_so or key == "narrow" else Holds.DEPENDS
        return asserts, verdict, f"{label(world.registry.law, event)}: {short(event)}", (event.id,)
    if hits:
        event = hits[-1]
        return asserts, Holds.HOLDS, label(world.registry.law, event), (event.id,)
    if misses:
        event = misses[-1]
        return (
            asserts,
            Holds.FALLS,
            f"on record is {label(world.registry.law, event)}: {short(event)}",
            (event.id,),
        )
    later = [e for e in world.record.events if e.kind in good and e.court != world.profile.case.court]
    if later:
        return asserts, Holds.FALLS, f"that came later: {label(world.registry.law, later[0])}", (later[0].id,)
    if not world.record.checked_through(world.told):
        return asserts, Holds.UNKNOWN, "the case was last checked before the story", ()
    return asserts, Holds.FALLS, "no decision of a court of appeals is on record by that day", ()


UNANIMOUS: Final = re.compile(
    r"\b(?:unanimous(?:ly)?|all three (?:of the )?judges|without (?:a )?dissent)\b", re.IGNORECASE
)
_DIVIDED: Final = re.compile(r"\bdissent|\btwo to one\b|\bdivided\b", re.IGNORECASE)


def unanimous(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether a court of appeals, said to be of one mind, was; only where the record tells of a dissent."""
    around = " ".join(s.text for s in world.reading.story.sentences[max(0, index - 3) : index + 1])
    if world.told is None or not _ABOVE.search(around):
        return None
    mine = world.profile.case.court
    decided = [
        e
        for e in world.record.events
        if e.kind in _ENDINGS and e.court != mine and world.record.known(e, world.told)
    ]
    if not decided or not _DIVIDED.search(decided[-1].title):
        return None
    event = decided[-1]
    denied = is_denied(sentence.text[: match.start()])
    asserts = f"the court of appeals was {'not ' if denied else ''}of one mind"
    why = f"{label(world.registry.law, event)}: {short(event)}"
    return asserts, Holds.HOLDS if denied else Holds.FALLS, why, (event.id,)
