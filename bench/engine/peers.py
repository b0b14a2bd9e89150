"""The question of ``naive.sql``, answered with other tools: which direct awards are restrained, counted by day.

``python peers.py NAME QUESTION.json`` prints seconds (without reading the file and importing the tool) and the counts
of the days in order. It runs in an environment of its own with the one tool in it and knows nothing of Enjoined.
Days in the file are ordinal numbers. Stays of stays are the deepest chain, as in ``naive.sql``.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

Rows = list[list[Any]]


class Docket:
    """The orders by name, with look-ups that a careful programmer would make first."""

    def __init__(self, told: dict[str, Rows]) -> None:
        self.orders = {
            id_: (target, start, until, all_) for id_, target, start, until, all_ in told["orders"]
        }
        self.aimed: defaultdict[str, list[str]] = defaultdict(list)
        for id_, (target, *_) in self.orders.items():
            if target is not None:
                self.aimed[target].append(id_)
        self.names: defaultdict[str, set[str]] = defaultdict(set)
        self.exceptions: defaultdict[str, set[str]] = defaultdict(set)
        for id_, name in told["order_names"]:
            self.names[id_].add(name)
        for id_, name in told["order_exceptions"]:
            self.exceptions[id_].add(name)
        self.scope: defaultdict[tuple[str, str, int], list[str]] = defaultdict(list)
        for id_, condition, program, year in told["order_scope"]:
            self.scope[condition, program, year].append(id_)
        self.applies: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for program, year, condition in told["applies"]:
            self.applies[program, year].append(condition)
        self.days = [day for (day,) in told["days"]]
        self.awards = told["awards"]

    def means(self, order: str, recipient: str) -> bool:
        """Whether the order is for the recipient."""
        everyone = self.orders[order][3]
        return (everyone or recipient in self.names[order]) and recipient not in self.exceptions[order]


def by_portion(told: dict[str, Rows]) -> Callable[[], list[int]]:
    """Interval algebra: the days on which an order is in force for a recipient, less its stays, less theirs."""
    import portion

    docket = Docket(told)

    @cache
    def in_force(order: str, recipient: str) -> Any:
        if not docket.means(order, recipient):
            return portion.empty()
        _, start, until, _ = docket.orders[order]
        found = portion.closedopen(start, until)
        for stay in docket.aimed[order]:
            found -= in_force(stay, recipient)
        return found

    @cache
    def restrained(recipient: str, condition: str, program: str, year: int) -> tuple[bool, ...]:
        days = portion.empty()
        for order in docket.scope[condition, program, year]:
            days |= in_force(order, recipient)
        return tuple(day in days for day in docket.days)

    def ask() -> list[int]:
        counts = [0] * len(docket.days)
        for _, recipient, program, year in docket.awards:
            for condition in docket.applies[program, year]:
                for n, yes in enumerate(restrained(recipient, condition, program, year)):
                    counts[n] += yes
        return counts

    return ask


def by_polars(told: dict[str, Rows]) -> Callable[[], list[int]]:
    """Joins: who is meant by which order in force on which day, and what is left of that after stays of stays."""
    import polars as pl

    def frame(name: str, *columns: str) -> Any:
        return pl.DataFrame(told[name], schema=list(columns), orient="row").lazy()

    orders = frame("orders", "order_id", "target", "start", "until", "everyone")
    names = frame("order_names", "order_id", "recipient_id")
    exceptions = frame("order_exceptions", "order_id", "recipient_id")
    scope = frame("order_scope", "order_id", "condition", "program", "fiscal_year")
    applies = frame("applies", "program", "fiscal_year", "condition")
    days = frame("days", "day")
    awards = frame("awards", "award_id", "recipient_id", "program", "fiscal_year")

    def ask() -> list[int]:
        on = orders.join(days, how="cross").filter(
            (pl.col("start") <= pl.col("day")) & (pl.col("day") < pl.col("until"))
        )
        people = awards.select("recipient_id").unique()
        meant = pl.concat(
            [
                on.filter("everyone").join(people, how="cross"),
                on.filter(~pl.col("everyone")).join(names, on="order_id").join(people, on="recipient_id"),
            ],
            how="diagonal",
        ).join(exceptions, on=["order_id", "recipient_id"], how="anti")
        meant = meant.select("order_id", "target", "day", "recipient_id")
        key = ["order_id", "recipient_id", "day"]
        stayed = ["target", "recipient_id", "day"]
        third = meant.filter(pl.col("target").is_not_null())
        second = third.join(third, left_on=key, right_on=stayed, how="anti")
        first = meant.filter(pl.col("target").is_null()).join(
            second, left_on=key, right_on=stayed, how="anti"
        )
        pairs = awards.join(applies, on=["program", "fiscal_year"])
        found = (
            pairs.join(scope, on=["condition", "program", "fiscal_year"])
            .join(first, on=["order_id", "recipient_id"])
            .select("award_id", "condition", "day")
            .unique()
            .group_by("day")
            .len()
            .collect()
        )
        counts = dict(found.iter_rows())
        return [counts.get(day, 0) for (day,) in told["days"]]

    return ask


_RULES = """
on(O, D) :- order(O, S, U), day(D), S <= D, D < U.
means(O, R) :- everyone(O), person(R), not except(O, R).
means(O, R) :- name(O, R), person(R), not except(O, R).
holds(O, R, D) :- on(O, D), means(O, R), not stayed(O, R, D).
stayed(O, R, D) :- target(T, O), holds(T, R, D).
person(R) :- award(_, R, _, _).
restrained(A, C, D) :- award(A, R, P, Y), applies(P, Y, C), scope(O, C, P, Y), holds(O, R, D).
#show restrained/3.
"""


def by_clingo(told: dict[str, Rows]) -> Callable[[], list[int]]:
    """Answer-set rules: an order holds for a person on a day unless a stay of it does."""
    import clingo

    def text(value: Any) -> str:
        return f'"{value}"' if isinstance(value, str) else str(value)

    facts: list[str] = []
    for id_, target, start, until, everyone in told["orders"]:
        facts.append(f"order({text(id_)},{start},{until}).")
        if target is not None:
            facts.append(f"target({text(id_)},{text(target)}).")
        if everyone:
            facts.append(f"everyone({text(id_)}).")
    for table, name in (
        ("order_names", "name"),
        ("order_exceptions", "except"),
        ("order_scope", "scope"),
        ("applies", "applies"),
        ("days", "day"),
        ("awards", "award"),
    ):
        facts += [f"{name}({','.join(map(text, row))})." for row in told[table]]
    program = _RULES + "\n".join(facts)

    def ask() -> list[int]:
        control = clingo.Control(["--warn=none"])
        control.add("base", [], program)
        control.ground([("base", [])])
        counts = dict.fromkeys((day for (day,) in told["days"]), 0)
        with control.solve(yield_=True) as models:
            for model in models:
                for symbol in model.symbols(shown=True):
                    counts[symbol.arguments[2].number] += 1
        return list(counts.values())

    return ask


def by_openfisca(told: dict[str, Rows]) -> Callable[[], list[int]]:
    """A daily variable for each order and each condition, with vectors over the awards, as rules are written there."""
    import numpy
    from openfisca_core import entities, periods, taxbenefitsystems, variables
    from openfisca_core.simulations import SimulationBuilder

    docket = Docket(told)
    award = entities.Entity("award", "awards", "", "")
    system = taxbenefitsystems.TaxBenefitSystem([award])
    recipients = numpy.array([row[1] for row in docket.awards])
    places = [(row[2], row[3]) for row in docket.awards]
    unit = periods.DateUnit.DAY
    numbers = {order: f"order_{n}" for n, order in enumerate(docket.orders)}

    def add(name: str, formula: Any) -> None:
        content = {
            "value_type": bool,
            "entity": award,
            "definition_period": unit,
            "label": name,
            "formula": formula,
        }
        system.add_variable(type(name, (variables.Variable,), content))

    def of_order(order: str) -> Any:
        _, start, until, everyone = docket.orders[order]

        def formula(population: Any, period: Any) -> Any:
            if not start <= period.start.date.toordinal() < until:
                return numpy.zeros(population.count, bool)
            found = numpy.ones(population.count, bool)
            if not everyone:
                found = numpy.isin(recipients, list(docket.names[order]))
            if docket.exceptions[order]:
                found &= ~numpy.isin(recipients, list(docket.exceptions[order]))
            for stay in docket.aimed[order]:
                found &= ~population(numbers[stay], period)
            return found

        return formula

    def of_condition(condition: str) -> Any:
        scopes: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
        for (which, program, year), orders in docket.scope.items():
            for order in orders if which == condition else ():
                scopes[order].add((program, year))
        on = numpy.array([condition in docket.applies[place] for place in places])

        def formula(population: Any, period: Any) -> Any:
            found = numpy.zeros(population.count, bool)
            for order, where in scopes.items():
                found |= population(numbers[order], period) & numpy.array([p in where for p in places])
            return found & on

        return formula

    conditions = sorted({condition for _, _, condition in told["applies"]})
    for order, name in numbers.items():
        add(name, of_order(order))
    for n, condition in enumerate(conditions):
        add(f"condition_{n}", of_condition(condition))

    def ask() -> list[int]:
        simulation = SimulationBuilder().build_default_simulation(system, count=len(docket.awards))
        counts = []
        for day in docket.days:
            period = periods.period(f"day:{date.fromordinal(day).isoformat()}")
            found = (simulation.calculate(f"condition_{n}", period) for n in range(len(conditions)))
            counts.append(int(sum(values.sum() for values in found)))
        return counts

    return ask


PEERS = {"portion": by_portion, "polars": by_polars, "clingo": by_clingo, "openfisca-core": by_openfisca}


def main() -> None:
    """Ask one peer and print what it said and how long it took."""
    name, path = sys.argv[1:]
    ask = PEERS[name](json.loads(Path(path).read_text(encoding="utf-8")))
    wall, busy = time.perf_counter(), time.process_time()
    counts = ask()
    found = {"seconds": time.perf_counter() - wall, "cpu": time.process_time() - busy, "counts": counts}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
