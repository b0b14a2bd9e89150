"""What a story names, where, and in what part: who sues, who is sued, what is only a place or part of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import msgspec

from enjoined.brief.matching.lexicon import Lexicon, Sort
from enjoined.brief.matching.party_names import ends_apart
from enjoined.brief.story.story import Sentence, Story
from enjoined.documents.recognition.tokens import Reader, Vocabulary
from enjoined.recipients.states import STATES

__all__ = ["BEFORE_VERSUS", "SUIT", "Mention", "Part", "find_mentions", "is_dateline", "sues"]


class Part(StrEnum):
    """The part a party plays where it is named."""

    SUES = "sues"
    MEANS_TO = "means to sue"
    SUED = "sued"
    NAMED = "named"
    PLACE = "place"
    INSIDE = "inside another name"


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One name in the story. ``index`` is that of its sentence; offsets count in the story's text."""

    sort: Sort
    id: str
    text: str
    start: int
    end: int
    index: int
    part: Part = Part.NAMED


SUIT: Final = re.compile(
    r"\b(?:su(?:e|es|ed|ing)|lawsuits?|suits?|legal (?:challenge|action|battle|fight)|go(?:es"
    r"|ing)? to court|went to court"
    r"|injunctions?|restraining orders?|plaintiffs?|(?:federal|district|circuit|appeals?|high|supreme) courts?"
    r"|(?:federal|district|circuit|appeals?) (?:court )?judges?|judges?|court (?:filing|order|ruling)s?|in court"
    r"|ask(?:s|ed|ing)? (?:a |the )?(?:federal )?(?:court|judge)"
    r"|complaint filed|filed (?:a|the|its|their) complaint|appeals? panel|v\."
    r"|amicus(?: curiae)?(?: briefs?)?|friends?[- ]of[- ]the[- ]court)(?=\W|$)",
    re.IGNORECASE,
)
"""Words that speak of a lawsuit."""

_VERB: Final = (
    r"(?:sue[sd]?|suing|file[sd]?|filing|brought|brings?|launch(?:es|ed)?|join(?:s|ed|ing)?|ask(?:s|ed)?|"
    r"challeng(?:es|ed|ing)|won|wins?|prevail(?:s|ed)|went|goes|go|takes?|took|seeks?|sought|argue[sd]?|"
    r"lead(?:s|ing)?|led|want(?:s|ed)?|urge[sd]?|hit)"
)
_COURTLY: Final = re.compile(
    r"\b(?:su(?:e|es|ed|ing)|lawsuit|suit|court|judge|injunction|complaint|challeng\w+|plaintiff|ruling|case|legal)",
    re.IGNORECASE,
)
_SUES_AFTER: Final = re.compile(rf"^(?P<gap>.{{0,140}}?)\b{_VERB}\b", re.IGNORECASE | re.DOTALL)
_GAP_WORDS: Final = frozenset(
    [
        "and", "the", "also", "on", "has", "have", "is", "are", "was", "were", "will", "plans", "planning", "to",
        "city", "county", "state", "states", "officials", "leaders", "attorney", "attorneys", "lawyers", "general",
        "mayor", "government", "governments", "cities", "counties", "other", "others", "more", "than", "dozens", "of",
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "nearly", "about",
        "some", "a", "in", "its", "their", "been", "coalition", "corporation", "counsel", "law", "department", "for",
        "which", "that", "who", "led", "by", "along", "with", "jointly", "plus", "it", "they", "s",
    ]
)  # fmt: skip
_SUES_BEFORE: Final = re.compile(
    r"(?:(?:law)?suits?|complaint|challenge|case|action|motion|request|petition|litigation|claims?)\s+(?:\w+\s+){0,4}?"
    r"(?:by|from|of)\s+(?:the\s+)?(?:\w+\s+(?:and\s+)?){0,3}$"
    r"|(?:plaintiffs?|joined by|sid(?:es?|ed|ing) with|rul(?:es?|ed|ing|ings) for|in favor of|on behalf of"
    r"|victory for|wins? for|relief (?:for|to)|led by|(?:ally|allies) of|hands"
    r"|(?:brought|filed|launched)(?:\s+in\s+[A-Z]\w+)?(?:\s+\w+day)?\s+by)\b[^.;]{0,160}$",
    re.IGNORECASE,
)
_SUED_BEFORE: Final = re.compile(
    r"(?:\bsu(?:e|es|ed|ing)|(?:law)?suits?\s+(?:\w+\s+){0,3}against|complaints?\s+against|case\s+against|\bagainst"
    r"|\bvs?\.)\s+(?:the\s+)?(?:(?:city|county|state|town|village|commonwealth)(?:\s+and\s+county)?\s+of\s+)?$",
    re.IGNORECASE,
)
_RULED_AGAINST: Final = re.compile(
    r"\brul(?:es?|ed|ing)\s+(?:\w+\s+){0,3}?against\s+(?:the\s+)?$", re.IGNORECASE
)
_OTHER_SUITS: Final = re.compile(
    r"\b(?:similar|other|unrelated)\s+(?:\w+\s+)?(?:(?:law)?suits?|cases?|challenges?|complaints?)\b[^.;]{0,120}$",
    re.IGNORECASE,
)
_OWN_SUIT: Final = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:(?:law)?suit|(?:legal|court) (?:challenge|fight|battle|case)|complaint)\b",
    re.IGNORECASE,
)
_HELD_TO: Final = re.compile(
    r"\b(?:enforc|impos|apply|using|use\b|retaliat)[^.;]{0,120}\bagainst\s[^.;]{0,30}$", re.IGNORECASE
)
"""Terms are put to use against a recipient, who is not thereby sued."""
_PLACE_BEFORE: Final = re.compile(
    r"\b(?:in|at|near|outside|from|across|around|visit(?:ed|ing)?)\s+(?:downtown\s+)?$", re.I
)
_IN_ITS_PAPER: Final = re.compile(
    r"\b[Ii]n (?:a|the|its|their) (?:[\w-]+ ){0,2}?(?:complaint|(?:law)?suit|petition|court papers)"
    r"(?: filed [\w ]+)?, (?:the city of )?$"
)
_CRIME: Final = re.compile(
    r"\b(?:murder|homicide|killing|slaying|crime rate|violent crime)s?\b", re.IGNORECASE
)
"""Figures compare places that have no part in the suit."""
_PART_OF: Final = re.compile(r"\b(?P<word>[A-Z][\w'\u2019]+)\s+of\s+(?:the\s+)?$")
_OF_GOVERNMENT: Final = frozenset(
    [
        "City",
        "County",
        "State",
        "Commonwealth",
        "Mayor",
        "Governor",
        "Town",
        "Village",
        "Borough",
        "People",
        "Cities",
    ]
)
_COMPASS: Final = re.compile(r"\b(?:North|South|East|West|New|Port|Fort|Lake|Mount|El|La|Saint|St\.)\s+$")
_AFTER_NAME: Final = re.compile(r"^\s+(?P<word>[A-Z][\w'\u2019]+)")
_FITTING: Final = frozenset(
    [
        "Mayor",
        "Attorney",
        "City",
        "County",
        "State",
        "Gov",
        "Governor",
        "Law",
        "Corporation",
        "Council",
        "Police",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Sues",
        "Sue",
        "Sued",
        "Wins",
        "Files",
        "Joins",
        "And",
        "Asks",
        "Officials",
        "Democrats",
        "Democratic",
        "Republican",
        "Solicitor",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sept",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
        "V",
        "Vs",
    ]
)
_DATELINE_AFTER: Final = re.compile(
    r"^(?:,?\s+(?:[A-Z][a-z]{1,5}\.|(?:[A-Z]\.){2}|[A-Z][a-z]{3,9}))?\s*(?:\(|[\u2014\u2013]|-+\s|,?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d))"
)
_MODIFIES: Final = re.compile(
    r"^\s+(?:man|woman|men|women|couple|resident|residents|cop|cops|officers?|teachers?|famil(?:y|ies)|landlords?|drivers?"
    r"|firm|company|companies|restaurants?|business(?:es)?|hospital|schools?|students?|native|area|suburb|suburban|based"
    r"|mother|father|parents?|police|paper|newspaper|team|fans|doctor|nurse|lawyer|pastor|activists?|neighborhoods?)\b",
    re.IGNORECASE,
)
BEFORE_VERSUS: Final = re.compile(r"[,\s]*(?:et al\.?,?\s+)?(?:vs?\.|versus)\s")
"""What stands after the name of whoever sues in a caption."""
_KIND_BEFORE: Final = re.compile(
    r"(?:city|county|state|town|village|commonwealth)(?:\s+and\s+county)?\s+of\s+$", re.IGNORECASE
)
_NEAR: Final = 250
"""So many characters before a name can say what part it plays."""
_PLAIN: Final = Reader(Vocabulary(()))


def find_mentions(story: Story, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Everything of the lexicon that the story names, in order; of names within one another the longest."""
    found: list[Mention] = []
    for index, sentence in enumerate(story.sentences):
        found += _in_sentence(sentence, index, lexicon)
    return tuple(sorted(found, key=lambda m: (m.start, -m.end)))


def _in_sentence(sentence: Sentence, index: int, lexicon: Lexicon) -> list[Mention]:
    text = sentence.text
    read = _PLAIN.read(text)
    loose = _is_capitals(text)
    raw: list[Mention] = []
    for group, hits in lexicon.terms.find(read.words).items():
        sort, _, id_ = group.partition(":")
        for first, last in hits:
            start, end = read.starts[first], read.ends[last - 1]
            mention = Mention(
                sort=Sort(sort),
                id=id_,
                text=text[start:end],
                start=sentence.start + start,
                end=sentence.start + end,
                index=index,
            )
            if _is_name(mention, group, lexicon, loose):
                raw.append(mention)
    kept = list(_outermost(raw))
    titled = sentence.is_title and _is_title_case(text)
    return [_with_part(m, sentence, titled) if m.sort in (Sort.PARTY, Sort.SIDE) else m for m in kept]


def _is_name(mention: Mention, group: str, lexicon: Lexicon, loose: bool) -> bool:
    """Whether letter case allows the reading: names begin with a capital, short abbreviations are all capitals."""
    said = mention.text.lower()
    # A plural is no abbreviation: homes are not the program HOME.
    if f"{group}:{said}" in lexicon.exact or f"{group}:{said.removesuffix('s')}" in lexicon.exact:
        return mention.text.removesuffix("s").isupper()
    if mention.sort is Sort.FAMILY:
        return True
    if mention.sort is Sort.PROGRAM and " " in mention.text:
        return True
    if mention.sort is Sort.AGENCY and mention.text.lower().endswith(("attorney general", "secretary")):
        # Every State has an attorney general, so the bare office says little; "US Attorney General" says more.
        return True
    return loose or mention.text[:1].isupper() or mention.text[:1].isdigit()


def _outermost(mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions without those inside a longer name: the party inside the name of a court is not named."""
    reach, widest = -1, (-1, -1)
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        span = (mention.start, mention.end)
        if mention.sort is Sort.FAMILY or mention.end > reach or span == widest:
            yield mention
        if mention.sort is not Sort.FAMILY and mention.end > reach:
            reach, widest = mention.end, span


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.8 * len(letters) or not any(c.isupper() for c in letters)


def _is_title_case(text: str) -> bool:
    words = [w for w in re.findall(r"[A-Za-z][\w'\u2019]+", text) if len(w) > 3]
    return bool(sum(w[0].isupper() for w in words) > 0.7 * len(words))


def _with_part(mention: Mention, sentence: Sentence, titled: bool) -> Mention:
    low, high = mention.start - sentence.start, mention.end - sentence.start
    before, after = sentence.text[:low], sentence.text[high:]
    return msgspec.structs.replace(
        mention, part=_part(before, after, mention.text, sentence.is_title, titled)
    )


_STATE_NAMES: Final = frozenset(state.name for state in STATES.values())
_TOWN_BEFORE: Final = re.compile(r"\b[A-Z][\w.'\u2019-]+,\s+$")


def _part(before: str, after: str, name: str, is_title: bool, titled: bool) -> Part:
    if BEFORE_VERSUS.match(after):
        return Part.INSIDE if ends_apart(_KIND_BEFORE.sub("", before)) else Part.SUES
    if not is_title and low_start(before) and is_dateline(name, after):
        return Part.PLACE
    before = before[-_NEAR:]
    of = _PART_OF.search(before)
    if of and of["word"] not in _OF_GOVERNMENT and not titled:
        return Part.INSIDE
    if _COMPASS.search(before) or _MODIFIES.match(after):
        return Part.INSIDE
    following = _AFTER_NAME.match(after)
    if (
        following
        and following["word"].rstrip("'s\u2019") not in _FITTING
        and not titled
        and not name.isupper()
    ):
        return Part.INSIDE
    if _OTHER_SUITS.search(before):
        return Part.NAMED
    if re.search(r"['\u2019]s?$", name) and _OWN_SUIT.match(after):
        # "Richmond, California's suit" is Richmond's.
        return Part.INSIDE if _TOWN_BEFORE.search(before) and name[:-2] in _STATE_NAMES else Part.SUES
    part = sues(after)
    # "Ruled against the city and others that had sued": what is against it is the ruling.
    if _SUED_BEFORE.search(before) and not (part and _RULED_AGAINST.search(before)):
        return Part.NAMED if _HELD_TO.search(before) else Part.SUED
    if part:
        return part
    if _SUES_BEFORE.search(before[-220:]) and _COURTLY.search(before + after):
        return Part.SUES
    if _IN_ITS_PAPER.search(before):
        return Part.SUES
    if _PLACE_BEFORE.search(before) or (
        _CRIME.search(before + after) and not _COURTLY.search(before + after)
    ):
        return Part.PLACE
    return Part.NAMED


def low_start(before: str) -> bool:
    """Whether a name stands at the very start of a paragraph's first sentence."""
    return len(before.strip()) == 0


def is_dateline(name: str, after: str) -> bool:
    """Whether a name at the start of a paragraph is the place of its dateline."""
    return name.isupper() and _DATELINE_AFTER.match(after) is not None


_PASSIVE: Final = re.compile(r"\b(?:is|are|was|were|be|been|being|got|gets)\W+$", re.IGNORECASE)
_INTENT: Final = re.compile(r"\b(?:will|to|plans?|planning)\W+(?:also\W+)?$", re.IGNORECASE)


def sues(after: str) -> Part | None:
    """The part of the subject of a verb of going to court, by what follows it: names and small words may stand between.

    ``None`` where it is no such subject.
    """
    found = _SUES_AFTER.match(after)
    if found is None or not _COURTLY.search(after[found.start() : found.end() + 90]):
        return None
    if _PASSIVE.search(found["gap"]) or after[found.end() :].startswith(" by "):
        return None
    gap = re.sub(r",[^,]{0,80},", " ", found["gap"])
    words = re.findall(r"[^\W_]+", gap)
    if not all(w[0].isupper() or w[0].isdigit() or w.lower() in _GAP_WORDS for w in words):
        return None
    return Part.MEANS_TO if _INTENT.search(gap) else Part.SUES
