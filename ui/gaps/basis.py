"""What a distance stands on: centres with a known position, those without, and the points of towns among them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from answers.facts import Facts
from ui.markdown import Markdown, plain
from ui.text import t
from ui.words import distance, distance_assumptions, number, share


def basis(facts: Facts, row: pd.Series) -> None:
    """Say beside an area's distances how many centres they stand on, and how far they hang on points of towns."""
    words = [t("gapview.basis", placed=number(row["placed_count"]), unplaced=number(row["unplaced_count"]))]
    if facts.stands_on_town_points and pd.notna(row.get("mean_distance_km")):
        code = str(row["admin_code"])
        strict = facts.row(code, count_town_points=False)
        words.append(_range(row, strict))
    st.caption(" · ".join([*words, *map(plain, distance_assumptions())]))


def _range(row: pd.Series, strict: pd.Series) -> Markdown:
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
