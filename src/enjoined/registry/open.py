"""The way in: a registry with its overlays, compiled once and opened in milliseconds after that.

Reading YAML, linking and the name index are imported only when they are needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from enjoined.model import Kind, Recipient, RecipientId, parse_day
from enjoined.registry.files import LAW_FILE, NAMES_FILE, stamp
from enjoined.registry.releases.cache import cache_folder, cached, read_law
from enjoined.registry.releases.installed import active_records, read_release
from enjoined.registry.table import LawTable

if TYPE_CHECKING:
    from enjoined.recipients.index import NameIndex
    from enjoined.recipients.places import Place

__all__ = ["Registry", "load", "open_registry"]

_COMPILED: Final = "_compiled"


class Registry:
    """The law of one registry, and the names of everybody it can be asked about."""

    def __init__(self, law: LawTable, roots: Sequence[Path]) -> None:
        self.law = law
        self._roots = tuple(roots)

    def __repr__(self) -> str:
        """The registry as a person tells it from another."""
        return f"<Registry {self.law.version} {self.law.hash[:12]}: {len(self.law.events)} events>"

    @property
    def records(self) -> Path:
        """The folder of the base records."""
        return self._roots[0]

    @cached_property
    def names(self) -> NameIndex:
        """The name index: the one that was shipped, else one in the cache, else one for this process alone."""
        from enjoined.errors import RegistryError
        from enjoined.recipients.index import NameIndex

        shipped = self._roots[0] / _COMPILED / NAMES_FILE
        kept = cache_folder() / f"names-{self.law.hash}-{stamp(())}"
        for path in (shipped, kept) if len(self._roots) == 1 else (kept,):
            try:
                return NameIndex.open(path)
            except RegistryError:
                continue
        return NameIndex.open(self._build_names(kept))

    def _build_names(self, kept: Path) -> Path:
        import shutil
        import sqlite3
        import tempfile
        import weakref

        from enjoined.registry.releases.compile import build_names

        try:
            build_names(kept, self._roots, self.law)
        except (OSError, sqlite3.Error):
            folder = tempfile.mkdtemp(prefix="enjoined-")
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            kept = Path(folder) / NAMES_FILE
            build_names(kept, self._roots, self.law)
        return kept

    def recipient(self, text: str, *, where: str = "", suggest: bool = True) -> Recipient:
        """The recipient that a text names: an id, or a name in any usual form.

        Raises :class:`~enjoined.errors.UnknownRecipient`, naming ``where`` the text was given, if it names nobody
        or could name several; without ``suggest`` it looks for no similar names, which takes longer than all the rest.
        """
        return self.understood(text, where=where, suggest=suggest)[0]

    def understood(self, text: str, *, where: str = "", suggest: bool = True) -> tuple[Recipient, str]:
        """The recipient that a text names, and in one line what else it could have meant (``""``: nothing)."""
        if text in self.law.recipients:
            return self.law.recipients[RecipientId(text)], ""
        from enjoined.errors import UnknownRecipient
        from enjoined.recipients.described import parted
        from enjoined.recipients.resolve import resolve

        body = parted(text)
        try:
            if body is not None:
                return self._body(*body)
            found = resolve(text, self.names, suggest=suggest)
        except UnknownRecipient as error:
            error.where = where
            raise
        return self.by_id(found.id), found.note

    def _body(self, kind: Kind, name: str) -> tuple[Recipient, str]:
        """The body of a kind that is held under a name, or else one that nobody names; and in one line which."""
        from enjoined.errors import UnknownRecipient
        from enjoined.recipients.described import as_told, described
        from enjoined.recipients.resolve import resolve

        near: list[str] = []
        try:
            found = resolve(name, self.names)
            if found.kind == kind.value:
                return self.by_id(found.id), found.note
        except UnknownRecipient as error:
            near = [title for id_, title in error.candidates if self.by_id(RecipientId(id_)).kind is kind]
        stranger = described(kind, name, lambda id_: self.names.by_id(id_) is not None)
        return stranger, as_told(stranger, near)

    def by_id(self, recipient: RecipientId) -> Recipient:
        """The recipient with this id, or the body so described (``nonprofit: NAME, IL``), which nobody names.

        Raises :class:`~enjoined.errors.UnknownRecipient` if there is none.
        """
        known = self.law.recipients.get(recipient)
        if known is not None:
            return known
        place = self.names.by_id(recipient)
        found = self._described(recipient) if place is None else _recipient(place)
        if found is None:
            from enjoined.errors import UnknownRecipient

            raise UnknownRecipient(
                f"there is no recipient {recipient!r}", remedy="write an id like il/chicago"
            )
        return found

    def told(self, recipient: Recipient) -> RecipientId:
        """What stands for a recipient wherever the registry is at hand: its id, or the description of a stranger."""
        from enjoined.recipients.described import written

        if recipient.id in self.law.recipients or self.names.by_id(recipient.id) is not None:
            return recipient.id
        return written(recipient.kind, recipient.name, recipient.state)

    def _described(self, text: str) -> Recipient | None:
        from enjoined.recipients.described import body

        return body(text, lambda id_: self.names.by_id(id_) is not None)

    def by_ids(self, recipients: Iterable[RecipientId]) -> dict[RecipientId, Recipient]:
        """The recipients with these ids or descriptions, those that there are."""
        recorded = self.law.recipients
        wanted = set(recipients)
        found = {id_: recorded[id_] for id_ in wanted & recorded.keys()}
        found.update((place.id, _recipient(place)) for place in self.names.with_ids(wanted - found.keys()))
        found.update((text, body) for text in wanted - found.keys() if (body := self._described(text)))
        return found

    def supposing(self, *files: Path) -> LawTable:
        """The law with one more case or notice of each file, in the format of the records, for this process alone.

        Raises an ``ExceptionGroup`` of every :class:`~enjoined.errors.RegistryError`, naming the file and its lines.
        """
        from enjoined.registry.releases.compile import compile_law

        return compile_law(self._roots, self.law.hash, files)

    def everybody(self) -> Iterator[Recipient]:
        """Every recipient of the name index, the hand-written ones with all that is recorded of them."""
        for place in self.names.places():
            yield self.law.recipients.get(place.id) or _recipient(place)


def _recipient(place: Place) -> Recipient:
    return Recipient(
        id=place.id,
        kind=Kind(place.kind),
        name=place.name,
        state=place.state,
        geoids=place.geoids,
        counties=place.counties,
        population=place.population,
    )


def open_registry(
    overlays: Sequence[Path | str] = (),
    records: Path | str | None = None,
    base: Path | str | None = None,
    *,
    older: bool = False,
) -> Registry:
    """The registry that came with the package, or a newer release that the user installed, with overlays over it.

    ``records`` is a folder to take instead, ``base`` a release file (or a folder) to which the answers are pinned.
    An overlay is a folder of the same layout; it adds records and replaces those of the same id as a whole.
    ``older`` records may refer to executive orders without recording any; they are compiled without the cache.
    Raises an ``ExceptionGroup`` of every :class:`~enjoined.errors.RegistryError` if a record has a mistake.
    """
    root = _base(Path(base)) if base is not None else active_records() if records is None else Path(records)
    roots = [root, *map(Path, overlays)]
    law = read_law(root / _COMPILED / LAW_FILE) if len(roots) == 1 else None
    if law is None and older:
        from enjoined.registry.releases.compile import compile_law

        law = compile_law(roots, older=True)
    return Registry(_released(law or cached(roots, lambda content: _compiled(roots, content)), root), roots)


def _released(law: LawTable, root: Path) -> LawTable:
    """The law with version and day of the release that lies in the folder, if it is one."""
    release = read_release(root)
    if not release:
        return law
    import msgspec

    built = parse_day(release["built"]) if "built" in release else None
    return msgspec.structs.replace(law, version=release.get("version", law.version), built=built)


def _base(path: Path) -> Path:
    if path.is_dir():
        return path
    from enjoined.registry.releases.release import unpacked

    return unpacked(path)


def load(records: Path, overlays: Sequence[Path] = ()) -> LawTable:
    """Read, check and link a registry without any cache.

    Raises an ``ExceptionGroup`` of every :class:`~enjoined.errors.RegistryError` at once.
    """
    return _compiled([records, *overlays])


def _compiled(roots: Sequence[Path], content: str = "") -> LawTable:
    from enjoined.registry.releases.compile import compile_law

    return compile_law(roots, content)
