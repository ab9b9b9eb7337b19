"""A column of a slide that is filled from the top: what fits is set, what does not is left to somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from answers.words import t
from reports.slides.breadth import EMU_PER_MM, first_lines, line_count
from reports.slides.tables import Place, fits_across, rows_that_fit, table_height
from reports.slides.writing import LINE, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.sections.parts import Table
    from reports.slides.canvas import Canvas
    from reports.slides.legend import LegendPlan

_GAP: Final = 110_000
FEWEST_ROWS: Final = 3
_FEWEST_COLUMNS: Final = 2
LEAST_PT: Final = 12.0


@dataclass(slots=True)
class Column:
    """A column (EMU): its next free line, and where it ends."""

    canvas: Canvas
    left: int
    top: int
    width: int
    bottom: int
    lang: str

    @property
    def room(self) -> int:
        """Return the height that is left."""
        return self.bottom - self.top

    def height_of(self, lines: Sequence[Line]) -> int:
        """Return how high lines are, in the widest face."""
        return height_of(lines, self.width)

    def lines(self, lines: Sequence[Line], *, reserve: int = 0) -> bool:
        """Set lines where they fit and leave a reserve (EMU) below; tell whether they are set."""
        height = self.height_of(lines)
        if not lines or height > self.room - reserve:
            return False
        box = (self.left, self.top, self.width, height)
        self.canvas.write(box, lines)
        self.top += height + _GAP
        return True

    def text(self, text: str, *, sizes: Sequence[float], colour: str, bold: bool = False, reserve: int = 0) -> bool:
        """Set a sentence in the largest of some sizes that fits."""
        tried = (Line(text=text, size_pt=self.canvas.stage.pt(size), bold=bold, colour=colour) for size in sizes)
        return bool(text) and any(self.lines([line], reserve=reserve) for line in tried)

    def start_of(self, text: str, *, colour: str, most_lines: int) -> None:
        """Set the first lines of a sentence that is too long, with an ellipsis."""
        start = first_lines(text, self.width / EMU_PER_MM, LEAST_PT, lines=most_lines)
        self.lines([Line(text=start, size_pt=LEAST_PT, colour=colour)])

    def legend(self, plan: LegendPlan) -> None:
        """Set a legend."""
        if plan.columns:
            self.top = _GAP + self.canvas.legend(plan, left=self.left, top=self.top, lang=self.lang)

    def table(self, table: Table, *, name: str) -> bool:
        """Set the first rows of a table that fit, and how many there are; tell whether it is set whole.

        Where its columns are too wide, those next to the names give way.
        """
        names = next((place for place, column in enumerate(table.columns) if column.align == "left"), 0)
        beside = table.columns[names + 1 : names + 2]
        if any(one.align == "left" for one in beside) and not fits_across(table, self.width):
            self.table(table.without_column(names + 1), name=name)
            return False
        longest = t("slide.first_rows", lang=self.lang, shown=len(table.rows), of=len(table.rows))
        note = self.height_of([Line(text=longest, size_pt=LEAST_PT)]) + _GAP
        whole = rows_that_fit(table, self.width, self.room)
        rows = whole if whole == len(table.rows) else rows_that_fit(table, self.width, self.room - note)
        if rows < min(FEWEST_ROWS, len(table.rows)) or not rows:
            if len(table.columns) > max(_FEWEST_COLUMNS, names + 1):
                self.table(table.without_column(names + 1), name=name)
            return False
        part = table.head(rows)
        place = Place(self.left, self.top, self.width, self.room if rows == len(table.rows) else self.room - note)
        size = self.canvas.table(part, place, name=name)
        self.top += table_height(part, self.width, size) + _GAP // 2
        if rows < len(table.rows):
            words = t("slide.first_rows", lang=self.lang, shown=rows, of=len(table.rows))
            self.lines([Line(text=words, size_pt=LEAST_PT, colour=self.canvas.inks.grey)])
        return rows == len(table.rows)

    def list(self, title: str, items: Sequence[str], *, sizes: Sequence[float] = (14.0, 13.0, 12.0)) -> None:
        """Set a title and as many of the sentences below it as fit; how many more there are stands last."""
        for size in sizes:
            heading = Line(text=title, size_pt=self.canvas.stage.pt(size), bold=True, colour=self.canvas.inks.ink)
            rows = [self._item(item, size) for item in items]
            if self.lines([heading, *rows]):
                return
        heading = Line(text=title, size_pt=LEAST_PT, bold=True, colour=self.canvas.inks.ink)
        for count in range(len(items) - 1, 0, -1):
            more = Line(
                text=t("unknown.more", lang=self.lang, count=len(items) - count),
                size_pt=LEAST_PT,
                colour=self.canvas.inks.grey,
                space_pt=3,
            )
            if self.lines([heading, *(self._item(item, LEAST_PT) for item in items[:count]), more]):
                return

    def list_height(self, title: str, items: Sequence[str]) -> int:
        """Return how high a list is in the smallest type, with the gap above it."""
        heading = Line(text=title, size_pt=LEAST_PT, bold=True)
        return self.height_of([heading, *(self._item(item, LEAST_PT) for item in items)]) + _GAP

    def _item(self, text: str, size: float) -> Line:
        return Line(text=f"• {text}", size_pt=self.canvas.stage.pt(size), colour=self.canvas.inks.ink, space_pt=3)


def height_of(lines: Sequence[Line], width: int) -> int:
    """Return how high lines of a width (EMU) are, in the widest face."""
    wide = width / EMU_PER_MM
    return sum(
        int(
            (
                line_count(line.text, wide, line.size_pt, 700 if line.bold else 400, widest=True) * line.size_pt * LINE
                + line.space_pt
            )
            * 12_700
        )
        for line in lines
    )
