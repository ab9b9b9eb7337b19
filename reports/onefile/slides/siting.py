"""A slide of a scenario: what is opened and closed on the map, and what that changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from answers.provenance import provenance
from answers.sections.openings import openings_section
from answers.words import LANGUAGES, t
from reports.onefile.slides.maker import Slide
from reports.onefile.slides.maps import map_block
from reports.onefile.wording import both_t

if TYPE_CHECKING:
    from answers.facts import Facts
    from answers.sections.parts import Section
    from reports.onefile.slides.maker import Maker, SlideRequest


def siting_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return the map of people within the radius with the scenario's sites, and before and after beside it."""
    question = request.question.of_scenario
    blocks = [map_block(maker, replace(request, question=question))]
    source = maker.both(question, lambda facts: provenance(facts).dates)
    if openings_section(maker.facts(question, LANGUAGES[0])) is None:
        return Slide(title=both_t("slide.siting"), text=both_t("slide.siting_empty"), blocks=blocks, source=source)
    blocks.append(maker.table(question, lambda facts: _section(facts).tables[0], side="right", look="dense"))
    return Slide(
        title=maker.both(question, lambda facts: _section(facts).title),
        text=maker.both(question, _text),
        blocks=blocks,
        source=source,
    )


def _section(facts: Facts) -> Section:
    section = openings_section(facts)
    if section is None:
        message = "the question has no scenario"
        raise ValueError(message)
    return section


def _text(facts: Facts) -> str:
    lang, closed = facts.question.lang, len(facts.question.closed)
    lead = _section(facts).lead
    return lead if not closed else f"{lead} {t('slide.siting_closed', lang=lang, count=closed)}"
