"""What to ask of whom: for each programme what is reported and known, what is missing, and a workbook to send."""

from __future__ import annotations

import streamlit as st

from analysis.conflicts import conflicts
from analysis.partners import IN_SUBDISTRICTS, Partner, partners
from answers.unknowns import Unknown, unknowns
from answers.words.bodies import owner_name
from geodata.areas import areas
from geodata.codes import Level
from reports.data_request import data_request
from ui import cached
from ui.markdown import plain
from ui.text import language, pick, t, text
from ui.widgets.print_button import print_button
from ui.widgets.request_words import count_words, request_lines
from ui.widgets.workbook_button import XLSX
from ui.words import area_name, programme_names, when


def _choice() -> list[str]:
    """Ask for whom; return the programmes that are theirs."""
    everyone = partners(cached.programmes(), cached.details())
    names = programme_names(cached.programmes())
    options: list[str | Partner] = [*names, *everyone]
    chosen = st.selectbox(
        t("data.requests.whom"), options, key="request-whom",
        format_func=lambda one: names[one] if isinstance(one, str) else pick(one.name_th, one.name_en),
    )  # fmt: skip
    if isinstance(chosen, Partner):
        return [one for one in names if one in chosen.programmes]
    return [chosen] if chosen else []


def requests_section() -> None:
    """Draw the requests of the chosen programme or partner."""
    st.markdown(f"## {t('data.requests.title')}")
    st.caption(t("data.requests.lead"))
    if cached.programmes().empty:
        st.info(t("data.requests.none"), icon=":material/inbox:")
        return
    chosen = _choice()
    print_button()
    missing = unknowns(
        cached.programmes(),
        cached.standing_table(),
        conflicts(cached.tables()),
    )
    for programme_id in chosen:
        _request(programme_id, missing[programme_id])


def _request(programme_id: str, missing: tuple[Unknown, ...]) -> None:
    table = cached.programmes()
    programme = table[table["programme_id"] == programme_id].iloc[0]
    with st.container(border=True, key=f"request-{programme_id}"):
        st.markdown(f"### {plain(pick(programme['name_th'], programme['name_en']))}")
        owner = owner_name(programme, cached.details(), lang=language())
        today = when(cached.today().isoformat())
        st.caption(plain(" · ".join(part for part in (owner, text("data.requests.dated", date=today)) if part)))
        st.markdown(count_words(programme_id))
        if missing:
            st.markdown(t("data.requests.asked"))
            st.markdown("\n".join(f"1. {line}" for line in request_lines(missing)))
        else:
            st.markdown(t("data.requests.nothing"))
        province = _province(programme_id) if programme_id in IN_SUBDISTRICTS else ""
        st.download_button(
            t("data.requests.workbook"), lambda: _workbook(programme_id, province), mime=XLSX,
            key=f"form-{programme_id}", file_name=f"klaibaan-request-{programme_id}.xlsx",
            icon=":material/table_view:", on_click="ignore",
        )  # fmt: skip


def _province(programme_id: str) -> str:
    """Ask about which province, whose subdistricts are then filled in; return its code, "" for the whole country."""
    return st.selectbox(
        t("data.requests.province"), ["", *areas(Level.PROVINCE).index], key=f"request-province-{programme_id}",
        format_func=lambda code: area_name(code) if code else t("data.requests.all_provinces"),
    )  # fmt: skip


def _workbook(programme_id: str, province_code: str) -> bytes:
    return data_request(programme_id, cached.tables(), province_code=province_code)
