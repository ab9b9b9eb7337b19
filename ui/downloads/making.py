"""What becomes of a wish on screen: the button that starts, the bar that tells, the button that hands out."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from reports.wish import Wish
from ui.downloads import built, wording
from ui.downloads.built import Failed, Made, Making
from ui.downloads.wish import wish
from ui.markdown import Markdown, plain
from ui.text import language, set_language, t


def offer(
    wish: Wish | None,
    *,
    room: str,
    template: bytes | None = None,
    label: Markdown | None = None,
    above: DeltaGenerator | None = None,
) -> None:
    """Draw what there is to do for a wish: wait for it, take it, or start it.

    Parameters
    ----------
    wish
        The wish; None while it lacks an answer.
    room
        The place on screen, for the keys of its widgets.
    template
        The user's own template, where the wish names one.
    label
        What the button that starts says, where it is not the usual.
    above
        Where a file that is there, or why there is none, is drawn, if not at the button: where it is seen first on a
        small screen.

    """
    current = built.slot()
    if isinstance(current, Making):
        _wait(current, room=room)
        return
    ready = isinstance(current, Made) and current.wish == wish
    if isinstance(current, Failed) and current.wish == wish:
        with above or st.container():
            st.error(plain(current.words()), icon=":material/error:")
    with st.container():  # in the bar's place, so that none of it lingers
        if not ready:
            again = isinstance(current, Made) and wish is not None and wish.is_as(current.wish)
            st.button(
                t("download.again") if again else label or t("download.build"),
                key=f"build-{room}", icon=":material/build:", type="primary", disabled=wish is None,
                on_click=partial(built.begin, wish, template) if wish else None,
            )  # fmt: skip
    if isinstance(current, Made):
        with above or st.container():
            _hand_out(current, ready=ready, room=room)


def _hand_out(made: Made, *, ready: bool, room: str) -> None:
    """Draw the file that is there, and say so where it is of an earlier question."""
    with st.container(key=f"made-{room}"):
        if ready:
            st.success(t("download.ready", name=made.name), icon=":material/task_alt:")
        else:
            key = "download.earlier" if _is_of_before(made.wish) else "download.other"
            st.info(
                t(
                    key,
                    name=made.name,
                    kind=wording.kind_name(made.wish.kind),
                    filters=wording.filters(made.wish),
                ),
                icon=":material/history:",
            )
        st.download_button(
            t("download.save", size=wording.size(made.content)), made.content, file_name=made.name, mime=made.wish.mime,
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
        share, words = wording.step_words(making.wish, making.job)
        st.progress(share, text=f"{wording.kind_name(making.wish.kind)}: {words}")
        st.button(t("download.stop"), key=f"stop-{room}", icon=":material/stop_circle:", on_click=_stop)

    bar()


def _stop() -> None:
    if not isinstance(built.slot(), Making):  # done in the meantime: the file stays
        return
    built.drop()
    st.toast(t("download.stopped"), icon=":material/stop_circle:")
