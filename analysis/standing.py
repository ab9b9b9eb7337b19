"""Where each programme stands: what is reported, and how much of it is known by name and by place."""

from __future__ import annotations

from typing import Final

import pandas as pd

from analysis.derived import ONE_A_SUBDISTRICT, derived_by_rule
from geodata.codes import Level
from registry.schema import Basis, ListStatus, NameStatus, Precision, Qualifier, Status

SHARES: Final = ("named", "placed_district", "placed_site")


def standing(centres: pd.DataFrame, programmes: pd.DataFrame) -> pd.DataFrame:
    """Return one row a programme, in the order of the programmes.

    Reported, named, placed to the district and placed to the building are four numbers, never one. Open centres
    that a source names are counted by distinct member_id (a member with two buildings is one); derived and
    planned rows are counted apart. Who may enter does not matter here.

    Returns
    -------
    DataFrame
        Index ``programme_id``. reported (Int64, <NA> where the source gives none), reported_qualifier ("exact",
        "more_than" or None), reported_unit, listed, listed_sites (their buildings: a
        member may have several), named (own name known), placed_province, placed_district (a
        district is recorded), placed_town (a point, of the town only), placed_inferred (a point of the town
        in which it is inferred to be: no known position), placed_site (a point of the building),
        planned, derived (int64), list_status; named_share, placed_district_share, placed_site_share (0–1, over
        reported; missing where that is no exact number, or the programme is no place).

    """
    index = pd.Index(programmes["programme_id"], name="programme_id")
    is_open = centres["status"] == Status.OPEN
    derived = centres["basis"] == Basis.DERIVED
    listed = centres[is_open & ~derived]
    precision = listed["location_precision"]
    table = pd.DataFrame(
        {
            "reported": programmes["reported_count"].array,
            "reported_qualifier": programmes["reported_qualifier"].to_numpy(),
            "reported_unit": programmes["reported_unit"].to_numpy(),
            "listed": _members(listed, index),
            "listed_sites": _distinct(listed, "site_id", index),
            "named": _members(listed[listed["name_status"] == NameStatus.NAMED], index),
            "placed_province": _members(listed[listed["province_code"].notna()], index),
            "placed_district": _members(listed[listed["district_code"].notna()], index),
            "placed_town": _members(listed[precision == Precision.TOWN], index),
            "placed_inferred": _members(listed[precision == Precision.INFERRED], index),
            "placed_site": _members(listed[precision == Precision.SITE], index),
            "planned": _members(centres[(centres["status"] == Status.PLANNED) & ~derived], index),
            "derived": _members(centres[is_open & derived], index),
            "list_status": programmes["list_status"].to_numpy(),
        },
        index=index,
    )
    by_rule = derived_by_rule(Level.COUNTRY, list(index), centres).sum()
    table["derived"] += (index == ONE_A_SUBDISTRICT) * int(by_rule)
    exact = (table["reported_qualifier"] == Qualifier.EXACT) & (table["reported"].fillna(0) > 0)
    exact &= table["list_status"] != ListStatus.NOT_A_PLACE
    for name in SHARES:
        table[f"{name}_share"] = (table[name] / table["reported"].where(exact)).astype("Float64")
    return table


def _members(rows: pd.DataFrame, index: pd.Index) -> pd.Series:
    return _distinct(rows, "member_id", index)


def _distinct(rows: pd.DataFrame, column: str, index: pd.Index) -> pd.Series:
    counts = rows.groupby("programme_id")[column].nunique()
    return counts.reindex(index, fill_value=0).astype("int64")
