"""``enjoined conflicts``: conditions in force that collide with the recipient's own law."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby, zip_longest
from typing import Any

import click
import msgspec

from enjoined.cli.answers import NOT_ADVICE, heading
from enjoined.cli.options import ask, emit_json, format_options, open_named, question_options
from enjoined.cli.status import Asked, Receipt, asked, receipt
from enjoined.cli.style import bold, dim, mark, paragraph, status_word, width
from enjoined.law import Answer, Status, answers
from enjoined.law.conflicts import Conflict
from enjoined.model import ActId, ConditionId, FamilyId, PolicyId
from enjoined.registry.table import LawTable

__all__ = ["Collision", "ConflictsReport", "command"]

_BETWEEN = " │ "


class Collision(msgspec.Struct, frozen=True, kw_only=True):
    """A condition and a provision that limits an act which it demands; ``reading`` says on whose reading."""

    recipient: str
    condition: ConditionId
    family: FamilyId
    status: Status
    demand: str
    act: ActId
    act_title: str
    policy: PolicyId
    policy_title: str
    provision: str
    provision_summary: str
    reading: str
    source: str


class ConflictsReport(msgspec.Struct, frozen=True, kw_only=True):
    """``conflicts --format json``."""

    schema: str
    question: Asked
    registry: Receipt
    conflicts: tuple[Collision, ...]


@click.command("conflicts")
@question_options
@format_options("text", "json")
def command(form: str, as_json: bool, **options: Any) -> None:
    """Show where conditions that are imposed collide with the recipient's own law, side by side.

    \b
    enjoined conflicts -r "Chicago, IL" --program 16.738 --on 2017-11-15
    """
    registry = open_named(options["overlays"])
    question = ask(registry, options)
    found = tuple(
        collision for answer in answers(registry.law, question) for collision in _of(registry.law, answer)
    )
    if as_json or form == "json":
        emit_json(
            ConflictsReport(
                schema="enjoined.conflicts/1",
                question=asked(registry.law, question, list(options["facts"])),
                registry=receipt(registry, question.options, question.on),
                conflicts=found,
            )
        )
        return
    click.echo(heading(registry.law, question))
    for line in _text(registry.law, found):
        click.echo(line)
    if not found:
        click.echo()
        click.echo(paragraph("No recorded law of this recipient collides with a condition imposed on it.", 2))
    click.echo()
    click.echo(dim(NOT_ADVICE))


def _of(law: LawTable, answer: Answer) -> Iterator[Collision]:
    for conflict in answer.conflicts:
        assert answer.condition is not None, "only a condition can collide"
        yield _collision(law, answer, answer.condition, conflict)


def _collision(law: LawTable, answer: Answer, condition: ConditionId, conflict: Conflict) -> Collision:
    return Collision(
        recipient=answer.recipient,
        condition=condition,
        family=answer.families[0],
        status=answer.status,
        demand=answer.summary,
        act=conflict.act,
        act_title=law.acts[conflict.act].title,
        policy=conflict.policy,
        policy_title=law.policies[conflict.policy].title,
        provision=conflict.provision,
        provision_summary=conflict.summary,
        reading=conflict.reading,
        source=conflict.source,
    )


def _text(law: LawTable, found: tuple[Collision, ...]) -> Iterator[str]:
    """For each condition its words on the left, and on the right the provision that collides with it."""
    for condition, same in groupby(found, key=lambda c: c.condition):
        collisions = list(same)
        first = collisions[0]
        instrument = law.instruments[law.conditions[condition].instrument]
        number = condition.removeprefix(f"{instrument.id}/")
        yield ""
        yield f" {mark(first.status)} {bold(number)}  {instrument.short}  {status_word(first.status)}"
        for collision in collisions:
            reading = "" if collision.reading == "courts" else " (on the agency's reading)"
            act = collision.act_title
            yield paragraph(f"{act[0].lower()}{act[1:]}{reading}", 3, hang="! ")
            yield from _side_by_side(
                ["the condition", *_filled(collision.demand)],
                [
                    *_filled(f"{collision.policy_title}, {collision.provision}"),
                    *_filled(collision.provision_summary),
                ],
            )
            if collision.source:
                yield dim(f"     {collision.source}")


def _column() -> int:
    return (width() - 5 - len(_BETWEEN)) // 2


def _filled(text: str) -> list[str]:
    return textwrap.wrap(text, _column(), break_long_words=True)


def _side_by_side(left: list[str], right: list[str]) -> Iterator[str]:
    """Two texts in columns.

    >>> list(_side_by_side(["a"], ["b"]))[0].split()
    ['a', '│', 'b']
    """
    for one, other in zip_longest(left, right, fillvalue=""):
        yield f"     {one.ljust(_column())}{_BETWEEN}{other}".rstrip()
