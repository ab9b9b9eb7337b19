"""The numbers of the overview and of Bangkok, each of a named set, each with its date and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.centre_filter import CentreFilter
from analysis.claims import Claim
from analysis.counts import Counts
from analysis.coverage import coverage
from analysis.demand import population
from analysis.figures import Figure, age_years, latest
from analysis.places import within
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, Level
from registry.schema import Basis, NameStatus, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registry.tables import Tables

__all__ = ["Figure", "Reach", "age_years", "khet_table", "latest", "reach", "relearning_areas", "relearning_table"]

RELEARNING: Final = "relearning"
BMA_LIBRARY: Final = "bma-library"
BOOK_HOUSE: Final = "book-house"


@dataclass(frozen=True)
class Reach:
    """Which areas have a centre of a set, which have none, and how many registered people live in each.

    with_one, with_other (one that is not open to the public), with_none and unknown are area codes; areas_in_scope
    counts all four. children are 0–14 and elderly
    60 and over, None where the ages are not known (outside Bangkok); outside_age_series people are in neither.
    """

    programmes: tuple[str, ...]
    with_one: tuple[str, ...]
    with_other: tuple[str, ...]
    with_none: tuple[str, ...]
    unknown: tuple[str, ...]
    areas_in_scope: int
    people_with: int
    people_without: int
    children_without: int | None
    elderly_without: int | None
    outside_age_without: int | None
    year_ce: int
    estimated: bool


def reach(level: Level, programmes: Sequence[str], tables: Tables) -> Reach:
    """Return which areas of a level have an open, public centre of a set of programmes, and which have none."""
    table = coverage(level, CentreFilter(programmes=tuple(programmes)), tables, measures=["centre_count"])
    people = population(level)
    without = people[table["claim"] == Claim.HAS_NONE]
    by_claim = {claim: tuple(table.index[table["claim"] == claim]) for claim in Claim}
    return Reach(
        programmes=tuple(programmes),
        with_one=by_claim[Claim.HAS_ONE],
        with_other=by_claim[Claim.HAS_OTHER],
        with_none=by_claim[Claim.HAS_NONE],
        unknown=by_claim[Claim.UNKNOWN],
        areas_in_scope=len(table) - len(by_claim[Claim.OUT_OF_SCOPE]),
        people_with=int(people.loc[table["claim"] == Claim.HAS_ONE, "population"].sum()),
        people_without=int(without["population"].sum()),
        children_without=_sum(without["age_0_14"]),
        elderly_without=_sum(without["age_60_plus"]),
        outside_age_without=_sum(without["outside_age_series"]),
        year_ce=int(people["year_ce"].max()),
        estimated=bool(without["estimated"].any()),
    )


def relearning_areas(centres: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return provinces and regions with an open Relearning centre, and all_regions of the target (NSO's four)."""
    rows = centres[(centres["programme_id"] == RELEARNING) & (centres["status"] == Status.OPEN)]
    provinces = tuple(sorted(set(rows["province_code"])))
    regions = areas(Level.PROVINCE)["region_code"].reindex(list(provinces))
    return {
        "provinces": provinces,
        "regions": tuple(sorted(set(regions))),
        "all_regions": tuple(areas(Level.REGION).index),
    }


def relearning_table(centres: pd.DataFrame) -> pd.DataFrame:
    """Return what is known of each Relearning centre, by region and province.

    Returns
    -------
    DataFrame
        Index ``centre_id``; province_code, region_code, province_name_th, province_name_en, population (Int64),
        name_th, name_en (None where the library's own name is not known), name_status, location_precision,
        district_code, opened_be (Int64), products, status, source, notes. None or <NA>: the source does not say.

    """
    rows = centres[centres["programme_id"] == RELEARNING].set_index("centre_id")
    provinces = areas(Level.PROVINCE)
    place = provinces.reindex(rows["province_code"]).set_index(rows.index)
    people = population(Level.PROVINCE)["population"].reindex(rows["province_code"])
    named = rows["name_status"] == NameStatus.NAMED
    table = rows.assign(
        region_code=place["region_code"],
        province_name_th=place["name_th"],
        province_name_en=place["name_en"],
        population=people.to_numpy(),
        name_th=rows["name_th"].astype(object).where(named, None),
        name_en=rows["name_en"].astype(object).where(named, None),
    )
    columns = [
        "province_code", "region_code", "province_name_th", "province_name_en", "population", "name_th", "name_en",
        "name_status", "location_precision", "district_code", "opened_be", "products", "status", "source", "notes",
    ]  # fmt: skip
    return table.sort_values(["region_code", "province_code"], kind="stable")[columns]


def khet_table(tables: Tables) -> pd.DataFrame:
    """Return Bangkok's fifty khet with what each has.

    Returns
    -------
    DataFrame
        Index ``admin_code``; name_th, name_en, bma_group_code, population, age_0_14, age_15_59, age_60_plus,
        outside_age_series (Int64), bma_library_claim (`Claim`), bma_library_count and book_house_total (named, or more
        where a partner counts more without naming them), book_house_count (named ones), named_open_count (any open
        centre that a source names, whoever may enter), derived_count (open derived rows: book corners). Counts are
        distinct sites recorded in the khet (int64).

    """
    khet = areas(Level.DISTRICT)[within(Level.DISTRICT, [BANGKOK_CODE])]
    people = population(Level.DISTRICT).reindex(khet.index)
    open_ = tables.centres[tables.centres["status"] == Status.OPEN]
    named = open_[open_["basis"] != Basis.DERIVED]
    table = khet[["name_th", "name_en", "bma_group_code"]].join(people.drop(columns=["year_ce", "estimated"]))
    centre_filter = CentreFilter(programmes=(BMA_LIBRARY,))
    libraries = coverage(Level.DISTRICT, centre_filter, tables, measures=["centre_count"])
    book_houses = _count(named[named["programme_id"] == BOOK_HOUSE], khet.index)
    unnamed = Counts(open_, tables.area_counts, [BOOK_HOUSE]).unnamed(Level.DISTRICT)
    return table.assign(
        bma_library_claim=libraries["claim"],
        bma_library_count=libraries["centre_count"],
        book_house_count=book_houses,
        book_house_total=book_houses + unnamed.reindex(khet.index),
        named_open_count=_count(named, khet.index),
        derived_count=_count(open_[open_["basis"] == Basis.DERIVED], khet.index),
    )


def areas_with_named_centre(level: Level, centres: pd.DataFrame) -> tuple[str, ...]:
    """Return the districts or provinces with an open centre that a source names, whoever may enter."""
    column = "district_code" if level == Level.DISTRICT else "province_code"
    rows = centres[(centres["status"] == Status.OPEN) & (centres["basis"] != Basis.DERIVED)]
    return tuple(sorted(set(rows[column].dropna())))


def _count(rows: pd.DataFrame, index: pd.Index) -> pd.Series:
    counts = rows.groupby("district_code")["site_id"].nunique()
    return counts.reindex(index, fill_value=0).astype("int64")


def _sum(column: pd.Series) -> int | None:
    return None if column.isna().any() else int(column.sum())
