"""Words in a PDF are found: what readers take out of it is what was set, each letter once."""

from __future__ import annotations

import io
import re
import unicodedata
from functools import cache
from itertools import chain
from typing import Any

import numpy as np
import pypdf
import pypdfium2
import pytest

from reports import press
from reports.pdf.brief import brief_data, brief_pdf
from reports.pdf.figures import Plates
from reports.pdf.report import report_data, report_pdf
from reports.text_layer import letters, mend_text_layer
from tests.reports.conftest import facts_of
from tests.reports.test_thai import ink, likeness

WORDS = "ห้องสมุดประชาชน ชื่อ ทั่ว กรุงเทพมหานคร น้ำ ที่ ลำปาง ผู้ใหญ่ ป้ำ ญี่ปุ่น กตัญญู ฐานปี่ รวม เพิ่ม เก็บน้ำใจ ๑๒ ก็ ที่ที่ ซื้อ"
DRAWN_BESIDES = re.compile(r"[•0-9·–.:\n\u2060]")
"""Bullets, numbers of pages, the dots of the contents, and what stands between two of the texts."""
NOT_SET = {"labels", "whole", "alt", "lang", "swatch", "name", "align", "halo", "colour", "anchor", "page-of"}


def by_letters(content: bytes) -> str:
    """Return the text by a reader that knows letters of glyphs only."""
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def by_spans(content: bytes) -> str:
    """Return the text by Chromium's reader, which heeds ActualText."""
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


@cache
def document(kind: str, lang: str) -> tuple[bytes, dict[str, Any]]:
    facts, plates = facts_of(lang=lang), Plates()
    if kind == "report":
        return report_pdf(facts), report_data(facts, plates)
    # A brief has no room for the headings of its legend.
    data: dict[str, Any] = brief_data(facts, kind, plates)
    data["legend"] = [block["entries"] for block in data["legend"]]
    return brief_pdf(facts, kind), data


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return list(chain.from_iterable(strings(one) for key, one in value.items() if key not in NOT_SET))
    if isinstance(value, list | tuple):
        return list(chain.from_iterable(strings(one) for one in value))
    return [value] if isinstance(value, str) else []


def sheet(words: str, weight: int = 400) -> dict[str, object]:
    line = {"x": 5, "y": 15, "size": 18, "weight": weight, "anchor": "start", "halo": "#ffffff", "colour": "#000000"}
    looks = {"lang": "th", "title": "x", "author": "x", "description": "x", "width": 400, "height": 30}
    return {**looks, "words": [{**line, "text": words}]}


BLANK = {"shapes": '<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm"/>'}


@pytest.mark.parametrize("read", [by_letters, by_spans])
@pytest.mark.parametrize("weight", [400, 700])
def test_a_line_is_read_as_it_is_written_and_its_rim_not_at_all(read, weight):
    content = press.pdf(("sheet",), sheet(WORDS, weight), pictures=BLANK)
    assert read(content).split() == WORDS.split()


def test_the_mended_page_looks_as_typst_set_it():
    def drawn(content: bytes) -> np.ndarray:
        return ink(pypdfium2.PdfDocument(content)[0].render(scale=4).to_pil())

    plain = press._press(("sheet",), sheet(WORDS), BLANK, form="pdf")
    assert likeness(drawn(plain), drawn(mend_text_layer(plain))) > 0.995


@pytest.mark.parametrize("read", [by_letters, by_spans])
@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("kind", ["1042", "94", "report"])
def test_the_whole_text_is_what_was_set(kind, lang, read):
    content, data = document(kind, lang)
    text = squeezed(read(content))
    assert text == unicodedata.normalize("NFC", text)
    assert "\u0e4d\u0e32" not in text, "SARA AM is one letter"
    expected = sorted({squeezed(one) for one in strings(data)} - {""}, key=len, reverse=True)
    labels = sorted(map(squeezed, strings([data["labels"], re.split(r"{\w+}", str(data["page-of"]))])), key=len)
    assert [one for one in expected if one not in text] == []
    for one in (*expected, *labels[::-1]):
        text = text.replace(one, "\n") if one else text
    assert DRAWN_BESIDES.sub("", text) == ""


def test_a_syllable_goes_to_its_glyphs():
    assert letters.letters_of_glyphs("ป้ำ", 4) == [("ป", [0]), ("้", [2]), ("ำ", [1, 3])]
    assert letters.letters_of_glyphs("fi", 1) == [("fi", [0])]
    assert letters.letters_of_glyphs("ab", 3) == [("ab", [0, 1, 2])]
