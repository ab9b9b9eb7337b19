"""Native tables on slides: quiet rules, no fills, and the largest type that fits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from reports.slides.breadth import EMU_PER_MM, first_lines, line_count, widest_mm
from reports.slides.writing import LINE, Line, describe, fill_with, put_lines

if TYPE_CHECKING:
    from answers.sections.parts import Column, Table
    from reports.slides.colours import Inks

_PLAIN: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own style without grid and fill."""
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
INSET_X, INSET_Y = 72_000, 32_000
SIZES: Final = (16.0, 15.0, 14.0, 13.0, 12.0)
READABLE_PT: Final = SIZES[-1]
"""The smallest type that is read from a slide: below it rows go to the appendix."""
_ONE_WORD: Final = 8
"""Letters up to which Thai without a space is taken for one word: ประชากร has seven."""
_WHOLE_PHRASE: Final = 26
"""Letters up to which Thai without a space stays on one line where there is room: กลุ่มกรุงเทพตะวันออก has twenty."""
_PHRASE_SHARE: Final = 0.42
"""The most of a table's width that one column asks for so that its phrases stay whole."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: left, top, width and height in EMU."""

    left: int
    top: int
    width: int
    height: int


def add_table(
    slide: Any,  # noqa: ANN401
    table: Table,
    place: Place,
    *,
    face: str | None,
    inks: Inks,
    name: str,
    whole: Table | None = None,
    most_pt: float = SIZES[0],
) -> float:
    """Add a table that fills the width of its place in the largest type that fits; return that size, in points.

    It takes the slide's table placeholder, where there is one. A part of a whole table has the columns of the whole,
    and its type is `most_pt` at most.
    """
    size = min(most_pt, fitting_size(table, place, whole=whole))
    widths = column_widths(whole or table, place.width, size)
    heights = _row_heights(table, widths, size)
    frame = _new_table(slide, len(table.rows) + 1, len(table.columns), place, sum(heights))
    native = frame.table
    native._tbl.tblPr.find(f"{{{_A}}}tableStyleId").text = _PLAIN  # noqa: SLF001
    native.horz_banding, native.first_row = False, True
    for position, one in enumerate(widths):
        native.columns[position].width = Emu(one)
    for position, one in enumerate(heights):
        native.rows[position].height = Emu(one)
    for position, column in enumerate(table.columns):
        _fill(native.cell(0, position), column.heading, size, column.align, face=face, inks=inks, heading=True)
        for number, row in enumerate(table.rows, start=1):
            _fill(native.cell(number, position), row[position], size, column.align, face=face, inks=inks)
    describe(frame, name, name)
    return size


def fitting_size(table: Table, place: Place, *, whole: Table | None = None) -> float:
    """Return the largest type, in points, in which a table fits its place, the smallest readable where none does."""
    return next((one for one in SIZES if fits(table, place.width, place.height, size_pt=one, whole=whole)), SIZES[-1])


def _new_table(slide: Any, rows: int, columns: int, place: Place, height: int) -> Any:  # noqa: ANN401
    kinds = {one.placeholder_format.type: one for one in slide.placeholders}
    holder = kinds.get(PP_PLACEHOLDER.TABLE)
    if holder is None:
        return slide.shapes.add_table(rows, columns, place.left, place.top, place.width, height)
    frame = holder.insert_table(rows, columns)
    frame.left, frame.top, frame.width, frame.height = (
        Emu(one) for one in (place.left, place.top, place.width, height)
    )
    return frame


def fits(table: Table, width: int, height: int, *, size_pt: float, whole: Table | None = None) -> bool:
    """Return whether a table fits a width and a height (EMU) with no number and no word of a heading broken.

    A part of a whole table has the columns of the whole.
    """
    if sum(_needs(whole or table, size_pt, phrases=False)) > width:
        return False
    return table_height(table, width, size_pt, whole=whole) <= height


def fits_across(table: Table, width: int) -> bool:
    """Return whether a width (EMU) has room for every column in the smallest readable type."""
    return sum(_needs(table, READABLE_PT, phrases=False)) <= width


def table_height(table: Table, width: int, size_pt: float, *, whole: Table | None = None) -> int:
    """Return how high a table of a width becomes in a size of type and the widest face, in EMU."""
    return sum(_row_heights(table, column_widths(whole or table, width, size_pt), size_pt, widest=True))


def rows_that_fit(table: Table, width: int, height: int, *, whole: Table | None = None) -> int:
    """Return how many of a table's first rows fit a place in the smallest readable type."""
    low, high = 0, len(table.rows)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high)
            if fits(table.head(middle), width, height, size_pt=READABLE_PT, whole=whole)
            else (low, middle - 1)
        )
    return low


def balanced_parts(table: Table, width: int, height: int, *, below_last: int = 0) -> list[Table]:
    """Return a table in the fewest parts that fit a place in the smallest readable type, about equally high.

    The last leaves a height (EMU) below it. A row that fits no place is a part of its own.
    """
    head, *heights = _row_heights(table, column_widths(table, width, READABLE_PT), READABLE_PT, widest=True)
    heights[-1:] = [one + below_last for one in heights[-1:]]
    room = height - head
    fewest = len(_packed(heights, room))
    limit = -(-sum(heights) // max(fewest, 1))
    while len(_packed(heights, min(limit, room))) > fewest:
        limit += max(1, room // 100)
    return [
        replace(table, rows=table.rows[first:end], muted=frozenset())
        for first, end in _packed(heights, min(limit, room))
    ]


def _packed(heights: list[int], room: int) -> list[tuple[int, int]]:
    """Return the first and the end of rows that stand together in a room, one after the other."""
    packed: list[tuple[int, int]] = []
    used = room
    for place, one in enumerate(heights):
        if used + one > room:
            packed.append((place, place))
            used = 0
        packed[-1] = (packed[-1][0], place + 1)
        used += one
    return packed


def column_widths(table: Table, width: int, size_pt: float) -> list[int]:
    """Return the widths of the columns, in EMU.

    No number is broken, nor a short word; phrases without a space stay whole where there is room. What is left is
    shared out as the columns ask.
    """
    least = _needs(table, size_pt, phrases=False)
    whole = _needs(table, size_pt, phrases=True)
    most = [max(low, min(high, int(width * _PHRASE_SHARE))) for low, high in zip(least, whole, strict=True)]
    needs = most if sum(most) <= width else least
    if sum(needs) > width:  # not even single words fit: the numbers do, at the cost of the names
        numbers = [column.align == "right" for column in table.columns]
        taken = sum(need for need, one in zip(needs, numbers, strict=True) if one)
        rest = sum(need for need, one in zip(needs, numbers, strict=True) if not one) or 1
        share = max(width - taken, width // 4) / rest
        needs = [need if one else int(need * share) for need, one in zip(needs, numbers, strict=True)]
        return [int(need * width / sum(needs)) for need in needs] if sum(needs) > width else needs
    lengths = _lengths(table, size_pt)
    left = width - sum(needs)
    wishes = [max(0, one - need) for one, need in zip(lengths, needs, strict=True)]
    shares = [min(wish, int(left * wish / (sum(wishes) or 1))) for wish in wishes]
    widths = [need + share for need, share in zip(needs, shares, strict=True)]
    ratio = sum(column.width for column in table.columns)
    rest = width - sum(widths)
    return [one + int(rest * column.width / ratio) for one, column in zip(widths, table.columns, strict=True)]


def with_short_cells(table: Table, width: int, height: int) -> Table:
    """Return a table whose rows each fit a place in the smallest readable type: longer cells lose their ends."""
    rows = tuple(_short_row(replace(table, rows=(row,)), width, height) for row in table.rows)
    return replace(table, rows=rows)


def _short_row(table: Table, width: int, height: int) -> tuple[str, ...]:
    """Return the row of a table of one row as it fits a place."""
    lines = max(1, int(height / (READABLE_PT * LINE * 12_700)))
    while lines > 1 and not fits(table, width, height, size_pt=READABLE_PT):
        lines -= 1
        rooms = [max(one - 2 * INSET_X, 1) / EMU_PER_MM for one in column_widths(table, width, READABLE_PT)]
        cells = zip(table.rows[0], rooms, strict=True)
        table = replace(table, rows=(tuple(first_lines(text, room, READABLE_PT, lines=lines) for text, room in cells),))
    return table.rows[0]


def _lengths(table: Table, size_pt: float) -> list[int]:
    """Return how wide the longest cell of each column is in one line, and its heading in two (EMU)."""
    return [
        int(max(widest_mm(column.heading, size_pt, 700) * 0.55, *(widest_mm(row[place], size_pt) for row in table.rows))
            * EMU_PER_MM) + 2 * INSET_X
        for place, column in enumerate(table.columns)
    ]  # fmt: skip


def _needs(table: Table, size_pt: float, *, phrases: bool) -> list[int]:
    """Return how wide each column must be (EMU): numbers, short words, names in front and columns of names stay whole.

    With phrases, those without a space stay whole everywhere.
    """
    first = next((place for place, column in enumerate(table.columns) if column.align == "left"), -1)
    return [
        _need(
            column, cells, size_pt, phrases=phrases, names=place == first or not any(" " in cell for cell in cells)
        )
        for place, column in enumerate(table.columns)
        for cells in [tuple(row[place] for row in table.rows)]
    ]  # fmt: skip


@lru_cache(maxsize=4096)
def _need(column: Column, cells: tuple[str, ...], size_pt: float, *, phrases: bool, names: bool) -> int:
    """Return how wide a column must be: for its words, of numbers and names for whole cells, else for phrases too."""
    wide = [widest_mm(word, size_pt, 700) for word in _words(column.heading)]
    if column.align == "right":
        parts = {cell for cell in cells if len(cell) <= _WHOLE_PHRASE}
    else:
        parts = {word for cell in cells for word in _words(cell)}
        if phrases or names:
            parts |= {part for cell in cells for part in cell.split(" ") if len(part) <= _WHOLE_PHRASE}
        if phrases:
            parts |= {cell for cell in cells if len(cell) <= _WHOLE_PHRASE}
    wide += [widest_mm(part, size_pt) for part in parts]
    return int(max(wide, default=0.0) * EMU_PER_MM * 1.02) + 2 * INSET_X


def _words(text: str) -> list[str]:
    """Return the words that are not broken: long Thai breaks between words that no space parts, these do not."""
    words = (word for word in re.split("[ /]", text) if len(word) <= _WHOLE_PHRASE)
    return [word for word in words if word.isascii() or len(word) <= _ONE_WORD]


def _row_heights(table: Table, widths: list[int], size_pt: float, *, widest: bool = False) -> list[int]:
    """Return how high the rows will be in a size of type, the heading's first, in EMU."""
    headings = tuple(column.heading for column in table.columns)
    rows = [(headings, 700), *((row, 400) for row in table.rows)]
    return [_row_height(row, widths, size_pt, weight, widest=widest) for row, weight in rows]


def _row_height(row: tuple[str, ...], widths: list[int], size_pt: float, weight: int, *, widest: bool) -> int:
    lines = max(_lines(text, width, size_pt, weight, widest=widest) for text, width in zip(row, widths, strict=True))
    return int(lines * size_pt * LINE * 12_700) + 2 * INSET_Y


def _lines(text: str, width: int, size_pt: float, weight: int, *, widest: bool) -> int:
    return line_count(text, max(width - 2 * INSET_X, 1) / EMU_PER_MM, size_pt, weight, widest=widest)


def _fill(
    cell: Any,  # noqa: ANN401
    text: str,
    size: float,
    align: str,
    *,
    face: str | None,
    inks: Inks,
    heading: bool = False,
) -> None:
    cell.margin_left = cell.margin_right = Emu(INSET_X)
    cell.margin_top = cell.margin_bottom = Emu(INSET_Y)
    line = Line(text=text, size_pt=size, bold=heading, align=align, colour=inks.ink, exact=True)
    if heading:
        cell.vertical_anchor = MSO_ANCHOR.BOTTOM
    put_lines(cell.text_frame, [line], face=face)
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001
    colour, width = (inks.ink, Pt(1.25)) if heading else (inks.rule, Pt(0.5))
    for side in ("lnL", "lnR", "lnT"):
        etree.SubElement(etree.SubElement(properties, f"{{{_A}}}{side}", w="0"), f"{{{_A}}}noFill")
    fill_with(etree.SubElement(properties, f"{{{_A}}}lnB", w=str(int(width))), colour)
    etree.SubElement(properties, f"{{{_A}}}noFill")
