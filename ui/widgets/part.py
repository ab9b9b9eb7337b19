"""A part of the page that runs in the browser: its scripts are served once as files, a change sends its data alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from ui.published import page_url

_mount: Any = component(
    "klaibaan_part",
    js=(files("ui") / "assets" / "mount.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def draw_part(
    part: str,
    *,
    key: str,
    scripts: Iterable[str],
    data: Mapping[str, object],
    **callbacks: Callable[[], None],
) -> None:
    """Draw a part.

    Parameters
    ----------
    part
        The function of ``window.klaibaanPage`` that draws it.
    key
        The key of the widget; what the part sends is in the session under it (`sent_by`).
    scripts
        The served files that are read before, in their order.
    data
        What the function gets.
    callbacks
        ``on_NAME_change`` for each value that the part sends: a function without parameters.

    """
    _mount(key=key, data={"part": part, "scripts": [page_url(script) for script in scripts], **data}, **callbacks)


def sent_by(key: str, name: str) -> object:
    """Return the value of that name that the part with this key has sent; None where it has sent none."""
    value = st.session_state.get(key)
    return value.get(name) if isinstance(value, Mapping) else None
