"""A post written out: arrows, signs, tags and short words as the words that they stand for.

"#Philly homicides ↓ 35% in '24 (406 → 264)" says what "Philly homicides down 35% in 2024 (from 406 to 264)" says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from enjoined.recipients.states import STATES

__all__ = ["written_out"]

_WORDS: Final = {
    "w/": "with",
    "w/o": "without",
    "yr": "year",
    "yrs": "years",
    "ppl": "people",
    "abt": "about",
    "&": "and",
    "thru": "through",
    "btwn": "between",
    "b/w": "between",
    "bc": "because",
    "cuz": "because",
    "thats": "that's",
    "pct": "percent",
    "avg": "average",
    "approx": "approximately",
    "+": "and",
    "→": "to",
    "#": "number",
    "hom": "homicides",
    "homis": "homicides",
    "violent crim": "violent crime",
    "u": "you",
    "ur": "your",
    "in the whole of": "in",
    "compared w/": "compared with",
    "isnt": "isn't",
    "wasnt": "wasn't",
    "didnt": "didn't",
    "hasnt": "hasn't",
    "dont": "don't",
    "doesnt": "doesn't",
    "havent": "haven't",
}
_SHORT: Final = re.compile(
    rf"(?<![^\s(,;:.])(?:{'|'.join(map(re.escape, sorted(_WORDS, key=len, reverse=True)))})\.?(?=[\s,;:)?!]|$)",
    re.I,
)
_IN_STATE: Final = re.compile(
    rf"(?<=\b[Ii]n )(?:{'|'.join(code.upper() for code in STATES if code != 'dc')})\b"
)
_TAG: Final = re.compile(r"\s*#(?!\d)(\w+)")
_NAME: Final = re.compile(r"[a-z][\w.'-]*")
_LEADING: Final = re.compile(
    r"(?:\b(?:than|as|to|in|of|by|for|from|and|or|the|an?|like|behind|with|below|above|over|under|unlike|while|exceed\w*"
    r"|(?!(?:19|20)\d\d\b)\d[\d,]*))\s*$",
    re.I,
)
"""Words after which a sentence cannot end, so that a tag goes on with it."""
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ABOUT: Final = r"(?:(?:about|nearly|~|≈)\s*)?"
_FIGURE: Final = r"[~≈]?\d[\d,.]*(?<![,.])(?:k|m|%|\s*(?:thousand|million|percent))?"
_ARROW: Final = r"\s*(?:→|⟶|➡️?|➔|-{1,2}>|=>)\s*"
_MOVED: Final = re.compile(rf"({_FIGURE}){_ARROW}({_FIGURE})")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SIGNS: Final = (
    (re.compile(r"\s*@\w+"), ""),
    (re.compile(r"\s*(?:[:;]-?[()DPp/](?!\w)|[\U0001f300-\U0001faff\u2600-\u26ff\ufe0f])"), ""),
    (re.compile(r"([?!])[?!]+"), r"\1"),
    (re.compile(r"\s*(?:↓|▼|⬇)\s*"), " down "),
    (re.compile(r"\s*(?:↑|▲|⬆)\s*"), " up "),
    (re.compile(r"(?<=[\w)])\s*=\s*(?=[~≈<>]?\d)"), ": "),
    (re.compile(r"\s*≈\s*"), ": about "),
    (re.compile(r"~\s*(?=\d)"), "about "),
    (re.compile(r"\s*(?:>=|≥)\s*"), " at least "),
    (re.compile(r"\s*(?:<=|≤)\s*"), " at most "),
    (re.compile(r"(?:(?<=\s)|(?<=^)|(?<=\())>\s*(?=\d|a |half|twice)"), "more than "),
    (re.compile(r"(?:(?<=\s)|(?<=^)|(?<=\())<\s*(?=\d|a |half|twice)"), "less than "),
    (re.compile(r"(?<=\d)\+(?=[\s,.;)]|$)"), " or more"),
    (re.compile(r"(?<![^\s(])\+\s?(?=\d[\d.]*\s?(?:%|percent))"), "up "),
    (re.compile(r"(?<![^\s(])[-\u2212](?=\d[\d.]*\s?(?:%|percent))"), "down "),
    (re.compile(r"\b(\d+)-?ish\b"), r"about \1"),
)


def written_out(text: str, is_city: Callable[[str], bool]) -> str:
    """The text with every sign and short word written out; a tag stays only where it names the city that no word does.

    >>> written_out("#Philly homicides ↓ 35% in '24 (406 → 264)", lambda name: name == "philly")
    'Philly homicides down 35% in 2024 (from 406 to 264)'
    """
    if text.isascii() and text.isalpha():
        return text
    found = _MOVED.sub(_moved, _TAG.sub(lambda tag: _tagged(tag, text, is_city), text))
    for sign, words in _SIGNS:
        found = sign.sub(words, found)
    found = _IN_STATE.sub(lambda code: STATES[code[0].lower()].name, _DECADE_YEAR.sub(_year, found))
    return _SHORT.sub(lambda short: _WORDS[short[0].lower().rstrip(".")], found).strip()


_DECADE_YEAR: Final = re.compile(
    r"(?<![\w'\u2019])(?:['\u2019](\d\d)(?![\w'\u2019])|(?<=\bin )([6-9]\d)(?=[,.;:)]|$))"
)
_NEWEST: Final = 30
"""A year of two figures below this is of this century."""


def _year(short: re.Match[str]) -> str:
    figures = int(short[1] or short[2])
    return f"{20 if figures < _NEWEST else 19}{figures:02}"


def _moved(arrow: re.Match[str]) -> str:
    """ "406 → 264" is from the one to the other, "1990 → 2,245" what that year had."""
    first, last = arrow.groups()
    return (
        f"{first}: {last}"
        if _YEAR.fullmatch(first) and not _YEAR.fullmatch(last)
        else f"from {first} to {last}"
    )


def _is_word(before: str, after: str) -> bool:
    """Whether a tag stands in a sentence for the word it is, and not in a run of tags beside it.

    >>> _is_word("It had 427", " in 2025"), _is_word("It had 427, fewer than", ""), _is_word("Done.", "")
    (True, True, False)
    """
    if re.search(r"(?:^|[.!?:]\W*|https?://\S+)(?:\s*#\w+)*\s*$", before):
        return False
    return (
        bool(_LEADING.search(before))
        or re.fullmatch(r"(?:\s*(?:[#@][\w.-]+|https?://\S+))*\W*", after) is None
    )


def _tagged(tag: re.Match[str], text: str, is_city: Callable[[str], bool]) -> str:
    name = next((n for n in (tag[1], _HUMP.sub(" ", tag[1])) if is_city(n.lower())), None)
    words = _NAME.findall(_TAG.sub("", text).lower())
    named = any(is_city(" ".join(words[n : n + many])) for many in (1, 2, 3) for n in range(len(words)))
    before = text[: tag.start()]
    led = not before.strip()
    if not led and _is_word(before, text[tag.end() :]):
        return f" {name or _HUMP.sub(' ', tag[1])}"
    return f"{'' if led else ' '}{name}" if name and (led or not named) else ""
