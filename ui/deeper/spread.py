"""How evenly centres are spread: the indices in words, the Lorenz curve, the map of disparity, Theil's division."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analysis.distribution import Distribution
from answers.mapping.maps import map_model
from answers.sections.parts import Card
from geodata.cells import neutral_table
from ui import cached
from ui.charts.lorenz import lorenz_chart
from ui.charts.theil import theil_chart
from ui.deeper.small_map import small_map
from ui.deeper.view import AnalysisView, population_date
from ui.maps.theme import theme
from ui.markdown import Markdown
from ui.text import t, text
from ui.widgets.cards import draw_cards
from ui.widgets.download import csv_button
from ui.words import area_name, full_area_name, level_words, number, share


def indices_block(spread: Distribution) -> None:
    """Draw Gini, Hoover and Theil, each with what it says."""
    theil = spread.theil
    half = t("deeper.gini.half", share=share(spread.centre_share_at(0.5)))
    moved = t("deeper.hoover.words", share=share(spread.hoover), moved=number(spread.to_move), of=spread.centres)
    between = theil.between / theil.total if theil.total else 0.0
    divided = t(
        "deeper.theil.words",
        between=share(between),
        within=share(1 - between),
        regions=_plural(spread),
    )
    draw_cards(
        [
            Card(label=t("measure.gini.name"), value=number(spread.gini, decimals=2), detail=half,
                 dated=t("deeper.gini.range")),
            Card(label=t("measure.hoover.name"), value=share(spread.hoover), detail=moved,
                 dated=t("deeper.hoover.range")),
            Card(label=t("measure.theil.name"), value=number(theil.total, decimals=2), detail=divided,
                 dated=t("deeper.theil.range")),
        ]
    )  # fmt: skip


def lorenz_block(view: AnalysisView, spread: Distribution) -> None:
    """Draw the Lorenz curve."""
    st.markdown(f"## {t('deeper.lorenz.title')}")
    frame = pd.DataFrame(
        {
            "people": spread.lorenz["people_share"] * 100,
            "centres": spread.lorenz["centre_share"] * 100,
            "area": [area_name(code) if code else "" for code in spread.lorenz["admin_code"]],
        }
    )
    st.altair_chart(lorenz_chart(frame, theme=theme()), key="lorenz", width="stretch", alt=t("deeper.lorenz.title"))
    st.caption(t("deeper.lorenz.note"))
    _csv(view, spread.lorenz, "lorenz")


def disparity_block(view: AnalysisView, spread: Distribution) -> None:
    """Draw the map of disparity and what the chosen area has."""
    st.markdown(f"## {t('deeper.disparity.title')}")
    now = replace(view.now, measure="disparity", mode="")
    small_map(view, map_model(cached.facts(now)), spread.areas.index, name="disparity")
    st.caption(_chosen_words(view, spread) or t("deeper.disparity.hint"))
    _csv(view, spread.areas.drop(columns="region_code").reset_index(), "disparity", named=True)


def _chosen_words(view: AnalysisView, spread: Distribution) -> Markdown:
    if view.now.chosen not in spread.areas.index:
        return Markdown("")
    row = spread.areas.loc[[view.now.chosen]].iloc[0]
    return t(
        "deeper.disparity.chosen",
        area=full_area_name(view.now.chosen),
        centres=number(int(row["centres"])),
        centre_share=share(float(row["centre_share"])),
        people_share=share(float(row["people_share"])),
        quotient=number(float(row["location_quotient"]), decimals=2),
    )


def theil_block(view: AnalysisView, spread: Distribution) -> None:
    """Draw how Theil's index divides, and the regions it is divided over."""
    theil = spread.theil
    regions = _plural(spread)
    st.markdown(f"## {t('deeper.theil.title', regions=regions)}")
    if not theil.total:
        st.caption(t("deeper.theil.none"))
        return
    parts = {"between": theil.between, "within": theil.within}
    bar = pd.DataFrame(
        {
            "part": [
                text(f"deeper.theil.{name}", regions=regions, share=share(value / theil.total))
                for name, value in parts.items()
            ],
            "share": [100 * value / theil.total for value in parts.values()],
            "label": [number(value, decimals=3) for value in parts.values()],
        }
    )
    words = text("deeper.theil.title", regions=regions)
    st.altair_chart(theil_chart(bar, theme=theme()), key="theil", width="stretch", alt=words)
    st.dataframe(
        neutral_table(_regions(spread)),
        hide_index=True,
        key="theil-regions",
        column_config=_columns(level_words(spread.regions_level)),
    )
    st.caption(t("deeper.theil.note"))
    _csv(view, theil.regions.reset_index(), "theil")


def _plural(spread: Distribution) -> str:
    """Return the regions' level as it stands inside a sentence."""
    return level_words(spread.regions_level).lower()


def _regions(spread: Distribution) -> pd.DataFrame:
    table = spread.theil.regions
    return pd.DataFrame(
        {
            "region": [area_name(str(code)) for code in table.index],
            "centres": table["centre_share"].to_numpy() * 100,
            "people": table["people_share"].to_numpy() * 100,
            "quotient": (table["centre_share"] / table["people_share"]).to_numpy(),
            "index": table["index"].to_numpy(),
        }
    )


def _columns(regions: str) -> dict[str, Any]:
    config = st.column_config
    return {
        "region": config.TextColumn(regions),
        "centres": config.NumberColumn(t("deeper.theil.centres"), format="%.1f%%"),
        "people": config.NumberColumn(t("deeper.theil.people"), format="%.1f%%"),
        "quotient": config.NumberColumn(t("deeper.theil.quotient"), format="%.2f"),
        "index": config.NumberColumn(t("deeper.theil.index"), format="%.2f"),
    }


def _csv(view: AnalysisView, table: pd.DataFrame, name: str, *, named: bool = False) -> None:
    if named:
        table = table.assign(name=[area_name(str(code)) for code in table["admin_code"]])
    csv_button(table, name=f"equity-{name}", source=t("source.coverage"), data_date=population_date(),
               filters=view.words)  # fmt: skip
