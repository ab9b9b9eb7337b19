"""Where a centre may be opened: points of subdistricts or districts, existing public places, or an uploaded list."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from analysis.field.earth import earth_centred
from analysis.places import with_districts, within
from analysis.sites import placed
from analysis.siting.demand import subdistrict_sites
from analysis.siting.errors import SitingError
from geodata.areas import areas
from geodata.assign import assign_districts
from geodata.codes import Level
from geodata.gazetteer import place
from registry.readers import COORDINATE_NAMES, read_table_text
from registry.vocabulary import Access

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from analysis.selection import Selection

SAME_PLACE_M: Final = 100.0
"""A candidate this near to an open centre is that centre."""
COLUMNS: Final = ("name_th", "name_en", "kind", "longitude", "latitude", "district_code", "cost")
_SHOWN_ROWS: Final = 10
_HEADER_ROWS: Final = 2


class Candidates(StrEnum):
    """Where a centre may be opened."""

    SUBDISTRICT = "tambon"
    DISTRICT = "district"
    LIBRARY = "library"
    LIST = "list"


def candidates(kind: Candidates, selection: Selection, *, file: Path | None = None) -> pd.DataFrame:
    """Return candidates: index ``candidate_id`` (sorted; it breaks ties), columns `COLUMNS`; cost NaN where not given.

    Parameters
    ----------
    kind
        Which.
    selection
        The question: an existing public place is a candidate where the question does not count it already.
    file
        The list, for `Candidates.LIST`.

    """
    if kind is Candidates.LIST:
        if file is None:
            message = "a list of candidates needs a file"
            raise ValueError(message)
        return read_candidates(file)
    table = {
        Candidates.SUBDISTRICT: _subdistricts,
        Candidates.DISTRICT: _districts,
    }.get(kind, lambda: _public_places(selection))()
    return table.assign(kind=str(kind), cost=np.nan)[list(COLUMNS)].sort_index().rename_axis("candidate_id")


def read_candidates(path: Path) -> pd.DataFrame:
    """Return the candidates of a file (CSV in UTF-8): longitude, latitude; candidate_id, name and cost beside them.

    The same place twice is one candidate: the first, at the lower cost.

    Raises
    ------
    SitingError
        Columns are missing, or rows have no usable position or cost, or lie outside Thailand; the rows are named.

    """
    text = read_table_text(path)
    text = text.rename(columns={name: name.strip().lower() for name in text.columns}).rename(columns=COORDINATE_NAMES)
    if not {"longitude", "latitude"} <= set(text.columns):
        raise SitingError("siting_candidate_columns", file=path.name)
    numbers = {name: pd.to_numeric(text[name], errors="coerce") for name in ("longitude", "latitude")}
    costs = pd.Series(np.nan, index=text.index)
    bad = numbers["longitude"].isna() | numbers["latitude"].isna()
    bad |= (numbers["longitude"].abs() > 180) | (numbers["latitude"].abs() > 90)
    if "cost" in text.columns:
        costs = pd.to_numeric(text["cost"], errors="coerce")
        bad |= costs.isna() | (costs < 0) | np.isinf(costs)
    if bad.any():
        raise SitingError("siting_candidate_rows", file=path.name, rows=_rows(bad))
    districts = assign_districts(numbers["longitude"], numbers["latitude"])["district_code"].set_axis(text.index)
    if districts.isna().any():
        raise SitingError("siting_candidate_outside", file=path.name, rows=_rows(districts.isna()))
    ids = text.get("candidate_id", pd.Series(None, index=text.index, dtype=object))
    width = len(str(len(text)))
    numbered = pd.Series([f"{position:0{width}}" for position in range(1, len(text) + 1)], index=text.index)
    names = text.get("name", pd.Series(None, index=text.index, dtype=object)).fillna("")
    table = pd.DataFrame(
        {
            "name_th": text.get("name_th", names).fillna(names), "name_en": text.get("name_en", names).fillna(names),
            "kind": str(Candidates.LIST), **numbers, "district_code": districts, "cost": costs,
        }
    ).set_axis(pd.Index(ids.where(ids.notna() & ~ids.duplicated(), numbered), name="candidate_id"))  # fmt: skip
    table = table.sort_values("cost", kind="stable").drop_duplicates(["longitude", "latitude"])
    return table[list(COLUMNS)].sort_index()


def usable_candidates(
    table: pd.DataFrame, *, area_code: str, excluded: tuple[str, ...], existing_xyz: NDArray[np.float64]
) -> pd.DataFrame:
    """Return the candidates in an area, outside the areas excluded, and not where a centre is open already.

    existing_xyz holds the open centres (Earth-centred, m): who lies within `SAME_PLACE_M` of one is that centre.
    """
    inside = within(Level.DISTRICT, [area_code])
    if excluded:
        inside &= ~within(Level.DISTRICT, excluded)
    mask = table["district_code"].map(inside).fillna(value=False).to_numpy(dtype=bool)
    table = table[mask]
    if not len(existing_xyz) or table.empty:
        return table
    apart, _ = cKDTree(existing_xyz).query(earth_centred(table["longitude"], table["latitude"]))
    return table[np.asarray(apart, dtype=np.float64) > SAME_PLACE_M]


def _subdistricts() -> pd.DataFrame:
    table = subdistrict_sites()
    names = [place(str(code)) for code in table.index]
    return table.assign(
        name_th=["" if one is None else one.name_th for one in names],
        name_en=["" if one is None else one.name_en for one in names],
    )


def _districts() -> pd.DataFrame:
    table = areas(Level.DISTRICT)
    return table[["name_th", "name_en", "longitude", "latitude"]].assign(district_code=table.index)


def _public_places(selection: Selection) -> pd.DataFrame:
    """Return the register's open, public sites with a known position that the question does not count."""
    centres = selection.tables.centres
    rows = with_districts(centres[centres["access"] == Access.PUBLIC]).set_index("centre_id")
    rows = rows.loc[placed(rows.reset_index())["centre_id"]]
    rows = rows[~rows["site_id"].isin(selection.counted["site_id"])].drop_duplicates("site_id").set_index("site_id")
    table = rows[["name_th", "name_en", "longitude", "latitude", "district_code"]].copy()
    table[["longitude", "latitude"]] = table[["longitude", "latitude"]].astype("float64")
    district_codes = assign_districts(table["longitude"], table["latitude"])["district_code"].set_axis(table.index)
    table["district_code"] = table["district_code"].where(table["district_code"].notna(), district_codes)
    for name in ("name_th", "name_en"):
        table[name] = table[name].fillna("")
    return table[table["district_code"].notna()]


def _rows(bad: pd.Series) -> str:
    positions = np.flatnonzero(bad.to_numpy()) + _HEADER_ROWS
    text = ", ".join(str(row) for row in positions[:_SHOWN_ROWS])
    return text if len(positions) <= _SHOWN_ROWS else f"{text} …"
