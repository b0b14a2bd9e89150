"""Turn the many ways a government is written into a kind, a bare name and a State.

``readings("CHICAGO, CITY OF")`` gives the possible meanings, best first; nothing here looks anything up. A
name such as "Kansas City" shows why there are several: it is a name, and it might be "Kansas" and "city".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from enjoined.recipients.states import STATES

__all__ = [
    "ABBREVIATED",
    "KIND_WORDS",
    "MAX_NAME",
    "Reading",
    "fold",
    "name_key",
    "normalise",
    "readings",
    "slug",
    "spelled",
]

MAX_NAME: Final = 200
"""Characters of a name that are read; no government's name is longer."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One meaning of a written name.

    ``kind`` is the kind of government that the words name (``None`` if none; "state" also for commonwealths
    and territories), ``key`` the bare name without spaces and accents, ``state`` a two-letter code or ``None``,
    ``within`` the key of a county by which the name was qualified.
    """

    kind: str | None
    key: str
    state: str | None = None
    within: str | None = None


ABBREVIATED: Final = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "mtn": "mountain",
    "hts": "heights",
    "spgs": "springs",
    "twp": "township",
    "twnshp": "township",
    "boro": "borough",
    "cnty": "county",
    "vlg": "village",
    "govt": "government",
    "metro": "metropolitan",
}
"""Abbreviations in names of places and governments."""
_DIRECTIONS: Final = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "no": "north",
    "so": "south",
    "ne": "northeast",
    "nw": "northwest",
    "se": "southeast",
    "sw": "southwest",
}

KIND_WORDS: Final = {
    "city and county": "city-county",
    "city and borough": "city-county",
    "consolidated city": "city",
    "city": "city",
    "corporation": "city",
    "charter township": "township",
    "township": "township",
    "town": "town",
    "village": "village",
    "borough": "borough",
    "county": "county",
    "parish": "parish",
    "municipio": "municipio",
    "municipality": "municipality",
    "census area": "county",
    "plantation": "plantation",
    "state": "state",
    "commonwealth": "state",
    "territory": "state",
}
"""Words for a kind of government, and the kind."""
_BODIES: Final = (
    "board of county commissioners",
    "board of commissioners",
    "board of supervisors",
    "county board",
    "county commission",
    "county commissioners",
    "county council",
    "mayor and city council",
    "mayor and council",
    "mayor and board of aldermen",
    "city council",
    "city commission",
    "town council",
    "town board",
    "village board",
    "unified government",
    "consolidated government",
    "metropolitan government",
    "urban county government",
    "county government",
    "city government",
    "government",
    "metropolitan",
    "people",
)
"""Governing bodies and forms of government: words that say who acts, not what the government is called."""

_KIND_ALTERNATIVES: Final = "|".join(sorted(KIND_WORDS, key=len, reverse=True))
_BODY_ALTERNATIVES: Final = "|".join(sorted(_BODIES, key=len, reverse=True))
_PREFIX: Final = re.compile(
    rf"(?:the )?(?:({_KIND_ALTERNATIVES})|(?:{_BODY_ALTERNATIVES})) (?:of|for) "
    rf"(?:the (?={_KIND_ALTERNATIVES}|{_BODY_ALTERNATIVES}))?(?=\S)"
)
_SUFFIX: Final = re.compile(rf" (?:({_KIND_ALTERNATIVES})|(?:{_BODY_ALTERNATIVES}))$")
_INVERTED: Final = re.compile(
    rf"(?:(.*?)[ ,]+)?(?:the )?((?:{_KIND_ALTERNATIVES}|{_BODY_ALTERNATIVES}) of)(?: the)?"
)
_NAMED_TWICE: Final = frozenset({"city", "town", "village", "borough", "plantation"})
"""Words that may belong to the name itself: Kansas City, Charles Town, Elk Grove Village."""


_JOINING: Final = re.compile(r"['.](?=[a-z]\b)|(?<=\b[a-z])\.|'")
_WORD: Final = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Lower case without accents, with plain quotes, "&" as "and" and single spaces.

    >>> fold("  Doña  Ana & Co ")
    'dona ana and co'
    """
    cut = text[:MAX_NAME].replace("&", " and ")
    if cut.isascii():
        return " ".join(cut.lower().split())
    plain = unicodedata.normalize("NFKD", cut.replace("\u2019", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def slug(name: str) -> str:
    """The form used in ids: lower case, ascii, hyphens.

    >>> slug("O'Fallon"), slug("St. Louis"), slug("Doña Ana County")
    ('ofallon', 'st-louis', 'dona-ana-county')
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(name).replace("'", "")).strip("-")


def spelled(folded: str, abbreviated: Mapping[str, str] = ABBREVIATED) -> list[str]:
    """Words with abbreviations written out; a lone letter is a direction only where a name begins.

    >>> spelled("n. little rock"), spelled("city of n little rock"), spelled("lot n")
    (['north', 'little', 'rock'], ['city', 'of', 'north', 'little', 'rock'], ['lot', 'n'])
    """
    if "'" in folded or "." in folded:
        folded = _JOINING.sub("", folded)
    found = _WORD.findall(folded)
    words = list(map(abbreviated.get, found, found))
    if len(words) > 1 and words[0] in _DIRECTIONS:
        words[0] = _DIRECTIONS[words[0]]
    if "of" in words[:-2] and words[at := words.index("of") + 1] in _DIRECTIONS and words[at] not in STATES:
        words[at] = _DIRECTIONS[words[at]]
    return words


def name_key(name: str) -> str:
    """The key under which a bare name is found: abbreviations written out, then only letters and digits.

    >>> name_key("St. Louis") == name_key("SAINT LOUIS"), name_key("DeKalb") == name_key("De Kalb")
    (True, True)
    """
    return "".join(spelled(fold(name)))


def _state_forms() -> dict[str, str]:
    forms = {}
    for state in STATES.values():
        for form in (state.code, state.name, *state.abbreviations):
            forms[" ".join(spelled(fold(form)))] = state.code
    return forms


_STATE_FORMS: Final = _state_forms()
_COUNTRY: Final = frozenset({"usa", "us", "united states", "united states of america"})


def _state(folded: str) -> str | None:
    return _STATE_FORMS.get(" ".join(spelled(folded)))


def _segments(text: str) -> list[str]:
    """Parts between commas, semicolons and parentheses, without the country."""
    parts = [part.strip(" .") for part in re.split(r"[,;()\[\]]", fold(text))]
    return [part for part in parts if part and " ".join(spelled(part)) not in _COUNTRY]


def _turned(parts: list[str]) -> str:
    """One phrase of the parts, with "Chicago, City of" and "Los Angeles County of" turned round."""
    phrase = " ".join(" ".join(spelled(part)) for part in parts)
    match = _INVERTED.fullmatch(phrase)
    return f"{match[2]} {match[1]}" if match and match[1] else phrase


def _without_front(phrase: str) -> tuple[str | None, str]:
    """The phrase without "City of", "Mayor and City Council of", and the kind those words name."""
    kind: str | None = None
    while match := _PREFIX.match(phrase):
        kind = KIND_WORDS[match[1]] if match[1] else kind
        phrase = phrase[match.end() :]
    return kind, phrase


def _without_end(phrase: str) -> tuple[str | None, str, str]:
    """The kind word at the end, the phrase without governing bodies, and the phrase without both."""
    while (match := _SUFFIX.search(phrase)) and not match[1]:
        phrase = phrase[: match.start()]
    return (KIND_WORDS[match[1]], phrase, phrase[: match.start()]) if match else (None, phrase, phrase)


def _phrase_readings(phrase: str, state: str | None, within: str | None) -> Iterator[Reading]:
    """Readings of a phrase whose State, if any, has been taken off."""

    def reading(kind: str | None, words: str) -> Reading:
        return Reading(kind=kind, key=words.replace(" ", ""), state=state, within=within)

    front, rest = _without_front(phrase)
    kind, name, bare = _without_end(rest)
    if front:
        # "City of Lake Village" first, "County of King County" after it
        yield reading(front, name)
        yield reading(front, bare)
    elif kind is None or kind in _NAMED_TWICE:
        yield reading(None, name)
        yield reading(kind, bare)
    else:
        yield reading(kind, bare)
        yield reading(None, name)
    if rest.startswith("the "):
        yield reading(front, rest[4:])
    if rest != phrase:
        # "City of the Village of Clarkston" is the city called "Village of Clarkston"
        first = _PREFIX.match(phrase)
        yield reading(
            KIND_WORDS[first[1]] if first and first[1] else None, phrase[first.end() if first else 0 :]
        )
        yield reading(None, phrase)


def readings(text: str) -> tuple[Reading, ...]:
    """All readings of a written name, the likeliest first; none for a text without letters or digits.

    >>> [(r.kind, r.key, r.state) for r in readings("Kansas City, MO")]
    [(None, 'kansascity', 'mo'), ('city', 'kansas', 'mo')]
    """
    parts = _segments(text)
    found: list[Reading] = []
    state = _state(parts[-1]) if len(parts) > 1 else None
    if state:
        parts = parts[:-1]
    if len(parts) > 1:
        kind, _, county = _without_end(" ".join(spelled(parts[-1])))
        if kind in ("county", "parish"):
            found += _phrase_readings(_turned(parts[:-1]), state, county.replace(" ", ""))
    phrase = _turned(parts)
    if not phrase:
        return ()
    found += _phrase_readings(phrase, state, None)
    words = phrase.split()
    if state is None:
        # "chicago illinois": a State at the end without a comma, longest form first
        for count in range(min(4, len(words) - 1), 0, -1):
            if code := _STATE_FORMS.get(" ".join(words[-count:])):
                found += _phrase_readings(_turned([" ".join(words[:-count])]), code, None)
    if "(" in text:
        # "King County (Martin Luther King, Jr. County)"
        found += readings(re.sub(r"\([^)]*\)?", " ", text))
    return tuple(dict.fromkeys(reading for reading in found if reading.key))


def normalise(text: str) -> Reading:
    """The likeliest reading: kind word, bare name, State.

    >>> normalise("City and County of San Francisco")
    Reading(kind='city-county', key='sanfrancisco', state=None, within=None)
    >>> normalise("LOS ANGELES COUNTY OF").kind, normalise("Washington, D.C.").state
    ('county', 'dc')
    """
    found = readings(text)
    return found[0] if found else Reading(kind=None, key="")
