"""How a spending file writes a government: turned round, cut off, with its governing body or one of its offices.

Nothing here looks anything up. :func:`phrases` gives the words of a name in the order of speech, :func:`meanings` what
government such words may name, :func:`offices` how a name may be divided into a government and one of its offices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from enjoined.recipients.award_words import (
    FORM_ENDS,
    FORM_STARTS,
    FORMS,
    INDEPENDENT,
    INITIALS,
    LOCAL_BODIES,
    NOISE,
    OFFICES,
    ORGANS,
    SHORT,
)
from enjoined.recipients.normalise import ABBREVIATED, fold, spelled
from enjoined.recipients.states import STATES

__all__ = [
    "Meaning",
    "Phrase",
    "Words",
    "has_form",
    "key_of",
    "meanings",
    "offices",
    "phrases",
    "says_state",
    "state_words",
]

Words = tuple[str, ...]

_SEPARATE: Final = re.compile(r"[,;()\[\]]")
_BRACKETS: Final = re.compile(r"\([^)]*\)?")
_WRITTEN_OUT: Final = SHORT | {word: SHORT.get(whole, whole) for word, whole in ABBREVIATED.items()}
_CUT_OFF: Final = 38
"""Characters from which a name may have been cut off by the width of a column."""
_OFTEN_CUT: Final = ("county", "government", "commissioners", "township", "commission", "consolidated")
_INCORPORATED: Final = (["city"], ["town"], ["municipal"])
"""Words behind which "Corp" is that of a municipality; behind a mere name it is a company's."""
_LEADING: Final = ("of", "for", "de", "del")
_JOINED: Final = frozenset({"and", "the"})
_BEFORE_OF: Final = OFFICES | {"government", "city", "county", "village", "town", "parish"}


class Phrase(NamedTuple):
    """The words of a name in the order of speech; ``stated`` where the name of the State was taken off its end."""

    words: Words
    stated: bool


class Meaning(NamedTuple):
    """A government that words may name: its kind (``""``: not said), its key, whether a word says it is one."""

    kind: str
    key: str
    said: bool


def _state_words() -> dict[str, tuple[Words, ...]]:
    return {
        state.code: tuple(
            tuple(spelled(fold(form))) for form in (state.name, state.code, *state.abbreviations)
        )
        for state in STATES.values()
    }


_STATE_WORDS: Final = _state_words()
_STATE_ENDS: Final = frozenset(form[-1] for forms in _STATE_WORDS.values() for form in forms)


def state_words(state: str) -> tuple[Words, ...]:
    """The ways to write a State, its full name first; none for an unknown code."""
    return _STATE_WORDS.get(state, ())


def says_state(name: str, state: str) -> bool:
    """Whether a name has the State's own name in it, or a common abbreviation of it.

    >>> says_state("Illinois Criminal Justice Information Authority", "il"), says_state("Cook County", "il")
    (True, False)
    """
    words = tuple(spelled(fold(name)))
    forms = [form for form in state_words(state) if len("".join(form)) > 2]
    return any(words[n : n + len(form)] == form for form in forms for n in range(len(words)))


def key_of(words: Words) -> str:
    """The key of a name: its letters without "and" and "the", which files leave out at will."""
    if _JOINED.isdisjoint(words):
        return "".join(words)
    return "".join([word for word in words if word not in _JOINED])


def phrases(name: str, state: str) -> tuple[Phrase, ...]:
    """The name as spoken, and without the State at its end.

    >>> phrases("LOS ANGELES, COUNTY OF", "ca")[0].words
    ('county', 'of', 'los', 'angeles')
    >>> [p.words for p in phrases("CITY OF CHICAGO, IL", "il")]
    [('city', 'of', 'chicago')]
    """
    folded = fold(name)
    if "(" in folded:
        folded = _BRACKETS.sub(" ", folded).strip() or folded
    cut = len(name) >= _CUT_OFF
    if _SEPARATE.search(folded):
        *pieces, ending = _SEPARATE.split(folded)
        parts = [words for words in (*map(_spelled, pieces), _spelled(ending, cut)) if words]
    else:
        parts = [words] if (words := _spelled(folded, cut)) else []
    if len(parts) > 1 and parts[-1] == ("the",):
        parts.pop()
    if len(parts) > 1 and len(parts[-1]) == 1 and parts[-1][0] in NOISE and parts[0][0] in ("city", "town"):
        parts.pop()
    if not parts:
        return ()
    forms = state_words(state)
    if len(parts) > 1 and parts[-1] in forms:
        return (Phrase(_turned(parts[:-1]), True),)
    words = _turned(parts)
    if parts[-1][-1] in _STATE_ENDS and (within := _of_state(parts, forms)):
        return (Phrase(within, True),)
    if words[-1] not in _STATE_ENDS:
        return (Phrase(words, False),)
    found = [Phrase(words, False)]
    for form in forms:
        rest = words[: -len(form)]
        if rest and words[-len(form) :] == form and rest[-1] not in (*_LEADING, "the", "and", "state"):
            if rest in LOCAL_BODIES:
                return (Phrase(rest, True),)  # "Board of Supervisors AZ" is no body of the State
            found.append(Phrase(rest, True))
            break
    return tuple(found)


def _of_state(parts: list[Words], forms: tuple[Words, ...]) -> Words:
    """The words without the State at their end where it stands behind the "of" of a name turned round; else none.

    "Tucson, City of Arizona", "Austin City of TX"; but no "Secretary, Commonwealth of Kentucky".
    """
    last = parts[-1]
    for form in forms:
        rest = last[: -len(form)]
        if rest[-1:] != ("of",) or last[-len(form) :] != form:
            continue
        if len(rest) > 1 and FORMS.get(rest[-2:-1]) not in (None, "", "state"):
            turned = _turned([*parts[:-1], rest])
            return turned if turned[-1] not in ("of", "the") and turned.count("of") == 1 else ()
    return ()


def _spelled(part: str, cut: bool = False) -> Words:
    """The words of a part; a last word that the width of a column may have ``cut`` is completed."""
    words = spelled(part, _WRITTEN_OUT)
    if not words:
        return ()
    last = words[-1]
    if last == "o" and len(words) > 1:
        words[-1] = "of"
    elif last == "corp" and words[-2:-1] in _INCORPORATED:
        words[-1] = "corporation"
    elif cut and last not in OFFICES and last not in FORM_ENDS:
        words[-1] = next((whole for whole in _OFTEN_CUT if whole.startswith(last)), last)
    return tuple(words)


def _turned(parts: list[Words]) -> Words:
    """One phrase, "Chicago, City of" and "Los Angeles County of" turned round."""
    last = parts[-1]
    if last[-1] == "the" and len(last) > 1:
        last = last[:-1]
    if last[-1] in _LEADING and len(parts) > 1:
        return last + tuple(word for part in parts[:-1] for word in part)
    words = tuple(word for part in parts[:-1] for word in part) + last if len(parts) > 1 else last
    if words[-1] == "of" and len(words) > 2:
        for length in FORM_ENDS.get(words[-2], ()):
            if length <= len(words) - 2 and words[-1 - length : -1] in FORMS:
                return words[-1 - length :] + words[: -1 - length]
    return words


def meanings(words: Words) -> tuple[Meaning, ...]:
    """The governments that the words may name, the likeliest first.

    >>> meanings(("board", "of", "county", "commissioners", "of", "leon", "county"))[-1]
    Meaning(kind='county', key='leon', said=True)
    >>> [(m.kind, m.key) for m in meanings(("kansas", "city"))]
    [('', 'kansascity'), ('city', 'kansas')]
    """
    if not (words and has_form(words)):
        key = key_of(words)
        return (Meaning("", key, False),) if key else ()
    front, said, rest = _without_front(words)
    found: dict[Meaning, None] = {}
    for kind, name in _ends(rest):
        stripped = len(name) < len(rest)
        if stripped and front and kind not in (front, ""):
            continue  # "City of Lake Village" is no village
        key = key_of(name)
        if key:
            found[Meaning(front or kind, key, said or stripped)] = None
    return tuple(found)


def has_form(words: Words) -> bool:
    """Whether the words can say that they name a government."""
    return words[-1] in FORM_ENDS or words[0] in FORM_STARTS or words[0] == "the"


def _without_front(words: Words) -> tuple[str, bool, Words]:
    kind, said, at, end = "", False, 0, len(words)
    while at < end:
        begin = at + (words[at] == "the")
        if begin == end:
            break
        for length in FORM_STARTS.get(words[begin], ()):
            after = begin + length
            if after <= end and words[begin:after] in FORMS:
                break
        else:
            break
        form = FORMS[words[begin:after]]
        if after < end and words[after] in _LEADING:
            after += 1
            after += after < end and words[after] == "the"
        elif after < end and length < 3 and words[begin:after] not in INITIALS:
            break  # "County Line" and "City Point" are names; a whole board needs no "of" behind it
        kind, said, at = form or kind, True, after
    return kind, said, words[at:] if at else words


def _ends(words: Words, kind: str = "") -> Iterator[tuple[str, Words]]:
    """The words as they are, then without the kind or the body at their end."""
    yield kind, words
    for length in reversed(FORM_ENDS.get(words[-1], ()) if words else ()):
        form = FORMS.get(words[-length:]) if length < len(words) else None
        if form is not None:
            yield from _ends(words[:-length], form or kind)


def offices(words: Words) -> Iterator[tuple[Words, Words]]:
    """Divisions of a name into a government and the words of an office, the longest government first.

    >>> list(offices(("chicago", "police", "department")))[-1]
    (('chicago',), ('police', 'department'))
    >>> list(offices(("sheriff", "of", "cook", "county")))
    [(('cook', 'county'), ('sheriff', 'of'))]
    """
    for at in range(len(words) - 1, 0, -1):
        if words[at] not in OFFICES:
            break
        if _is_office(words[at:]):
            yield words[:at], words[at:]
    for at, word in enumerate(words[:-1]):
        if word not in _BEFORE_OF:
            break
        if word == "of" and _is_office(words[: at + 1]):
            after = at + 1 + (words[at + 1] == "the")
            yield words[after:], words[: at + 1]


def _is_office(words: Words) -> bool:
    return not ORGANS.isdisjoint(words) or not INDEPENDENT.isdisjoint(words)
