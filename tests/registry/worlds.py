"""A little world of records, whole and sound, and a way to write and load it with changes."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from enjoined.registry.open import load
from enjoined.registry.table import LawTable

WORLD: Final[Mapping[str, str]] = {
    "acts.yaml": """\
notify-release-date: {title: Notify of release, about: Tell the agency when somebody will be released.}
admit-federal-agents: {title: Admit agents, about: Let federal agents into a jail.}
""",
    "families.yaml": """\
notice-release: {title: Notice of release, about: Give notice of a release., acts: [notify-release-date]}
admit-agents: {title: Access, about: Admit agents., acts: [admit-federal-agents]}
certify-law: {title: Certificate, about: Certify compliance.}
""",
    "agencies.yaml": """\
dep: {name: Department of Examples, short: DEP}
dep-grants: {name: Office of Grants, short: OG, parent: dep}
other: {name: Other Department, short: OTH}
""",
    "programs.yaml": """\
"99.001":
  title: Example grants
  short: Examples
  agency: dep-grants
  source: [{url: "https://example.org/listing", kind: agency}]
""",
    "courts.yaml": """\
ca7: {name: Court of Appeals for the Seventh Circuit, short: 7th Cir., circuit: ca7}
ilnd: {name: Northern District of Illinois, short: N.D. Ill., circuit: ca7, states: [il]}
""",
    "coverage.yaml": """\
- {programs: ["99.001"], fiscal_years: [2017], complete: yes}
""",
    "groups/league.yaml": """\
group: org/league
name: League of Examples
eligible: {kinds: [local], min_population: 30000}
members: [{id: il/elm, from: {after: 2017-01-01}}]
source: [{url: "https://example.org/league", kind: party}]
""",
    "recipients/hand.yaml": """\
- id: il/oak
  kind: city
  name: Oak
  aliases: [Oaktown]
  edges:
    - {member_of: org/league, from: 2010-01-01, source: [{url: "https://example.org/oak", kind: press}]}
""",
    "instruments/ex-2017.yaml": """\
instrument: ex-2017
title: Conditions of 2017
short: 2017 conditions
agency: dep-grants
programs: ["99.001"]
fiscal_years: [2017]
source: [{url: "https://example.org/2017", kind: award}]
conditions:
  - number: "52"
    title: Certificate of compliance
    summary: The chief lawyer certifies.
    family: certify-law
    kind: certification
    binds: {recipient: [states, local], subrecipient: [local]}
    source: [{url: "https://example.org/2017", kind: award}]
  - number: "56"
    title: Jails
    binds: {recipient: [states, county]}
    source: [{url: "https://example.org/2017", kind: award}]
    parts:
      - {part: a, family: admit-agents, summary: Admit agents., demands: [admit-federal-agents]}
      - {part: b, family: notice-release, summary: Give notice., demands: [notify-release-date]}
events:
  - id: issued
    date: 2017-07-25
    kind: instrument
    title: The conditions were announced.
    source: [{url: "https://example.org/2017", kind: agency}]
    effects:
      - {id: imposed, impose: at-award}
""",
    "cases/oak.yaml": """\
case: oak-v-dep
title: City of Oak v. Department of Examples
short: Oak
court: ilnd
dockets: [1:17-cv-1, "ca7 17-1"]
checked: 2026-11-01
challenges: {instruments: [ex-2017], families: [notice-release]}
parties:
  - {wave: w1, from: 2017-08-07, names: [il/oak]}
events:
  - id: pi
    date: 2017-09-15
    kind: preliminary-injunction
    title: Both parts of the condition were enjoined everywhere.
    source: [{url: "https://example.org/pi", kind: opinion}]
    effects:
      - {id: pi, restrain: enjoined, scope: {who: {everyone: yes}, conditions: {ids: [ex-2017/56]}}}
  - id: stay
    date: {between: [2018-06-26, 2018-06-28]}
    kind: stay
    court: ca7
    title: The injunction was stayed but for the plaintiff.
    source: [{url: "https://example.org/stay", kind: order}]
    effects:
      - {id: stay, suspend: [pi], scope: {who: {everyone: yes, except: {plaintiffs: [w1]}}}}
  - id: reversal
    date: 2019-03-01
    kind: reversal
    court: ca7
    title: The injunction was reversed.
    source: [{url: "https://example.org/reversal", kind: opinion}]
    effects:
      - {id: reversed, end: [pi], from: {mandate: mandate}}
      - {id: view, hold: lawful, scope: {conditions: {families: [notice-release]}}}
  - id: mandate
    date: {after: 2019-04-01}
    kind: mandate
    court: ca7
    title: The mandate has not been seen.
    source: [{url: "https://example.org/mandate", kind: docket}]
""",
    "notices/withdrawn.yaml": """\
notice: withdrawn
title: Withdrawal of the access condition
agency: dep-grants
checked: 2026-11-01
events:
  - id: letter
    date: 2021-05-01
    known: 2021-05-03
    kind: letter
    title: The agency withdrew the access condition.
    source: [{url: "https://example.org/letter", kind: agency, basis: secondary}]
    effects:
      - {id: gone, end: impositions, scope: {conditions: {families: [admit-agents]}}}
""",
    "policies/oak-ordinance.yaml": """\
policy: oak-ordinance
jurisdiction: il/oak
title: Jail ordinance
provisions:
  - cite: Oak Code 1
    summary: No agents in the jail.
    from: 2012-01-01
    limits: [admit-federal-agents]
    source: [{url: "https://example.org/code", kind: ordinance}]
""",
}


def write(root: Path, files: Mapping[str, str] = WORLD, **edits: tuple[str, str]) -> Path:
    """The files below ``root``; ``cases_oak=(old, new)`` changes the text of ``cases/oak.yaml``."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        old, new = edits.pop(name.removesuffix(".yaml").replace("/", "_").replace("-", "_"), ("", ""))
        assert old in text, f"{name} does not say {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert not edits, f"no such file: {edits}"
    return root


def load_world(files: Mapping[str, str]) -> LawTable:
    """The law of some files, which take the place of those of the same name in ``WORLD``; ``""`` leaves one out."""
    with tempfile.TemporaryDirectory() as folder:
        chosen = {name: text for name, text in {**WORLD, **files}.items() if text}
        return load(write(Path(folder), chosen))
