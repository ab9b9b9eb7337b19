"""Slides set on paper: a page of A4 across with the slide above, and what to say and its sources below."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pptx.enum.shapes import PP_PLACEHOLDER

from answers.words import t
from reports.pdf.figures import Plates
from reports.picture.printing import words_data
from reports.picture.series_sheet import series_sheet
from reports.slides.breadth import EMU_PER_MM
from reports.slides.canvas import CARD_INSET, LayoutPage, with_phrases
from reports.slides.frame import foot_texts, unique_title
from reports.slides.house import FOOT_PT, fitting_title, title_pt
from reports.slides.layouts import APPENDIX, title_holder
from reports.slides.legend import INDENT, SIGN, placed_rows
from reports.slides.maps import map_sheet
from reports.slides.tables import SIZES, column_widths, fitting_size
from reports.slides.writing import BREAK, LINE, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.mapping.model import MapModel
    from answers.sections.parts import Table
    from answers.story.slide import ChartPart
    from reports.picture.paper import Sheet
    from reports.slides.canvas import Box
    from reports.slides.frame import Notes, Scope
    from reports.slides.house import Stage
    from reports.slides.legend import LegendPlan
    from reports.slides.tables import Place

_LONG: Final = 110
"""Letters from which on a line of the notes stands on one page only: data sets, licences."""
_CHART_SCALE: Final = 1.6
"""How much larger than on a sheet of its own a chart is drawn: its words have the size of a slide's."""


@dataclass(slots=True)
class Paper:
    """A document in the making, of the house's stage: its pages as the template takes them, and its drawings."""

    stage: Stage
    lang: str
    plates: Plates = field(default_factory=Plates)
    pages: list[dict[str, object]] = field(default_factory=list)
    first_pages: dict[str, int] = field(default_factory=dict)
    """The page on which a long line of the notes stands first."""

    def new_page(self, kind: str, title: str) -> PaperPage:
        """Add a page."""
        text, size = fitting_title(self.stage, kind, unique_title(title, {str(one["title"]) for one in self.pages}))
        holder = title_holder(self.stage.layouts[kind])
        items: list[dict[str, object]] = []
        self.pages.append(
            {
                "title": text.replace(BREAK, " "),
                "heading": text.replace(BREAK, "\n"),
                "level": 2 if kind == APPENDIX else 1,
                "size": size if size is not None else title_pt(self.stage, holder),
                "box": _box((holder.left, holder.top, holder.width, holder.height)),
                "items": items,
            }
        )
        return PaperPage(self.stage, kind, self, self.pages[-1], items)


@dataclass(slots=True)
class PaperPage(LayoutPage):
    """A page of paper (`reports.slides.canvas.Canvas`)."""

    paper: Paper
    page: dict[str, object]
    items: list[dict[str, object]]

    def title_bottom(self) -> int:
        """Return where the words of the title end."""
        _, top, _, height = self.title_box(str(self.page["heading"]), float(str(self.page["size"])))
        return top + height

    def fill_body(self, lines: Sequence[Line]) -> None:
        """Write where the layout has its place for words."""
        box = self.body_box()
        if box is not None:
            self.label(box, lines)

    def write(self, box: Box, lines: Sequence[Line]) -> None:
        """Write into a box."""
        self.label(box, lines)

    def label(self, box: Box, lines: Sequence[Line]) -> None:
        """Write into a box."""
        self.items.append({"kind": "words", "box": _box(box), "lines": self._lines(with_phrases(lines, box[2]))})

    def map(self, model: MapModel, box: Box) -> int:
        """Draw a map as vectors, its words as text."""
        left, top, width, height = box
        sheet = map_sheet(model, width=width, height=height)
        self._figure(sheet, (left, top), 1.0)
        return left + int(sheet.width_mm * EMU_PER_MM)

    def bars(self, box: Box, part: ChartPart, *, size_pt: float) -> None:  # noqa: ARG002 - of a native chart only
        """Draw a chart as vectors, its words as text."""
        left, top, width, height = box
        wide, high = width / EMU_PER_MM / _CHART_SCALE, height / EMU_PER_MM / _CHART_SCALE
        sheet = series_sheet(part, width_mm=wide, height_mm=high, lang=self.paper.lang)
        self._figure(sheet, (left, top), min(_CHART_SCALE, _CHART_SCALE * high / sheet.height_mm))

    def table(
        self, table: Table, place: Place, *, name: str, whole: Table | None = None, most_pt: float = SIZES[0]
    ) -> float:
        """Set a table in the columns that a slide gives it."""
        size = min(most_pt, fitting_size(table, place, whole=whole))
        widths = column_widths(whole or table, place.width, size)
        columns = [
            {"heading": _breakable(column.heading), "align": column.align, "width": _mm(width)}
            for column, width in zip(table.columns, widths, strict=True)
        ]
        rows = [[_breakable(cell) for cell in row] for row in table.rows]
        box = _box((place.left, place.top, place.width, place.height))
        self.items.append({"kind": "table", "box": box, "columns": columns, "rows": rows, "size": size, "name": name})
        return size

    def legend(self, plan: LegendPlan, *, left: int, top: int, lang: str) -> int:  # noqa: ARG002 - named on slides only
        """Set a legend: its signs as vectors, its words as text."""
        rows = []
        for row, x, y in placed_rows(plan, left, top):
            is_title = row.entry is None
            inner = 0 if is_title else INDENT
            line = Line(text=row.text, size_pt=plan.size_pt, bold=is_title, colour=self.inks.ink)
            box = _box((x + inner, y, plan.width - inner, row.height))
            sign = self.paper.plates.swatch(row.entry.swatch) if row.entry is not None else ""
            low = (int(plan.size_pt * LINE * 12_700) - SIGN[1]) // 2
            rows.append(
                {"box": box, "lines": self._lines([line]), "sign": sign, "label": row.text,
                 "at": _box((x, y + low, *SIGN))}
            )  # fmt: skip
        self.items.append({"kind": "legend", "rows": rows})
        return top + plan.height

    def card(self, box: Box, lines: Sequence[Line], *, name: str) -> None:  # noqa: ARG002 - named on slides only
        """Draw a tinted box with words in its middle."""
        tint, inset = f"#{self.inks.tint}", _mm(self.stage.inches(CARD_INSET))
        phrases = with_phrases(lines, box[2] - 2 * self.stage.inches(CARD_INSET))
        self.items.append(
            {"kind": "card", "box": _box(box), "lines": self._lines(phrases), "fill": tint, "inset": inset}
        )

    def finish(self, scope: Scope, notes: Notes) -> None:
        """Add the footer, and the notes below the slide."""
        holders = {one.placeholder_format.type: one for one in self.stage.layouts[self.kind].placeholders}
        foot = holders[PP_PLACEHOLDER.FOOTER]
        self.page["foot"] = {
            "box": _box((int(foot.left), int(foot.top), int(foot.width), int(foot.height))),
            "lines": foot_texts(scope, int(foot.width)),
            "size": FOOT_PT,
        }
        # Below the slide nothing is said twice.
        cautions = [line for line in notes.cautions if line not in notes.say]
        groups = {"say": notes.say, "origin": self._origin(notes.origin), "cautions": cautions}
        self.page["notes"] = {name: _group(lines) for name, lines in groups.items()}

    def _origin(self, lines: Sequence[str]) -> list[str]:
        """Return where numbers come from; what stands in full on an earlier page is named once more by its number."""
        number, first = len(self.paper.pages), self.paper.first_pages
        repeated = [line for line in lines if len(line) > _LONG and first.setdefault(line, number) < number]
        pages = ", ".join(str(page) for page in sorted({first[line] for line in repeated}))
        more = [t("slide.as_on_page", lang=self.paper.lang, pages=pages)] if repeated else []
        return [*(line for line in lines if line not in repeated), *more]

    def _figure(self, sheet: Sheet, at: tuple[int, int], scale: float) -> None:
        name = f"figure{len(self.paper.plates.drawn)}"
        self.paper.plates.add(name, sheet)
        self.items.append(
            {
                "kind": "figure", "name": name, "box": [_mm(at[0]), _mm(at[1]), sheet.width_mm, sheet.height_mm],
                "scale": scale, "words": words_data(sheet), "alt": sheet.description or sheet.title,
            }
        )  # fmt: skip

    def _lines(self, lines: Sequence[Line]) -> list[dict[str, object]]:
        return [
            {
                "text": _breakable(line.text).replace(BREAK, "\n"),
                "size": line.size_pt, "weight": 700 if line.bold else 400,
                "colour": f"#{self.inks.rgb(line.colour or self.inks.ink)}", "align": line.align,
                "space": line.space_pt,
            }
            for line in lines
        ]  # fmt: skip


_LONGEST_WORD: Final = 28
"""Letters after which a word without a space may be broken: typst breaks none by itself."""


def _breakable(text: str) -> str:
    """Return text in which no word of other letters than Thai is longer than a column is wide."""
    return " ".join(_pieces(word) for word in text.split(" "))


def _pieces(word: str) -> str:
    if len(word) <= _LONGEST_WORD or any("\u0e00" <= letter <= "\u0e7f" for letter in word):
        return word
    return "\u200b".join(word[at : at + 12] for at in range(0, len(word), 12))


def _group(lines: Sequence[str]) -> dict[str, object]:
    heading, *others = lines or ("",)
    return {"heading": heading, "lines": [_breakable(line) for line in dict.fromkeys(others) if line]}


def _mm(length: float) -> float:
    return round(length / EMU_PER_MM, 3)


def _box(box: tuple[int, int, int, int]) -> list[float]:
    return [_mm(one) for one in box]
