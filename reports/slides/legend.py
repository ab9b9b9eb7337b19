"""The legend of a map as native shapes beside its picture: its words can be changed like any others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from answers.mapping import palette
from answers.mapping.looks import looks, mark_looks, precision_look
from reports.slides.breadth import EMU_PER_MM, line_count
from reports.slides.house import GREY
from reports.slides.writing import LINE, Line, text_box, without_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.mapping.looks import PrecisionLook
    from answers.mapping.model import LegendBlock, LegendEntry, Look

_SHAPES: Final = {
    "circle": MSO_SHAPE.OVAL, "square": MSO_SHAPE.RECTANGLE, "diamond": MSO_SHAPE.DIAMOND,
    "triangle": MSO_SHAPE.ISOSCELES_TRIANGLE, "down": MSO_SHAPE.FLOWCHART_MERGE, "pentagon": MSO_SHAPE.REGULAR_PENTAGON,
    "hexagon": MSO_SHAPE.HEXAGON, "cross": MSO_SHAPE.CROSS,
}  # fmt: skip
_PATTERNS: Final = {
    "lines": MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL, "cross": MSO_PATTERN_TYPE.DIAGONAL_CROSS,
    "dots": MSO_PATTERN_TYPE.DOTTED_GRID,
}  # fmt: skip
_BOX: Final = (8 * EMU_PER_MM, int(4.6 * EMU_PER_MM))
_GAP, _BLOCK_GAP = 26_000, 130_000
_MARK: Final = int(3.8 * EMU_PER_MM)


def legend_height(blocks: Sequence[LegendBlock], *, width: int, size_pt: float) -> int:
    """Return how much room a legend takes, in EMU."""
    inner = width - _BOX[0] - 90_000
    return sum(
        _height(block.title, width, size_pt, 700)
        + sum(_height(entry.label, inner, size_pt, 400) + _GAP for entry in block.entries)
        for block in blocks
    ) + _BLOCK_GAP * max(0, len(blocks) - 1)


def add_legend(
    slide: Any,  # noqa: ANN401 - python-pptx has no types
    blocks: Sequence[LegendBlock],
    *,
    left: int,
    top: int,
    width: int,
    face: str | None,
    size_pt: float = 12.0,
) -> int:
    """Add a legend from a point downwards; return where it ends (EMU)."""
    y = top
    for block in blocks:
        y = _words(slide, block.title, (left, y, width), size_pt, face=face, bold=True)
        for entry in block.entries:
            start = y
            y = _words(slide, entry.label, (left + _BOX[0] + 90_000, y, width - _BOX[0] - 90_000), size_pt, face=face)
            _sign(slide, entry, left, start + (int(size_pt * LINE * 12_700) - _BOX[1]) // 2)
            y += _GAP
        y += _BLOCK_GAP
    return y


def _height(text: str, width: int, size_pt: float, weight: int) -> int:
    return int(line_count(text, width / EMU_PER_MM, size_pt, weight, widest=True) * size_pt * LINE * 12_700)


def _words(
    slide: Any,  # noqa: ANN401
    text: str,
    place: tuple[int, int, int],
    size_pt: float,
    *,
    face: str | None,
    bold: bool = False,
) -> int:
    left, top, width = place
    height = _height(text, width, size_pt, 700 if bold else 400)
    line = Line(text=text, size_pt=size_pt, bold=bold, exact=True)
    text_box(slide, (left, top, width, height), [line], face=face, anchor=MSO_ANCHOR.TOP)
    return top + height


def _sign(slide: Any, entry: LegendEntry, left: int, top: int) -> None:  # noqa: ANN401
    swatch = entry.swatch
    if swatch.area_class:
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(left), Emu(top), Emu(_BOX[0]), Emu(_BOX[1]))
        _fill_area(shape, looks("light")[swatch.area_class])
    else:
        look = mark_looks((swatch.programme,))[swatch.programme]
        outline = MSO_SHAPE.OVAL if swatch.ring or swatch.pin else _SHAPES.get(look.shape, MSO_SHAPE.OVAL)
        outline = MSO_SHAPE.MATH_MULTIPLY if swatch.strike else outline
        x, y = left + (_BOX[0] - _MARK) // 2, top + (_BOX[1] - _MARK) // 2
        shape = slide.shapes.add_shape(outline, Emu(x), Emu(y), Emu(_MARK), Emu(_MARK))
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
