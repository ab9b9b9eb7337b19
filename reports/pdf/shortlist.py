"""The brief of a shortlist: what a scenario comes to, its sites with their reasons, before and after, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from answers.imports import import_notes
from answers.mapping.maps import map_model
from answers.provenance import provenance
from answers.scenario.errors import ScenarioError
from answers.sections.scenario import areas_table, large_areas, people_words, scenario_figures, sites_table
from answers.words import t
from answers.words.assumptions import distance_assumptions
from answers.words.names import area_name
from answers.words.numbers import distance, number
from reports import press
from reports.pdf.figures import Plates, legend_data, small_map_data
from reports.pdf.report import table_data
from reports.picture.map_drawing import draw_figure, frame_around

if TYPE_CHECKING:
    from analysis.what_if import WhatIf
    from answers.facts import Facts

_MAP_MM: Final = (92.0, 76.0)
_MOST_AREAS: Final = 8
_TOLD_ABOVE: Final = 4
"""How many of the figures say where and what is looked at: the heading tells of these."""


def shortlist_pdf(facts: Facts) -> bytes:
    """Return the brief of a question's scenario.

    Raises
    ------
    ScenarioError
        Nothing is opened or closed.

    """
    openings = facts.openings
    if openings is None:
        raise ScenarioError("scenario_empty")
    plates = Plates()
    return press.pdf(
        ("unbroken", "house", "onepage", "shortlist"), _data(facts, openings.whole, plates), pictures=plates.drawn
    )


def _data(facts: Facts, whole: WhatIf, plates: Plates) -> dict[str, object]:
    lang, origin = facts.question.lang, provenance(facts)
    model = map_model(facts.of(facts.question.of_scenario))
    width, height = _MAP_MM
    frame = frame_around([model.extent.code], x_mm=0.0, y_mm=0.0, width_mm=width, height_mm=height)
    shapes, words = draw_figure(model, frame)
    figures = list(scenario_figures(facts).items())[_TOLD_ABOVE:]
    return {
        "lang": lang,
        "author": t("report.author", lang=lang),
        "kicker": t("shortlist.kicker", lang=lang),
        "title": _title(facts),
        "place": origin.set_words,
        "sentence": _lead(facts, whole),
        "map": small_map_data(frame, shapes, tuple(words), plates, name="map", alt=model.description, lang=lang),
        "legend": legend_data(model.legend.blocks, plates),
        "numbers": [{"label": label, "value": value, "note": ""} for label, value in figures],
        "sites": table_data(sites_table(facts)),
        "areas": table_data(areas_table(whole, large_areas(whole)[:_MOST_AREAS], lang=lang)),
        "labels": {key: t(f"shortlist.{key}", lang=lang) for key in ("sites", "areas", "more")},
        "provenance": [
            *origin.lines(),
            *import_notes(facts, facts.question.programme),
            " · ".join((*distance_assumptions(lang=lang), t("opening.note", lang=lang))),
        ],
        "foot": t("report.author", lang=lang),
        "page-of": t("report.page_of", lang=lang),
    }


def _title(facts: Facts) -> str:
    question, lang = facts.question, facts.question.lang
    key, count = ("title", len(question.at)) if question.at else ("title_closed", len(question.closed))
    area = area_name(question.area, lang=lang)
    return t(f"shortlist.{key}", lang=lang, area=area, count=number(count, lang=lang))


def _lead(facts: Facts, whole: WhatIf) -> str:
    """Return the answer in one or two sentences: whom what is opened would reach, and who would lose cover."""
    question, lang = facts.question, facts.question.lang
    words = {"km": distance(whole.radius_km, lang=lang), "set": provenance(facts).set_words}
    parts = []
    if question.at:
        people = people_words(whole, whole.newly_within, lang=lang)
        parts.append(t("shortlist.lead", lang=lang, count=number(len(question.at), lang=lang), people=people, **words))
    if question.closed:
        people = people_words(whole, whole.losing, lang=lang)
        count = number(len(question.closed), lang=lang)
        parts.append(t("shortlist.lead_closed", lang=lang, count=count, people=people, **words))
    return " ".join(parts)
