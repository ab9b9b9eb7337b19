"""Relearning's nine provinces: what is known of each library, and how large the provinces are."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.demand import population
from geodata.codes import Level
from ui import cached
from ui.charts.people import people_chart
from ui.maps.theme import theme
from ui.markdown import Markdown, plain
from ui.programmes.profile import nine_provinces
from ui.text import has, pick, t, text
from ui.widgets.download import csv_button
from ui.widgets.tables import text_table
from ui.words import area_name, bare_name, read_on, short_source, value_name, year, year_be

COLUMNS = ("province", "library", "precision", "year", "products", "source")


def _or_not_stated(value: object) -> Markdown:
    return plain(value) if isinstance(value, str) and value else Markdown(f":gray[{t('common.not_stated')}]")


def _products(centre_id: str, products: object) -> Markdown:
    key = f"programmes.products_of.{centre_id}"
    return t(key) if has(key) else _or_not_stated(products)


def _sources(source: object) -> list[str]:
    """Return the sources of a library one by one, each as its short words."""
    parts = source.split(" | ") if isinstance(source, str) else []
    return list(dict.fromkeys(short_source(part) for part in parts))


def all_sources(provinces: pd.DataFrame) -> list[str]:
    """Return every source once, in the order of the table: a row names them by their number."""
    return list(dict.fromkeys(part for source in provinces["source"] for part in _sources(source)))


def nine_table(provinces: pd.DataFrame) -> pd.DataFrame:
    """Return the libraries in words; what no source tells says so, as Markdown."""
    numbered = all_sources(provinces)
    rows = [
        (
            f"{bare_name(row['province_code'])} · {area_name(row['region_code'])}",
            _or_not_stated(pick(row["name_th"], row["name_en"])),
            value_name("precision", str(row["location_precision"])),
            _or_not_stated(None) if pd.isna(row["opened_be"]) else year_be(int(row["opened_be"])),
            _products(str(centre_id), row["products"]),
            ", ".join(str(numbered.index(part) + 1) for part in _sources(row["source"])),
        )
        for centre_id, row in provinces.iterrows()
    ]
    return pd.DataFrame(rows, columns=[t(f"programmes.nine.{name}") for name in COLUMNS], dtype=object)


def _chart_frame(provinces: pd.DataFrame) -> pd.DataFrame:
    named = provinces["name_status"] == "named"
    words = named.map({True: t("programmes.nine.name_known"), False: t("programmes.nine.name_unknown")})
    frame = pd.DataFrame(
        {
            "area": [bare_name(code) for code in provinces["province_code"]],
            "people": provinces["population"].astype("int64"),
            "known": words,
        }
    )
    return frame.sort_values("people", ascending=False, kind="stable")


def nine_block() -> None:
    """Draw the table of the provinces and the chart that compares them."""
    provinces = nine_provinces()
    if provinces.empty:
        return
    st.markdown(
        f"## {t('programmes.nine.title')}"
        if len(provinces) == 9
        else f"## {t('programmes.nine.title_count', count=len(provinces))}"
    )
    with st.container(key="nine"):
        text_table(nine_table(provinces).set_index(t("programmes.nine.province")))
    st.caption("  \n".join(f"[{number:d}] {plain(source)}" for number, source in enumerate(all_sources(provinces), 1)))
    csv_button(
        provinces.reset_index().drop(columns="source").assign(library_source=provinces["source"].to_numpy()),
        name="relearning",
        source=t("source.coverage"),
        data_date=read_on(cached.centres(), "relearning"),
    )
    _chart(provinces)


def _chart(provinces: pd.DataFrame) -> None:
    year_ce = int(population(Level.COUNTRY)["year_ce"].iloc[0])
    towns_only = (provinces["location_precision"] == "town").all()
    st.markdown(f"## {t('programmes.nine.chart')}")
    st.caption(
        t("programmes.nine.chart_note" if towns_only else "programmes.nine.chart_note_mixed", year=year(year_ce))
    )
    frame = _chart_frame(provinces)
    st.altair_chart(
        people_chart(frame, theme=theme()), key="nine-people", width="stretch", alt=t("programmes.nine.chart")
    )
    csv_button(
        frame,
        name="relearning-people",
        source=t("source.coverage"),
        data_date=text("source.population_date", year=year(year_ce)),
    )
