"""A sheet as an SVG file: words stay words, so that they can be searched, read aloud and edited."""

from __future__ import annotations

from typing import Final

from reports.picture.lettering import FAMILY
from reports.picture.paper import MM_PER_PT, Sheet, Word, element, words_of

# What machines without our font have for Thai: Windows, macOS, Linux.
_FAMILIES: Final = f"'{FAMILY}', 'Leelawadee UI', Thonburi, Loma, Tahoma, sans-serif"


def svg_bytes(sheet: Sheet) -> bytes:
    """Return a sheet as an SVG file that stands alone: no script, nothing loaded."""
    content = [
        element("title", words_of(sheet.title), id="title"),
        element("desc", words_of(sheet.description), id="description"),
        *sheet.shapes,
        element("g", "".join(_word(word) for word in sheet.words), font_family=_FAMILIES),
    ]
    return _wrap(sheet, "".join(content)).encode("utf-8")


def shapes_svg(sheet: Sheet) -> str:
    """Return the shapes of a sheet as SVG without any word: what typst draws before it sets the words itself."""
    return _wrap(sheet, "".join(sheet.shapes))


def _wrap(sheet: Sheet, content: str) -> str:
    return element(
        "svg",
        content,
        xmlns="http://www.w3.org/2000/svg",
        width=f"{sheet.width_mm:g}mm",
        height=f"{sheet.height_mm:g}mm",
        viewBox=f"0 0 {sheet.width_mm:g} {sheet.height_mm:g}",
        role="img",
        lang=sheet.lang,
        aria_labelledby="title description",
    )


def _word(word: Word) -> str:
    rim = {"stroke": word.halo, "stroke_width": word.size_pt * MM_PER_PT * 0.32, "paint_order": "stroke"}
    return element(
        "text",
        words_of(word.text),
        x=word.x_mm,
        y=word.y_mm,
        font_size=word.size_pt * MM_PER_PT,
        font_weight=word.weight if word.weight != 400 else None,
        text_anchor=word.anchor if word.anchor != "start" else None,
        fill=word.colour,
        stroke_linejoin="round" if word.halo else None,
        **(rim if word.halo else {}),
    )
