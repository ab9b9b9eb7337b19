"""The lines of a page: what each operator that draws text draws, where, and inside which span."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pikepdf import Dictionary, String

from reports.text_layer.matrix import IDENTITY, Matrix, move_right, times

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reports.text_layer.font import EmbeddedFont

SHOWS: Final = ("Tj", "TJ")
"""The operators of typst that draw text."""
_RIM: Final = 2
"""The rendering mode of letters that are filled and outlined: the paper's colour behind a word on a map."""


class Glyph(NamedTuple):
    """A glyph of a line: its number in the font, and where it is drawn from the origin of the line, in its units."""

    number: int
    x: float


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """What one operator draws.

    font, size
        In which font, and how large.
    matrix
        Where it begins in the space of the drawing.
    space
        That space on the page.
    is_rim
        Whether it is the rim around a word that is drawn over it.
    glyphs
        What is drawn.
    span
        The place of the instruction that opens the span around it, if it stands in one.
    """

    font: EmbeddedFont
    size: float
    matrix: Matrix
    space: Matrix
    is_rim: bool
    glyphs: list[Glyph]
    span: int | None


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a page for which a text stands: the place of its last instruction, and the text."""

    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _State:
    space: Matrix = IDENTITY
    face: str = ""
    size: float = 0.0
    mode: int = 0


class LineReader:
    """Reads a page's instructions: its lines and spans by the place of their instruction."""

    def __init__(self, fonts: Mapping[str, EmbeddedFont]) -> None:
        self.lines: dict[int, Line] = {}
        self.spans: dict[int, Span] = {}
        self._fonts = fonts
        self._state, self._matrix = _State(), IDENTITY
        self._states: list[_State] = []
        self._marks: list[tuple[int, str | None]] = []

    def read(self, instructions: Sequence[Any]) -> None:
        """Take in the instructions of a page."""
        for place, (operands, operator) in enumerate(instructions):
            name = str(operator)
            if name in {"q", "Q", "cm", "Tf", "Tr"}:
                self._change_state(name, operands)
            elif name == "Tm":
                self._matrix = _matrix(operands)
            elif name in {"BDC", "BMC"}:
                self._marks.append((place, _actual_text(operands)))
            elif name == "EMC":
                start, text = self._marks.pop()
                if text is not None:
                    self.spans[start] = Span(place, text)
            elif name in SHOWS and self._state.face in self._fonts:
                self._show(place, operands[0] if name == "TJ" else operands)

    def _change_state(self, name: str, operands: Sequence[Any]) -> None:
        match name:
            case "q":
                self._states.append(self._state)
            case "Q":
                self._state = self._states.pop()
            case "cm":
                self._state = replace(self._state, space=times(_matrix(operands), self._state.space))
            case "Tf":
                self._state = replace(self._state, face=str(operands[0]), size=float(operands[1]))
            case "Tr":
                self._state = replace(self._state, mode=int(operands[0]))

    def _show(self, place: int, parts: Iterable[Any]) -> None:
        state, font = self._state, self._fonts[self._state.face]
        glyphs, advance = _glyphs(parts, font, state.size)
        self.lines[place] = Line(
            font=font,
            size=state.size,
            matrix=self._matrix,
            space=state.space,
            is_rim=state.mode == _RIM,
            glyphs=glyphs,
            span=next((start for start, text in reversed(self._marks) if text is not None), None),
        )
        self._matrix = times(move_right(advance), self._matrix)


def _glyphs(parts: Iterable[Any], font: EmbeddedFont, size: float) -> tuple[list[Glyph], float]:
    """Return the glyphs of an operator, and how far it moves the pen in all."""
    glyphs, x = [], 0.0
    for part in parts:
        if not isinstance(part, String):
            x -= float(part) / 1000 * size
            continue
        raw = bytes(part)
        for place in range(0, len(raw), 2):
            glyphs.append(Glyph(int.from_bytes(raw[place : place + 2], "big"), x))
            x += font.width(glyphs[-1].number) / 1000 * size
    return glyphs, x


def _actual_text(operands: Sequence[Any]) -> str | None:
    if len(operands) > 1 and isinstance(operands[1], Dictionary) and "/ActualText" in operands[1]:
        return str(operands[1].ActualText)
    return None


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f
