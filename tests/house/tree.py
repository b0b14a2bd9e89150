"""What the house tests read: the files of the checkout that are ours, and the parsed modules of ``src``."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"


@cache
def ignored() -> tuple[str, ...]:
    """What is never committed: git's own folder, and each line of ``.gitignore``; a leading slash means here only."""
    lines = (ROOT / ".gitignore").read_text().splitlines()
    return (".git", *(line.rstrip("/") for line in lines if line and not line.startswith(("#", "!"))))


def our_files(*suffixes: str) -> Iterator[Path]:
    """Every file of the checkout that may be committed; with ``suffixes`` only those names."""
    for folder, folders, names in os.walk(ROOT):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not _is_ignored(here / name))
        for name in sorted(names):
            if not _is_ignored(here / name) and (not suffixes or name.endswith(suffixes)):
                yield here / name


def _is_ignored(path: Path) -> bool:
    anchored = f"/{path.relative_to(ROOT).as_posix()}"
    return any(fnmatch(anchored if "/" in pattern else path.name, pattern) for pattern in ignored())


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of one Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def modules() -> dict[str, Path]:
    """Dotted name to file, for every module of ``src``."""
    found = {}
    for path in our_files(".py"):
        if path.is_relative_to(SRC):
            parts = path.relative_to(SRC).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(path: Path, module: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each import, also of those inside functions; ``from a import b`` is ``a.b``."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            yield from ((node.lineno, f"{base}.{name.name}") for name in node.names)
