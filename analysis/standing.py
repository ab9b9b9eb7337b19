"""How much of what a programme reports is known: reported, named, placed to the district, placed to the building.

Four numbers, never one; planned and derived rows stand apart; nothing is summed across programmes.
"""

from __future__ import annotations

import pandas as pd

from analysis.claims import NOT_A_PLACE
from analysis.coverage import countable

PRECISIONS = ("province", "district", "town", "site")


def _members(rows: pd.DataFrame) -> int:
    return int(rows["member_id"].nunique())


def _row(programme: pd.Series, centres: pd.DataFrame) -> dict[str, object]:
    own = centres[centres["programme_id"] == programme["programme_id"]]
    reported = countable(own)
    reported = reported[reported["basis"] != "derived"]
    found: dict[str, object] = {
        "reported": programme["reported_count"],
        "reported_qualifier": programme["reported_qualifier"],
        "list_status": programme["list_status"],
        "listed": _members(reported),
        "named": _members(reported[reported["name_status"] == "named"]),
        "planned": _members(own[own["status"] == "planned"]),
        "derived": _members(own[(own["basis"] == "derived") & (own["status"] == "open")]),
    }
    for precision in PRECISIONS:
        found[f"placed_{precision}"] = _members(reported[reported["location_precision"] == precision])
    has_district = reported["district_code"].notna()
    found["placed_district"] = _members(reported[has_district])
    exact = (
        pd.notna(programme["reported_count"])
        and programme["reported_qualifier"] != "more_than"
        and programme["list_status"] != NOT_A_PLACE
    )
    for column in ("named", "placed_district", "placed_site"):
        share = int(str(found[column])) / int(programme["reported_count"]) if exact and programme["reported_count"] else None
        found[f"{column}_share"] = share
    return found


def standing(centres: pd.DataFrame, programmes: pd.DataFrame) -> pd.DataFrame:
    """Return each programme's figures, in the order of the programmes.

    Parameters
    ----------
    centres, programmes
        The register's tables.

    Returns
    -------
    DataFrame
        Index ``programme_id``. Columns: reported (Int64, missing where no count is reported), reported_qualifier,
        list_status; listed, named, placed_district (with a recorded district), placed_site (with the building's
        point), placed_town, placed_province (known to no more than the town's point, the province): counts of
        distinct members among open rows that are not derived; planned and derived, counted apart; and
        named_share, placed_district_share, placed_site_share over reported (0–1), where that is an exact number.

    """
    rows = {row["programme_id"]: _row(row, centres) for _, row in programmes.reset_index(drop=True).iterrows()}
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("programme_id")
    table["reported"] = table["reported"].astype("Int64")
    shares = [column for column in table.columns if column.endswith("_share")]
    table[shares] = table[shares].astype("float64")
    return table
