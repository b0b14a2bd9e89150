"""``enjoined registry``: look after the records that the answers rest on; one module per verb."""

from __future__ import annotations

import importlib
from typing import Final

import click

__all__ = ["command"]

_VERBS: Final = {
    "check": "every mistake in the records at once, and what is weak",
    "format": "write the records in one way, comments and all",
    "new": "start a record that only has to be filled in",
    "diff": "whose status differs between two registries, and why",
    "due": "what to look up next",
    "list": "who was on an agency's list on a day",
    "stats": "how much is held, and on what it rests",
    "schema": "JSON Schema of the records, for an editor",
    "export": "the records as SQLite, Parquet, JSON Lines, data package",
    "release": "the records as one file to publish",
    "update": "answer from a newer release",
}


class _InOrder(click.Group):
    """A group that lists its verbs in the order in which a maintainer meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in order."""
        return [*_VERBS]  # the module of a verb is called list


@click.group("registry", cls=_InOrder)
def command() -> None:
    """Look after the records: the law as data."""


for _verb, _short in _VERBS.items():
    _command = importlib.import_module(f"enjoined.cli.registry.{_verb}").command
    assert isinstance(_command, click.Command)
    _command.short_help = _short
    command.add_command(_command)
