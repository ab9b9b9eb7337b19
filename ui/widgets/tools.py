"""The tools of every page that the server has no part in: undo, views kept by name in this browser, and the keys."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ui.published import TOOL_SCRIPTS, page_url, publish
from ui.text import language, t, text
from ui.widgets.part import draw_part

KEYS: Final = {
    "help": "?",
    "search": "/",
    "undo": "U",
    "views": "V",
    "map": "← ↑ → ↓",
    "zoom": "+ −",
    "choose": "Enter",
}
WORDS: Final = (
    "undo",
    "views",
    "help",
    "about",
    "name",
    "save",
    "saved",
    "none",
    "full",
    "failed",
    "remove",
    "copy",
    "copied",
)


def page_tools() -> None:
    """Draw the buttons of the tools; their words are a file that the browser fetches once a language."""
    draw_part("tools", key="page-tools", scripts=TOOL_SCRIPTS, data={"words": page_url(_words(language()))})


@st.cache_resource(show_spinner=False)
def _words(lang: str) -> str:
    keys = [[key, t(f"tools.keys.{name}", lang=lang)] for name, key in KEYS.items()]
    words = {word: text(f"tools.{word}", lang=lang, name="{name}") for word in WORDS}
    return publish("tools", {**words, "close": t("panel.close", lang=lang), "keys": keys})
