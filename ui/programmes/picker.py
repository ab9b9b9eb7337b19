"""The choice of a programme, and its name as the page's heading."""

from __future__ import annotations

import streamlit as st

from analysis.profile import Profile
from answers.mapping import palette
from ui import cached
from ui.markdown import plain
from ui.programmes.profile import choose, chosen_programme, programme_ids
from ui.text import has, pick, t
from ui.words import programme_names


def picker() -> None:
    """Draw the choice of the programme."""
    names = programme_names(cached.programmes())
    st.session_state["w-profile"] = chosen_programme()

    def take() -> None:
        choose(st.session_state["w-profile"])

    with st.container(key="profile-picker", width=620):
        st.selectbox(
            t("programmes.pick"),
            programme_ids(),
            format_func=lambda key: names.get(key, key),
            key="w-profile",
            on_change=take,
        )


def heading(profile: Profile) -> None:
    """Draw the programme's name, the name in the other language, and what has to be said of it first."""
    programme = profile.programme
    programme_id = str(programme["programme_id"])
    colour, _ = palette.programme_mark(programme_id)
    st.html(f'<div style="height:4px;width:3rem;border-radius:2px;background:{colour}"></div>')
    title, other = pick(programme["name_th"], programme["name_en"]), pick(programme["name_en"], programme["name_th"])
    st.markdown(f"# {plain(title)}")
    if other != title:
        st.caption(plain(other))
    if programme["list_status"] == "not-a-place":
        st.info(t("programmes.not_a_place"), icon=":material/event:")
    if profile.standing.isna()["reported"]:
        st.info(t("programmes.no_count"), icon=":material/help:")
    note = about(programme_id, programme["notes"])
    if note:
        st.markdown(f"{t('programmes.note')}: {plain(note)}")


def about(programme_id: str, notes: object) -> str:
    """Return the note on a programme in the reader's language, or as the register has it."""
    key = f"programmes.about.{programme_id}"
    if has(key):
        return t(key)
    return notes if isinstance(notes, str) and programme_id != "relearning" else ""
