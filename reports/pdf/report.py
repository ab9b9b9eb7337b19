"""The report as a PDF of A4 pages, with bookmarks and page numbers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from answers.cautions import cautions, counts_words
from answers.imports import import_notes
from answers.mapping.maps import map_model
from answers.messages import beside_message, map_message
from answers.provenance import provenance
from answers.sections.areas import areas_section, tells_areas_apart
from answers.sections.bangkok import bangkok_section
from answers.sections.beside import beside_section, each_side
from answers.sections.gaps import gaps_section
from answers.sections.headline import headline_cards, headline_section
from answers.sections.openings import openings_section
from answers.sections.parts import Card, Section, Table
from answers.sections.programmes import programmes_section
from answers.sections.relearning import relearning_section
from answers.sections.sources import measures_section, sources_section
from answers.sections.summary import summary_cards
from answers.sections.unknown import conflict_section, unknown_section
from answers.story.of_question import names_of, programmes_of_unknowns
from answers.views import bangkok_facts, relearning_facts
from answers.words import t
from reports import press
from reports.pdf.figures import Plates, map_data
from reports.pdf.whole_names import whole_names
from reports.progress import Steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from answers.facts import Facts
    from reports.progress import Progress

_PAGE_MM = (174.0, 196.0)
_MOST_GAPS = 30
_MOST_CAUTIONS = 3
_MOST_AREAS = 90
"""Rows of the table of areas: two pages with its notes, with none of a third."""


def report_pdf(facts: Facts, *, progress: Progress | None = None) -> bytes:
    """Return the report on a question.

    Parameters
    ----------
    facts
        What is known for the question.
    progress
        Called with the steps done and their total.

    """
    steps = Steps(len(_parts(facts)) + 2, progress)
    plates = Plates()
    data = report_data(facts, plates, done=steps.done)
    steps.done()
    document = press.pdf(("unbroken", "house", "report"), data, pictures=plates.drawn)
    steps.done()
    return document


def report_data(facts: Facts, plates: Plates, *, done: Callable[[], None] = lambda: None) -> dict[str, object]:
    """Return what the template of the report shows; the drawings go to the plates, and each part made is told."""
    data = _front(facts)
    sections = []
    for part in _parts(facts):
        sections.append(part(facts, plates))
        done()
    return {**data, "sections": sections}


def _parts(facts: Facts) -> list[Callable[[Facts, Plates], dict[str, object]]]:
    """Return what makes the part of each view that tells the question; a first visit's map is the Relearning part's."""
    question = facts.question
    about = programmes_of_unknowns(question)
    by_view: dict[str, list[Callable[[Facts, Plates], dict[str, object]]]] = {
        "map": [] if question.is_first_view else _maps(facts),
        "relearning": [_relearning],
        "bangkok": [_bangkok],
        "programmes": [_plain(programmes_section)],
        "gaps": [_plain(partial(gaps_section, top=_MOST_GAPS, reasons="few words"))],
        "openings": [_openings],
        "unknown": [_plain(partial(unknown_section, programme_ids=about))],
        "sources": [_plain(sources_section), _plain(lambda facts: measures_section(facts.question.lang))],
    }
    if conflict_section(facts, programme_ids=about).tables:
        by_view["unknown"].append(_plain(partial(conflict_section, programme_ids=about)))
    return [part for name in names_of(facts) for part in by_view.get(name, [])]


def _maps(facts: Facts) -> list[Callable[[Facts, Plates], dict[str, object]]]:
    """Return the parts of the map that was asked for and its areas; of several sides a map of each and their table."""
    sides = each_side(facts)
    if len(sides) == 1:
        return [_map, _areas] if tells_areas_apart(facts) else [_map]
    return [*(partial(_side, side, place) for place, side in enumerate(sides)), _beside]


def _side(facts: Facts, place: int, _facts: Facts, plates: Plates) -> dict[str, object]:
    return _map(facts, plates, name=f"map-{place}")


def _beside(facts: Facts, _plates: Plates) -> dict[str, object]:
    return section_data(beside_section(facts, most=_MOST_AREAS) or Section(key="beside", title=""))


def _front(facts: Facts) -> dict[str, object]:
    lang, origin = facts.question.lang, provenance(facts)
    first, cards = _in_short(facts)
    return {
        "lang": lang,
        "title": t("report.title", lang=lang),
        "author": t("report.author", lang=lang),
        "subtitle": f"{origin.dates} · {origin.printed}",
        "foot": f"{t('report.author', lang=lang)} · {origin.filters}",
        "page-of": t("report.page_of", lang=lang),
        "whole": whole_names(lang),
        "labels": {"source": t("common.source", lang=lang), "method": t("report.method", lang=lang),
                   "contents": t("report.contents", lang=lang)},
        "headline": {
            "title": first.title,
            "lead": first.lead,
            "notes": [one for one in (*first.notes, first.method) if one],
        },
        "cards": [
            {
                "label": card.label, "value": card.value, "detail": card.detail, "dated": card.dated,
                "age": card.age, "source": card.source,
            }
            for card in cards
        ],
        "provenance": [*origin.lines(), *import_notes(facts)],
    }  # fmt: skip


def _in_short(facts: Facts) -> tuple[Section, tuple[Card, ...]]:
    """Return what the first page says, and its cards: the headlines where the question is about them."""
    if "headline" in names_of(facts):
        return headline_section(facts), headline_cards(facts)
    no_total = t("report.no_total", lang=facts.question.lang)
    return Section(
        key="summary",
        title=t("in_short.title", lang=facts.question.lang),
        lead=beside_message(facts) or map_message(facts),
        notes=tuple(cautions(facts))[:_MOST_CAUTIONS] if len(facts.question.programme) == 1 else (no_total,),
    ), summary_cards(facts)


def section_data(section: Section, figure: dict[str, object] | None = None) -> dict[str, object]:
    """Return a part as the templates take it."""
    return {
        "title": section.title,
        "lead": section.lead,
        "figure": figure,
        "headings": list(section.headings),
        "tables": [table_data(table) for table in section.tables],
        "notes": list(section.notes),
        "source": section.source,
        "method": section.method,
    }


def table_data(table: Table) -> dict[str, object]:
    """Return a table as the templates take it."""
    return {
        "columns": [
            {"heading": column.heading, "width": column.width, "align": column.align} for column in table.columns
        ],
        "rows": [list(row) for row in table.rows],
    }


def _plain(section: Callable[[Facts], Section]) -> Callable[[Facts, Plates], dict[str, object]]:
    return lambda facts, _plates: section_data(section(facts))


def _map(facts: Facts, plates: Plates, *, name: str = "map") -> dict[str, object]:
    section = areas_section(facts)
    figure = map_data(map_model(facts), plates, name=name, width_mm=_PAGE_MM[0], height_mm=_PAGE_MM[1])
    notes = tuple(cautions(facts))
    words = f"{section.title} · {section.lead}"
    lead = Section(key="map", title=map_message(facts), lead=words, notes=notes, method=section.method)
    return section_data(lead, figure)


def _areas(facts: Facts, _plates: Plates) -> dict[str, object]:
    section = areas_section(facts, most=_MOST_AREAS)
    title = t("areas.title", lang=facts.question.lang, title=section.title)
    areas = Section(key="areas", title=title, lead=counts_words(facts), tables=section.tables, notes=section.notes)
    return section_data(areas)


def _openings(facts: Facts, _plates: Plates) -> dict[str, object]:
    section = openings_section(facts)
    return section_data(section or Section(key="openings", title=""))


def _relearning(facts: Facts, plates: Plates) -> dict[str, object]:
    figure = map_model(relearning_facts(facts))
    drawn = map_data(figure, plates, name="relearning", width_mm=_PAGE_MM[0], height_mm=132.0)
    return section_data(relearning_section(facts), drawn)


def _bangkok(facts: Facts, plates: Plates) -> dict[str, object]:
    figure = map_model(bangkok_facts(facts))
    drawn = map_data(figure, plates, name="bangkok", width_mm=_PAGE_MM[0], height_mm=150.0)
    return section_data(bangkok_section(facts), drawn)
