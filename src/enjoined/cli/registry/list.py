"""``enjoined registry list``: who was on which agency's list on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from enjoined.cli.answers import title_of
from enjoined.cli.options import DAY, emit_json, format_options, open_named, registry_option
from enjoined.cli.style import bold, dim, paragraph
from enjoined.errors import InputError
from enjoined.law.answering.words import name_of, when
from enjoined.law.coverage.lists import Standing, listing, standing
from enjoined.model import Day, JurisdictionList, ListId, ListVersion, as_date, spoken
from enjoined.registry.open import Registry
from enjoined.registry.reading.shape import nearest
from enjoined.registry.table import LawTable

__all__ = ["command"]


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A version as printed in JSON; days are those that are certain, or the bounds."""

    id: str
    title: str
    since: date
    since_latest: date | None
    names: tuple[str, ...]
    complete: bool
    missing: int | None
    note: str
    sources: tuple[str, ...]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """``registry list --format json``: the lists on a day; with a recipient, whether it was on each."""

    schema: str
    on: date
    recipient: str | None
    lists: tuple[dict[str, Any], ...]


@click.command("list")
@click.argument("name", required=False, metavar="[LIST]")
@click.option("--on", type=DAY, default="today", help="Day asked about (default: today).")
@click.option("--recipient", "-r", help="Was this recipient on it? Answers yes, no or unknown.")
@registry_option
@format_options("text", "json")
def command(
    name: str | None,
    recipient: str | None,
    overlays: tuple[Path, ...],
    form: str,
    as_json: bool,
    **options: Any,
) -> None:
    """Show the agencies' lists of jurisdictions as they stood on a day, or whether a recipient was on them.

    A list is no condition: being on one changes no status.

    \b
    enjoined registry list --on 2025-08-10
    enjoined registry list -r Nevada --on 2025-10-31
    """
    registry = open_named(overlays)
    day = options["on"]
    lists = [_find(registry.law, name)] if name else list(registry.law.lists.values())
    told: list[Standing] = []
    who = registry.recipient(recipient, where="--recipient") if recipient else None
    if who is not None:
        told = [listing(one, who, day) for one in lists]
    if as_json or form == "json":
        emit_json(_report(registry, lists, told, day, who.id if who else None))
        return
    if who is not None:
        click.echo(f"{bold(title_of(who))} · on {spoken(day)}\n")
        for one, found in zip(lists, told, strict=True):
            click.echo(f"  {bold(found.listed.value.upper().ljust(9))} {one.title}")
            click.echo(paragraph(found.why, 12))
    else:
        for one in lists:
            _print(registry.law, one, day, names=name is not None)
    if not lists:
        click.echo("No list is on record.")


def _find(law: LawTable, name: str) -> JurisdictionList:
    if name in law.lists:
        return law.lists[ListId(name)]
    near = nearest(name, law.lists)
    remedy = f"did you mean {near!r}?" if near else f"one of {', '.join(law.lists) or 'none'}"
    raise InputError(f"there is no list {name!r}", where="list", remedy=remedy)


def _print(law: LawTable, list_: JurisdictionList, day: Day, *, names: bool) -> None:
    versions, perhaps_none = standing(list_, day)
    click.echo(f"{bold(list_.title)}  {dim(list_.id)}")
    for version in versions:
        held = f"{len(version.names)} names" + ("" if version.complete else _missing(version))
        click.echo(
            paragraph(
                f"version of {when(version.start)}: {held}"
                if version.start.is_certain
                else f"version published {when(version.start)}: {held}",
                2,
            )
        )
        click.echo(dim(paragraph(version.title, 4)))
        if names:
            words = sorted(name_of(law, r) for r in version.names)
            click.echo(paragraph("; ".join(words), 4))
            click.echo(
                dim(paragraph(version.note, 4, hang="· ")) if version.note else "", nl=bool(version.note)
            )
    if not versions:
        click.echo(f"  not published on {spoken(day)}")
    elif perhaps_none:
        click.echo(f"  or none: whether it was published on {spoken(day)} is not known")
    click.echo()


def _missing(version: ListVersion) -> str:
    return ", others not held" if version.missing is None else f" held, {version.missing} not"


def _report(
    registry: Registry, lists: list[JurisdictionList], told: list[Standing], day: Day, who: str | None
) -> Asked:
    found: list[dict[str, Any]] = []
    for number, one in enumerate(lists):
        versions, perhaps_none = standing(one, day)
        row: dict[str, Any] = {
            "list": one.id,
            "title": one.title,
            "agency": one.agency,
            "versions": [_version(v) for v in versions],
            "perhaps_none": perhaps_none,
        }
        if told:
            row |= {"listed": told[number].listed, "why": told[number].why}
        found.append(row)
    return Asked(
        schema="enjoined.registry-list/1", on=date.fromordinal(day), recipient=who, lists=tuple(found)
    )


def _version(version: ListVersion) -> Version:
    start = version.start
    return Version(
        id=version.id,
        title=version.title,
        since=date.fromordinal(start.earliest),
        since_latest=None if start.is_certain else as_date(start.latest),
        names=tuple(sorted(version.names)),
        complete=version.complete,
        missing=version.missing,
        note=version.note,
        sources=tuple(s.url or s.title for s in version.sources),
    )
