"""Whether the facts a user states speak of what the registry holds: a name written wrong must not pass in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from enjoined.errors import InputError
from enjoined.law.facts import FactKind, SuppliedFact, governments_meant
from enjoined.model import LOCAL_KINDS, STATE_KINDS
from enjoined.recipients.states import STATES
from enjoined.registry.table import LawTable

__all__ = ["refuse_unknown"]


def refuse_unknown(law: LawTable, facts: Iterable[SuppliedFact]) -> None:
    """Raise ``InputError`` for a fact about a group, wave, agency, list, effect, event or condition that is not held.

    Of recipients that a fact is about (``subdivision_of``, ``part_of``) only the State is looked up.
    """
    for fact in facts:
        for name, held, noun in _named(law, fact):
            if name not in held:
                near = get_close_matches(name, [str(h) for h in held], n=3, cutoff=0.5)
                remedy = (
                    f"did you mean {' or '.join(near)}?"
                    if near
                    else "enjoined status prints the facts it asks for"
                )
                raise InputError(f"there is no {noun} {name!r}", where=f"--fact '{fact}'", remedy=remedy)


def _named(law: LawTable, fact: SuppliedFact) -> Iterable[tuple[str, Collection[str], str]]:
    """Every id in a fact, with the ids that it may be and what they are ids of."""
    first, _, second = fact.about.partition("~")
    match fact.kind:
        case FactKind.MEMBER_OF:
            yield first, {group.removeprefix("org/") for group in law.groups}, "group"
        case FactKind.PLAINTIFF:
            yield first, law.waves, "wave of plaintiffs"
        case FactKind.CLAIMS:
            case, _, agency = first.partition(":")
            yield case, law.cases, "case"
            yield agency, law.agencies, "agency"
        case FactKind.LISTED:
            yield first.partition("#")[0], {*law.effects, *law.cases, *law.lists}, "list or notice"
        case FactKind.EXISTS | FactKind.SUBRECIPIENTS | FactKind.AWARD:
            yield first, law.effects, "effect"
        case FactKind.OCCURRED:
            yield first.partition("#")[0], {*law.events, *law.effects}, "event"
        case FactKind.LATER_WAVE:
            yield from ((part, law.effects, "effect") for part in (first, second))
        case FactKind.LATER_CONDITION:
            yield first, law.effects, "effect"
            yield second, law.conditions, "condition"
        case FactKind.SIMILAR:
            yield from ((part, law.conditions, "condition") for part in (first, second))
        case FactKind.PART_OF | FactKind.SUBDIVISION_OF:
            if f"org/{first}" not in law.groups and f"org/{first}" not in law.recipients:
                yield first.partition("/")[0], STATES, "State"
        case FactKind.PART_OF_GOVERNMENT:
            yield governments_meant(first)[0], STATES, "State"
            yield from (
                (kind, STATE_KINDS | LOCAL_KINDS, "kind of government")
                for kind in governments_meant(first)[1]
            )
        case _:
            return
