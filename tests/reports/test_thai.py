"""Thai letters as pictures: what our writers draw beside what typst draws, so that an overprint fails."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
import pytest
import typst
from PIL import Image

from reports import press
from reports.font import font_folder
from reports.picture.lettering import FAMILY, width_mm
from reports.picture.paper import Sheet, Word
from reports.picture.printing import pdf_bytes, png_bytes

WORDS = ("ลำปาง", "จำนวน", "ที่", "ปี่", "น้ำ", "กตัญญู", "ผู้ใหญ่", "ชื่อ", "ตั้งแต่", "พ.ศ. 2568")
DPI = 200
ENOUGH = 0.93
"""Of the ink of two drawings of the same word, how much has to lie on each other, a pixel of slack allowed."""


def ink(picture: Image.Image) -> np.ndarray:
    """Return where there is ink, cut to its edges."""
    dark = np.asarray(picture.convert("L")) < 140
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def grown(dark: np.ndarray) -> np.ndarray:
    wide = np.pad(dark, 1)
    around = [wide[y : y + dark.shape[0], x : x + dark.shape[1]] for y in range(3) for x in range(3)]
    return np.logical_or.reduce(around)


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """Return how much of the ink of each lies on that of the other, 0–1; 0 where they are not of one size."""
    if max(abs(one.shape[side] - other.shape[side]) for side in (0, 1)) > 3:
        return 0.0
    height, width = max(one.shape[0], other.shape[0]), max(one.shape[1], other.shape[1])
    first, second = (np.pad(p, ((0, height - p.shape[0]), (0, width - p.shape[1]))) for p in (one, other))
    return min((first & grown(second)).sum() / first.sum(), (second & grown(first)).sum() / second.sum())


def by_typst(word: str, *, weight: int = 400) -> Image.Image:
    """Return a word as typst draws it, without anything of ours."""
    source = (
        f'#set page(width: 60mm, height: 20mm, margin: 5mm)\n#set text(font: "{FAMILY}", lang: "th", size: 18pt, '
        f"weight: {weight})\n#sys.inputs.word"
    )
    content = typst.compile(
        source.encode(), format="png", ppi=DPI, font_paths=[str(font_folder())], sys_inputs={"word": word}
    )
    return Image.open(io.BytesIO(content))


def sheet_of(word: str, **look: object) -> Sheet:
    written = Word(x_mm=5, y_mm=13, text=word, size_pt=18, colour="#000000", **look)
    return Sheet(width_mm=60, height_mm=20, shapes=(), words=(written,), title=word, description=word, lang="th")


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("word", WORDS)
def test_a_picture_has_thai_as_typst_has_it(word, weight):
    ours = Image.open(io.BytesIO(png_bytes(sheet_of(word, weight=weight), dpi=DPI)))
    assert likeness(ink(ours), ink(by_typst(word, weight=weight))) > ENOUGH


@pytest.mark.parametrize("word", WORDS)
def test_another_program_shows_the_same_letters_of_the_pdf(word):
    page = pypdfium2.PdfDocument(pdf_bytes(sheet_of(word)))[0]
    assert likeness(ink(page.render(scale=DPI / 72).to_pil()), ink(by_typst(word))) > ENOUGH - 0.05


@pytest.mark.parametrize("word", ["ลำปาง", "จำนวน", "น้ำใจ"])
def test_an_overprint_would_be_seen(word):
    """The same words as text of a drawing lose the width of SARA AM: what the comparison is there to catch."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="20mm" viewBox="0 0 60 20">'
        f'<text x="5" y="13" font-family="{FAMILY}" font-size="6.35">{word}</text></svg>'
    )
    data = {"lang": "th", "title": "x", "author": "x", "description": "x", "width": 60, "height": 20, "words": []}
    trapped = Image.open(io.BytesIO(press.png(("sheet",), data, pictures={"shapes": drawing}, dpi=DPI)))
    assert likeness(ink(trapped), ink(by_typst(word))) < ENOUGH


@pytest.mark.parametrize("word", WORDS)
def test_the_measured_width_is_the_drawn_one(word):
    drawn_mm = ink(by_typst(word)).shape[1] / DPI * 25.4
    assert width_mm(word, 18) == pytest.approx(drawn_mm, abs=1.2)
