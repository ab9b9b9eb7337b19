"""``python -m reports pdf|pptx|xlsx``: the report, the slides, the workbook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from answers.errors import ReportError
from reports.commands.options import ProgressPrinter, add_file, add_sequence, facts_of, sequence_of

if TYPE_CHECKING:
    from reports.commands.options import Commands


def add(commands: Commands) -> None:
    """Add the three kinds of files."""
    add_file(commands, "xlsx", _xlsx, short="the workbook: figures, areas of each level, centres, gaps, sources")
    report = add_file(commands, "pdf", _pdf, short="the report on A4 pages, or the views of a sequence, a page a slide")
    add_sequence(report)
    slides = add_file(commands, "pptx", _pptx, short="the slides")
    add_sequence(slides)
    slides.add_argument("--leave-out", action="append", default=[], metavar="SLIDE", help="a slide that is not wanted")
    slides.add_argument("--template", type=Path, metavar="FILE", help="a .pptx whose fonts and colours are used")


def _xlsx(chosen: argparse.Namespace) -> bytes:
    from reports.book import book_xlsx  # noqa: PLC0415

    return book_xlsx(facts_of(chosen), progress=ProgressPrinter())


def _pdf(chosen: argparse.Namespace) -> bytes:
    facts = facts_of(chosen)
    sequence = sequence_of(chosen, facts)
    if sequence is not None:
        from reports.pdf.deck import sequence_pdf  # noqa: PLC0415

        return sequence_pdf(
            sequence, facts.tables, lang=facts.question.lang, today=facts.today, progress=ProgressPrinter()
        )
    from reports.pdf.report import report_pdf  # noqa: PLC0415

    return report_pdf(facts, progress=ProgressPrinter())


def _pptx(chosen: argparse.Namespace) -> bytes:
    from reports.slides.deck import sequence_pptx, slides_pptx  # noqa: PLC0415

    template: Path | None = chosen.template
    content = None
    if template is not None:
        try:
            content = template.read_bytes()
        except OSError as error:
            raise ReportError("report_template", file=str(template), reason=error.strerror or str(error)) from error
    facts, name = facts_of(chosen), str(template or "")
    sequence = sequence_of(chosen, facts)
    if sequence is not None:
        return sequence_pptx(
            sequence, facts.tables, lang=facts.question.lang, today=facts.today, progress=ProgressPrinter(),
            template=content, template_name=name,
        )  # fmt: skip
    return slides_pptx(
        facts, progress=ProgressPrinter(), leave_out=chosen.leave_out, template=content, template_name=name
    )
