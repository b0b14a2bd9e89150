"""The 50 States, the District of Columbia and five territories: codes and how their names are abbreviated.

Codes: ANSI INCITS 38 (FIPS 5-2) and the two-letter postal codes,
https://www.census.gov/library/reference/code-lists/ansi/ansi-codes-for-states.html. The older abbreviations
("Ill.", "Wis.") are those of court captions and newspapers.
"""

from __future__ import annotations

from typing import Final

import msgspec

__all__ = ["COMMONWEALTHS", "STATES", "TERRITORIES", "State", "state_code"]


class State(msgspec.Struct, frozen=True):
    """A State: postal code in lower case (its recipient id), two-digit FIPS code, name, abbreviations."""

    code: str
    fips: str
    name: str
    abbreviations: tuple[str, ...] = ()


_ROWS: Final = (
    ("al", "01", "Alabama", ("Ala",)),
    ("ak", "02", "Alaska", ()),
    ("az", "04", "Arizona", ("Ariz",)),
    ("ar", "05", "Arkansas", ("Ark",)),
    ("ca", "06", "California", ("Calif", "Cal")),
    ("co", "08", "Colorado", ("Colo",)),
    ("ct", "09", "Connecticut", ("Conn",)),
    ("de", "10", "Delaware", ("Del",)),
    ("dc", "11", "District of Columbia", ()),
    ("fl", "12", "Florida", ("Fla",)),
    ("ga", "13", "Georgia", ()),
    ("hi", "15", "Hawaii", ()),
    ("id", "16", "Idaho", ()),
    ("il", "17", "Illinois", ("Ill",)),
    ("in", "18", "Indiana", ("Ind",)),
    ("ia", "19", "Iowa", ()),
    ("ks", "20", "Kansas", ("Kan", "Kans")),
    ("ky", "21", "Kentucky", ()),
    ("la", "22", "Louisiana", ()),
    ("me", "23", "Maine", ()),
    ("md", "24", "Maryland", ()),
    ("ma", "25", "Massachusetts", ("Mass",)),
    ("mi", "26", "Michigan", ("Mich",)),
    ("mn", "27", "Minnesota", ("Minn",)),
    ("ms", "28", "Mississippi", ("Miss",)),
    ("mo", "29", "Missouri", ()),
    ("mt", "30", "Montana", ("Mont",)),
    ("ne", "31", "Nebraska", ("Neb", "Nebr")),
    ("nv", "32", "Nevada", ("Nev",)),
    ("nh", "33", "New Hampshire", ()),
    ("nj", "34", "New Jersey", ()),
    ("nm", "35", "New Mexico", ("N Mex",)),
    ("ny", "36", "New York", ("NYS",)),
    ("nc", "37", "North Carolina", ("N Car",)),
    ("nd", "38", "North Dakota", ("N Dak",)),
    ("oh", "39", "Ohio", ()),
    ("ok", "40", "Oklahoma", ("Okla",)),
    ("or", "41", "Oregon", ("Ore", "Oreg")),
    ("pa", "42", "Pennsylvania", ("Penn", "Penna")),
    ("ri", "44", "Rhode Island", ()),
    ("sc", "45", "South Carolina", ("S Car",)),
    ("sd", "46", "South Dakota", ("S Dak",)),
    ("tn", "47", "Tennessee", ("Tenn",)),
    ("tx", "48", "Texas", ("Tex",)),
    ("ut", "49", "Utah", ()),
    ("vt", "50", "Vermont", ()),
    ("va", "51", "Virginia", ()),
    ("wa", "53", "Washington", ("Wash",)),
    ("wv", "54", "West Virginia", ("W Va",)),
    ("wi", "55", "Wisconsin", ("Wis", "Wisc")),
    ("wy", "56", "Wyoming", ("Wyo",)),
    ("as", "60", "American Samoa", ()),
    ("gu", "66", "Guam", ()),
    ("mp", "69", "Northern Mariana Islands", ("CNMI",)),
    ("pr", "72", "Puerto Rico", ()),
    ("vi", "78", "U.S. Virgin Islands", ("Virgin Islands", "United States Virgin Islands")),
)

STATES: Final[dict[str, State]] = {row[0]: State(*row) for row in _ROWS}
"""Every State by its code.

>>> STATES["il"].name, STATES["il"].fips
('Illinois', '17')
"""

TERRITORIES: Final = frozenset({"as", "gu", "mp", "pr", "vi"})
"""The territories of the United States that have a government of their own."""

COMMONWEALTHS: Final = frozenset({"ky", "ma", "pa", "va", "mp", "pr"})
"""Those that call themselves a commonwealth."""


def state_code(text: str) -> str:
    """The code of a State, in capitals, from its code, name or abbreviation; any other text in capitals as it is.

    >>> state_code("il"), state_code("New Mexico"), state_code("virgin islands"), state_code("AS+MP")
    ('IL', 'NM', 'VI', 'AS+MP')
    """
    written = " ".join(text.upper().split())
    return _CODES.get(written, written)


_CODES: Final = {
    name.upper(): state.code.upper()
    for state in STATES.values()
    for name in (state.name, *state.abbreviations)
}
