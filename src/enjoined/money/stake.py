"""The money of one recipient's awards, to stand beside the answers about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

import msgspec

from enjoined.law.answering.answer import Answer, Stake
from enjoined.model import RecipientId
from enjoined.money.amounts import dollars
from enjoined.money.book import Book
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

__all__ = ["Stakes", "at_stake", "stakes"]


class Stakes(msgspec.Struct, frozen=True, kw_only=True):
    """By recipient, program, fiscal year and capacity what is obligated and what remains, in cents.

    It is the money of ``number`` alone where the files tell of that award, else of all awards.
    """

    sums: dict[tuple[str, str, int, str], tuple[int, int]]
    number: str | None = None

    def of(self, answer: Answer) -> Stake | None:
        """What stands under the answer's condition, or under its program and year; ``None`` if no award does."""
        found = [
            money
            for (recipient, program, year, capacity), money in self.sums.items()
            if recipient == answer.recipient
            and capacity == answer.capacity
            and program in answer.program
            and year in answer.fiscal_year
        ]
        if not found:
            return None
        return Stake(
            obligated=dollars(sum(obligated for obligated, _ in found)),
            remaining=dollars(sum(remaining for _, remaining in found)),
            of="award" if self.number else "program",
        )


def stakes(
    registry: Registry, files: Sequence[Path], recipients: Sequence[RecipientId], *, number: str | None = None
) -> Stakes:
    """The money of the recipients' awards in some files: of the award of that number alone, where they hold one.

    Numbers are compared without regard to case, spaces and punctuation. Raises ``InputError`` for a file that cannot be
    read.
    """
    with Book(registry) as book:
        book.read(files, mapped={})
        book.collapse()
        book.match()
        plain = "".join(filter(str.isalnum, number or "")).upper()
        asked = {str(r): str(r) for r in recipients}
        told = registry.by_ids(map(RecipientId, book.described))
        asked |= {text: body.id for text, body in told.items() if body.id in asked}
        rows = book.line.execute(_SUMS, {"ids": list(asked), "plain": plain}).fetchall()
    named = any(row[-1] for row in rows)
    return Stakes(
        sums=_added(((asked[row[0]], *row[1:4]), (row[4], row[5])) for row in rows if row[-1] or not named),
        number=number if named else None,
    )


def _added(
    rows: Iterable[tuple[tuple[str, str, int, str], tuple[int, int]]],
) -> dict[tuple[str, str, int, str], tuple[int, int]]:
    """The money added up by what it is of: one body may be described in several ways."""
    found: dict[tuple[str, str, int, str], tuple[int, int]] = {}
    for key, (obligated, remaining) in rows:
        before = found.get(key, (0, 0))
        found[key] = before[0] + obligated, before[1] + remaining
    return found


def at_stake(law: LawTable, answers: Iterable[Answer], number: str | None = None) -> list[str]:
    """The money that a portfolio tells of, in sentences: once for all conditions that stand on the same awards.

    ``number`` is that of the award asked about, if it is known.
    """
    found: dict[str, None] = {}
    for answer in answers:
        stake = answer.stake
        if stake is None or stake.of == "document" or answer.instrument is None:
            continue
        years = ", ".join(f"FY{year}" for year in answer.fiscal_year)
        awards = f"all awards under {', '.join(answer.program)}, {years}"
        if stake.of == "award":
            awards = f"award {number}" if number else "this award"
        elif number:
            awards += f" (award {number} is not among them)"
        money = f"{_spoken(stake.obligated)} obligated, {_spoken(stake.remaining)} of it not paid out"
        found[f"{law.instruments[answer.instrument].short}: {money}, on {awards}"] = None
    return list(found) or [_NONE]


_NONE: Final = "the portfolio tells of no award under these conditions"
_SUMS: Final = """
WITH theirs AS (
    SELECT *, regexp_replace(upper(number), '[^A-Z0-9]', '', 'g') AS plain,
           unnest(string_split(program, ' ')) AS listing
    FROM held WHERE list_contains($ids, recipient_id)
)
SELECT recipient_id, listing, fiscal_year, capacity, CAST(sum(obligated) AS BIGINT), CAST(sum(remaining) AS BIGINT),
       plain = $plain AND plain <> '' AS named
FROM theirs WHERE fiscal_year IS NOT NULL GROUP BY ALL
"""


def _spoken(amount: str) -> str:
    value = Decimal(amount)
    return f"{'-' if value < 0 else ''}${abs(value):,.2f}"
