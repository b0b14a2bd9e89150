"""``enjoined registry diff``: whose status changes, where and when, before anything is published."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from enjoined.cli.changes import numbered
from enjoined.cli.options import DAY, emit_json, format_options
from enjoined.cli.registry.revisions import opened
from enjoined.cli.style import bold, dim, mark, paragraph
from enjoined.law import Status
from enjoined.law.answering.words import label, name_of
from enjoined.law.worlds.changes import turn_of
from enjoined.law.worlds.compare import Difference, Why, compare
from enjoined.law.worlds.peers import Peers
from enjoined.model import ConditionId, Day, EventId, RecipientId, as_date, spoken
from enjoined.recipients.states import STATES
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable
from enjoined.registry.upkeep.changed import Changed, Part, changed

__all__ = ["command", "difference_lines"]

_NAMES = 6
_PARTS = 12


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two registries."""

    name: str
    version: str
    hash: str
    as_of: date | None
    without_orders: bool  # it refers to executive orders and records none: only their ids are compared


class DiffReport(msgspec.Struct, frozen=True, kw_only=True):
    """``registry diff --format json``."""

    schema: str
    old: Side
    new: Side
    added: tuple[Part, ...]
    changed: tuple[Part, ...]
    removed: tuple[Part, ...]
    coverage_changed: bool
    differences: tuple[Difference, ...]


@click.command("diff")
@click.argument("old")
@click.argument("new", required=False)
@click.option("--since", type=DAY, help="Only differences on this day or later.")
@click.option("--exit-code", is_flag=True, help="Exit 1 if somebody's status differs.")
@format_options("text", "json")
def command(old: str, new: str | None, since: Day | None, exit_code: bool, form: str, as_json: bool) -> int:
    """Show whose status differs between two registries, on which days, and because of which record.

    OLD and NEW are a records directory, a release file, or a git revision of the records (HEAD, HEAD~1, a tag);
    without NEW the records that come with the program, of which HEAD alone is a revision too.

    \b
    enjoined registry diff HEAD
    enjoined registry diff HEAD:records records
    enjoined registry diff registry-2026.11.zip records
    """
    with tempfile.TemporaryDirectory(prefix="enjoined-diff-") as folder:
        one = opened(old, Path(folder) / "old", where="OLD")
        two = opened(new, Path(folder) / "new", where="NEW")
        parts = changed(one.law, two.law)
        as_of = one.law.as_of or _last_event(one.law)
        found = compare(one.law, two.law, _everybody(one, two), as_of)
    if since is not None:
        found = tuple(d for d in found if d.until is None or d.until.toordinal() > since)
    if as_json or form == "json":
        emit_json(
            DiffReport(
                schema="enjoined.registry-diff/1",
                old=_side(old, one, as_of),
                new=_side(new or "records", two, two.law.as_of),
                added=parts.added,
                changed=parts.changed,
                removed=parts.removed,
                coverage_changed=parts.coverage,
                differences=found,
            )
        )
    else:
        click.echo(dim(f"from {old} to {new or 'the records of the program'}"))
        for line in _text(one.law, two.law, parts, found):
            click.echo(line)
    return int(exit_code and bool(found))


def _last_event(law: LawTable) -> Day:
    """The day of the last event, for records that nobody says to have checked."""
    return max((event.known.earliest for event in law.events.values()), default=Day(1))


def _everybody(one: Registry, two: Registry) -> Iterator[Any]:
    yield from two.everybody()
    yield from (r for id_, r in one.law.recipients.items() if id_ not in two.law.recipients and "/" in id_)


def _side(name: str, registry: Registry, as_of: Day | None) -> Side:
    law = registry.law
    return Side(
        name=name,
        version=law.version,
        hash=law.hash,
        as_of=as_date(as_of),
        without_orders=_without_orders(law),
    )


def _without_orders(law: LawTable) -> bool:
    return not law.orders and any(condition.implements for condition in law.conditions.values())


# --- text -----------------------------------------------------------------------------------------------------------


def _text(old: LawTable, new: LawTable, parts: Changed, found: Sequence[Difference]) -> Iterator[str]:
    for word, law in (("OLD", old), ("NEW", new)):
        if _without_orders(law):
            yield paragraph(
                f"{word} is older than the records of executive orders: they count as empty there, and what "
                "refers to them is compared by their ids."
            )
    if not parts:
        yield "The records say the same."
        return
    for word, which in (("added", parts.added), ("changed", parts.changed), ("removed", parts.removed)):
        if which:
            named = [f"{part.sort} {part.id}" for part in which[:_PARTS]]
            more = f" and {len(which) - _PARTS} more" if len(which) > _PARTS else ""
            yield paragraph(f"{', '.join(named)}{more}", 2, hang=f"{word}: ")
    if parts.coverage:
        yield "  changed: for which programs and years the records are complete"
    yield ""
    if not found:
        yield "Nobody's status differs on any day."
        return
    yield bold("Whose status differs")
    yield from difference_lines(old, new, found)


_Ground = tuple[Why, date | None, date | None, tuple[str, ...]]
_Move = tuple[Status | None, Status | None]
_Rows = dict[Peers | RecipientId, list[ConditionId]]


def difference_lines(
    old: LawTable, new: LawTable, found: Iterable[Difference], *, marked: bool = True
) -> Iterator[str]:
    """Differences by when and what they come from; for each whom it concerns, under which conditions.

    ``marked``: a correction says that it is one.
    """
    grounds: dict[_Ground, dict[_Move, _Rows]] = {}
    for d in found:
        who = d.peers or d.recipient
        assert who is not None, "a difference is somebody's"
        moves = grounds.setdefault((d.kind, d.since, d.until, d.because), {})
        moves.setdefault((d.before, d.after), {}).setdefault(who, []).append(d.condition)
    for kind, since, until, because in sorted(
        grounds, key=lambda g: (g[0], g[1] or date.min, g[3], g[2] or date.max)
    ):
        yield ""
        law = new if all(b in new.events or b not in old.events for b in because) else old
        reason = "; ".join(_named(law, b) for b in because) or "the records"
        remark = " (correction)" if marked and kind is Why.CORRECTION else ""
        yield paragraph(f"{_window(since, until)}: {reason}{remark}", 2)
        for (before, after), rows in grounds[kind, since, until, because].items():
            sign = mark(after) if after is not None else " "
            turn = turn_of(before, after).value if before is not None and after is not None else _held(after)
            told = "" if kind is Why.SUPPOSED else f"{turn}: "
            yield f"    {sign} {told}{_word(before)} → {_word(after)}"
            for names, conditions in _merged(law, rows):
                yield paragraph(f"{names}: {_numbered(new, old, conditions)}", 6)


def _held(after: Status | None) -> str:
    return "no longer held" if after is None else "newly held"


def _merged(law: LawTable, rows: _Rows) -> Iterator[tuple[str, tuple[ConditionId, ...]]]:
    """Classes one by one, and names under the same conditions together."""
    names: dict[tuple[ConditionId, ...], list[RecipientId]] = {}
    for who, conditions in rows.items():
        if isinstance(who, Peers):
            yield f"{who.count:,} {who.who}", tuple(conditions)
        else:
            names.setdefault(tuple(conditions), []).append(who)
    for together, members in names.items():
        shown = "; ".join(STATES[m].name if m in STATES else name_of(law, m) for m in members[:_NAMES])
        more = len(members) - _NAMES
        yield (f"{shown} and {more} more" if more > 0 else shown), together


def _numbered(new: LawTable, old: LawTable, conditions: Iterable[ConditionId]) -> str:
    held: list[ConditionId] = []
    gone: list[ConditionId] = []
    for condition in conditions:
        (held if condition in new.conditions else gone).append(condition)
    return "; ".join(filter(None, [numbered(new, held), numbered(old, gone)]))


def _named(law: LawTable, id_: str) -> str:
    if id_ in law.events:
        return f"{label(law, law.events[EventId(id_)])} [{id_}]"
    return id_


def _word(status: Status | None) -> str:
    return "not held" if status is None else status.words


def _window(since: date | None, until: date | None) -> str:
    if since is None:
        return "always" if until is None else f"through {spoken(until.toordinal() - 1)}"
    first = spoken(since.toordinal())
    return f"from {first}" if until is None else f"{first} to {spoken(until.toordinal() - 1)}"
