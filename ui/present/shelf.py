"""The presentations that the register keeps: which one is worked on, a new one, and what to do where one differs."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analysis.partners import partners
from answers.story.ready_made import AUDIENCES, DISTRICT, PARTNER, ready_made
from answers.story.sequence import LONGEST, Sequence
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, Level
from geodata.errors import KlaiBaanError
from ui import cached, presentation
from ui.errors import sentence
from ui.markdown import plain
from ui.text import t, text
from ui.words import area_name

_EMPTY: Final = "empty"


def shelf() -> None:
    """Draw which presentation is worked on, and the ways to another one."""
    _trouble()
    now = presentation.name()
    choices = [*presentation.names(), presentation.READY_MADE]
    key = f"presentation-{presentation.version()}"

    def choose() -> None:
        presentation.choose(str(st.session_state[key]))

    with st.container(horizontal=True, vertical_alignment="bottom", key="shelf"):
        st.selectbox(
            t("present.choose"), choices, index=choices.index(now), key=key, on_change=choose,
            format_func=lambda one: one or text("present.ready_made"),
        )  # fmt: skip
        with st.popover(t("present.new"), icon=":material/add:", key=f"new-{presentation.version()}"):
            _new()
        if not presentation.is_ready_made():
            with st.popover(t("present.delete"), icon=":material/delete:"):
                st.markdown(t("present.delete_sure", name=now))
                st.button(t("present.delete_yes"), key="presentation-delete", on_click=presentation.remove)
    st.caption(t("present.not_kept") if presentation.is_ready_made() else t("present.saved_at_once"))


def _new() -> None:
    start = st.radio(
        t("present.start"), [_EMPTY, *AUDIENCES], format_func=lambda one: t(f"present.from.{one}"), key="new-start"
    )
    chosen = {}
    if start == DISTRICT:
        khet = [str(code) for code in areas(Level.DISTRICT).index if str(code).startswith(BANGKOK_CODE)]
        chosen["area"] = st.selectbox(t("present.for_khet"), khet, format_func=area_name, key="new-khet")
    if start == PARTNER:
        organisations = [one.name_th for one in partners(cached.programmes(), cached.details())]
        chosen["partner_name"] = st.selectbox(t("present.for_partner"), organisations, key="new-partner")
    st.text_input(t("present.name"), max_chars=LONGEST["title"], key="new-name")

    def begin() -> None:
        # The press itself may end the typing: what stands in the field then was not there when this was drawn.
        wished = str(st.session_state["new-name"]).strip() or _usual_name(start, chosen)
        presentation.start(wished, Sequence() if start == _EMPTY else ready_made(cached.tables(), start, **chosen))
        st.session_state["new-name"] = ""

    st.button(t("present.create"), key="new-create", type="primary", on_click=begin)


def _usual_name(start: str, chosen: dict[str, str]) -> str:
    if "area" in chosen:
        return area_name(chosen["area"])
    return chosen.get("partner_name") or text(f"present.from.{start}")


def _trouble() -> None:
    """Say that the last change was not saved, and offer what can be done about it."""
    trouble = presentation.trouble()
    if trouble is None:
        return
    error: KlaiBaanError = trouble.error
    with st.container(key="trouble"):
        st.warning(plain(sentence(error)), icon=":material/warning:")
        with st.container(horizontal=True):
            st.button(t("present.take_theirs"), key="take-theirs", on_click=presentation.take_theirs)
            st.button(t("present.save_copy"), key="save-copy", on_click=presentation.save_as_copy)
