"""Recognition rules: read strictly from ``records/recognition``, one YAML file per family plus ``shared/``.

A mistake (an unknown key, a group that does not exist, a phrase that cannot be read) is a
:class:`~enjoined.errors.RegistryError` that names the file and the key; several mistakes are raised together as
an ``ExceptionGroup``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
import yaml

from enjoined.data import data_directory
from enjoined.documents.recognition.genre import Genre, read_genre
from enjoined.documents.recognition.likeness import Likeness, read_likeness
from enjoined.documents.recognition.terms import Terms, parse_term
from enjoined.documents.recognition.tokens import Vocabulary
from enjoined.errors import RegistryError

__all__ = [
    "Act",
    "Citations",
    "Example",
    "FamilyRule",
    "Furniture",
    "PageSort",
    "ReadyAct",
    "Role",
    "Rules",
    "default_rules",
    "load_rules",
]

T = TypeVar("T")

Role = Literal["imposes", "mentions", "negates", "describes-status"]
"""What a clause does with a contested duty."""

Kind = Literal[
    "award", "terms", "certification", "solicitation", "notice", "court", "policy", "bill", "news", "other"
]
"""The sort of a document."""


class Citations(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Citations that count for a family: ``strong`` ones two points, ``weak`` ones one."""

    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


class Act(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way to say the duty: every entry of ``all`` (a group's name, or a list of phrases and group names)
    must stand in one sentence. ``title: yes`` looks at the title only.
    """

    name: str
    all: tuple[str | tuple[str, ...], ...]
    weight: int
    title: bool = False


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence and what the rule must make of it; every example is a test."""

    text: str
    role: Literal["imposes", "mentions", "negates", "describes-status", "none"]


class FamilyRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one family of conditions is recognised; see ``records/recognition/README.md``."""

    family: str
    meaning: str
    acts: tuple[Act, ...]
    citations: Citations = Citations()
    needs_any: tuple[str, ...] = ()
    needs_citations: int = 0
    needs_document: tuple[str, ...] = ()
    own_negation: bool = False
    duty_in_act: bool = False
    cited_duty: bool = False
    unless: tuple[str, ...] = ()
    unless_words: tuple[str, ...] = ()
    gives_way_to: tuple[str, ...] = ()
    alike_needs: tuple[str, ...] = ()
    negated_nearby: bool = False
    examples: tuple[Example, ...] = ()


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    groups: dict[str, tuple[str, ...]]
    look_alikes: dict[str, tuple[str, ...]] = msgspec.field(name="look alikes")
    common_words: str = msgspec.field(name="common words")
    misread: dict[str, tuple[str, ...]] = {}


class _Deciding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    groups: dict[str, tuple[str, ...]]


class Furniture(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Known head and foot texts: ``phrases`` may share a line with others, ``lines`` stand alone."""

    phrases: tuple[str, ...]
    lines: tuple[str, ...]


class PageSort(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sort of page, and the words that tell it.

    ``labels`` begin a line or cell ("Recipient:") and count where one of ``anchors`` is among them, for a call for
    applications has many of the same labels; ``heads`` are lines by themselves; ``numbered`` is what numbered
    paragraphs count on pages behind the face of an award.
    """

    name: str
    kind: Kind
    role: Role
    needs: int
    marks: tuple[str, ...]
    signs: tuple[str, ...]
    labels: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    numbered: int = 0
    clauses: bool = True
    usual: bool = False


MARK_POINTS, SIGN_POINTS, TOP_POINTS = 3, 1, 2
"""What a mark and a sign of a sort of page count, and what a mark counts more at the top of the page."""


class _Pages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    precedence: tuple[Kind, ...]
    sorts: tuple[PageSort, ...]


ReadyAct = tuple[Act, frozenset[str]]
"""An act, and the groups that must all stand in one sentence."""


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """All recognition data, ready for use.

    By family: ``acts``, and ``blocked``, the groups that keep the family out of a sentence. By group: ``tells``, the
    acts of which it is the group of fewest phrases, each by its family and its place there, and ``spoken_of``, the
    families of which it speaks (``alike_needs``).
    """

    families: tuple[FamilyRule, ...]
    groups: frozenset[str]
    look_alikes: frozenset[str]
    terms: Terms
    page_terms: Terms
    page_points: dict[str, tuple[str, int, int]]
    vocabulary: Vocabulary
    furniture: Furniture
    sorts: tuple[PageSort, ...]
    precedence: tuple[Kind, ...]
    acts: dict[str, tuple[ReadyAct, ...]]
    tells: dict[str, list[tuple[str, int]]]
    blocked: dict[str, frozenset[str]]
    spoken_of: dict[str, frozenset[str]]
    likeness: Likeness | None = None
    genre: Genre | None = None

    def family(self, name: str) -> FamilyRule:
        """The rule of family ``name``; raises ``KeyError``."""
        for rule in self.families:
            if rule.family == name:
                return rule
        raise KeyError(name)


def _read(path: Path) -> object:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RegistryError("the file cannot be read", where=path.name) from error
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content: object = yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        raise RegistryError(f"this is not YAML: {str(error).splitlines()[0]}", where=path.name) from error
    return content


def _convert(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.convert(_read(path), kind)
    except msgspec.ValidationError as error:
        what, _, key = str(error).partition(" - at `$")
        where = f"{path.name}: {key.strip('`.')}" if key else path.name
        raise RegistryError(what, where=where, remedy="see README.md beside the file") from error


def load_rules(directory: Path, *, likeness: bool = True) -> Rules:
    """Read and check the rules in ``directory`` (``*.yaml`` and ``shared/*.yaml``), with ``shared/likeness.json``.

    Raises an ``ExceptionGroup`` of :class:`RegistryError`, one for each mistake.
    """
    mistakes: list[RegistryError] = []
    families: list[FamilyRule] = []
    try:
        words = _convert(directory / "shared" / "words.yaml", _Words)
        deciding = _convert(directory / "shared" / "roles.yaml", _Deciding)
        furniture = _convert(directory / "shared" / "furniture.yaml", Furniture)
        pages = _convert(directory / "shared" / "pages.yaml", _Pages)
        weights = read_likeness(directory / "shared" / "likeness.json") if likeness else None
        genre = read_genre(directory / "shared" / "genre.json") if likeness else None
    except RegistryError as error:
        raise ExceptionGroup("recognition rules", [error]) from error
    groups = {
        name: words.groups.get(name, ()) + deciding.groups.get(name, ())
        for name in (*words.groups, *deciding.groups)
    }
    words = msgspec.structs.replace(words, groups=groups)
    for path in sorted(directory.glob("*.yaml")):
        try:
            rule = _convert(path, FamilyRule)
        except RegistryError as error:
            mistakes.append(error)
            continue
        mistakes += _mistakes(path.name, rule, words)
        families.append(rule)
    if not families:
        mistakes.append(RegistryError("no recognition rules here", where=str(directory.name)))
    if mistakes:
        raise ExceptionGroup("recognition rules", mistakes)
    return msgspec.structs.replace(_compile(families, words, furniture, pages), likeness=weights, genre=genre)


def _mistakes(where: str, rule: FamilyRule, words: _Words) -> list[RegistryError]:
    found: list[RegistryError] = []
    for number, act in enumerate(rule.acts):
        for entry in act.all:
            if isinstance(entry, str) and entry not in words.groups:
                found.append(
                    RegistryError(
                        f"no group of words is called {entry!r}",
                        where=f"{where}: acts[{number}].all",
                        remedy="add it to shared/words.yaml, or write a list of phrases",
                    )
                )
            for phrase in entry if not isinstance(entry, str) else ():
                if not parse_term(phrase):
                    found.append(
                        RegistryError(f"{phrase!r} is not a phrase", where=f"{where}: acts[{number}].all")
                    )
    for key, names in (
        ("needs_any", rule.needs_any),
        ("needs_document", rule.needs_document),
        ("alike_needs", rule.alike_needs),
    ):
        found += [
            RegistryError(f"no group of words is called {name!r}", where=f"{where}: {key}")
            for name in names
            if name not in words.groups
        ]
    for name in rule.unless:
        if name not in words.look_alikes:
            found.append(RegistryError(f"no look-alike is called {name!r}", where=f"{where}: unless"))
    if rule.family != where.removesuffix(".yaml"):
        found.append(RegistryError("the family and the file have different names", where=f"{where}: family"))
    return found


def phrase_group(rule: FamilyRule, act: int, entry: int) -> str:
    """The internal name of an act's own list of phrases."""
    return f"{rule.family}/{act}/{entry}"


def _compile(families: list[FamilyRule], words: _Words, furniture: Furniture, pages: _Pages) -> Rules:
    groups: dict[str, list[str]] = {name: list(phrases) for name, phrases in words.groups.items()}
    for name, phrases in words.look_alikes.items():
        groups[f"unless/{name}"] = list(phrases)
    for rule in families:
        if rule.unless_words:
            groups[f"{rule.family}/unless"] = list(rule.unless_words)
        for number, act in enumerate(rule.acts):
            for place, entry in enumerate(act.all):
                if isinstance(entry, str):
                    continue
                own: list[str] = []
                for phrase in entry:
                    own.extend(words.groups.get(phrase, (phrase,)))
                groups[phrase_group(rule, number, place)] = own
    terms = Terms(groups)
    page_terms = Terms(
        {f"{sort.name}/{mark}": [mark] for sort in pages.sorts for mark in (*sort.marks, *sort.signs)}
    )
    known = set(words.common_words.split()) | terms.vocabulary | page_terms.vocabulary
    for rule in families:
        for example in rule.examples:
            known.update(word for word in parse_term(example.text) if not word.isdigit())
    acts = {
        rule.family: tuple(
            (
                act,
                frozenset(
                    entry if isinstance(entry, str) else phrase_group(rule, number, place)
                    for place, entry in enumerate(act.all)
                ),
            )
            for number, act in enumerate(rule.acts)
        )
        for rule in families
    }
    tells: dict[str, list[tuple[str, int]]] = {}
    for family, own_acts in acts.items():
        for number, (_, names) in enumerate(own_acts):
            rarest = min(sorted(names), key=lambda name: len(groups[name]))
            tells.setdefault(rarest, []).append((family, number))
    return Rules(
        families=tuple(families),
        groups=frozenset(words.groups),
        look_alikes=frozenset(words.look_alikes),
        terms=terms,
        page_terms=page_terms,
        page_points=_page_points(pages.sorts),
        vocabulary=Vocabulary(known, words.misread),
        furniture=furniture,
        sorts=pages.sorts,
        precedence=pages.precedence,
        acts=acts,
        tells=tells,
        blocked={
            rule.family: frozenset((f"{rule.family}/unless", *(f"unless/{name}" for name in rule.unless)))
            for rule in families
        },
        spoken_of={
            name: frozenset(rule.family for rule in families if name in rule.alike_needs)
            for name in {name for rule in families for name in rule.alike_needs}
        },
    )


def _page_points(sorts: Sequence[PageSort]) -> dict[str, tuple[str, int, int]]:
    """For each phrase of a sort of page: the sort, what it counts, and what more at the top of a page."""
    found: dict[str, tuple[str, int, int]] = {}
    for sort in sorts:
        for phrases, points, more in ((sort.marks, MARK_POINTS, TOP_POINTS), (sort.signs, SIGN_POINTS, 0)):
            for phrase in phrases:
                name = f"{sort.name}/{phrase}"
                _, before, top = found.get(name, ("", 0, 0))
                found[name] = (sort.name, before + points, top + more)
    return found


def rules_directory() -> Path:
    """Where the rules that come with the program lie."""
    return data_directory("records") / "recognition"


@lru_cache(maxsize=1)
def default_rules() -> Rules:
    """The rules shipped with the package, read once."""
    return load_rules(rules_directory())
