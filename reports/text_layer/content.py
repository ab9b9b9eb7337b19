"""The content of a page: its glyphs put together into syllables, and written anew letter by letter."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import pikepdf

from reports.text_layer.letters import THAI
from reports.text_layer.lines import SHOWS, LineReader
from reports.text_layer.writer import LineWriter, Syllable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reports.text_layer.font import EmbeddedFont
    from reports.text_layer.lines import Glyph, Line


class PageContent:
    """The content of a page, read once and written anew."""

    def __init__(self, page: pikepdf.Page, fonts: Mapping[str, EmbeddedFont]) -> None:
        self._instructions: list[Any] = list(pikepdf.parse_content_stream(page))
        reader = LineReader(fonts)
        reader.read(self._instructions)
        self._lines, self._spans = reader.lines, reader.spans
        self._syllables: defaultdict[Line, list[Syllable]] = defaultdict(list)
        self._moved: Counter[Line] = Counter()
        """How many of a line's first glyphs are drawn by a line before it, where their syllable begins."""
        self._join()

    def mended(self) -> list[Any]:
        """Return the instructions of the page, with one glyph a letter and one operator for a line of text."""
        dropped = {place for start, span in self._spans.items() if self._is_ours(start) for place in (start, span.end)}
        writer = LineWriter()
        for place, instruction in enumerate(self._instructions):
            if place in self._lines:
                line = self._lines[place]
                writer.draw(line, self._syllables[line], moved=self._moved[line])
            elif place not in dropped:
                writer.take(instruction)
        return writer.out

    def _is_ours(self, start: int) -> bool:
        """Whether all text inside a span is in fonts that can be mended."""
        inside = range(start, self._spans[start].end)
        return all(place in self._lines for place in inside if str(self._instructions[place][1]) in SHOWS)

    def _join(self) -> None:
        """Put the glyphs of each syllable together, also where a mark that moved up or down has a line of its own."""
        last = Syllable("")
        for line in self._lines.values():
            for text, glyphs in self._texts(line):
                size = 1 if THAI.fullmatch(text) else len(glyphs)
                for start in range(0, len(glyphs), size):
                    if last.missing() <= 0 or last.text != text:
                        last = Syllable(text)
                        self._syllables[line].append(last)
                    elif last.glyphs[0][0] is not line:
                        self._moved[line] += 1
                    last.glyphs += [(line, glyph) for glyph in glyphs[start : start + size]]

    def _texts(self, line: Line) -> Iterator[tuple[str, list[Glyph]]]:
        """Yield the texts of a line, each with the glyphs for which typst gives it."""
        if line.span is not None:
            yield self._spans[line.span].text, line.glyphs
            return
        for glyph in line.glyphs:
            yield line.font.texts.get(glyph.number, ""), [glyph]
