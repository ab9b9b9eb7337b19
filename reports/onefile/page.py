"""The file: one HTML page with everything inside, which asks nothing of any network."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import zlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from answers import finding
from answers.finding import finding_file
from answers.mapping import painter
from answers.mapping.painter import painter_file
from answers.words import t

if TYPE_CHECKING:
    from collections.abc import Mapping

SCRIPTS: Final = (
    "base.js", "data.js", "models.js", "gestures.js", "map.js", "beside_map.js", "search.js",
    "searchbox.js", "answer.js", "table.js", "explore.js", "blocks.js", "present.js",
)  # fmt: skip
"""The scripts in the order in which they are read; the file adds main.js, the app its own."""
STYLES: Final = ("base.css", "explore.css", "present.css")
FONT: Final = "noto-sans-thai.woff2"
PLAIN_BYTES: Final = 1_750_000
"""Data beyond this is deflated: scripts, styles and the font add 150 kB, and the file is to stay under 2 MB."""
DEFLATED: Final = "application/zlib"
# In a script element "<" could begin its end tag or a comment, and the separators end a line of a script.
_ESCAPED: Final = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def page(content: Mapping[str, Any], *, lang: str) -> bytes:
    """Return the page with its content as data: names in it can neither end a script nor be run.

    The data is plain JSON, which any browser reads, as long as the page stays below `PLAIN_BYTES`; else it is deflated.
    """
    plain = data_text(content)
    if len(plain.encode()) <= PLAIN_BYTES:
        return _page(plain, form="application/json", lang=lang)
    return _page(deflated_text(content), form=DEFLATED, lang=lang)


def _page(data: str, *, form: str, lang: str) -> bytes:
    style, script = styles(), scripts("main.js")
    parts = {
        "lang": lang,
        "title": html.escape(t("report.title", lang=lang)),
        "policy": _policy(style, script),
        "noscript": html.escape(t("onefile.no_script", lang=lang)),
        "style": style,
        "too_old": html.escape(t("onefile.too_old", lang=lang), quote=True),
        "form": form,
        "data": data,
        "script": script,
    }
    template = asset("page.html").decode()
    for name in parts:
        head, tail = template.split("{{" + name + "}}", maxsplit=1)
        template = f"{head}\0{name}\0{tail}"
    for name, text in parts.items():
        template = template.replace(f"\0{name}\0", text, 1)
    return template.encode()


def data_text(content: object) -> str:
    """Return content as JSON that is the same JSON inside a script element."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_ESCAPED)


def deflated_text(content: object) -> str:
    """Return content as JSON, deflated, in base64: about a third of it, for browsers of 2023 and later."""
    return base64.b64encode(zlib.compress(data_text(content).encode(), 9)).decode()


def scripts(*more: str) -> str:
    """Return the scripts as one, those of the painter and the finder first."""
    shared = [*map(painter_file, painter.SCRIPTS), *map(finding_file, finding.SCRIPTS)]
    files = [*shared, *map(asset, (*SCRIPTS, *more))]
    return "\n".join(file.decode() for file in files)


def styles() -> str:
    """Return the style sheets as one, the Thai font within."""
    font = base64.b64encode(asset(FONT)).decode()
    source = f'src:url("data:font/woff2;base64,{font}") format("woff2")'
    face = f'@font-face{{font-family:"Noto Sans Thai";{source};font-weight:400 700;}}'
    files = [painter_file(painter.STYLE), *map(asset, STYLES)]
    return "\n".join((face, *(file.decode() for file in files)))


@cache
def asset(name: str) -> bytes:
    """Return a file of ``assets``."""
    return resources.files("reports.onefile").joinpath("assets", name).read_bytes()


def _policy(style: str, script: str) -> str:
    """Return the page's own rule: nothing is fetched, and no script or style runs but the two that we wrote."""
    allowed = {"style-src": style, "script-src": script}
    rules = [f"{kind} '{_hash(text)}'" for kind, text in allowed.items()]
    nothing = ("base-uri 'none'", "form-action 'none'")
    return "; ".join(("default-src 'none'", *rules, "font-src data:", "img-src data:", *nothing))


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
