"""Build hook: the wheel carries the law as data, its compiled table, and the examples.

The compiled table is made by the package's own compiler, from the records of the tree being built; an editable
install gets none of this, because a checkout has ``records/`` and ``examples/`` beside ``src/``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NOT_SHIPPED = {"build"}
"""Folders of ``examples/`` that only make the examples; they are in the source archive."""


class RecordsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``enjoined/records`` (with ``_compiled``) and ``enjoined/examples`` to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the records and list what goes into the wheel; a mistake in a record stops the build."""
        if version == "editable":
            return
        root = Path(self.root)
        self._folder = tempfile.TemporaryDirectory(prefix="enjoined-build-")
        compiled = Path(self._folder.name)
        source = os.pathsep.join(filter(None, [str(root / "src"), os.environ.get("PYTHONPATH")]))
        subprocess.run(
            [
                sys.executable,
                "-m",
                "enjoined.registry.releases.compile",
                str(root / "records"),
                str(compiled),
            ],
            env={**os.environ, "PYTHONPATH": source, "PYTHONDONTWRITEBYTECODE": "1"},
            check=True,
        )
        for folder, inside in (
            (root / "records", "records"),
            (root / "examples", "examples"),
            (compiled, "records/_compiled"),
        ):
            for path in sorted(folder.rglob("*")):
                relative = path.relative_to(folder)
                if path.is_file() and relative.parts[0] not in NOT_SHIPPED and not path.name.startswith("."):
                    build_data["force_include"][str(path)] = f"enjoined/{inside}/{relative.as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary folder of the compiled table."""
        if version != "editable":
            self._folder.cleanup()
