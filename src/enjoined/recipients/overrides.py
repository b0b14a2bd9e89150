"""Decisions of a person on who a recipient is, kept in a CSV file: ``name,state,uei,recipient``.

A line holds for every award row that agrees with all its filled cells; ``recipient`` is an id, or ``none`` for a body
that is no recipient of the registry; a line without one is not decided yet. A line with a UEI and a name goes before
one with a UEI alone, that before a name with a State, that before a name alone.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from enjoined.errors import InputError, unread_because
from enjoined.model.ids import RecipientId
from enjoined.recipients.award import AwardRecipient, Match, MatchMethod
from enjoined.recipients.normalise import fold
from enjoined.recipients.states import STATES

__all__ = ["COLUMNS", "Override", "Overrides", "read_overrides"]

COLUMNS: Final = ("name", "state", "uei", "recipient")
NOBODY: Final = "none"

_UEI: Final = re.compile(r"[A-Z0-9]{12}")
_MOST_BYTES: Final = 50_000_000
_Key = tuple[str, str, str]


class Override(msgspec.Struct, frozen=True):
    """One decision; ``recipient`` is ``None`` where the body is no recipient of the registry."""

    name: str
    state: str
    uei: str
    recipient: RecipientId | None

    @property
    def key(self) -> _Key:
        """What the line asks for, without case, accents and punctuation."""
        return _words(self.name), self.state.lower(), self.uei.upper()


class Overrides:
    """Decisions, looked up by an award's recipient."""

    def __init__(self, decisions: Iterable[Override] = ()) -> None:
        self._by_key = {decision.key: decision for decision in decisions}

    def __len__(self) -> int:
        """How many decisions there are."""
        return len(self._by_key)

    def __iter__(self) -> Iterator[Override]:
        """The decisions in the order in which they were made."""
        return iter(self._by_key.values())

    def find(self, item: AwardRecipient) -> Override | None:
        """The most exact decision that holds for this recipient."""
        if not self._by_key:
            return None
        name, state, uei = _words(item.name), item.state.lower(), item.uei.upper()
        keys: list[_Key] = []
        if uei:
            keys += [(name, state, uei), (name, "", uei), ("", state, uei), ("", "", uei)]
        keys += [(name, state, ""), (name, "", "")]
        return next((self._by_key[key] for key in keys if key in self._by_key and any(key)), None)

    def match(self, item: AwardRecipient) -> Match | None:
        """What was decided on this recipient, if anything was."""
        decision = self.find(item)
        if decision is None:
            return None
        why = f"decided by hand: {decision.recipient or 'none of the registry'}"
        return Match(recipient=decision.recipient, method=MatchMethod.OVERRIDE, confidence=1.0, why=why)


def read_overrides(path: Path, known: Callable[[str], bool]) -> Overrides:
    """The decisions of a file; one that does not exist yet holds none.

    ``known`` tells whether an id is a recipient. Raises an ``ExceptionGroup`` with one :class:`InputError`, naming file
    and line, for every line that cannot be used or contradicts an earlier one.
    """
    if not path.exists():
        return Overrides()
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            raise InputError("is no file of decisions", where=str(path), remedy="give a CSV file under 50 MB")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot be read: {unread_because(error)}", where=str(path), remedy="give a CSV file in UTF-8"
        ) from error
    rows = csv.reader(io.StringIO(text, newline=""))
    errors: list[InputError] = []
    found: dict[_Key, tuple[Override, int]] = {}
    try:
        head = [cell.strip().lower() for cell in next(rows, [])]
        if not set(COLUMNS) <= set(head):
            raise InputError(
                "the first line does not name the columns",
                where=f"{path}:1",
                remedy=f"begin with {','.join(COLUMNS)}",
            )
        at = [head.index(column) for column in COLUMNS]
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            cells = [row[i].strip() if i < len(row) else "" for i in at]
            if not cells[-1]:
                continue
            try:
                decision = _decision(cells, known)
                before = found.setdefault(decision.key, (decision, rows.line_num))
                if before[0].recipient != decision.recipient:
                    raise InputError(
                        f"contradicts line {before[1]}, which says {before[0].recipient or NOBODY}",
                        remedy="keep one of the two",
                    )
            except InputError as error:
                error.where = f"{path}:{rows.line_num}"
                errors.append(error)
    except csv.Error as error:
        errors.append(
            InputError(f"is no CSV: {error}", where=f"{path}:{rows.line_num}", remedy="close its quotes")
        )
    if errors:
        raise ExceptionGroup("decisions on recipients", errors)
    return Overrides(decision for decision, _ in found.values())


def _decision(cells: list[str], known: Callable[[str], bool]) -> Override:
    name, state, uei, recipient = cells
    if not name and not uei:
        raise InputError("says neither name nor UEI", remedy="fill one of them")
    if state and state.lower() not in STATES:
        raise InputError(f"{state!r} is no State", remedy="write a two-letter code")
    if uei and not _UEI.fullmatch(uei.upper()):
        raise InputError(f"{uei!r} is no UEI", remedy="write its twelve letters and digits")
    if recipient.lower() == NOBODY:
        return Override(name, state, uei, None)
    if not known(recipient):
        raise InputError(
            f"there is no recipient {recipient!r}", remedy="write an id like il/chicago, or none"
        )
    return Override(name, state, uei, RecipientId(recipient))


def _words(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(name).replace("'", "")))
