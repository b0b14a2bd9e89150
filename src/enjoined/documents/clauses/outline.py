"""From lines to numbered conditions: the numbering scheme is found, and clauses run on across pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import quantiles

import msgspec

from enjoined.documents.clauses.headings import (
    DUTY_FIRST,
    LONGEST_HEAD,
    heads_a_part,
    heads_an_exhibit,
    is_a_heading,
)
from enjoined.documents.clauses.numbers import outer_sequence
from enjoined.documents.clauses.schemes import (
    ARTICLE,
    DOTTED,
    LABELLED,
    LETTER,
    LETTERS,
    NUMBERED,
    ROMAN_NUMBER,
    ROMANS,
    ROW,
    SCHEMES,
    SECTION,
    printed_number,
)
from enjoined.documents.clauses.sections import DUTY, Section
from enjoined.documents.layout.lines import Joined, Line, join
from enjoined.documents.page import Span
from enjoined.documents.recognition.rules import Kind

__all__ = ["Clause", "clauses_of"]

LONGEST_TITLE = 300
FULL_LINE = 0.72
"""A line longer than this share of a usual line has been wrapped."""
PARAGRAPH = 4_000
"""Paragraphs of unnumbered text are joined or cut to at most this many characters."""
FACE_PAGE = 7_000
"""A face page longer than this also holds conditions (text whose page breaks were lost)."""
TITLE_CELL = 9
"""A cell of a table that holds only a title has fewer lines than this."""
MOST_RESTARTS = 6
"""So many places are tried at which the conditions below a form's boxes may begin."""

FIRST = re.compile(r"^\W{0,3}1(?:\s?[.),]\s|\s{3,}|\s?\|)")
CELLS = re.compile(r"\S\s{3,}\S")
"""A line of a table: something stands in each of two cells."""
CELL_EDGE = re.compile(r"(?<=\w)\W?\s{3,}(?=[A-Z][a-z])")
"""Where the first cell of a row ends, which heads the others."""
NUMBER_FIRST = re.compile(r"^\W{0,3}\d{1,3}\b")
FEW_WORDS = 3
"""A letter and somebody's name are no more words than this."""
CONNECTS = re.compile(
    r"(?:[,;:(-]|\b(?:and|or|of|the|to|with|for|in|by|on|from|under|a|an|related|regarding))$", re.I
)
RUN_IN = re.compile(r"[a-z)\"\u201d](?=\.\s+[A-Z\"\u201c(])")
RUN_IN_LONG = re.compile(r"[a-z0-9)\"\u201d](?=\.[ \t]+[A-Z\"\u201c(])")
ITEM = re.compile(r"[-\u2022*\u25aa\u25cf]\s|\([a-z0-9]{1,3}\)\s")
"""An item of a list is no heading of what follows, however short."""
CHILD = re.compile(r"^\(?(?:[0-9]{1,2}|[A-Za-z])[.)]\s|^(?:SCOPE|NOTE)\b|^[-\u2022*]\s")


class Clause(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One condition (or paragraph): number and title as printed, its text, and where that stands.

    ``sort`` is the kind of document its pages belong to ("award", "policy", ...), ``page_sort`` the name of the
    sort of page in ``records/recognition/shared/pages.yaml``; ``heading`` is how many characters of ``text`` are
    number and title.
    """

    number: str | None
    title: str | None
    text: str
    spans: tuple[Span, ...]
    sort: Kind
    page_sort: str
    heading: int
    source: Joined

    def back(self, start: int, end: int) -> tuple[Span, ...]:
        """Where on the pages the characters ``start`` to ``end`` of :attr:`text` are printed."""
        return self.source.back(start, end)


def clauses_of(
    section: Section, *, holes: frozenset[int] = frozenset(), midway: bool = False
) -> tuple[Clause, ...]:
    """The clauses of one section, in order. Text before the first number is a clause without number.

    ``holes`` are pages before which something is missing; ``midway`` says that the first page of the section is
    not the first of its document.
    """
    lines = section.lines
    if not lines:
        return ()
    best = _sequence(lines, holes=holes, midway=midway)
    if not section.sort.clauses and sum(len(line.text) for line in lines) < FACE_PAGE:
        best = _below_the_boxes(lines, best, holes)
    if not best:
        return tuple(_paragraphs(section, lines))
    width = quantiles([len(line.text) for line in lines], n=10)[-1] if len(lines) > 1 else 80.0
    return tuple(_numbered(section, lines, best, width, holes))


def _numbered(
    section: Section,
    lines: Sequence[Line],
    numbers: Sequence[tuple[int, int]],
    width: float,
    holes: frozenset[int],
) -> list[Clause]:
    """The conditions whose first lines and numbers are ``numbers``, and the paragraphs before and after them."""
    clauses = _paragraphs(section, lines[: numbers[0][0]])
    edges = [line for line, _ in numbers[1:]] + [len(lines)]
    for (first, number), last in zip(numbers, edges, strict=True):
        end = next((at for at in range(first + 1, last) if _hole_above(lines, at, holes)), last)
        # What follows an unread page may belong to a condition whose number is on that page.
        rest = _paragraphs(section, lines[end:last])
        stop = next((at for at in range(first + 1, end) if _ends_before(lines, at, end, number)), end)
        clauses.append(_clause(section, lines[first:stop], number, width))
        if stop < end:
            after = lines[stop:end]
            again = _sequence(after, holes=holes, midway=False)
            fresh = len(again) > 1 and again[0][1] == 1 and (last == len(lines) or again[0][0] == 1)
            clauses += (
                _numbered(section, after, again, width, holes) if fresh else _paragraphs(section, after)
            )
        clauses += rest
    return clauses


def _ends_before(lines: Sequence[Line], at: int, end: int, number: int) -> bool:
    """Whether condition ``number``, come to a full stop, ends before line ``at``, where a table or a part begins."""
    line = lines[at]
    if not lines[at - 1].text.endswith((".", ";")) or CHILD.match(line.text):
        return False
    if line.gap and heads_an_exhibit(line.text):
        return True
    goes_on = at + 1 < len(lines) and lines[at + 1].text[:1].islower()
    if line.gap and heads_a_part(line.text) and not (goes_on or line.text.startswith(f"{number}.")):
        return True
    if at + 1 >= end:
        # The heading of the next part.
        if at + 1 >= len(lines) or len(line.text) > LONGEST_HEAD:
            return False
        if line.gap and (line.text.isupper() or _begins_a_list(line, lines[at + 1])):
            return True
        return re.search(r"(?<!\b[A-Z])\.$", lines[at - 1].text) is not None and is_a_heading(line.text)
    following = lines[at + 1]
    if CELLS.search(line.text) and CELLS.search(following.text):
        return not NUMBER_FIRST.match(line.text) and not NUMBER_FIRST.match(following.text)
    return line.gap and len(line.text) <= LONGEST_HEAD and _begins_a_list(line, following)


def _begins_a_list(line: Line, following: Line) -> bool:
    """Whether a line is the heading of what is numbered from 1 in the next one."""
    return line.text[0].isupper() and line.text[-1].isalnum() and FIRST.match(following.text) is not None


def _sequence(lines: Sequence[Line], *, holes: frozenset[int], midway: bool) -> tuple[tuple[int, int], ...]:
    """``(line, number)`` of the conditions, by the scheme of numbering that explains most numbers.

    Roman numerals below an Arabic number are items of its condition. Letters from A on that all stand above the first
    of these numbers are conditions too.
    """
    best: tuple[tuple[int, int], ...] = ()
    for scheme in SCHEMES:
        found = outer_sequence(scheme(lines), holes=holes, midway=midway)
        inner = scheme is ROMANS and best and found and best[0][0] < found[0][0]
        letter = scheme is ROMANS and len(found) == 1 and found[0][1] in (50, 100)
        if len(found) > len(best) and not inner and not letter:
            best = found
    letters = outer_sequence(LETTERS(lines), holes=holes, midway=midway)
    if len(letters) < 2 or letters[0][1] != 1 or not _say_something(lines, letters):
        return best
    if {line for line, _ in best} <= {line for line, _ in letters}:
        return letters  # "C." alone was taken for a hundred
    return letters + best if letters[-1][0] < best[0][0] else best


def _below_the_boxes(
    lines: Sequence[Line], found: tuple[tuple[int, int], ...], holes: frozenset[int]
) -> tuple[tuple[int, int], ...]:
    """The numbered conditions on the face of an award: those that speak of duties, not the boxes of the form."""
    if _are_duties(lines, found):
        return found
    # The numbers of conditions need not begin anew: they may go on far above those of the boxes.
    jumps = [at for at in range(1, len(found)) if found[at][1] > found[at - 1][1] + 1]
    behind = max(jumps, key=lambda at: found[at][1] - found[at - 1][1], default=len(found))
    if _are_duties(lines, found[behind:]):
        return found[behind:]
    starts = [at for at, line in enumerate(lines) if at and FIRST.match(line.text)]
    for start in starts[:MOST_RESTARTS]:
        below = _sequence(lines[start:], holes=holes, midway=False)
        if _are_duties(lines[start:], below):
            return tuple((start + at, number) for at, number in below)
    return ()


def _are_duties(lines: Sequence[Line], found: tuple[tuple[int, int], ...]) -> bool:
    """Whether there are two conditions or more, and most of them speak of a duty."""
    return len(found) > 1 and sum(_speak_of_duties(lines, found)) * 3 >= len(found) * 2


def _say_something(lines: Sequence[Line], found: tuple[tuple[int, int], ...]) -> bool:
    """Whether at least half of these conditions speak of a duty or have a few words: names of persons do not."""
    ends = [at for at, _ in found[1:]] + [len(lines)]
    told = sum(
        duty or sum(len(line.text.split()) for line in lines[first:end]) > FEW_WORDS
        for (first, _), end, duty in zip(found, ends, _speak_of_duties(lines, found), strict=True)
    )
    return told * 2 >= len(found)


def _speak_of_duties(lines: Sequence[Line], found: tuple[tuple[int, int], ...]) -> list[bool]:
    ends = [at for at, _ in found[1:]] + [len(lines)]
    return [
        any(DUTY.search(line.text) for line in lines[first:end])
        for (first, _), end in zip(found, ends, strict=True)
    ]


def _hole_above(lines: Sequence[Line], at: int, holes: frozenset[int]) -> bool:
    """Whether an unread or missing page lies between line ``at`` and the line before it."""
    before, page = lines[at - 1].page, lines[at].page
    return page > before and any(before < hole <= page for hole in holes)


def _clause(section: Section, lines: Sequence[Line], number: int, width: float) -> Clause:
    joined = join(lines)
    title, heading = _title(lines, joined, width)
    if heading >= len(joined.text) and joined.text.rstrip().endswith("."):
        heading = 0  # a condition of one sentence is its own text
    return Clause(
        number=printed_number(lines[0].text, number),
        title=title,
        text=joined.text,
        spans=joined.back(0, len(joined.text)),
        sort=section.sort.kind,
        page_sort=section.sort.name,
        heading=heading,
        source=joined,
    )


def _title(lines: Sequence[Line], joined: Joined, width: float) -> tuple[str | None, int]:
    """The title after the number, wrapped over up to four lines, and where it ends in the joined text."""
    first = lines[0].text
    named = ARTICLE.match(first) or SECTION.match(first) or LABELLED.match(first) or DOTTED.match(first)
    named = named or ROMAN_NUMBER.match(first) or LETTER.match(first)
    match = named or NUMBERED.match(first)
    rest = (match[2] if named and match else match[4] if match else "") or ""
    row = None if match else ROW.match(first)
    rest = row[2] if row else rest
    taken = 1
    only_line = rest if rest and len(first) < FULL_LINE * width else None
    if not rest:
        if len(lines) < 2 or len(lines[1].text) > 200:
            return None, joined.starts[1] if len(lines) > 1 else len(joined.text)
        rest, taken = lines[1].text, 2
    cell = next((at for at in range(1, min(len(lines), TITLE_CELL)) if lines[at].gap), 0) if row else 0
    if cell and lines[cell].page == lines[0].page:
        title = " ".join([rest, *(line.text for line in lines[1:cell])])
        if len(title) <= LONGEST_TITLE and not title.endswith(".") and not DUTY_FIRST.search(title):
            return title, joined.starts[cell]
    start = joined.starts[taken - 1] + len(lines[taken - 1].text) - len(rest)
    edge = CELL_EDGE.search(rest)
    if edge and len(rest[: edge.start()].split()) <= 12 and not DUTY_FIRST.search(rest[: edge.start()]):
        return rest[: edge.start()].rstrip("."), start + edge.end()
    run_in = _run_in(rest)
    if run_in and len(run_in.split()) <= 12 and not DUTY_FIRST.search(run_in):
        return run_in, start + len(run_in)
    below = lines[taken].text[:1] if taken < len(lines) else ""
    stands_alone = len(lines[taken - 1].text) < FULL_LINE * width and below.isupper()
    wrapped = None if run_in or stands_alone else _run_in_wrapped(joined.text, start)
    if wrapped:
        return " ".join(wrapped.split()), start + len(wrapped)
    while taken < len(lines) and taken < 5 and not rest.endswith("."):
        following = lines[taken].text
        if CHILD.match(following) or (lines[taken].gap and lines[taken].page == lines[taken - 1].page):
            break
        full = len(lines[taken - 1].text) > FULL_LINE * width
        hangs = CONNECTS.search(rest) is not None
        goes_on = hangs or not following[0].isupper()
        unclosed = (rest.count("(") > rest.count(")") or rest.count('"') % 2 == 1) and (full or goes_on)
        short = len(following) < 0.62 * width and not following.endswith((".", ",", ";"))
        if not ((full and goes_on) or unclosed or ((full or hangs) and short)):
            break
        rest = f"{rest} {following}"
        taken += 1
        if len(rest) > LONGEST_TITLE:
            break
    end = joined.starts[taken] if taken < len(lines) else len(joined.text)
    running_on = taken < len(lines) and lines[taken].text[:1].islower()
    running_on = running_on or DUTY_FIRST.search(rest) is not None or rest.endswith(("; and", "; or"))
    if len(rest) > LONGEST_TITLE or running_on or (rest.endswith((".", ";")) and len(rest.split()) > 14):
        if (
            only_line
            and taken > 1
            and not DUTY_FIRST.search(only_line)
            and not only_line.endswith((".", ";", ","))
        ):
            return only_line, joined.starts[1]
        return None, joined.starts[0]
    return rest.rstrip("."), end


def _run_in(text: str) -> str | None:
    """A title that ends with a full stop on the line of its text: "6. Modifications. If money ..."."""
    dash = re.search(r"\s(?:--|\u2013|\u2014)\s", text[:120])
    if dash and dash.start() >= 3:
        return text[: dash.start()]
    for stop in RUN_IN.finditer(text[:120]):
        if stop.start() >= 3:
            return text[: stop.start() + 1]
    return None


def _run_in_wrapped(text: str, start: int) -> str | None:
    """A title that runs over a line end and stops before the sentence that begins in the same line."""
    below = text.find("\n\n", start)
    head = text[start : min(start + LONGEST_TITLE, below if below >= 0 else len(text))]
    stop = RUN_IN_LONG.search(head)
    if stop is None or "\n" not in head[: stop.start()]:
        return None
    title = head[: stop.start() + 1]
    if DUTY_FIRST.search(title) or len(title.split()) > 32 or "\n" in head[stop.start() : stop.end()]:
        return None
    first, *others = head.split("\n")[: title.count("\n") + 1]
    return None if first.endswith((".", ":")) or any(CHILD.match(line) for line in others) else title


def _paragraphs(section: Section, lines: Sequence[Line]) -> list[Clause]:
    """Unnumbered text in paragraphs; a short line above a paragraph is its title."""
    groups: list[list[Line]] = []
    for line in lines:
        new = line.gap and (
            not groups
            or groups[-1][-1].text.endswith(".")
            or (groups[-1][-1].page == line.page and not _runs_on(groups[-1][-1].text, line.text))
        )
        if not groups or new or sum(len(member.text) for member in groups[-1]) > PARAGRAPH:
            groups.append([])
        groups[-1].append(line)
    clauses: list[Clause] = []
    held: list[Line] = []
    for group in groups:
        text = " ".join(line.text for line in group)
        heads = len(text) < 90 and not text.endswith((".", ";")) and not ITEM.match(text)
        if heads and len(held) < 4:
            held.extend(group)
            continue
        clauses.append(_paragraph(section, held, group))
        held = []
    if held:
        clauses.append(_paragraph(section, [], held))
    return clauses


def _runs_on(before: str, line: str) -> bool:
    """Whether a line goes on, over a gap at the foot of a column, with what the line before breaks off.

    >>> _runs_on("all Federal anti-", "discrimination laws"), _runs_on("Award number:", "see above")
    (True, False)
    """
    return line[:1].islower() and ((before[-2:-1].isalpha() and before[-1] == "-") or before[-1:] == ",")


def _paragraph(section: Section, heading: list[Line], body: list[Line]) -> Clause:
    joined = join([*heading, *body])
    return Clause(
        number=None,
        title=" ".join(line.text for line in heading) or None,
        text=joined.text,
        spans=joined.back(0, len(joined.text)),
        sort=section.sort.kind,
        page_sort=section.sort.name,
        heading=joined.starts[len(heading)] if heading else 0,
        source=joined,
    )
