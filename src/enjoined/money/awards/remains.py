"""What is asked of the rows of a file that were left out."""

from __future__ import annotations

from typing import Final

__all__ = ["LAST_TOTAL", "SWALLOWED"]

LAST_TOTAL: Final = """
WITH every AS (SELECT rowid AS place, obligated, why FROM staged WHERE rowid >= $before),
here AS (
    SELECT * FROM every WHERE why IS NULL OR place < coalesce(
        (SELECT min(place) FROM every WHERE split_part(why, E'\\t', 2) = $of_state), 9223372036854775807)
),
loaded AS (SELECT max(place) AS last, CAST(sum(obligated) AS BIGINT) AS found FROM here WHERE why IS NULL),
total AS (
    SELECT place, obligated, left(split_part(why, E'\\t', 3), 60) AS text FROM here
    WHERE obligated IS NOT NULL AND split_part(why, E'\\t', 2) = $no_award ORDER BY obligated DESC, place DESC LIMIT 1
)
SELECT text, obligated, found FROM total, loaded WHERE place > last
"""
"""The largest total of a file, if it stands below all awards: a subtotal among them says nothing of all.

None of those that stand below money of the State counts, which is behind the federal awards.
"""
SWALLOWED: Final = """
WITH found AS (
    SELECT line, trim(csv_line, E' \r\n') AS text, split_part(text, E'\n', 1) AS first FROM reject_errors
    WHERE error_type = 'UNQUOTED VALUE'
)
SELECT line FROM found WHERE contains(text, E'\n') AND (
    strlen(replace(text, '"', '')) % 2 <> strlen(text) % 2 OR strlen(first) - strlen(replace(first, ?, '')) >= ?
) ORDER BY line LIMIT 1
"""
"""A row that goes on over lines: a quotation mark in it is alone, or its first line has all columns of the file."""
