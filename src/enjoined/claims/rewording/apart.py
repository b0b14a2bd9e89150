"""Clauses that say nothing of the figures beside them, and words that deny these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from enjoined.claims.grammar.phrases import FIGURED, figures_only
from enjoined.claims.grammar.tokens import Token

__all__ = ["BEARING", "doubted", "is_backdrop", "sets_the_scene", "stands_apart"]

BEARING: Final = re.compile(
    r"\b(?:lie|lying|liar|nonsense|bogus|(?:in)?accurate|(?:in)?correct|baseless|truth|wrong|myth|fake|doubt|hardly|barely"
    r"|scarcely|hoax|untrue|most part|debunk|false|mislead|unless|except|exclud|besides|predecessor)"
    r"|\b(?:number|figure|total|toll|mark|level|count)\b.*\bnever$"
)
"""Words that bear on what the rest says, wherever they stand."""
_FIGURE_KINDS: Final = (
    "highest lowest capital steepest murders violent_crimes population rate city year last-year year-before year-after "
    "years-ago to-date more less than at-least at-most streak before-streak decades length equal surpass trail up down"
)
_OF_FIGURES: Final = FIGURED | frozenset(_FIGURE_KINDS.split())
_DATE_KINDS: Final = "from to between since years past-years this-year now interval one-in per-other"
_DATED: Final = frozenset(_DATE_KINDS.split())
_DOUBTED: Final = re.compile(
    r"\b(?:nobody|no one|few|don't|doesn't|didn't|not|never|hard to|if you) (?:\w+ )?(?:believ|buy|trust|accept)"
    r"|\b(?:not|isn't|wasn't|hardly|never) (?:\w+ )?(?:true|so|right|the case|accurate)\b"
    r"|\bonly (?:those|the|if|when|count|victims|cases)|\b(?:counts?|counting|includes?|covers?) only\b"
    r"|\b(?:leav\w+|left) out\b|\b(?:not|without) (?:count|includ)ing\b"
    r"|\b(?:disput|contest|reject|contradict|exaggerat|overstat|understat|inflat|challeng|misreport|den(?:y\b|ied\b|ies\b))"
)
"""What somebody says against a figure, or leaves out of it."""
_SCENE_WORDS: Final = "the it he she they we i police there a an his her their our residents officials"
_THE_SCENE: Final = frozenset(_SCENE_WORDS.split())
_COUNTING: Final = re.compile(
    "count|includ|exclud|left|remov|adjust|add|leav|drop|compar|measur|figur|number"
)
"""Words of how figures are made."""
_OWN_WORDS: Final = "which who whom anyone anybody nobody everyone everybody somebody someone i we you he she"
_OF_THEIR_OWN: Final = frozenset(_OWN_WORDS.split())
_OURSELVES: Final = frozenset(("i", "i've", "i'm", "i'd", "we", "we've", "we're", "i'll"))
"""Words that open a clause with a subject of its own: what it says is not said of the figures."""


_LEADS: Final = frozenset({"and", "but", "even", "yet", "so", "though"})
_BACKDROPS: Final = frozenset({"where", "while", "as", "despite", "amid", "amidst", "when"})
_PLACES: Final = frozenset({"city", "state", "country", "nation", "town", "place", "county"})
_OF_VICTIMS: Final = re.compile(
    "kill|shot|d[iy](?:e|ing)|dead|slain|victim|commit|respons|account|use[ds]?$|behind|fault|share|count|includ|among|comes?$|of$"
)
"""Words by which a kind of person or of weapon has to do with the figures."""
_COUNTED_OUT_WORDS: Final = (
    "only just all every each none these those suburb suburbs suburban metro metropolitan"
)
_COUNTED_OUT: Final = frozenset(_COUNTED_OUT_WORDS.split())
"""Words by which it is said of which of the murders, or of what besides the city, the figures are."""
_QUALIFIED: Final = frozenset({"unless-qualified", "national", "state"})
"""Kinds of people, of weapons and of places that are not those of the figures."""
_IN_BACKDROPS: Final = frozenset({"other", "which", "clause", "not-understood", "nation", "to"})
_SHORTEST: Final = 3


def is_backdrop(part: Sequence[Token]) -> bool:
    """ "In a city with strict gun laws", ", where gangs rule", ", and children were afraid": no kind of victim.

    It names a kind of person, of weapon or of place, and nothing of figures.
    """
    led = next((n for n, t in enumerate(part) if t.text not in _LEADS), len(part))
    rest = part[led:]
    kinds = {t.kind for t in figures_only(rest)} - {"ordinal", "cities"}
    texts = [t.text for t in rest]
    placed = texts[:1] == ["in"] and bool(_PLACES & set(texts[2:5]))
    opens = led > 0 or placed or texts[0] in _BACKDROPS if texts else False
    alien = kinds - _QUALIFIED - _IN_BACKDROPS
    bears = any(_OF_VICTIMS.match(t.text) or BEARING.search(t.text) for t in rest[1:])
    bears = bears or any(_COUNTED_OUT & {*t.text.split()} for t in part)
    return opens and bool(kinds & _QUALIFIED) and not alien and not bears and len(rest) >= _SHORTEST


def stands_apart(part: Sequence[Token]) -> bool:
    """ "..., which should surprise nobody", "and anyone who rides the subway knows it": of its own, and of no figure.

    It may name a part of a city or a kind of person, who are not those that the figures count.
    """
    kinds = {t.kind for t in figures_only(part)} - {"ordinal"}
    texts = [t.text for t in part]
    if texts[:1] == ["where"] or (texts and texts[0] in _OURSELVES):
        # "... , where I've lived for 22 years".
        part = part[texts[0] == "where" :]
        years = any(a.kind == "number" and b.text in ("years", "decades") for a, b in pairwise(part))
        kinds -= (
            {"number", "decades", "past-years", "duration", "which"}
            if years or "number" not in kinds
            else set()
        )
        if not part or part[0].text not in _OURSELVES:
            return False
    told = any(BEARING.search(t.text) or t.text in ("only", "alone") for t in part)
    opens = bool(part) and part[0].text in _OF_THEIR_OWN | _OURSELVES
    return opens and not kinds & (_OF_FIGURES | _DATED) and not told


def sets_the_scene(part: Sequence[Token]) -> bool:
    """ "... since 1994, when the city was riddled with gangs": what else was so then, and nothing of the figures."""
    texts = [t.text for t in part]
    kinds = {t.kind for t in figures_only(part)} - {"cities", "ordinal"}
    opens = texts[:1] in (["when"], ["as"]) and len(texts) > 2 and texts[1] in _THE_SCENE
    opens = opens and texts[1:3] != ["it", "comes"]
    counts = any(_COUNTING.search(text) for text in texts)
    return opens and not kinds & _OF_FIGURES and not counts


def doubted(tokens: Sequence[Token]) -> bool:
    """Whether words deny what others say: "which critics dispute", "and nobody believes it"."""
    return _DOUBTED.search(" ".join(t.text for t in tokens)) is not None
