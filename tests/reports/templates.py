"""Two templates such as an office has: 4:3 on light ground, 16:9 on dark ground that leaves the words black."""

from __future__ import annotations

import io
import re
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.util import Emu, Inches

_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
GROUNDS = {"light": "FDF6E3", "dark": "14213D"}


def template(kind: str) -> bytes:
    """Return a template: "light" is 4:3, "dark" is 16:9."""
    deck = Presentation()
    if kind == "dark":
        _widen(deck, Inches(13.333), Inches(7.5))
    _ground(deck, GROUNDS[kind])
    _accent(deck, "C1121F" if kind == "light" else "FCA311")
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "an old slide"
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _ground(deck: Any, colour: str) -> None:
    """Fill the ground; the theme still says that words are black, as a careless template does."""
    slide = deck.slide_master.element.find(f"{{{_P}}}cSld")
    for old in slide.findall(f"{{{_P}}}bg"):
        slide.remove(old)
    ground = etree.fromstring(
        f'<p:bg xmlns:p="{_P}" xmlns:a="{_A}"><p:bgPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        "<a:effectLst/></p:bgPr></p:bg>"
    )
    slide.insert(0, ground)


def _accent(deck: Any, colour: str) -> None:
    theme = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    text = theme.blob.decode()
    accent = rf'\g<1><a:srgbClr val="{colour}"/>\g<2>'
    theme._blob = re.sub(r"(<a:accent1>).*?(</a:accent1>)", accent, text, flags=re.DOTALL).encode()


def _widen(deck: Any, width: int, height: int) -> None:
    factor = width / deck.slide_width, height / deck.slide_height
    deck.slide_width, deck.slide_height = width, height
    for part in (deck.slide_master, *deck.slide_layouts):
        for holder in part.placeholders:
            transform = holder.element.find(f".//{{{_A}}}xfrm")
            if transform is not None:
                holder.left, holder.width = (Emu(int(length * factor[0])) for length in (holder.left, holder.width))
                holder.top, holder.height = (Emu(int(length * factor[1])) for length in (holder.top, holder.height))
