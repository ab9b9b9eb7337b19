"""What slides are set on: pages of PowerPoint or of paper, drawn on by the same few strokes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from pptx.enum.shapes import PP_PLACEHOLDER

from reports.slides.breadth import EMU_PER_MM, line_count, phrase_lines
from reports.slides.layouts import title_holder
from reports.slides.tables import SIZES
from reports.slides.writing import BREAK, LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.mapping.model import MapModel
    from answers.sections.parts import Table
    from answers.story.slide import ChartPart
    from reports.slides.colours import Inks
    from reports.slides.frame import Notes, Scope
    from reports.slides.house import Stage
    from reports.slides.legend import LegendPlan
    from reports.slides.tables import Place
    from reports.slides.writing import Line

Box = tuple[int, int, int, int]
"""Left, top, width and height in EMU."""
CARD_INSET: Final = 0.24
"""The room left and right of the words of a card, in inches in the scale of the slide."""


_WORDS: Final = (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY)
_THAI: Final = re.compile("[\u0e00-\u0e7f]")


@dataclass(slots=True)
class LayoutPage:
    """What a page has from its layout, of PowerPoint and of paper alike."""

    stage: Stage
    kind: str

    @property
    def inks(self) -> Inks:
        """Return the colours that can be read on it."""
        return self.stage.inks(self.kind)

    def body_box(self) -> Box | None:
        """Return the layout's own place for words, None where it has none."""
        places = self.stage.layouts[self.kind].placeholders
        holder = next((one for one in places if one.placeholder_format.type in _WORDS), None)
        return None if holder is None else (int(holder.left), int(holder.top), int(holder.width), int(holder.height))

    def body_size(self) -> tuple[int, int] | None:
        """Return the width and height (EMU) of the layout's own place for words, None where it has none."""
        box = self.body_box()
        return None if box is None else box[2:]

    def body_room(self) -> int:
        """Return the height (EMU) from the top of the layout's own place for words to the end of the stage.

        A title that stands below it leaves it as it is.
        """
        box, title = self.body_box(), title_holder(self.stage.layouts[self.kind])
        if box is None:
            return 0
        return box[3] if int(title.top or 0) > box[1] else max(box[3], self.stage.top + self.stage.height - box[1])

    def title_box(self, text: str, size_pt: float) -> Box:
        """Return the layout's place of a title in the height of its words."""
        holder = title_holder(self.stage.layouts[self.kind])
        left, top, width = (int(one) for one in (holder.left, holder.top, holder.width))
        lines = sum(
            line_count(line, width / EMU_PER_MM, size_pt, 700, widest=True)
            for line in text.replace(BREAK, "\n").split("\n")
        )
        return left, top, width, int(lines * size_pt * LINE * 12_700)


def with_phrases(lines: Sequence[Line], width: int) -> list[Line]:
    """Return lines for a width (EMU) in which Thai, which no space parts, is broken where a phrase ends."""
    return [_with_phrases(line, width / EMU_PER_MM) if _THAI.search(line.text) else line for line in lines]


def _with_phrases(line: Line, room_mm: float) -> Line:
    phrases = phrase_lines(line.text, room_mm, line.size_pt, 700 if line.bold else 400)
    return replace(line, text=BREAK.join(phrases))


class Canvas(Protocol):
    """One page with its title; what is drawn first is read first."""

    @property
    def stage(self) -> Stage:
        """Return where its content goes."""

    @property
    def inks(self) -> Inks:
        """Return the colours that can be read on it."""

    def title_bottom(self) -> int:
        """Give a cover's title the height of its words; return where it ends (EMU)."""

    def body_size(self) -> tuple[int, int] | None:
        """Return the width and height (EMU) of the layout's own place for words, None where it has none."""

    def body_room(self) -> int:
        """Return the height (EMU) to which that place may grow downwards."""

    def fill_body(self, lines: Sequence[Line]) -> None:
        """Write lines into the layout's own place for words, which grows down to the stage's end where they need it."""

    def write(self, box: Box, lines: Sequence[Line]) -> None:
        """Write lines into a box; the layout's own place for words moves there while it is free."""

    def label(self, box: Box, lines: Sequence[Line]) -> None:
        """Write lines into a box of their own."""

    def map(self, model: MapModel, box: Box) -> int:
        """Draw a map in the upper left of a box; return where its right edge is (EMU)."""

    def bars(self, box: Box, part: ChartPart, *, size_pt: float) -> None:
        """Draw a chart of lying bars."""

    def table(
        self, table: Table, place: Place, *, name: str, whole: Table | None = None, most_pt: float = SIZES[0]
    ) -> float:
        """Draw a table, or a part of a whole one in its columns; return its type in points, `most_pt` at most."""

    def legend(self, plan: LegendPlan, *, left: int, top: int, lang: str) -> int:
        """Draw a legend from a point to the right and downwards; return where it ends (EMU)."""

    def card(self, box: Box, lines: Sequence[Line], *, name: str) -> None:
        """Draw a tinted box with lines in its middle."""

    def finish(self, scope: Scope, notes: Notes) -> None:
        """Add what stands last: footer, number and the presenter's notes."""


class Medium(Protocol):
    """A deck in the making."""

    @property
    def stage(self) -> Stage:
        """Return where its content goes."""

    def new_page(self, kind: str, title: str) -> Canvas:
        """Add a page of a kind (`reports.slides.layouts`) with a title that no other page has."""
