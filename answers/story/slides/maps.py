"""Slides of the map page: a measure over areas, or the areas not reached."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.precision import rounded
from answers.cautions import cautions, counts_words
from answers.mapping.maps import map_model
from answers.mapping.palette import statuses
from answers.mapping.title import map_title
from answers.messages import beside_message, map_message, ranking_message
from answers.provenance import provenance
from answers.sections.areas import areas_section, tells_areas_apart
from answers.sections.beside import beside_section, each_side, side_names
from answers.sections.gaps import gaps_section
from answers.story.slide import ChartPart, MapPart, Series, Slide, TablePart, WordsPart
from answers.story.slides.fixed import columns_of
from answers.story.slides.standing_out import standing_out
from answers.words import t
from answers.words.names import bare_name
from answers.words.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from answers.facts import Facts
    from answers.sections.parts import Section, Table
    from answers.story.maker import Maker, SlideRequest

_MOST_ROWS: Final = 100
_MOST_CAUTIONS: Final = 2
_MOST_BARS: Final = 10
_GAPS: Final = tuple(f"gaps.{key}" for key in ("rank", "area", "people", "beyond", "mean"))


def map_slide(_maker: Maker, request: SlideRequest) -> Slide:
    """Return a map with the areas that stand out beside it."""
    facts = request.facts
    if request.question.gaps:
        return gaps_slide(facts)
    beside = beside_section(facts)
    if beside is not None:
        return _beside_slide(facts, beside)
    return one_map(facts)


def one_map(facts: Facts) -> Slide:
    """Return the map of a question of one side."""
    lang = facts.question.lang
    table = standing_out(facts, most=_MOST_ROWS)
    tables = (TablePart(table=table, side="right", look="dense"),) if len(table.rows) > 1 else ()
    notes = tuple(cautions(facts))
    words = (WordsPart(text=note, side="right") for note in notes[:_MOST_CAUTIONS])
    return Slide(
        title=map_message(facts),
        text=f"{map_title(facts)} · {provenance(facts).subject}: {counts_words(facts)}",
        parts=(MapPart(model=map_model(facts)), *tables, *words),
        cautions=notes,
        source=provenance(facts).dates,
        method=t("method.map", lang=lang),
        facts=facts,
        appendix=lambda: _areas(facts),
    )


def _areas(facts: Facts) -> tuple[Section, ...]:
    section = areas_section(facts)
    section = replace(section, title=f"{provenance(facts).set_words} · {section.title}")
    return (section,) if len(section.tables[0].rows) > 1 and tells_areas_apart(facts) else ()


def _beside_slide(facts: Facts, section: Section) -> Slide:
    """Return the maps of a question of several sides: the first on the left, the others on the right."""
    first, *others = (MapPart(model=map_model(one)) for one in each_side(facts))
    lang, whole = facts.question.lang, beside_section(facts, most=len(facts.table)) or section
    return Slide(
        title=beside_message(facts) or section.title,
        text=" · ".join([*side_names(facts), section.lead]),
        parts=(first, *(replace(one, side="right") for one in others)),
        source=provenance(facts).dates,
        method=t("method.map", lang=lang),
        facts=facts,
        each=lambda: tuple(one_map(one) for one in each_side(facts)),
        appendix=lambda: tuple(
            replace(whole, title=heading, headings=(), tables=(table,), notes=notes)
            for heading, table, notes in _beside_tables(whole, lang=lang)
        ),
    )


def _beside_tables(section: Section, *, lang: str) -> Iterator[tuple[str, Table, tuple[str, ...]]]:
    """Yield each table of sides with its heading, and what its dashes mean where it has some."""
    for heading, table in zip(section.headings, section.tables, strict=True):
        dash = any(number(None, lang=lang) in row for row in table.rows)
        yield heading, table, (t("beside.dash", lang=lang),) if dash else ()


def gaps_slide(facts: Facts) -> Slide:
    """Return the areas that are known to have none on their map, ranked beside it."""
    ranking = _ranking(facts)
    own = facts.gap_view
    return replace(
        ranking,
        title=map_message(own),
        parts=tuple(part for part in ranking.parts if not isinstance(part, ChartPart)),
    )


def ranking_slide(_maker: Maker, request: SlideRequest) -> Slide:
    """Return which of the areas known to have none come first, as a chart where a file has charts."""
    slide = _ranking(request.facts)
    chart = any(isinstance(part, ChartPart) for part in slide.parts)
    parts = (replace(part, paper=not chart) if isinstance(part, MapPart) else part for part in slide.parts)
    return replace(slide, parts=tuple(parts))


def _ranking(facts: Facts) -> Slide:
    own, lang = facts.gap_view, facts.question.lang
    section = gaps_section(facts, top=_MOST_ROWS, reasons="few words")
    parts: list[MapPart | TablePart | ChartPart] = [MapPart(model=map_model(own))]
    if len(facts.gaps.ranked):
        chart = _ranking_chart(facts)
        table = columns_of(section.tables[0], _GAPS, lang=lang)
        parts += [chart] if chart else []
        parts.append(TablePart(table=table, side="right", look="dense names"))
    return Slide(
        title=ranking_message(facts) or map_message(own),
        text=section.lead,
        parts=tuple(parts),
        cautions=tuple(dict.fromkeys((*cautions(own), *section.notes))),
        source=f"{section.notes[0]} · {provenance(facts).data_date}",
        method=section.method,
        facts=own,
        appendix=lambda: tuple(
            replace(section, title=f"{section.title} · {heading}", lead="", headings=(), tables=(table,))
            for heading, table in zip(section.headings, section.tables, strict=True)
        ),
    )


def _ranking_chart(facts: Facts) -> ChartPart | None:
    """Return the people beyond the radius in the first gaps; None where none are known."""
    lang, view = facts.question.lang, facts.gap_view
    first = rounded(facts.gaps.ranked.head(_MOST_BARS))
    people = pd.to_numeric(first["people_beyond_km"]).dropna()
    if people.empty or not people.sum():
        return None
    title = t("slide.chart_beyond", lang=lang, km=f"{view.radius_km:g}")
    series = Series(
        name=title,
        values=tuple(float(value) for value in people),
        colour=statuses("light")["has_none"],
    )
    names = tuple(bare_name(str(code), lang=lang) for code in people.index)
    return ChartPart(title=title, description=title, categories=names, series=(series,))
