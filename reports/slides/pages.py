"""The slides with a map or with cards: cover, headline figures, the map asked for, Bangkok."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR

from analysis.claims import Claim
from answers.cautions import cautions
from answers.mapping import palette
from answers.mapping.maps import map_model, register_map
from answers.messages import map_message
from answers.provenance import provenance
from answers.sections.areas import areas_section
from answers.sections.bangkok import bangkok_section
from answers.sections.beside import beside_section, each_side
from answers.sections.headline import headline_cards, headline_section
from answers.views import bangkok_facts
from answers.words import t
from answers.words.claims import claim_under_filter
from answers.words.names import bare_name
from answers.words.numbers import number
from reports.slides.breadth import EMU_PER_MM, line_count, widest_mm
from reports.slides.charts import Series, add_bars
from reports.slides.frame import emu, new_slide
from reports.slides.house import ACCENT, GREY, INK, TINT
from reports.slides.legend import add_legend, legend_height
from reports.slides.maps import add_map, picture_width
from reports.slides.table_pages import whole_table
from reports.slides.tables import READABLE_PT, SIZES, add_table, fits
from reports.slides.writing import LINE, Line, put_lines, text_box, without_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.facts import Facts
    from answers.sections.parts import Card, Section
    from reports.slides.house import Stage

_ROWS: Final = 12
_FEWEST_ROWS: Final = 3
"""Rows of the table beside the map, where there is room and where there is little."""
_STATUS: Final = palette.statuses("light")


def cover(stage: Stage, facts: Facts) -> None:
    """Add the cover: what it is, what it is about, of when."""
    lang, origin = facts.question.lang, provenance(facts)
    slide = new_slide(stage, facts, title=t("report.author", lang=lang), method="")
    model = register_map(facts)
    wide = picture_width(model, height=stage.height)
    left = stage.left + stage.width - wide
    add_map(slide, model, (left, stage.top, wide, stage.height))
    dates = (origin.lists, origin.population, origin.data_date, origin.printed)
    lines = [
        Line(text=t("slide.cover", lang=lang), size_pt=stage.pt(48), bold=True),
        Line(text=t("slide.cover_lead", lang=lang), size_pt=stage.pt(22), colour=ACCENT, space_pt=6),
        Line(text=origin.filters, size_pt=stage.pt(16), space_pt=36),
        *(Line(text=date, size_pt=stage.pt(16), colour=GREY, space_pt=6) for date in dates if date),
        Line(text=t("slide.cover_map", lang=lang), size_pt=stage.pt(12), colour=GREY, space_pt=30),
    ]
    room = stage.width - wide - stage.inches(0.5)
    top = stage.inches(0.5)
    text_box(slide, (stage.left, stage.top + top, room, stage.height - top), lines, face=stage.face)


def headline(stage: Stage, facts: Facts) -> None:
    """Add the four headline figures, each with its date, age and source."""
    section = headline_section(facts)
    slide = new_slide(stage, facts, title=section.title, method=section.method)
    lead = (stage.left, stage.top, stage.width, stage.inches(0.95))
    text_box(slide, lead, [Line(text=section.lead, size_pt=stage.pt(17))], face=stage.face)
    top = stage.top + stage.inches(1.05)
    gap = stage.inches(0.25)
    width, height = (stage.width - gap) // 2, (stage.height - stage.inches(1.05) - gap) // 2
    cards = headline_cards(facts)
    room = (width - stage.inches(0.56)) / EMU_PER_MM
    widest = max(widest_mm(card.value, 1, 700) for card in cards)
    size = max(16.0, min(stage.pt(32), float(int(room / widest))))
    for position, card in enumerate(cards):
        column, row = position % 2, position // 2
        place = (stage.left + column * (width + gap), top + row * (height + gap), width, height)
        _card(stage, slide, card, place, value_pt=size, lang=facts.question.lang)


def _card(
    stage: Stage,
    slide: Any,  # noqa: ANN401 - python-pptx has no types
    card: Card,
    place: tuple[int, int, int, int],
    *,
    value_pt: float,
    lang: str,
) -> None:
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(emu(value) for value in place))
    shape.name = card.label
    without_style(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(TINT)
    shape.line.fill.background()
    frame = shape.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = stage.inches(0.28)
    age = [Line(text=card.age, size_pt=stage.pt(12), colour=ACCENT, bold=True)] if card.age else []
    source = t("slide.source", lang=lang, source=card.source)
    lines = [
        Line(text=card.label, size_pt=stage.pt(14), bold=True, colour=GREY),
        Line(text=card.value, size_pt=value_pt, bold=True, space_pt=2),
        Line(text=card.detail, size_pt=stage.pt(16), space_pt=2),
        Line(text=f"{card.dated} · {source}", size_pt=stage.pt(12), colour=GREY, space_pt=6),
        *age,
    ]
    put_lines(frame, lines, face=stage.face)


def question_map(stage: Stage, facts: Facts) -> None:
    """Add the map that was asked for; of a question of several sides a map of each, and then their table."""
    for side in each_side(facts):
        _map(stage, side)
    section = beside_section(facts)
    if section is not None:
        tables = zip(section.headings, section.tables, strict=True)
        for heading, table in tables:
            whole_table(stage, facts, replace(section, title=heading, headings=(), tables=(table,)))


def _map(stage: Stage, facts: Facts) -> None:
    """Add a map with its legend and what has to be said beside it."""
    lang, model = facts.question.lang, map_model(facts)
    message = map_message(facts)
    slide = new_slide(stage, facts, title=message or model.title, method=t("method.map", lang=lang))
    right = add_map(slide, model, (stage.left, stage.top, int(stage.width * 0.66), stage.height)) + stage.inches(0.4)
    width = stage.left + stage.width - right
    column = min(width, stage.inches(3.5))
    subjects = [model.title, model.subtitle] if message else [model.subtitle]
    lines = [Line(text=subject, size_pt=stage.pt(16), bold=True) for subject in subjects]
    for claim in (claim for claim in Claim if facts.claim_counts.get(claim)):
        size = 34 if claim == Claim.HAS_ONE else 20
        count = number(facts.claim_counts[claim], lang=lang)
        lines.append(Line(text=count, size_pt=stage.pt(size), bold=True, space_pt=4))
        lines.append(
            Line(
                text=claim_under_filter(claim, facts.question.centre_filter, lang=lang),
                size_pt=stage.pt(14),
                colour=GREY,
            )
        )
    wide_mm = column / EMU_PER_MM
    names = sum(line_count(subject, wide_mm, stage.pt(16), 700, widest=True) for subject in subjects)
    tall = stage.inches(0.15) + stage.inches(0.36) * names + stage.inches(0.8) * (len(lines) - len(subjects)) // 2
    text_box(slide, (right, stage.top, column, tall), lines, face=stage.face)
    legend = {"left": right, "top": stage.top + tall, "width": column}
    rest = width - column - stage.inches(0.35)
    beside = rest > stage.inches(3.5)
    section = _areas_that_fit(stage, facts, rest) if beside else None
    texts = section.notes if section else cautions(facts)
    notes = [Line(text=note, size_pt=stage.pt(11), colour=GREY, space_pt=3) for note in texts]
    note_room = _note_room(stage, texts, rest if beside else column)
    room = stage.height - tall - (0 if beside else note_room)
    sizes = [stage.pt(size) for size in (13, 12, 11, 10, 9, 8)]
    fitting = (size for size in sizes if legend_height(model.legend.blocks, width=column, size_pt=size) <= room)
    bottom = add_legend(slide, model.legend.blocks, face=stage.face, size_pt=next(fitting, sizes[-1]), **legend)
    place = (right, bottom, column, note_room)
    if section:
        left = right + column + stage.inches(0.35)
        box = (left, stage.top, rest, stage.height - note_room)
        add_table(slide, section.tables[0], box, face=stage.face, name=model.title, sizes=SIZES[2:])
        place = (left, stage.top + stage.height - note_room, rest, note_room)
    if notes:
        text_box(slide, place, notes, face=stage.face)


def _areas_that_fit(stage: Stage, facts: Facts, width: int) -> Section:
    """Return the areas beside the map: as many rows as stand there in type that can be read, and at least three."""

    def stands(section: Section, size_pt: float) -> bool:
        height = stage.height - _note_room(stage, section.notes, width)
        return fits(section.tables[0], width, height, size_pt=size_pt)

    tried = []
    for most in range(_ROWS, _FEWEST_ROWS - 1, -1):
        tried.append(areas_section(facts, most=most, short=True))
        if stands(tried[-1], READABLE_PT):
            return tried[-1]
    return next((section for section in tried if stands(section, SIZES[-1])), tried[-1])


def _note_room(stage: Stage, notes: Sequence[str], width: int) -> int:
    """Return how much height notes take below one another, in EMU, also in the widest face."""
    size = stage.pt(11)
    lines = sum(line_count(note, width / EMU_PER_MM, size, widest=True) for note in notes)
    return int((lines * size * LINE + len(notes) * 3 + (8 if notes else 0)) * 12_700)


def bangkok(stage: Stage, facts: Facts) -> None:
    """Add Bangkok: its map, the people in khet without, and the groups as a chart."""
    lang, section, headlines = facts.question.lang, bangkok_section(facts), facts.headlines.bangkok
    own = bangkok_facts(facts)
    slide = new_slide(stage, own, title=section.title, method=section.method, source=section.source)
    model = map_model(own)
    map_height = stage.height - stage.inches(0.55)
    right = add_map(slide, model, (stage.left, stage.top, int(stage.width * 0.56), map_height)) + stage.inches(0.4)
    width = stage.left + stage.width - right
    numbers = (("without_one", headlines.people_without), ("children", headlines.children_without),
               ("elderly", headlines.elderly_without))  # fmt: skip
    lines = []
    for key, value in numbers:
        big = 30 if key == "without_one" else 20
        lines.append(Line(text=number(value, lang=lang), size_pt=stage.pt(big), bold=True, colour=INK, space_pt=4))
        lines.append(Line(text=t(f"slide.{key}", lang=lang), size_pt=stage.pt(14), colour=GREY))
    text_box(slide, (right, stage.top, width, stage.inches(2.2)), lines, face=stage.face)
    _groups_chart(stage, slide, facts, (right, stage.top + stage.inches(2.15), width, map_height - stage.inches(2.15)))
    notes = [Line(text=" · ".join(section.notes), size_pt=stage.pt(12), colour=GREY)]
    below = (stage.left, stage.top + map_height + stage.inches(0.12), stage.width, stage.inches(0.4))
    text_box(slide, below, notes, face=stage.face)


def _groups_chart(stage: Stage, slide: Any, facts: Facts, box: tuple[int, int, int, int]) -> None:  # noqa: ANN401
    lang, groups = facts.question.lang, facts.khet_groups
    series = [
        Series(t(f"bkk.{claim}", lang=lang), tuple(float(value) for value in groups[claim]), _STATUS[claim])
        for claim in ("has_one", "has_none", "unknown")
        if claim != "unknown" or groups[claim].sum()
    ]
    names = [bare_name(str(code), lang=lang) for code in groups.index]
    add_bars(slide, box, names, series, face=stage.face, alt=t("slide.chart_groups", lang=lang), size_pt=stage.pt(11))
