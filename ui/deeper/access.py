"""Access where people share centres: E2SFCA of every area, beside the plain ratio."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.cells import neutral_table
from ui.deeper.view import AnalysisView, access_table, population_date
from ui.markdown import plain
from ui.text import t
from ui.widgets.download import csv_button
from ui.words import area_name, distance, measure_header, number

HEIGHT_PX = 380


def access_block(view: AnalysisView) -> None:
    """Draw the list of areas by what each person has within the radius."""
    st.markdown(f"## {t('measure.e2sfca.name')}")
    st.caption(t("deeper.access.help", km=distance(view.radius_km)))
    table = access_table(view)
    if table.empty:
        st.caption(t("deeper.access.none"))
        return
    frame = pd.DataFrame(
        {
            "area": [area_name(str(code)) for code in table.index],
            "e2sfca": table["e2sfca"].to_numpy(),
            "ratio": table["centres_per_100k"].to_numpy(dtype=float),
        }
    ).sort_values("e2sfca", kind="stable")
    config = st.column_config
    st.dataframe(
        neutral_table(frame),
        hide_index=True,
        height=HEIGHT_PX,
        key="e2sfca",
        column_config={
            "area": config.TextColumn(t("list.area"), width=130),
            "e2sfca": config.ProgressColumn(
                t("deeper.access.column"), format="%.2f", min_value=0.0, max_value=float(frame["e2sfca"].max()) or 1.0
            ),
            "ratio": config.NumberColumn(
                t("deeper.access.ratio"), format="%.2f", help=plain(measure_header("centres_per_100k"))
            ),
        },
    )
    unplaced = int(table["unplaced_count"].iloc[0])
    st.caption(t("deeper.placed", placed=number(int(table["placed_count"].iloc[0])), unplaced=number(unplaced)))
    columns = ["admin_code", "name_th", "name_en", "population_in_scope", "centre_count", "centres_per_100k", "e2sfca",
               "radius_km", "placed_count", "unplaced_count"]  # fmt: skip
    csv_button(
        table[columns],
        name="equity-e2sfca",
        source=t("source.coverage"),
        data_date=population_date(),
        filters=view.words,
    )
