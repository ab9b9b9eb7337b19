"""The sequence as a file: saved, opened again, and within the one file that presents without the app."""

from __future__ import annotations

import json

import streamlit as st

from answers.story.sequence import Sequence
from answers.story.sequence_file import MOST_BYTES, read_sequence, sequence_bytes
from answers.story.slides.made import require_drawable
from geodata.errors import KlaiBaanError
from reports.wish import Kind
from ui import cached, presentation
from ui.downloads.making import offer
from ui.downloads.wish import wish
from ui.errors import sentence
from ui.markdown import plain
from ui.text import t

_WORDS = {Kind.ONE_FILE: "one_file", Kind.SLIDES: "slides", Kind.REPORT: "pages"}


def save(sequence: Sequence) -> None:
    """Draw the button that saves the sequence."""
    st.download_button(
        t("present.save"),
        sequence_bytes(sequence),
        file_name="klaibaan-present.json",
        mime="application/json",
        icon=":material/save:",
        on_click="ignore",
        disabled=not sequence.views,
        key="save-sequence",
    )


def open_file() -> None:
    """Draw the field that takes a saved sequence; what is wrong with a bad file is said, and nothing changes."""
    # The uploader's own words are English only: the style sheet puts ours in their place.
    st.html(f"<style>:root{{--browse:{json.dumps(t('present.browse'), ensure_ascii=False)}}}</style>")
    upload = st.file_uploader(t("present.open"), type=["json"], key="open-sequence", help=t("present.open_help"))
    if upload is None or st.session_state.get("opened-sequence") == upload.file_id:
        return
    try:
        if upload.size > MOST_BYTES:
            read_sequence(b" " * (MOST_BYTES + 1))
        stored = read_sequence(upload.getvalue())
        require_drawable(stored, cached.tables(), today=cached.today())
    except KlaiBaanError as error:
        st.error(plain(sentence(error)), icon=":material/error:")
        return
    st.session_state["opened-sequence"] = upload.file_id
    presentation.start(stored.title or upload.name.removesuffix(".json"), stored)
    st.toast(t("present.opened", count=len(stored.views)), icon=":material/folder_open:")
    st.rerun()


def take_away(sequence: Sequence) -> None:
    """Draw the choice of a file made of this sequence, the button that builds it, with a bar, and its download."""
    kind = st.segmented_control(
        t("present.as"), list(_WORDS), format_func=lambda one: t(f"present.as_{_WORDS[one]}"), default=Kind.ONE_FILE,
        required=True, key="present-as", label_visibility="collapsed",
    )  # fmt: skip
    chosen = Kind.ONE_FILE if kind is None else kind
    st.caption(t(f"present.{_WORDS[chosen]}_help"))
    order = wish(chosen, sequence=sequence) if sequence.views else None
    offer(order, room="one-file", label=t(f"present.{_WORDS[chosen]}"))
