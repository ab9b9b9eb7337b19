"""The sites of a scenario as a table, and as files: CSV, GeoJSON, Excel."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from analysis.precision import estimate
from answers.words.names import full_area_name
from geodata.crs import WGS84
from geodata.tabular import write_table

if TYPE_CHECKING:
    from answers.facts import Facts


def scenario_table(facts: Facts) -> pd.DataFrame:
    """Return what a scenario opens and closes: one row a centre.

    action ("open" or "close"), site (number), centre_id, longitude, latitude (degrees, WGS 84), district_code,
    district, radius_km, newly_within (people, each site by itself; missing for a closed centre), distances.
    """
    openings, lang = facts.openings, facts.question.lang
    rows: list[dict[str, object]] = []
    if openings is not None:
        for number, one in enumerate(openings.each, start=1):
            place = one.places[0]
            rows.append(
                {
                    "action": "open", "site": number, "centre_id": None, "longitude": place.longitude,
                    "latitude": place.latitude, "district_code": place.district_code,
                    "district": full_area_name(place.district_code, lang=lang), "radius_km": one.radius_km,
                    "newly_within": int(estimate(one.newly_within)), "distances": str(one.distances),
                }
            )  # fmt: skip
    centres = facts.tables.centres.set_index("centre_id")
    for centre_id in facts.question.closed:
        if centre_id not in centres.index:
            continue
        row = centres.loc[[centre_id]].iloc[0]
        rows.append(
            {
                "action": "close", "site": None, "centre_id": centre_id, "longitude": row["longitude"],
                "latitude": row["latitude"], "district_code": row["district_code"], "district": None,
                "radius_km": facts.radius_km, "newly_within": None, "distances": None,
            }
        )  # fmt: skip
    table = pd.DataFrame(rows)
    return table.astype({"site": "Int64", "newly_within": "Int64"}) if rows else table


def scenario_file(facts: Facts, suffix: str) -> bytes:
    """Return the table as the bytes of a .csv, .geojson or .xlsx file."""
    table = scenario_table(facts)
    if suffix == ".geojson":
        points = gpd.points_from_xy(table["longitude"].astype(float), table["latitude"].astype(float))
        table = gpd.GeoDataFrame(table, geometry=points, crs=WGS84)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"scenario{suffix}"
        write_table(table, path, layer_name="scenario")
        return path.read_bytes()
