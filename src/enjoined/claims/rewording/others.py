"""Parts of a sentence in which something else rises or is the worst: "and taxes went up", "with fewer police".

Words such as "rising" and "worst" are read as said of the figures beside them. A part between two joints that gives no
city, year, figure or measure, and names a thing of its own, says nothing of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from enjoined.claims.grammar.phrases import FIGURED
from enjoined.claims.grammar.tokens import Token
from enjoined.claims.rewording.joints import is_joint

__all__ = ["of_others"]

_MOVES: Final = frozenset({"up", "down"})
_DEGREES: Final = frozenset({"more", "less", "highest", "lowest"})
_MOST: Final = frozenset({"highest", "lowest"})
_FELT_WORDS: Final = (
    "challenge challenges concern concerns critics embarrassment enemies enemy excuse failure failures fear fears hope "
    "hopes instincts mistake mistakes news nightmare nightmares priority problem problems question regret rents shame "
    "taxes threat wish worry"
)
_FELT: Final = frozenset(_FELT_WORDS.split())
"""What the worst or the best can be of beside figures: anything else may be another word for them."""
_FIGURE_KINDS: Final = (
    "city cities year years murders violent_crimes population rate capital people last-year year-before year-after "
    "years-ago this-year every-year any-year streak since decades past-years ever nation big decade ordinal top place "
    "than first-time combined share average steepest unsupported gap equal surpass trail now to-date"
)
_OF_FIGURES: Final = FIGURED | frozenset(_FIGURE_KINDS.split())
_OPENS: Final = frozenset({"as", "with", "despite", "amid", "amidst", "before", "after", "so", "because"})
"""Words that open a part, besides the joints."""
_BESIDE: Final = frozenset({"as", "with", "despite", "amid", "amidst", "before", "after", "when"})
"""What such a part tells is only what else was so."""
_OWN_WORDS: Final = (
    "a all an and annual another any are as at back back-to-back bad big bit bloodletting bloodshed bloody bodies "
    "body both brief but by calendar carnage city-wide citywide continued count counts dangerous deadly decade "
    "did do does dramatic drastic each even ever experienced far few figure figures finished for from full-year "
    "further given go gone got gradual had has have having he her here his historic home huge i if in into is it "
    "it's its just keeps kept killers large last lethal level levels likely little local lot lots low major many "
    "mark marked me minor modest more mortality most much murderous my near never new no nor not notable now "
    "number numbers of off official on once one only or other our over overall pace part pretty previous quite "
    "rapid rather really record recorded recording records registered remained remarkable reported reporting "
    "reversal safe saw see seen sees sharp she short showed shows significant simple simply since single single- "
    "year slaughter slide slight slow small so some soon stands started stayed steady steep still stood streets "
    "substantial suffered tally temporary that that's the their them then there these they this those though to "
    "toll tolls too total totals town trend trends turned two under very victims violence violent was way we well "
    "went were what when where while with within year-end year-over-year yearly yet you your"
)
_OWN: Final = frozenset(_OWN_WORDS.split())
"""Words in which figures are spoken of; any other noun beside a movement or a degree is what moves or has it."""
_ASIDE: Final = re.compile(r"\w+ly|\w+n't")
_IS_WORDS: Final = "is are was were has have had kept keeps continued still also been to"
_IS: Final = frozenset(_IS_WORDS.split())
_FINITE: Final = re.compile(r"\w+ed|rose|fell|grew|grows|rises|falls|sank|shrank|slid|climbs|drops|went \w+")
_ATTRIBUTE: Final = re.compile(r"\w+(?:ing|ed)")


def of_others(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, where the rise, fall or degree of another thing is none of the figures.

    What rises in a clause of its own becomes ``unsupported``, since no figures are held on it; what only goes with the
    rest ("with rising rents", "our worst fears") is passed over.
    """
    return [t for part in _parts(tokens) for t in _without_others(part)]


def _parts(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    part = list[Token]()
    for token in tokens:
        if part and (is_joint(token) or token.text in _OPENS):
            yield part
            part = []
        part.append(token)
    yield part


def _without_others(part: list[Token]) -> list[Token]:
    if {t.kind for t in part} & _OF_FIGURES or not {t.kind for t in part} & (_MOVES | _DEGREES):
        return part
    beside = part[0].text in _BESIDE
    found = list(part)
    for n, token in enumerate(part):
        other = _mover(part, n) if token.kind in _MOVES else _bearer(part, n)
        if token.kind not in _MOVES | _DEGREES or other is None:
            continue
        if token.kind in _MOVES and other < n and not beside:
            found[other] = found[other]._replace(kind="unsupported")
        else:
            found[n] = token._replace(kind="other")
    return found


def _bearer(part: Sequence[Token], n: int) -> int | None:
    """Where the thing is named of which there is more, or the most: right after the word."""
    if n + 1 == len(part):
        return None
    named = part[n + 1].text in _FELT if part[n].kind in _MOST else _is_thing(part[n + 1])
    return n + 1 if named else None


def _mover(part: Sequence[Token], n: int) -> int | None:
    """Where the thing is named that rises or falls: after "rising", or before the verb."""
    if _ATTRIBUTE.fullmatch(part[n].text) and n + 1 < len(part) and _is_thing(part[n + 1]):
        return n + 1
    at = n - 1
    while at > 0 and (part[at].text in _IS or _ASIDE.fullmatch(part[at].text)):
        at -= 1
    verbal = at < n - 1 or _FINITE.fullmatch(part[n].text) is not None
    return at if at >= 0 and verbal and _is_thing(part[at]) else None


def _is_thing(token: Token) -> bool:
    return (
        token.kind == "other"
        and token.text.replace("-", "").replace("'", "").isalpha()
        and token.text not in _OWN
        and not _ASIDE.fullmatch(token.text)
        and not is_joint(token)
    )
