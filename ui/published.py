"""Files that the browser fetches once: Leaflet, our scripts, the Thai font, area layers and centre catalogues.

They are served by Streamlit's own static component path, from a folder of this process, so that nothing comes
from outside and a change of filter never sends a polygon again. Names carry a hash of the content.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

import streamlit.components.v1 as components
from streamlit import runtime

from answers import finding
from answers.mapping import painter

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
STYLES: Final = (f"painter-{painter.STYLE}", "map.css")
FONT: Final = "noto-sans-thai.ttf"


@cache
def folder() -> Path:
    """Return the served folder, filled with what never changes while the process runs."""
    target = Path(tempfile.mkdtemp(prefix="klaibaan-"))
    for source in (Path(str(resources.files("ui"))) / "assets").iterdir():
        shutil.copy(source, target / source.name)
    for name in (*painter.SCRIPTS, painter.STYLE):
        (target / f"painter-{name}").write_bytes(painter.painter_file(name))
    for name in finding.SCRIPTS:
        (target / f"finding-{name}").write_bytes(finding.finding_file(name))
    leaflet = Path(str(resources.files("js_lib_leaflet"))) / "static" / "js_lib_leaflet"
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copy(leaflet / name, target / name)
    shutil.copytree(leaflet / "images", target / "images")
    fonts = Path(str(resources.files("fontpkg_noto_sans_thai"))) / "files"
    shutil.copy(next(fonts.glob("*.ttf")), target / FONT)
    component = components.declare_component("served", path=str(target))
    if runtime.exists():  # Streamlit itself registers only what a script declares, and a document is asked for before
        runtime.get_instance().component_registry.register_component(component)
    return target


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
    for name in (*SCRIPTS, *SEARCH_SCRIPTS, *TOOL_SCRIPTS, *STYLES, "page.css"):
        digest.update((folder() / name).read_bytes())
    return digest.hexdigest()[:10]


def publish(stem: str, content: object) -> str:
    """Serve a JSON document and return its file name, which changes only with its content."""
    return publish_text(stem, json.dumps(content, ensure_ascii=False, separators=(",", ":")), suffix="json")


def publish_text(stem: str, text: str, *, suffix: str) -> str:
    """Serve a text and return its file name, which changes only with its content."""
    data = text.encode()
    name = f"{stem}-{hashlib.sha256(data).hexdigest()[:12]}.{suffix}"
    path = folder() / name
    if not path.exists():
        fresh = path.with_suffix(".tmp")
        fresh.write_bytes(data)
        fresh.replace(path)
    return name
