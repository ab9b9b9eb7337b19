"""Slides about places: the one-page answer, and areas side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.answer import Answer, place_answer
from analysis.centre_filter import CentreFilter, apply_filter
from analysis.demand import population
from analysis.measures import FRONT_MEASURES
from analysis.places import recorded_in
from analysis.reported import reported_values
from answers.errors import ReportError
from answers.mapping.maps import centre_map
from answers.messages import compare_message, place_message
from answers.sections.parts import Column, Table
from answers.sections.place_tables import facts_table, unknown_lines
from answers.story.slide import ListPart, MapPart, Slide, TablePart
from answers.story.slides.fixed import columns_of, dates
from answers.words import t
from answers.words.claims import claim_words
from answers.words.dates import year
from answers.words.measures import unit_of
from answers.words.names import full_area_name, set_words
from answers.words.numbers import number
from answers.words.place_sentences import headline, subdistrict_line
from geodata.areas import areas
from geodata.codes import COUNTRY_CODE, Level, level_of

if TYPE_CHECKING:
    from answers.story.maker import Maker, SlideRequest

_KNOWN: Final = ("answer.known.programme", "answer.known.claim", "answer.known.count", "answer.known.nearest")
_MOST_COMPARED: Final = 4
_WIDE: Final = (Level.COUNTRY, Level.REGION, Level.REGION6)


def place_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return what is known of a place, and what is not."""
    tables, programmes, lang = maker.tables, maker.tables.programmes, request.lang
    answer = place_answer(
        request.params.get("place", "") or request.question.area,
        tables,
        table_of=lambda level, centre_filter: maker.front_table(centre_filter, level),
    )
    table = _as_table(facts_table(answer, programmes=programmes, lang=lang))
    unknown = unknown_lines(answer, programmes=programmes, lang=lang)
    parts: list[MapPart | TablePart | ListPart] = [_map_of(maker, answer, lang=lang)]
    if table.rows:
        parts.append(TablePart(table=columns_of(table, _KNOWN, lang=lang), side="right", look="dense"))
    if unknown:
        parts.append(ListPart(title=t("slide.unknown", lang=lang), items=tuple(unknown), side="right"))
    return Slide(
        title=place_message(answer, lang=lang),
        text=_sentence(answer, maker, lang),
        parts=tuple(parts),
        source=dates(request.facts),
        facts=request.facts,
        whole=True,
    )


def _sentence(answer: Answer, maker: Maker, lang: str) -> str:
    words = headline(answer, programmes=maker.tables.programmes, centres=maker.tables.centres, lang=lang)
    return " ".join(part for part in (subdistrict_line(answer, lang=lang), words) if part)


def _as_table(frame: pd.DataFrame) -> Table:
    rows = tuple(tuple(str(cell) for cell in row) for row in frame.to_numpy())
    return Table(tuple(Column(str(name)) for name in frame.columns), rows)


def _map_of(maker: Maker, answer: Answer, *, lang: str) -> MapPart:
    """Return the map of what an area lies in, with the area and every programme's centres marked, not added up."""
    code, level = answer.area_code, answer.level
    map_level = Level.PROVINCE if level in _WIDE else level
    around = code if level in _WIDE else str(areas(level).loc[code, "parent_code"]) or COUNTRY_CODE
    chosen = "" if around == code else code
    return open_map(maker, around, CentreFilter(access=()), level=map_level, lang=lang, chosen=chosen)


def open_map(
    maker: Maker, area: str, centre_filter: CentreFilter, *, level: Level, lang: str, chosen: str = ""
) -> MapPart:
    """Return a map of the centres of a filter in an area, on which nothing is claimed."""
    tables = maker.tables
    centres = apply_filter(tables.centres, tables.programmes, centre_filter, tables.details).centres
    centres = centres[recorded_in(centres, area)]
    title = full_area_name(area, lang=lang)
    model = centre_map(area, centres, tables.programmes, level=level, lang=lang, title=title, chosen=chosen)
    return MapPart(model=model, wide="right")


def compare_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return areas side by side: a row a number, a column an area."""
    lang, codes = request.lang, _codes(request.params.get("with", ""))
    rows = {code: maker.front_table(request.question.centre_filter, level_of(code)).loc[[code]] for code in codes}
    values = {one: {code: reported_values(rows[code], one).iloc[0] for code in codes} for one in _measures(codes)}
    claims = [claim_words(str(rows[code]["claim"].iloc[0]), lang=lang) for code in codes]
    lines = [
        (_people_heading(lang), *(_people(code, lang) for code in codes)),
        (t("areas.claim", lang=lang), *claims),
        *(
            (unit_of(one, lang=lang).heading, *(unit_of(one, lang=lang).number(value) for value in of_code.values()))
            for one, of_code in values.items()
        ),
    ]
    columns = (
        Column(t("slide.compare_what", lang=lang), 2.0),
        *(Column(full_area_name(code, lang=lang), 1.6, "right") for code in codes),
    )
    return Slide(
        title=compare_message(values, lang=lang) or t("slide.compare", lang=lang),
        text=set_words(request.question.centre_filter.programmes, maker.tables.programmes, lang=lang),
        parts=(TablePart(table=Table(columns, tuple(lines))),),
        source=dates(request.facts),
        facts=request.facts,
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
    return [one for one in FRONT_MEASURES if not (no_parts and one == "presence_share_areas")]


def _people(code: str, lang: str) -> str:
    people = population(level_of(code))["population"].loc[[code]].iloc[0]
    return number(None if pd.isna(people) else float(people), lang=lang)


def _people_heading(lang: str) -> str:
    counted = int(population(Level.COUNTRY)["year_ce"].iloc[0])
    return t("slide.compare_people", lang=lang, year=year(counted, lang=lang))
