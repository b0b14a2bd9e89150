"""What reads like the name of a body that can be given an award; other boxes of a form, streets and titles do not."""

from __future__ import annotations

import re

import msgspec

from enjoined.recipients.states import STATES

__all__ = ["HELD", "NAME_OF", "STREET", "WORD", "Name", "name_in"]

PLACES = r"(?:City|County|Town|Township|Village|Borough|Parish|State|Commonwealth|District|Territory|Municipality|Port)"
WORD = r"(?:(?:St|Ste|Ft|Mt)\.|[A-Z][\w'\u2019&-]*)"
NAME_OF = re.compile(
    rf"(?:The\s)?{PLACES}(?:\s{{1,2}}and\s{{1,2}}County)?\s{{1,2}}of\s{{1,2}}(?:the\s)?{WORD}"
    rf"(?:[ \t]{{1,2}}(?:(?:of|and|the|du|de|la)[ \t])?{WORD}(?![\w'&-]|\s?:)){{0,6}}"
)
REVERSED = re.compile(
    rf"^({WORD}(?:\s{WORD}){{0,3}}),\s+(?:the\s)?({PLACES}(?:\s+and\s+County)?)\s+of(?:\s+the)?$",
    re.IGNORECASE,
)
BODY = re.compile(
    r"\b(?:city|county|counties|town|township|village|borough|parish|state|commonwealth|universit\w+|college|school|schools|district|"
    r"department|police|sheriff\S*|board|regents|trustees|authority|commission|council|agency|office|bureau|division|port|nation|tribes?|"
    r"tribal|pueblo|rancheria|band|indians?|inc|incorporated|llc|corp|corporation|foundation|association|coalition|alliance|society|"
    r"center|centre|institute|government|municipality|consortium|partnership|network|hospital|health|services|system|continuum|"
    r"company|territory|courts?|theat(?:re|er)|museum|library|shelter|clinic)\b",
    re.IGNORECASE,
)
# What no name of a recipient holds: other boxes, programs, the giving agency, sentences.
NEVER = re.compile(
    r"\d{2}\.\d{3}|\d{4}-[A-Z]{2}|\d{1,2}/\d{1,2}/\d{2}|\$|U\.?\s?S\.?\s?C\b|C\.?F\.?R\b|_{3}|\.{4}"
    r"|\b(?:CFDA|UEI|DUNS|EIN|FAIN|ALN|(?<!victim\s)(?<!legal\s)(?<!housing\s)(?<!community\s)assistance|grants?|awards?|award(?:ed|ing)|program|programs|project|budget|period|supplement|vendor|"
    r"zip\scode|amount|condition|conditions|compliance|complian\w*|requirements?|required|must|shall|may|is|are|was|agrees?|terms|"
    r"number|date|(?<!community\s)action(?!,?\s+inc)|title|agreements?|page|attachment|funds?|funding|recipients?|subrecipients?|grantees?|statut\w+|authorit(?:y\sfor|ies\sof)|"
    r"(?:sponsoring|awarding|granting|issuing|administering|implementing|paying|contracting|cognizant)\s(?:office|agency)|pass-through\sentity|signature|signed|type\sof|this|these|any|all|such|no|not|that|which|with|integrity|performance|monitoring|allowable)\b"
    r"|(?:U\.?\s?S\.?|United\sStates|federal)\s{1,2}(?:dep(?:t|artment)|government|bureau|agency)"
    r"|^\W*department\sof\s(?:justice|homeland\ssecurity|housing\sand\surban|health\sand\shuman|transportation$|education$)"
    r"|^\W*office\sof\s(?:justice\sprograms|community\soriented|juvenile\sjustice|(?:for\s)?victims)"
    r"|^\W*(?:(?:substance\sabuse\sand\smental\shealth\sservices|health\sresources\sand\sservices|employment\sand\straining|economic\sdevelopment|national\soceanic\sand\satmospheric)\sadministration"
    r"|administration\s(?:for\s(?:children\sand\sfamilies|community\sliving|native\samericans)|on\saging)|centers\sfor\s(?:disease\scontrol\sand\sprevention|medicare\s(?:and|&)\smedicaid\sservices)"
    r"|national\s(?:institutes\sof\shealth|science\sfoundation|endowment\sfor\sthe\s(?:arts|humanities)|park\sservice)|institute\sof\smuseum\sand\slibrary\sservices|americorps"
    r"|environmental\sprotection\sagency|fish\sand\swildlife\sservice|forest\sservice|natural\sresources\sconservation\sservice|food\sand\snutrition\sservice)(?=\W*$|,)"
    r"|\bcops\soffice|office\son\sviolence|bureau\sof\sjustice\sassist|federal\s(?:emergency|transit|highway|aviation)",
    re.IGNORECASE,
)
# Places whose names are words of NEVER: Page, Grants Pass, Grant County, School District No. 9.
PLACE_WORDS = re.compile(
    r"(?<=\bof\s)(?:page|grants?)\b|\bgrants?(?=\s(?:pass|county|parish|township)\b)"
    r"|(?:(?<=\bdistrict\s)|(?<=\bunit\s))no(?=\.?\s?\d{1,4}$)",
    re.IGNORECASE,
)
STREET = re.compile(
    r"^\d+\s|\b(?:street|avenue|ave|suite|blvd|boulevard|drive|road|room|floor|p\.?\s?o\.?\sbox)\b"
    r"(?!\s(?:[\w'&]+\s){0,2}(?:theat(?:re|er)|church|school|clinic|cent(?:er|re)|mission|shelter|library|museum)\b)",
    re.IGNORECASE,
)
ADDRESS_AFTER = re.compile(
    r",?\s+(?=\d{1,6}[A-Z]?\s+[A-Z0-9])|,?\s+(?=P\.?\s?O\.?\s+Box)|,?\s+\d{5}(?:-\d{4})?\s*$", re.IGNORECASE
)
NEXT_BOX = re.compile(
    r"\s+(?=(?:EIN|UEI|DUNS|FEIN|TIN|FAIN|Tax\s+ID|Unique\s+Entity)\b[^\n]{0,12}[:#])"
    r"|\s+(?=\$\d|(?:Program|Amount|Agency|Project|(?:Federal\s+)?(?:Award|award|Grant)(?:\s+(?:No\.|Number))?)(?::|\s+\d))"
    r"|\.\s+(?=[A-Z][\w ]{2,30}:)|(?<=[a-z]{3})(?<!\b(?:Assn|Auth|Bros|Corp|Dept|Dist|Univ))\.\s+(?=[A-Z])"
)
"""Another box of the form, or another sentence, printed in the line of the name."""
COMMA_KEEPS = re.compile(
    r"^(?:inc\.?|incorporated|llc|l\.l\.c\.|corp\.?|ltd\.?|[A-Z]{2}|(?:the\s)?"
    rf"{PLACES}(?:\s+and\s+County)?\s+of(?:\s.*)?|(?:department|office|board|division|bureau)\s+of\s.*)$",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"^(?:Mayor|Governor|Sheriff|Chief(?:\sof\sPolice)?|Superintendent|(?:Executive\s)?Director|Chair\w*),\s+(?=[A-Z])"
)
"""The office of the person a letter is addressed to, before the name of the body."""
_STATES = "|".join(re.escape(state.name) for state in STATES.values())
HELD = (
    r"(?:Mayor|Governor|Chief|Director|Manager|Administrator|Chair\w*|President|Superintendent|Coordinator"
    r"|Officer|Clerk|Treasurer|Commissioner|Secretary|Executive|Comptroller|Controller|Judge|Chancellor)"
)
OFFICE_HELD = re.compile(
    rf"(?!(?:{_STATES})\b|(?!(?:The|A|Your)\s)[A-Z]\w+\s(?:County|Parish)\b)(?:(?!Office\b)[A-Z][\w&-]*\s){{0,3}}{HELD}(?:\s(?:of|for)\s[A-Z]\w+)?$"
)
"""Who holds an office, by its title alone: "City Manager", "Chief of Police"; not "Ohio Secretary of State"."""
SMALL = frozenset({"of", "and", "the", "for", "in", "on", "at", "de", "la", "del", "du", "&", "a"})
MOST_WORDS = 12


class Name(msgspec.Struct, frozen=True):
    """A name in the form in which it is told, and where it stands; ``sure`` where it holds a word for a body."""

    value: str
    start: int
    end: int
    sure: bool


def name_in(raw: str, at: int) -> Name | None:
    """``raw`` as a name, without the address behind it; None when it cannot be the name of a recipient."""
    cut = re.split(r"\s*\((?:herein|the \"|\")|\s*\(", raw, maxsplit=1)[0]
    cut = ADDRESS_AFTER.split(NEXT_BOX.split(cut, maxsplit=1)[0], maxsplit=1)[0]
    kept, *rest = cut.split(",")
    for part in rest:
        if not COMMA_KEEPS.match(part.strip()):
            break
        kept += f",{part}"
    stripped = OFFICE.sub("", kept.strip(" :;,\t_-\u2013\u2014"))
    if stripped.endswith(".") and not re.search(
        r"\b(?:inc|corp|ltd|co|llc)\.$|[A-Z]\.$", stripped, re.IGNORECASE
    ):
        stripped = stripped.rstrip(".")
    start = at + raw.find(stripped) if stripped else at
    if stripped[:4].lower() == "the ":
        stripped = stripped[4:].lstrip()
        start = at + raw.find(stripped)
    words = stripped.split()
    if re.fullmatch(PLACES, stripped, re.IGNORECASE) or OFFICE_HELD.match(stripped):
        return None
    if not 1 <= len(words) <= MOST_WORDS or len(stripped) < 3 or not re.search(r"[A-Za-z]{3}", stripped):
        return None
    if (
        NEVER.search(PLACE_WORDS.sub(" ", stripped))
        or STREET.search(stripped)
        or re.match(r"\W*\d", stripped)
    ):
        return None
    if not all(word.lower() in SMALL or word[0].isupper() or not word[0].isalpha() for word in words):
        return None
    sure = BODY.search(stripped) is not None
    if not sure and ((len(words) == 1 and not stripped[0].isupper()) or words[0].lower() in SMALL):
        return None
    if ":" in stripped or (not sure and re.search(r",\s?[A-Z]{2}$", stripped)):
        return None  # the second line of an address
    return Name(_tidy(stripped), start, start + len(stripped), sure)


def _tidy(name: str) -> str:
    """One-spaced; capitals throughout become a title; "CHICAGO, CITY OF" is "City of Chicago"."""
    name = " ".join(name.split())
    head, comma, state = name.rpartition(",")
    if comma and re.fullmatch(r"\s?[A-Z]{2}", state):
        return f"{_tidy(head)},{state}"
    if name.isupper():
        name = " ".join(w if w in SMALL else w.capitalize() for w in name.lower().split())
    turned = REVERSED.match(name)
    return f"{turned[2]} of {turned[1]}" if turned else name
