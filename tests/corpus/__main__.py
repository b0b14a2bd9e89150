"""``python -m tests.corpus [DIR]``: measure recognition on a corpus, by default on the ones that lie here."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from enjoined.documents import default_rules
from tests.corpus.corpus import NOISES, read_corpus
from tests.corpus.generate import write_corpus
from tests.corpus.score import Count, Scored, score

HERE = Path(__file__).parent


def main(arguments: Sequence[str]) -> int:
    """Print the tables for each corpus; with ``--mistakes`` also each mistake."""
    parser = argparse.ArgumentParser(prog="make evaluate", description=__doc__)
    parser.add_argument("directory", nargs="?", type=Path, help="a corpus; without it those of tests/corpus")
    parser.add_argument("--mistakes", action="store_true", help="also list every mistake")
    options = parser.parse_args(arguments)
    if options.directory is not None:
        if not (options.directory / "index.tsv").is_file():
            print(f"{options.directory}: there is no index.tsv here", file=sys.stderr)
            return 2
        report(options.directory.name, score(read_corpus(options.directory)), mistakes=options.mistakes)
        return 0
    for name in ("tuned", "learnt", "untuned"):
        with tempfile.TemporaryDirectory() as scratch:
            write_corpus(Path(scratch), HERE / name)
            report(name, score(read_corpus(Path(scratch))), mistakes=options.mistakes)
    for index in sorted(HERE.glob("*/index.tsv")):
        report(index.parent.name, score(read_corpus(index.parent)), mistakes=options.mistakes)
    return 0


def total(scored: Iterable[Scored], keep: Callable[[str], bool] = lambda _: True) -> Count:
    """The sum of the counts of the families that ``keep`` accepts."""
    whole = Count()
    for one in scored:
        for family, count in one.families.items():
            if keep(family):
                whole.add(count)
    return whole


def report(name: str, scored: Sequence[Scored], *, mistakes: bool = False) -> None:
    """Print what was measured on one corpus."""
    texts = [one for one in scored if one.form == "txt"] or list(scored)
    labels = total(texts).labels
    print(f"\n== {name}: {len(texts)} documents, {sum(one.pages for one in texts)} pages, {labels} labels")
    print(f"{'':<30}{'labels':>7}{'found':>7}{'prec.':>7}{'recall':>7}{'F1':>7}{'role':>7}")
    for noise in NOISES:
        members = [one for one in texts if one.entry.noise == noise]
        if members:
            _row(f"{noise} ({len(members)} documents)", total(members))
    for form in sorted({one.form for one in scored} - {"txt"} if len(texts) < len(scored) else ()):
        members = [one for one in scored if one.form == form]
        _row(f"as {form} ({len(members)} documents)", total(members))
    _row("all", total(texts))
    print()
    seen = sorted({family for one in texts for family in one.families})
    for family in seen:
        _row(family, total(texts, family.__eq__))
    without = [
        rule.family for rule in default_rules().families if not total(texts, rule.family.__eq__).labels
    ]
    if without:
        print(f"no evidence here for: {', '.join(without)}")
    _ordinary(texts)
    _facts(texts)
    if mistakes:
        for one in scored:
            for mistake in one.mistakes:
                print(f"  {mistake}")


def _row(name: str, count: Count) -> None:
    def share(value: float | None) -> str:
        return "-" if value is None else f"{value:.3f}"

    roles = count.roles / count.recalled if count.recalled else None
    print(
        f"{name:<30}{count.labels:>7}{count.findings:>7}{share(count.precision):>7}{share(count.recall):>7}"
        f"{share(count.f1):>7}{share(roles):>7}"
    )


def _ordinary(scored: Sequence[Scored]) -> None:
    ordinary = [one for one in scored if one.entry.ordinary]
    pages = sum(one.pages for one in ordinary)
    false = total(ordinary).findings
    if pages:
        print(
            f"\nordinary pages: {false} false findings on {pages} pages ({100 * false / pages:.1f} per 100)"
        )
    hard = [one for one in scored if one.entry.hard_negative]
    bad = [one.entry.name for one in hard if one.false_imposes]
    if hard:
        print(
            f"hard negatives: {len(hard)} documents, {len(bad)} with a finding that imposes {' '.join(bad)}"
        )


def _facts(scored: Sequence[Scored]) -> None:
    right: Counter[str] = sum((one.facts_right for one in scored), Counter())
    labelled: Counter[str] = sum((one.facts_labelled for one in scored), Counter())
    if labelled:
        parts = ", ".join(f"{name} {right[name]}/{count}" for name, count in labelled.items())
        share = right.total() / labelled.total()
        print(f"document facts: {share:.3f} of {labelled.total()} ({parts})")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
