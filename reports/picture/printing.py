"""A sheet as PNG and PDF: the shapes are drawn from SVG, the words are set by typst, which knows how Thai stacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from answers.words import t
from reports import press
from reports.picture.svg import shapes_svg

if TYPE_CHECKING:
    from reports.picture.paper import Sheet


def png_bytes(sheet: Sheet, *, dpi: int = 300) -> bytes:
    """Return a sheet as PNG."""
    return press.png(("sheet",), sheet_data(sheet), pictures={"shapes": shapes_svg(sheet)}, dpi=dpi)


def pdf_bytes(sheet: Sheet) -> bytes:
    """Return a sheet as a PDF of one page."""
    return press.pdf(("sheet",), sheet_data(sheet), pictures={"shapes": shapes_svg(sheet)})


def sheet_data(sheet: Sheet) -> dict[str, object]:
    """Return what the template of a sheet reads."""
    return {
        "lang": sheet.lang,
        "title": sheet.title,
        "author": t("report.author", lang=sheet.lang),
        "description": sheet.description,
        "width": sheet.width_mm,
        "height": sheet.height_mm,
        "words": words_data(sheet),
    }


def words_data(sheet: Sheet) -> list[dict[str, object]]:
    """Return the words of a sheet as the template of a sheet places them."""
    return [
        {
            "x": word.x_mm,
            "y": word.y_mm,
            "text": word.text,
            "size": word.size_pt,
            "weight": word.weight,
            "colour": word.colour,
            "anchor": word.anchor,
            "halo": word.halo,
        }
        for word in sheet.words
    ]
