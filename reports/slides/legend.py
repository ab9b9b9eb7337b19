"""The legend of a map as native shapes beside its picture: its words can be changed like any others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from reports.slides.breadth import EMU_PER_MM, line_count
from reports.slides.house import GREY
from reports.slides.writing import LINE, Line, text_box, without_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.mapping.legend import Block, Entry

_SHAPES: Final = {
    "circle": MSO_SHAPE.OVAL, "square": MSO_SHAPE.RECTANGLE, "diamond": MSO_SHAPE.DIAMOND,
    "triangle": MSO_SHAPE.ISOSCELES_TRIANGLE, "down": MSO_SHAPE.FLOWCHART_MERGE, "pentagon": MSO_SHAPE.REGULAR_PENTAGON,
    "hexagon": MSO_SHAPE.HEXAGON, "cross": MSO_SHAPE.CROSS,
}  # fmt: skip
_BOX: Final = (8 * EMU_PER_MM, int(4.6 * EMU_PER_MM))
_GAP, _BLOCK_GAP = 26_000, 130_000
_MARK: Final = int(3.8 * EMU_PER_MM)


def legend_height(blocks: Sequence[Block], *, width: int, size_pt: float) -> int:
    """Return how much room a legend takes, in EMU."""
    inner = width - _BOX[0] - 90_000
    shown = [block for block in blocks if block.entries]
    return sum(
        _height(block.heading, width, size_pt, 700)
        + sum(_height(entry.label, inner, size_pt, 400) + _GAP for entry in block.entries)
        for block in shown
    ) + _BLOCK_GAP * max(0, len(shown) - 1)


def add_legend(
    slide: Any,  # noqa: ANN401 - python-pptx has no types
    blocks: Sequence[Block],
    *,
    left: int,
    top: int,
    width: int,
    face: str | None,
    size_pt: float = 12.0,
) -> int:
    """Add a legend from a point downwards; return where it ends (EMU)."""
    y = top
    for block in (block for block in blocks if block.entries):
        y = _words(slide, block.heading, (left, y, width), size_pt, face=face, bold=True)
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


def _sign(slide: Any, entry: Entry, left: int, top: int) -> None:  # noqa: ANN401
    if entry.look is not None:
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(left), Emu(top), Emu(_BOX[0]), Emu(_BOX[1]))
        _fill_area(shape, entry.look.colour, entry.look.hatch)
    else:
        x, y = left + (_BOX[0] - _MARK) // 2, top + (_BOX[1] - _MARK) // 2
        shape = slide.shapes.add_shape(_SHAPES.get(entry.shape, MSO_SHAPE.OVAL), Emu(x), Emu(y), Emu(_MARK), Emu(_MARK))
        _fill_mark(shape, entry)
    without_style(shape)
    shape.name = entry.label[:60]


def _fill_area(shape: Any, colour: str, hatch: str) -> None:  # noqa: ANN401
    if hatch:
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = _rgb(hatch), _rgb(colour)
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(colour)
    shape.line.color.rgb = RGBColor.from_string(GREY)
    shape.line.width = Pt(0.5)


def _fill_mark(shape: Any, entry: Entry) -> None:  # noqa: ANN401
    solid = entry.precision in ("site", "town") and not entry.derived
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(entry.colour if solid else "#ffffff")
    shape.line.color.rgb = _rgb(entry.colour)
    shape.line.width = Pt(0.75 if entry.precision == "site" else 2.0)
    if entry.precision == "town" and not entry.derived:
        shape.fill.fore_color.rgb = _rgb("#ffffff")
        shape.line.width = Pt(3.5)
    if entry.precision == "province" or entry.derived:
        shape.line.dash_style = MSO_LINE_DASH_STYLE.SQUARE_DOT


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:].upper())
