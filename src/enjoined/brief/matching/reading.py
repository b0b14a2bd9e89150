"""What a story says that can tie it to a case: names and their parts, captions, dockets, years, the kind of news."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import msgspec

from enjoined.brief.assertions.numbers import NUMBER, number_of
from enjoined.brief.matching.home import settled
from enjoined.brief.matching.judges import DISTRICT_JUDGE, judges_named
from enjoined.brief.matching.lexicon import Lexicon, Sort
from enjoined.brief.matching.mentions import BEFORE_VERSUS, SUIT, Mention, Part, find_mentions
from enjoined.brief.matching.periods import filings, months, of_this_suit
from enjoined.brief.matching.sued import strangers_in, sued_in
from enjoined.brief.story.dates import Period, Written, dates_in
from enjoined.brief.story.story import Story
from enjoined.errors import EnjoinedError
from enjoined.law.coverage.districts import districts_of
from enjoined.model import Day
from enjoined.recipients.states import STATES
from enjoined.registry.open import Registry

__all__ = [
    "KINDS",
    "NEWS",
    "Caption",
    "Reading",
    "orders_in",
    "read_for",
    "reading_of",
]


class Caption(msgspec.Struct, frozen=True, kw_only=True):
    """A caption as printed: one side against another; whether it stands in the headline of a longer text alone."""

    left: str
    right: str
    in_headline_alone: bool = False


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A story as the matcher looks at it.

    ``parties`` gives for each party how often it is named in which part; ``news`` are the kinds of event that title
    and lead report; ``seats`` the courts that are told by place, ``seated`` with the place in the
    text; ``head`` is the title with the first sentences; ``dated`` the dates by sentence; ``judges`` the surnames
    of trial judges; ``orders`` the numbers of executive orders; ``counted`` how many States (``True``) or others it
    counts; ``latest`` the last day that it can speak of, by the dates and years it names; ``filings`` when the suit is
    said to have been filed; ``months`` those named with their year; ``suing`` the parties that sue, ``sued`` those
    whose being sued is the news, ``strangers`` words of others who are sued; ``of_a_state``: the first court that it
    names is one of a State; ``bench`` the words by which it names judges, ``head_bench`` those of its head;
    ``of_the_administration``: it speaks of the administration in Washington;
    ``lately`` how many days before its telling it may take for news.
    """

    story: Story
    mentions: tuple[Mention, ...]
    parties: dict[str, Counter[Part]]
    sides: frozenset[str]
    named: dict[Sort, Counter[str]]
    captions: tuple[Caption, ...]
    dockets: frozenset[tuple[str, str]]
    years: frozenset[int]
    news: frozenset[str]
    seats: frozenset[str]
    seated: tuple[tuple[int, str], ...]
    head: str
    dated: tuple[tuple[int, Written], ...]
    words: frozenset[str]
    suit_words: int
    suit_in_lead: bool
    about_money: bool
    about_terms: bool
    judges: frozenset[str]
    orders: frozenset[str]
    counted: frozenset[tuple[bool, int]]
    latest: Day | None
    filings: tuple[Period, ...]
    months: tuple[Period, ...]
    suing: frozenset[str]
    sued: frozenset[str]
    strangers: frozenset[str]
    of_a_state: bool
    bench: frozenset[str]
    head_bench: frozenset[str]
    of_the_administration: bool
    lately: int = 4


_CAPTION: Final = re.compile(
    r"(?P<left>[A-Z][\w.'\u2019&-]*(?:,? (?:[A-Z][\w.'\u2019&-]*|of|and|the|et al\.?,?|for)){0,9}?)"
    r",?\s+(?:vs?\.|versus)\s+"
    r"(?P<right>(?:the )?[A-Z][\w.'\u2019&-]*(?: (?:[A-Z][\w.'\u2019&-]*|of|and|the|for)){0,9})"
)
_DOCKET: Final = re.compile(
    r"\b(?:\d{1,2}:)?(?P<year>\d\d)[ -](?:cv|c|civ)[ .-]{1,2}0*(?P<number>\d{2,5})\b", re.I
)
_APPEAL: Final = re.compile(r"\bNos?\.\s*(?P<year>\d\d)-(?P<number>\d{2,5})\b")
_YEAR: Final = re.compile(
    r"\b(?:fiscal(?:\s+year)?|FY|grant year)\s*[\u2019']?(?P<a>20\d\d|\d\d)\b"
    r"|\b(?P<b>20\d\d)\s+(?:Byrne|JAG|Edward Byrne|grants?\b|awards?\b|fiscal year)"
)
_SEAT: Final = re.compile(
    r"\b(?:(?:federal|district|U\.S\. District|appeals)\s+(?:district\s+|appeals\s+)?(?:[Cc]ourt(?:house)?"
    r"|judge)|[Aa](?:nother)? judge)\s+(?:in|for)\s+"
    r"(?:downtown\s+|the\s+)?(?P<a>[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2})"
    r"|\b(?P<b>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)(?:-based)?\s+(?:federal\s+|district\s+)judge\b"
    r"|\bIn\s+(?P<c>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?),\s+(?:an?(?:other)?\s+)?(?:U\.S\.\s+)?(?:federal\s+)?"
    r"(?:[Dd]istrict\s+)?[Jj]udge\b"
)
_ADMINISTRATION: Final = re.compile(r"\b(?:federal government|White House|administration)\b")
_STATE_COURT: Final = re.compile(
    r"\b(?:Superior|County|Municipal|Chancery|Common Pleas|Commonwealth|County Circuit) (?:Court|[Jj]udge)\b"
    r"(?!(?: [A-Z][\w.]*)+,? (?:said|says|called|praised|applauded|told|welcomed|thanked|who)\b)"
    r"|\b[Ss]tate (?:court|judge)\b"
)
_FEDERAL: Final = re.compile(
    r"\b[Ff]ederal (?:\w+ )?(?:[Cc]ourt|[Jj]udge|[Aa]ppeals)|\b[Dd]istrict [Jj]udge\b|(?<!County )\bCircuit\b"
    r"|\b(?:U\.?S\.?|United States) (?:[Dd]istrict|Circuit|Court|Supreme)\b"
)
"""Words of a court of the United States; that money is federal says nothing of the court."""
_BODY: Final = 25
"""So many words below a headline can bear it out, or not."""
_EXECUTIVE_ORDER: Final = re.compile(r"\b(?:[Ee]xecutive [Oo]rder|E\.?O\.?)(?: No\.?)? (1[34]\d{3})\b")
NEWS: Final[dict[str, re.Pattern[str]]] = {
    "filed": re.compile(
        r"\bsu(?:e[sd]?|ing)\b|\b(?:file[sd]?|filing|brings?|brought|launch\w*)\b[^.]{0,40}\b(?:law)?suit"
        r"|\bask(?:s|ed|ing)?\b[^.]{0,40}\b(?:court|judge)\b|\bnew (?:law)?suit|\b(?:law)?suit\b[^.]{0,40}\bfiled\b"
        r"|\btakes?\b[^.]{0,30}\bto court|\blawsuit (?:filed|says|claims|challenges|argues|seeks)"
        r"|\bfiled in\b[^.]{0,40}\bcourt",
        re.I,
    ),
    "joined": re.compile(
        r"\bjoin(?:s|ed|ing)?\b[^.]{0,60}\b(?:law)?suit"
        r"|\bjoin(?:s|ed|ing)?\b[^.]{0,40}\b(?:cities|counties|states|coalition|case)",
        re.I,
    ),
    "blocked": re.compile(
        r"\bblock(?:s|ed|ing)?\b|\bbar(?:s|red|ring)\b|\bhalt(?:s|ed|ing)?\b|\bfreez(?:es|ing)\b|\bfroze\b|\bpaus(?:es|ed|ing)\b"
        r"|\binjunction\b|\benjoin(?:s|ed|ing)?\b|\brestraining order\b|\bsuspend(?:s|ed)\b"
        r"|\bstop(?:s|ped)?\b[^.]{0,30}\bfrom\b|\b(?:keeps?|kept)\b[^.]{0,60}\bfrom\s+\w+ing\b|\bforb(?:ids?|ade)\b|\bprohibit(?:s|ed)?\b"
        r"|\b(?:order(?:s|ed)|t(?:old|ells))\b[^.]{0,80}\b(?:not to|to (?:stop|release|restore|resume|unfreeze))\b",
        re.I,
    ),
    "ruled": re.compile(
        r"\brul(?:es|ed|ing|ings)\b|\bsid(?:es|ed)\b|\bstr(?:ikes|uck) down\b|\bunlawful\b"
        r"|\billegal\b|\bunconstitutional\b"
        r"|\bha[ds] no (?:power|authority|right)\b|\black(?:s|ed) (?:the )?(?:power|authority)\b"
        r"|\b(?:judge|court)\b[^.]{0,60}\b(?:cannot|can['\u2019]t|may not)\b"
        r"|\bpermanent(?:ly)?\b|\bsummary judgment\b|\bvoid(?:s|ed)\b|\bw[io]ns?\b(?!['\u2019])|\bvictory\b|\bdefeat",
        re.I,
    ),
    "appeal": re.compile(r"\bappeals? (?:court|panel|judges?)\b|\bcircuit\b|\bappeal(?:s|ed|ing)\b", re.I),
    "limited": re.compile(
        r"\bnarrow(?:s|ed|ing)?\b|\blimit(?:s|ed|ing)?\b|\bstay(?:s|ed)?\b|\blift(?:s|ed)?\b|\breverse[sd]?\b|\boverturn(?:s|ed)?\b"
        r"|\bvacat(?:e[sd]?|ur)\b",
        re.I,
    ),
    "refused": re.compile(
        r"\b(?:would not|won['\u2019]t|will not)\s+(?:\w+ly\s)?(?:block|freeze|halt|stop|bar|pause|grant|issue)\b"
        r"|\bden(?:y|ies|ied|ying|ial)\b|\brefus(?:es|ed|ing|al)\b|\breject(?:s|ed|ing)?\b|\bdeclin(?:es|ed)\b|\blos(?:es|t)\b",
        re.I,
    ),
    "ended": re.compile(
        r"\bdismiss(?:es|ed)?\b|\b(?:threw|throws?) out\b|\btoss(?:es|ed)\b"
        r"|\bdrop(?:s|ped)\b|\bsettle(?:s|d|ment)\b|\bwithdr(?:aws?|ew|awn)\b|\bagree(?:s|d|ment)\b|\babandon",
        re.I,
    ),
}  # fmt: skip
"""Words of titles and leads by the kind of news they are."""

KINDS: Final = {
    "filed": ("complaint",),
    "joined": ("amended-complaint", "motion", "leave-to-amend", "complaint"),
    "blocked": (
        "temporary-restraining-order", "preliminary-injunction", "injunction", "summary-judgment", "vacatur",
        "stay-of-agency-action", "judgment", "final-judgment", "decree",
    ),
    "ruled": (
        "summary-judgment", "judgment", "final-judgment", "opinion", "decree", "affirmance", "reversal", "order",
        "preliminary-injunction",
    ),
    "appeal": ("affirmance", "reversal", "argument", "stay", "notice-of-appeal", "rehearing-granted", "mandate"),
    "limited": ("stay", "stay-lifted", "reversal", "vacatur", "amended-judgment", "order", "stay-denied"),
    "refused": (
        "preliminary-injunction-denied", "injunction-denied", "motion-denied", "stay-denied", "rehearing-denied",
        "order",
    ),
    "ended": (
        "dismissal", "case-closed", "settlement", "stipulation", "agreed-order", "appeal-dismissed",
        "certiorari-dismissed",
    ),
}  # fmt: skip
"""Kinds of events of the record that each kind of news may report."""

_MONEY: Final = re.compile(
    r"\bgrants?\b|\bfunding\b|\b(?:federal )?(?:funds?|money|dollars|aid|cash)\b|\bfunds\b|\baward(?:s|ed)?\b",
    re.I,
)
_TERMS: Final = re.compile(
    r"\bconditions?\b|\bclauses?\b|\bstrings\b|\brequire(?:s|d|ments?)?\b|\bterms\b|\bcertif\w+|\bsanctuary\b|\brestrictions?\b|\bmandates?\b"
    r"|\bexecutive orders?\b|\bwithh(?:old|eld)\w*|\bcut(?:ting)? off\b|\bcomply\b|\brules?\b"
    r"|\b(?:extra|bonus) points\b|\bpreferences?\b|\bscor(?:es?|ing)\b",
    re.I,
)


def read_for(story: Story, lexicon: Lexicon, registry: Registry) -> Reading:
    """The story with everything that the records have a name for."""
    mentions = settled(story, _borne_out(story, find_mentions(story, lexicon)))
    seats = [(m.start(), m["a"] or m["b"] or m["c"]) for m in _SEAT.finditer(story.text)]
    found = tuple((at, court) for at, name in seats for court in sorted(seat_of(name, registry)))
    return reading_of(story, mentions, found, 0)


def reading_of(
    story: Story, mentions: tuple[Mention, ...], seats: tuple[tuple[int, str], ...], first: int
) -> Reading:
    """The reading of a story, or of the passage of one that begins with its sentence ``first``."""
    parties: dict[str, Counter[Part]] = {}
    named: dict[Sort, Counter[str]] = {sort: Counter() for sort in Sort}
    for mention in mentions:
        named[mention.sort][mention.id] += 1
        if mention.sort is Sort.PARTY:
            parties.setdefault(mention.id, Counter())[mention.part] += 1
    text = story.text
    head = _headlines(story)
    dockets = {
        (m["year"], m["number"].lstrip("0")) for m in (*_DOCKET.finditer(text), *_APPEAL.finditer(text))
    }
    dated = tuple((i, w) for i, s in enumerate(story.sentences, first) for w in dates_in(s.text, story.told))
    return Reading(
        story=story,
        mentions=mentions,
        parties=parties,
        sides=frozenset(m.id for m in mentions if m.sort is Sort.SIDE and m.part is not Part.INSIDE),
        named=named,
        captions=_captions(story),
        dockets=frozenset(dockets),
        years=frozenset(_year(m["a"] or m["b"]) for m in _YEAR.finditer(of_this_suit(story))),
        news=frozenset(kind for kind, pattern in NEWS.items() if pattern.search(head)),
        seats=frozenset(court for _, court in seats),
        seated=seats,
        head=head,
        dated=dated,
        words=frozenset(w.lower() for w in re.findall(r"[^\W\d_]{4,}", text)),
        suit_words=len(SUIT.findall(text)),
        suit_in_lead=SUIT.search(head) is not None,
        about_money=_MONEY.search(text) is not None,
        about_terms=_TERMS.search(text) is not None,
        judges=frozenset(DISTRICT_JUDGE.findall(text)),
        orders=orders_in(text),
        counted=frozenset(_counted(text)),
        latest=_latest(text, [w for _, w in dated]),
        filings=filings(story),
        months=months(story),
        suing=frozenset(party for party, parts in parties.items() if parts[Part.SUES]),
        sued=sued_in(story, mentions, first),
        strangers=strangers_in(story, mentions, first),
        of_a_state=_is_of_a_state(text),
        bench=judges_named(text),
        head_bench=judges_named(head),
        of_the_administration=_ADMINISTRATION.search(text) is not None,
    )


_OPENING: Final = re.compile(r"^(?:(?:No|Yes)\. )?(?:(?:In|See|But|And|Like|Unlike|While|Since|After) )?")
_ENDING: Final = re.compile(r"(?: (?:the|and|of|for))+$|\.$")
"""Words around a caption that are none of it."""


def _captions(story: Story) -> tuple[Caption, ...]:
    title = story.title if story.sentences and story.sentences[0].is_title else ""
    found = [
        (m.start(), _OPENING.sub("", m["left"]), _ENDING.sub("", m["right"]))
        for m in _CAPTION.finditer(story.text)
    ]
    body = [left for at, left, _ in found if at >= len(title)]
    return tuple(
        Caption(
            left=left,
            right=right,
            in_headline_alone=at < len(title) and _has_body(story) and left not in body,
        )
        for at, left, right in found
    )


def _has_body(story: Story) -> bool:
    return sum(len(s.text.split()) for s in story.sentences if not s.is_title) >= _BODY


def _borne_out(story: Story, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions, where whoever sues in a caption of the headline plays that part only if the text names it too."""
    if not _has_body(story):
        return mentions
    text = {m.id for m in mentions if not story.sentences[m.index].is_title}
    return tuple(
        msgspec.structs.replace(m, part=Part.INSIDE)
        if m.part is Part.SUES and m.id not in text and BEFORE_VERSUS.match(story.text[m.end :])
        else m
        for m in mentions
    )


_COUNT: Final = re.compile(
    rf"\b(?P<n>{NUMBER})\s+(?:[\w-]+\s+){{0,2}}?(?:(?P<states>states|attorneys general)"
    r"|cities(?: and counties)?|counties|local governments|jurisdictions|plaintiffs|nonprofits|organizations|groups"
    r"|coalitions)\b",
    re.IGNORECASE,
)
_FEW: Final = 4


def _counted(text: str) -> Iterator[tuple[bool, int]]:
    """The numbers of States, and of others, that a text counts; small ones are those of anything."""
    for found in _COUNT.finditer(text):
        if (number := number_of(found["n"])) >= _FEW:
            yield found["states"] is not None, number


def orders_in(text: str) -> frozenset[str]:
    """The numbers of the executive orders that a text names."""
    return frozenset(_EXECUTIVE_ORDER.findall(text))


def _is_of_a_state(text: str) -> bool:
    """Whether the first court that a text names is one of a State."""
    own, federal = _STATE_COURT.search(text), _FEDERAL.search(text)
    return own is not None and (federal is None or own.start() < federal.start())


def _latest(text: str, dated: Iterable[Written]) -> Day | None:
    days = [w.day for w in dated if w.whole and w.day is not None]
    years = {int(year) for year in re.findall(r"\b20[12]\d\b", text)}
    return max([*days, *(Day(date(year, 12, 31).toordinal()) for year in years)], default=None)


def _headlines(story: Story) -> str:
    """The title and the first three sentences: what the news is."""
    return " ".join(s.text for s in story.sentences[:7])[:900]


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def seat_of(name: str, registry: Registry) -> frozenset[str]:
    """The district courts that can sit in a place of that name: those of its districts, or all of a State.

    "Washington" is the capital, too.
    """
    law = registry.law
    states = {code for code, state in STATES.items() if state.name == name}
    if not states:
        try:
            place = registry.recipient(name, suggest=False)
        except EnjoinedError:
            return frozenset()
        if there := districts_of(law, place):
            return frozenset(d.id for d in there)
        states = {place.state}
    if name == STATES["wa"].name:
        states.add("dc")
    return frozenset(d.id for d in law.districts.values() if d.id[:2] in states)
