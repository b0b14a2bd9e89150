"""Sentences said the other way round, put straight: "not since", "none had more than", "you'd have to go back to"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from enjoined.claims.tokens import Token

__all__ = ["VICTIMS", "gone_back", "more_of", "none_of", "not_since"]

VICTIMS: Final = frozenset({"murders", "violent_crimes"})
_EXTREME: Final = {
    **dict.fromkeys(("many", "high", "bad", "deadly", "bloody", "violent"), "highest"),
    **dict.fromkeys(("few", "low"), "lowest"),
}


_TO_BEAT: Final = {"more": "highest", "less": "lowest", "highest": "highest", "lowest": "lowest"}
_COMMA: Final = Token("other", ",", ",", 0, 0)
_THAN: Final = Token("than", "than", "than", 0, 0)


def more_of(tokens: Sequence[Token]) -> list[Token]:
    """ "425 murders more than" as "425 more murders than"."""
    found = list(tokens)
    for n in range(len(found) - 2):
        first, of, more = found[n : n + 3]
        if first.kind == "number" and of.kind in VICTIMS and more.text in ("more than", "fewer than"):
            word = more.text.split()[0]
            way = "more" if word == "more" else "less"
            found[n + 1 : n + 3] = [Token(way, word, word, more.start, more.end), of, _THAN]
            break
    return found


def none_of(tokens: Sequence[Token]) -> list[Token]:
    """ "Among cities of 250,000 and more, none had a higher rate than A" as "no city of 250,000 and more had"."""
    comma = next((n for n, t in enumerate(tokens) if t.text == ","), 0)
    big = next((t for t in tokens[:comma] if t.kind == "big"), None)
    if big is None or tokens[0].text not in ("of", "among") or tokens[comma + 1].text != "none":
        return list(tokens)
    return [Token("no-city", "", f"no {big.text}", big.start, big.end), *tokens[comma + 2 :]]


def gone_back(tokens: Sequence[Token]) -> list[Token]:
    """ "You'd have to go back to 1994 to find a year with more" as ", the highest since 1994"."""
    back = next((n for n, t in enumerate(tokens) if t.text == "back"), len(tokens))
    year = next((n for n, t in enumerate(tokens) if n > back and t.kind == "year"), None)
    if year is None or year > back + 2 or tokens[back + 1].text not in ("to", "before"):
        return list(tokens)
    way = next((n for n, t in enumerate(tokens) if n > year and t.kind in _TO_BEAT), None)
    start = next((n for n in range(back, -1, -1) if tokens[n].text in (",", ".", "and", "that")), None)
    if way is None or start is None or not any(t.text in ("find", "with", "see") for t in tokens[year:way]):
        return list(tokens)
    extreme = _TO_BEAT[tokens[way].kind]
    since = tokens[year]
    if tokens[back + 1].text == "before":
        since = since._replace(value=float(since.value) - 1)
    said = [_COMMA, Token(extreme, extreme, extreme, 0, 0), Token("since", "since", "since", 0, 0), since]
    end = next((n for n in range(way, len(tokens)) if tokens[n].text in (",", ".")), len(tokens))
    return [*tokens[:start], *said, *tokens[end:]]


def not_since(tokens: Sequence[Token]) -> list[Token]:
    """ "Not since 2003 has A had as many murders as in 2021" as "A had its highest number since 2003 in 2021"."""
    if [t.kind for t in tokens[:3]] != ["not", "since", "year"]:
        return list(tokens)
    rest = list(tokens[3:])
    at = next(
        (n for n, t in enumerate(rest) if t.text in ("as", "so", "this", "that") or t.kind == "equal"), None
    )
    way = next((_EXTREME[w] for t in rest for w in t.text.split() if w in _EXTREME), None)
    if at is None or way is None:
        return list(tokens)
    kept = [t for n, t in enumerate(rest) if n != at and t.kind != "equal" and t.text not in _EXTREME]
    kept.insert(at, Token(way, way, way, 0, 0))
    end = len(kept) - (kept[-1].text == ".")
    return [*kept[:end], *tokens[1:3], *kept[end:]]
