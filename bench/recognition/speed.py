"""How fast recognition and citation finding are, in megabytes of text a second on one core, against eyecite.

``python bench/recognition/speed.py [MEGABYTES]`` prints one line each. eyecite is measured if it is installed where
this runs (``pip install eyecite`` in an environment of its own).
"""

from __future__ import annotations

import importlib.util
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 5
sys.path.insert(0, str(ROOT))

from enjoined.documents import default_rules, find_authorities, from_pages, recognise  # noqa: E402
from enjoined.documents.files.read_text import split_pages  # noqa: E402
from tests.corpus.generate import write_corpus  # noqa: E402


def text_of(megabytes: float) -> str:
    """Pages of our corpus, clean and scanned, one after another, to about that many megabytes."""
    with tempfile.TemporaryDirectory() as scratch:
        write_corpus(Path(scratch))
        pages = [path.read_text(encoding="utf-8") for path in sorted(Path(scratch).glob("*.txt"))]
    size = sum(len(page) for page in pages)
    return "\f".join(pages * max(1, round(megabytes * 1e6 / size)))


def measured(name: str, text: str, work: Callable[[], object]) -> None:
    """Print the speed of ``work`` on ``text``: the best of a few runs, for the machine may be busy."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    seconds = min(times)
    print(f"{name:<44}{len(text) / 1e6 / seconds:8.2f} MB/s")


def main() -> None:
    """Measure each step."""
    text = text_of(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
    rules = default_rules()
    pages = split_pages(text)
    document = from_pages(pages, name="bench", rules=rules)
    clauses = "".join(clause.text for clause in document.clauses)
    print(f"{len(text) / 1e6:.1f} MB, {len(pages)} pages, {len(document.clauses)} clauses")
    measured("recognise", clauses, lambda: recognise(document.clauses, rules, document.reader))
    measured("find_authorities", text, lambda: find_authorities(text))
    measured(
        "outline, facts and citations (from_pages)", text, lambda: from_pages(pages, name="b", rules=rules)
    )
    if importlib.util.find_spec("eyecite"):
        from eyecite import get_citations

        logging.getLogger("eyecite").setLevel(logging.ERROR)
        short = text[: min(len(text), 200_000)]
        measured(
            "eyecite.get_citations, page by page",
            short,
            lambda: [get_citations(p) for p in short.split("\f")],
        )
    else:
        print("eyecite is not installed here")


if __name__ == "__main__":
    main()
