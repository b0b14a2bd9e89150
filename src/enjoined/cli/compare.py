"""``enjoined compare``: what changed between two versions of a document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from enjoined.cli.forms import FILE
from enjoined.cli.options import emit_json, format_options, open_named, registry_option
from enjoined.cli.output import chosen_form, output_option, written
from enjoined.cli.style import bold, cut, dim, paragraph, styled
from enjoined.compare import Change, ClauseChange, ComparedDocument, CompareReport, Side, compare
from enjoined.documents.clauses.wording import Piece
from enjoined.model import FamilyId
from enjoined.registry.table import LawTable
from enjoined.reports.face import deadline, face, pages_of

__all__ = ["command"]

_QUOTED = 240
_KEPT = 7
"""Words kept on either side of a change."""
_MOST = 160
"""Words of a clause's difference shown in the terminal; the other forms show all."""
_WORDS = {
    Change.REWORDED: "reworded",
    Change.ADDED: "added",
    Change.DROPPED: "dropped",
    Change.MOVED: "moved",
    Change.RENUMBERED: "renumbered",
    Change.SAME: "the same",
}
_SIGNS = {Change.REWORDED: "~", Change.ADDED: "+", Change.DROPPED: "-"}


@click.command("compare")
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option("--all", "everything", is_flag=True, help="Show clauses that only moved or are the same, too.")
@output_option
@registry_option
@format_options("text", "json", "html")
def command(
    old: Path,
    new: Path,
    everything: bool,
    out: Path | None,
    overlays: tuple[Path, ...],
    form: str,
    as_json: bool,
) -> None:
    """Show what changed from one version of a document to another, clause by clause, contested changes first.

    \b
    enjoined compare award-2016.pdf award-2017.pdf
    enjoined compare terms-old.pdf terms-new.docx --format html -o changes.html
    """
    form = chosen_form(form, as_json, out)
    registry = open_named(overlays)
    report = compare(registry, old, new)
    with written(out):
        if form == "json":
            emit_json(report)
        elif form == "html":
            from enjoined.reports.compared import page

            click.echo(page(registry.law, report))
        else:
            for line in _text(registry.law, report, everything=everything):
                click.echo(line)


def _text(law: LawTable, report: CompareReport, *, everything: bool) -> Iterator[str]:
    yield _face("old", report.old)
    yield _face("new", report.new)
    for warning in report.warnings:
        yield paragraph(warning, 2, hang="! ")
    yield ""
    counted = [f"{report.counts[c.value]} {word}" for c, word in _WORDS.items() if report.counts[c.value]]
    yield paragraph("Clauses: " + ", ".join(counted))
    said = [c for c in report.clauses if c.change in _SIGNS]
    contested = [c for c in said if c.contested]
    misread = [c for c in said if c.misread and not c.contested]
    others = [c for c in said if not c.contested and not c.misread]
    if contested:
        yield "\n" + bold("Contested")
        for change in contested:
            yield from _changed(law, change)
    elif said:
        yield "\n" + paragraph("No clause of a contested family changed its words.")
    if others:
        yield "\n" + bold("Other changes of wording")
        for change in others:
            yield from _changed(law, change)
    if misread:
        numbers = ", ".join(_number(c) for c in misread)
        text = f"differ only in letters that a scanner may have misread: {numbers}"
        yield "\n" + paragraph(text, 0, hang="· ")
    yield from _unchanged(report, everything=everything)


def _face(which: str, document: ComparedDocument) -> str:
    name = "".join(c if c.isprintable() else "?" for c in document.name)
    facts = [face(document), deadline(document), pages_of(document)]
    return f"{dim(which)}  {bold(name)}\n" + paragraph(" \u00b7 ".join(f for f in facts if f), 5)


def _changed(law: LawTable, change: ClauseChange) -> Iterator[str]:
    side = change.new or change.old
    assert side is not None, "a change is of a clause in one version at least"
    yield ""
    title = " ".join((side.title or cut(_unnumbered(side), 60)).split())
    colour = {Change.ADDED: "green", Change.DROPPED: "red"}.get(change.change, "yellow")
    head = f"{_SIGNS[change.change]} {_WORDS[change.change].upper()}"
    yield styled(head, fg=colour) + "  " + bold(paragraph(title, 2, hang=f"{side.number or '–'}  ").lstrip())
    yield dim(paragraph(_where(change), 5))
    if change.families:
        names = [law.families[FamilyId(f)].title if f in law.families else f for f in change.families]
        yield paragraph(", ".join(names), 5, hang="! ")
    if change.within is not None:
        stood = change.change is Change.ADDED
        where = f"{change.within} of the {'old' if stood else 'new'} version"
        yield paragraph(f"its words {'stood' if stood else 'now stand'} in {where}", 5)
    if change.pieces:
        yield paragraph(_marked(change.pieces), 5)
        if change.misread:
            yield dim(paragraph("a scanner may have made this difference: look at the page", 5, hang="· "))
    elif change.within is None:
        yield paragraph(f"“{cut(_unnumbered(side), _QUOTED)}”", 5)


def _unnumbered(side: Side) -> str:
    """The clause less the number that is printed before it."""
    rest = side.quote.lstrip().removeprefix(side.number or "")
    return rest.lstrip(" .)") if side.number and rest[:1] in (".", ")", " ") else side.quote


def _where(change: ClauseChange) -> str:
    was, now = change.old, change.new
    if was is None or now is None:
        side = now or was
        assert side is not None, "a change is of a clause in one version at least"
        return _place(side)
    parts = [_place(now)]
    if change.renumbered:
        parts.append(f"was {was.number or 'without a number'}")
    if change.moved:
        parts.append("moved")
    parts.append(f"old {_place(was)}")
    return " · ".join(parts)


def _place(side: Side) -> str:
    return f"p. {side.page}" + (f" ({side.page_label})" if side.page_label else "")


def _number(change: ClauseChange) -> str:
    side = change.new or change.old
    assert side is not None, "a change is of a clause in one version at least"
    return side.number or f"p. {side.page}"


def _marked(pieces: tuple[Piece, ...]) -> str:
    """The difference in one paragraph: ``[-dropped-]``, ``{+added+}``, and long runs that are the same cut.

    >>> _marked((Piece("same", "the recipient "), Piece("dropped", "may "), Piece("added", "must ")))
    'the recipient [-may-] {+must+}'
    """
    words: list[str] = []
    for at, piece in enumerate(pieces):
        own = piece.text.split()
        if not own:
            continue
        if piece.kind == "same":
            first, last = at == 0, at == len(pieces) - 1
            if len(own) > 2 * _KEPT + 2:
                own = [*([] if first else own[:_KEPT]), "…", *([] if last else own[-_KEPT:])]
        else:
            opening, closing = ("[-", "-]") if piece.kind == "dropped" else ("{+", "+}")
            own = [opening + own[0], *own[1:]]
            own[-1] += closing
        words += own
        if len(words) > _MOST:
            return " ".join([*words[:_MOST], "… (--format html shows all)"])
    return " ".join(words)


def _unchanged(report: CompareReport, *, everything: bool) -> Iterator[str]:
    """Clauses with the same words: where they went."""
    went = [c for c in report.clauses if c.change in (Change.MOVED, Change.RENUMBERED)]
    if went:
        yield "\n" + bold("The same words elsewhere")
        moves = [f"{c.old.number or '–'} → {c.new.number or '–'}" for c in went if c.old and c.new]
        yield paragraph(", ".join(moves), 2)
    if everything:
        yield "\n" + bold("The same")
        yield paragraph(", ".join(_number(c) for c in report.clauses if c.change is Change.SAME), 2)
