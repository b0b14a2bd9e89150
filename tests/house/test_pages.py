"""The pages show what the commands really print, and leave no command or option without a word."""

from __future__ import annotations

import click
import pytest

from enjoined.cli import cli
from scripts.update_docs import BLOCKS, COMMANDS, GUIDE, NUMBERS, README, commands, guided, numbers, updated

CONTEXT = click.Context(cli, info_name="enjoined")
VERBS = cli.list_commands(CONTEXT)


@pytest.mark.slow
def test_the_readme_shows_the_real_output() -> None:
    text = README.read_text(encoding="utf-8")
    assert all(f"<!-- {name}:begin -->\n```" in text for name in BLOCKS)
    assert updated(text) == text, "run: python scripts/update_docs.py"


@pytest.mark.slow
def test_the_page_of_commands_is_what_help_prints() -> None:
    assert COMMANDS.read_text(encoding="utf-8") == commands(), "run: python scripts/update_docs.py"


def test_the_guide_shows_the_records_as_they_stand() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert text.count("```yaml\n- id: ") == 2
    assert guided(text) == text, "run: python scripts/update_docs.py"


def test_the_registry_in_numbers_is_counted_from_the_records() -> None:
    assert NUMBERS.read_text(encoding="utf-8") == numbers(), "run: python scripts/update_docs.py"


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_and_option_says_what_it_does(verb: str) -> None:
    command = cli.get_command(CONTEXT, verb)
    assert command is not None
    assert command.help
    leaves = list(command.commands.values()) if isinstance(command, click.Group) else [command]
    for leaf in leaves:
        assert leaf.help
        for parameter in leaf.params:
            assert isinstance(parameter, click.Argument) or getattr(parameter, "help", ""), (
                f"{verb}: {parameter.name}"
            )


@pytest.mark.parametrize("verb", VERBS)
def test_the_readme_names_every_command(verb: str) -> None:
    assert f"enjoined {verb}" in README.read_text(encoding="utf-8")
