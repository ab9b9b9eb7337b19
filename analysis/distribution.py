"""The spread of a set of centres over the areas of a level: the numbers of `analysis.equity` for real areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analysis.claims import Claim
from analysis.complete import IncompleteError
from analysis.equity import Theil, disparity, gini, hoover, location_quotient, lorenz, theil
from analysis.places import parent_codes
from geodata.codes import BANGKOK_CODE, Level

LEAST_AREAS: Final = 2


@dataclass(frozen=True)
class Distribution:
    """How centres are spread over people.

    areas has one row an area in scope (index ``admin_code``): centres, people (those within scope), centre_share and
    people_share (0–1), disparity (percentage points), location_quotient, region_code. lorenz is
    `analysis.equity.lorenz`. gini and hoover are 0–1; theil is divided over the regions of regions_level.
    """

    level: Level
    regions_level: Level
    areas: pd.DataFrame
    lorenz: pd.DataFrame
    gini: float
    hoover: float
    theil: Theil

    @property
    def centres(self) -> int:
        """All centres of the areas."""
        return int(self.areas["centres"].sum())

    @property
    def people(self) -> int:
        """All people of the areas."""
        return int(self.areas["people"].sum())

    def centre_share_at(self, people_share: float) -> float:
        """Return the share of the centres that the worst-off share (0–1) of the people have: a point of the curve."""
        return float(np.interp(people_share, self.lorenz["people_share"], self.lorenz["centre_share"]))

    def summary(self) -> pd.DataFrame:
        """Return the numbers of the whole, one row each: measure, value."""
        values = {
            "areas": len(self.areas),
            "centres": self.centres,
            "people": self.people,
            "gini": self.gini,
            "hoover": self.hoover,
            "centres_to_move": self.to_move,
            "theil": self.theil.total,
            "theil_between": self.theil.between,
            "theil_within": self.theil.within,
        }
        return pd.DataFrame({"measure": list(values), "value": list(values.values())})

    @property
    def to_move(self) -> float:
        """How many centres the Hoover index comes to: so many would have to stand elsewhere."""
        return self.hoover * self.centres


def distribution(table: pd.DataFrame, level: Level, *, scheme: Level = Level.REGION) -> Distribution:
    """Return the spread of the centres of a table over its areas in scope.

    Parameters
    ----------
    table
        Rows of `analysis.coverage.coverage` at the level: claim, centre_count, population_in_scope. Whether the list is
        complete over them is the caller's question (`analysis.complete`).
    level
        The level of the areas.
    scheme
        The regions that Theil's index is divided over, "region" (four) or "region6". Areas that all lie in Bangkok
        are divided over its six groups.

    Raises
    ------
    IncompleteError
        Nothing can be said: no centre, fewer than two areas, or an area whose people are not known.

    """
    scoped = table[table["claim"] != Claim.OUT_OF_SCOPE]
    centres, people = scoped["centre_count"].astype("int64"), scoped["population_in_scope"]
    if unknown := int(people.isna().sum()):
        raise IncompleteError("incomplete_people", count=unknown)
    if not centres.sum() or not people.sum():
        raise IncompleteError("incomplete_no_centres")
    if len(scoped) < LEAST_AREAS:
        raise IncompleteError("incomplete_one_area")
    regions_level = regions_of(level, scoped.index, scheme)
    regions = parent_codes(level, regions_level)[scoped.index]
    frame = pd.DataFrame(
        {
            "centres": centres,
            "people": people.astype("int64"),
            "centre_share": centres / centres.sum(),
            "people_share": (people / people.sum()).astype(float),
            "disparity": disparity(centres, people),
            "location_quotient": location_quotient(centres, people),
            "region_code": regions,
        }
    )
    return Distribution(
        level=level,
        regions_level=regions_level,
        areas=frame,
        lorenz=lorenz(centres, people),
        gini=gini(centres, people),
        hoover=hoover(centres, people),
        theil=theil(centres, people, regions),
    )


def regions_of(level: Level, codes: pd.Index, scheme: Level) -> Level:
    """Return the level of the regions that areas are divided over: Bangkok's groups for khet, else the scheme's."""
    in_bangkok = level is Level.DISTRICT and codes.str.startswith(BANGKOK_CODE).all()
    if in_bangkok or level is Level.BMA_GROUP:
        return Level.BMA_GROUP
    return level if level in (Level.COUNTRY, Level.REGION, Level.REGION6) else scheme
