"""The frame around every page: configuration, language, navigation, controls, notices and footer.

What is imported here is loaded before a first view is on its way (`ui.opening`); the rest of the frame is `ui.around`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.task import one_task
from ui import links
from ui.opening import opening
from ui.published import SERVER_FILE, page_url
from ui.text import language, set_language, t, text
from ui.uploads import SESSION_MB
from ui.widgets.guarded import guarded
from ui.widgets.language import language_switch

if TYPE_CHECKING:
    from answers.question import Refusal


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


def _page(entry: PageEntry) -> Callable[[], None]:
    def draw() -> None:
        above = st.container(key="tools", horizontal=True)
        guarded(import_module(f"pages.{entry.module}").render)
        from ui import around  # noqa: PLC0415 - the page's map is on its way before twenty controls are

        with above:
            around.tools(entry.module)
        if entry.controls:
            around.sidebar()
        around.footer()

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
    # A page that opens with a first view at hand is drawn before the address, which asks for nothing, is taken up.
    opens = opening() is not None
    set_language("th")
    refusals = () if opens else _begin()
    pages = {entry.module: _st_page(entry) for entry in PAGES}
    links.know(pages)
    if not opens:
        links.follow()
        # Before anything is drawn: a page that is come to has its parameters from the start, and is one step of Back.
        _write_url()
    _style()
    _document()
    elsewhere = [] if opens else _elsewhere()
    chosen = st.navigation([*pages.values(), *elsewhere], position="top")
    language_switch()
    # Always there, so that a notice that comes or goes does not move (and so rebuild) the map below it.
    place = st.container(key="notices")
    chosen.run()
    from ui import around  # noqa: PLC0415 - as of `_page`

    with place:
        around.notices(refusals, unknown_address=chosen in elsewhere and chosen.url_path != PAGES[0].module)
    _write_url()


def _begin() -> tuple[Refusal, ...]:
    from ui.session import begin  # noqa: PLC0415 - as of `_page`

    return begin()


def _write_url() -> None:
    from ui import selection  # noqa: PLC0415 - as of `_page`

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
    from ui import selection  # noqa: PLC0415 - as of `_page`

    address = selection.page()
    if address in {entry.url_path for entry in PAGES}:
        return []
    return [_st_page(replace(PAGES[0], url_path=address, in_menu=False))]
