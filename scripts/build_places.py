"""Build ``records/recipients/places.csv`` and ``county_areas.csv`` from the public tables.

Run it by hand when a source changes::

    python scripts/build_places.py --places ref_city_county_code.csv \
        --counties census_2020_population_county.csv --populations place_populations.csv \
        --estimates sub-est2019_all.csv --subcounty sub-est2018_all.csv \
        --townships us_census_places.csv --geographies all-geocodes-v2023.csv

The result depends on nothing but these tables and ``records/recipients/decisions.csv``, the list of what
the tables cannot say (which city and county are one government, what changed since they were printed). How
each kind of area is treated, and where every table comes from, is in ``records/recipients/README.md``.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from enjoined.recipients.normalise import slug  # noqa: E402 - the package is used from the tree, not installed
from enjoined.recipients.places import COLUMNS  # noqa: E402
from enjoined.recipients.states import STATES, TERRITORIES  # noqa: E402

GOVERNMENT_TYPES = {
    "city": "city",
    "City": "city",
    "corporation": "city",
    "town": "town",
    "township": "township",
    "village": "village",
    "borough": "borough",
    "municipality": "borough",
    "plantation": "plantation",
}
"""Printed type of area -> kind. Types that are not here are statistical, unorganized, tribal or land only."""

MERGED_TYPES = frozenset({"(balance)", "government", "County", "county"})
"""What is left of a consolidated government's printed name; a merge among the decisions must name each."""

TOWN_STATES = frozenset({"CT", "MA", "ME", "NH", "NY", "RI", "VT", "WI"})
"""Where a town is a county subdivision (ten-digit GEOID), not an incorporated place (seven digits)."""

TOWNSHIP_STATES = frozenset({"il", "in", "ks", "mo", "nd", "ne", "oh", "sd"})
"""Whose townships the table of places lacks; they are read from the lists of townships."""

NOT_GOVERNMENTS = frozenset({("NH", "township"), ("NY", "borough")})
"""New Hampshire's six townships are unincorporated; New York City's boroughs are parts of the city."""

MUNICIPALITIES = frozenset({"4206064", "4250528", "4252432"})
"""Pennsylvania's Bethel Park, Monroeville and Murrysville: boroughs that call themselves a municipality."""

RANK = {"city": 0, "city-county": 0, "village": 1, "borough": 2, "town": 3, "township": 4, "plantation": 5}
"""Who gets the bare id where a name is borne by several kinds in one State."""


@dataclass(frozen=True)
class Row:
    """One government (or county area) on its way to the table."""

    kind: str
    name: str
    state: str
    geoids: tuple[str, ...]
    counties: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    id: str = ""


@dataclass
class Decisions:
    """The hand-made list, by action."""

    merges: list[Row] = field(default_factory=list)
    inactive: set[str] = field(default_factory=set)
    drops: set[str] = field(default_factory=set)
    adds: list[Row] = field(default_factory=list)
    moves: dict[str, str] = field(default_factory=dict)
    towns: set[str] = field(default_factory=set)
    names: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)


def read_decisions(path: Path) -> Decisions:
    """Read the decisions; an unknown action or a row without a source stops the build."""
    found = Decisions()
    for line in read_csv(path, "utf-8"):
        geoids = tuple(line["geoids"].split(";"))
        aliases = tuple(alias for alias in line["aliases"].split(";") if alias)
        row = Row(line["kind"], line["name"], line["id"][:2], geoids, (), aliases, line["id"])
        if not line["source"].startswith("http"):
            raise SystemExit(f"{path}: {line['geoids']} has no source")
        match line["action"]:
            case "merge":
                found.merges.append(row)
            case "inactive":
                found.inactive.update(geoids)
            case "drop":
                found.drops.update(geoids)
            case "add":
                geoid, county = geoids[0].split(":")
                found.adds.append(replace(row, geoids=(geoid,), counties=(county,)))
            case "move":
                old, new = geoids[0].split(":")
                found.moves[old] = new
            case "town":
                found.towns.update(geoids)
            case "name":
                found.names[geoids[0]] = (line["name"], aliases)
            case other:
                raise SystemExit(f"{path}: unknown action {other!r}")
    return found


def read_csv(path: Path, encoding: str) -> list[dict[str, str]]:
    """All rows of a CSV file with a header."""
    with path.open(encoding=encoding, newline="") as handle:
        return list(csv.DictReader(handle))


def read_places(path: Path, decisions: Decisions) -> dict[str, Row]:
    """Governments below the county by GEOID; a place printed once per county becomes one row."""
    named: dict[str, tuple[str, str, str]] = {}
    counties: dict[str, set[str]] = defaultdict(set)
    for line in read_csv(path, "mac_roman"):
        state, printed = line["state_code"].lower(), line["type_of_area"]
        kind = GOVERNMENT_TYPES.get(printed, "merged" if printed in MERGED_TYPES else "")
        if state not in STATES or not kind or (line["state_code"], printed) in NOT_GOVERNMENTS:
            continue
        fips = STATES[state].fips
        county = fips + line["county_code"].zfill(3)
        subdivision = kind in ("township", "plantation") or (
            kind == "town" and line["state_code"] in TOWN_STATES
        )
        geoid = (county if subdivision else fips) + line["city_code"].zfill(5)
        if geoid in decisions.drops:
            continue
        named[geoid] = ("town" if geoid in decisions.towns else kind, line["city_name"], state)
        counties[geoid].add(decisions.moves.get(county, county))
    rows = {}
    for geoid, (kind, printed_name, state) in named.items():
        name, aliases = clean_name(printed_name, kind, state)
        if geoid in decisions.names:
            name, aliases = decisions.names[geoid]
        rows[geoid] = Row(kind, name, state, (geoid,), tuple(sorted(counties[geoid])), aliases)
    return rows


def read_townships(listed: Path, current: Path, decisions: Decisions) -> dict[str, Row]:
    """Townships of the States that the table of places leaves out, by GEOID.

    Only one that was a legal entity in ``listed`` (which leaves out what is fictitious, statistical or without
    officers) and that the Census Bureau still prints as a township in ``current`` is a government.
    """
    by_fips = {state.fips: code for code, state in STATES.items() if code in TOWNSHIP_STATES}
    legal = {line["census_geoid"].removeprefix("place-") for line in read_csv(listed, "utf-8")}
    rows = {}
    for level, state, county, subdivision, printed in read_geographies(current):
        geoid = state + county + subdivision
        if level != "061" or state not in by_fips or geoid not in legal or geoid in decisions.drops:
            continue
        if printed.endswith(" township") or re.fullmatch(r"Township \d+", printed):
            name = printed.removesuffix(" township")
            rows[geoid] = Row("township", name, by_fips[state], (geoid,), (state + county,))
    return rows


def read_geographies(path: Path) -> Iterable[tuple[str, str, str, str, str]]:
    """Summary level, State, county, county subdivision and printed name of each line below the headings."""
    with path.open(encoding="utf-8", newline="") as handle:
        for cells in csv.reader(handle):
            if len(cells) >= 7 and cells[0].isdecimal():
                yield cells[0], cells[1], cells[2], cells[3], cells[6]


def clean_name(printed: str, kind: str, state: str) -> tuple[str, tuple[str, ...]]:
    """The short name and its other forms.

    >>> clean_name("Bath (Berkeley Springs)", "town", "wv")
    ('Bath', ('Berkeley Springs',))
    >>> clean_name("Weymouth Town", "city", "ma")
    ('Weymouth', ('Weymouth Town', 'Town of Weymouth'))
    >>> clean_name("Bloomfield charter", "township", "mi")
    ('Bloomfield', ())
    """
    if match := re.fullmatch(r"(.+) \((.+)\)", printed):
        return match[1], (match[2],)
    if state == "ma" and kind == "city" and printed.endswith(" Town"):
        # Massachusetts cities that by their charter still call themselves a town
        short = printed.removesuffix(" Town")
        return short, (printed, f"Town of {short}")
    if kind == "township":
        return printed.removesuffix(" charter"), ()
    return printed, ()


def read_counties(path: Path) -> tuple[dict[str, str], dict[str, int]]:
    """Names of counties by GEOID, and 2020 populations of counties and States by GEOID."""
    names, people = {}, {}
    known = {state.fips for state in STATES.values()}
    for line in read_csv(path, "utf-8-sig"):
        if line["state_code"] not in known:
            continue
        if line["county_code"] == "000":
            people[line["state_code"]] = int(line["population"])
        else:
            geoid = line["state_code"] + line["county_code"]
            names[geoid], people[geoid] = line["county_name"], int(line["population"])
    return names, people


def read_populations(path: Path) -> dict[str, tuple[int, int]]:
    """The largest yearly estimate of each city by GEOID: persons, and the first year that had it."""
    best: dict[str, tuple[int, int]] = {}
    for line in read_csv(path, "utf-8-sig"):
        if line["population"]:
            count, year = round(float(line["population"])), int(line["year"])
            if line["place_geoid"] not in best or count > best[line["place_geoid"]][0]:
                best[line["place_geoid"]] = (count, year)
    return best


def read_estimates(path: Path) -> dict[str, tuple[int, int]]:
    """The largest of the 2010 census and the estimates of 2010 to 2019 by GEOID of an incorporated place."""
    best = {}
    columns = [("CENSUS2010POP", 2010), *((f"POPESTIMATE{year}", year) for year in range(2010, 2020))]
    for line in read_csv(path, "latin-1"):
        if line["SUMLEV"] == "162":
            counts = [(int(line[name]), -year) for name, year in columns if line[name].isdecimal()]
            count, year = max(counts)
            best[line["STATE"].zfill(2) + line["PLACE"].zfill(5)] = (count, -year)
    return best


def read_subcounty(path: Path, counties: dict[str, str]) -> dict[tuple[str, str, str], int]:
    """Persons in 2018 by county GEOID, kind and name of a town or township that its county has once.

    The table prints each county and then what lies in it, by name alone; a county that is not known hides what
    follows it.
    """
    fips = {state.name: state.fips for state in STATES.values()}
    codes = {(geoid[:2], name): geoid for geoid, name in counties.items()}
    found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    county: str | None = None
    for line in read_csv(path, "latin-1"):
        name, state = line["NAME"], fips.get(line["STNAME"], "")
        if name.startswith("Balance of "):
            continue
        if name == line["STNAME"] or name.endswith(" County"):
            county = codes.get((state, name))
        elif county and (match := re.fullmatch(r"(.+?)(?: charter)? (town|township)", name)):
            found[county, match[2], match[1]].append(int(line["POPESTIMATE2018"]))
        elif county and re.fullmatch(r"Township \d+", name):
            found[county, "township", name].append(int(line["POPESTIMATE2018"]))
    return {key: counts[0] for key, counts in found.items() if len(counts) == 1}


def larger(*tables: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """For each GEOID the largest count of all tables; of equal ones that of the earliest table."""
    best: dict[str, tuple[int, int]] = {}
    for table in tables:
        for geoid, (count, year) in table.items():
            if geoid not in best or count > best[geoid][0]:
                best[geoid] = (count, year)
    return best


def is_independent_city(name: str) -> bool:
    """County names of independent cities end in "city" in lower case; Nevada's is Carson City."""
    return name.endswith(" city") or name == "Carson City"


def with_county(place: Row, counties: dict[str, str]) -> Row:
    """The place with the county code it also has, if it is an independent city."""
    county = place.counties[0]
    name = counties.get(county, "")
    if place.kind == "city" and is_independent_city(name):
        return replace(place, name=name.removesuffix(" city"), geoids=(*place.geoids, county))
    if place.geoids[0] in MUNICIPALITIES:
        return replace(place, aliases=(f"Municipality of {place.name}",))
    return place


def assemble(
    places: dict[str, Row], counties: dict[str, str], decisions: Decisions
) -> tuple[list[Row], list[Row]]:
    """Governments, and county areas without one, each GEOID used once."""
    governments: list[Row] = []
    areas: list[Row] = []
    taken: set[str] = set()
    for merge in decisions.merges:
        under = {county for geoid in merge.geoids if geoid in places for county in places[geoid].counties}
        under |= {geoid for geoid in merge.geoids if geoid in counties}
        governments.append(replace(merge, counties=tuple(sorted(under))))
        taken.update(merge.geoids)
    for code, state in STATES.items():
        if state.fips not in taken:
            kind = "territory" if code in TERRITORIES else "state"
            governments.append(Row(kind, state.name, code, (state.fips,), id=code))
    for geoid, place in places.items():
        if geoid in taken:
            continue
        if place.kind == "merged":
            raise SystemExit(f"{place.name} ({geoid}): a consolidated government that no decision names")
        row = with_county(place, counties)
        taken.update(row.geoids)
        governments.append(row)
    governments.extend(decisions.adds)
    by_fips = {state.fips: state.code for state in STATES.values()}
    for geoid, name in counties.items():
        if geoid in taken:
            continue
        home = by_fips[geoid[:2]]
        inactive = home in ("ct", "ri") or geoid in decisions.inactive or name.endswith("Census Area")
        kind = "county-area" if inactive else "county"
        row = Row(kind, name, home, (geoid,), (geoid,), id=f"{home}/{slug(name)}")
        (areas if inactive else governments).append(row)
    return governments, areas


def number(rows: Sequence[Row], counties: dict[str, str]) -> list[Row]:
    """Give every row its id by the rule of the README; an id given twice stops the build."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind in RANK and not (row.id and slug(row.name) != row.id[3:]):
            groups[row.state, slug(row.name)].append(row)
    done = [row for row in rows if row.id]
    for (state, name), bearers in groups.items():
        top = min(RANK[row.kind] for row in bearers)
        first = [row for row in bearers if RANK[row.kind] == top]
        for row in bearers:
            if row.id:
                continue
            same = [other for other in bearers if other.kind == row.kind]
            if first == [row]:
                identifier = name
            elif len(same) == 1:
                identifier = f"{name}-{row.kind}"
            else:
                home = re.sub(r" (County|Parish|Borough)$", "", counties[row.counties[0]])
                identifier = f"{name}-{row.kind}-{slug(home)}"
            done.append(replace(row, id=f"{state}/{identifier}"))
    seen: dict[str, Row] = {}
    for row in done:
        if row.id in seen:
            raise SystemExit(f"{row.id} is given to {row} and {seen[row.id]}")
        if not re.fullmatch(r"[a-z]{2}(/[a-z0-9]+(-[a-z0-9]+)*)?", row.id):
            raise SystemExit(f"{row.id} is not an id")
        seen[row.id] = row
    return done


def write(path: Path, rows: Iterable[Row], people: dict[str, tuple[int, int]]) -> int:
    """Write the table sorted by id, at once; the number of rows."""
    lines = []
    for row in sorted(rows, key=lambda row: row.id):
        known = [people[geoid] for geoid in row.geoids if geoid in people]
        population, year = max(known) if known else ("", "")
        geoids, counties, aliases = ";".join(row.geoids), ";".join(row.counties), ";".join(row.aliases)
        lines.append((row.id, row.kind, row.name, row.state, geoids, counties, population, year, aliases))
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(lines)
        handle.flush()
        os.fsync(handle.fileno())
    temporary.replace(path)
    return len(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the tables named on the command line and write the two tables of the repository."""
    parser = argparse.ArgumentParser(description="build records/recipients/places.csv")
    parser.add_argument("--places", type=Path, required=True, help="USAspending ref_city_county_code.csv")
    parser.add_argument("--counties", type=Path, required=True, help="census_2020_population_county.csv")
    parser.add_argument(
        "--populations", type=Path, required=True, help="yearly populations of cities by GEOID"
    )
    parser.add_argument("--estimates", type=Path, required=True, help="Census Bureau, sub-est2019_all.csv")
    parser.add_argument(
        "--subcounty", type=Path, required=True, help="NAME, STNAME and POPESTIMATE2018 of it"
    )
    parser.add_argument(
        "--townships", type=Path, required=True, help="ocd-division-ids, us_census_places.csv"
    )
    parser.add_argument(
        "--geographies", type=Path, required=True, help="all-geocodes-v2023.xlsx saved as CSV"
    )
    parser.add_argument(
        "--output", type=Path, default=ROOT / "records" / "recipients", help="folder to write into"
    )
    options = parser.parse_args(arguments)
    decisions = read_decisions(ROOT / "records" / "recipients" / "decisions.csv")
    counties, residents = read_counties(options.counties)
    people = {geoid: (count, 2020) for geoid, count in residents.items()}
    people |= larger(read_populations(options.populations), read_estimates(options.estimates))
    places = read_places(options.places, decisions)
    places |= read_townships(options.townships, options.geographies, decisions)
    governments, areas = assemble(places, counties, decisions)
    below = read_subcounty(options.subcounty, counties)
    for row in governments:
        code = row.geoids[0]
        if len(code) == 10 and (count := below.get((code[:5], row.kind, row.name))) is not None:
            people[code] = (count, 2018)
    for name, rows in (("places.csv", number(governments, counties)), ("county_areas.csv", areas)):
        print(f"{name}: {write(options.output / name, rows, people)} rows")


if __name__ == "__main__":
    main()
