"""``enjoined check``: find the contested conditions in documents."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec
from msgspec import UnsetType

from enjoined.check import (
    CheckReport,
    DocumentSummary,
    Finding,
    Part,
    awards_of,
    check_document,
    drafts_as_yaml,
    recognition_rules,
    unopened,
    with_warning,
)
from enjoined.cli.answers import NOT_ADVICE, detail_lines, period, reason, title_of, window
from enjoined.cli.forms import FILE
from enjoined.cli.options import (
    DAY,
    emit_json,
    format_options,
    open_named,
    parse_facts,
    prime_of,
    registry_option,
)
from enjoined.cli.output import chosen_form, output_option, save, written
from enjoined.cli.reading import read_content
from enjoined.cli.status import receipt, stake_lines
from enjoined.cli.style import bold, cut, dim, mark, paragraph, status_word, width
from enjoined.documents import Content, Document, contents
from enjoined.documents.sandbox.limited import start_ahead
from enjoined.errors import InputError, UnreadableDocument
from enjoined.law import Answer
from enjoined.law.answering.freshness import stale
from enjoined.law.options import Options
from enjoined.model import Day, FamilyId, Recipient, spoken
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable
from enjoined.reports.face import counted, deadline, face

if TYPE_CHECKING:
    from enjoined.reports.checked import Checked

__all__ = ["command", "report_lines"]

_QUOTED = 160


@click.command("check")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--recipient", "-r", help='Who holds the award: "Chicago, IL". Without it no status is given.')
@click.option("--on", type=DAY, default="today", help="Day asked about (default: today).")
@click.option("--known-on", type=DAY, help="Only what was public on that day.")
@click.option("--through", metavar="PRIME", help="The prime recipient, if the money is a subaward.")
@click.option("--fact", "facts", multiple=True, metavar="EDGE", help="A missing fact (may repeat).")
@click.option("--draft", is_flag=True, help="Of an agency's notice: print draft events as YAML, for review.")
@click.option("--no-ocr", "ocr", flag_value=False, default=True, help="Leave pages that are pictures unread.")
@click.option(
    "--portfolio",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Awards (as for enjoined portfolio): the money at stake is what they say of the award.",
)
@click.option("--exit-code", is_flag=True, help="Exit 1 if something contested binds.")
@output_option
@registry_option
@format_options("text", "json", "html", "docx")
def command(
    files: tuple[Path, ...],
    recipient: str | None,
    on: Day,
    known_on: Day | None,
    through: str | None,
    facts: tuple[str, ...],
    draft: bool,
    ocr: bool,
    portfolio: Path | None,
    exit_code: bool,
    out: Path | None,
    overlays: tuple[Path, ...],
    form: str,
    as_json: bool,
) -> int:
    """Find the contested conditions in documents, quote them, and give each its status.

    A FILE is a PDF, a Word document (DOCX), an OpenDocument text (ODT), a rich text (RTF), a web page, a text or an
    image (PNG, JPEG, TIFF); or a folder, a ZIP archive, an e-mail (.eml) or a PDF with files attached, and then each
    document in it has its own report; - is standard input. Scanned pages are read with the
    program tesseract, if it is installed.

    \b
    enjoined check award.pdf --recipient "Chicago, IL" --on 2018-07-01
    """
    form = chosen_form(form, as_json, out)
    start_ahead()  # while the records load
    registry = open_named(overlays)
    who, note = registry.understood(recipient, where="--recipient") if recipient else (None, "")
    prime, prime_note = prime_of(registry, through, who)
    supplied = parse_facts(registry.law, facts)
    if portfolio is not None and who is None:
        raise InputError("whose awards they are is not said", where="--portfolio", remedy="add --recipient")
    rules = recognition_rules(registry)
    with ExitStack() as stack:
        packets = [tuple(stack.enter_context(contents(file))) for file in files]
        found = [content for packet in packets for content in packet]
        documents: list[Document | None] = []
        problems: list[UnreadableDocument | None] = []
        for content in found:
            try:
                documents.append(read_content(content, rules, ocr=ocr))
                problems.append(None)
            except UnreadableDocument as error:
                if len(found) == 1:
                    raise
                documents.append(None)
                problems.append(error)
        reports: list[CheckReport] = []
        read = iter(documents)
        awards = [
            award
            for packet in packets
            for award in awards_of(registry, [next(read) for _ in packet], [c.name for c in packet])
        ]
        for content, document, problem, award in zip(found, documents, problems, awards, strict=True):
            if problem is not None:
                reports.append(unopened(registry, content.name, problem, on=on))
            elif document is not None:
                report = check_document(
                    registry, document, recipient=who, on=on, known_on=known_on, supplied=supplied, through=prime,
                    came_with=award,
                )  # fmt: skip
                reports.append(with_warning(with_warning(report, note), prime_note))
        if not any(documents):
            raise InputError(
                "none of its documents can be read", where=files[0].name, remedy=reports[0].unread[0].why
            )
        if portfolio is not None and who is not None:
            reports = [_with_stakes(registry, report, portfolio, who) for report in reports]
        drawn: list[Checked] = []
        if form in ("html", "docx"):
            money = portfolio is not None
            drawn = list(
                _drawn(registry.law, found, documents, reports, pictures=form == "html", stakes=money)
            )
    binding = any(
        f.answer.status == "binding" for r in reports for f in r.findings if isinstance(f.answer, Answer)
    )
    if form == "docx" and out is not None:
        from enjoined.reports.word import checked

        save(out, checked(registry.law, drawn, recipient=who, on=on))
        return int(exit_code and binding)
    with written(out):
        if draft:
            _emit_drafts(reports)
        elif form == "json":
            made_from = msgspec.to_builtins(receipt(registry, Options(), on))
            told = [msgspec.structs.replace(report, registry=made_from) for report in reports]
            emit_json(told[0] if len(told) == 1 else told)
        elif form == "html":
            from enjoined.reports.checked import page

            click.echo(page(registry.law, drawn, recipient=who, on=on))
        else:
            for line in _text(registry.law, reports, who, on, stakes=portfolio is not None):
                click.echo(line)
    return int(exit_code and binding)


def _with_stakes(registry: Registry, report: CheckReport, file: Path, who: Recipient) -> CheckReport:
    """The report with the money that a file of awards tells of this award, or of awards under its program and year."""
    from enjoined.money.stake import stakes

    money = stakes(registry, [file], [who.id], number=report.document.award_number)

    def told(holder: Finding | Part) -> Answer | UnsetType | None:
        answer = holder.answer
        if not isinstance(answer, Answer):
            return answer
        return msgspec.structs.replace(answer, stake=money.of(answer) or answer.stake)

    findings = []
    for finding in report.findings:
        parts = tuple(msgspec.structs.replace(part, answer=told(part)) for part in finding.parts)
        findings.append(msgspec.structs.replace(finding, answer=told(finding), parts=parts))
    return msgspec.structs.replace(report, findings=tuple(findings))


def _answers(report: CheckReport) -> Iterator[Answer]:
    """The answers about the clauses that are recorded conditions."""
    for finding in report.findings:
        for part in finding.parts:
            if isinstance(part.answer, Answer):
                yield part.answer


def _drawn(
    law: LawTable,
    found: Sequence[Content],
    documents: Sequence[Document | None],
    reports: Sequence[CheckReport],
    *,
    pictures: bool,
    stakes: bool,
) -> Iterator[Checked]:
    """The reports as a page or a Word file shows them: with pictures of their pages, and with the money at stake."""
    from enjoined.money.stake import at_stake
    from enjoined.reports.checked import Checked, picture_pages

    for content, document, report in zip(found, documents, reports, strict=True):
        yield Checked(
            report=report,
            document=document,
            pictures=picture_pages(content.path, report, document)
            if pictures and content.path and document
            else {},
            stakes=tuple(at_stake(law, _answers(report), report.document.award_number)) if stakes else (),
        )


def _text(
    law: LawTable, reports: Sequence[CheckReport], recipient: Recipient | None, on: Day, *, stakes: bool
) -> Iterator[str]:
    """All reports, with a list of the documents first where there are several."""
    if len(reports) > 1:
        yield bold(f"{len(reports)} documents")
        for report in reports:
            yield paragraph(f"{_printable(report.document.name)}: {report.in_short}", 2, hang="· ")
        yield ""
    for report in reports:
        yield from report_lines(law, report, recipient, on)
        yield from stake_lines(law, _answers(report), report.document.award_number) if stakes else ()
        yield ""
    if recipient is None and any(report.imposed for report in reports):
        yield paragraph("Add --recipient to see what each condition is to you on a day.")
    yield dim(NOT_ADVICE)


def report_lines(law: LawTable, report: CheckReport, recipient: Recipient | None, on: Day) -> Iterator[str]:
    """A report as a person reads it."""
    yield from _face(report.document, on)
    imposed = report.imposed
    if recipient is not None:
        yield f"Asked for {bold(title_of(recipient))} on {bold(spoken(on))}"
    if remark := stale(law, on):
        yield paragraph(remark, 2, hang="! ")
    for warning in report.document.warnings:
        yield paragraph(warning, 2, hang="! ")
    yield ""
    if not imposed:
        yield report.nothing_found
    shared = report.verify_all
    provisions: set[tuple[str, str]] = set()
    for finding in imposed:
        yield from _finding(law, finding, provisions, shared)
    for point in shared:
        yield dim(paragraph(point, 2, hang="verify, for all of them: "))
    yield from _others(report)
    if report.draft_events:
        count = len(report.draft_events)
        what = "one statement" if count == 1 else f"{count} statements"
        yield paragraph(f"The notice makes {what} that conditions are not enforced: --draft prints them.", 2)
    for page in report.unread:
        yield paragraph(f"page {page.page} not read: {page.why}", 2, hang="! ")


def _emit_drafts(reports: Sequence[CheckReport]) -> None:
    """The draft events of each notice as YAML; a line on standard error for a document that announces nothing."""
    for report in reports:
        if report.draft_events:
            click.echo(drafts_as_yaml(report.draft_events, name=report.document.name), nl=False)
        else:
            click.echo(
                f"{report.document.name}: no notice that conditions are not enforced was found", err=True
            )


def _face(document: DocumentSummary, on: Day) -> Iterator[str]:
    yield bold(_printable(document.name))
    yield paragraph(face(document))
    by = deadline(document, on)
    if by is not None:
        yield bold(paragraph(by))
    yield dim(paragraph(counted(document)))


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)


def _finding(
    law: LawTable, finding: Finding, provisions: set[tuple[str, str]], shared: Collection[str] = ()
) -> Iterator[str]:
    where = f"p. {finding.page}" + (f" ({finding.page_label})" if finding.page_label else "")
    title = finding.title or ", ".join(_family(law, f) for f in finding.families)
    number = finding.number or "–"
    yield bold(paragraph(" ".join(title.split()), hang=f"{number:>3}  "))
    yield dim(f"     {where}")
    if finding.novel:
        yield paragraph("No recorded condition matches: read it with care.", 5, hang="? ")
    quoted = ""
    for part in finding.parts:
        quote = cut(_without_heading(part.quote, finding), _QUOTED)
        if quote != quoted:
            yield dim(paragraph(f"“{quote}”", 5))
        quoted = quote
        answer = part.answer
        if not isinstance(answer, Answer):
            tied = part.condition or "no recorded condition"
            yield paragraph(f"{_family(law, part.family)}: {tied} ({', '.join(part.why[:3])})", 5)
            continue
        since = period(answer)
        status = f"{mark(answer.status)} {status_word(answer.status)}"
        line = f"     {status} {_family(law, part.family)}"
        if since and len(click.unstyle(line)) + 2 + len(since) > width():
            yield line
            yield dim(paragraph(since, 7))
        else:
            yield f"{line}{dim('  ' + since if since else '')}"
        yield paragraph(reason(law, answer) + window(answer), 7)
        yield from detail_lines(law, answer, 7, provisions)
    for point in finding.verify:
        if point not in shared:
            yield dim(paragraph(point, 5, hang="verify: "))
    yield ""


def _family(law: LawTable, family: str) -> str:
    known = law.families.get(FamilyId(family))
    return known.title if known else family


def _without_heading(quote: str, finding: Finding) -> str:
    """The quote less the number and title that are printed above it."""
    text, heading = (" ".join(part.split()) for part in (quote, finding.title or ""))
    number = f"{finding.number}. "
    text = text.removeprefix(number) if len(text) > len(number) else text
    at = text.find(heading) if heading else -1
    rest = text[at + len(heading) :].strip(" .:;-") if 0 <= at < 8 else text
    return rest or text


def _others(report: CheckReport) -> Iterator[str]:
    """Clauses that only speak of a contested matter, one line each; what takes a duty away is quoted too."""
    for finding in report.findings:
        if finding.role != "imposes":
            families = ", ".join(finding.families)
            what = {"negates": "says it is not required", "describes-status": "describes its status"}
            clause = f"clause {finding.number}, " if finding.number else ""
            text = f"{clause}p. {finding.page}: {what.get(finding.role, 'only mentions it')} ({families})"
            yield dim(paragraph(text, 2, hang="· "))
            if finding.takes_away:
                yield dim(paragraph(f"“{cut(finding.parts[0].quote, _QUOTED)}”", 4))
