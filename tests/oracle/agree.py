"""The rule of agreement between the reference evaluator and the oracle."""

from __future__ import annotations

import msgspec

from enjoined.law import Solution, Status, Timeline, View, bearing_on, solve
from enjoined.model import NO, YES, Effect, Grade, Truth, parse_day
from tests.conformance import world as w
from tests.conformance.reference import cell_of, law_of
from tests.oracle.asp import Verdict, verdicts
from tests.oracle.shrink import shown, shrink

__all__ = ["Disagreement", "disagreements", "report"]

_ALONE = 5
"""Every so many questions one is also answered without the time line, which remembers between days."""

Values = list[tuple[Effect, Truth]]
_STRENGTH = tuple(Grade)
_NO_DUTY = {Status.WITHDRAWN.value, Status.NOT_IMPOSED.value}


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """A question of a world to which the two give different answers, and how they differ."""

    question: w.Asked
    text: str


def disagreements(world: w.World) -> list[Disagreement]:
    """The questions on which the evaluator and the oracle differ.

    What the evaluator holds certain of an imposition or restraint must be so in every completion, what it rules out
    in none. Given that, its status must be the one ``expected``. An answer that turns on more facts than are split
    may be unclear whatever the oracle says.
    """
    law = law_of(world)
    lines: dict[tuple[object, ...], Timeline] = {}
    found = []
    for number, (asked, verdict) in enumerate(zip(world.questions, verdicts(world), strict=True)):
        day = parse_day(asked.on)
        key = (asked.recipient, asked.condition, asked.award, asked.known_on)
        if key not in lines:
            lines[key] = Timeline(law, cell_of(law, asked))
        cell, bearing = lines[key].cell, lines[key].bearing
        view = View(law, cell, day)
        values = [(e, view.active(e.id)) for e in (*bearing.impositions, *bearing.restraints)]
        text = _unsound(values, verdict)
        if not text:
            text = _difference(lines[key].on(day), values, verdict, "time line")
        if not text and number % _ALONE == 0:
            text = _difference(
                solve(law, cell, bearing_on(law, cell), day), values, verdict, "that day alone"
            )
        if text:
            found.append(Disagreement(question=asked, text=text))
    return found


def _unsound(values: Values, verdict: Verdict) -> str:
    for effect, value in values:
        if (value is YES and effect.id not in verdict.always) or (
            value is NO and effect.id in verdict.sometimes
        ):
            active = "in some completion" if effect.id in verdict.sometimes else "in no completion"
            return f"evaluator: {effect.id} is active: {value.word}\noracle: it is active {active}, but not in all"
    return ""


def expected(values: Values, verdict: Verdict) -> str:
    """The status by the rule of the model.

    A restraint that is certain in Kleene logic wins at once, if a duty is not ruled out. Else all completions are
    looked at: the strongest restraint in force in all that have a duty; the status they agree on; unclear.
    """
    imposed = max((v for e, v in values if e.grade is None), default=NO)
    certain = [e.grade for e, v in values if e.grade is not None and v is YES]
    if imposed is not NO and certain:
        return min(certain, key=_STRENGTH.index).value
    protecting = [e.grade for e, _ in values if e.grade is not None and e.id in verdict.protects]
    if protecting and not verdict.possible <= _NO_DUTY:
        return min(protecting, key=_STRENGTH.index).value
    return next(iter(verdict.possible)) if len(verdict.possible) == 1 else Status.UNCLEAR.value


def _difference(solution: Solution, values: Values, verdict: Verdict, how: str) -> str:
    status = expected(values, verdict)
    if solution.unsplit:
        agree = solution.status is Status.UNCLEAR
    else:
        agree = solution.status.value == status
        if solution.status is Status.UNCLEAR:
            agree = agree and {s.value for s in solution.possible} == verdict.possible
    if agree and verdict.protects.issuperset(solution.active):
        return ""
    facts = ", ".join(str(o.fact) for o in solution.open_facts) or "none"
    return (
        f"evaluator ({how}): {solution.status.value}, possible {sorted(s.value for s in solution.possible)}, "
        f"active {sorted(solution.active)}, open facts {facts}\n"
        f"oracle: {status}, possible {sorted(verdict.possible)}, protects {sorted(verdict.protects)}"
    )


def report(world: w.World, question: w.Asked) -> str:
    """The smallest world found that still shows a disagreement on the question, as a person can read it."""
    people = {p.id for p in world.recipients}

    def fails(smaller: w.World) -> bool:
        gone = people - {p.id for p in smaller.recipients}
        text = msgspec.json.encode(smaller).decode()
        named = any(f'"{person}"' in text for person in gone)
        return not named and len(smaller.questions) == 1 and bool(disagreements(smaller))

    small = shrink(msgspec.structs.replace(world, questions=(question,)), fails)
    return f"{shown(small)}\n{disagreements(small)[0].text}"
