"""The command line: one module per verb; each parses, makes one call and renders."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

import click

from enjoined import __version__
from enjoined.cli.plain import write_anywhere
from enjoined.errors import EnjoinedError, InputError

__all__ = ["cli", "main"]

_VERBS: Final = {
    "status": "which conditions bind a recipient on a day, and why",
    "explain": "the chain of orders behind a status",
    "history": "how a status came about, step by step",
    "changes": "who became bound or free, when, and by which event",
    "whatif": "what would change without an order, or with another",
    "conflicts": "where conditions collide with the recipient's own law",
    "check": "find the contested conditions in a document",
    "compare": "what changed between two versions of a document",
    "claim": "whether crime figures that people quote are right",
    "statistics": "the crime figures held, and tables of your own",
    "brief": "what a news story is about, and what has come of it",
    "portfolio": "dollars and awards by status, for one city or for a nation",
    "jag": "the Byrne JAG formula step by step, beside the printed figures",
    "registry": "check the records the answers rest on, compare, publish and export them",
    "demo": "the whole product on one award",
}


class _LazyGroup(click.Group):
    """A group whose verbs are imported only when one is asked for: start-up is part of the design."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order in which a newcomer meets them."""
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name, or nothing."""
        if cmd_name not in _VERBS:
            return None
        command = importlib.import_module(f"enjoined.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb with its arguments; an option is refused that is given in vain, for it would go unanswered."""
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and not ctx.resilient_parsing:
            _refuse_in_vain(command, click.Context(command, parent=ctx, info_name=name), rest)
        return name, command, rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_VERBS.items()))


def _refuse_in_vain(command: click.Command, ctx: click.Context, arguments: list[str]) -> None:
    """Raise ``InputError`` for an option that is empty, as of a variable that is not set, or that is given twice and
    counts once; other mistakes are click's to tell."""
    values: dict[str, Any] = {}
    given: list[click.Parameter] = []
    with suppress(click.UsageError):
        values, _, given = command.make_parser(ctx).parse_args(list(arguments))
    options = [parameter for parameter in given if isinstance(parameter, click.Option)]
    for option in options:
        if not (option.multiple or option.is_flag) and options.count(option) > 1:
            raise InputError("given twice", where=option.opts[0], remedy="ask once for each")
        said = values.get(option.name or "")
        words = said if isinstance(said, list) else [said]
        if any(isinstance(word, str) and not word.strip() for word in words):
            what = "nothing is written here"
            raise InputError(what, where=option.opts[0], remedy="give a value or leave the option out")


@click.group(
    cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="enjoined %(version)s")
def cli() -> None:
    """Which federal grant conditions bind a recipient, on a given day, and why.

    Answers are computed from cited court orders and agency notices. Information, not legal advice.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 answered, 2 bad usage or input (one line per mistake on standard error)."""
    write_anywhere()
    try:
        code = cli.main(args=arguments, prog_name="enjoined", standalone_mode=False)
    except click.exceptions.Abort:
        raise SystemExit(130) from None
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx is not None else "")
        raise SystemExit(2) from None
    except click.UsageError as error:
        hint = f" (try: {error.ctx.command_path} --help)" if error.ctx is not None else ""
        _fail([f"{error.format_message()}{hint}"])
    except click.ClickException as error:
        _fail([error.format_message()])
    except EnjoinedError as error:
        _fail([str(error)])
    except ExceptionGroup as group:
        _fail([str(error) for error in group.exceptions])
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
    except SystemExit:
        # Nobody reads on, as behind "| head": click then exits with 1, which would say that something binds.
        raise SystemExit(0) from None
    except OSError as error:
        _fail(
            [f"{error.filename or 'output'}: {error.strerror or error} (check the disk and the permissions)"]
        )
    raise SystemExit(code if isinstance(code, int) else 0)


_MOST_LINES: Final = 50
"""Of more mistakes than this only the number is told: one that repeats on every line has one cause."""


def _fail(lines: Sequence[str]) -> None:
    for line in lines[:_MOST_LINES]:
        click.echo(f"enjoined: {' '.join(line.split())}", err=True)
    if len(lines) > _MOST_LINES:
        click.echo(f"enjoined: and {len(lines) - _MOST_LINES:,} more mistakes", err=True)
    raise SystemExit(2)
