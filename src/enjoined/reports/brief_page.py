"""A brief as one web page: escaped, without scripts, readable on a telephone and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Final
from urllib.parse import urlsplit

from enjoined import __version__
from enjoined.brief.assertions import Holds
from enjoined.brief.figures import figure_lines
from enjoined.brief.matching.match import Fit, Verdict
from enjoined.brief.notes import Brief, Posture
from enjoined.brief.picture import Picture
from enjoined.brief.posture import Standing
from enjoined.brief.words import (
    affected,
    case_line,
    group_rows,
    last_checked,
    listed,
    mixture,
    sentence,
    story_line,
    titles,
)
from enjoined.claims.chart import svg
from enjoined.claims.figures.statistics import load
from enjoined.law import Status
from enjoined.model import spoken
from enjoined.registry.table import LawTable
from enjoined.reports.bands import bands_svg

__all__ = ["brief_page"]

_STYLE: Final = """
:root { --ink: #1b1b1b; --soft: #565c65; --line: #c9cdd3; --tint: #f5f6f8; --link: #005ea2; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: var(--ink); font: 16px/1.5 system-ui, "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
main, footer { max-width: 52rem; margin: 0 auto; padding: 1.25rem 1.25rem 0; }
footer { color: var(--soft); font-size: .875rem; border-top: 1px solid var(--line); margin-top: 2rem; padding-bottom: 2rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; padding-bottom: .2rem; border-bottom: 2px solid var(--ink); }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
p { margin: .35rem 0; }
ul, ol { margin: .35rem 0; padding-left: 1.4rem; }
li { margin: .25rem 0; overflow-wrap: anywhere; }
a { color: var(--link); }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
.lead { font-size: 1.1rem; }
.notice { background: #fff6dc; border-left: 4px solid #8a5a00; padding: .4rem .75rem; }
.then-now { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; }
.status { font-weight: 700; white-space: nowrap; }
.binding { color: #b50909; } .enjoined, .vacated { color: #1b6b3a; } .not-enforced { color: #00687d; }
.withdrawn { color: #3a5a9b; } .not-imposed { color: #565c65; } .unclear { color: #8a5a00; }
.verdict { display: inline-block; border: 1px solid currentColor; border-radius: 3px; padding: 0 .4rem; font-size: .8125rem; font-weight: 700; white-space: nowrap; }
.holds { color: #1b6b3a; } .falls { color: #b50909; } .depends { color: #8a5a00; } .unknown { color: #565c65; }
blockquote { margin: .2rem 0; padding-left: .75rem; border-left: 3px solid var(--line); color: var(--soft); font-size: .875rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); }
td:first-child { white-space: nowrap; }
svg { width: 100%; height: auto; display: block; margin: .5rem 0; }
.claim svg { max-width: 32rem; }
section, li, tr { break-inside: avoid; }
@media (max-width: 40rem) { .then-now { grid-template-columns: 1fr; } td:first-child { white-space: normal; } .wide { overflow-x: auto; } .wide svg { min-width: 40rem; } }
@media print { body { font-size: 10.5pt; } h2, h3 { break-after: avoid; } main, footer { max-width: none; padding: 0; } a { color: inherit; } }
"""  # noqa: E501
_CLASS: Final = {
    Holds.HOLDS: "holds",
    Holds.FALLS: "falls",
    Holds.DEPENDS: "depends",
    Holds.UNKNOWN: "unknown",
}


def brief_page(law: LawTable, found: Brief) -> str:
    """The page as text in UTF-8; nothing in it is fetched from elsewhere, and nothing in it can run."""
    title = escape(found.story.title or found.story.name)
    body = "\n".join(_body(law, found))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title} · Enjoined</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n"
        f"<footer>Enjoined {escape(__version__)}. Computed from cited public records. Information, not legal advice."
        "</footer>\n</body>\n</html>\n"
    )


def _body(law: LawTable, found: Brief) -> Iterator[str]:
    yield f"<h1>{escape(found.story.title or found.story.name)}</h1>"
    yield f'<p class="soft">{escape(story_line(found))} · set against the record on {_day(found.on)}</p>'
    for note in found.notes:
        yield f'<p class="notice">{escape(sentence(note))}</p>'
    yield from _about(found)
    if found.now is not None:
        yield from _conditions(found)
        yield from _course(law, found)
    yield from _also(law, found)
    yield from _assertions(found)
    yield from _figures(found)
    if found.verdict is Verdict.CASE and found.timeline:
        yield from _timeline(found, found.picture)
    yield from _sources(found)


def _day(value: date) -> str:
    return spoken(value.toordinal())


def _about(found: Brief) -> Iterator[str]:
    if not any(case.fit is Fit.ABOUT for case in found.cases):
        yield f'<p class="lead">{escape(found.summary)}</p>'
    for case in found.cases:
        if case.fit is Fit.MENTIONED:
            continue
        how = "About " if case.fit is Fit.ABOUT else "Possibly: "
        yield f"<p>{how}<strong>{escape(case_line(case))}</strong><br>"
        yield f'<span class="small soft">Matched because {escape("; ".join(case.reasons))}.</span></p>'
        if len(case.plaintiffs) > 1 and case.fit is Fit.ABOUT:
            names = listed(case.plaintiffs, 8)
            yield f'<p class="small">Plaintiffs on record: {escape(names)}.</p>'
    mentioned = [c.title for c in found.cases if c.fit is Fit.MENTIONED]
    if mentioned:
        yield f'<p class="small soft">It also mentions {escape(listed(mentioned, 3))}.</p>'
    unknown = found.not_in_registry
    if unknown is not None:
        yield "<ul>"
        for name, values in (
            ("Who sues", unknown.plaintiffs),
            ("Who is sued", unknown.defendants),
            ("Court", unknown.courts),
            ("What it says", unknown.claims),
            ("Topics known here", unknown.about),
        ):
            if values:
                yield f"<li>{name}: {escape('; '.join(values))}</li>"
        yield "</ul>"


def _conditions(found: Brief) -> Iterator[str]:
    if not found.conditions:
        return
    yield "<h2>What the conditions ask</h2>\n<ul>"
    for term in found.conditions:
        yield f"<li><strong>{escape(term.title)}.</strong> {escape(term.summary)}</li>"
    yield "</ul>"


def _course(law: LawTable, found: Brief) -> Iterator[str]:
    if found.then is not None and found.now is not None:
        yield '<div class="then-now">'
    if found.then is not None:
        yield f"<section><h2>On {_day(found.then.on)}, as known then</h2>"
        yield from _posture(law, found.then)
        yield "</section>"
    if found.now is not None:
        checked = last_checked(found)
        yield f"<section><h2>On {_day(found.now.on)}</h2>"
        yield from _posture(law, found.now)
        if checked:
            yield f'<p class="small soft">The record was last checked on {checked}.</p>'
        if said := affected(found.now):
            yield f"<p><strong>{escape(said)}</strong></p>"
        yield "</section>"
    if found.then is not None and found.now is not None:
        yield "</div>"
    if found.last:
        yield f"<h2>What came next</h2>\n<p>{escape(sentence(found.last))}</p>"
    if found.next is not None:
        step = found.next
        yield "<h2>What came next</h2>\n<ol>"
        yield f"<li>{escape(step.date)}, {escape(step.court)}: {escape(step.title)}</li>"
        for entry in step.came_of:
            yield f"<li>{escape(entry.in_words)}, {escape(entry.court)}: {escape(entry.title)}</li>"
        yield "</ol>"
    if found.recipient is not None:
        me = found.recipient
        party = ", a plaintiff of the case" if me.is_party else ""
        yield f"<h2>And {escape(me.name)}{party}?</h2>"
        for title, rows in (("Then", me.then), ("Now", me.now)):
            if rows:
                yield f"<h3>{title}</h3><ul>"
                yield from (f"<li>{_standing(law, row)}</li>" for row in rows)
                yield "</ul>"
        if not me.now:
            yield "<p>No recorded condition of this case is put on such a recipient.</p>"


def _also(law: LawTable, found: Brief) -> Iterator[str]:
    """The further cases of the story, each with a short section."""
    for other in found.also:
        yield f"<section><h2>Also: {escape(other.title)}</h2><ul>"
        same = other.then == other.now
        both = (("Then and now", other.now),) if same else (("Then", other.then), ("Now", other.now))
        for word, rows in (*both, ("Now", other.mine)):
            yield from (f"<li>{word}, {escape(row.name)}: {_standing(law, row)}</li>" for row in rows)
        if (step := other.next) is not None:
            yield f"<li>Next: {escape(step.date)}, {escape(step.court)}: {escape(step.title)}</li>"
        if other.note:
            yield f"<li>{escape(sentence(other.note))}</li>"
        yield "</ul></section>"


def _posture(law: LawTable, posture: Posture) -> Iterator[str]:
    if posture.note:
        yield f"<p>{escape(sentence(posture.note))}</p>"
    if posture.plaintiff:
        yield f"<h3>{escape(posture.plaintiff[0].name)}</h3><ul>"
        yield from (f"<li>{_standing(law, row)}</li>" for row in posture.plaintiff)
        yield "</ul>"
    rows = group_rows(law, posture)
    if rows:
        yield "<h3>Everybody else</h3><ul>"
        for who, statuses in rows:
            told = "; ".join(
                f"{_status(status)} {escape('' if what == 'all of it' else what)}"
                for status, what in statuses
            )
            yield f"<li>{escape(who[:1].upper() + who[1:])}: {told}</li>"
        yield "</ul>"


def _status(status: Status) -> str:
    return f'<span class="status {status.value}">{status.sign} {status.words.upper()}</span>'


def _standing(law: LawTable, row: Standing) -> str:
    counts = f" ({escape(mixture(row))})" if mixture(row) else ""
    why = f' <span class="small soft">{escape(row.because)}</span>' if row.because else ""
    if row.source and _is_web(row.source):
        why += f' <a class="small" href="{escape(row.source, quote=True)}" rel="noreferrer">source</a>'
    return f"{_status(row.status)}{counts} {escape(titles(law, row.families))}.{why}"


def _figures(found: Brief) -> Iterator[str]:
    if not found.claims:
        return
    names = {city.id: city.name for city in load().cities.values()}
    yield "<h2>Figures in the story</h2>"
    for claim in found.claims:
        verdict = claim.report.verdict.replace("-", " ").upper()
        yield f"<p><strong>{verdict}</strong>: “{escape(' '.join(claim.text.split()))}”</p>"
        yield "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in figure_lines(claim)) + "</ul>"
        if len({(f.city, f.year) for f in claim.report.figures}) > 1:
            yield f'<div class="chart">{svg(claim.report.figures, names, "The figures")}</div>'


def _assertions(found: Brief) -> Iterator[str]:
    if not found.assertions:
        return
    yield "<h2>What it says of the law</h2>"
    for item in found.assertions:
        yield (
            f'<section><p><span class="verdict {_CLASS[item.verdict]}">{escape(item.verdict.value)}</span> '
            f"<strong>{escape(item.asserts[:1].upper() + item.asserts[1:])}.</strong> {escape(sentence(item.why))}</p>"
            f"<blockquote>{escape(item.quote)}</blockquote></section>"
        )


def _timeline(found: Brief, picture: Picture | None) -> Iterator[str]:
    yield "<h2>Time line</h2>"
    if picture is not None:
        yield f'<div class="wide">{bands_svg(picture)}</div>'
    yield "<table><tbody>"
    for entry in found.timeline:
        court = f"{escape(entry.court)}: " if entry.court else ""
        title = f"<strong>{escape(entry.title)}</strong>" if entry.event is None else escape(entry.title)
        yield f"<tr><td>{escape(entry.in_words)}</td><td>{court}{title}</td></tr>"
    yield "</tbody></table>"


def _sources(found: Brief) -> Iterator[str]:
    if not found.sources:
        return
    yield '<h2>Sources</h2>\n<ol class="small">'
    for source in found.sources:
        second = "" if source.basis == "read" else f" ({escape(source.kind)}, {escape(source.basis)})"
        if _is_web(source.url):
            name = escape(source.title or source.url)
            link = f'<a href="{escape(source.url, quote=True)}" rel="noreferrer">{name}</a>'
        else:
            link = escape(source.title or source.url)
        yield f"<li>{escape(source.what)}: {link}{second}</li>"
    yield "</ol>"


def _is_web(url: str) -> bool:
    return urlsplit(url).scheme in ("http", "https")
