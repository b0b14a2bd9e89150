"""The brief in words that every rendering shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from enjoined.brief.matching.fits import Fit
from enjoined.brief.matching.judges import judges_in_words
from enjoined.brief.notes import Brief, CaseNote, Posture
from enjoined.brief.posture import Group, Standing
from enjoined.law import Status
from enjoined.model import FamilyId, spoken
from enjoined.registry.table import LawTable

__all__ = [
    "affected",
    "by_status",
    "case_line",
    "group_rows",
    "last_checked",
    "listed",
    "mixture",
    "sentence",
    "story_line",
    "titles",
]


def last_checked(found: Brief) -> str:
    """The day on which the record of the story's case was last checked, in words; empty where it is not known."""
    day = next((c.checked for c in found.cases if c.fit is Fit.ABOUT and c.checked), None)
    return spoken(day.toordinal()) if day is not None else ""


def sentence(text: str) -> str:
    """The text as a sentence of its own.

    >>> sentence("it did: a ruling")
    'It did: a ruling.'
    """
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")


def listed(parts: Sequence[str], most: int = 99) -> str:
    """The parts as a person lists them, at most so many of them by name.

    >>> listed(["a", "b", "c", "d"], 2)
    'a, b and 2 more'
    >>> listed(["Tucson, AZ", "Arizona", "Denver, CO"])
    'Tucson, AZ; Arizona and Denver, CO'
    """
    shown = list(parts[:most])
    if len(parts) > most:
        shown.append(f"{len(parts) - most} more")
    mark = "; " if any("," in name for name in shown) else ", "
    return " and ".join(filter(None, (mark.join(shown[:-1]), *shown[-1:])))


def titles(law: LawTable, families: Iterable[FamilyId], most: int = 4) -> str:
    """What families of conditions are about, in one phrase."""
    names = [law.families[f].title for f in families]
    return listed([names[0], *(n[:1].lower() + n[1:] for n in names[1:])], most) if names else ""


def mixture(row: Standing) -> str:
    """How many conditions of a row have which status, where they differ.

    >>> from enjoined.model import RecipientId
    >>> mixture(Standing(recipient=RecipientId("il"), name="Illinois", families=(), status=Status.BINDING,
    ...                  statuses={"binding": 2, "enjoined": 1}, because="", event=None, source=""))
    '2 of 3 terms; 1 enjoined'
    """
    if len(row.statuses) < 2:
        return ""
    total = sum(row.statuses.values())
    rest = [
        f"{n} {status.replace('-', ' ')}" for status, n in row.statuses.items() if status != row.status.value
    ]
    return f"{row.statuses[row.status.value]} of {total} terms; {', '.join(rest)}"


def group_rows(law: LawTable, posture: Posture) -> list[tuple[str, list[tuple[Status, str]]]]:
    """Each class of recipients with its statuses and what they are of; the largest classes first."""
    families = {f for g in posture.others for f in g.statuses}
    found = []
    for group in _beside(posture):
        by_status: dict[Status, list[FamilyId]] = {}
        for family, status in group.statuses.items():
            by_status.setdefault(status, []).append(family)
        whole = len(by_status) == 1 and len(group.statuses) == len(families)
        rows = [(s, "all of it" if whole else titles(law, f)) for s, f in by_status.items()]
        found.append((group.who, rows))
    return found


def by_status(posture: Posture) -> list[tuple[Status, bool, list[str]]]:
    """Each status, whether all of the terms have it, and the classes of recipients; the gravest and largest first."""
    families = {f for g in posture.others for f in g.statuses}
    found = []
    statuses = {s for g in posture.others for s in g.statuses.values()}
    for status in sorted(statuses, key=list(Status).index):
        groups = [g for g in _beside(posture) if status in g.statuses.values()]
        whole = all(set(g.statuses.values()) == {status} and len(g.statuses) == len(families) for g in groups)
        who = [g.who for g in groups]
        # "States, other than these" are told with "States", which stand there for another of the terms.
        who = [w for w in who if not any(w.startswith(f"{other},") for other in who)]
        who = [w for w in who if "States" not in who or not _SOME_STATES.fullmatch(w)]
        if who:
            found.append((status, whole, who))
    return found


def _beside(posture: Posture) -> list[Group]:
    """The classes of recipients other than the plaintiff itself, of which its own lines tell; the largest first."""
    named = {row.name for row in posture.plaintiff}
    groups = [g for g in posture.others if g.who not in named]
    return sorted(groups, key=lambda g: (not _is_crowd(g), -len(g.statuses), g.who))


_SOME_STATES: Final = re.compile(r"\d+ States")


def _is_crowd(group: Group) -> bool:
    return "local governments" in group.who or "States" in group.who


def affected(posture: Posture) -> str:
    """Who is bound on a day, in one sentence."""
    if not posture.others:
        return ""
    bound = [g.who for g in posture.others if Status.BINDING in g.statuses.values()]
    unsure = [g.who for g in posture.others if Status.UNCLEAR in g.statuses.values()]
    if bound:
        return f"Bound by at least one of them: {'; '.join(bound[:3])}."
    if unsure:
        return f"Nobody is certainly bound; open for {'; '.join(unsure[:3])}."
    return "Nobody is bound by them."


def story_line(found: Brief) -> str:
    """The story's day and where it was found, as one line."""
    story = found.story
    if story.dated is None:
        return "date of the story not found"
    how = "" if story.dated_from == "--dated" else f" ({story.dated_from})"
    return f"{spoken(story.dated.toordinal())}{how}"


def case_line(case: CaseNote) -> str:
    """A case as one line: caption, court, docket, filing."""
    docket = f" {case.dockets[0]}" if case.dockets else ""
    filed = f", filed {case.filed_in_words}" if case.filed_in_words else ""
    tried = f", {judges_in_words(case.judges)}" if case.judges else ""
    return f"{case.title} ({case.court}{docket}{filed}{tried})"
