"""``enjoined explain``: the chain of orders behind a status."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import click

from enjoined.cli.answers import NOT_ADVICE, answer_lines, heading
from enjoined.cli.options import ask, emit_json, format_options, open_named, question_options
from enjoined.cli.status import Seat, report
from enjoined.cli.style import bold, dim, paragraph, width
from enjoined.law import Answer
from enjoined.law.answering.proof import Node, Proof
from enjoined.law.answering.words import best_source
from enjoined.model import CourtId
from enjoined.registry.table import LawTable

__all__ = ["command"]

_SIGN = {"yes": "✓", "no": "✗", "unknown": "?"}


@click.command("explain")
@question_options
@format_options("text", "tree", "json")
@click.option("--all", "everything", is_flag=True, help="Also the orders that do not reach this recipient.")
def command(form: str, as_json: bool, everything: bool, **options: Any) -> None:
    """Show the chain behind each status: what imposes, restrains, stays, ends, with sources.

    \b
    enjoined explain -r "Chicago, IL" --condition jag-fy2017/56b --on 2018-07-01
    """
    registry = open_named(options["overlays"])
    question = ask(registry, options)
    found = report(registry, question, list(options["facts"]), "enjoined.explain/1")
    if as_json or form == "json":
        emit_json(found)
        return
    click.echo(heading(registry.law, question, found.notes))
    for line in _lies_in(registry.law, found.question.districts):
        click.echo(line)
    show = _tree if form == "tree" else _chain
    for line in answer_lines(
        registry.law,
        found.answers,
        full=True,
        below=lambda answer: tuple(show(registry.law, answer, everything)),
    ):
        click.echo(line)
    click.echo()
    click.echo(dim(NOT_ADVICE))


def _lies_in(law: LawTable, districts: tuple[Seat, ...]) -> Iterator[str]:
    """In which judicial districts and circuit the recipient lies, with the sections that say so."""
    if districts:
        names = _together([d.name for d in districts])
        circuit = districts[0].circuit
        above = f", {law.courts[CourtId(circuit)].short}" if circuit is not None else ""
        yield dim(paragraph(f"in the {names}{above} ({districts[0].section})", 2))


def _together(districts: Sequence[str]) -> str:
    """Names of judicial districts, those of one State as one.

    >>> _together(["Eastern District of Texas", "Northern District of Texas", "Western District of Texas"])
    'Eastern, Northern and Western Districts of Texas'
    """
    sides, words, states = zip(*(name.partition(" District of ") for name in districts), strict=True)
    if len(districts) == 1 or not all(words) or len(set(states)) > 1:
        return " and the ".join(districts)
    return f"{', '.join(sides[:-1])} and {sides[-1]} Districts of {states[0]}"


def _reaches(node: Proof) -> bool:
    """Whether a node belongs to the recipient's own chain: in force, open, a guard, or above something that is."""
    return node.node is Node.GUARDS or node.verdict != "no" or any(_reaches(c) for c in node.children)


def _shown(proof: Proof, everything: bool) -> tuple[list[Proof], int]:
    children = proof.children
    kept = [c for c in children if everything or _reaches(c)]
    return kept, len(children) - len(kept)


def _chain(law: LawTable, answer: Answer, everything: bool) -> Iterator[str]:
    """Sentences in order of the events, each with its source."""
    if answer.proof is None:
        return
    kept, hidden = _shown(answer.proof, everything)
    yield ""
    yield from _sentence(law, answer.proof, 9)
    for child in kept:
        yield from _sentences(law, child, 9)
    yield from _hidden(hidden)


def _sentences(law: LawTable, node: Proof, indent: int, above: str = "") -> Iterator[str]:
    yield from _sentence(law, node, indent, above)
    event = law.effects[node.effect].event if node.effect is not None else ""
    for child in node.children:
        yield from _sentences(law, child, indent + 2, event)


def _sentence(law: LawTable, node: Proof, indent: int, above: str = "") -> Iterator[str]:
    """The verdict and why; what the event did and its source, unless the event ``above`` is the same one."""
    yield paragraph(node.why, indent, hang=f"{_SIGN[node.verdict]} ")
    if node.effect is None:
        return
    event = law.events[law.effects[node.effect].event]
    if event.id == above:
        return
    yield dim(paragraph(event.title, indent + 2))
    source = best_source(event)
    if source is not None:
        yield dim(f"{' ' * (indent + 2)}{source.url or source.title}")
        if source.is_second_hand:
            yield dim(f"{' ' * (indent + 2)}(second-hand)")


def _tree(law: LawTable, answer: Answer, everything: bool) -> Iterator[str]:
    """The proof as a tree of nodes with their addresses."""
    if answer.proof is None:
        return
    kept, hidden = _shown(answer.proof, everything)
    yield ""
    yield from _twig(answer.proof, "", "")
    for i, child in enumerate(kept):
        yield from _branch(child, "", i == len(kept) - 1)
    yield from _hidden(hidden)


def _branch(node: Proof, prefix: str, last: bool) -> Iterator[str]:
    elbow, rail = ("└─ ", "   ") if last else ("├─ ", "│  ")
    yield from _twig(node, prefix + elbow, prefix + rail)
    for i, child in enumerate(node.children):
        yield from _branch(child, prefix + rail, i == len(node.children) - 1)


def _twig(node: Proof, first: str, rest: str) -> Iterator[str]:
    """One node and its address, wrapped beside the rails of the tree."""
    head = f"{node.node.value} {_SIGN[node.verdict]} "
    room = max(40, width() - len(rest) - 4)
    lines = textwrap.wrap(node.why, room - len(head)) or [""]
    yield f"  {first}{bold(node.node.value)} {_SIGN[node.verdict]} {lines[0]}"
    for line in lines[1:]:
        yield f"  {rest}{' ' * len(head)}{line}"
    yield dim(f"  {rest}[{node.id.rpartition('>')[2]}]")


def _hidden(hidden: int) -> Iterator[str]:
    if hidden:
        orders = "order or notice does" if hidden == 1 else "orders or notices do"
        stand = "stands" if hidden == 1 else "stand"
        yield dim(
            paragraph(f"{hidden} further {orders} not reach you or no longer {stand} (--all shows them)", 9)
        )
