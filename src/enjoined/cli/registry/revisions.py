"""A registry by its name on the command line: a directory, a release file, or a git revision of the records."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from enjoined.data import data_directory
from enjoined.errors import InputError
from enjoined.registry.open import Registry, open_registry

__all__ = ["opened"]

_MOST = 400_000_000


def opened(name: str | None, folder: Path, *, where: str) -> Registry:
    """The registry of that name; ``None`` are the records of the program. ``folder`` is for a revision's files.

    One that is named may be older than the program: it need not record the executive orders to which it refers.
    Raises ``InputError`` where there is none, and an ``ExceptionGroup`` of the mistakes in its records.
    """
    if name is None:
        return open_registry(records=data_directory("records"))
    path = Path(name)
    if path.is_dir():
        return _new_or_older(records=path)
    if path.is_file():
        return _new_or_older(base=path)
    return _new_or_older(records=_checked_out(name, folder, where))


def _new_or_older(*, records: Path | None = None, base: Path | None = None) -> Registry:
    try:
        return open_registry(records=records, base=base)
    except ExceptionGroup:
        return open_registry(records=records, base=base, older=True)


def _checked_out(revision: str, folder: Path, where: str) -> Path:
    """The records as they were in a git revision: ``HEAD~1``, or ``HEAD~1:some/records`` where they lie elsewhere."""
    records = data_directory("records").absolute()
    name, colon, below = revision.partition(":")
    if name.startswith("-"):
        raise InputError(f"{name!r} is no revision", where=where, remedy="name it as git does, e.g. HEAD~1")
    top = _git(
        "rev-parse", "--show-toplevel", at=Path.cwd() if colon else records, where=where, revision=revision
    )
    root = Path(top.decode().strip())
    try:
        path = below if colon else records.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        path = "records"
    data = _git("archive", "--format=tar", f"{name}:{path}", at=root, where=where, revision=revision)
    folder.mkdir(parents=True)
    if len(data) > _MOST:
        raise InputError(
            "it is larger than any registry", where=where, remedy="name a revision of the records"
        )
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _git(*arguments: str, at: Path, where: str, revision: str) -> bytes:
    remedy = "give a records directory, a release file or a git revision of the records"
    try:
        ran = subprocess.run(["git", *arguments], cwd=at, capture_output=True, check=False, timeout=120)
    except (OSError, subprocess.TimeoutExpired):
        raise InputError(
            f"there is no {revision!r}, and git cannot be asked", where=where, remedy=remedy
        ) from None
    if ran.returncode:
        raise InputError(
            f"there is no {revision!r}, neither as a path nor in git", where=where, remedy=remedy
        )
    return ran.stdout
