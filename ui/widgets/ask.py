"""Whom to ask for what is missing: what is known of a programme, its owner, and the request to send, one click away."""

from __future__ import annotations

from functools import partial
from typing import Final

import streamlit as st

from answers.unknowns import Unknown
from answers.words.bodies import owner_name
from ui import cached, selection
from ui.text import language, t
from ui.widgets.request_words import count_words, request_lines
from ui.widgets.workbook_button import XLSX
from ui.words import programme_names

_OF_THE_LIST: Final = frozenset({"no_list", "unlisted", "derived", "no_district", "no_site", "unnamed"})
"""What keeps areas from being told: what is missing of a programme's list and of its positions."""


def ask_block(programme_ids: tuple[str, ...]) -> None:
    """Draw for each of some programmes with an incomplete list or unknown positions whom to ask, and the request."""
    missing = cached.facts(selection.current()).unknowns
    names = programme_names(cached.programmes())
    with st.container(key="ask", gap="small"):
        for programme_id in programme_ids:
            unknowns = missing.get(programme_id, ())
            if any(one.key in _OF_THE_LIST for one in unknowns):
                _one(programme_id, names[programme_id], unknowns)


def _one(programme_id: str, name: str, unknowns: tuple[Unknown, ...]) -> None:
    programmes = cached.programmes()
    row = programmes[programmes["programme_id"] == programme_id].iloc[0]
    owner = owner_name(row, cached.details(), lang=language()) or t("common.not_stated")
    area = selection.current().area
    province = area[:2] if area.isdigit() else ""
    with st.container(border=True, key=f"ask-{programme_id}", gap="xsmall"):
        st.markdown(f":material/contact_mail: {t('ask_block.whom', name=name, owner=owner)}")
        with st.container(horizontal=True, gap="small"):
            with st.popover(t("ask_block.what", count=len(unknowns)), type="tertiary"):
                st.markdown(count_words(programme_id))
                st.markdown("\n".join(f"1. {line}" for line in request_lines(unknowns)))
            st.download_button(
                t("data.requests.workbook"), partial(_workbook, programme_id, province), mime=XLSX,
                key=f"ask-form-{programme_id}", file_name=f"klaibaan-request-{programme_id}.xlsx",
                icon=":material/table_view:", type="tertiary", on_click="ignore",
            )  # fmt: skip


def _workbook(programme_id: str, province_code: str) -> bytes:
    from reports.data_request import data_request  # noqa: PLC0415 - only who asks for the file loads what makes it

    return data_request(programme_id, cached.tables(), province_code=province_code)
