"""Compile records into what a wheel ships: ``law.msgpack`` and ``names.sqlite``.

``python -m enjoined.registry.releases.compile RECORDS OUT`` does it from the command line; a mistake stops it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

import msgspec

from enjoined import __version__
from enjoined.errors import EnjoinedError
from enjoined.recipients.index import NameIndex
from enjoined.recipients.places import Named, Place, read_places
from enjoined.registry.files import LAW_FILE, NAMES_FILE, PLACES, content_hash, write_whole
from enjoined.registry.reading.link import link
from enjoined.registry.releases.cache import encode_law
from enjoined.registry.table import LawTable

__all__ = ["build", "build_names", "compile_law"]

_AREAS: Final = "recipients/county_areas.csv"


def compile_law(
    roots: Sequence[Path], content: str = "", files: Sequence[Path] = (), *, older: bool = False
) -> LawTable:
    """The linked law of a registry and its overlays; ``content`` is its hash where the caller knows it.

    ``files`` are single cases or notices that are laid over it. The hash is over the content of the folders alone.
    ``older`` records may lack a later sort of records, see :func:`~enjoined.registry.reading.link.link`.
    Raises an ``ExceptionGroup`` of every :class:`RegistryError` at once.
    """
    linked = link(roots, files, older=older)
    if linked.errors:
        count = f"{len(linked.errors)} mistakes" if len(linked.errors) > 1 else "1 mistake"
        raise ExceptionGroup(f"{count} in the records", linked.errors)
    return msgspec.structs.replace(linked.law, version=__version__, hash=content or content_hash(roots))


def build_names(path: Path, roots: Sequence[Path], law: LawTable) -> None:
    """Write the name index of a registry and its overlays at ``path``."""

    def rows(table: str) -> Iterator[Named]:
        return chain.from_iterable(read_places(root / table) for root in roots if (root / table).is_file())

    NameIndex.build(path, places=rows(PLACES), extra=_hand_written(law), areas=rows(_AREAS))


def _hand_written(law: LawTable) -> Iterator[Named]:
    for r in law.recipients.values():
        place = Place(
            id=r.id, kind=r.kind, name=r.name, state=r.state, geoids=r.geoids, population=r.population
        )
        yield Named(place=place, aliases=r.aliases)


def build(records: Path, out: Path) -> LawTable:
    """Compile the records into the folder ``out``; the same records give the same ``law.msgpack``."""
    law = compile_law([records])
    write_whole(out / LAW_FILE, encode_law(law))
    build_names(out / NAMES_FILE, [records], law)
    return law


def main(arguments: Sequence[str]) -> int:
    """Run the command; 0 if compiled, 2 for mistakes, which are printed one to a line."""
    if len(arguments) != 2:
        print("usage: python -m enjoined.registry.releases.compile RECORDS OUT", file=sys.stderr)
        return 2
    try:
        build(Path(arguments[0]), Path(arguments[1]))
    except (EnjoinedError, ExceptionGroup) as error:
        for mistake in error.exceptions if isinstance(error, ExceptionGroup) else (error,):
            print(mistake, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
