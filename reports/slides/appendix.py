"""The appendix of a deck: whole tables on as few slides as leave them readable, and slides of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from answers.sections.parts import Section
from answers.words import t
from reports.slides.column import LEAST_PT, Column, height_of
from reports.slides.frame import notes_of
from reports.slides.layouts import APPENDIX
from reports.slides.setting import set_slide
from reports.slides.tables import (
    READABLE_PT,
    Place,
    balanced_parts,
    fits_across,
    fitting_size,
    table_height,
    with_short_cells,
)
from reports.slides.writing import LINE, Line

if TYPE_CHECKING:
    from answers.sections.parts import Table
    from reports.slides.canvas import Medium
    from reports.slides.frame import Scope
    from reports.slides.house import Stage
    from reports.slides.setting import Detail

_FOOT_OF_EACH: Final = 0.12
"""The share of a slide's height up to which notes below a table stand below each of its parts, else below the last."""
_MOST_FOOT: Final = 0.3
_MOST_PARTS: Final = 2
"""Over how many slides a table goes before its parts stand beside one another where there is room."""
_MOST_HEAD: Final = 0.16
"""The share of a slide's height that the heading of each of two tables beside one another takes."""
_WORTH_PAIRS: Final = 0.75
"""The share of the slides to which that must bring it."""


def set_detail(medium: Medium, detail: Detail, *, lang: str) -> None:
    """Add what goes to the appendix: a slide, or whole tables over as many slides as leave them readable."""
    content = detail.content
    if not isinstance(content, Section):
        for one in set_slide(medium, content, lang=lang):
            set_detail(medium, one, lang=lang)
        return
    parts = [content]
    if len(content.headings) == len(content.tables) > 1:  # what is noted stands below the last of them
        *others, last = zip(content.headings, content.tables, strict=True)
        parts = [replace(content, title=title, tables=(table,), notes=()) for title, table in others]
        parts.append(replace(content, title=last[0], tables=(last[1],)))
    for part in parts:
        for table in part.tables:
            _set_whole(medium, part, table, detail.scope, lang=lang)


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
    pages = [[(part, Place(stage.left, stage.top, stage.width, one))] for part, one in zip(parts, rooms, strict=True)]
    pairs = _pages_of_pairs(stage, table, room) if len(parts) > _MOST_PARTS else []
    if pairs and len(pairs) <= _WORTH_PAIRS * len(parts):
        pages = pairs
    size = min((fitting_size(part, place, whole=table) for page in pages for part, place in page), default=READABLE_PT)
    for number, page in enumerate(pages, start=1):
        title = section.title
        if len(pages) > 1:
            title = t("slide.part", lang=lang, title=title, number=number, parts=len(pages))
        canvas = medium.new_page(APPENDIX, title)
        for part, place in page:
            name = title if len(page) == 1 else f"{title}: {part.rows[0][0]} – {part.rows[-1][0]}"
            canvas.table(part, place, name=name, whole=table, most_pt=size)
        if foot and (number == len(pages) or not at_end):
            column = Column(canvas, stage.left, stage.top + room + 60_000, stage.width,
                            stage.top + stage.height + 20_000, lang)  # fmt: skip
            if not column.text(foot, sizes=(12,), colour=canvas.inks.grey):
                column.start_of(
                    foot, colour=canvas.inks.grey, most_lines=max(1, int(foot_height / (LEAST_PT * LINE * 12_700)))
                )
        canvas.finish(scope, notes)


def _pages_of_pairs(stage: Stage, table: Table, room: int) -> list[list[tuple[Table, Place]]]:
    """Return a long table of short rows on pages of two parts beside one another; none where it has no room."""
    gap = stage.inches(0.4)
    wide = (stage.width - gap) // 2
    heading = table.head(0)
    if (
        not fits_across(table, wide)
        or table_height(heading, wide, READABLE_PT, whole=table) > stage.height * _MOST_HEAD
    ):
        return []
    parts = balanced_parts(table, wide, room, beside=2)
    lefts = (stage.left, stage.left + wide + gap)
    return [
        [(part, Place(left, stage.top, wide, room)) for part, left in zip(parts[at : at + 2], lefts, strict=False)]
        for at in range(0, len(parts), 2)
    ]
