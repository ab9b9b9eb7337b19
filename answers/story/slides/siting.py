"""A slide of a scenario: what is opened and closed on the map, and what that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from answers.cautions import cautions
from answers.mapping.maps import map_model
from answers.messages import openings_message
from answers.provenance import provenance
from answers.sections.openings import openings_section
from answers.story.slide import MapPart, Slide, TablePart
from answers.words import t

if TYPE_CHECKING:
    from answers.story.maker import Maker, SlideRequest


def siting_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return the map of people within the radius with the scenario's sites, and before and after beside it."""
    lang = request.lang
    facts = maker.facts(request.question.of_scenario, lang)
    parts = (MapPart(model=map_model(facts)),)
    source, section = provenance(facts).dates, openings_section(facts)
    if section is None:
        title, text = t("slide.siting", lang=lang), t("slide.siting_empty", lang=lang)
        return Slide(title=title, text=text, parts=parts, source=source, facts=facts)
    closed = len(facts.question.closed)
    text = section.lead if not closed else f"{section.lead} {t('slide.siting_closed', lang=lang, count=closed)}"
    return Slide(
        title=openings_message(facts),
        text=text,
        parts=(*parts, TablePart(table=section.tables[0], side="right", look="dense")),
        cautions=tuple(dict.fromkeys((*cautions(facts), *section.notes))),
        source=source,
        method=section.method,
        facts=facts,
        appendix=lambda: (section,),
    )
