"""A portfolio of awards joined to the law: dollars and awards by status, and what is at stake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from enjoined.errors import InputError
from enjoined.law.compiled import CompiledLaw, compile_law
from enjoined.model import Day
from enjoined.money.book import Book
from enjoined.money.engines.duckdb_engine import DuckDB
from enjoined.money.questions import Engine, answer
from enjoined.money.report import NAMED, Report
from enjoined.money.views import Views
from enjoined.money.whose import whose
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

__all__ = ["KEYS", "Asked", "portfolio"]

KEYS: Final = ("status", "family", "recipient", "program", "condition", "state", "fiscal_year", "prime")
"""What a portfolio can be broken down by; ``prime`` is who passes the money of a sub-award on."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a portfolio.

    ``by`` are keys of a breakdown in which an award counts in every row it belongs to, ``divided`` keys (program,
    recipient, state) by which the totals are divided. ``called`` are names of files that are not called by their paths.
    ``mapped`` are the user's own columns of a spreadsheet, field to heading; ``holder`` is the id of who holds the
    awards of files that do not say so, ``year`` their fiscal year where nothing tells it. ``against`` is another day,
    and ``instead`` another law, to compare with; ``supposed`` says in words what differs there.
    """

    files: tuple[Path, ...]
    on: Day
    called: Mapping[Path, str] = {}
    known_on: Day | None = None
    by: tuple[str, ...] = ("status", "family", "program")
    divided: tuple[str, ...] = ()
    mapped: Mapping[str, str] = {}
    sheet: str | None = None
    holder: str = ""
    year: int | None = None
    overrides: Path | None = None
    against: Day | None = None
    instead: LawTable | None = None
    supposed: tuple[str, ...] = ()
    rejects: Path | None = None
    keep: Path | None = None
    memory: str = ""
    threads: int = 0


def portfolio(
    registry: Registry, asked: Asked, *, law: LawTable | None = None, engine: Engine | None = None
) -> Report:
    """The report on the files; the rejected rows go to ``asked.rejects``.

    ``law`` is the registry's unless another (with options applied) is given. Raises ``InputError`` for a file that
    cannot be read, or a breakdown that there is not.
    """
    for key in asked.by or ("",):
        if key not in KEYS:
            raise InputError(f"{key!r} is no breakdown", where="--by", remedy=f"some of {', '.join(KEYS)}")
    engine = engine or DuckDB()
    last = max(asked.on, asked.against or asked.on)

    def compiled(law: LawTable) -> CompiledLaw:
        return compile_law(law.begun_by(last), known_on=asked.known_on)

    here = there = compiled(law or registry.law)
    if asked.instead is not None:
        there = compiled(asked.instead)
    laws = [here] if there is here else [here, there]
    with Book(registry, memory=asked.memory, threads=asked.threads) as book:
        book.read(
            asked.files,
            called=asked.called,
            mapped=asked.mapped,
            sheet=asked.sheet,
            holder=asked.holder,
            year=asked.year,
        )
        book.collapse()
        book.match(asked.overrides)
        keys = {*asked.by, *asked.divided}
        book.gather(
            laws, by_recipient="recipient" in keys, by_state="state" in keys, by_prime="prime" in keys
        )
        people = book.cells()
        primes = book.everybody.primes

        def answers(compiled: CompiledLaw, day: Day, name: str) -> str:
            answer(book.line, compiled, people, primes, day, engine, name)
            return name

        answers(here, asked.on, "answered")
        views = Views(book, here, asked.on, people)
        changes = compared = None
        if there is not here or asked.against is not None:
            before = "answered" if asked.against is None else answers(here, asked.against, "were")
            after = "answered" if there is here else answers(there, asked.on, "are")
            changes, compared = views.changes(before, after), views.compared(before, after)
        rejected = sum(file.rejected for file in book.files)
        money = views.money(views.main)
        unclear, facts = views.unclear(views.main)
        who = whose(book, views.main)
        of_breakdown = views.of_breakdown(asked.by)
        by = views.by(of_breakdown, asked.by)
        below = views.subawards(asked.by)
        divided = {key: views.worst_by(views.main, key) for key in asked.divided}
        if asked.rejects is not None:
            book.write_rejects(asked.rejects)
        if asked.keep is not None:
            book.keep(asked.keep)
        return Report(
            schema="enjoined.portfolio/1",
            on=date.fromordinal(asked.on),
            known_on=None if asked.known_on is None else date.fromordinal(asked.known_on),
            registry={"version": registry.law.version, "hash": registry.law.hash},
            awards=money.awards,
            read=sum(file.read for file in book.files),
            loaded=sum(file.loaded for file in book.files),
            rejected=rejected,
            no_awards=book.no_awards(),
            obligated=money.obligated,
            outlayed=money.outlayed,
            remaining=money.remaining,
            of="subawards" if views.main == "sub" else "awards",
            total=views.total(views.main),
            any=views.any(views.main),
            by_of="subawards" if of_breakdown == "sub" else "awards",
            by_keys=asked.by,
            by=by,
            names=_names(registry, [*by, *divided.get("recipient", ()), *(below.by if below else ())]),
            exposure=views.exposure(),
            unclear=unclear,
            unclear_facts=facts,
            matched=who.matched,
            unmatched=who.unmatched,
            unmatched_parties=who.parties,
            unmatched_primes=who.primes,
            incomplete=views.incomplete(),
            files=tuple(book.files),
            notes=views.notes(),
            subawards=below,
            against=None if asked.against is None else date.fromordinal(asked.against),
            supposed=asked.supposed,
            compared=compared,
            changes=changes,
            worst=divided,
            rejects=tuple(book.first_rejects()),
        )


def _names(registry: Registry, rows: Iterable[dict[str, object]]) -> dict[str, str]:
    """What those who are told by an id in some rows are called, by id."""
    ids = {str(row[key]) for row in rows for key in NAMED if row.get(key)}
    return {place.id: place.title for place in registry.names.with_ids(sorted(ids))}
