"""Make the tables of crime figures in ``records/statistics/crime`` from the collected series.

    python scripts/build_statistics.py ALL_SERIES.csv POPULATIONS.csv [EARLIER.csv]

``ALL_SERIES.csv`` has one row a city, year and series (columns ``city state year population violent_crimes murders
series note``); ``POPULATIONS.csv`` has Census estimates of places (``city state year population``). Cities get the ids
of the registry; a row whose city is no government there is left out and named. Figures that their own note calls
wrong are left out; a total of violent crimes that is none (zero, or no more than the murders) is left blank; figures on
which two series differ by more than 15 percent are kept and flagged. ``EARLIER.csv`` is
the table that The Marshall Project published (1975 to 2015): of the agencies of its series it adds the years before the
first one in ``ALL_SERIES.csv``; a year of which an agency reported fewer than twelve months, and no other source gave
the whole, is left out.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

from enjoined.claims.figures.statistics import is_blank
from enjoined.errors import EnjoinedError
from enjoined.registry.open import Registry, open_registry

OUT = Path(__file__).resolve().parents[1] / "records" / "statistics" / "crime"
APART = 0.15
"""Counts of one city and year that differ by more than this share are flagged, if at least this many apart:"""
AT_LEAST = 5
AGENCY_AREAS = {
    "Charlotte-Mecklenburg": "Charlotte, NC",
    "Las Vegas Metropolitan": "Las Vegas, NV",
    "Las Vegas Metro": "Las Vegas, NV",
    "Louisville Metro": "Louisville, KY",
}
RENAMED = {"fbi_ucr_kaplan_unreversed": "fbi_ucr_kaplan"}
"""Philadelphia's years were printed in reverse; the counts put right belong to the same series."""


EARLIER = "fbi_ucr_marshall"


def main(series: Path, populations: Path, earlier: Path | None = None) -> None:
    registry = open_registry()
    ids: dict[tuple[str, str], str] = {}
    missing: set[str] = set()
    rows = []
    collected = list(csv.DictReader(series.open(encoding="utf-8")))
    for row in collected + (_earlier(earlier, collected) if earlier else []):
        if "do not use" in row["note"] or row["note"].count("ERROR UPSTREAM"):
            continue
        key = row["city"], row["state"]
        if key not in ids and f"{key[0]}, {key[1]}" not in missing:
            found = _id(registry, *key)
            if found:
                ids[key] = found
            else:
                missing.add(f"{key[0]}, {key[1]}")
        if key in ids:
            rows.append({**row, "id": ids[key], "series": RENAMED.get(row["series"], row["series"])})
    flags = _flags(rows)
    figures = sorted(
        {
            (
                r["id"],
                int(r["year"]),
                r["series"],
                r["murders"],
                _violent(r),
                r["population"],
                " ".join(sorted(_own_flags(r) | flags.get((r["id"], r["year"]), set()))),
            )
            for r in rows
        }
    )
    _write("figures.csv", "id year series murders violent_crimes population flags", figures)
    names = sorted({(i, c, s) for (c, s), i in ids.items()})
    _write("cities.csv", "id name state", names)
    known = set(ids.values())
    census = []
    for row in csv.DictReader(populations.open(encoding="utf-8")):
        found = ids.get((row["city"], row["state"])) or _id(registry, row["city"], row["state"])
        if found in known:
            census.append((found, int(row["year"]), row["population"]))
    _write("population.csv", "id year population", sorted(set(census)))
    print(len(figures), "figures of", len(names), "cities; no government of that name:", sorted(missing))


def _earlier(table: Path, collected: list[dict[str, str]]) -> list[dict[str, str]]:
    """The years of the published table before those collected, with the collection's names of the agencies."""
    ours = [row for row in collected if row["series"] == EARLIER]
    agencies = {row["ori"]: row for row in ours}
    first = min(int(row["year"]) for row in ours)
    return [
        agencies[row["ORI"]]
        | {"year": row["year"], "population": _count(row["total_pop"]), "note": row["source"]}
        | {"murders": _count(row["homs_sum"]), "violent_crimes": _count(row["violent_crime"])}
        for row in csv.DictReader(table.open(encoding="utf-8"))
        if row["ORI"] in agencies and int(row["year"]) < first and _whole_year(row)
    ]


def _whole_year(row: dict[str, str]) -> bool:
    """Twelve months reported to the FBI, or the year's count given by the State or the agency instead."""
    return row["homs_sum"] != "NA" and (row["months_reported"] == "12" or row["source"] != "NA")


def _count(cell: str) -> str:
    return "" if cell == "NA" else str(int(float(cell)))


def _violent(row: dict[str, str]) -> str:
    """The total of violent crimes, or nothing where an agency reported its murders only."""
    murders, violent, people = (
        int(row[c]) if row[c] else None for c in ("murders", "violent_crimes", "population")
    )
    return "" if is_blank(murders, violent, people) else row["violent_crimes"]


def _id(registry: Registry, city: str, state: str) -> str:
    try:
        return registry.recipient(AGENCY_AREAS.get(city, f"{city}, {state}")).id
    except EnjoinedError:
        return ""


def _own_flags(row: dict[str, str]) -> set[str]:
    found = set()
    if row["city"] in AGENCY_AREAS or row["city"] in ("Indianapolis", "Miami-Dade County"):
        found.add("agency-area")
    if "reverse year order" in row["note"]:
        found.add("put-right")
    return found


def _flags(rows: list[dict[str, str]]) -> dict[tuple[str, str], set[str]]:
    counts: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows:
        if row["murders"]:
            counts[row["id"], row["year"]].append(int(row["murders"]))
    return {
        key: {"disputed"}
        for key, found in counts.items()
        if max(found) - min(found) > max(APART * max(found), AT_LEAST)
    }


def _write(name: str, header: str, rows: list[tuple[object, ...]]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
