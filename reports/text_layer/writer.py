"""Lines of a page drawn anew: a glyph a letter, and one operator for what follows on one baseline."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from pikepdf import Array, Dictionary, Name, Operator, String

from reports.text_layer.font import Part
from reports.text_layer.letters import THAI, glyph_count, letters_of_glyphs
from reports.text_layer.lines import Glyph
from reports.text_layer.matrix import inverse, move_right, times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.text_layer.lines import Line

_NO_BREAK: Final = "\u00a0"
_LEVEL: Final = 0.001
"""Of the size, how far up or down two lines may differ that are one."""


@dataclass(slots=True)
class Syllable:
    """What is drawn together: its text, and its glyphs, each with the line that draws it; it stands on the first."""

    text: str
    glyphs: list[tuple[Line, Glyph]] = field(default_factory=list)

    def missing(self) -> int:
        """Return how many of its glyphs are still to come; of other scripts than Thai that cannot be said."""
        return glyph_count(self.text) - len(self.glyphs) if THAI.fullmatch(self.text) else 0


class LineWriter:
    """Writes instructions: the lines that follow one another on one baseline with a single operator."""

    def __init__(self) -> None:
        self.out: list[Any] = []
        self._waiting: list[Any] = []
        """What sets font, mode and place, until it is known whether a line needs it."""
        self._origin: Line | None = None
        self._pen = 0.0
        self._parts: list[float | bytes] = []

    def take(self, instruction: Any) -> None:  # noqa: ANN401 - an instruction of pikepdf
        """Write an instruction that draws none of the lines."""
        if str(instruction[1]) in {"Tf", "Tr", "Tm"}:
            self._waiting.append(instruction)
            return
        self._begin(None)
        self.out.append(instruction)

    def draw(self, line: Line, syllables: Sequence[Syllable], *, moved: int) -> None:
        """Write the syllables that stand on a line, without its first glyphs that were moved to one before it."""
        if line.is_rim:
            self._begin(None)
            self.out += _as_shapes(line)
            return
        if not syllables:
            return
        offset = self._offset(line)
        if offset is None:
            offset = 0.0
            self._begin(line)
            if moved:
                self._pen = line.glyphs[moved].x
                start = times(move_right(self._pen), line.matrix)
                self.out.append(([round(value, 5) for value in start], Operator("Tm")))
        self._waiting = []
        for syllable in syllables:
            letters = _letters(line, syllable)
            if len(letters) == 1 or THAI.fullmatch(syllable.text):
                self._put(line, letters, offset)
                continue
            self._show()
            self.out.append(([Name.Span, Dictionary(ActualText=String(syllable.text))], Operator("BDC")))
            self._put(line, letters, offset)
            self._show()
            self.out.append(([], Operator("EMC")))

    def _offset(self, line: Line) -> float | None:
        """Return how far to the right of the line that was begun another one stands, None if on another baseline."""
        before = self._origin
        if before is None or (before.font, before.size, before.space) != (line.font, line.size, line.space):
            return None
        right, up = _from(before, line, Glyph(0, 0.0))
        return right if abs(up) < line.size * _LEVEL else None

    def _begin(self, line: Line | None) -> None:
        self._show()
        self.out += self._waiting
        self._waiting = []
        self._origin, self._pen = line, 0.0

    def _put(self, line: Line, letters: Sequence[tuple[float, int]], offset: float) -> None:
        for x, number in letters:
            shift = round((self._pen - offset - x) / line.size * 1000, 1)
            self._parts += [*([shift] if shift else []), number.to_bytes(2, "big")]
            self._pen = offset + x + line.font.width(number) / 1000 * line.size

    def _show(self) -> None:
        """Write the operator that shows the glyphs so far, with the shifts between them."""
        texts: list[Any] = []
        for is_text, group in groupby(self._parts, lambda part: isinstance(part, bytes)):
            run: list[Any] = list(group)
            texts += [String(b"".join(run))] if is_text else run
        if texts:
            self.out.append(([Array(texts)], Operator("TJ")))
        self._parts = []


def _letters(line: Line, syllable: Syllable) -> list[tuple[float, int]]:
    """Return the letters of a syllable: where on its line the pen stands for each, and the number of its glyph.

    Marks have no width. The pen stays where it is for them, since a jump back and forth would read as a space, and
    those that follow one another are one glyph, since a second letter in one place would read as the first one again.
    """
    places = [_from(line, other, glyph) for other, glyph in syllable.glyphs]
    widths = [line.font.width(glyph.number) / 1000 * line.size for _, glyph in syllable.glyphs]
    groups: list[tuple[str, list[int]]] = []
    for letter, positions in letters_of_glyphs(syllable.text, len(places)):
        if groups and not any(widths[position] for position in (*positions, *groups[-1][1])):
            text, before = groups[-1]
            groups[-1] = (text + letter, before + positions)
        else:
            groups.append((letter, positions))
    letters: list[tuple[float, int]] = []
    pen = places[0][0]
    for text, positions in groups:
        last = positions[-1]
        x = places[last][0] if widths[last] else pen
        parts = []
        for position in positions:
            ways = (places[position][0] - x, places[position][1])
            parts.append(Part(syllable.glyphs[position][1].number, *(round(way / line.size * 1000) for way in ways)))
        letters.append((x, line.font.letter(tuple(parts), text.replace(_NO_BREAK, " "))))
        pen = x + widths[last]
    return letters


def _from(line: Line, other: Line, glyph: Glyph) -> tuple[float, float]:
    """Return where a glyph stands from the origin of a line, in units of the line: to the right and up."""
    if other is line:
        return glyph.x, 0.0
    place = times(times(move_right(glyph.x), other.matrix), other.space)
    *_, right, up = times(place, inverse(times(line.matrix, line.space)))
    return right, up


def _as_shapes(line: Line) -> list[Any]:
    """Return the instructions that draw the rim around a word as shapes: as text the word would be there twice."""
    drawn: list[Any] = []
    scale = line.size / line.font.units
    for glyph in line.glyphs:
        for operator, points in line.font.outline(glyph.number):
            numbers = [round(value, 4) for x, y in points for value in (glyph.x + x * scale, y * scale)]
            drawn.append((numbers, Operator(operator)))
    if not drawn:
        return []
    # Shapes have no place inside a text; what it has set of font and mode stays when it is begun again.
    before = [([], Operator("ET")), ([], Operator("q")), ([*line.matrix], Operator("cm"))]
    return [*before, *drawn, ([], Operator("B")), ([], Operator("Q")), ([], Operator("BT"))]
