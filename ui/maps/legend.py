"""The legend of a map: what fills the areas in front, the marks behind one click where the map is small."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from ui import palettes
from ui.text import t

if TYPE_CHECKING:
    from ui.maps.fills import Fill


def _mark_block(shown: pd.DataFrame, names: Mapping[str, str], *, theme: str) -> dict[str, Any]:
    ground = palettes.colours(theme)["mark"]
    rows = []
    for programme_id in [key for key in names if key in set(shown["programme_id"])]:
        colour, shape = palettes.programme_mark(programme_id)
        mark = {"shape": shape, "colour": colour, "ground": ground, "precision": "site"}
        rows.append({"label": names[programme_id], "mark": mark})
    return {"title": t("legend.programmes"), "entries": rows}


def _precision_block(shown: pd.DataFrame, *, theme: str) -> dict[str, Any]:
    ground = palettes.colours(theme)["mark"]
    grey = palettes.OTHER_MARK[0]
    present = set(shown["location_precision"])
    rows = [
        {
            "label": t(f"legend.precision_{key}"),
            "mark": {"shape": "circle", "colour": grey, "ground": ground, "precision": key},
        }
        for key in ("site", "town", "inferred", "district", "province")
        if key in present
    ]
    if (shown["basis"] == "derived").any():
        mark = {"shape": "circle", "colour": grey, "ground": ground, "precision": "district", "derived": True}
        rows.append({"label": t("legend.derived"), "mark": mark})
    return {"title": t("legend.precision"), "entries": rows}


def legend(fill: Fill, shown: pd.DataFrame, names: Mapping[str, str], *, theme: str, set_name: str) -> dict[str, Any]:
    """Return the legend: `head` explains the areas, `blocks` the marks."""
    head = {
        "title": fill.title or (f"{fill.measure} ({fill.unit})" if fill.unit else fill.measure),
        "note": f"{set_name} · {fill.note}" if fill.note else set_name,
        "entries": list(fill.legend),
    }
    marks = [_mark_block(shown, names, theme=theme), _precision_block(shown, theme=theme)] if len(shown) else []
    return {"summary": t("legend.marks"), "head": head if fill.legend else None, "blocks": marks}
