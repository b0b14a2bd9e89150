"""A folder of one's own for what does not fit into memory; those that killed processes left are removed.

The owner holds a lock on a file in the folder, which the system lets go of when the process ends, however it ends.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

__all__ = ["Scratch"]

_LOCK: Final = "enjoined.lock"
_MARK: Final = b"The folder of a running enjoined; it goes with it.\n"
"""What the lock of a folder of ours says: no other program's folder is ever taken for one.

It is written when the lock is held: a lock that says so and can be taken is that of an owner who is gone.
"""


class Scratch:
    """A new folder, removed by :meth:`close`; use it in a ``with`` statement.

    Its name begins with ``prefix``; it lies in ``among``, or where the system keeps what is temporary. Beginning one
    removes those of the same name and user whose owners are gone. Raises ``OSError`` where no folder can be made.
    """

    def __init__(self, prefix: str, among: Path | None = None) -> None:
        among = among or Path(tempfile.gettempdir())
        _sweep(among, prefix)
        self.folder = Path(tempfile.mkdtemp(prefix=prefix, dir=among))
        self._lock = (self.folder / _LOCK).open("wb")
        _hold(self._lock)
        self._lock.write(_MARK)
        self._lock.flush()

    def __enter__(self) -> Self:
        """The scratch itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the folder."""
        self.close()

    def close(self) -> None:
        """Remove the folder; closing twice is no error."""
        self._lock.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _hold(file: IO[bytes]) -> bool:
    """Lock an open file; ``False`` if another process holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep(among: Path, prefix: str) -> None:
    """Remove our folders whose owners are gone; whatever is in doubt stays."""
    try:
        names = [name for name in os.listdir(among) if name.startswith(prefix)]
    except OSError:
        return
    for folder in (among / name for name in names):
        with suppress(OSError):
            lock = folder / _LOCK
            if folder.is_symlink() or not _is_ours(folder) or not _is_ours(lock):
                continue
            with lock.open("rb+") as file:
                gone = file.read() == _MARK and _hold(file)
            if gone:
                shutil.rmtree(folder, ignore_errors=True)


def _is_ours(path: Path) -> bool:
    """Whether the path itself, not what it points to, belongs to the user of this process."""
    return not hasattr(os, "getuid") or path.lstat().st_uid == os.getuid()
