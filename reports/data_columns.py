"""What stands in the columns of a table for machines: their titles and units, and how exactly their values are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.measures import MEASURES
from analysis.precision import rounded
from answers.words import t
from answers.words.measures import unit_of
from reports.book.columns import heading
from reports.column_formats import column_formats

if TYPE_CHECKING:
    from collections.abc import Iterable

_OF_SOURCE: Final = frozenset({"longitude", "latitude"})
"""Columns that are told as exactly as their source does."""
_UNITS: Final = {
    "people": (
        "population", "population_in_scope", "people", "people_without", "people_within", "age_0_14", "age_15_59",
        "age_60_plus", "outside_age_series", "newly_within", "newly_within_bangkok", "newly_within_0_14",
        "newly_within_60_plus", "people_nearer", "losing", "within_before", "within_after",
    ),
    "centres": (
        "listed", "listed_sites", "placed_province", "placed_town", "placed_inferred", "planned", "derived",
        "derived_count", "unplaced_in_area", "placed_count", "unplaced_count", "list_size", "unnamed_count",
        "bma_library_count", "book_house_count", "book_house_total", "named_open_count", "centres",
    ),
    "areas": ("khet", "has_one", "has_none", "unknown", "area_counts"),
    "degrees": ("longitude", "latitude"),
    "year_be": ("opened_be",),
    "years": ("age_years",),
    "share": ("gap_score",),
}  # fmt: skip
_UNIT_OF_NAME: Final = {name: unit for unit, names in _UNITS.items() for name in names}
_UNIT_OF_WORD: Final = {"km": "km", "share": "share", "rank": "share"}
"""Of the word that a name ends or begins with: people_beyond_km_rank, mean_before_km, share_after."""


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column: its name in the code, its title and unit in the reader's language, and the decimals of its values.

    unit is "" where the values are words, codes, dates or numbers without one; decimals is None where they are not
    rounded.
    """

    name: str
    title: str
    unit: str
    decimals: int | None


def data_columns(key: str, table: pd.DataFrame, *, lang: str) -> list[DataColumn]:
    """Return what stands in each column of a table, whose key is that of the words over its columns."""
    return [
        DataColumn(name, heading(key, name, lang=lang), _unit(name, lang=lang), _decimals(table[name]))
        for name in map(str, table.columns)
    ]


def unit_words(columns: Iterable[DataColumn]) -> str:
    """Return the units of those columns that have one, in one text: "population: people; radius_km: km"."""
    return "; ".join(f"{column.name}: {column.unit}" for column in columns if column.unit)


def as_shown(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its values rounded as every file shows them.

    Estimated numbers of people have three digits, distances a decimal, shares (of 1) three, other decimals two; what
    has none is a whole number. Longitudes and latitudes stay as they are.
    """
    shown = rounded(table)
    columns = {}
    for name in map(str, shown.columns):
        decimals = _decimals(shown[name])
        if decimals is not None and pd.api.types.is_float_dtype(shown[name].dtype):
            values = shown[name].round(decimals)
            columns[name] = values.astype("Int64") if decimals == 0 else values
    return shown.assign(**columns)


def _decimals(column: pd.Series) -> int | None:
    name = str(column.name)
    if name in _OF_SOURCE or not pd.api.types.is_numeric_dtype(column.dtype):
        return None
    if pd.api.types.is_integer_dtype(column.dtype):
        return 0
    form = column_formats([name]).get(name, "0.00")
    decimals = len(form.rstrip("%").partition(".")[2])
    return decimals + 2 if form.endswith("%") else decimals


def _unit(name: str, *, lang: str) -> str:
    words = name.split("_")
    key = _UNIT_OF_NAME.get(name)
    if key is None and name not in MEASURES:
        key = _UNIT_OF_WORD.get(words[-1]) or _UNIT_OF_WORD.get(words[0]) if len(words) > 1 or name == "share" else None
    if name in MEASURES and MEASURES[name].unit in {"share", "shares"}:
        key = "share"
    if key is not None:
        return t(f"data.unit.{key}", lang=lang)
    return unit_of(name, lang=lang).unit if name in MEASURES else ""
