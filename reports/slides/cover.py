"""The cover, with the map of what was asked and its legend; and the slide that opens the appendix."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from answers.imports import import_notes
from answers.provenance import provenance
from answers.words import t
from answers.words.names import each_of_set, full_area_name
from reports.slides.breadth import EMU_PER_MM, first_lines
from reports.slides.column import LEAST_PT, Column, height_of
from reports.slides.frame import Scope, notes_of
from reports.slides.layouts import COVER, SECTION, title_holder
from reports.slides.legend import legend_plan
from reports.slides.maps import picture_width
from reports.slides.writing import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.mapping.model import MapModel
    from answers.story.slide import Slide
    from reports.slides.canvas import Medium
    from reports.slides.colours import Inks
    from reports.slides.house import Stage

_MAP_SHARE: Final = 0.44
_MOST_LINES: Final = 3
_MOST_IMPORTS: Final = 2
_WORDS: Final = 2
"""Up to which density a cover has more than its subject and its dates."""


def set_cover(medium: Medium, made: Slide, model: MapModel | None, *, lang: str) -> None:
    """Add the cover: what it is, what it is of, of when, and the map of what was asked.

    On the cover of a user's template the map has no place: it stands on the slides that follow.
    """
    stage, page = medium.stage, medium.new_page(COVER, made.title)
    ways, size = [_lines(page.inks, stage, made, lang, density=one) for one in range(4)], page.body_size()
    if size is not None and stage.own:
        page.fill_body([replace(line, align="") for line in _first_fitting(ways, size[0], page.body_room())])
    else:
        below, bottom = stage.top if stage.own else page.title_bottom(), stage.top + stage.height
        column = Column(page, stage.left, below + stage.inches(0.1), stage.width, bottom, lang)
        _words_and_map(column, ways, model)
    scope = Scope(made.facts, made.whole)
    page.finish(scope, notes_of(scope, say=[made.title, made.text], lang=lang))


def _first_fitting(ways: Sequence[list[Line]], width: int, height: int) -> list[Line]:
    """Return the first of some ways to set lines that fits; where none does, the last without its last lines."""
    fitting = next((lines for lines in ways if height_of(lines, width) <= height), None)
    if fitting is not None:
        return fitting
    lines = list(ways[-1])
    while len(lines) > 1 and height_of(lines, width) > height:
        lines.pop()
    return lines


def _lines(inks: Inks, stage: Stage, made: Slide, lang: str, *, density: int) -> list[Line]:
    """Return what a cover says: of density 1 in smaller type, of 2 with its dates in one line, of 3 little more."""
    facts, less = made.facts, 4 * (density > 0)
    lines = [Line(text="" if density > _WORDS else made.text, size_pt=stage.pt(20 - less), colour=inks.accent)]
    if facts is not None:
        origin = provenance(facts)
        programmes = each_of_set(facts.question.programme, facts.tables.programmes, lang=lang)
        about = f"{programmes} · {full_area_name(facts.question.area, lang=lang)}"
        if not made.whole:
            lines.append(Line(text=about, size_pt=stage.pt(18 - less), bold=True, colour=inks.ink, space_pt=10 - less))
        lists = "" if made.whole or density > _WORDS else origin.lists
        dates = [origin.population, origin.data_date, origin.printed]
        dates = [" · ".join(dates)] if density > 1 else dates
        size_pt = LEAST_PT if density else stage.pt(14)
        lines += [Line(text=date, size_pt=size_pt, colour=inks.grey, space_pt=4) for date in (lists, *dates)]
        imports = import_notes(facts, facts.question.programme)
        lines += [Line(text=note, size_pt=LEAST_PT, colour=inks.ink, space_pt=4) for note in imports[:_MOST_IMPORTS]]
    return [line for line in lines if line.text]


def _words_and_map(column: Column, ways: Sequence[list[Line]], model: MapModel | None) -> None:
    """Set the words on the left above the legend, and the map on the right."""
    page, stage = column.canvas, column.canvas.stage
    bottom, gap = column.bottom, stage.inches(0.4)
    top = int(title_holder(stage.layouts[COVER]).top) if not stage.own else stage.top
    wide = min(picture_width(model, height=bottom - top), int(stage.width * _MAP_SHARE)) if model is not None else 0
    column.width = room = stage.width - wide - gap
    plan = legend_plan(
        model.legend.blocks if model is not None else (), width=room, height=int(stage.height * 0.45), size_pt=LEAST_PT
    )
    cut = [[_cut(line, room) for line in lines] for lines in ways]
    column.lines(_first_fitting(cut, room, column.room - plan.height - gap))
    if model is None:
        return
    page.map(model, (column.left + room + gap, top, wide, bottom - top))
    column.top = max(column.top, bottom - plan.height)
    column.legend(plan)


def _cut(line: Line, width: int) -> Line:
    weight = 700 if line.bold else 400
    text = first_lines(line.text, width / EMU_PER_MM, line.size_pt, lines=_MOST_LINES, weight=weight)
    return replace(line, text=text)


def _first_titles(lines: list[Line], size: tuple[int, int], lang: str) -> list[Line]:
    """Return the titles of what follows that fit a place; how many more there are stands last."""
    for count in range(len(lines), 0, -1):
        more = t("unknown.more", lang=lang, count=len(lines) - count)
        fitting = [*lines[:count], *([replace(lines[0], text=more)] if count < len(lines) else [])]
        if height_of(fitting, size[0]) <= size[1]:
            return fitting
    return []


def set_section(medium: Medium, title: str, contents: Sequence[str], *, scope: Scope, lang: str) -> None:
    """Add the slide that opens a part of the deck: its title, and what follows in it."""
    stage, page = medium.stage, medium.new_page(SECTION, title)
    lines = [Line(text=one, size_pt=stage.pt(14), colour=page.inks.grey, space_pt=3) for one in contents]
    size = page.body_size()
    if size is None:
        column = Column(page, stage.left, stage.top, stage.width, stage.top + stage.height, lang)
        while lines and not column.lines(lines):
            lines.pop()
    else:
        page.fill_body([replace(line, align="" if stage.own else "left") for line in _first_titles(lines, size, lang)])
    page.finish(scope, notes_of(scope, say=[title], lang=lang))
