"""A sentence read part by part, where it is not understood as a whole.

"St. Louis, where 263 people were murdered in 2020, saw the total ease to 200 the next year" says one thing between each
two of its joints. Each part is completed from those before it and read by itself; neighbours are read together where
they can be, so that "A, B and C had more" stays one statement. Every part must be understood.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count, pairwise
from typing import Final, NamedTuple

from msgspec.structs import replace

from enjoined.claims.claim import Claim, Unread
from enjoined.claims.grammar.accounted import all_accounted, named_accounted
from enjoined.claims.grammar.heard import CRIMES, MEASURES, Heard, is_reference
from enjoined.claims.grammar.phrases import compared, figures_only, hedge
from enjoined.claims.grammar.tokens import Token
from enjoined.claims.rewording.apart import doubted
from enjoined.claims.rewording.clauses import FROM, completed
from enjoined.claims.rewording.gaps import filled, with_other_side
from enjoined.claims.rewording.joints import FIGURES, STOPS, Part, bare, is_joint, parts_of
from enjoined.claims.rewording.unsaid import bears

__all__ = ["by_parts"]

Reader = Callable[[Sequence[Token], Sequence[Claim]], list[Claim]]
_HEARD: Final = frozenset(
    {"city", "year", "years", "population", "people", "other", "either", "to", "cities", "state", "nation"}
    | {"about", "unsupported", "now", "from", "year-end", "ever", *MEASURES}
)
"""Kinds of words that a part without a figure can be made of."""
_DATED: Final = frozenset(
    {"year", "years", "since", "past-years", "this-year", "now", "every-year", "streak", "decades"}
)
_REFERS: Final = frozenset(
    {"up", "down", "percent", "more", "less", "highest", "lowest", "steepest", "first-time"}
)
"""What may be said of a year against an earlier one."""
_FRONTED: Final = frozenset(
    {"with", "after", "despite", "following", "having", "before", "at", "in", "by", "over", "from"}
)
"""Words that put a part before the city it speaks of."""
_FROM_TO: Final = frozenset({"from", "number", "other", "about", "at-least", "at-most", *CRIMES})
_HEDGES: Final = frozenset({"about", "at-least", "at-most"})
_CONTRADICTS: Final = frozenset({"yet", "but", "actually", "wrong", "false", "no", "not", "nonsense"})
"""Words that open a sentence against the one before it."""
_WAYS: Final = 120
_MOST: Final = 12
"""A sentence of more parts is not read so."""


class _TooManyWays(Exception):
    """A sentence can be divided in more ways than are worth trying."""


class _Said(NamedTuple):
    """What a run of parts claims, and whether it says when; or why it cannot be read."""

    claims: list[Claim]
    dated: bool | str
    unread: str = ""


def by_parts(tokens: Sequence[Token], read: Reader) -> list[Claim]:
    """The claims of the parts, each read by ``read`` with those before it.

    Raises :class:`Unread` where some part is not understood.
    """
    tokens = _through(_before_moves(tokens))
    parts = parts_of(tokens)
    if not 1 < len(parts) <= _MOST:
        raise Unread("it has no parts")
    first = next((t for n, t in enumerate(tokens) if t.kind == "year" and not is_reference(tokens, n)), None)
    crimes = [t for t in tokens if t.kind in CRIMES]
    contradicted = any(a.text == "." and b.text in _CONTRADICTS for a, b in pairwise(tokens))
    measure = tuple(crimes[:1]) if len({t.kind for t in crimes}) == 1 and not contradicted else ()
    heard = Heard(_named_later(parts), (), first, first, later=measure)
    try:
        said = _read(parts, heard, (), _patient(read))
    except _TooManyWays:
        raise Unread("it has too many parts") from None
    claims = _timed(said)
    if not any(part.unread for part in said):
        named_accounted(tokens, claims)
    if unread := next((part.unread for part in said if part.unread), ""):
        raise Unread(unread, tuple(claims))
    if not claims:
        raise Unread("what its parts say is not understood")
    return list(dict.fromkeys(claims))


def _before_moves(tokens: Sequence[Token]) -> list[Token]:
    """ "Rose to 70 before plunging to 38": "before" joins the two; what lasted "before falling in 2023" ended then."""
    found: list[Token] = []
    for n, (token, after) in enumerate(zip(tokens, [*tokens[1:], *tokens[-1:]], strict=True)):
        moves = after.kind in ("up", "down", "highest") and after.text.endswith("ing")
        if token.text in ("before", "after") and n and moves:
            year = next((t for t in tokens[n:] if t.kind == "year"), None)
            kinds = {t.kind for t in found}
            if token.text == "before" and year is not None and "streak" in kinds and "year" not in kinds:
                last = float(year.value) - 1
                found.append(year._replace(value=last, text=f"{last:.0f}"))
            token = token._replace(kind="clause")
        found.append(token)
    return found


def _through(tokens: Sequence[Token]) -> list[Token]:
    """ "Passed 50 in 2021 and not below that since through 2025": from the year after until then."""
    found: list[Token] = []
    for n, token in enumerate(tokens):
        year = next((t for t in reversed(found) if t.kind == "year"), None)
        until = [t.kind for t in tokens[n + 1 : n + 3]] == ["to", "year"]
        if token.kind == "since" and until and year is not None:
            after = float(year.value) + 1
            found += [FROM, year._replace(value=after, text=f"{after:.0f}")]
        else:
            found.append(token)
    return found


def _timed(said: Sequence[_Said]) -> list[Claim]:
    """The claims, where a movement without years is one between the two figures before it, or else after it."""
    found: list[Claim] = []
    for n, (claims, dated, _) in enumerate(said):
        for claim in claims:
            reached = claim.kind == "change" and dated == "by" and claim.years[0] == claim.years[1] - 1
            if reached:
                # "119 in 2019, and more than halved by 2024": from the figure before it.
                own = [
                    y for part in said[:n] for c in part.claims if _is_figure_of(claim, c) for y in c.years
                ]
                claim = (
                    replace(claim, years=(own[-1], claim.years[1]))
                    if own and own[-1] < claim.years[1]
                    else claim
                )
            if claim.kind == "change" and not dated:
                before, after = (
                    sorted({c.years[-1] for part in of for c in part.claims if _is_figure_of(claim, c)})
                    for of in (said[:n], said[n + 1 :])
                )
                own = [c.years[-1] for c in claims if _is_figure_of(claim, c)]
                if before and own and before[-1] < own[-1]:
                    # "... , then fell to 33": from the figure before to this one.
                    before = [before[-1], own[-1]]
                if len(before) > 2 and claim.value is not None:
                    raise Unread("it is not clear between which years a change is")
                years = before[-2:] if len(before) > 1 else after[:2] if len(after) == 2 else []
                claim = replace(claim, years=tuple(years), now=False) if years else claim
            found.append(claim)
    return found


def _is_figure_of(change: Claim, claim: Claim) -> bool:
    alike = (claim.measure, claim.subjects) == (change.measure, change.subjects)
    return claim.kind == "value" and alike and bool(claim.years)


def _read(parts: Sequence[Part], heard: Heard, said: Sequence[Claim], read: Reader) -> list[_Said]:
    """What the parts say, the longest run of them first that is understood, within a sentence.

    Raises :class:`Unread` where none is.
    """
    if not parts:
        return []
    why = Unread("what its parts say is not understood")
    sentence = next((n for n, part in enumerate(parts) if n and part.joint in STOPS), len(parts))
    joint = next((t.text for t in reversed(parts[0].tokens) if is_joint(t)), "")
    for end in range(sentence, 0, -1):
        run = bare([t for part in parts[:end] for t in part.tokens])
        figured = bool(
            {t.kind for t in figures_only(run)}
            & {*FIGURES, "capital", "steepest", "ordinal", "place", "top", "first-time", "unchanged"}
        )
        if not figured and (end > 1 or not _is_heard(run) or _lists(run, parts[end:])):
            continue
        try:
            run = filled(run, heard.run) or run
            claims = _understood(run, heard.context(joint, run), said, read) if figured else []
            rest = _read(parts[end:], heard.after(run, joint, figured=figured), [*said, *claims], read)
        except Unread as reason:
            why = reason
            continue
        reached = any(a.text == "by" and b.kind == "year" for a, b in pairwise(run))
        reached = reached or any(t.kind == "year" and t.text.endswith("later") for t in run)
        by = reached and sum(t.kind == "year" for t in run) == 1
        return [_Said(claims, "by" if by else any(t.kind in _DATED for t in run)), *rest]
    end = next((n for n, part in enumerate(parts) if n and _opens_clause(part)), len(parts))
    run = bare([t for part in parts[:end] for t in part.tokens])
    apart = end < len(parts) or any(t.kind == "clause" for t in parts[0].tokens)
    if any(t.kind == "unsupported" for t in run) and (apart or not any(t.kind in CRIMES for t in run)):
        # "Shootings fell by half, while murders rose": nothing is held on the first.
        rest = _read(parts[end:], heard.after(run, joint, figured=False), said, read)
        return [_Said([], True, str(why)), *rest]
    raise why


def _opens_clause(part: Part) -> bool:
    return part.joint in STOPS or any(t.kind == "clause" for t in part.tokens)


def _lists(run: Sequence[Token], parts: Sequence[Part]) -> bool:
    """Whether the cities of a part go on in the next: "A and B had 132" says nothing of B alone."""
    following = bare(parts[0].tokens) if parts and parts[0].joint in (",", "and") else []
    return run[-1].kind == "city" and following[:1] != [] and following[0].kind == "city"


def _is_heard(run: Sequence[Token]) -> bool:
    """Whether a part without a figure may go by: nothing in it bears on the rest."""
    kinds = {t.kind for t in run}
    if doubted(run):
        return False
    if "not" in kinds and (kinds & {"city", "year", *MEASURES} or bears(run)):
        return False
    return kinds <= _HEARD | {"not"} | ({"unless-qualified"} if "unsupported" in kinds else set())


def _understood(run: list[Token], context: list[Token], said: Sequence[Claim], read: Reader) -> list[Claim]:
    average = [t for t in context if t.kind == "average"]
    run = with_other_side([*average, *compared(run)], said)
    if (again := _for_the_first_time(run, said)) is not None:
        return again
    if figures := _by_a_margin(run, said) or _from_before(run, said):
        return figures
    if (place := _ranked_too(run, context, said)) is not None:
        return [place]
    run = _until_then(run, context)
    span = [t for t in context if t.kind in ("from", "year")]
    if len(span) == 3 and not any(t.kind in ("year", "years") for t in run):
        run = [*run, *span]
    whole = completed(run, context) if context else run
    year = next((t for t in context if t.kind == "year"), None)
    kinds = {t.kind for t in run}
    refers = bool(kinds & _REFERS) and "year" in kinds and not kinds & {"every-year", "streak"}
    if (
        year is not None
        and refers
        and all(is_reference(run, n) for n, t in enumerate(run) if t.kind == "year")
    ):
        # "Falling to 83 from 139 in 2024", of the year before: it is that year to which it fell.
        whole = whole if year in whole else [year, *whole]
    claims = read(whole, said)
    all_accounted(run, claims)
    named = tuple(dict.fromkeys(str(t.value) for t in context if t.kind == "city"))
    return [_among_named(claim, named) for claim in claims] if len(named) > 2 else claims


def _until_then(run: list[Token], context: Sequence[Token]) -> list[Token]:
    """ "Where killings had climbed every year since 2018" as up to the year before the one that is spoken of."""
    kinds, texts = [t.kind for t in run], {t.text for t in run}
    year = next((t for t in reversed(context) if t.kind == "year"), None)
    at = next((n for n, (a, b) in enumerate(pairwise(kinds)) if (a, b) == ("since", "year")), None)
    if (
        year is None
        or at is None
        or "had" not in texts
        or "every-year" not in kinds
        or kinds.count("year") > 1
    ):
        return run
    last = float(year.value) - 1
    if last <= float(run[at + 1].value):
        return run
    until = [Token("to", "to", "to", 0, 0), Token("year", last, f"{last:.0f}", 0, 0)]
    return [*run[:at], FROM, run[at + 1], *until, *run[at + 2 :]]


def _for_the_first_time(run: Sequence[Token], said: Sequence[Claim]) -> list[Claim] | None:
    """ "... , for the first time since 2014": what was said last was so in no year in between."""
    kinds = {t.kind for t in run}
    years = [int(t.value) for t in run if t.kind == "year"]
    if not kinds <= {"first-time", "since", "year", "other"} or "first-time" not in kinds or len(years) != 1:
        return None
    last = next((c for c in reversed(said) if c.kind in ("comparison", "rank") and len(c.years) == 1), None)
    if last is None or last.value is not None:
        raise Unread("what was so for the first time is not understood")
    return [replace(last, over=(years[0] + 1, last.years[0] - 1), years=())]


def _by_a_margin(run: Sequence[Token], said: Sequence[Claim]) -> list[Claim]:
    """ "It did, by a margin of 50" after what was more: by so many."""
    numbers = [n for n, t in enumerate(run) if t.kind == "number"]
    plain = all(t.kind in ("number", "other", "about", "at-least", "at-most", "murders") for t in run)
    by = any(t.text in ("by", "margin") for t in run)
    last = said[-1] if said else None
    if len(numbers) != 1 or not plain or not by or last is None or last.kind != "comparison":
        return []
    figure = {"value": float(run[numbers[0]].value), "relation": hedge(run, numbers[0])}
    return [replace(last, points=True, up=last.relation != "less", **figure)] if last.value is None else []


def _from_before(run: Sequence[Token], said: Sequence[Claim]) -> list[Claim]:
    """ ", from an even 500", ": from 1,200 to 300 in 2009" after a movement: what it moved from and to."""
    numbers = [n for n, t in enumerate(run) if t.kind == "number"]
    years = [int(t.value) for t in run if t.kind == "year"]
    to = any(t.kind == "to" for t in run)
    plain = all(t.kind in _FROM_TO or (t.kind in ("to", "year") and to) for t in run)
    if run[0].kind != "from" or not plain or len(numbers) != 1 + to or len(years) != to:
        return []
    moved = next((c for c in reversed(said) if c.kind == "change" and c.years[0] > 0), None)
    if moved is None or len(moved.subjects) != 1:
        raise Unread("it does not say of which year a figure is")
    level = replace(
        moved, kind="value", as_="rate" if moved.as_ == "rate" else "count", points=False, up=True
    )
    level = replace(level, now=False, negated=False, decimals=0)
    return [
        replace(level, years=(year,), value=float(run[n].value), relation=hedge(run, n))
        for n, year in zip(numbers, (moved.years[0], *years), strict=True)
    ]


def _ranked_too(run: Sequence[Token], context: Sequence[Token], said: Sequence[Claim]) -> Claim | None:
    """ "... , and B was second" after a place of A: that place among the same cities."""
    cities, places = ([t for t in run if t.kind == kind] for kind in ("city", "ordinal"))
    cities = cities or [t for t in context if t.kind == "city"][:1]
    rank = next((c for c in reversed(said) if c.kind == "rank"), None)
    plain = all(t.kind in ("city", "ordinal", "other", "to", "knowing") for t in run)
    if rank is None or not plain or len(cities) != 1 or len(places) != 1:
        return None
    return replace(rank, subjects=(str(cities[0].value),), rank=int(places[0].value), within=False)


def _among_named(claim: Claim, cities: tuple[str, ...]) -> Claim:
    """ "A, B and C had 131 together, with 49 in C the most": the most of those named."""
    if claim.kind != "rank" or claim.cutoff is not None or claim.rank > 1 or claim.subjects[0] not in cities:
        return claim
    others = tuple(c for c in cities if c != claim.subjects[0])
    return replace(claim, kind="comparison", against=others, relation="more" if claim.highest else "less")


def _patient(read: Reader) -> Reader:
    """The same reader, for so many ways to divide a sentence; then it raises :class:`_TooManyWays`."""
    left = count(_WAYS, -1)

    def patient(run: Sequence[Token], said: Sequence[Claim]) -> list[Claim]:
        if not next(left):
            raise _TooManyWays
        return read(run, said)

    return patient


def _named_later(parts: Sequence[Part]) -> tuple[Token, ...]:
    """The city named first after "With 48 murders in 2016, ...", of which such a part speaks."""
    first = parts[0].tokens
    than = next((n for n, t in enumerate(first) if t.kind in ("than", *_HEDGES)), len(first))
    fronted = first[0].text in _FRONTED or first[0].kind in ("number", *_HEDGES)
    if not fronted or any(t.kind == "city" for t in first[:than]):
        return ()
    return tuple(t for part in parts[1:] for t in part.tokens if t.kind == "city")[:1]
