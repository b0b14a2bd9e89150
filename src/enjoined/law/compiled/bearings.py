"""What of the law can bear on a condition at all, and which programs and years it tells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from functools import cached_property

from enjoined.law.compiled.people import products_of
from enjoined.law.status import Bearing, bearing_of
from enjoined.model import Awards, ConditionId, Effect, ProgramId, Verb
from enjoined.registry.table import LawTable

__all__ = ["Bearings"]

_Years = tuple[int, frozenset[int]]
"""A numbered limit, with the years it goes with (none: all)."""

_Limits = tuple[dict[ProgramId, list[_Years]], list[_Years]]
"""Limits by program, and those by year alone."""


class Bearings:
    """The effects that can bear on each condition of a law."""

    def __init__(self, law: LawTable) -> None:
        self._law = law
        self._bearings: dict[ConditionId, Bearing] = {}
        self._limits: dict[ConditionId, _Limits] = {}
        self._places: dict[tuple[ConditionId, ProgramId, int], tuple[int, ...]] = {}

    def on_condition(self, condition: ConditionId) -> Bearing:
        """What bears on the condition for any award, as ``law.bearing_on`` says."""
        found = self._bearings.get(condition)
        if found is None:
            by_name, others = self._naming
            named = (*by_name.get(condition, ()), *others)
            found = self._bearings[condition] = bearing_of(named, self._law.conditions[condition])
        return found

    @cached_property
    def _naming(self) -> tuple[dict[ConditionId, list[Effect]], list[Effect]]:
        """The effects that reach nothing but conditions named by id, by these; and all others."""
        by_name: defaultdict[ConditionId, list[Effect]] = defaultdict(list)
        others: list[Effect] = []
        for effect in self._law.effects.values():
            named = [product.conditions.ids for product in products_of(effect)]
            if all(named):
                for condition in frozenset().union(*named):
                    by_name[condition].append(effect)
            else:
                others.append(effect)
        return dict(by_name), others

    def place(self, condition: ConditionId, program: ProgramId | None, year: int | None) -> Hashable:
        """The same for programs and years that no scope which may matter to the condition tells apart."""
        if program is None or year is None:
            return program, year
        found = self._places.get((condition, program, year))
        if found is None:
            limits = self._limits.get(condition)
            if limits is None:
                limits = self._limits[condition] = self._limits_on(condition)
            by_program, on_all = limits
            near = (*by_program.get(program, ()), *on_all)
            found = tuple([n for n, years in near if not years or year in years])
            self._places[condition, program, year] = found
        return found

    def _limits_on(self, condition: ConditionId) -> _Limits:
        """The limits by program, and by year alone, of every effect that may matter to the condition."""
        restraints = self.on_condition(condition).restraints
        selectors = [product.awards for effect in restraints for product in products_of(effect)]
        by_program: defaultdict[ProgramId, list[_Years]] = defaultdict(list)
        on_all: list[_Years] = []
        for n, selector in enumerate((*self._everywhere, *selectors)):
            for program in selector.programs:
                by_program[program].append((n, selector.fiscal_years))
            if selector.fiscal_years and not selector.programs:
                on_all.append((n, selector.fiscal_years))
        return dict(by_program), on_all

    @cached_property
    def _everywhere(self) -> list[Awards]:
        """What limits awards in the effects that may matter to any condition: all but restraints that guard nothing."""
        effects = self._law.effects.values()
        guards = {g.active for e in effects for g in (e.only_while, e.unless) if g is not None}
        wide = [e for e in effects if e.verb is not Verb.RESTRAIN or e.id in guards]
        limits = [product.awards for effect in wide for product in products_of(effect)]
        return [limit for limit in limits if limit.programs or limit.fiscal_years]
