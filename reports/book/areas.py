"""The sheets of areas, centres, gaps and hypothetical sites."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.claims import Claim
from analysis.measures import CLAIM, MEASURES, TABLE_MEASURES
from analysis.norms import has_norm
from analysis.places import centres_in, within
from analysis.reported import reported_values, without_positions
from analysis.what_if import openings_table
from answers.cautions import counts_words
from answers.mapping.palette import programme_mark
from answers.mapping.title import map_title
from answers.sections.beside import each_side
from answers.words import t
from answers.words.claims import claim_under_filter
from answers.words.names import full_area_name, set_words
from geodata.areas import ancestors
from geodata.codes import Level
from registry.schema import CENTRES
from reports.book.sheet import plain_sheet, sheet
from reports.column_formats import column_formats
from reports.workbook import BarChart, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.centre_filter import CentreFilter
    from answers.facts import Facts

_MOST_BARS: Final = 20
_ABOUT_AREA: Final = ("admin_code", "name_th", "name_en", "parent_code", "population", "claim")


def areas_sheet(facts: Facts, level: Level) -> Sheet:
    """Return the measures of every area of a level, of subdistricts those inside the area looked at.

    With what may be concluded. Of several programmes each has its own rows: they are never added up. Areas for which
    a programme is not meant stand last and are not printed, where there are others.
    """
    table = _by_programme(facts, lambda one: _areas(one, level))
    outside = table["claim"] == Claim.OUT_OF_SCOPE
    table = pd.concat([table[~outside], table[outside]])
    return sheet(facts, f"areas_{level}", table, scope="filter", printed_rows=int((~outside).sum()))


def _by_programme(facts: Facts, make: Callable[[Facts], pd.DataFrame]) -> pd.DataFrame:
    """Return a table of the question's programme; of several, the rows of each with its id in front."""
    if len(facts.question.programme) < 2:
        return make(facts)
    tables = []
    for side in each_side(facts):
        table = make(side)
        table.insert(0, "programme_id", side.question.programme[0])
        tables.append(table)
    return pd.concat(tables)


def _areas(facts: Facts, level: Level) -> pd.DataFrame:
    lang = facts.question.lang
    table = facts.coverage(level, facts.question.centre_filter, measures=TABLE_MEASURES)
    table = table[areas_of_question(facts, level)]
    words = _conclusions(table, facts.question.centre_filter, lang=lang)
    silent = without_positions(table)
    by_position = [*(key for key in TABLE_MEASURES if MEASURES[key].needs_points), "nearest_centre_id"]
    table = table.assign(conclusion=words, **{name: table[name].convert_dtypes().mask(silent) for name in by_position})
    table["centre_count"] = reported_values(table, "centre_count").round().astype("Int64")  # unknown is not none
    table["distance_bands"] = [_bands(value) for value in table["distance_bands"]]
    if not has_norm(facts.question.centre_filter.programmes):
        table = table.drop(columns="centres_needed")
    first = [*_ABOUT_AREA, "conclusion"]
    return table[[*first, *(name for name in table.columns if name not in first)]]


def areas_of_question(facts: Facts, level: Level) -> pd.Series:
    """Return which areas of a level the question's area is, holds or lies in (bool): nothing else is in a sheet."""
    area = facts.question.area
    inside = within(level, [area])
    if inside.any():
        return inside
    around = {area, *ancestors(area)}
    return pd.Series([str(code) in around for code in inside.index], index=inside.index)


def _bands(value: object) -> str | None:
    """Return the shares of people by band of distance in one cell, as per cent."""
    shares = list(value) if isinstance(value, list | tuple) else []
    complete = bool(shares) and not any(pd.isna(share) for share in shares)
    return " | ".join(f"{share:.1%}" for share in shares) if complete else None


def centres_sheet(facts: Facts) -> Sheet:
    """Return the centres that pass the filter, in the register's own columns."""
    centres = centres_in(facts.filtered.centres, facts.question.area)
    return sheet(facts, "centres", centres[[*CENTRES.names]], scope="filter")


def chart_sheet(facts: Facts) -> Sheet:
    """Return the areas of the map with the largest values, as a table with a native chart of them; sides side by side.

    Of a question that shows no number of areas, how many areas each conclusion holds for.
    """
    lang = facts.question.lang
    columns, sides = {}, each_side(facts)
    for side in sides:
        name = set_words(side.question.programme, side.tables.programmes, lang=lang)
        if len(sides) == 1 and side.shown_measure != CLAIM:
            name = f"{side.unit.heading}: {name}"
        columns[name if name not in columns else side.unit.name] = _chart_values(side)
    values = pd.DataFrame(columns)
    by_claim = facts.shown_measure == CLAIM
    if not by_claim:
        values = values.loc[values.max(axis=1).sort_values(ascending=False, kind="stable").head(_MOST_BARS).index]
    label = t("areas.claim" if by_claim else "areas.area", lang=lang)
    names = [str(code) if by_claim else full_area_name(str(code), lang=lang) for code in values.index]
    table = values.reset_index(drop=True)
    table.insert(0, label, names)
    title = map_title(facts)
    words = f"{title}. {counts_words(facts)}"
    by_programme = len(facts.question.programme) > 1
    colours = tuple(programme_mark(side.question.programme[0])[0] for side in sides) if by_programme else ()
    drawn = BarChart(
        title=title, names=label, values=tuple(columns), description=words, colours=colours,
        axis="" if by_claim or len({side.unit.heading for side in sides}) > 1 else facts.unit.heading,
    )  # fmt: skip
    made = sheet(facts, "chart", table, scope="filter", chart=drawn)
    form = "#,##0" if by_claim else column_formats([facts.shown_measure]).get(facts.shown_measure, "#,##0")
    return replace(made, formats=dict.fromkeys(columns, form))


def _chart_values(facts: Facts) -> pd.Series:
    """Return the values that the question's map shows, by area; of conclusions the number of areas by conclusion."""
    if facts.shown_measure != CLAIM:
        return reported_values(facts.table, facts.shown_measure).dropna()
    counts = {t(f"claim.{claim}", lang=facts.question.lang): facts.claim_counts.get(claim, 0) for claim in Claim}
    return pd.Series(counts, dtype="int64")


def gaps_sheet(facts: Facts, name: str) -> Sheet:
    """Return a list of the gaps, "ranked" or "to_check", with the reason of each."""
    return sheet(facts, f"gaps_{name}", _by_programme(facts, lambda one: _gaps(one, name)), scope="gaps")


def _gaps(facts: Facts, name: str) -> pd.DataFrame:
    table = facts.gaps.to_check if name == "to_check" else facts.gaps.ranked
    if not has_norm(facts.gap_question.centre_filter.programmes):
        table = table.drop(columns="centres_needed")
    sentences = facts.gap_reasons(table) if len(table) else pd.Series(dtype=object)
    words = _conclusions(table, facts.gap_question.centre_filter, lang=facts.question.lang)
    return table.assign(conclusion=pd.Series(words, index=table.index, dtype=object), sentence=sentences)


def _conclusions(table: pd.DataFrame, centre_filter: CentreFilter, *, lang: str) -> list[str]:
    return [
        claim_under_filter(str(claim), centre_filter, lang=lang, reason=str(reason))
        for claim, reason in zip(table["claim"], table["claim_reason"], strict=True)
    ]


def openings_sheet(facts: Facts) -> Sheet:
    """Return what hypothetical sites would change, a row an area for each."""
    openings = facts.openings
    table = pd.DataFrame() if openings is None else openings_table(openings)
    return plain_sheet(facts, "openings", table)
