"""Slides that show the whole register: title, headlines, Bangkok, all programmes, what is not known, sources, data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from analysis.headlines import BMA_LIBRARY
from analysis.measures import CLAIM
from answers.mapping import palette
from answers.mapping.maps import map_model
from answers.messages import (
    bangkok_message,
    overview_message,
    programmes_message,
    sources_message,
    unknown_message,
)
from answers.provenance import provenance
from answers.question import Question
from answers.sections.bangkok import bangkok_section
from answers.sections.headline import headline_cards, headline_section
from answers.sections.parts import Table
from answers.sections.programmes import programmes_section
from answers.sections.sources import sources_section
from answers.sections.unknown import unknown_section, unknowns_of
from answers.story.slide import CardsPart, ChartPart, MapPart, Series, Slide, TablePart, WordsPart
from answers.views import bangkok_facts
from answers.words import t
from answers.words.names import bare_name
from geodata.codes import BANGKOK_CODE, Level

if TYPE_CHECKING:
    from answers.facts import Facts
    from answers.story.maker import Maker, SlideRequest

_KNOWN: Final = tuple(
    f"eleven.{key}" for key in ("programme", "reported", "named", "placed_district", "placed_site", "list")
)
_GROUPS: Final = tuple(f"bkk.{key}" for key in ("group", "khet", "has_one", "has_none", "people_without"))
_SOURCES: Final = tuple(f"origin.{key}" for key in ("what", "producer", "date", "licence"))


def title_slide(_maker: Maker, request: SlideRequest) -> Slide:
    """Return the page that a presentation opens with."""
    facts, lang = request.facts, request.lang
    return Slide(
        title=t("report.title", lang=lang),
        text=t("slide.title_text", lang=lang),
        parts=(WordsPart(text=provenance(facts).dates),),
        facts=facts,
    )


def overview_slide(_maker: Maker, request: SlideRequest) -> Slide:
    """Return the four headline figures."""
    facts = request.facts
    section, cards = headline_section(facts), headline_cards(facts)
    sources = [part for card in cards for part in card.source.split(" · ")]
    return Slide(
        title=overview_message(facts),
        text=section.notes[0],
        parts=(CardsPart(cards=cards),),
        source=" · ".join(dict.fromkeys(sources)),
        method=section.method,
        facts=facts,
    )


def bangkok_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return Bangkok's khet with and without a BMA learning library."""
    facts, lang = request.facts, request.lang
    section, own = bangkok_section(facts), bangkok_facts(facts)
    return Slide(
        title=bangkok_message(facts),
        text=section.lead,
        parts=(
            claim_map(maker, BMA_LIBRARY, area=BANGKOK_CODE, level=Level.DISTRICT, lang=lang, marks=False),
            TablePart(table=columns_of(section.tables[0], _GROUPS, lang=lang), side="right"),
            WordsPart(text=section.notes[0], side="right"),
        ),
        source=f"{section.source} · {section.notes[-1]}",
        method=section.method,
        facts=own,
        appendix=lambda: tuple(
            replace(section, title=heading, lead="", headings=(), tables=(table,), notes=section.notes[-1:])
            for heading, table in zip(section.headings, section.tables, strict=True)
        ),
    )


def groups_chart(facts: Facts) -> ChartPart:
    """Return Bangkok's groups by their khet with and without a library."""
    lang, groups = facts.question.lang, facts.khet_groups
    colours = palette.statuses("light")
    series = tuple(
        Series(
            name=t(f"bkk.{claim}", lang=lang),
            values=tuple(float(value) for value in groups[claim]),
            colour=colours[claim],
        )
        for claim in ("has_one", "has_none", "unknown")
        if claim != "unknown" or groups[claim].sum()
    )
    return ChartPart(
        title=t("bkk.groups", lang=lang),
        description=t("slide.chart_groups", lang=lang),
        categories=tuple(bare_name(str(code), lang=lang) for code in groups.index),
        series=series,
    )


def claim_map(maker: Maker, programme_id: str, *, area: str, level: Level, lang: str, marks: bool = True) -> MapPart:
    """Return a map of what may be said of a programme in every area of a level inside an area."""
    question = Question(programme=(programme_id,), area=area, level=level, measure=CLAIM)
    model = map_model(maker.facts(question, lang))
    return MapPart(
        model=model if marks else replace(model, marks=(), legend=replace(model.legend, marks=())), side="left"
    )


def columns_of(table: Table, keys: tuple[str, ...], *, lang: str) -> Table:
    """Return a table with only the columns of some headings, by their keys."""
    headings = [column.heading for column in table.columns]
    columns = [headings.index(t(key, lang=lang)) for key in keys]
    rows = tuple(tuple(row[at] for at in columns) for row in table.rows)
    return Table(tuple(table.columns[at] for at in columns), rows, table.muted)


def all_programmes_slide(_maker: Maker, request: SlideRequest) -> Slide:
    """Return every programme with what is reported and known, side by side and never added up."""
    facts, lang = request.facts, request.lang
    section = programmes_section(facts)
    return Slide(
        title=programmes_message(facts),
        text=section.lead,
        parts=(TablePart(table=columns_of(section.tables[0], _KNOWN, lang=lang)),),
        source=dates(facts),
        method=section.method,
        facts=facts,
        appendix=lambda: (replace(programmes_section(facts, brief=True), lead="", notes=(section.notes[0],)),),
    )


def data_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return how complete the data are: reported beside known, and the day they were read."""
    return replace(all_programmes_slide(maker, request), text=t("slide.data_title", lang=request.lang))


def unknowns_slide(_maker: Maker, request: SlideRequest) -> Slide:
    """Return what is not known yet, and whom to ask: of the programmes of the view, of all where it names none."""
    facts = request.facts
    about = request.question.programme if "programme" in request.params else ()
    section = unknown_section(facts, programme_ids=about)
    empty = request.params.get("programme") and facts.filtered.centres.empty
    nothing = (WordsPart(text=t("caution.nothing", lang=request.lang)),) if empty else ()
    return Slide(
        title=unknown_message(facts, unknowns_of(facts, about)),
        text=section.lead,
        parts=(*(TablePart(table=table) for table in section.tables), *nothing),
        source=dates(facts),
        method=section.method,
        facts=facts,
    )


def sources_slide(_maker: Maker, request: SlideRequest) -> Slide:
    """Return where everything comes from."""
    facts, lang = request.facts, request.lang
    section = sources_section(facts)
    return Slide(
        title=sources_message(facts),
        text=t("slide.sources_text", lang=lang),
        parts=(TablePart(table=columns_of(section.tables[0], _SOURCES, lang=lang)),),
        source=provenance(facts).licence,
        method=section.method,
        facts=facts,
    )


def dates(facts: Facts) -> str:
    """Return the line of dates that stands under the numbers of a question."""
    origin = provenance(facts)
    return f"{origin.population} · {origin.data_date}"
