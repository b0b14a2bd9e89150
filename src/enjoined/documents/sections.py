"""What each page of a packet is: a face page, award conditions, a council paper, a notice, a court paper, …

The words that tell are data (``records/recognition/shared/pages.yaml``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from enjoined.documents.furniture import Bare
from enjoined.documents.lines import Line
from enjoined.documents.read_text import PAGE_MARK
from enjoined.documents.rules import Kind, PageSort, Rules
from enjoined.documents.tokens import Reader

__all__ = ["Section", "document_kind", "sections_of", "sort_of_text"]

MARK_POINTS = 3
OTHER = PageSort(name="other", kind="other", role="imposes", needs=0, marks=(), signs=())


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Neighbouring pages of one sort, with the lines they keep."""

    sort: PageSort
    pages: tuple[int, ...]
    lines: tuple[Line, ...]


def sort_of_text(text: str, rules: Rules, reader: Reader) -> tuple[PageSort, int]:
    """The sort of page that ``text`` is, and its points; the sort "other" with 0 when none has enough."""
    hits = rules.page_terms.find(reader.read(text))
    best, most = OTHER, 0
    for sort in rules.sorts:
        points = MARK_POINTS * sum(f"{sort.name}/{mark}" in hits for mark in sort.marks)
        points += sum(f"{sort.name}/{sign}" in hits for sign in sort.signs)
        if points >= sort.needs and points > most:
            best, most = sort, points
    return best, most


def sections_of(bare: Sequence[Bare], rules: Rules, reader: Reader) -> tuple[Section, ...]:
    """Group the pages by sort. A page that does not tell takes the sort of the page before it."""
    placed: list[tuple[Bare, PageSort, int]] = []
    part, printed = 0, None
    for page in bare:
        sort, points = sort_of_text(page.page.text, rules, reader)
        mark = PAGE_MARK.search(page.page.label) if page.page.label else None
        after_last = printed is not None and printed[1] == printed[2] and mark is None and page.page.read
        follows = printed is not None and mark is not None and printed[2] == mark[2] and int(mark[1]) > 1
        if placed and (follows or (points == 0 and not after_last)) and placed[-1][1].clauses:
            # The same printed document goes on, or the page says nothing about itself.
            sort = placed[-1][1]
        elif points == 0:
            sort = OTHER
        if after_last or (mark is not None and printed is not None and not follows):
            part += 1
        if page.page.read:
            printed = mark if mark is not None or after_last else printed
        placed.append((page, sort, part))
    sections: list[Section] = []
    for _, run in groupby(placed, key=lambda entry: (entry[1].name, entry[2])):
        members = list(run)
        sections.append(
            Section(
                sort=members[0][1],
                pages=tuple(page.page.index for page, _, _ in members),
                lines=tuple(line for page, _, _ in members for line in page.kept),
            )
        )
    return tuple(sections)


def document_kind(sections: Sequence[Section], rules: Rules) -> tuple[Kind, float]:
    """The sort of the whole document, with a confidence from 0 to 1."""
    present: dict[Kind, int] = {}
    for section in sections:
        kind = section.sort.kind
        present[kind] = present.get(kind, 0) + len(section.pages)
    total = sum(present.values()) or 1
    for kind in rules.precedence:
        if kind == "court" and present.get("court", 0) * 2 < total:
            continue
        if present.get(kind):
            return kind, round(min(0.99, 0.6 + 0.4 * present[kind] / total), 2) if kind != "other" else 0.3
    return "other", 0.3
