"""Slides of the map page: a measure over areas, or the areas not reached."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from analysis.measures import measure_of
from answers.cautions import cautions, counts_words
from answers.mapping.maps import map_model
from answers.mapping.title import map_title
from answers.provenance import provenance
from answers.sections.beside import beside_section, side_names
from answers.sections.gaps import gaps_section
from answers.sections.parts import Section
from answers.words import LANGUAGES
from reports.onefile.slides.fixed import soft
from reports.onefile.slides.maker import Slide
from reports.onefile.slides.standing_out import standing_out
from reports.onefile.wording import each

if TYPE_CHECKING:
    from answers.facts import Facts
    from answers.question import Question
    from reports.onefile.slides.maker import Block, Maker, SlideRequest

_MOST_ROWS: Final = 100
_MOST_CAUTIONS: Final = 2
_GAPS: Final = tuple(f"gaps.{key}" for key in ("rank", "area", "people", "beyond", "mean"))


def map_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return a map with the areas that stand out beside it."""
    if request.question.gaps:
        return gaps_slide(maker, request)
    if len(request.question.sides) > 1:
        return _beside_slide(maker, request)
    question = request.question
    notes = {lang: cautions(maker.facts(question, lang)) for lang in LANGUAGES}
    beside = each(range(min(len(notes[LANGUAGES[0]]), _MOST_CAUTIONS)), lambda at, lang: notes[lang][at])
    return Slide(
        title=maker.both(question, map_title),
        text=maker.both(question, lambda facts: f"{provenance(facts).subject}: {counts_words(facts)}"),
        blocks=[
            map_block(maker, request),
            maker.table(question, lambda facts: standing_out(facts, most=_MOST_ROWS), side="right", look="dense"),
            *(soft(words, side="right") for words in beside),
        ],
        source=maker.both(question, lambda facts: provenance(facts).dates),
    )


def _beside_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return the maps of a question of several sides: the first on the left, the others on the right."""
    first, *others = request.question.sides
    blocks = [map_block(maker, replace(request, question=first))]
    blocks += [map_block(maker, replace(request, question=one)) | {"side": "right"} for one in others]
    return Slide(
        title=maker.both(request.question, lambda facts: _beside(facts).title),
        text=maker.both(request.question, lambda facts: " · ".join([*side_names(facts), _beside(facts).lead])),
        blocks=blocks,
        source=maker.both(request.question, lambda facts: provenance(facts).dates),
    )


def _beside(facts: Facts) -> Section:
    return beside_section(facts) or Section(key="beside", title="")


def gaps_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return the areas that are known to have none, ranked, beside their map."""
    question = request.question
    facts = maker.facts(question, LANGUAGES[0])
    gap_request = replace(request, question=facts.gap_question)
    blocks = [map_block(maker, gap_request)]
    if len(facts.gaps.ranked):
        look = {"side": "right", "look": "dense names"}
        blocks.append(maker.table(question, lambda one: _gaps(one).tables[0], keys=_GAPS, **look))
    return Slide(
        title=maker.both(question, lambda one: _gaps(one).title),
        text=maker.both(question, lambda one: _gaps(one).lead),
        blocks=blocks,
        source=maker.both(question, lambda one: f"{_gaps(one).notes[0]} · {provenance(one).data_date}"),
    )


def _gaps(facts: Facts) -> Section:
    return gaps_section(facts, top=_MOST_ROWS, reasons="few words")


def map_block(maker: Maker, request: SlideRequest) -> Block:
    """Return the map of a question."""
    return maker.map(lambda lang: map_model(maker.facts(request.question, lang)))


def key_of(maker: Maker, question: Question, *, measure: str) -> str:
    """Return the set of a question with a measure: its radius and its people are those that every page takes."""
    facts = maker.facts(question, LANGUAGES[0])
    radius_km = facts.radius_km if measure_of(measure).slow else None
    return maker.sets.key(question.centre_filter, radius_km=radius_km, age=facts.age, measures=(measure,))
