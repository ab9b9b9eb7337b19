"""Slides that show the whole register: title, headlines, Bangkok, all programmes, what is not known, sources, data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from analysis.headlines import BMA_LIBRARY
from analysis.measures import CLAIM
from answers.mapping.maps import map_model
from answers.provenance import provenance
from answers.question import Question
from answers.sections.bangkok import bangkok_section
from answers.sections.headline import headline_cards, headline_section
from answers.sections.programmes import programmes_section
from answers.sections.sources import sources_section
from answers.sections.unknown import unknown_section
from geodata.codes import BANGKOK_CODE, Level
from reports.onefile.slides.maker import Slide
from reports.onefile.wording import both_t

if TYPE_CHECKING:
    from answers.facts import Facts
    from answers.mapping.model import MapModel
    from reports.onefile.slides.maker import Block, Maker, SlideRequest
    from reports.onefile.wording import Words

_KNOWN: Final = tuple(
    f"eleven.{key}" for key in ("programme", "reported", "named", "placed_district", "placed_site", "list")
)
_GROUPS: Final = tuple(f"bkk.{key}" for key in ("group", "khet", "has_one", "has_none", "people_without"))
_SOURCES: Final = tuple(f"origin.{key}" for key in ("what", "producer", "date", "licence"))


def title_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return the page that a presentation opens with."""
    read = maker.both(request.question, lambda facts: provenance(facts).dates)
    return Slide(both_t("report.title"), both_t("slide.title_text"), [soft(read)])


def soft(text: Words, *, side: str = "full") -> Block:
    """Return a quiet line of words."""
    return {"kind": "words", "look": "soft", "side": side, "text": text}


def overview_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return the four headline figures."""

    def sources(facts: Facts) -> str:
        parts = [part for card in headline_cards(facts) for part in card.source.split(" · ")]
        return " · ".join(dict.fromkeys(parts))

    return Slide(
        title=maker.both(request.question, lambda facts: headline_section(facts).title),
        text=maker.both(request.question, lambda facts: headline_section(facts).lead),
        blocks=[maker.cards(request.question, headline_cards)],
        source=maker.both(request.question, sources),
    )


def bangkok_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return Bangkok's khet with and without a BMA learning library."""
    question = request.question

    def source(facts: Facts) -> str:
        section = bangkok_section(facts)
        return f"{section.source} · {section.notes[-1]}"

    return Slide(
        title=maker.both(question, lambda facts: bangkok_section(facts).title),
        text=maker.both(question, lambda facts: bangkok_section(facts).lead),
        blocks=[
            claim_map(maker, BMA_LIBRARY, area=BANGKOK_CODE, level=Level.DISTRICT, marks=False),
            maker.table(question, lambda facts: bangkok_section(facts).tables[0], keys=_GROUPS, side="right"),
            soft(maker.both(question, lambda facts: bangkok_section(facts).notes[0]), side="right"),
        ],
        source=maker.both(question, source),
    )


def claim_map(maker: Maker, programme_id: str, *, area: str, level: Level, marks: bool = True) -> Block:
    """Return a map of what may be said of a programme in every area of a level inside an area."""
    question = Question(programme=(programme_id,), area=area, level=level, measure=CLAIM)

    def model(lang: str) -> MapModel:
        made = map_model(maker.facts(question, lang))
        return made if marks else replace(made, marks=(), legend=replace(made.legend, marks=()))

    return maker.map(model)


def all_programmes_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return every programme with what is reported and known, side by side and never added up."""
    question = request.question
    return Slide(
        title=maker.both(question, lambda facts: programmes_section(facts).title),
        text=maker.both(question, lambda facts: programmes_section(facts).lead),
        blocks=[maker.table(question, lambda facts: programmes_section(facts).tables[0], keys=_KNOWN)],
        source=dates(maker, request),
    )


def data_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return how complete the data are: reported beside known, and the day they were read."""
    slide = all_programmes_slide(maker, request)
    slide.title = both_t("slide.data_title")
    return slide


def unknowns_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return what is not known yet, and whom to ask."""
    question = request.question
    return Slide(
        title=maker.both(question, lambda facts: unknown_section(facts).title),
        text=maker.both(question, lambda facts: unknown_section(facts).lead),
        blocks=[maker.table(question, lambda facts: unknown_section(facts).tables[0])],
        source=dates(maker, request),
    )


def sources_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return where everything comes from."""
    question = request.question
    return Slide(
        title=maker.both(question, lambda facts: sources_section(facts).title),
        text=both_t("slide.sources_text"),
        blocks=[maker.table(question, lambda facts: sources_section(facts).tables[0], keys=_SOURCES)],
        source=maker.both(question, lambda facts: provenance(facts).licence),
    )


def dates(maker: Maker, request: SlideRequest) -> Words:
    """Return the line of dates that stands under the numbers of a question."""

    def words(facts: Facts) -> str:
        origin = provenance(facts)
        return f"{origin.population} · {origin.data_date}"

    return maker.both(request.question, words)
