"""The tools of every page that the server has no part in: undo, views kept by name in this browser, and the keys."""

from __future__ import annotations

from typing import Final

from ui.published import TOOL_SCRIPTS
from ui.text import t
from ui.widgets.part import draw_part

KEYS: Final = ("help", "search", "undo", "views", "map", "zoom", "choose")


def page_tools() -> None:
    """Draw the buttons of the tools; what they open is in the browser already."""
    words = (
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
    draw_part(
        "tools",
        key="page-tools",
        scripts=TOOL_SCRIPTS,
        data={
            "words": {
                **{
                    word: t(f"tools.{word}", name="{name}") if word == "remove" else t(f"tools.{word}")
                    for word in words
                },
                "close": t("panel.close"),
                "keys": [[t(f"tools.keys.{key}.key"), t(f"tools.keys.{key}.does")] for key in KEYS],
            }
        },
    )
