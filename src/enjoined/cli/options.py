"""Options that several verbs share, and how they become a question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from enjoined.cli.forms import DAY, emit_json, format_options, ordinary_file
from enjoined.errors import InputError, unread_because
from enjoined.law import Acceptance, Award, Question, SuppliedFact, parse_fact
from enjoined.law.answering.stated import refuse_unknown
from enjoined.law.options import parse_options
from enjoined.model import FamilyId, InstrumentId, ProgramId, Recipient, parse_day
from enjoined.registry.open import Registry, open_registry
from enjoined.registry.table import LawTable

__all__ = [
    "DAY",
    "anybody_options",
    "ask",
    "choice_option",
    "emit_json",
    "format_options",
    "ids_of",
    "open_named",
    "ordinary_file",
    "overlay_option",
    "parse_facts",
    "question_options",
    "refuse_of_one",
    "registry_option",
    "selection_options",
]

_MOST_BYTES: Final = 1_000_000
_Command = TypeVar("_Command", bound=Callable[..., Any])


def overlay_option(command: _Command) -> _Command:
    """``--registry``: overlays on the records."""
    return click.option(
        "--registry",
        "overlays",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Directory of further records (may repeat); same layout, adds or replaces.",
    )(command)


def registry_option(command: _Command) -> _Command:
    """``--registry``: overlays on the records; ``--base``: an older release to answer from."""
    command = click.option(
        "--base",
        type=click.Path(path_type=Path),
        metavar="FILE",
        expose_value=False,
        callback=_keep_base,
        help="Release file of the registry to answer from, e.g. an older one.",
    )(command)
    return overlay_option(command)


_BASE: Final = "enjoined.base"


def _keep_base(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    """Leave the release where :func:`open_named` finds it, so that no command needs to pass it on."""
    ctx.meta[_BASE] = value


def choice_option(command: _Command) -> _Command:
    """``--option``: a choice on a point of unsettled law."""
    return click.option(
        "--option",
        "choices",
        multiple=True,
        metavar="NAME=VALUE",
        help="A choice on an unsettled point of law (may repeat), e.g. vacatur-reaches=parties.",
    )(command)


def ids_of(*tables: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """What a shell may complete an option to: the ids of some tables of the registry."""

    def complete(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:
        law = open_registry().law
        return sorted({id_ for table in tables for id_ in getattr(law, table) if id_.startswith(begun)})

    return complete


def selection_options(command: _Command) -> _Command:
    """Which conditions are asked about."""
    for option in reversed(
        [
            click.option(
                "--family",
                shell_complete=ids_of("families"),
                help="Only conditions of this family, e.g. notice-release.",
            ),
            click.option(
                "--condition",
                shell_complete=ids_of("conditions"),
                help="Only this condition, e.g. jag-fy2017/56 (all its parts).",
            ),
            click.option(
                "--program",
                metavar="ALN",
                shell_complete=ids_of("programs"),
                help="Assistance Listing, e.g. 16.738.",
            ),
            click.option(
                "--fiscal-year", type=click.IntRange(1900, 2200), help="Fiscal year of appropriation."
            ),
            click.option(
                "--instrument",
                metavar="ID",
                shell_complete=ids_of("instruments"),
                help="Only conditions of this instrument, e.g. jag-fy2017.",
            ),
        ]
    ):
        command = option(command)
    return command


def question_options(command: _Command) -> _Command:
    """All options that make a question."""
    told = 'Name or id: "Chicago, IL", il/chicago; a body that no record names: "nonprofit: NAME, IL".'
    named = click.option("--recipient", "-r", required=True, help=told)
    return named(_of_anybody(command))


def anybody_options(command: _Command) -> _Command:
    """All options that make a question about one recipient, or without one about everybody."""
    told = 'Name or id: "Chicago, IL"; without it everybody, told by classes.'
    return click.option("--recipient", "-r", help=told)(_of_anybody(command))


_OF_ONE: Final = ("accepted", "certified", "under_protest", "through", "facts", "facts_file", "known_on")


def refuse_of_one(options: dict[str, Any]) -> None:
    """Raise ``InputError`` for an option that is about one recipient's award, where everybody is asked about."""
    for name in _OF_ONE:
        if options[name]:
            option = "--facts" if name == "facts_file" else f"--{name.removesuffix('s').replace('_', '-')}"
            raise InputError("this is about one recipient", where=option, remedy="name it with -r")


def _of_anybody(command: _Command) -> _Command:
    for option in reversed(
        [
            selection_options,
            click.option("--accepted", metavar="DATE|none|declined", help="When the award was accepted."),
            click.option("--certified", type=DAY, help="When a certificate of compliance was signed."),
            click.option("--under-protest", is_flag=True, help="The award was accepted under protest."),
            click.option(
                "--through", metavar="PRIME", help="The prime recipient, if the money is a subaward."
            ),
            click.option(
                "--fact",
                "facts",
                multiple=True,
                metavar="EDGE",
                help="A missing fact (may repeat), see the docs.",
            ),
            click.option(
                "--facts", "facts_file", type=click.Path(path_type=Path), help="File of facts, one per line."
            ),
            click.option("--on", type=DAY, default="today", help="Day asked about (default: today)."),
            click.option("--known-on", type=DAY, help="Only what was public on that day."),
        ]
    ):
        command = option(command)
    return registry_option(choice_option(command))


def open_named(overlays: tuple[Path, ...]) -> Registry:
    """The registry with its overlays, on the release of ``--base`` if one is pinned.

    A missing directory, and a file that is no release, are input errors.
    """
    for overlay in overlays:
        if not overlay.is_dir():
            raise InputError(
                f"no such directory: {overlay}", where="--registry", remedy="give a records directory"
            )
        if not any(overlay.rglob("*.y*ml")):
            raise InputError(f"no records in {overlay}", where="--registry", remedy="see docs/records.md")
    context = click.get_current_context(silent=True)
    return open_registry(overlays, base=context.meta.get(_BASE) if context is not None else None)


def ask(registry: Registry, options: dict[str, Any]) -> Question:
    """The question that the options make. Raises ``InputError`` where one of them cannot be used."""
    recipient, note = registry.understood(options["recipient"], where="--recipient")
    prime, prime_note = prime_of(registry, options["through"], recipient)
    return Question(
        recipient=recipient,
        on=options["on"],
        known_on=options["known_on"],
        family=FamilyId(options["family"]) if options["family"] else None,
        condition=options["condition"],
        program=ProgramId(options["program"]) if options["program"] else None,
        fiscal_year=options["fiscal_year"],
        instrument=InstrumentId(options["instrument"]) if options["instrument"] else None,
        award=_award(options, prime),
        supplied=parse_facts(registry.law, options["facts"], options["facts_file"]),
        options=parse_options(options["choices"]),
        notes=tuple(filter(None, (note, prime_note))),
    )


def prime_of(
    registry: Registry, named: str | None, recipient: Recipient | None
) -> tuple[Recipient | None, str]:
    """Who passes the money on, as ``--through`` names it, with how that was understood; nobody where it is not given.

    Raises ``InputError`` where that is the recipient itself, or there is none.
    """
    if not named:
        return None, ""
    if recipient is None:
        raise InputError("who gets the subaward is not said", where="--through", remedy="add --recipient")
    prime, note = registry.understood(named, where="--through")
    if prime.id == recipient.id:
        what = f"{recipient.name} cannot be its own prime recipient"
        raise InputError(what, where="--through", remedy="name who passes the money on")
    return prime, note


def _award(options: dict[str, Any], through: Recipient | None) -> Award:
    text = options["accepted"]
    acceptance, accepted = Acceptance.NOT_SAID, None
    if text in (Acceptance.NONE.value, Acceptance.DECLINED.value):
        acceptance = Acceptance(text)
    elif text is not None:
        try:
            acceptance, accepted = Acceptance.ACCEPTED, parse_day(text)
        except ValueError:
            raise InputError(
                f"{text!r} is not a day", where="--accepted", remedy="write 2018-07-01, none or declined"
            ) from None
    if options["under_protest"] and acceptance in (Acceptance.NONE, Acceptance.DECLINED):
        what = "an award that was not accepted was not accepted under protest"
        raise InputError(what, where="--under-protest", remedy=f"drop it, or --accepted {text}")
    return Award(
        acceptance=acceptance,
        accepted=accepted,
        certified=options["certified"],
        under_protest=options["under_protest"],
        through=through,
    )


def parse_facts(
    law: LawTable, written: tuple[str, ...], file: Path | None = None
) -> tuple[SuppliedFact, ...]:
    """The facts given one by one and in a file (one per line, ``#`` for remarks); each must be about what is held."""
    facts = [parse_fact(text) for text in written]
    if file is not None:
        for number, line in enumerate(_small_text(file, "--facts").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                facts.append(parse_fact(line, where=f"{file}:{number}"))
    for number, fact in enumerate(facts):
        for other in facts[:number]:
            if fact.contradicts(other):
                raise InputError(
                    f"{other} and {fact} contradict each other", where="--fact", remedy="keep one"
                )
    refuse_unknown(law, facts)
    return tuple(facts)


def _small_text(file: Path, where: str) -> str:
    """The text of a small ordinary file."""
    ordinary_file(file, where)
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise InputError(f"{file} is larger than 1 MB", where=where, remedy="give a file of facts")
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot read {file}: {unread_because(error)}", where=where, remedy="give a text file"
        ) from None
