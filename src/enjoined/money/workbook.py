"""A portfolio's report as a workbook: a sheet for each view, totals as live formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]

from enjoined.law.status import Status
from enjoined.model import spoken
from enjoined.money.report import NAMED, Report, Total, Unclear, settled

__all__ = ["write_workbook"]

_MOST_ROWS: Final = 1_048_000
"""Rows that a sheet holds, some left for the header and the totals."""
_WIDEST: Final = 64
"""Characters of the widest column, unless a sheet has many; a longer text is wrapped."""
_LINE: Final = 15
"""Points of height of a line."""
_MEASURED: Final = 1000
"""Rows from which the width of a column is taken."""
_MONEY: Final = ("obligated", "outlayed", "remaining")
_AMOUNTS: Final = (*_MONEY, "obligated before", "obligated after")
_COUNTS: Final = ("awards", "awards before", "awards after")
_LATER: Final = {"Overlapping": "An award counts in every row it belongs to: these rows have no total."}


class _Book:
    def __init__(self, path: Path) -> None:
        # Texts of files never become formulas or links.
        options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
        self.book = xlsxwriter.Workbook(str(path), options)
        self.head = self.book.add_format({"bold": True, "bottom": 1})
        self.head_right = self.book.add_format({"bold": True, "bottom": 1, "align": "right"})
        self.strong = self.book.add_format({"bold": True, "valign": "top"})
        self.money = self.book.add_format({"num_format": "#,##0.00", "valign": "top"})
        self.sum = self.book.add_format({"num_format": "#,##0.00", "bold": True, "top": 1})
        self.count = self.book.add_format({"num_format": "#,##0", "valign": "top"})
        self.counted = self.book.add_format({"num_format": "#,##0", "bold": True, "top": 1})
        self.top = self.book.add_format({"valign": "top"})
        self.number = self.book.add_format({"valign": "top", "align": "left"})
        self.wrap = self.book.add_format({"text_wrap": True, "valign": "top"})

    def page(self, name: str) -> Any:
        """An empty sheet whose header stays in sight, on the screen and on paper."""
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&R&P of &N")
        return sheet

    def sheet(
        self,
        name: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[object]],
        *,
        total: bool,
        remark: str = "",
        wide: int = _WIDEST,
    ) -> None:
        """A sheet of rows under a header, no column wider than ``wide``; with ``total`` a last row of live sums."""
        sheet = self.page(name)
        shown = rows[:_MOST_ROWS]
        for n, column in enumerate(columns):
            texts = (len(str(row[n])) for row in shown[:_MEASURED] if row[n] is not None)
            widest = min(max([*texts, len(column)]) + 2, wide)
            sheet.set_column(n, n, 18 if column in _AMOUNTS else 14 if column in _COUNTS else widest)
            head = self.head_right if column in (*_AMOUNTS, *_COUNTS) else self.head
            sheet.write_string(0, n, column.replace("_", " "), head)
        if shown:
            sheet.autofilter(0, 0, len(shown), len(columns) - 1)
        for y, row in enumerate(shown, start=1):
            self.heighten(sheet, y, row, wide)
            for x, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._cell(sheet, y, x, column, value, wide)
        end = len(shown) + 1
        if total and shown:
            sheet.write_string(end, 0, "total", self.strong)
            for x, column in enumerate(columns):
                if column in (*_AMOUNTS, *_COUNTS):
                    letter = chr(ord("A") + x)
                    style = self.counted if column in _COUNTS else self.sum
                    value = sum(Decimal(str(row[x])) for row in shown)
                    sheet.write_formula(end, x, f"=SUM({letter}2:{letter}{end})", style, float(value))
            end += 1
        if len(rows) > len(shown):
            remark = (
                f"{len(rows) - len(shown):,} more rows do not fit; write CSV or Parquet instead. {remark}"
            )
        if remark:
            sheet.write_string(end + 1, 0, remark)

    def heighten(self, sheet: Any, y: int, texts: Iterable[object], wide: int) -> None:
        """Make a row as high as its longest text, wrapped: not every program does so by itself."""
        longest = max((len(str(text)) for text in texts if isinstance(text, str)), default=0)
        if longest > wide - 2:
            sheet.set_row(y, _LINE * ceil(1.05 * longest / wide))

    def _cell(self, sheet: Any, y: int, x: int, column: str, value: object, wide: int) -> None:
        if value is None:
            sheet.write_blank(y, x, None)
        elif column in _AMOUNTS:
            # A sheet's numbers are binary: exact to the cent up to some 90 trillion dollars.
            sheet.write_number(y, x, float(Decimal(str(value))), self.money)
        elif isinstance(value, int):
            sheet.write_number(y, x, value, self.count if column in _COUNTS else self.number)
        else:
            text = str(value)
            sheet.write_string(y, x, text, self.wrap if len(text) > wide - 2 else self.top)


def write_workbook(report: Report, path: Path) -> None:
    """Write the workbook: the question, totals, breakdown, exposure, and what is unclear, unmatched and rejected."""
    book = _Book(path)
    _about(book, report)
    columns = ("status", "awards", *_MONEY)
    book.sheet("Worst status", columns, _totals(report.total), total=True)
    book.sheet("Any condition", columns, _totals(report.any), total=False, remark=_LATER["Overlapping"])
    book.sheet("Breakdown", *report.breakdown(), total=False, remark=_LATER["Overlapping"])
    for name, key in (("Programs", "program"), ("Recipients", "recipient"), ("States", "state")):
        if key in report.worst:
            _pivot(book, name, key, report.worst[key], report.names if key in NAMED else None)
    exposed = [
        (role, money.awards, money.obligated, money.outlayed, money.remaining)
        for role, money in (
            ("prime awards", report.exposure.direct),
            ("sub-awards, as to who holds them", report.exposure.sub),
            ("sub-awards, as to who passes them on", report.exposure.prime),
        )
    ]
    book.sheet(
        "Exposure", ("of", "awards", *_MONEY), exposed, total=False, remark="These overlap: do not add them."
    )
    if report.subawards is not None:
        book.sheet("Sub-awards", columns, _totals(report.subawards.total), total=True)
    if report.compared is not None:
        before, after = (
            {t.status: t for t in totals} for totals in (report.compared.before, report.compared.after)
        )
        book.sheet(
            "Before and after",
            ("status", "awards before", "obligated before", "awards after", "obligated after"),
            [
                (s.value, *(cell for of in (before, after) for cell in _count_and_dollars(of.get(s))))
                for s in Status
                if s in before or s in after
            ],
            total=True,
            remark="Each award once, under its worst status.",
        )
    if report.changes is not None:
        names = ("condition", "family", "program", "from", "to", "awards", "obligated", "remaining")
        changed = [
            (c.condition, c.family, c.program, c.before, c.after, c.awards, c.obligated, c.remaining)
            for c in report.changes
        ]
        book.sheet("Changes", names, changed, total=False, remark=_LATER["Overlapping"])
    _unclear(book, "Unclear", report.unclear)
    if report.subawards is not None:
        _unclear(book, "Unclear sub-awards", report.subawards.unclear)
    book.sheet(
        "Not matched",
        ("name", "state", "uei", "recipient", "why", "could be", "awards", "obligated"),
        [
            (u.name, u.state, u.uei, "", u.why, ", ".join(c.id for c in u.candidates), u.awards, u.obligated)
            for u in (*report.unmatched, *report.unmatched_primes)
        ],
        total=not report.unmatched_primes,
        wide=36,
        remark="Fill the column recipient (an id, or none) and save the first four columns as CSV for --overrides.",
    )
    if report.rejected:
        more = report.rejected - len(report.rejects)
        book.sheet(
            "Rejected",
            ("file", "row", "column", "reason", "value"),
            [(r.file, r.row, r.column, r.reason, r.value) for r in report.rejects],
            total=False,
            remark=f"{more:,} more rows were rejected: --rejects FILE.csv lists all of them." if more else "",
        )
    book.book.close()


def _about(book: _Book, report: Report) -> None:
    sheet = book.book.add_worksheet("About")
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90, book.wrap)
    days = (("known on", report.known_on), ("compared with", report.against))
    rows: list[tuple[str, object]] = [
        ("on", spoken(report.on.toordinal())),
        *((what, spoken(day.toordinal())) for what, day in days if day is not None),
        *(("supposed", what) for what in report.supposed),
        (report.of.replace("sub", "sub-"), report.awards),
        ("obligated, dollars", f"{Decimal(report.obligated):,}"),
        ("paid out, dollars", f"{Decimal(report.outlayed):,}"),
        ("remaining, dollars", f"{Decimal(report.remaining):,}"),
        ("rows read", report.read),
        ("rows loaded", report.loaded),
        ("rows rejected", report.rejected),
        ("registry", f"{report.registry['version']} {report.registry['hash']}"),
        *(("file", ": ".join((file.file, *file.notes))) for file in report.files),
        *(("note", note) for note in report.notes),
        *(
            (
                "not complete",
                f"{i.program} FY{i.fiscal_year}: {i.why} (awards: {i.awards:,}, dollars: {Decimal(i.obligated):,})",
            )
            for i in report.incomplete
        ),
        ("", "Computed from cited public records. Information, not legal advice."),
    ]
    for y, (name, value) in enumerate(rows):
        book.heighten(sheet, y, [value], 90)
        sheet.write_string(y, 0, name, book.strong)
        sheet.write_string(y, 1, f"{value:,}" if isinstance(value, int) else str(value), book.wrap)


def _unclear(book: _Book, name: str, found: Sequence[Unclear]) -> None:
    book.sheet(
        name,
        ("fact", "if so", "if not", "awards", "obligated", "remaining"),
        [(u.in_words, settled(u.yes), settled(u.no), u.awards, u.obligated, u.remaining) for u in found],
        total=False,
        remark="Money that waits for several facts stands in each row. An empty cell: that alone settles nothing.",
    )


def _totals(totals: Sequence[Total]) -> list[tuple[object, ...]]:
    return [(t.status.value, t.awards, t.obligated, t.outlayed, t.remaining) for t in totals]


def _count_and_dollars(total: Total | None) -> tuple[int, str]:
    return (total.awards, total.obligated) if total is not None else (0, "0.00")


def _pivot(
    book: _Book, name: str, key: str, rows: Sequence[dict[str, object]], names: Mapping[str, str] | None
) -> None:
    """Dollars of each program, recipient or State by the worst status of its awards, with live sums both ways.

    Where there are ``names`` they stand first and the ids beside them.
    """
    amounts: dict[str, dict[str, object]] = {}
    for row in rows:
        amounts.setdefault(str(row[key] or "(not matched)"), {})[str(row["status"])] = row["obligated"]
    statuses = [s.value for s in Status if any(s.value in of_one for of_one in amounts.values())]
    sheet = book.page(name)
    sheet.freeze_panes(1, 1)
    before = 1 if names is None else 2
    sheet.set_column(0, before - 1, 34)
    sheet.set_column(before, before + len(statuses), 18)
    for x, text in enumerate((key, *(["id"] if before > 1 else []), *statuses, "total")):
        sheet.write_string(0, x, text, book.head_right if x >= before else book.head)
    letters = [chr(ord("A") + before + n) for n in range(len(statuses) + 1)]
    shown = list(amounts.items())[:_MOST_ROWS]
    sums = dict.fromkeys(statuses, Decimal(0))
    for y, (value, of_one) in enumerate(shown, start=1):
        sheet.write_string(y, 0, value if names is None else names.get(value, value))
        if value in (names or ()):
            sheet.write_string(y, 1, value)
        for x, status in enumerate(statuses, start=before):
            amount = Decimal(str(of_one.get(status, "0")))
            sums[status] += amount
            sheet.write_number(y, x, float(amount), book.money)
        whole = sum((Decimal(str(amount)) for amount in of_one.values()), Decimal(0))
        across = f"=SUM({letters[0]}{y + 1}:{letters[-2]}{y + 1})"
        sheet.write_formula(y, before + len(statuses), across, book.money, float(whole))
    end = len(shown) + 1
    sheet.write_string(end, 0, "total", book.strong)
    for letter, text in zip(letters, (*statuses, "total"), strict=True):
        value_ = sums.get(text, sum(sums.values(), Decimal(0)))
        sheet.write_formula(f"{letter}{end + 1}", f"=SUM({letter}2:{letter}{end})", book.sum, float(value_))
