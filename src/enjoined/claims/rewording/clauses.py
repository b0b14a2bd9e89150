"""Before a sentence is read: its clauses, each made whole from the others.

"Chicago had 765 murders in 2016, up from 478 a year earlier, while New York had 335" says the year before 2016, and
leaves out of what and when New York had 335: each clause is completed from the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from enjoined.claims.claim import Unread
from enjoined.claims.grammar.phrases import FIGURED, LARGER, is_start, of_level
from enjoined.claims.grammar.tokens import Token
from enjoined.claims.rewording.joints import FIGURES
from enjoined.claims.rewording.rivals import MOVES, counts_people, peopled, rival
from enjoined.claims.rewording.unsaid import sentences_of

__all__ = [
    "FROM",
    "PEOPLE_LIVING",
    "clauses",
    "completed",
    "goes_on",
    "without_which",
]

_MEASURES: Final = ("murders", "violent_crimes", "population", "rate", "capital")
_WHEN: Final = ("year", "years", "this-year", "now", "since", "past-years", "to-date")
_NOT_A_CLAUSE: Final = frozenset({"all", "nothing", "anything", "none"})
"""Before "but": "all but one"."""
_OVER: Final = frozenset({"surpass", "trail"})
FROM: Final = Token("from", "from", "from", 0, 0)
PEOPLE_LIVING: Final = Token("population", "population", "population", 0, 0)
_AND: Final = Token("to", "and", "and", 0, 0)
_COMMA: Final = Token("other", ",", ",", 0, 0)
_VERBS: Final = frozenset({"has", "had", "was", "is", "saw", "recorded", "reported"})
_HAVE: Final = frozenset(
    {"had", "has", "have", "saw", "recorded", "reported", "counted", "logged", "tallied", "was"}
)
_NO_PLACE: Final = frozenset(
    {"police", "homicides", "murders", "there", "this", "that", "they", "officials", "detectives", "violence"}
)
_GROWS: Final = re.compile("grow|grew|shr[aiu]nk")
_NOBODY: Final = frozenset({"none", "nowhere"})
_IS: Final = frozenset({"is", "was", "were", "represents", "represented", "marks", "marked"})
_SHORT: Final = 3
"""Fewer words can repeat what is said before them: "but Oakland did"."""
_COMPARES: Final = frozenset(("times", "times-word", "more", "less", "highest", "lowest", "up", "down"))
_COUNTED: Final = frozenset(("murders", "violent_crimes", "population", "at-least", "at-most"))
_FIGURE: Final = frozenset({"number", "figure", "total", "count", "tally", "toll", "rate"})
_OPENERS: Final = frozenset({"but", "and", "yet", "so"})
"""Before a sentence they only tie it to the one before."""


def without_which(tokens: Sequence[Token]) -> list[Token] | None:
    """The tokens without ", which was" beside a figure; ``None`` if that stands nowhere."""
    for n in range(2, len(tokens) - 1):
        said = tokens[n].kind == "which" and tokens[n + 1].text in _IS
        of_one = len({t.value for t in tokens[:n] if t.kind == "city"}) == 1
        if said and of_one and tokens[n - 1].text == "," and tokens[n - 2].kind != "city":
            return [*tokens[:n], *tokens[n + 2 :]]
    return None


def clauses(tokens: Sequence[Token]) -> list[list[Token]]:
    """The clauses that "while", "but" and "which" join, each with city, measure and year of another where it has none.

    Raises :class:`Unread` where a side says nothing that figures could bear out.
    """
    tokens = list(tokens[1:] if tokens and tokens[0].text in _OPENERS else tokens)
    tokens = tokens[:-1] if tokens and tokens[-1].text == "." else tokens
    if parts := _sentences(tokens):
        return parts
    joint = next(
        (n for n, t in enumerate(tokens) if t.kind in ("clause", "which") or _turns(tokens, n)), None
    )
    if joint is None:
        return [tokens]
    if tokens[joint].kind == "which":
        sides = _relative(tokens, joint)
    elif (aside := _conceded(tokens, joint)) is not None:
        sides = aside
    elif joint and tokens[joint - 1].text in _NOT_A_CLAUSE:
        raise Unread("its clauses are not understood")
    elif joint:
        sides = tokens[:joint], tokens[joint + 1 :]
    else:
        comma = next((n for n, t in enumerate(tokens) if t.text == "," and n > 1), len(tokens))
        sides = tokens[1:comma], tokens[comma + 1 :]
    if tokens[joint].kind != "which" and not _says_something(sides[0]):
        # "Despite all the headlines, ..." says nothing that figures could bear out.
        return clauses(sides[1])
    of_it = tokens[joint].kind == "which"
    bare = {t.kind for t in sides[0]}
    if (
        bare
        and not bare & FIGURES
        and sides[0][-1].kind != "not"
        and not (of_it and "not-understood" in bare)
    ):
        # "Chicago gets all the attention, but in 2014 it had fewer murders than Detroit".
        return clauses(completed(sides[1], sides[0]))
    last = {t.kind for t in sides[1]}
    if (
        not of_it
        and not last & {*FIGURES, *_MEASURES, "not", "year", "unsupported"}
        and len(sides[1]) > _SHORT
    ):
        # "... while the governor was flying around" says nothing that figures could bear out.
        return clauses(sides[0])
    if not all(any(t.kind in FIGURES for t in side) for side in sides):
        raise Unread(f"“{tokens[joint].text}” can change what it says, and is not understood")
    first, second = completed(sides[0], sides[1]), completed(sides[1], sides[0], of_it=of_it)
    # What "which" says is beside the main statement, which is put last.
    return [*clauses(second), *clauses(first)] if of_it else [*clauses(first), *clauses(second)]


def _conceded(tokens: Sequence[Token], joint: int) -> tuple[list[Token], list[Token]] | None:
    """ "Detroit, though a third the size of Houston, had ...": what is granted of the city, and what is said."""
    end = next((n for n in range(joint, len(tokens)) if tokens[n].text == ","), None)
    if joint != 2 or end is None or tokens[0].kind != "city" or tokens[1].text != ",":
        return None
    return [tokens[0], *tokens[joint + 1 : end]], [tokens[0], *tokens[end + 1 :]]


def _sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    """The clauses of several sentences, each completed by those before it; none where there is but one."""
    said = sentences_of(tokens)
    if len(said) < 2:
        return []
    whole = [said[0]]
    for sentence in said[1:]:
        if not any(t.kind in FIGURES for t in sentence):
            raise Unread("what its second sentence says is not understood")
        named = {t.value for t in whole[-1] if t.kind == "city"}
        if len(named) != 1 and not any(t.kind == "city" for t in sentence):
            raise Unread("it is not clear of which city its second sentence speaks")
        # A movement without years is one between the figures of the two sentences before it.
        alone = sum(t.kind == "year" for t in whole[-1]) == 1
        moves = any(t.kind in MOVES or t.kind == "percent" for t in sentence)
        before = [t for part in whole[-2:-1] for t in part] if moves and alone else []
        whole.append(completed(sentence, [*before, *whole[-1]]))
    return [clause for part in whole for clause in clauses(part)]


def _says_something(tokens: Sequence[Token]) -> bool:
    return bool({t.kind for t in tokens} & {*FIGURES, *_MEASURES, *_WHEN, "city", "unsupported"})


def _turns(tokens: Sequence[Token], n: int) -> bool:
    """ "Fell in A and rose in B", "A had more, and B has twice as many people": an "and" that joins two statements."""
    if tokens[n].text not in ("and", ";", "so") or n + 1 >= len(tokens):
        return False
    said, further = ({t.kind for t in side} & FIGURES for side in (tokens[:n], tokens[n + 1 :]))
    own = (
        tokens[n + 1].kind in ("city", "year")
        or (tokens[n + 1].text in ("in", "by") and n + 2 < len(tokens) and tokens[n + 2].kind == "year")
        or tokens[n + 1].text in ("it", "its", "that", "we", "they")
        or tokens[n].text == ";"
        or (tokens[n + 1].text == "the" and n + 2 < len(tokens) and tokens[n + 2].text in _FIGURE)
    )
    apart = [t.kind for t in tokens[n + 1 : n + 4]]
    if apart in (["number", "more", "than"], ["number", "less", "than"]) and any(
        t.kind == "than" for t in tokens[:n]
    ):
        # "160 fewer than the year before, and 198 fewer than in 2023".
        return True
    if _sets_another_against(tokens, n):
        return True
    if own and said and further and (tokens[n].text == ";" or _states(tokens, n)):
        return True
    ways = [t.kind for t in tokens[:n] if t.kind in ("up", "down")]
    ahead = next((t.kind for t in tokens[n + 1 : n + 3] if t.kind in ("up", "down")), None)
    return bool(ways) and ahead is not None and ahead != ways[-1]


def _sets_another_against(tokens: Sequence[Token], n: int) -> bool:
    """ "Lower than that of A, and less than half that of B"."""
    before, after = [t.kind for t in tokens[:n]], [t.kind for t in tokens[n + 1 : n + 7]]
    factor = next((m for m, k in enumerate(after) if k in ("times", "times-word", "fraction")), None)
    if "than" not in before or factor is None or "city" not in before[before.index("than") :]:
        return False
    compared = {"times", "times-word", "fraction"} & set(before)
    hedged = all(k in ("at-least", "at-most", "about") for k in after[:factor])
    return hedged and not compared and "city" in after[factor:]


def _states(tokens: Sequence[Token], n: int) -> bool:
    """Whether a city after a comma and "and" has a verb and a comparison of its own."""
    after = tokens[n + 1 :]
    verb = any(t.text in _VERBS or t.kind in ("surpass", "trail", "up", "down") for t in after[1:6])
    kinds = {t.kind for t in after}
    compared = bool(kinds & _COMPARES) or (
        "number" in kinds and (bool(kinds & _COUNTED) or [t.kind for t in after[1:2]] == ["year"])
    )
    return tokens[n - 1].text == "," and verb and compared


def _relative(tokens: Sequence[Token], n: int) -> tuple[list[Token], list[Token]]:
    """The main clause, and what "which" says of the city before it, or of the figure."""
    of = n - 2 if n > 1 and tokens[n - 1].text in (",", "–", "—", "-") else n - 1
    if of < 0:
        raise Unread("its clauses are not understood")
    dash = tokens[n - 1].text if n and tokens[n - 1].text in ("–", "—", "-") else ""
    close = (dash,) if dash else (",", ";", ")")
    end = next((m for m in range(n + 1, len(tokens)) if tokens[m].text in close), len(tokens))
    whose = [tokens[of]] if tokens[of].kind == "city" else []
    if whose and of and tokens[of - 1].text == "unlike":
        # "Unlike A, where murders rose, B saw a decline."
        return [*tokens[: of - 1], *tokens[end + 1 :]], [*whose, *tokens[n + 1 : end]]
    others = {t.value: t for t in tokens[:of] if t.kind == "city" and t.value not in {w.value for w in whose}}
    said = list(tokens[n + 1 : end])
    if whose and len(others) == 1:
        # "A had more than B, which has a third of its people": of A's.
        said = [next(iter(others.values())) if t.text == "its" else t for t in said]
    main, beside = [*tokens[: of + 1], *tokens[end + 1 :]], [*whose, *said]
    if any(t.text == "that" and u.text in _FIGURE for t, u in pairwise(main)):
        # "... had 562 in 2021, saw that number fall to 410 in 2023": from the year of that number.
        main += [part for t in beside if t.kind == "year" for part in (FROM, t)]
    return main, beside


def completed(clause: Sequence[Token], other: Sequence[Token], *, of_it: bool = False) -> list[Token]:
    """A clause with what it leaves out; one ``of_it`` speaks of the year of the other even where it names another."""
    clause = [t for n, t in enumerate(clause) if t.text not in ",;" or n not in (0, len(clause) - 1)]
    filled = bool(clause) and clause[-1].kind == "since"
    if filled:
        # "... had 100 in 2007, and not once fewer than 60 since."
        clause += [t for t in other if t.kind == "year"][-1:]
    kinds = {t.kind for t in clause}
    with_rival = peopled(clause, other)
    by_people = with_rival is not clause
    if by_people:
        # Of a clause that says more, the people are by the way; another speaks of them alone.
        more = sum(t.kind in FIGURED for t in clause) > 1 or bool(kinds & {"murders", "violent_crimes"})
        clause, kinds = with_rival, kinds - {"population"} if more else kinds
        if not more and "population" not in kinds:
            clause, kinds = [*clause, PEOPLE_LIVING], kinds | {"population"}
    parting = {*_OVER, "versus", "times", "times-word", *(["fraction"] if by_people else [])}
    than = next(
        (n for n, t in enumerate(clause) if t.text.endswith("than") or t.kind in parting), len(clause)
    )
    led = any(t.kind == "city" for t in clause[:than])
    it = any(t.text in ("it", "its") for t in clause[:1])
    if not by_people and (led or it or not any(t.kind == "city" for t in clause[than:])):
        clause += rival(clause, other)
    named = {t.value for t in other if t.kind == "city"}
    if of_it and len(named) > 1 and not any(t.kind == "city" for t in clause):
        raise Unread("it is not clear of which city “which” speaks")
    apart = next((n for n, t in enumerate(clause) if t.kind == "than"), 0)
    led = led or any(t.kind == "city" for t in clause[:apart])
    # "None had more than B", "likelier in A than in B" leave out no city.
    led = led or any(t.kind == "no-city" or t.text in _NOBODY for t in clause)
    before = [] if led else [t for t in other if t.kind == "city"][:1]
    if before and (name := _stranger(clause)):
        raise Unread(f"it speaks of “{name}”, of which no figures are held")
    if [t.kind for t in clause[:1]] == ["number"] and len(clause) > 2 and clause[2].kind == "than":
        before += [t for t in other if t.kind == "year"][:1] if kinds & set(_WHEN) else []
    after: list[Token] = []
    numbers = sum(t.kind == "number" for t in clause)
    people = counts_people(clause) and (not numbers or not {"times", "times-word", "fraction"} & kinds)
    own = kinds & {"murders", "violent_crimes", "population", "capital"} or people
    if not own and not any(map(_names_murders, clause)):
        grows = any(a.kind in ("city", "cities") and _GROWS.match(b.text) for a, b in pairwise(clause))
        grows = grows or any(t.text.startswith("outnumber") for t in clause)
        larger = grows or any(t.text in LARGER or t.kind == "size" for t in clause)
        sized = not {"number", "rate"} & kinds and larger
        after += (
            [PEOPLE_LIVING]
            if sized
            else [t for t in other if t.kind in _MEASURES and (t.kind not in kinds or _names_murders(t))]
        )
        if {"murders", "violent_crimes"} & {t.kind for t in after}:
            after = [t for t in after if t.kind != "population"]
        after += [PEOPLE_LIVING] if not after and counts_people(other) else []
    later = any(t.kind == "year" and t.text.endswith(("later", "after")) for t in clause)
    if later and MOVES & kinds:
        # "... 482 in 1991; a decade later it had been cut in half": from that year.
        after += [part for t in other if t.kind == "year" for part in (FROM, t)][-2:]
    own_dates = [
        m for m, t in enumerate(clause) if t.kind in _WHEN and t.kind != "since" and not of_level(clause, m)
    ]
    if "percent" in kinds and not kinds & {*MOVES, "more", "less", "share", "at-least", "at-most"}:
        # "... dropped from 274 to 187. That is 32 percent."
        clause += [t for t in other if t.kind in MOVES][:1] or _way_of(other)
        kinds |= {t.kind for t in clause}
    parts = bool({"percent", "fraction", "same-span", "doubled", "tripled", "halved"} & kinds)
    other = _without_since(other)
    parts = parts or any(t.text == "by" for t in clause)
    moved = bool(MOVES & kinds and parts) and sum(t.kind == "year" for t in other) == 2
    open_ = not filled and all(m and clause[m - 1].kind == "since" for m in own_dates)
    if not own_dates or (open_ and {"highest", "lowest", "any-year", "first-time"} & kinds):
        when = [
            t
            for m, t in enumerate(other)
            if t.kind in _WHEN and (moved or not (t.kind == "year" and is_start(other, m)))
        ]
        if _over_both(other) and len(when) < 2:
            when = [t for t in other if t.kind == "year"]
            when = [when[0], _AND, when[1]]
        when = [] if goes_on(clause) else when
        span = len(when) == 2 and all(t.kind == "year" for t in when) and bool(MOVES & kinds)
        after += [FROM, *when] if span else when
    elif _than_a_year(clause) and not any(t.kind == "year" for t in before):
        # "... 410 in 2023, but that is better than 2021".
        before += [t for m, t in enumerate(other) if t.kind in ("year", "years") and not is_start(other, m)][
            -1:
        ]
    elif of_it and (dated := [t for t in other if t.kind == "year"]):
        first = next(n for n, t in enumerate(clause) if t.kind in _WHEN)
        whose = any(t.kind == "city" for t in clause[min(than, first) : first])
        if not (whose or any(t.kind in ("number", "percent") for t in clause[:first])) and any(
            t.kind in ("than", "from", "since", "versus", "at-least", "at-most") for t in clause[: first + 1]
        ):
            before += dated[-1:]
    return [*before, *clause, *([_COMMA] if after else []), *after]


def _way_of(tokens: Sequence[Token]) -> list[Token]:
    """Which way it "went from 90 to 159": by its figures."""
    numbers = [float(t.value) for t in tokens if t.kind == "number"]
    if len(numbers) != 2 or all(t.kind != "went" for t in tokens):
        return []
    way = "up" if numbers[0] < numbers[1] else "down"
    return [Token(way, way, way, 0, 0)]


def _names_murders(token: Token) -> bool:
    """ "Murder rate", beside which "72 per 100,000" is one of murders."""
    return token.kind == "rate" and " " in token.text and token.text[0] in "mhk"


def goes_on(tokens: Sequence[Token]) -> bool:
    """Whether something "has risen" in a city of its own: it does so until now, not in the year of others."""
    kinds = {t.kind for t in tokens}
    own = "city" in kinds and not kinds & {*FIGURED, "every-year"}
    return own and any(a.text in ("has", "have") and b.kind in ("up", "down") for a, b in pairwise(tokens))


def _stranger(clause: Sequence[Token]) -> str | None:
    """The name, in capitals and not of a city held, that a clause speaks of: "Tijuana had more than 2,500"."""
    for n, (name, verb) in enumerate(pairwise(clause)):
        capital = name.kind == "other" and str(name.value)[:1].isupper() and len(name.text) > 3
        begins = n == 0 or clause[n - 1].text in (",", "and", "but", "while")
        if (
            capital
            and begins
            and verb.text in _HAVE
            and (n or clause[0].start)
            and name.text not in _NO_PLACE
        ):
            return str(name.value)
    return None


def _than_a_year(clause: Sequence[Token]) -> bool:
    """ "Better than 2021": without the year that it is set against that one."""
    than = next((n for n, t in enumerate(clause) if _sets_against(clause, n)), len(clause))
    before, after = {t.kind for t in clause[:than]}, {t.kind for t in clause[than:]}
    return not before & set(_WHEN) and not after & {"city", "nation", "big"}


def _without_since(tokens: Sequence[Token]) -> list[Token]:
    """Without the "since 2019" of a record, which says of no other clause when it was."""
    placed = next(
        (n for n, t in enumerate(tokens) if t.kind in ("highest", "lowest", "any-year")), len(tokens)
    )
    return [
        t
        for n, t in enumerate(tokens)
        if not (n > placed and (t.kind == "since" or (t.kind == "year" and tokens[n - 1].kind == "since")))
    ]


def _sets_against(clause: Sequence[Token], n: int) -> bool:
    """Whether what follows a word is what is compared with: "than 2021", "as many as", "double the 36 of 2019"."""
    of_figure = any(t.text in ("the", "its", "that") for t in clause[n + 1 : n + 3])
    times = clause[n].kind in ("times", "times-word", "fraction") and of_figure
    return clause[n].kind == "than" or clause[n].text.endswith(" as") or times


def _over_both(tokens: Sequence[Token]) -> bool:
    """ "Over 2020 and 2021": both together."""
    texts = [t.text if t.kind != "year" else "year" for t in tokens]
    return any(texts[n : n + 4] == ["over", "year", "and", "year"] for n in range(len(texts)))
