"""The frame around every page: configuration, language, navigation, controls, notices and footer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from importlib.resources import files
from typing import Final

import streamlit as st

from answers.question import Refusal
from geodata.errors import KlaiBaanError
from geodata.task import one_task
from ui import cached, links, selection
from ui.author import rights_fault
from ui.downloads.button import download_button
from ui.errors import sentence
from ui.markdown import Markdown, plain
from ui.office import office_mode
from ui.present.pin import pin_button
from ui.published import SERVER_FILE, page_url
from ui.sign_in import has_sign_in
from ui.text import language, set_language, t, text
from ui.uploads import SESSION_MB
from ui.widgets.account import account_button
from ui.widgets.controls import sidebar
from ui.widgets.guarded import guarded
from ui.widgets.language import language_switch
from ui.widgets.tools import page_tools


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its module under `pages`, its address, its icon, and whether it uses the sidebar's controls.

    One with in_menu=False has an address and is reached through `ui.links`, but does not stand in the menu.
    """

    module: str
    url_path: str
    icon: str
    controls: bool = False
    in_menu: bool = True


PAGES: Final = (
    PageEntry("overview", "", ":material/dashboard:"),
    PageEntry("map", "map", ":material/map:", controls=True),
    PageEntry("siting", "siting", ":material/add_location_alt:"),
    PageEntry("programmes", "programmes", ":material/local_library:"),
    PageEntry("bangkok", "bangkok", ":material/location_city:"),
    PageEntry("data", "data", ":material/database_upload:"),
    PageEntry("present", "present", ":material/co_present:"),
    PageEntry("sources", "sources", ":material/fact_check:"),
    PageEntry("analysis", "analysis", ":material/query_stats:", controls=True, in_menu=False),
    PageEntry("place", "place", ":material/travel_explore:", in_menu=False),
    PageEntry("compare", "compare", ":material/compare_arrows:", in_menu=False),
)


def _style() -> None:
    st.html(f'<style>@import url("{page_url("page.css")}");</style>')  # fetched once, not sent with every change


def _document() -> None:
    """Tell the browser the page's language, which Streamlit leaves at English, and what scrolls in it."""
    frame = (files("ui") / "assets" / "document.html").read_text(encoding="utf-8")
    words = {"panel": t("panel.region"), "skip": t("page.skip"), "more": t("page.more")}
    bounds = {"session_mb": SESSION_MB, "file_mb": st.get_option("server.maxUploadSize")}
    uploads = {name: text(f"upload.{name}", **bounds) for name in ("session", "all", "cut", "other")}
    restart = {name: t(f"page.{name}") for name in ("restarted", "reload")}
    page_facts = json.dumps(
        {"lang": language(), **words, **restart, "uploads": uploads, "server": page_url(SERVER_FILE)},
        ensure_ascii=False,
    )
    with st.container(key="document"):
        source = json.dumps(page_url("page.js"))  # fetched once, as the style
        st.html(frame.format(source=source, facts=page_facts), unsafe_allow_javascript=True)


def _notices(refusals: tuple[Refusal, ...], *, unknown_address: bool) -> None:
    # Always there, so that a notice that comes or goes does not move (and so rebuild) the map below it.
    with st.container(key="notices"):
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


def _footer() -> None:
    with st.container(key="footer"):
        left, right = st.columns([3, 2], vertical_alignment="center")
        left.caption(t("footer.sources"))
        with right.container(horizontal=True, horizontal_alignment="right", gap="medium"):
            for module in ("analysis", "sources"):
                links.page_link(module)


def _page(entry: PageEntry) -> Callable[[], None]:
    def draw() -> None:
        with st.container(key="tools", horizontal=True):
            guarded(partial(download_button, entry.module))
            guarded(partial(pin_button, entry.module))
            guarded(page_tools)
            guarded(account_button)
        guarded(import_module(f"pages.{entry.module}").render)
        if entry.controls:
            guarded(sidebar)  # after the page: its map is on its way before twenty controls are
        _footer()

    draw.__name__ = entry.module
    return draw


def main() -> None:
    """Run the app: called by ui/script.py, and by a page file that was opened on its own."""
    with one_task():
        _run()


def _run() -> None:
    st.set_page_config(
        page_title=t("app.name", lang="th"), page_icon=str(files("ui") / "assets" / "icon.png"), layout="wide"
    )
    refusals = _begin()
    set_language(selection.current().lang)
    pages = {entry.module: _st_page(entry) for entry in PAGES}
    links.know(pages)
    links.follow()
    # Before anything is drawn: a page that is come to has its parameters from the start, and is one step of Back.
    selection.write_url()
    _style()
    _document()
    elsewhere = _elsewhere()
    chosen = st.navigation([*pages.values(), *elsewhere], position="top")
    language_switch()
    _notices(refusals, unknown_address=chosen in elsewhere and chosen.url_path != PAGES[0].module)
    chosen.run()
    selection.write_url()


def _st_page(entry: PageEntry) -> st.Page:
    return st.Page(
        _page(entry),
        title=t(f"page.{entry.module}.title"),
        icon=entry.icon,
        url_path=entry.url_path,
        default=entry is PAGES[0],
        visibility="visible" if entry.in_menu else "hidden",
    )


def _elsewhere() -> list[st.Page]:
    """Return the overview under the address that was opened where it is no page's, so that Streamlit finds a page."""
    address = selection.page()
    if address in {entry.url_path for entry in PAGES}:
        return []
    return [_st_page(replace(PAGES[0], url_path=address, in_menu=False))]


def _begin() -> tuple[Refusal, ...]:
    try:
        return selection.read_url(cached.vocabulary())
    except KlaiBaanError as error:
        st.error(plain(sentence(error)), icon=":material/error:")
        return ()
