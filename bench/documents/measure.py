"""Pages of a packet: word boxes in reading order against pdfplumber and pdfminer.six, and a whole check.

    python -m venv scratch && scratch/bin/pip install pdfplumber pdfminer.six
    .venv/bin/python bench/documents/measure.py [PAGES] [--peers scratch/bin/python]

The packet is set by typst: numbered conditions under a running head. Peers run in an environment of their own, on the
first tenth of the pages. Processor time is given for one process, elapsed time for the whole check.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import typst

WORDS = [
    "the", "recipient", "must", "comply", "with", "all", "requirements", "of", "this", "award", "and",
    "shall", "not", "use", "funds", "under", "this", "condition", "to", "hire", "any", "person", "who",
    "may", "access", "records", "of", "the", "program", "without", "notice", "requested", "by", "the",
    "agency", "unless", "otherwise", "provided",
]  # fmt: skip
OURS = """
import sys, time
from pathlib import Path
from enjoined.documents.files.read_pdf import PdfFile
start = time.process_time()
pages = PdfFile(Path(sys.argv[1]), "packet").pages(0, int(sys.argv[2]))
print(len(pages), time.process_time() - start)
"""
PLUMBER = """
import sys, time, pdfplumber
start = time.process_time()
with pdfplumber.open(sys.argv[1]) as pdf:
    pages = [page.extract_words(use_text_flow=False) for page in pdf.pages[: int(sys.argv[2])]]
print(len(pages), time.process_time() - start)
"""
MINER = """
import sys, time
from pdfminer.high_level import extract_pages
start = time.process_time()
pages = list(extract_pages(sys.argv[1], maxpages=int(sys.argv[2])))
print(len(pages), time.process_time() - start)
"""


def packet(path: Path, pages: int) -> None:
    """A packet of ``pages`` pages, the same every time."""
    chance = random.Random(1)

    def sentence(count: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(count)).capitalize() + "."

    head = (
        f'#set page(paper: "us-letter", margin: 1in, header: [AWARD CONTINUATION SHEET #h(1fr) PAGE '
        f"#context counter(page).display() OF {pages}], footer: [2017-DJ-BX-9990])\n#set text(size: 11pt)\n"
    )
    body = [
        f"{number}. Condition about {chance.choice(WORDS)}\n\n{sentence(170)} 8 U.S.C. 1373.\n\n{sentence(130)}\n\n"
        + ("#pagebreak()\n" if number < pages else "")
        for number in range(1, pages + 1)
    ]
    source = path.with_suffix(".typ")
    source.write_text(head + "".join(line.replace(". Cond", "\\. Cond", 1) for line in body))
    typst.compile(str(source), output=str(path))


def rate(python: str, code: str, path: Path, pages: int) -> float:
    """Pages a second of processor time."""
    ran = subprocess.run(
        [python, "-c", code, str(path), str(pages)], capture_output=True, text=True, check=True
    )
    count, seconds = ran.stdout.split()
    return int(count) / float(seconds)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("pages", type=int, nargs="?", default=300)
    options.add_argument("--peers", help="interpreter that has pdfplumber and pdfminer.six")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "packet.pdf")
        packet(path, chosen.pages)
        few = max(1, chosen.pages // 10)
        print(f"pages a second  enjoined {rate(sys.executable, OURS, path, chosen.pages):.1f}")
        for name, code in (("pdfplumber", PLUMBER), ("pdfminer.six", MINER)) if chosen.peers else ():
            print(f"pages a second  {name} {rate(chosen.peers, code, path, few):.1f}")
        command = [str(Path(sys.executable).with_name("enjoined")), "check", str(path), "--no-ocr", "--json"]
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=dict(os.environ))
        elapsed, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"whole check     {elapsed:.1f} s for {chosen.pages} pages, {spent:.1f} s of processor time")
        print(f"largest process {after.ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
