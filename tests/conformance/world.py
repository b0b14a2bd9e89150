"""The format of a conformance world: a small closed universe, and questions whose answers follow from the model.

A world is one JSON object. It can be read by any evaluator, whatever it is written in; here it is turned into the
law table of the reference evaluator. Keys mean what they mean in the YAML records (docs/records.md), with these
differences: ids are always full (``case/pi``); one list each of recipients, groups, instruments, conditions, waves,
events and effects stands for the whole registry; an effect names its verb, grade and targets in keys of their own.
See README.md beside this file for every key.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Literal

import msgspec

from enjoined.law import Acceptance
from enjoined.model import EdgeKind, Grade, Kind, Verb

__all__ = ["FOLDER", "World", "load", "parse"]

FOLDER = Path(__file__).parent / "worlds"


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Every object of a world: an unknown key is a mistake, a default is not written out."""


class Date(Shape, frozen=True, kw_only=True):
    """A date not known to the day; exactly one key. ``mandate`` is the date of another event."""

    between: tuple[str, str] | None = None
    after: str | None = None
    mandate: str | None = None

    def __post_init__(self) -> None:
        """Refuse a date that says nothing, or two things."""
        if [self.between, self.after, self.mandate].count(None) != 2:
            raise ValueError("a date says one of between, after and mandate")


When = str | Date


class Within(Shape, frozen=True, kw_only=True):
    """The bound of an open list; an empty part sets no limit."""

    kinds: tuple[Kind, ...] = ()
    states: tuple[str, ...] = ()


class Names(Shape, frozen=True, kw_only=True, rename={"ids": "list"}):
    """A list of names that may be incomplete."""

    ids: tuple[str, ...] = ()
    complete: bool = True
    within: Within = Within()


class Members(Shape, frozen=True, kw_only=True):
    """Members of a group as of ``order``, ``offer``, ``acceptance``, ``query`` or a printed day."""

    group: str
    as_of: str = "order"


class Who(Shape, frozen=True, kw_only=True, rename={"excluding": "except"}):
    """A union of ways to name recipients, minus each of ``except``."""

    everyone: bool = False
    recipients: Names = Names()
    plaintiffs: tuple[str, ...] = ()
    within_claims: bool = False
    subdivisions_of: Who | None = None
    members_of: tuple[Members, ...] = ()
    subrecipients_of: Who | None = None
    excluding: tuple[Who, ...] = ()


class Conditions(Shape, frozen=True, kw_only=True, rename={"excluding": "except"}):
    """Conditions that satisfy every part given."""

    ids: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()
    similar_to: tuple[str, ...] = ()
    future: bool | None = None
    excluding: Conditions | None = None


class Awards(Shape, frozen=True, kw_only=True):
    """Awards that satisfy every part given."""

    programs: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    fiscal_years: tuple[int, ...] = ()
    accepted_before: str | None = None
    accepted_from: str | None = None
    pending_on: str | None = None
    named: tuple[str, ...] = ()


class Product(Shape, frozen=True, kw_only=True, rename={"capacity": "as"}):
    """One product of a scope; an absent part sets no limit."""

    who: Who | None = None
    conditions: Conditions = Conditions()
    awards: Awards = Awards()
    capacity: Literal["direct", "sub", "any"] | None = None
    through: Who | None = None


class Edge(Shape, frozen=True, kw_only=True, rename={"start": "from"}):
    """A dated relation to another legal person."""

    kind: EdgeKind
    to: str
    start: str | None = None
    until: str | None = None
    holds: bool = True


class Person(Shape, frozen=True, kw_only=True):
    """A recipient."""

    id: str
    kind: Kind = Kind.CITY
    state: str = "il"
    population: int | None = None
    edges: tuple[Edge, ...] = ()

    def __post_init__(self) -> None:
        """Refuse two edges to one body that speak of the same day."""
        for one, other in combinations(self.edges, 2):
            apart = (one.until is not None and other.start is not None and one.until <= other.start) or (
                other.until is not None and one.start is not None and other.until <= one.start
            )
            if (one.kind, one.to) == (other.kind, other.to) and not apart:
                raise ValueError(f"{self.id}: two edges to {one.to} on one day")


class Eligible(Shape, frozen=True, kw_only=True):
    """Who can be a member of a group at all."""

    kinds: tuple[Kind, ...] = ()
    states: tuple[str, ...] = ()
    min_population: int | None = None


class Member(Shape, frozen=True, kw_only=True, rename={"start": "from"}):
    """A member of a group, perhaps from a day and until another."""

    id: str
    start: str | None = None
    until: str | None = None


class Group(Shape, frozen=True, kw_only=True):
    """An association."""

    id: str
    eligible: Eligible = Eligible()
    members: tuple[Member, ...] = ()


class Instrument(Shape, frozen=True, kw_only=True):
    """A document that carries conditions."""

    id: str
    agency: str = "doj"
    programs: tuple[str, ...] = ("16.738",)
    fiscal_years: tuple[int, ...] = (2017,)


class Similar(Shape, frozen=True, kw_only=True):
    """A recorded judgment of similarity."""

    to: str
    holds: bool


class Condition(Shape, frozen=True, kw_only=True):
    """A condition; the part of its id before the slash is its instrument."""

    id: str
    family: str = "notice"
    issued: str = "2017-01-01"
    binds: tuple[Kind, ...] = tuple(Kind)
    binds_sub: tuple[Kind, ...] = tuple(Kind)
    implements: tuple[str, ...] = ()
    similar_to: tuple[Similar, ...] = ()


class Wave(Shape, frozen=True, kw_only=True):
    """Parties of the case whose id stands before the slash."""

    id: str
    names: tuple[str, ...] = ()
    complete: bool = True
    within: Within = Within()
    claims: dict[str, tuple[str, ...]] = {}

    def __post_init__(self) -> None:
        """Refuse claims against nobody."""
        if not all(self.claims.values()):
            raise ValueError(f"{self.id}: claims name at least one agency")


class Happening(Shape, frozen=True, kw_only=True):
    """An event: when it happened and, if not at once, when it became public."""

    id: str
    date: When
    known: When | None = None


class Guard(Shape, frozen=True, kw_only=True):
    """Another effect, for the same recipient and award and for ``condition`` (absent: the same one)."""

    active: str
    condition: str | None = None


class Reading(Shape, frozen=True, kw_only=True):
    """A text of the effect that became public on a day."""

    known: When
    scope: tuple[Product, ...]


class Effect(Shape, frozen=True, kw_only=True, rename={"start": "from", "only_while": "while"}):
    """One limb of an event. Its window starts with its event unless ``from`` says otherwise."""

    id: str
    event: str
    verb: Verb
    grade: Grade | None = None
    targets: tuple[str, ...] = ()
    scope: tuple[Product, ...] = (Product(),)
    start: When | None = None
    until: When | None = None
    final: bool = False
    children: bool | None = None
    child_of: str | None = None
    only_while: Guard | None = None
    unless: Guard | None = None
    possible: bool = False
    rests_on: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a restraint without a grade and a modifier without a target."""
        modifies = self.verb in (Verb.SUSPEND, Verb.END, Verb.EXTEND)
        if (self.grade is not None) != (self.verb is Verb.RESTRAIN) or bool(self.targets) != modifies:
            raise ValueError(f"{self.id}: a restraint has a grade, a modifier has targets, nothing else has")


class Grant(Shape, frozen=True, kw_only=True):
    """What is known of the award."""

    program: str | None = None
    fiscal_year: int | None = None
    number: str | None = None
    acceptance: Acceptance = Acceptance.NOT_SAID
    accepted: str | None = None
    through: str | None = None


class Asked(Shape, frozen=True, kw_only=True):
    """A question. Of what is expected, only ``status`` is always checked; the rest where it is given."""

    recipient: str
    condition: str = "terms/1"
    on: str
    known_on: str | None = None
    award: Grant = Grant()
    status: str = ""
    possible: tuple[str, ...] | None = None
    restraints: tuple[str, ...] | None = None
    proof: dict[str, str] = {}
    why: str = ""


class World(Shape, frozen=True, kw_only=True):
    """A closed universe, the idea it shows and the sentences of the model it rests on."""

    idea: str = ""
    rule: str = ""
    recipients: tuple[Person, ...] = ()
    groups: tuple[Group, ...] = ()
    agencies: dict[str, str | None] = msgspec.field(default_factory=lambda: {"doj": None})
    instruments: tuple[Instrument, ...] = (Instrument(id="terms"),)
    conditions: tuple[Condition, ...] = (Condition(id="terms/1"),)
    waves: tuple[Wave, ...] = ()
    events: tuple[Happening, ...] = ()
    effects: tuple[Effect, ...] = ()
    questions: tuple[Asked, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a world that speaks of an effect, event or person it does not hold."""
        held = {x.id for many in (self.effects, self.events, self.recipients) for x in many}
        held |= {p.state for p in self.recipients}
        spoken = [t for e in self.effects for t in (e.event, *e.targets, *e.rests_on)]
        spoken += [e.child_of for e in self.effects if e.child_of is not None]
        spoken += [g.active for e in self.effects for g in (e.only_while, e.unless) if g is not None]
        spoken += [e.to for p in self.recipients for e in p.edges if e.kind is EdgeKind.PART_OF]
        missing = sorted(set(spoken) - held)
        if missing:
            raise ValueError(f"nothing in this world is called {', '.join(missing)}")


_decoder = msgspec.json.Decoder(World)


def parse(text: bytes) -> World:
    """The world written as JSON; ``msgspec.ValidationError`` names the path of a mistake."""
    return _decoder.decode(text)


def load(path: Path) -> World:
    """The world in a file."""
    return parse(path.read_bytes())
