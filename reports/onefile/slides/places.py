"""Slides about places: the one-page answer, and areas side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.answer import Answer, place_answer
from analysis.centre_filter import CentreFilter, apply_filter
from analysis.demand import population
from analysis.places import recorded_in
from analysis.reported import reported_values
from answers.errors import ReportError
from answers.mapping.maps import centre_map
from answers.sections.parts import Column, Table
from answers.sections.place_tables import facts_table, unknown_lines
from answers.words import LANGUAGES, t
from answers.words.claims import claim_words
from answers.words.dates import year
from answers.words.measures import unit_of
from answers.words.names import full_area_name, set_words
from answers.words.numbers import number
from answers.words.place_sentences import headline, place_name, subdistrict_line
from geodata.areas import areas
from geodata.codes import COUNTRY_CODE, Level, level_of
from reports.onefile.sets import FRONT
from reports.onefile.slides.fixed import dates
from reports.onefile.slides.maker import Block, Slide, table_block
from reports.onefile.wording import Words, both, both_t, each

if TYPE_CHECKING:
    from answers.mapping.model import MapModel
    from reports.onefile.slides.maker import Maker, SlideRequest

_KNOWN: Final = ("answer.known.programme", "answer.known.claim", "answer.known.count", "answer.known.nearest")
_MOST_COMPARED: Final = 4
_WIDE: Final = (Level.COUNTRY, Level.REGION, Level.REGION6)


def place_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return what is known of a place, and what is not."""
    tables, programmes = maker.tables, maker.tables.programmes
    answer = place_answer(
        request.params.get("place", "") or request.question.area,
        tables,
        table_of=lambda level, centre_filter: maker.sets.table(centre_filter, level),
    )
    programme_table = {lang: _as_table(facts_table(answer, programmes=programmes, lang=lang)) for lang in LANGUAGES}
    unknown = {lang: unknown_lines(answer, programmes=programmes, lang=lang) for lang in LANGUAGES}
    blocks = [_map_of(maker, answer)]
    if programme_table[LANGUAGES[0]].rows:
        blocks.append(table_block(programme_table, keys=_KNOWN, side="right", look="dense"))
    if unknown[LANGUAGES[0]]:
        items = each(range(len(unknown[LANGUAGES[0]])), lambda at, lang: unknown[lang][at])
        blocks.append({"kind": "list", "side": "right", "title": both_t("slide.unknown"), "items": items})
    return Slide(
        title=both(lambda lang: place_name(answer.place, lang=lang)),
        text=both(lambda lang: _sentence(answer, maker, lang)),
        blocks=blocks,
        source=dates(maker, request),
    )


def _sentence(answer: Answer, maker: Maker, lang: str) -> str:
    words = headline(answer, programmes=maker.tables.programmes, centres=maker.tables.centres, lang=lang)
    return " ".join(part for part in (subdistrict_line(answer, lang=lang), words) if part)


def _as_table(frame: pd.DataFrame) -> Table:
    rows = tuple(tuple(str(cell) for cell in row) for row in frame.to_numpy())
    return Table(tuple(Column(str(name)) for name in frame.columns), rows)


def _map_of(maker: Maker, answer: Answer) -> Block:
    """Return the map of what an area lies in, with the area and every programme's centres marked, not added up."""
    code, level = answer.area_code, answer.level
    map_level = Level.PROVINCE if level in _WIDE else level
    around = code if level in _WIDE else str(areas(level).loc[code, "parent_code"]) or COUNTRY_CODE
    chosen = "" if around == code else code
    return open_map(maker, around, CentreFilter(access=()), level=map_level, chosen=chosen)


def open_map(maker: Maker, area: str, centre_filter: CentreFilter, *, level: Level, chosen: str = "") -> Block:
    """Return a map of the centres of a filter in an area, on which nothing is claimed."""
    tables = maker.tables
    centres = apply_filter(tables.centres, tables.programmes, centre_filter, tables.details).centres
    centres = centres[recorded_in(centres, area)]

    def model(lang: str) -> MapModel:
        title = full_area_name(area, lang=lang)
        return centre_map(area, centres, tables.programmes, level=level, lang=lang, title=title, chosen=chosen)

    return maker.map(model, wide="right")


def compare_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return areas side by side: a row a number, a column an area."""
    codes = _codes(request.params.get("with", ""))
    rows = {code: maker.sets.table(request.question.centre_filter, level_of(code)).loc[[code]] for code in codes}

    def value_text(measure: str, code: str, lang: str) -> str:
        value = reported_values(rows[code], measure).iloc[0]
        return unit_of(measure, lang=lang).number(value)

    def claim(code: str, lang: str) -> str:
        return claim_words(str(rows[code]["claim"].iloc[0]), lang=lang)

    lines: list[list[Words]] = [
        [both(_people_heading), *each(codes, _people)],
        [both_t("areas.claim"), *each(codes, claim)],
    ]
    for measure in _measures(codes):
        heading = each([measure], lambda one, lang: unit_of(one, lang=lang).heading)
        lines.append([*heading, *each(codes, partial(value_text, measure))])
    heads = each(codes, lambda code, lang: full_area_name(code, lang=lang))
    table = {"head": [both_t("slide.compare_what"), *heads], "align": ["left", *["right"] * len(codes)], "rows": lines}
    return Slide(
        title=both_t("slide.compare"),
        text=both(
            lambda lang: set_words(request.question.centre_filter.programmes, maker.tables.programmes, lang=lang)
        ),
        blocks=[{"kind": "table", **table}],
        source=dates(maker, request),
    )


def _codes(text: str) -> list[str]:
    codes = [code for code in text.split("|") if code][:_MOST_COMPARED]
    unknown = [code for code in codes if code not in areas(level_of(code)).index]
    if unknown or not codes:
        raise ReportError("report_parameter", name="with", value=text[:60], expected="1042|1001")
    return codes


def _measures(codes: list[str]) -> list[str]:
    """Return the measures that at least one of the areas can have: a district has no parts."""
    no_parts = all(level_of(code) == Level.DISTRICT for code in codes)
    return [one for one in FRONT if not (no_parts and one == "presence_share_areas")]


def _people(code: str, lang: str) -> str:
    people = population(level_of(code))["population"].loc[[code]].iloc[0]
    return number(None if pd.isna(people) else float(people), lang=lang)


def _people_heading(lang: str) -> str:
    counted = int(population(Level.COUNTRY)["year_ce"].iloc[0])
    return t("slide.compare_people", lang=lang, year=year(counted, lang=lang))
