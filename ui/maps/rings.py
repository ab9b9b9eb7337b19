"""The rings of a radius around placed centres, and the pins of places that are only thought of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from ui import cached, palettes
from ui.maps import catalogue
from ui.text import t
from ui.words import distance


@dataclass(frozen=True, slots=True, kw_only=True)
class Rings:
    """Around which centres (placed ones), how wide, and around which candidates (longitude, latitude).

    `placing` is what the pointer says while a click puts a candidate, or nothing.
    """

    radius_km: float
    centre_ids: tuple[str, ...]
    candidates: tuple[tuple[float, float], ...] = ()
    placing: str = ""


def with_rings(state: dict[str, Any], rings: Rings) -> dict[str, Any]:
    """Return a map's state with the rings, the pins and their row in the legend."""
    _, order = catalogue.catalogue(cached.revision(), cached.centres())
    colour = palettes.colours(state["theme"])["reach"]
    head = state["legend"]["head"]
    row = {"label": t("legend.reach", km=distance(rings.radius_km)), "ring": colour}
    pins = [
        {"label": str(number), "at": [round(longitude, 5), round(latitude, 5)]}
        for number, (longitude, latitude) in enumerate(rings.candidates, 1)
    ]
    return {
        **state,
        "legend": {**state["legend"], "head": {**head, "entries": [*head["entries"], row]} if head else None},
        "reach": {
            "km": rings.radius_km,
            "centres": catalogue.visible_bits(order, pd.Index(rings.centre_ids, dtype=object)),
            "colour": colour,
        },
        "pins": pins,
        "placing": rings.placing,
    }
