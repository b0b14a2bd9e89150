"""What of a sentence says nothing that figures could bear out: its speaker, an opening phrase, a cause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from enjoined.claims.grammar.phrases import FIGURED, figures_only
from enjoined.claims.grammar.tokens import Token
from enjoined.claims.rewording.apart import BEARING, doubted, is_backdrop, sets_the_scene, stands_apart

__all__ = ["bears", "sentences_of", "unattributed", "uncaused", "without_idle", "without_opening"]

_STOP: Final = Token("other", ".", ".", 0, 0)
_COMMA: Final = Token("other", ",", ",", 0, 0)
_ABBREVIATED: Final = re.compile(
    r"[a-z](?:\.[a-z])*|st|mr|mrs|ms|dr|gov|sen|rep|lt|jr|sr|vs|no|jan|feb|mar|apr|aug|sept?|oct|nov|dec|dept|supt"
)
"""Before a dot that ends no sentence."""
_AMOUNTS: Final = FIGURED | {"highest", "lowest", "capital", "steepest"}
_RELATIONS: Final = frozenset(
    {"more", "less", "than", "at-least", "at-most", "equal", "surpass", "trail", "up", "down", "ordinal"}
)
_MEASURES: Final = frozenset({"murders", "violent_crimes", "population", "rate"})
_YEARS: Final = ("year", "last-year", "year-before", "year-after", "years-ago")
_DATES: Final = frozenset({"from", "to", "between", "since", "years", "past-years"})
_PACES: Final = frozenset({"interval", "one-in", "per-other"})
_SUBJECTS: Final = _MEASURES | {"city", "year"}
_IDLE: Final = frozenset(
    {
        "knowing",
        "other",
        "either",
        "not",
        "not-understood",
        "which",
        "clause",
        "cause",
        "to",
        "cities",
        "ever",
        "now",
        "people",
        "about",
    }
)
_SETS_AGAINST: Final = frozenset({"more", "less", "equal", "times", "times-word", "surpass", "trail"})
_OPENINGS: Final = frozenset({"that's", "even", "after", "amid", "amidst", "following", "despite"})
_PARTING: Final = frozenset({",", ":", "–", "—", "-"})
_LASTING: Final = frozenset(
    {"more", "less", "than", "at-least", "at-most", "streak", "before-streak", "decades", "length"}
)
_IT: Final = frozenset(
    {"it", "that", "that's", "they", "this", "nobody", "everybody", "everyone", "he", "she"}
)
_AND_THEN: Final = _IT | {"anyone", "anybody", "i", "we", "you"}
_IDLY: Final = frozenset({"not", "knowing", "not-understood", "which", "clause"})

_SAY: Final = re.compile(
    "said|says?|wrote|writes|noted|notes?|found|finds?|shows?|showed|suggests?|indicates?|reveals?|claimed|claims|reported|reports|argued|argues|tweeted|posted|complained|told"
    "|insisted|tell(?:s|ing)?|saying|claiming|recalled|added|declared|observed|boasted|warned|announced|remarked|lamented|stated|acknowledged"
)
_CLAIMS: Final = re.compile(
    "said|says|claimed|claims|argued|argues|insisted|insists|wrote|writes|tweeted|boasted|told"
)
_KNOW: Final = re.compile(
    "know|knows|knew|realize|realizes|remember|remembers|remind(?:s|ed)?|learn|learns|learned|forget|forgets|notice|notices"
    "|surprise|aware|mentions?|hear|recall|note|consider|understand|understands"
)
"""Verbs that take what follows them for true, even where they are denied."""
_SUPPOSED: Final = frozenset(
    ["if", "whether", "could", "would", "might", "imagine", "suppose", "supposing", "unless"]
)
"""Before what somebody says: whether he said it is not told."""
_KNOWERS: Final = frozenset({"not", "knowing", "highest", "less", "people", "population", "ever"})
_SOURCES: Final = re.compile("according|per|citing")
_IF: Final = frozenset({"if", "when", "once", "as"})
_EMPTY: Final = ({"other", "either", "not"}, {"other", "not"}, {"not"})
_ONE: Final = frozenset({"you", "one", "we"})
_SAYS_NOTHING: Final = re.compile(
    "other|cities|not-understood|unless-qualified|unsupported|national|to|nation|murders|violent_crimes|either|state"
    "|up|down|about|ever|per-time|city|to-date"
)
"""What the name of a speaker or of a newspaper can be made of; "police" and "daily" are no figures."""


def sentences_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """The sentences, each without the stop at its end."""
    found: list[list[Token]] = [[]]
    for n, token in enumerate(tokens):
        if token.text in (".", "!", "?") and n and not _ABBREVIATED.fullmatch(tokens[n - 1].text):
            found.append([])
        else:
            found[-1].append(token)
    return [sentence for sentence in found if sentence]


def without_idle(tokens: Sequence[Token]) -> list[Token]:
    """Without sentences and phrases that give no figure: "Look it up", "let's not forget", "believe it or not".

    What an idle sentence says of city, measure and year is carried over to the next one where that has none.
    """
    kept: list[list[Token]] = []
    carried: list[Token] = []
    asked = _asked(tokens)
    for sentence in sentences_of(tokens):
        kinds = {t.kind for t in sentence}
        named = {t.value for part in kept for t in part if t.kind == "city"}
        if kept and _denies_others(sentence, named):
            continue
        if kept and not is_figured(sentence) and _says_when(sentence, kept[-1]):
            # "Remember when A had just 113? That was 2018."
            kept[-1] = [
                *(t for t in kept[-1] if t.text not in ("in a year", "a year", "in a single year")),
                *sentence,
            ]
            continue
        if kept and not kinds & _SUBJECTS and _again(sentence, [t for part in kept for t in part]):
            continue
        if (
            kept
            and kinds & _MEASURES
            and "city" in kinds
            and not is_figured(sentence)
            and not _whole(kept[-1])
        ):
            # "781. That's how many people were murdered in Chicago in 2016."
            kept[-1] += sentence
        elif is_figured(sentence):
            # "With fewer people than B, it had more": it is not B of which the sentence speaks.
            first = next((n for n, t in enumerate(sentence) if t.kind == "city"), len(sentence))
            rivals = any(t.text == "it" for t in sentence) and "than" in {t.kind for t in sentence[:first]}
            own = kinds - {"city"} if rivals else kinds
            lead = [
                t for t in carried if t.kind not in own and not (t.kind in _MEASURES and kinds & _MEASURES)
            ]
            kept.append([*lead, *_without_phrases(sentence)])
            carried = []
        elif (
            kept
            and sentence[-1] not in asked
            and (_goes_on(kinds) or {t.value for t in sentence if t.kind == "city"} - named)
        ):
            kept.append(sentence)
        else:
            carried = [t for t in sentence if t.kind in ("city", *_YEARS, *_MEASURES)] or carried
            if "not" in kinds:
                # "A isn't B, ...": A goes on being spoken of.
                spoken = next((t for t in carried if t.kind == "city"), None)
                carried = [t for t in carried if t.kind != "city" or t is spoken]
    if not kept:
        return list(tokens)
    return [t for n, sentence in enumerate(kept) for t in ([_STOP] if n else []) + sentence]


def _denies_others(sentence: Sequence[Token], named: set[str | float]) -> bool:
    """ "Not Chicago. New Orleans.": what the sentence before has said of one city already."""
    cities = [t for t in sentence if t.kind == "city"]
    bare = all(t.kind == "city" or t.text in ("not", ",", "or", "and", "just") for t in sentence)
    denied = sentence[0].kind == "not"
    return bool(cities) and bare and len(named) == 1 and denied is not ({t.value for t in cities} <= named)


def _says_when(sentence: Sequence[Token], before: Sequence[Token]) -> bool:
    """ "That was 2018", "that's Chicago in 2021": the city or the year that the sentence before it leaves out."""
    kinds, said = {t.kind for t in sentence}, {t.kind for t in before}
    opens = sentence[0].text in ("that", "that's", "this", "it")
    lacking = {"city", "year"} & kinds - said
    return opens and bool(lacking) and not {"city", "year"} & kinds & said


def _asked(tokens: Sequence[Token]) -> set[Token]:
    """The last words of questions, which say of what the next sentence speaks."""
    return {before for before, mark in pairwise(tokens) if mark.text == "?"}


def _goes_on(kinds: set[str]) -> bool:
    """Whether a sentence without a figure says something of years: "straight down, year after year"."""
    return "year" in kinds or bool(
        kinds & {"up", "down"} and kinds & {"streak", "every-year", "not-understood"}
    )


def _again(sentence: Sequence[Token], before: Sequence[Token]) -> bool:
    """ "Six times!": a figure said once more."""
    said = [t for t in sentence if t.kind in _AMOUNTS]
    return bool(said) and all(any((t.kind, t.value) == (u.kind, u.value) for u in before) for t in said)


def _whole(sentence: Sequence[Token]) -> bool:
    return bool({t.kind for t in sentence} & _SUBJECTS)


def is_figured(tokens: Sequence[Token]) -> bool:
    """Whether words give an amount or compare something that has one."""
    kinds = {t.kind for t in figures_only(tokens)}
    return bool(kinds & _AMOUNTS or (kinds & _PACES and kinds & _MEASURES)) or bool(
        kinds & _RELATIONS and kinds & (_MEASURES | {"city", "nation", *_YEARS})
    )


def _without_phrases(sentence: Sequence[Token]) -> list[Token]:
    """A sentence without the phrases between its commas that say nothing and deny nothing of the rest."""
    parts: list[list[Token]] = [[]]
    for token, after in zip(sentence, [*sentence[1:], _STOP], strict=True):
        if token.text in ("amid", "amidst") and parts[-1] and parts[-1][-1].text not in _PARTING:
            parts.append([_COMMA, token])
        elif token.text in _PARTING or (token.text in ("and", "but") and after.text in _AND_THEN):
            parts.append([token])
        else:
            parts[-1].append(token)
    colon = next((n for n, part in enumerate(parts) if n and _turns_to_the_matter(parts[n:])), 0)
    opening = [t for part in parts[:colon] for t in part]
    if colon and not is_figured(opening):
        # "Fun fact for those who think New York is lost: ..."
        rest = parts[colon:]
        told = {t.kind for p in rest for t in p}
        dates = () if told & {"year", "years"} else _DATES
        lacking = [
            t for t in opening if t.kind in ("city", *_YEARS, *_MEASURES, *dates) and t.kind not in told
        ]
        lead, its = rest[0][1:], [t for t in opening if t.kind == "city"]
        if lead and lead[0].text in ("its", "it") and len({t.value for t in its}) == 1:
            # "A went the wrong way: its murders rose while B's fell."
            lead, lacking = [its[0], *lead[1:]], [t for t in lacking if t.kind != "city"]
        parts = [[*lacking, *lead], *rest[1:]]
    kept = [part for n, part in enumerate(parts) if not _is_idle(part[n > 0 :], parts[n + 1 : n + 2])]
    if kept and len(kept) < len(parts) and kept[0][:1] and kept[0][0].text in _PARTING:
        kept[0] = kept[0][1:]
    return [t for part in kept for t in part]


def _turns_to_the_matter(parts: Sequence[Sequence[Token]]) -> bool:
    """ "Fun fact for my rivals: ...", "Nobody in Santa Fe wants to hear it, but murders in Albuquerque doubled".

    A comparison after "but" may be with the city before it.
    """
    compares = any(t.kind in _SETS_AGAINST or t.text in _IT for part in parts for t in part)
    return parts[0][0].text == ":" or ([t.text for t in parts[0][:2]] == [",", "but"] and not compares)


def bears(tokens: Sequence[Token]) -> bool:
    """Whether words bear on what others say: a lie, a myth, an exception, or "it" and "that" which stand for them."""
    return any(BEARING.search(t.text) or t.text in _IT for t in tokens)


def _is_idle(part: Sequence[Token], following: Sequence[Sequence[Token]]) -> bool:
    kinds = {t.kind for t in figures_only(part)}
    if [t.kind for t in part] in (["not", "up"], ["not", "down"]):
        # "... went down, not up, ...".
        return True
    if part and part[0].text in _OPENINGS and not kinds & (_SUBJECTS | _AMOUNTS | _LASTING):
        # "... and that's with all the money in the world", "even after its surge, ...".
        return True
    if doubted(part) or (part and part[0].kind == "cause"):
        return False
    if stands_apart(part) or sets_the_scene(part) or is_backdrop(part):
        return True
    if not part or not kinds <= _IDLE or not kinds & _IDLY or any(BEARING.search(t.text) for t in part):
        return False
    denies = part[-1].kind == "not" and not any(t.text == "or" for t in part[-2:])
    return not denies and not any([t.text for t in after[1:2]] == ["that"] for after in following)


def unattributed(tokens: Sequence[Token]) -> list[Token]:
    """Without ", the mayor said" at the end, and without "According to the paper," at the start."""
    left = [t for t in tokens if t.text not in ('"', "“", "”")]
    commas = [n for n, t in enumerate(left) if t.text == ","]
    if commas and commas[0] > 1 and _SOURCES.match(left[0].text) and _says_nothing(left[1 : commas[0]]):
        left, commas = left[commas[0] + 1 :], [n - commas[0] - 1 for n in commas[1:]]
    for n in reversed(commas):
        last = left[n + 1 :]
        end = len(last) - (bool(last) and last[-1].text == ".")
        source = bool(last) and _SOURCES.match(last[0].text)
        spoken = any(_SAY.fullmatch(t.text) for t in last[:end])
        if (source or spoken) and _says_nothing(last[:end]):
            its = [] if any(t.kind == "city" for t in left[:n]) else [t for t in last if t.kind == "city"]
            return [*left[:n], *its]
    for n, m in pairwise(commas):
        said = left[n + 1 : m]
        if any(_SAY.fullmatch(t.text) for t in said) and _says_nothing(said):
            its = [] if any(t.kind == "city" for t in left[:n]) else [t for t in said if t.kind == "city"]
            return [*its, *left[:n], *left[m:]]
    if (told := _told(left)) and told < len(left):
        # "In an op-ed last week the congressman claimed Memphis had ...".
        return left[told:]
    that = next((n for n, t in enumerate(left) if t.text == "that"), 0)
    if that and (_takes_for_granted(left[:that]) or _speaks(left[:that])):
        its = (
            [] if any(t.kind == "city" for t in left[that:]) else [t for t in left[:that] if t.kind == "city"]
        )
        return [*its, *left[that + 1 :]]
    return left


def _told(tokens: Sequence[Token]) -> int:
    """Where what somebody says begins, if it begins with a city or a measure; 0 where nobody is said to say it."""
    said = next((n for n, t in enumerate(tokens) if _CLAIMS.fullmatch(t.text)), 0)
    follows = {t.kind for t in tokens[said + 1 : said + 2]} & {"city", "murders", "violent_crimes"}
    quiet = _speaks(tokens[: said + 1]) and all(t.kind != "city" for t in tokens[:said])
    return said + 1 if said and follows and quiet and not doubted(tokens[:said]) else 0


def _speaks(tokens: Sequence[Token]) -> bool:
    """Whether somebody is said to have said what follows, and is not spoken of for having said it."""
    said = any(_SAY.fullmatch(t.text) and before.text != "who" for before, t in pairwise([_COMMA, *tokens]))
    return said and _says_nothing(tokens) and not any(t.text in _SUPPOSED for t in tokens)


def _takes_for_granted(tokens: Sequence[Token]) -> bool:
    """ "The board should know", "most people don't realize", "you may be surprised to learn": the rest is said."""
    granted = any(_KNOW.fullmatch(t.text) or t.kind == "knowing" for t in tokens)
    quiet = all(t.kind in _KNOWERS or _SAYS_NOTHING.fullmatch(t.kind) for t in tokens)
    return granted and quiet and not doubted(tokens) and tokens[0].text not in _SUPPOSED | {"i", "we"}


def _says_nothing(tokens: Sequence[Token]) -> bool:
    """Whether words can be a speaker's name and office: no city's figure, no year, no number."""
    return all(_SAYS_NOTHING.fullmatch(t.kind) for t in tokens)


def uncaused(tokens: Sequence[Token]) -> list[Token]:
    """ "Because of bail reform, murders rose": the figures by themselves; the cause stays as what nobody can check."""
    n = next((n for n, t in enumerate(tokens) if t.kind == "cause"), None)
    if n is None:
        return list(tokens)
    left = list(tokens)
    comma = next((m for m in range(n, len(left)) if left[m].text == ","), len(left) - (left[-1].text == "."))
    why = left[n:comma]
    if {t.kind for t in why[1:]} & (_MEASURES | {"city", "year", "number", "percent"}):
        if n == 0 or is_figured(left[:n]):
            return left
        # "I don't want to hear of Chicago, because Los Angeles had more": what follows is the claim.
        rest = left[n + 1 :]
        if why[0].text.startswith("as a"):
            # "... and as a result murders doubled": what went before is the cause.
            rest = [*rest, Token("unchecked", why[0].text, why[0].text, 0, 0)]
        return (
            rest
            if any(t.kind == "city" for t in rest)
            else [*(t for t in left[:n] if t.kind == "city"), *rest]
        )
    words = " ".join(t.text for t in why)
    at = n - (n > 0 and left[n - 1].text == ",")
    end = comma + (comma < len(left) and left[comma].text == "," and n == 0)
    return [*left[:at], *left[end:], Token("unchecked", words, words, 0, 0)]


def without_opening(tokens: Sequence[Token]) -> list[Token]:
    """Without "If you look at the numbers,"; "When you adjust for population," leaves that rates are meant."""
    last = max((n for n, t in enumerate(tokens) if t.text == ","), default=len(tokens))
    closing = [t for t in tokens[last + 1 :] if t.text != "."]
    if [t.text in words for t, words in zip(closing, (_IF, _ONE), strict=False)] == [True, True]:
        # "..., if you go by the murder rate."
        tokens = [*closing, tokens[last], *tokens[:last]]
    comma = next((n for n, t in enumerate(tokens) if t.text == ","), 0)
    if {t.kind for t in tokens[:comma]} in _EMPTY:
        # "Like it or not, ...", "Not surprisingly, ...".
        return list(tokens[comma + 1 :])
    named = {t.value for t in tokens[comma:] if t.kind == "year"}
    if comma and tokens[0].kind == "since" and len(named) > 1 and _says_nothing(tokens[1:comma]):
        # "Since I was sworn in, murders have fallen from 334 in 2022 to 133 in 2025."
        return list(tokens[comma + 1 :])
    first = [t.text for t in tokens[:2]]
    if (
        len(first) < 2
        or first[0] not in _IF
        or first[1] not in _ONE
        or not _says_nothing_but_rates(tokens[:comma])
    ):
        return list(tokens)
    return [*(t for t in tokens[:comma] if t.kind == "rate"), *tokens[comma + 1 :]]


def _says_nothing_but_rates(tokens: Sequence[Token]) -> bool:
    return all(
        t.kind in ("rate", "population", "per-time") or _SAYS_NOTHING.fullmatch(t.kind) for t in tokens
    )
