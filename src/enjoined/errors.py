"""Errors a user can act on.

Every error names *where* it happened, *what* is wrong and the *remedy*:

    EnjoinedError
    ├── InputError               a file, option or value the user gave
    │   ├── UnreadableDocument   a document that cannot be opened or read
    │   └── UnknownRecipient     a name that matches nobody, or more than one
    └── RegistryError            a mistake in a record (file:line), raised in groups

The command line prints one line per error on standard error and exits 2.
"""

from __future__ import annotations

__all__ = [
    "EnjoinedError",
    "InputError",
    "RegistryError",
    "UnknownRecipient",
    "UnreadableDocument",
    "unread_because",
]


class EnjoinedError(ValueError):
    """Base of all errors: ``where``, ``what`` and ``remedy`` are plain one-line texts."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.where = where
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        """One line: where, what, remedy.

        >>> str(EnjoinedError("no such day", where="--on", remedy="write it as 2018-07-01"))
        '--on: no such day (write it as 2018-07-01)'
        """
        place = f"{self.where}: " if self.where else ""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.what}{remedy}"


class InputError(EnjoinedError):
    """Something the user gave cannot be used."""


class UnreadableDocument(InputError):
    """A document that cannot be opened, decrypted or read within its limits."""


class UnknownRecipient(InputError):
    """A recipient's name that matches nobody, or several: ``candidates`` lists ids with names."""

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        remedy: str = "",
        candidates: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.candidates = candidates


class RegistryError(EnjoinedError):
    """A mistake in a record; ``where`` is ``file:line: key path``."""


def unread_because(error: OSError | UnicodeDecodeError) -> str:
    """Why a text file cannot be read, in a few plain words.

    >>> unread_because(UnicodeDecodeError("utf-8", b"\\xa5", 0, 1, "invalid start byte"))
    'it is not UTF-8 text'
    """
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    return error.strerror or str(error)
