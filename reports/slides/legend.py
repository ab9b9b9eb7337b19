"""The legend of a map as native shapes beside its picture: its words can be changed like any others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from answers.mapping import palette
from answers.mapping.looks import looks, mark_looks, precision_look
from answers.words import t
from reports.slides.breadth import EMU_PER_MM, first_lines, line_count
from reports.slides.house import GREY
from reports.slides.writing import LINE, Line, describe, text_box, without_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from answers.mapping.looks import PrecisionLook
    from answers.mapping.model import LegendBlock, LegendEntry, Look
    from reports.slides.colours import Inks

_SHAPES: Final = {
    "circle": MSO_SHAPE.OVAL, "square": MSO_SHAPE.RECTANGLE, "diamond": MSO_SHAPE.DIAMOND,
    "triangle": MSO_SHAPE.ISOSCELES_TRIANGLE, "down": MSO_SHAPE.FLOWCHART_MERGE, "pentagon": MSO_SHAPE.REGULAR_PENTAGON,
    "hexagon": MSO_SHAPE.HEXAGON, "cross": MSO_SHAPE.CROSS,
}  # fmt: skip
_PATTERNS: Final = {
    "lines": MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL, "cross": MSO_PATTERN_TYPE.DIAGONAL_CROSS,
    "dots": MSO_PATTERN_TYPE.DOTTED_GRID,
}  # fmt: skip
SIGN: Final = (8 * EMU_PER_MM, int(4.6 * EMU_PER_MM))
"""The box of a sign before a row, wide and high (EMU)."""
INDENT: Final = SIGN[0] + 90_000
"""How far the words of a row stand behind its left."""
_GAP, _BLOCK_GAP = 26_000, 130_000
_MARK: Final = int(3.8 * EMU_PER_MM)
_COLUMN_GAP: Final = 200_000
_MOST_COLUMNS: Final = 4
_WORTH_WHOLE: Final = 1.05
"""How much higher a legend may be so that no block goes on in the next column."""
_MOST_LINES: Final = 3
"""How many lines an entry takes: the name of a programme may have two hundred letters."""
_NARROWEST: Final = 1_500_000
"""The narrowest column of a legend in which words are not cut to pieces."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a legend: a title of a block, or what an entry means."""

    text: str
    entry: LegendEntry | None = None
    height: int = 0


@dataclass(frozen=True, slots=True)
class LegendPlan:
    """A legend laid out in columns of a width (EMU), none higher than height."""

    columns: tuple[tuple[Row, ...], ...]
    width: int
    height: int
    size_pt: float

    @property
    def whole_width(self) -> int:
        """Return the width of all columns with the gaps between them."""
        return self.width * len(self.columns) + _COLUMN_GAP * (len(self.columns) - 1)


def legend_plan(blocks: Sequence[LegendBlock], *, width: int, height: int, size_pt: float) -> LegendPlan:
    """Return a legend in the fewest columns, beside each other in a width, of which none is higher than a height.

    Where even the most columns are too high, the plan is as high as it must be: its height says so.
    """
    plans = []
    for count in range(1, _MOST_COLUMNS + 1):
        wide = (width - _COLUMN_GAP * (count - 1)) // count
        if count > 1 and wide < _NARROWEST:
            break
        rows = _rows(blocks, wide, size_pt)
        whole = _in_columns(rows, count, wide, size_pt)
        parted = _in_columns([unit for block in rows for unit in _parts(block)], count, wide, size_pt)
        plans.append(whole if whole.height <= min(height, parted.height * _WORTH_WHOLE) else parted)
        if plans[-1].height <= height:
            return plans[-1]
    return min(plans, key=lambda plan: plan.height)


def _rows(blocks: Sequence[LegendBlock], width: int, size_pt: float) -> list[list[Row]]:
    inner = width - INDENT
    return [
        [
            Row(block.title, height=_height(block.title, width, size_pt, 700)),
            *(_row(one, inner, size_pt) for one in block.entries),
        ]
        for block in blocks
    ]


def _row(entry: LegendEntry, width: int, size_pt: float) -> Row:
    text = first_lines(entry.label, width / EMU_PER_MM, size_pt, lines=_MOST_LINES)
    return Row(text, entry, _height(text, width, size_pt, 400) + _GAP)


def _parts(block: list[Row]) -> list[list[Row]]:
    """Return a block as what may stand in columns of their own: its title stays with its first line."""
    return [block[:2], *([row] for row in block[2:])]


def _in_columns(units: list[list[Row]], count: int, width: int, size_pt: float) -> LegendPlan:
    """Return rows in columns of about one height; what is one unit stays in one column."""
    whole = sum(_column_height(unit) + _BLOCK_GAP * (unit[0].entry is None) for unit in units)
    limit = -(-whole // count)
    while True:
        columns: list[list[Row]] = [[]]
        for unit in units:
            if columns[-1] and _column_height([*columns[-1], *unit]) > limit:
                columns.append([])
            columns[-1] += unit
        if len(columns) <= count:
            break
        limit += max(20_000, limit // 40)
    height = max((_column_height(column) for column in columns), default=0)
    return LegendPlan(tuple(tuple(one) for one in columns if one), width, height, size_pt)


def _column_height(rows: Sequence[Row]) -> int:
    titles = sum(row.entry is None for row in rows[1:])
    return sum(row.height for row in rows) + _BLOCK_GAP * titles


def add_legend(slide: Any, plan: LegendPlan, *, left: int, top: int, face: str | None, inks: Inks, lang: str) -> int:  # noqa: ANN401
    """Add a legend from a point to the right and downwards, as one group; return where it ends (EMU)."""
    if not plan.columns:
        return top
    group = slide.shapes.add_group_shape()
    for row, x, y in placed_rows(plan, left, top):
        if row.entry is None:
            box = (x, y, plan.width, row.height)
            _words(group.shapes, row.text, box, plan.size_pt, face=face, inks=inks, bold=True)
        else:
            inner = (x + INDENT, y, plan.width - INDENT, row.height)
            _words(group.shapes, row.text, inner, plan.size_pt, face=face, inks=inks)
            _sign(group, row.entry, x, y + (int(plan.size_pt * LINE * 12_700) - SIGN[1]) // 2)
    words = "; ".join(row.entry.label if row.entry else row.text for rows in plan.columns for row in rows)
    title = t("legend.title", lang=lang)
    describe(group, title, f"{title}: {words}")
    return top + plan.height


def placed_rows(plan: LegendPlan, left: int, top: int) -> Iterator[tuple[Row, int, int]]:
    """Yield the rows of a legend from a point to the right and downwards, each with its own point (EMU)."""
    for place, rows in enumerate(plan.columns):
        x, y = left + place * (plan.width + _COLUMN_GAP), top
        for number, row in enumerate(rows):
            y += _BLOCK_GAP if number and row.entry is None else 0
            yield row, x, y
            y += row.height


def _height(text: str, width: int, size_pt: float, weight: int) -> int:
    return int(line_count(text, width / EMU_PER_MM, size_pt, weight, widest=True) * size_pt * LINE * 12_700)


def _words(
    shapes: Any,  # noqa: ANN401
    text: str,
    box: tuple[int, int, int, int],
    size_pt: float,
    *,
    face: str | None,
    inks: Inks,
    bold: bool = False,
) -> None:
    line = Line(text=text, size_pt=size_pt, bold=bold, colour=inks.ink, exact=True)
    text_box(shapes, box, [line], face=face, anchor=MSO_ANCHOR.TOP)


def _sign(group: Any, entry: LegendEntry, left: int, top: int) -> None:  # noqa: ANN401
    swatch = entry.swatch
    if swatch.area_class:
        shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(left), Emu(top), Emu(SIGN[0]), Emu(SIGN[1]))
        _fill_area(shape, looks("light")[swatch.area_class])
    else:
        look = mark_looks((swatch.programme,))[swatch.programme]
        outline = MSO_SHAPE.OVAL if swatch.ring or swatch.pin else _SHAPES.get(look.shape, MSO_SHAPE.OVAL)
        outline = MSO_SHAPE.MATH_MULTIPLY if swatch.strike else outline
        x, y = left + (SIGN[0] - _MARK) // 2, top + (SIGN[1] - _MARK) // 2
        shape = group.shapes.add_shape(outline, Emu(x), Emu(y), Emu(_MARK), Emu(_MARK))
        if swatch.ring:
            _fill_ring(shape)
        elif swatch.pin or swatch.strike:
            _fill_sign(shape)
        else:
            _fill_mark(shape, look.colour, precision_look(swatch.precision, derived=swatch.derived))
    without_style(shape)
    shape.name = entry.label[:60]


def _fill_area(shape: Any, look: Look) -> None:  # noqa: ANN401
    if look.hatch:
        shape.fill.patterned()
        shape.fill.pattern = _PATTERNS[look.pattern]
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = _rgb(look.hatch), _rgb(look.colour)
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(look.colour)
    shape.line.color.rgb = RGBColor.from_string(GREY)
    shape.line.width = Pt(0.5)


def _fill_ring(shape: Any) -> None:  # noqa: ANN401
    shape.fill.background()
    shape.line.color.rgb = _rgb(palette.LIGHT["reach"])
    shape.line.width = Pt(1.25)


def _fill_sign(shape: Any) -> None:  # noqa: ANN401
    shape.fill.solid()
    shape.fill.fore_color.rgb = shape.line.color.rgb = _rgb(palette.LIGHT["candidate"])


def _fill_mark(shape: Any, colour: str, look: PrecisionLook) -> None:  # noqa: ANN401
    whole = look.solid and not look.core
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(colour if whole else palette.LIGHT["mark"])
    shape.line.color.rgb = _rgb(colour)
    # A native shape has no core: a wide rim leaves the gap of one, and a narrow inside the dot of the other.
    shape.line.width = Pt(3.5 if look.core else 0.75 if whole else 2.0)
    if look.dashed:
        shape.line.dash_style = MSO_LINE_DASH_STYLE.SQUARE_DOT


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:].upper())
