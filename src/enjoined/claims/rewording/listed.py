"""A sentence about several cities or measures as one sentence for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from enjoined.claims.claim import Unread
from enjoined.claims.grammar.tokens import Token
from enjoined.claims.rewording.unsaid import sentences_of

__all__ = ["also_then", "contrasted", "for_each_city", "for_each_measure", "gapped", "so_too"]

_STOP: Final = Token("other", ".", ".", 0, 0)
_VERBS: Final = frozenset({"were", "are", "had", "have", "saw"})
_PLACES: Final = frozenset({"highest", "lowest"})
_COUNTED: Final = frozenset({"murders", "violent_crimes", "rate", "people"})
_BEFORE_PLACE: Final = frozenset({"had", "the", "a", "its", "'s", "was", "came"})
_THEN: Final = frozenset({"did", "was", "were", "had"})
_PRONOUNS: Final = frozenset({"it", "they", "also", "so", "just", "too", "as", "well", ",", "."})


def also_then(tokens: Sequence[Token]) -> list[list[Token]]:
    """ "... is below 25, and was in 2024 as well": the sentence, and once more of each year that closes it.

    Raises :class:`Unread` where it names several years before.
    """
    for n, token in enumerate(tokens):
        after = [t for t in tokens[n + 1 :] if t.text not in _PRONOUNS]
        years = [t for t in after if t.kind == "year"]
        closes = after[0].text in _THEN if after else False
        rest = [t.text for t in after[1:] if t.kind != "year"]
        joins = token.text == "and" or (token.text == "as" and n and tokens[n - 1].text in (",", "just"))
        if not (joins and closes and years and set(rest) <= {"in", "and"}):
            continue
        said = list(tokens[:n])
        while said and said[-1].text in _PRONOUNS:
            said.pop()
        own = [m for m, t in enumerate(said) if t.kind in ("year", "years")]
        if len(own) > 1 or any(t.kind in ("since", "up", "down", "from") for t in said):
            raise Unread("what it says of other years is not understood")
        if not any(t.kind in ("number", "more", "less", "highest", "lowest", "equal") for t in said):
            return [list(tokens)]
        place = own[0] if own else len(said)
        lead = [] if own else [after[1]]
        return [said, *([*said[:place], *lead, year, *said[place + 1 :]] for year in years)]
    return [list(tokens)]


def so_too(tokens: Sequence[Token]) -> list[Token]:
    """ "A was up in 2015. So was B." as "A was up in 2015. B was up in 2015."."""
    found: list[list[Token]] = []
    for sentence in sentences_of(tokens):
        cities = [t for t in sentence if t.kind == "city"]
        so = [t.text for t in sentence[:1]] == ["so"] and sentence[1:2] != [] and sentence[1].text in _THEN
        before = {t.value for t in found[-1] if t.kind == "city"} if found else set()
        plain = bool(found) and not any(t.kind in ("number", "than") for t in found[-1])
        if so and len(cities) == len(before) == 1 and len(sentence) == 3 and plain:
            sentence = [cities[0] if t.kind == "city" else t for t in found[-1]]
        found.append(sentence)
    return (
        [t for n, sentence in enumerate(found) for t in ([_STOP] if n else []) + sentence]
        if found
        else list(tokens)
    )


def for_each_city(tokens: Sequence[Token]) -> tuple[list[list[Token]], bool]:
    """The sentence once for each city of "both A and B", "A and B each" or "neither A nor B", and whether denied."""
    for n, token in enumerate(tokens[:-1]):
        if token.text not in ("both", "neither") or any(t.kind == "combined" for t in tokens):
            continue
        end = n + 1
        while end < len(tokens) and (tokens[end].kind == "city" or tokens[end].text in (",", "and", "nor")):
            end += 1
        cities = [t for t in tokens[n + 1 : end] if t.kind == "city"]
        if len(cities) > 1 and not any(t.kind == "than" for t in tokens[:n]):
            # What parts the last city from the rest of the sentence ("neither A nor B, ...") stays.
            return [[*tokens[:n], city, *tokens[end:]] for city in cities], token.text == "neither"
    for n, token in enumerate(tokens):
        start = n
        while start and (tokens[start - 1].kind == "city" or tokens[start - 1].text in (",", "and")):
            start -= 1
        cities = [t for t in tokens[start:n] if t.kind == "city"]
        if token.text in ("each", "both", "all") and len(cities) > 1 and not _joined(tokens, n):
            return [[*tokens[:start], city, *tokens[n + 1 :]] for city in cities], False
    both = next(
        (n for n, t in enumerate(tokens) if t.text == "both" and n and tokens[n - 1].text in _VERBS), None
    )
    named = {t.value: t for t in tokens[: both or 0] if t.kind == "city"}
    if both is not None and len(named) == 2 and not any(t.kind == "city" for t in tokens[both:]):
        # "In A and B they were both above 55": in each.
        start, end = (
            m[f] for m, f in (([n for n, t in enumerate(tokens) if t.kind == "city"], k) for k in (0, -1))
        )
        return [
            [*tokens[:start], city, *tokens[end + 1 : both], *tokens[both + 1 :]] for city in named.values()
        ], False
    return [list(tokens)], False


def for_each_measure(tokens: Sequence[Token]) -> list[list[Token]]:
    """The sentence once for each of "murders and violent crime", each with the figure before it."""
    for n in range(1, len(tokens) - 2):
        first, last = tokens[n - 1].kind, n + 1
        while last < len(tokens) - 1 and tokens[last].kind in (
            "number",
            "about",
            "at-least",
            "at-most",
            "up",
            "down",
        ):
            last += 1
        if tokens[n].text not in ("and", "or") or {first, tokens[last].kind} != {"murders", "violent_crimes"}:
            continue
        start = n - 1
        while start and last > n + 1 and tokens[start - 1].kind in ("number", "about", "at-least", "at-most"):
            start -= 1
        before = [t for t in tokens[:start] if t.text != "both"]
        rest = [t for t in tokens[last + 1 :] if t.text != "both"]
        return [[*before, *tokens[start:n], *rest], [*before, *tokens[n + 1 : last + 1], *rest]]
    return [list(tokens)]


def contrasted(tokens: Sequence[Token]) -> tuple[list[Token], str | None]:
    """The sentence without "not B" of "A, not B, had the most", and the city of which it is denied.

    "Unlike B, A saw murders rise" denies it of B too.
    """
    kinds = [t.kind for t in tokens]
    led = (
        [t.text for t in tokens[:1]] == ["unlike"]
        and kinds[1:2] == ["city"]
        and [t.text for t in tokens[2:3]] == [","]
    )
    if led and {"up", "down"} & set(kinds[3:]) and kinds[3:].count("city") == 1 and "than" not in kinds:
        return list(tokens[3:]), str(tokens[1].value)
    for n in range(1, len(tokens) - 1):
        after_city = tokens[n - 1].text in (",", "and") and n > 1 and tokens[n - 2].kind == "city"
        if tokens[n].text == "not" and tokens[n + 1].kind == "city" and after_city:
            end = n + 2 + (n + 2 < len(tokens) and tokens[n + 2].text == ",")
            return [*tokens[: n - 1], *tokens[end:]], str(tokens[n + 1].value)
    return list(tokens), None


def gapped(tokens: Sequence[Token]) -> list[list[Token]]:
    """ "A had the highest rate and B the lowest among the 50 largest cities" as two whole sentences.

    What follows the place of B is said of both.
    """
    for n in range(2, len(tokens) - 1):
        if tokens[n].text not in ("and", "while", ",", ";") or tokens[n + 1].kind != "city":
            continue
        place = next((m for m in range(n + 2, len(tokens)) if tokens[m].kind in _PLACES), None)
        between = tokens[n + 2 : place]
        if place is None or any(t.kind != "ordinal" and t.text not in _BEFORE_PLACE for t in between):
            continue
        first = list(tokens[:n])
        places = [m for m, t in enumerate(first) if t.kind in _PLACES]
        cities = [m for m, t in enumerate(first) if t.kind == "city"]
        if len(places) != 1 or len(cities) != 1:
            continue
        second = [t for t in _without_figure(first) if t.kind != "ordinal"]
        ordinal = [t for t in between if t.kind == "ordinal"]
        at = next(m for m, t in enumerate(second) if t.kind in _PLACES)
        second[at : at + 1] = [*ordinal, tokens[place]]
        second = [tokens[n + 1] if t.kind == "city" else t for t in second]
        rest = list(tokens[place + 1 :])
        return [
            part for whole in ([*first, *_without_figure(rest)], [*second, *rest]) for part in gapped(whole)
        ]
    return [list(tokens)]


def _without_figure(tokens: list[Token]) -> list[Token]:
    """Without ", at 26 per 100,000", which is said of one city alone."""
    for n in range(len(tokens) - 2):
        if [t.text for t in tokens[n : n + 2]] in ([",", "at"], [",", "with"]) and tokens[
            n + 2
        ].kind == "number":
            return [
                *tokens[:n],
                *tokens[n + 3 + (tokens[n + 3 : n + 4] != [] and tokens[n + 3].kind in _COUNTED) :],
            ]
    return tokens


def _joined(tokens: Sequence[Token], n: int) -> bool:
    """Whether "all" is of something else than the cities before it: "all the murders", "all told"."""
    return tokens[n].text == "all" and (
        n + 1 == len(tokens) or tokens[n + 1].text in ("the", "of", "told", "but")
    )
