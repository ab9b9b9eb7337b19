"""What slides are set on: pages of PowerPoint or of paper, drawn on by the same few strokes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from reports.slides.tables import SIZES

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


class Canvas(Protocol):
    """One page with its title; what is drawn first is read first."""

    stage: Stage
    inks: Inks

    def title_bottom(self) -> int:
        """Give a cover's title the height of its words; return where it ends (EMU)."""

    def body_size(self) -> tuple[int, int] | None:
        """Return the width and height (EMU) of the layout's own place for words, None where it has none."""

    def fill_body(self, lines: Sequence[Line]) -> None:
        """Write lines into the layout's own place for words."""

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
