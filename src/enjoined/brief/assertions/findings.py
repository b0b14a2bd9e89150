"""What trial courts found for good: that the terms are unlawful, and not only that they probably are."""

from __future__ import annotations

import re
from typing import Final

from enjoined.brief.assertions.base import Found, Holds, World, day_of, in_words, is_denied, short
from enjoined.brief.matching.judges import surnames
from enjoined.brief.story.story import Sentence
from enjoined.law.answering.words import label, when

__all__ = ["FOUND", "found_unlawful"]

_FEDERAL: Final = (
    r"(?:administration|government|department|agenc(?:y|ies)|endowment|president|secretary|officials|trump|congress"
    r"|conditions?|terms?|requirements?|certificat\w+|rules?|polic(?:y|ies)|practice|directives?|letter|guidance|clauses?"
    r"|orders?|freeze|pause|cuts?|cancel\w+|terminat\w+|refusals?|strings|(?-i:[A-Z]{2,5}))"
)
_PARTIES: Final = (
    r"\b(?:city|cities|county|counties|states?|towns?|groups?|plaintiffs?|mayor|council|school|union)\b"
)
_WRONG: Final = (
    r"(?P<wrong>violate[sd]?\b(?!\s+(?:\S+\s+){0,3}?(?:order|injunction|ruling|agreement|contract)\b)"
    r"|(?:unlawful|illegal)\b(?!\s+(?:\w*migra|alien|entr))|(?:unlawfully|illegally)\s+\w+(?:ed|en|ld|ut|oze|ose)\b"
    r"|unconstitutional|arbitrary|exceed(?:s|ed)\s+(?:\S+\s+){0,4}?(?:power|authority)|br(?:oke|eaks) the law"
    r"|(?:(?:has|have|had) no|lack(?:s|ed)?(?: the)?) (?:power|authority))\b"
)
FOUND: Final = re.compile(
    r"(?:\b(?:judge|court)\b(?P<who>[^.;]{0,80}?)|^(?:he|she|(?P<name>[\w'-]+))\s(?:had\s|has\s|also\s)?)"
    r"\b(?P<did>rule[sd]|h[eo]lds?|f(?:ound|inds)|decided|declare[sd]|conclude[sd])"
    r"(?:\s[^.;,]{0,40}?\bthat\b|\s+(?:(?:on\s+)?\w+day\s+)?(?=(?:the|its|those|these|two|both|an?)\b"
    r"|(?-i:(?!\w+day\b)[A-Z])))"
    rf"(?:(?!{_PARTIES})[^.;]){{0,80}}?\b{_FEDERAL}\b[^.;]{{0,80}}?\b{_WRONG}",
    re.IGNORECASE,
)
"""A finding of a trial court against what the government did; what it found of others, or what these say, is none."""
_ABOVE: Final = re.compile(r"\b(?:appeals?|circuit|supreme|panel)\b", re.IGNORECASE)
_OTHERS: Final = re.compile(r"\b(?:that|they|he|she|it)\b", re.IGNORECASE)
_NOT_SO: Final = re.compile(
    r"\b(?:likel\w+|probabl\w+|(?-i:may)|might|could|would|whether|if|appear\w*|seem\w*|chance|succeed|not?|never|neither|nor"
    r"|nothing|none|without|claims?|claimed|argu\w+|accus\w+|alleg\w+|contend\w*|say|says|said|calls?|called|sees?"
    r"|hearing|trial|argument|against|favor)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
"""What is found of a motion for relief until the case is decided, is denied, or is what a party says."""
_SAID_SO: Final = re.compile(
    r",\s+(?!(?:and|but|as|s?he)\b)[^.;]{0,60}\b(?:said|argued|wrote|added)\b", re.IGNORECASE
)
_FOR_GOOD: Final = frozenset({"summary-judgment", "judgment", "final-judgment", "opinion"})
_NEAR: Final = 7
"""So many days beside that of the record, a ruling is the same with its day told wrong."""


def found_unlawful(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the record has a judgment for those who sue, on the day told if one is; only where it has any."""
    before = sentence.text[: match.start("did")]
    if world.told is None or is_denied(before) or _ABOVE.search(before) or _OTHERS.search(match["who"] or ""):
        return None
    what = sentence.text[match.end("did") : match.start("wrong")]
    if _NOT_SO.search(what) or _SAID_SO.search(sentence.text, match.end()):
        return None
    if match["who"] is None and match["name"] is None and not _is_judge(world, index):
        return None
    judged = [e for e in world.record.relief_by(world.told) if e.kind in _FOR_GOOD]
    if not judged:
        return None
    asserts = "a court found the terms unlawful"
    day = day_of(world, index, match.start("did"), within=40)
    if day is None or day.day is None:
        return asserts, Holds.HOLDS, label(world.registry.law, judged[-1]), (judged[-1].id,)
    asserts += f" on {in_words(day)}"
    near = min(judged, key=lambda e: abs(e.date.earliest - (day.day or 0)))
    if near.date.earliest <= day.day <= (near.date.latest or near.date.earliest):
        return asserts, Holds.HOLDS, label(world.registry.law, near), (near.id,)
    if abs(near.date.earliest - day.day) > _NEAR:
        return None
    return asserts, Holds.FALLS, f"the record has it on {when(near.date)}: {short(near)}", (near.id,)


def _is_judge(world: World, index: int) -> bool:
    """Whether "he" or "she" can be a judge: one is spoken of in the two sentences before."""
    before = " ".join(s.text for s in world.reading.story.sentences[max(0, index - 2) : index])
    names = surnames(world.profile.case)
    return (
        re.search("|".join((r"\bjudge\b", *(rf"\b{re.escape(n)}\b" for n in names))), before, re.I)
        is not None
    )
