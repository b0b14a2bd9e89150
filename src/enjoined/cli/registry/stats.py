"""``enjoined registry stats``: the registry in numbers."""

from __future__ import annotations

from pathlib import Path

import click

from enjoined.cli.options import emit_json, format_options, open_named, registry_option
from enjoined.cli.registry.common import table_lines
from enjoined.cli.style import bold
from enjoined.registry.upkeep.stats import page, stats

__all__ = ["command"]


@click.command("stats")
@registry_option
@format_options("text", "json", "markdown")
def command(overlays: tuple[Path, ...], form: str, as_json: bool) -> None:
    """Show how much the registry holds and on what it rests."""
    found = stats(open_named(overlays).law)
    if as_json or form == "json":
        emit_json(found)
        return
    if form == "markdown":
        click.echo(page(found), nl=False)
        return
    for line in table_lines([[f"{n:,}", name] for name, n in found.holdings.items()], right=[0]):
        click.echo(f"  {line}")
    click.echo()
    click.echo(bold("Events by their best source"))
    for line in table_lines([[f"{n:,}", kind] for kind, n in found.events_rest_on.items()], right=[0]):
        click.echo(f"  {line}")
    click.echo()
    click.echo(f"{found.primary:.0%} of events rest on an order, an opinion or an agency's own page")
    click.echo(f"{found.primary_changing:.0%} of those that change something do")
    click.echo(f"{found.read:.0%} of events rest on operative words that were read")
    click.echo(f"records without a source: {found.without_source}")
