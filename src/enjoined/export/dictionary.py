"""The data dictionary of the exported records: every table and column, what it says and what it refers to."""

from __future__ import annotations

from typing import Final, NamedTuple

from enjoined.law.compiled.rows import Column, Type

__all__ = ["DICTIONARY", "Described", "DescribedTable"]


class Described(NamedTuple):
    """A column: its type, what it says, and the ``table.column`` that it refers to."""

    name: str
    type: Type
    about: str
    refers: str = ""

    @property
    def column(self) -> Column:
        """The column without its description."""
        return Column(self.name, self.type)


class DescribedTable(NamedTuple):
    """A table: what a row is, its key, and its columns."""

    about: str
    key: tuple[str, ...]
    columns: tuple[Described, ...]


def _table(about: str, key: str, *lines: str) -> DescribedTable:
    """A table from lines ``name:type[>table.column] what it says``."""
    columns = []
    for line in lines:
        head, _, said = line.partition(" ")
        name, _, rest = head.partition(":")
        kind, _, refers = rest.partition(">")
        columns.append(Described(name, Type(kind), said, refers))
    return DescribedTable(about, tuple(key.split()), tuple(columns))


def _moment(name: str, what: str) -> tuple[str, str]:
    return (
        f"{name}_earliest:date {what}: not before this day",
        f"{name}_latest:date {what}: certainly by this day; empty where nobody has said",
    )


DICTIONARY: Final[dict[str, DescribedTable]] = {
    "meta": _table("What the export was made from.", "key", "key:text Name", "value:text Value"),
    "acts": _table(
        "Something a condition can demand or a policy can limit.",
        "id",
        "id:text Id",
        "title:text Title",
        "about:text What it covers",
    ),
    "families": _table(
        "Conditions that ask for the same thing.",
        "id",
        "id:text Id",
        "title:text Title",
        "about:text What it covers",
        "said:text Other words for it in a news story",
    ),
    "family_acts": _table(
        "The acts that conditions of a family demand.",
        "family act",
        "family:text>families.id Family",
        "act:text>acts.id Act",
    ),
    "agencies": _table(
        "Federal agencies.",
        "id",
        "id:text Id",
        "name:text Name",
        "short:text Short name",
        "parent:text>agencies.id The agency it belongs to",
        "said:text Other names that a news story gives it",
        "head:text Title of the office that leads it",
        "officers:text Surnames of those sued in that office",
    ),
    "programs": _table(
        "Assistance Listings.",
        "id",
        "id:text Number of the listing",
        "title:text Title",
        "short:text Short name",
        "agency:text>agencies.id Agency",
        "said:text Other names that a news story gives it",
    ),
    "courts": _table(
        "Courts.",
        "id",
        "id:text Id",
        "name:text Name",
        "short:text Short name",
        "circuit:text>courts.id Its court of appeals; itself for one",
    ),
    "court_states": _table(
        "The States over which a court sits.",
        "court state",
        "court:text>courts.id Court",
        "state:text State, two letters",
    ),
    "executive_orders": _table(
        "The President's orders to agencies and their provisions; a recipient is bound by what carries them out.",
        "id",
        "id:text Id, as condition_citations names it",
        "part_of:text>executive_orders.id The order; empty for an order itself",
        "title:text Title of the order",
        "signed:date Day on which it was signed",
        "until:date First day without effect; empty while it stands",
        "cite:text Citation of the order, or section of the provision",
        "summary:text What it says, in one sentence",
        "demands:text The acts that agencies are told to ask for",
        "note:text Remark",
    ),
    "recipients": _table(
        "Whoever can receive money or be a party: governments, agencies, nonprofits, associations.",
        "id",
        "id:text Id: il, il/chicago, org/name",
        "kind:text Kind of legal person",
        "name:text Name",
        "state:text State it lies in, two letters",
        "population:number Residents, the largest count known",
        "districts:text Federal judicial districts it lies in, by the ids of their courts",
        "uei:text Unique Entity Identifier",
        "hand_written:number 1 if a record of its own says more than the table of governments",
    ),
    "recipient_aliases": _table(
        "Other names of recipients.",
        "recipient alias",
        "recipient:text>recipients.id Recipient",
        "alias:text Other name",
    ),
    "recipient_edges": _table(
        "Dated relations between legal persons.",
        "recipient number",
        "recipient:text>recipients.id Recipient",
        "number:number Number among the relations of the recipient",
        "kind:text part_of, subdivision_of or member_of",
        "target:text>recipients.id The other legal person or group",
        "from_day:date First day",
        "until_day:date First day no longer",
        "holds:number 0 if it is known not to hold",
    ),
    "groups": _table(
        "Associations and continuums, and who can be a member.",
        "id",
        "id:text>recipients.id Id",
        "kinds:text Kinds that can be members, separated by spaces; empty: all",
        "states:text States whose recipients can be members; empty: all",
        "min_population:number Fewest residents of a member",
    ),
    "group_members": _table(
        "Members that are on record.",
        "group_id number",
        "group_id:text>groups.id Group",
        "number:number Number among the members",
        "recipient:text>recipients.id Member",
        *_moment("from", "Beginning of membership"),
        *_moment("until", "End of membership"),
    ),
    "instruments": _table(
        "Dated documents that put conditions on awards.",
        "id",
        "id:text Id",
        "title:text Title",
        "short:text Short name",
        "agency:text>agencies.id Agency",
        "version:text Version as printed",
        "note:text Remark",
    ),
    "instrument_programs": _table(
        "Assistance Listings of an instrument.",
        "instrument program",
        "instrument:text>instruments.id Instrument",
        "program:text>programs.id Assistance Listing",
    ),
    "instrument_years": _table(
        "Fiscal years of appropriation of an instrument.",
        "instrument fiscal_year",
        "instrument:text>instruments.id Instrument",
        "fiscal_year:number Fiscal year",
    ),
    "conditions": _table(
        "Duties in instruments, one family each.",
        "id",
        "id:text Id: instrument/number",
        "instrument:text>instruments.id Instrument",
        "number:text Number as printed",
        "part:text Letter of a part of a clause that mixes families",
        "title:text Title in our words",
        "summary:text What it demands, in our words",
        "family:text>families.id Family",
        "kind:text term, certification, eligibility or preference",
        "issued:date First day on which it was announced",
        "binds:text Kinds bound as direct recipients, separated by spaces",
        "binds_sub:text Kinds bound as sub-recipients, separated by spaces",
        "flows_down:number 1 if it must be passed on to sub-recipients",
    ),
    "condition_acts": _table(
        "Acts that a condition demands.",
        "condition act",
        "condition:text>conditions.id Condition",
        "act:text>acts.id Act",
    ),
    "condition_citations": _table(
        "Citations of a condition.",
        "condition kind citation",
        "condition:text>conditions.id Condition",
        "kind:text authority (claimed by the agency), printed (in the clause) or implements (an executive order)",
        "citation:text Citation",
    ),
    "condition_similar": _table(
        "Somebody's judgment whether two conditions are materially similar.",
        "condition other",
        "condition:text>conditions.id Condition",
        "other:text>conditions.id The other condition",
        "holds:number 1 if they are",
        "judged_by:text Who judged so",
        "judged_on:date When",
        "why:text Why",
    ),
    "cases": _table(
        "Lawsuits, agencies' notices on one matter, and the lives of instruments.",
        "id",
        "id:text Id",
        "kind:text litigation, notice or instrument",
        "title:text Title",
        "short:text Short name",
        "court:text>courts.id Court of first instance",
        "judge:text Judge of that court; several in the order in which they had the case",
        "agency:text>agencies.id Agency, of a notice or instrument",
        "checked:date Last day on which somebody looked for news",
        "note:text Remark",
    ),
    "case_dockets": _table(
        "Docket numbers of a lawsuit and its appeals.",
        "case_id docket",
        "case_id:text>cases.id Lawsuit",
        "docket:text Docket number",
    ),
    "waves": _table(
        "Parties who came into a case together.",
        "id",
        "id:text Id: case/wave",
        "case_id:text>cases.id Lawsuit",
        *_moment("from", "Day they came in"),
        "complete:number 1 if all names are held",
        "missing:number Names not held, if counted",
        "within_kinds:text Kinds of those missing, if known",
        "within_states:text States of those missing, if known",
    ),
    "wave_names": _table(
        "Parties by name.", "wave recipient", "wave:text>waves.id Wave", "recipient:text>recipients.id Party"
    ),
    "wave_claims": _table(
        "Which agencies a party sues, where that is known.",
        "wave recipient agency",
        "wave:text>waves.id Wave",
        "recipient:text>recipients.id Party",
        "agency:text>agencies.id Agency",
    ),
    "events": _table(
        "What happened: orders, notices, filings.",
        "id",
        "id:text Id: case/event",
        "case_id:text>cases.id Case, notice or instrument",
        *_moment("date", "When it happened"),
        *_moment("known", "When it became public"),
        "kind:text Kind",
        "title:text What it did, in our words",
        "court:text>courts.id Court",
        "cite:text Citation",
        "entry:text Docket entry",
        "unread:number 1 if nobody has read it",
        "sequence:number Order within one day",
        "note:text Remark",
    ),
    "effects": _table(
        "What an event does: one limb of a decision each.",
        "id",
        "id:text Id: case/effect",
        "event:text>events.id Event",
        "verb:text impose, restrain, suspend, end, extend or hold",
        "grade:text Of a restraint: vacated, enjoined or not-enforced",
        "attaches:text Of an imposition: at-award, floating or unknown",
        "holding:text Law of the circuit: lawful or unlawful",
        "circuit:text>courts.id The circuit whose law it is",
        *_moment("from", "Beginning"),
        *_moment("until", "End, the first day without effect"),
        "final:number 1 for an end that nothing undoes",
        "children:text Whether a modifier reaches later waves: yes, no or empty (not said)",
        "child_of:text>effects.id The order for an earlier wave",
        "possible:number 1 if it may or may not exist",
        "whether:text What is then open",
        "carve_out:text What it leaves out, in words",
        "reach:text duty or consequence",
        "ends_by:text written-notice, or empty",
        "scope:text Whom, which conditions and awards it reaches, as JSON",
        "note:text Remark",
    ),
    "effect_targets": _table(
        "Effects that a stay, an end or an extension acts on.",
        "effect target",
        "effect:text>effects.id Effect",
        "target:text>effects.id What it acts on",
    ),
    "effect_rests_on": _table(
        "Orders because of which another was given; changes no status.",
        "effect ground",
        "effect:text>effects.id Effect",
        "ground:text>effects.id What it rests on",
    ),
    "policies": _table(
        "Local law.",
        "id",
        "id:text Id",
        "jurisdiction:text>recipients.id Whose law it is",
        "title:text Title",
        "binds_subdivisions:number 1 if it binds local governments of the State too",
    ),
    "provisions": _table(
        "Dated provisions of local law.",
        "id",
        "id:text Id: policy#number",
        "policy:text>policies.id Policy",
        "cite:text Citation",
        "summary:text What it says, in our words",
        "from_day:date First day in force",
        "until_day:date First day no longer in force",
        "saving:text Savings clause, in our words",
    ),
    "provision_acts": _table(
        "Acts that a provision limits or saves.",
        "provision act how",
        "provision:text>provisions.id Provision",
        "act:text>acts.id Act",
        "how:text limits (as courts read it), agency_limits (further, as the agency reads it) or saves",
    ),
    "lists": _table(
        "Agencies' lists of jurisdictions.",
        "id",
        "id:text Id",
        "title:text Title",
        "agency:text>agencies.id Agency",
        "checked:date Last day on which somebody looked for news",
        "note:text Remark",
    ),
    "list_versions": _table(
        "Versions of lists.",
        "id",
        "id:text Id: list/version",
        "list_id:text>lists.id List",
        *_moment("from", "Publication"),
        *_moment("until", "Taken down; empty where the next version ends it"),
        "title:text What it is",
        "complete:number 1 if all names are held",
        "missing:number Names not held, if counted",
        "note:text Remark",
    ),
    "list_names": _table(
        "Who is on a version of a list.",
        "version recipient",
        "version:text>list_versions.id Version",
        "recipient:text>recipients.id Recipient",
    ),
    "coverage": _table(
        "For which programs and years the conditions held are complete.",
        "id",
        "id:number Number",
        "programs:text Assistance Listings, separated by spaces",
        "fiscal_years:text Fiscal years, separated by spaces",
        "families:text Families it speaks of; empty: all",
        "complete:number 1 if complete",
        "why:text What is missing",
    ),
    "sources": _table(
        "Where facts come from.",
        "id",
        "id:number Number",
        "sort:text What rests on it: event, condition, provision, list version, …",
        "record:text Id of that record or part",
        "kind:text Kind of source, in order of rank",
        "basis:text read, secondary or inferred",
        "url:text Address",
        "title:text Title, if it is on no web page",
        "note:text Remark",
        "accessed:date Day on which it was read",
    ),
}
"""By name of a table what it holds; the order is that in which tables can be filled."""
