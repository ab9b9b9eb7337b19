"""What a distance stands on: centres with a known position, those without, and the points of towns among them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from answers.question import Question
from geodata.codes import level_of
from ui.gaps.found import has_town_points
from ui.text import t
from ui.view import row_of, row_table
from ui.words import distance, number, share


def basis(now: Question, row: pd.Series) -> None:
    """Say beside an area's distances how many centres they stand on, and how far they hang on points of towns."""
    words = [t("gapview.basis", placed=number(row["placed_count"]), unplaced=number(row["unplaced_count"]))]
    if has_town_points(now) and pd.notna(row.get("mean_distance_km")):
        code = str(row["admin_code"])
        strict = row_of(row_table(now, level_of(code), count_town_points=False), code)
        words.append(_range(row, strict))
    st.caption(" ".join(words))


def _range(row: pd.Series, strict: pd.Series) -> str:
    if pd.isna(strict["mean_distance_km"]):
        return t("gapview.only_towns")
    return t(
        "gapview.range",
        km=distance(float(row["radius_km"])),
        share=share(_number(row["population_within_km"])),
        strict_share=share(_number(strict["population_within_km"])),
        mean=number(float(row["mean_distance_km"]), decimals=1),
        strict_mean=number(float(strict["mean_distance_km"]), decimals=1),
    )


def _number(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
