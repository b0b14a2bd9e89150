"""The program tesseract: pictures of pages in, tables of words out.

It loads its model when it starts, which costs as much as a seventh of a page, and takes what comes by standard input
letter by letter, which costs as much again: so it is shown several pages at once, as files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["LANGUAGE", "PROGRAM", "SECONDS", "tables", "version"]

PROGRAM: Final = "tesseract"
LANGUAGE: Final = "eng"
SECONDS: Final = 180
"""Pages that together take longer are tried one by one; a page that alone takes longer is left unread."""
MEMORY: Final = 2 << 30
"""Bytes of address space that tesseract may use, where the system can say so."""


@cache
def version() -> str | None:
    """The version of tesseract that can read English; None without one."""
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    try:
        languages, told = (
            subprocess.run([program, asked], capture_output=True, text=True, timeout=30, check=False)
            for asked in ("--list-langs", "--version")
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if LANGUAGE not in languages.stdout.split():
        return None
    first, *_ = (told.stdout or told.stderr).splitlines() or [""]
    return first.strip()


def tables(pictures: Sequence[Path], *, dpi: int) -> list[str | None]:
    """Tesseract's table of words (TSV with its heading) of each of these image files; None where it failed.

    ``pictures`` lie in one folder, which is written to. They are read by one process on one core (tesseract's own
    threads gain little and cost much); where that fails, each by its own.
    """
    if not pictures:
        return []
    found = _by_page(_told(pictures, dpi), len(pictures))
    if found is not None:
        return [*found]
    return [None] if len(pictures) == 1 else [tables([picture], dpi=dpi)[0] for picture in pictures]


def _told(pictures: Sequence[Path], dpi: int) -> str | None:
    """What tesseract says of the pictures, one after the other; None if it failed."""
    listed = pictures[0].with_suffix(".list")
    command = [PROGRAM, str(listed), "stdout", "-l", LANGUAGE, "--dpi", str(dpi), "tsv"]
    try:
        listed.write_text("".join(f"{picture}\n" for picture in pictures), encoding="utf-8")
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        ) as process:
            _limit(process.pid)
            try:
                told, _ = process.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                return None
            finally:
                if process.poll() is None:
                    process.kill()
    except OSError:
        return None
    return told.decode("utf-8", "replace") if process.returncode == 0 else None


def _by_page(told: str | None, count: int) -> list[str] | None:
    """The table of each of ``count`` pages, from one table of all; None where pages are missing.

    >>> _by_page("level\\tpage_num\\n1\\t1\\n5\\t1\\n1\\t2\\n", 2)
    ['level\\tpage_num\\n1\\t1\\n5\\t1', 'level\\tpage_num\\n1\\t2']
    """
    heading, *rows = (told or "").split("\n")
    pages: dict[str, list[str]] = {}
    for row in rows:
        if "\t" in row:
            pages.setdefault(row.split("\t", 2)[1], [heading]).append(row)
    found = [pages.get(str(number)) for number in range(1, count + 1)]
    return None if None in found else ["\n".join(rows) for rows in found if rows]


def _limit(process: int) -> None:
    try:
        import resource

        resource.prlimit(process, resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, AttributeError, OSError, ValueError):
        return
