"""How things are computed: every measure of the one table, the claims, the boundaries' accuracy, the assumptions."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.conflicts import conflicts
from analysis.demand import population
from analysis.measures import MEASURES
from geodata.codes import BANGKOK_CODE, Level
from geodata.layers import layer_record
from ui import cached
from ui.markdown import Markdown, plain
from ui.text import language, t
from ui.widgets.conflict_list import conflict_list
from ui.widgets.tables import text_table
from ui.words import area_name, distance_assumptions, number

CLAIMS = ("has_one", "has_other", "has_none", "unknown", "out_of_scope")
ASSUMPTIONS = ("registered", "estimated", "ages", "recorded", "derived", "no_total", "planned")


def measures_table() -> pd.DataFrame:
    """Return name, unit, definition and reference of every measure."""
    rows = [
        (
            t(f"measure.{key}.name"),
            t(f"measure.{key}.unit"),
            t(f"measure.{key}.definition"),
            measure.reference or t("common.missing"),
        )
        for key, measure in MEASURES.items()
    ]
    return pd.DataFrame(
        rows, columns=[t(f"sources.measures.{name}") for name in ("name", "unit", "definition", "reference")]
    )


def measures_block() -> None:
    """Draw the measures and the claims."""
    st.markdown(f"## {t('sources.measures.title')}")
    st.caption(t("sources.measures.help"))
    table = measures_table()
    text_table(table.set_index(table.columns[0]))
    st.markdown(f"### {t('sources.claims.title')}")
    st.markdown("\n".join(f"- **{t(f'claim.{claim}')}**: {t(f'sources.claims.{claim}')}" for claim in CLAIMS))


def boundaries_block() -> None:
    """Draw what is known of the layers in use, installed ones included."""
    record = layer_record()
    st.markdown(f"## {t('sources.boundaries.title')}")
    installed = record.get("kind") == "installed"
    st.markdown(
        t("sources.boundaries.installed", file=record.get("file", "")) if installed else t("sources.boundaries.default")
    )
    accuracy = record.get(f"accuracy_{language()}") or ""
    lines = [plain(accuracy)] if accuracy else []
    if not installed:
        lines.append(
            t(
                "sources.boundaries.points",
                beside=area_name("1045"),
                neighbour=area_name("1006"),
                island=area_name("2008"),
            )
        )
    lines.append(t("sources.boundaries.tolerance", metres=number(record["tolerance_m"])))
    lines += [
        Markdown(f"{t(f'sources.boundaries.{name}')}: {plain(record.get(name) or t('common.not_stated'))}")
        for name in ("source", "licence")
    ]
    lines.append(t("sources.boundaries.better"))
    st.markdown("\n".join(f"- {line}" for line in lines))


def conflicts_block() -> None:
    """Draw every disagreement between the sources."""
    st.markdown(f"## {t('sources.conflicts.title')}")
    disagreements = conflicts(cached.tables())
    st.caption(t("sources.conflicts.help" if disagreements else "sources.conflicts.none"))
    conflict_list(disagreements)


def assumptions_block() -> None:
    """Draw what the numbers take for granted."""
    st.markdown(f"## {t('sources.assumptions.title')}")
    counts = {
        "estimated": int(population(Level.DISTRICT)["estimated"].sum()),
        "ages": int(population(Level.PROVINCE).loc[[BANGKOK_CODE], "outside_age_series"].sum()),
    }
    lines = [
        t(f"sources.assumptions.{name}", count=number(counts[name]))
        if name in counts
        else t(f"sources.assumptions.{name}")
        for name in ASSUMPTIONS
    ]
    lines += map(plain, distance_assumptions())
    st.markdown("\n".join(f"- {line}" for line in lines))
