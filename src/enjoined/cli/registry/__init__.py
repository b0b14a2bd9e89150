"""``enjoined registry``: look after the records that the answers rest on; one module per verb."""

from __future__ import annotations

import importlib
from typing import Final

import click

__all__ = ["command"]

_VERBS: Final = (
    "check",
    "diff",
    "due",
    "export",
    "format",
    "list",
    "new",
    "release",
    "schema",
    "stats",
    "update",
)


@click.group("registry")
def command() -> None:
    """Look after the records: the law as data."""


for _verb in _VERBS:
    _command = importlib.import_module(f"enjoined.cli.registry.{_verb}").command
    assert isinstance(_command, click.Command)
    command.add_command(_command)
