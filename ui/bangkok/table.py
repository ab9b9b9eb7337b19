"""The table of the fifty khet."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.cells import neutral_table
from ui import selection
from ui.bangkok.khet_facts import bma_reach, book_house_counts, in_group, khet, population_date
from ui.text import t, text
from ui.widgets.download import csv_button
from ui.words import area_name, year

NUMBERS = ("people", "age_0_14", "age_60_plus", "libraries", "book_houses", "book_houses_counted")


def table_frame(table: pd.DataFrame) -> pd.DataFrame:
    """Return the khet in words, one row each, with sortable numbers."""
    columns = {
        "khet": [area_name(code) for code in table.index],
        "group": [area_name(code) for code in table["bma_group_code"]],
        "claim": [t(f"claim.{claim}") for claim in table["bma_library_claim"]],
        "people": table["population"].to_numpy(),
        "age_0_14": table["age_0_14"].to_numpy(),
        "age_60_plus": table["age_60_plus"].to_numpy(),
        "libraries": table["bma_library_count"].to_numpy(),
        "book_houses": table["book_house_count"].to_numpy(),
        "corner": [t("bangkok.table.has_corner") if count else t("common.missing") for count in table["derived_count"]],
    }
    if len(book_house_counts()):
        columns["book_houses_counted"] = table["book_house_total"].to_numpy()
    return pd.DataFrame({t(f"bangkok.table.{name}"): values for name, values in columns.items()}, index=table.index)


def khet_block() -> None:
    """Draw the table of the chosen groups, the khet with most people first among those without a library."""
    groups = selection.current().group
    table = in_group(khet(), groups)
    names = ", ".join(area_name(code) for code in groups)
    st.markdown(f"## {t('bangkok.table.title_group', group=names) if groups else t('bangkok.table.title')}")
    st.caption(t("bangkok.table.note", date=population_date()))
    table = table.assign(last=table["bma_library_claim"] != "has_none").sort_values(
        ["last", "population"], ascending=[True, False]
    )
    st.dataframe(
        neutral_table(table_frame(table)),
        hide_index=True,
        key="khet-table",
        height=min(36 * (len(table) + 1), 620),
        column_config={
            t(f"bangkok.table.{name}"): st.column_config.NumberColumn(format="localized") for name in NUMBERS
        },
    )
    csv_button(
        table.drop(columns="last").reset_index(),
        name="bangkok-khet",
        source=t("source.coverage"),
        data_date=text("source.population_date", year=year(bma_reach().year_ce)),
        filters=names,
    )
