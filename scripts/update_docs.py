"""Write what is made from the program and the records: README.md, pages in docs/, the briefs beside the stories.

``python scripts/update_docs.py`` rewrites them; a test fails where one is out of date. In the README the output
stands between ``<!-- name:begin -->`` and ``<!-- name:end -->``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import click

ROOT: Final = Path(__file__).resolve().parents[1]
README: Final = ROOT / "README.md"
COMMANDS: Final = ROOT / "docs" / "commands.md"
GUIDE: Final = ROOT / "docs" / "contributing-records.md"
NUMBERS: Final = ROOT / "docs" / "registry-in-numbers.md"

BLOCKS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "demo": (("demo",), "                "),
    "finding": (("demo",), " 56  Local"),
    "explain": (
        ("explain", "-r", "Harris County, TX", "--condition", "jag-fy2017/56b", "--on", "2018-07-01"),
        "Harris County, TX",
    ),
}
"""By name the command and how the first line of its excerpt begins."""

BRIEFS: Final[dict[str, tuple[str, ...]]] = {
    "story-2017": ("-r", "Harris County, TX", "--on", "2026-11-25"),
    "story-2025": ("-r", "Evanston, IL", "--on", "2026-11-25"),
}
"""Stories in ``examples/`` with the options of the brief that lies beside each."""

WHOLE: Final = frozenset({"explain"})
"""Excerpts that run to the end of the output; the others end at the next empty line."""

WITHOUT_COMMAND: Final = frozenset({"finding"})
"""Excerpts that go on from the one before, so that the command is not shown again."""


def output(arguments: tuple[str, ...]) -> str:
    """What the command prints on a terminal of 80 columns without colour."""
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80", "PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run(
        [sys.executable, "-m", "enjoined", *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
        encoding="utf-8",
    )
    return ran.stdout


def excerpt(name: str, printed: str) -> str:
    """The part of a command's output that a block shows."""
    _, begin = BLOCKS[name]
    lines = printed.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(begin))
    ends = [] if name in WHOLE else [i for i in range(start, len(lines)) if not lines[i].strip()]
    end = ends[0] if ends else len(lines)
    return "\n".join(lines[start:end]).rstrip()


def updated(text: str) -> str:
    """The page with every block filled anew."""
    printed: dict[tuple[str, ...], str] = {}
    for name, (arguments, _) in BLOCKS.items():
        if arguments not in printed:
            printed[arguments] = output(arguments)
        shown = "$ enjoined " + " ".join(f'"{a}"' if " " in a else a for a in arguments)
        command = "" if name in WITHOUT_COMMAND else f"{shown}\n\n"
        block = f"```\n{command}{excerpt(name, printed[arguments])}\n```"
        pattern = re.compile(rf"(<!-- {name}:begin -->\n).*?(<!-- {name}:end -->)", re.DOTALL)
        text = pattern.sub(lambda m, b=block: f"{m[1]}{b}\n{m[2]}", text)
    return text


def brief_example(name: str) -> str:
    """The brief of a story in ``examples/``, headed by the command that prints it."""
    story = f"examples/{name}.txt"
    options = BRIEFS[name]
    shown = " ".join(f'"{o}"' if " " in o else o for o in options)
    return f"$ enjoined brief {story} {shown}\n\n{output(('brief', story, *options))}"


def commands() -> str:
    """The page of all commands with their options."""
    from enjoined.cli import cli

    context = click.Context(cli, info_name="enjoined")
    names = [("",), *((name,) for name in cli.list_commands(context))]
    registry = cli.get_command(context, "registry")
    assert isinstance(registry, click.Group)
    below = names.index(("registry",)) + 1
    names[below:below] = [("registry", name) for name in registry.list_commands(context)]
    pages = []
    for name in names:
        title = " ".join(("enjoined", *name)).strip()
        pages.append(f"## {title}\n\n```\n{output((*filter(None, name), '--help')).rstrip()}\n```\n")
    head = "# Commands\n\nWhat `--help` prints; made by `scripts/update_docs.py`. Dates are written 2018-07-01.\n\n"
    return head + "\n".join(pages)


def guided(text: str) -> str:
    """The contributor's guide with its excerpts as the records have them."""

    def fill(found: re.Match[str]) -> str:
        lines = (ROOT / "records" / found["file"]).read_text(encoding="utf-8").splitlines()
        start = lines.index(f"  - id: {found['event']}")
        ends = [i for i in range(start + 1, len(lines)) if lines[i].startswith("  - ")]
        excerpt = "\n".join(line[2:] for line in lines[start : ends[0] if ends else len(lines)])
        return f"{found['head']}```yaml\n{excerpt}\n```\n{found['foot']}"

    name = r"record (?P<file>\S+) (?P<event>\S+)"
    pattern = rf"(?P<head><!-- {name}:begin -->\n).*?(?P<foot><!-- record (?P=file) (?P=event):end -->)"
    return re.sub(pattern, fill, text, flags=re.DOTALL)


def numbers() -> str:
    """The page of the registry in numbers."""
    from enjoined.registry.open import open_registry
    from enjoined.registry.upkeep.stats import page, stats

    return page(stats(open_registry(records=ROOT / "records").law))


if __name__ == "__main__":
    GUIDE.write_text(guided(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
    NUMBERS.write_text(numbers(), encoding="utf-8")
    COMMANDS.write_text(commands(), encoding="utf-8")
    README.write_text(updated(README.read_text(encoding="utf-8")), encoding="utf-8")
    for story in BRIEFS:
        (ROOT / "examples" / f"{story}.brief.txt").write_text(brief_example(story), encoding="utf-8")
