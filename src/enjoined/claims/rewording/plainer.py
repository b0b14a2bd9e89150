"""Turns of phrase that say no more than plain words do, put into these before the words are looked at."""

from __future__ import annotations

import re
from typing import Final

from enjoined.claims.grammar.tokens import in_figures

__all__ = ["plainer"]

_KILLED: Final = r"(?:lost|taken|claimed|cut short|ended|snuffed out)"
_VIOLENCE: Final = r"(?:violence|murders?|homicides?|killers|killings)"
_TO_MURDER: Final = rf"(?:to|by|in) {_VIOLENCE}\b"
"""Lives are lost to much else: traffic, floods, fires."""
_MARK: Final = (
    r"(?:something|a (?:feat|level|mark|milestone|threshold|figure|number|total|low|height))"
    r"(?:,? (?:that )?(?:it|they|the city)| that)?"
)
_SO_MANY: Final = r"((?:(?:nearly|about|almost|over|more than|fewer than|at least) )?\d[\d,]*)"
_CALLED: Final = "mere|full|whole|good|solid|stunning|startling|staggering"
_PLACES: Final = r"second|third|fourth|fifth|sixth|\d(?:nd|rd|th)"
_YEAR: Final = r"(?:19|20)\d\d\b"
_FILLERS: Final = (
    "folks|you know|like|okay|ok|guys|boom|well|um|uh|I mean|believe it or not|by the way|frankly|honestly|I think"
    "|right|my friends|ladies and gentlemen|mind you|thank you very much|seriously|I guess"
)
_DONE: Final = r"(?:done|seen|hit|had|reached|managed) (?:that|this|it|one)(?: \w+)?"
_CRIME: Final = "(?:murders?|homicides?|violent crimes?)"
_PARTS: Final = "half|quarter|third|fifth|sixth|eighth|tenth"
_ELSEWHERE: Final = "(?:national|nationwide|broader|wider|larger|regional|statewide)"
_COUNTED: Final = (
    "(?:recorded|reported|counted|logged|registered|tallied|killed|murdered|seen|that occurred|set|reached)"
)
_NAME: Final = r"(?-i:[A-Z][\w.]*(?: [A-Z][\w.]*)*)"
_ALONE: Final = r"\b(?!\.?(?:,? (?:and|or|plus))?,? (?-i:[A-Z]))"
"""No other name follows, with which the figure could be shared."""
_MANY: Final = r"\d[\d,.]*\d|\d"
_HIGHER: Final = (
    "(had|has|saw|recorded|reported) (?:the )?(higher|lower|more|fewer|larger|smaller|greater) "
    rf"((?:murder |homicide )?rate|{_CRIME})"
)
_NO_MORE: Final = r"(?![^.;]*\b(?:than|of (?:all|any|the)|every)\b)"
"""Nothing else is compared with."""
_OF_TWO: Final = rf"^(?:Of|Between) ({_NAME}) and ({_NAME}),(?: it was)?"
_WORST: Final = "safest|deadliest|bloodiest|(?:most|least) (?:violent|dangerous|murderous)"
_LEAST: Final = "(?:more than|over|at least|above)"
_SO_FEW: Final = "(?:two|three|four|five|six|seven|eight|nine|ten|[0-9]+)"
_BIGGEST: Final = "(?:largest|biggest|most populous)"
_WENT: Final = "fell|rose|dropped|declined|decreased|increased|climbed|went up|went down"
_PEOPLE: Final = (
    r"(?:\d+,\d{3},\d{3}|[1-9]\d\d,\d{3}|(?:\d[\d.]*|half an?|an?|a quarter(?: of an?)?) million|"
    r"\d[\d,]* (?:or more )?(?:people|residents|inhabitants))\b"
)
"""How large a city is, never how many were killed or when."""
_SAME: Final = rf"(?:(?!{_YEAR})(?-i:[^.A-Z]))"
"""A letter of what names no other year or city."""
_SUMMITS: Final = "record|peak|high|low"
_AMID: Final = r"(?<=, )(?:well |far |just |slightly )?"
_LATER: Final = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+) years?"
_OTHERS: Final = re.compile(
    rf"\b(?:any|all|each|every one) (?:of )?the (?:other ({_SO_FEW})|({_SO_FEW}) other)(?= {_BIGGEST}\b)"
    r"(?![^.;]*\b(?:combined|together)\b)",
    re.I,
)
_PLAIN: Final = tuple(
    (re.compile(said, re.I), plain)
    for said, plain in (
        (r"\[([^\]\[]{1,40})\]", r"\1"),
        (r"^\(?\d{1,2}[.)] (?=[A-Z])", ""),
        (r"\b(?:so|as) far as (?:I|we|anyone) (?:know|can tell|am aware|are aware)s?\b", "as we know"),
        (rf"\bin all of (?!the (?:\w+ )?{_BIGGEST})", "in "),
        (r"\bno one\b", "nobody"),
        (r"\bnot (?:a single|even) one of\b", "none of"),
        (
            r"\b(seen|had) (murder|homicide) (?:numbers|totals|counts|figures|levels) this (low|high)\b",
            r"\1 \2s this \3",
        ),
        (r"\bnot (?:much|a lot|a great deal) (?:more|less|fewer|higher|lower) than\b", "about"),
        (
            rf"\b(with) a population ((?:\w+ ){{0,3}}(?:{_PARTS})) (?:of |that of )?(?-i:([A-Z][\w. ]+'s?)),",
            r"\1 \2 of \3 population,",
        ),
        (r"\b(ten|10|five|5|twenty|20) top cities\b", r"\1 largest cities"),
        (
            rf",? ?\b(?:bucking|defying|against|mirroring|echoing) (?:a|the|that) {_ELSEWHERE} "
            r"(?:trend|decline|drop|fall|decrease|dip|rise|increase|surge|spike)s?\b,?",
            ",",
        ),
        (r"\bgr(?:ow|ew|own|owing) up\b", "was raised"),
        (r"(?<=[a-z])-most[- ]populous\b", "-largest"),
        (
            rf"\b(?:the )?({_YEAR}) census (?:counted|found|tallied|recorded)"
            r" ((?:[\w,]+ ){1,4}(?:people|residents)) (?=in\b)",
            r"in \1 \2 lived ",
        ),
        (r"\b(from|to) (?:a|the|its) (?:total|count|tally|level|figure|toll|number) of (?=\d)", r"\1 "),
        (
            rf"\b(from|to) (?:a|the|its) ({_YEAR}) (?:total|count|tally|level|figure|toll|number) of "
            r"((?:nearly |about |almost |over |more than )?\d[\d,.]*\d)",
            r"\1 \3 in \2",
        ),
        (
            r"\b(murder|homicide)s? (?:is|was|are|were) ((?:far |much |even |slightly )?)(?:less common|rarer)\b"
            r"(?=[^,.;]*(?:, (?:at|with) [\d.]+)? per (?:100,000|capita))",
            r"the \1 rate was \2lower",
        ),
        (
            r"\b(sets?|broke|breaks|shattered|hit) (murder|homicide) (?:records|highs)\b",
            r"\1 a \2 record",
        ),
        (
            rf"\bthan the ({_MANY}) (?:{_CRIME} )?(?:{_COUNTED} )?in (?:the )?(?:[a-z]+-[a-z]+ )?({_NAME}){_ALONE}",
            r"than \2's \1",
        ),
        (
            rf"\bthan the ({_MANY}) (?:{_CRIME} )?(?:that )?({_NAME}) (?:had|saw|recorded|reported)\b",
            r"than \2's \1",
        ),
        (rf"\b(the (?:{_MANY})(?: {_CRIME})?) {_COUNTED} (?=(?:in|of) {_YEAR})", r"\1 "),
        (
            rf"{_AMID}(?:below|under) (?=the (?:{_MANY}) (?:{_CRIME} )?(?:in|of) {_YEAR})",
            "fewer than ",
        ),
        (
            rf"{_AMID}(?:above|over) (?=the (?:{_MANY}) (?:{_CRIME} )?(?:in|of) {_YEAR})",
            "more than ",
        ),
        (rf"(?<=, )or (?=(?:{_MANY}) (?:more|fewer) than\b)", ""),
        (rf"\bits ({_YEAR}) ({_SUMMITS}) of ({_MANY})( {_CRIME})?", r"its \2 of \3\4 in \1"),
        (
            rf"^({_LATER}) after (?:recording|logging|reporting|seeing|having) ([^,;.]+ in {_YEAR}), ({_NAME}) ",
            r"\3 had a total of \2, and \1 later it ",
        ),
        (rf"^({_LATER}) after its ([^,;.]+ in {_YEAR}), ({_NAME}) ", r"\3 had a \2, and \1 later it "),
        (
            rf"\bin ({_YEAR})({_SAME}*?)\b(has|have|had) since ([a-z]+ (?:(?![,;]){_SAME})*)\bin ({_YEAR})",
            r"in \1\2\3 \4from \1 to \5",
        ),
        (
            rf"\b({_WORST}) (?:(?:big|large|U\.S\.|American) )*city "
            rf"(?=(?:of|with|over|above|having) (?:{_LEAST} )?{_PEOPLE})",
            r"\1 of any city ",
        ),
        (
            rf"\b((?:{_PARTS}|percent|%)s? of (?:the|all|its) [^;]*?) (?:were|was) in (?={_NAME})",
            r"\1 occurred in ",
        ),
        (
            rf"^(?:It (?:was|is) )?({_NAME}), (?:and )?not ({_NAME}), (?:that |which )?{_HIGHER}{_NO_MORE}",
            r"\1 \3 \4 \5 than \2",
        ),
        (rf"{_OF_TWO} (?:\2|the latter) (?:that )?{_HIGHER}{_NO_MORE}", r"\2 \3 \4 \5 than \1"),
        (rf"{_OF_TWO} (?:\1|the former) (?:that )?{_HIGHER}{_NO_MORE}", r"\1 \3 \4 \5 than \2"),
        (
            rf"^(In {_YEAR}, )?only ({_NAME}) (had|saw|recorded|reported) "
            rf"(?=(?:(?:more|fewer) than|over|under|at least) (?:{_MANY}) {_CRIME}(?: in {_YEAR})?[.!]?$)",
            r"\1No city but \2 \3 ",
        ),
        (
            rf"\b((?:{_CRIME})(?: rates?| totals?)?(?: in {_NAME})?) (?:have |has |had )?(heated|stepped) up\b",
            r"\1 rose",
        ),
        (
            rf"\b((?:{_CRIME})(?: rates?| totals?)?(?: in {_NAME})?) (?:have |has |had )?(calmed|settled) down\b",
            r"\1 fell",
        ),
        (r"\b(\d{1,3}-year)-old (?=(?:low|high|record|peak)\b)", r"\1 "),
        (r"\b(almost|nearly) (had|reached|hit|recorded|saw|logged) (?=\d)", r"\2 \1 "),
        (
            rf"\b(?:fell|falls|falling|came|comes) (?:well |far |just )?short of (?={_NAME}'s?)",
            "was lower than ",
        ),
        (
            rf"^No year since ({_YEAR}) (?:has |had )?(?:seen|saw|had) (?:as|so) many ({_CRIME}) "
            rf"in ({_NAME}) as (?:in )?({_YEAR})",
            r"\3 had its most \2 since \1 in \4",
        ),
        (
            rf"^Not in ([\w-]+) years (?:had|has) ({_NAME}) (?:had|seen|recorded) "
            rf"(?:as|so) many ({_CRIME}) as in ({_YEAR})",
            r"\2 had its most \3 in \1 years in \4",
        ),
        (
            r"\b((?:had|has|saw|recorded|reported|is|was|were) (?:a |far |much )*(?:more|fewer|higher|lower) [a-z ]*?"
            rf"(?:in {_YEAR} )?than )(?:(?:that|those) (?:of|in) |in )?any other (?:city )?(?:of|among) "
            rf"the ({_SO_FEW} {_BIGGEST})(?: cities)?\b",
            r"\1any of the \2 cities",
        ),
        (r"\bthan (?:that|those) (?:of|in) (?=any other (?:large|big|major) cit)", "than "),
        (rf"\ball ({_SO_FEW}) (?:of the )?({_BIGGEST}) cities\b", r"all of the \1 \2 cities"),
        (rf"\bmost of the (?={_SO_FEW} {_BIGGEST} cities\b)", "more than half of the "),
        (
            rf"^({_CRIME}) ({_WENT}) (in {_YEAR}) (in (?:all|each|every one) of the {_SO_FEW} {_BIGGEST} cities)",
            r"\1 \2 \4 \3",
        ),
        (rf"\bmid-(?={_YEAR})", ""),
        (
            r"\b(?:in|over|during) the decade (?:before|preceding|prior to) (?:the|covid\S*) ?pandemic\b",
            "from 2010 to 2019",
        ),
        (rf"\bby the (?:end|close) of (?:the )?(?={_YEAR})", "in "),
        (r"\b(?:for|per) every city (?=100,000)", "for every "),
        (r"((?:record|high|low|most|fewest)\b[^.,;]{0,30}?) in an? (?:single |calendar )?year\b", r"\1"),
        (r"\balready (?=(?:set|broken|broke|tied|matched) )", ""),
        (r"\s*(?:\.{3}|\u2026)\s*", ", "),
        (r"(?<=\b(?:19|20)\d\d) alone\b", ""),
        (rf"\bas of (?={_YEAR})", "by "),
        (rf"\b(an?|one) (?:{_CALLED}) (?=half|third|quarter|fifth|tenth)", r"\1 "),
        (r"\b(?:nobody|no one|not a single person) (?:was|were) (?=murdered|killed|slain)", "0 people were "),
        (r"\b(?:a|one) quarter of a million\b", "250,000"),
        (r"\bthree[- ]quarters of a million\b", "750,000"),
        (
            rf"\b(\d[\d,]*) (?:human )?lives (?:were |had been |have been )?{_KILLED} {_TO_MURDER}",
            r"\1 people were killed",
        ),
        (
            rf"\b{_VIOLENCE} (?:claimed|took|cost|ended) (?:the lives of )?{_SO_MANY} (?:human )?lives\b",
            r"had \1 murders",
        ),
        (rf"\b({_VIOLENCE}\b[^.;]*? \d[\d,]*) lives were lost\b", r"\1 people were killed"),
        (r"\b(?:in|into|at) triple digits\b", "at or above 100"),
        (r"\b(?:in|into|at) single digits\b", "below 10"),
        (r"\btriple digits\b", "100"),
        (r"\b(?:in|into|at|reached|hit) three figures\b", "at or above 100"),
        (r"(?<=\d)/100(?:,000|k)\b", " per 100,000"),
        (rf"\b((?:{_PARTS}|percent|%)s? of its) (?:people|residents|inhabitants)\b", r"\1 population"),
        (rf"\bis smaller (?:now |today )?than it was in (?={_YEAR})", "has fewer residents now than in "),
        (
            rf"\bis (?:larger|bigger) (?:now |today )?than it was in (?={_YEAR})",
            "has more residents now than in ",
        ),
        (r"\?\s*(?:yep|yes|yeah|yup)\b[,.!]?", ","),
        (
            r"\b(?:look|add|sum|check|read|count|size|make) (?:it|them|that|this|these|those) (?:all )?up\b",
            "note",
        ),
        (rf"\b{_MARK}(?: (?:had|was|were))? last (?:\w+ )?(?=in {_YEAR})", "previously "),
        (
            rf"\b({_PLACES})(?: straight| consecutive)? record(?:-(?:breaking|setting))? year"
            r"(?: in a row| running| straight)?\b",
            r"record for the \1 straight year",
        ),
        (rf",? (?:as (?:distinct from|opposed to)|rather than)(?: of| by)? (?:that of )?{_CRIME},?", ""),
        (rf"\bif (?:one|we|you) compares? ({_YEAR}) (?:with|to|and) ({_YEAR}),", r"from \1 to \2,"),
        (r"\bnot ((?:\w+ ){0,3})as many as (?=\d)", r"not \1at least "),
        (r"\bin the decade of (?=the )", "in "),
        (r"\bper annum\b", "a year"),
        (r"\ba (million|thousand) and a half\b", r"1.5 \1"),
        (r"\b[\w,-]+, (?:sorry|I mean|make that|excuse me|correction),? (?=\d)", ""),
        (rf", (?:{_FILLERS})(?=[,.!?])", ""),
        (rf"(?<=[,(:;]) ?({_YEAR}) (?:to|through) ({_YEAR})", r" from \1 to \2"),
        (
            r"(doubled?|tripled?|percent|%|half|third|quarter|fifth|fold) in (?:just |only |the space of )?"
            r"(?:a|one) (?:single )?year\b",
            r"\1",
        ),
        (rf"(?:^|(?<=[.?!,] ))(?:{_FILLERS}), ", ""),
        (
            rf"[.;,] (?:(?:It|They|The city|We|and) )?(?:hadn't|had not|hasn't|has not) {_DONE} since (?={_YEAR})",
            ", a number not seen since ",
        ),
        (
            r",? (?:and |but )?(?:it |they |the city )?(?:has |had )?never (?:had|seen|recorded|reached)"
            r" (?:as|so|that) many (?:again|since|thereafter)(?=\s*(?:[.,;!?]|$))",
            ", more than in any year since",
        ),
        (
            r"\b(?:the )?(?:claim|myth)\s?: ([A-Z][\w., ]*?),? (?:is|has|had|was|were|led) [^.!?]*\. "
            r"(?:the )?(?:facts?|reality|truth)\s?: ",
            r"In \1, ",
        ),
        (r", (?:and )?not \d[\d,]*(?: as (?:printed|reported|stated|claimed|written))?(?=[,.])", ""),
        (
            r"\b(?:don't|doesn't|didn't|do not|did not|does not) (?:even )?"
            r"(?:get (?:up )?to|reach|come (?:up |close )?to|add up to)"
            r" (?=[A-Z][\w. ]+'s? )",
            "had fewer than ",
        ),
        (
            rf"\b(among|in|within|one of) (?:the )?({_SO_FEW}) (?:(?:u\.s\.|american) )?cities "
            r"(?:with|that had|having) (?:the )?(?=highest|lowest|worst|most|fewest)",
            r"\1 the \2 ",
        ),
        (r"\b(?:mean|average) (?:annual|yearly) (?:number|count|total) of\b", "average number a year of"),
    )
)


def plainer(text: str) -> str:
    """The text in plain words.

    >>> plainer("Nobody was killed\u2026 a mere third of 300 lives lost")
    '0 people were killed, a third of 300 lives lost'
    """
    text = _OTHERS.sub(_of_all, text)
    for said, plain in _PLAIN:
        text = said.sub(plain, text)
    return text


def _of_all(said: re.Match[str]) -> str:
    """ "Any of the other nine largest" as "any other of the 10 largest"."""
    many = said[1] or said[2]
    return f"any other of the {(int(many) if many.isdigit() else in_figures(many)) + 1}"
