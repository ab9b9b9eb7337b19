"""What the browser needs to draw a map: the model, its looks, the addresses of files, and the words of the host."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from answers.mapping.looks import style
from answers.mapping.maps import bounds_with_nearest, extent_of
from answers.mapping.model import MapModel
from geodata.codes import level_of
from geodata.errors import KlaiBaanError
from ui import cached
from ui.maps import catalogue, layers
from ui.maps.theme import theme
from ui.text import t, text
from ui.words import value_name

TILES: Final = {
    "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "attribution": "© OpenStreetMap contributors",
}
_VEIL: Final = 0.55
"""How opaque areas are over the tiles."""


def host_state(
    model: MapModel,
    *,
    look: str = "",
    link: tuple[int, str] | None = None,
    group: str = "",
    tiles: bool = False,
    placing: tuple[str, str] | None = None,
    refusals: int = 0,
) -> dict[str, Any]:
    """Return the state of a map; about eight kilobytes for 928 areas and 1,000 centres.

    Parameters
    ----------
    model
        The map; its marks stand in a file, and the state names those that are shown. Its codes are those of the file of
        its areas, in the same order.
    look
        The area that the map moves to when another is named; "" for all that the map is of.
    link
        A number that changes with each address taken up, and the view that it asks for, "latitude,longitude,zoom" or
        ""; None where the address has no part in the map.
    group
        The name that maps of one page share where they move as one; "" for a map by itself.
    tiles
        Whether the online base map lies below.
    placing
        Where a click puts a hypothetical site, what the pointer says over the map and over a site; else None.
    refusals
        How many steps on the map were refused: each draws the map anew, and puts back a site that was dragged.

    """
    place = extent_of(look, model.extent.code) if look else model.extent
    bounds = bounds_with_nearest(place, model) if look else place.bounds
    return {
        "model": replace(model, marks=(), codes=()).to_json(),
        "marks": catalogue.marks_entry(model),
        "style": style(theme(), cached.programmes()["programme_id"]),
        "label": text("map.label", title=model.title),
        "layers": {
            "areas": layers.area_asset(model.level, model.extent.code),
            "borders": layers.area_asset(model.borders),
            "ground": layers.ground_asset(),
            "towns": layers.town_asset(),
            "water": layers.water_asset(),
            "chosen": _layer_of_chosen(model),
        },
        "view": {
            "token": f"{place.code} {link}",
            "bounds": bounds,
            "at": link[1] if link else "",
            "address": link is not None,
            "group": group,
        },
        "tiles": TILES if tiles else None,
        "veil": _VEIL if tiles else 0,
        "words": {**_words(), **dict(zip(("placing", "pin"), placing or ("", ""), strict=True))},
        "refusals": refusals,
    }


def _layer_of_chosen(model: MapModel) -> str:
    """Return the file of the chosen area's level where it is another than that of the areas drawn."""
    try:
        level = level_of(model.chosen)
    except KlaiBaanError:
        return ""
    return "" if level == model.level else layers.area_asset(level)


def _words() -> dict[str, str]:
    hand = {name: t(f"hand.{name}") for name in ("in", "out", "whole", "keys", "wheel", "fingers", "legend")}
    return {
        **hand,
        "marks": t("legend.marks"),
        "planned": value_name("status", "planned"),
        "more": t("map.more_here"),
        "failed": t("map.failed"),
    }
