"""The state of a choropleth: which class each area is in, which centres are shown, what the legend says."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodata.codes import Level
from ui import cached, palettes
from ui.maps import catalogue, layers
from ui.maps.fills import GAP_CHARACTERS, HELD_CHARACTERS, NOBODY, Fill, looks
from ui.maps.legend import legend
from ui.maps.summary import map_summary
from ui.text import language, t
from ui.words import programme_names, value_name

TILES = {
    "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "attribution": "© OpenStreetMap contributors",
}


def build_state(
    *,
    level: Level,
    fill: Fill,
    shown: pd.DataFrame,
    chosen: str,
    view: tuple[str, Level],
    lines: Level,
    theme: str,
    set_name: str,
    label: str,
    tiles: bool = False,
) -> dict[str, Any]:
    """Return the state that the browser needs; about ten kilobytes for 928 areas and 1,000 centres.

    `view` is the area to look at and its level; `lines` the level whose borders stand out; `chosen` an admin_code
    or centre_id drawn with the accent.
    """
    names = programme_names(cached.programmes())
    values = [None if pd.isna(value) else round(float(value), 4) for value in fill.values]
    return {
        "lang": language(),
        "theme": theme,
        "label": label,
        "summary": map_summary(fill, shown, level=level, set_name=set_name),
        "keys": t("summary.keys"),
        "zoom": {"in": t("summary.zoom_in"), "out": t("summary.zoom_out")},
        "failed": t("map.failed"),
        "areas": layers.area_asset(level),
        "lines": layers.area_asset(lines),
        "ground": layers.ground_asset(),
        "classes": "".join(fill.classes),
        "values": values,
        "measure": fill.measure,
        "unit": fill.unit,
        "decimals": fill.decimals,
        "factor": fill.factor,
        "looks": looks(theme, opacity=0.55 if tiles else 1),
        "colours": palettes.colours(theme),
        "statusText": {
            "u": t("claim.unknown"),
            "?": t("claim.unknown"),
            "o": t("claim.out_of_scope"),
            "n": t("legend.no_data"),
            "y": t("claim.has_one"),
            "h": t("claim.has_other"),
            "z": t("claim.has_none"),
            "x": t("claim.has_one"),
            **dict.fromkeys((NOBODY, *GAP_CHARACTERS), t("claim.has_none")),
            **{character: t(f"benchmark_status.{key}") for key, character in HELD_CHARACTERS.items()},
        },
        "programmes": catalogue.marks(list(names), names),
        "precisions": {
            key: value_name("precision", key) for key in ("site", "town", "inferred", "district", "province")
        },
        "derivedText": t("legend.derived"),
        "plannedText": value_name("status", "planned"),
        "moreText": t("map.more_here"),
        "centres": catalogue.entry(cached.revision(), cached.centres(), shown),
        "chosen": chosen,
        "legend": legend(fill, shown, names, theme=theme, set_name=set_name),
        "view": {"token": f"{view[0]}@{view[1]}", "bounds": layers.bounds(*view)},
        "tiles": TILES if tiles else None,
    }
