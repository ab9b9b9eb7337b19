"""Files that the browser fetches once: Leaflet, our scripts, the Thai font, area layers and centre catalogues.

They are served by Streamlit's own static component path, from a `ServedFolder` of this process, so that nothing comes
from outside and a change of filter never sends a polygon again. Names carry a hash of the content.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import secrets
import threading
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

import streamlit.components.v1 as components
from streamlit import runtime

from answers import finding
from answers.mapping import painter
from ui.served_folder import ServedFolder

SCRIPTS: Final = (
    *(f"painter-{name}" for name in painter.SCRIPTS),
    "spoken.js",
    "hand.js",
    "legend.js",
    "together.js",
    "view.js",
    "map.js",
)
TOOL_SCRIPTS: Final = ("linked.js", "tools.js")
SEARCH_SCRIPTS: Final = (*(f"finding-{name}" for name in finding.SCRIPTS), "search.js")
ORDER_SCRIPTS: Final = ("order.js",)
STYLES: Final = (f"painter-{painter.STYLE}", "map.css")
MAP_SCRIPT: Final = "map-frame.js"
"""Leaflet and all scripts of a map in one file: a map's frame fetches one file after the other."""
MAP_STYLE: Final = "map-frame.css"
FONT: Final = "noto-sans-thai.ttf"
SERVER_FILE: Final = "server.txt"
"""The file that tells this process from another: a page that meets another than it began with is to be loaded again."""

_MAKING: Final = threading.Lock()
"""A document and what is made ready beside the server ask at once, and `cache` alone would let each make one."""


def folder() -> ServedFolder:
    """Return the served folder, filled with what never changes while the process runs: one, whoever asks first."""
    with _MAKING:
        return _folder()


@cache
def _folder() -> ServedFolder:
    target = ServedFolder()
    atexit.register(target.remove)
    for source in (Path(str(resources.files("ui"))) / "assets").iterdir():
        target.put(source.name, source.read_bytes())
    for name in (*painter.SCRIPTS, painter.STYLE):
        target.put(f"painter-{name}", painter.painter_file(name))
    for name in finding.SCRIPTS:
        target.put(f"finding-{name}", finding.finding_file(name))
    leaflet = Path(str(resources.files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"
    for source in (leaflet / "leaflet.js", leaflet / "leaflet.css", *(leaflet / "images").iterdir()):
        target.put(str(source.relative_to(leaflet)), source.read_bytes())
    target.put(MAP_SCRIPT, b"\n;\n".join(target.read(name) for name in ("leaflet.js", *SCRIPTS)))
    target.put(MAP_STYLE, b"\n".join(target.read(name) for name in ("leaflet.css", *STYLES)))
    fonts = Path(str(resources.files("fontpkg_noto_sans_thai"))) / "files"
    target.put(SERVER_FILE, secrets.token_hex(8).encode())
    target.put(FONT, next(fonts.glob("*.ttf")).read_bytes())
    component = components.declare_component("served", path=str(target.path))
    if runtime.exists():  # Streamlit itself registers only what a script declares, and a document is asked for before
        runtime.get_instance().component_registry.register_component(component)
    return target


def mend(path: str) -> bytes | None:
    """Write the served file that a request's path names, if it went missing; return it where it cannot be written."""
    _, below, name = path.partition(f"/component/{__name__}.served/")
    return folder().mend(name) if below else None


def page_url(name: str) -> str:
    """Return the address of a served file as seen from a page of the app."""
    folder()
    return f"component/{__name__}.served/{name}?{_version()}"


def font_url() -> str:
    """Return the address of the Thai font as the style of a page names it, seen from a page of the app."""
    folder()
    return f"component/{__name__}.served/{FONT}"


def frame_url(name: str) -> str:
    """Return the address of a served file as seen from inside a map's frame."""
    folder()
    return f"../{__name__}.served/{name}?{_version()}"


@cache
def _version() -> str:
    digest = hashlib.sha256()
    for name in (*SCRIPTS, *SEARCH_SCRIPTS, *TOOL_SCRIPTS, *ORDER_SCRIPTS, *STYLES, "page.css", "page.js"):
        digest.update(folder().read(name))
    return digest.hexdigest()[:10]


def publish(stem: str, content: object) -> str:
    """Serve a JSON document and return its file name, which changes only with its content."""
    return publish_text(stem, json.dumps(content, ensure_ascii=False, separators=(",", ":")), suffix="json")


def publish_text(stem: str, text: str, *, suffix: str) -> str:
    """Serve a text and return its file name, which changes only with its content."""
    data = text.encode()
    name = f"{stem}-{hashlib.sha256(data).hexdigest()[:12]}.{suffix}"
    if not folder().has(name):
        folder().put(name, data)
    return name
