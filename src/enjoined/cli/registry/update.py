"""``enjoined registry update``: answer from a newer release of the records."""

from __future__ import annotations

from pathlib import Path

import click

from enjoined.errors import InputError
from enjoined.model import Day, spoken

__all__ = ["command"]


@click.command("update")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--remove", "take_away", is_flag=True, help="Take the installed release away again.")
def command(file: Path | None, take_away: bool) -> None:
    """Install a release of the registry for this user; from then on every command answers from it.

    An older, foreign or damaged file is refused and changes nothing. Nothing is downloaded. Without FILE it says which
    records answer now.
    """
    from enjoined.registry import release
    from enjoined.registry.open import open_registry

    if take_away:
        if file is not None:
            raise InputError("give a file or --remove", where="registry update", remedy="not both")
        version = release.remove()
        click.echo(f"release {version} is removed" if version else "no release was installed")
    elif file is not None:
        manifest = release.install(file)
        click.echo(f"release {manifest.version} of {spoken(manifest.built.toordinal())} is installed")
    law = open_registry().law
    of = "" if law.built is None else f" of {spoken(law.built)}"
    checked = _spoken(law.newest_check)
    click.echo(f"answers come from version {law.version}{of}, {checked}, hash {law.hash}")


def _spoken(day: Day | None) -> str:
    return "never checked" if day is None else f"last checked on {spoken(day)}"
