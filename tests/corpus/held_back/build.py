"""Write the held-back documents, their labels and their facts from the clause texts beside this file.

Run it from the top of the repository: `python -m tests.corpus.held_back.build`. The same texts always give the same files.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

from tests.corpus.held_back import damage as scan
from tests.corpus.held_back import layouts

HERE = Path(__file__).parent
STATUS = "written for testing: layout and subject are those of real paperwork; the award, its number, amount and dates are made up"
_SPAN = re.compile(r"\[\[([a-z0-9-]+)(?:/([a-z-]+)(?:/([a-z-]+))?)?:(.*?)\]\]", re.DOTALL)


def clauses(name: str) -> dict[str, list[tuple[str, str]]]:
    """Titles and bodies by family (or topic), in the order of the file."""
    found: dict[str, list[tuple[str, str]]] = {}
    for block in re.split(r"\n(?=@)", (HERE / name).read_text(encoding="utf-8").strip()):
        head, title, body = block.strip().split("\n", 2)
        found.setdefault(head[1:], []).append((title[2:], " ".join(body.split())))
    return found


class Marker:
    """Gives spans of one document their numbers, and remembers what each is."""

    def __init__(self) -> None:
        """No span yet."""
        self.spans: list[tuple[str, str, str]] = []

    def __call__(self, text: str, family: str, role: str = "imposes", topic: str = "") -> str:
        """The text between the marks of a new span."""
        n = len(self.spans)
        self.spans.append((family, role, topic))
        return chr(scan.START + n) + text + chr(scan.END + n)

    def inline(self, text: str) -> str:
        """The text with every [[family/role/topic:…]] turned into a marked span."""
        return _SPAN.sub(lambda m: self(m[4], m[1], m[2] or "imposes", m[3] or ""), text)


def _write(
    number: int,
    spec: dict[str, Any],
    lines: list[str],
    mark: Marker,
    out: list[dict[str, Any]],
    out_dir: Path,
) -> None:
    rng = random.Random(7919 * number)
    lines = scan.damage(lines, spec["quality"], rng)
    body = layouts.captured(lines, "breaks" if spec.get("breaks") else spec.get("source", ""))
    text, spans = scan.settle(f"URL: -\nTEXT-STATUS: {STATUS}\n-----\n{body}")
    name = f"h{number:03d}.txt"
    (out_dir / name).write_text(text, encoding="utf-8")
    labels = []
    for n, (family, role, topic) in enumerate(mark.spans):
        start, stop = spans[n]
        first = text[start:stop].split("\n", 1)[0]
        quote = " ".join(first.split(" ")[:12]).removesuffix(" <br />")
        labels.append(
            {"quote": quote, "family": family, "topic": topic, "start": start, "end": stop, "role": role}
        )
    out.append({"name": name, "spec": spec, "labels": labels})


def main(out_dir: Path = HERE) -> None:
    """Write h001.txt onward, index.tsv, labels.jsonl and facts.jsonl into the folder."""
    texts: dict[str, list[tuple[str, str]]] = {}
    for name in ("clauses_2017.txt", "clauses_2025.txt", "clauses_more.txt"):
        for family, found in clauses(name).items():
            texts.setdefault(family, []).extend(found)
    ordinary = [
        (topic, title, body) for topic, found in clauses("ordinary.txt").items() for title, body in found
    ]
    out: list[dict[str, Any]] = []
    spec: dict[str, Any]
    for spec in json.loads((HERE / "documents.json").read_text(encoding="utf-8")):
        mark = Marker()
        items = []
        for ref in spec["items"]:
            key, n = ref.rsplit(".", 1)
            if key == "ordinary":
                topic, title, body = ordinary[int(n)]
                items.append(("other", topic, title, body))
            else:
                items.append((key, "", *texts[key][int(n)]))
        _write(len(out) + 1, spec, layouts.document(spec, items, mark), mark, out, out_dir)
    for block in re.split(r"\n(?==== )", (HERE / "negatives.txt").read_text(encoding="utf-8").strip()):
        head, body = block.split("\n", 1)
        spec = dict(re.findall(r'(\w+)=(".*?"|\S+)', head))
        spec = {key: value.strip('"') for key, value in spec.items()}
        spec["facts"] = {"fiscal_year": int(spec["says_fy"])} if "says_fy" in spec else {}
        spec["fiscal_year"] = spec.pop("fy")
        spec["hard_negative"] = spec.pop("note")
        spec["breaks"] = body.startswith("Laserfiche")
        mark = Marker()
        lines = [
            line
            for row in mark.inline(body.removeprefix("Laserfiche WebLink\n")).splitlines()
            for line in scan.wrap(row, 100)
        ]
        _write(len(out) + 1, spec, lines, mark, out, out_dir)
    tables(out, out_dir)


def tables(out: list[dict[str, Any]], out_dir: Path) -> None:
    """Write the index, the labels and the facts of the documents."""
    rows = ["file\turl\tkind\tagency\tfiscal_year\tfamilies\tquality\ttext_status\thard_negative"]
    labels, facts = [], []
    for doc in out:
        spec = doc["spec"]
        families = ",".join(sorted({s["family"] for s in doc["labels"]})) or "none"
        quality = {"clean": "clean", "light": "OCR noise (light)", "heavy": "OCR noise (heavy)"}[
            spec["quality"]
        ]
        rows.append(
            "\t".join(
                [
                    doc["name"],
                    "-",
                    spec["kind"],
                    spec["agency"],
                    str(spec["fiscal_year"]),
                    families,
                    quality,
                    "written",
                    spec.get("hard_negative", ""),
                ]
            )
        )
        labels.append(
            {"file": doc["name"], "hard_negative": bool(spec.get("hard_negative")), "spans": doc["labels"]}
        )
        known = spec["facts"]
        keys = ("award_number", "recipient", "program", "fiscal_year", "amount", "award_date", "deadline")
        facts.append({"file": doc["name"], "kind": spec["kind"], **{key: known.get(key) for key in keys}})
    (out_dir / "index.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for name, found in (("labels.jsonl", labels), ("facts.jsonl", facts)):
        (out_dir / name).write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
