"""The sequence's editor: each view with its words, in its order; views to add; the time between them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

import streamlit as st

from answers.story.ready_made import partner_views
from answers.story.sequence import (
    INTERVALS_S,
    LONGEST,
    MOST_VIEWS,
    Sequence,
    View,
    moved,
    pinned,
    timed,
    view_of,
    without,
)
from answers.story.sequence import worded as with_words
from reports.onefile.wording import in_lang
from ui import cached, presentation
from ui.present.room import room
from ui.published import ORDER_SCRIPTS
from ui.text import language, t, text
from ui.widgets.part import draw_part, sent_by

_ORDER: Final = "view-order"
ADDED = ("title", "overview", "bangkok", "all-programmes", "unknowns", "sources")


def editor(sequence: Sequence) -> None:
    """Draw every view with its fields and buttons; its small picture can be dragged to another place."""
    if len(sequence.views) > 1:
        st.caption(t("present.drag_help"))
    for place, view in enumerate(sequence.views):
        with st.container(border=True, key=f"view-{place}"):
            _view(place, view, last=place == len(sequence.views) - 1)
    draw_part(
        "order", key=_ORDER, scripts=ORDER_SCRIPTS, data={"version": presentation.version()}, on_moved_change=_take_move
    )


def _take_move() -> None:
    """Move a view as it was dragged, unless the rows have changed since the browser drew them."""
    sent = sent_by(_ORDER, "moved")
    place, to, version = (sent.get(name) if isinstance(sent, Mapping) else None for name in ("place", "to", "version"))
    if isinstance(place, int) and isinstance(to, int) and version == presentation.version():
        presentation.change(partial(moved, place=place, to=to))


def _view(place: int, view: View, *, last: bool) -> None:
    own = room().slide(View(view.page, view.params))
    number, words, acts = st.columns([5, 18, 9], vertical_alignment="top")
    look = partial(presentation.show, place)
    with number:
        title = view.title or str(in_lang(own["title"], language()))
        st.image(room().miniature(View(view.page, view.params), language()), width="stretch", alt=title)
        st.button(f"{place + 1:d}", key=f"show-{place}", help=t("present.show"), on_click=look, width="stretch")
    with words:
        _field(place, view, "title", str(in_lang(own["title"], language())))
        _field(place, view, "text", str(in_lang(own["text"], language())))
        st.caption(t("present.from_page", page=page_name(view.page)))
    with acts.container(horizontal=True, gap="small", horizontal_alignment="right"):
        _act("up", place, partial(moved, place=place, to=place - 1), disabled=place == 0)
        _act("down", place, partial(moved, place=place, to=place + 1), disabled=last)
        _act("remove", place, partial(without, place=place))


def _field(place: int, view: View, field: str, own: str) -> None:
    """Draw a field of words; while it is empty the view's own stand in it."""
    key = f"{field}-{place}-{presentation.version()}"

    def take() -> None:
        presentation.change(partial(with_words, place=place, **{field: st.session_state[key]}))

    st.text_input(
        t(f"present.{field}_label", number=place + 1),
        value=getattr(view, field),
        key=key,
        placeholder=own,
        max_chars=LONGEST[field],
        on_change=take,
        label_visibility="collapsed",
    )


def _act(name: str, place: int, how: partial[Sequence], *, disabled: bool = False) -> None:
    st.button(
        t(f"present.{name}"),
        key=f"{name}-{place}",
        help=t(f"present.{name}_help", number=place + 1),
        on_click=partial(presentation.change, how),
        disabled=disabled,
    )


def page_name(page: str) -> str:
    """Return what a view is of, as a person calls it."""
    return t(f"present.page.{page}")


def adding() -> None:
    """Draw what can be put at the end of the sequence: views of its own, and one for each partner."""
    choices = {page_name(page): view_of(page, {}) for page in ADDED}
    for view in partner_views(cached.tables()):
        choices[text("present.partner", name=view.values()["partner_name"])] = view
    full = len(presentation.sequence().views) >= MOST_VIEWS
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(t("present.add_label"), list(choices), key="add-choice", disabled=full)

        def add() -> None:
            presentation.change(partial(pinned, view=choices[chosen]))

        st.button(t("present.add"), key="add", icon=":material/add:", on_click=add, disabled=full)
    st.caption(t("present.add_help"))


def interval(sequence: Sequence) -> None:
    """Draw the time between views that follow by themselves."""
    key = f"interval-{presentation.version()}"

    def take() -> None:
        presentation.change(partial(timed, interval_s=int(st.session_state[key])))

    st.number_input(
        t("present.interval"),
        min_value=0,
        max_value=INTERVALS_S[1],
        step=5,
        value=sequence.interval_s,
        key=key,
        on_change=take,
        help=t("present.interval_help", least=INTERVALS_S[0]),
    )
