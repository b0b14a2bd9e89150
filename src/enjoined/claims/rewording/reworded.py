"""A sentence put into the words that the grammar reads: without its speaker, paces and odds as yearly figures.

"More than two murders a day" is so many a year, "one in 1,700 residents" and "18 for every 1,000" are rates per
100,000: what is then read is shown with the verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from enjoined.claims.grammar.phrases import PEOPLE, figures_only
from enjoined.claims.grammar.tokens import Token, in_figures
from enjoined.claims.rewording.inverted import (
    VICTIMS,
    below_mark,
    by_how_many,
    compared_with_year,
    gone_back,
    it_took,
    more_of,
    never_more,
    no_year,
    none_of,
    not_once,
    not_since,
    only_one,
)
from enjoined.claims.rewording.listed import so_too
from enjoined.claims.rewording.meant import (
    excepted,
    labelled,
    of_own_state,
    other_one,
    since_when,
    that_many,
    without_names,
)
from enjoined.claims.rewording.others import of_others
from enjoined.claims.rewording.paced import odds, per_100k, yearly
from enjoined.claims.rewording.scores import scored
from enjoined.claims.rewording.unsaid import unattributed, uncaused, without_idle, without_opening

__all__ = ["reworded"]

_BOUNDS: Final = frozenset({"at-least", "at-most"})
_AS: Final = Token("other", "as", "as", 0, 0)
_MURDERS: Final = Token("murders", "murders", "murders", 0, 0)
_COUNTS: Final = frozenset({"count", "total", "number", "tally", "rate", "toll", "to"})
_DOUBLES: Final = frozenset({"double", "triple", "quadruple"})
_OF_OTHERS: Final = frozenset({"the", "that", "those", "its", "what", "as"})
_ABOUT: Final = Token("about", "about", "about", 0, 0)
_AS_MANY_PEOPLE: Final = (
    Token("times", 1.0, "1 times", 0, 0),
    Token("equal", "as many", "as many", 0, 0),
    Token("people", "people", "people", 0, 0),
)
_UNITS: Final = frozenset({"offenses", "offences", "incidents", "crimes", "cases"})
"""After a number: of whatever the sentence counts."""
_HAD: Final = frozenset({"was", "were", "had", "reported", "recorded", "saw", "counted", "logged"})
_MANY: Final = 10
"""So many big cities can be meant together."""
_SO: Final = {"d": "doubled", "t": "tripled", "h": "halved", "q": "tripled"}
"""The movement of "that's double"."""


def reworded(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a sentence without its speaker, and with every pace and odds as a figure of a year or a rate."""
    plain = {"credited": "other", "outdone": "trail"}
    found = [t._replace(kind=plain.get(t.kind, t.kind)) for t in tokens]
    for step in _STEPS:
        found = step(found)
    # "Gun control works", "thank the council": causes, which figures cannot bear out.
    return [*found, *(t._replace(kind="unchecked") for t in tokens if t.kind == "credited")]


def _ending(tokens: Sequence[Token]) -> list[Token]:
    """ "Five years ending in 2019", "the three years after 2020" as years; "Texas cities" as of that State."""
    found: list[Token] = []
    for token in tokens:
        if token.kind == "year" and found and found[-1].kind in ("years-ending", "years-after"):
            length = next(
                (n for w in found[-1].text.split() if (n := in_figures(w) or (int(w) if w.isdigit() else 0))),
                10 if "decade" in found[-1].text else 1,
            )
            first, last = int(token.value) - length + 1, int(token.value)
            if found.pop().kind == "years-after":
                # A change over "the three years after 2020" is one from 2020.
                first, last = last + (not any(t.kind in ("up", "down") for t in tokens)), last + length
            token = token._replace(kind="years", value=f"{first} {last}")
        if (
            token.text == "cities"
            and len(found) > 2
            and found[-1].kind == "state"
            and found[-2].text in ("largest", "biggest")
        ):
            big = Token("big", "", f"{found[-3].text} largest cities", found[-3].start, token.end)
            found, token = [*found[:-3], big], found[-1]
        many = in_figures(found[-1].text) if found else 0
        if token.kind == "big" and "combined" in {t.kind for t in tokens} and 1 < many <= _MANY:
            # "Between them, the three big cities of Ohio had": its three largest.
            token = Token("big", "", f"{found.pop().text} largest cities", token.start, token.end)
        found.append(token)
    return found


def _further(tokens: Sequence[Token]) -> list[Token]:
    """ "Down 19 percent from 2023, and 33 percent since 2022": down by that too, from then."""
    found: list[Token] = []
    way: Token | None = None
    for n, token in enumerate(tokens):
        kinds = [t.kind for t in tokens[n : n + 3]]
        if token.kind in ("up", "down"):
            way = token
        again = kinds[:1] == ["percent"] and kinds[1:] in (
            ["since", "year"],
            ["from", "year"],
            ["versus", "year"],
        )
        if again and way is not None and n and tokens[n - 1].text == "and":
            found.append(way)
        after = way is not None and [t.kind for t in found[-2:]] == [way.kind, "percent"]
        if after and token.kind == "since" and len(found) > 2 and found[-3].text == "and":
            token = token._replace(kind="from", text="from")
        found.append(token)
    return found


def _moving(tokens: Sequence[Token]) -> list[Token]:
    """ "Fewer murders than the year before" in a streak, or "in each year since", as a fall."""
    kinds = [t.kind for t in tokens]
    comma = next((n for n, t in enumerate(tokens) if t.text == ","), len(tokens))
    if not {"streak", "every-year"} & set(kinds) or {"number", "times", "percent"} & set(kinds[:comma]):
        return list(tokens)
    than = kinds.index("than") if "than" in kinds else None
    n = next((n for n, k in enumerate(kinds) if k in ("more", "less")), None)
    if n is None or (than is not None and "year-before" not in kinds[than : than + 3]):
        return list(tokens)
    way = "up" if kinds[n] == "more" else "down"
    end = kinds.index("year-before") + 1 if than is not None else 0
    rest = [*tokens[n + 1 : than], *tokens[end:]] if than is not None else tokens[n + 1 :]
    return [*tokens[:n], tokens[n]._replace(kind=way), *rest]


def _ratio(tokens: Sequence[Token]) -> list[Token]:
    """ "Two in A for every murder in B" as "two times as many in A as in B"."""
    at = next((n for n, t in enumerate(tokens) if t.kind == "for-every"), None)
    if at is None:
        return list(tokens)
    comma = next((n for n, t in enumerate(tokens) if t.text in (",", "there") and n > at), None)
    if at == 0 and comma is not None:
        one, many = list(tokens[1:comma]), list(tokens[comma + 1 :])
        one = [*one, *([] if any(t.kind in VICTIMS for t in many) else [_MURDERS])]
    else:
        one, many = list(tokens[at + 1 :]), list(tokens[:at])
    number = next((n for n in range(len(many) - 1, -1, -1) if many[n].kind == "number"), None)
    if number is None:
        return list(tokens)
    many[number] = many[number]._replace(kind="times")
    ends = [t for t in many if t.text == "."]
    return [*(t for t in many if t.text != "."), _AS, *one, *ends]


def _only_year(tokens: Sequence[Token]) -> list[Token]:
    """Without the "in which" of "the only year since 2000 in which", "the first since 2014 in which"."""
    only = next(
        (
            n
            for n, t in enumerate(tokens)
            if t.kind in ("only-year", "first-time") or (t.kind == "not" and t.text.endswith("year"))
        ),
        len(tokens),
    )
    which = next((n for n, t in enumerate(tokens) if n > only and t.kind == "which"), None)
    return (
        list(tokens)
        if which is None
        else [*tokens[: which - (tokens[which - 1].text == "in")], *tokens[which + 1 :]]
    )


def _plainer(tokens: Sequence[Token]) -> list[Token]:
    """ "Lost 300 people to murder" is no fall, "despite having" is "with", "cut almost in half" is nearly halved."""
    to = any(t.text == "to" and u.kind in VICTIMS for t, u in pairwise(tokens))
    texts = {t.text for t in tokens}
    found: list[Token] = []
    for n, token in enumerate(tokens):
        if to and token.text in ("lost", "losing", "loses"):
            token = token._replace(kind="other")
        people = [t.kind for t in found[-3:-1]] in (["number", "people"], ["number", "population"])
        if to and token.kind in VICTIMS and people and found[-1].text == "to":
            # "Lost 120 residents to murder".
            found = found[:-2]
        if token.kind == "equal" and token.text == "as many" and found and found[-1].kind == "percent":
            # "63 percent as many": that part of them.
            found[-1] = found[-1]._replace(kind="times", value=float(found[-1].value) / 100)
        if (
            token.kind in VICTIMS
            and found
            and found[-1].text == "no"
            and (len(found) < 2 or found[-2].text != "in")
        ):
            found[-1] = found[-1]._replace(kind="number", value=0.0, text="0")
        if token.kind == "number" and [t.text for t in found[-2:]] in (["shy", "of"], ["short", "of"]):
            few = found[-3] if len(found) > 2 else token
            less = float(few.value) if few.kind == "number" else in_figures(few.text)
            if less:
                # "Three shy of 200": 197.
                found = [*found[:-3]] if not (len(found) > 3 and found[-4].kind == "down") else found[:-4]
                token = token._replace(
                    value=float(token.value) - less, text=f"{float(token.value) - less:.0f}"
                )
        if token.text == "in that order" and any(t.kind == "followed" for t in found):
            continue
        if token.text in ("points", "point") and found and found[-1].kind == "number":
            # "Nine points lower": by nine, of a rate.
            found[-1] = found[-1]._replace(text=f"{float(found[-1].value):g}")
            continue
        if token.kind in ("population", "size") and (alike := _alike(found)):
            # "Has the same population", "similar in size to B": about as many people.
            found = found[:-alike]
            about = [] if found and found[-1].kind == "about" else [_ABOUT]
            found += [*about, *(t._replace(start=token.start, end=token.end) for t in _AS_MANY_PEOPLE)]
            continue
        if token.text in ("to", "with") and n and _alike(tokens[: n - 1]) and found[-1].kind == "people":
            token = _AS
        if token.text == "," and _with_as_many(found):
            # "A, with 450,000 residents, had 13; B, with half as many, had 53".
            found += [_AS_MANY_PEOPLE[-1]._replace(start=token.start, end=token.end)]
        if token.text == "smaller" and found and found[-1].kind == "times" and float(found[-1].value) > 1:
            # "Five times smaller": a fifth as large.
            found[-1] = found[-1]._replace(value=1 / float(found[-1].value))
            found.insert(-1, _ABOUT)
        if token.text in _UNITS and found and found[-1].kind == "number":
            continue
        if token.text == "record" and any(t.text in ("did", "does", "to", "not") for t in found[-4:]):
            token = token._replace(kind="other")
        level = token.kind in ("at-least", "at-most") and token.text in ("above", "below", "over", "under")
        if (
            level
            and found
            and found[-1].kind in ("up", "down", "surpass")
            and any(t.kind == "not" for t in found[-4:])
        ):
            # "Has not dipped below 60": was not below it.
            found.pop()
        said = 3 if token.text == "been" and found and found[-1].text == "had" else 2
        whose = [t.text for t in found[-said:][:2]] in (["what", "it"], ["what", "they"])
        if whose and (token.text in _HAD or said == 3):
            # "A quarter of what it was in 1990": of the number then.
            found = [*found[:-said], token._replace(kind="other", text="number")]
            continue
        sized = token.kind == "number" and token.text[0].isdigit() and float(token.value) >= PEOPLE
        sized = sized and len(found) > 1
        if sized and found[-1].text == "of" and found[-2].kind == "cities":
            # "A city of 650,000".
            found += [token, Token("people", "people", "people", token.start, token.end)]
            continue
        numbered = (
            found
            and token.kind in ("highest", "lowest")
            and found[-1].kind == "number"
            and "years" not in texts
        )
        if numbered and found[-1].value == len({t.value for t in found if t.kind == "city"}):
            # "A and B had the two highest rates".
            found.pop()
        if token.text == "having" and found and found[-1].kind == "clause":
            found[-1] = token._replace(text="with", value="with")
            continue
        if token.text == "half" and len(found) > 1 and found[-1].text in ("in", "by"):
            at = next(
                (n for n in range(len(found) - 2, max(-1, len(found) - 5), -1) if found[n].kind == "down"),
                None,
            )
            if at is not None:
                found = [*found[:at], *found[at + 1 : -1]]
                token = token._replace(kind="halved")
        found.append(token)
    return found


def _with_as_many(before: Sequence[Token]) -> bool:
    """Whether "with half as many" ends here, after "with" so many people elsewhere."""
    at = next(
        (n for n in range(len(before) - 1, max(-1, len(before) - 6), -1) if before[n].text == "with"), None
    )
    if at is None or before[-1].kind != "equal":
        return False
    earlier = [n for n, t in enumerate(before[:at]) if t.text == "with"]
    return any({"people", "population"} & {t.kind for t in before[n : n + 4]} for n in earlier)


def _alike(before: Sequence[Token]) -> int:
    """How many words before "population" say that it is alike: "the same", "a similar", "similar in"; 0 where none."""
    texts = [t.text for t in before[-2:]]
    if texts[-1:] == ["same"] or texts in (["similar", "in"], ["comparable", "in"], ["equal", "in"]):
        return len(texts) if texts[0] in ("the", "similar", "comparable", "equal") else 1
    return int(texts[-1:] in (["similar"], ["comparable"]))


def _verbs(tokens: Sequence[Token]) -> list[Token]:
    """ "Saw murders double", "that's triple" as a movement; "was down to 673" as what there were."""
    found: list[Token] = []
    for n, token in enumerate(tokens):
        before = tokens[n - 1] if n else token
        start = n
        while start and tokens[start - 1].kind in (*_BOUNDS, "about"):
            start -= 1
        two_before = " ".join(t.text for t in tokens[max(0, start - 2) : start])
        after = tokens[n + 1].text if n + 1 < len(tokens) else ""
        if token.kind == "times-word":
            said = two_before.endswith(("that's", "it's", "that is", "that was")) and after in ("", ".")
            verb = next(
                (t for t in reversed(tokens[:n]) if t.kind not in ("at-least", "at-most", "about")), token
            )
            counted = verb.kind in VICTIMS or verb.text in _COUNTS
            loose = verb.text in ("so", ",", ".", ";", "–", "—", "(", "is", "that's") and after in (
                "",
                ".",
                ",",
                "!",
                ")",
            )
            said = said or (loose and token.text in _DOUBLES)
            denied = n > 0 and tokens[n - 1].kind == "not" and token.text in _DOUBLES
            if said or denied or (counted and token.text in _DOUBLES and after not in _OF_OTHERS):
                token = token._replace(kind=_SO[token.text[0]])
        if token.kind in ("up", "down") and after == "to" and _is_level(tokens, n):
            continue
        if (
            [token.text, after] == ["not", "since"]
            and before.text == ","
            and any(t.text == "never" for t in found)
        ):
            # "Has never had more than 40, not since 1985".
            found.pop()
            continue
        found.append(token)
    return found


def _is_level(tokens: Sequence[Token], n: int) -> bool:
    """ "Was down to 673", "fell to half of what it was": where it came to, not by how much."""
    near = tokens[n + 2 : n + 6]
    part = [t.text for u, t in pairwise(near) if u.kind in ("fraction", "times-word")]
    was = n > 0 and tokens[n - 1].text in ("was", "is", "were", "are", "at")
    return part[:1] == ["of"] or (was and any(t.kind == "number" for t in near[:2]))


_STEPS: Final = (
    without_names,
    of_own_state,
    other_one,
    scored,
    labelled,
    since_when,
    that_many,
    excepted,
    not_once,
    it_took,
    so_too,
    of_others,
    without_idle,
    unattributed,
    without_opening,
    uncaused,
    _verbs,
    not_since,
    never_more,
    more_of,
    below_mark,
    compared_with_year,
    by_how_many,
    none_of,
    no_year,
    gone_back,
    _only_year,
    _ending,
    only_one,
    _plainer,
    _further,
    _moving,
    _ratio,
    figures_only,
    odds,
    per_100k,
    yearly,
)
"""In order: the speaker goes first, and figures are converted when all else is in the grammar's words."""
