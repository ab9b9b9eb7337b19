"""The slides that are a table: Relearning, the programmes, gaps, a scenario, what is not known, sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from answers.mapping import palette
from answers.provenance import provenance
from answers.sections.gaps import gaps_section
from answers.sections.openings import openings_section
from answers.sections.parts import Section, Table
from answers.sections.programmes import programmes_section
from answers.sections.relearning import relearning_section
from answers.sections.sources import sources_section
from answers.sections.unknown import unknown_section
from answers.views import relearning_facts
from answers.words import t
from answers.words.names import bare_name
from reports.slides.charts import Series, add_bars
from reports.slides.frame import new_slide
from reports.slides.house import GREY
from reports.slides.tables import READABLE_PT, add_table, fits
from reports.slides.writing import Line, text_box

if TYPE_CHECKING:
    from answers.facts import Facts
    from reports.slides.house import Stage

_LEAD: Final = 0.62
_FOOT: Final = 0.42
"""Room for the sentence above a table and the notes below it, in inches."""


def relearning(stage: Stage, facts: Facts) -> None:
    """Add the Relearning libraries as a table, and their provinces' people as a chart."""
    lang, section = facts.question.lang, relearning_section(facts)
    own = relearning_facts(facts)
    slide = new_slide(stage, own, title=section.title, method=section.method, source=section.source)
    _lead(stage, slide, section.lead)
    table = section.tables[0]
    without_people = Table(table.columns[:-1], tuple(row[:-1] for row in table.rows))
    top = stage.top + stage.inches(_LEAD)
    height = stage.height - stage.inches(_LEAD + _FOOT)
    width = int(stage.width * 0.66)
    add_table(slide, without_people, (stage.left, top, width, height), face=stage.face, name=section.title)
    names = [bare_name(str(code), lang=lang) for code in facts.nine["province_code"]]
    people = tuple(float(value) for value in facts.nine["population"])
    chart_left = stage.left + width + stage.inches(0.3)
    series = [Series(t("slide.people_chart", lang=lang), people, palette.ramp("light")[3])]
    rest, line = stage.left + stage.width - chart_left, stage.inches(0.3)
    heading = Line(text=t("slide.people_chart", lang=lang), size_pt=stage.pt(13), bold=True)
    text_box(slide, (chart_left, top, rest, line), [heading], face=stage.face)
    box = (chart_left, top + line, rest, height - line)
    alt = t("slide.chart_people", lang=lang)
    if names:
        add_bars(slide, box, names, series, face=stage.face, alt=alt, size_pt=stage.pt(12))
    _foot(stage, slide, " · ".join(section.notes))


def programmes(stage: Stage, facts: Facts) -> None:
    """Add the programmes and their partners: the table takes all the room."""
    section = programmes_section(facts, brief=True)
    whole_table(stage, facts, replace(section, lead="", notes=(section.lead,)))


def gaps(stage: Stage, facts: Facts) -> None:
    """Add the first gaps with what makes them so, or where none can be told, the areas to be looked into."""
    section = gaps_section(facts, reasons="few words")
    if section.tables or not len(stage.deck.slides):  # a slide of one sentence is left out beside others
        whole_table(stage, facts, section)


def openings(stage: Stage, facts: Facts) -> None:
    """Add what the centres of a scenario would change; nothing without a scenario, where there are other slides."""
    section = openings_section(facts)
    if section is not None:
        whole_table(stage, facts, section)
    elif not len(stage.deck.slides):
        lang = facts.question.lang
        title = t("opening.title", lang=lang, km=f"{facts.radius_km:g}")
        whole_table(stage, facts, Section(key="openings", title=title, lead=t("slide.siting_empty", lang=lang)))


def unknown(stage: Stage, facts: Facts) -> None:
    """Add what is not known yet, and whom to ask for it."""
    section = unknown_section(facts, most=2)
    whole_table(stage, facts, replace(section, lead="", notes=(section.lead,)))


def sources(stage: Stage, facts: Facts) -> None:
    """Add the files of facts with producer, date and licence."""
    section = sources_section(facts)
    whole_table(stage, facts, replace(section, notes=(provenance(facts).licence,)))


def whole_table(stage: Stage, facts: Facts, section: Section) -> None:
    """Add a table that takes the room, over as many slides as leave it readable."""
    notes = " · ".join(section.notes)
    lead = stage.inches(_LEAD) if section.lead else 0
    top, height = stage.top + lead, stage.height - lead - (stage.inches(_FOOT) if notes else 0)
    parts = _parts(section.tables[0], stage.width, height) if section.tables else (None,)
    for number, table in enumerate(parts, start=1):
        title = section.title
        if len(parts) > 1:
            title = t("slide.part", lang=facts.question.lang, title=title, number=number, parts=len(parts))
        slide = new_slide(stage, facts, title=title, method=section.method, source=section.source)
        if section.lead:
            _lead(stage, slide, " · ".join([section.lead, *section.headings[:1]]))
        if table:
            add_table(slide, table, (stage.left, top, stage.width, height), face=stage.face, name=title)
        if notes:
            _foot(stage, slide, notes)


def _parts(table: Table, width: int, height: int) -> tuple[Table, ...]:
    """Return a table in the fewest parts of about as many rows that fit a width and a height (EMU) in readable type."""
    for count in range(1, len(table.rows)):
        each = -(-len(table.rows) // count)
        parts = tuple(
            replace(table, rows=table.rows[first : first + each]) for first in range(0, len(table.rows), each)
        )
        if all(fits(part, width, height, size_pt=READABLE_PT) for part in parts):
            return parts
    return (table,)


def _lead(stage: Stage, slide: Any, text: str) -> None:  # noqa: ANN401
    box = (stage.left, stage.top, stage.width, stage.inches(_LEAD))
    text_box(slide, box, [Line(text=text, size_pt=stage.pt(16), colour=GREY)], face=stage.face)


def _foot(stage: Stage, slide: Any, text: str) -> None:  # noqa: ANN401
    box = (stage.left, stage.top + stage.height - stage.inches(_FOOT - 0.08), stage.width, stage.inches(_FOOT - 0.08))
    text_box(slide, box, [Line(text=text, size_pt=stage.pt(11), colour=GREY)], face=stage.face)
