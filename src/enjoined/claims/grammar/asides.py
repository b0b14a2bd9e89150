"""What a sentence says by the way, as claims of their own beside the main one.

"Chicago had 765 murders in 2016, up from 478 a year earlier" says what there were in 2015, and that they rose; "New
York (population 8.5 million) had 335" how many people New York has.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from enjoined.claims.claim import Unread
from enjoined.claims.grammar.aside import Aside
from enjoined.claims.grammar.aside_patterns import ASIDES
from enjoined.claims.grammar.patterned import matched
from enjoined.claims.grammar.phrases import (
    LARGER,
    PEOPLE,
    SIZE,
    TIMES,
    compared,
    decimals_of,
    figures_only,
    hedge,
    span_of,
    streak_of,
)
from enjoined.claims.grammar.tokens import Token
from enjoined.claims.rewording.clauses import FROM, PEOPLE_LIVING
from enjoined.claims.rewording.joints import FIGURES
from enjoined.claims.rewording.rivals import AS, rival
from enjoined.claims.shapes.superlatives import cutoff_of, rises

__all__ = ["set_aside"]


def set_aside(tokens: Sequence[Token]) -> tuple[list[Token], list[Aside]]:
    """The main statement, and what is said by the way in it."""
    left, found = figures_only(tokens), list[Aside]()
    for name, pattern in ASIDES.items():
        while (match := matched(pattern, left)) is not None:
            start, end, parts = match
            rest = left[:start] + _kept(name, parts, left[start:end]) + left[end:]
            if name == "tied" and "base" in parts and not any(t.kind == "number" for t in rest):
                rest = [*left[:start], parts["base"], *left[end:]]
            crowd = name == "people" and float(parts["number"].value) < PEOPLE
            if name == "larger" and "its" in parts and parts["its"].text != "its size":
                break
            if name == "bigger" and parts["way"].text not in LARGER:
                break
            if crowd or not _says_more(name, rest) or (name == "size" and not SIZE.search(parts["big"].text)):
                break
            found.append(_aside(name, left, start, parts))
            if name == "size" and not {t.kind for t in rest} & _CRIMES:
                rest = [*rest, PEOPLE_LIVING]
            if name == "rival":
                rest = [*rest, *rival(rest, [parts["city"]])]
            left = rest
    return left, found


_CRIMES: Final = frozenset({"murders", "violent_crimes", "rate", "capital"})


def _kept(name: str, parts: dict[str, Token], said: Sequence[Token]) -> list[Token]:
    """What stays in the sentence of an aside: "twice the 29 it had in 2019" is twice as many as in 2019."""
    match name:
        case "beside" | "placed":
            return [parts["city"]]
        case "when" | "peak":
            return [parts["year"]]
        case "high":
            # "Fewer than the record 143 of 1990": than that year had.
            return [
                t
                for t in compared(said)
                if t.kind not in ("highest", "lowest") and t.text not in ("a", "an", "of", "high", "low")
            ]
        case "dated":
            return [t for t in said if t.kind in ("year", *_CRIMES)]
        case "given":
            return [FROM, parts["start"]]
        case "base" if parts["times"].kind in ("surpass", "trail"):
            way = "more" if parts["times"].kind == "surpass" else "less"
            return [Token(way, way, way, 0, 0), Token("than", "than", "than", 0, 0), parts["year"]]
        case "base" if parts["times"].kind == "than":
            return [parts["times"], parts["year"]]
        case "base":
            return [parts["times"], AS, parts["year"]]
        case _:
            return []


def _says_more(name: str, rest: Sequence[Token]) -> bool:
    """Whether what is left states something of crimes: a figure, where the aside is a change of it."""
    kinds = {t.kind for t in rest}
    people = name in ("by", "or", "from", "given", "dated") and "population" in kinds
    crime = people or name == "size" or bool(kinds & _CRIMES)
    return (
        crime
        and (name not in ("from", "by", "than", "times", "streak") or "number" in kinds)
        and (name != "given" or bool({"up", "down", "halved", "doubled", "tripled"} & kinds))
        and bool(kinds & FIGURES)
    )


def _aside(name: str, tokens: Sequence[Token], start: int, parts: dict[str, Token]) -> Aside:
    number, year, way = parts.get("number"), parts.get("year") or parts.get("start"), parts.get("way")
    part = name == "by" and number is not None and number.kind == "fraction"
    how = hedge(tokens, tokens.index(number, start)) if number else "is"
    summit = name in ("named", "peak", "high") and parts.get("end", tokens[start]).text.startswith("peak")
    return Aside(
        name="summit" if summit else name,
        value=(100.0 if part else 1.0) * (TIMES.get(str(number.value)) or float(number.value))
        if number
        else 0.0,
        relation="about" if part and how == "is" else how,
        decimals=decimals_of(number.text) if number else 0,
        year=int(year.value) if year else None,
        up=parts["end"].kind == "highest"
        if "end" in parts
        else all(t.kind != "down" for t in tokens[:start])
        if name == "unseen"
        else rises(parts["move"].text)
        if "move" in parts
        else rises(parts["streak"].text)
        if name == "earlier"
        else False
        if "under" in parts
        else way is None or way.kind in ("up", "more", "at-least"),
        streak=streak_of(parts["streak"].text) if "streak" in parts else 0,
        window=_window(parts["window"].text) if "window" in parts else None,
        rank=int(parts["place"].value) if "place" in parts else 1,
        city=str(parts["city"].value)
        if "city" in parts
        else _city_before(tokens, start)
        if name in ("people", "larger", "bigger", "rate", "peopled", "size", "dated")
        else "",
        cutoff=cutoff_of([t for t in tokens[start:] if t.kind in ("nation", "state")]),
        together="together" in parts,
        base=float(parts["base"].value) if "base" in parts else None,
        points=number is not None and number.kind == "number",
        near=tuple(dict.fromkeys(int(t.value) for t in tokens[:start] if t.kind == "year")),
        ahead=str(parts["ahead"].value) if "ahead" in parts else "",
        later=year is not None and year.text.endswith(("later", "after")),
    )


def _window(text: str) -> int:
    years = span_of(text)
    if years is None:
        raise Unread(f"how many years “{text}” means is not said")
    return years


def _city_before(tokens: Sequence[Token], start: int) -> str:
    """The city that an aside follows at once ("Memphis, with 620,000 people"), if one city alone stands there."""
    if tokens[start].text == "to":
        # "A passed B to become the fifth-largest": A.
        return ""
    near = [t for t in tokens[max(0, start - 1) : start + 1] if t.kind == "city"]
    listed = start > 2 and tokens[start - 2].text in ("and", ",")
    return str(near[-1].value) if near and not listed else ""
