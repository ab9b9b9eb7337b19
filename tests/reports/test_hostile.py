"""Names are data in every file: formulas, markup and signs of no font are shown or left out, and nothing is run."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from analysis.complete import IncompleteError
from answers.facts import Facts
from answers.question import Question
from answers.sections.headline import headline_cards
from registry.store import Register
from registry.tables import Tables
from reports.book import book_xlsx
from reports.pdf.brief import brief_pdf
from reports.pdf.report import report_pdf
from reports.picture.catalogue import PICTURES, picture_sheet
from reports.picture.paper import Sheet, Word
from reports.picture.printing import pdf_bytes, png_bytes
from reports.picture.svg import svg_bytes
from reports.slides.deck import slides_pptx
from tests.reports.conftest import TODAY, facts_of, tables
from tests.reports.reading import pdf_text

NAMES = (
    "=1+1", "<img src=x onerror=alert(1)>", '#read("/etc/passwd")', "*_$", "@SUM(A1)", "-1+1", "]]>&amp;<b>",
    "\x00\x07bell\x1b", "\ue000 \u202eRTL", "😀 中文", "`raw` \\ @ref <label> $x$", "ก" * 300, "' OR 1=1 --",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile() -> Tables:
    """Return the register with such names for centres, programmes, owners, partners and sources."""
    found = tables()
    centres, programmes = found.centres.copy(), found.programmes.copy()
    for place, index in enumerate(centres.index):
        for step, column in enumerate(("name_th", "name_en", "source", "notes")):
            centres.loc[index, column] = NAMES[(place + step) % len(NAMES)]
    for place, index in enumerate(programmes.index):
        for step, column in enumerate(("name_th", "owner", "partners", "source", "reported_unit_th")):
            programmes.loc[index, column] = NAMES[(place + step) % len(NAMES)]
    return replace(found, centres=centres, programmes=programmes)


def test_a_brief_shows_them_as_they_are(hostile):
    (page,) = pdf_text(brief_pdf(facts_of(hostile), "10"))
    assert "root:" not in page


def test_a_report_shows_them_as_they_are(hostile):
    text = " ".join(pdf_text(report_pdf(facts_of(hostile))))
    assert '#read("/etc/passwd")' in text
    assert "<img src=x onerror=alert(1)>" in text
    assert "root:" not in text


def test_a_workbook_has_no_formula(hostile):
    book = load_workbook(io.BytesIO(book_xlsx(facts_of(hostile, programme="bma-library"))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert {"=1+1", "@SUM(A1)", "-1+1"} <= {cell.value for cell in cells}
    assert all(
        cell.quotePrefix for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "@", "+"))
    )


def test_slides_show_them_as_they_are(hostile):
    deck = Presentation(io.BytesIO(slides_pptx(facts_of(hostile), leave_out=["cover", "map", "bangkok"])))
    text = " ".join(
        cell.text for slide in deck.slides for shape in slide.shapes if shape.has_table
        for row in shape.table.rows for cell in row.cells
    )  # fmt: skip
    assert "<img src=x onerror=alert(1)>" in text
    assert "=1+1" in text


@pytest.mark.parametrize("name", list(PICTURES))
def test_a_drawing_stays_a_drawing(hostile, name):
    content = svg_bytes(picture_sheet(facts_of(hostile, programme="bma-library", area="10"), name)).decode()
    tags = {node.tag.split("}")[1] for node in ET.fromstring(content).iter()}  # noqa: S314 - our own file
    assert tags <= {
        "svg",
        "title",
        "desc",
        "defs",
        "clipPath",
        "pattern",
        "g",
        "path",
        "rect",
        "line",
        "circle",
        "text",
    }
    assert not re.search(r"\son\w+=\"", content)


def titled(name: str) -> bytes:
    word = Word(x_mm=5, y_mm=10, text=name, size_pt=9)
    return pdf_bytes(
        Sheet(width_mm=90, height_mm=20, shapes=(), words=(word,), title=name, description=name, lang="th")
    )


def test_controls_and_halves_of_pairs_are_left_out_and_the_page_stays_readable_to_all():
    content = titled("be\x07l\x1bl\ud800 ห้องสมุด")
    assert pdf_text(content) == ["bell ห้องสมุด"]
    assert b"pdfuaid" in content


def test_a_sign_that_no_font_has_costs_the_standard_and_not_the_page():
    content = titled("ห้องสมุด 图书馆")
    assert pdf_text(content)[0].startswith("ห้องสมุด")
    assert b"pdfuaid" not in content
    assert b"/StructTreeRoot" in content


def test_an_empty_register_makes_files_too():
    facts = Facts(Question(), Register.empty().tables(), today=TODAY)
    assert report_pdf(facts).startswith(b"%PDF")
    assert brief_pdf(facts, "10").startswith(b"%PDF")
    assert slides_pptx(facts).startswith(b"PK")
    assert book_xlsx(facts).startswith(b"PK")
    drawn = [name for name in PICTURES if name != "lorenz"]
    assert all(png_bytes(picture_sheet(facts, name), dpi=40).startswith(b"\x89PNG") for name in drawn)
    with pytest.raises(IncompleteError):
        picture_sheet(facts, "lorenz")
    cards = " ".join(f"{card.value} {card.detail}" for card in headline_cards(facts))
    assert "แหล่งข้อมูลไม่ได้ระบุ" in cards, "what no source says is not 0"
