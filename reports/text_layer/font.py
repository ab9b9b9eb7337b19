"""A font in a PDF: what its glyphs stand for, and further glyphs put together from those that it has."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent
from pikepdf import Array

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    import pikepdf

Point = tuple[float, float]
_XY_OFFSETS: Final = 0x0002
"""The flag of a part of a glyph that is moved by two distances."""
_MOST_IN_A_BLOCK: Final = 100
_BLOCK: Final = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_CODE: Final = re.compile(rb"<([0-9A-Fa-f]*)>")
_CMAP: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class _PathPen(BasePen):  # type: ignore[misc]
    """Writes down what is drawn with the operators of PDF."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.path: list[tuple[str, tuple[Point, ...]]] = []

    def _moveTo(self, pt: Point) -> None:  # noqa: N802 - the name that fontTools calls
        self.path.append(("m", (pt,)))

    def _lineTo(self, pt: Point) -> None:  # noqa: N802
        self.path.append(("l", (pt,)))

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802
        self.path.append(("c", (pt1, pt2, pt3)))

    def _closePath(self) -> None:  # noqa: N802
        self.path.append(("h", ()))


class Part(NamedTuple):
    """A glyph of the font as part of a letter, and how far it is moved, in thousandths of the size."""

    glyph: int
    right: int = 0
    up: int = 0


class EmbeddedFont:
    """A font of the document: what its glyphs stand for, and a glyph for each letter."""

    def __init__(self, font: pikepdf.Object) -> None:
        self._object, self._inner = font, font.DescendantFonts[0]
        self.texts = _texts(font.ToUnicode.read_bytes())
        self._default = float(self._inner.get("/DW", 1000))
        self._widths = dict(_widths(self._inner.get("/W", [])))
        self._program = TTFont(io.BytesIO(self._inner.FontDescriptor.FontFile2.read_bytes()))
        self._count: int = self._program["maxp"].numGlyphs
        self._letters: dict[tuple[tuple[Part, ...], str], int] = {}
        self._own: dict[int, str] = {}

    def width(self, glyph: int) -> float:
        """Return a glyph's advance in thousandths of the size."""
        return self._widths.get(glyph, self._default)

    @property
    def units(self) -> int:
        """How many units of an outline are as long as a letter is large."""
        return int(self._program["head"].unitsPerEm)

    def outline(self, glyph: int) -> list[tuple[str, tuple[Point, ...]]]:
        """Return the outline of a glyph as operators of PDF, each with its points in the font's units."""
        glyphs = self._program.getGlyphSet()
        pen = _PathPen(glyphs)
        glyphs[self._program.getGlyphName(glyph)].draw(pen)
        return pen.path

    def letter(self, parts: tuple[Part, ...], text: str) -> int:
        """Return the glyph that is drawn as the parts and stands for the text: one of the font's own or a new one."""
        key = (parts, text)
        if key not in self._letters:
            first = parts[0]
            if parts == (Part(first.glyph),) and self._own.setdefault(first.glyph, text) == text:
                self._letters[key] = first.glyph
            else:
                self._letters[key] = self._count
                self._widths[self._count] = self.width(parts[-1].glyph)
                self._count += 1
        return self._letters[key]

    def write(self, pdf: pikepdf.Pdf) -> None:
        """Put the new glyphs and what each stands for into the document."""
        letters = {glyph: text for (_, text), glyph in self._letters.items()}
        self._object.ToUnicode = pdf.make_stream(_cmap(letters).encode("ascii"))
        first = self._program["maxp"].numGlyphs
        new = {glyph: parts for (parts, _), glyph in self._letters.items() if glyph >= first}
        if not new:
            return
        descriptor = self._inner.FontDescriptor
        descriptor.FontFile2 = pdf.make_stream(_with_glyphs(self._program, new))
        self._inner.W = Array([*self._inner.get("/W", []), first, Array([self._widths[glyph] for glyph in new])])
        # A list of the glyphs that would no longer be complete; the standard wants none.
        if "/CIDSet" in descriptor:
            del descriptor["/CIDSet"]


def _with_glyphs(font: TTFont, new: Mapping[int, Sequence[Part]]) -> bytes:
    """Return a TrueType font with further glyphs at its end, each put together from glyphs that it has."""
    order, unit = [*font.getGlyphOrder()], font["head"].unitsPerEm / 1000
    outlines, metrics = font["glyf"], font["hmtx"]
    for number, parts in new.items():
        name = f"letter{number}"
        drawing = Glyph()
        drawing.numberOfContours = -1
        drawing.components = [_component(order[part.glyph], part.right * unit, part.up * unit) for part in parts]
        outlines.glyphs[name] = drawing
        metrics.metrics[name] = metrics.metrics[order[parts[-1].glyph]]
        order.append(name)
    font.setGlyphOrder(order)
    outlines.glyphOrder = order
    for name in order[-len(new) :]:
        outlines[name].recalcBounds(outlines)
        metrics.metrics[name] = (metrics.metrics[name][0], getattr(outlines[name], "xMin", 0))
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _component(name: str, right: float, up: float) -> GlyphComponent:
    component = GlyphComponent()
    component.glyphName, component.x, component.y = name, round(right), round(up)
    component.flags = _XY_OFFSETS
    return component


def _widths(parts: Iterable[Any]) -> Iterator[tuple[int, float]]:
    """Yield the widths of glyphs as a font lists them: a first code and widths from it on, or a range and one width."""
    waiting: list[int] = []
    for part in parts:
        if isinstance(part, Array):
            yield from ((waiting[0] + place, float(width)) for place, width in enumerate(part))
            waiting = []
        elif len(waiting) < 2:
            waiting.append(int(part))
        else:
            yield from ((code, float(part)) for code in range(waiting[0], waiting[1] + 1))
            waiting = []


def _texts(cmap: bytes) -> dict[int, str]:
    """Return what codes stand for, from a ToUnicode map."""
    texts: dict[int, str] = {}
    for kind, body in _BLOCK.findall(cmap):
        values = [bytes.fromhex(value.decode()) for value in _CODE.findall(body)]
        size = 2 if kind == b"char" else 3
        for start in range(0, len(values), size):
            low, *high, text = values[start : start + size]
            first = int.from_bytes(low, "big")
            letters = text.decode("utf-16-be")
            for code in range(first, int.from_bytes(high[0] if high else low, "big") + 1):
                texts[code] = letters[:-1] + chr(ord(letters[-1]) + code - first)
    return texts


def _cmap(letters: dict[int, str]) -> str:
    rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(letters.items())]
    blocks = [rows[start : start + _MOST_IN_A_BLOCK] for start in range(0, len(rows), _MOST_IN_A_BLOCK)]
    return _CMAP.format(
        blocks="\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    )
