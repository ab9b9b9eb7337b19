"""A sequence on paper: the same slides as its deck, a page each, that can be searched and read aloud."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pikepdf
import pypdfium2
import pytest

from answers.story.ready_made import DISTRICT, MEETING, PARTNER, ready_made
from answers.story.sequence import Sequence, view_of
from answers.story.sequence_file import sequence_bytes
from answers.words import t
from reports.commands import main
from reports.pdf.deck import sequence_pdf
from reports.slides.deck import sequence_pptx
from tests.reports.conftest import TODAY, tables
from tests.reports.decks import deck_of, titles

MM = 72 / 25.4
MARGIN_MM = 12.0
READY_MADE = [(DISTRICT, "th"), (PARTNER, "en")]


def sequence_of(audience: str) -> Sequence:
    return ready_made(tables(), audience, area="1042", partner_name="กรุงเทพมหานคร")


@cache
def pages(audience: str, lang: str) -> bytes:
    return sequence_pdf(sequence_of(audience), tables(), lang=lang, today=TODAY)


@cache
def deck(audience: str, lang: str) -> Any:
    return deck_of(sequence_pptx(sequence_of(audience), tables(), lang=lang, today=TODAY))


def headings(content: bytes) -> list[str]:
    """Return the bookmarks of a document in the order of its pages."""
    document = pypdfium2.PdfDocument(content)
    marks = [(mark.get_dest().get_index(), mark.get_title()) for mark in document.get_toc()]
    assert [page for page, _ in marks] == list(range(len(document))), "a bookmark a page"
    return [title for _, title in marks]


@pytest.mark.parametrize(("audience", "lang"), READY_MADE)
def test_the_pages_are_the_slides_of_the_deck(audience, lang):
    assert headings(pages(audience, lang)) == titles(deck(audience, lang))


@pytest.mark.parametrize(("audience", "lang"), READY_MADE)
def test_every_title_is_found_on_its_page(audience, lang):
    document = pypdfium2.PdfDocument(pages(audience, lang))
    for page, title in zip(document, headings(pages(audience, lang)), strict=True):
        for word in re.split(r"[ \u200b]", title):
            assert page.get_textpage().search(word).get_next() is not None, word


@pytest.mark.parametrize(("audience", "lang"), READY_MADE)
def test_what_to_say_stands_below_its_slide(audience, lang):
    document = pypdfium2.PdfDocument(pages(audience, lang))
    for page, slide in zip(document, deck(audience, lang).slides, strict=True):
        text = squeezed(page.get_textpage().get_text_range())
        said = [line.text for line in slide.notes_slide.notes_text_frame.paragraphs][:2]
        assert [line for line in said if squeezed(line) not in text] == []


@pytest.mark.parametrize(("audience", "lang"), READY_MADE)
def test_nothing_stands_beyond_the_margins(audience, lang):
    for number, page in enumerate(pypdfium2.PdfDocument(pages(audience, lang)), start=1):
        assert (round(page.get_width() / MM), round(page.get_height() / MM)) == (297, 210)
        for left, bottom, right, top in letters(page):
            assert left >= MARGIN_MM * MM, number
            assert right <= page.get_width() - MARGIN_MM * MM, number
            assert bottom >= 4 * MM, number
            assert top <= page.get_height() - 4 * MM, number


def letters(page: Any) -> list[tuple[float, float, float, float]]:
    """Return the boxes of the rectangles that the words of a page fill."""
    text = page.get_textpage()
    return [text.get_rect(place) for place in range(text.count_rects())]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


@pytest.mark.parametrize(("audience", "lang"), READY_MADE)
def test_notes_stand_whole_and_what_is_on_an_earlier_page_stands_once(audience, lang):
    document = pypdfium2.PdfDocument(pages(audience, lang))
    strips = [strip(page) for page in document]
    assert not any("…" in text for text in strips)
    licence = "Boundaries under CC BY 4.0" if lang == "en" else "ขอบเขตการปกครองใช้ตามสัญญาอนุญาต"
    assert licence.replace(" ", "") in strips[0]
    assert sum(licence.replace(" ", "") in text for text in strips) <= 2, "in full, and where it is the source"
    pointer = squeezed(t("slide.as_on_page", lang=lang, pages="1"))
    assert pointer in strips[1]


def strip(page: Any) -> str:
    """Return the words below the slide of a page, without white space."""
    width, height = page.get_width(), page.get_height()
    return squeezed(page.get_textpage().get_text_bounded(0, 0, width, height * 43 / 210))


def test_it_is_tagged_and_its_maps_are_drawn_and_described():
    with pikepdf.open(io.BytesIO(pages(DISTRICT, "th"))) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "th"
        described = [str(one.Alt) for one in structure(document.Root.StructTreeRoot) if one.get("/Alt")]
        pictures = [name for page in document.pages for name in page.get_images()]
    assert any("แผนที่" in text or "ประเทศไทย" in text for text in described)
    assert not pictures, "maps and charts are vectors"


def structure(element: Any) -> list[Any]:
    """Return the elements of a structure tree."""
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    inner = [one for one in kids if isinstance(one, pikepdf.Dictionary)]
    return inner + [one for kid in inner for one in structure(kid)]


def test_names_of_two_hundred_letters_break_and_the_presenters_words_stand(tmp_path):
    views = (view_of("map", {"q": "W" * 200, "programme": "public-library"}, title="ห้องสมุดประชาชน"),)
    content = sequence_pdf(Sequence(views), tables(), lang="th", today=TODAY)
    assert headings(content)[0] == "ห้องสมุดประชาชน"
    page = pypdfium2.PdfDocument(content)[0]
    assert max(right for _, _, right, _ in letters(page)) <= page.get_width() - MARGIN_MM * MM


def test_the_command_makes_it_of_a_file(tmp_path):
    path, out = tmp_path / "views.json", tmp_path / "views.pdf"
    path.write_bytes(sequence_bytes(Sequence((view_of("all-programmes", {}), view_of("unknowns", {})))))
    assert main(["pdf", str(out), "--sequence", str(path), "--lang", "en", "--today", "2026-11-21"]) == 0
    assert headings(out.read_bytes())[1].startswith("Something is missing from all 12 programmes")


def test_no_heading_of_a_table_is_broken_inside_a_word():
    for page in pypdfium2.PdfDocument(pages(MEETING, "th")):
        lines = page.get_textpage().get_text_range().splitlines()
        assert [line for line in lines if line.strip().endswith("จัง")] == []
