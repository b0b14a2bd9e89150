"""The money of one recipient's awards, to stand beside the answers about them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from enjoined.law.answer import Answer, Stake
from enjoined.model import RecipientId
from enjoined.money.amounts import dollars
from enjoined.money.book import Book
from enjoined.registry.open import Registry

__all__ = ["Stakes", "stake_of", "stakes"]

Stakes = dict[tuple[str, str, int, str], tuple[int, int]]
"""By recipient, program, fiscal year and capacity what is obligated and what remains, in cents."""


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
        ids = [str(r) for r in recipients]
        plain = "".join(filter(str.isalnum, number or "")).upper()
        rows = book.line.execute(
            "WITH theirs AS (SELECT *, regexp_replace(upper(number), '[^A-Z0-9]', '', 'g') AS plain FROM held "
            "WHERE list_contains($ids, recipient_id)), "
            "one AS (SELECT * FROM theirs WHERE plain = $plain AND plain <> '') "
            "SELECT recipient_id, listing, fiscal_year, capacity, CAST(sum(obligated) AS BIGINT), "
            "CAST(sum(remaining) AS BIGINT) FROM "
            "(SELECT *, unnest(string_split(program, ' ')) AS listing FROM one UNION ALL "
            "SELECT *, unnest(string_split(program, ' ')) AS listing FROM theirs WHERE NOT EXISTS (SELECT 1 FROM one)) "
            "WHERE fiscal_year IS NOT NULL GROUP BY ALL",
            {"ids": ids, "plain": plain},
        ).fetchall()
    return {tuple(row[:4]): (row[4], row[5]) for row in rows}


def stake_of(answer: Answer, found: Stakes) -> Stake | None:
    """What stands under the answer's condition, or under its program and year; ``None`` if no award does."""
    sums = [
        money
        for (recipient, program, year, capacity), money in found.items()
        if recipient == answer.recipient
        and capacity == answer.capacity
        and program in answer.program
        and year in answer.fiscal_year
    ]
    if not sums:
        return None
    return Stake(
        obligated=dollars(sum(obligated for obligated, _ in sums)),
        remaining=dollars(sum(remaining for _, remaining in sums)),
    )
