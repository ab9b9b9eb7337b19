"""Slides of the story set on a stage: one message, one picture that shows it, at most one small table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from answers.sections.parts import Section
from answers.story.slide import BarsPart, CardsPart, ChartPart, ListPart, MapPart, TablePart, WordsPart
from answers.words import t
from reports.slides.breadth import EMU_PER_MM, widest_mm
from reports.slides.canvas import CARD_INSET
from reports.slides.column import LEAST_PT, Column, height_of
from reports.slides.frame import Scope, notes_of
from reports.slides.layouts import APPENDIX, CHART, MESSAGE, PICTURE, TABLE
from reports.slides.legend import LegendPlan, legend_plan
from reports.slides.maps import picture_width
from reports.slides.tables import READABLE_PT, Place, balanced_parts, fitting_size, with_short_cells
from reports.slides.writing import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.sections.parts import Card, Table
    from answers.story.slide import Part, Slide
    from reports.slides.canvas import Canvas, Medium
    from reports.slides.colours import Inks
    from reports.slides.house import Stage

_PICTURE_SHARE: Final = 0.58
_LEAST_PICTURE_SHARE: Final = 0.36
_TWO_COLUMNS: Final = 6.4
"""From which width (inches) on the column beside a picture is divided in two."""
_LEGEND_SHARE: Final = 0.6
_LEGEND_ABOVE_TABLE: Final = 0.36
"""How high a legend becomes before its blocks stand beside one another; the same where a table follows it."""
_MOST_SAID: Final = 420
"""Letters that are read out in about thirty seconds."""
_SAID_ROWS: Final = 3
_FOOT_OF_EACH: Final = 0.12
"""The share of a slide's height up to which notes below a table stand below each of its parts, else below the last."""
_MOST_FOOT: Final = 0.3


@dataclass(frozen=True, slots=True)
class Detail:
    """What goes to the appendix: whole tables or a slide, and what the numbers are of."""

    content: Section | Slide
    scope: Scope

    @property
    def title(self) -> str:
        """Return what it is headed."""
        return self.content.title


@dataclass(frozen=True, slots=True)
class _Page:
    """A slide in the making."""

    canvas: Canvas
    made: Slide
    lang: str

    @property
    def stage(self) -> Stage:
        """Return where its content goes."""
        return self.canvas.stage

    @property
    def inks(self) -> Inks:
        """Return the colours that can be read on it."""
        return self.canvas.inks

    def of(self, kind: type[Part]) -> list[Any]:
        """Return the slide's parts of a kind."""
        return [part for part in self.made.parts if isinstance(part, kind)]

    def column(self, left: int, width: int) -> Column:
        """Return a column over the height of the stage."""
        stage = self.stage
        return Column(self.canvas, left, stage.top, width, stage.top + stage.height, self.lang)


def set_slide(medium: Medium, made: Slide, *, lang: str) -> list[Detail]:
    """Add a slide to the deck; return what of it goes to the appendix."""
    if sides := made.each():
        return _set_sides(medium, made, sides, lang=lang)
    kind, scope = _kind(made), Scope(made.facts, made.whole)
    page = _Page(medium.new_page(kind, made.title), made, lang)
    whole = _SETTERS[kind](page)
    notes = notes_of(
        scope, say=_say(made, lang), method=made.method, source=made.source, cautions=made.cautions, lang=lang
    )
    page.canvas.finish(scope, notes)
    appendix = made.appendix()
    if appendix or whole:
        return [Detail(one, scope) for one in appendix if not (whole and _repeats(one, page))]
    title = t("slide.table_of", lang=lang, title=made.title)
    return [
        Detail(Section(key="table", title=title, tables=(part.table,), method=made.method), scope)
        for part in page.of(TablePart)
    ]


def _repeats(one: Section | Slide, page: _Page) -> bool:
    """Tell whether a table of areas would only add a conclusion to the rows that a table of the slide has already."""
    if not isinstance(one, Section) or one.key != "areas":
        return False
    return any(len(one.tables[0].rows) == len(part.table.rows) for part in page.of(TablePart))


def _set_sides(medium: Medium, made: Slide, sides: Sequence[Slide], *, lang: str) -> list[Detail]:
    """Add what a slide of several pictures says as a table, and each picture on a slide of its own."""
    first, *others = (one for one in made.appendix() if isinstance(one, Section))
    table = replace(made, parts=(TablePart(table=first.tables[0]),), each=tuple, appendix=lambda: tuple(others))
    details = set_slide(medium, table, lang=lang)
    for side in sides:
        details += set_slide(medium, side, lang=lang)
    return details


def _kind(made: Slide) -> str:
    if any(isinstance(part, MapPart) and part.paper for part in made.parts):
        return PICTURE
    if any(isinstance(part, ChartPart) for part in made.parts):
        return CHART
    return TABLE if any(isinstance(part, TablePart) for part in made.parts) else MESSAGE


def _say(made: Slide, lang: str) -> list[str]:
    """Return what the presenter says: the message, what follows from it, the first rows, and what is to be heeded."""
    sentences = [made.title, made.text]
    tables = [part.table for part in made.parts if isinstance(part, TablePart)]
    if tables and (rows := _first_rows(tables[0])):
        sentences.append(t("slide.say_rows", lang=lang, rows=rows))
    sentences += [part.text for part in made.parts if isinstance(part, WordsPart)]
    lines: list[str] = []
    used = 0
    for text in dict.fromkeys(one for one in sentences if one):
        if lines and used + len(text) > _MOST_SAID:
            continue
        lines.append(text)
        used += len(text)
    return lines


def _first_rows(table: Table) -> str:
    name = next((place for place, column in enumerate(table.columns) if column.align == "left"), None)
    value = next((place for place, column in enumerate(table.columns) if column.align == "right" and place), None)
    if name is None or value is None:
        return ""
    return ", ".join(f"{row[name]} ({row[value]})" for row in table.rows[:_SAID_ROWS])


def _picture(page: _Page) -> bool:
    """Set a map with its legend, and beside it what is left of the slide; tell whether its table is whole."""
    stage, part = page.stage, next(part for part in page.of(MapPart) if part.paper)
    blocks, gap = part.model.legend.blocks, stage.inches(0.35)
    natural = picture_width(part.model, height=stage.height)
    wide = min(natural, int(stage.width * _PICTURE_SHARE))
    plan = legend_plan(blocks, width=stage.width - wide - gap, height=stage.height, size_pt=LEAST_PT)
    least = int(stage.width * _LEAST_PICTURE_SHARE)
    while plan.height > stage.height and wide > least:  # the legend of many programmes: the map gives way
        wide = max(least, int(wide * 0.92))
        plan = legend_plan(blocks, width=stage.width - wide - gap, height=stage.height, size_pt=LEAST_PT)
    box = (stage.left, stage.top, wide, stage.height)
    right = page.canvas.map(part.model, box) + gap
    return _beside(page, right, stage.left + stage.width - right, blocks=blocks, plan=plan)


def _beside(page: _Page, left: int, width: int, *, blocks: Sequence[Any] = (), plan: LegendPlan | None = None) -> bool:
    """Fill the room beside a picture: words, numbers, the legend, the table's first rows, lists, cautions."""
    stage, gap = page.stage, page.stage.inches(0.35)
    has_table = bool(page.of(TablePart) or page.of(ListPart))
    two = width > stage.inches(_TWO_COLUMNS) and has_table
    first = page.column(left, int(width * 0.44) if two else width)
    if plan is not None:
        share = _LEGEND_SHARE if two or not has_table else _LEGEND_ABOVE_TABLE
        plan = legend_plan(blocks, width=first.width, height=int(stage.height * share), size_pt=LEAST_PT)
        if plan.height > stage.height:
            first, two = page.column(left, width), False
            plan = legend_plan(blocks, width=width, height=stage.height, size_pt=LEAST_PT)
    reserve = plan.height if plan is not None else 0
    first.text(page.made.text, sizes=(16, 14, 12), colour=page.inks.ink, reserve=reserve)
    for lines in _numbers(page):
        first.lines(lines, reserve=reserve)
    if plan is not None:
        first.legend(plan)
    second = page.column(left + first.width + gap, width - first.width - gap) if two else first
    words = page.of(WordsPart)
    reserve = 0 if two else sum(second.height_of([_caution(page, one.text)]) + 110_000 for one in words[:1])
    whole = _table_and_list(page, second, reserve=min(reserve, second.room // 3))
    for text in dict.fromkeys((*(one.text for one in words), *page.made.cautions)):
        first.lines([_caution(page, text)])
    return whole


def _table_and_list(page: _Page, column: Column, *, reserve: int) -> bool:
    """Set tables where a list, which says what the title is of, has room below them; tell whether they are whole."""
    column.bottom -= reserve
    lists = page.of(ListPart)
    listed = sum(column.list_height(part.title, part.items) for part in lists)
    column.bottom -= listed
    whole = _set_tables(page, column)
    column.bottom += listed
    for part in lists:
        column.list(part.title, part.items)
    column.bottom += reserve
    return whole


def _set_tables(page: _Page, column: Column) -> bool:
    """Set the slide's tables below one another; tell whether all of them are whole."""
    whole = True
    for part in page.of(TablePart):
        whole &= column.table(part.table, name=page.made.title)
    return whole


def _caution(page: _Page, text: str) -> Line:
    return Line(text=text, size_pt=LEAST_PT, colour=page.inks.grey, space_pt=2)


def _numbers(page: _Page) -> list[list[Line]]:
    """Return the slide's figures, each as its value over what it is."""
    pairs = [(card.value, f"{card.label} · {card.detail}" if card.detail else card.label)
             for part in page.of(CardsPart) for card in part.cards]  # fmt: skip
    pairs += [(bar.text, bar.label) for part in page.of(BarsPart) for bar in part.bars]
    return [
        [
            Line(text=value, size_pt=page.stage.pt(18), bold=True, colour=page.inks.ink),
            Line(text=label, size_pt=LEAST_PT, colour=page.inks.grey),
        ]
        for value, label in pairs
    ]


def _chart(page: _Page) -> bool:
    """Set a chart under its title, and beside it the table's first rows."""
    stage, part = page.stage, page.of(ChartPart)[0]
    wide, gap, line = int(stage.width * _PICTURE_SHARE), stage.inches(0.35), stage.inches(0.36)
    heading = Line(text=part.title, size_pt=stage.pt(14), bold=True, colour=page.inks.ink)
    box = (stage.left, stage.top + line, wide, stage.height - line)
    page.canvas.bars(box, part, size_pt=stage.pt(13))
    whole = _beside(page, stage.left + wide + gap, stage.width - wide - gap)
    page.canvas.label((stage.left, stage.top, wide, line), [heading])
    return whole


def _table(page: _Page) -> bool:
    """Set a table over the whole width, or beside figures and lists."""
    stage = page.stage
    if page.of(CardsPart) or page.of(ListPart) or page.of(BarsPart):
        left = page.column(stage.left, int(stage.width * _PICTURE_SHARE))
        whole = _set_tables(page, left)
        gap = stage.inches(0.4)
        right = page.column(left.left + left.width + gap, stage.width - left.width - gap)
        right.text(page.made.text, sizes=(16, 14, 12), colour=page.inks.ink)
        for lines in _numbers(page):
            right.lines(lines)
        for part in page.of(ListPart):
            right.list(part.title, part.items)
        for one in page.of(WordsPart):
            right.lines([_caution(page, one.text)])
        return whole
    column = page.column(stage.left, stage.width)
    if not column.text(page.made.text, sizes=(16, 14, 12), colour=page.inks.grey, reserve=int(stage.height * 0.7)):
        column.start_of(page.made.text, colour=page.inks.grey, most_lines=2)
    words = [_caution(page, one.text) for one in page.of(WordsPart)]
    return _table_and_words(page, column, words)


def _table_and_words(page: _Page, column: Column, words: list[Line]) -> bool:
    reserve = sum(column.height_of([one]) + 110_000 for one in words)
    column.bottom -= reserve
    whole = _set_tables(page, column)
    column.bottom += reserve
    for one in words:
        column.lines([one])
    return whole


def _message(page: _Page) -> bool:
    """Set figures as cards, or sentences alone."""
    stage = page.stage
    cards = [card for part in page.of(CardsPart) for card in part.cards]
    column = page.column(stage.left, stage.width)
    sizes = (16, 14, 12) if cards else (22, 20, 18, 16, 14, 12)
    if not column.text(page.made.text, sizes=sizes, colour=page.inks.grey if cards else page.inks.ink):
        column.start_of(page.made.text, colour=page.inks.ink, most_lines=12)
    if cards:
        _cards(page, cards, column)
    _lists(page, column)
    for lines in _numbers(page) if not cards else []:
        column.lines(lines)
    for one in page.of(WordsPart):
        column.text(one.text, sizes=(18, 16, 14, 12), colour=page.inks.grey)
    return True


def _lists(page: _Page, column: Column) -> None:
    """Set lists below one another, or where they have sides beside one another."""
    lists, gap = page.of(ListPart), page.stage.inches(0.5)
    if len({part.side for part in lists}) < 2:
        for part in lists:
            column.list(part.title, part.items)
        return
    half, top = (column.width - gap) // 2, column.top + gap // 2
    words = (Line(text=one.text, size_pt=page.stage.pt(16)) for one in page.of(WordsPart))
    reserve = sum(column.height_of([one]) + 200_000 for one in words)
    ends = []
    for part in lists:
        left = column.left + (half + gap) * (part.side == "right")
        own = replace(column, left=left, top=top, width=half, bottom=column.bottom - reserve)
        own.list(part.title, part.items, sizes=(20.0, 18.0, 16.0, 14.0, 13.0, 12.0))
        ends.append(own.top)
    column.top = max(ends)


def _cards(page: _Page, cards: Sequence[Card], column: Column) -> None:
    """Set figures as cards, two in a row, filling the column."""
    stage, gap = page.stage, page.stage.inches(0.2)
    rows = -(-len(cards) // 2)
    width, height = (column.width - gap) // 2, (column.room - gap * (rows - 1)) // rows
    room = (width - stage.inches(0.5)) / EMU_PER_MM
    widest = max(widest_mm(card.value, 1, 700) for card in cards)
    size = max(14.0, min(stage.pt(32), float(int(room / widest))))
    for position, card in enumerate(cards):
        place = (column.left + position % 2 * (width + gap), column.top + position // 2 * (height + gap))
        _card(page, card, (*place, width, height), value_pt=size)
    column.top = column.bottom


def _card(page: _Page, card: Card, box: tuple[int, int, int, int], *, value_pt: float) -> None:
    stage, inks = page.stage, page.inks
    source = t("slide.source", lang=page.lang, source=card.source) if card.source else ""
    dated = " · ".join(part for part in (card.dated, source) if part)
    lines = [
        Line(text=card.label, size_pt=stage.pt(14), bold=True, colour=inks.grey),
        Line(text=card.value, size_pt=value_pt, bold=True, colour=inks.ink, space_pt=2),
        Line(text=card.detail, size_pt=stage.pt(15), colour=inks.ink, space_pt=2),
        Line(text=dated, size_pt=LEAST_PT, colour=inks.grey, space_pt=4),
        Line(text=card.age, size_pt=LEAST_PT, bold=True, colour=inks.accent),
    ]
    fitting = [line for line in lines if line.text]
    while height_of(fitting, box[2] - 2 * stage.inches(CARD_INSET)) > box[3] - stage.inches(0.12) and len(fitting) > 2:
        fitting = [*fitting[:-2], fitting[-1]] if card.age and len(fitting) > 3 else fitting[:-1]
    page.canvas.card(box, fitting, name=card.label)


_SETTERS: Final = {PICTURE: _picture, CHART: _chart, TABLE: _table, MESSAGE: _message}


def set_detail(medium: Medium, detail: Detail, *, lang: str) -> None:
    """Add what goes to the appendix: a slide, or whole tables over as many slides as leave them readable."""
    content = detail.content
    if not isinstance(content, Section):
        for one in set_slide(medium, content, lang=lang):
            set_detail(medium, one, lang=lang)
        return
    headings = content.headings if len(content.headings) == len(content.tables) > 1 else ()
    for place, table in enumerate(content.tables):
        section = replace(content, title=headings[place]) if headings else content
        _set_whole(medium, section, table, detail.scope, lang=lang)


def _set_whole(medium: Medium, section: Section, table: Table, scope: Scope, *, lang: str) -> None:
    stage = medium.stage
    notes = notes_of(scope, say=[section.lead or section.title], method=section.method, source=section.source,
                     lang=lang)  # fmt: skip
    foot = " · ".join(section.notes)
    foot_height = height_of([Line(text=foot, size_pt=LEAST_PT)], stage.width) if foot else 0
    at_end = foot_height > stage.height * _FOOT_OF_EACH  # long notes take no rows from the other parts
    foot_height = min(foot_height, int(stage.height * _MOST_FOOT))
    room, whole_room = stage.height - foot_height - 60_000, stage.height - 60_000
    table = with_short_cells(table, stage.width, room)
    parts = (
        balanced_parts(table, stage.width, whole_room, below_last=foot_height)
        if at_end
        else balanced_parts(table, stage.width, room)
    )
    rooms = [whole_room if at_end and part is not parts[-1] else room for part in parts]
    places = [Place(stage.left, stage.top, stage.width, one) for one in rooms]
    size = min(
        (fitting_size(part, place, whole=table) for part, place in zip(parts, places, strict=True)),
        default=READABLE_PT,
    )
    for number, (part, place) in enumerate(zip(parts, places, strict=True), start=1):
        title = section.title
        if len(parts) > 1:
            title = t("slide.part", lang=lang, title=title, number=number, parts=len(parts))
        canvas = medium.new_page(APPENDIX, title)
        canvas.table(part, place, name=title, whole=table, most_pt=size)
        if foot and place.height == room:
            column = Column(canvas, stage.left, stage.top + room + 60_000, stage.width,
                            stage.top + stage.height + 20_000, lang)  # fmt: skip
            if not column.text(foot, sizes=(12,), colour=canvas.inks.grey):
                column.start_of(
                    foot, colour=canvas.inks.grey, most_lines=max(1, int(foot_height / (LEAST_PT * 1.36 * 12_700)))
                )
        canvas.finish(scope, notes)
