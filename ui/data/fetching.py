"""Fetching a list from a folder or an address that the office allows; where none is allowed nothing is drawn."""

from __future__ import annotations

import streamlit as st

from geodata.errors import KlaiBaanError
from registry.importing.read.allowed import allowed_places
from ui.data import draft as drafts
from ui.data.draft import Draft
from ui.errors import sentence
from ui.markdown import plain
from ui.text import t, text


def fetch_choice() -> Draft | None:
    """Draw the files that may be fetched, and a button; return the import in the making, if one was fetched."""
    draft = drafts.current()
    if draft is not None:
        st.caption(plain(draft.place))
        st.button(t("data.fetch.drop"), key="fetch-drop", icon=":material/close:", on_click=drafts.keep, args=(None,))
        return draft
    try:
        places = allowed_places()
        files = [one for place in places for one in place.files()]
    except KlaiBaanError as error:
        st.error(plain(sentence(error)), icon=":material/error:")
        return None
    if not places:
        return None
    below = {place.text: text("data.fetch.below", place=place.text) for place in places if place.is_open}
    with st.container(key="fetch", border=True):
        st.markdown(f"**{t('data.fetch.title')}**")
        if not files and not below:
            st.caption(t("data.fetch.none"))
            return None
        chosen = st.selectbox(
            t("data.fetch.place"), [*files, *below], key="fetch-place",
            format_func=lambda one: below.get(one, one),
        )  # fmt: skip
        if chosen in below:
            chosen = st.text_input(t("data.fetch.address"), value=chosen, key=f"fetch-{chosen}").strip()
        st.button(
            t("data.fetch.read"), key="fetch-read", icon=":material/download:", on_click=drafts.fetch, args=(chosen,)
        )
    return None
