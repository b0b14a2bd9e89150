"""``enjoined check``: find the contested conditions in documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

import click
import msgspec
from msgspec import UnsetType

from enjoined.check import (
    CheckReport,
    DocumentSummary,
    Finding,
    Part,
    check_document,
    drafts_as_yaml,
    recognition_rules,
    unopened,
)
from enjoined.cli.answers import NOT_ADVICE, detail_lines, period, reason, title_of, window
from enjoined.cli.options import DAY, emit_json, format_options, open_named, parse_facts, registry_option
from enjoined.cli.output import output_option, save, written
from enjoined.cli.reading import read_content
from enjoined.cli.status import at_stake, receipt
from enjoined.cli.style import bold, dim, mark, paragraph, status_word
from enjoined.documents import Document, contents
from enjoined.documents.limited import start_ahead
from enjoined.errors import InputError, UnreadableDocument
from enjoined.law import Answer
from enjoined.law.freshness import stale
from enjoined.law.options import Options
from enjoined.model import Day, FamilyId, Recipient, parse_day, spoken
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

__all__ = ["command", "report_lines"]

_QUOTED = 160


@click.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--recipient", "-r", help='Who holds the award: "Chicago, IL". Without it no status is given.')
@click.option("--on", type=DAY, default="today", help="Day asked about (default: today).")
@click.option("--known-on", type=DAY, help="Only what was public on that day.")
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

    A FILE is a PDF, a Word document, a web page, a text or an image (PNG, JPEG, TIFF); or a folder, a ZIP archive
    or an e-mail (.eml), and then each document in it has its own report. Scanned pages are read with the program
    tesseract, if it is installed.

    \b
    enjoined check award.pdf --recipient "Chicago, IL" --on 2018-07-01
    """
    start_ahead()  # while the records load
    registry = open_named(overlays)
    who = registry.recipient(recipient, where="--recipient") if recipient else None
    supplied = parse_facts(facts, None)
    if portfolio is not None and who is None:
        raise InputError("whose awards they are is not said", where="--portfolio", remedy="add --recipient")
    if form in ("html", "docx") and len(files) != 1:
        raise InputError("a report is of one document", where=f"--format {form}", remedy="give one FILE")
    if form == "docx" and out is None:
        raise InputError("a Word file is not for the terminal", where="--format docx", remedy="add -o FILE")
    rules = recognition_rules(registry)
    with ExitStack() as stack:
        found = [document for file in files for document in stack.enter_context(contents(file))]
        if form in ("html", "docx") and len(found) != 1:
            names = ", ".join(content.name for content in found[:3]) + (", \u2026" if len(found) > 3 else "")
            raise InputError(
                f"there are {len(found)} documents in it ({names})",
                where=f"--format {form}",
                remedy="give one of them",
            )
        documents: list[Document] = []
        reports: list[CheckReport] = []
        for content in found:
            try:
                document = read_content(content, rules, ocr=ocr)
            except UnreadableDocument as error:
                if len(found) == 1:
                    raise
                reports.append(unopened(registry, content.name, error, on=on))
                continue
            documents.append(document)
            reports.append(
                check_document(registry, document, recipient=who, on=on, known_on=known_on, supplied=supplied)
            )
        if not documents:
            raise InputError(
                "none of its documents can be read", where=files[0].name, remedy=reports[0].unread[0].why
            )
        if portfolio is not None and who is not None:
            reports = [_with_stakes(registry, report, portfolio, who) for report in reports]
        pictures: dict[int, bytes] = {}
        if form == "html" and found[0].path is not None:
            from enjoined.reports.checked import picture_pages

            pictures = picture_pages(found[0].path, reports[0], documents[0])
    if form == "docx" and out is not None and not as_json:
        from enjoined.reports.word import checked

        save(out, checked(registry.law, reports[0], recipient=who, on=on))
        return 0
    with written(out):
        if draft:
            _emit_drafts(reports)
        elif as_json or form == "json":
            made_from = msgspec.to_builtins(receipt(registry, Options(), on))
            told = [msgspec.structs.replace(report, registry=made_from) for report in reports]
            emit_json(told[0] if len(told) == 1 else told)
        elif form == "html":
            from enjoined.reports.checked import page

            click.echo(page(registry.law, reports[0], documents[0], pictures, recipient=who, on=on))
        else:
            for report in reports:
                for line in report_lines(registry.law, report, who, on):
                    click.echo(line)
                for line in at_stake(_answers(report)) if portfolio is not None else ():
                    click.echo(line)
                click.echo()
            click.echo(dim(NOT_ADVICE))
    binding = any(
        f.answer.status == "binding" for r in reports for f in r.findings if isinstance(f.answer, Answer)
    )
    return int(exit_code and binding)


def _with_stakes(registry: Registry, report: CheckReport, file: Path, who: Recipient) -> CheckReport:
    """The report with the money that a file of awards tells of this award, or of awards under its program and year."""
    from enjoined.money.stake import stake_of, stakes

    money = stakes(registry, [file], [who.id], number=report.document.award_number)

    def told(holder: Finding | Part) -> Answer | UnsetType | None:
        answer = holder.answer
        if not isinstance(answer, Answer):
            return answer
        return msgspec.structs.replace(answer, stake=stake_of(answer, money) or answer.stake)

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


def report_lines(law: LawTable, report: CheckReport, recipient: Recipient | None, on: Day) -> Iterator[str]:
    """A report as a person reads it."""
    yield from _face(report.document, on)
    imposed = [f for f in report.findings if f.role == "imposes"]
    if recipient is not None:
        yield f"Asked for {bold(title_of(recipient))} on {bold(spoken(on))}"
    if remark := stale(law, on):
        yield paragraph(remark, 2, hang="! ")
    for warning in report.document.warnings:
        yield paragraph(warning, 2, hang="! ")
    yield ""
    if not imposed:
        yield report.nothing_found
    for finding in imposed:
        yield from _finding(law, finding)
    yield from _others(report)
    if report.draft_events:
        count = len(report.draft_events)
        what = "one statement" if count == 1 else f"{count} statements"
        yield paragraph(f"The notice makes {what} that conditions are not enforced: --draft prints them.", 2)
    for page in report.unread:
        yield paragraph(f"page {page.page} not read: {page.why}", 2, hang="! ")
    if recipient is None and imposed:
        yield paragraph("Add --recipient to see what each condition is to you on a day.", 2)


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
    facts: list[str] = [document.kind]
    if document.award_number:
        facts.append(document.award_number)
    if document.recipient:
        facts.append(document.recipient)
    if document.program:
        facts.append(document.program)
    if document.fiscal_year:
        facts.append(f"FY{document.fiscal_year}")
    if document.amount:
        facts.append(f"${Decimal(document.amount):,.2f}")
    if document.award_date:
        facts.append(spoken(parse_day(document.award_date)))
    yield bold("".join(c if c.isprintable() else "?" for c in document.name))
    yield paragraph(" · ".join(facts))
    if document.deadline:
        yield bold(paragraph(_deadline(document, on)))
    pages = "1 page" if document.pages == 1 else f"{document.pages} pages"
    yield dim(paragraph(pages + _counted(document)))


def _deadline(document: DocumentSummary, on: Day) -> str:
    """The day by which to accept or apply, and how far it is from the day asked about."""
    day = parse_day(document.deadline or "")
    days = day - on
    far = f"in {days} days" if days > 1 else "tomorrow" if days == 1 else "today" if not days else "past"
    verb = "Apply" if document.kind == "solicitation" else "Accept"
    return f"{verb} by {spoken(day)} ({far})"


def _counted(document: DocumentSummary) -> str:
    if not document.conditions:
        return ""
    missing = _ranges(document.numbers_not_seen)
    return f", {document.conditions} numbered conditions read" + (
        f" (not seen: {missing})" if missing else ""
    )


def _ranges(numbers: tuple[int, ...]) -> str:
    """Numbers as a person writes them: ``23-26, 40``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def _finding(law: LawTable, finding: Finding) -> Iterator[str]:
    where = f"p. {finding.page}" + (f" ({finding.page_label})" if finding.page_label else "")
    title = finding.title or ", ".join(_family(law, f) for f in finding.families)
    number = finding.number or "–"
    yield bold(paragraph(" ".join(title.split()), hang=f"{number:>3}  "))
    yield dim(f"     {where}")
    if finding.novel:
        yield paragraph("No recorded condition matches: read it with care.", 5, hang="? ")
    quoted = ""
    for part in finding.parts:
        quote = _cut(_without_heading(part.quote, finding), _QUOTED)
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
        yield f"     {status} {_family(law, part.family)}{dim('  ' + since if since else '')}"
        yield paragraph(reason(law, answer) + window(answer), 7)
        yield from detail_lines(law, answer, 7)
    for point in finding.verify:
        yield dim(paragraph(point, 5, hang="verify: "))
    yield ""


def _family(law: LawTable, family: str) -> str:
    known = law.families.get(FamilyId(family))
    return known.title if known else family


def _without_heading(quote: str, finding: Finding) -> str:
    """The quote less the number and title that are printed above it."""
    text, heading = (" ".join(part.split()) for part in (quote, finding.title or ""))
    at = text.find(heading) if heading else -1
    rest = text[at + len(heading) :].strip(" .:;-") if 0 <= at < 8 else text
    return rest or text


def _cut(text: str, room: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= room else text[: room - 1].rsplit(" ", 1)[0] + "…"


def _others(report: CheckReport) -> Iterator[str]:
    """Clauses that only speak of a contested matter, one line each."""
    for finding in report.findings:
        if finding.role != "imposes":
            families = ", ".join(finding.families)
            what = {"negates": "says it is not required", "describes-status": "describes its status"}
            text = f"p. {finding.page}: {what.get(finding.role, 'only mentions it')} ({families})"
            yield dim(paragraph(text, 2, hang="· "))
