"""``enjoined registry update``: answer from a newer release of the records."""

from __future__ import annotations

from pathlib import Path

import click

from enjoined.cli.forms import emit_json, format_options
from enjoined.errors import InputError
from enjoined.model import Day, as_date, spoken

__all__ = ["command"]


@click.command("update")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--remove", "take_away", is_flag=True, help="Take the installed release away again.")
@format_options("text", "json")
def command(file: Path | None, take_away: bool, form: str, as_json: bool) -> None:
    """Install a release of the registry for this user; from then on every command answers from it.

    An older, foreign or damaged file is refused and changes nothing. Nothing is downloaded. Without FILE it says which
    records answer now.
    """
    from enjoined.registry.open import open_registry
    from enjoined.registry.releases import release

    if take_away and file is not None:
        raise InputError("give a file or --remove", where="registry update", remedy="not both")
    removed = release.remove() if take_away else None
    installed = release.install(file) if file is not None else None
    law = open_registry().law
    if as_json or form == "json":
        days = {"built": law.built, "checked": law.newest_check}
        dated = {name: None if day is None else as_date(day) for name, day in days.items()}
        now = {"version": law.version, **dated, "hash": law.hash}
        answer = {"installed": installed, "removed": removed or None, "registry": now}
        emit_json({"schema": "enjoined.registry-update/1", **answer})
        return
    if take_away:
        click.echo(f"release {removed} is removed" if removed else "no release was installed")
    if installed is not None:
        click.echo(f"release {installed.version} of {spoken(installed.built.toordinal())} is installed")
    of = "" if law.built is None else f" of {spoken(law.built)}"
    checked = _spoken(law.newest_check)
    click.echo(f"answers come from version {law.version}{of}, {checked}, hash {law.hash}")


def _spoken(day: Day | None) -> str:
    return "never checked" if day is None else f"last checked on {spoken(day)}"
