"""``enjoined conflicts``: conditions in force that collide with the recipient's own law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import click
import msgspec

from enjoined.cli.answers import NOT_ADVICE, heading
from enjoined.cli.options import ask, emit_json, format_options, open_named, question_options
from enjoined.cli.provisions import side_by_side
from enjoined.cli.status import Asked, Receipt, asked, receipt
from enjoined.cli.style import bold, dim, mark, paragraph, status_word
from enjoined.law import Answer, Status, answers
from enjoined.law.answering.conflicts import Conflict
from enjoined.model import ActId, ConditionId, FamilyId, PolicyId
from enjoined.registry.table import LawTable

__all__ = ["Collision", "ConflictsReport", "command"]


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
    collided = [
        (answer, conflict) for answer in answers(registry.law, question) for conflict in answer.conflicts
    ]
    if as_json or form == "json":
        emit_json(
            ConflictsReport(
                schema="enjoined.conflicts/1",
                question=asked(registry.law, question, list(options["facts"])),
                registry=receipt(registry, question.options, question.on),
                conflicts=tuple(_collision(registry.law, *each) for each in collided),
            )
        )
        return
    click.echo(heading(registry.law, question))
    for line in _text(registry.law, collided):
        click.echo(line)
    if not collided:
        click.echo()
        click.echo(paragraph("No recorded law of this recipient collides with a condition imposed on it.", 2))
    click.echo()
    click.echo(dim(NOT_ADVICE))


def _collision(law: LawTable, answer: Answer, conflict: Conflict) -> Collision:
    assert answer.condition is not None, "only a condition can collide"
    return Collision(
        recipient=answer.recipient,
        condition=answer.condition,
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


def _text(law: LawTable, collided: Sequence[tuple[Answer, Conflict]]) -> Iterator[str]:
    """For each condition its words on the left, and on the right the provision that collides with it."""
    for condition, same in groupby(collided, key=lambda each: each[0].condition):
        conflicts = list(same)
        assert condition is not None, "only a condition can collide"
        instrument = law.instruments[law.conditions[condition].instrument]
        status = conflicts[0][0].status
        yield ""
        number = condition.removeprefix(f"{instrument.id}/")
        yield f" {mark(status)} {bold(number)}  {instrument.short}  {status_word(status)}"
        for answer, conflict in conflicts:
            reading = "" if conflict.reading == "courts" else " (on the agency's reading)"
            act = law.acts[conflict.act].title
            yield paragraph(f"{act[0].lower()}{act[1:]}{reading}", 3, hang="! ")
            yield from side_by_side(law, answer.summary, conflict)
