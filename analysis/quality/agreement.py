"""Findings about numbers that do not agree: reported and named, counted and named, source and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.conflicts import conflicts
from analysis.places import recorded_in
from analysis.quality.finding import Facts, Finding, FindingKind
from analysis.standing import standing
from registry.schema import Basis, ListStatus, Qualifier, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from registry.tables import Tables


def agreement_findings(tables: Tables) -> Iterator[Finding]:
    """Return the findings about numbers beside numbers."""
    yield from _reported(tables.centres, tables.programmes)
    yield from _counted(tables.centres, tables.area_counts)
    yield from _counted_by_parts(tables.area_counts)
    for conflict in conflicts(tables):
        facts: Facts = {"conflict": conflict.key, "values": len(conflict.values)}
        yield Finding(FindingKind.SOURCES_DISAGREE, conflict.key, conflict.programme_id, (), facts)


def _reported(centres: pd.DataFrame, programmes: pd.DataFrame) -> Iterator[Finding]:
    table = standing(centres, programmes)
    exact = (table["reported_qualifier"] == Qualifier.EXACT) & (table["list_status"] != ListStatus.NOT_A_PLACE)
    differing = table[exact & (table["reported"] != table["named"]).fillna(value=False)]
    for programme_id, row in differing.iterrows():
        own = centres[(centres["programme_id"] == programme_id) & (centres["status"] == Status.OPEN)]
        facts: Facts = {
            "reported": int(row["reported"]), "named": int(row["named"]), "placed": int(row["placed_site"]),
        }  # fmt: skip
        ids = tuple(own.loc[own["basis"] != Basis.DERIVED, "centre_id"])
        yield Finding(FindingKind.REPORTED_NOT_NAMED, str(programme_id), str(programme_id), ids, facts)


def _counted(centres: pd.DataFrame, area_counts: pd.DataFrame) -> Iterator[Finding]:
    """Return the areas in which more centres are named than a partner counts."""
    named = centres[(centres["status"] == Status.OPEN) & (centres["basis"] != Basis.DERIVED)]
    for row in area_counts.itertuples(index=False):
        code, programme_id = str(row.admin_code), str(row.programme_id)
        own = named[named["programme_id"] == programme_id]
        here = own[own["subdistrict_code"] == code] if len(code) > 4 else own[recorded_in(own, code)]
        count, sites = int(str(row.count)), here["site_id"].nunique()
        if sites > count:
            facts: Facts = {"area": code, "count": count, "named": sites}
            ids = tuple(here["centre_id"])
            yield Finding(FindingKind.COUNT_BELOW_NAMES, f"{programme_id}/{code}", programme_id, ids, facts)


def _counted_by_parts(area_counts: pd.DataFrame) -> Iterator[Finding]:
    """Return the areas that a partner counts fewer in than in their parts together."""
    for programme_id, rows in area_counts.groupby("programme_id", sort=True):
        stated = rows.set_index("admin_code")["count"].astype("int64")
        least = stated[stated.index.str.len() == 6]
        for digits in (4, 2):
            in_parts = least.groupby(least.index.str[:digits]).sum()
            own = stated[stated.index.str.len() == digits]
            low = own[own < in_parts.reindex(own.index, fill_value=0)]
            for code, count, parts in zip(low.index, low, in_parts[low.index], strict=True):
                facts: Facts = {"area": str(code), "count": int(count), "parts": int(parts)}
                yield Finding(FindingKind.COUNT_BELOW_PARTS, f"{programme_id}/{code}", str(programme_id), (), facts)
            least = pd.concat([own, in_parts]).groupby(level=0).max()
