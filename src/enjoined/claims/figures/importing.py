"""Tables of crime figures that a user brings: read, checked, kept whole or not at all.

Two layouts are known by their columns: one row a city and year (``city, state, year, murders, violent_crimes,
population``, in the words of common exports; the FBI's printed table 8 is one, with the year in its title and each
State named once), and counts by agency (``agency_name, state_abbr, data_year, population, homicide, violent_crime``).
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from enjoined.claims.figures.imported import imported_folder
from enjoined.claims.figures.statistics import is_blank
from enjoined.errors import EnjoinedError, InputError
from enjoined.registry.files import write_whole
from enjoined.registry.open import Registry

__all__ = ["Imported", "import_table"]

_MOST_BYTES: Final = 200_000_000
_MOST_ROWS: Final = 1_000_000
_TITLE_LINES: Final = 12
_SAMPLE: Final = 4_096
"""So many letters tell whether tabs part the columns."""
_COLUMNS: Final = {
    "city": ("city", "city_name", "agency_name", "agency", "place", "ncic_agency_name", "pub_agency_name"),
    "state": ("state", "state_abbr", "state_postal_abbr", "state_code", "state_name"),
    "year": ("year", "data_year"),
    "murders": (
        "murders",
        "murder",
        "homicide",
        "homicides",
        "homs_sum",
        "actual_murder",
        "murder_and_nonnegligent_manslaughter",
    ),
    "violent_crimes": (
        "violent_crimes",
        "violent_crime",
        "violent",
        "violent_crime_total",
        "actual_all_violent",
    ),
    "population": ("population", "total_pop", "agency_population"),
    "months": ("months", "number_of_months_reported", "months_reported", "last_month_reported"),
}
_REQUIRED: Final = ("city", "state", "year")
_AGENCY: Final = re.compile(
    r"\s+(?:police(?: department| dept\.?)?|pd|department of public safety|metropolitan police.*)$",
    re.IGNORECASE,
)
_JUMP: Final = 3.0
_MANY: Final = 30
"""Fewer murders can treble by chance."""


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a table: ``read`` rows are ``kept`` ones and ``rejected`` ones (place and reason)."""

    series: str
    read: int
    kept: int
    rejected: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


def import_table(
    registry: Registry, path: Path, *, name: str | None = None, replace: bool = False
) -> Imported:
    """Read a table and keep it as a series of the user's own. Raises :class:`InputError` if it is no such table."""
    series = re.sub(r"[^a-z0-9]+", "_", (name or path.stem).lower()).strip("_")
    target = imported_folder() / f"{series}.csv"
    if not series:
        raise InputError("a series needs a name", where="--name", remedy="give --name")
    if target.exists() and not replace:
        raise InputError(
            f"a series {series} was imported before",
            where="--name",
            remedy="give another --name, or --replace",
        )
    rows = _table(path)
    found: dict[tuple[str, int], list[str]] = {}
    rejected: list[tuple[str, str]] = []
    ids: dict[str, str] = {}
    blanks: list[str] = []
    for number, row in rows:
        where = f"{path.name}:{number}"
        try:
            city, year = _city(registry, row, ids), _year(row)
            if (city, year) in found:
                raise ValueError("this city and year stand in an earlier row")
            if row["months"] and row["months"].isdigit() and int(row["months"]) < 12:
                raise ValueError(f"only {row['months']} months were reported")
            counts = [_count(row, column) for column in ("murders", "violent_crimes", "population")]
            if is_blank(*(int(count) if count else None for count in counts)):
                counts[1] = ""
                blanks.append(f"{row['city']} {year}")
            if not any(counts[:2]):
                raise ValueError("no count of murders or violent crimes")
            found[city, year] = [city, str(year), series, *counts, ""]
        except ValueError as why:
            rejected.append((where, str(why)))
    if not found:
        raise InputError(
            "no row could be used" + (f": {rejected[0][1]}" if rejected else ""),
            where=path.name,
            remedy="see enjoined statistics import --help",
        )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["id", "year", "series", "murders", "violent_crimes", "population", "flags"])
    writer.writerows(found[key] for key in sorted(found))
    write_whole(target, text.getvalue().encode("utf-8"))
    return Imported(
        series=series,
        read=len(found) + len(rejected),
        kept=len(found),
        rejected=tuple(rejected),
        warnings=(*_suspicious(found), *_left_blank(blanks)),
    )


def _table(path: Path) -> list[tuple[int, dict[str, str]]]:
    if not path.is_file():
        raise InputError("no such file", where=str(path), remedy="give the path of a CSV file")
    if path.stat().st_size > _MOST_BYTES:
        raise InputError("the file is larger than 200 MB", where=path.name, remedy="split it")
    text = _text(path)
    try:
        tabs = text.count("\t", 0, _SAMPLE) > text.count(",", 0, _SAMPLE)
        reader = csv.reader(io.StringIO(text), delimiter="\t" if tabs else ",")
        places, above = _header(reader)
        year = re.search(r"\b(?:19|20)\d\d\b", f"{above} {path.stem}") if places["year"] is None else None
        missing = [want for want in _REQUIRED if places[want] is None and not (want == "year" and year)]
        if places["murders"] is None and places["violent_crimes"] is None:
            missing.append("murders or violent_crimes")
        if missing:
            raise InputError(
                f"the table has no column for {', '.join(missing)}",
                where=f"{path.name}:1",
                remedy="name the columns city, state, year, murders, violent_crimes, population",
            )
        found: list[tuple[int, dict[str, str]]] = []
        state = ""
        for row in reader:
            if len(found) >= _MOST_ROWS:
                raise InputError("the table has more than a million rows", where=path.name, remedy="split it")
            if not any(cell.strip() for cell in row):
                continue
            cells = {
                want: row[at].strip() if at is not None and at < len(row) else ""
                for want, at in places.items()
            }
            # The printed tables name a State once, the year in the title, and mark cities with footnotes.
            state = cells["state"] = cells["state"] or state
            cells["year"] = cells["year"] or (year[0] if year else "")
            if cells["city"]:
                found.append((reader.line_num, cells))
        return found
    except csv.Error as error:
        raise InputError(f"not a CSV file: {error}", where=path.name, remedy="save it as CSV") from None


def _text(path: Path) -> str:
    """What a table says, in UTF-8 or in the UTF-16 of spreadsheets. Raises :class:`InputError` for a web page."""
    raw = path.read_bytes()
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = raw.decode("utf-16" if wide else "utf-8-sig", errors="replace")
    if not text.strip():
        raise InputError("the file is empty", where=path.name, remedy="save the table again")
    if text.lstrip().startswith("<"):
        raise InputError(
            "it is a web page, not a table", where=path.name, remedy="save the table itself as CSV"
        )
    return text


def _header(reader: Iterator[list[str]]) -> tuple[dict[str, int | None], str]:
    """The places of the columns, and what stands above them: printed tables begin with a title."""
    above: list[str] = []
    best: dict[str, int | None] = dict.fromkeys(_COLUMNS)
    for row in islice(reader, _TITLE_LINES):
        names = [re.sub(r"[^a-z]+", "_", cell.strip().lower()).strip("_") for cell in row]
        places = {
            want: next((names.index(n) for n in known if n in names), None)
            for want, known in _COLUMNS.items()
        }
        if places["city"] is not None and places["state"] is not None:
            return places, " ".join(above)
        above += row
        if not above:
            break
    return best, " ".join(above)


def _city(registry: Registry, row: dict[str, str], known: dict[str, str]) -> str:
    city = re.sub(r"[\d,\s]+$", "", _AGENCY.sub("", row["city"]))
    name = f"{city}, {re.sub(r'[^A-Za-z. ]', '', row['state']).title() if len(row['state']) > 2 else row['state']}"
    if name not in known:
        try:
            known[name] = registry.recipient(name).id
        except EnjoinedError:
            known[name] = ""
    if not known[name]:
        raise ValueError(f"no government is called {name}")
    return known[name]


def _year(row: dict[str, str]) -> int:
    if not re.fullmatch(r"(?:19|20)\d\d", row["year"]):
        raise ValueError(f"“{row['year']}” is not a year")
    return int(row["year"])


def _count(row: dict[str, str], column: str) -> str:
    text = row[column].replace(",", "")
    if not text:
        return ""
    if not re.fullmatch(r"\d{1,9}(?:\.0+)?", text):
        raise ValueError(f"“{row[column]}” is not a count ({column.replace('_', ' ')})")
    return str(int(float(text)))


def _left_blank(rows: list[str]) -> list[str]:
    """The rows whose total of violent crimes was none, in one note."""
    if not rows:
        return []
    named = ", ".join(rows[:3]) + (", ..." if len(rows) > 3 else "")
    return [
        f"violent crimes left blank in {len(rows)} of the rows ({named}): zero, or no more than the murders, "
        "is what an agency has that reports murders only"
    ]


def _suspicious(found: dict[tuple[str, int], list[str]]) -> list[str]:
    """Sudden jumps: they are kept, and said."""
    by_city: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for (city, year), row in found.items():
        if row[3]:
            by_city[city].append((year, int(row[3])))
    said = []
    for city, years in by_city.items():
        for (before, a), (after, b) in zip(sorted(years), sorted(years)[1:], strict=False):
            if after == before + 1 and max(a, b) >= _MANY and max(a, b) > _JUMP * min(a, b):
                said.append(
                    f"{city}: {a} murders in {before}, {b} in {after}: is one of them a part of a year?"
                )
    return said
