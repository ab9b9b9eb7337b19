"""Which polygon of the source is which district: by name, and where names fail, by hand or by position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from geodata.codes import Level
from geodata.errors import LayerError

if TYPE_CHECKING:
    import pandas as pd

    from geodata.wheel import Wheel

# (province, district) in the source → code: under another province there, or spelt otherwise.
EXCEPTIONS: Final = {
    ("Khon Kaen", "Ban Thaen"): "3611",
    ("Khon Kaen", "Khon San"): "3613",
    ("Surin", "Khwao Sin Rin"): "3216",
    ("Nakhon Ratchasima", "Noen Sa-Nga"): "3615",
    ("Phetchabun", "Phakdi Chumphon"): "3614",
    ("Lampang", "Sam Ngao"): "6303",
    ("Phichit", "Tap Khlo"): "6608",
    ("Phichit", "Wachirabarami"): "6612",
}
# Two districts of Ayutthaya are both Bang Sai in English: บางไทร (1404) and บางซ้าย (1413). Only their
# positions (longitude, latitude in degrees) tell them apart; the order of rows means nothing.
BANG_SAI: Final = {"1404": (100.48, 14.20), "1413": (100.29, 14.30)}


def match_districts(wheel: Wheel, official: pd.DataFrame) -> pd.Series:
    """Return the polygons of Thailand's districts on ``admin_code``.

    The source files 1,044 rows under Thailand, of which 116 are places of its neighbours: they match no name
    and are left out.

    Raises
    ------
    LayerError
        A district has no polygon, or more than one.

    """
    codes = _codes_by_name(official)
    rows = wheel.places[wheel.places["admin1"] == "Thailand"]
    shapes_by_code: dict[str, list[str]] = {}
    for shape_id, row in rows.iterrows():
        code = EXCEPTIONS.get((row["admin2"], row["name"])) or codes.get((_plain(row["admin2"]), _plain(row["name"])))
        if code is not None:
            shapes_by_code.setdefault(code, []).append(str(shape_id))
    twins = shapes_by_code.pop("1404", []) + shapes_by_code.pop("1413", [])
    codes_of_districts = official.index[official["level"] == Level.DISTRICT]
    wrong = [code for code in codes_of_districts if code not in BANG_SAI and len(shapes_by_code.get(code, [])) != 1]
    if wrong or len(twins) != len(BANG_SAI):
        raise LayerError(
            "layer_source_damaged",
            file=str(wheel.path),
            reason=f"no polygon, or several, for {wrong or 'Bang Sai'}",
        )
    pairs = {code: shape_ids[0] for code, shape_ids in shapes_by_code.items()}
    pairs |= _tell_apart(wheel.polygons(twins))
    polygons = wheel.polygons(pairs.values())
    polygons.index = list(pairs)
    return polygons.rename_axis("admin_code").sort_index()


def _codes_by_name(official: pd.DataFrame) -> dict[tuple[str, str], str]:
    english = official["name_en"].to_dict()
    districts = official[official["level"] == Level.DISTRICT]
    return {
        (_plain(english[str(row.parent_code)]), _plain(row.name_en)): str(row.Index) for row in districts.itertuples()
    }


def _plain(name: object) -> str:
    """Return a name without what spellings differ in: capitals, spaces, hyphens (Phang Nga, Phangnga)."""
    return "".join(letter for letter in str(name).casefold() if letter.isalnum())


def _tell_apart(polygons: pd.Series) -> dict[str, str]:
    points = shapely.point_on_surface(polygons.to_numpy())
    nearest = {
        code: str(polygons.index[int(np.argmin(shapely.distance(points, shapely.Point(place))))])
        for code, place in BANG_SAI.items()
    }
    if len(set(nearest.values())) != len(nearest):
        raise LayerError("layer_source_damaged", file="Bang Sai", reason="both lie nearest to the same position")
    return nearest
