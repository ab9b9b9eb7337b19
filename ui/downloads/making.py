"""What becomes of a wish on screen: the button that starts, the bar that tells, the button that hands out."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.downloads import built, told
from ui.downloads.built import Failed, Made, Making
from ui.downloads.wish import Wish, wish
from ui.text import language, set_language, t
from ui.widgets.plain import plain


def offer(
    asked: Wish | None,
    *,
    room: str,
    template: bytes | None = None,
    label: str = "",
    above: DeltaGenerator | None = None,
) -> None:
    """Draw what there is to do for a wish: wait for it, take it, or start it.

    Parameters
    ----------
    asked
        The wish; None while it lacks an answer.
    room
        The place on screen, for the keys of its widgets.
    template
        The user's own template, where the wish names one.
    label
        What the button that starts says, where it is not the usual.
    above
        Where a file that is there is drawn, if not below the button: where it is seen first on a small screen.

    """
    found = built.slot()
    if isinstance(found, Making):
        _wait(found, room=room)
        return
    ready = isinstance(found, Made) and found.wish == asked
    with st.container():  # in the bar's place, so that none of it lingers
        if isinstance(found, Failed) and found.wish == asked:
            st.error(plain(found.words()), icon=":material/error:")
        if not ready:
            again = isinstance(found, Made) and asked is not None and asked.is_as(found.wish)
            st.button(
                t("download.again") if again else label or t("download.build"),
                key=f"build-{room}", icon=":material/build:", type="primary", disabled=asked is None,
                on_click=partial(built.begin, asked, template) if asked else None,
            )  # fmt: skip
    if isinstance(found, Made):
        with above or st.container():
            _hand_out(found, ready=ready, room=room)


def _hand_out(made: Made, *, ready: bool, room: str) -> None:
    """Draw the file that is there, and say so where it is of an earlier question."""
    with st.container(key=f"made-{room}"):
        if ready:
            st.success(t("download.ready", name=made.name), icon=":material/task_alt:")
        else:
            said = "download.earlier" if _is_of_before(made.wish) else "download.other"
            st.info(
                t(said, name=made.name, kind=told.kind_name(made.wish.kind), filters=plain(told.filters(made.wish))),
                icon=":material/history:",
            )
        st.download_button(
            t("download.save", size=told.size(made.content)), made.content, file_name=made.name, mime=made.wish.mime,
            key=f"save-{room}", icon=":material/download:", on_click="ignore", type="primary" if ready else "secondary",
        )  # fmt: skip


def _is_of_before(had: Wish) -> bool:
    """Tell whether what is looked at, or the data, changed since a wish."""
    now = wish(had.kind)
    return (now.params, now.revision, now.today) != (had.params, had.revision, had.today)


def _wait(making: Making, *, room: str) -> None:
    """Draw a bar with the step in words and a way to stop, renewed until the file is there."""
    lang = language()

    @st.fragment(run_every=0.5)
    def bar() -> None:
        set_language(lang)  # the bar is drawn again without the frame, which says it otherwise
        if built.slot() is not making:
            st.rerun()
        share, words = told.progress(making.wish, making.job)
        st.progress(share, text=f"{told.kind_name(making.wish.kind)}: {words}")
        st.button(t("download.stop"), key=f"stop-{room}", icon=":material/stop_circle:", on_click=_stop)

    bar()


def _stop() -> None:
    if not isinstance(built.slot(), Making):  # done in the meantime: the file stays
        return
    built.drop()
    st.toast(t("download.stopped"), icon=":material/stop_circle:")
