"""Made-up recipients in the style of spending files: governments written in many ways, and everybody else.

The names are put together from the table of governments and from common words; nobody in particular is meant. The same
seed gives the same recipients, and all of them are distinct.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Final

from enjoined.recipients import AwardRecipient, Place

__all__ = ["recipients"]

_BODIES: Final = ("{} COUNTY BOARD OF COUNTY COMMISSIONERS", "BOARD OF COUNTY COMMISSIONERS OF {} COUNTY")
_PLAIN: Final = ("{kind} OF {name}", "{name}, {kind} OF", "{name} {kind} OF", "THE {kind} OF {name}")
_OFFICES: Final = (
    "POLICE DEPARTMENT",
    "FIRE DEPARTMENT",
    "DEPARTMENT OF PUBLIC HEALTH",
    "OFFICE OF THE MAYOR",
)
_FIRST: Final = (
    "COMMUNITY",
    "FAMILY",
    "VALLEY",
    "RIVER",
    "SUNRISE",
    "HARBOR",
    "PIONEER",
    "UNITED",
    "LIBERTY",
    "HERITAGE",
)
_SECOND: Final = (
    "HEALTH",
    "HOUSING",
    "FARMS",
    "ENERGY",
    "LEARNING",
    "RESEARCH",
    "SERVICES",
    "ARTS",
    "LEGAL AID",
)
_THIRD: Final = (
    "INC",
    "LLC",
    "FOUNDATION",
    "CENTER",
    "ASSOCIATION",
    "AUTHORITY",
    "SCHOOL DISTRICT",
    "UNIVERSITY",
    "CORP",
)
_GIVEN: Final = ("MARIA", "JAMES", "LINDA", "ROBERT", "ANA", "WEI", "OMAR", "RUTH", "DAVID", "ELENA")


def recipients(places: Sequence[Place], count: int, seed: int = 1) -> Iterator[AwardRecipient]:
    """``count`` distinct recipients: two in five are governments or their offices, the others are not."""
    random_ = random.Random(seed)
    local = [place for place in places if place.counties and place.state]
    seen: set[tuple[str, str]] = set()
    while len(seen) < count:
        place = random_.choice(local)
        item = _government(place, random_) if random_.random() < 0.4 else _other(place, random_)
        if (item.name, item.zip) not in seen:
            seen.add((item.name, item.zip))
            yield item


def _government(place: Place, random_: random.Random) -> AwardRecipient:
    name = place.name.upper()
    county = place.kind == "county"
    bare = name.removesuffix(" COUNTY").removesuffix(" PARISH")
    if county and random_.random() < 0.4:
        text = random_.choice(_BODIES).format(bare)
    else:
        kind = "COUNTY" if county else place.kind.upper().replace("CITY-COUNTY", "CITY & COUNTY")
        text = random_.choice(_PLAIN).format(kind=kind, name=bare)
    chance = random_.random()
    if chance < 0.15 and not county:
        text = f"{bare} {random_.choice(_OFFICES)}"
    elif chance < 0.25:
        at = random_.randrange(1, len(text))
        text = text[:at] + random_.choice("AEINORST") + text[at + 1 :]
    elif chance < 0.3:
        text = text[: random_.randrange(18, 46)]
    return _item(text, place, "B" if county else "C", random_)


def _other(place: Place, random_: random.Random) -> AwardRecipient:
    name = place.name.upper()
    if random_.random() < 0.2:
        text = f"{name}, {random_.choice(_GIVEN)} {random_.choice('ABCDEFGHJKLMNPRSTW')}"
        return _item(text, place, "P", random_)
    parts = [random_.choice(_FIRST), random_.choice(_SECOND), random_.choice(_THIRD)]
    where = random_.random()
    if where < 0.4:
        parts.insert(0, name)
    elif where < 0.7:
        parts.append(f"OF {name}")
    return _item(" ".join(parts), place, random_.choice("MNOQRDHLGX"), random_)


def _item(text: str, place: Place, kind: str, random_: random.Random) -> AwardRecipient:
    coded = random_.random() < 0.8
    return AwardRecipient(
        name=text,
        state=place.state.upper(),
        county_fips=place.counties[0] if coded else "",
        place_code=place.geoids[0][-5:] if coded and place.kind != "county" else "",
        zip=f"{random_.randrange(100_000):05}",
        business_types=(kind,),
    )
