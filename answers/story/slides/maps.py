"""Slides of the map page: a measure over areas, or the areas not reached."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from answers.cautions import cautions, counts_words
from answers.mapping.maps import map_model
from answers.mapping.title import map_title
from answers.messages import beside_message, map_message
from answers.provenance import provenance
from answers.sections.areas import areas_section
from answers.sections.beside import beside_section, each_side, side_names
from answers.sections.gaps import gaps_section
from answers.story.slide import MapPart, Slide, TablePart, WordsPart
from answers.story.slides.fixed import columns_of
from answers.story.slides.standing_out import standing_out
from answers.words import t

if TYPE_CHECKING:
    from answers.facts import Facts
    from answers.sections.parts import Section
    from answers.story.maker import Maker, SlideRequest

_MOST_ROWS: Final = 100
_MOST_CAUTIONS: Final = 2
_GAPS: Final = tuple(f"gaps.{key}" for key in ("rank", "area", "people", "beyond", "mean"))


def map_slide(_maker: Maker, request: SlideRequest) -> Slide:
    """Return a map with the areas that stand out beside it."""
    facts = request.facts
    if request.question.gaps:
        return gaps_slide(facts)
    beside = beside_section(facts)
    if beside is not None:
        return _beside_slide(facts, beside)
    table = standing_out(facts, most=_MOST_ROWS)
    tables = (TablePart(table=table, side="right", look="dense"),) if table.rows else ()
    words = (WordsPart(text=words, side="right") for words in cautions(facts)[:_MOST_CAUTIONS])
    return Slide(
        title=map_message(facts) or map_title(facts),
        text=f"{map_title(facts)} · {provenance(facts).subject}: {counts_words(facts)}",
        parts=(MapPart(model=map_model(facts)), *tables, *words),
        source=provenance(facts).dates,
        method=t("method.map", lang=request.lang),
        facts=facts,
        appendix=lambda: _areas(facts),
    )


def _areas(facts: Facts) -> tuple[Section, ...]:
    section = areas_section(facts)
    return (section,) if section.tables[0].rows else ()


def _beside_slide(facts: Facts, section: Section) -> Slide:
    """Return the maps of a question of several sides: the first on the left, the others on the right."""
    first, *others = (MapPart(model=map_model(one)) for one in each_side(facts))
    return Slide(
        title=beside_message(facts) or section.title,
        text=" · ".join([*side_names(facts), section.lead]),
        parts=(first, *(replace(one, side="right") for one in others)),
        source=provenance(facts).dates,
        method=t("method.map", lang=facts.question.lang),
        facts=facts,
        appendix=lambda: tuple(
            replace(section, title=heading, headings=(), tables=(table,))
            for heading, table in zip(section.headings, section.tables, strict=True)
        ),
    )


def gaps_slide(facts: Facts) -> Slide:
    """Return the areas that are known to have none, ranked, beside their map."""
    own = facts.gap_view
    section = gaps_section(facts, top=_MOST_ROWS, reasons="few words")
    parts: list[MapPart | TablePart] = [MapPart(model=map_model(own))]
    if len(facts.gaps.ranked):
        table = columns_of(section.tables[0], _GAPS, lang=facts.question.lang)
        parts.append(TablePart(table=table, side="right", look="dense names"))
    return Slide(
        title=map_message(own) or section.title,
        text=section.lead,
        parts=tuple(parts),
        source=f"{section.notes[0]} · {provenance(facts).data_date}",
        method=section.method,
        facts=own,
        appendix=lambda: tuple(
            replace(section, title=f"{section.title} · {heading}", lead="", headings=(), tables=(table,))
            for heading, table in zip(section.headings, section.tables, strict=True)
        ),
    )
