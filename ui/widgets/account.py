"""Who signed in, in the frame of every page: their name, their rights, and the way out; for others the way in."""

from __future__ import annotations

from functools import partial

import streamlit as st

from registry.author import Role
from ui import cached, sign_in
from ui.author import author
from ui.markdown import Markdown, plain
from ui.provider import has_sign_in, providers
from ui.text import t, text
from ui.words import programme_names


def account_button() -> None:
    """Draw the person's button, nothing where nobody can sign in."""
    if not has_sign_in():
        return
    person = sign_in.person()
    with st.container(key="account"):
        if person is None:
            _way_in()
        else:
            _who(person)


def _way_in() -> None:
    names = providers()
    if names == [""]:
        st.button(
            t("access.sign_in"), key="sign-in", icon=":material/login:", type="tertiary", on_click=sign_in.sign_in
        )
        return
    with st.popover(t("access.sign_in"), icon=":material/login:", type="tertiary"):
        for name in names:
            st.button(plain(name), key=f"sign-in-{name}", on_click=partial(sign_in.sign_in, name), width="stretch")


def _who(person: sign_in.Person) -> None:
    name = person.name or person.address or text("access.visitor")
    with st.popover(plain(name), icon=":material/account_circle:", type="tertiary"):
        st.markdown(Markdown(f"**{plain(name)}**"))
        if person.address:
            st.caption(plain(person.address))
        st.markdown(_rights_words())
        st.button(
            t("access.sign_out"), key="sign-out", icon=":material/logout:", on_click=sign_in.sign_out, width="stretch"
        )


def _rights_words() -> Markdown:
    who = author()
    if who.role != Role.EDITOR:
        return t(f"access.role.{who.role}")
    names = programme_names(cached.programmes())
    own = ", ".join(names.get(one, one) for one in sorted(who.programme_ids))
    return t("access.own_programmes", programmes=own or text("access.no_programme"))
