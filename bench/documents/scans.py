"""A whole check of a scanned document against tesseract alone, on pages made askew, blurred and noisy.

    .venv/bin/python bench/documents/scans.py [PAGES] [--rounds 2]

Both get the same pages at 300 dots an inch, two at a time, with OMP_THREAD_LIMIT=1; tesseract alone reads grey image
files that are already drawn, one process a page. Processor time is that of all processes started.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
from measure import packet
from PIL import Image, ImageChops, ImageFilter

DPI = 300
ENJOINED = Path(sys.executable).with_name("enjoined")


def scanned(path: Path, pages: int) -> list[Image.Image]:
    """A PDF of ``pages`` scanned pages, the same every time; its pictures are returned."""
    chance = random.Random(1)
    typed = path.with_name("packet.pdf")
    packet(typed, pages)
    pictures: list[Image.Image] = []
    for page in pypdfium2.PdfDocument(typed):
        clean = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        askew = clean.rotate(chance.gauss(0, 0.4), fillcolor=255, resample=Image.Resampling.BICUBIC)
        noise = Image.effect_noise(clean.size, 20)
        blurred = askew.filter(ImageFilter.GaussianBlur(1)).point(lambda shade: 25 + shade * 0.85)
        pictures.append(ImageChops.add(blurred, noise, offset=-128))
    first, *others = pictures
    first.save(path, "PDF", resolution=DPI, save_all=True, append_images=others)
    return pictures


def spent(work: Callable[[], None]) -> tuple[float, float]:
    """Processor time of the processes that ``work`` starts, and elapsed time."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    elapsed, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, elapsed


def main() -> None:
    """Measure in turn and print."""
    options = argparse.ArgumentParser()
    options.add_argument("pages", type=int, nargs="?", default=10)
    options.add_argument("--rounds", type=int, default=2)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        path, cache = folder / "scan.pdf", folder / "cache"
        files = [folder / f"{number}.pgm" for number in range(chosen.pages)]
        for file, picture in zip(files, scanned(path, chosen.pages), strict=True):
            picture.save(file)
        alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        own = {**os.environ, "ENJOINED_CACHE": str(cache)}

        def page(file: Path) -> None:
            command = ["tesseract", str(file), "stdout", "-l", "eng", "--dpi", str(DPI), "tsv"]
            subprocess.run(command, env=alone, capture_output=True, check=True)

        def tesseract() -> None:
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(page, files))

        def check(*more: str) -> None:
            command = [ENJOINED, "check", str(path), "--recipient", "Chicago, IL", "--json", *more]
            subprocess.run(command, env=own, stdout=subprocess.DEVNULL, check=True)

        check("--no-ocr")  # the records are compiled once
        for _ in range(chosen.rounds):
            (theirs, long), (ours, longer) = spent(tesseract), spent(check)
            shutil.rmtree(cache / "ocr")
            print(f"{chosen.pages} pages: tesseract {theirs:.1f} s, check {ours:.1f} s of processor time: "
                  f"{ours / theirs:.2f} times; elapsed {longer / long:.2f} times", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
