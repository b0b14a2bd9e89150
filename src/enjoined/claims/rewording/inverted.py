"""Sentences said the other way round, put straight: "not since", "none had more than", "you'd have to go back to"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from enjoined.claims.grammar.tokens import Token, in_figures
from enjoined.claims.rewording.joints import is_joint

__all__ = [
    "VICTIMS",
    "below_mark",
    "by_how_many",
    "compared_with_year",
    "gone_back",
    "it_took",
    "more_of",
    "never_more",
    "no_year",
    "none_of",
    "not_once",
    "not_since",
    "only_one",
]

VICTIMS: Final = frozenset({"murders", "violent_crimes"})
_EXTREME: Final = {
    **dict.fromkeys(("many", "high", "bad", "deadly", "bloody", "violent"), "highest"),
    **dict.fromkeys(("few", "low"), "lowest"),
}


_ANY_OTHER: Final = re.compile("(?:any|every|all) (?:the )?other")
_MARKS: Final = frozenset({"mark", "total", "count", "level", "figure", "toll", "number", "tally"})
_SIDES: Final = {"below": "less", "under": "less", "above": "more", "over": "more"}
_SO_MANY: Final = frozenset({"as", "so", "this", "that"})
_MORE_THAN: Final = {"more than": "more", "fewer than": "less"}
_TAKEN: Final = {"double": "doubled", "triple": "tripled", "halve": "halved", "go": "went"}
"""What "it took two years to" says happened."""
_TO_BEAT: Final = {"more": "highest", "less": "lowest", "highest": "highest", "lowest": "lowest"}
_IN_YEAR: Final = 3
"""So many words at most are "than in 2016"."""
_COUNTED: Final = VICTIMS | {"people", "population"}
_BIG: Final = re.compile("big|major|large")
_OF_WHICH: Final = frozenset({"where", "which", "that", "to", "with", "whose"})
"""Before what is said of "the only city"."""
_COMMA: Final = Token("other", ",", ",", 0, 0)
_THAN: Final = Token("than", "than", "than", 0, 0)


def more_of(tokens: Sequence[Token]) -> list[Token]:
    """ "425 murders more than", "41 more than Boston" as "425 more murders than", "41 more than" by so many."""
    found = list(tokens)
    for n in range(len(found) - 2):
        counted = found[n + 1 : n + 2] if found[n + 1].kind in VICTIMS else []
        at = n + 1 + len(counted)
        city = found[at + 1].kind == "city" if at + 1 < len(found) else False
        if found[n].kind == "number" and found[at].text in _MORE_THAN and (counted or city):
            way = Token(
                _MORE_THAN[found[at].text], found[at].text.split()[0], found[at].text.split()[0], 0, 0
            )
            return [*found[: n + 1], way, *counted, _THAN, *found[at + 1 :]]
    return found


def compared_with_year(tokens: Sequence[Token]) -> list[Token]:
    """ "Compared with 2021, A had 59 fewer in 2025" as "A had 59 fewer in 2025 than in 2021"."""
    kinds = [t.kind for t in tokens[:2]]
    more = next((n for n, t in enumerate(tokens) if t.kind in ("more", "less")), None)
    if (
        kinds != ["versus", "year"]
        or more is None
        or tokens[2].text != ","
        or any(t.kind == "than" for t in tokens)
    ):
        return list(tokens)
    end = len(tokens) - (tokens[-1].text == ".")
    return [*tokens[3:end], _THAN, tokens[1], *tokens[end:]]


def below_mark(tokens: Sequence[Token]) -> list[Token]:
    """ "Three below its 2024 mark" as "three fewer than in 2024"."""
    for n in range(1, len(tokens) - 3):
        few, side, of, year, mark = tokens[n - 1 : n + 4]
        amount = float(few.value) if few.kind == "number" else in_figures(few.text)
        level = of.text in ("its", "the", "their") and year.kind == "year" and mark.text in _MARKS
        if level and amount and side.text in _SIDES:
            figure = few._replace(kind="number", value=float(amount), text=f"{amount:g}")
            way = side._replace(kind=_SIDES[side.text], text=_SIDES[side.text])
            return [*tokens[: n - 1], figure, way, _THAN, year, *tokens[n + 4 :]]
    return list(tokens)


def by_how_many(tokens: Sequence[Token]) -> list[Token]:
    """ "A outnumbered B by 150", "surpassing by one the figure of 2014" as "150 more than B", "one more than ..."."""
    over = next((n for n, t in enumerate(tokens) if t.kind in ("surpass", "trail")), len(tokens))
    beyond = next(
        (n for n in range(over + 1, min(over + 4, len(tokens))) if tokens[n].kind in ("big", "nation")), None
    )
    if beyond is not None and _ANY_OTHER.search(" ".join(t.text for t in tokens[over : beyond + 1])):
        # "Exceeded that of every other large city": the highest among them.
        way = "highest" if tokens[over].kind == "surpass" else "lowest"
        return [*tokens[:over], Token(way, way, way, 0, 0), *tokens[beyond:]]
    if [t.kind for t in tokens[over + 1 : over + 2]] == ["any-year"]:
        # "Exceeded every annual total": more than in any year.
        way = "more" if tokens[over].kind == "surpass" else "less"
        return [*tokens[:over], Token(way, way, way, 0, 0), _THAN, *tokens[over + 1 :]]
    for n, (more, by_) in enumerate(pairwise(tokens)):
        amount = next(
            (m for m in range(n + 2, len(tokens)) if tokens[m].kind not in ("about", "at-least", "at-most")),
            n,
        )
        if (
            more.kind in ("more", "less")
            and by_.text == "by"
            and tokens[amount].kind in ("number", "percent")
        ):
            # "Smaller by 1.5 million": so many fewer.
            return [*tokens[:n], *tokens[n + 2 : amount + 1], more, *tokens[amount + 1 :]]
    by = next((n for n, t in enumerate(tokens) if n > over and t.text == "by"), None)
    if by is None or any(t.text in (",", ".", ";") for t in tokens[over:by]):
        return list(tokens)
    end = by + 1
    while end < len(tokens) and tokens[end].kind in ("about", "at-least", "at-most"):
        end += 1
    if end == len(tokens) or tokens[end].kind not in ("number", "percent", "fraction"):
        return list(tokens)
    counted = tokens[end + 1 : end + 2] if end + 1 < len(tokens) and tokens[end + 1].kind in _COUNTED else []
    way = "more" if tokens[over].kind == "surpass" else "less"
    figure = [*tokens[by + 1 : end + 1], Token(way, way, way, 0, 0), *counted, _THAN]
    return [*tokens[:over], *figure, *tokens[over + 1 : by], *tokens[end + 1 + len(counted) :]]


def none_of(tokens: Sequence[Token]) -> list[Token]:
    """ "Among cities of 250,000 and more, none had a higher rate than A" as "no city of 250,000 and more had"."""
    comma = next((n for n, t in enumerate(tokens) if t.text == ","), 0)
    big = next((t for t in tokens[:comma] if t.kind == "big"), None)
    if big is None or tokens[0].text not in ("of", "among") or tokens[comma + 1].text != "none":
        return list(tokens)
    return [Token("no-city", "", f"no {big.text}", big.start, big.end), *tokens[comma + 2 :]]


def no_year(tokens: Sequence[Token]) -> list[Token]:
    """ "No year in A since 2000 was bloodier than 2021" as "A had the highest since 2000 in 2021"."""
    no = next((n for n, (a, b) in enumerate(pairwise(tokens)) if (a.text, b.text) == ("no", "year")), None)
    if no is None:
        return list(tokens)
    more = next((n for n in range(no, len(tokens) - 1) if tokens[n].kind in ("more", "less")), len(tokens))
    than = next((n for n in range(more, len(tokens) - 1) if tokens[n].kind == "than"), None)
    year = next((n for n in range(than or 0, len(tokens)) if tokens[n].kind == "year"), None)
    if than is None or year is None or any(t.kind in ("number", "year") for t in tokens[than:year]):
        return list(tokens)
    extreme = _TO_BEAT[tokens[more].kind]
    place = Token(extreme, extreme, tokens[more].text, tokens[more].start, tokens[more].end)
    return [*tokens[:no], *tokens[no + 2 : more], place, *tokens[more + 1 : than], *tokens[year:]]


def only_one(tokens: Sequence[Token]) -> list[Token]:
    """ "A is the only one of the ten largest cities with ..." as "only A, among the ten largest cities, had ..."."""
    at = next(
        (
            n
            for n, (a, b) in enumerate(pairwise([*tokens, _COMMA]))
            if a.kind == "only-one" or (a.text == "only" and b.kind == "big")
        ),
        0,
    )
    who = next((n for n in range(at - 1, -1, -1) if tokens[n].kind == "city"), None)
    joint = next((n for n in range(at + 1, len(tokens)) if tokens[n].text in _OF_WHICH), None)
    if who is None or joint is None or any(is_joint(t) for t in tokens[who:at]):
        return list(tokens)
    opening = tokens[:who]
    field = [t for t in tokens[at:joint] if t.kind in ("big", "state", "nation")]
    if not field and opening and opening[0].text in ("of", "among"):
        field, opening = [t for t in opening if t.kind in ("big", "state", "nation")], []
    if not field and (big := _BIG.search(tokens[at].text)):
        field = [Token("big", "", f"{big[0]} cities", 0, 0)]
    if not any(t.kind == "big" for t in field) or any(t.kind == "city" for t in opening):
        return list(tokens)
    said = list(tokens[joint + 1 :])
    if tokens[joint].text == "to" and said and said[0].text == "record":
        said[0] = said[0]._replace(kind="other")
    only, among = (Token("other", word, word, 0, 0) for word in ("only", "among"))
    return [*opening, only, tokens[who], _COMMA, among, *field, _COMMA, *said]


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
    """ "Not since 2003 has A had as many murders as in 2021" as "A had its highest number since 2003 in 2021".

    "A hasn't had as few as in 2025 since 2013" likewise.
    """
    no = next((n for n, t in enumerate(tokens) if t.kind == "not"), len(tokens))
    since = next((n for n, t in enumerate(tokens) if t.kind == "since" and n > no), len(tokens))
    if [t.kind for t in tokens[since + 1 : since + 2]] != ["year"]:
        return list(tokens)
    opens = since == no + 1 == 1
    rest = [*tokens[:no], *tokens[no + 1 : since], *tokens[since + 2 :]]
    if opens and (straight := _more_since(rest, tokens[since : since + 2])):
        return straight
    at = next((n for n, t in enumerate(rest) if n >= no and (t.text in _SO_MANY or t.kind == "equal")), None)
    way = next((_EXTREME[w] for t in rest[at:] for w in t.text.split() if w in _EXTREME), None)
    compares = opens or any(t.text == "as" for t in rest[(at or 0) + 2 :])
    if at is None or way is None or not compares:
        return list(tokens)
    kept = [t for n, t in enumerate(rest) if n != at and t.kind != "equal" and t.text not in _EXTREME]
    kept.insert(at, Token(way, way, way, 0, 0))
    end = len(kept) - (kept[-1].text == ".")
    if not opens:
        end = min(since - 2, end)
    return [*kept[:end], *tokens[since : since + 2], *kept[end:]]


def _more_since(rest: Sequence[Token], since: Sequence[Token]) -> list[Token]:
    """ "(Not since 1995) have more been killed in A than in 2016" as "have the most been killed in A in 2016 since"."""
    more = next((n for n, t in enumerate(rest) if t.kind in ("more", "less")), None)
    than = next((n for n, t in enumerate(rest) if t.kind == "than"), None)
    end = len(rest) - (rest[-1].text == ".") if rest else 0
    if more is None or than is None or than < more or rest[end - 1].kind != "year" or end - than > _IN_YEAR:
        return []
    way = _TO_BEAT[rest[more].kind]
    return [
        *rest[:more],
        Token(way, way, way, 0, 0),
        *rest[more + 1 : than],
        *rest[than + 1 : end],
        *since,
        *rest[end:],
    ]


def never_more(tokens: Sequence[Token]) -> list[Token]:
    """ "A has never had fewer than it had in 2024" as "A had its lowest number ever in 2024"."""
    no = next((n for n, t in enumerate(tokens) if t.text == "never"), len(tokens))
    way = next(
        (n for n in range(no, len(tokens)) if tokens[n].kind in ("more", "less", "at-least", "at-most")), None
    )
    than = next((n for n in range(way or 0, len(tokens)) if tokens[n].text.endswith("than")), None)
    years = [n for n in range(no, len(tokens)) if tokens[n].kind == "year"]
    if way is None or than is None or len(years) != 1 or years[0] < than:
        return list(tokens)
    if any(t.kind in (*_COUNTED, "city", "number", "other-place") for t in tokens[than + 1 : years[0]]):
        return list(tokens)
    extreme = "highest" if tokens[way].kind in ("more", "at-least") else "lowest"
    place, ever = Token(extreme, extreme, extreme, 0, 0), Token("ever", "ever", "ever", 0, 0)
    return [*tokens[:no], *tokens[no + 1 : way], place, *tokens[way + 1 : than], ever, *tokens[years[0] :]]


def it_took(tokens: Sequence[Token]) -> list[Token]:
    """ "It took A two years to double its murders" as "A doubled its murders", with how long it took."""
    took = next((n for n, (a, b) in enumerate(pairwise(tokens)) if (a.text, b.text) == ("it", "took")), None)
    years = next(
        (n for n, t in enumerate(tokens) if t.text == "years" and took is not None and n > took), None
    )
    if (
        took is None
        or years is None
        or not (in_figures(tokens[years - 1].text) or tokens[years - 1].kind == "number")
    ):
        return list(tokens)
    length = f"{tokens[years - 1].text} years"
    city = [t for t in tokens[took + 2 : years - 1] if t.kind in ("city", *VICTIMS)]
    rest = [t for t in tokens[years + 1 :] if t.text not in ("for", "to") or t.kind == "to"]
    rest = [
        t
        for n, t in enumerate(rest)
        if t.text != "to" or (n and rest[n - 1].kind in ("number", "year", *VICTIMS))
    ]
    said = [_TAKEN.get(t.text, t.kind) for t in rest]
    rest = [t._replace(kind=kind) for t, kind in zip(rest, said, strict=True)]
    return [*tokens[:took], *city, *rest[:-1], Token("duration", length, length, 0, 0), *rest[-1:]]


def not_once(tokens: Sequence[Token]) -> list[Token]:
    """ "300 was not reached even once": never; "the third year in a row in which it rose" as one in which it did."""
    once = next(
        (n for n, (a, b) in enumerate(pairwise(tokens)) if (a.text, b.text) == ("even", "once")), None
    )
    found = list(tokens)
    if once is not None:
        found = [
            t._replace(text="never") if t.kind == "not" and n < once else t
            for n, t in enumerate(tokens)
            if n not in (once, once + 1)
        ]
    for n in range(len(found) - 2):
        if found[n].kind == "not" and found[n + 1].text == "been" and found[n + 2].kind == "surpass":
            highest = found[n + 2]._replace(kind="highest", text="highest")
            found[n : n + 3] = [
                found[n]._replace(kind="other", text=","),
                highest,
                found[n + 1]._replace(kind="ever", text="ever"),
            ]
            if found[n - 1].text in ("has", "had"):
                found.pop(n - 1)
            break
    for n in range(1, len(found)):
        of = found[n - 2].kind if n > 1 else ""
        if found[n].kind == "which" and (found[n - 1].text, of) in (("in", "streak"), ("at", "rate")):
            return [*found[: n - 1], *found[n + 1 :]]
    return found
