"""The oracle: a world as facts for ``model.lp``, and what all its answer sets say.

Every answer set is one completion of the open facts. What holds in all of them is certain (cautious consequence);
what holds in some is possible (brave consequence). One grounding answers all the questions of a world.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import clingo
import msgspec

from enjoined.law import Acceptance
from enjoined.model import LOCAL_KINDS, STATE_KINDS, Kind, parse_day
from tests.conformance import world as w

__all__ = ["Verdict", "verdicts"]

_RULES = (Path(__file__).parent / "model.lp").read_text(encoding="utf-8")


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the answer sets say of one question.

    ``possible`` are the statuses of some completion; ``protects`` the restraints in force in every completion in
    which there is a duty. Of impositions and restraints, ``sometimes`` are active in some completion, ``always`` in all.
    """

    possible: frozenset[str]
    protects: frozenset[str]
    sometimes: frozenset[str]
    always: frozenset[str]


def verdicts(world: w.World) -> tuple[Verdict, ...]:
    """The verdict on each question of the world, in order."""
    control = clingo.Control(["--warn=none"])
    control.add("base", [], _RULES + "\n".join(_facts(world)))
    control.ground([("base", [])])
    some, every = _consequences(control, "brave"), _consequences(control, "cautious")
    return tuple(
        Verdict(
            possible=frozenset(s.replace("_", "-") for s in some["status_of", number]),
            protects=frozenset(every["protects", number]),
            sometimes=frozenset(some["in_play", number]),
            always=frozenset(every["in_play", number]),
        )
        for number in range(len(world.questions))
    )


def _consequences(control: clingo.Control, mode: str) -> defaultdict[tuple[str, int], set[str]]:
    """What holds in some (``brave``) or in all (``cautious``) answer sets, by predicate and question."""
    control.configuration.solve.enum_mode = mode  # type: ignore[union-attr]
    control.configuration.solve.models = 0  # type: ignore[union-attr]
    last: list[clingo.Symbol] = []
    with control.solve(yield_=True) as handle:
        for model in handle:
            last = list(model.symbols(shown=True))
        assert handle.get().satisfiable, "a world always has a completion"
    found: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for symbol in last:
        number, what = symbol.arguments
        text = what.string if what.type is clingo.SymbolType.String else what.name
        found[symbol.name, number.number].add(text)
    return found


# --- facts ------------------------------------------------------------------------------------------------------


def _s(text: str) -> str:
    return f'"{text}"'


def _day(text: str | None, otherwise: str = "") -> str:
    return otherwise if text is None else str(parse_day(text))


def _atom(word: str) -> str:
    return word.replace("-", "_")


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _facts(world: w.World) -> Iterator[str]:
    yield "label(local)."
    for kind in LOCAL_KINDS:
        yield f"local({_atom(kind)}). meant(local,{_atom(kind)})."
    yield from _people(world)
    yield from _duties(world)
    for event in world.events:
        yield from _moment(event.date, event.id)
        if event.known is not None:
            yield from _moment(event.known, f"{event.id}#known")
    for effect in world.effects:
        yield from _effect(world, effect)
    yield from _questions(world)


def _moment(when: w.When, name: str) -> Iterator[str]:
    if isinstance(when, str):
        yield f"moment({_s(name)},{_day(when)},{_day(when)})."
    elif when.between is not None:
        first, last = when.between
        yield f"moment({_s(name)},{_day(first)},{_day(last)})."
    elif when.after is not None:
        yield f"moment({_s(name)},{parse_day(when.after) + 1},#sup)."


def _name(when: w.When | None, event: str, own: str) -> str:
    """The moment a date stands for: the event's own, another event's, or one of its own."""
    if when is None:
        return event
    return own if isinstance(when, str) or when.mandate is None else when.mandate


def _public(world: w.World, event: str) -> str:
    known = next(e.known for e in world.events if e.id == event)
    return event if known is None else f"{event}#known"


def _people(world: w.World) -> Iterator[str]:
    for p in world.recipients:
        yield f"person({_s(p.id)},{_atom(p.kind)},{_s(p.state)})."
        if p.population is not None:
            yield f"population({_s(p.id)},{p.population})."
        for e in p.edges:
            window = f"{_day(e.start, '#inf')},{_day(e.until, '#sup')}"
            yield f"edge({_s(p.id)},{e.kind},{_s(e.to)},{window},{_yes(e.holds)})."
    recorded = {p.id for p in world.recipients}
    for state in {p.state for p in world.recipients} - recorded - {""}:
        yield f"person({_s(state)},state,{_s(state)})."
    for g in world.groups:
        yield from _bound(g.id, w.Within(kinds=g.eligible.kinds, states=g.eligible.states))
        if g.eligible.min_population is not None:
            yield f"least({_s(g.id)},{g.eligible.min_population})."
        for m in g.members:
            yield f"spell({_s(g.id)},{_s(m.id)},{_day(m.start, '#inf')},{_day(m.until, '#sup')})."
    for v in world.waves:
        yield f"wave({_s(v.id)},{_s(v.id.partition('/')[0])})."
        yield from (f"claims({_s(v.id)},{_s(p)},{_s(a)})." for p, sued in v.claims.items() for a in sued)
        yield from _list(_s(v.id), w.Names(ids=v.names, complete=v.complete, within=v.within))


def _governments(bound: str, kinds: frozenset[Kind]) -> Iterator[str]:
    """Of which governments a part is bound; which one it is of is one fact for each set of kinds."""
    if kinds and kinds <= STATE_KINDS:
        yield f"binds_states_only({bound})."
    elif kinds:
        label = "local" if kinds == LOCAL_KINDS else _s(",".join(sorted(kinds)))
        yield f"binds_governments({bound},{label}). label({label})."
        yield from (f"meant({label},{_atom(k)})." for k in kinds)


def _bound(of: str, within: w.Within) -> Iterator[str]:
    of = of if of.startswith("w(") else _s(of)
    for kind in within.kinds:
        yield f"limits_kinds({of}). kind_in({of},{_atom(kind)})."
    for state in within.states:
        yield f"limits_states({of}). state_in({of},{_s(state)})."


def _list(of: str, names: w.Names) -> Iterator[str]:
    for name in names.ids:
        yield f"name({of},{_s(name)})."
    if not names.complete:
        yield f"open_list({of})."
        yield from _bound(of.strip('"'), names.within)


def _duties(world: w.World) -> Iterator[str]:
    for agency, parent in world.agencies.items():
        if parent is not None:
            yield f"part({_s(agency)},{_s(parent)})."
    for i in world.instruments:
        yield f"issues({_s(i.id)},{_s(i.agency)})."
        yield from (f"program({_s(i.id)},{_s(p)})." for p in i.programs)
        yield from (f"year({_s(i.id)},{y})." for y in i.fiscal_years)
    for c in world.conditions:
        instrument = c.id.partition("/")[0]
        yield f"condition({_s(c.id)},{_s(instrument)},{_s(c.family)},{_day(c.issued)})."
        for capacity, kinds in (("direct", c.binds), ("sub", c.binds_sub)):
            yield from (f"binds({_s(c.id)},{capacity},{_atom(k)})." for k in kinds)
            yield from _governments(f"{_s(c.id)},{capacity}", frozenset(kinds) & (STATE_KINDS | LOCAL_KINDS))
        orders = {named for x in c.implements for named in (x, x.partition("/")[0])}
        yield from (f"implements({_s(c.id)},{_s(x)})." for x in sorted(orders))
        yield from (f"judged({_s(c.id)},{_s(x.to)},{_yes(x.holds)})." for x in c.similar_to)


# --- effects ----------------------------------------------------------------------------------------------------


def _effect(world: w.World, effect: w.Effect) -> Iterator[str]:
    e = _s(effect.id)
    yield f"effect({e},{effect.verb})."
    if effect.grade is not None:
        yield f"grade({e},{_atom(effect.grade)})."
    yield from (f"acts({e},{effect.verb},{_s(t)})." for t in effect.targets)
    if effect.final:
        yield f"final({e})."
    if effect.children is not None:
        yield f"children({e},{_yes(effect.children)})."
    if effect.child_of is not None:
        yield f"child_of({e},{_s(effect.child_of)})."
    if effect.possible:
        yield f"possible({e})."
    for word, guard in (("while", effect.only_while), ("unless", effect.unless)):
        if guard is not None:
            condition = "same" if guard.condition is None else _s(guard.condition)
            yield f"guard({e},{word},{_s(guard.active)},{condition})."
    yield from _dates(world, effect)
    ordered = next(x.date for x in world.events if x.id == effect.event)
    if isinstance(ordered, str):
        yield f"ordered({e},{_day(ordered)}). ordered_by({e},{_day(ordered)})."
    elif ordered.between is not None:
        first, last = ordered.between
        yield f"ordered({e},{_day(first)}). ordered_by({e},{_day(last)}). ordered_sometime({e})."
    elif ordered.after is not None:
        yield f"ordered({e},{parse_day(ordered.after) + 1}). ordered_sometime({e})."
    for text, scope in enumerate((effect.scope, *(r.scope for r in effect.readings))):
        for number, product in enumerate(scope):
            yield from _product(effect, product, text, f"p({e},{text},{number})")


def _dates(world: w.World, effect: w.Effect) -> Iterator[str]:
    e = _s(effect.id)
    begin = _name(effect.start, effect.event, f"{effect.id}#from")
    yield f"starts({e},{_s(begin)})."
    yield f"public({e},{_s(_public(world, effect.event))})."
    if effect.start is not None:
        yield from _moment(effect.start, begin)
        if begin != f"{effect.id}#from":
            yield f"public({e},{_s(_public(world, begin))})."
    if effect.until is not None:
        own = f"{effect.id}#until"
        end = _name(effect.until, effect.event, own)
        yield f"ends_on({e},{_s(end)})."
        yield from _moment(effect.until, end)
        if end != own:
            yield f"end_public({e},{_s(_public(world, end))})."
    for number, reading in enumerate(effect.readings, start=1):
        known = f"{effect.id}#reading-{number}"
        yield f"reading({e},{number},{_s(known)})."
        yield from _moment(reading.known, known)


def _product(effect: w.Effect, product: w.Product, text: int, p: str) -> Iterator[str]:
    who, selector = f"w({p})", f"s({p})"
    yield f"product({p},{_s(effect.id)},{text},{who}). selects({_s(effect.id)},{selector},{p})."
    yield from _who(effect, w.Who(everyone=True) if product.who is None else product.who, who)
    yield from _conditions(product.conditions, selector)
    awards = product.awards
    for word, values in (
        ("program", tuple(map(_s, awards.programs))),
        ("year", tuple(map(str, awards.fiscal_years))),
        ("instrument", tuple(map(_s, awards.instruments))),
        ("agency", tuple(map(_s, awards.agencies))),
        ("named", tuple(map(_s, awards.named))),
    ):
        yield from (f"lim({p},{word}). lim({p},{word},{v})." for v in values)
    for word, day in (
        ("before", awards.accepted_before),
        ("since", awards.accepted_from),
        ("pending", awards.pending_on),
    ):
        if day is not None:
            yield f"{word}({p},{_day(day)})."
    if product.through is not None:
        yield f"passes_through({p},w({p},through))."
        yield from _who(effect, product.through, f"w({p},through)")
    elif product.capacity is not None:
        yield f"capacity({p},{product.capacity})."


def _who(effect: w.Effect, who: w.Who, here: str) -> Iterator[str]:
    if who.everyone:
        yield f"everyone({here})."
    yield from _list(here, who.recipients)
    word = "claimants" if who.within_claims else "plaintiffs"
    yield from (f"{word}({here},{_s(v)})." for v in who.plaintiffs)
    for m in who.members_of:
        match m.as_of:
            case "order":
                yield f"members_of({here},{_s(m.group)},on(D)) :- ordered({_s(effect.id)},D), "
                yield f"not ordered_sometime({_s(effect.id)})."
                yield f"members_of({here},{_s(m.group)},offer) :- ordered_sometime({_s(effect.id)})."
            case "query" | "offer" | "acceptance":
                yield f"members_of({here},{_s(m.group)},{m.as_of})."
            case printed:
                yield f"members_of({here},{_s(m.group)},on({_day(printed)}))."
    for word, inner in (("subdivisions_of", who.subdivisions_of), ("subrecipients_of", who.subrecipients_of)):
        if inner is not None:
            yield f"{word}({here},w({here},{word}))."
            yield from _who(effect, inner, f"w({here},{word})")
    for number, inner in enumerate(who.excluding):
        yield f"except({here},w({here},{number}))."
        yield from _who(effect, inner, f"w({here},{number})")


def _conditions(selector: w.Conditions, here: str) -> Iterator[str]:
    for word, values in (
        ("id", selector.ids),
        ("instrument", selector.instruments),
        ("family", selector.families),
        ("agency", selector.agencies),
        ("implements", selector.implements),
        ("similar", selector.similar_to),
    ):
        yield from (f"sel({here},{word}). sel({here},{word},{_s(v)})." for v in values)
    if selector.future is not None:
        yield f"future({here},{_yes(selector.future)})."
    if selector.excluding is not None:
        yield f"spares({here},s({here}))."
        yield from _conditions(selector.excluding, f"s({here})")


# --- questions --------------------------------------------------------------------------------------------------


def _questions(world: w.World) -> Iterator[str]:
    awards = {a: n for n, a in enumerate(dict.fromkeys(q.award for q in world.questions))}
    for award, a in awards.items():
        yield f"award({a})."
        if award.program is not None:
            yield f"says_program({a},{_s(award.program)})."
        if award.fiscal_year is not None:
            yield f"says_year({a},{award.fiscal_year})."
        if award.number is not None:
            yield f"says_number({a},{_s(award.number)})."
        if award.through is not None:
            yield f"through({a},{_s(award.through)})."
        said = award.acceptance in (Acceptance.NONE, Acceptance.DECLINED)
        if award.accepted is not None and not said:
            yield f"accepted({a},{_day(award.accepted)})."
        yield f"answer({a},{award.acceptance if said else 'said'})."
    for number, q in enumerate(world.questions):
        known = _day(q.known_on, "all")
        terms = f"{_s(q.recipient)},{_s(q.condition)},{awards[q.award]},{_day(q.on)},{known}"
        yield f"question({number},q({terms}))."
