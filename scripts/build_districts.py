"""Build ``records/recipients/districts.csv`` from the text of 28 U.S.C. chapter 5, or check the table that is there.

Run it by hand when the statute or the table of counties changes::

    python scripts/build_districts.py --statute chapter5.md
    python scripts/build_districts.py

The statute is read section by section, whatever markup stands around it. A county is found by its printed name among
the counties of its State; where statute and table spell it otherwise, ``SPELT`` says so. Without ``--statute`` the
table is only checked. Either way every county must lie in exactly one district, or the script ends with 1.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from enjoined.model import CourtId, District  # noqa: E402
from enjoined.recipients.normalise import slug  # noqa: E402 - the package is used from the tree, not installed
from enjoined.recipients.places import read_places  # noqa: E402
from enjoined.recipients.states import STATES  # noqa: E402
from enjoined.registry.files import write_whole  # noqa: E402
from enjoined.registry.reading.districts import COLUMNS, read_districts  # noqa: E402

TABLE = ROOT / "records" / "recipients" / "districts.csv"
WITHOUT = frozenset({"as", "gu", "mp", "vi"})
"""Territories of which chapter 5 does not speak: three have courts under title 48, American Samoa has none."""

SPELT = {
    "ar": {"hot-springs": "hot-spring"},
    "fl": {"dade": "miami-dade"},
    "in": {"davies": "daviess", "vermilion": "vermillion"},
    "ky": {"breckenridge": "breckinridge"},
    "mo": {"saint-genevieve": "ste-genevieve"},
    "oh": {"woods": "wood"},
    "ok": {"le-flore-love": "le-flore love"},
    "tx": {"brisco": "briscoe", "cook": "cooke", "shackleford": "shackelford", "zavalla": "zavala"},
    "va": {"accomac": "accomack"},
}
"""Printed in the statute -> in the table of counties: renamed or respelt since, and a comma missing in the print."""

GONE = {"va": frozenset({"elizabeth-city", "nansemond", "norfolk", "princess-anne", "warwick"})}
"""Counties that the statute names and that have since become independent cities."""

CITIES = {
    "va": {
        "E": "alexandria chesapeake colonial-heights emporia fairfax falls-church franklin fredericksburg hampton "
        "hopewell manassas manassas-park newport-news norfolk petersburg poquoson portsmouth richmond suffolk "
        "virginia-beach williamsburg",
        "W": "bristol buena-vista charlottesville covington danville galax harrisonburg lexington lynchburg "
        "martinsville norton radford roanoke salem staunton waynesboro winchester",
    },
    "mo": {"E": "st-louis"},
}
"""Independent cities, by district: 28 U.S.C. 127(c) lays Virginia's with the county around them, and the two courts
list them (sources in the README of the table); the statute prints the city of Saint Louis by its name."""

_SECTION = re.compile(r"^[#*\s]*§\s*(?P<number>\d+A?)\.\s*(?P<name>[^\n*\[]+?)\s*$", re.M)
_DISTRICT = re.compile(r"\([a-d]\).*?The (?P<side>\w+) district comprises", re.I)
_COUNTIES = re.compile(
    r"comprises (?:the (?:count(?:y|ies)|parishes)(?: of)? (?P<names>.+)|(?P<one>[\w ]+?) County)\.\s*$", re.I
)
_BRACKETS = re.compile(r"\([^()]*\)")
_PARTS = re.compile(r",? (?:and concurrently|those portions|and that portion)\b.*$")


def key(name: str) -> str:
    """A name without "County" or "Parish", accents and spaces, Saint written in full."""
    words = slug(name).split("-")
    words = [{"st": "saint", "ste": "sainte"}.get(word, word) for word in words]
    if len(words) > 1 and words[-1] in ("county", "parish"):
        words.pop()
    return "".join(words)


def counties() -> Mapping[str, Mapping[str, list[tuple[str, bool]]]]:
    """By State and key the codes of counties, each with whether it is a city."""
    found: defaultdict[str, defaultdict[str, list[tuple[str, bool]]]] = defaultdict(lambda: defaultdict(list))
    for file in ("places.csv", "county_areas.csv"):
        for named in read_places(TABLE.parent / file):
            place = named.place
            codes = [code for code in place.geoids if len(code) == 5]
            old = [a for a in named.aliases if a.endswith((" County", " Parish"))]
            if (
                len(codes) > 1
            ):  # New York City: its counties stand among its names in the order of their codes
                for code, name in zip(codes, old, strict=True):
                    found[place.state][key(name)].append((code, False))
            elif codes:
                names = old if place.kind == "city-county" and old else [place.name]
                for one in {key(name) for name in names}:
                    found[place.state][one].append((codes[0], place.kind == "city"))
    return found


def sections(statute: str) -> Iterator[tuple[str, str, list[str]]]:
    """State, section and lines for each section of chapter 5 on a State."""
    by_name = {state.name: code for code, state in STATES.items()}
    heads = list(_SECTION.finditer(statute))
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        state = by_name.get(head["name"])
        if state is not None and 81 <= int(head["number"].rstrip("A")) <= 131:
            body = statute[head.end() : after.start() if after else None]
            yield state, head["number"], [line.strip(" *") for line in body.splitlines()]


def printed(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The letter of a district (N, M, …) and the name of each county printed under it."""
    side = ""
    for line in lines:
        head = _DISTRICT.match(line)
        side = head["side"][0].upper() if head else side
        list_ = _COUNTIES.search(_PARTS.sub(".", _BRACKETS.sub("", line)))
        if list_ is not None:
            for name in re.split(
                r",\s*(?:and\s+)?|(?<!King)\s+and\s+(?=[A-Z])", list_["names"] or list_["one"]
            ):
                if name.strip():
                    yield side, name.strip()


def districts(statute: str) -> Iterator[District]:
    """Every district of the statute, in order of State and side; raises ``SystemExit`` for a name that is no county."""
    table = counties()
    for state, number, lines in sorted(sections(statute)):
        cite = f"28 U.S.C. {number}"
        divided = re.search(r"divided into (two|three|four) judicial districts", " ".join(lines))
        if divided is None:
            name = f"District of {STATES[state].name}".replace("District of District", "District")
            yield District(id=CourtId(f"{state}d"), name=name, section=cite, counties=(STATES[state].fips,))
            continue
        sides: defaultdict[str, set[str]] = defaultdict(set)
        for side, name in printed(lines):
            said = slug(name).removeprefix("the-city-of-")
            for one in SPELT.get(state, {}).get(said, said).split():
                codes = [code for code, city in table[state].get(key(one), ()) if not city]
                if len(codes) != 1 and one not in GONE.get(state, ()):
                    raise SystemExit(f"{cite}: {name!r} is {len(codes)} counties of {STATES[state].name}")
                sides[side].update(codes)
        if len(sides) != NUMBERS[divided[1]]:
            raise SystemExit(f"{cite}: {len(sides)} districts were read, {divided[1]} were announced")
        for side, cities in CITIES.get(state, {}).items():
            for city in cities.split():
                sides[side].update(code for code, is_city in table[state][key(city)] if is_city)
        for side, found in sorted(sides.items()):
            yield District(
                id=CourtId(f"{state}{side.lower()}d"),
                name=f"{SIDES[side]} District of {STATES[state].name}",
                section=cite,
                counties=tuple(sorted(found)),
            )


NUMBERS = {"two": 2, "three": 3, "four": 4}
SIDES = {"N": "Northern", "E": "Eastern", "S": "Southern", "W": "Western", "M": "Middle", "C": "Central"}


def mistakes(found: tuple[District, ...]) -> Iterator[str]:
    """Every county that lies in no district or in several, and every code that is no county."""
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for district in found:
        for code in district.counties:
            homes[code].append(district.id)
    known = {s.fips for s in STATES.values()}
    for state, named in counties().items():
        for code in (code for codes in named.values() for code, _ in codes):
            known.add(code)
            lies = [*homes[code], *homes[code[:2]]]
            if len(lies) != (0 if state in WITHOUT else 1):
                yield f"{code} ({state}) lies in {', '.join(lies) or 'no district'}"
    yield from (f"{code} is no county" for code in homes if homes[code] and code not in known)


def main() -> int:
    """Write the table if a statute is given, then check it; the exit code says whether it is sound."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--statute", type=Path, help="text of 28 U.S.C. chapter 5; without it, only check")
    given = parser.parse_args().statute
    if given is not None:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for d in districts(given.read_text(encoding="utf-8")):
            writer.writerow((d.id, d.name, d.section, ";".join(d.counties)))
        write_whole(TABLE, out.getvalue().encode())
    found = tuple(read_districts(TABLE))
    wrong = list(mistakes(found))
    print(*wrong, f"{len(found)} districts, {sum(len(d.counties) > 1 for d in found)} by county", sep="\n")
    return bool(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
