"""The rooms of the house: who may import whom, who may read files, and which packages are declared."""

from __future__ import annotations

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.house.tree import ROOT, imports, modules, parsed

BASE = {"data", "errors", "model"}
LAW = BASE | {"registry", "recipients"}
WINGS = LAW | {"law"}
ANSWERS = WINGS | {"documents", "money", "claims"}
DOORS = ANSWERS | {"check", "compare", "brief", "export", "reports"}

# Room to the rooms that it may import. Imports point downward only; the wings do not know each other, and
# reading a document never needs the law.
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "data": {"errors"},
    "model": {"errors"},
    "recipients": BASE,
    "registry": BASE | {"recipients"},
    "law": LAW,
    "documents": LAW,
    "money": WINGS,
    "claims": WINGS,
    "check": ANSWERS,
    "brief": ANSWERS | {"check"},
    "compare": ANSWERS | {"check"},
    "export": ANSWERS,
    "reports": ANSWERS | {"check", "compare", "brief"},
    "cli": DOORS,
    "__main__": {"cli"},
    "": DOORS,  # the public face
}
FILES_AND_STREAMS = {
    "glob",
    "io",
    "mmap",
    "os",
    "pathlib",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
}
PURE = ("model", "law")

ALL = sorted(modules().items())


def room(module: str) -> str:
    """The room of ``enjoined.law.coverage.covers`` is ``law``; the package itself is the room ``""``."""
    return [*module.split("."), ""][1]


def ours(name: str) -> bool:
    return name.split(".")[0] == "enjoined"


@pytest.mark.parametrize(("module", "path"), ALL, ids=[name for name, _ in ALL])
def test_imports_point_downward(module: str, path: Path) -> None:
    here = room(module)
    assert here in MAY_IMPORT, f"{here}: a new room needs its place in the order (MAY_IMPORT)"
    rooms = {room(name) for name in modules()}
    wrong = []
    for line, name in imports(path, module):
        there = room(name) if room(name) in rooms else ""
        if ours(name) and name != "enjoined.__version__" and there not in MAY_IMPORT[here] | {here}:
            wrong.append(f"{path.relative_to(ROOT)}:{line}: {here or 'enjoined'} may not import {name}")
    assert wrong == []


@pytest.mark.parametrize(("module", "path"), [m for m in ALL if room(m[0]) in PURE])
def test_model_and_law_read_and_write_nothing(module: str, path: Path) -> None:
    wrong = [
        f"{path.name}:{line}: imports {name}"
        for line, name in imports(path, module)
        if name.split(".")[0] in FILES_AND_STREAMS
    ]
    wrong += [
        f"{path.name}:{node.lineno}: calls {node.func.id}"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("open", "print", "input")
    ]
    assert wrong == []


@pytest.mark.parametrize(("module", "path"), [m for m in ALL if room(m[0]) == "model"])
def test_model_needs_only_msgspec(module: str, path: Path) -> None:
    packages = {name.split(".")[0] for _, name in imports(path, module)}
    assert packages <= {"enjoined", "msgspec"} | sys.stdlib_module_names


def test_declared_packages_are_the_imported_ones() -> None:
    """Neither an import that a fresh install lacks, nor a dependency that nothing uses."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = [
        *project["dependencies"],
        *(d for extra in project.get("optional-dependencies", {}).values() for d in extra),
    ]
    # pyspark works with pandas below 3 only, and does not say so to an installer.
    declared = {line.split(">")[0].split("[")[0].lower() for line in lines} - {"pandas"}
    packages = {name.split(".")[0] for module, path in ALL for _, name in imports(path, module)}
    outside = packages - sys.stdlib_module_names - {"enjoined"}
    distributions = packages_distributions()
    assert {distributions.get(name, [name])[0].lower() for name in outside} == declared


def test_the_law_is_data() -> None:
    """No case, instrument or notice is named by code; a help text or a docstring may give one as an example."""
    folders = ("cases", "instruments", "notices", "policies")
    names = {path.stem for folder in folders for path in (ROOT / "records" / folder).glob("*.yaml")}
    wrong = []
    for _, path in ALL:
        for node in ast.walk(parsed(path)):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value.split("/")[0] in names
            ):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}")
    assert wrong == []
