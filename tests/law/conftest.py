"""Small worlds written as records, for what the engine says beside a status."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from enjoined.law import Answer, Award, Cell, SuppliedFact, answer_for
from enjoined.law.status import MOST_FACTS_SPLIT
from enjoined.model import ConditionId, Day, Kind, Recipient, RecipientId, parse_day
from enjoined.registry.open import load
from enjoined.registry.table import LawTable

SOURCE = "source: [{url: 'https://example.org/order', kind: order}]"
SMALL = {
    "acts.yaml": "notify: {title: Give notice, about: Give notice of a release.}",
    "families.yaml": "notice-release: {title: Notice, about: Notice of release., acts: [notify]}\n"
    "comply-1373: {title: Sharing, about: Sharing of information.}",
    "agencies.yaml": "doj: {name: Department of Justice, short: DOJ}",
    "programs.yaml": f'"16.738": {{title: Police grants, short: JAG, agency: doj, {SOURCE}}}',
    "courts.yaml": "ilnd: {name: Northern District of Illinois, short: N.D. Ill., circuit: ca7, states: [il]}\n"
    "ca7: {name: Seventh Circuit, short: 7th Cir., circuit: ca7, states: [il, in, wi]}",
    "coverage.yaml": '- {programs: ["16.738"], fiscal_years: [2017], complete: yes}\n'
    '- {programs: ["16.738"], fiscal_years: [2018], complete: no, why: nobody read the award}',
    "recipients/people.yaml": "\n".join(
        f"- {{id: il/{name}, kind: {kind}, name: {name.title()}, state: il, {SOURCE}}}"
        for name, kind in (("alpha", "city"), ("beta", "city"), ("gamma-county", "county"))
    )
    + f"\n- {{id: il, kind: state, name: Illinois, state: il, {SOURCE}}}"
    + f"\n- {{id: org/league, kind: association, name: League, {SOURCE}}}",
    "groups/league.yaml": f"group: org/league\nname: League\neligible: {{kinds: [city]}}\n{SOURCE}",
    "instruments/terms.yaml": dedent(
        f"""
        instrument: terms
        title: Award terms
        short: Terms
        agency: doj
        programs: ["16.738"]
        fiscal_years: [2017]
        {SOURCE}
        conditions:
          - {{number: "1", title: Notice, summary: Give notice., family: notice-release, demands: [notify],
             binds: {{recipient: [local], subrecipient: [local]}}, {SOURCE}}}
          - {{number: "2", title: Sharing, summary: Share., family: comply-1373,
             binds: {{recipient: [states, local]}}, {SOURCE}}}
        events:
          - id: issued
            date: 2017-01-01
            kind: announcement
            title: The terms are announced.
            {SOURCE}
            effects: [{{id: duty, impose: at-award}}]
        """
    ),
}

ENJOINED_AND_STAYED = """
    - id: pi
      date: 2018-03-01
      kind: preliminary-injunction
      title: The term is enjoined everywhere.
      effects: [{id: pi, restrain: enjoined, scope: {who: {everyone: yes}, conditions: {ids: [terms/1]}}}]
    - id: stay
      date: 2018-04-01
      kind: stay
      court: ca7
      title: The injunction is stayed but for the plaintiff.
      effects: [{id: stay, suspend: [pi], scope: {who: {everyone: yes, except: {plaintiffs: [w1]}}}}]
"""
"""Relief for all in March 2018, held back in April for all but the plaintiff."""

World = Callable[..., LawTable]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """``world(events)`` is the small registry with one case of these events (YAML), plus further files."""

    def made(events: str = "", *, head: str = "", files: dict[str, str] | None = None) -> LawTable:
        case = (
            "case: alpha-v-doj\ntitle: Alpha v. Department of Justice\nshort: Alpha\ncourt: ilnd\n"
            'dockets: ["1:17-cv-1"]\nchecked: 2020-01-01\n'
            "parties: [{wave: w1, from: 2017-01-10, names: [il/alpha]}]\n" + dedent(head) + SOURCE + "\n"
        )
        content = {**SMALL, **(files or {})}
        if events:
            content["cases/alpha-v-doj.yaml"] = case + "events:\n" + _with_sources(dedent(events))
        for name, text in content.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load(tmp_path)

    return made


def _with_sources(events: str) -> str:
    """Every event gets the same source, so that a test shows only what it is about."""
    lines = []
    for line in events.strip("\n").splitlines():
        lines.append(line)
        if line.startswith("- id:"):
            lines.append(f"  {SOURCE}")
    return "\n".join(lines) + "\n"


def person(name: str, kind: Kind = Kind.CITY) -> Recipient:
    """A recipient of the small world."""
    return Recipient(id=RecipientId(f"il/{name}" if name != "il" else "il"), kind=kind, name=name, state="il")


MANY_LIMBS = """
- id: order
  date: 2017-03-01
  kind: order
  title: An order of many limbs.
  effects:
""" + "".join(
    f"    - {{id: limb{n}, restrain: enjoined, certainty: possible, scope: {{conditions: {{ids: [terms/1]}}}}}}\n"
    for n in range(MOST_FACTS_SPLIT + 1)
)
"""An order that may bind in more ways than open facts are told apart."""


def ask(
    law: LawTable,
    name: str,
    on: str,
    *,
    condition: str = "terms/1",
    kind: Kind = Kind.CITY,
    award: Award | None = None,
    supplied: tuple[SuppliedFact, ...] = (),
    known_on: str | None = None,
) -> Answer:
    """The answer for one of the people of the small world."""
    known: Day | None = parse_day(known_on) if known_on else None
    cell = Cell.of(
        law,
        law.recipients.get(RecipientId(f"il/{name}"), person(name, kind)),
        ConditionId(condition),
        award=award or Award(),
        supplied=supplied,
        known_on=known,
    )
    return answer_for(law, cell, parse_day(on))


def kinds(answer: Answer) -> set[str]:
    """The kinds of the answer's remarks."""
    return {q.kind.value for q in answer.qualifiers}
