"""The question put to peers, as plain tables: what ``naive.sql`` reads, and what ``peers.py`` gets as JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from enjoined.law.compiled.rows import Tables
from enjoined.model import Verb
from enjoined.registry.table import LawTable

__all__ = ["question"]


def question(law: LawTable, rows: Tables, days: list[date]) -> dict[str, tuple[tuple[str, ...], list[Any]]]:
    """For each table its columns and rows: orders, names, exceptions, scopes, which condition applies where, days."""
    effects = [e for e in law.effects.values() if e.verb in (Verb.RESTRAIN, Verb.SUSPEND, Verb.END)]
    orders, names, exceptions, scope = [], [], [], []
    for effect in effects:
        product = effect.scope.products[0]
        who = product.who
        start = date.fromordinal(effect.start.latest or effect.start.earliest)
        until = date.max if effect.until is None else date.fromordinal(effect.until.earliest)
        orders.append((effect.id, effect.targets[0] if effect.targets else None, start, until, who.everyone))
        names += [(effect.id, name) for name in who.recipients.ids]
        exceptions += [(effect.id, name) for inner in who.excluding for name in inner.recipients.ids]
        if effect.verb is Verb.RESTRAIN:
            scope += [
                (effect.id, c, p, y)
                for c in product.conditions.ids
                for p in product.awards.programs
                for y in product.awards.fiscal_years
            ]
    return {
        "orders": (("order_id", "target", "start_day", "until_day", "everyone"), orders),
        "order_names": (("order_id", "recipient_id"), names),
        "order_exceptions": (("order_id", "recipient_id"), exceptions),
        "order_scope": (("order_id", "condition", "program", "fiscal_year"), scope),
        "applies": (
            ("program", "fiscal_year", "condition"),
            [row[:3] for row in rows["facets"].rows if row[3] == "direct"],
        ),
        "days": (("day",), [(day,) for day in days]),
    }
