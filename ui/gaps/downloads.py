"""The gaps to take away: CSV and Excel, built when they are clicked."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis.gaps import Gaps
from answers.facts import Facts
from answers.provenance import provenance
from reports.gap_files import GapFiles, gap_csv, gap_workbook
from ui.markdown import Markdown
from ui.text import t, text
from ui.words import year

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloads(facts: Facts, gaps: Gaps) -> None:
    """Draw the buttons; what they hand out is what is on screen, with its source, date and filters."""
    files = GapFiles(
        gaps=gaps,
        terms=facts.sentence_terms(facts.question.map_level),
        source=t("source.coverage"),
        data_date=text("source.population_date", year=year(facts.population_year)),
        filters=provenance(facts).filter_phrases,
    )
    with st.container(horizontal=True, gap="small"):
        _button(t("gapview.csv"), "gaps.csv", lambda: gap_csv(files), mime="text/csv")
        _button(t("gapview.xlsx"), "gaps.xlsx", lambda: gap_workbook(files), mime=XLSX)


def _button(label: Markdown, name: str, make: Callable[[], bytes], *, mime: str) -> None:
    st.download_button(
        label,
        make,
        file_name=f"klaibaan-{name}",
        mime=mime,
        key=f"download-{name}",
        icon=":material/download:",
        on_click="ignore",
        type="tertiary",
    )
