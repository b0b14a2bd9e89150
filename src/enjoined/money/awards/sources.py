"""The files of a portfolio: folders, archives and workbooks turned into tables that DuckDB can read.

An archive is unpacked, and a sheet written out as CSV, into a folder of the reader's own, within bounds. Nothing is
ever written beside the user's files.
"""

from __future__ import annotations

import csv
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import msgspec

from enjoined.errors import InputError
from enjoined.money.awards.bounds import MOST_RATIO, RATIO_FROM, refused, too_large, without_value
from enjoined.money.awards.values import as_text

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

__all__ = ["Header", "Source", "sources", "with_even_lines"]

_TABLES: Final = (".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".xlsm", ".xls", ".ods")
_SHEETS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
_MOST_MEMBERS: Final = 10_000
_KEPT_FREE: Final = 500_000_000
_CHUNK: Final = 1 << 20
_SNIFFED: Final = 1 << 20
_FIRST_ROWS: Final = 25
"""Rows in which the header of a spreadsheet must stand."""
_MOST_CELL: Final = 1 << 24
_HIDDEN: Final = re.compile(r"(^|/)(__MACOSX/|\.[^/]*$)")
"""What some programs put into an archive beside the files."""
_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
_QUOTED: Final = re.compile(r'"[^"]*"')


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One table: ``name`` is what the user calls it, ``path`` where it can be read, a text as UTF-8.

    ``head`` are its first rows (of Parquet the column names alone), so that the header can be found; ``fractions`` the
    columns of Parquet that hold binary fractions. ``returns`` says that its rows end in a carriage return and a line
    feed, of which a heading of two lines holds only the latter. ``among`` says that it is one file of a folder or an
    archive, which may hold others than awards; ``failure`` why it cannot be read; ``notes`` what is to be said of how
    it was.
    """

    name: str
    path: Path
    parquet: bool
    head: tuple[tuple[str, ...], ...]
    fractions: tuple[str, ...] = ()
    delimiter: str = ","
    returns: bool = False
    among: bool = False
    failure: InputError | None = None
    notes: tuple[str, ...] = ()


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The header of a sheet: how many rows it ends after, and the columns of which a merged cell tells of each row."""

    rows: int
    told: frozenset[int]


Knows = Callable[[Sequence[Sequence[str]]], Header | None]
"""The header among some rows, if one can be read."""


class _Sheets(msgspec.Struct, frozen=True, kw_only=True):
    """Which sheet of a workbook to read: the one named, else the only one with a header that can be read."""

    named: str | None
    knows: Knows


def sources(
    files: Iterable[Path],
    scratch: Path,
    *,
    knows: Knows,
    sheet: str | None = None,
    called: Mapping[Path, str] = {},
) -> Iterator[Source]:
    """The tables of the files, of the folders' files, and of the archives' members, in order of their names.

    Of a workbook with several sheets ``sheet`` is read, else the only one that is shown and has a header that ``knows``
    finds; a hidden one only where no shown one has a header.
    Raises ``InputError`` for a file that is none, and for an archive that is damaged or too large.
    """
    sheets = _Sheets(named=sheet, knows=knows)
    for n, (name, path, among) in enumerate(_files(files, called)):
        if zipfile.is_zipfile(path) and path.suffix.lower() not in _SHEETS:
            yield from _members(name, path, scratch / f"zip{n}", sheets)
        elif among:
            yield _one_of_many(name, path, scratch / f"sheet{n}.csv", sheets)
        else:
            yield _source(name, path, scratch / f"sheet{n}.csv", sheets)


def _one_of_many(name: str, path: Path, scratch: Path, sheets: _Sheets) -> Source:
    """A file of a folder or archive; what is no table may lie there too."""
    try:
        return msgspec.structs.replace(_source(name, path, scratch, sheets), among=True)
    except InputError as error:
        return Source(name=name, path=path, parquet=False, head=(), among=True, failure=error)


def _files(files: Iterable[Path], called: Mapping[Path, str]) -> Iterator[tuple[str, Path, bool]]:
    """What to call each file, where it is, and whether it is one of a folder."""
    for path in files:
        if path.is_dir():
            inside = sorted(
                p for p in path.iterdir() if p.suffix.lower() in (*_TABLES, ".zip") and p.is_file()
            )
            if not inside:
                raise InputError(
                    f"no table in the folder {path}",
                    where="FILE",
                    remedy="give CSV, XLSX, Parquet or ZIP files",
                )
            yield from ((str(p), p, True) for p in inside)
        elif path.is_file():
            yield called.get(path, str(path)), path, False
        else:
            what = "is not an ordinary file" if path.exists() else "does not exist"
            raise InputError(f"{path} {what}", where="FILE", remedy="give the path of a file or folder")


def _members(name: str, path: Path, folder: Path, sheets: _Sheets) -> Iterator[Source]:
    """Unpack the tables of an archive under names of our own: what a member is called decides no path."""
    folder.mkdir()
    found = 0
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS:
                raise _refused(name, f"the archive has {len(members):,} members")
            for n, member in enumerate(members):
                suffix = Path(member.filename).suffix.lower()
                if member.is_dir() or suffix not in _TABLES or _HIDDEN.search(member.filename):
                    continue
                target = folder / f"{n}{suffix}"
                with archive.open(member) as packed, target.open("wb") as plain:
                    _unpack(packed, plain, member.compress_size, f"{name}!{member.filename}", folder)
                found += 1
                yield _one_of_many(f"{name}!{member.filename}", target, folder / f"{n}.sheet.csv", sheets)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        what = "is encrypted" if "encrypted" in str(error) else f"is damaged: {error}"
        raise _refused(name, f"the archive {what}") from None
    if not found:
        raise _refused(name, "the archive holds no table")


def _unpack(packed: IO[bytes], plain: IO[bytes], size: int, name: str, folder: Path) -> None:
    """Copy, and stop where it grows beyond what a table packs to, or beyond the disk."""
    written = 0
    while chunk := packed.read(_CHUNK):
        written += len(chunk)
        if written > RATIO_FROM and written > MOST_RATIO * max(size, 1):
            raise _refused(name, f"unpacks to more than {MOST_RATIO} times its size")
        if written % (64 * _CHUNK) < _CHUNK and shutil.disk_usage(folder).free < _KEPT_FREE:
            raise _refused(name, "does not fit on the disk when unpacked")
        plain.write(chunk)


def _refused(name: str, what: str) -> InputError:
    return InputError(what, where=name, remedy="unpack it yourself, or download it again")


def _source(name: str, path: Path, scratch: Path, sheets: _Sheets) -> Source:
    suffix = path.suffix.lower()
    notes: tuple[str, ...] = ()
    if suffix == ".parquet":
        columns, fractions = _parquet_columns(name, path)
        return Source(name=name, path=path, parquet=True, head=(columns,), fractions=fractions)
    if suffix in _SHEETS:
        name, notes = _write_sheet(name, path, scratch, sheets)
        path = scratch
    with path.open("rb") as file:
        start = file.read(_SNIFFED)
    if not start.strip():
        raise InputError("the file is empty", where=name, remedy="give a table with a header")
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(
            "this is no table: it holds zero bytes", where=name, remedy="give CSV, XLSX, Parquet or ZIP files"
        )
    encoding, text = _decoded(start)
    if bare := "\r" in text and "\n" not in text:  # lines as some programs for the Macintosh end them
        text = text.replace("\r", "\n")
    if encoding != "utf-8" or bare:
        with (
            path.open(encoding=encoding, errors="replace", newline=None if bare else "") as theirs,
            scratch.open("w", encoding="utf-8", newline="") as ours,
        ):
            shutil.copyfileobj(theirs, ours)
        path = scratch
    delimiter = _delimiter(text)
    return Source(
        name=name,
        path=path,
        parquet=False,
        head=_first_rows(text, delimiter),
        delimiter=delimiter,
        returns=_QUOTED.sub("", text).partition("\n")[0].endswith("\r"),
        notes=notes,
    )


def with_even_lines(source: Source, folder: Path) -> Source | None:
    """A copy of a CSV file in which all lines end alike; ``None`` if they do already.

    A line within a quoted text changes its end too.
    """
    target = folder / "even-lines.csv"
    kinds: set[bytes] = set()
    with source.path.open("rb") as uneven, target.open("wb") as even:
        kept = b""
        while chunk := uneven.read(_CHUNK):
            chunk = kept + chunk
            kept = b"\r" if chunk.endswith(b"\r") else b""
            chunk = chunk.removesuffix(kept)
            kinds.update(_LINE_END.findall(chunk))
            even.write(_LINE_END.sub(b"\n", chunk))
        even.write(b"\n" if kept else b"")
    return msgspec.structs.replace(source, path=target, returns=False) if len(kinds) > 1 else None


def _parquet_columns(name: str, path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns, and those of binary fractions."""
    import pyarrow  # type: ignore[import-untyped]
    import pyarrow.parquet  # type: ignore[import-untyped]

    try:
        schema = pyarrow.parquet.read_schema(path)
        return tuple(schema.names), tuple(f.name for f in schema if pyarrow.types.is_floating(f.type))
    except (OSError, pyarrow.ArrowException) as error:
        what = str(error).partition("\n")[0]
        raise InputError(
            f"no Parquet file can be read from it: {what}", where=name, remedy="write it again"
        ) from None


def _decoded(start: bytes) -> tuple[str, str]:
    """The encoding, and the text of the first bytes."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", start[: len(start) // 2 * 2].decode("utf-16", errors="replace")
    try:
        return "utf-8", start.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(start) - 4:  # the last character is cut
            return "utf-8", start.decode("utf-8-sig", errors="ignore")
    text = start.decode("utf-8-sig", errors="ignore")
    if text.isascii():
        return "cp1252", start.decode("cp1252", errors="replace")
    # A stray byte among good characters of UTF-8 makes a bad row, not another encoding.
    return "utf-8", text


def _delimiter(text: str) -> str:
    line = next((line for line in text.splitlines() if line.strip()), "")
    lines = [line, *text.splitlines()[:_FIRST_ROWS]]
    return max(",;\t|", key=lambda d: max(row.count(d) for row in lines))


def _first_rows(text: str, delimiter: str) -> tuple[tuple[str, ...], ...]:
    """The first rows, each with the blank lines before it as empty rows."""
    csv.field_size_limit(_MOST_CELL)
    found: list[tuple[str, ...]] = []
    try:
        for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter):
            found.append(tuple(row))
            if len(found) == _FIRST_ROWS:
                break
    except csv.Error:
        pass
    return tuple(found)


def _write_sheet(name: str, path: Path, target: Path, sheets: _Sheets) -> tuple[str, tuple[str, ...]]:
    """Write one sheet of a workbook as CSV, row by row as it stands.

    Its name, with the sheet where that is chosen, and notes on the sheets that are hidden or too large to be read.
    """
    import python_calamine

    large = too_large(name, path) if path.suffix.lower() in (".xlsx", ".xlsm") else {}
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        seen = [s for s in book.sheets_metadata if s.name not in large]
    except Exception as error:  # the reader raises classes of its own for every kind of damage
        raise InputError(
            f"the workbook cannot be read: {error}", where=name, remedy="save it as XLSX or CSV"
        ) from None
    names = [s.name for s in seen]
    shown = [s.name for s in seen if s.visible == python_calamine.SheetVisibleEnum.Visible]
    far = sheets.named if sheets.named in large else next(iter(large), "")
    too_far = refused(name, f"the sheet {far} {large.get(far)}")
    if far == sheets.named or (large and (not names or not large.keys() <= set(book.sheet_names))):
        raise too_far
    if sheets.named is not None and sheets.named not in names:
        raise InputError(
            f"there is no sheet {sheets.named!r}", where=name, remedy=f"one of {', '.join(names)}"
        )
    notes = tuple(f"the sheet {bad} was not read: it {why}" for bad, why in large.items())
    chosen = sheets.named or names[0]
    if sheets.named is None and (large or len(names) > 1):
        filled = [n for n in names if book.get_sheet_by_name(n).height > 1]
        tables = [n for n in filled if _header(_cells(book.get_sheet_by_name(n), _FIRST_ROWS), sheets.knows)]
        if large and not tables:
            raise too_far
        # What its header lacks is what there is to say of the widest sheet, where none can be read.
        wide = sorted(filled, key=lambda n: -book.get_sheet_by_name(n).width)
        found = [n for n in tables if n in shown] or tables or [n for n in wide if n in shown][:1] or wide[:1]
        offered = shown if not found or found[0] in shown else found
        if len(found) > 1 or (not found and len(shown) > 1):
            raise InputError(
                f"the workbook has {len(offered)} sheets",
                where=name,
                remedy=f"say which: --sheet one of {', '.join(offered)}",
            )
        chosen = (found or shown or names)[0]
        name = f"{name}!{chosen}" if len(offered) > 1 or chosen not in shown else name
        if chosen not in shown:
            notes = (
                *notes,
                f"the sheet {chosen} is hidden; it is read because no sheet that is shown has a header",
            )
        if unread := [n for n in filled if n not in shown and n != chosen]:
            notes = (*notes, f"hidden sheets were not read: {', '.join(unread)} (--sheet NAME reads one)")
    if path.suffix.lower() in (".xlsx", ".xlsm") and (formulas := without_value(path, chosen)):
        what = f"formulas of the sheet {chosen} have no value in the file and read as empty: {formulas:,}"
        notes = (*notes, f"{what} (save it in a spreadsheet program first)")
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for row in _rows(book.get_sheet_by_name(chosen), sheets.knows):
            writer.writerow([as_text(value) for value in row])
    return name, notes


def _cells(sheet: CalamineSheet, most: int | None = None) -> list[list[object]]:
    """The rows of a sheet; rows above the first filled one keep their place, so that row numbers are its own."""
    return sheet.to_python(skip_empty_area=False, nrows=most)  # type: ignore[return-value]


def _header(rows: list[list[object]], knows: Knows) -> Header | None:
    return knows([[as_text(value) for value in row] for row in rows[:_FIRST_ROWS]])


def _rows(sheet: CalamineSheet, knows: Knows) -> list[list[object]]:
    """The rows of a sheet; what stands in cells merged over several rows stands in each, an amount only once.

    Above the header and in it only texts do. A row of which nothing but merged cells tells is left empty.
    """
    rows = _cells(sheet)
    merged = _merged(sheet, rows)
    head = [list(row) for row in rows[:_FIRST_ROWS]]
    for top, bottom, left in merged:
        if isinstance(rows[top][left], str):
            for row in head[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
    header = _header(head, knows)
    if header is None:
        return [*head, *rows[_FIRST_ROWS:]]
    blank = [all(cell == "" for cell in row) for row in rows] if merged else []
    for top, bottom, left in merged:
        value = rows[top][left]
        if top < header.rows:
            told, bottom = isinstance(value, str), min(bottom, header.rows - 1)
        else:
            told = left in header.told
        for n in range(top + 1, bottom + 1) if told else ():
            if n < header.rows or not blank[n]:
                rows[n][left] = value
    return rows


def _merged(sheet: CalamineSheet, rows: list[list[object]]) -> list[tuple[int, int, int]]:
    """First row, last row and column of cells merged over several rows; none twice, and none outside of the sheet."""
    found: list[tuple[int, int, int]] = []
    for (top, left), (bottom, _) in sorted(
        sheet.merged_cell_ranges or (), key=lambda area: (area[0][1], area[0][0])
    ):
        bottom = min(bottom, len(rows) - 1)
        overlaps = bool(found) and found[-1][2] == left and top <= found[-1][1]
        if top < bottom and left < len(rows[top]) and not overlaps:
            found.append((top, bottom, left))
    return found
