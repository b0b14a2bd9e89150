"""What a story says of a lawsuit that the registry does not hold: who, against whom, where, about what."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from enjoined.brief.assertions.numbers import NUMBER
from enjoined.brief.matching.lexicon import Lexicon, Sort
from enjoined.brief.matching.reading import Reading
from enjoined.brief.notes import Unrecorded
from enjoined.brief.story.dates import dates_in
from enjoined.brief.story.story import LEAD_IN, Sentence, ends_in_abbreviation
from enjoined.model import CourtId, FamilyId, ProgramId
from enjoined.registry.table import LawTable

__all__ = ["found_in"]


_JUDGED: Final = r"[Jj]udge\s+(?:[A-Z][\w.'-]+\s+){0,3}[A-Z][\w'-]+"
_FORM: Final = r"(?:Inc|LLC|L\.L\.C|LLP|LP|Ltd|Corp|Co|PC|P\.C|N\.A|PLLC)"
"""How the name of a company or association may end, after a comma."""
_NAME: Final = (
    r"(?:the\s+)?(?:(?:city|county|state|commonwealth|town|village)\s+of\s+)?(?:[A-Z][\w.'\u2019&-]*)"
    rf"(?:(?:,?\s+(?:and|of|for|the|&)\s+|,\s+(?={_FORM}\b)|\s+)(?:the\s+)?(?:(?:city|county|state)\s+of\s+)?"
    r"[A-Z][\w.'\u2019&-]*){0,8}"
)
_PLAIN: Final = (
    r"(?!(?:that|who|which|when|while|after|before|because|as|to|by|led|said|says|saying|asks?|asked|over|were|was|is|are|has"
    r"|have|had|last|this|yesterday|today)\b)[a-z][\w'\u2019-]*"
)
"""A word that may belong to what somebody is called who has no name of his own."""
_WORDS: Final = rf"(?:\s+(?:{_PLAIN}|[A-Z\d][\w.'\u2019-]*))"
_OTHERS: Final = (
    r"\b(?:[Aa]n?(?! (?:\w+ )?(?:judge|court|jury|panel)\b)"
    rf"|(?<!\d)(?i:{NUMBER})|[Ss]everal|[Dd]ozens of){_WORDS}{{1,8}}?"
)
_LOOSE: Final = rf"(?:{_NAME}(?:\s+and\s+{_OTHERS})?|{_OTHERS})"
_SUES: Final = re.compile(
    rf"(?<![\w\u2019'])(?<!\b[oi]n )(?<!\b(?:at|of) )(?P<plaintiff>{_LOOSE})(?:,[^,.]{{1,80}},|,)?"
    r"(?:\s+(?:that|who|which))?\s+(?:has |have |on \w+ )?(?:sued|sues|(?:is|are) suing)\b"
)
_SUED: Final = re.compile(
    r"\b(?:sued|sues?|suing)\s+(?!(?:over|for|after|in|on|to|because|that|when|with|by|as|again|too|back|and|or)\b)"
    rf"(?P<defendant>{_LOOSE}|[\w' \u2019-]{{3,60}}?)"
    r"(?=[,.;]|\s+(?:and (?:its|his|her|their)|over|for|after|in|on|to|claiming|alleging|saying|because|that|who|which"
    r"|when|seeking|asking|with|last|this|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|$)"
)
_OPENS: Final = re.compile(
    r"^(?P<plaintiff>(?!(?:[Tt]he (?:city|county|state|suit|case)|[Ii]t|[Tt]hey|[Hh]e|[Ss]he|[Ww]ho|[Tt]hat)\b)"
    rf"[A-Z][\w.'\u2019-]*{_WORDS}{{0,9}}?)\s+(?:has |have |had )?"
    r"(?:sue[sd]?|suing|(?:filed|files|brought) (?:a |the )?(?:\w+ )?(?:(?:law)?suit|complaint)"
    r"|asks? a (?:state|federal) (?:court|judge)|asked a (?:state|federal) (?:court|judge))\b"
)
"""A sentence that begins with those who go to court, whatever they are called."""
_NAMELESS: Final = re.compile(r"(?:City|State|County|Town|Mayor|Governor|Judge)\b(?! of)")
"""A headline that begins like this does not say whose suit it is."""
_BY: Final = re.compile(
    r"\b(?:(?:law)?suit|complaint|challenge|case|(?:order|injunction) sought)\s+(?:filed |brought )?by\s+"
    rf"(?P<plaintiff>(?:the\s+)?(?:{_LOOSE}|{_PLAIN}{_WORDS}{{0,7}}?))"
    r"(?=[,.;]|\s+(?:against|over|that|who|which|to|for|in|on|after|seeking|asking|challenging)\b|$)"
    rf"|\bfor\s+(?P<second>{_NAME})\s+in\s+(?:its|their|his|her)\s+(?:law)?suit\b"
    rf"|\bverdict\s+against\s+(?P<defendant>{_NAME})"
)
_AGAINST: Final = re.compile(
    rf"\b(?:law)?suit\s+(?:[\w'\u2019]+\s+){{0,8}}?against\s+(?:the\s+)?(?P<defendant>{_LOOSE}|{_PLAIN}{_WORDS}{{0,4}}?)"
    r"(?=[,.;]|\s+(?:over|for|after|in|on|to|claiming|alleging|saying|that|which|was|were|filed|brought)\b|$)"
    rf"|\b(?:filed|brought)\s+(?:\w+\s+)?by\s+(?P<plaintiff>{_LOOSE})(?=[,.;]|\s+(?:over|for|after|in|on|against|to)\b|$)"
)
_BARE: Final = rf"(?!(?i:it|they|he|she|which|who|that|and)\b)(?:{_LOOSE}|[a-z][\w' \u2019-]{{3,50}}?)"
_OTHERWISE: Final = tuple(
    map(
        re.compile,
        (
            # "The Attorney General sued on Monday."
            rf"(?P<plaintiff>{_NAME})\s+(?:has |have )?sued(?:\s+(?:on|in|last)\s+\w+|\s+[A-Z]\w+day)?(?=[,.;])",
            # "A on Wednesday led a coalition in suing B"
            rf"(?P<plaintiff>{_NAME})\s+(?:on \w+ )?(?:led|leads|heads)\s[^.;,]{{0,60}}?\bin\s+suing\b",
            # "A has joined B and C in suing D"
            rf"(?P<plaintiff>{_NAME})\s+(?:has |have )?(?:joins?|joined)\s+"
            rf"(?P<second>{_NAME}(?:,[^;]{{3,90}}?)?),?\s+in\s+(?:suing|a (?:law)?suit against)\s+(?:the\s+)?"
            rf"(?P<defendant>{_NAME}(?:\s[a-z]+)?)",
            # "a lawsuit that advocacy groups had filed"
            rf"\b(?:(?:law)?suit|case)\s+that\s+(?P<plaintiff>{_BARE})\s+(?:had |have |has )?(?:filed|brought)\b",
            # "The plaintiffs - A, B and C - say": those named first
            rf"\b[Pp]laintiffs\s*[\u2014\u2013-]+\s*(?P<plaintiff>{_NAME}),\s+(?P<second>{_NAME}),",
            # "Agriculture Secretary Brooke Rollins began cutting grants", which the suit says
            rf"\b(?:(?:law)?suit|complaint)\s+(?:alleging|says|said|alleges|claims)\s+that\s+[^.;]{{0,90}}?\b"
            rf"(?P<defendant>[A-Z]\w+ Secretary {_NAME}|{_NAME}\s+Department)\b",
            # "The suit names the Secretary as defendant"
            r"\b(?:(?:law)?suit|complaint)(?:,[^,.]{3,90},)?\s+names\s+(?:as (?:a )?defendants?\s+)?"
            rf"(?P<defendant>{_NAME})",
            # "A judge has ordered the Department to ..."
            rf"\b(?:judge|court|{_JUDGED})\b[^.;]{{0,60}}?\b(?:ordered|barred|told|blocked|forbade|stopped)\s+"
            rf"(?P<defendant>(?:the\s+)?{_NAME}(?:\s+(?:administration|government))?)\s+(?:to|from|not to)\b",
        ),
    )
)
_FILED: Final = re.compile(
    rf"(?P<plaintiff>{_NAME})(?:,[^,.]{{1,80}},)?\s+(?:has |had )?(?:filed|brought)\s+"
    r"(?:(?:a|the|its|this|their)\s+)?(?:\w+\s+)?"
    r"(?:case|(?:law)?suit|complaint|challenge|action)\b"
)
_COURT: Final = re.compile(
    r"\b(?:U\.?S\.? )?Court of Federal Claims\b"
    r"|\b(?:U\.?S\.? |federal )?(?:District|Circuit|Superior|Supreme|Bankruptcy|Municipal|Family"
    r"|Appellate|County|Chancery)\s+Court"
    r"(?:\s+(?:for|in|of)\s+(?:the\s+)?[A-Z][\w.]*(?:\s+(?:of\s+)?[A-Z][\w.]*){0,4})?"
    r"|\bCommon Pleas [Jj]udge\b|\b[Ss]tate judge\b"
    r"|\b[A-Z][A-Za-z]+(?:\s[A-Z][a-z]+)?\s+(?:County\s+)?(?:Superior|Circuit|District|Supreme|Common Pleas)\s+Court\b"
    r"|\bfederal (?:district )?court in [A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2}|\bfederal court\b"
)
_CITED: Final = re.compile(r"\((?P<short>(?:[NSEWMC]\.\s?D|D)\.\s?[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)(?=[ ,)])")
"""A court as lawyers cite it: "(D. Conn. 2026)"."""
_ASKS: Final = re.compile(
    r"\b(?:alleg(?:es|ed|ing)|claim(?:s|ed|ing)|accus(?:es|ed|ing)|argu(?:es|ed|ing)|seek(?:s|ing)|sought|ask(?:s|ed|ing)|says?)\b",
    re.IGNORECASE,
)
_SUIT: Final = re.compile(
    r"\b(?:su(?:e[sd]?|ing)|(?:law)?suit|complaint|plaintiffs?|court|filing)\b", re.IGNORECASE
)


def found_in(reading: Reading, lexicon: Lexicon, law: LawTable) -> Unrecorded:
    """What was found, in the story's own words."""
    plaintiffs: list[str] = [_pieces(c.left)[-1] for c in reading.captions]
    defendants: list[str] = [_pieces(c.right)[0] for c in reading.captions]
    body = [s for s in reading.story.sentences if not s.is_title]
    # A headline drops articles and shortens names, so it is asked only where there is nothing else.
    told = [LEAD_IN.sub("", s.text) for s in body or reading.story.sentences]
    for patterns in ((_SUES, _SUED, _OPENS, _AGAINST, _FILED, _BY), _OTHERWISE):
        more = patterns is not _OTHERWISE
        had = (bool(plaintiffs) and not more, bool(defendants) and not more)
        for match in (m for text in told for pattern in patterns for m in pattern.finditer(text)):
            groups = match.groupdict()
            for part in ("plaintiff", "second"):
                if groups.get(part) and not had[0]:
                    plaintiffs.append(_pieces(groups[part])[-1])
            if groups.get("defendant") and not had[1]:
                defendants.append(_pieces(groups["defendant"])[0])
    headed = None if plaintiffs and not reading.sued else _OPENS.match(reading.story.title)
    if headed and not headed[0].endswith("sued") and not _NAMELESS.match(headed["plaintiff"]):
        plaintiffs.append(headed["plaintiff"])
    # Whoever is sued in the news may sue in an aside.
    sued = {_bare(m.text): m.text for m in reading.mentions if m.id in reading.sued}
    if sued:
        plaintiffs = [name for name in plaintiffs if _bare(name) not in sued]
        defendants = list(sued.values())
    # What comes late in a story is background: other courts, other suits, what experts say.
    news = body[: max(_NEWS, len(body) // 2)] or list(reading.story.sentences)
    lead = [s for s in news[:2] if not (s.text.isupper() or any(d.whole for d in dates_in(s.text[-20:])))][:1]
    claims = [s.text for s in news if _ASKS.search(s.text) and _SUIT.search(s.text)]
    claims = [LEAD_IN.sub("", text) for text in (*(s.text for s in lead if _TOLD.search(s.text)), *claims)]
    claims = list(dict.fromkeys(claims))
    courts = [_pieces(m[0])[0] for s in news for m in _COURT.finditer(s.text)]
    courts = courts or [m["short"] for s in body for m in _CITED.finditer(s.text)][:1]
    courts += [f"Judge {m[1]}" for s in news for m in _JUDGE.finditer(s.text)]
    here = {
        m.id
        for m in reading.mentions
        if m.sort is Sort.COURT and any(m.index == i for i in _of(reading, news))
    }
    named = [law.courts[CourtId(c)] for c in sorted(here) if c in law.courts]
    courts += [court.name for court in named if court.short not in courts]
    about = [law.families[FamilyId(f)].title for f in _named_families(reading)]
    about += [law.programs[ProgramId(p)].title for p in reading.named[Sort.PROGRAM] if p in law.programs]
    return Unrecorded(
        plaintiffs=_once(plaintiffs),
        defendants=_once(defendants),
        courts=_once(courts)[:3],
        claims=tuple(claims[:2]),
        about=tuple(dict.fromkeys(about))[:4],
    )


_NEWS: Final = 6
"""At least so many of the first sentences are the news itself."""
_JUDGE: Final = re.compile(
    r"\b(?:[Dd]istrict |[Cc]ircuit |[Ff]ederal )?(?:[Cc]ourt )?Judge ((?:[A-Z][\w.'-]+ ){0,2}[A-Z][\w'-]+)"
)
_TOLD: Final = re.compile(
    r"\bsu(?:e[sd]?|ing)\b|\b(?:law)?suit\b|\bruled\b|\bruling\b|\bjudge\b|\bcourt\b|\bcomplaint\b",
    re.IGNORECASE,
)


def _of(reading: Reading, sentences: Sequence[Sentence]) -> set[int]:
    """The indices of sentences in their story."""
    starts = {s.start for s in sentences}
    return {i for i, s in enumerate(reading.story.sentences) if s.start in starts}


_BOUNDARY: Final = re.compile(r"[.?!:;]\s+(?=[A-Z])")


def _pieces(name: str) -> list[str]:
    """A run of names, parted where a sentence ends within it: a full stop after no abbreviation.

    >>> _pieces("City of Chicago. Sessions"), _pieces("St. Louis County")
    (['City of Chicago', 'Sessions'], ['St. Louis County'])
    """
    cuts = [0]
    for end in _BOUNDARY.finditer(name):
        if name[end.start()] != "." or not ends_in_abbreviation(name[: end.start()]):
            cuts.append(end.end())
    return [
        name[a:b].strip(" .:;") if b < len(name) else name[a:]
        for a, b in itertools.pairwise([*cuts, len(name)])
    ]


def _once(names: list[str]) -> tuple[str, ...]:
    """Names without an article and without those that stand within a longer one."""
    found: list[str] = []
    for name in names:
        plain = re.sub(
            r"^(?:in the case of|in the|the|in)\s+", "", " ".join(name.split()).strip(" ,'\u2019"), flags=re.I
        )
        if not ends_in_abbreviation(plain.rstrip(".")):
            plain = plain.rstrip(".")
        bare = _bare(plain)
        if bare and all(bare not in _bare(f) for f in found):
            found = [f for f in found if _bare(f) not in bare] + [plain]
    return tuple(found[:4])


def _bare(name: str) -> str:
    """A name to compare with others: without commas, full stops and capitals."""
    return " ".join(re.sub(r"[.,]", " ", name).lower().split())


def _named_families(reading: Reading) -> Iterator[str]:
    """The families of conditions that the story speaks of, most often first."""
    yield from (family for family, _ in reading.named[Sort.FAMILY].most_common())
