"""The curve over radii, with the radii that others have set: the threshold is a choice."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.curve import RADII_KM
from analysis.precision import rounded
from analysis.radius import PRESETS
from analysis.situation import Distances
from answers import words
from ui.charts.radius_curve import radius_chart
from ui.deeper.view import AnalysisView, curve_of, population_date
from ui.errors import sentence
from ui.maps.theme import theme
from ui.markdown import Markdown, plain
from ui.text import language, t
from ui.widgets.download import csv_button
from ui.words import area_name, distance, distance_assumptions, number, share


def curve_block(view: AnalysisView) -> None:
    """Draw the share of people within 1 to 25 km, or why it is not told."""
    st.markdown(f"## {t('deeper.curve.title')}")
    curve = curve_of(view)
    if curve.incomplete is not None:
        st.info(plain(sentence(curve.incomplete)), icon=":material/rule:")
        return
    if not curve.placed_count:
        st.caption(t("deeper.curve.none"))
        return
    if curve.distances == Distances.NOT_REPORTED:
        counts = {"placed": number(curve.placed_count), "all": number(curve.placed_count + curve.unplaced_count)}
        st.info(plain(words.t("gap.too_few", lang=language(), **counts)), icon=":material/rule:")
        return
    table = curve.table
    frame = _per_cent(table)
    point = _per_cent(curve_of(view, (view.radius_km,)).table)
    here = point[point["radius_km"] <= RADII_KM[-1]]
    chart = radius_chart(frame, _presets(), here, theme=theme())
    st.altair_chart(chart, key="curve", width="stretch", alt=t("deeper.curve.title"))
    now = t("deeper.curve.here", km=distance(view.radius_km), share=share(float(point["share"].iloc[0]) / 100))
    st.markdown(f"{now} · {_half(table)}")
    people = t("deeper.curve.base", area=area_name(view.now.area), people=number(int(table["people"].iloc[0])))
    placed = t("deeper.placed", placed=number(curve.placed_count), unplaced=number(curve.unplaced_count))
    st.caption(" · ".join(map(plain, [people, placed, *distance_assumptions(), t("deeper.curve.note"), *_origins()])))
    csv_button(
        rounded(table).assign(placed_count=curve.placed_count, unplaced_count=curve.unplaced_count),
        name="curve",
        source=t("source.coverage"),
        data_date=population_date(),
        filters=view.words,
    )


def _half(table: pd.DataFrame) -> Markdown:
    """Say how far one must look before most people have a centre, and how much one kilometre more changes."""
    most = table[table["share"].astype(float) >= 0.5]
    if most.empty:
        return t("deeper.curve.never", share=share(float(table["share"].iloc[-1])), km=distance(25.0))
    first = most.iloc[0]
    return t("deeper.curve.half", km=distance(float(first["radius_km"])), share=share(float(first["share"])))


def _per_cent(table: pd.DataFrame) -> pd.DataFrame:
    return rounded(table).assign(
        share=table["share"].astype(float) * 100, people_within=lambda frame: frame["people_within"].astype(float)
    )


def _presets() -> pd.DataFrame:
    rows = [
        {"radius_km": preset.radius_km, "label": f"{t(f'radius.{preset.id}')} {distance(preset.radius_km)}", "row": row}
        for row, preset in enumerate(PRESETS)
    ]
    return pd.DataFrame(rows)


def _origins() -> list[Markdown]:
    km = t("radius.unit")
    origins = [
        Markdown(f"{t(f'radius.{preset.id}')} {plain(distance(preset.radius_km))} {km}: {t(f'radius.{preset.origin}')}")
        for preset in PRESETS
    ]
    return [*origins, t("radius.not_thai")]
