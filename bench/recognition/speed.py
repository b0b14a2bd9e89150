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
from functools import partial
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 5
ORDINARY = 7
sys.path.insert(0, str(ROOT))

from enjoined.documents import default_rules, find_authorities, from_pages, recognise  # noqa: E402
from enjoined.documents.files.read_text import split_pages  # noqa: E402
from tests.corpus.corpus import read_corpus  # noqa: E402
from tests.corpus.generate import write_corpus  # noqa: E402


def texts_of(megabytes: float) -> dict[str, str]:
    """Two texts of about that many megabytes.

    The one is all of our corpus, clean and scanned: hardly a page without a contested clause or its like. The other is
    as a packet comes: ordinary awards, terms and papers, and a contested page behind every seven of them.
    """
    with tempfile.TemporaryDirectory() as scratch:
        write_corpus(Path(scratch))
        entries = [entry for entry in read_corpus(Path(scratch)).entries if entry.text]
    clean = [entry for entry in entries if entry.noise == "clean" and not entry.hard_negative]
    ordinary = cycle(entry.text for entry in clean if entry.ordinary)
    packet = [
        page for entry in clean if not entry.ordinary for page in (*islice(ordinary, ORDINARY), entry.text)
    ]
    return {
        "contested clauses": _repeated([entry.text for entry in entries], megabytes),
        "a packet": _repeated(packet, megabytes),
    }


def _repeated(pages: list[str], megabytes: float) -> str:
    """The pages, one after another, as often as comes nearest to that many megabytes, or once."""
    size = sum(map(len, pages))
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
    texts = texts_of(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
    rules = default_rules()
    for name, text in texts.items():
        pages = split_pages(text)
        document = from_pages(pages, name="bench", rules=rules)
        clauses = "".join(clause.text for clause in document.clauses)
        print(f"{name}: {len(text) / 1e6:.1f} MB, {len(pages)} pages, {len(document.clauses)} clauses")
        measured("recognise", clauses, partial(recognise, document.clauses, rules, document.reader))
        measured(
            "outline, facts and citations (from_pages)",
            text,
            partial(from_pages, pages, name="b", rules=rules),
        )
    text = texts["contested clauses"]
    measured("find_authorities", text, partial(find_authorities, text))
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
