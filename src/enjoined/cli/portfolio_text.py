"""A portfolio's report as text: tables of at most 80 columns, and what to know and do about them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from textwrap import shorten

from enjoined.cli.answers import NOT_ADVICE
from enjoined.cli.style import bold, day, dim, mark, paragraph, status_word, width
from enjoined.law.status import Status
from enjoined.money.amounts import spoken_dollars
from enjoined.money.awards.fields import NO_AWARDS
from enjoined.money.report import Change, Money, Report, Total, Unclear, Unmatched, settled

__all__ = ["report_lines"]

_ROWS = 12
_FEW = 5


def report_lines(report: Report) -> Iterator[str]:
    """The report, line by line."""
    noun = "sub-awards" if report.of == "subawards" else "awards"
    yield bold(f"{_of(report.awards, noun)}, {_money(report.obligated)} obligated, on {day(report.on)}")
    yield dim(f"{_of(report.read, 'rows')} read = {report.loaded:,} loaded + {report.rejected:,} rejected")
    yield ""
    if report.awards:
        yield from _totals(report.total, report.any, noun)
    else:
        yield "No awards are left to answer for."
    if report.subawards is not None:
        yield ""
        yield bold(
            f"{_of(report.subawards.awards, 'sub-awards')}, {_money(report.subawards.obligated)} "
            "(a part of the primes' money)"
        )
        yield from _totals(report.subawards.total, (), "sub-awards")
    yield from _exposure(report)
    if report.changes is not None:
        yield from _changes(report)
    yield from _breakdown(report)
    yield from _unclear(report.unclear, report.unclear_facts, "unclear money")
    if report.subawards is not None:
        yield from _unclear(
            report.subawards.unclear, report.subawards.unclear_facts, "unclear money of sub-awards"
        )
    yield from _unmatched(report)
    yield from _notes(report)
    yield ""
    yield dim(NOT_ADVICE)


def _money(amount: str) -> str:
    whole, _, cents = amount.lstrip("-").partition(".")
    value = int(whole) * 100 + int(cents)
    return spoken_dollars(-value if amount.startswith("-") else value)


def _of(count: int, noun: str) -> str:
    return f"{count:,} {noun.removesuffix('s') if count == 1 else noun}"


def _totals(total: Sequence[Total], any_: Sequence[Total], noun: str) -> Iterator[str]:
    """Each award under its worst status; beside it what has any condition of that status."""
    each = {t.status: t for t in total}
    some = {t.status: t for t in any_}
    yield f"  {'':<15}{'worst status of each':>29}" + (f"{'under any condition':>32}" if some else "")
    line = f"  {'':<15}{noun:>11}{'obligated':>18}"
    yield line + (f"{noun:>14}{'obligated':>18}" if some else "")
    for status in Status:
        if status not in each and status not in some:
            continue
        line = f"{mark(status)} {status_word(status, 15)}{_cells(each.get(status), 11)}"
        yield line + (_cells(some.get(status), 14) if some else "")


def _cells(total: Total | None, wide: int) -> str:
    if total is None:
        return f"{'–':>{wide}}{'–':>18}"
    return f"{total.awards:>{wide},}{_money(total.obligated):>18}"


def _exposure(report: Report) -> Iterator[str]:
    yield ""
    yield bold("Exposed: obligated, not paid out, under a condition that binds")
    found = report.exposure
    rows: list[tuple[str, Money]] = []
    if report.of == "awards":
        rows.append(("prime awards", found.direct))
    if report.of == "subawards" or report.subawards is not None:
        rows.append(("sub-awards, as to who holds them", found.sub))
        rows.append(("the same, as to who passes them on", found.prime))
    for words, money in rows:
        yield f"  {words:<36}{money.awards:>10,}{_money(money.remaining):>20}"


def _changes(report: Report) -> Iterator[str]:
    yield ""
    changes = report.changes or ()
    there = "; ".join(report.supposed)
    if report.against is None:
        yield bold(f"What would differ {there}")
    elif not there:
        yield bold(f"What differs from {day(report.against)} to {day(report.on)}")
    else:
        yield bold(f"What differs from {day(report.against)} to {day(report.on)} {there}")
    if not changes:
        yield "  nothing"
        return
    yield from _compared(report)
    # Conditions that move alike under the same money, as those of one notice do, are told together.
    alike: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        key = (change.before, change.after, change.program, change.awards, change.obligated)
        alike.setdefault(key, []).append(change)
    for first, *rest in list(alike.values())[:_ROWS]:
        more = f" and {len(rest)} more" if rest else ""
        moved = f"{first.before.words} → {first.after.words}: {first.condition}{more} ({first.program})"
        yield paragraph(moved, 2, hang=f"{_money(first.obligated):>16}  ")
    yield from _more(len(alike))


def _compared(report: Report) -> Iterator[str]:
    """The worst status of each award, before and after."""
    if report.compared is None:
        return
    before = {t.status: t for t in report.compared.before}
    after = {t.status: t for t in report.compared.after}
    noun = "sub-awards" if report.of == "subawards" else "awards"
    yield f"  {'':<15}{'before':>29}{'after':>32}"
    yield f"  {'':<15}{noun:>11}{'obligated':>18}{noun:>14}{'obligated':>18}"
    for status in Status:
        if status in before or status in after:
            cells = f"{_cells(before.get(status), 11)}{_cells(after.get(status), 14)}"
            yield f"{mark(status)} {status_word(status, 15)}{cells}"
    yield ""


def _breakdown(report: Report) -> Iterator[str]:
    keys = list(report.by_keys)
    if not report.by or keys == ["status"]:
        return
    yield ""
    spoken = ", ".join(key.replace("_", " ") for key in keys)
    of = "Sub-awards by" if report.by_of == "subawards" and report.of != "subawards" else "By"
    head, note = f"{of} {spoken}", "(an award counts in every row it belongs to)"
    yield bold(head) + ("  " if len(head) + len(note) + 2 <= width() else "\n  ") + dim(note)
    rows = [[_key(row.get(key)) for key in keys] for row in report.by[:_ROWS]]
    wide = [max(len(row[n]) for row in rows) for n in range(len(keys))]
    room = width() - 30
    padded = sum(wide) + 2 * (len(wide) - 1) <= room
    for row, cells in zip(report.by, rows, strict=False):
        told = [f"{cell:<{size}}" if padded else cell for cell, size in zip(cells, wide, strict=True)]
        *before, last = textwrap.wrap(
            "  ".join(told), width() - 2, subsequent_indent="  ", break_on_hyphens=False
        )
        if len(last) > room:
            before, last = [*before, last], ""
        yield from (f"  {line}" for line in before)
        yield f"  {last:<{room}}{int(str(row['awards'])):>10,}{_money(str(row['obligated'])):>18}"
    yield from _more(len(report.by))


def _key(value: object) -> str:
    return "–" if value is None else str(value)


def _more(count: int) -> Iterator[str]:
    if count > _ROWS:
        yield dim(f"  and {count - _ROWS:,} more rows (--json, or -o FILE, has them all)")


def _unclear(found: Sequence[Unclear], count: int, money: str) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield bold(f"What would settle most of the {money}")
    shown: list[str] = []
    for reason in found:
        words = f"{reason.in_words}{_settling(reason)}"
        line = paragraph(words, 2, hang=f"{_money(reason.obligated):>16}  ")
        if line not in shown:  # facts about several agencies or orders of a case are told alike
            shown.append(line)
    yield from shown[:_FEW]
    if len(shown) > _FEW or count > len(found):
        lists = f"{len(found):,} of {count:,}" if count > len(found) else "all of them"
        yield dim(f"  and more (--json lists {lists})")


def _settling(reason: Unclear) -> str:
    """What either value of a fact settles for all whose answers turn on it, as far as it settles anything alone."""
    sides = (("if so", settled(reason.yes)), ("if not", settled(reason.no)))
    told = [f"{side}: {status.replace('-', ' ')}" for side, status in sides if status is not None]
    return f" ({'; '.join(told)})" if told else ""


def _unmatched(report: Report) -> Iterator[str]:
    if report.unmatched:
        count = report.unmatched_parties
        yield ""
        yield bold(f"{count:,} recipient{'s' * (count > 1)} not matched: the money is unclear")
        yield from _parties(report.unmatched, count)
    if report.unmatched_primes:
        count = len(report.unmatched_primes)
        yield ""
        words = "pass-through entity" if count == 1 else "pass-through entities"
        yield bold(f"{count:,} {words} not matched: what turns on them is unclear")
        yield from _parties(report.unmatched_primes, count)
    if report.unmatched or report.unmatched_primes:
        yield dim(
            paragraph(
                "--undecided FILE.csv writes them; fill in the column recipient and give the file as --overrides",
                2,
            )
        )


def _parties(parties: Sequence[Unmatched], count: int) -> Iterator[str]:
    for party in parties[:_FEW]:
        name = party.name or party.uei or "(no name)"
        where = f", {party.state}" if party.state else ""
        could = ", ".join(c.id for c in party.candidates[:4])
        more = f" and {len(party.candidates) - 4} more" if len(party.candidates) > 4 else ""
        yield paragraph(
            f"{name}{where}: {f'could be {could}{more}' if could else party.why}",
            2,
            hang=f"{_money(party.obligated):>16}  ",
        )
    if count > _FEW:
        yield dim(f"  and {count - _FEW:,} more (--json lists {len(parties):,})")


def _notes(report: Report) -> Iterator[str]:
    notes = list(report.notes)
    short = _short_names([file.file for file in report.files])
    alone = len(report.files) == 1
    notes += [note if alone else f"{short[f.file]}: {note}" for f in report.files for note in f.notes]
    if report.incomplete:
        programs = ", ".join(f"{i.program} FY{i.fiscal_year}" for i in report.incomplete[:4])
        more = f" and {len(report.incomplete) - 4} more" if len(report.incomplete) > 4 else ""
        notes.append(f"the conditions on record are not complete for {programs}{more}")
    meant = [r for r in report.rejects if r.reason not in NO_AWARDS]
    for r in meant[:_FEW]:
        cell = ": ".join(
            filter(None, (shorten(r.column, 40, placeholder="…"), shorten(r.value, 60, placeholder="…")))
        )
        notes.append(f"rejected: {short[r.file]}:{r.row}: {cell}: {r.reason}")
    if report.no_awards == 1:
        notes.append("1 row is empty, a heading, a total or a remark")
    elif report.no_awards:
        notes.append(f"{report.no_awards:,} rows are empty, headings, totals or remarks")
    if report.rejected > min(len(meant), _FEW):
        notes.append(f"--rejects FILE.csv writes all rows that were rejected: {report.rejected:,}")
    if notes:
        yield ""
        yield bold("Notes")
    for note in notes:
        yield paragraph(note, 2, hang="· ")


def _short_names(files: Sequence[str]) -> dict[str, str]:
    """Files without their folders and archives, where that tells them apart; a sheet keeps its workbook."""
    last = [re.split(r"[/\\]|(?<=\.zip)!", file)[-1] for file in files]
    return {file: name if last.count(name) == 1 else file for file, name in zip(files, last, strict=True)}
