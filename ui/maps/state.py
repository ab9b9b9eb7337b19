"""The state of a choropleth: which class each area is in, which centres are shown, what the legend says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.codes import Level
from reports.measured import OUTSIDE, Classed, Unit, class_words
from ui import cached, palettes
from ui.maps import catalogue, layers
from ui.maps.legend import legend
from ui.text import language, t
from ui.words import programme_names, value_name

CLAIM_CHARACTERS = {"has_one": "y", "has_none": "z", "unknown": "?", "out_of_scope": "o"}
TILES = {
    "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    "attribution": "© OpenStreetMap contributors",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """What fills the areas: one character an area, the value told on hover, and the legend's first block."""

    classes: pd.Series
    values: pd.Series
    measure: str
    unit: str
    decimals: int
    factor: float
    legend: tuple[dict[str, Any], ...]
    note: str = ""
    title: str = ""


def looks(theme: str, *, opacity: float) -> dict[str, dict[str, Any]]:
    """Return colour, opacity and hatching of each class character."""
    status = palettes.statuses(theme)
    found: dict[str, dict[str, Any]] = {
        str(position): {"colour": colour, "opacity": opacity} for position, colour in enumerate(palettes.ramp(theme), 1)
    }
    found["0"] = {"colour": status["zero"], "opacity": opacity}
    found["u"] = {"colour": status["unknown"], "opacity": opacity}
    found["n"] = {"colour": status["no_data"], "opacity": opacity}
    found["o"] = {"colour": status["out_of_scope"], "opacity": opacity}
    found["y"] = {"colour": status["has_one"], "opacity": opacity}
    found["z"] = {"colour": status["has_none"], "opacity": opacity}
    found["?"] = {"colour": status["unknown"], "opacity": opacity, "hatch": status["hatch"]}
    found[OUTSIDE] = {"colour": status["out_of_scope"], "opacity": 0}
    return found


def entry(character: str, label: str, *, theme: str) -> dict[str, Any]:
    """Return a legend row for a class character."""
    look = looks(theme, opacity=1)[character]
    row = {"label": label, "colour": look["colour"], "line": palettes.colours(theme)["strongLine"]}
    return {**row, "hatch": look["hatch"]} if "hatch" in look else row


def _status_entries(classes: pd.Series, *, theme: str) -> list[dict[str, Any]]:
    present = set(classes)
    wanted = {"u": "legend.unknown", "n": "legend.no_data", "o": "legend.out_of_scope"}
    return [entry(key, t(label), theme=theme) for key, label in wanted.items() if key in present]


def claim_fill(table: pd.DataFrame, inside: pd.Series, *, theme: str) -> Fill:
    """Fill areas by what may be claimed: the one view that asks for a conclusion, and so the one that hatches."""
    classes = table["claim"].map(CLAIM_CHARACTERS).where(inside, OUTSIDE)
    present = set(classes)
    rows = [
        entry(character, t(f"claim.{claim}"), theme=theme)
        for claim, character in CLAIM_CHARACTERS.items()
        if character in present
    ]
    return Fill(
        classes=classes,
        values=table["centre_count"].where(table["claim"] == "has_one"),
        measure=t("measure.centre_count.name"),
        unit=t("unit.centres"),
        decimals=0,
        factor=1,
        legend=tuple(rows),
        title=t("measure.claim.name"),
    )


def measure_fill(table: pd.DataFrame, unit: Unit, classed: Classed, *, theme: str) -> Fill:
    """Fill areas by the classes of a measure's values; unknown, no data and out of scope are classes of their own."""
    classes = classed.labels
    rows = [
        entry(character, class_words(bounds, unit, lang=language()), theme=theme)
        for character, bounds in classed.bounds.items()
        if character in set(classes)
    ]
    values = pd.to_numeric(table[unit.measure_id], errors="coerce").where(classes.isin([*classed.bounds]))
    return Fill(
        classes=classes,
        values=values,
        measure=unit.name,
        unit=unit.unit,
        decimals=unit.decimals,
        factor=unit.factor,
        legend=(*rows, *_status_entries(classes, theme=theme)),
        note=unit.note,
    )


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
    url, order = catalogue.catalogue(cached.revision(), cached.centres())
    values = [None if pd.isna(value) else round(float(value), 4) for value in fill.values]
    return {
        "lang": language(),
        "theme": theme,
        "label": label,
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
            "z": t("claim.has_none"),
        },
        "programmes": catalogue.marks(list(names), names),
        "precisions": {key: value_name("precision", key) for key in ("site", "town", "district", "province")},
        "derivedText": t("legend.derived"),
        "plannedText": value_name("status", "planned"),
        "moreText": t("map.more_here"),
        "centres": {"url": url, "visible": catalogue.visible_bits(order, pd.Index(shown["centre_id"]))},
        "chosen": chosen,
        "legend": legend(fill, shown, names, theme=theme, set_name=set_name),
        "view": {"token": f"{view[0]}@{view[1]}", "bounds": layers.bounds(*view)},
        "tiles": TILES if tiles else None,
    }
