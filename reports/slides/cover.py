"""The cover, with the map of what was asked and its legend; and the slide that opens the appendix."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Emu

from answers.imports import import_notes
from answers.provenance import provenance
from answers.words.names import each_of_set, full_area_name
from reports.slides.breadth import EMU_PER_MM, first_lines, line_count
from reports.slides.column import LEAST_PT, Column
from reports.slides.frame import Scope, finish, new_slide, notes_of
from reports.slides.house import title_pt
from reports.slides.layouts import COVER, SECTION, title_holder
from reports.slides.legend import legend_plan
from reports.slides.maps import add_map, picture_width
from reports.slides.writing import LINE, Line, put_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.facts import Facts
    from answers.mapping.model import MapModel
    from answers.story.slide import Slide
    from reports.slides.house import Stage

_MAP_SHARE: Final = 0.44
_MOST_LINES: Final = 3
_MOST_IMPORTS: Final = 2


def set_cover(stage: Stage, made: Slide, model: MapModel | None, *, lang: str) -> None:
    """Add the cover: what it is, what it is of, of when, and the map of what was asked.

    On the cover of a user's template the map has no place: it stands on the slides that follow.
    """
    slide = new_slide(stage, COVER, title=made.title)
    subtitle = _subtitle(slide)
    facts = made.facts
    lines = _lines(stage, made, facts, lang)
    if subtitle is not None and stage.own:
        probe = Column(stage, slide, stage.inks(COVER), 0, 0, int(subtitle.width), int(subtitle.height), lang)
        while len(lines) > 1 and probe.height_of(lines) > probe.room:
            lines.pop()
        put_lines(subtitle.text_frame, lines, face=stage.face)
    else:
        title, bottom = slide.shapes.title, stage.top + stage.height
        below = stage.top
        if not stage.own:
            box = (title.left, title.top, title.width, _title_height(stage, title))
            title.left, title.top, title.width, title.height = (Emu(int(one)) for one in box)
            below = title.top + title.height
        inks = stage.inks(COVER)
        column = Column(stage, slide, inks, stage.left, below + stage.inches(0.1), stage.width, bottom, lang)
        _words_and_map(column, subtitle, lines, model)
    scope = Scope(facts, made.whole)
    notes = notes_of(scope, say=[made.title, made.text], method="", source="", lang=lang)
    finish(stage, slide, COVER, scope, notes=notes)


def _title_height(stage: Stage, title: Any) -> int:  # noqa: ANN401 - python-pptx has no types
    """Return how high the words of a cover's title stand, in EMU."""
    text = title.text_frame.text
    size = title.text_frame.paragraphs[0].runs[0].font.size
    size_pt = size.pt if size is not None else title_pt(stage, title_holder(stage.layouts[COVER]))
    wide = int(title.width) / EMU_PER_MM
    return int(line_count(text, wide, size_pt, 700, widest=True) * size_pt * LINE * 12_700)


def _lines(stage: Stage, made: Slide, facts: Facts | None, lang: str) -> list[Line]:
    inks = stage.inks(COVER)
    lines = [Line(text=made.text, size_pt=stage.pt(20), colour=inks.accent)]
    if facts is not None:
        origin = provenance(facts)
        programmes = each_of_set(facts.question.programme, facts.tables.programmes, lang=lang)
        about = f"{programmes} · {full_area_name(facts.question.area, lang=lang)}"
        if not made.whole:
            lines.append(Line(text=about, size_pt=stage.pt(18), bold=True, colour=inks.ink, space_pt=10))
        dates = ("" if made.whole else origin.lists, origin.population, origin.data_date, origin.printed)
        lines += [Line(text=date, size_pt=stage.pt(14), colour=inks.grey, space_pt=4) for date in dates if date]
        imports = import_notes(facts, facts.question.programme)
        lines += [Line(text=note, size_pt=LEAST_PT, colour=inks.ink, space_pt=4) for note in imports[:_MOST_IMPORTS]]
    return [line for line in lines if line.text]


def _words_and_map(column: Column, subtitle: Any | None, lines: Sequence[Line], model: MapModel | None) -> None:  # noqa: ANN401
    """Set the words on the left above the legend, and the map on the right."""
    stage, slide, inks = column.stage, column.slide, column.inks
    bottom, gap = column.bottom, stage.inches(0.4)
    top = int(slide.shapes.title.top) if not stage.own else stage.top
    wide = min(picture_width(model, height=bottom - top), int(stage.width * _MAP_SHARE)) if model is not None else 0
    column.width = room = stage.width - wide - gap
    plan = legend_plan(
        model.legend.blocks if model is not None else (), width=room, height=int(stage.height * 0.45), size_pt=LEAST_PT
    )
    fitting = [_cut(line, room) for line in lines]
    while fitting and column.height_of(fitting) > column.room - plan.height - gap:
        fitting.pop()
    if subtitle is not None and fitting:
        height = column.height_of(fitting)
        subtitle.left, subtitle.top, subtitle.width, subtitle.height = (
            Emu(one) for one in (column.left, column.top, room, height)
        )
        frame = subtitle.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        put_lines(frame, fitting, face=stage.face)
        column.top += height
    else:
        column.lines(fitting)
    if model is None:
        return
    on_paper = inks.ground != "FFFFFF"
    add_map(slide, model, (column.left + room + gap, top, wide, bottom - top), on_paper=on_paper)
    column.top = max(column.top + gap // 2, bottom - plan.height)
    column.legend(plan)


def _cut(line: Line, width: int) -> Line:
    weight = 700 if line.bold else 400
    text = first_lines(line.text, width / EMU_PER_MM, line.size_pt, lines=_MOST_LINES, weight=weight)
    return replace(line, text=text)


def _subtitle(slide: Any) -> Any | None:  # noqa: ANN401 - python-pptx has no types
    kinds = (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY)
    return next((one for one in slide.placeholders if one.placeholder_format.type in kinds), None)


def set_section(stage: Stage, title: str, contents: Sequence[str], *, scope: Scope, lang: str) -> None:
    """Add the slide that opens a part of the deck: its title, and what follows in it."""
    slide = new_slide(stage, SECTION, title=title)
    inks, body = stage.inks(SECTION), _subtitle(slide)
    lines = [Line(text=one, size_pt=stage.pt(14), colour=inks.grey, space_pt=3) for one in contents]
    if body is None:
        column = Column(stage, slide, inks, stage.left, stage.top, stage.width, stage.top + stage.height, lang)
        while lines and not column.lines(lines):
            lines.pop()
    else:
        probe = Column(stage, slide, inks, 0, 0, int(body.width), int(body.height), lang)
        while lines and probe.height_of(lines) > probe.room:
            lines.pop()
        put_lines(body.text_frame, lines, face=stage.face)
    finish(stage, slide, SECTION, scope, notes=notes_of(scope, say=[title], method="", source="", lang=lang))
