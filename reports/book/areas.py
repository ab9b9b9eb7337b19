"""The sheets of areas, centres, gaps and hypothetical sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.measures import MEASURES, TABLE_MEASURES
from analysis.norms import has_norm
from analysis.reported import without_positions
from analysis.what_if import openings_table
from answers.sections.beside import each_side
from answers.words.claims import claim_under_filter
from geodata.codes import Level
from registry.schema import CENTRES
from reports.book.sheet import sheet
from reports.workbook import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from answers.facts import Facts

_ABOUT_AREA: Final = ("admin_code", "name_th", "name_en", "parent_code", "population", "claim")


def areas_sheet(facts: Facts, level: Level) -> Sheet:
    """Return the measures of every area of a level, of subdistricts those inside the area looked at.

    With what may be concluded. Of several programmes each has its own rows: they are never added up.
    """
    return sheet(facts, f"areas_{level}", _by_programme(facts, lambda one: _areas(one, level)))


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
    if level == Level.SUBDISTRICT:
        table = table[facts.question.areas_inside()]
    words = [
        claim_under_filter(str(claim), facts.question.centre_filter, lang=lang, reason=str(reason))
        for claim, reason in zip(table["claim"], table["claim_reason"], strict=True)
    ]
    silent = without_positions(table)
    by_position = [*(key for key in TABLE_MEASURES if MEASURES[key].needs_points), "nearest_centre_id"]
    table = table.assign(conclusion=words, **{name: table[name].convert_dtypes().mask(silent) for name in by_position})
    table["distance_bands"] = [_bands(value) for value in table["distance_bands"]]
    if not has_norm(facts.question.centre_filter.programmes):
        table = table.drop(columns="centres_needed")
    first = [*_ABOUT_AREA, "conclusion"]
    return table[[*first, *(name for name in table.columns if name not in first)]]


def _bands(value: object) -> str | None:
    """Return the shares of people by band of distance in one cell, as per cent."""
    shares = list(value) if isinstance(value, list | tuple) else []
    complete = bool(shares) and not any(pd.isna(share) for share in shares)
    return " | ".join(f"{share:.1%}" for share in shares) if complete else None


def centres_sheet(facts: Facts) -> Sheet:
    """Return the centres that pass the filter, in the register's own columns."""
    table = facts.filtered.centres[[*CENTRES.names]]
    return sheet(facts, "centres", table)


def gaps_sheet(facts: Facts, name: str) -> Sheet:
    """Return a list of the gaps, "ranked" or "to_check", with the reason of each."""
    return sheet(facts, f"gaps_{name}", _by_programme(facts, lambda one: _gaps(one, name)))


def _gaps(facts: Facts, name: str) -> pd.DataFrame:
    table = facts.gaps.to_check if name == "to_check" else facts.gaps.ranked
    if not has_norm(facts.gap_question.centre_filter.programmes):
        table = table.drop(columns="centres_needed")
    return table.assign(sentence=facts.gap_reasons(table) if len(table) else pd.Series(dtype=object))


def openings_sheet(facts: Facts) -> Sheet:
    """Return what hypothetical sites would change, a row an area for each."""
    openings = facts.openings
    table = pd.DataFrame() if openings is None else openings_table(openings)
    return sheet(facts, "openings", table)
