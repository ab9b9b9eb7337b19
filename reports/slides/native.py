"""A deck of PowerPoint as what slides are set on: placeholders used as they are meant, the rest as native shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu

from reports.slides.canvas import CARD_INSET, LayoutPage, with_phrases
from reports.slides.charts import add_bars
from reports.slides.column import height_of
from reports.slides.frame import finish, new_slide
from reports.slides.house import title_pt
from reports.slides.layouts import title_holder
from reports.slides.legend import add_legend
from reports.slides.maps import add_map
from reports.slides.tables import SIZES, add_table
from reports.slides.writing import put_lines, text_box, without_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.mapping.model import MapModel
    from answers.sections.parts import Table
    from answers.story.slide import ChartPart
    from reports.slides.canvas import Box
    from reports.slides.frame import Notes, Scope
    from reports.slides.house import Stage
    from reports.slides.legend import LegendPlan
    from reports.slides.tables import Place
    from reports.slides.writing import Line

_WORDS = (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY)
_INSETS = 2 * 91_440
"""The margins left and right of a placeholder that names none."""


@dataclass(frozen=True, slots=True)
class PowerPoint:
    """A presentation in the making."""

    stage: Stage

    def new_page(self, kind: str, title: str) -> NativePage:
        """Add a slide."""
        return NativePage(self.stage, kind, new_slide(self.stage, kind, title=title))


@dataclass(slots=True)
class NativePage(LayoutPage):
    """A slide of PowerPoint (`reports.slides.canvas.Canvas`)."""

    slide: Any

    def title_bottom(self) -> int:
        """Give the title the height of its words; return where it ends."""
        title = self.slide.shapes.title
        size = title.text_frame.paragraphs[0].runs[0].font.size
        size_pt = size.pt if size is not None else title_pt(self.stage, title_holder(self.stage.layouts[self.kind]))
        box = self.title_box(title.text_frame.text, size_pt)
        title.left, title.top, title.width, title.height = (Emu(one) for one in box)
        return box[1] + box[3]

    def fill_body(self, lines: Sequence[Line]) -> None:
        """Write into the placeholder for words, made higher where they need it."""
        holder, box = self._holder(), self.body_box()
        if holder is not None and box is not None:
            height = min(height_of(lines, box[2] - _INSETS) + _INSETS, self.body_room())
            if height > box[3]:
                holder.left, holder.top, holder.width, holder.height = (Emu(one) for one in (*box[:3], height))
            put_lines(holder.text_frame, with_phrases(lines, int(holder.width) - _INSETS), face=self.stage.face)

    def write(self, box: Box, lines: Sequence[Line]) -> None:
        """Write into the placeholder for words, moved to a box, or into a text box."""
        holder = self._holder()
        if holder is None or holder.text_frame.text:
            self.label(box, lines)
            return
        holder.left, holder.top, holder.width, holder.height = (Emu(one) for one in box)
        frame = holder.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        put_lines(frame, with_phrases(lines, box[2]), face=self.stage.face)

    def label(self, box: Box, lines: Sequence[Line]) -> None:
        """Write into a text box."""
        text_box(self.slide.shapes, box, with_phrases(lines, box[2]), face=self.stage.face)

    def map(self, model: MapModel, box: Box) -> int:
        """Draw a map, on white where the slide is not."""
        return add_map(self.slide, model, box, on_paper=self.inks.is_dark or self.inks.ground != "FFFFFF")

    def bars(self, box: Box, part: ChartPart, *, size_pt: float) -> None:
        """Draw a native chart."""
        add_bars(
            self.slide, box, part.categories, part.series, face=self.stage.face, inks=self.inks, alt=part.description,
            size_pt=size_pt,
        )  # fmt: skip

    def table(
        self, table: Table, place: Place, *, name: str, whole: Table | None = None, most_pt: float = SIZES[0]
    ) -> float:
        """Draw a native table."""
        return add_table(
            self.slide, table, place, face=self.stage.face, inks=self.inks, name=name, whole=whole, most_pt=most_pt
        )

    def legend(self, plan: LegendPlan, *, left: int, top: int, lang: str) -> int:
        """Draw a legend of native shapes."""
        return add_legend(self.slide, plan, left=left, top=top, face=self.stage.face, inks=self.inks, lang=lang)

    def card(self, box: Box, lines: Sequence[Line], *, name: str) -> None:
        """Draw a rectangle with words in it."""
        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
        shape.name = name
        without_style(shape)
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(self.inks.tint)
        shape.line.fill.background()
        frame = shape.text_frame
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = self.stage.inches(CARD_INSET)
        frame.margin_top = frame.margin_bottom = self.stage.inches(0.06)
        room = box[2] - 2 * self.stage.inches(CARD_INSET)
        put_lines(frame, with_phrases(lines, room), face=self.stage.face)

    def finish(self, scope: Scope, notes: Notes) -> None:
        """Add footer and number, and write the notes."""
        finish(self.stage, self.slide, self.kind, scope, notes=notes)

    def _holder(self) -> Any | None:  # noqa: ANN401 - python-pptx has no types
        """Return the slide's placeholder for words, None where it has none."""
        return next((one for one in self.slide.placeholders if one.placeholder_format.type in _WORDS), None)
