"""The record of each data file: what, by whom, of when, how many rows, under which licence, prepared how."""

from __future__ import annotations

from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from registry.sources import Source, read_sources
from ui.markdown import Markdown, link, plain
from ui.text import pick, t
from ui.widgets.download import csv_button
from ui.widgets.tables import text_table
from ui.words import number, when

GROUPS = ("programmes", "population", "areas", "layers")
COLUMNS = ("what", "producer", "date", "rows", "licence", "link")


def _link(url: str) -> Markdown:
    return link(urlsplit(url).hostname, url) if url.startswith("https://") else t("sources.files.no_link")


def files_table(records: list[Source]) -> pd.DataFrame:
    """Return the records in words, with a link to each source."""
    rows = [
        (
            Markdown(f"{plain(pick(record.title_th, record.title_en))} :gray[{plain(record.path)}]"),
            pick(record.producer_th, record.producer_en),
            when(record.data_date),
            number(record.rows),
            pick(record.licence_th, record.licence_en),
            _link(record.url),
        )
        for record in records
    ]
    return pd.DataFrame(rows, columns=[t(f"sources.files.{name}") for name in COLUMNS], dtype=object)


def _processing(records: list[Source]) -> None:
    with st.expander(t("sources.files.processing"), icon=":material/build:"):
        for record in records:
            st.markdown(
                f"**{plain(pick(record.title_th, record.title_en))}** :gray[{plain(record.path)}]  \n"
                f"{plain(pick(record.processing_th, record.processing_en))}  \n"
                f":gray[{t('sources.files.retrieved', date=when(record.retrieved))}]"
            )


def files_block() -> None:
    """Draw the records by group and their download."""
    st.markdown(f"## {t('sources.files.title')}")
    records = read_sources()
    for group in dict.fromkeys([*GROUPS, *(record.group for record in records)]):
        own = [record for record in records if record.group == group]
        if not own:
            continue
        st.markdown(f"### {t(f'sources.group.{group}') if group in GROUPS else plain(group)}")
        table = files_table(own)
        text_table(table.set_index(table.columns[0]))
        _processing(own)
    csv_button(pd.DataFrame(records), name="sources", source="data/sources.toml", data_date="")


def licences_block() -> None:
    """Draw the licences of the software and of the data."""
    st.markdown(f"## {t('sources.licences.title')}")
    by_licence: dict[str, list[str]] = {}
    for record in read_sources():
        by_licence.setdefault(pick(record.licence_th, record.licence_en), []).append(
            pick(record.title_th, record.title_en)
        )
    lines = [t("sources.licences.code"), t("sources.licences.font")]
    lines += [
        t("sources.licences.data", licence=Markdown(f"**{plain(key)}**"), titles=", ".join(titles))
        for key, titles in by_licence.items()
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))
