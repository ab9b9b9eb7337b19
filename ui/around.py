"""What stands around a page and can wait for its map: tools, controls, notices and footer."""

from __future__ import annotations

from functools import partial

import streamlit as st

from answers.question import Refusal
from ui import cached, links
from ui.author import rights_fault
from ui.downloads.button import download_button
from ui.errors import sentence
from ui.markdown import Markdown, plain
from ui.office import office_mode
from ui.present.pin import pin_button
from ui.provider import has_sign_in
from ui.text import t
from ui.widgets import controls
from ui.widgets.account import account_button
from ui.widgets.guarded import guarded
from ui.widgets.tools import page_tools


def tools(module: str) -> None:
    """Draw the buttons above a page: downloads, the sequence to present, undo and views, the account."""
    for tool in (partial(download_button, module), partial(pin_button, module), page_tools, account_button):
        guarded(tool, in_bar=True)


def sidebar() -> None:
    """Draw the controls of a page that uses them."""
    guarded(controls.sidebar)


def notices(refusals: tuple[Refusal, ...], *, unknown_address: bool) -> None:
    """Say what is wrong with the address, the rights or the register, and who may come in."""
    if unknown_address:
        st.info(t("notice.address"), icon=":material/link_off:")
    for refusal in refusals:
        st.warning(t("notice.url", name=str(refusal)), icon=":material/link_off:")
    if office_mode():
        words = t("office.page_sign_in" if has_sign_in() else "office.page_open")
        st.caption(Markdown(f":material/group: {words}"))
    of_rights = rights_fault()
    if of_rights is not None:
        st.error(plain(sentence(of_rights)), icon=":material/error:")
    for fault in cached.register_faults():
        st.warning(f"{plain(sentence(fault))} {t('notice.memory_only')}", icon=":material/database_off:")


def footer() -> None:
    """Draw where the numbers come from, and the ways to what no menu names."""
    with st.container(key="footer"):
        left, right = st.columns([3, 2], vertical_alignment="center")
        left.caption(t("footer.sources"))
        with right.container(horizontal=True, horizontal_alignment="right", gap="medium"):
            for module in ("analysis", "sources"):
                links.page_link(module)
