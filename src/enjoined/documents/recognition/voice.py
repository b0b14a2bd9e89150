"""Whether a paper binds its reader or reports what binds somebody else, told by how it speaks.

An award speaks of itself ("this award") and lays duties on a recipient; news, opinions, and reports tell what was said
and done, and when. How often such turns stand in a text says more than its subjects, which both share. The weights
are in ``records/recognition/shared/voice.json``, worked out by ``scripts/train_likeness.py``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from enjoined.documents.layout.lines import lowered
from enjoined.documents.recognition.likeness import stem
from enjoined.errors import RegistryError

__all__ = ["READ", "TURNS", "Speech", "Voice", "frequencies", "quoted_at", "read_voice", "told_by"]

READ: Final = 6_000
"""So many characters of a paper are asked how they speak."""
_FEWEST_WORDS: Final = 40
"""A shorter text is taken to be so long, or one turn in it would say too much."""
_MONTH: Final = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)"
)
_BOUND: Final = (
    "(?:sub-?)?(?:recipient|grantee|awardee|applicant)s?"
    "|sponsor|contractor|cooperator|provider|owner|undersigned"
)
TURNS: Final = {
    "speaks of itself": re.compile(
        r"\b(?:this|these) (?:(?:sub-?)?(?:award|grant)|agreement|offer|terms?|conditions?|contract|certification"
        r"|form)\b"
    ),
    "binds a recipient": re.compile(
        rf"\b(?:{_BOUND}) (?:(?!to )\w+ )?(?:must|shall|will|may|agrees?|certif(?:y|ies)|assures?|acknowledges?)\b"
    ),
    "binds the reader": re.compile(
        r"\b(?:you|we|i) (?:hereby )?(?:must|shall|will|may not|agree|certify|assure|attest|understand|acknowledge)\b"
        r"|\byour (?:\w+ ){1,2}(?:must|shall|may|will)\b"
    ),
    "binds a party": re.compile(
        r"\b[Tt]he (?:County|City|Town|State|Village|Borough|Subawardee) (?:must|shall|agrees)\b"
    ),
    "binds a class": re.compile(
        r"\b(?:[Aa]n?|[Nn]o|[Ee]ach|[Ee]very|[Aa]ll) (?:\w+ ){0,2}"
        r"(?:agenc(?:y|ies)|count(?:y|ies)|municipality|cit(?:y|ies)|locality|subdivisions?|entity|facility|bureau"
        r"|sheriffs?|jailers?|keepers?|officers?|officials?|members?|staff) (?:shall|may|must)\b"
    ),
    "heads a statute": re.compile(
        r"(?m)^\W{0,2}(?:\u00a7|SEC(?:TION|\.)|Sec(?:tion|\.))\s?\d+|^\d{1,4}[-.]\d{2,4}(?:[-.]\d+)?\.\s+[A-Z]"
    ),
    "takes assent": re.compile(
        r"\bby (?:accepting|signing|submitting|drawing|executing|applying)\b|\bhereby\b"
    ),
    "binds the money": re.compile(
        r"\b(?:award|grant|federal|sub-?award|program) (?:funds|money|dollars)\b|\bfunds (?:may|must|shall|are)\b"
        r"|\b(?:un)?allowable\b|\breimburse"
    ),
    "label": re.compile(r"(?m)^[^:.\n]{2,40}:\s"),
    "numbered": re.compile(r"(?m)^\W{0,3}\d{1,2}(?:[.)]\s|\s?\|)"),
    "item": re.compile(r"(?m)^\W{0,3}(?:\([a-zA-Z0-9]{1,3}\)|[A-Z]\.)\s|[;:.]\s\([a-z0-9]\)\s"),
    "blank to fill": re.compile(r"___"),
    "money": re.compile(r"\$"),
    "salutation": re.compile(r"\bDear\b"),
    "quotation": re.compile(r"[\"\u201c]"),
    "question": re.compile(r"\?"),
    "case": re.compile(
        r"\bv\. [A-Z]|\bNos?\. \d\d?[:-]\d|\bF\. ?(?:[23]d|4th|Supp)|\b\d{3} U\.S\. \d|\bCir\."
    ),
    "day told of": re.compile(rf"\b(?:[Oo]n|[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ll]ast|[Tt]his) {_MONTH}"),
    "something reported": re.compile(
        r"\b(?:said|says|told|announced|issued|published|released|filed|sued|ruled|argued?|alleged?|stated|contends?"
        r"|claims|wrote|posted|asked|held|imposed|decided|urged?|[Aa]ccording to)\b"
    ),
    "speaks of itself as a report": re.compile(
        r"\b[Tt]his (?:post|article|alert|blog|brief|report|update|sidebar|memo(?:randum)?|case|appeal|story|guide)\b"
    ),
    "told of a suit": re.compile(
        r"\b(?:lawsuits?|plaintiffs?|challenges?|challenged|coalition|injunction|complaint seeks|reporters?|critics"
        r"|advocates|the judge)\b"
    ),
    "past": re.compile(r"\b(?:was|were|had|did)\b"),
    "possibility": re.compile(r"\b(?:would|could|might)\b"),
    "we": re.compile(r"\b(?:we|our|us)\b"),
    "tells what a paper says": re.compile(
        r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Tt]hat|[Nn]ew|[Uu]pdated|[Rr]evised) (?:\w+ ){0,3}"
        r"(?:terms|conditions?|language|provisions?|criteria|notice|clauses?|certification|letter|memo\w*|agreements?|bill"
        r"|document|order|orders|policy|rule|articles?|section) (?:\([\w&]+\) )?(?:\w+ )?"
        r"(?:requires?|required|states?|stated|says?|said|mandates?|asks?|asked|would|includes?|included|went|reads?"
        r"|bars?|tells?|gives?|names?|aims?|makes?|emphasizes?|asserts?|focus(?:es)?|imposes?)\b"
        r"|\brequir(?:es?|ing) (?:\w+ )?(?:recipients|grantees|awardees|them|states|sponsors|cities|local\w*) to\b"
    ),
    "politics": re.compile(
        r"\b(?:President|Secretary|Attorney General|Gov\.|Governor|Sen\.|Rep\.|Mayor) [A-Z]\w+"
        r"|\b(?:White House|[Dd]emocrat\w*|[Rr]epublican\w*)\b"
        r"|\badministration(?:'s)? (?!of\b)"
    ),
    "chats": re.compile(
        r"\b(?:[Hh]i|[Hh]ello|[Hh]ey|[Gg]ood (?:morning|afternoon|evening)|[Tt]hanks|[Ll]et me know|[Ff]rom what I)\b"
        r"|\bI(?:'m|'ve|'ll| (?:am|have|saw|see|wanted|think|thought|asked|would|do not|come|hope|know|write|put))\b"
        r"|\b(?:[Ii]t|[Tt]hat|[Ww]e|[Tt]hey|[Yy]ou)'(?:s|re|ve|ll)\b|\b(?:don|doesn|didn|isn|can|won)'t\b"
    ),
    "amends a law": re.compile(
        r"\bis amended\b|\bby (?:adding|striking|inserting|amending)\b|\bto read as follows"
    ),
}
"""The turns of speech that are counted."""
_ANY_CASE: Final = frozenset(
    {
        "speaks of itself",
        "binds a recipient",
        "binds the reader",
        "takes assent",
        "binds the money",
        "told of a suit",
        "we",
    }
)
"""Turns that count in whatever letters; their patterns are in small ones."""
_QUOTED: Final = re.compile(r"[\"\u201c]([^\"\u201c\u201d\n]{0,600})[\"\u201d]")
_MOST: Final = 3.0
"""A paper speaks no more than this for or against each of its sentences."""
_SPEECH: Final = 20
"""What stands in quotation marks is somebody else's speech if it is so long, else a term that is defined."""


def frequencies(text: str) -> list[float]:
    """How often each of ``TURNS`` stands in the beginning of a text: the logarithm of its times in a thousand words.

    What somebody else is quoted to say is no turn of the text itself.

    >>> round(frequencies("This award binds. " * 20)[0], 2), frequencies('It reads: "This award binds you all."')[0]
    (1.94, 0.0)
    """
    text = text[:READ]
    own = _QUOTED.sub(lambda quoted: '"' if len(quoted[1]) >= _SPEECH else quoted[0], text)
    words = max(_FEWEST_WORDS, text.count(" ") + text.count("\n"))
    small = lowered(own)
    return [
        math.log1p(1000 * sum(1 for _ in turn.finditer(small if name in _ANY_CASE else own)) / words) / 3
        for name, turn in TURNS.items()
    ]


def quoted_at(text: str, place: int) -> bool:
    """Whether the character at ``place`` stands in quotation marks, as the speech of somebody else.

    >>> quoted_at('It says: "The recipient must pay all."', 20), quoted_at('the "Recipient" must pay', 17)
    (True, False)
    """
    if '"' not in text and "\u201c" not in text:
        return False
    return any(len(m[1]) >= _SPEECH and m.start(1) <= place < m.end(1) for m in _QUOTED.finditer(text))


class Voice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What speaks for a paper, and for a sentence, that binds; ``inputs`` is the hash of what it was worked out from.

    A paper is told by its ``turns`` and its ``words``, a sentence by its words alone; both begin at a bias. What turns
    tell without any words, and without a bias, stands in ``turns_alone``.
    """

    inputs: str
    bias: float
    turns: dict[str, float]
    turns_alone: dict[str, float]
    words: dict[str, float]
    sentence_bias: float
    sentence_words: dict[str, float]

    def binds(self, frequencies: Sequence[float], words: Iterable[str]) -> float:
        """How much speaks for a paper that binds (above zero) or that reports (below).

        By the ``frequencies`` of turns in its beginning, and the words of that.
        """
        turns = sum(self.turns[name] * often for name, often in zip(TURNS, frequencies, strict=True))
        return self.bias + turns + sum(map(self._of_paper, told_by(words)))

    def turned(self, frequencies: Sequence[float]) -> float:
        """The same by the turns alone, which hold for papers on subjects and of hands unlike all that was learnt."""
        return sum(self.turns_alone[name] * often for name, often in zip(TURNS, frequencies, strict=True))

    def lays_down(self, words: Iterable[str]) -> float:
        """How much speaks for a sentence that lays down a duty (above zero) or that tells of one (below)."""
        return self.sentence_bias + sum(map(self._of_sentence, told_by(words)))

    def _of_paper(self, word: str) -> float:
        return self.words.get(word, 0.0)

    def _of_sentence(self, word: str) -> float:
        return self.sentence_words.get(word, 0.0)


class Speech:
    """How the papers of one document speak: each page sort of it is taken for a paper, and read when first asked of."""

    def __init__(self, voice: Voice, papers: Callable[[str], tuple[str, Sequence[str]]]) -> None:
        self._voice = voice
        self._papers = papers
        self._binds: dict[str, float | None] = {}

    def lays_down(self, sort: str, words: Iterable[str]) -> float:
        """How much speaks for a duty laid down by a sentence of these words on pages of this sort.

        0 where the pages hold too little to tell.
        """
        if sort not in self._binds:
            text, own = self._papers(sort)
            self._binds[sort] = (
                self._voice.binds(frequencies(text), own) if len(own) >= _FEWEST_WORDS else None
            )
        binds = self._binds[sort]
        if binds is None:
            return 0.0
        return max(-_MOST, min(_MOST, binds)) + self._voice.lays_down(words)


def told_by(words: Iterable[str]) -> set[str]:
    """The stems of words, without figures.

    >>> sorted(told_by(["recipients", "shall", "shall", "1373"]))
    ['recipient', 'shall']
    """
    return {stem(word) for word in words if not word[0].isdigit()}


def read_voice(path: Path) -> Voice:
    """The weights of a file. Raises :class:`RegistryError` if it holds none, or not those of the turns counted."""
    try:
        voice = msgspec.json.decode(path.read_bytes(), type=Voice)
    except (OSError, msgspec.DecodeError) as error:
        raise RegistryError(
            f"the weights cannot be read: {error}", where=path.name, remedy="run scripts/train_likeness.py"
        ) from error
    if not voice.turns.keys() == voice.turns_alone.keys() == TURNS.keys():
        raise RegistryError(
            "the weights are for other turns of speech",
            where=path.name,
            remedy="run scripts/train_likeness.py",
        )
    return voice
