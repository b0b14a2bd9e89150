"""The forms in which a sentence says something by the way, over the kinds of its tokens.

``<number>`` is a token of that kind, ``<=in>`` an ``other`` token with that text; the named groups are what an aside
takes from it.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ASIDES"]

_HEDGE: Final = r"(?:<about>|<at-least>|<at-most>|<=an?>|<=the>)*"
_OPEN: Final = r"(?:<=,>|<=\(>|<=[–—-]>|<=;>)"
_AFTER_THAN: Final = "(?:(?<=<than>)|(?<=<at-most>)|(?<=<at-least>)|(?<=<from>)|(?<=<versus>))"
_YEAR: Final = "<year>"
_FIGURE: Final = (
    r"(?:<=total>|<=figure>|<=toll>|<=count>|<=number>|<=tally>|<=peak>|<=high>|<=low>|<=level>|<=mark>"
    r"|<combined>|<murders>|<rate>)"
)
_END: Final = r"(?:<=,>|<=\)>|(?=<=\.>|$))"
ASIDES: Final = {
    "dated": rf"(?:<=its>|<=the>|<=their>|<=an?>|<cities>)*(?P<year>{_YEAR})(?:<=annual>)?"
    rf"{_FIGURE}{{1,2}}(?:<=of>|<=,>|<=at>)?"
    rf"(?:<=\(>)?{_HEDGE}(?P<number><number>)(?P<what><murders>|<violent_crimes>|<rate>)?"
    r"(?:<=\)>)?(?!<=to>|<to>|<=of>|<more>|<less>)",
    "earlier": r"(?:(?:<=,>)?<which>(?:<murders>|<violent_crimes>|<population>|<rate>|<=the>|<=its>)*)?"
    r"(?P<streak><before-streak>)(?:<=,>)?",
    "when": rf"(?P<year>{_YEAR})(?:(?:<=,>|<=\(>)?<=when>(?:<=[a-z]+>|<cities>|<city>){{0,5}}"
    rf"{_HEDGE}(?P<number><number>)(?:<people>|<murders>|<violent_crimes>|<=were>|<=was>|<=recorded>|<=counted>"
    r"|<occurred>|<=reported>|<=logged>|<=died>|<=in>|<=the>|<=there>|<cities>)*"
    rf"|<=\(>(?:<=with>)?{_HEDGE}(?P<number2><number>)(?:<people>|<murders>|<violent_crimes>)*(?=<=\)>))"
    r"(?:<=,>|<=\)>|(?=<=\.>|$))",
    "pace": rf"(?:{_OPEN}|(?:<=works?>|<=worked>|<=comes>|<=came>|<=amounts>|<=amounted>)(?:<=out>)?<to>)"
    r"(?:<either>|<=that>|<=is>|<=was>|<average>|<=an?>|<=at>|<which>|<=which>|<about>|<=on>|<=rate>|<rate>|<=of>)*"
    rf"{_HEDGE}(?P<number><number>)(?:<murders>|<people>|<average>|<about>|<=on>|<=was>|<cities>|<=the>|<=in>)*<paced>"
    rf"(?:<=on>|<average>|<=,>)*{_END}",
    "from": rf"(?:{_OPEN}|<to>|<=were>|<=was>)(?P<way><up>|<down>)<from>{_HEDGE}(?P<number><number>)"
    rf"(?:<murders>|<rate>)*(?:(?:<=in>|<from>)?(?P<year>{_YEAR}))?(?:<=\)>)?"
    rf"(?!(?:(?:<=in>)?<year>)?(?:<=,>)?<to>{_HEDGE}<number>|(?:(?:<=in>)?<year>)?<=,><=when>(?:<=[a-z]+>)*(?:<than>|<at-least>|<surpass>|<more>))",
    "short": rf"{_OPEN}?(?P<number><number>)(?P<way><less>|<more>|<at-most>|<at-least>)(?:<than>)?"
    r"(?:<=the>|<=its>|<cities>|<=previous>|<=all-time>|<=old>|<=annual>)*<highest>(?:<=of>)?(?P<base><number>)?"
    rf"(?:<murders>|<=,>|<=it>|<cities>|<=was>|<=set>|<=reached>|<=in>|<from>|<=recorded>)*(?P<year>{_YEAR}){_END}",
    "by": rf"(?:{_OPEN}|<to>|<=were>|<=was>|<=marks?>|<=marked>|<=marking>"
    rf"|<=represent(?:s|ed|ing)?>)(?:<either>)?(?:<=by>)?{_HEDGE}(?:(?P<way><up>|<down>)(?:<=of>|<=by>)?{_HEDGE}"
    r"(?P<number><percent>|<fraction>)"
    rf"|(?P<way4><up>|<down>)<=by>{_HEDGE}(?P<number4><number>)(?=<from>|<=,>|<=\.>)"
    rf"|(?P<number2><percent>|<fraction>)(?P<way2><up>|<down>|<more>|<less>|<at-most>|<at-least>)"
    rf"|(?P<number3><number>)(?P<way3><more>|<less>|<at-most>|<at-least>))"
    rf"(?:(?:<from>|<at-least>|<versus>|<than>|<=on>)*(?:{_AFTER_THAN}<=in>)?(?:<=the>)?(?:(?P<base><number>)(?:<murders>)?"
    rf"(?:<=in>|<=of>|<from>|<=recorded>)*)?(?P<year>{_YEAR})(?:<='><=s>(?P<base2><number>))?"
    rf"|(?P<window><length>|<past-years>|<decades>)|<same-span>|<=in><every-year>)?"
    r"(?:<=\)>)?(?!<city>|<ordinal>)",
    "or": rf"{_OPEN}<either>{_HEDGE}(?P<number><percent>|<fraction>)(?:<more>|<less>|<up>|<down>)?{_END}",
    "than": rf"{_OPEN}(?:<=well>|<=far>|<=just>|<=slightly>|<=sharply>)*(?P<way><more>|<less>|<at-most>|<at-least>)"
    rf"(?:<than>|<=in>)*(?P<year>{_YEAR})",
    "mean": rf"{_OPEN}(?:(?:<either>|<=an?>|<about>)*<average>(?:<=of>)?|<either>){_HEDGE}(?P<number><number>)"
    rf"(?:<murders>)?<every-year>{_END}",
    "tied": rf"(?:{_OPEN})?(?:<equal>|<=ties>|<=tied>|<=tying>|<=matching>)"
    r"(?:<=the>|<=its>|<cities>|<city>|<=previous>|<=old>)*"
    rf"(?P<end><highest>|<lowest>)(?:<=of>)?(?P<base><number>)?(?:<murders>|<=,>|<=set>|<=reached>|<=in>|<from>|<=for>)*"
    rf"(?P<year>{_YEAR}){_END}",
    "fewer": rf"(?:{_OPEN}|<=in>)?<=with>(?:<=an?>)?<population>(?P<way><more>|<less>)<than>(?:<=that>|<=of>)*"
    rf"(?P<city><city>)(?:<population>)?{_END}",
    "peopled": rf"{_OPEN}<=an?><cities>(?:<=with>|<=of>|<=that>|<=ha[ds]>)+(?:<=far>|<=many>|<=slightly>)*"
    rf"(?P<way><more>|<less>)(?:<people>|<population>){_END}",
    "times": rf"(?:{_OPEN}|<to>){_HEDGE}(?P<number><times>|<times-word>|<fraction>)"
    r"(?:<equal>|<=as>|<=many>|<=the>|<=what>|<=it>|<=had>|<=was>|<=number>|<=total>|<=of>|<=in>)*"
    rf"(?:(?P<base><number>)?(?:<murders>|<=[a-z]+>){{0,4}}(?P<year>{_YEAR}))?{_END}",
    "record": rf"(?:{_OPEN}|<to>(?:<=is>|<=are>|<=was>|<=were>)?)(?:<to>|<=at>)?"
    r"(?:<=the>|<=its>|<=their>|<=a>)*(?:(?P<end><highest>|<lowest>)"
    rf"(?:<=number>|<=total>|<=level>|<=figure>|<=tally>|<=count>|<=annual>|<=yearly>|<murders>|<=for>|<=any>|<=year>"
    r"|<any-year>|<=one>|<=single>|<=of>)*"
    r"|(?P<way><more>|<less>|<at-most>|<at-least>)<than>?(?:<=in>)?<any-year>(?:<=on>|<=ever>)*)"
    rf"(?:<since>(?P<year><year>)(?:<='><=s>(?P<base><number>)"
    r"|<=,><=when>(?:<=there>|<=it>|<=the>|<cities>|<=had>|<=were>|<=saw>)*(?P<base2><number>)(?:<people>|<murders>|<=were>|<=was>)*)?"
    rf"|(?P<window><decades>|<past-years>)|<ever>)(?:<=,>|<=\)>|<=[–—-]>)?",
    "steepest": rf"{_OPEN}(?:<=the>|<=its>|<=a>|<cities>|<city>|<=this>|<=marking>)*(?P<move><steepest>)"
    r"(?:<murders>|<violent_crimes>|<=in>|<rate>|<cities>|<=for>|<=the>|<=there>)*"
    rf"(?:<since>(?P<year>{_YEAR})|(?P<window><decades>|<past-years>)|<ever>|(?=<=\.>|$))(?:<=,>|<=\)>|<=[–—-]>)?",
    "named": r"(?P<end><highest>)(?:<=of>)?(?=<number>(?:<murders>)?<=in>(?P<year><year>).*<year>)",
    "unseen": rf"{_OPEN}(?:<=the>|<=an?>)*(?:<=number>|<=total>|<=level>|<=figure>|<=toll>|<=tally>)"
    r"(?:<=that>|<=it>|<=the>|<cities>|<city>"
    rf"|<=ha[ds]>)*<not>(?:<=[a-z]+>)?(?:<=there>)?<since>(?P<year>{_YEAR}){_END}",
    "lately": rf"{_OPEN}?<=previously>(?:<=in>)?(?P<year>{_YEAR})",
    "previous": rf"(?:{_OPEN}(?:<=and>)?)?(?:<surpass>|<=break(?:ing|s)>|<=broke>|<=beat(?:ing|s)?>|<=bested>"
    r"|<=shatter(?:ing|ed)>|<=besting>)(?:<=the>|<=its>|<=an?>|<cities>"
    rf"|<=previous>|<=prior>|<=old>|<=former>|<=all-time>)*(?:<highest>|<=high>|<=mark>)(?:<=of>|<=,>|(?:<=,>)?<which><=was>)?(?P<number><number>)?"
    r"(?:<murders>|<=,>|<=set>|<=reached>|<=in>|<from>|<since>|<=just>|<=only>)*"
    rf"(?P<year>{_YEAR}){_END}",
    "second": r"<second-to>(?:<=the>|<=its>|<cities>|<=all-time>)*<highest>(?:<=of>)?(?P<base><number>)?"
    rf"(?:<murders>|<=,>|<=set>|<=reached>|<=in>|<from>|<=recorded>)*(?P<year>{_YEAR})(?:<=,>|(?=<=\.>|$))",
    "high": r"(?:<=(?:post|record|sett|reach|logg|hitt)ing>"
    r"|<from>|<than>|<=of>|<=after>|<since>|<at-most>|<at-least>)(?:<=its>|<=the>|<=an?>|<=their>|<cities>)*"
    r"(?P<end><highest>|<lowest>)(?:<=of>|<=high>|<=low>)*"
    rf"<number>(?:<murders>|<=in>|<=set>|<=reached>|<=hit>|<=recorded>|<from>)*(?P<year>{_YEAR})",
    "leader": r"(?:<=after>|<=behind>)(?:<=only>)?(?:<=the>)?"
    rf"(?P<number><number>)(?:<murders>)?(?:<=of>|<=in>|<from>|<=recorded>)*(?P<year>{_YEAR}){_END}"
    rf"|(?<=<ever>)(?:<=after>|<trail>)(?P<year2>{_YEAR}){_END}",
    "peak": r"(?:<=its>|<=the>|<=an?>|<=their>|<cities>)"
    rf"(?:(?P<end><highest>)(?:<=of>|<=set>|<=in>|<from>|<=reached>)*(?P<year>{_YEAR})|(?P<year2>{_YEAR})(?P<end2><highest>))",
    "rival": rf"(?:(?:{_OPEN})?<=with>|{_OPEN}(?:<=an?>)?(?:<cities>)?(?:<=with>)?){_HEDGE}"
    r"(?P<number><times>|<times-word>|<fraction>)(?:<equal>|<=as>|<=many>|<=the>)*"
    r"(?:(?:<people>|<population>|<size>)(?:<=of>|<=as>|<=in>)*(?P<city><city>)"
    r"|(?:<=of>)?(?P<city2><city>)(?:<people>|<population>|<size>))(?:<=,>|(?=<=\.>|$))",
    "rate": rf"(?:{_OPEN}(?:<either>|<=at>|<=for>|<=that>|<=is>|<=was>|<=giving>|<=it>|<=yielding>)*"
    r"|<either>|<=at>)(?:<=an?>)?(?:<rate><=of>)?"
    rf"{_HEDGE}(?P<number><number>)(?:<=murders>|<murders>|<=victims>)?<rate>(?:<=[a-z]+>|<city>|<population>|<people>){{0,3}}{_END}",
    "streak": rf"(?:{_OPEN}|<=marked>|<=marking>|<=marks>)(?P<streak><streak>)(?:<=with>|<=of>|<=an?>)*"
    rf"(?:(?P<way><up>|<down>)|{_HEDGE}(?P<number><number>)(?:<murders>)?){_END}",
    "people": rf"{_OPEN}?(?:<=home><to>{_HEDGE}(?P<number4><number>)(?:<people>|<population>)?"
    rf"|(?:<=with>)?(?:<=an?>)?(?P<together><combined>)?"
    rf"(?:<population>(?:<=of>)?{_HEDGE}(?P<number><number>)"
    rf"|<=among>{_HEDGE}(?P<number6><number>)(?:<people>|<population>)"
    rf"|<cities><=of>{_HEDGE}(?P<number2><number>)(?:<people>|<population>)?"
    rf"|(?<=<to>){_HEDGE}(?P<number5><number>)(?:<people>|<population>)(?=<=,>)"
    rf"|(?<=<=with>){_HEDGE}(?P<number3><number>)(?:<people>|<population>|(?!<violent_crimes>|<murders>|<rate>|<=(?!in>|at>|by>|on>)[a-z]+>))))(?:<=,>|<=\)>)?",
    "share": rf"{_OPEN}{_HEDGE}(?P<number><fraction>|<percent>)(?:<=of>)?<=them>"
    rf"(?:<occurred>|<=in>)*(?P<city><city>){_END}",
    "given": rf"<from>(?:<=its>|<=the>|<=an?>|<=their>)*(?:<highest>|<lowest>|<=peak>|<=high>|<=low>)?(?:<=of>)?"
    rf"{_HEDGE}(?P<number2><number>)(?:<murders>)?(?:<=in>|<from>)(?P<start2>{_YEAR})(?=<to><year>|<=,>)"
    rf"|{_OPEN}{_HEDGE}(?P<number><number>)(?:<murders>)?(?:<=in>|<from>)(?P<start>{_YEAR})(?:<=,>|<=\)>)",
    "ends": rf"<=\(><from>{_HEDGE}(?P<base><number>)(?:<murders>|<violent_crimes>)?<to>{_HEDGE}(?P<number><number>)"
    r"(?:<murders>|<violent_crimes>)?<=\)>",
    "base": rf"(?P<times2><times>|<times-word>|<fraction>)(?:<=of>|<=the>)*(?P<year2>{_YEAR})(?:<='><=s>)?"
    r"(?P<number2><number>)(?!<to>|<=to>)|"
    r"(?P<times><times>|<times-word>|<fraction>|<surpass>|<trail>|<than>)(?:<=of>|<=even>)*"
    r"(?:<=the>|<=its>)(?P<number><number>)"
    rf"(?:<murders>|<cities>|<occurred>|<=[a-z]+>){{0,5}}(?P<year>{_YEAR})",
    "placed": r"(?P<place><ordinal>)<=place>(?P<city><city>)",
    "beside": rf"(?P<city><city>)(?:<=\(>{_HEDGE}(?P<number><number>)(?:<murders>|<rate>)*<=\)>"
    rf"|<=with>{_HEDGE}(?P<number2><number>)(?:<murders>)?(?=<=,>|<to>|<=\.>|$))",
    "topping": rf"{_OPEN}(?:<surpass>|<at-least>|(?:<up>|<down>)?(?P<under><at-most>|<trail>)){_HEDGE}"
    rf"(?P<number><number>)(?:<murders>|<=mark>|<=,>|<=there>)*<first-time>"
    rf"(?:<since>(?P<year>{_YEAR})|(?P<window><decades>|<past-years>))",
    "larger": rf"{_OPEN}(?:(?:<=an?>)?<cities>{_HEDGE}(?:<=with>)?|<=with>)"
    r"(?:<at-least>|<about>)*(?P<number><times>|<times-word>|<fraction>)"
    r"(?:(?P<its><size>)|(?:<equal>|<=as>|<=many>|<=the>)*(?:<people>|<population>)(?:<=,>|(?=<=\.>|$)))",
    "bigger": rf"{_OPEN}<=an?>(?:<=much>|<=far>|<=slightly>|<=somewhat>)*(?P<way><more>|<less>)<cities>{_END}",
    "size": rf"(?:{_OPEN}|<to><=become>|<=becoming>|<=and>(?:<=is>|<=became>|<now>)+)"
    r"(?:<=the>|<now>|<nation>|<state>)*(?P<place><ordinal>)?(?P<big><big>)"
    rf"(?:<nation>|<state>|<=in>|<=of>)*(?:(?:<=,>)?(?:<=just>|<=right>|<=directly>)?<trail>(?P<ahead><city>))?{_END}",
}
"""What is said by the way, as kinds of tokens: "up from 478 in 2015", "a 60 percent rise", "population 600,000"."""
