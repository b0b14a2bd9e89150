"""Where the records and the examples that come with the program lie."""

from __future__ import annotations

from pathlib import Path

from enjoined.errors import EnjoinedError

__all__ = ["data_directory"]


def data_directory(name: str) -> Path:
    """The directory of that name inside the installed package, or that of the checkout it is run from.

    Raises :class:`EnjoinedError` if there is none.
    """
    package = Path(__file__).resolve().parent
    for directory in (package / name, package.parents[1] / name):
        if directory.is_dir():
            return directory
    raise EnjoinedError(f"the package came without its {name}", where=name, remedy="install it again")
