"""What each surface writes of one measure in one area: its heading there, and the value as it is read."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from typing import NamedTuple

from openpyxl import load_workbook
from pptx import Presentation

from answers.facts import Facts
from answers.mapping.maps import map_model
from answers.question import question_of
from answers.story.of_question import SLIDES
from answers.words.measures import unit_of
from answers.words.names import area_name
from geodata.areas import areas
from registry.tables import Tables
from reports.book.areas import areas_sheet
from reports.onefile.slides import new_maker
from reports.pdf.report import report_pdf
from reports.picture.chart_sheet import measure_bars
from reports.picture.map_sheet import map_sheet
from reports.picture.svg import svg_bytes
from reports.slides.deck import slides_pptx
from reports.workbook import workbook_bytes
from tests.reports.conftest import TODAY
from tests.reports.reading import pdf_text
from ui.widgets.area_list import list_frame

SVG = "{http://www.w3.org/2000/svg}"


class Written(NamedTuple):
    """What heads a value, and the value."""

    heading: str
    value: str


def surfaces(tables: Tables, code: str, **params: str) -> dict[str, Written]:
    """Return what each surface writes of a question's measure in the area of a code."""
    facts = Facts(question_of({**params, "lang": "en"}, tables), tables, today=TODAY)
    heading = unit_of(facts.shown_measure, lang="en").heading
    return {
        "map": _map(facts, code),
        "picture": _picture(facts, code),
        "chart": _chart(facts, code),
        "list": _list(facts, code),
        "slide": _slide(facts, code, heading),
        "report": _report(facts, code, heading),
        "workbook": _workbook(facts, code),
        "one file": _one_file(facts, code),
    }


def _map(facts: Facts, code: str) -> Written:
    model = map_model(facts)
    assert model.legend.areas is not None
    return Written(model.legend.areas.title, model.values[model.codes.index(code)])


def _picture(facts: Facts, code: str) -> Written:
    root = ET.fromstring(svg_bytes(map_sheet(facts)))  # noqa: S314 - our own file
    titles = {node.get("data-code"): node.findtext(f"{SVG}title") or "" for node in root.iter(f"{SVG}path")}
    return Written("", titles[code])


def _chart(facts: Facts, code: str) -> Written:
    words = [word.text for word in measure_bars(facts).words]
    return Written(" ".join(words[:3]), words[words.index(area_name(code, lang="en")) + 1])


def _list(facts: Facts, code: str) -> Written:
    unit = unit_of(facts.shown_measure, lang="en")
    return Written(
        unit.heading, f"{list_frame(facts.table, unit.heading, unit).at[code, unit.heading]:,.{unit.decimals}f}"
    )


def _slide(facts: Facts, code: str, heading: str) -> Written:
    deck = Presentation(io.BytesIO(slides_pptx(facts, leave_out=set(SLIDES) - {"map"})))
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    for head, *rows in ([[cell.text for cell in row.cells] for row in table.rows] for table in tables):
        own = [row for row in rows if row[0] == area_name(code, lang="en")]
        if heading in head and own:
            return Written(heading, own[0][head.index(heading)])
    return Written("", "")


def _report(facts: Facts, code: str, heading: str) -> Written:
    text = " ".join(pdf_text(report_pdf(facts)))
    rows = re.findall(rf"{area_name(code, lang='en')} [A-Za-z ]+ [\d,]+ [\d,]+ (\S+)", text)
    return Written(heading if heading in text else "", " ".join(rows))


def _workbook(facts: Facts, code: str) -> Written:
    made = areas_sheet(facts, facts.question.map_level)
    page = load_workbook(io.BytesIO(workbook_bytes([made], about_title="about", about=[])))[made.title]
    column = list(made.table.columns).index(facts.shown_measure)
    own = next(row for row in page.iter_rows(min_row=2) if row[0].value == code)
    return Written(str(page[1][column].value), _as_shown(own[column]))


def _as_shown(cell) -> str:
    decimals = len(cell.number_format.partition(".")[2].rstrip("%"))
    percent = cell.number_format.endswith("%")
    return f"{cell.value * (100 if percent else 1):,.{decimals}f}{'%' if percent else ''}"


def _one_file(facts: Facts, code: str) -> Written:
    maker, measure = new_maker(facts.tables, today=TODAY), facts.shown_measure
    made = maker.sets.one(maker.key_of(facts.question, measure=measure))["measures"][measure]
    values = made["values"][str(facts.question.map_level)]
    text = values[list(areas(facts.question.map_level).index).index(code)]
    return Written(in_english(made["title"]), in_english(text))


def in_english(text: str | dict[str, str]) -> str:
    """Return the English form of a text that the one file carries in both languages, or once where they are alike."""
    return text["en"] if isinstance(text, dict) else text
