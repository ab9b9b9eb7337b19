"""Native tables on slides: quiet rules, no fills, and the largest type that fits."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from pptx.util import Emu, Pt

from reports.slides.breadth import EMU_PER_MM, line_count
from reports.slides.house import INK, RULE
from reports.slides.writing import LINE, Line, describe, put_lines

if TYPE_CHECKING:
    from answers.sections.parts import Table

_PLAIN: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own style without grid and fill."""
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_INSET_X, _INSET_Y = 72_000, 32_000
SIZES: Final = (16.0, 15.0, 14.0, 13.0, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
_ONE_WORD: Final = 8
"""Letters up to which Thai without a space is taken for one word: ประชากร has seven."""
READABLE_PT: Final = 9.0
"""The smallest type that is read from a slide: below it rows are left out where a table can say so."""


def add_table(
    slide: Any,  # noqa: ANN401 - python-pptx has no types
    table: Table,
    box: tuple[int, int, int, int],
    *,
    face: str | None,
    name: str,
    sizes: tuple[float, ...] = SIZES,
) -> Any:  # noqa: ANN401
    """Add a table that fills the width of a box (left, top, width, height in EMU) in the largest type that fits."""
    left, top, width, height = (int(value) for value in box)
    widths = _column_widths(table, width)
    # What fits in a size fits in every smaller one.
    first = bisect_left(sizes, 1, key=lambda one: int(_fits(table, widths, one, height)))
    size = sizes[min(first, len(sizes) - 1)]
    heights = _row_heights(table, widths, size)
    frame = slide.shapes.add_table(len(table.rows) + 1, len(table.columns), left, top, width, sum(heights))
    native = frame.table
    native._tbl.tblPr.find(f"{{{_A}}}tableStyleId").text = _PLAIN  # noqa: SLF001
    native.horz_banding, native.first_row = False, True
    for position, one in enumerate(widths):
        native.columns[position].width = Emu(one)
    for position, one in enumerate(heights):
        native.rows[position].height = Emu(one)
    for position, column in enumerate(table.columns):
        _fill(native.cell(0, position), column.heading, size, column.align, face=face, heading=True)
        for number, row in enumerate(table.rows, start=1):
            _fill(native.cell(number, position), row[position], size, column.align, face=face)
    describe(frame, name, name)
    return frame


def fits(table: Table, width: int, height: int, *, size_pt: float) -> bool:
    """Return whether a table of a width (EMU) fits a height (EMU) in a size of type."""
    return _fits(table, _column_widths(table, width), size_pt, height)


def _column_widths(table: Table, width: int) -> list[int]:
    """Return the widths of the columns, in EMU."""
    whole = sum(column.width for column in table.columns)
    return [int(width * column.width / whole) for column in table.columns]


def _row_heights(table: Table, widths: list[int], size_pt: float, *, widest: bool = False) -> list[int]:
    """Return how high the rows will be in a size of type, the heading's first, in EMU."""
    headings = tuple(column.heading for column in table.columns)
    rows = [(headings, 700), *((row, 400) for row in table.rows)]
    return [_row_height(row, widths, size_pt, weight, widest=widest) for row, weight in rows]


def _fits(table: Table, widths: list[int], size_pt: float, height: int) -> bool:
    """Return whether a table fits a height, with no number and no word of a heading broken over two lines."""
    for place, column in enumerate(table.columns):
        # Long Thai breaks between words that no space parts; a single Thai word and other words do not.
        words = [word for word in re.split("[ /]", column.heading) if word.isascii() or len(word) <= _ONE_WORD]
        if any(_lines(word, widths[place], size_pt, 700, widest=True) > 1 for word in words):
            return False
        cells = [row[place] for row in table.rows] if column.align == "right" else []
        if any(_lines(one, widths[place], size_pt, 400, widest=True) > 1 for one in cells):
            return False
    return sum(_row_heights(table, widths, size_pt, widest=True)) <= height


def _row_height(row: tuple[str, ...], widths: list[int], size_pt: float, weight: int, *, widest: bool) -> int:
    lines = max(_lines(text, width, size_pt, weight, widest=widest) for text, width in zip(row, widths, strict=True))
    return int(lines * size_pt * LINE * 12_700) + 2 * _INSET_Y


def _lines(text: str, width: int, size_pt: float, weight: int, *, widest: bool) -> int:
    return line_count(text, (width - 2 * _INSET_X) / EMU_PER_MM, size_pt, weight, widest=widest)


def _fill(cell: Any, text: str, size: float, align: str, *, face: str | None, heading: bool = False) -> None:  # noqa: ANN401
    cell.margin_left = cell.margin_right = Emu(_INSET_X)
    cell.margin_top = cell.margin_bottom = Emu(_INSET_Y)
    put_lines(cell.text_frame, [Line(text=text, size_pt=size, bold=heading, align=align, exact=True)], face=face)
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    colour, width = (INK, Pt(1.25)) if heading else (RULE, Pt(0.5))
    for side in ("lnL", "lnR", "lnT"):
        etree.SubElement(etree.SubElement(properties, f"{{{_A}}}{side}", w="0"), f"{{{_A}}}noFill")
    fill = etree.SubElement(etree.SubElement(properties, f"{{{_A}}}lnB", w=str(int(width))), f"{{{_A}}}solidFill")
    etree.SubElement(fill, f"{{{_A}}}srgbClr", val=colour)
    etree.SubElement(properties, f"{{{_A}}}noFill")
