"""The centres as the browser takes them: one file a revision of the register; a change names only who is shown."""

from __future__ import annotations

import base64

import numpy as np
import pandas as pd
import streamlit as st

from geodata.areas import areas
from geodata.codes import Level
from ui.maps.published import publish
from ui.palettes import programme_mark


def _anchor(row: pd.Series, places: dict[str, tuple[float, float]]) -> tuple[float, float]:
    """Return the point of a centre, or the middle of the smallest area it is known to."""
    if pd.notna(row["longitude"]) and pd.notna(row["latitude"]):
        return round(float(row["longitude"]), 5), round(float(row["latitude"]), 5)
    return places[_text(row["district_code"]) or str(row["province_code"])]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


@st.cache_resource(show_spinner=False, max_entries=4)
def catalogue(key: int | str, _centres: pd.DataFrame) -> tuple[str, pd.Index]:
    """Publish a catalogue of centres; return its file name and the centre ids in its order.

    `key` names the centres: the register's revision, or what tells an import's centres from any others.
    """
    ordered = _centres.sort_values("centre_id", kind="stable")
    table = pd.concat([areas(Level.DISTRICT), areas(Level.PROVINCE)]).round(5)
    middles = zip(table["longitude"], table["latitude"], strict=True)
    places = dict(zip(table.index, middles, strict=True))
    rows = []
    for _, row in ordered.iterrows():
        rows.append(
            {
                "id": row["centre_id"],
                "th": _text(row["name_th"]),
                "en": _text(row["name_en"]),
                "programme": row["programme_id"],
                "precision": row["location_precision"],
                "derived": row["basis"] == "derived",
                "planned": row["status"] == "planned",
                "at": _anchor(row, places),
            }
        )
    return publish("centres", rows), pd.Index(ordered["centre_id"])


def visible_bits(order: pd.Index, shown: pd.Index) -> str:
    """Return one bit a catalogue row, packed and in base64: 1,000 centres are 168 characters."""
    bits = np.packbits(order.isin(shown), bitorder="little")
    return base64.b64encode(bits.tobytes()).decode()


def entry(key: int | str, centres: pd.DataFrame, shown: pd.DataFrame) -> dict[str, str]:
    """Return where the browser finds a catalogue of centres, and which of them are shown."""
    url, order = catalogue(key, centres)
    return {"url": url, "visible": visible_bits(order, pd.Index(shown["centre_id"]))}


def marks(programme_ids: list[str], labels: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return colour, shape and label of each programme for the browser."""
    looks = {programme_id: programme_mark(programme_id) for programme_id in programme_ids}
    return {
        programme_id: {"colour": colour, "shape": shape, "label": labels.get(programme_id, programme_id)}
        for programme_id, (colour, shape) in looks.items()
    }
