"""Areas and subdistricts by name, and the centres, as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.demand import population
from answers.finding.index import letters
from answers.mapping.maps import marks_of
from answers.mapping.outlines import LEVELS
from geodata.areas import areas
from geodata.codes import Level
from geodata.gazetteer.names import usual_names
from geodata.gazetteer.places import Kind, all_places
from registry.schema import Access, Precision, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

PRECISIONS = tuple(str(one) for one in Precision)
ACCESSES = tuple(str(one) for one in Access)
STATUSES = tuple(str(one) for one in Status)


def area_columns() -> dict[str, dict[str, Any]]:
    """Return of every level its areas in the order of their codes.

    th and en are names without their words (the scripts add them); groups those of Bangkok's khet; at is longitude and
    latitude of a point inside, in degrees; people are the registered ones; estimated the codes whose number is in part
    an estimate. ages has, where they are known, children (0–14), elderly (60 and over) and people outside the ages.
    """
    return {str(level): _columns(level) for level in LEVELS}


def _columns(level: Level) -> dict[str, Any]:
    table = areas(level)
    people = population(level).reindex(table.index)
    aged = people[people["age_0_14"].notna()]
    return {
        "codes": list(table.index),
        "th": table["name_th"].tolist(),
        "en": [str(english or thai) for thai, english in zip(table["name_th"], table["name_en"], strict=True)],
        "parents": table["parent_code"].fillna("").tolist(),
        "groups": [code if isinstance(code, str) else "" for code in table["bma_group_code"]],
        "at": [[round(x, 4), round(y, 4)] for x, y in zip(table["longitude"], table["latitude"], strict=True)],
        "people": [int(number) for number in people["population"]],
        "estimated": [str(code) for code in people.index[people["estimated"].astype(bool)]],
        "ages": {
            str(code): [int(row["age_0_14"]), int(row["age_60_plus"]), int(row["outside_age_series"])]
            for code, row in aged.iterrows()
        },
    }


def subdistrict_columns() -> dict[str, Any]:
    """Return what the search needs: subdistricts by code and both names, usual other names, letters of one sound."""
    subdistricts = [one for one in all_places().values() if one.kind == Kind.SUBDISTRICT]
    return {
        "codes": [one.code for one in subdistricts],
        "th": [one.name_th for one in subdistricts],
        "en": [one.name_en for one in subdistricts],
        "usual": {code: list(names) for code, names in usual_names().items()},
        "letters": letters(),
    }


def centre_columns(centres: pd.DataFrame, programme_ids: Sequence[str]) -> dict[str, Any]:
    """Return the centres as columns in the order of their ids; coded values are places in the lists beside them.

    lon and lat are where the mark of each stands (`answers.mapping.model.Mark`), in degrees.
    """
    ordered = centres.sort_values("centre_id", kind="stable")
    place = {programme_id: at for at, programme_id in enumerate(programme_ids)}
    marks = {mark.centre_id: mark for mark in marks_of(ordered, lang="th")}
    return {
        "id": ordered["centre_id"].tolist(),
        "programme": [place[programme_id] for programme_id in ordered["programme_id"]],
        "th": _texts(ordered["name_th"]),
        "en": _texts(ordered["name_en"]),
        "province": _texts(ordered["province_code"]),
        "district": _texts(ordered["district_code"]),
        "subdistrict": _texts(ordered["subdistrict_code"]),
        "lon": [marks[centre_id].longitude for centre_id in ordered["centre_id"]],
        "lat": [marks[centre_id].latitude for centre_id in ordered["centre_id"]],
        "precision": [PRECISIONS.index(value) for value in ordered["location_precision"]],
        "access": [ACCESSES.index(value) for value in ordered["access"]],
        "status": [STATUSES.index(value) for value in ordered["status"]],
        "derived": [int(value == "derived") for value in ordered["basis"]],
        "opened": [None if pd.isna(year) else int(year) for year in ordered["opened_be"]],
    }


def _texts(column: pd.Series) -> list[str]:
    return [value if isinstance(value, str) else "" for value in column]
