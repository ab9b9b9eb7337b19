"""A slide with what every one has: title, footer with filters and dates, number, and notes with the method."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Emu

from answers.provenance import provenance
from answers.words import t
from reports.picture.lettering import shortened, width_mm
from reports.slides.breadth import EMU_PER_MM, widest_mm
from reports.slides.house import GREY, title_size
from reports.slides.writing import Line, put_lines, put_notes, set_title, speak, text_box

if TYPE_CHECKING:
    from answers.facts import Facts
    from reports.slides.house import Stage

_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FOOT_PT: Final = 10.0
_FOOT_SIZES: Final = (10.0, 9.0)
_SURE: Final = 0.95
"""The share of a footer's width that is set: renderers differ by a few letters in so long a line."""


def new_slide(stage: Stage, facts: Facts, *, title: str, method: str, source: str = "") -> Any:  # noqa: ANN401
    """Add a slide and return it; its notes say how its numbers are made and where they come from."""
    slide = stage.deck.slides.add_slide(stage.layout)
    for holder in list(slide.placeholders):
        if holder.placeholder_format.type not in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE):
            holder.element.getparent().remove(holder.element)
    set_title(slide, title, face=stage.face, size_pt=title_size(stage, title))
    _foot(stage, slide, facts)
    lang, origin = facts.question.lang, provenance(facts)
    notes = [
        t("slide.method", lang=lang, method=method) if method else "",
        t("slide.source", lang=lang, source=source) if source else "",
        origin.filters,
        origin.dates,
        origin.sources,
        origin.licence,
    ]
    put_notes(slide, notes, face=stage.face)
    return slide


def _foot(stage: Stage, slide: Any, facts: Facts) -> None:  # noqa: ANN401
    origin = provenance(facts)
    dates = f"{origin.population} · {origin.data_date}"
    text = t("slide.footer", lang=facts.question.lang, dates=dates, filters=origin.filters)
    holders = {one.placeholder_format.type: one for one in stage.layout.placeholders}
    foot = holders.get(PP_PLACEHOLDER.FOOTER)
    room = int(foot.width if foot is not None and foot.width else stage.width * 0.9)
    limit = room / EMU_PER_MM * _SURE
    size = next((one for one in _FOOT_SIZES if widest_mm(text, one) <= limit), _FOOT_SIZES[-1])
    texts = [text]
    if widest_mm(text, size) > limit:
        # What is left out is left out of the filters: the dates stand on every slide.
        texts = [shortened(origin.filters, limit * width_mm(text, size) / widest_mm(text, size), size), dates]
    lines = [Line(text=one, size_pt=size, colour=GREY) for one in texts]
    if foot is None:
        box = (stage.left, int(stage.deck.slide_height * 0.935), room, 24 * 12_700)
        text_box(slide, box, lines, face=stage.face)
    else:
        put_lines(_copied(slide, foot).text_frame, lines, face=stage.face)
    if PP_PLACEHOLDER.SLIDE_NUMBER in holders:
        _number(_copied(slide, holders[PP_PLACEHOLDER.SLIDE_NUMBER]), face=stage.face)
    else:
        left = int(stage.deck.slide_width * 0.9)
        box = (left, int(stage.deck.slide_height * 0.935), int(stage.deck.slide_width * 0.07), 24 * 12_700)
        number = Line(text="", size_pt=_FOOT_PT, colour=GREY, align="right")
        _number(text_box(slide, box, [number], face=stage.face), face=stage.face)


def _copied(slide: Any, holder: Any) -> Any:  # noqa: ANN401
    """Return a layout's placeholder as one of the slide, which inherits its place and look."""
    element = copy.deepcopy(holder.element)
    for transform in element.findall(f".//{{{_A}}}xfrm"):
        transform.getparent().remove(transform)
    slide.shapes._spTree.append(element)  # noqa: SLF001 - python-pptx leaves footers out
    return slide.shapes[-1]


def _number(shape: Any, *, face: str | None) -> None:  # noqa: ANN401
    """Put the field that counts slides into a shape."""
    paragraph = shape.text_frame.paragraphs[0]._p  # noqa: SLF001
    for old in list(paragraph):
        if not old.tag.endswith("pPr"):
            paragraph.remove(old)
    field = etree.SubElement(paragraph, f"{{{_A}}}fld", id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
    properties = etree.SubElement(field, f"{{{_A}}}rPr", sz=str(int(_FOOT_PT * 100)))
    speak(properties, "", face=face)
    etree.SubElement(field, f"{{{_A}}}t").text = "‹#›"


def emu(value: float) -> Emu:
    """Return a length as whole EMU."""
    return Emu(int(value))
