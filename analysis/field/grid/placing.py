"""In which district the people of a grid live, and the demand points made of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from analysis.field.grid.record import read_cells
from analysis.field.points import points_of
from geodata.areas import areas
from geodata.assign import assign_districts
from geodata.codes import Level
from geodata.layers import read_neighbours

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analysis.field.grid.cells import Cells
    from analysis.field.grid.record import GridRecord
    from analysis.field.points import DemandPoints


def district_positions(cells: Cells) -> NDArray[np.int64]:
    """Return of each point the position of its district in the order of the codes, or -1.

    Cells on a coast that the drawn boundaries leave in the water belong to the nearest district within the layer's
    tolerance; those that lie in a neighbouring country do not, however near.
    """
    districts = assign_districts(cells.longitude, cells.latitude)
    positions = areas(Level.DISTRICT).index.get_indexer(pd.Index(districts["district_code"]))
    off = np.flatnonzero((districts["match"] == "nearest").to_numpy())
    if off.size:
        abroad = shapely.union_all(read_neighbours().geometry.to_numpy())
        shapely.prepare(abroad)
        positions[off[shapely.contains_xy(abroad, cells.longitude[off], cells.latitude[off])]] = -1
    return np.asarray(positions, dtype=np.int64)


def grid_points(record: GridRecord, lattice: DemandPoints) -> DemandPoints:
    """Return the people of the installed grid as demand points; districts with nobody in it keep the lattice."""
    cells = read_cells(record)
    district = district_positions(cells)
    inside = district >= 0  # with other boundaries than it was installed for, a point may have none
    cells, district = cells.only(inside), district[inside]
    sums = np.bincount(district, cells.people, minlength=len(lattice.district_codes))
    own = lattice.district_of_point()
    lattice_mask = sums[own] == 0
    points = points_of(
        lattice.district_codes,
        np.concatenate([district, own[lattice_mask]]),
        np.concatenate([cells.longitude, lattice.longitude[lattice_mask]]),
        np.concatenate([cells.latitude, lattice.latitude[lattice_mask]]),
        np.concatenate([cells.people, lattice.people[lattice_mask]]),
        district_people=np.where(sums > 0, sums, lattice.district_people),
    )
    return replace(points, source="grid", year_ce=record.year_ce, title=record.file, source_text=record.source)
