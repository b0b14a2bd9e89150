"""``enjoined registry release``: the records as one file to publish."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from enjoined.cli.options import DAY, emit_json, format_options
from enjoined.cli.registry.common import records_argument, roots_of
from enjoined.model import Day, spoken

__all__ = ["command"]


@click.command("release")
@records_argument
@click.option(
    "-o", "out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="File to write."
)
@click.option("--version", "version", default="", help="Version (default: that of the day, e.g. 2026.11.25).")
@click.option("--built", type=DAY, default="today", help="Day of the release (default: today).")
@format_options("text", "json")
def command(records: Path | None, out: Path, version: str, built: Day, form: str, as_json: bool) -> None:
    """Write the records to one file with their version, day and hash; a mistake in a record stops it.

    The same records, version and day give the same file. Whoever gets it runs: enjoined registry update FILE
    """
    from enjoined.registry.releases.release import write_release

    (root,) = roots_of(records)
    manifest = write_release(root, out, built=date.fromordinal(built), version=version)
    if as_json or form == "json":
        emit_json(manifest)
        return
    click.echo(f"release {manifest.version} of {spoken(built)}, {manifest.files} files, hash {manifest.hash}")
    click.echo(f"{out}: {out.stat().st_size / 1e6:.1f} MB")
