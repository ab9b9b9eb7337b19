"""Findings about where centres are: points that cannot be, and places that may be one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analysis.quality.finding import Facts, Finding, FindingKind
from geodata.assign import point_to_area_m
from registry.importing.check.alike import NEAR_M, alike_pairs
from registry.importing.check.names import name_key
from registry.located import POINT_OUTSIDE_DISTRICT
from registry.schema import Basis, NameStatus, Precision, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST_NAME: Final = 6
"""Letters of a name below which two centres of that name are no surprise."""


def place_findings(centres: pd.DataFrame) -> Iterator[Finding]:
    """Return the findings about points and places.

    Parameters
    ----------
    centres
        The register's centres with located_district_code and warning.

    """
    rows = centres[(centres["status"] != Status.CLOSED) & (centres["basis"] != Basis.DERIVED)]
    rows = rows.reset_index(drop=True)
    yield from _outside_thailand(rows)
    yield from _outside_district(rows)
    yield from _two_provinces(rows)
    named = rows[(rows["name_status"] == NameStatus.NAMED) & rows["name_th"].notna()].reset_index(drop=True)
    keys = [name_key(str(name)) for name in named["name_th"]]
    yield from _same_place(named, keys)
    yield from _same_name(named, keys)


def _outside_thailand(rows: pd.DataFrame) -> Iterator[Finding]:
    outside = rows[rows["longitude"].notna() & rows["located_district_code"].isna()]
    for row in outside.itertuples(index=False):
        yield _of_centre(FindingKind.OUTSIDE_THAILAND, row.centre_id, row.programme_id)


def _outside_district(rows: pd.DataFrame) -> Iterator[Finding]:
    wrong = rows[rows["warning"] == POINT_OUTSIDE_DISTRICT]
    metres = point_to_area_m(wrong["longitude"], wrong["latitude"], wrong["district_code"])
    for row, away in zip(wrong.itertuples(index=False), metres, strict=True):
        facts: Facts = {
            "recorded": str(row.district_code), "km": round(float(away) / 1000, 1),
            "located": str(row.located_district_code or ""),
        }  # fmt: skip
        yield _of_centre(FindingKind.OUTSIDE_DISTRICT, row.centre_id, row.programme_id, facts)


def _two_provinces(rows: pd.DataFrame) -> Iterator[Finding]:
    provinces = rows.groupby("site_id")["province_code"].nunique()
    for site_id in provinces.index[provinces > 1]:
        own = rows[rows["site_id"] == site_id]
        yield Finding(
            FindingKind.SITE_IN_TWO_PROVINCES,
            str(site_id),
            str(own["programme_id"].iloc[0]),
            tuple(own["centre_id"]),
            {"site": str(site_id), "count": int(provinces[site_id])},
        )


def _same_place(named: pd.DataFrame, keys: list[str]) -> Iterator[Finding]:
    """Return pairs of buildings whose names are alike and that lie within a walk of each other, or in one district."""
    group = [f"{one}/{code}" if code else "" for one, code in zip(named["programme_id"], _text(named), strict=True)]
    pairs = alike_pairs(keys, group, named["longitude"].to_numpy(float), named["latitude"].to_numpy(float))
    sites, members = named["site_id"].to_numpy(), named["member_id"].to_numpy()
    precision = named["location_precision"].to_numpy()
    for first, second, metres in zip(pairs.first, pairs.second, pairs.metres, strict=True):
        if sites[first] == sites[second] or members[first] == members[second]:
            continue
        ids = tuple(sorted(named["centre_id"].iloc[[first, second]]))
        to_building = (precision[[first, second]] == Precision.SITE).all()
        facts = {"metres": round(float(metres))} if to_building and not np.isnan(metres) else {}
        yield Finding(FindingKind.SAME_PLACE, "+".join(ids), str(named["programme_id"].iloc[first]), ids, facts)


def _same_name(named: pd.DataFrame, keys: list[str]) -> Iterator[Finding]:
    """Return centres of one programme that have one name and are too far apart to be one building."""
    table = named.assign(name_key=pd.Series(keys, index=named.index, dtype=str))
    table = table[table["name_key"].str.len() >= _SHORTEST_NAME]
    for (programme_id, _), own in table.groupby(["programme_id", "name_key"], sort=True):
        if own["member_id"].nunique() < 2 or not _apart(own):
            continue
        ids = tuple(sorted(own["centre_id"]))
        facts: Facts = {"count": len(ids), "name": str(own["name_th"].iloc[0])}
        yield Finding(FindingKind.SAME_NAME, "+".join(ids), str(programme_id), ids, facts)


def _apart(own: pd.DataFrame) -> bool:
    """Tell whether the rows lie in several districts, or their points are farther apart than a walk."""
    if len(set(own["district_code"].dropna())) > 1 or len(set(own["province_code"])) > 1:
        return True
    spread = own[["longitude", "latitude"]].max() - own[["longitude", "latitude"]].min()
    return bool((spread * 111_000).max() > NEAR_M)


def _text(named: pd.DataFrame) -> list[str]:
    return [code if isinstance(code, str) else "" for code in named["district_code"]]


def _of_centre(kind: FindingKind, centre_id: object, programme_id: object, facts: Facts | None = None) -> Finding:
    return Finding(kind, str(centre_id), str(programme_id), (str(centre_id),), facts or {})
