"""The compiled law on the whole of every conformance world: everybody, every condition, every day that can differ.

The questions of a world say what is right of some cells; here the compiled law must follow the reference evaluator on
all others too, and must tell strangers apart whom no order names.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import msgspec
import pytest

from enjoined.errors import InputError
from enjoined.law import ANY_AWARD, Award, Cell, Timeline, View, bearing_on
from enjoined.law.answering.proof import Node, Proof, prove
from enjoined.law.compiled import CompiledLaw, compile_law
from enjoined.law.compiled.builder import PRIME
from enjoined.law.compiled.rows import Scalar, Tables, tables
from enjoined.law.compiled.slices import NO_DAY
from enjoined.model import Day, Edge, EdgeKind, Kind, Recipient, RecipientId, parse_day
from enjoined.registry.table import LawTable
from tests.conformance import world as w
from tests.conformance.reference import cell_of, law_of

WORLDS = sorted(w.FOLDER.glob("*.json"))
MIDDLE = parse_day("2017-04-15")


def stranger(id_: str, kind: Kind, state: str = "il", *, part_of: str = "") -> Recipient:
    edges = (Edge(kind=EdgeKind.PART_OF, to=RecipientId(part_of), until=parse_day("2017-03-20")),)
    return Recipient(id=RecipientId(id_), kind=kind, name=id_, state=state, edges=edges if part_of else ())


STRANGERS = (
    stranger("il/stranger", Kind.CITY),
    stranger("il/county", Kind.COUNTY),
    stranger("il/office", Kind.AGENCY),
    stranger("il/school", Kind.UNIVERSITY),
    stranger("il/office-of-a", Kind.AGENCY, part_of="il/a"),
    stranger("md/office", Kind.AGENCY, "md"),
    stranger("wa/stranger", Kind.CITY, "wa"),
    stranger("org/stranger", Kind.NONPROFIT, ""),
)


def everybody(law: LawTable) -> list[Recipient]:
    """The people of a world and strangers of several kinds."""
    known = [r for r in law.recipients.values() if not r.id.startswith("us/")]
    return [*known, *(s for s in STRANGERS if s.id not in law.recipients)]


def days_of(line: Timeline) -> list[Day]:
    """Every boundary of a time line with its neighbours, and a day on which most worlds have law."""
    return sorted({MIDDLE, *(Day(day + away) for day in line.boundaries for away in (-1, 0, 1))})


def compilations(path: Path) -> Iterator[tuple[LawTable, CompiledLaw, list[Award]]]:
    """The world as it was known on each of the days its questions name, with the awards they speak of."""
    world = w.load(path)
    law = law_of(world)
    for known_on in dict.fromkeys(q.known_on for q in world.questions):
        compiled = compile_law(law, known_on=None if known_on is None else parse_day(known_on))
        asked = [cell_of(law, q).award for q in world.questions if q.known_on == known_on]
        yield law, compiled, list(dict.fromkeys([ANY_AWARD, *asked]))


@pytest.mark.parametrize("path", WORLDS, ids=lambda path: path.stem)
def test_the_compiled_law_follows_the_reference_through_every_world(path: Path) -> None:
    for law, compiled, awards in compilations(path):
        for recipient in everybody(law):
            for condition in law.conditions:
                for award in awards:
                    follows(law, compiled, recipient, condition, award)


def follows(law: LawTable, compiled: CompiledLaw, recipient: Recipient, condition: str, award: Award) -> None:
    cell = Cell.of(law, recipient, law.conditions[condition].id, award=award, known_on=compiled.known_on)  # type: ignore[index]
    line = Timeline(law, cell)
    for day in days_of(line):
        where = f"{recipient.id}, {condition}, {date.fromordinal(day)}, {award}"
        expected = line.on(day)
        found = compiled.answer(recipient, cell.condition.id, day=day, award=award)
        status = found.status
        assert (status.status, found.possible, found.active) == (
            expected.status,
            expected.possible,
            expected.active,
        ), where
        span = (status.since, status.since_latest, status.until, status.until_latest)
        assert span == line.span(day), where
        assert found.open_facts == expected.open_facts, where
        assert found.proof == prove(View(law, cell, day), bearing_on(law, cell)), where


@pytest.mark.parametrize("path", WORLDS, ids=lambda path: path.stem)
def test_what_was_worked_out_ahead_is_what_is_found_when_asked(path: Path) -> None:
    for law, compiled, _ in compilations(path):
        people = everybody(law)
        ahead = compile_law(law, known_on=compiled.known_on)
        ahead.prepare(people)
        proofs = ahead.lines.proofs
        for recipient in people:
            for condition in law.conditions:
                boundaries = Timeline(law, Cell.of(law, recipient, condition, known_on=compiled.known_on))
                for day in days_of(boundaries):
                    found, asked = (c.status(recipient, condition, day=day) for c in (ahead, compiled))
                    assert msgspec.structs.replace(found, proof_id=asked.proof_id) == asked
        assert ahead.lines.proofs == proofs, "nothing is left to be worked out"


@pytest.mark.parametrize("path", WORLDS, ids=lambda path: path.stem)
def test_what_has_not_begun_changes_no_answer_of_the_days_before(path: Path) -> None:
    for law, compiled, awards in compilations(path):
        early = compile_law(law.begun_by(MIDDLE), known_on=compiled.known_on)
        for recipient in everybody(law):
            for condition, award in product(law.conditions, awards):
                cell = Cell.of(law, recipient, condition, award=award, known_on=compiled.known_on)
                for day in {day for day in days_of(Timeline(law, cell)) if day <= MIDDLE}:
                    found, whole = (
                        c.answer(recipient, condition, day=day, award=award) for c in (early, compiled)
                    )
                    assert (found.status.status, found.possible, found.active, found.open_facts) == (
                        whole.status.status,
                        whole.possible,
                        whole.active,
                        whole.open_facts,
                    ), f"{recipient.id}, {condition}, {date.fromordinal(day)}, {award}"


Row = tuple[Scalar, ...]


class Lookup:
    """The tables read as a join reads them: a recipient's line for an award under a condition."""

    def __init__(self, made: Tables, compiled: CompiledLaw) -> None:
        self.rows = {name: table.rows for name, table in made.items()}
        self.roster = compiled.roster

    def line(self, recipient: Recipient, condition: str, program: str, year: int) -> Scalar:
        """The number of the line; -1 if the tables do not answer."""
        slice_set = self._one("facets", (program, year, condition, "direct"))[4]
        unsaid = date.fromordinal(NO_DAY)
        bucket = next(
            r[3]
            for r in self.rows["acceptance"]
            if r[0] == "not-said" and r[1] <= unsaid < r[2]  # type: ignore[operator]
        )
        _, _, order, roll = self._one("slices", (slice_set, bucket))
        if order == -1:
            return -1
        profile = str(self.roster.profile(recipient))
        class_ = next(
            rows[0][-1]
            for rows in (
                self.all("named", (roll, recipient.id)),
                [r for r in self.all("listed", (roll,)) if self.all("lists", (r[1], recipient.id))],
                self.all("profiles", (roll, profile)),
                self.all("rolls", (roll,)),
            )
            if rows
        )
        return self._one("chart", (order, class_))[2]

    def on(self, line: Scalar, day: Day) -> Row:
        """The row of a line that counts on a day."""
        at = date.fromordinal(day)
        (found,) = [r for r in self.all("lines", (line,)) if r[1] <= at < r[2]]  # type: ignore[operator]
        return found

    def all(self, name: str, key: Row) -> list[Row]:
        """The rows of a table that begin with a key."""
        return [row for row in self.rows[name] if row[: len(key)] == key]

    def _one(self, name: str, key: Row) -> Row:
        (found,) = self.all(name, key)
        return found


@pytest.mark.parametrize("path", WORLDS, ids=lambda path: path.stem)
def test_the_tables_follow_the_reference_in_full_and_for_one_day(path: Path) -> None:
    for law, compiled, _ in compilations(path):
        people = everybody(law)
        whole = Lookup(tables(compiled, people), compiled)
        few = [r for r in people if r not in STRANGERS]
        small = Lookup(tables(compiled, few), compiled)
        alone = Lookup(tables(compile_law(law, known_on=compiled.known_on), people, day=MIDDLE), compiled)
        for condition in law.conditions.values():
            instrument = law.instruments[condition.instrument]
            program, year = instrument.programs[0], instrument.fiscal_years[0]
            award = Award(program=program, fiscal_year=year, number="of no order")
            for recipient in people:
                cell = Cell.of(law, recipient, condition.id, award=award, known_on=compiled.known_on)
                reference = Timeline(law, cell)
                lines = [t.line(recipient, condition.id, program, year) for t in (whole, alone)]
                assert (lines[0] == -1) == (lines[1] == -1)
                if lines[0] == -1:
                    continue
                if recipient in few:
                    assert small.line(recipient, condition.id, program, year) == lines[0]
                for day in days_of(reference):
                    rows = [whole.on(lines[0], day), *([alone.on(lines[1], day)] if day == MIDDLE else [])]
                    expected = reference.on(day)
                    for row in rows:
                        assert row[3:6] == (
                            expected.status.value,
                            " ".join(sorted(s.value for s in expected.possible)),
                            " ".join(expected.active),
                        ), f"{recipient.id}, {condition.id}, {date.fromordinal(day)}"
                    number = rows[0][6]
                    assert isinstance(number, int)
                    (told,) = whole.all("proofs", (number,))
                    assert told[6] == rows[0][1]
                    assert protecting(compiled.proof(number)) <= {*expected.active}


def protecting(proof: Proof) -> set[str]:
    """The restraints that a proof says are in force, where it says that there is a duty."""
    found = [p for p in (proof, *proof.children) if p.verdict == "yes"]
    duty = any(p.node is Node.IMPOSES for p in found)
    return {str(p.effect) for p in found if duty and p.node is Node.RESTRAINS}


@pytest.mark.parametrize("name", ["stay_of_a_stay", "relief_entered_and_stayed_at_once"])
def test_a_proof_is_of_the_first_day_of_its_row(name: str) -> None:
    """Before the law begins nothing is imposed; and a number that was not given out is refused."""
    law = law_of(w.load(w.FOLDER / f"{name}.json"))
    compiled = compile_law(law)
    condition = next(iter(law.conditions))
    before, after = (
        compiled.status(STRANGERS[0], condition, day=parse_day(day)).proof_id
        for day in ("2016-01-01", "2017-01-01")
    )
    assert before is not None and after is not None
    assert [compiled.proof(n).verdict for n in (before, after)] == ["no", "yes"]
    for number in (-1, compiled.lines.proofs):
        with pytest.raises(InputError):
            compiled.proof(number)


def test_where_it_matters_who_passes_the_money_on_that_must_be_told() -> None:
    for name, matters in (("stay_of_a_stay", False), ("money_through_one_body", True)):
        law = law_of(w.load(w.FOLDER / f"{name}.json"))
        for prime, told in ((PRIME, False), (STRANGERS[0], True)):
            found = compile_law(law).status(
                STRANGERS[1], next(iter(law.conditions)), day=MIDDLE, award=Award(through=prime)
            )
            assert (found.proof_id is None) is (matters and not told)
