"""The player on the page: the same stage that the one file has, in a frame of its own."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import streamlit as st
import streamlit.components.v1 as components

from answers.story.sequence import Sequence
from ui import presentation
from ui.maps.theme import theme
from ui.present.room import Files, prepare
from ui.published import frame_url
from ui.text import language, t


@cache
def _frame() -> Any:  # noqa: ANN401 - a component is called with what it takes
    """Return the frame: its folder holds the scripts of the one file and the few that speak with the page."""
    target = Path(tempfile.mkdtemp(prefix="klaibaan-present-"))
    for package in ("answers.mapping", "reports.onefile", "ui.present"):
        for source in (Path(str(resources.files(package))) / "assets").iterdir():
            shutil.copy(source, target / source.name)
    return components.declare_component("player", path=str(target))


def style() -> None:
    """Give the page its large type, and the frame what it takes to fill the window."""
    css = resources.files("ui.present").joinpath("page.css").read_text(encoding="utf-8")
    st.html(f"<style>{css}</style>")


def player(sequence: Sequence) -> None:
    """Draw the player of a sequence; the first time its views are made, and a bar says how far that is."""
    place, count = presentation.player_view()
    files = _prepared(sequence)
    _frame()(
        base=frame_url(files.base),
        sequence=frame_url(files.sequence),
        lang=language(),
        theme=theme(),
        at=place,
        told=count,
        key="player",
        default=None,
    )


def _prepared(sequence: Sequence) -> Files:
    bar = st.empty()  # always there, so that a bar that comes and goes does not move what is below it

    def tell(done: int, of: int) -> None:
        bar.progress(done / of, text=t("present.preparing", done=done, of=of))

    files = prepare(sequence, progress=tell)
    bar.empty()
    return files
