"""The words of spending files: what governments, their governing bodies and their offices are called there.

These are words of English and of American local government, no names of anybody.
"""

from __future__ import annotations

from typing import Final

from enjoined.recipients.normalise import KIND_WORDS

__all__ = [
    "FORMS",
    "FORM_ENDS",
    "FORM_STARTS",
    "INDEPENDENT",
    "INITIALS",
    "LOCAL_BODIES",
    "NOISE",
    "OFFICES",
    "ORGANS",
    "OWN_PERSON",
    "SHORT",
    "STATE_ORGANS",
]

SHORT: Final = {
    "cty": "city",
    "cy": "city",
    "dept": "department",
    "depts": "department",
    "dpt": "department",
    "dep": "department",
    "bd": "board",
    "ofc": "office",
    "off": "office",
    "div": "division",
    "svcs": "services",
    "svc": "services",
    "mgmt": "management",
    "auth": "authority",
    "univ": "university",
    "dist": "district",
    "cmwlth": "commonwealth",
    "gov": "government",
    "comm": "commission",
    "commrs": "commissioners",
}
"""Abbreviations of spending files, beside those of every name."""

_KINDS: Final = KIND_WORDS | {
    "county and city": "city-county",
    "municipality and borough": "city-county",
    "consolidated city and county": "city-county",
    "municipal": "municipality",
    "incorporated village": "village",
    "inc village": "village",
    "incorporated town": "town",
    "inc town": "town",
    "gobierno municipal": "municipio",
    "municipio autonomo": "municipio",
}
_BODIES: Final = {
    "board of county commissioners": "county",
    "board of county commission": "county",
    "board of county supervisors": "county",
    "board of commissioners": "",
    "board of supervisors": "",
    "board of selectmen": "",
    "board of aldermen": "",
    "board of freeholders": "county",
    "board of chosen freeholders": "county",
    "county board of commissioners": "county",
    "county board of supervisors": "county",
    "county board": "county",
    "county commission": "county",
    "county commissioners": "county",
    "county council": "county",
    "county fiscal court": "county",
    "county commissioners court": "county",
    "fiscal court": "county",
    "police jury": "parish",
    "parish police jury": "parish",
    "parish council": "parish",
    "parish government": "parish",
    "bocc": "county",
    "bcc": "county",
    "bos": "",
    "commissioners": "",
    "commission": "",
    "council": "",
    "supervisors": "",
    "mayor and city council": "city",
    "mayor and council": "",
    "mayor and aldermen": "",
    "mayor and board of aldermen": "",
    "city council": "city",
    "city commission": "city",
    "city hall": "city",
    "common council": "city",
    "town council": "town",
    "town board": "town",
    "village board": "village",
    "village board of trustees": "village",
    "consolidated municipality": "",
    "unified government": "",
    "consolidated government": "",
    "metropolitan government": "",
    "metropolitan county government": "",
    "urban county government": "",
    "consolidated city county government": "",
    "county government": "county",
    "city government": "city",
    "borough government": "borough",
    "government": "",
    "metropolitan": "",
    "executive office": "",
    "corporation": "",
    "municipal corporation": "",
    "a municipal corporation": "",
}

FORMS: Final[dict[tuple[str, ...], str]] = {
    tuple(phrase.split()): kind for phrase, kind in (_KINDS | _BODIES).items()
}
"""Words that say who acts, and the kind of government they name (``""``: none)."""


_LOCAL: Final = frozenset({"board", "bos", "bocc", "bcc", "commissioners", "council", "mayor", "supervisors"})
LOCAL_BODIES: Final = frozenset(form for form in FORMS if not _LOCAL.isdisjoint(form))
"""Governing bodies that no State has."""
INITIALS: Final = frozenset({("bocc",), ("bcc",), ("bos",)})
"""Governing bodies by their initials, which begin no name."""


def _lengths(at: int) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for phrase in FORMS:
        found.setdefault(phrase[at], set()).add(len(phrase))
    return {word: tuple(sorted(lengths, reverse=True)) for word, lengths in found.items()}


FORM_STARTS: Final = _lengths(0)
FORM_ENDS: Final = _lengths(-1)
"""First and last words of these forms, and how long such forms are, the longest first."""

ORGANS: Final = frozenset({"department", "office", "offices", "bureau", "division"})
"""What an office of a city or county calls itself; without one of these words a body is not taken for an office."""

STATE_ORGANS: Final = ORGANS | {
    "administration",
    "agency",
    "commission",
    "governor",
    "governors",
    "police",
    "patrol",
    "secretary",
    "treasurer",
    "treasury",
    "executive",
    "ministry",
    "judiciary",
    "legislature",
    "services",
}
"""What an office of a State calls itself."""

OFFICES: Final = ORGANS | frozenset(
    """
    a administration administrative affairs aging agriculture airport airports and animal arts assessor
    attorney attorneys auditor aviation behavioral budget building buildings business care children
    childrens citizens city clerk clerks code communications community comptroller conservation construction
    consumer control controller coroner correction corrections county court courts criminal cultural culture
    customer development disability disaster district economic education elections emergency employment
    energy enforcement engineer engineering environment environmental examiner executive executives
    facilities families family finance financial fire fiscal fleet for general governor governors grants
    health highway highways homeless homelessness housing human hygiene immigrant information innovation
    inspections internal jail justice juvenile labor land law legal management manager marshal mayor mayors
    medical mental motor natural neighborhood neighborhoods of on opportunity parking parks parole patrol
    permits personnel planning police policy port preparedness prevention probation procurement professional
    program programs project projects prosecutor protection public purchasing quality recovery recreation
    regional registrar relations rescue resilience resources revenue risk roads safety sanitation secretary
    security senior services sewer sheriff sheriffs social solicitor solid state storm stormwater strategic
    street streets support sustainability tax technology the to tourism traffic training transit
    transportation treasurer treasurers treasury urban utilities utility veterans victim violence waste
    wastewater water welfare women workforce works youth zoning
    """.split()  # noqa: SIM905 - a list of words is read as words
)
"""Words an office's name is made of; any other word names somebody else."""

INDEPENDENT: Final = frozenset(
    {
        "sheriff",
        "sheriffs",
        "attorney",
        "attorneys",
        "prosecutor",
        "prosecutors",
        "clerk",
        "clerks",
        "coroner",
        "court",
        "courts",
        "assessor",
        "registrar",
        "solicitor",
        "district",
        "transit",
        "port",
        "education",
    }
)
"""Officers who are legal persons of their own in some States, and boards that often are: a person decides."""

OWN_PERSON: Final = frozenset(
    """
    academy alliance assn association authority band bank center chamber charities church clinic club
    coalition college colleges company conference conservancy coop cooperative corp corporation council
    district districts federation foundation fund hospital hospitals inc incorporated institute institution
    league library llc llp lp ltd ministries mission museum nation orchestra partnership pueblo rancheria
    school schools seminary society system systems tribe tribes trust universities university ymca ywca
    """.split()  # noqa: SIM905
)
"""Words of bodies with a personality of their own."""

NOISE: Final = frozenset({"inc", "incorporated"})
"""What a bracket behind the name of a city may say."""
