"""The files one takes away, each against a plain way to write the same: ratios of medians in one run.

    python -m benchmarks.reports                 all of them
    python -m benchmarks.reports --rounds 5 --only pptx pdf

The facts are warm (computed once before), since the baselines are handed finished tables and pictures:

* pptx: ours, its maps drawn anew, against python-pptx writing the same slides (every run with its face, size, weight and
  colour, tables, charts, notes) with the maps ready;
* pdf: ours, its maps drawn and its words composed anew, against typst compiling the same pages;
* xlsx: ours against pandas with xlsxwriter writing the same frames;
* briefs: all 77 provinces against one, both from facts that are cold;
* one file: the whole map as one HTML file against the report as a PDF, both from facts that are cold;
* memory: the highest resident size of a process of the command line that makes one file, started for each.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pandas as pd
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.dml import MSO_COLOR_TYPE
from pptx.util import Pt

from answers.facts import Facts
from answers.question import question_of
from benchmarks.figures import Figure, entries, table
from benchmarks.process import in_turn
from registry.store import Register
from reports import press
from reports.book import book_sheets
from reports.onefile.build import one_file
from reports.pdf.brief import brief_areas, brief_pdf, briefs_zip
from reports.pdf.report import report_pdf
from reports.slides.deck import slides_pptx
from reports.workbook import workbook_bytes

TODAY = date(2026, 11, 21)
BARS = {"pptx": 3.0, "pdf": 3.0, "xlsx": 2.0, "briefs": 40.0}
LIMIT_MB = 524


def facts() -> Facts:
    tables = Register.in_memory().tables()
    return Facts(question_of({}, tables), tables, today=TODAY)


Pair = tuple[list[float], list[float]]
"""Seconds of processor of ours, and of the plain way."""


def pair(ours: Callable[[], object], plain: Callable[[], object], rounds: int) -> Pair:
    """Return the processor time of two ways, taken in turn."""
    taken = in_turn({"ours": ours, "plain": plain}, rounds)
    return taken["ours"][1], taken["plain"][1]


def plain_deck(finished: bytes) -> Callable[[], bytes]:
    """Return a function that writes the text, tables, charts and pictures of a finished deck with python-pptx alone."""
    slides = [[_recorded(shape) for shape in slide.shapes] for slide in Presentation(io.BytesIO(finished)).slides]
    notes = [slide.notes_slide.notes_text_frame.text for slide in Presentation(io.BytesIO(finished)).slides]

    def write() -> bytes:
        deck = Presentation()
        blank = deck.slide_layouts[6]
        for shapes, note in zip(slides, notes, strict=True):
            slide = deck.slides.add_slide(blank)
            for kind, box, content in shapes:
                _WRITERS[kind](slide, box, content)
            slide.notes_slide.notes_text_frame.text = note
        out = io.BytesIO()
        deck.save(out)
        return out.getvalue()

    return write


def _recorded(shape):
    box = tuple(int(value or 0) for value in (shape.left, shape.top, shape.width, shape.height))
    if shape.has_chart:
        plot = shape.chart.plots[0]
        return (
            "chart",
            box,
            (shape.chart.chart_type, list(plot.categories), [(s.name, list(s.values)) for s in plot.series]),
        )
    if shape.has_table:
        widths = [column.width for column in shape.table.columns]
        return "table", box, (widths, [[_paragraphs(cell) for cell in row.cells] for row in shape.table.rows])
    if hasattr(shape, "image"):
        return "picture", box, shape.image.blob
    return "text", box, _paragraphs(shape) if shape.has_text_frame else []


def _paragraphs(owner):
    return [(paragraph.alignment, [_run(run) for run in paragraph.runs]) for paragraph in owner.text_frame.paragraphs]


def _run(run):
    colour = run.font.color
    attribute = {MSO_COLOR_TYPE.RGB: "rgb", MSO_COLOR_TYPE.SCHEME: "theme_color"}.get(colour.type if colour else None)
    return run.text, run.font.size, run.font.bold, attribute and (attribute, getattr(colour, attribute))


def _chart(slide, box, content):
    kind, categories, series = content
    data = CategoryChartData()
    data.categories = categories
    for name, values in series:
        data.add_series(name, values)
    chart = slide.shapes.add_chart(kind, *box, data).chart
    chart.font.size = Pt(12)
    chart.plots[0].has_data_labels = True


def _table(slide, box, content):
    widths, rows = content
    native = slide.shapes.add_table(len(rows), len(rows[0]), *box).table
    for column, width in zip(native.columns, widths, strict=True):
        column.width = width
    for row, cells in zip(native.rows, rows, strict=True):
        for cell, paragraphs in zip(row.cells, cells, strict=True):
            cell.margin_left = cell.margin_right = Pt(5)
            _write(cell.text_frame, paragraphs)


def _text(slide, box, paragraphs):
    _write(slide.shapes.add_textbox(*box).text_frame, paragraphs)


def _write(frame, paragraphs):
    for position, (alignment, runs) in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        paragraph.alignment = alignment
        for text, size, bold, colour in runs:
            run = paragraph.add_run()
            run.text = text
            run.font.size = size
            run.font.bold = bold
            run.font.name = "Leelawadee UI"
            if colour is not None:
                setattr(run.font.color, *colour)


def _picture(slide, box, blob):
    slide.shapes.add_picture(io.BytesIO(blob), *box)


_WRITERS = {"chart": _chart, "table": _table, "text": _text, "picture": _picture}


def pptx(rounds: int) -> Pair:
    report_facts = facts()
    finished = slides_pptx(report_facts)
    return pair(lambda: slides_pptx(report_facts), plain_deck(finished), rounds)


def pdf(rounds: int) -> Pair:
    report_facts, calls = facts(), []
    real = press.pdf

    def recording(templates, data, *, pictures=None):
        calls.append((templates, data, pictures))
        return real(templates, data, pictures=pictures)

    press.pdf = recording
    try:
        report_pdf(report_facts)
    finally:
        press.pdf = real
    templates, data, pictures = calls[0]
    return pair(lambda: report_pdf(report_facts), lambda: real(templates, data, pictures=pictures), rounds)


def xlsx(rounds: int) -> Pair:
    sheets = book_sheets(facts())

    def plain() -> bytes:
        out = io.BytesIO()
        with pd.ExcelWriter(out, engine="xlsxwriter") as writer:
            for position, sheet in enumerate(sheets):
                sheet.table.to_excel(writer, sheet_name=f"sheet {position}", index=False)
        return out.getvalue()

    return pair(lambda: workbook_bytes(sheets, about_title="about", about=[("a", "b")]), plain, rounds)


def briefs(rounds: int) -> Pair:
    brief_pdf(facts(), "52")  # the fonts and layers of the process
    provinces = brief_areas("province")
    return pair(lambda: briefs_zip(facts(), provinces), lambda: brief_pdf(facts(), "52"), min(rounds, 2))


def whole_file(report_facts: Facts) -> bytes:
    return one_file(report_facts.question, report_facts.tables, today=report_facts.today)


def html(rounds: int) -> Pair:
    report_pdf(facts())  # the fonts and layers of the process
    return pair(lambda: whole_file(facts()), lambda: report_pdf(facts()), min(rounds, 2))


COMMANDS = {
    "pptx": ("pptx", "out.pptx"),
    "pdf": ("pdf", "out.pdf"),
    "xlsx": ("xlsx", "out.xlsx"),
    "briefs": ("brief", "--all", "province", "out.zip"),
    "one file": ("html", "out.html"),
}
_RUN = """import re, sys
from pathlib import Path
from reports.commands import main

main(sys.argv[1:])
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
PLAIN = {
    "pptx": "python-pptx",
    "pdf": "typst alone",
    "xlsx": "pandas with xlsxwriter",
    "briefs": "one brief",
    "one file": "the report as a PDF",
}


def peak_mb(kind: str) -> float:
    """Return the highest resident size of a process of the command line that makes one file, in a home that was used."""
    with tempfile.TemporaryDirectory() as folder:
        for command in (("brief", "--area", "52", "first.pdf"), COMMANDS[kind]):
            done = subprocess.run(
                [sys.executable, "-c", _RUN, *command[:-1], str(Path(folder, command[-1]))],
                env=os.environ | {"KLAIBAAN_HOME": folder}, capture_output=True, check=True, text=True,
            )  # fmt: skip
    return int(done.stdout.split()[-1]) * 1024 / 1e6


def figures(*, full: bool = False, rounds: int = 3, kinds: Sequence[str] = tuple(PLAIN)) -> Iterator[Figure]:
    """Yield processor time and memory of each file, against a plain way."""
    for kind in kinds:
        ours, plain = {"pptx": pptx, "pdf": pdf, "xlsx": xlsx, "briefs": briefs, "one file": html}[kind](
            5 if full else rounds
        )
        yield Figure(f"{kind}, ours", tuple(ours), "s", (f"{kind}, {PLAIN[kind]}",))
        yield Figure(f"{kind}, {PLAIN[kind]}", tuple(plain), "s")
        yield Figure(f"{kind}, memory", (peak_mb(kind),), "MB")


def main() -> int:
    """Print the figures; fail where one does not hold its bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=list(PLAIN), default=list(PLAIN))
    chosen = parser.parse_args()
    rows = entries(figures(rounds=chosen.rounds, kinds=chosen.only))
    print(table(rows))
    bars = {f"{kind}, ours": bar for kind, bar in BARS.items()}
    over = [
        row["name"] for row in rows if any(ratio > bars.get(row["name"], ratio) for ratio in row["ratios"].values())
    ]
    over += [row["name"] for row in rows if row["unit"] == "MB" and row["median"] > LIMIT_MB]
    print(*(f"over its bar: {name}" for name in over), sep="\n", end="\n" if over else "")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
