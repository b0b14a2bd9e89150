"""What every file of the project keeps to."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, SRC, modules, our_files, parsed

MOST_LINES = 400

# One letter of each word stands in brackets, so that this file does not match its own patterns.
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:wor[k]|roo[t]|far[m]|tm[p]|hom[e]|User[s]|op[t])/\w")
REGISTRY_HOST = re.compile(r"python[h]osted|pyp[i]\.org|registry[.]npm|deb[.]debian")
UNFINISHED = re.compile(
    r"TOD[O]|FIXM[E]|XX[X]|NotImplementedErro[r]|pragma: no [c]over"
    r"|pytest[.](?:mark[.])?ski[p]|xfai[l]|importorski[p]|doctest: [+]SKI[P]"
)
NOT_TEXT = (".db", ".docx", ".gz", ".ico", ".jpg", ".pdf", ".png", ".sqlite", ".woff2", ".xlsx", ".zip")

TEXTS = [path for path in our_files() if not path.name.endswith(NOT_TEXT)]
PYTHON = list(our_files(".py"))


def hits(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """``file:line: text`` for each match, read line by line."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {match.group()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (match := pattern.search(line))
    ]


def test_no_file_of_the_package_is_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules().values()}
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines" for path, lines in lengths.items() if lines > MOST_LINES
    ]
    assert long == []


def test_no_path_of_one_machine() -> None:
    assert hits(MACHINE_PATH, TEXTS) == []


def test_no_host_of_a_package_registry() -> None:
    assert hits(REGISTRY_HOST, TEXTS) == []


def test_nothing_is_left_unfinished_or_out() -> None:
    assert hits(UNFINISHED, PYTHON) == []


Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def public(node: ast.Module | ast.ClassDef, place: str) -> Iterator[tuple[str, Documented]]:
    """The public classes, functions and methods below ``node`` with their dotted names."""
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if child.name.startswith("_") or _overload(child):
                continue
            yield f"{place}.{child.name}", child
            if isinstance(child, ast.ClassDef):
                yield from public(child, f"{place}.{child.name}")


def _overload(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(ast.unparse(decorator).endswith("overload") for decorator in node.decorator_list)


@pytest.mark.parametrize("module", sorted(modules()))
def test_everything_public_says_what_it_is(module: str) -> None:
    tree = parsed(modules()[module])
    everything: list[tuple[str, Documented]] = [(module, tree), *public(tree, module)]
    silent = [name for name, node in everything if not ast.get_docstring(node)]
    assert silent == []


def test_each_room_of_the_package_can_be_imported() -> None:
    """A folder without ``__init__.py`` would be left out of type checks and of the wheel's listing."""
    folders = {path.parent for path in modules().values()}
    assert [str(f.relative_to(SRC)) for f in sorted(folders) if not (f / "__init__.py").is_file()] == []


def test_the_contributors_map_names_every_room_and_no_other() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `src/enjoined/")]
    named = {name.removeprefix("src/enjoined/") for row in rows for name in re.findall(r"`([^`]+)`", row)}
    rooms = {f"{path.parent.name}/" for path in (SRC / "enjoined").glob("*/__init__.py")}
    assert {name for name in named if name.endswith("/")} == rooms
    assert [name for name in named if not (SRC / "enjoined" / name).exists()] == []
